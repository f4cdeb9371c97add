"""Hiding nodes without breaking a chain.

*Which to show.* First the best routes from where the question starts to where it ends, the
busiest starts and ends first: the fewest gates and feedback edges, through which nothing
moves, then the fewest edges that the graph's own story does not hold, then the fewest
contested ones, then the fewest steps, each route whole or not at all; of a whole graph also
what gates an outcome that is shown. Then side routes that leave what is shown and come back
to it, those first that would otherwise stand as a dashed edge. What room is left goes to the
busiest neighbours.

*What takes the place of the rest.* A path from one shown node to another through hidden nodes
only becomes one edge that carries the product of the signs, unless a path that is drawn
already says the same. The best detours are considered first, since they explain longer ones.
A figure that is already full takes only those without which nothing drawn would move their
target, and so it does with what the graph's own story does not hold. A path with a gate on it
gates: it comes last, is left out where anything leads from its source to its target, and never
stands for a path that moves something. Nor is an uncontested gate drawn where arrows say it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from ketamech.model import Edge, Node
from ketamech.vocabulary import Sign

__all__ = ["Detour", "choose", "detours", "outcomes", "said_by_a_route"]

FULL = 1.25
"""So many edges per shown node fill a figure."""


class Detour(NamedTuple):
    """A path through hidden nodes, and the sign that it carries from end to end."""

    source: str
    target: str
    sign: Sign
    edges: tuple[Edge, ...]

    @property
    def through(self) -> tuple[str, ...]:
        """Ids of the hidden nodes, in the order of the path."""
        return tuple(edge.target for edge in self.edges[:-1])


_State = tuple[str, Sign]
"""A node, and the sign that a walk brings to it."""


class _Line(NamedTuple):
    source: str
    target: str
    sign: Sign


class _Signed(NamedTuple):
    target: str
    sign: Sign
    edge: Edge | None


def choose(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    limit: int,
    *,
    kept: Collection[str] = (),
    starts: Collection[str] = (),
    ends: Collection[str] = (),
    favoured: Callable[[Edge], bool] = lambda _: True,
    hidden: Collection[str] = (),
) -> tuple[str, ...]:
    """Ids of at most `limit` nodes that tell the story of a graph, in the order given.

    Parameters
    ----------
    nodes, edges
        The graph; only causal edges that are drawn.
    limit
        How many nodes to keep.
    kept
        Ids that come before all others.
    starts, ends
        Ids between which the routes run. By default they start from the node that is given
        from outside and reaches most, and end at the clinical outcomes.
    favoured
        Says of an edge whether the graph's own story holds it; routes keep to such edges
        where they can.
    hidden
        Ids that are never shown, though routes run through them.

    Returns
    -------
    tuple of str
        Ids of the nodes to show.
    """
    place = {node.id: index for index, node in enumerate(nodes)}
    inside = [edge for edge in edges if edge.source in place and edge.target in place]
    ahead: dict[str, list[Edge]] = {node.id: [] for node in nodes}
    degree = dict.fromkeys(place, 0)
    for edge in inside:
        ahead[edge.source].append(edge)
        degree[edge.source] += 1
        degree[edge.target] += 1
    open_to = [node_id for node_id in place if node_id not in hidden]
    limit = min(limit, len(open_to))
    shown = dict.fromkeys([node_id for node_id in open_to if node_id in set(kept)][:limit])

    def add(found: Iterable[str]) -> bool:
        new = [one for one in dict.fromkeys(found) if one not in shown and one not in hidden]
        if len(shown) + len(new) > limit:
            return False
        shown.update(dict.fromkeys(new))
        return bool(new)

    goals = set(ends) or outcomes(nodes)
    routes = _routes(starts or _main_source(nodes, ahead), goals, ahead, place, favoured)
    for _, route in sorted(routes, key=lambda row: -degree[row[1][0]] - degree[row[1][-1]]):
        add(route)
    if not starts:
        for edge in _gates(inside, goals & shown.keys(), favoured):
            add([edge.source])
    while len(shown) < limit:
        plain = set(detours(list(shown), inside, _arrows(inside, shown), favoured))
        ranked = sorted(
            _found(list(shown), inside),
            key=lambda way: (
                way not in plain,
                not all(map(favoured, way.edges)),
                _cost(way.edges),
                place[way.source],
                place[way.target],
                way.sign.value,
            ),
        )
        if not any(add(way.through) for way in ranked):
            break
    while len(shown) < limit:
        beside = {
            end
            for edge in inside
            if (edge.source in shown) != (edge.target in shown)
            for end in (edge.source, edge.target)
            if end not in shown and end not in hidden
        } or {node_id for node_id in open_to if node_id not in shown}
        add([max(beside, key=lambda node_id: (degree[node_id], -place[node_id]))])
    return tuple(node_id for node_id in place if node_id in shown)


def outcomes(nodes: Iterable[Node]) -> set[str]:
    """Ids of what a treatment is given for; of side effects too where there is nothing else."""
    found = {node.id for node in nodes if node.type.info.outcome}
    return found or {node.id for node in nodes if node.type.info.valued}


def _gates(
    edges: Iterable[Edge], goals: Collection[str], favoured: Callable[[Edge], bool]
) -> list[Edge]:
    """What gates a goal in the graph's own story, what only that story says first."""
    gates = [
        edge for edge in edges if edge.sign is Sign.GATE and edge.target in goals and favoured(edge)
    ]
    return sorted(gates, key=lambda edge: not edge.hypotheses)


def _cost(edges: Iterable[Edge]) -> tuple[int, int]:
    listed = list(edges)
    return sum(edge.contested for edge in listed), len(listed)


def _arrows(edges: Iterable[Edge], shown: Collection[str]) -> list[tuple[str, str, Sign]]:
    return [
        (edge.source, edge.target, edge.sign)
        for edge in edges
        if edge.source in shown and edge.target in shown
    ]


def _main_source(nodes: Sequence[Node], ahead: Mapping[str, Sequence[Edge]]) -> list[str]:
    """What reaches most, among what is given from outside if there is such a node."""

    def reach(node_id: str) -> int:
        seen, waiting = {node_id}, [node_id]
        while waiting:
            for edge in ahead[waiting.pop()]:
                if edge.target not in seen:
                    seen.add(edge.target)
                    waiting.append(edge.target)
        return len(seen)

    given = [node.id for node in nodes if node.type.info.exogenous] or [node.id for node in nodes]
    return [max(given, key=lambda node_id: (reach(node_id), len(ahead[node_id])))]


def _routes(
    starts: Iterable[str],
    ends: Collection[str],
    ahead: Mapping[str, Sequence[Edge]],
    place: Mapping[str, int],
    favoured: Callable[[Edge], bool],
) -> list[tuple[tuple[int, ...], tuple[str, ...]]]:
    """Cost and nodes of the best route between every start and every end, best first."""
    found = []
    for start in sorted(starts, key=place.__getitem__):
        done: set[str] = set()
        heap: list[tuple[tuple[int, ...], tuple[int, ...], tuple[str, ...]]]
        heap = [((0, 0, 0, 0), (place[start],), (start,))]
        while heap:
            cost, rank, route = heappop(heap)
            if route[-1] in done:
                continue
            done.add(route[-1])
            if route[-1] in ends and len(route) > 1:
                found.append((cost, route))
            for edge in ahead[route[-1]]:
                if edge.target not in done:
                    unmoved, strange, contested, steps = cost
                    further = (
                        unmoved + (edge.sign is Sign.GATE or edge.feedback),
                        strange + (not favoured(edge)),
                        contested + edge.contested,
                        steps + 1,
                    )
                    heappush(
                        heap,
                        (further, (*rank, place[edge.target]), (*route, edge.target)),
                    )
    return sorted(found, key=lambda row: row[0])


def _walk(
    start: str, ahead: Mapping[str, Sequence[_Signed]], stop: Collection[str]
) -> dict[_State, tuple[_State, Edge | None]]:
    """Every (node, sign) that `start` reaches, with its predecessor on the best way.

    The walk does not go on from a node in `stop`.
    """
    first = (start, Sign.PLUS)
    seen: dict[_State, tuple[_State, Edge | None]] = {}
    serial = count()
    heap: list[tuple[tuple[int, int], int, _State, _State, Edge | None]]
    heap = [((0, 0), next(serial), first, first, None)]
    while heap:
        (contested, steps), _, state, before, edge = heappop(heap)
        if state in seen:
            continue
        seen[state] = (before, edge)
        node_id, sign = state
        if node_id in stop and node_id != start:
            continue
        for step in ahead.get(node_id, ()):
            reached = (step.target, sign * step.sign)
            if reached not in seen and step.target != start:
                doubt = step.edge is not None and step.edge.contested
                further = (contested + doubt, steps + 1)
                heappush(heap, (further, next(serial), reached, state, step.edge))
    return seen


def _found(shown: Sequence[str], edges: Sequence[Edge]) -> list[Detour]:
    """The best detour of every sign between any two shown nodes.

    None takes a feedback edge, which turns nothing that moves already.
    """
    ahead: dict[str, list[_Signed]] = {}
    for edge in edges:
        if not edge.feedback:
            ahead.setdefault(edge.source, []).append(_Signed(edge.target, edge.sign, edge))
    stop = set(shown)
    found = []
    for start in shown:
        seen = _walk(start, ahead, stop)
        for state in seen:
            if state[0] not in stop or state[0] == start:
                continue
            path: list[Edge] = []
            at = state
            while True:
                at, edge_before = seen[at][0], seen[at][1]
                if edge_before is None:
                    break
                path.append(edge_before)
            if len(path) > 1:
                found.append(Detour(start, state[0], state[1], tuple(reversed(path))))
    return found


def detours(
    shown: Sequence[str],
    edges: Sequence[Edge],
    drawn: Iterable[tuple[str, str, Sign]],
    favoured: Callable[[Edge], bool] = lambda _: True,
) -> tuple[Detour, ...]:
    """The paths through hidden nodes that a figure has to show as one edge each.

    Parameters
    ----------
    shown
        Ids of the shown nodes.
    edges
        Causal edges among shown and hidden nodes.
    drawn
        Source, target and sign of what is drawn anyway.
    favoured
        Says of an edge whether the graph's own story holds it.

    Returns
    -------
    tuple of Detour
        Best first: what moves before what gates, fewest contested edges, then fewest steps.
    """
    place = {node_id: index for index, node_id in enumerate(shown)}
    lines = [_Line(*line) for line in drawn]
    order = sorted(
        _found(shown, edges),
        key=lambda way: (
            not all(map(favoured, way.edges)),
            way.sign is Sign.GATE,
            _cost(way.edges),
            place[way.source],
            place[way.target],
            way.sign.value,
        ),
    )
    chosen: list[Detour] = []

    def said(way: Detour, others: Sequence[Detour]) -> bool:
        drawn_so_far: list[Detour | _Line] = [*lines, *others]
        full = len(drawn_so_far) >= FULL * len(shown)
        return _said(way, drawn_so_far, any_sign=full or not all(map(favoured, way.edges)))

    for way in order:
        if not said(way, chosen):
            chosen.append(way)
    for way in reversed(list(chosen)):
        others = [other for other in chosen if other is not way]
        if said(way, others):
            chosen = others
    return tuple(chosen)


def said_by_a_route(
    gates: Iterable[Edge], lines: Iterable[tuple[str, str, Sign]]
) -> frozenset[Edge]:
    """The uncontested gates whose source leads to their target along lines that move something.

    Parameters
    ----------
    gates
        Edges that permit.
    lines
        Source, target and sign of everything that is drawn.
    """
    ahead: dict[str, list[_Signed]] = {}
    for source, target, sign in lines:
        if sign in (Sign.PLUS, Sign.MINUS):
            ahead.setdefault(source, []).append(_Signed(target, sign, None))
    return frozenset(
        gate
        for gate in gates
        if gate.sign is Sign.GATE
        and not gate.contested
        and any(node_id == gate.target for node_id, _ in _walk(gate.source, ahead, ()))
    )


def _said(way: Detour, lines: Sequence["Detour | _Line"], *, any_sign: bool) -> bool:
    """Whether a path of lines says what a detour says, or at least moves its target.

    A gate never stands for what moves something, while any path stands for a gate.
    """
    gate = way.sign is Sign.GATE
    ahead: dict[str, list[_Signed]] = {}
    for line in lines:
        if gate or line.sign is not Sign.GATE:
            ahead.setdefault(line.source, []).append(_Signed(line.target, line.sign, None))
    brought = {sign for target, sign in _walk(way.source, ahead, ()) if target == way.target}
    if gate:
        return bool(brought)
    return way.sign in brought or (any_sign and not brought.isdisjoint((Sign.PLUS, Sign.MINUS)))
