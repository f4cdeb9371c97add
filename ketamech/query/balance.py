"""Rings of a graph that turn a change against itself.

A strongly connected part has no balancing ring exactly if its nodes can be given two colours
so that raising edges join equal ones (Harary 1953, Michigan Math. J. 2:143).
"""

from collections import deque
from collections.abc import Iterable, Iterator

from ketamech.loading.contents import Contents
from ketamech.model import Edge
from ketamech.vocabulary import Sign

__all__ = ["negative_rings"]


def negative_rings(contents: Contents) -> Iterator[tuple[Edge, ...]]:
    """The shortest balancing ring of every strongly connected part that has one.

    Feedback edges are left out: they are known to close such rings.
    """
    import networkx as nx

    edges = [
        edge
        for leaving in contents.outgoing.values()
        for edge in leaving
        if edge.sign in (Sign.PLUS, Sign.MINUS) and not edge.feedback
    ]
    joined: nx.DiGraph[str] = nx.DiGraph((edge.source, edge.target) for edge in edges)
    for part in nx.strongly_connected_components(joined):
        inner = [edge for edge in edges if edge.source in part and edge.target in part]
        if inner and not _two_coloured(inner):
            yield min(filter(None, (_ring(edge, inner) for edge in inner)), key=_readability)


def _readability(ring: tuple[Edge, ...]) -> tuple[object, ...]:
    """Short rings first, closed by an edge that lowers, then by ids."""
    return (len(ring), ring[-1].sign is not Sign.MINUS, [edge.triple for edge in ring])


def _two_coloured(edges: list[Edge]) -> bool:
    beside: dict[str, list[tuple[str, Sign]]] = {}
    for edge in edges:
        beside.setdefault(edge.source, []).append((edge.target, edge.sign))
        beside.setdefault(edge.target, []).append((edge.source, edge.sign))
    start = edges[0].source
    colours = {start: Sign.PLUS}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        for there, sign in beside[here]:
            colour = colours[here] * sign
            if there not in colours:
                colours[there] = colour
                waiting.append(there)
            elif colours[there] is not colour:
                return False
    return True


def _ring(closing: Edge, edges: Iterable[Edge]) -> tuple[Edge, ...] | None:
    """The shortest walk that an edge closes to a ring that lowers what it raised."""
    leaving: dict[str, list[Edge]] = {}
    for edge in edges:
        leaving.setdefault(edge.source, []).append(edge)
    start = (closing.target, Sign.PLUS)
    routes: dict[tuple[str, Sign], tuple[Edge, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here[0] == closing.source and here[1] * closing.sign is Sign.MINUS:
            return (*routes[here], closing)
        for edge in leaving.get(here[0], ()):
            there = (edge.target, here[1] * edge.sign)
            if there not in routes:
                routes[there] = (*routes[here], edge)
                waiting.append(there)
    return None
