"""The order of boxes in their rows, and of the edges that pass between them.

Straight lines between cells predict badly how often routed edges cross, since a routed edge
chooses the gap through which it passes a row. Here it does so already (see
:mod:`~ketamech.drawing.strands`). What is annealed is the order in every row, boxes and
strands alike, the ends at which an edge turns, and for the boxes of a lane of several rows
the row that they take. Costs are whole numbers and every choice comes from a private random
generator, so that a sketch is braided the same way everywhere.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import exp
from random import Random
from typing import Any

from ketamech.drawing.plan import Sketch
from ketamech.drawing.strands import CROSSED, LENGTH, OVER, UNDER, Strands

__all__ = ["Braid"]

HOTTEST, COLDEST = 22.0, 3.0
SWEEPS = 24
"""Times that every item is asked while it cools."""
STILL = 4
"""Times that it is asked when it is cold."""
RESTLESS = 3
"""In every so manieth sweep boxes are asked for their row, and edges for their turns."""
GAP, PASSAGE = 0.34, 0.15
"""Room between two boxes, and beside a strand, in inches."""
AMPLE = 0.34
"""Edges turn above the first row and below the last where rows have so much height left."""
HEAVY, FIXED = 4.0, 1000.0
"""How much a strand wants to be straight, and a pinned box to stay."""


class Braid(Strands):
    """Strands whose orders have been annealed.

    Parameters
    ----------
    sketch
        Boxes in lanes and the links between them. A box with a column keeps its order among
        such boxes.
    seed
        Another seed tries another way; the same seed gives the same braid.

    Raises
    ------
    ValueError
        If two boxes of a lane are pinned to the same column.
    """

    def __init__(self, sketch: Sketch, seed: int = 0) -> None:
        self.random = Random(seed)
        super().__init__(sketch, self.random)
        self.touching: list[list[int]] = [[] for _ in self.boxes]
        self._height = [0.0] * sketch.lanes
        for box in self.boxes:
            self._height[box.lane] = max(self._height[box.lane], box.height)
        self._ample = sketch.area.height - sum(self._height) > AMPLE * sketch.lanes
        for edge, (source, target) in enumerate(self.ends):
            self.touching[source].append(edge)
            self.touching[target].append(edge)
            self._respin(edge)
        self._anneal()

    def _respin(self, edge: int) -> None:
        """Give an edge its strands, each where it costs least."""
        self.spin(edge)
        for strand in (*self.strands[edge], *reversed(self.strands[edge])):
            self._settle(strand, 0.0)

    def _anneal(self) -> None:
        """Let the orders settle while it cools."""
        cooling = (COLDEST / HOTTEST) ** (1 / (SWEEPS - 1))
        heat = HOTTEST
        for sweep in range(SWEEPS):
            self._sweep(heat)
            if sweep % RESTLESS == 0:
                self._stir(heat)
            self.x = self.spread(2)
            heat *= cooling
        for _ in range(STILL):
            self._sweep(0.0)
            self.x = self.spread(2)
            self._stir(0.0)

    def _sweep(self, heat: float) -> None:
        for items in self.rows:
            for item in items.copy():
                self._settle(item, heat)

    def _stir(self, heat: float) -> None:
        for box in range(len(self.boxes)):
            self._shift(box, heat)
        for edge in range(len(self.ends)):
            self._turn(edge, heat)

    def _settle(self, item: int, heat: float) -> None:
        """Give an item a place in its row by what each place costs."""
        row = self.row[item]
        items, place = self.rows[row], self.place
        others = items.copy()
        del others[place[item]]
        near = [self.x[other] for other in self.joined(item)]
        spots = self._spots(others, near)
        costs = self._crossings(item, others)
        for index, spot in enumerate(spots):
            costs[index] += round(LENGTH * sum(abs(spot - at) for at in near))
        if self.arcs[row]:
            for index in range(len(costs)):
                items[:] = others
                items.insert(index, item)
                self.renumber(items)
                costs[index] += self.around(row)
        low, high = self._allowed(item, others)
        least = min(costs[low : high + 1])
        if heat > 0:
            weights = [exp((least - cost) / heat) for cost in costs[low : high + 1]]
            chosen = self.random.choices(range(low, high + 1), weights)[0]
        else:
            chosen = costs.index(least, low, high + 1)
        self.x[item] = self.pinned.get(item, spots[chosen])
        items[:] = others
        items.insert(chosen, item)
        self.renumber(items)

    def _allowed(self, item: int, others: Sequence[int]) -> tuple[int, int]:
        """The first and last place that an item may take: pinned ones keep their order."""
        if item not in self.pinned:
            return 0, len(others)
        here, low, high = self.pinned[item], 0, len(others)
        for index, other in enumerate(others):
            if other in self.pinned:
                if self.pinned[other] < here:
                    low = index + 1
                else:
                    high = min(high, index)
        return low, high

    def _spots(self, others: Sequence[int], near: Sequence[float]) -> list[float]:
        """About how far right an item lies that is put before, between or after the others."""
        x = self.x
        if not others:
            return [sum(near) / len(near) if near else self.room / 2]
        inner = [(x[a] + x[b]) / 2 for a, b in pairwise(others)]
        first, last = max(0.3, x[others[0]] - 0.7), min(self.room - 0.3, x[others[-1]] + 0.7)
        return [first, *inner, last]

    def _crossings(self, item: int, others: list[int]) -> list[int]:
        """What each place among the others costs, against the first."""
        place, above, below = self.place, self.above, self.below
        upper = [place[other] for other in above[item]]
        lower = [place[other] for other in below[item]]
        cost, costs = 0, [0]
        for other in others:
            if upper:
                for neighbour in above[other]:
                    at = place[neighbour]
                    for own in upper:
                        if at != own:
                            cost += CROSSED if at > own else -CROSSED
            if lower:
                for neighbour in below[other]:
                    at = place[neighbour]
                    for own in lower:
                        if at != own:
                            cost += CROSSED if at > own else -CROSSED
            costs.append(cost)
        return costs

    def _shift(self, box: int, heat: float) -> None:
        """Try another row of its lane for a box, perhaps in exchange for another box."""
        choices = [row for row in self.boxes[box].rows if row != self.row[box]]
        if not choices or self.pinned:
            return
        row = self.random.choice(choices)
        members = [item for item in self.rows[row] if item < len(self.names)]
        other = self.random.choice([-1, *members])
        moved = {box: row} if other < 0 else {box: row, other: self.row[box]}
        if not all(self._fits(item, to, moved) for item, to in moved.items()):
            return
        before = self._state()
        cost = self.cost()
        edges = sorted({edge for item in moved for edge in self.touching[item]})
        for edge in edges:
            self.unspin(edge)
        for item, to in moved.items():
            left = self.rows[self.row[item]]
            left.remove(item)
            self.renumber(left)
            self.row[item] = to
            self.place[item] = len(self.rows[to])
            self.rows[to].append(item)
        for edge in edges:
            self._respin(edge)
        for _ in range(2):
            for item in moved:
                self._settle(item, 0.0)
            for edge in edges:
                for strand in self.strands[edge]:
                    self._settle(strand, 0.0)
        if not self._accepts(self.cost() - cost, heat):
            self._restore(before)

    def _accepts(self, dearer: int, heat: float) -> bool:
        return dearer <= 0 or (heat > 0 and self.random.random() < exp(-dearer / heat))

    def _turn(self, edge: int, heat: float) -> None:
        """Try to let an edge turn at other ends."""
        top, bottom = (self.row[end] for end in self.levels(edge))
        turns = [
            turn
            for turn in range(4)
            if turn != self.turns[edge]
            and (self._ample or not (turn & OVER and top == 0))
            and (self._ample or not (turn & UNDER and bottom == len(self.rows) - 1))
        ]
        if top == bottom or not turns:
            return
        before, cost = self._state(), self.cost()
        self.unspin(edge)
        self.turns[edge] = self.random.choice(turns)
        self._respin(edge)
        if not self._accepts(self.cost() - cost, heat):
            self._restore(before)

    def _fits(self, box: int, row: int, moved: Mapping[int, int]) -> bool:
        """Whether a box may come to lie in a row."""
        if row not in self.boxes[box].rows or self.boxes[box].height > self._height[row] + 1e-9:
            return False
        members = {item for item in self.rows[row] if item < len(self.names)} - moved.keys()
        members |= {item for item, to in moved.items() if to == row}
        width = sum(self.boxes[item].width + GAP for item in members)
        return width <= self.room + GAP

    def _state(self) -> tuple[Any, ...]:
        return (
            self.row.copy(),
            [items.copy() for items in self.rows],
            self.place.copy(),
            [items.copy() for items in self.above],
            [items.copy() for items in self.below],
            [items.copy() for items in self.arcs],
            [items.copy() for items in self.strands],
            self._spare.copy(),
            self.turns.copy(),
            self.x.copy(),
        )

    def _restore(self, state: tuple[Any, ...]) -> None:
        (
            self.row,
            self.rows,
            self.place,
            self.above,
            self.below,
            self.arcs,
            self.strands,
            self._spare,
            self.turns,
            self.x,
        ) = state

    def spread(self, rounds: int) -> list[float]:
        """How far right every item lies, in inches: each as near as may be to its neighbours."""
        x = self.x.copy()
        for number in range(rounds):
            for items in self.rows if number % 2 == 0 else reversed(self.rows):
                if items:
                    for item, at in zip(items, self._line_up(items, x), strict=True):
                        x[item] = at
        return x

    def _line_up(self, items: Sequence[int], x: Sequence[float]) -> list[float]:
        names, room = len(self.names), self.room
        half = [self.boxes[item].width / 2 if item < names else PASSAGE / 2 for item in items]
        wish, weight = [], []
        for item in items:
            near = [x[other] for other in self.joined(item)]
            if item in self.pinned:
                wish.append(self.pinned[item])
                weight.append(FIXED)
            else:
                wish.append(sum(near) / len(near) if near else x[item])
                weight.append(HEAVY if item >= names else 1.0 + len(near))
        gaps = [
            half[index] + half[index + 1] + (GAP if max(pair) < names else PASSAGE)
            for index, pair in enumerate(pairwise(items))
        ]
        least, most = half[0], room - half[-1]
        if sum(gaps) > most - least:
            gaps = [gap * (most - least) / sum(gaps) for gap in gaps]
        return _apart(wish, weight, gaps, least, most)


def _apart(
    wish: Sequence[float],
    weight: Sequence[float],
    gaps: Sequence[float],
    least: float,
    most: float,
) -> list[float]:
    """Numbers near `wish`, each at least a gap after the one before: weighted least squares."""
    offsets = [0.0]
    for gap in gaps:
        offsets.append(offsets[-1] + gap)
    pools: list[tuple[float, float, int]] = []
    for value, heavy, offset in zip(wish, weight, offsets, strict=True):
        total, count = (value - offset) * heavy, 1
        while pools and pools[-1][0] * heavy > total * pools[-1][1]:
            before, weighs, members = pools.pop()
            total, heavy, count = total + before, heavy + weighs, count + members
        pools.append((total, heavy, count))
    level = [total / heavy for total, heavy, count in pools for _ in range(count)]
    ceiling = most - offsets[-1]
    return [
        min(max(value, least), ceiling) + offset
        for value, offset in zip(level, offsets, strict=True)
    ]
