"""Feedback loops: rings of causal edges that reinforce or balance themselves."""

from dataclasses import dataclass
from itertools import islice, pairwise, product
from typing import TYPE_CHECKING, ClassVar

from ketamech.model import Edge, Node
from ketamech.query.routes import Path
from ketamech.query.tables import Record, Table
from ketamech.vocabulary import Sign

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["Loop", "Loops", "loops"]

_KINDS = {Sign.PLUS: "reinforcing", Sign.MINUS: "balancing"}


@dataclass(frozen=True)
class Loop:
    """A ring of causal edges.

    Attributes
    ----------
    path
        The ring as a path that ends where it began, at the id that sorts first.
    """

    path: Path

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes, each once."""
        return self.path.nodes[:-1]

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The edges, as many as nodes."""
        return self.path.edges

    @property
    def sign(self) -> Sign:
        """What the ring does to a change that goes round it once."""
        return self.path.sign

    @property
    def kind(self) -> str:
        """``reinforcing``, ``balancing``, or ``undecided`` through a gate or `modulates`."""
        return _KINDS.get(self.sign, "undecided")

    @property
    def feedback(self) -> bool:
        """True where the curators marked the edge that closes it."""
        return any(edge.feedback for edge in self.edges)


class Loops(Table[Loop]):
    """Feedback loops, shortest first."""

    columns: ClassVar[tuple[str, ...]] = ("loop", "kind", "steps", "feedback")

    @property
    def heading(self) -> str:
        """How many of each kind."""
        balancing = sum(loop.kind == "balancing" for loop in self)
        reinforcing = sum(loop.kind == "reinforcing" for loop in self)
        return f"{len(self)} loops: {reinforcing} reinforcing, {balancing} balancing"

    def _record(self, item: Loop) -> Record:
        return {
            "loop": str(item.path),
            "kind": item.kind,
            "steps": len(item.edges),
            "feedback": item.feedback,
            "references": list(item.path.references),
        }


def loops(graph: "MechanismGraph", max_steps: int = 8, limit: int = 1000) -> Loops:
    """Feedback loops of at most so many steps.

    Parameters
    ----------
    graph
        The graph to ask.
    max_steps
        How many edges a loop may take.
    limit
        How many rings of nodes to look at, at most.

    Returns
    -------
    Loops
        Shortest first, then by ids; rings that differ in a relation only are told apart.
    """
    import networkx as nx

    nodes, outgoing = graph.contents.nodes, graph.contents.outgoing
    joined: dict[tuple[str, str], list[Edge]] = {}
    for edges in outgoing.values():
        for edge in edges:
            joined.setdefault((edge.source, edge.target), []).append(edge)
    digraph: nx.DiGraph[str] = nx.DiGraph(sorted(joined))
    found = []
    for ring in islice(nx.simple_cycles(digraph, length_bound=max_steps), limit):
        first = ring.index(min(ring))
        ids = ring[first:] + ring[:first]
        ids.append(ids[0])
        along = tuple(nodes[one] for one in ids)
        steps = [joined[step] for step in pairwise(ids)]
        found += [Loop(Path(along, edges, graph)) for edges in product(*steps)]
    found.sort(key=lambda loop: (len(loop.edges), [edge.triple for edge in loop.edges]))
    return Loops(found)
