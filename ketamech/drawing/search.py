"""The cheapest path over a lattice: A* with the direction of travel in the state.

The estimate of what is left is the distance to the rectangle of the goals plus the bends that
cannot be avoided. Costs are whole numbers, so the queue is a list of stacks, one per cost:
cheaper than a heap, and the order never depends on anything but the numbers.

Hart, Nilsson, Raphael (1968), doi:10.1109/TSSC.1968.300136.
"""

from collections.abc import Mapping

from ketamech.drawing.lattice import BEND, BLOCKED, CLOSED, Lattice, Trail

__all__ = ["cheapest"]

TRESPASS = 50
"""What it costs to run over another edge, when that is allowed at all."""


def _unavoidable(direction: int, across: int, down: int) -> int:
    """Cost of the bends still needed when the goal lies `across` and `down` (signs)."""
    ahead, aside = (across, down) if direction % 2 == 0 else (down, across)
    ahead = ahead if direction < 2 else -ahead
    if ahead < 0:
        return 2 * BEND
    return BEND if aside else 0


_BENDS = tuple(
    tuple(_unavoidable(direction, across, down) for down in (-1, 0, 1) for across in (-1, 0, 1))
    for direction in range(4)
)


def _distances(count: int, low: int, high: int) -> tuple[list[int], list[int]]:
    """Distance of each lattice line to an interval, and on which side it lies (1 ± sign)."""
    far = [max(low - line, 0, line - high) for line in range(count)]
    side = [2 if line < low else 0 if line > high else 1 for line in range(count)]
    return far, side


def cheapest(
    lattice: Lattice,
    starts: Mapping[int, int],
    goals: Mapping[int, int],
    allowance: int = 1 << 30,
    trespass: bool = False,
) -> tuple[Trail, int, int, int]:
    """The cheapest path from any start to any goal.

    Parameters
    ----------
    lattice
        The tolls.
    starts, goals
        States (``4 * vertex + direction``) and what it costs to begin or end there.
    allowance
        Paths that cost as much as this are not looked for.
    trespass
        Whether a path may run over other edges, at a price; never over nodes.

    Returns
    -------
    tuple
        The vertices (none if there is no path), the state it began in, the state it ended
        in, and how many states were searched.
    """
    across = lattice.across
    along, athwart, lying, steps = lattice.along, lattice.athwart, lattice.lying, lattice.steps
    limit = BLOCKED if trespass else CLOSED
    ends = [state >> 2 for state in goals]
    columns, rows = [end % across for end in ends], [end // across for end in ends]
    far_x, side_x = _distances(across, min(columns), max(columns))
    far_y, side_y = _distances(lattice.down, min(rows), max(rows))
    side_y = [3 * side for side in side_y]
    bends, column_of, row_of = _BENDS, lattice.column_of, lattice.row_of

    unknown = 1 << 30
    spent = [unknown] * (4 * len(along))
    came = [-1] * (4 * len(along))
    queue: list[list[int]] = [[]]
    for state, cost in starts.items():
        row, column = divmod(state >> 2, across)
        guess = cost + far_x[column] + far_y[row] + bends[state & 3][side_x[column] + side_y[row]]
        while guess >= len(queue):
            queue.append([])
        spent[state] = cost
        queue[guess].append(state)

    best, found, level, looked = allowance, -1, 0, 0
    while level < len(queue) and level < best:
        stack = queue[level]
        if not stack:
            level += 1
            continue
        state = stack.pop()
        here = spent[state]
        if here < 0:
            continue
        spent[state] = -1 - here
        looked += 1
        if state in goals and here + goals[state] < best:
            best, found = here + goals[state], state
        vertex, direction = state >> 2, state & 3
        for turn in (
            (direction,)
            if lying[vertex] and not trespass
            else (direction, (direction + 1) & 3, (direction - 1) & 3)
        ):
            ahead = vertex + steps[turn]
            toll = athwart[ahead] if turn & 1 else along[ahead]
            if toll >= limit:
                continue
            if toll >= CLOSED:
                toll = (toll & (CLOSED - 1)) + TRESPASS * (toll // CLOSED)
            cost = here + toll if turn == direction else here + toll + BEND
            reached = 4 * ahead + turn
            if cost < spent[reached]:
                spent[reached] = cost
                came[reached] = state
                column, row = column_of[ahead], row_of[ahead]
                guess = (
                    cost + far_x[column] + far_y[row] + bends[turn][side_x[column] + side_y[row]]
                )
                if guess < level:
                    guess = level
                while guess >= len(queue):
                    queue.append([])
                queue[guess].append(reached)
    if found < 0:
        return [], -1, -1, looked
    trail, state = [found >> 2], found
    while came[state] >= 0:
        state = came[state]
        trail.append(state >> 2)
    return trail[::-1], state, found, looked
