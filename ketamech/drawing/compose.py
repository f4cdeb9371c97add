"""From a view to a scene: every line, letter and colour of the finished figure.

The labels are set (:mod:`~ketamech.drawing.typeset`), the layout says where everything lies,
and here it becomes geometry that an output only has to stroke and fill.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ketamech.drawing import theme
from ketamech.drawing.arrows import drawn_back, head, reach, setback, shaft
from ketamech.drawing.chips import chip, chip_place, numbers
from ketamech.drawing.highlight import lit
from ketamech.drawing.layout import lay_out
from ketamech.drawing.legend import footing
from ketamech.drawing.plan import Plan
from ketamech.drawing.scene import Band, Box, Chip, EdgeMark, NodeMark, Point, Scene, TextLine
from ketamech.drawing.shapes import contains, inner_outline, outline, polygon
from ketamech.drawing.text import baselines, fit_label, printable, text_width, wrap
from ketamech.drawing.theme import EDGE_STYLES, NODE_STYLES
from ketamech.drawing.typeset import Setting, sketch_of, typeset
from ketamech.drawing.view import LIMIT, View, ViewEdge, ViewNode
from ketamech.errors import DrawingError
from ketamech.vocabulary import Arrowhead

__all__ = ["compose"]

_CLEAR_STEP, _CLEAR_STEPS, _SHORTEST_SHAFT = 0.01, 12, 0.15
_INK_WIDTH = theme.SLIDE_WIDTH - 2 * theme.MARGIN


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


def _chips(view: View, plan: Plan, inside: Box, cited: Mapping[str, int]) -> dict[str, Chip]:
    solid = list(plan.boxes.values())
    found: dict[str, Chip] = {}
    for edge in view.edges:
        cites = numbers(cited[ref] for ref in edge.references if ref in cited)
        words = " ".join(part for part in (edge.mark, cites) if part)
        if not words:
            continue
        lines = [
            pair
            for other in view.edges
            if other.id != edge.id
            for pair in zip(plan.routes[other.id], plan.routes[other.id][1:], strict=False)
        ]
        at = chip_place(words, plan.routes[edge.id], setback(edge.head), solid, lines, inside)
        colour = EDGE_STYLES[edge.head].colour
        found[edge.id] = chip(words, (round(at[0], 4), round(at[1], 4)), colour)
        solid.append(found[edge.id].box)
    return found


def _work(key: str) -> str:
    """A reference key as it is read: author and year apart."""
    return re.sub(r"(?<=[A-Za-z])(?=\d{4})", "\N{NO-BREAK SPACE}", key.replace("_", " "))


def _summary(view: View) -> str:
    told = "; ".join(printable(edge.description) for edge in view.edges)
    return f"{printable(view.title)}. {len(view.nodes)} nodes, {len(view.edges)} edges. {told}"


def compose(
    view: View,
    *,
    highlight: Any = None,
    references: bool = False,
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
    references
        Whether edges are numbered by their references, listed in the foot.
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
    keys = dict.fromkeys(ref for edge in view.edges for ref in edge.references)
    cited = {key: number for number, key in enumerate(keys, 1)} if references else {}
    below = footing(view, [_work(key) for key in cited], legend=legend)
    bottom = min(theme.LANES_BOTTOM, below.top - theme.LEGEND_GAP)
    area = Box(theme.MARGIN, theme.LANES_TOP, theme.SLIDE_WIDTH - theme.MARGIN, round(bottom, 4))
    if area.height < 1:
        raise DrawingError("the references leave no room for the figure (draw fewer nodes)")
    setting = typeset(view, area)
    try:
        plan = lay_out(sketch_of(view, setting, area), seed)
    except ValueError as problem:
        raise DrawingError(str(problem)) from problem
    plan = _centred(plan, area)
    labels = _chips(view, plan, area, cited)
    width = theme.EDGE_PT if len(view.nodes) <= LIMIT else theme.EDGE_MAP_PT
    rings = {node.id: _ring(node, plan.boxes[node.id]) for node in view.nodes}
    edges = [
        _edge(
            edge,
            plan,
            rings[edge.target],
            width,
            light is not None and edge.id not in light.edges,
            labels.get(edge.id),
        )
        for edge in view.edges
    ]
    return Scene(
        title=_title(view.title),
        bands=_bands(view, setting, plan),
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
