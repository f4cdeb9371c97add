"""From columns to rectangles: how high the lanes are and where in its lane a box lies.

A lane is as high as its tallest box plus an equal share of what the area has left. In a lane
the boxes lie on their columns where they fit, and are otherwise pushed apart by as little as
possible. Every centre lies on the lattice of the router, so that two boxes in the same column
can be joined by a straight line.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import ceil

from ketamech.drawing.lattice import PITCH
from ketamech.drawing.plan import Sized, Sketch
from ketamech.drawing.scene import Box

__all__ = ["arrange", "bands_of", "ground_of", "line_up", "room_in"]

GAPS = (
    (0.42, 0.42),
    (0.34, 0.34),
    (0.34, 0.26),
    (0.3, 0.19),
    (0.3, 0.12),
    (0.24, 0.1),
    (0.15, 0.1),
    (0.06, 0.06),
)
"""Gaps between neighbours in a lane that share an edge and that do not, in inches.

The first row that fits is taken: an edge between neighbours needs room for shaft and head.
"""
RIM = 0.06
"""Least distance of a box from the ends of its lane, in inches."""
EMPTY_LANE = 0.3
LEAST_PAD = 0.06


def ground_of(sketch: Sketch) -> Box:
    """Where boxes and edges may lie: the area without the gutter."""
    area = sketch.area
    return Box(area.left + sketch.gutter, area.top, area.right, area.bottom)


def bands_of(sketch: Sketch) -> tuple[Box, ...]:
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
    for height in tallest:
        bands.append(Box(area.left, top, area.right, top + height + pad))
        top += height + pad
    return tuple(bands)


def room_in(sketch: Sketch) -> float:
    """Width for the boxes of a lane, in inches."""
    return ground_of(sketch).width - 2 * RIM


def arrange(sketch: Sketch, columns: Mapping[str, int]) -> tuple[tuple[Box, ...], dict[str, Box]]:
    """Lane rectangles and box rectangles of a placement.

    Parameters
    ----------
    sketch
        What is laid out.
    columns
        The column of every box, as :func:`~ketamech.drawing.place.place` gives it.

    Returns
    -------
    tuple
        The lanes from top to bottom, and the rectangle of every box by id, in inches.

    Raises
    ------
    ValueError
        If the boxes of a lane do not fit side by side, or the lanes not into the area.

    Examples
    --------
    >>> square = ((-0.5, -0.2), (0.5, -0.2), (0.5, 0.2), (-0.5, 0.2))
    >>> boxes = (Sized("a", 0, 1.0, 0.4, square), Sized("b", 0, 1.0, 0.4, square))
    >>> sketch = Sketch(Box(0.0, 0.0, 6.0, 1.0), 1.5, 1, 3, boxes, ())
    >>> _, rectangles = arrange(sketch, {"a": 0, "b": 2})
    >>> [round(box.centre[0], 2) for box in rectangles.values()]
    [2.25, 5.25]
    """
    bands = bands_of(sketch)
    offered = max((sketch.columns, *(column + 1 for column in columns.values())))
    rectangles: dict[str, Box] = {}
    for lane in range(sketch.lanes):
        members = [box for box in sketch.boxes if box.lane == lane]
        rectangles |= line_up(sketch, bands[lane], members, columns, offered)
    return bands, rectangles


def line_up(
    sketch: Sketch,
    band: Box,
    members: Iterable[Sized],
    columns: Mapping[str, int],
    offered: int,
) -> dict[str, Box]:
    """The rectangles of one lane's boxes, each as near to its column as the others let it."""
    row = sorted(members, key=lambda box: (columns[box.id], box.id))
    if not row:
        return {}
    ground = ground_of(sketch)
    wish = [(columns[box.id] + 0.5) * ground.width / offered / PITCH for box in row]
    least = ceil((RIM + row[0].width / 2) / PITCH - 1e-9)
    most = int((ground.width - RIM - row[-1].width / 2) / PITCH + 1e-9)
    linked = {(link.source, link.target) for link in sketch.links}
    for joined, apart in GAPS:
        steps = [
            ceil(
                (
                    (left.width + right.width) / 2
                    + (
                        joined
                        if (left.id, right.id) in linked or (right.id, left.id) in linked
                        else apart
                    )
                )
                / PITCH
                - 1e-9
            )
            for left, right in pairwise(row)
        ]
        if least + sum(steps) <= most:
            break
    else:
        need = sum(box.width for box in row) + GAPS[-1][1] * (len(row) - 1)
        raise ValueError(
            f"the {len(row)} boxes of lane {row[0].lane} ({', '.join(box.id for box in row)}) "
            f"need {need:.2f} in side by side, the lane has {room_in(sketch):.2f} in: "
            "show fewer nodes, break their labels into more lines or split the lane"
        )
    middle = ground.top + round(((band.top + band.bottom) / 2 - ground.top) / PITCH) * PITCH
    rectangles = {}
    for box, place in zip(row, _push_apart(wish, steps, least, most), strict=True):
        x = ground.left + place * PITCH
        half, rise = box.width / 2, box.height / 2
        rectangles[box.id] = Box(x - half, middle - rise, x + half, middle + rise)
    return rectangles


def _push_apart(wish: Sequence[float], steps: Sequence[int], least: int, most: int) -> list[int]:
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
