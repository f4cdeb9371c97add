"""What a curator should look at in a graph that loads: warnings, each with its place.

Problems keep a graph from loading and are the business of :mod:`ketamech.loading`. A warning
is about a graph that loads and may still say something it does not mean. :data:`CHECKS`
lists them all. An arm may say why a warning about it stands (`explained`); then it is
counted and no longer shown.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ketamech.errors import Problem
from ketamech.loading.contents import Contents
from ketamech.model import Edge, Explanation, Node
from ketamech.query.balance import negative_rings
from ketamech.query.select import narrowed, select, story_of
from ketamech.vocabulary import Confidence, NodeType, Sign, WarningKind

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["CHECKS", "Report", "Warned", "check"]

_MOVES = (Sign.PLUS, Sign.MINUS)


@dataclass(frozen=True, order=True)
class Warned:
    """One warning.

    Attributes
    ----------
    place
        Where it is, what is suspected, what to do.
    kind
        Which check found it.
    of
        What it is about: the id of a node, an edge as text, the key of a reference.
    why
        Why it stands, where the arm explains it; empty otherwise.
    """

    place: Problem
    kind: WarningKind
    of: str
    why: str = ""

    @property
    def what(self) -> str:
        """What is suspected."""
        return self.place.what

    def __str__(self) -> str:
        return f"{self.place}{f' — {self.why}' if self.why else ''}"


Warnings = Iterator[Warned]
Check = Callable[[Contents], Warnings]


@dataclass(frozen=True)
class Report:
    """What was checked, and what is worth a look.

    Attributes
    ----------
    warnings
        Those that nothing explains, in the order of file, line and column.
    explained
        Those that the files explain, in the same order.
    counts
        How many records of each kind were checked.
    checks
        How many kinds of check ran.
    """

    warnings: tuple[Warned, ...]
    explained: tuple[Warned, ...]
    counts: dict[str, int]
    checks: int

    def __str__(self) -> str:
        counted = ", ".join(f"{count} {kind}" for kind, count in self.counts.items())
        number = len(self.warnings)
        found = "no warnings" if not number else f"{number} warning{'s' * (number > 1)}"
        lines = [f"warning: {warning}" for warning in self.warnings]
        for head, warnings in (
            ("warnings", self.warnings),
            ("explained in the files", self.explained),
        ):
            lines += [f"{head}: {_by_kind(warnings)}"] if warnings else []
        return "\n".join([*lines, f"checked {counted} in {self.checks} ways: {found}"])


def _by_kind(warnings: tuple[Warned, ...]) -> str:
    kinds = Counter(str(warning.kind) for warning in warnings)
    often = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count} {kind}" for kind, count in often)


def check(graph: "MechanismGraph") -> Report:
    """Look through a graph for what its curators may not have meant.

    Returns
    -------
    Report
        Warnings with their places, those that the files explain, and how many things were
        checked.
    """
    contents = graph.contents
    found = sorted({warning for run in CHECKS for warning in run(contents)})
    explained, used = _explained(contents, found)
    left = [warning for warning in found if warning not in explained]
    left += _explains_nothing(contents, used)
    counts = {
        "nodes": len(contents.nodes),
        "edges": len(contents.edges),
        "pieces of evidence": sum(len(edge.evidence) for edge in contents.edges),
        "references": len(contents.references),
        "hypotheses": len(contents.hypotheses),
        "experiments": len(contents.experiments),
        "problems": 0,
    }
    return Report(tuple(sorted(left)), tuple(explained.values()), counts, len(CHECKS))


def _explained(
    contents: Contents, found: list[Warned]
) -> tuple[dict[Warned, Warned], set[tuple[str, Explanation, str]]]:
    """The warnings that their arm explains, and which explanations did so, of what."""
    explained: dict[Warned, Warned] = {}
    used: set[tuple[str, Explanation, str]] = set()
    for warning in found:
        arm = contents.arms.get(warning.place.file)
        for reason in arm.explained if arm else ():
            named = warning.of in reason.of
            if reason.warning is warning.kind and (named or not reason.of):
                used.add((warning.place.file, reason, warning.of if named else ""))
                explained.setdefault(
                    warning, Warned(warning.place, warning.kind, warning.of, reason.why)
                )
    return explained, used


def _explains_nothing(contents: Contents, used: set[tuple[str, Explanation, str]]) -> Warnings:
    """An explanation that outlived its warning hides the next one."""
    for file, arm in contents.arms.items():
        for reason in arm.explained:
            for name in reason.of or ("",):
                if (file, reason, name) not in used:
                    about = f" of {name!r}" if name else ""
                    what = f"there is no {reason.warning} warning{about} to explain"
                    place = Problem(file, 1, 1, what, "take it out of explained")
                    yield Warned(place, WarningKind.EXPLAINS_NOTHING, name)


def _about_edge(
    contents: Contents, kind: WarningKind, edge: Edge, what: str, instead: str
) -> Warned:
    return _about(contents, kind, "edges", edge.triple, str(edge), what, instead)


def _about_node(
    contents: Contents, kind: WarningKind, node: Node, what: str, instead: str
) -> Warned:
    return _about(contents, kind, "nodes", node.id, node.id, what, instead)


def _about(
    contents: Contents,
    kind: WarningKind,
    section: str,
    name: object,
    of: str,
    what: str,
    instead: str,
) -> Warned:
    file, line, column = contents.places.get((section, name), (contents.info.id, 1, 1))
    return Warned(Problem(file, line, column, what, instead), kind, of)


def _edges_are_steps(contents: Contents) -> Warnings:
    """An edge that a longer route of the same sign explains is a net effect."""
    for edge in contents.edges:
        if edge.sign not in _MOVES or edge.feedback or not contents.follows(edge):
            continue
        route = _other_route(edge, _shared_with(contents, edge))
        if route is not None:
            along = " → ".join([route[0].source, *(step.target for step in route)])
            yield _about_edge(
                contents,
                WarningKind.NET_EFFECT,
                edge,
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
            yield _about_edge(
                contents,
                WarningKind.DRUG_EFFECT,
                edge,
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
        for ring in negative_rings(part):
            along = " → ".join([ring[0].source, *(edge.target for edge in ring)])
            name = ", ".join(story) or "the graph"
            yield _about_edge(
                contents,
                WarningKind.UNBALANCED,
                ring[-1],
                f"the loop {along} balances itself in {name}",
                "write feedback: true on the edge that closes it",
            )


def _edges_rest_on_several_papers(contents: Contents) -> Warnings:
    """One paper is one paper, however clear."""
    for edge in contents.edges:
        papers = {item.ref for item in edge.evidence if item.speaks_for}
        if edge.confidence is not Confidence.REFUTED and len(papers) == 1:
            what = f"{edge} rests on {papers.pop()} alone"
            advice = "add a second source, or explain single_source"
            yield _about_edge(contents, WarningKind.SINGLE_SOURCE, edge, what, advice)


def _edges_have_an_onset(contents: Contents) -> Warnings:
    """When an effect shows tells the first hour from the lasting relief."""
    for edge in contents.edges:
        if contents.follows(edge) and edge.onset is None:
            what = f"{edge} has no onset"
            advice = "write onset: seconds to weeks, or explain no_onset"
            yield _about_edge(contents, WarningKind.NO_ONSET, edge, what, advice)


def _the_treatment_reaches_everything(contents: Contents) -> Warnings:
    """What the treatment does not reach is no part of its mechanism, or lacks an edge."""
    if contents.info.treatment is None:
        return
    waiting, reached = [contents.info.treatment], {contents.info.treatment}
    while waiting:
        for edge in contents.outgoing.get(waiting.pop(), ()):
            if edge.target not in reached:
                reached.add(edge.target)
                waiting.append(edge.target)
    for node in contents.nodes.values():
        given = node.type.info.exogenous or node.type is NodeType.GENE_VARIANT
        if node.id not in reached and not (given and node.id not in contents.incoming):
            what = f"nothing leads from {contents.info.treatment} to {node.id}"
            advice = "add the missing step, or explain unreached"
            yield _about_node(contents, WarningKind.UNREACHED, node, what, advice)


def _nodes_have_identifiers(contents: Contents) -> Warnings:
    """What an ontology covers has its identifier."""
    for node in contents.nodes.values():
        if node.type.info.grounded and not node.xrefs:
            what = f"the {node.type.label} {node.id!r} has no identifier"
            advice = "add xrefs, or explain no_identifier"
            yield _about_node(contents, WarningKind.NO_IDENTIFIER, node, what, advice)


def _families_are_of_one_kind(contents: Contents) -> Warnings:
    """Whoever acts on a family acts on all of it: a receptor and a behaviour are no family."""
    carriers: dict[str, list[Node]] = {}
    for node in contents.nodes.values():
        for alias in node.aliases:
            carriers.setdefault(alias.casefold(), []).append(node)
    for alias, nodes in carriers.items():
        if len({node.type.info.level for node in nodes}) > 1:
            others = ", ".join(node.id for node in nodes[1:])
            what = f"the alias {alias!r} of {nodes[0].id} is also that of {others}"
            advice = "let one of them carry it, or explain mixed_family"
            yield _about_node(contents, WarningKind.MIXED_FAMILY, nodes[0], what, advice)


def _nodes_have_their_place(contents: Contents) -> Warnings:
    """Every node lies in a lane and has an edge."""
    touched = {end for edge in contents.edges for end in (edge.source, edge.target)}
    lanes = contents.layout.lanes
    for node in contents.nodes.values():
        if lanes and not any(lane.takes(node) for lane in lanes):
            what = f"the node {node.id!r} lies in no lane"
            yield _about_node(contents, WarningKind.NO_LANE, node, what, "add its type to a lane")
        if node.id not in touched:
            what = f"the node {node.id!r} has no edge"
            yield _about_node(
                contents, WarningKind.NO_EDGE, node, what, "add an edge, or remove it"
            )


def _references_are_cited(contents: Contents) -> Warnings:
    """A reference that nobody cites is a reference that nobody read."""
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
            what, advice = f"nothing cites the reference {key}", "cite it, or remove it"
            yield _about(contents, WarningKind.UNCITED, "references", key, key, what, advice)


CHECKS: tuple[Check, ...] = (
    _edges_are_steps,
    _drugs_act_on_molecules,
    _stories_are_balanced,
    _edges_rest_on_several_papers,
    _edges_have_an_onset,
    _the_treatment_reaches_everything,
    _nodes_have_identifiers,
    _families_are_of_one_kind,
    _nodes_have_their_place,
    _references_are_cited,
)
