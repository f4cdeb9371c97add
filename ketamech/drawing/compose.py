"""From a view to a scene: every line, letter and colour of the finished figure.

The labels are set (:mod:`~ketamech.drawing.typeset`), the layout says where everything lies,
and here it becomes geometry that an output only has to stroke and fill.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ketamech.drawing import theme
from ketamech.drawing.arrows import drawn_back, head, reach, setback, shaft
from ketamech.drawing.chips import chip, chip_place, numbers
from ketamech.drawing.highlight import lit
from ketamech.drawing.layout import lay_out
from ketamech.drawing.legend import WIDTH, Footing, footing
from ketamech.drawing.plan import Plan
from ketamech.drawing.scene import Band, Box, Chip, EdgeMark, NodeMark, Point, Scene, TextLine
from ketamech.drawing.shapes import contains, inner_outline, outline, polygon
from ketamech.drawing.text import baselines, fit_label, printable, text_box, text_width, wrap
from ketamech.drawing.theme import EDGE_STYLES, NODE_STYLES
from ketamech.drawing.typeset import Setting, sketch_of, typeset
from ketamech.drawing.view import LIMIT, View, ViewEdge, ViewNode
from ketamech.drawing.works import MANY, chosen_works, listed
from ketamech.errors import DrawingError
from ketamech.vocabulary import Arrowhead

__all__ = ["columns_of", "compose"]

_CLEAR_STEP, _CLEAR_STEPS, _SHORTEST_SHAFT = 0.01, 12, 0.15
_INK_WIDTH = theme.SLIDE_WIDTH - 2 * theme.MARGIN
_MOST_LIST_LINES = 6
"""The list of works never takes more of the slide."""
_AIR = 0.13
"""So much of the height of a row the list leaves to edges."""


def _title(words: str) -> tuple[TextLine, ...]:
    """The heading in one line, smaller or in two lines where it is long."""
    text = printable(words)
    if not text:
        return ()
    wide = text_width(text, theme.TITLE_PT, bold=True)
    size = max(theme.TITLE_SMALLEST_PT, min(theme.TITLE_PT, theme.TITLE_PT * _INK_WIDTH / wide))
    lines: tuple[str, ...] = (text,)
    middle = theme.TITLE_BASELINE - 0.355 * theme.TITLE_PT / theme.POINTS_PER_INCH
    if text_width(text, size, bold=True) > _INK_WIDTH + 1e-6:
        lines = fit_label(text, size, _INK_WIDTH, bold=True, most_lines=2)
        lines = tuple(_cut(line, size) for line in lines)
        middle = 0.47
    return tuple(
        TextLine(line, theme.MARGIN, round(base, 4), round(size, 2), theme.TITLE_COLOUR, bold=True)
        for line, base in zip(lines, baselines(middle, len(lines), size), strict=True)
    )


def _cut(line: str, size: float) -> str:
    while text_width(line, size, bold=True) > _INK_WIDTH:
        line = line.rstrip("…")[:-1].rstrip() + "…"
    return line


def _bands(view: View, setting: Setting, plan: Plan) -> tuple[Band, ...]:
    bands = []
    for index, lane in enumerate(view.lanes):
        rows = [plan.bands[row] for row, at in enumerate(setting.lane_of_row) if at == index]
        box = Box(rows[0].left, rows[0].top, rows[-1].right, rows[-1].bottom)
        fill = theme.BAND_FILLS[index % len(theme.BAND_FILLS)]
        bands.append(Band(lane.id, box, fill, _lane_title(lane.title, box)))
    return tuple(bands)


def _lane_title(words: str, box: Box) -> tuple[TextLine, ...]:
    width = theme.GUTTER - 2 * theme.GUTTER_PADDING
    lines = wrap(words, theme.LANE_TITLE_PT, width, bold=True)
    widest = max(text_width(line, theme.LANE_TITLE_PT, bold=True) for line in lines)
    size = min(theme.LANE_TITLE_PT, theme.LANE_TITLE_PT * width / (widest or 1.0))
    return tuple(
        TextLine(
            line,
            round(box.left + theme.GUTTER_PADDING, 4),
            round(base, 4),
            round(size, 2),
            theme.LANE_TITLE_COLOUR,
            bold=True,
        )
        for line, base in zip(lines, baselines(box.centre[1], len(lines), size), strict=True)
    )


def _node(shown: ViewNode, box: Box, setting: Setting, faded: bool) -> NodeMark:
    node, style = shown.node, shown.style
    lines = setting.lines[node.id]
    x, y = box.centre
    about = f" {printable(node.description)}" if node.description else ""
    return NodeMark(
        id=node.id,
        name=printable(node.name),
        description=f"{printable(node.name)} ({node.type.label}).{about}",
        box=box,
        outline=outline(style.shape, box),
        fill=style.fill,
        stroke=theme.NODE_BORDER,
        stroke_width=theme.SHUT_BORDER_PT if shown.shut else theme.NODE_BORDER_PT,
        lines=tuple(
            TextLine(
                line,
                round(x, 4),
                round(base, 4),
                setting.size,
                style.text,
                anchor="middle",
            )
            for line, base in zip(lines, baselines(y, len(lines), setting.size), strict=True)
        ),
        inner=inner_outline(style.shape, box),
        faded=faded,
    )


def _ring(shown: ViewNode, box: Box) -> tuple[Point, ...]:
    """The shape of a node as a polygon where it stands."""
    x, y = box.centre
    shape = NODE_STYLES[shown.node.type].shape
    return tuple((x + dx, y + dy) for dx, dy in polygon(shape, box.width, box.height))


def _clear(kind: Arrowhead, points: Sequence[Point], ring: Sequence[Point]) -> tuple[Point, ...]:
    """The route drawn back until no part of its head lies in the shape that it meets.

    A bar that arrives at a slanted side would otherwise cut into it.
    """
    length = sum(math.dist(a, b) for a, b in pairwise(points))
    room = length - reach(kind) - _SHORTEST_SHAFT
    for step in range(max(0, min(_CLEAR_STEPS, int(room / _CLEAR_STEP)))):
        shorter = drawn_back(points, step * _CLEAR_STEP)
        corners = (at for _, path in head(kind, shorter, "").path for at in path)
        if not any(contains(ring, corner, -_CLEAR_STEP) for corner in corners):
            return tuple(shorter)
    return tuple(points)


def _edge(
    edge: ViewEdge,
    plan: Plan,
    ring: Sequence[Point],
    width: float,
    faded: bool,
    label: Chip | None,
) -> EdgeMark:
    points = plan.routes[edge.id]
    visible = _clear(edge.head, points, ring)
    colour = EDGE_STYLES[edge.head].colour
    stroke = width * (theme.CONTESTED_THINNER if edge.mark else 1)
    return EdgeMark(
        id=edge.id,
        source=edge.source,
        target=edge.target,
        description=printable(edge.description),
        points=tuple(points),
        shaft=shaft(edge.head, visible),
        colour=colour,
        width=round(stroke, 2),
        halo=round(stroke + theme.HALO_WIDER_PT, 2),
        head=head(edge.head, visible, colour),
        dashed=edge.dashed,
        chip=label,
        faded=faded,
    )


def _centred(plan: Plan, area: Box) -> Plan:
    """The plan with its boxes and routes in the middle of the area beside the gutter."""
    points = [point for route in plan.routes.values() for point in route]
    xs = [x for box in plan.boxes.values() for x in (box.left, box.right)]
    xs += [x for x, _ in points]
    by = round((area.left + theme.GUTTER + area.right - min(xs) - max(xs)) / 2, 4)
    return replace(
        plan,
        boxes={
            name: Box(box.left + by, box.top, box.right + by, box.bottom)
            for name, box in plan.boxes.items()
        },
        routes={name: tuple((x + by, y) for x, y in route) for name, route in plan.routes.items()},
    )


def _cites(
    view: View, plan: Plan, inside: Box, titles: Sequence[Box], number: Mapping[str, int]
) -> dict[str, tuple[tuple[str, ...], Point]]:
    """Where the chip of each edge lies, and the works that it has room for, by id.

    Marks are placed first; a chip without room for all of its works keeps the first ones.
    """
    solid = [*plan.boxes.values(), *titles]
    found: dict[str, tuple[tuple[str, ...], Point]] = {}
    for edge in sorted(view.edges, key=lambda edge: not edge.mark):
        keys = tuple(key for key in edge.references if key in number)
        lines = [
            pair
            for other in view.edges
            if other.id != edge.id
            for pair in pairwise(plan.routes[other.id])
        ]
        for count in range(len(keys), -1, -1):
            words = _chip_words(edge, keys[:count], number)
            if not words:
                break
            route, back = plan.routes[edge.id], setback(edge.head)
            at = chip_place(words, route, back, solid, lines, inside)
            if at is not None:
                found[edge.id] = keys[:count], (round(at[0], 4), round(at[1], 4))
                solid.append(chip(words, at, "").box)
                break
    return found


def _chip_words(edge: ViewEdge, keys: Sequence[str], number: Mapping[str, int]) -> str:
    return " ".join(filter(None, (edge.mark, numbers(number[key] for key in keys))))


def _label(edge: ViewEdge, keys: Sequence[str], at: Point, number: Mapping[str, int]) -> Chip:
    return chip(_chip_words(edge, keys, number), at, EDGE_STYLES[edge.head].colour)


def _numbered(view: View, keys: Collection[str]) -> dict[str, int]:
    """Numbers of works, in the order in which the edges cite them."""
    order = dict.fromkeys(key for edge in view.edges for key in edge.references if key in keys)
    return {key: number for number, key in enumerate(order, 1)}


def _area(below: Footing) -> Box:
    bottom = min(theme.LANES_BOTTOM, below.top - theme.LEGEND_GAP)
    return Box(theme.MARGIN, theme.LANES_TOP, theme.SLIDE_WIDTH - theme.MARGIN, round(bottom, 4))


def _air(setting: Setting, area: Box) -> float:
    """The height that is left for edges, row by row."""
    tall = [0.0] * len(setting.lane_of_row)
    for node_id, row in setting.row.items():
        tall[row] = max(tall[row], setting.box[node_id][1])
    return (area.height - sum(tall)) / len(tall)


def _set_over(
    view: View, works: Mapping[str, str], legend: bool
) -> tuple[Setting, Box, tuple[str, ...]]:
    """The view as it is set over its legend, and the works that are listed there.

    The list is as long as leaves labels as large, and edges as much room, as they need.
    """
    bare = _area(footing(view, legend=legend))
    alone = typeset(view, bare)
    if not works:
        return alone, bare, ()
    size = min(theme.type_sizes(len(view.nodes))[-1], alone.size)
    air = min(_AIR, _air(alone, bare))
    cites = [edge.references for edge in view.edges]
    found: tuple[Setting, Box, tuple[str, ...]] | None = None
    for lines in range(_MOST_LIST_LINES, 0, -1):
        keys = chosen_works(cites, works, lines, WIDTH)
        told = listed([works[key] for key in keys], MANY, WIDTH)
        area = _area(footing(view, told, legend=legend))
        with suppress(DrawingError):
            found = typeset(view, area), area, keys
            if found[0].size >= size and _air(found[0], area) >= air:
                break
    if found is None:
        fewer = max(1, len(view.nodes) * 3 // 4)
        raise DrawingError(
            "the figure leaves no room for a list of references "
            f"(draw it with legend=False, or fewer nodes: limit={fewer})"
        )
    return found


def _laid_out(view: View, setting: Setting, area: Box, seed: int) -> Plan:
    try:
        return lay_out(sketch_of(view, setting, area), seed)
    except ValueError as problem:
        raise DrawingError(str(problem)) from problem


def columns_of(view: View, seed: int = 0) -> dict[str, int]:
    """The column of each node as a figure of the view lays it out, by id."""
    setting, area, _ = _set_over(view, {}, True)
    return dict(_laid_out(view, setting, area, seed).columns)


def _summary(view: View) -> str:
    told = "; ".join(printable(edge.description) for edge in view.edges)
    return f"{printable(view.title)}. {len(view.nodes)} nodes, {len(view.edges)} edges. {told}"


def compose(
    view: View,
    *,
    highlight: Any = None,
    works: Mapping[str, str] | None = None,
    legend: bool = True,
    seed: int = 0,
) -> Scene:
    """Lay a view out and draw it.

    Parameters
    ----------
    view
        What is shown.
    highlight
        A Path, or nodes, edges, ids and names that stay at full strength.
    works
        How each work is cited, by its key, where edges are numbered by the works that they
        rest on; these are listed in the foot, as many as there is room for.
    legend
        Whether shapes and lines are explained.
    seed
        Another seed tries another layout.

    Returns
    -------
    Scene
        The figure in inches, in light colours and at full strength; see
        :func:`ketamech.drawing.palette.inked`.

    Raises
    ------
    DrawingError
        Where the view does not fit on a slide, or a highlighted name is not shown.
    """
    light = None if highlight is None else lit(view, highlight)
    cited = {key: works[key] for edge in view.edges for key in edge.references} if works else {}
    setting, area, keys = _set_over(view, cited, legend)
    plan = _centred(_laid_out(view, setting, area, seed), area)
    bands = _bands(view, setting, plan)
    titles = [text_box(line) for band in bands for line in band.title]
    chips = _cites(view, plan, area, titles, _numbered(view, keys))
    number = _numbered(view, {key for shown, _ in chips.values() for key in shown})
    told = listed([cited[key] for key in number], len(cited) - len(number), WIDTH)
    below = footing(view, told, legend=legend)
    width = theme.EDGE_PT if len(view.nodes) <= LIMIT else theme.EDGE_MAP_PT
    rings = {node.id: _ring(node, plan.boxes[node.id]) for node in view.nodes}
    edges = [
        _edge(
            edge,
            plan,
            rings[edge.target],
            width,
            light is not None and edge.id not in light.edges,
            _label(edge, *chips[edge.id], number) if edge.id in chips else None,
        )
        for edge in view.edges
    ]
    return Scene(
        title=_title(view.title),
        bands=bands,
        nodes=tuple(
            _node(
                node,
                plan.boxes[node.id],
                setting,
                light is not None and node.id not in light.nodes,
            )
            for node in view.nodes
        ),
        edges=tuple(sorted(edges, key=lambda mark: not mark.faded)),
        legend=below.items,
        foot=below.foot,
        description=_summary(view),
        width=theme.SLIDE_WIDTH,
        height=theme.SLIDE_HEIGHT,
        background=theme.BACKGROUND,
        hairline=theme.HAIRLINE,
    )
