"""Two stories side by side: what they share, and where they part."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ketamech.errors import UsageError
from ketamech.loading.contents import Contents
from ketamech.model import Edge, Experiment, Node
from ketamech.query.reach import Asked, asked
from ketamech.query.select import OneOrSeveral, select
from ketamech.query.tables import Record, Table
from ketamech.reasoning.answers import hearings, verdicts
from ketamech.reasoning.tally import Verdict
from ketamech.reasoning.trial import class_of
from ketamech.reasoning.wiring import Acts, Spread, Wiring
from ketamech.vocabulary import Outcome, Sign

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["Comparison", "Difference", "Opposed", "Separation", "Story", "compare", "stories"]


@dataclass(frozen=True)
class Story:
    """One of two stories that are compared.

    Attributes
    ----------
    name
        Its hypotheses.
    contents, wiring
        The part of the graph that tells it.
    up, down
        What the treatment raises and lowers there, by number.
    """

    name: str
    contents: Contents
    wiring: Wiring
    up: frozenset[int]
    down: frozenset[int]

    @classmethod
    def of(
        cls, graph: "MechanismGraph", hypotheses: OneOrSeveral, treated: dict[str, Sign]
    ) -> "Story":
        """The story that some hypotheses tell, with a treatment."""
        names = [hypotheses] if isinstance(hypotheses, str) else list(hypotheses or ())
        contents = select(graph.contents, hypotheses=names)
        wiring = Wiring.of(contents)
        there = {one: sign for one, sign in treated.items() if one in wiring.number}
        return cls(
            ", ".join(names) or "common ground",
            contents,
            wiring,
            frozenset(wiring.number[one] for one, sign in there.items() if sign is Sign.PLUS),
            frozenset(wiring.number[one] for one, sign in there.items() if sign is Sign.MINUS),
        )

    def treated(self) -> Spread:
        """What the treatment alone does."""
        return self.wiring.spread(Acts(up=self.up, down=self.down))

    def signs(self, spread: Spread, node_id: str) -> frozenset[Sign]:
        """The signs of a node, none where the story does not hold it."""
        number = self.wiring.number.get(node_id)
        return frozenset() if number is None else spread.signs(number)


@dataclass(frozen=True)
class Opposed:
    """A node that the treatment moves one way in one story and the other way in the other."""

    node: Node
    a: Sign
    b: Sign


@dataclass(frozen=True)
class Separation:
    """An experiment that tells two stories apart, with what each says."""

    experiment: Experiment
    a: Verdict
    b: Verdict

    @property
    def favours(self) -> str:
        """`a` or `b` where only one is right, else nothing."""
        return {(True, False): "a", (False, True): "b"}.get((self.a.right, self.b.right), "")


@dataclass(frozen=True)
class Difference:
    """One thing in which two stories differ."""

    kind: str
    what: str
    a: str
    b: str
    references: tuple[str, ...] = ()


class Comparison(Table[Difference]):
    """What two stories share, and each difference: signs, experiments, edges, nodes.

    Attributes
    ----------
    a, b
        Names of the stories.
    shared_nodes, shared_edges
        What both hold.
    nodes_a, nodes_b, edges_a, edges_b
        What only one holds.
    opposed
        Nodes on which the treatment acts in opposite ways.
    experiments
        Those of the graph of which the stories say different things, or only one is right.
    """

    columns: ClassVar[tuple[str, ...]] = ("kind", "what", "a", "b", "references")

    def __init__(
        self,
        a: Story,
        b: Story,
        opposed: Iterable[Opposed],
        experiments: Iterable[Separation],
    ) -> None:
        self.a, self.b = a.name, b.name
        self.shared_nodes, self.nodes_a, self.nodes_b = _nodes_split(a, b)
        self.shared_edges, self.edges_a, self.edges_b = _edges_split(a, b)
        self.opposed = tuple(opposed)
        self.experiments = tuple(experiments)
        super().__init__(tuple(self._differences()))

    def _differences(self) -> Iterable[Difference]:
        for node in self.opposed:
            yield Difference("opposite signs", node.node.name, node.a.symbol, node.b.symbol)
        for one in self.experiments:
            a, b = _told(one.a), _told(one.b)
            yield Difference("experiment", str(one.experiment), a, b, one.experiment.refs)
        for a, b, edges in (("yes", "", self.edges_a), ("", "yes", self.edges_b)):
            for edge in edges:
                yield Difference("edge", str(edge), a, b, edge.references)
        for a, b, nodes in (("yes", "", self.nodes_a), ("", "yes", self.nodes_b)):
            for node_alone in nodes:
                yield Difference("node", node_alone.name, a, b)

    @property
    def heading(self) -> str:
        """How much the stories share, and in what they differ."""
        return (
            f"a: {self.a}, b: {self.b}; shared: {len(self.shared_nodes)} nodes, "
            f"{len(self.shared_edges)} edges; only in a: {len(self.nodes_a)} nodes, "
            f"{len(self.edges_a)} edges; only in b: {len(self.nodes_b)} nodes, "
            f"{len(self.edges_b)} edges; opposite signs: {len(self.opposed)}; "
            f"experiments that separate them: {len(self.experiments)}"
        )

    def _record(self, item: Difference) -> Record:
        return {
            "kind": item.kind,
            "what": item.what,
            "a": item.a,
            "b": item.b,
            "references": list(item.references),
        }


def compare(
    graph: "MechanismGraph", a: OneOrSeveral, b: OneOrSeveral, treatment: Asked | None = None
) -> Comparison:
    """What two stories share, and where they part.

    Parameters
    ----------
    graph
        The graph that holds both.
    a, b
        A hypothesis each, or several that are told together.
    treatment
        Names of what is given; the treatment that the graph is about without any.

    Returns
    -------
    Comparison

    Raises
    ------
    UnknownNameError
        If there is no such hypothesis.
    UnknownNodeError, AmbiguousNodeError
        If the treatment means no node, or several.
    UsageError
        If neither the graph nor the caller says what the treatment is.

    Examples
    --------
    >>> import ketamech as km
    >>> parted = compare(km.load(), "disinhibition", "direct_inhibition")
    >>> len(parted.experiments) > 0
    True
    """
    first, second = stories(graph, a, b, treatment)
    spreads = first.treated(), second.treated()
    opposed = []
    for node in graph.nodes:
        signs = first.signs(spreads[0], node.id), second.signs(spreads[1], node.id)
        if all(len(of_story) == 1 for of_story in signs) and signs[0] != signs[1]:
            opposed.append(Opposed(node, *(next(iter(of_story)) for of_story in signs)))
    heard = hearings(graph.contents)
    both = zip(verdicts(first.contents, heard), verdicts(second.contents, heard), strict=True)
    separating = [
        Separation(hearing.experiment, one, other)
        for hearing, (one, other) in zip(heard, both, strict=True)
        if one.right != other.right or _contradict(one, other)
    ]
    return Comparison(first, second, opposed, separating)


def _told(verdict: Verdict) -> str:
    return f"{verdict.said} (right)" if verdict.right else str(verdict.said)


def stories(
    graph: "MechanismGraph", a: OneOrSeveral, b: OneOrSeveral, treatment: Asked | None
) -> tuple[Story, Story]:
    """Two stories with the same treatment; see :func:`compare`."""
    given = graph.info.treatment if treatment is None else treatment
    if given is None:
        raise UsageError("the graph does not say what it treats with (write treatment=)")
    treated = asked(graph, given)
    return Story.of(graph, a, treated), Story.of(graph, b, treated)


def _contradict(one: Verdict, other: Verdict) -> bool:
    """True where both say something, and not the same."""
    if not isinstance(one.said, Outcome) or not isinstance(other.said, Outcome):
        return False
    if one.compares:
        return class_of(one.said, compares=True) is not class_of(other.said, compares=True)
    return one.said is not other.said


def _nodes_split(a: Story, b: Story) -> tuple[tuple[Node, ...], tuple[Node, ...], tuple[Node, ...]]:
    of_a, of_b = a.contents.nodes, b.contents.nodes
    return (
        tuple(node for one, node in of_a.items() if one in of_b),
        tuple(node for one, node in of_a.items() if one not in of_b),
        tuple(node for one, node in of_b.items() if one not in of_a),
    )


def _edges_split(a: Story, b: Story) -> tuple[tuple[Edge, ...], tuple[Edge, ...], tuple[Edge, ...]]:
    of_a = {edge.triple: edge for edge in a.contents.edges}
    of_b = {edge.triple: edge for edge in b.contents.edges}
    return (
        tuple(edge for triple, edge in of_a.items() if triple in of_b),
        tuple(edge for triple, edge in of_a.items() if triple not in of_b),
        tuple(edge for triple, edge in of_b.items() if triple not in of_a),
    )
