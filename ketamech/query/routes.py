"""Routes through a graph: what a path is, and how paths are ordered.

The order of paths is the same everywhere: fewest gates, then fewest edges that close a
feedback loop, then fewest contested edges, then fewest steps, then ids. Gates and feedback
edges carry a query on but do not decide what moves, so that a route without them is better
than any route with one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from ketamech.model import Edge, Node
from ketamech.query.tables import Record
from ketamech.vocabulary import Confidence, Onset, Sign

if TYPE_CHECKING:
    from pathlib import Path as FilePath
    from typing import Any

    from ketamech.graph import MechanismGraph
    from ketamech.loading.contents import Adjacency

__all__ = ["Cost", "Path", "Route", "best_routes", "cost_of", "order", "signs_by_walk"]


@dataclass(frozen=True)
class Path:
    """A causal route from one node to another.

    Attributes
    ----------
    nodes
        The nodes along it, source first; one more than edges.
    edges
        The edges along it.

    Examples
    --------
    >>> import ketamech as km
    >>> path = km.load().paths("ketamine", "GABA release")[0]
    >>> path.sign
    <Sign.MINUS: '-'>
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    graph: "MechanismGraph"

    def __eq__(self, other: object) -> bool:
        """True of the same nodes along the same edges, whatever graph they came from."""
        if not isinstance(other, Path):
            return NotImplemented
        return (self.nodes, self.edges) == (other.nodes, other.edges)

    def __hash__(self) -> int:
        return hash(self.edges)

    def __len__(self) -> int:
        """How many steps it takes."""
        return len(self.edges)

    @cached_property
    def sign(self) -> Sign:
        """What more of its source does to its target: the product of the signs."""
        return reduce(Sign.__mul__, (edge.sign for edge in self.edges), Sign.PLUS)

    @property
    def onset(self) -> Onset | None:
        """The latest onset along it; None where no edge says one."""
        return Onset.highest(edge.onset for edge in self.edges if edge.onset is not None)

    @property
    def confidence(self) -> Confidence | None:
        """The weakest confidence along it; None of a path without edges."""
        return Confidence.lowest(edge.confidence for edge in self.edges)

    @property
    def contested(self) -> int:
        """How many contested edges it takes."""
        return sum(edge.contested for edge in self.edges)

    @property
    def references(self) -> tuple[str, ...]:
        """Keys of all papers that its edges cite, in causal order, each once."""
        return tuple(dict.fromkeys(ref for edge in self.edges for ref in edge.references))

    @property
    def hypotheses(self) -> tuple[str, ...]:
        """Ids of the stories that tell some edge of it, each once; common ground if none."""
        return tuple(dict.fromkeys(one for edge in self.edges for one in edge.hypotheses))

    def __str__(self) -> str:
        """The route in arrows: → raises, ⊣ lowers, ⊸ permits, ⇢ modulates."""
        written = [self.nodes[0].name]
        for edge, node in zip(self.edges, self.nodes[1:], strict=True):
            written += [_ARROWS[edge.sign], node.name]
        return " ".join(written)

    def __repr__(self) -> str:
        return f"{self} ({self.sign.symbol})"

    def record(self) -> Record:
        """The path as one flat row."""
        return {
            "path": str(self),
            "sign": str(self.sign),
            "steps": len(self),
            "contested": self.contested,
            "onset": self.onset and str(self.onset),
            "confidence": self.confidence and str(self.confidence),
            "references": list(self.references),
        }

    def to_records(self) -> list[Record]:
        """One row for each edge, in causal order."""
        return [
            {
                "source": edge.source,
                "relation": str(edge.relation),
                "target": edge.target,
                "sign": str(edge.sign),
                "onset": edge.onset and str(edge.onset),
                "confidence": str(edge.confidence),
                "references": list(edge.references),
            }
            for edge in self.edges
        ]

    def sentence(self) -> str:
        """The route in plain English, with citations.

        Examples
        --------
        >>> import ketamech as km
        >>> km.load().paths("NBQX", "BDNF release")[0].sentence().endswith("lowers BDNF release.")
        True
        """
        from ketamech.language.sentences import path_sentence

        return path_sentence(self)

    def draw(self, path: "str | FilePath | None" = None, **options: "Any") -> "Any":
        """Draw the route on a slide; see :func:`ketamech.drawing.draw`."""
        from ketamech.drawing import draw

        return draw(self, path, **options)


_ARROWS = {
    Sign.PLUS: "→",
    Sign.MINUS: "⊣",
    Sign.GATE: "⊸",
    Sign.UNKNOWN: "⇢",
    Sign.BOTH: "⇢",
    Sign.NONE: "–",
}


class Cost(NamedTuple):
    """What a route costs, in the order in which it counts."""

    gates: int = 0
    feedback: int = 0
    contested: int = 0
    steps: int = 0

    def plus(self, edge: Edge) -> "Cost":
        """The cost with one more edge."""
        return Cost(
            self.gates + (edge.sign is Sign.GATE),
            self.feedback + edge.feedback,
            self.contested + edge.contested,
            self.steps + 1,
        )


def cost_of(edges: Iterable[Edge]) -> Cost:
    """What a route costs as a whole."""
    return reduce(Cost.plus, edges, Cost())


def order(edges: Sequence[Edge]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What decides between routes of equal cost: the ids along them, then the relations."""
    ids = (edges[0].source, *(edge.target for edge in edges)) if edges else ()
    return ids, tuple(edge.relation for edge in edges)


class Route(NamedTuple):
    """The best route to or from one node, and the sign that all best routes bring."""

    edges: tuple[Edge, ...]
    cost: Cost
    effect: Sign


def best_routes(
    starts: Mapping[str, Sign], adjacency: "Adjacency", *, forward: bool
) -> dict[str, Route]:
    """The best route between the starts and every node that can be reached.

    Dijkstra's algorithm on :class:`Cost`, whose parts all add up along a route. Ties are
    decided by :func:`order`; the effect is that of all routes of the least cost.

    Parameters
    ----------
    starts
        Ids to begin from, each with the sign of its change.
    adjacency
        Outgoing edges to go downstream, incoming ones to go upstream.
    forward
        True downstream; routes are in causal order either way.

    Returns
    -------
    dict
        Node id to its route, nearest first; the starts are left out.
    """
    ahead = _ahead(forward)
    settled: dict[str, tuple[Cost, tuple[Edge, ...]]] = {}
    waiting: list[tuple[Cost, tuple[tuple[str, ...], tuple[str, ...]], str, tuple[Edge, ...]]]
    waiting = [(Cost(), ((), ()), start, ()) for start in sorted(starts)]
    while waiting:
        cost, _, here, edges = heappop(waiting)
        if here in settled:
            continue
        settled[here] = (cost, edges)
        for edge in adjacency.get(here, ()):
            there = ahead(edge)
            if there not in settled:
                longer = (*edges, edge) if forward else (edge, *edges)
                heappush(waiting, (cost.plus(edge), order(longer), there, longer))
    signs = {start: {sign} for start, sign in starts.items()}
    for here, (cost, _) in settled.items():
        for edge in adjacency.get(here, ()):
            there = ahead(edge)
            if there not in starts and settled[there][0] == cost.plus(edge):
                brought = {sign * edge.sign for sign in signs[here]}
                signs.setdefault(there, set()).update(brought)
    return {
        node_id: Route(edges, cost, Sign.of(signs[node_id]))
        for node_id, (cost, edges) in settled.items()
        if node_id not in starts
    }


def signs_by_walk(
    starts: Mapping[str, Sign], adjacency: "Adjacency", *, forward: bool
) -> set[tuple[str, Sign]]:
    """Every sign that some walk without feedback edges and gates brings to each node.

    A closure over pairs of node and sign, so it costs time in the number of edges.
    """
    ahead = _ahead(forward)
    found = set(starts.items())
    waiting = list(found)
    while waiting:
        here, sign = waiting.pop()
        for edge in adjacency.get(here, ()):
            brought = (ahead(edge), sign * edge.sign)
            if edge.feedback or brought[1] not in _MOVES or brought in found:
                continue
            found.add(brought)
            waiting.append(brought)
    return found


_MOVES = frozenset({Sign.PLUS, Sign.MINUS})


def _ahead(forward: bool) -> Callable[[Edge], str]:
    """Which end of an edge a search arrives at."""
    return (lambda edge: edge.target) if forward else (lambda edge: edge.source)
