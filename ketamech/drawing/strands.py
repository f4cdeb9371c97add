"""Boxes in rows, and the edges that pass between them: what a braid is made of.

An edge over several rows is a strand with a place of its own in every row that it passes, as
in the layered drawings of Sugiyama, Tagawa and Toda (1981), doi:10.1109/TSMC.1981.4308636. An
edge within a row is an arc above or below what lies in between. An edge may also leave its
upper end upwards, or reach its lower end from below, by a strand beside that end.
"""

from collections.abc import Iterable
from itertools import pairwise
from random import Random

from ketamech.drawing.arrange import cells_of, room_in
from ketamech.drawing.plan import Sketch

__all__ = ["ABOVE", "BELOW", "CROSSED", "EITHER", "LENGTH", "OVER", "UNDER", "Strands"]

CROSSED = 12
"""Cost of a crossing, against which all other costs are measured."""
ARC = 6
"""Cost of an edge within a row that has to go around what lies in between."""
BACKWARD = 2
"""Cost of an edge within a row that points to the left."""
TURN = 8
"""Cost of leaving a box upwards for a lower one, or of reaching it from below."""
LENGTH = 0.5
"""Cost of an inch to the side."""
OVER, UNDER = 1, 2
EITHER, ABOVE, BELOW = 0, 1, 2


class Strands:
    """Boxes, strands and arcs, and what their orders cost.

    Boxes and strands are numbered, boxes first, by id. Invariant: `place` is the inverse of
    `rows`, and every edge has a strand in each row that it passes.

    Attributes
    ----------
    row, place, x
        By number: the row, the place in its order, and about how far right it lies in inches.
    rows
        The orders.
    above, below
        By number: what is joined to it in the row above and in the row below.
    arcs
        By row: both ends of every arc, and its side.
    ends, turns, strands
        By edge: source and target; which ends it turns at; its strands from top to bottom.
    pinned
        Where boxes lie that keep their column, in inches.
    """

    def __init__(self, sketch: Sketch, random: Random) -> None:
        boxes = sorted(sketch.boxes, key=lambda box: box.id)
        number = {box.id: index for index, box in enumerate(boxes)}
        self.boxes = boxes
        self.names = [box.id for box in boxes]
        self.room = room_in(sketch)
        self.row = [box.lane for box in boxes]
        self.rows: list[list[int]] = [[] for _ in range(sketch.lanes)]
        self.place = [0] * len(boxes)
        self.x = [self.room / 2] * len(boxes)
        self.above: list[list[int]] = [[] for _ in boxes]
        self.below: list[list[int]] = [[] for _ in boxes]
        self.arcs: list[list[tuple[int, int, int]]] = [[] for _ in range(sketch.lanes)]
        self.ends = sorted(
            (number[link.source], number[link.target])
            for link in sketch.links
            if link.source != link.target
        )
        self.turns = [0] * len(self.ends)
        self.strands: list[list[int]] = [[] for _ in self.ends]
        self._spare: list[int] = []
        count = cells_of(sketch)
        self.pinned = {
            index: (box.column + 0.5) * self.room / count
            for index, box in enumerate(boxes)
            if box.column is not None
        }
        self._fill(random)

    def _fill(self, random: Random) -> None:
        """Boxes in any order, but the pinned ones in theirs."""
        shuffled = list(range(len(self.boxes)))
        random.shuffle(shuffled)
        for box in shuffled:
            self.rows[self.row[box]].append(box)
        for items in self.rows:
            fixed = sorted((item for item in items if item in self.pinned), key=self._pin)
            for one, other in pairwise(fixed):
                if self.pinned[one] == self.pinned[other]:
                    lane, column = self.boxes[one].lane, self.boxes[one].column
                    first, second = sorted((self.names[one], self.names[other]))
                    raise ValueError(
                        f"{first} and {second} are both pinned to column {column} of lane "
                        f"{lane}: give one of them another column"
                    )
            places = [index for index, item in enumerate(items) if item in self.pinned]
            for index, item in zip(places, fixed, strict=True):
                items[index] = item
            self.renumber(items)
            for index, item in enumerate(items):
                self.x[item] = self.pinned.get(item, self.room * (index + 0.5) / len(items))

    def _pin(self, item: int) -> float:
        return self.pinned[item]

    def renumber(self, items: Iterable[int]) -> None:
        """Say where the items of a row lie now."""
        for index, item in enumerate(items):
            self.place[item] = index

    def levels(self, edge: int) -> tuple[int, int]:
        """The upper and the lower end of an edge."""
        source, target = self.ends[edge]
        return (source, target) if self.row[source] <= self.row[target] else (target, source)

    def spin(self, edge: int) -> None:
        """Give an edge its strands, at the ends of the rows."""
        source, target = self.ends[edge]
        if self.row[source] == self.row[target]:
            self.arcs[self.row[source]].append((source, target, EITHER))
            return
        top, bottom = self.levels(edge)
        turn = self.turns[edge]
        before = top
        first = self.row[top] + (not turn & OVER)
        last = self.row[bottom] - (not turn & UNDER)
        for row in range(first, last + 1):
            strand = self._strand(row)
            self.strands[edge].append(strand)
            if row == self.row[top]:
                self.arcs[row].append((top, strand, ABOVE))
            else:
                self._join(before, strand)
            if row == self.row[bottom]:
                self.arcs[row].append((bottom, strand, BELOW))
            before = strand
        if not turn & UNDER:
            self._join(before, bottom)

    def _strand(self, row: int) -> int:
        if self._spare:
            strand = self._spare.pop()
            self.row[strand] = row
        else:
            strand = len(self.row)
            self.row.append(row)
            self.place.append(0)
            self.x.append(self.room / 2)
            self.above.append([])
            self.below.append([])
        self.place[strand] = len(self.rows[row])
        self.rows[row].append(strand)
        return strand

    def _join(self, upper: int, lower: int) -> None:
        self.below[upper].append(lower)
        self.above[lower].append(upper)

    def unspin(self, edge: int) -> None:
        """Take the strands of an edge away."""
        source, target = self.ends[edge]
        if self.row[source] == self.row[target]:
            self.arcs[self.row[source]].remove((source, target, EITHER))
            return
        top, bottom = self.levels(edge)
        strands, turn = self.strands[edge], self.turns[edge]
        chain = strands if turn & OVER else [top, *strands]
        chain = chain if turn & UNDER else [*chain, bottom]
        if turn & OVER:
            self.arcs[self.row[top]].remove((top, strands[0], ABOVE))
        if turn & UNDER:
            self.arcs[self.row[bottom]].remove((bottom, strands[-1], BELOW))
        for upper, lower in pairwise(chain):
            self.below[upper].remove(lower)
            self.above[lower].remove(upper)
        for strand in strands:
            items = self.rows[self.row[strand]]
            items.remove(strand)
            self.renumber(items)
        self._spare += reversed(strands)
        self.strands[edge] = []

    def around(self, row: int) -> int:
        """What the arcs of a row cost."""
        cost = 0
        led: list[tuple[int, int, int]] = []
        for source, target, side in self.arcs[row]:
            left, right = self.place[source], self.place[target]
            if right < left:
                left, right = right, left
                if side == EITHER:
                    cost += BACKWARD
            up, down, through = self._between(row, left, right)
            if side == EITHER:
                if 0 <= through <= min(up, down):
                    cost += CROSSED * through
                    continue
                side = self._cheaper(up, down, source, target)
                cost += CROSSED * min(up, down) + ARC
            else:
                cost += CROSSED * (up if side == ABOVE else down) + TURN
            for other, first, last in led:
                if side == other and (left < first < right < last or first < left < last < right):
                    cost += CROSSED
            led.append((side, left, right))
        return cost

    def _between(self, row: int, left: int, right: int) -> tuple[int, int, int]:
        """How many edges leave upwards and downwards between two places, and pass there.

        The last number is -1 where a box lies between.
        """
        above, below, names = self.above, self.below, len(self.names)
        up = down = through = 0
        for item in self.rows[row][left + 1 : right]:
            up += len(above[item])
            down += len(below[item])
            if item < names:
                through = -1
            elif through >= 0:
                through += 1
        return up, down, through

    @staticmethod
    def _cheaper(up: int, down: int, source: int, target: int) -> int:
        return ABOVE if up < down or (up == down and source < target) else BELOW

    def side(self, a: int, b: int) -> int:
        """On which side an arc goes around what lies between its ends."""
        left, right = sorted((self.place[a], self.place[b]))
        up, down, _ = self._between(self.row[a], left, right)
        return self._cheaper(up, down, a, b)

    def neighbours(self, a: int, b: int) -> bool:
        """Whether no box lies between two boxes of a row."""
        left, right = sorted((self.place[a], self.place[b]))
        return self._between(self.row[a], left, right)[2] >= 0

    def joined(self, item: int) -> list[int]:
        """Everything that an item is joined to."""
        found = [*self.above[item], *self.below[item]]
        for a, b, _ in self.arcs[self.row[item]]:
            if a == item:
                found.append(b)
            elif b == item:
                found.append(a)
        return found

    def cost(self) -> int:
        """What everything costs."""
        total, far = 0, 0.0
        place, x = self.place, self.x
        for row, items in enumerate(self.rows):
            total += self.around(row)
            far += sum(abs(x[a] - x[b]) for a, b, _ in self.arcs[row])
            ends: list[int] = []
            for item in items:
                lower = sorted(place[other] for other in self.below[item])
                far += sum(abs(x[item] - x[other]) for other in self.below[item])
                for end in lower:
                    total += CROSSED * sum(1 for before in ends if before > end)
                ends += lower
        return total + round(LENGTH * far)
