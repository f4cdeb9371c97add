"""All that a graph says of one thing, with citations.

A thing is a node, an edge, a hypothesis, a reference, an experiment or an arm; each kind is
one row of :data:`KINDS`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from ketamech.errors import UnknownNameError, UsageError, nearest
from ketamech.model import Arm, Edge, Evidence, Experiment, Hypothesis, Node, Reference
from ketamech.query.tables import Record, Table
from ketamech.vocabulary import Relation

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["KINDS", "Dossier", "Finding", "show"]


@dataclass(frozen=True)
class Finding:
    """One piece of evidence and the edge that it is about."""

    edge: Edge
    evidence: Evidence


class Dossier(Table[Finding]):
    """All that is known of one thing: what it is, the evidence, the works that are cited.

    Attributes
    ----------
    about
        What the graph itself says of it.
    experiments
        Published experiments that name it, or that it reports.
    references
        Every work that is cited here, by key.
    """

    columns: ClassVar[tuple[str, ...]] = ("edge", "confidence", "stance", "ref", "finding")

    def __init__(
        self,
        graph: "MechanismGraph",
        about: Iterable[str],
        edges: Iterable[Edge] = (),
        *,
        experiments: Iterable[Experiment] = (),
        keys: Iterable[str] = (),
        only: str | None = None,
    ) -> None:
        super().__init__(
            [
                Finding(edge, item)
                for edge in edges
                for item in edge.evidence
                if only is None or item.ref == only
            ]
        )
        self.about = tuple(about)
        self.experiments = tuple(experiments)
        cited = [*keys, *(finding.evidence.ref for finding in self)]
        cited += [key for experiment in self.experiments for key in experiment.refs]
        known = graph.references
        self.references: dict[str, Reference] = {
            key: known[key] for key in sorted(set(cited)) if key in known
        }

    @property
    def heading(self) -> str:
        """What it is."""
        return "\n".join(self.about)

    @property
    def footing(self) -> str:
        """The experiments, and the works that are cited."""
        lines = [f"experiments: {len(self.experiments)}"] if self.experiments else []
        lines += [f"  {experiment}" for experiment in self.experiments]
        lines += ["references:"] if self.references else []
        lines += [f"  {key}: {reference}" for key, reference in self.references.items()]
        return "\n".join(lines)

    def _record(self, item: Finding) -> Record:
        edge, evidence = item.edge, item.evidence
        return {
            "edge": str(edge),
            "source": edge.source,
            "relation": str(edge.relation),
            "target": edge.target,
            "hypotheses": list(edge.hypotheses),
            "onset": edge.onset and str(edge.onset),
            "confidence": str(edge.confidence),
            "stance": str(evidence.stance),
            "necessity": evidence.necessity and str(evidence.necessity),
            "species": evidence.species,
            "system": str(evidence.system),
            "ref": evidence.ref,
            "finding": evidence.finding,
        }


def show(graph: "MechanismGraph", name: str | Node, kind: str | None = None) -> Dossier:
    """All that a graph says of one thing.

    Parameters
    ----------
    graph
        The graph.
    name
        A node, or the name of one; ``source relation target`` of an edge, the ends by any of
        their names; the id or the name of a hypothesis; the key of a reference; the id of an
        experiment or of an arm.
    kind
        ``node``, ``edge``, ``hypothesis``, ``reference``, ``experiment`` or ``arm``; the first
        of them that has the name, if None.

    Returns
    -------
    Dossier
        What it is, with all evidence, refuting evidence too.

    Raises
    ------
    UnknownNodeError, AmbiguousNodeError
        If the name means nothing, or several nodes.
    UnknownNameError
        If nothing of that kind has the name.
    UsageError
        If there is no such kind.

    Examples
    --------
    >>> import ketamech as km
    >>> dossier = show(km.load(), "naltrexone antagonizes mu-opioid receptor")
    >>> dossier.about[0]
    'Naltrexone antagonizes Mu-opioid receptor'
    """
    if isinstance(name, Node):
        return _of_node(graph, name)
    if kind is not None and kind not in KINDS:
        raise UsageError(f"there is no kind {kind!r} (known: {', '.join(KINDS)})")
    for label, (find, tell) in KINDS.items():
        if kind in (None, label) and (found := find(graph, name)) is not None:
            return tell(graph, found)
    if kind in (None, "node"):
        return _of_node(graph, graph.node(name))
    raise UnknownNameError(name, str(kind), nearest(name, _names(graph, str(kind))))


def _node(graph: "MechanismGraph", name: str) -> Node | None:
    matches = graph.contents.names.get(name)
    return matches[0].node if len({match.node.id for match in matches}) == 1 else None


def _edge(graph: "MechanismGraph", name: str) -> Edge | None:
    """The edge of a text `source relation target`, where the graph has it."""
    words = name.split()
    for place, word in enumerate(words[1:-1], start=1):
        if word not in set(Relation):
            continue
        source = graph.contents.names.get(" ".join(words[:place]))
        target = graph.contents.names.get(" ".join(words[place + 1 :]))
        ends = ({match.node.id for match in source}, {match.node.id for match in target})
        for edge in graph.edges:
            if edge.relation == word and edge.source in ends[0] and edge.target in ends[1]:
                return edge
    return None


def _hypothesis(graph: "MechanismGraph", name: str) -> Hypothesis | None:
    wanted = name.casefold()
    return next(
        (story for story in graph.hypotheses if wanted in (story.id, story.name.casefold())), None
    )


def _reference(graph: "MechanismGraph", name: str) -> Reference | None:
    return graph.references.get(name)


def _experiment(graph: "MechanismGraph", name: str) -> Experiment | None:
    return next((one for one in graph.experiments if one.id == name), None)


def _arm(graph: "MechanismGraph", name: str) -> Arm | None:
    return next((arm for arm in graph.arms if name in (arm.id, arm.title)), None)


def _of_node(graph: "MechanismGraph", node: Node) -> Dossier:
    place = ", ".join(filter(None, (node.cell, node.region, node.compartment)))
    lines = [f"{node.name} ({node.id}): {node.type.label}{', ' if place else ''}{place}"]
    lines += [node.description] if node.description else []
    for label, values in (
        ("also called", node.aliases),
        ("counted the other way", node.inverse_aliases),
        ("identifiers", [f"{curie} ({name})" for curie, name in node.xrefs.items()]),
        ("open question", _open_questions(graph, node)),
    ):
        lines += [f"{label}: {', '.join(values)}"] if values else []
    touching = [edge for edge in graph.edges if node.id in (edge.source, edge.target)]
    names = graph.contents.names
    naming = [
        experiment
        for experiment in graph.experiments
        if any(match.node.id == node.id for name in experiment.names for match in names.get(name))
    ]
    return Dossier(graph, lines, touching, experiments=naming)


def _open_questions(graph: "MechanismGraph", node: Node) -> list[str]:
    return [asked.question for asked in graph.info.open_questions if node.id in asked.nodes]


def _of_edge(graph: "MechanismGraph", edge: Edge) -> Dossier:
    nodes = graph.contents.nodes
    lines = [f"{nodes[edge.source].name} {edge.relation} {nodes[edge.target].name}"]
    for label, value in (
        ("sign", edge.sign.symbol),
        ("confidence", edge.confidence),
        ("necessity", edge.necessity),
        ("onset", edge.onset),
        ("hypotheses", ", ".join(edge.hypotheses) or "common ground"),
        ("indirect", "yes" if edge.indirect else ""),
        ("feedback", "yes" if edge.feedback else ""),
    ):
        lines += [f"{label}: {value}"] if value else []
    return Dossier(graph, lines, [edge])


def _of_hypothesis(graph: "MechanismGraph", story: Hypothesis) -> Dossier:
    lines = [f"{story.name} ({story.id})", story.summary, f"status: {story.status}"]
    if story.decided_by:
        lines.append(f"what would decide against it: {story.decided_by}")
    if story.builds_on:
        lines.append(f"builds on: {', '.join(story.builds_on)}")
    own = [edge for edge in graph.edges if story.id in edge.hypotheses]
    return Dossier(graph, lines, own, keys=story.references)


def _of_reference(graph: "MechanismGraph", reference: Reference) -> Dossier:
    lines = [f"{reference.key} ({reference.kind})", str(reference)]
    citing = [edge for edge in graph.edges if reference.key in edge.references]
    reported = [one for one in graph.experiments if reference.key in one.refs]
    return Dossier(
        graph, lines, citing, experiments=reported, keys=[reference.key], only=reference.key
    )


def _of_experiment(graph: "MechanismGraph", experiment: Experiment) -> Dossier:
    lines = [str(experiment)]
    for label, value in (("species", experiment.species), ("timing", experiment.timing)):
        lines += [f"{label}: {value}"] if value else []
    lines += [experiment.note] if experiment.note else []
    return Dossier(graph, lines, keys=experiment.refs)


def _of_arm(graph: "MechanismGraph", arm: Arm) -> Dossier:
    lines = [f"{arm.title} ({arm.id})"]
    lines += [arm.description] if arm.description else []
    return Dossier(graph, lines, graph.select(arms=arm.id).edges)


Find = Callable[["MechanismGraph", str], Any]
Tell = Callable[["MechanismGraph", Any], Dossier]

KINDS: dict[str, tuple[Find, Tell]] = {
    "node": (_node, _of_node),
    "edge": (_edge, _of_edge),
    "hypothesis": (_hypothesis, _of_hypothesis),
    "reference": (_reference, _of_reference),
    "experiment": (_experiment, _of_experiment),
    "arm": (_arm, _of_arm),
}
"""What can be shown: how a thing of that kind is found by name, and what is told of it."""


def _names(graph: "MechanismGraph", kind: str) -> list[str]:
    of_kind: dict[str, Iterable[str]] = {
        "edge": (str(edge) for edge in graph.edges),
        "hypothesis": (story.id for story in graph.hypotheses),
        "reference": graph.references,
        "experiment": (experiment.id for experiment in graph.experiments),
        "arm": (arm.id for arm in graph.arms),
    }
    return list(of_kind[kind])
