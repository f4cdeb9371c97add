"""Small labels at the middle of an edge: ``vs`` where it is contested, numbers of references.

A chip lies on its own line where the line is long enough to be seen at both sides of it, else
beside it; it keeps off nodes, titles of lanes, other chips and, where it can, other edges, of
which none should run between a chip and its own line. Where it has no place it says less.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product

from ketamech.drawing import theme
from ketamech.drawing.scene import Box, Chip, Point, TextLine
from ketamech.drawing.shapes import box_path
from ketamech.drawing.text import CENTRE_TO_BASELINE, text_width

__all__ = ["chip", "chip_place", "numbers"]

_SEEN = 0.12
_ASIDE = 0.08
_APART, _CLOSE = 0.005, 0.03
_FURTHER = (0.0, 0.1, 0.2, 0.3)
_PLACES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9)


def _size(words: str) -> tuple[float, float]:
    width = text_width(words, theme.CHIP_PT, bold=True) + 2 * theme.CHIP_PADDING
    return max(width, theme.CHIP_HEIGHT), theme.CHIP_HEIGHT


def _around(centre: Point, size: tuple[float, float]) -> Box:
    (x, y), (width, height) = centre, size
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def chip(words: str, centre: Point, colour: str) -> Chip:
    """A chip with its centre at a point in inches and a border in the colour of its edge."""
    box = _around(centre, _size(words))
    drop = CENTRE_TO_BASELINE * theme.CHIP_PT / theme.POINTS_PER_INCH
    line = TextLine(
        words,
        centre[0],
        centre[1] + drop,
        theme.CHIP_PT,
        theme.CHIP_TEXT,
        bold=True,
        anchor="middle",
    )
    return Chip(box_path(box, 0.05), box, theme.BACKGROUND, colour, line)


def numbers(found: Iterable[int]) -> str:
    """Numbers of references, runs of three and more as a range.

    Examples
    --------
    >>> numbers([7, 1, 2, 3])
    '1–3,7'
    """
    runs: list[list[int]] = []
    for number in sorted(set(found)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ",".join(map(str, run)) for run in runs
    )


def _crosses(box: Box, start: Point, end: Point) -> bool:
    """Whether an upright or level line meets a box."""
    return (
        min(start[0], end[0]) < box.right
        and max(start[0], end[0]) > box.left
        and min(start[1], end[1]) < box.bottom
        and max(start[1], end[1]) > box.top
    )


def _candidates(
    points: Sequence[Point], size: tuple[float, float], back: float
) -> Iterator[tuple[float, Point, Point]]:
    """Places for a chip: what each costs, its centre, and the point of the line it is for."""
    lengths = [math.dist(a, b) for a, b in pairwise(points)]
    whole = sum(lengths) or 1.0
    gone = 0.0
    for index, length in enumerate(lengths):
        (ax, ay), (bx, by) = points[index], points[index + 1]
        level = abs(bx - ax) >= abs(by - ay)
        free = length - (back if index == len(lengths) - 1 else 0.0)
        needed = size[0] if level else size[1]
        aside = (size[1] if level else size[0]) / 2 + _ASIDE
        for share in _PLACES:
            along = free * share
            x = ax + (bx - ax) * along / (length or 1.0)
            y = ay + (by - ay) * along / (length or 1.0)
            off = abs((gone + along) / whole - 0.5)
            if min(along, free - along) >= needed / 2 + _SEEN:
                yield off - min(free, 1.0) * 0.2, (x, y), (x, y)
            for side, further in product((-1, 1), _FURTHER):
                away = side * (aside + further)
                centre = (x, y + away) if level else (x + away, y)
                yield off + 1.0 + 2 * further, centre, (x, y)
        gone += length


def chip_place(
    words: str,
    points: Sequence[Point],
    back: float,
    solid: Sequence[Box],
    lines: Iterable[tuple[Point, Point]],
    inside: Box,
) -> Point | None:
    """Centre of a chip on a route; None where it would lie on what it keeps off.

    Parameters
    ----------
    words
        What it says.
    points
        The route in inches.
    back
        Length of the head at its end.
    solid
        Rectangles that it keeps off: nodes, titles of lanes and other chips.
    lines
        Segments of other routes.
    inside
        Rectangle that it does not leave.
    """
    size = _size(words)
    others, own = list(lines), list(pairwise(points))

    def free(centre: Point) -> bool:
        box = _around(centre, size)
        within = inside.left <= box.left and box.right <= inside.right
        within = within and inside.top <= box.top and box.bottom <= inside.bottom
        return within and all(box.gap(other) > _APART for other in solid)

    def cost(candidate: tuple[float, Point, Point]) -> tuple[float, Point]:
        placed, centre, (x, y) = candidate
        box = _around(centre, size)
        hull = Box(min(box.left, x), min(box.top, y), max(box.right, x), max(box.bottom, y))
        close = sum(box.gap(other) < _CLOSE for other in solid)
        crossed = sum(_crosses(hull.grown(0.02), *line) for line in others)
        covered = sum(_crosses(box, *line) for line in own)
        return placed + 10 * close + 2 * crossed + 1.5 * max(0, covered - 1), centre

    places = [found for found in _candidates(points, size, back) if free(found[1])]
    return min(places, key=cost)[1] if places else None
