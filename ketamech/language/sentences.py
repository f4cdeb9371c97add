"""Edges and paths as sentences with citations, for slide notes and alternative text.

An edge does not know the names of its ends or the works that it cites, so a sentence is asked
of the graph: ``graph.sentence(edge)``. A path knows its graph: ``path.sentence()``. Which
hypotheses tell an edge is not said.
"""

from functools import reduce
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from ketamech.errors import UnknownNodeError
from ketamech.language.phrases import Phrase, begun, phrase
from ketamech.model import Edge
from ketamech.vocabulary import Confidence, Relation, Sign, System

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ketamech.graph import MechanismGraph
    from ketamech.query.routes import Path

__all__ = ["cited", "net", "path_sentence", "sentence"]


class _Verb(NamedTuple):
    """A verb after one thing, after several, and both where it is denied."""

    one: str
    several: str
    denied_of_one: str
    denied_of_several: str

    def after(self, subject: Phrase, *, denied: bool) -> str:
        """The form that agrees with a subject."""
        return self[2 * denied + subject.plural]


def _regular(verb: str) -> _Verb:
    head, _, tail = verb.partition(" ")
    one = " ".join(filter(None, [f"{head}s", tail]))
    return _Verb(one, verb, f"does not {verb}", f"do not {verb}")


_VERBS: dict[Relation, _Verb] = {
    Relation.ACTIVATES: _regular("activate"),
    Relation.INCREASES: _regular("increase"),
    Relation.RELEASES: _regular("drive"),
    Relation.POTENTIATES: _regular("potentiate"),
    Relation.AGONIZES: _regular("agonize"),
    Relation.CONVERTS_TO: _Verb(
        "is converted to", "are converted to", "is not converted to", "are not converted to"
    ),
    Relation.INHIBITS: _regular("inhibit"),
    Relation.DECREASES: _regular("decrease"),
    Relation.ANTAGONIZES: _regular("antagonize"),
    Relation.PERMITS: _regular("gate"),
    Relation.MODULATES: _regular("modulate"),
    Relation.CORRELATES_WITH: _regular("correlate with"),
}
"""How each relation is said."""

_NET: dict[Sign, str] = {
    Sign.PLUS: "{source} {raises} {target}",
    Sign.MINUS: "{source} {lowers} {target}",
    Sign.UNKNOWN: "{source} {acts} on {target}, in a direction that is not known",
    Sign.NONE: "{source} {goes} with {target}, and no cause is known",
}
"""What the sign of a whole route comes to."""

_NET_THROUGH_A_GATE: dict[Sign, str] = {
    Sign.PLUS: "{target} can respond only while {source} {is} intact",
    Sign.MINUS: "{source} {keeps} {target} from responding",
    Sign.UNKNOWN: "{source} {acts} on whether {target} can respond",
    Sign.NONE: _NET[Sign.NONE],
}
"""The same where a gate is on the route, by the sign of all its other steps."""

_NET_VERBS = {
    "raises": ("raises", "raise"),
    "lowers": ("lowers", "lower"),
    "acts": ("acts", "act"),
    "keeps": ("keeps", "keep"),
    "goes": ("goes", "go"),
    "is": ("is", "are"),
}
_CHAINED_SENTENCES = 3


def sentence(graph: "MechanismGraph", edge: Edge) -> str:
    r"""One edge in plain English, with citations and without a full stop.

    A contested edge cites both sides, a tentative one says who holds it, a refuted one is
    denied.

    Parameters
    ----------
    graph
        The graph that names the ends and the works.
    edge
        The edge.

    Raises
    ------
    UnknownNodeError
        If an end of the edge is no node of the graph.

    Examples
    --------
    >>> import ketamech as km
    >>> graph = km.load()
    >>> [edge] = graph.paths("ketamine", "NMDA receptor (PV cells)")[0].edges
    >>> print(sentence(graph, edge).replace(" (", "\n("))
    Ketamine antagonizes NMDA receptors on parvalbumin interneurons
    (Gerhard 2020; contested: Pozzi 2014)
    """
    subject = _end(graph, edge.source)
    held = _held(edge)
    text = f"{subject.text} {_predicate(graph, edge, subject)}"
    return begun(f"{held} that {text}" if held else text)


def path_sentence(path: "Path") -> str:
    """A path in one to four sentences, each step cited once, the net direction last.

    Examples
    --------
    >>> import ketamech as km
    >>> print(path_sentence(km.load().paths("CNQX", "BDNF release")[0]).split(". ")[-1])
    So CNQX lowers BDNF release.
    """
    graph, edges = path.graph, path.edges
    if not edges:
        return ""
    if len(edges) == 1:
        return f"{sentence(graph, edges[0])}."
    size = ceil(len(edges) / min(_CHAINED_SENTENCES, ceil(len(edges) / 2)))
    chains = [edges[start : start + size] for start in range(0, len(edges), size)]
    return " ".join([*(f"{_chained(graph, chain)}." for chain in chains), f"So {net(path)}."])


def net(path: "Path") -> str:
    """What more of the source of a path does to its target, in half a sentence.

    Examples
    --------
    >>> import ketamech as km
    >>> net(km.load().paths("naltrexone", "rapid antidepressant effect")[0])
    'naltrexone keeps the rapid antidepressant effect from responding'
    """
    source, target = (phrase(path.graph, path.nodes[end]) for end in (0, -1))
    if path.nodes[0] == path.nodes[-1]:
        target = Phrase("themselves" if source.plural else "itself", source.plural)
    verbs = {verb: forms[source.plural] for verb, forms in _NET_VERBS.items()}
    table, sign = _NET, path.sign
    if any(edge.sign is Sign.GATE for edge in path.edges):
        table = _NET_THROUGH_A_GATE
        others = (edge.sign for edge in path.edges if edge.sign is not Sign.GATE)
        sign = reduce(Sign.__mul__, others, Sign.PLUS)
    return table[sign].format(source=source.text, target=target.text, **verbs)


def cited(graph: "MechanismGraph", keys: "Iterable[str]") -> str:
    """Works as first author and year, each once, in the order of the keys.

    Examples
    --------
    >>> import ketamech as km
    >>> cited(km.load(), ["Deyama2019a", "Li2010"])
    'Deyama 2019a, Li 2010'
    """
    return ", ".join(dict.fromkeys(_citation(graph, key) for key in keys))


def _chained(graph: "MechanismGraph", edges: tuple[Edge, ...]) -> str:
    """Some steps in a row as one sentence."""
    parts = [sentence(graph, edges[0])]
    for edge in edges[1:]:
        held = _held(edge)
        said = _predicate(graph, edge, _end(graph, edge.source))
        parts.append(f"which, {held}, {said}" if held else f"which {said}")
    return ", ".join(parts)


def _predicate(graph: "MechanismGraph", edge: Edge, subject: Phrase) -> str:
    """All of a statement behind its subject."""
    verb = _VERBS[edge.relation].after(subject, denied=edge.confidence is Confidence.REFUTED)
    unknown = " by steps that are not known" if edge.indirect else ""
    return f"{verb} {_end(graph, edge.target).text}{unknown} ({_sides(graph, edge)})"


def _held(edge: Edge) -> str:
    """Who holds an edge that nobody measured; empty of any other."""
    if edge.confidence is not Confidence.TENTATIVE:
        return ""
    read = any(item.speaks_for and item.system is System.REVIEW for item in edge.evidence)
    return "reviews hold" if read else "simulations hold"


def _sides(graph: "MechanismGraph", edge: Edge) -> str:
    """The works for an edge, and those against it."""
    support = [item.ref for item in edge.evidence if not item.speaks_against]
    against = [item.ref for item in edge.evidence if item.speaks_against]
    if edge.confidence is Confidence.REFUTED:
        return cited(graph, against)
    sides = [cited(graph, support)] if support else []
    if against:
        word = "contested" if edge.contested else "but see" if support else "mixed"
        sides.append(f"{word}: {cited(graph, against)}")
    return "; ".join(sides)


def _citation(graph: "MechanismGraph", key: str) -> str:
    stem = key.rstrip("abcdefghijklmnopqrstuvwxyz")
    letter = key[len(stem) :] if len(key) - len(stem) == 1 else ""
    if (work := graph.references.get(key)) is not None:
        first = work.author[0]
        return f"{first.family or first.literal} {work.year}{letter}"
    return f"{stem[:-4]} {stem[-4:]}{letter}" if stem[-4:].isdigit() else key


def _end(graph: "MechanismGraph", node_id: str) -> Phrase:
    if node_id not in graph.contents.nodes:
        raise UnknownNodeError(node_id, suggestions=graph.contents.names.nearest(node_id))
    return phrase(graph, graph.contents.nodes[node_id])
