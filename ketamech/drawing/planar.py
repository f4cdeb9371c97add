"""Plane geometry of polylines and polygons, as far as measuring a figure needs it."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from ketamech.drawing.scene import Path, Point

__all__ = ["crossing_points", "enters", "flattened", "holds", "run_together", "shrunk"]

CURVE_STEPS = 8
NEAR = 0.005
"""Two parallel lines closer than this are one, in inches."""
LEAST_SHARED = 0.02


def flattened(path: Path) -> tuple[Point, ...]:
    """The corners of a path, curves as short chords.

    Examples
    --------
    >>> flattened((("M", ((0, 0),)), ("L", ((1, 0),)), ("L", ((1, 1),)), ("Z", ())))
    ((0, 0), (1, 0), (1, 1))
    """
    corners: list[Point] = []
    for kind, points in path:
        if kind == "C":
            corners += _curve(corners[-1], *points)
        else:
            corners += points
    return tuple(corners)


def _curve(start: Point, one: Point, two: Point, end: Point) -> list[Point]:
    chords = []
    for step in range(1, CURVE_STEPS + 1):
        t = step / CURVE_STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        both = tuple(zip(weights, (start, one, two, end), strict=True))
        chords.append((sum(w * p[0] for w, p in both), sum(w * p[1] for w, p in both)))
    return chords


def _turn(start: Point, end: Point, point: Point) -> float:
    """Twice the area of a triangle: positive where the point lies clockwise on a slide."""
    return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])


def holds(ring: Sequence[Point], point: Point, slack: float = 1e-3) -> bool:
    """Whether a convex polygon holds a point, or misses it by less than `slack` inches.

    Examples
    --------
    >>> holds(((0, 0), (2, 0), (2, 1), (0, 1)), (1, 0.5))
    True
    """
    signs = set()
    for start, end in zip(ring, (*ring[1:], ring[0]), strict=True):
        length = hypot(end[0] - start[0], end[1] - start[1])
        if length and abs(away := _turn(start, end, point) / length) > slack:
            signs.add(away > 0)
    return len(signs) < 2


def shrunk(ring: Sequence[Point], by: float) -> tuple[Point, ...]:
    """A polygon whose corners have moved towards its middle."""
    across, down = zip(*ring, strict=True)
    x, y = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
    smaller = []
    for corner in ring:
        far = hypot(corner[0] - x, corner[1] - y)
        share = max(0.0, 1 - by / far) if far else 0.0
        smaller.append((x + (corner[0] - x) * share, y + (corner[1] - y) * share))
    return tuple(smaller)


def enters(points: Sequence[Point], ring: Sequence[Point]) -> bool:
    """Whether a polyline comes into a convex polygon.

    Examples
    --------
    >>> square = ((1, 1), (2, 1), (2, 2), (1, 2))
    >>> enters(((0, 1.5), (3, 1.5)), square), enters(((0, 0), (3, 0)), square)
    (True, False)
    """
    across, down = zip(*ring, strict=True)
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    for start, end in pairwise(points):
        if max(start[0], end[0]) < left or min(start[0], end[0]) > right:
            continue
        if max(start[1], end[1]) < top or min(start[1], end[1]) > bottom:
            continue
        if holds(ring, start, 0.0) or holds(ring, end, 0.0):
            return True
        sides = zip(ring, (*ring[1:], ring[0]), strict=True)
        if any(_meet(start, end, *side) is not None for side in sides):
            return True
    return False


def _meet(start: Point, end: Point, first: Point, last: Point) -> Point | None:
    """Where two segments that are not parallel meet, ends included."""
    one, two = _turn(first, last, start), _turn(first, last, end)
    three, four = _turn(start, end, first), _turn(start, end, last)
    slack = 1e-9
    if one == two or three == four:
        return None
    if min(one, two) > slack or max(one, two) < -slack:
        return None
    if min(three, four) > slack or max(three, four) < -slack:
        return None
    share = one / (one - two)
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def crossing_points(one: Sequence[Point], other: Sequence[Point]) -> set[tuple[float, float]]:
    """The points at which two polylines meet, to a thousandth of an inch.

    Examples
    --------
    >>> crossing_points(((0, 1), (2, 1)), ((1, 0), (1, 2)))
    {(1.0, 1.0)}
    """
    found = set()
    for start, end in pairwise(one):
        for first, last in pairwise(other):
            point = _meet(start, end, first, last)
            if point is not None:
                found.add((round(point[0], 3), round(point[1], 3)))
    return found


def run_together(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Whether two polylines lie on each other along some way.

    Examples
    --------
    >>> run_together(((0, 0), (2, 0)), ((1, 0), (3, 0), (3, 1)))
    True
    """
    return any(
        _shared(start, end, first, last) > LEAST_SHARED
        for start, end in pairwise(one)
        for first, last in pairwise(other)
    )


def _shared(start: Point, end: Point, first: Point, last: Point) -> float:
    """Length that two segments have in common."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    if not length:
        return 0.0
    if any(abs(_turn(start, end, point)) / length > NEAR for point in (first, last)):
        return 0.0
    along = sorted(
        ((point[0] - start[0]) * (end[0] - start[0]) + (point[1] - start[1]) * (end[1] - start[1]))
        / length
        for point in (first, last)
    )
    return min(along[1], length) - max(along[0], 0.0)
