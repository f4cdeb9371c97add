"""From rows to rectangles: how high the lanes are, and how items of a row are kept apart.

A lane is as high as its tallest box plus a share of what the area has left, larger where many
edges run beside it. Every centre lies on the lattice of the router, so that two boxes that lie
one above the other can be joined by a straight line.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from ketamech.drawing.lattice import PITCH
from ketamech.drawing.plan import Sketch
from ketamech.drawing.scene import Box

__all__ = [
    "GAPS",
    "RIM",
    "bands_of",
    "cells_of",
    "ground_of",
    "lines_of",
    "push_apart",
    "room_in",
]

GAPS = (
    (0.42, 0.42),
    (0.34, 0.34),
    (0.34, 0.26),
    (0.3, 0.19),
    (0.3, 0.12),
    (0.24, 0.1),
    (0.15, 0.1),
    (0.065, 0.065),
)
"""Gaps between neighbours in a lane that share an edge and that do not, in inches.

The first row that fits is taken: an edge between neighbours needs room for shaft and head.
"""
RIM = 0.06
"""Least distance of a box from the ends of its lane, in inches."""
EMPTY_LANE = 0.3
TRACKLESS = 0.12
"""Height beyond its tallest box of a lane beside which no edge runs, in inches."""
LEAST_PAD = 0.06


def cells_of(sketch: Sketch) -> int:
    """How many columns are needed: those offered, or as many as the fullest lane has boxes."""
    count = [0] * sketch.lanes
    for box in sketch.boxes:
        count[box.lane] += 1
    pinned = [box.column + 1 for box in sketch.boxes if box.column is not None]
    return max([sketch.columns, *count, *pinned])


def ground_of(sketch: Sketch) -> Box:
    """Where boxes and edges may lie: the area without the gutter."""
    area = sketch.area
    return Box(area.left + sketch.gutter, area.top, area.right, area.bottom)


def bands_of(sketch: Sketch, needs: Sequence[int] = ()) -> tuple[Box, ...]:
    """The rectangle of every lane, gutter included.

    Raises
    ------
    ValueError
        If the boxes are too tall for the area.
    """
    tallest = [EMPTY_LANE] * sketch.lanes
    for box in sketch.boxes:
        tallest[box.lane] = max(tallest[box.lane], box.height)
    area = sketch.area
    pad = (area.height - sum(tallest)) / max(1, sketch.lanes)
    if pad < LEAST_PAD:
        need = sum(tallest) + LEAST_PAD * sketch.lanes
        raise ValueError(
            f"{sketch.lanes} lanes need {need:.2f} in of height, the area has "
            f"{area.height:.2f} in: show fewer lanes, or use smaller type or wider labels"
        )
    bands = []
    top = area.top
    for height, share in zip(tallest, _shares(pad, sketch.lanes, needs), strict=True):
        bands.append(Box(area.left, top, area.right, top + height + share))
        top += height + share
    return tuple(bands)


def _shares(pad: float, lanes: int, needs: Sequence[int]) -> list[float]:
    """Height that every lane gets beyond its tallest box."""
    if not needs:
        return [pad] * lanes
    least = min(pad, TRACKLESS)
    wants = [above + below for above, below in pairwise(needs)]
    wants[0] += needs[0]
    wants[-1] += needs[-1]
    extra = (pad - least) * lanes
    total = sum(wants) + lanes
    return [least + extra * (want + 1) / total for want in wants]


def room_in(sketch: Sketch) -> float:
    """Width for the boxes of a lane, in inches."""
    return ground_of(sketch).width - 2 * RIM


def lines_of(sketch: Sketch, bands: Sequence[Box]) -> list[int]:
    """The lattice line on which the boxes of every lane lie: the middle, or near to it."""
    top = sketch.area.top
    tallest = [0.0] * sketch.lanes
    for box in sketch.boxes:
        tallest[box.lane] = max(tallest[box.lane], box.height)
    wish = [((band.top + band.bottom) / 2 - top) / PITCH for band in bands]
    steps = [
        ceil(((one + other) / 2 + LEAST_PAD) / PITCH - 1e-9) if one and other else 1
        for one, other in pairwise(tallest)
    ]
    most = int((sketch.area.height - tallest[-1] / 2) / PITCH)
    return push_apart(wish, steps, ceil(tallest[0] / 2 / PITCH), most)


def push_apart(wish: Sequence[float], steps: Sequence[int], least: int, most: int) -> list[int]:
    """Whole numbers near `wish`, each at least a step after the one before.

    Isotonic regression by pooling adjacent violators: least squares.
    """
    offsets = [0]
    for step in steps:
        offsets.append(offsets[-1] + step)
    pools: list[tuple[float, int]] = []
    for value, offset in zip(wish, offsets, strict=True):
        total, count = value - offset, 1
        while pools and pools[-1][0] * count > total * pools[-1][1]:
            before, members = pools.pop()
            total, count = total + before, count + members
        pools.append((total, count))
    level = [round(total / count) for total, count in pools for _ in range(count)]
    ceiling = most - offsets[-1]
    return [
        min(max(value, least), ceiling) + offset
        for value, offset in zip(level, offsets, strict=True)
    ]
