"""Paths of a scene as custom geometry of a shape.

The coordinates of a path are EMU from the top left corner of its shape. A shape carries its
own connection sites, where its outline crosses its middle lines, and its whole rectangle for
text, so that nothing depends on what a program makes of a preset.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil

from ketamech.drawing.pptx.xml import Element, element, emu
from ketamech.drawing.scene import Box, Path, Point
from ketamech.drawing.theme import POINTS_PER_INCH

__all__ = ["bounds", "freeform", "heavier"]

_TAGS = {"M": "a:moveTo", "L": "a:lnTo", "C": "a:cubicBezTo", "Z": "a:close"}
_QUARTER = 5_400_000
_SIDES = (("right", 0), ("bottom", 1), ("left", 2), ("top", 3))
"""Sides of a shape, each with the quarter turns of its outward direction."""


def bounds(path: Path) -> Box:
    """The rectangle of a path.

    Examples
    --------
    >>> bounds((("M", ((1, 2),)), ("L", ((3, 5),))))
    Box(left=1, top=2, right=3, bottom=5)
    """
    xs = [x for _, points in path for x, _ in points]
    ys = [y for _, points in path for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def heavier(path: Path, by: float, pen: float) -> list[Path]:
    """Copies of an outline that make its border `by` points wide with a pen of `pen` points.

    A shape has one pen only; this is how one with a second, thinner border is drawn.
    """
    box, steps = bounds(path), max(1, ceil((by - pen) / (0.9 * pen)))
    (x, y), room = box.centre, (by - pen) / POINTS_PER_INCH
    copies: list[Path] = []
    for step in range(steps + 1):
        grown = box.grown(room * (step / steps - 0.5))
        across, down = grown.width / box.width, grown.height / box.height
        copies.append(
            tuple(
                (kind, tuple((x + (px - x) * across, y + (py - y) * down) for px, py in points))
                for kind, points in path
            )
        )
    return copies


def freeform(box: Box, paths: Iterable[tuple[Path, bool]], *, sites: bool = False) -> Element:
    """The geometry of a shape.

    Parameters
    ----------
    box
        The rectangle of the shape in inches.
    paths
        What is stroked, each with whether it is also filled.
    sites
        Whether connectors can be glued to it; its first path is its outline.
    """
    drawn = list(paths)
    guides, places = _sites(box, drawn[0][0]) if sites else ([], [])
    return element(
        "a:custGeom",
        [
            element("a:avLst"),
            element("a:gdLst", guides),
            element("a:ahLst"),
            element("a:cxnLst", places),
            element("a:rect", l="l", t="t", r="r", b="b"),
            element("a:pathLst", (_path(box, path, filled) for path, filled in drawn)),
        ],
    )


def _path(box: Box, path: Path, filled: bool) -> Element:
    left, top = emu(box.left), emu(box.top)

    def place(point: Point) -> Element:
        return element("a:pt", x=emu(point[0]) - left, y=emu(point[1]) - top)

    return element(
        "a:path",
        (element(_TAGS[kind], map(place, points)) for kind, points in path),
        w=max(1, emu(box.right) - left),
        h=max(1, emu(box.bottom) - top),
        fill=None if filled else "none",
    )


def _sites(box: Box, outline: Path) -> tuple[list[Element], list[Element]]:
    """Guides and connection sites where an outline crosses its middle lines."""
    ring = [points[-1] for _, points in outline if points]
    x, y = box.centre
    level, upright = _crossings(ring, y, 1), _crossings(ring, x, 0)
    at: dict[str, Point] = {
        "right": (max(level, default=box.right), y),
        "bottom": (x, max(upright, default=box.bottom)),
        "left": (min(level, default=box.left), y),
        "top": (x, min(upright, default=box.top)),
    }
    width, height = max(1, emu(box.width)), max(1, emu(box.height))
    guides, places = [], []
    for side, turns in _SIDES:
        across, down = emu(at[side][0] - box.left), emu(at[side][1] - box.top)
        guides += [
            element("a:gd", name=f"x{side}", fmla=f"*/ {across} w {width}"),
            element("a:gd", name=f"y{side}", fmla=f"*/ {down} h {height}"),
        ]
        pos = element("a:pos", x=f"x{side}", y=f"y{side}")
        places.append(element("a:cxn", [pos], ang=turns * _QUARTER))
    return guides, places


def _crossings(ring: Sequence[Point], at: float, axis: int) -> list[float]:
    """Where a ring crosses the line on which one coordinate is `at`: the other coordinate."""
    found = []
    for one, other in pairwise([*ring, ring[0]]):
        low, high = sorted((one, other), key=lambda point: point[axis])
        if low[axis] <= at <= high[axis]:
            share = (at - low[axis]) / ((high[axis] - low[axis]) or 1.0)
            found.append(low[1 - axis] + (high[1 - axis] - low[1 - axis]) * share)
    return found
