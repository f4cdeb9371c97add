"""In which order edges lie on each other.

In a picture all heads are drawn after all lines. In a deck an edge is one object, head and
all, so that the light line under a later edge could erase the head of an earlier one. An edge
therefore lies above those whose line passes over its head or its chip.
"""

from collections.abc import Sequence
from itertools import pairwise

from ketamech.drawing.pptx.geometry import bounds
from ketamech.drawing.scene import Box, EdgeMark, Point
from ketamech.drawing.theme import POINTS_PER_INCH

__all__ = ["stacked"]


def stacked(edges: Sequence[EdgeMark]) -> list[EdgeMark]:
    """Edges from the lowest to the highest, in the given order wherever nothing is covered.

    Where some cover each other in a circle, the one that the fewest lie on is drawn next.
    """
    tops = [_tops(edge) for edge in edges]
    under = {
        index: {
            other
            for other, edge in enumerate(edges)
            if other != index and any(_passes(edge, top) for top in tops[index])
        }
        for index in range(len(edges))
    }
    order: list[int] = []
    while under:
        found = min(under, key=lambda index: (len(under[index]), index))
        order.append(found)
        del under[found]
        for waiting in under.values():
            waiting.discard(found)
    return [edges[index] for index in order]


def _tops(edge: EdgeMark) -> list[Box]:
    """What of an edge nothing should cover."""
    pen = edge.head.stroke_width / 2 / POINTS_PER_INCH
    boxes = [bounds(edge.head.path).grown(pen)] if edge.head.path else []
    return boxes + ([edge.chip.box] if edge.chip is not None else [])


def _passes(edge: EdgeMark, over: Box) -> bool:
    """Whether the line of an edge, with the light line under it, meets a rectangle."""
    half = max(edge.halo, edge.width) / 2 / POINTS_PER_INCH

    def meets(one: Point, other: Point) -> bool:
        left, right = sorted((one[0], other[0]))
        top, bottom = sorted((one[1], other[1]))
        return Box(left, top, right, bottom).grown(half).gap(over) < 0

    return any(meets(*pair) for pair in pairwise(edge.points))
