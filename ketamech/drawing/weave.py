"""From a braid to routes: every strand gets its place, every edge its tracks.

The braid says in which order boxes and edges pass the rows. Here each item is put on a line
of the lattice, and every edge is led over tracks (:mod:`~ketamech.drawing.tracks`). That is
cheap, so that what was woven can be improved by trial: an item is moved, the edges that this
concerns are led anew, and the move is kept if the figure became cheaper. What found no track
is led by a search in the end, at first through the same gaps between boxes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil
from random import Random

from ketamech.drawing.arrange import (
    GAPS,
    RIM,
    bands_of,
    cells_of,
    ground_of,
    lines_of,
    push_apart,
    room_in,
)
from ketamech.drawing.braid import Braid
from ketamech.drawing.lattice import CLEARANCE, PITCH
from ketamech.drawing.plan import Plan, Sketch
from ketamech.drawing.router import Router
from ketamech.drawing.scene import Box
from ketamech.drawing.strands import BELOW, EITHER
from ketamech.drawing.tracks import Tracks
from ketamech.drawing.ways import Run

__all__ = ["Weave"]

LOOSE = ((2, 3), (1, 2), (0, 2), (0, 1))
"""Lattice lines kept free beside a box, and steps from strand to strand, where they fit."""
ROUNDS = 2
"""Times that every edge is led over the tracks."""
MISSING = 800
"""What an edge without a way costs."""
STRAYING = (1, 2, 4, 7, 12, 20)
"""By how many lattice lines an item is moved on trial."""


class Weave:
    """A braid on the lattice, with the ways of its edges.

    Parameters
    ----------
    sketch
        What is laid out.
    braid
        Its orders; they are changed where that makes the figure cheaper.

    Raises
    ------
    ValueError
        If the boxes of a lane do not fit side by side, or the lanes not into the area.
    """

    def __init__(self, sketch: Sketch, braid: Braid) -> None:
        self.braid = braid
        self.names = len(braid.names)
        lanes = {box.id: row for box, row in zip(braid.boxes, braid.row, strict=False)}
        self.sketch = replace(
            sketch, boxes=tuple(replace(box, lane=lanes[box.id]) for box in sketch.boxes)
        )
        self.ground = ground_of(self.sketch)
        self._half = [
            self.braid.boxes[item].width / 2 if item < self.names else 0.0
            for item in range(len(braid.row))
        ]
        self._linked = {frozenset(ends) for ends in braid.ends}
        self.wish = [(x + RIM) / PITCH for x in braid.spread(12)]
        self.x = [0] * len(braid.row)
        for row in range(len(braid.rows)):
            self._put(self._places(row))
        self.bands = bands_of(self.sketch, self._needs())
        self.lines = lines_of(self.sketch, self.bands)
        self.router = Router(self.sketch)
        self.router.move({name: self._box(item) for item, name in enumerate(braid.names)})
        self.tracks = Tracks(braid, self.router, self.x, self.lines)
        self._order = sorted(
            range(len(braid.ends)), key=lambda edge: (len(self.tracks.stops[edge]), edge)
        )
        for _ in range(ROUNDS):
            for edge in self._order:
                self._lead_again(edge)

    def _put(self, places: Mapping[int, int]) -> None:
        for item, x in places.items():
            self.x[item] = x

    def _lead_again(self, edge: int) -> None:
        name = self.tracks.links[edge]
        old = self.router.lift([name])
        run = self.tracks.run(edge) or old.get(name)
        if run is not None:
            self.router.lay(name, run)

    def _places(self, row: int) -> dict[int, int]:
        """The lattice columns of the items of a row, near to what they wish."""
        items = self.braid.rows[row]
        if not items:
            return {}
        half, width = self._half, self.ground.width
        least = max(ceil((RIM + half[items[0]]) / PITCH - 1e-9), 2)
        most = min(int((width - RIM - half[items[-1]]) / PITCH + 1e-9), int(width / PITCH) - 2)
        for level in range(len(GAPS) + 1):
            steps = self._steps(items, level)
            if least + sum(steps) <= most:
                break
        else:
            raise ValueError(self._too_wide(items))
        places = push_apart([self.wish[item] for item in items], steps, least, most)
        return dict(zip(items, places, strict=True))

    def _steps(self, items: Sequence[int], level: int) -> list[int]:
        """Least distances from item to item; at the last level strands take no room."""
        joined, apart = GAPS[min(level, len(GAPS) - 1)]
        beside, between = LOOSE[min(level // 2, len(LOOSE) - 1)]
        steps = []
        for a, b in pairwise(items):
            boxes = (a < self.names) + (b < self.names)
            half = self._half[a] + self._half[b]
            if boxes == 2:
                gap = joined if frozenset((a, b)) in self._linked else apart
                steps.append(ceil((half + gap) / PITCH - 1e-9))
            elif level == len(GAPS):
                steps.append(ceil((half + CLEARANCE) / PITCH) if boxes else 0)
            elif boxes == 1:
                steps.append(ceil((half + CLEARANCE) / PITCH - 1e-9) + beside)
            else:
                steps.append(between)
        return steps

    def _too_wide(self, items: Iterable[int]) -> str:
        boxes = [self.braid.boxes[item] for item in items if item < self.names]
        need = sum(box.width for box in boxes) + GAPS[-1][1] * (len(boxes) - 1)
        return (
            f"the {len(boxes)} boxes of lane {boxes[0].lane} "
            f"({', '.join(box.id for box in boxes)}) "
            f"need {need:.2f} in side by side, the lane has {room_in(self.sketch):.2f} in: "
            "show fewer nodes, break their labels into more lines or split the lane"
        )

    def _needs(self) -> list[int]:
        """How many tracks each channel wants, above the first row to below the last."""
        braid, x = self.braid, self.x
        spans: list[list[tuple[int, int]]] = [[] for _ in range(len(braid.rows) + 1)]
        for row, items in enumerate(braid.rows):
            for item in items:
                spans[row + 1] += [
                    (x[item], x[other]) for other in braid.below[item] if x[item] != x[other]
                ]
            for a, b, side in braid.arcs[row]:
                if side == EITHER and braid.neighbours(a, b):
                    continue
                way = (braid.side(a, b) if side == EITHER else side) == BELOW
                spans[row + way].append((x[a], x[b]))
        return [_deepest(nets) for nets in spans]

    def _box(self, item: int) -> Box:
        box = self.braid.boxes[item]
        x = self.ground.left + self.x[item] * PITCH
        y = self.ground.top + self.lines[self.braid.row[item]] * PITCH
        half, rise = box.width / 2, box.height / 2
        return Box(x - half, y - rise, x + half, y + rise)

    def missing(self) -> list[int]:
        """The edges that have no way."""
        runs, links = self.router.runs, self.tracks.links
        return [edge for edge in self._order if links[edge] not in runs]

    def score(self) -> int:
        """What the figure costs, with its missing edges."""
        return self.router.cost() + MISSING * len(self.missing())

    def is_legal(self) -> bool:
        """Whether every edge has a way of its own."""
        return not any(run.trespasses for run in self.router.runs.values())

    def improve(self, trials: int, random: Random) -> None:
        """Move items about and keep what makes the figure cheaper."""
        for _ in range(trials):
            item = self._pick(random)
            if item not in self.braid.pinned:
                self._try(item, random)

    def _pick(self, random: Random) -> int:
        """An item of an edge that has no way, or any."""
        missing = self.missing()
        if missing and random.random() < 0.6:
            edge = random.choice(missing)
            return random.choice([*self.braid.ends[edge], *self.braid.strands[edge]])
        return random.choice(random.choice([items for items in self.braid.rows if items]))

    def _try(self, item: int, random: Random) -> None:
        """Move an item, or give it another place in its row, and keep that if it is cheaper."""
        braid, router, tracks = self.braid, self.router, self.tracks
        items = braid.rows[braid.row[item]]
        order, wish, x = items.copy(), self.wish.copy(), self.x.copy()
        runs, ports, stops = dict(router.runs), tracks.ports.copy(), tracks.stops.copy()
        score = self.score()
        if random.random() < 0.6 or len(items) < 2:
            self.wish[item] = self.x[item] + random.choice((-1, 1)) * random.choice(STRAYING)
        else:
            to = min(max(braid.place[item] + random.choice((-2, -1, 1, 2)), 0), len(items) - 1)
            self.wish[item] = self.wish[items[to]]
            items.remove(item)
            items.insert(to, item)
            braid.renumber(items)
        try:
            places = self._places(braid.row[item])
        except ValueError:
            places = {}
        moved = [other for other, at in places.items() if self.x[other] != at]
        if places and (moved or items != order):
            self._put(places)
            self._follow(moved, moved if items == order else items)
            if self.score() < score:
                return
        items[:] = order
        braid.renumber(items)
        self.wish, self.x[:] = wish, x
        tracks.ports, tracks.stops = ports, stops
        self._return_to(runs)

    def _follow(self, moved: Iterable[int], touched: Iterable[int]) -> None:
        """Lead the edges anew that pass what was moved, and try those without a way."""
        braid, router, tracks = self.braid, self.router, self.tracks
        edges = sorted({edge for item in touched for edge in tracks.passing[item]})
        router.lift([tracks.links[edge] for edge in edges])
        router.move({braid.names[item]: self._box(item) for item in moved if item < self.names})
        router.lift(router.in_the_way())
        for edge in edges:
            tracks.stops[edge] = tracks.stops_of(edge)
        tracks.share_ports(sorted({end for edge in edges for end in braid.ends[edge]}))
        for _ in range(2):
            for edge in self.missing():
                run = tracks.run(edge)
                if run is not None:
                    router.lay(tracks.links[edge], run)

    def _return_to(self, runs: Mapping[str, Run]) -> None:
        router = self.router
        router.lift([name for name, run in router.runs.items() if runs.get(name) is not run])
        boxes = {name: self._box(item) for item, name in enumerate(self.braid.names)}
        router.move({name: box for name, box in boxes.items() if router.boxes[name] != box})
        for name, run in runs.items():
            if name not in router.runs:
                router.lay(name, run)

    def finish(self) -> None:
        """Lead by a search what has no way, at first through the gaps that the braid says."""
        router, tracks = self.router, self.tracks
        gates = {tracks.links[edge]: self._gates(edge) for edge in self._order}
        waiting = [name for name in router.links if name not in router.runs]
        left = []
        for name in sorted(waiting, key=lambda name: (router.span(name), name)):
            run = router.through(router.links[name], gates.get(name, ()))
            if run is None:
                left.append(name)
            else:
                router.lay(name, run)
        router.lead(left)

    def _gates(self, edge: int) -> list[tuple[int, int, int]]:
        """The gaps between boxes through which an edge passes the rows between its ends."""
        braid = self.braid
        ends = {braid.row[end] for end in braid.ends[edge]}
        gates = []
        for strand in braid.strands[edge]:
            row, place = braid.row[strand], braid.place[strand]
            if row not in ends:
                boxes = [item for item in braid.rows[row] if item < self.names]
                left = [self.x[item] for item in boxes if braid.place[item] < place]
                right = [self.x[item] for item in boxes if braid.place[item] > place]
                last = right[0] if right else self.router.lattice.across - 1
                gates.append((left[-1] if left else 0, last, self.lines[row]))
        return gates

    def plan(self) -> Plan:
        """What was found, as a plan."""
        router, count = self.router, cells_of(self.sketch)
        columns: dict[str, int] = {}
        for items in self.braid.rows:
            row = [item for item in items if item < self.names]
            wish = [self.x[item] * PITCH * count / self.ground.width - 0.5 for item in row]
            places = push_apart(wish, [1] * (len(row) - 1), 0, count - 1) if row else []
            columns |= {self.braid.names[i]: at for i, at in zip(row, places, strict=True)}
        columns |= {box.id: box.column for box in self.sketch.boxes if box.column is not None}
        return Plan(
            self.bands,
            dict(sorted(router.boxes.items())),
            {name: router.points(name) for name in router.links},
            dict(sorted(columns.items())),
        )


def _deepest(nets: Iterable[tuple[int, int]]) -> int:
    """The most of some intervals that lie over each other."""
    events = sorted(event for a, b in nets for event in ((min(a, b), 0, 1), (max(a, b), 1, -1)))
    depth = deepest = 0
    for _, _, step in events:
        depth += step
        deepest = max(deepest, depth)
    return deepest
