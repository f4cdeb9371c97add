"""Type size, line breaks and rows of a view: how it fits on the slide before it is laid out.

The wanted type size comes first; it falls only when the rows, as high as their tallest node
and a reserve for edges, are higher than the area, however the labels are broken. A lane with
more nodes than go side by side takes two rows, filled in the direction of the edges.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from ketamech.drawing.plan import Link, Sized, Sketch
from ketamech.drawing.scene import Box
from ketamech.drawing.shapes import fit_shape, polygon
from ketamech.drawing.text import fit_label
from ketamech.drawing.theme import (
    COLUMN_GAP,
    GUTTER,
    NODE_STYLES,
    POINTS_PER_INCH,
    Shape,
    type_sizes,
)
from ketamech.drawing.view import LIMIT, View, ViewNode
from ketamech.errors import DrawingError

__all__ = ["Setting", "sketch_of", "typeset"]

_COLUMNS, _COLUMNS_OF_A_MAP, _FEWEST_COLUMNS = 6, 8, 4
_WIDEST_EMS = (6.7, 7.5, 8.4, 10.0, 12.0, 15.0, 20.0)
_AMPLE = 0.36
_LEAST_RESERVE = 0.09
_FILLED = 0.8
_LAST_RESORT = (13.0, 12.0, 11.0, 10.0, 9.0, 8.0)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a view is set.

    Attributes
    ----------
    size
        Type size of the labels in points.
    columns
        How many columns are offered.
    lane_of_row
        The lane of the view that each row belongs to, from top to bottom.
    row, lines, box
        By node id: its row, the lines of its label, the width and height of its shape.
    """

    size: float
    columns: int
    lane_of_row: tuple[int, ...]
    row: dict[str, int]
    lines: dict[str, tuple[str, ...]]
    box: dict[str, tuple[float, float]]


def _depths(view: View) -> dict[str, int]:
    """How many steps each node lies below a node without inputs, along shortest ways."""
    ahead: dict[str, list[str]] = {}
    fed = set()
    for edge in view.edges:
        ahead.setdefault(edge.source, []).append(edge.target)
        fed.add(edge.target)
    depth: dict[str, int] = {}
    starts = [node.id for node in view.nodes if node.id not in fed]
    for start in [*starts, *(node.id for node in view.nodes)]:
        if start in depth:
            continue
        depth[start] = 0
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            for target in ahead.get(here, ()):
                if target not in depth:
                    depth[target] = depth[here] + 1
                    waiting.append(target)
    return depth


def _rows(view: View, most: int) -> list[tuple[int, list[ViewNode]]]:
    """Lane and nodes of every row, none with more than `most` nodes."""
    depth = _depths(view)
    rows: list[tuple[int, list[ViewNode]]] = []
    for lane in range(len(view.lanes)):
        members = [node for node in view.nodes if node.lane == lane]
        kept = all(node.column is not None for node in members)
        count = 1 if kept else -(-len(members) // most)
        if count > 1:
            members.sort(key=lambda node: depth[node.id])
        size, left = divmod(len(members), count)
        start = 0
        for index in range(count):
            end = start + size + (index < left)
            rows.append((lane, members[start:end]))
            start = end
    return rows


@cache
def _label(
    name: str, shape: Shape, size: float, widest: float
) -> tuple[tuple[str, ...], tuple[float, float]]:
    lines = fit_label(name, size, lambda found: fit_shape(shape, found, size)[0] <= widest)
    return lines, fit_shape(shape, lines, size)


def _set(view: View, size: float, most: int, room: float) -> Setting:
    rows = _rows(view, most)
    row: dict[str, int] = {}
    lines: dict[str, tuple[str, ...]] = {}
    box: dict[str, tuple[float, float]] = {}
    for index, (_, members) in enumerate(rows):
        labels = _lowest(members, size, room)
        for node, (found, shape) in zip(members, labels, strict=True):
            row[node.id], lines[node.id], box[node.id] = index, found, shape
    columns = _columns(view, max(len(members) for _, members in rows))
    return Setting(size, columns, tuple(lane for lane, _ in rows), row, lines, box)


def _lowest(
    members: Sequence[ViewNode], size: float, room: float
) -> list[tuple[tuple[str, ...], tuple[float, float]]]:
    """The labels of a row, broken so that it is as low as its width allows."""
    best: list[tuple[tuple[str, ...], tuple[float, float]]] = []
    least: tuple[bool, float, float] | None = None
    for ems in _WIDEST_EMS:
        widest = round(ems * size / POINTS_PER_INCH, 2)
        labels = [
            _label(node.label, NODE_STYLES[node.node.type].shape, size, widest) for node in members
        ]
        wide = sum(across + COLUMN_GAP for _, (across, _) in labels)
        rank = (wide > _FILLED * room, max(down for _, (_, down) in labels), wide)
        if rank[0]:
            rank = (True, wide, rank[1])
        if least is None or rank < least:
            best, least = labels, rank
    return best


def _reserve(setting: Setting, room: float, height: float) -> float:
    """Height that a row has left for edges on average; below zero where a row is too wide."""
    tall = [0.0] * len(setting.lane_of_row)
    wide = [0.0] * len(setting.lane_of_row)
    for node_id, row in setting.row.items():
        across, down = setting.box[node_id]
        tall[row] = max(tall[row], down)
        wide[row] += across + COLUMN_GAP
    if max(wide) > room + COLUMN_GAP:
        return -1.0
    return (height - sum(tall)) / len(tall)


def _most_columns(view: View) -> int:
    return _COLUMNS if len(view.nodes) <= LIMIT else _COLUMNS_OF_A_MAP


def _columns(view: View, longest_row: int) -> int:
    """How many columns are offered: one more than the longest row needs, to move in."""
    pinned = max((node.column + 1 for node in view.nodes if node.column is not None), default=0)
    wanted = min(max(longest_row + 1, _FEWEST_COLUMNS), _most_columns(view))
    return max(pinned, wanted, longest_row)


def typeset(view: View, area: Box) -> Setting:
    """Break the labels of a view so that it fits into an area at the largest type.

    Parameters
    ----------
    view
        What is shown.
    area
        Rectangle of the lanes, gutter included, in inches.

    Raises
    ------
    DrawingError
        Where even 8 pt is too large.
    """
    room = area.width - GUTTER - 0.12
    columns = _most_columns(view)
    rows_of = (columns, columns + 1, columns + 2)
    sizes = type_sizes(len(view.nodes))
    smaller = tuple(size for size in _LAST_RESORT if size < sizes[-1])
    tried = [(size, _set(view, size, most, room)) for size, most in product(sizes, rows_of)]
    best, setting = max(
        ((min(_reserve(setting, room, area.height), _AMPLE), setting) for _, setting in tried),
        key=lambda found: (found[0], found[1].size),
    )
    if best >= _LEAST_RESERVE:
        return setting
    for size, most in product(smaller, rows_of):
        setting = _set(view, size, most, room)
        if _reserve(setting, room, area.height) >= _LEAST_RESERVE:
            return setting
    fewer = min(LIMIT, len(view.nodes) * 3 // 4)
    raise DrawingError(
        f"{len(view.nodes)} nodes do not fit on a slide in type that can be read "
        f"(draw fewer: limit={fewer})"
    )


def sketch_of(view: View, setting: Setting, area: Box) -> Sketch:
    """What the layout has to place and route."""
    return Sketch(
        area=area,
        gutter=GUTTER,
        lanes=len(setting.lane_of_row),
        columns=setting.columns,
        boxes=tuple(_sized(node, setting) for node in view.nodes),
        links=tuple(Link(edge.id, edge.source, edge.target) for edge in view.edges),
    )


def _sized(node: ViewNode, setting: Setting) -> Sized:
    width, height = setting.box[node.id]
    ring: Sequence[tuple[float, float]] = polygon(NODE_STYLES[node.node.type].shape, width, height)
    row = setting.row[node.id]
    lane = setting.lane_of_row[row]
    rows = tuple(other for other, at in enumerate(setting.lane_of_row) if at == lane)
    return Sized(node.id, row, width, height, tuple(ring), node.column, rows)
