"""Heads and shafts of edges, from the polyline of a route.

A route runs from outline to outline with square corners. The shaft is that route with its
corners rounded and its end drawn back to where the head begins; the head stands on the last
segment. Each head is one row of a table. Lengths are inches, y grows downwards.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ketamech.drawing.scene import Head, Path, Point, Segment
from ketamech.drawing.shapes import polyline
from ketamech.drawing.theme import (
    BACKGROUND,
    BAR_GAP,
    BAR_LENGTH,
    BAR_PT,
    CIRCLE_RADIUS,
    CORNER_RADIUS,
    DIAMOND_LENGTH,
    DIAMOND_WIDTH,
    HEAD_GAP,
    OPEN_HEAD_PT,
    TRIANGLE_LENGTH,
    TRIANGLE_WIDTH,
)
from ketamech.vocabulary import Arrowhead

__all__ = ["drawn_back", "head", "reach", "setback", "shaft"]

_ARC = 4 / 3 * math.tan(math.pi / 8)
_INTO_HEAD = 0.02


class _Frame(NamedTuple):
    """The end of a route: its last point and the direction in which it arrives there."""

    tip: Point
    along: Point

    def at(self, back: float, aside: float = 0.0) -> Point:
        """The point so far back along the line and so far to its left."""
        (x, y), (dx, dy) = self.tip, self.along
        return x - dx * back - dy * aside, y - dy * back + dx * aside


def _frame(points: Sequence[Point]) -> _Frame:
    tip = points[-1]
    before = next((point for point in reversed(points[:-1]) if point != tip), tip)
    length = math.dist(before, tip) or 1.0
    return _Frame(tip, ((tip[0] - before[0]) / length, (tip[1] - before[1]) / length))


def _triangle(end: _Frame) -> Path:
    base, half = HEAD_GAP + TRIANGLE_LENGTH, TRIANGLE_WIDTH / 2
    return polyline((end.at(HEAD_GAP), end.at(base, half), end.at(base, -half)), closed=True)


def _bar(end: _Frame) -> Path:
    return polyline((end.at(BAR_GAP, BAR_LENGTH / 2), end.at(BAR_GAP, -BAR_LENGTH / 2)))


def _circle(end: _Frame) -> Path:
    r, k = CIRCLE_RADIUS, CIRCLE_RADIUS * _ARC
    x, y = end.at(HEAD_GAP + r)
    quarters: tuple[tuple[Point, Point, Point], ...] = (
        ((r, k), (k, r), (0, r)),
        ((-k, r), (-r, k), (-r, 0)),
        ((-r, -k), (-k, -r), (0, -r)),
        ((k, -r), (r, -k), (r, 0)),
    )
    segments: list[Segment] = [("M", ((round(x + r, 4), round(y, 4)),))]
    for first, second, to in quarters:
        moved = tuple((round(x + dx, 4), round(y + dy, 4)) for dx, dy in (first, second, to))
        segments.append(("C", moved))
    return (*segments, ("Z", ()))


def _diamond(end: _Frame) -> Path:
    middle, half = HEAD_GAP + DIAMOND_LENGTH / 2, DIAMOND_WIDTH / 2
    corners = (
        end.at(HEAD_GAP),
        end.at(middle, half),
        end.at(HEAD_GAP + DIAMOND_LENGTH),
        end.at(middle, -half),
    )
    return polyline(corners, closed=True)


def _vee(end: _Frame) -> Path:
    base, half = HEAD_GAP + TRIANGLE_LENGTH, TRIANGLE_WIDTH / 2
    return polyline((end.at(base, half), end.at(HEAD_GAP), end.at(base, -half)))


def _nothing(_: _Frame) -> Path:
    return ()


class _HeadStyle(NamedTuple):
    """How a head is drawn; `back` is where the shaft ends, in inches before the route does.

    `width` is the line width in points, None for that of the shaft.
    """

    draw: Callable[[_Frame], Path]
    back: float
    filled: bool
    width: float | None


_HEADS: dict[Arrowhead, _HeadStyle] = {
    Arrowhead.TRIANGLE: _HeadStyle(_triangle, HEAD_GAP + TRIANGLE_LENGTH - _INTO_HEAD, True, 0.0),
    Arrowhead.BAR: _HeadStyle(_bar, BAR_GAP, False, BAR_PT),
    Arrowhead.CIRCLE: _HeadStyle(_circle, HEAD_GAP + 2 * CIRCLE_RADIUS, False, OPEN_HEAD_PT),
    Arrowhead.DIAMOND: _HeadStyle(_diamond, HEAD_GAP + DIAMOND_LENGTH, False, OPEN_HEAD_PT),
    Arrowhead.VEE: _HeadStyle(_vee, HEAD_GAP, False, OPEN_HEAD_PT),
    Arrowhead.NONE: _HeadStyle(_nothing, 0.0, False, 0.0),
}

_OPEN = frozenset({Arrowhead.CIRCLE, Arrowhead.DIAMOND})


def setback(kind: Arrowhead) -> float:
    """How far before the end of its route the shaft of such an edge ends, in inches.

    Examples
    --------
    >>> setback(Arrowhead.NONE)
    0.0
    """
    return _HEADS[kind].back


def reach(kind: Arrowhead) -> float:
    """How far before the end of its route the head of such an edge begins, in inches.

    Examples
    --------
    >>> reach(Arrowhead.BAR)
    0.035
    """
    path = _HEADS[kind].draw(_Frame((0.0, 0.0), (1.0, 0.0)))
    return max((-x for _, points in path for x, _ in points), default=0.0)


def head(kind: Arrowhead, points: Sequence[Point], colour: str) -> Head:
    """The head at the end of a route.

    Parameters
    ----------
    kind
        Which head.
    points
        The route in inches, at least two points, ending at the border of the target.
    colour
        Colour of the edge.

    Examples
    --------
    >>> head(Arrowhead.BAR, [(0, 0), (1, 0)], "#C2410C").path
    (('M', ((0.965, 0.095),)), ('L', ((0.965, -0.095),)))
    """
    style = _HEADS[kind]
    inside = BACKGROUND if kind in _OPEN else None
    return Head(
        kind=kind.value,
        path=style.draw(_frame(points)),
        fill=colour if style.filled else inside,
        stroke=colour,
        stroke_width=style.width or 0.0,
    )


def drawn_back(points: Sequence[Point], by: float) -> list[Point]:
    """The route without its last `by` inches.

    Examples
    --------
    >>> drawn_back([(0, 0), (1, 0)], 0.25)
    [(0, 0), (0.75, 0.0)]
    """
    kept = list(points)
    while len(kept) > 2 and math.dist(kept[-2], kept[-1]) <= by:
        by -= math.dist(kept[-2], kept[-1])
        kept.pop()
    length = math.dist(kept[-2], kept[-1])
    share = max(0.0, 1 - by / length) if length else 0.0
    (ax, ay), (bx, by_) = kept[-2], kept[-1]
    kept[-1] = (ax + (bx - ax) * share, ay + (by_ - ay) * share)
    return kept


def _rounding(before: Point, corner: Point, after: Point, room: float) -> tuple[Segment, ...]:
    into, out = math.dist(before, corner), math.dist(corner, after)
    radius = min(CORNER_RADIUS, into * room, out * room)
    if radius < 1e-4:
        return (("L", (_neat(corner),)),)

    def off(point: Point, length: float, by: float) -> Point:
        share = by / length
        return _neat(
            (corner[0] + (point[0] - corner[0]) * share, corner[1] + (point[1] - corner[1]) * share)
        )

    controls = off(before, into, radius * (1 - _ARC)), off(after, out, radius * (1 - _ARC))
    return (
        ("L", (off(before, into, radius),)),
        ("C", (*controls, off(after, out, radius))),
    )


def _neat(point: Point) -> Point:
    return round(point[0], 4), round(point[1], 4)


def shaft(kind: Arrowhead, points: Sequence[Point]) -> Path:
    """The line of an edge: the route with rounded corners, drawn back to its head.

    Parameters
    ----------
    kind
        Head of the edge.
    points
        The route in inches, at least two points.

    Examples
    --------
    >>> shaft(Arrowhead.NONE, [(0, 0), (1, 0)])
    (('M', ((0, 0),)), ('L', ((1.0, 0.0),)))
    """
    kept = drawn_back(points, setback(kind))
    segments: list[Segment] = [("M", (_neat(kept[0]),))]
    for before, corner, after in zip(kept, kept[1:], kept[2:], strict=False):
        segments += _rounding(before, corner, after, 0.5)
    segments.append(("L", (_neat(kept[-1]),)))
    return tuple(segments)
