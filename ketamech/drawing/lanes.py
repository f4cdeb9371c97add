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
from ketamech.errors import DrawingError, nearest

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
        nodes=tuple(replace(node, lane=0) for node in view.nodes),
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
    """The nodes in the lanes that are said, without lanes that this leaves empty."""
    used = sorted(set(at.values()))
    return replace(
        view,
        lanes=tuple(view.lanes[lane] for lane in used),
        nodes=tuple(replace(node, lane=used.index(at[node.id])) for node in view.nodes),
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
        If a name is that of no shown node or of several, a lane is not shown, or two nodes are
        pinned to one place.
    """
    names = shown_names(view)
    lanes: dict[str | int, int] = {}
    for index, lane in enumerate(view.lanes):
        lanes |= {index: index, lane.title.casefold(): index, lane.id.casefold(): index}
    at: dict[str, tuple[int, int]] = {}
    for name, (lane_name, column) in pin.items():
        found = names.get(name.casefold(), [])
        if len(found) != 1:
            near = nearest(name, [node.node.name for node in view.nodes])
            meant = f"; did you mean {' or '.join(near)}?" if near else ""
            which = "several nodes of this figure are" if found else "no node of this figure is"
            raise DrawingError(f"pin=: {which} called {name!r}{meant}")
        row = lanes.get(lane_name.casefold() if isinstance(lane_name, str) else lane_name)
        if row is None or not 0 <= column < COLUMNS:
            known = ", ".join(lane.title or lane.id for lane in view.lanes)
            raise DrawingError(
                f"pin=: {name!r} cannot lie at {(lane_name, column)!r} (write a lane of "
                f"{known}, and a column from 0 to {COLUMNS - 1})"
            )
        taken = next((other for other, place in at.items() if place == (row, column)), None)
        if taken is not None:
            raise DrawingError(f"pin=: two nodes are pinned to {(lane_name, column)!r} (move one)")
        at[found[0]] = (row, column)
    lane_of = {node.id: at[node.id][0] if node.id in at else node.lane for node in view.nodes}
    nodes = tuple(
        replace(node, column=at[node.id][1]) if node.id in at else node for node in view.nodes
    )
    return _in_lanes(replace(view, nodes=nodes), lane_of)
