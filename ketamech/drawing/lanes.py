"""How strictly a figure keeps to its lanes, and what is pinned where.

In `strict` lanes a node lies where the layout of its graph says. In `soft` ones it may lie one
lane higher or lower, where its edges then pass fewer lanes: a lane's title says where most of
what lies in it belongs. `off` leaves the lanes out, and rows follow the direction of the edges.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from ketamech.drawing.highlight import shown_names
from ketamech.drawing.view import View, ViewLane
from ketamech.errors import DrawingError, UnknownNodeError

__all__ = ["LANES", "Pin", "laned", "pinned"]

Pin = Mapping[str, tuple[str | int, int]]
"""Lane (its id, its title or its place) and column by the name of a node, counted from 0."""

_ASTRAY = 1
"""A node leaves its lane where its edges then pass more lanes less than this, all together."""
_MOST = 6
"""So many nodes fill a lane."""
_ROUNDS = 8
COLUMNS = 8
"""So many columns fit on a slide."""


def _strict(view: View) -> View:
    return view


def _off(view: View) -> View:
    return replace(
        view,
        lanes=(ViewLane("all", ""),),
        nodes=tuple(replace(node, lane=0, column=None) for node in view.nodes),
    )


def _soft(view: View) -> View:
    home = {node.id: node.lane for node in view.nodes}
    at = dict(home)
    beside: dict[str, list[str]] = {node_id: [] for node_id in home}
    for edge in view.edges:
        beside[edge.source].append(edge.target)
        beside[edge.target].append(edge.source)
    held = Counter(at.values())

    def cost(node_id: str, lane: int) -> tuple[int, int]:
        passed = sum(abs(lane - at[other]) for other in beside[node_id])
        away = abs(lane - home[node_id])
        return passed + _ASTRAY * away, away

    def better(node_id: str) -> int:
        near = (home[node_id] + step for step in (0, -1, 1))
        free = [
            lane
            for lane in near
            if 0 <= lane < len(view.lanes) and (lane == at[node_id] or held[lane] < _MOST)
        ]
        return min(free, key=lambda lane: cost(node_id, lane))

    for _ in range(_ROUNDS):
        before = dict(at)
        for node_id in home:
            held[at[node_id]] -= 1
            at[node_id] = better(node_id)
            held[at[node_id]] += 1
        if at == before:
            break
    return _in_lanes(view, at)


def _in_lanes(view: View, at: Mapping[str, int]) -> View:
    """The nodes in the lanes that are said, without lanes that this leaves empty.

    A column that is kept for a node is one of its own lane.
    """
    used = sorted(set(at.values()))
    return replace(
        view,
        lanes=tuple(view.lanes[lane] for lane in used),
        nodes=tuple(
            replace(
                node,
                lane=used.index(at[node.id]),
                column=node.column if at[node.id] == node.lane else None,
            )
            for node in view.nodes
        ),
    )


LANES: dict[str, Callable[[View], View]] = {"strict": _strict, "soft": _soft, "off": _off}
"""How strictly a figure keeps to its lanes."""


def laned(view: View, how: str) -> View:
    """A view whose nodes lie in their lanes as strictly as is asked.

    Raises
    ------
    DrawingError
        With what can be asked, if there is no such way.
    """
    if how not in LANES:
        raise DrawingError(f"lanes={how!r} is no way to draw (write one of {', '.join(LANES)})")
    return LANES[how](view)


def pinned(view: View, pin: Pin) -> View:
    """A view some of whose nodes have a lane and a column of their own.

    Raises
    ------
    DrawingError
        If a name is that of no shown node, a lane is not shown, or two nodes are pinned to one
        place.
    AmbiguousNodeError
        If a name is that of several shown nodes.
    """
    names = shown_names(view)
    lanes: dict[str | int, int] = {}
    for index, lane in enumerate(view.lanes):
        lanes |= {index: index, lane.title.casefold(): index, lane.id.casefold(): index}
    at: dict[str, tuple[int, int]] = {}
    for name, place in pin.items():
        try:
            node_id = names.one(name).node.id
        except UnknownNodeError as error:
            raise DrawingError(f"pin=: no node of this figure carries the name: {error}") from error
        found = _place(place, lanes)
        if found is None:
            known = ", ".join(lane.title or lane.id for lane in view.lanes)
            raise DrawingError(
                f"pin=: {name!r} cannot lie at {place!r} (write a pair: a lane of {known}; "
                f"and a column from 0 to {COLUMNS - 1})"
            )
        if found in at.values():
            raise DrawingError(f"pin=: two nodes are pinned to {place!r} (move one)")
        at[node_id] = found
    moved = _in_lanes(
        view, {node.id: at[node.id][0] if node.id in at else node.lane for node in view.nodes}
    )
    taken = {(lane, column) for lane, column in at.values()}
    home = {node.id: node.lane for node in view.nodes}
    return replace(
        moved,
        nodes=tuple(
            replace(node, column=at[node.id][1])
            if node.id in at
            else replace(node, column=None)
            if (home[node.id], node.column) in taken
            else node
            for node in moved.nodes
        ),
    )


def _place(place: object, lanes: Mapping[str | int, int]) -> tuple[int, int] | None:
    """Lane and column by their places, or None where this is no such pair."""
    if not isinstance(place, tuple | list) or len(place) != 2:
        return None
    lane, column = place
    row = lanes.get(lane.casefold() if isinstance(lane, str) else lane)
    fits = isinstance(column, int) and 0 <= column < COLUMNS
    return (row, column) if row is not None and fits else None
