"""Outlines of nodes: as a path to stroke and as a convex polygon to measure with.

Every shape is written once, as a function from a size to a ring of corners and arcs around
the origin. A node box grows with its shape until every line of its label lies inside
(:func:`fit_shape`), so that an ellipse or a hexagon is wider than a rectangle would be.
Lengths are inches, y grows downwards.
"""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ketamech.drawing.scene import Box, Path, Point, Segment
from ketamech.drawing.text import baselines, line_pitch, text_width
from ketamech.drawing.theme import (
    INNER_BORDER_INSET,
    NODE_PADDING,
    NODE_SMALLEST,
    POINTS_PER_INCH,
    Shape,
)

__all__ = [
    "ASCENT",
    "DESCENT",
    "box_path",
    "contains",
    "fit_shape",
    "fit_swatch",
    "inner_outline",
    "outline",
    "polygon",
    "polyline",
]

ASCENT, DESCENT = 0.74, 0.22
"""Reach of letters above and below the baseline, in type sizes."""

_ARC = 4 / 3 * math.tan(math.pi / 8)
_ARC_STEPS = 6
_CLEARANCE = 0.04
_WIDER = 0.01


class _Corner(NamedTuple):
    """A corner of a ring, rounded off by a quarter ellipse of radii `across` and `down`."""

    x: float
    y: float
    across: float = 0.0
    down: float = 0.0


_Ring = Callable[[float, float], tuple[_Corner, ...]]


def _rounded(radius: float) -> _Ring:
    def ring(width: float, height: float) -> tuple[_Corner, ...]:
        x, y = width / 2, height / 2
        r = min(radius, x, y)
        return tuple(_Corner(*at, r, r) for at in ((-x, -y), (x, -y), (x, y), (-x, y)))

    return ring


def _ellipse(width: float, height: float) -> tuple[_Corner, ...]:
    x, y = width / 2, height / 2
    return tuple(_Corner(*at, x, y) for at in ((-x, -y), (x, -y), (x, y), (-x, y)))


def _rectangle(width: float, height: float) -> tuple[_Corner, ...]:
    return _rounded(0.0)(width, height)


def _octagon(width: float, height: float) -> tuple[_Corner, ...]:
    x, y, c = width / 2, height / 2, min(0.13, height * 0.27)
    corners = (
        (-x + c, -y), (x - c, -y), (x, -y + c), (x, y - c),
        (x - c, y), (-x + c, y), (-x, y - c), (-x, -y + c),
    )  # fmt: skip
    return tuple(_Corner(*at) for at in corners)


def _snipped(width: float, height: float) -> tuple[_Corner, ...]:
    x, y, c = width / 2, height / 2, min(0.14, height * 0.3)
    corners = ((-x, -y), (x - c, -y), (x, -y + c), (x, y), (-x + c, y), (-x, y - c))
    return tuple(_Corner(*at) for at in corners)


def _hexagon(width: float, height: float) -> tuple[_Corner, ...]:
    x, y, c = width / 2, height / 2, min(0.16, height * 0.32)
    corners = ((-x, 0.0), (-x + c, -y), (x - c, -y), (x, 0.0), (x - c, y), (-x + c, y))
    return tuple(_Corner(*at) for at in corners)


def _tag(width: float, height: float) -> tuple[_Corner, ...]:
    x, y, c = width / 2, height / 2, min(0.20, height * 0.42)
    corners = ((-x, -y), (x - c, -y), (x, 0.0), (x - c, y), (-x, y))
    return tuple(_Corner(*at) for at in corners)


def _parallelogram(width: float, height: float) -> tuple[_Corner, ...]:
    x, y, c = width / 2, height / 2, min(0.18, height * 0.4)
    return tuple(_Corner(*at) for at in ((-x + c, -y), (x, -y), (x - c, y), (-x, y)))


_RINGS: dict[Shape, _Ring] = {
    Shape.PILL: _rounded(0.24),
    Shape.OCTAGON: _octagon,
    Shape.ELLIPSE: _ellipse,
    Shape.ROUNDED: _rounded(0.09),
    Shape.RECTANGLE: _rectangle,
    Shape.DOUBLE: _rounded(0.09),
    Shape.SNIPPED: _snipped,
    Shape.HEXAGON: _hexagon,
    Shape.TAG: _tag,
    Shape.PARALLELOGRAM: _parallelogram,
}

_TALLER: dict[Shape, tuple[float, ...]] = {
    Shape.ELLIPSE: (0.0, 0.05, 0.10, 0.15, 0.20, 0.25),
    Shape.DOUBLE: (0.06,),
}
"""How much higher than its text a shape may be, in inches; the least area is taken."""

_DOUBLED = frozenset({Shape.DOUBLE})


def _trimmed(corner: _Corner, along: Point, sign: int) -> Point:
    """Where the arc of a corner meets the side that runs `along` from or to it."""
    reach = (corner.across if abs(along[0]) > abs(along[1]) else corner.down) * sign
    length = math.hypot(*along) or 1.0
    return corner.x + along[0] / length * reach, corner.y + along[1] / length * reach


def _arcs(ring: Sequence[_Corner]) -> list[tuple[Point, Point, _Corner]]:
    """Start and end of the arc at every corner, in the order of the ring."""
    found = []
    for index, corner in enumerate(ring):
        before, after = ring[index - 1], ring[(index + 1) % len(ring)]
        into = (corner.x - before.x, corner.y - before.y)
        out = (after.x - corner.x, after.y - corner.y)
        found.append((_trimmed(corner, into, -1), _trimmed(corner, out, 1), corner))
    return found


def _towards(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _path(ring: Sequence[_Corner], centre: Point) -> Path:
    def at(point: Point) -> Point:
        return round(point[0] + centre[0], 4), round(point[1] + centre[1], 4)

    segments: list[Segment] = []
    for start, end, corner in _arcs(ring):
        segments.append(("L" if segments else "M", (at(start),)))
        if start != end:
            tip = (corner.x, corner.y)
            controls = (_towards(start, tip, _ARC), _towards(end, tip, _ARC))
            segments.append(("C", (at(controls[0]), at(controls[1]), at(end))))
    segments.append(("Z", ()))
    return tuple(segments)


def outline(shape: Shape, box: Box) -> Path:
    """The border of a node.

    Parameters
    ----------
    shape
        Which outline.
    box
        The rectangle that it fills, in inches.

    Examples
    --------
    >>> [kind for kind, _ in outline(Shape.RECTANGLE, Box(0, 0, 2, 1))]
    ['M', 'L', 'L', 'L', 'Z']
    """
    return _path(_RINGS[shape](box.width, box.height), box.centre)


def inner_outline(shape: Shape, box: Box) -> Path | None:
    """The second border of a double-bordered shape, None of any other.

    Examples
    --------
    >>> inner_outline(Shape.ELLIPSE, Box(0, 0, 2, 1)) is None
    True
    """
    if shape not in _DOUBLED:
        return None
    return outline(shape, box.grown(-INNER_BORDER_INSET))


def box_path(box: Box, radius: float = 0.0) -> Path:
    """A rectangle with rounded corners, radius in inches."""
    return _path(_rounded(radius)(box.width, box.height), box.centre)


@lru_cache(maxsize=4096)
def polygon(shape: Shape, width: float, height: float) -> tuple[Point, ...]:
    """The shape as a convex polygon around the origin, arcs as chords.

    Parameters
    ----------
    shape
        Which outline.
    width, height
        Size of the rectangle that it fills, in inches.

    Examples
    --------
    >>> polygon(Shape.RECTANGLE, 2, 1)
    ((-1.0, -0.5), (1.0, -0.5), (1.0, 0.5), (-1.0, 0.5))
    """
    points: list[Point] = []
    for start, end, corner in _arcs(_RINGS[shape](width, height)):
        if start == end:
            points.append(start)
            continue
        hub = (start[0] + end[0] - corner.x, start[1] + end[1] - corner.y)
        for step in range(_ARC_STEPS + 1):
            angle = math.pi / 2 * step / _ARC_STEPS
            one, other = math.cos(angle), math.sin(angle)
            points.append(
                (
                    hub[0] + (start[0] - hub[0]) * one + (end[0] - hub[0]) * other,
                    hub[1] + (start[1] - hub[1]) * one + (end[1] - hub[1]) * other,
                )
            )
    rounded = [(round(x, 4), round(y, 4)) for x, y in points]
    return tuple(dict.fromkeys(rounded))


def contains(ring: Sequence[Point], point: Point, clearance: float = 0.0) -> bool:
    """Whether a point lies in a convex polygon, so far from its border at least.

    Examples
    --------
    >>> contains(polygon(Shape.HEXAGON, 2, 1), (0.95, 0.4))
    False
    """
    for index, (x, y) in enumerate(ring):
        ahead_x, ahead_y = ring[(index + 1) % len(ring)]
        along = (ahead_x - x, ahead_y - y)
        length = math.hypot(*along)
        if length == 0:
            continue
        inward = (along[0] * (point[1] - y) - along[1] * (point[0] - x)) / length
        if inward < clearance - 1e-9:
            return False
    return True


def _text_corners(lines: Sequence[str], size: float) -> list[Point]:
    corners = []
    up, down = ASCENT * size / POINTS_PER_INCH, DESCENT * size / POINTS_PER_INCH
    for line, baseline in zip(lines, baselines(0.0, len(lines), size), strict=True):
        half = text_width(line, size) / 2
        corners += [(sign * half, y) for sign in (-1, 1) for y in (baseline - up, baseline + down)]
    return corners


def _narrowest(
    shape: Shape, height: float, least: float, corners: Sequence[Point], clearance: float
) -> float:
    """The least width at which all corners lie inside; infinite where none is enough."""
    width = least
    while not all(contains(polygon(shape, width, height), at, clearance) for at in corners):
        width += _WIDER
        if width > 2 * least + 2:
            return math.inf
    return width


def fit_shape(shape: Shape, lines: Sequence[str], size: float) -> tuple[float, float]:
    """The smallest box of a shape that holds its label with room at the sides.

    Parameters
    ----------
    shape
        Which outline.
    lines
        Lines of the label.
    size
        Type size in points.

    Returns
    -------
    width, height
        In inches.

    Examples
    --------
    >>> narrow, _ = fit_shape(Shape.RECTANGLE, ["Synaptogenesis"], 15)
    >>> wide, _ = fit_shape(Shape.HEXAGON, ["Synaptogenesis"], 15)
    >>> wide > narrow
    True
    """
    corners = _text_corners(lines, size)
    widest = max(text_width(line, size) for line in lines)
    text_height = line_pitch(size) * len(lines)
    least = max(widest + 2 * NODE_PADDING, NODE_SMALLEST[0])
    found: list[tuple[float, float]] = []
    for taller in _TALLER.get(shape, (0.0,)):
        height = max(text_height + 2 * NODE_PADDING + taller, NODE_SMALLEST[1])
        width = _narrowest(shape, height, least, corners, _CLEARANCE)
        found.append((round(width, 4), round(height, 4)))
    return min(found, key=lambda box: (box[0] * box[1], box))


def fit_swatch(shape: Shape, words: str, size: float, height: float) -> float:
    """Width in inches of a legend's sample of a shape, so high, with its words inside.

    Examples
    --------
    >>> fit_swatch(Shape.RECTANGLE, "Process", 11, 0.25) < 1
    True
    """
    inset = 2 * INNER_BORDER_INSET if shape in _DOUBLED else 0.0
    least = text_width(words, size) + NODE_PADDING + inset
    return round(_narrowest(shape, height, least, _text_corners([words], size), 0.01), 4)


def polyline(points: Sequence[Point], *, closed: bool = False) -> Path:
    """Straight lines from point to point."""
    segments: list[Segment] = [
        ("L" if index else "M", ((round(x, 4), round(y, 4)),))
        for index, (x, y) in enumerate(points)
    ]
    if closed:
        segments.append(("Z", ()))
    return tuple(segments)
