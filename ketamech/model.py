"""Frozen models of what the YAML files of a graph hold.

A **node** is a quantity that can rise or fall at one place. An **edge** is a directed causal
statement ``source relation target`` with evidence for and against it. What an edge is worth,
its :attr:`Edge.confidence` and its :attr:`Edge.necessity`, is computed from the evidence and
never typed in.

Models check one record at a time. What needs several records (unknown ids, duplicate
triples, clashing names) is checked by :mod:`ketamech.loading`.
"""

import re
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from ketamech.vocabulary import (
    Confidence,
    EdgeNecessity,
    InterventionKind,
    Necessity,
    NodeType,
    Onset,
    Outcome,
    ReferenceKind,
    Relation,
    Sign,
    Stance,
    System,
)

__all__ = [
    "Cell",
    "Edge",
    "Evidence",
    "Experiment",
    "GraphInfo",
    "Hypothesis",
    "Intervention",
    "Lane",
    "Layout",
    "Location",
    "Locations",
    "Node",
    "OpenQuestion",
    "Person",
    "Published",
    "Reference",
    "Triple",
]

Triple = tuple[str, Relation, str]
"""Source id, relation and target id: what tells one edge from another."""

_SLUG = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_CURIE = re.compile(r"[A-Za-z][A-Za-z0-9.]*:[A-Za-z0-9][A-Za-z0-9_.\-]*")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_PMID = re.compile(r"[1-9]\d{0,8}")


def _matching(pattern: re.Pattern[str], what: str) -> AfterValidator:
    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(f"{text!r} is not {what}")
        return text

    return AfterValidator(check)


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty (write a text)")
    return text.strip()


def _true_or_false(value: object) -> object:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise ValueError(f"{value!r} is neither true nor false (write true or false)")
        return value == "true"
    return value


def _one_or_several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _frozen_mapping(mapping: dict[str, str]) -> "FrozenDict":
    return FrozenDict(mapping)


class FrozenDict(dict[str, str]):
    """A mapping that cannot be changed, so that a graph stays what was loaded."""

    def _refuse(self, *_: object, **__: object) -> Any:
        raise TypeError("this mapping is part of a graph and cannot be changed")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return (FrozenDict, (dict(self),))


Text = Annotated[str, AfterValidator(_not_blank)]
Slug = Annotated[
    str, _matching(_SLUG, "an id (write lower-case words joined by _, as in nmda_receptor)")
]
Key = Annotated[
    str, _matching(_KEY, "a reference key (write a first author and a year, as in Autry2011)")
]
Curie = Annotated[
    str, _matching(_CURIE, "a CURIE (write prefix:identifier, as in CHEBI:6121 or hgnc:1033)")
]
Flag = Annotated[bool, BeforeValidator(_true_or_false)]
Names = Annotated[tuple[Text, ...], BeforeValidator(_one_or_several)]


class Record(BaseModel):
    """A frozen record that knows its keys and refuses all others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def replaced(self, **fields: Any) -> Self:
        """The record with some fields changed, checked anew; nothing computed is kept."""
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate(kept | fields, by_name=True)


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
    xrefs: Annotated[dict[Curie, Text], AfterValidator(_frozen_mapping)] = FrozenDict()
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


class Person(Record):
    """A name in a CSL item: `family` and `given`, or `literal` for a body."""

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None


class Published(Record):
    """A CSL date."""

    date_parts: Annotated[tuple[tuple[int, ...], ...], Field(min_length=1, alias="date-parts")]


class Reference(Record):
    """A work that evidence cites: a CSL item with the `kind` of the work.

    Attributes
    ----------
    key
        First author and year, as in ``Autry2011``.
    kind
        What kind of work it is.
    author
        CSL names; only the first author where the others were not seen.
    issued
        CSL date.
    """

    key: Key
    type: Text = "article-journal"
    title: Text
    author: Annotated[tuple[Person, ...], Field(min_length=1)]
    issued: Published
    container_title: Annotated[Text | None, Field(alias="container-title")] = None
    doi: Annotated[
        str | None, Field(alias="DOI"), _matching(_DOI, "a DOI (write it as 10.1038/nature10130)")
    ] = None
    pmid: Annotated[
        str | None, Field(alias="PMID"), _matching(_PMID, "a PMID (write its digits)")
    ] = None
    kind: ReferenceKind

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if self.doi is None and self.pmid is None:
            raise ValueError("has no identifier (write a DOI or a PMID)")
        return self

    @property
    def year(self) -> int:
        """Year of publication."""
        return self.issued.date_parts[0][0]

    @property
    def url(self) -> str:
        """Where the work can be read."""
        if self.doi is not None:
            return f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"

    def __str__(self) -> str:
        first = self.author[0]
        journal = f" {self.container_title}." if self.container_title else ""
        return f"{first.family or first.literal} ({self.year}) {self.title}.{journal} {self.url}"


class Location(Record):
    """A cell type, a brain region or a compartment that nodes can lie in."""

    id: Slug
    name: Text
    xref: Curie | None = None


class Locations(Record):
    """All places of a graph."""

    cells: tuple[Location, ...] = ()
    regions: tuple[Location, ...] = ()
    compartments: tuple[Location, ...] = ()


class Lane(Record):
    """A row of the drawing and the nodes that it takes.

    A node lies in the first lane all of whose filled-in lists hold it. A lane with no list
    takes every node.
    """

    id: Slug
    name: Text
    types: tuple[NodeType, ...] = ()
    cells: tuple[Slug, ...] = ()
    regions: tuple[Slug, ...] = ()

    def takes(self, node: Node) -> bool:
        """True where the node belongs here, whatever earlier lanes say."""
        return (
            (not self.types or node.type in self.types)
            and (not self.cells or node.cell in self.cells)
            and (not self.regions or node.region in self.regions)
        )


class Cell(Record):
    """A column that was found for a node and is kept."""

    node: Slug
    column: Annotated[int, Field(ge=0)]


class Layout(Record):
    """Lanes in the order of drawing, and baked cells."""

    lanes: tuple[Lane, ...] = ()
    cells: tuple[Cell, ...] = ()


class Hypothesis(Record):
    """A named story that its proponents would recognise.

    Attributes
    ----------
    builds_on
        Hypotheses whose edges it presupposes.
    status
        Where the field stands with it.
    decided_by
        The experiment that would decide against it.
    """

    id: Slug
    name: Text
    summary: Text
    status: Text
    references: Annotated[tuple[Key, ...], Field(min_length=1)]
    builds_on: tuple[Slug, ...] = ()
    decided_by: Text | None = None


class Intervention(Record):
    """What one arm of an experiment does to a target."""

    target: Names
    kind: InterventionKind
    agent: Text | None = None


class Experiment(Record):
    """Two arms that differ in one thing.

    Attributes
    ----------
    background
        What both arms have: stress, LPS, anaesthesia, a lesion.
    treatment, intervention
        What is given, and what is done to a target; at least one of them.
    readout
        Name of the node that is measured.
    result
        What became of the treatment's effect (with both), or of the readout (with one);
        None in an experiment that only asks.
    """

    id: Annotated[str, _matching(re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*"), "an id")]
    background: Names = ()
    treatment: Names = ()
    intervention: Intervention | None = None
    readout: Text
    result: Outcome | None = None
    species: Text | None = None
    timing: Text | None = None
    refs: tuple[Key, ...] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _says_what_differs(self) -> Self:
        if not self.treatment and self.intervention is None:
            raise ValueError("has neither a treatment nor an intervention (write one of them)")
        compares = self.treatment and self.intervention is not None
        fits = (
            {Outcome.ABOLISHED, Outcome.ATTENUATED, Outcome.UNCHANGED, Outcome.ENHANCED}
            if compares
            else {Outcome.INCREASED, Outcome.DECREASED, Outcome.UNCHANGED}
        )
        if self.result is not None and self.result not in fits:
            said = "a treatment and an intervention" if compares else "only one of the two"
            raise ValueError(
                f"result {self.result} does not fit an experiment with {said} "
                f"(write {', '.join(sorted(fits))})"
            )
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of a node that it mentions."""
        targets = self.intervention.target if self.intervention else ()
        return (*self.background, *self.treatment, *targets, self.readout)


class OpenQuestion(Record):
    """Something that the review leaves open."""

    question: Text
    nodes: tuple[Slug, ...] = ()
    references: tuple[Key, ...] = ()


class GraphInfo(Record):
    """What a graph says of itself."""

    id: Slug
    title: Text
    version: Text
    licence: Text
    authors: tuple[Text, ...] = ()
    source_review: Key | None = None
    default_story: tuple[Slug, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
