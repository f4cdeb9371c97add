"""Sketches to lay out in tests: small made ones, and the invented map of 41 nodes."""

from collections.abc import Sequence
from pathlib import Path

import yaml
from hypothesis import strategies as st

from ketamech.drawing.plan import Link, Plan, Sized, Sketch
from ketamech.drawing.scene import Band, Box, EdgeMark, Head, NodeMark, Point, Scene
from ketamech.drawing.shapes import polyline
from ketamech.drawing.text import fit_label, text_width

AREA = Box(0.35, 0.72, 12.983, 6.92)
GUTTER = 1.5
MAP = Path(__file__).with_name("map_41_nodes.yaml")
CASCADE = (
    *("ket", "nmda_in", "pv", "gabar", "pyr", "glu", "nmda_b", "ampa", "vdcc", "bdnf", "trkb"),
    *("akt", "eef2k", "mtor", "transl", "bdnfx", "fbp", "spine", "syng", "pfc", "antidep"),
)


def rectangle(width: float, height: float) -> tuple[Point, ...]:
    x, y = width / 2, height / 2
    return ((-x, -y), (x, -y), (x, y), (-x, y))


def hexagon(width: float, height: float) -> tuple[Point, ...]:
    x, y = width / 2, height / 2
    cut = min(0.2, x)
    return ((-x, 0), (cut - x, -y), (x - cut, -y), (x, 0), (x - cut, y), (cut - x, y))


def sized(
    name: str,
    lane: int,
    column: int | None = None,
    width: float = 1.1,
    height: float = 0.44,
    pointed: bool = False,
) -> Sized:
    shape = hexagon if pointed else rectangle
    return Sized(name, lane, width, height, shape(width, height), column)


def sketch(*boxes: Sized, links: str = "", lanes: int | None = None, columns: int = 6) -> Sketch:
    """A sketch with links as in ``"a>b b>c"``."""
    made = tuple(Link(words, *words.split(">")) for words in links.split())
    count = lanes or max(box.lane for box in boxes) + 1
    return Sketch(AREA, GUTTER, count, columns, boxes, made)


@st.composite
def small_sketches(draw: st.DrawFn) -> Sketch:
    """Up to ten boxes in up to five lanes, with up to twelve links."""
    lanes = draw(st.integers(1, 5))
    places = draw(st.lists(st.integers(0, lanes - 1), min_size=2, max_size=10))
    boxes = tuple(
        sized(
            f"n{number}",
            lane,
            width=draw(st.sampled_from((0.9, 1.2, 1.5))),
            height=draw(st.sampled_from((0.4, 0.64))),
            pointed=draw(st.booleans()),
        )
        for number, lane in enumerate(places)
        if places[:number].count(lane) < 5
    )
    names = st.sampled_from([box.id for box in boxes])
    pairs = draw(st.lists(st.tuples(names, names), max_size=12))
    links = tuple(
        Link(f"e{number}", source, target)
        for number, (source, target) in enumerate(pairs)
        if source != target
    )
    return Sketch(AREA, GUTTER, lanes, 6, boxes, links)


def map_sketch(keep: Sequence[str] | None = None, size: float = 12, columns: int = 8) -> Sketch:
    """The map of 41 nodes, or some of its nodes, each lane as low as its labels let it be."""
    content = yaml.safe_load(MAP.read_text(encoding="utf-8"))
    nodes = [node for node in content["nodes"] if keep is None or node["id"] in keep]
    shown = {node["id"] for node in nodes}
    filled = {node["lane"] for node in nodes}
    lanes = [lane["id"] for lane in content["lanes"] if lane["id"] in filled]
    boxes: list[Sized] = []
    for number, lane in enumerate(lanes):
        names = {node["id"]: node["name"] for node in nodes if node["lane"] == lane}
        boxes += [sized(name, number, None, *shape) for name, shape in _lowest(names, size).items()]
    links = tuple(
        Link(f"{edge['source']}>{edge['target']}", edge["source"], edge["target"])
        for edge in content["edges"]
        if {edge["source"], edge["target"]} <= shown
    )
    return Sketch(AREA, GUTTER, len(lanes), columns, tuple(boxes), links)


def _lowest(names: dict[str, str], size: float) -> dict[str, tuple[float, float]]:
    """Widths and heights of the boxes of a lane, the lowest that leave room for edges."""
    room = 0.85 * (AREA.width - GUTTER)
    found: list[tuple[bool, float, float, dict[str, tuple[float, float]]]] = []
    for widest in (0.9, 1.1, 1.25, 1.4, 1.6, 1.8, 2.1, 2.4, 3.0):
        shapes = {}
        for name, words in names.items():
            lines = fit_label(words, size, widest)
            width = max(0.9, 0.2 + max(text_width(line, size) for line in lines))
            shapes[name] = width, max(0.4, 0.2 + len(lines) * size * 1.13 / 72)
        wide = sum(width + 0.34 for width, _ in shapes.values())
        tall = max(height for _, height in shapes.values())
        found.append((wide > room, tall if wide <= room else 0.0, wide, shapes))
    return min(found, key=lambda row: row[:3])[3]


def scene_of(sketch: Sketch, plan: Plan) -> Scene:
    """A plan as a bare scene, with heads and without words."""
    outlines = {box.id: box.outline for box in sketch.boxes}
    nodes = tuple(node_mark(name, box, outlines[name]) for name, box in plan.boxes.items())
    ends = {link.id: (link.source, link.target) for link in sketch.links}
    edges = tuple(edge_mark(name, *ends[name], points) for name, points in plan.routes.items())
    bands = tuple(Band(str(number), box, "#FFFFFF", ()) for number, box in enumerate(plan.bands))
    return Scene((), bands, nodes, edges, (), ())


def node_mark(name: str, box: Box, outline: tuple[Point, ...] = ()) -> NodeMark:
    x, y = box.centre
    ring = outline or rectangle(box.width, box.height)
    path = polyline([(x + dx, y + dy) for dx, dy in ring], closed=True)
    return NodeMark(name, name, "", box, path, "#FFFFFF", "#000000", 1, ())


def edge_mark(
    name: str, source: str, target: str, points: tuple[Point, ...], head: float = 0.13
) -> EdgeMark:
    (x, y), (tip_x, tip_y) = points[-2:]
    run = ((tip_x - x) ** 2 + (tip_y - y) ** 2) ** 0.5 or 1
    back = (tip_x - (tip_x - x) / run * head, tip_y - (tip_y - y) / run * head)
    mark = Head("triangle", (("M", ((tip_x, tip_y),)), ("L", (back,))), "#000000", "#000000", 1)
    return EdgeMark(name, source, target, "", points, (), "#000000", 2, 4, mark)
