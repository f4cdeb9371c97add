"""Edges on the lattice while they are still being changed.

A :class:`Router` holds the boxes of a sketch where they lie now, and a :class:`Run` for every
edge that has been led from shape to shape. Placement by trial moves boxes and leads only the
edges anew that the move concerns.
"""

from collections.abc import Iterable, Mapping

from ketamech.drawing.arrange import ground_of
from ketamech.drawing.lattice import BLOCKED, CLOSED, CROSSING, Lattice, Trail
from ketamech.drawing.plan import Link, Sketch
from ketamech.drawing.ports import Port, apart, ports_of
from ketamech.drawing.scene import Box, Point
from ketamech.drawing.ways import UNLIMITED, Choice, Run, Ways

__all__ = ["Router"]

CROWD = 3
"""Ports of one side closer than this many lattice lines cost extra: heads are wide."""
CROWDED = 3
DISPLACEMENTS = 3


class Router:
    """The boxes and edges of a sketch on a lattice.

    Invariant: the tolls of the lattice are those of `boxes` and `runs`, and `crossings` is
    the number of vertices at which two runs cross.
    """

    def __init__(self, sketch: Sketch) -> None:
        self.lattice = Lattice(ground_of(sketch))
        self.ports = {box.id: ports_of(box) for box in sketch.boxes}
        self.links = {link.id: link for link in sorted(sketch.links, key=lambda link: link.id)}
        self.touching: dict[str, list[str]] = {box.id: [] for box in sketch.boxes}
        for link in self.links.values():
            for end in sorted({link.source, link.target}):
                self.touching[end].append(link.id)
        self._extent = {
            name: tuple(max(p.leave for p in ports if p.direction == d) for d in (0, 1))
            for name, ports in self.ports.items()
        }
        self.boxes: dict[str, Box] = {}
        self.centres: dict[str, int] = {}
        self.ways = Ways(self.lattice, self.centres)
        self.runs: dict[str, Run] = {}
        self.crossings = 0

    def move(self, boxes: Mapping[str, Box]) -> None:
        """Put boxes where they are to lie. Edges that touch them must have been lifted."""
        for name in boxes:
            if name in self.boxes:
                self.lattice.remove(self.boxes[name])
        for name, box in boxes.items():
            self.lattice.put(box)
            self.boxes[name] = box
            self.centres[name] = self.lattice.vertex(box.centre)

    def in_the_way(self) -> list[str]:
        """The edges that run where a box lies now."""
        along = self.lattice.along
        return [
            name
            for name, run in self.runs.items()
            if any(along[vertex] >= BLOCKED for vertex in run.trail[1:-1])
        ]

    def lay(self, name: str, run: Run) -> None:
        """Add an edge that has been led."""
        self.runs[name] = run
        self.crossings += self.lattice.lay(run.trail)

    def lift(self, names: Iterable[str]) -> dict[str, Run]:
        """Take edges away; how they were led."""
        taken = {name: self.runs.pop(name) for name in sorted(names) if name in self.runs}
        for run in taken.values():
            self.crossings -= self.lattice.lift(run.trail)
        return taken

    def span(self, name: str) -> int:
        """Distance between the two ends of an edge, in lattice steps."""
        link, across = self.links[name], self.lattice.across
        down, right = divmod(self.centres[link.source], across)
        other_down, other_right = divmod(self.centres[link.target], across)
        return abs(down - other_down) + abs(right - other_right)

    def cost(self) -> int:
        """What all edges cost that have been led, with their crossings."""
        return sum(run.cost for run in self.runs.values()) + CROSSING * self.crossings

    def least(self, name: str) -> int:
        """What an edge costs at least."""
        link, across = self.links[name], self.lattice.across
        down, right = divmod(self.centres[link.source], across)
        other_down, other_right = divmod(self.centres[link.target], across)
        near = self._extent[link.source], self._extent[link.target]
        return max(0, abs(right - other_right) - near[0][0] - near[1][0]) + max(
            0, abs(down - other_down) - near[0][1] - near[1][1]
        )

    def lead(self, names: Iterable[str], allowance: int = UNLIMITED) -> bool:
        """Lead edges anew, short ones first; one that finds no way displaces those in it.

        Returns whether all could be led before everything costs as much as the allowance.
        """
        waiting = sorted(names, key=lambda name: (self.span(name), name))
        displaced: dict[str, int] = {}
        while waiting:
            name = waiting.pop(0)
            left = allowance
            if allowance < UNLIMITED:
                left -= self.cost() + sum(self.least(other) for other in waiting)
                if left <= self.least(name):
                    return False
            run = self.way(self.links[name], left)
            if run is None:
                return False
            if run.trespasses:
                rivals = self._rivals(run.trail)
                if all(displaced.get(rival, 0) < DISPLACEMENTS for rival in rivals):
                    for rival in rivals:
                        displaced[rival] = displaced.get(rival, 0) + 1
                    waiting += list(self.lift(rivals))
                    run = self.way(self.links[name])
                    assert run is not None
            self.lay(name, run)
        return self.cost() < allowance

    def _rivals(self, trail: Trail) -> list[str]:
        """The edges that a trail would share a segment or a corner with."""
        shared = {vertex for vertex in trail[1:-1] if self.lattice.lying[vertex]}
        shared = {vertex for vertex in shared if not self._crosses(trail, vertex)}
        return [name for name, run in self.runs.items() if not shared.isdisjoint(run.trail)]

    def _crosses(self, trail: Trail, vertex: int) -> bool:
        """Whether a trail goes straight over a vertex that is free along its axis."""
        place = trail.index(vertex)
        step = vertex - trail[place - 1]
        tolls = self.lattice.along if abs(step) == 1 else self.lattice.athwart
        return trail[place + 1] - vertex == step and tolls[vertex] < CLOSED

    def way(self, link: Link, allowance: int = UNLIMITED) -> Run | None:
        """The best way of an edge; None if a legal one costs at least the allowance."""
        leaving, arriving = self._open(link.source), self._open(link.target)
        run = self.ways.legal(link, leaving, arriving, allowance)
        if run is not None or allowance < UNLIMITED:
            return run
        run = self.ways.trespassing(link, leaving, arriving)
        if run is not None:
            return run
        leaving = [(port, port.cost) for port in self.ports[link.source]]
        arriving = [(port, port.cost) for port in self.ports[link.target]]
        run = self.ways.trespassing(link, leaving, arriving)
        return run or self.ways.forced(link, leaving, arriving)

    def straight(self, link: Link) -> Run | None:
        """A straight line that touches nothing, if the free ports allow one."""
        return self.ways.straight(link, self._open(link.source), self._open(link.target))

    def through(self, link: Link, gates: Iterable[tuple[int, int, int]]) -> Run | None:
        """The best legal way of an edge that passes some rows only through their gates.

        A gate is the first and the last lattice column that are open, and the lattice line.
        """
        athwart, across = self.lattice.athwart, self.lattice.across
        shut = [
            vertex
            for first, last, line in gates
            for vertex in (
                *range(line * across, line * across + first),
                *range(line * across + last + 1, (line + 1) * across),
            )
        ]
        for vertex in shut:
            athwart[vertex] += BLOCKED
        run = self.ways.legal(link, self._open(link.source), self._open(link.target))
        for vertex in shut:
            athwart[vertex] -= BLOCKED
        return run

    def taken(self, box: str) -> list[Port]:
        """The ports of a box at which edges lie."""
        ports = []
        for name in self.touching[box]:
            run = self.runs.get(name)
            if run is not None:
                link = self.links[name]
                if link.source == box:
                    ports.append(run.leaving)
                if link.target == box:
                    ports.append(run.arriving)
        return ports

    def _open(self, box: str) -> Choice:
        """The free ports of a box, and what each costs."""
        taken = self.taken(box)
        free = []
        for port in self.ports[box]:
            if all(apart(port.point, other.point) for other in taken):
                crowd = sum(
                    1
                    for other in taken
                    if other.direction == port.direction and abs(other.shift - port.shift) < CROWD
                )
                free.append((port, port.cost + CROWDED * crowd))
        return free

    def points(self, name: str) -> tuple[Point, ...]:
        """The polyline of an edge from outline to outline, in inches.

        Rounded, so that two edges on one lattice line have the very same coordinate.
        """
        return tuple((round(x, 4), round(y, 4)) for x, y in self._polyline(name))

    def _polyline(self, name: str) -> tuple[Point, ...]:
        link, run = self.links[name], self.runs[name]
        start = _shifted(self.boxes[link.source].centre, run.leaving.point)
        end = _shifted(self.boxes[link.target].centre, run.arriving.point)
        if not run.trail:
            middle = (start[1] + end[1]) / 2
            if start[0] == end[0] or start[1] == end[1]:
                return start, end
            return start, (start[0], middle), (end[0], middle), end
        trail = run.trail
        corners = [
            self.lattice.point(vertex)
            for before, vertex, after in zip(trail, trail[1:], trail[2:], strict=False)
            if vertex - before != after - vertex
        ]
        return (start, *corners, end)


def _shifted(centre: Point, by: Point) -> Point:
    return centre[0] + by[0], centre[1] + by[1]
