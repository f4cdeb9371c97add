"""The way of one edge from stop to stop of its braid, over the tracks between the rows.

An edge leaves its box above or below, by the port that its order gives it, or at the side of
its next stop, and takes in every channel between two rows the track that is cheapest among
what already lies on the lattice. This is much faster than a search over the lattice and keeps
to the braid; what finds no track is left to the search.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ketamech.drawing.arrange import push_apart
from ketamech.drawing.braid import Braid
from ketamech.drawing.lattice import BEND, CLOSED, Trail
from ketamech.drawing.ports import Port, apart
from ketamech.drawing.router import Router
from ketamech.drawing.strands import BELOW, OVER
from ketamech.drawing.ways import Run

__all__ = ["Stops", "Tracks"]

PORT_STEP = 2
"""Ports of one side lie so many lattice lines apart."""

Stops = list[tuple[int, int]]
"""What an edge passes from top to bottom, each with the channel to the next (last: -1)."""
Corner = tuple[int, int]
Piece = tuple[int, list[Corner], list[Port]]
"""A way between two stops: its cost, its corners on the lattice, the ports that it takes."""


class Tracks:
    """Ways of edges that keep to a braid.

    Attributes
    ----------
    x
        The lattice column of every item of the braid.
    lines
        The lattice line on which each row lies.
    stops
        By edge: what it passes.
    ports
        By edge and end (0 the upper): the port above or below its box.
    """

    def __init__(self, braid: Braid, router: Router, x: list[int], lines: Sequence[int]) -> None:
        self.braid, self.router = braid, router
        self.x, self.lines = x, lines
        self.names = len(braid.names)
        self.links = self._links()
        self.passing: list[list[int]] = [[] for _ in braid.row]
        for edge, ends in enumerate(braid.ends):
            for item in (*ends, *braid.strands[edge]):
                self.passing[item].append(edge)
        self.stops = [self.stops_of(edge) for edge in range(len(braid.ends))]
        self.ports: dict[tuple[int, int], Port] = {}
        self.share_ports(range(self.names))

    def _links(self) -> list[str]:
        """The id of the link of every edge."""
        number = {name: index for index, name in enumerate(self.braid.names)}
        of_ends: dict[tuple[int, int], list[str]] = {}
        for link in self.router.links.values():
            ends = number[link.source], number[link.target]
            of_ends.setdefault(ends, []).append(link.id)
        return [of_ends[ends].pop(0) for ends in self.braid.ends]

    def stops_of(self, edge: int) -> Stops:
        """What an edge passes, as the braid says now."""
        braid = self.braid
        top, bottom = braid.levels(edge)
        if braid.row[top] == braid.row[bottom]:
            return [(top, braid.row[top] + (braid.side(*braid.ends[edge]) == BELOW)), (bottom, -1)]
        chain = [top, *braid.strands[edge]]
        channel = braid.row[top] + (not braid.turns[edge] & OVER)
        return [*((item, channel + index) for index, item in enumerate(chain)), (bottom, -1)]

    def share_ports(self, boxes: Iterable[int]) -> None:
        """Give the edges of boxes their ports above and below, in the order of their stops."""
        for box in boxes:
            sides: dict[int, list[tuple[tuple[int, int], int, int]]] = {1: [], 3: []}
            for edge in self.passing[box]:
                at = self.stops[edge]
                ends = (at[0][0], at[1][0], at[0][1]), (at[-1][0], at[-2][0], at[-2][1])
                for end, (here, other, channel) in enumerate(ends):
                    if here == box:
                        self.ports.pop((edge, end), None)
                        rank = self._rank(box, other)
                        if rank is not None:
                            direction = 1 if channel == self.braid.row[box] + 1 else 3
                            sides[direction].append((rank, edge, end))
            for direction, wanted in sides.items():
                if wanted:
                    self._share(box, direction, sorted(wanted))

    def _rank(self, box: int, other: int) -> tuple[int, int] | None:
        """The order of ports: arcs to the left, edges to another row, arcs to the right."""
        braid, x = self.braid, self.x
        if braid.row[box] != braid.row[other]:
            return 1, x[other]
        if other < self.names and braid.neighbours(box, other):
            return None
        return (0 if x[other] < x[box] else 2), -x[other]

    def _share(
        self, box: int, direction: int, wanted: list[tuple[tuple[int, int], int, int]]
    ) -> None:
        ports = {
            port.shift: port
            for port in self.router.ports[self.braid.names[box]]
            if port.direction == direction
        }
        most = max(shift for shift in ports if -shift in ports)
        while PORT_STEP * (len(wanted) - 1) > 2 * most:
            wanted.pop(len(wanted) // 2)
        wish = [
            min(max(far - self.x[box], -most), most) if side == 1 else (side - 1) * most
            for (side, far), _, _ in wanted
        ]
        if len(wanted) == 1 and abs(wish[0]) == most:
            wish = [0]
        steps = [PORT_STEP] * (len(wanted) - 1)
        for (_, edge, end), shift in zip(wanted, push_apart(wish, steps, -most, most), strict=True):
            self.ports[edge, end] = ports[shift]

    def run(self, edge: int) -> Run | None:
        """The cheapest way of an edge that keeps to the braid, None if all are blocked."""
        router, braid, stops = self.router, self.braid, self.stops[edge]
        link = router.links[self.links[edge]]
        source, target = braid.ends[edge]
        if braid.row[source] == braid.row[target] and braid.neighbours(source, target):
            run = router.straight(link)
            if run is not None:
                return run
        downward = stops[0][0] == source
        corners: list[Corner] = []
        ports: list[Port] = []
        for index in range(len(stops) - 1):
            pieces = self._pieces(edge, index, downward)
            if not pieces:
                return None
            _, way, taken = min(pieces, key=lambda piece: piece[0])
            corners += way
            ports += taken
        upper, lower = ports
        trail = self._trail(corners)
        steps = router.lattice.steps
        trail = [trail[0] - steps[upper.direction], *trail, trail[-1] - steps[lower.direction]]
        if not downward:
            return router.ways.along(trail[::-1], lower, upper)
        return router.ways.along(trail, upper, lower)

    def _trail(self, corners: Sequence[Corner]) -> Trail:
        across = self.router.lattice.across
        trail = [corners[0][1] * across + corners[0][0]]
        for (ax, ay), (bx, by) in pairwise(corners):
            step = (bx > ax) - (bx < ax) + across * ((by > ay) - (by < ay))
            for _ in range(abs(bx - ax) + abs(by - ay)):
                trail.append(trail[-1] + step)
        return trail

    def _pieces(self, edge: int, index: int, downward: bool) -> list[Piece]:
        """The ways from one stop of an edge to the next."""
        stops = self.stops[edge]
        (item, channel), (other, _) = stops[index], stops[index + 1]
        uppers: Sequence[Port | None] = [None]
        lowers: Sequence[Port | None] = [None]
        if index == 0:
            uppers = self._choices(item, self.ports.get((edge, 0)), other)
        if index == len(stops) - 2:
            lowers = self._choices(other, self.ports.get((edge, 1)), item)
        found = []
        for upper in uppers:
            for lower in lowers:
                piece = self._piece(item, other, channel, upper, lower, downward)
                if piece is not None:
                    found.append(piece)
        return found

    def _choices(self, box: int, port: Port | None, toward: int) -> list[Port]:
        """The port that a box offers above or below, and those at the side of the next stop."""
        name = self.braid.names[box]
        direction = 0 if self.x[toward] > self.x[box] else 2
        beside = [other for other in self.router.ports[name] if other.direction == direction]
        taken = self.router.taken(name)
        return [
            choice
            for choice in ([port] if port else []) + beside
            if all(apart(choice.point, other.point) for other in taken)
        ]

    def _piece(
        self,
        item: int,
        other: int,
        channel: int,
        upper: Port | None,
        lower: Port | None,
        downward: bool,
    ) -> Piece | None:
        ports = [port for port in (upper, lower) if port is not None]
        paid = sum(port.cost for port in ports)
        start = self._out(item, upper, not downward)
        stop = self._out(other, lower, downward)
        one_row = self.braid.row[item] == self.braid.row[other]
        if upper is not None and upper.direction % 2 == 0:
            if lower is not None and lower.direction % 2 == 0:
                return None
            corners = self._corner(item, upper, start, stop, one_row and lower is None)
        elif lower is not None and lower.direction % 2 == 0:
            corners = self._corner(other, lower, stop, start, one_row and upper is None)[::-1]
        elif start[0] == stop[0]:
            ahead = (stop[1] - start[1]) * (self.braid.row[other] - self.braid.row[item])
            corners = [start, stop] if ahead >= 0 and not one_row else []
        else:
            corners = self._track(item, other, channel, (upper, lower), downward)
        cost = self._toll(corners) if corners else None
        if cost is None:
            return None
        return cost + paid + BEND * (len(corners) - 2), corners, ports

    def _out(self, item: int, port: Port | None, arriving: bool) -> Corner:
        """Where a piece begins at an item: beyond its port, or on the line of its row."""
        x, line = self.x[item], self.lines[self.braid.row[item]]
        if port is None:
            return x, line
        sign = 1 if port.direction < 2 else -1
        if port.direction % 2:
            return x + port.shift, line + sign * port.leave
        return x + sign * (port.arrive if arriving else port.leave), line + port.shift

    def _corner(
        self, item: int, port: Port, start: Corner, stop: Corner, level: bool
    ) -> list[Corner]:
        """A way that leaves a box at its side and turns once; none if the stop lies too near."""
        sign = 1 if port.direction == 0 else -1
        if (stop[0] - start[0]) * sign < 0 or (level and start[1] != stop[1]):
            return []
        begin = self.x[item] + sign * port.leave
        return [(begin, start[1]), (stop[0], start[1]), stop]

    def _track(
        self,
        item: int,
        other: int,
        channel: int,
        ends: tuple[Port | None, Port | None],
        downward: bool,
    ) -> list[Corner]:
        """The cheapest way along a track of a channel; none if all are taken."""
        upper, lower = ends
        row, to = self.lines[self.braid.row[item]], self.lines[self.braid.row[other]]
        above = self.lines[channel - 1] if channel > 0 else 0
        below = self.lines[channel] if channel < len(self.lines) else self.router.lattice.down - 1
        off = 0 if upper is None else upper.leave if downward else upper.arrive
        on = 0 if lower is None else lower.arrive if downward else lower.leave
        (ax, ay), (bx, by) = self._out(item, upper, False), self._out(other, lower, False)
        best: list[Corner] = []
        least = -1
        for y in range(above + 1, below):
            if abs(y - row) >= off and abs(y - to) >= on:
                corners = [(ax, ay), (ax, y), (bx, y), (bx, by)]
                cost = self._toll(corners)
                if cost is not None and (least < 0 or cost < least):
                    best, least = corners, cost
        return best

    def _toll(self, corners: Sequence[Corner]) -> int | None:
        """What a way costs, bends apart; None if it meets a box, shares its way or leaves."""
        lattice = self.router.lattice
        across, total = lattice.across, 0
        if not all(0 <= x < across and 0 <= y < lattice.down for x, y in corners):
            return None
        if any(lattice.lying[y * across + x] for x, y in corners[1:-1]):
            return None
        for (ax, ay), (bx, by) in pairwise(corners):
            if ax == bx:
                low, high = (ay, by) if ay < by else (by, ay)
                if low == high:
                    continue
                tolls = lattice.athwart[low * across + ax : high * across + ax + 1 : across]
            else:
                low, high = (ax, bx) if ax < bx else (bx, ax)
                tolls = lattice.along[ay * across + low : ay * across + high + 1]
            if max(tolls) >= CLOSED:
                return None
            total += sum(tolls)
        return total
