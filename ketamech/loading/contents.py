"""What a graph holds once it is read: records, and how its edges hang together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from ketamech.model import (
    Arm,
    Edge,
    Experiment,
    GraphInfo,
    Hypothesis,
    Layout,
    Locations,
    Node,
    Reference,
)
from ketamech.names import NameIndex
from ketamech.vocabulary import Confidence

__all__ = ["Adjacency", "Contents"]

Adjacency = Mapping[str, tuple[Edge, ...]]
"""Edges by the id of the node that they leave, or enter."""
Where = tuple[str, int, int]
"""File, line and column."""
T = TypeVar("T")


@dataclass(frozen=True)
class Contents:
    """The records of one graph. Mappings are keyed by id and keep the order of the files.

    Attributes
    ----------
    arms
        What each arm says of itself, by the file that holds it.
    story
        Ids of the hypotheses that it was narrowed to; None of a whole graph.
    follows_refuted
        True where queries and figures follow refuted edges too.
    whole
        How many nodes the graph had before it was narrowed.
    places
        File, line and column at which a record was first written, by section and id.
    """

    info: GraphInfo
    nodes: Mapping[str, Node] = field(default_factory=dict)
    edges: tuple[Edge, ...] = ()
    references: Mapping[str, Reference] = field(default_factory=dict)
    hypotheses: Mapping[str, Hypothesis] = field(default_factory=dict)
    experiments: tuple[Experiment, ...] = ()
    locations: Locations = field(default_factory=Locations)
    layout: Layout = field(default_factory=Layout)
    arms: Mapping[str, Arm] = field(default_factory=dict)
    story: tuple[str, ...] | None = None
    follows_refuted: bool = False
    whole: int = 0
    places: Mapping[tuple[str, object], Where] = field(default_factory=dict, repr=False)

    @cached_property
    def names(self) -> NameIndex:
        """Every name of every node."""
        return NameIndex(self.nodes.values())

    def once(self, make: "Callable[[Contents], T]") -> T:
        """What is made of the records on first asking, and kept as long as they are."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @cached_property
    def _made(self) -> dict[Any, Any]:
        return {}

    def follows(self, edge: Edge) -> bool:
        """True where a causal query may follow an edge."""
        return edge.relation.info.causal and (
            self.follows_refuted or edge.confidence is not Confidence.REFUTED
        )

    def file_of(self, record: Node | Edge) -> str:
        """The file that holds a node or an edge; empty where it was not read from one."""
        key = ("nodes", record.id) if isinstance(record, Node) else ("edges", record.triple)
        return self.places.get(key, ("", 1, 1))[0]

    @cached_property
    def outgoing(self) -> Adjacency:
        """The causal edges that leave each node, in an order of their own."""
        return _by_end(self.followed, "source")

    @cached_property
    def incoming(self) -> Adjacency:
        """The causal edges that enter each node, in an order of their own."""
        return _by_end(self.followed, "target")

    @cached_property
    def followed(self) -> tuple[Edge, ...]:
        """The edges that a causal query may follow, in an order of their own."""
        return tuple(sorted(filter(self.follows, self.edges), key=lambda edge: edge.triple))

    def __eq__(self, other: object) -> bool:
        """True of the same records, in whatever order they were written."""
        if not isinstance(other, Contents):
            return NotImplemented
        return _signature(self) == _signature(other)

    def __hash__(self) -> int:
        return hash((self.info.id, len(self.nodes), len(self.edges)))


def _by_end(edges: Iterable[Edge], end: str) -> dict[str, tuple[Edge, ...]]:
    grouped: dict[str, list[Edge]] = {}
    for edge in edges:
        grouped.setdefault(getattr(edge, end), []).append(edge)
    return {node_id: tuple(of_node) for node_id, of_node in grouped.items()}


def _signature(contents: Contents) -> tuple[object, ...]:
    return (
        contents.info,
        dict(contents.nodes),
        {edge.triple: edge for edge in contents.edges},
        dict(contents.references),
        dict(contents.hypotheses),
        {experiment.id: experiment for experiment in contents.experiments},
        contents.locations,
        contents.layout,
        contents.story,
        contents.follows_refuted,
    )
