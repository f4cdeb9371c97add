"""Placement: which column of its lane each box takes.

Heat-bath annealing over the cells of each lane, judged by straight lines between cell
centres: crossings, lines through occupied cells, length, edges against the reading direction
and slanting edges. All costs are whole numbers and every choice comes from a private random
generator, so that a sketch is placed the same way everywhere.
"""

from math import exp
from random import Random

from ketamech.drawing.plan import Sketch

__all__ = ["ROUNDS", "Placement", "cells_of", "place"]

CROSSED = 20
HIT = 44
DISTANCE = 11
BACKWARD = 10
DIAGONAL = 6
ROUNDS = 8
"""Times that every box is asked while it cools."""
HOTTEST, COLDEST = 60.0, 2.0

Cell = tuple[int, int]


def cells_of(sketch: Sketch) -> int:
    """How many columns are needed: those offered, or as many as the fullest lane has boxes."""
    count = [0] * sketch.lanes
    for box in sketch.boxes:
        count[box.lane] += 1
    pinned = [box.column + 1 for box in sketch.boxes if box.column is not None]
    return max([sketch.columns, *count, *pinned])


def place(sketch: Sketch, seed: int = 0) -> dict[str, int]:
    """A column for every box.

    Parameters
    ----------
    sketch
        Boxes in lanes and the links between them. A box with a column keeps it.
    seed
        Another seed tries another way; the same seed gives the same answer.

    Returns
    -------
    dict
        Column by box id, sorted by id, no two boxes of a lane in the same one.

    Raises
    ------
    ValueError
        If two boxes of a lane are pinned to the same column.
    """
    placement = Placement(sketch, seed)
    placement.anneal()
    return dict(sorted(placement.columns.items()))


class Placement:
    """Columns while they are still being changed."""

    def __init__(self, sketch: Sketch, seed: int = 0) -> None:
        self.random = Random(seed)
        self.width = cells_of(sketch)
        self.lanes = {box.id: box.lane for box in sorted(sketch.boxes, key=lambda b: b.id)}
        self.pinned = {box.id for box in sketch.boxes if box.column is not None}
        self.free = [name for name in self.lanes if name not in self.pinned]
        self.columns: dict[str, int] = {}
        self.at: dict[Cell, str] = {}
        self._ends = sorted(
            (link.source, link.target) for link in sketch.links if link.source != link.target
        )
        self._touching: dict[str, list[int]] = {name: [] for name in self.lanes}
        for number, (source, target) in enumerate(self._ends):
            self._touching[source].append(number)
            self._touching[target].append(number)
        self._where: list[tuple[Cell, Cell]] = [((0, 0), (0, 0))] * len(self._ends)
        self._lines = [0] * len(self._ends)
        self._height = max(1, sketch.lanes)
        self._crosses: dict[int, dict[int, bool]] = {}
        self._under: dict[int, tuple[Cell, ...]] = {}
        self._settle(sketch)

    def _settle(self, sketch: Sketch) -> None:
        for box in sorted(sketch.boxes, key=lambda box: box.id):
            if box.column is None:
                continue
            other = self.at.get((box.lane, box.column))
            if other is not None:
                raise ValueError(
                    f"{other} and {box.id} are both pinned to column {box.column} of lane "
                    f"{box.lane}: give one of them another column"
                )
            self._put(box.id, box.column)
        for name in self.free:
            lane = self.lanes[name]
            left = [column for column in range(self.width) if (lane, column) not in self.at]
            self._put(name, self.random.choice(left))

    def _put(self, name: str, column: int) -> None:
        self.columns[name] = column
        self.at[self.lanes[name], column] = name
        for number in self._touching[name]:
            source, target = self._ends[number]
            start = self.lanes[source], self.columns.get(source, 0)
            end = self.lanes[target], self.columns.get(target, 0)
            self._where[number] = start, end
            self._lines[number] = self._line(start, end)

    def swap(self, name: str, column: int) -> None:
        """Move a box to a column; a box that lies there takes the place it leaves."""
        lane, left = self.lanes[name], self.columns[name]
        if column == left:
            return
        other = self.at.pop((lane, column), None)
        del self.at[lane, left]
        self._put(name, column)
        if other is not None:
            self._put(other, left)

    def anneal(self, rounds: int = ROUNDS) -> None:
        """Let the boxes settle while it cools."""
        if not self.free:
            return
        cooling = (COLDEST / HOTTEST) ** (1 / max(1, rounds - 1))
        heat = HOTTEST
        for _ in range(rounds):
            for name in self.free:
                self._heat_bath(name, heat)
            heat *= cooling
        while self._cool():
            pass
        self._face_right()

    def _face_right(self) -> None:
        """Mirror the lanes that then are cheaper, and all of them if more edges point right."""
        lanes = sorted({self.lanes[name] for name in self.free})
        for lane in lanes:
            before = self._cost_of(lane)
            self._mirror([lane])
            if self._cost_of(lane) >= before:
                self._mirror([lane])
        backward = sum(start[0] == end[0] and end[1] < start[1] for start, end in self._where)
        forward = sum(start[0] == end[0] and end[1] > start[1] for start, end in self._where)
        if backward > forward and not self.pinned:
            self._mirror(lanes)

    def _cost_of(self, lane: int) -> int:
        return self.cost(tuple(name for name in self.lanes if self.lanes[name] == lane))

    def _mirror(self, lanes: list[int]) -> None:
        for lane in lanes:
            members = [name for name in self.lanes if self.lanes[name] == lane]
            if self.pinned.isdisjoint(members):
                mirrored = {name: self.width - 1 - self.columns[name] for name in members}
                for name in members:
                    self.swap(name, mirrored[name])

    def _cool(self) -> bool:
        """Move every box to its cheapest column; whether any moved."""
        moved = [name for name in self.free if self._heat_bath(name, 0.0)]
        return bool(moved)

    def _heat_bath(self, name: str, heat: float) -> bool:
        """Choose among all columns of the lane, cheap ones likelier; whether it moved."""
        lane, home = self.lanes[name], self.columns[name]
        choices = [c for c in range(self.width) if self.at.get((lane, c)) not in self.pinned]
        costs = [self.change(name, column) for column in choices]
        least = min(costs)
        if heat <= 0.0:
            chosen = choices[costs.index(least)] if least < 0 else home
        else:
            weights = [exp((least - cost) / heat) for cost in costs]
            chosen = self.random.choices(choices, weights)[0]
        if chosen != home:
            self.swap(name, chosen)
        return chosen != home

    def change(self, name: str, column: int) -> int:
        """By how much the cost would rise if a box moved to a column."""
        home = self.columns[name]
        if column == home:
            return 0
        other = self.at.get((self.lanes[name], column))
        concerned = (name,) if other is None else (name, other)
        before = self.cost(concerned)
        self.swap(name, column)
        after = self.cost(concerned)
        self.swap(name, home)
        return after - before

    def cost(self, names: tuple[str, ...]) -> int:
        """The part of the cost that depends on where these boxes lie."""
        own = {number for name in names for number in self._touching[name]}
        cells = {(self.lanes[name], self.columns[name]) for name in names}
        at = self.at
        total = 0
        for number in own:
            start, end = self._where[number]
            total += self._alone(start, end) + CROSSED * self._crossings(number, own)
            total += HIT * sum(cell in at for cell in self.under(start, end))
        for number, line in enumerate(self._lines):
            under = self._under.get(line)
            if under is None:
                under = self.under(*self._where[number])
            if under and number not in own and not cells.isdisjoint(under):
                total += HIT * sum(cell in cells for cell in under)
        return total

    def _crossings(self, number: int, own: set[int]) -> int:
        """How many lines one line crosses, those of `own` that come before it apart."""
        line = self._lines[number]
        known = self._crosses.get(line)
        if known is None:
            known = self._crosses[line] = {}
        count = 0
        for other, across in enumerate(self._lines):
            crossing = known.get(across)
            if crossing is None:
                crossing = known[across] = _cross(*self._where[number], *self._where[other])
            if crossing and (other > number or other not in own):
                count += 1
        return count

    @staticmethod
    def _alone(start: Cell, end: Cell) -> int:
        down, right = end[0] - start[0], end[1] - start[1]
        cost = DISTANCE * (abs(down) + abs(right))
        if down < 0 or (down == 0 and right < 0):
            cost += BACKWARD
        return cost + (DIAGONAL if down and right else 0)

    def under(self, start: Cell, end: Cell) -> tuple[Cell, ...]:
        """The cells that the line between two cells passes through."""
        line = self._line(start, end)
        known = self._under.get(line)
        if known is None:
            known = self._under[line] = _passed(start, end)
        return known

    def _line(self, start: Cell, end: Cell) -> int:
        """A number for a line between two cells."""
        width = self.width
        return ((start[0] * width + start[1]) * self._height + end[0]) * width + end[1]


def _passed(start: Cell, end: Cell) -> tuple[Cell, ...]:
    (top, left), (bottom, right) = start, end
    count = max(abs(bottom - top), abs(right - left))
    cells = []
    for step in range(1, count):
        row, column = top * (count - step) + bottom * step, left * (count - step) + right * step
        near = ((2 * row + count) // (2 * count), (2 * column + count) // (2 * count))
        if 3 * abs(near[0] * count - row) <= count and 3 * abs(near[1] * count - column) <= count:
            cells.append(near)
    return tuple(cells)


def _cross(start: Cell, end: Cell, first: Cell, last: Cell) -> bool:
    return (
        _side(start, end, first) * _side(start, end, last) < 0
        and _side(first, last, start) * _side(first, last, end) < 0
    )


def _side(start: Cell, end: Cell, point: Cell) -> int:
    turn = (end[1] - start[1]) * (point[0] - start[0]) - (end[0] - start[0]) * (point[1] - start[1])
    return (turn > 0) - (turn < 0)
