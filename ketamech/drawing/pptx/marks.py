"""What a scene holds as shapes and groups: nodes, edges, lanes, samples of the legend.

Shapes have no style of the theme, so that no shadow and no colour of a deck reaches them.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ketamech.drawing.pptx.geometry import bounds, freeform, heavier
from ketamech.drawing.pptx.words import blocks, body, box_of, fill_of
from ketamech.drawing.pptx.xml import Element, element, frame, points_to_emu
from ketamech.drawing.scene import (
    Band,
    Box,
    Chip,
    EdgeMark,
    LegendItem,
    NodeMark,
    Path,
    TextLine,
)
from ketamech.drawing.theme import CHIP_BORDER_PT, DASH_PT, INNER_BORDER_PT, LANE_BORDER_PT

__all__ = ["Mark", "band", "edge", "ground", "group", "legend_item", "node", "texts", "title"]


class Mark(NamedTuple):
    """A shape or a group, and the rectangle that it fills."""

    element: Element
    box: Box


def _called(name: str, title: str = "", description: str = "") -> Element:
    """Name, heading and alternative text; the id is set when the slide is whole."""
    return element("p:cNvPr", id=0, name=name, title=title or None, descr=description or None)


def _pen(colour: str | None, points: float, *, dashed: bool = False) -> Element:
    """How a border or a line is stroked; not at all where it has no width."""
    if not points or colour is None or colour == "none":
        return element("a:ln", [element("a:noFill")])
    on, off = (round(length / points * 100_000) for length in DASH_PT)
    dash = element("a:custDash", [element("a:ds", d=on, sp=off)])
    return element(
        "a:ln",
        [fill_of(colour), dash if dashed else None, element("a:round")],
        w=points_to_emu(points),
        cap="flat",
    )


def _shape(
    name: str,
    box: Box,
    geometry: Element,
    fill: str | None,
    pen: Element,
    lines: Sequence[TextLine] = (),
    *,
    title: str = "",
    description: str = "",
    text_box: bool = False,
) -> Mark:
    look = [frame(box), geometry, fill_of(fill), pen, element("a:effectLst")]
    return Mark(
        element(
            "p:sp",
            [
                element(
                    "p:nvSpPr",
                    [
                        _called(name, title, description),
                        element("p:cNvSpPr", txBox=1 if text_box else None),
                        element("p:nvPr"),
                    ],
                ),
                element("p:spPr", look),
                body(lines, None if text_box else box) if lines else None,
            ],
        ),
        box,
    )


def _rectangle() -> Element:
    return element("a:prstGeom", [element("a:avLst")], prst="rect")


def _outlined(name: str, path: Path, fill: str | None, pen: Element) -> Mark:
    """A path as a shape without text."""
    box = bounds(path)
    return _shape(name, box, freeform(box, [(path, fill is not None)]), fill, pen)


def group(name: str, members: Iterable[Mark], description: str = "") -> Mark:
    """Several marks as one object."""
    inside = list(members)
    box = Box(
        min(mark.box.left for mark in inside),
        min(mark.box.top for mark in inside),
        max(mark.box.right for mark in inside),
        max(mark.box.bottom for mark in inside),
    )
    head = element(
        "p:nvGrpSpPr",
        [
            _called(name, description=description),
            element("p:cNvGrpSpPr"),
            element("p:nvPr"),
        ],
    )
    place = element("p:grpSpPr", [frame(box, group=True), element("a:effectLst")])
    return Mark(element("p:grpSp", [head, place, *(mark.element for mark in inside)]), box)


def node(mark: NodeMark) -> Mark:
    """A node as one shape with its label inside and its borders as one geometry."""
    width, filled = mark.stroke_width, mark.fill != "none"
    paths = [(mark.outline, filled)]
    if mark.inner is not None:
        if width > INNER_BORDER_PT * 2:
            copies = heavier(mark.outline, width, INNER_BORDER_PT)
            paths += [(copy, False) for copy in copies]
            width = INNER_BORDER_PT
        paths.append((mark.inner, False))
    return _shape(
        mark.id,
        mark.box,
        freeform(mark.box, paths, sites=filled),
        mark.fill,
        _pen(mark.stroke, width),
        mark.lines,
        title=mark.name,
        description=mark.description,
    )


def edge(mark: EdgeMark, paper: str) -> Mark:
    """An edge as a group: the light line under it, its shaft, its head and its chip."""
    members = []
    if mark.halo:
        members.append(_outlined(f"{mark.id} halo", mark.shaft, None, _pen(paper, mark.halo)))
    line = _pen(mark.colour, mark.width, dashed=mark.dashed)
    members.append(_outlined(f"{mark.id} shaft", mark.shaft, None, line))
    head = mark.head
    if head.path:
        border = _pen(head.stroke, head.stroke_width)
        members.append(_outlined(f"{mark.id} {head.kind}", head.path, head.fill, border))
    if mark.chip is not None:
        members.append(_chip(f"{mark.id} chip", mark.chip))
    return group(mark.id, members, mark.description)


def _chip(name: str, chip: Chip) -> Mark:
    geometry = freeform(chip.box, [(chip.outline, True)])
    pen = _pen(chip.stroke, CHIP_BORDER_PT)
    return _shape(name, chip.box, geometry, chip.fill, pen, [chip.line])


def band(lane: Band, hairline: str) -> Mark:
    """A lane as one shape with its title inside."""
    return _shape(
        f"lane {lane.id}",
        lane.box,
        _rectangle(),
        lane.fill,
        _pen(hairline, LANE_BORDER_PT),
        lane.title,
    )


def texts(name: str, lines: Iterable[TextLine]) -> list[Mark]:
    """Text boxes, one for each group of lines that are set alike."""
    return [
        _shape(name, box_of(block), _rectangle(), None, _pen(None, 0), block, text_box=True)
        for block in blocks(lines)
    ]


def legend_item(item: LegendItem, paper: str) -> list[Mark]:
    """A sample and its words."""
    marks = [node(item.node)] if item.node else []
    marks += [edge(item.edge, paper)] if item.edge else []
    return marks + texts("words", item.lines)


def ground(colour: str) -> Element:
    """What a slide is painted with."""
    return element("p:bg", [element("p:bgPr", [fill_of(colour), element("a:effectLst")])])


def title(lines: Sequence[TextLine], right: float) -> Element:
    """The heading as the title of the slide, which ends at `right` inches."""
    box = box_of(lines, right - lines[0].x)
    what = element(
        "p:nvSpPr",
        [
            element("p:cNvPr", id=0, name="Title"),
            element("p:cNvSpPr", [element("a:spLocks", noGrp=1)]),
            element("p:nvPr", [element("p:ph", type="title")]),
        ],
    )
    return element("p:sp", [what, element("p:spPr", [frame(box)]), body(lines)])
