"""What a page tells of a figure beyond what is drawn: descriptions, evidence, links.

A drawn edge stands for one or several edges of the graph, or for a path of them through hidden
nodes; each of these is a :class:`Step`. Everything is plain text in one line, so that an output
only has to show it, and every link is built here from an identifier that the models have
checked, to one of the places in :data:`PLACES`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ketamech.drawing.text import printable
from ketamech.drawing.theme import CHANGE_STYLES
from ketamech.drawing.view import View, ViewEdge, ViewNode
from ketamech.language.sentences import cited, sentence
from ketamech.model import Edge, Evidence, Node, Reference
from ketamech.query.select import story_of
from ketamech.vocabulary import Confidence

__all__ = [
    "PLACES",
    "Details",
    "EdgeDetails",
    "Finding",
    "Link",
    "NodeDetails",
    "Step",
    "Story",
    "Work",
    "details_of",
]

PLACES = {
    "CURIE": "https://bioregistry.io/",
    "DOI": "https://doi.org/",
    "PubMed": "https://pubmed.ncbi.nlm.nih.gov/",
}
"""Where an identifier is looked up."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    words: str
    url: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class NodeDetails:
    """What is told of a node, a shown one or one that a dashed edge passes through.

    Attributes
    ----------
    kind
        Its type in plain words, or ``arm`` of a box that stands for one.
    places
        Cell, region and compartment by name.
    change
        What became of it in a figure of a perturbation; empty in others.
    relief
        Which way is relief, where that is said.
    """

    id: str
    name: str
    kind: str
    places: tuple[str, ...]
    change: str
    relief: str
    description: str
    aliases: tuple[str, ...]
    inverse_aliases: tuple[str, ...]
    xrefs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence; `work` is the key of a :class:`Work`."""

    work: str
    stance: str
    necessity: str
    species: str
    system: str
    finding: str


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of the graph."""

    source: str
    target: str
    relation: str
    sentence: str
    confidence: str
    necessity: str
    onset: str
    indirect: bool
    feedback: bool
    hypotheses: tuple[str, ...]
    evidence: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class EdgeDetails:
    """An edge as drawn; the scene holds its words.

    Attributes
    ----------
    steps
        Places of what it stands for among the steps of the figure.
    hidden
        Ids of the nodes that it passes through; it stands for a path where there are any.
    confidence
        How far it can be trusted; a path, as far as its weakest step.
    followed
        True where what lies downstream is found along it.
    """

    id: str
    source: str
    target: str
    steps: tuple[int, ...]
    hidden: tuple[str, ...]
    confidence: str
    followed: bool


@dataclass(frozen=True, slots=True)
class Work:
    """A work that is cited."""

    key: str
    cited: str
    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A hypothesis; `holds` are the ids of itself and of all that it builds on."""

    id: str
    name: str
    summary: str
    status: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """All that a page tells of the nodes and edges of a figure."""

    nodes: tuple[NodeDetails, ...]
    hidden: tuple[NodeDetails, ...]
    edges: tuple[EdgeDetails, ...]
    steps: tuple[Step, ...]
    works: tuple[Work, ...]
    stories: tuple[Story, ...]


def details_of(view: View, graph: Any) -> Details:
    """What the graph knows of everything that a view shows.

    Parameters
    ----------
    view
        What is shown.
    graph
        The graph that it is a view of.

    Examples
    --------
    >>> import ketamech as km
    >>> from ketamech.drawing.answers import view
    >>> path = km.load().paths("NBQX", "AMPA receptor")[0]
    >>> details_of(view(path), path.graph).steps[0].relation
    'antagonizes'
    """
    steps = tuple(dict.fromkeys(step for edge in view.edges for step in edge.edges))
    at = {step: number for number, step in enumerate(steps)}
    hidden = dict.fromkeys(node_id for edge in view.edges for node_id in edge.through)
    return Details(
        nodes=tuple(_node(graph, shown.node, _change(shown)) for shown in view.nodes),
        hidden=tuple(_node(graph, graph.contents.nodes[node_id], "") for node_id in hidden),
        edges=tuple(_edge(edge, at) for edge in view.edges),
        steps=tuple(_step(graph, step) for step in steps),
        works=tuple(
            _work(graph, key) for key in sorted({key for step in steps for key in step.references})
        ),
        stories=tuple(_stories(graph, steps)),
    )


def _texts(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(printable(text) for text in texts if text)


def _change(shown: ViewNode) -> str:
    style = None if shown.change is None else CHANGE_STYLES[shown.change]
    moved = f"{style.legend} {style.mark}".strip() if style else ""
    return ", ".join(filter(None, (moved, "shut" if shown.shut else "")))


def _node(graph: Any, node: Node, change: str) -> NodeDetails:
    known = graph.locations
    places = (
        next((place.name for place in places if place.id == of_node), of_node)
        for places, of_node in (
            (known.cells, node.cell),
            (known.regions, node.region),
            (known.compartments, node.compartment),
        )
    )
    return NodeDetails(
        id=node.id,
        name=printable(node.name),
        kind=node.type.label if graph.contents.nodes.get(node.id) == node else "arm",
        places=_texts(places),
        change=change,
        relief=f"{node.better} is relief" if node.better else "",
        description=printable(node.description or ""),
        aliases=_texts(node.aliases),
        inverse_aliases=_texts(node.inverse_aliases),
        xrefs=tuple(
            _link("CURIE", curie, words=curie, label=label) for curie, label in node.xrefs.items()
        ),
    )


def _link(place: str, identifier: str, *, words: str = "", label: str = "") -> Link:
    address = PLACES[place] + quote(identifier, safe="/:;()._-")
    return Link(printable(words or place), address, printable(label))


def _edge(edge: ViewEdge, at: dict[Edge, int]) -> EdgeDetails:
    found = {step.confidence for step in edge.edges}
    return EdgeDetails(
        id=edge.id,
        source=edge.source,
        target=edge.target,
        steps=tuple(at[step] for step in edge.edges),
        hidden=edge.through,
        confidence=", ".join(
            [str(min(found))] if edge.through else [str(one) for one in sorted(found)]
        ),
        followed=any(
            step.relation.info.causal and step.confidence is not Confidence.REFUTED
            for step in edge.edges
        ),
    )


def _step(graph: Any, edge: Edge) -> Step:
    return Step(
        source=edge.source,
        target=edge.target,
        relation=edge.relation.value.replace("_", " "),
        sentence=printable(sentence(graph, edge)),
        confidence=str(edge.confidence),
        necessity=str(edge.necessity or ""),
        onset=str(edge.onset or ""),
        indirect=edge.indirect,
        feedback=edge.feedback,
        hypotheses=edge.hypotheses,
        evidence=tuple(map(_finding, edge.evidence)),
    )


def _finding(item: Evidence) -> Finding:
    return Finding(
        work=item.ref,
        stance=str(item.stance),
        necessity=str(item.necessity or ""),
        species=printable(item.species),
        system=item.system.value.replace("_", " "),
        finding=printable(item.finding),
    )


def _work(graph: Any, key: str) -> Work:
    work: Reference | None = graph.references.get(key)
    named = printable(cited(graph, [key]))
    if work is None:
        return Work(key, named, "", ())
    journal = f" {work.container_title}." if work.container_title else ""
    identifiers = (("DOI", work.doi), ("PubMed", work.pmid))
    return Work(
        key=key,
        cited=named,
        title=printable(f"{work.title.rstrip('.')}.{journal}"),
        links=tuple(_link(place, known) for place, known in identifiers if known),
    )


def _stories(graph: Any, steps: Iterable[Edge]) -> Iterable[Story]:
    """The stories that tell a step, in the order of the graph."""
    told = {story for step in steps for story in step.hypotheses}
    for story in graph.hypotheses:
        if story.id in told:
            yield Story(
                id=story.id,
                name=printable(story.name),
                summary=printable(story.summary),
                status=printable(story.status),
                holds=tuple(sorted(story_of(graph.contents, [story.id]))),
            )
