"""All paths from one node to another, best first, as many as are asked for.

Yen's algorithm with Lawler's rule (Lawler 1972, Management Science 18:401): each path that
is found is split at every one of its nodes, and the best detour from there on waits in a
heap. Paths come in order without the rest ever being built, and each costs a bounded number
of shortest-path searches, so that a dense graph does not hang.
"""

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count, islice
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, ClassVar

from ketamech.errors import UsageError
from ketamech.model import Edge, Node
from ketamech.query.reach import Asked, asked
from ketamech.query.routes import Cost, Path, cost_of, order
from ketamech.query.tables import Record, Table
from ketamech.vocabulary import Sign

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph
    from ketamech.loading.contents import Adjacency

__all__ = ["Paths", "paths", "simple_paths"]

Edges = tuple[Edge, ...]


class Paths(Table[Path]):
    """Paths between two nodes, best first.

    Attributes
    ----------
    graph
        The graph that was asked.
    complete
        False where more paths exist than were asked for.
    """

    columns: ClassVar[tuple[str, ...]] = ("path", "sign", "steps", "onset", "confidence")

    def __init__(
        self, graph: "MechanismGraph", ends: tuple[str, str], items: list[Path], complete: bool
    ) -> None:
        super().__init__(items)
        self.graph = graph
        self.ends = ends
        self.complete = complete

    @property
    def heading(self) -> str:
        """Between what, and how many."""
        number = "1 path" if len(self) == 1 else f"{len(self)} paths"
        more = "" if self.complete else " (there are more: raise limit)"
        return f"{self.ends[0]} to {self.ends[1]}: {number}{more}"

    def _record(self, item: Path) -> Record:
        return item.record()

    def __repr__(self) -> str:
        lines = [f"{item.sign.symbol} {item}" for item in self[:20]]
        rest = len(self) - len(lines)
        return "\n".join([self.heading, *lines, *([f"and {rest} more"] if rest else [])])

    def draw(self, path: str | FilePath | None = None, **options: Any) -> Any:
        """Draw the paths on a slide; see :func:`ketamech.drawing.draw`."""
        from ketamech.drawing import draw

        return draw(self, path, **options)


def paths(
    graph: "MechanismGraph",
    source: Asked,
    target: Asked,
    max_steps: int | None = None,
    limit: int = 100,
) -> Paths:
    """The best paths from a source to a target, none of which passes a node twice.

    Parameters
    ----------
    graph
        The graph to ask.
    source, target
        One name or several each; a path meets them only at its ends.
    max_steps
        How many edges a path may take; None for any number.
    limit
        How many paths to give at most.

    Returns
    -------
    Paths
        Fewest gates and feedback edges first, which move nothing by themselves; then fewest
        contested edges, fewest steps, and ids.

    Raises
    ------
    UsageError
        If a bound is below one, or source and target share a node.
    """
    for name, bound in (("max_steps", max_steps), ("limit", limit)):
        if bound is not None and bound < 1:
            raise UsageError(f"{name} is {bound}; write 1 or more")
    starts, goals = asked(graph, source), asked(graph, target)
    both = [graph.contents.nodes[one].name for one in starts if one in goals]
    if both:
        raise UsageError(f"{', '.join(both)} is source and target at once; name two nodes")
    nodes = graph.contents.nodes
    found = list(islice(simple_paths(graph.contents.outgoing, starts, goals, max_steps), limit + 1))
    items = [Path(_nodes_along(edges, nodes), edges, graph) for edges in found[:limit]]
    ends = tuple(" and ".join(nodes[one].name for one in side) for side in (starts, goals))
    return Paths(graph, (ends[0], ends[1]), items, complete=len(found) <= limit)


def _nodes_along(edges: Edges, nodes: "Any") -> tuple[Node, ...]:
    return tuple(nodes[one] for one in (edges[0].source, *(edge.target for edge in edges)))


def simple_paths(
    outgoing: "Adjacency",
    starts: dict[str, Sign],
    goals: dict[str, Sign],
    max_steps: int | None,
) -> Iterator[Edges]:
    """Paths from any start to any goal, best first, each built only when it is asked for."""
    waiting: list[tuple[Any, int, int, Edges, frozenset[Edge]]] = []
    serial = count()

    def offer(root: Edges, banned: frozenset[Edge]) -> None:
        heads = [root[-1].target] if root else sorted(starts)
        walked = {edge.source for edge in root} | set(starts)
        left = None if max_steps is None else max_steps - len(root)
        tail = _best_tail(outgoing, heads, goals, walked, banned, left)
        if tail is not None:
            whole = root + tail
            rank = (cost_of(whole), order(whole))
            heappush(waiting, (rank, next(serial), len(root), whole, banned))

    offer((), frozenset())
    while waiting:
        _, _, split, found, banned = heappop(waiting)
        yield found
        for index in range(split, len(found)):
            taken = frozenset({found[index]}) | (banned if index == split else frozenset())
            offer(found[:index], taken)


def _best_tail(
    outgoing: "Adjacency",
    heads: list[str],
    goals: dict[str, Sign],
    walked: set[str],
    banned: frozenset[Edge],
    left: int | None,
) -> Edges | None:
    """The best way on from a head to a goal.

    Nodes that were walked are closed, and so are the banned edges. A node is expanded again
    only by a way with fewer steps, which matters where steps are bounded.
    """
    waiting: list[tuple[Any, str, Edges]] = [((Cost(), ((), ())), head, ()) for head in heads]
    fewest: dict[str, int] = {}
    while waiting:
        (cost, _), here, edges = heappop(waiting)
        if here in goals:
            return edges
        if cost.steps >= fewest.get(here, cost.steps + 1) or cost.steps == left:
            continue
        fewest[here] = cost.steps
        for edge in outgoing.get(here, ()):
            if edge.target not in walked and edge not in banned:
                longer = (*edges, edge)
                heappush(waiting, ((cost.plus(edge), order(longer)), edge.target, longer))
    return None
