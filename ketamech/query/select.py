"""Narrow a graph: to a story, to kinds of nodes, to what is well supported."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from ketamech.errors import UnknownNameError, nearest
from ketamech.loading.contents import Contents
from ketamech.model import Edge
from ketamech.query.reach import Asked, asked
from ketamech.vocabulary import Confidence, NodeType

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["between", "narrowed", "select", "story_of"]

OneOrSeveral = str | Iterable[str] | None
E = TypeVar("E", bound=StrEnum)


def select(
    contents: Contents,
    *,
    hypotheses: OneOrSeveral = None,
    arms: OneOrSeveral = None,
    types: OneOrSeveral = None,
    cells: OneOrSeveral = None,
    regions: OneOrSeveral = None,
    species: OneOrSeveral = None,
    min_confidence: str | None = None,
    contested: bool = True,
    refuted: bool | None = None,
) -> Contents:
    """The part of a graph that passes every filter.

    Parameters
    ----------
    contents
        The graph to narrow.
    hypotheses
        Stories: common ground, their edges, and those of the stories they build on.
    arms
        Ids of the arms whose files hold the edges.
    types, cells, regions
        What both ends of an edge have to be, or lie in.
    species
        Words one of which the species of the evidence holds; other evidence is dropped, and
        confidence is computed again.
    min_confidence
        The weakest confidence that an edge may have. Contested edges pass every bound.
    contested
        False to drop contested edges.
    refuted
        True to let queries and figures follow refuted edges, False to drop them; None keeps
        them unfollowed, as they were.

    Returns
    -------
    Contents
        The edges that pass, and the nodes that they touch.

    Raises
    ------
    UnknownNameError
        If a filter names something that the graph does not know.
    """
    checks: list[Callable[[Edge], bool]] = []
    edges: Iterable[Edge] = contents.edges
    story = contents.story
    if species is not None:
        words = {word.casefold() for word in _several(species)}
        edges = [kept for edge in edges if (kept := _of_species(edge, words)) is not None]
    if hypotheses is not None:
        story = tuple(_several(hypotheses))
        chosen = story_of(contents, story)
        checks.append(lambda edge: not edge.hypotheses or not chosen.isdisjoint(edge.hypotheses))
    if arms is not None:
        files = _files_of(contents, arms)
        checks.append(lambda edge: contents.file_of(edge) in files)
    if types is not None:
        checks.append(_ends(contents, "type", {_member(NodeType, t) for t in _several(types)}))
    for kind, wanted in (("cell", cells), ("region", regions)):
        if wanted is not None:
            checks.append(_ends(contents, kind, _known_places(contents, kind, wanted)))
    if min_confidence is not None:
        bound = _member(Confidence, min_confidence).rank
        checks.append(lambda edge: edge.contested or edge.confidence.rank >= bound)
    if not contested:
        checks.append(lambda edge: not edge.contested)
    if refuted is False:
        checks.append(lambda edge: edge.confidence is not Confidence.REFUTED)
    passed = tuple(edge for edge in edges if all(check(edge) for check in checks))
    follows = contents.follows_refuted if refuted is None else refuted
    return replace(narrowed(contents, passed), story=story, follows_refuted=follows)


def story_of(contents: Contents, hypotheses: Iterable[str]) -> set[str]:
    """The hypotheses that are named, and all that they build on.

    Raises
    ------
    UnknownNameError
        If the graph has no such hypothesis.
    """
    waiting, found = list(hypotheses), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in contents.hypotheses:
            close = nearest(name, contents.hypotheses) or tuple(contents.hypotheses)
            raise UnknownNameError(name, "hypothesis", close)
        if name not in found:
            found.add(name)
            waiting += contents.hypotheses[name].builds_on
    return found


def between(graph: "MechanismGraph", source: Asked, target: Asked) -> Contents:
    """All that lies on some route from a source to a target.

    A walk is followed, not each simple path, so that it costs time in the number of edges;
    edges into a source and out of a target are left out.
    """
    contents = graph.contents
    starts, goals = set(asked(graph, source)), set(asked(graph, target))
    ahead = _swept(starts, goals, contents.outgoing, lambda edge: edge.target)
    behind = _swept(goals, starts, contents.incoming, lambda edge: edge.source)
    on_route = ahead & behind
    kept = tuple(
        edge
        for edge in contents.edges
        if contents.follows(edge)
        and edge.source in on_route - goals
        and edge.target in on_route - starts
    )
    return narrowed(contents, kept)


def narrowed(contents: Contents, edges: tuple[Edge, ...]) -> Contents:
    """A graph with some of its edges, and the nodes that they touch."""
    touched = {end for edge in edges for end in (edge.source, edge.target)}
    nodes = {node_id: node for node_id, node in contents.nodes.items() if node_id in touched}
    return replace(contents, nodes=nodes, edges=edges)


def _swept(
    starts: set[str],
    closed: set[str],
    adjacency: Mapping[str, tuple[Edge, ...]],
    ahead: Callable[[Edge], str],
) -> set[str]:
    """The starts and all that is reached from them, not going on from what is closed."""
    waiting, found = list(starts), set(starts)
    while waiting:
        here = waiting.pop()
        if here in closed:
            continue
        for edge in adjacency.get(here, ()):
            there = ahead(edge)
            if there not in found:
                found.add(there)
                waiting.append(there)
    return found


def _several(value: str | Iterable[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _member(kind: type[E], name: str) -> E:
    try:
        return kind(name)
    except ValueError:
        known = [str(member) for member in kind]
        noun = {NodeType: "node type", Confidence: "confidence"}.get(kind, kind.__name__)
        raise UnknownNameError(name, noun, nearest(name, known) or known) from None


def _ends(contents: Contents, attribute: str, wanted: set[str]) -> Callable[[Edge], bool]:
    """A check that both ends of an edge have one of the wanted values."""
    inside = {
        node_id for node_id, node in contents.nodes.items() if getattr(node, attribute) in wanted
    }
    return lambda edge: edge.source in inside and edge.target in inside


def _known_places(contents: Contents, kind: str, wanted: str | Iterable[str]) -> set[str]:
    known = {location.id for location in getattr(contents.locations, f"{kind}s")}
    for name in _several(wanted):
        if name not in known:
            raise UnknownNameError(name, kind, nearest(name, known) or sorted(known))
    return set(_several(wanted))


def _files_of(contents: Contents, arms: str | Iterable[str]) -> set[str]:
    files = {arm.id: file for file, arm in contents.arms.items()}
    for name in _several(arms):
        if name not in files:
            raise UnknownNameError(name, "arm", nearest(name, files) or sorted(files))
    return {files[name] for name in _several(arms)}


def _of_species(edge: Edge, words: set[str]) -> Edge | None:
    """The edge with the evidence of some species; None where nothing is left."""
    kept = tuple(
        item
        for item in edge.evidence
        if not words.isdisjoint(re.findall(r"\w+", item.species.casefold()))
    )
    if not kept:
        return None
    return edge if len(kept) == len(edge.evidence) else edge.replaced(evidence=kept)
