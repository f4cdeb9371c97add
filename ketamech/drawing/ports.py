"""Where on its outline a box may be joined, and which ports are still free.

A port lies where a lattice line through the bounding box meets the outline, so that shapes
with cut corners are touched and not their bounding boxes. All numbers are relative to the
centre of the box, which lies on the lattice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, hypot

from ketamech.drawing.lattice import CLEARANCE, PITCH
from ketamech.drawing.plan import Sized
from ketamech.drawing.scene import Point

__all__ = ["LAST_RUN", "LEAST_SHAFT", "PORT_DISTANCE", "Port", "apart", "ports_of"]

LAST_RUN = 0.17
"""Least straight run into a head, in inches."""
LEAST_SHAFT = 0.3
"""Least length of a straight edge, in inches: a head of .13 and a visible shaft of .15."""
PORT_DISTANCE = 0.15
"""Least distance between two ports of a box, in inches."""
CORNER = 0.1
DEEPEST = 0.06
OFF_CENTRE = 3


@dataclass(frozen=True, slots=True)
class Port:
    """A place to join a box: leaving it in `direction`, `shift` lattice lines off its centre.

    `leave` and `arrive` are how many lattice steps from the centre the first vertex outside
    lies, and the vertex from which the last run begins; `reach` is where the outline lies.
    """

    direction: int
    shift: int
    leave: int
    arrive: int
    reach: float
    point: Point
    cost: int


def ports_of(box: Sized) -> tuple[Port, ...]:
    """All ports of a box, right, bottom, left, top.

    Examples
    --------
    >>> square = ((-0.5, -0.2), (0.5, -0.2), (0.5, 0.2), (-0.5, 0.2))
    >>> [port.point for port in ports_of(Sized("a", 0, 1.0, 0.4, square)) if not port.shift]
    [(0.5, 0.0), (0.0, 0.2), (-0.5, 0.0), (0.0, -0.2)]
    """
    return tuple(port for direction in range(4) for port in _on_side(box, direction))


def _on_side(box: Sized, direction: int) -> Iterator[Port]:
    level = direction % 2 == 0
    half, side = (box.width / 2, box.height / 2) if level else (box.height / 2, box.width / 2)
    most = max(0, int((side - CORNER) / PITCH + 1e-9))
    for shift in range(-most, most + 1):
        reach = _reach(box, direction, shift * PITCH)
        if shift and half - reach > DEEPEST:
            continue
        leave = ceil((half + CLEARANCE) / PITCH - 1e-6)
        arrive = max(leave, ceil((reach + LAST_RUN) / PITCH - 1e-6))
        ahead = reach if direction < 2 else -reach
        aside = shift * PITCH
        cost = round((half - reach) / 0.03) + (OFF_CENTRE + abs(shift) // 3 if shift else 0)
        point = (ahead, aside) if level else (aside, ahead)
        yield Port(direction, shift, leave, arrive, reach, point, cost)


def _reach(box: Sized, direction: int, aside: float) -> float:
    """How far from the centre line the outline lies, at a distance beside the centre."""
    axis = direction % 2
    sign = 1.0 if direction < 2 else -1.0
    half = (box.width, box.height)[axis] / 2
    best = -half
    corners = box.outline
    for start, end in zip(corners, (*corners[1:], corners[0]), strict=True):
        low, high = start[1 - axis], end[1 - axis]
        if min(low, high) - 1e-9 <= aside <= max(low, high) + 1e-9:
            part = (aside - low) / (high - low) if abs(high - low) > 1e-12 else 0.0
            met = start[axis] + part * (end[axis] - start[axis])
            best = max(best, sign * met, sign * end[axis] if low == high else -half)
    return best if best > 0 else half


def apart(one: Point, other: Point) -> bool:
    """Whether two ports of a box are far enough from each other."""
    return hypot(one[0] - other[0], one[1] - other[1]) >= PORT_DISTANCE - 1e-9
