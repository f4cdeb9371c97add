"""The lattice on which edges run, and what it costs to run there.

Every lattice vertex has two tolls: one for entering it horizontally, one for entering it
vertically. A node blocks the vertices under it and makes those beside it dear. An edge closes
a vertex along its own axis, makes it dear to cross, and makes its neighbours dear to run
along, so that two edges never share a segment and rarely run side by side. Everything is an
integer in a flat list: this is the inner loop of the layout.
"""

from collections.abc import Iterator, Sequence
from math import ceil, floor

from ketamech.drawing.scene import Box, Point

__all__ = ["BEND", "BLOCKED", "CLEARANCE", "CLOSED", "CROSSING", "PITCH", "Lattice", "Trail"]

PITCH = 0.095
"""Distance between two lattice lines in inches."""
CLEARANCE = 0.06
"""No edge comes closer to a foreign node than this, in inches."""
BERTH = 0.14
"""Closer to a node than this an edge pays extra, in inches."""

BEND = 8
"""Cost of a bend, in lattice steps."""
CROSSING = 50
"""Cost of crossing an edge: an edge takes a detour of 3.75 in to avoid it."""
BESIDE = 2
"""Cost of each step beside another edge."""
CLOSED = 1 << 12
BLOCKED = 1 << 20

Trail = list[int]
"""The vertices that a route passes, from beside its source to beside its target."""


class Lattice:
    """The tolls of all vertices over a rectangle, and which edges lie on them.

    Vertex ``y * across + x`` lies at ``left + x * PITCH``, ``top + y * PITCH``. The outermost
    vertices are blocked, so that no search needs to look for the rim. Directions are 0 right,
    1 down, 2 left, 3 up; `steps` is what each adds to a vertex.

    Examples
    --------
    >>> lattice = Lattice(Box(0.0, 0.0, 1.0, 1.0))
    >>> lattice.lay([17, 18, 19, 20])
    0
    >>> lattice.lay([19 - lattice.across, 19, 19 + lattice.across])
    1
    """

    def __init__(self, area: Box) -> None:
        self.left, self.top = area.left, area.top
        self.across = ceil(area.width / PITCH - 1e-9) + 1
        self.down = ceil(area.height / PITCH - 1e-9) + 1
        across, size = self.across, self.across * self.down
        self.steps = (1, across, -1, -across)
        self.column_of = [vertex % across for vertex in range(size)]
        self.row_of = [vertex // across for vertex in range(size)]
        self.along = [1] * size
        self.athwart = [1] * size
        self.lying = [0] * size
        rim = {*range(across), *range(size - across, size)}
        rim |= {*range(0, size, across), *range(across - 1, size, across)}
        for vertex in rim:
            self.along[vertex] = self.athwart[vertex] = BLOCKED

    def point(self, vertex: int) -> Point:
        """Where a vertex lies, in inches."""
        row, column = divmod(vertex, self.across)
        return self.left + column * PITCH, self.top + row * PITCH

    def vertex(self, point: Point) -> int:
        """The vertex nearest to a point."""
        column = round((point[0] - self.left) / PITCH)
        return round((point[1] - self.top) / PITCH) * self.across + column

    def put(self, box: Box) -> None:
        """Block the vertices that a node covers."""
        self._weigh(box, 1)

    def remove(self, box: Box) -> None:
        """Undo :meth:`put`."""
        self._weigh(box, -1)

    def _weigh(self, box: Box, times: int) -> None:
        for by, toll in ((CLEARANCE, BLOCKED), (BERTH, 1)):
            for vertex in self._under(box.grown(by)):
                self.along[vertex] += toll * times
                self.athwart[vertex] += toll * times

    def _under(self, box: Box) -> Iterator[int]:
        first = max(0, ceil((box.left - self.left) / PITCH + 1e-6))
        last = min(self.across - 1, floor((box.right - self.left) / PITCH - 1e-6))
        top = max(0, ceil((box.top - self.top) / PITCH + 1e-6))
        bottom = min(self.down - 1, floor((box.bottom - self.top) / PITCH - 1e-6))
        for row in range(top, bottom + 1):
            yield from range(row * self.across + first, row * self.across + last + 1)

    def lay(self, trail: Sequence[int]) -> int:
        """Lay an edge on its vertices; how many edges it crosses there."""
        lying = self.lying
        crossed = sum(1 for vertex in trail if lying[vertex])
        self._occupy(trail, 1)
        return crossed

    def lift(self, trail: Sequence[int]) -> int:
        """Undo :meth:`lay`; how many edges it crossed."""
        self._occupy(trail, -1)
        lying = self.lying
        return sum(1 for vertex in trail if lying[vertex])

    def _occupy(self, trail: Sequence[int], times: int) -> None:
        along, athwart, lying, across = self.along, self.athwart, self.lying, self.across
        closed, crossing, beside = CLOSED * times, CROSSING * times, BESIDE * times
        last = len(trail) - 1
        for place, vertex in enumerate(trail):
            before = vertex - trail[place - 1] if place else trail[1] - vertex if last else 0
            after = trail[place + 1] - vertex if place < last else before
            level = before in (1, -1) or after in (1, -1)
            upright = before in (across, -across) or after in (across, -across)
            lying[vertex] += times
            along[vertex] += closed if level or not upright else crossing
            athwart[vertex] += closed if upright or not level else crossing
            if level:
                along[vertex - across] += beside
                along[vertex + across] += beside
            if upright:
                athwart[vertex - 1] += beside
                athwart[vertex + 1] += beside
