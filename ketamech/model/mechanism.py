"""Nodes, edges and the evidence for and against them."""

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from ketamech.model.fields import Curie, Flag, FrozenDict, Key, Record, Slug, Text, frozen_mapping
from ketamech.vocabulary import (
    Confidence,
    EdgeNecessity,
    Necessity,
    NodeType,
    Onset,
    Relation,
    Sign,
    Stance,
    System,
)

__all__ = ["Edge", "Evidence", "Node", "Triple"]

Triple = tuple[str, Relation, str]
"""Source id, relation and target id: what tells one edge from another."""


class Node(Record):
    """A quantity that can rise or fall at one place.

    Attributes
    ----------
    id
        Stable snake_case slug, unique in the graph.
    name
        What a figure shows, at most 28 characters. Neutral: never "reduced", never "surge".
    type
        What kind of quantity it is.
    aliases
        Every other name that a user may type.
    inverse_aliases
        Names of the same quantity counted the other way; a sign asked by one is reversed.
    xrefs
        Ontology identifiers, CURIE to label.
    cell, region, compartment
        Where, as ids of locations.
    better
        Which way is relief, on behaviours, symptoms and side effects only.
    description
        One or two sentences.

    Examples
    --------
    >>> node = Node(id="ampa_receptor", name="AMPA receptor", type="receptor", aliases=["AMPA"])
    >>> node.type.info.level
    <Level.MOLECULAR: 'molecular'>
    """

    id: Slug
    name: Annotated[Text, Field(max_length=28)]
    type: NodeType
    aliases: tuple[Text, ...] = ()
    inverse_aliases: tuple[Text, ...] = ()
    xrefs: Annotated[dict[Curie, Text], AfterValidator(frozen_mapping)] = FrozenDict()
    cell: Slug | None = None
    region: Slug | None = None
    compartment: Slug | None = None
    better: Literal["higher", "lower"] | None = None
    description: Text | None = None

    @model_validator(mode="after")
    def _better_says_which_way_is_relief(self) -> Self:
        if self.better is None and self.type.info.valued:
            raise ValueError(
                f"a {self.type.label} does not say which way is relief "
                "(write better: higher or lower)"
            )
        if self.better is not None and not self.type.info.valued:
            raise ValueError(f"better means nothing on a {self.type.label} (take it away)")
        return self

    def __hash__(self) -> int:
        return hash(self.id)

    def __str__(self) -> str:
        return self.name


class Evidence(Record):
    """One finding of one paper about one edge.

    Attributes
    ----------
    ref
        Key of the reference.
    stance
        Whether it speaks for the edge, against it, or both ways.
    necessity
        Whether the target's response was lost when the source was lost; None where untested.
    species, system
        In whom and where it was found.
    finding
        One sentence in the curator's own words.
    """

    ref: Key
    stance: Stance = Stance.SUPPORTS
    necessity: Necessity | None = None
    species: Text
    system: System
    finding: Text

    @property
    def speaks_for(self) -> bool:
        """True of support, in whole or in part."""
        return self.stance is not Stance.REFUTES

    @property
    def speaks_against(self) -> bool:
        """True of a refutation, in whole or in part."""
        return self.stance is not Stance.SUPPORTS


class Edge(Record):
    """A causal step ``source relation target`` and what is known for and against it.

    Attributes
    ----------
    source, target
        Ids of nodes.
    relation
        What the source does to the target.
    evidence
        At least one finding.
    hypotheses
        Ids of the stories it belongs to; none means common ground.
    onset
        When the effect shows after dosing.
    indirect
        True where steps in between are known to be missing.
    feedback
        True on the edge that closes a negative feedback loop.

    Examples
    --------
    >>> edge = Edge(
    ...     source="ketamine", relation="antagonizes", target="nmda_receptor_gaba",
    ...     evidence=[{"ref": "Gerhard2020", "species": "mouse", "system": "in_vivo",
    ...                "finding": "An example."}],
    ... )
    >>> edge.sign, edge.confidence
    (<Sign.MINUS: '-'>, <Confidence.SUPPORTED: 'supported'>)
    """

    source: Slug
    relation: Relation
    target: Slug
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    hypotheses: tuple[Slug, ...] = ()
    onset: Onset | None = None
    indirect: Flag = False
    feedback: Flag = False

    @model_validator(mode="after")
    def _joins_two_nodes(self) -> Self:
        if self.source == self.target:
            raise ValueError("source and target are the same node (name two nodes)")
        return self

    @property
    def triple(self) -> Triple:
        """What tells this edge from every other."""
        return (self.source, self.relation, self.target)

    @property
    def sign(self) -> Sign:
        """What more source does to the target."""
        return self.relation.info.sign

    @property
    def references(self) -> tuple[str, ...]:
        """Keys of the papers it rests on, in the order of the evidence, each once."""
        return tuple(dict.fromkeys(item.ref for item in self.evidence))

    @cached_property
    def confidence(self) -> Confidence:
        """How far the edge can be trusted, computed from its evidence.

        Primary evidence is what was measured: neither a review nor a simulation. Evidence
        that is `mixed` counts on both sides. `refuted`: against, and nothing for.
        `contested`: primary evidence on both sides. `established`: two primary papers for,
        or a paper in people beside a finding outside of people. `supported`: one primary
        paper. `tentative`: the rest.
        """
        support = [item for item in self.evidence if item.speaks_for]
        if not support:
            return Confidence.REFUTED
        primary = [item for item in support if item.system.primary]
        if not primary:
            return Confidence.TENTATIVE
        if any(item.speaks_against and item.system.primary for item in self.evidence):
            return Confidence.CONTESTED
        papers = {item.ref for item in primary}
        in_people = {item.system is System.HUMAN for item in primary}
        if len(papers) > 1 or len(in_people) > 1:
            return Confidence.ESTABLISHED
        return Confidence.SUPPORTED

    @cached_property
    def necessity(self) -> EdgeNecessity | None:
        """Whether losing the source lost the target's response; None where untested."""
        found = {item.necessity for item in self.evidence if item.necessity is not None}
        if len(found) > 1:
            return EdgeNecessity.CONTESTED
        return EdgeNecessity(found.pop()) if found else None

    @property
    def required(self) -> bool:
        """True where the target cannot rise without the source."""
        shown = any(item.necessity is Necessity.SHOWN for item in self.evidence)
        return shown and self.sign is Sign.PLUS

    @property
    def contested(self) -> bool:
        """True where measurements disagree."""
        return self.confidence is Confidence.CONTESTED

    def __hash__(self) -> int:
        return hash(self.triple)

    def __str__(self) -> str:
        return f"{self.source} {self.relation} {self.target}"
