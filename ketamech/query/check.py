"""What a curator should look at in a graph that loads: warnings, each with its place.

Problems keep a graph from loading and are the business of :mod:`ketamech.loading`. A warning
is about a graph that loads and may still say something it does not mean. :data:`CHECKS`
lists them all.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ketamech.errors import Problem
from ketamech.loading.contents import Contents
from ketamech.model import Edge
from ketamech.query.select import narrowed, select, story_of
from ketamech.vocabulary import NodeType, Sign

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["CHECKS", "Report", "check"]

Warnings = Iterator[Problem]
Check = Callable[[Contents], Warnings]
_MOVES = (Sign.PLUS, Sign.MINUS)


@dataclass(frozen=True)
class Report:
    """What was checked, and what is worth a look.

    Attributes
    ----------
    warnings
        In the order of file, line and column.
    counts
        How many records of each kind were checked.
    checks
        How many kinds of check ran.
    """

    warnings: tuple[Problem, ...]
    counts: dict[str, int]
    checks: int

    def __str__(self) -> str:
        counted = ", ".join(f"{count} {kind}" for kind, count in self.counts.items())
        number = len(self.warnings)
        found = "no warnings" if not number else f"{number} warning{'s' * (number > 1)}"
        lines = [f"warning: {warning}" for warning in self.warnings]
        return "\n".join([*lines, f"checked {counted} in {self.checks} ways: {found}"])


def check(graph: "MechanismGraph") -> Report:
    """Look through a graph for what its curators may not have meant.

    Returns
    -------
    Report
        Warnings with their places, and how many things were checked.
    """
    contents = graph.contents
    warnings = sorted({warning for run in CHECKS for warning in run(contents)})
    counts = {
        "nodes": len(contents.nodes),
        "edges": len(contents.edges),
        "pieces of evidence": sum(len(edge.evidence) for edge in contents.edges),
        "references": len(contents.references),
        "hypotheses": len(contents.hypotheses),
        "experiments": len(contents.experiments),
    }
    return Report(tuple(warnings), counts, len(CHECKS))


def _warning(contents: Contents, section: str, name: object, what: str, instead: str) -> Problem:
    file, line, column = contents.places.get((section, name), (contents.info.id, 1, 1))
    return Problem(file, line, column, what, instead)


def _edges_are_steps(contents: Contents) -> Warnings:
    """An edge that a longer route of the same sign explains is a net effect."""
    for edge in contents.edges:
        if edge.sign not in _MOVES or edge.feedback or not contents.follows(edge):
            continue
        route = _other_route(edge, _shared_with(contents, edge))
        if route is not None:
            along = " → ".join([route[0].source, *(step.target for step in route)])
            yield _warning(
                contents,
                "edges",
                edge.triple,
                f"{edge} is explained by the longer route {along}",
                "make it an experiment, or say which step the route leaves out",
            )


def _shared_with(contents: Contents, edge: Edge) -> Contents:
    """Common ground, and what holds wherever the edge holds."""
    story = story_of(contents, edge.hypotheses)
    return narrowed(
        contents,
        tuple(
            other
            for other in contents.edges
            if not other.hypotheses or not story.isdisjoint(other.hypotheses)
        ),
    )


def _other_route(edge: Edge, contents: Contents) -> tuple[Edge, ...] | None:
    """The shortest route of at least two steps that does what an edge does.

    A search over pairs of node and sign; a route that passes a node twice explains nothing.
    """
    start = (edge.source, Sign.PLUS)
    routes: dict[tuple[str, Sign], tuple[Edge, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        here, sign = waiting.popleft()
        for step in contents.outgoing.get(here, ()):
            there = (step.target, sign * step.sign)
            route = (*routes[here, sign], step)
            if step == edge or step.feedback or there[1] not in _MOVES or there in routes:
                continue
            if any(step.target == taken.source for taken in route):
                continue
            if there == (edge.target, edge.sign):
                if len(route) > 1:
                    return route
                continue
            if step.target != edge.target:
                routes[there] = route
                waiting.append(there)
    return None


def _drugs_act_on_molecules(contents: Contents) -> Warnings:
    """A drug's edge to anything but a molecular target belongs to a hypothesis."""
    for edge in contents.edges:
        source, target = contents.nodes[edge.source], contents.nodes[edge.target]
        is_drug = source.type in (NodeType.DRUG, NodeType.METABOLITE)
        if is_drug and not target.type.info.molecular_target and not edge.hypotheses:
            yield _warning(
                contents,
                "edges",
                edge.triple,
                f"{edge} gives common ground a drug's effect on a {target.type.label}",
                "name the hypothesis it belongs to, or the molecular target",
            )


def _stories_are_balanced(contents: Contents) -> Warnings:
    """Without its feedback edges, no ring of a story turns a change against itself."""
    stories: list[tuple[str, ...]] = [(name,) for name in contents.hypotheses]
    if contents.info.default_story:
        stories.append(contents.info.default_story)
    for story in stories or [()]:
        part = select(contents, hypotheses=story) if story else contents
        for ring in _negative_rings(part):
            along = " → ".join([ring[0].source, *(edge.target for edge in ring)])
            name = ", ".join(story) or "the graph"
            yield _warning(
                contents,
                "edges",
                ring[-1].triple,
                f"the loop {along} balances itself in {name}",
                "write feedback: true on the edge that closes it",
            )


def _negative_rings(contents: Contents) -> Iterator[tuple[Edge, ...]]:
    """The shortest balancing ring of every strongly connected part that has one.

    A strongly connected part has no balancing ring exactly if its nodes can be given two
    colours so that raising edges join equal ones (Harary 1953, Michigan Math. J. 2:143).
    """
    import networkx as nx

    edges = [
        edge
        for leaving in contents.outgoing.values()
        for edge in leaving
        if edge.sign in _MOVES and not edge.feedback
    ]
    joined: nx.DiGraph[str] = nx.DiGraph((edge.source, edge.target) for edge in edges)
    for part in nx.strongly_connected_components(joined):
        inner = [edge for edge in edges if edge.source in part and edge.target in part]
        if inner and not _two_coloured(inner):
            yield min(filter(None, (_ring(edge, inner) for edge in inner)), key=_readability)


def _readability(ring: tuple[Edge, ...]) -> tuple[object, ...]:
    """Short rings first, closed by an edge that lowers, then by ids."""
    return (len(ring), ring[-1].sign is not Sign.MINUS, [edge.triple for edge in ring])


def _two_coloured(edges: list[Edge]) -> bool:
    beside: dict[str, list[tuple[str, Sign]]] = {}
    for edge in edges:
        beside.setdefault(edge.source, []).append((edge.target, edge.sign))
        beside.setdefault(edge.target, []).append((edge.source, edge.sign))
    start = edges[0].source
    colours = {start: Sign.PLUS}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        for there, sign in beside[here]:
            colour = colours[here] * sign
            if there not in colours:
                colours[there] = colour
                waiting.append(there)
            elif colours[there] is not colour:
                return False
    return True


def _ring(closing: Edge, edges: Iterable[Edge]) -> tuple[Edge, ...] | None:
    """The shortest walk that an edge closes to a ring that lowers what it raised."""
    leaving: dict[str, list[Edge]] = {}
    for edge in edges:
        leaving.setdefault(edge.source, []).append(edge)
    start = (closing.target, Sign.PLUS)
    routes: dict[tuple[str, Sign], tuple[Edge, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here[0] == closing.source and here[1] * closing.sign is Sign.MINUS:
            return (*routes[here], closing)
        for edge in leaving.get(here[0], ()):
            there = (edge.target, here[1] * edge.sign)
            if there not in routes:
                routes[there] = (*routes[here], edge)
                waiting.append(there)
    return None


def _everything_has_its_place(contents: Contents) -> Warnings:
    """Every node lies in a lane and has an edge; every reference is cited."""
    touched = {end for edge in contents.edges for end in (edge.source, edge.target)}
    lanes = contents.layout.lanes
    for node in contents.nodes.values():
        if lanes and not any(lane.takes(node) for lane in lanes):
            what = f"the node {node.id!r} lies in no lane"
            yield _warning(contents, "nodes", node.id, what, "add its type to a lane")
        if node.id not in touched:
            what = f"the node {node.id!r} has no edge"
            yield _warning(contents, "nodes", node.id, what, "add an edge, or remove it")
    cited = {ref for edge in contents.edges for ref in edge.references}
    for story in contents.hypotheses.values():
        cited.update(story.references)
    for experiment in contents.experiments:
        cited.update(experiment.refs)
    for question in contents.info.open_questions:
        cited.update(question.references)
    cited.add(contents.info.source_review or "")
    for key in contents.references:
        if key not in cited:
            what = f"nothing cites the reference {key}"
            yield _warning(contents, "references", key, what, "cite it, or remove it")


CHECKS: tuple[Check, ...] = (
    _edges_are_steps,
    _drugs_act_on_molecules,
    _stories_are_balanced,
    _everything_has_its_place,
)
