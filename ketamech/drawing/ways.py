"""The way of one edge among what already lies on the lattice.

In the order of what is tried: a straight line that touches nothing; the cheapest legal path;
a path over other edges; a line through whatever is there. The last two are blemishes that
cost much and that the quality of the figure reports.
"""

from dataclasses import dataclass
from itertools import pairwise

from ketamech.drawing.lattice import BEND, BLOCKED, CLOSED, CROSSING, PITCH, Lattice, Trail
from ketamech.drawing.plan import Link
from ketamech.drawing.ports import LEAST_SHAFT, Port
from ketamech.drawing.search import cheapest

__all__ = ["UNLIMITED", "Choice", "Run", "Ways"]

TRESPASSING = 400
FORCED = 4000
UNLIMITED = 1 << 30
RIGHT, TOP = 0, 3

Choice = list[tuple[Port, int]]
"""Ports that may be taken, and what each costs."""


@dataclass(frozen=True, slots=True)
class Run:
    """How an edge is led: its vertices, its two ports and its cost without crossings.

    The first and the last vertex lie within the berth of its nodes, so that the turn at the
    first vertex outside can be seen. A forced run has none.
    """

    trail: Trail
    leaving: Port
    arriving: Port
    cost: int
    trespasses: bool = False


class Ways:
    """Finds ways over a lattice between boxes whose centres are known."""

    def __init__(self, lattice: Lattice, centres: dict[str, int]) -> None:
        self.lattice = lattice
        self.centres = centres
        self.searched = 0

    def legal(
        self, link: Link, leaving: Choice, arriving: Choice, allowance: int = UNLIMITED
    ) -> Run | None:
        """The cheapest legal way that costs less than the allowance."""
        if link.source == link.target:
            leaving = [choice for choice in leaving if choice[0].direction == RIGHT]
            arriving = [choice for choice in arriving if choice[0].direction == TOP]
        run = self.straight(link, leaving, arriving)
        return run or self._searched(link, leaving, arriving, False, allowance)

    def trespassing(self, link: Link, leaving: Choice, arriving: Choice) -> Run | None:
        """The cheapest way over other edges, though never over nodes."""
        return self._searched(link, leaving, arriving, True)

    def _vertex(self, box: str, port: Port, out: int) -> int:
        steps = self.lattice.steps
        aside = steps[1] if port.direction % 2 == 0 else steps[0]
        return self.centres[box] + out * steps[port.direction] + port.shift * aside

    def straight(self, link: Link, leaving: Choice, arriving: Choice) -> Run | None:
        """A straight line that touches nothing, between two ports that face each other."""
        lattice = self.lattice
        facing = {
            (port.direction, self._line(link.target, port)): (port, cost) for port, cost in arriving
        }
        best: Run | None = None
        for port, cost in leaving:
            met = facing.get((port.direction ^ 2, self._line(link.source, port)))
            if met is None or (best and best.cost <= cost):
                continue
            first = self._vertex(link.source, port, port.leave)
            last = self._vertex(link.target, met[0], met[0].leave)
            step = lattice.steps[port.direction]
            count = (last - first) // step
            if count < 0:
                continue
            within = list(range(first, last + (1 if step > 0 else -1), step))
            if _length([first, *within, last], port, met[0]) < LEAST_SHAFT:
                continue
            tolls = lattice.athwart if port.direction % 2 else lattice.along
            if any(lattice.lying[v] or tolls[v] >= CLOSED for v in within):
                continue
            total = cost + met[1] + sum(tolls[v] for v in within)
            if best is None or total < best.cost:
                best = Run([first - step, *within, last + step], port, met[0], total)
        return best

    def _line(self, box: str, port: Port) -> int:
        row, column = divmod(self.centres[box], self.lattice.across)
        return port.shift + (row if port.direction % 2 == 0 else column)

    def along(self, trail: Trail, leaving: Port, arriving: Port) -> Run | None:
        """A way along given vertices, whose tolls are known to be legal.

        None where it meets itself or another edge at an end, or is too short.
        """
        if len(set(trail)) < len(trail) or self.lattice.lying[trail[0]]:
            return None
        if self.lattice.lying[trail[-1]]:
            return None
        if _length(trail, leaving, arriving) < LEAST_SHAFT:
            return None
        return Run(trail, leaving, arriving, self._price(trail) + leaving.cost + arriving.cost)

    def _searched(
        self,
        link: Link,
        leaving: Choice,
        arriving: Choice,
        trespass: bool,
        allowance: int = UNLIMITED,
    ) -> Run | None:
        lattice = self.lattice
        limit = BLOCKED if trespass else CLOSED
        starts: dict[int, int] = {}
        goals: dict[int, int] = {}
        begins: dict[int, Port] = {}
        ends: dict[int, Port] = {}
        for port, cost in leaving:
            vertex = self._vertex(link.source, port, port.leave)
            if self._clear([vertex], limit, trespass):
                state = 4 * vertex + port.direction
                starts[state], begins[state] = cost, port
        for port, cost in arriving:
            stub = [
                self._vertex(link.target, port, out)
                for out in range(port.arrive, port.leave - 1, -1)
            ]
            if self._clear(stub, limit, trespass):
                state = 4 * stub[0] + (port.direction ^ 2)
                goals[state], ends[state] = cost, port
        while starts and goals:
            trail, begun, ended, searched = cheapest(lattice, starts, goals, allowance, trespass)
            self.searched += searched
            if not trail:
                return None
            port = ends[ended]
            trail = [
                self._vertex(link.source, begins[begun], begins[begun].leave - 1),
                *trail,
                *(
                    self._vertex(link.target, port, out)
                    for out in range(port.arrive - 1, port.leave - 2, -1)
                ),
            ]
            long_enough = _length(trail, begins[begun], port) >= LEAST_SHAFT
            if len(set(trail)) == len(trail) and long_enough:
                cost = self._price(trail) + starts[begun] + goals[ended]
                return Run(trail, begins[begun], port, cost + TRESPASSING * trespass, trespass)
            del goals[ended]
        return None

    def _clear(self, stub: Trail, limit: int, trespass: bool) -> bool:
        lattice = self.lattice
        size = len(lattice.along)
        return all(
            0 <= v < size
            and lattice.along[v] < limit
            and lattice.athwart[v] < limit
            and (trespass or not lattice.lying[v])
            for v in stub
        )

    def _price(self, trail: Trail) -> int:
        """Length, bends and tolls of a trail, crossings apart."""
        lattice, price = self.lattice, 0
        heading = 0
        for before, vertex in pairwise(trail[:-1]):
            if heading and vertex - before != heading:
                price += BEND
            heading = vertex - before
            toll = (lattice.along if abs(heading) == 1 else lattice.athwart)[vertex]
            price += toll % CLOSED - (CROSSING if lattice.lying[vertex] else 0)
        return price

    def forced(self, link: Link, leaving: Choice, arriving: Choice) -> Run:
        """The last resort when nodes wall an end in: a line from shape to shape."""
        across = self.lattice.across
        down, right = divmod(self.centres[link.source], across)
        other_down, other_right = divmod(self.centres[link.target], across)
        if down != other_down:
            direction = 1 if other_down > down else 3
        else:
            direction = 0 if other_right > right else 2
        begin, end = (
            next(port for port, _ in choice if port.direction == way and not port.shift)
            for choice, way in ((leaving, direction), (arriving, direction ^ 2))
        )
        return Run([], begin, end, FORCED, True)


def _length(trail: Trail, leaving: Port, arriving: Port) -> float:
    """Length of a trail from outline to outline."""
    steps = len(trail) - 3 + leaving.leave + arriving.leave
    return steps * PITCH - leaving.reach - arriving.reach
