"""The answer to each form of question: a sentence or two, and the result that it sums up."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from ketamech.errors import UnknownNodeError, UsageError
from ketamech.language.explained import Explained, experiments_named, explanations
from ketamech.language.phrases import begun, joined, phrase
from ketamech.language.sentences import cited, sentence
from ketamech.language.words import find_name, find_names, stems
from ketamech.model import Edge, Node, OpenQuestion
from ketamech.query.reach import Reach
from ketamech.query.routes import Path
from ketamech.query.show import Dossier, show
from ketamech.query.tables import Record, Table
from ketamech.vocabulary import Confidence, Sign

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["OpenQuestions", "Said"]

Said = tuple[str, Any]
"""A text, and the result that it sums up."""
Slots = Mapping[str, str]
"""The words that stand for X, for Y, and so on."""

_NEAREST = 3
_WORKS = 3
_PATHS = 10


class OpenQuestions(Table[OpenQuestion]):
    """What the review leaves open."""

    columns: ClassVar[tuple[str, ...]] = ("question", "references")

    @property
    def heading(self) -> str:
        """How many there are."""
        return "1 open question" if len(self) == 1 else f"{len(self)} open questions"

    def _record(self, item: OpenQuestion) -> Record:
        return {
            "question": item.question,
            "nodes": list(item.nodes),
            "references": list(item.references),
        }


def downstream(graph: "MechanismGraph", slots: Slots) -> Said:
    """What X acts on."""
    reach = graph.downstream(_names(graph, slots["X"]))
    return _reach_text(reach, _RESULTS), reach


def upstream(graph: "MechanismGraph", slots: Slots) -> Said:
    """What acts on X."""
    reach = graph.upstream(_names(graph, slots["X"]))
    return _reach_text(reach, _DEEDS), reach


def raisers(graph: "MechanismGraph", slots: Slots) -> Said:
    """What raises X."""
    return _acting(graph, slots, Sign.PLUS, ("raises", "raise"))


def lowerers(graph: "MechanismGraph", slots: Slots) -> Said:
    """What lowers X."""
    return _acting(graph, slots, Sign.MINUS, ("lowers", "lower"))


def route(graph: "MechanismGraph", slots: Slots) -> Said:
    """How X reaches Y."""
    sources, targets = _names(graph, slots["X"]), _names(graph, slots["Y"])
    found = graph.paths(sources, targets, limit=_PATHS)
    if not found:
        return _no_route(graph, sources, targets), found
    rest = len(found) - 1
    more = "" if found.complete else "More than "
    others = f" {more}{_count(rest, 'other path', 'leads', 'lead')} there too." if rest else ""
    return found[0].sentence() + others, found


def raises(graph: "MechanismGraph", slots: Slots) -> Said:
    """Whether X raises Y."""
    return _verdict(graph, slots, Sign.PLUS)


def lowers(graph: "MechanismGraph", slots: Slots) -> Said:
    """Whether X lowers Y."""
    return _verdict(graph, slots, Sign.MINUS)


def affects(graph: "MechanismGraph", slots: Slots) -> Said:
    """Whether X does anything to Y."""
    return _verdict(graph, slots, None)


def given(graph: "MechanismGraph", slots: Slots) -> Said:
    """What moves if X is raised."""
    return _what_if(graph, increase=_names(graph, slots["X"]))


def lost(graph: "MechanismGraph", slots: Slots) -> Said:
    """What moves if X is lost: asked as a fall, since a block alone moves nothing."""
    return _what_if(graph, decrease=_names(graph, slots["X"]))


def given_without(graph: "MechanismGraph", slots: Slots) -> Said:
    """What X still moves if Y is blocked."""
    return _what_if(graph, increase=_names(graph, slots["X"]), block=_names(graph, slots["Y"]))


def given_together(graph: "MechanismGraph", slots: Slots) -> Said:
    """What moves if X and Y are both raised."""
    return _what_if(graph, increase=[*_names(graph, slots["X"]), *_names(graph, slots["Y"])])


def abolished(graph: "MechanismGraph", slots: Slots) -> Said:
    """What Y moves, and no longer does with X; Y is what the graph is about if it is not said."""
    from ketamech.reasoning.abolishes import abolishes

    treatment = graph.info.treatment
    if "Y" not in slots and treatment is None:
        raise UsageError("say of what: 'what does X abolish of Y' (this graph names no treatment)")
    agents = _names(graph, slots["X"])
    treatments = _names(graph, slots["Y"]) if "Y" in slots else [str(treatment)]
    found = abolishes(graph, agents, treatments)
    who, of = _all_said(graph, agents), _all_said(graph, treatments)
    brought = f"{_count(len(found.alone.changed()), 'change')} that {of} brings"
    if not found:
        return f"Of {brought}, none is abolished by {who}.", found
    items = [(row.node, _RESULTS[row.alone], row.route) for row in found]
    lost = "is" if len(found) == 1 else "are"
    return f"Of {brought}, {len(found)} {lost} abolished by {who}{_which(graph, items)}", found


def explains(graph: "MechanismGraph", slots: Slots) -> Said:
    """Which hypotheses agree with an experiment."""
    experiments, missing = experiments_named(graph, slots["E"])
    found = explanations(graph, experiments)
    told = [f"No experiment says {' or '.join(missing)} of this."] if missing else []
    told += [_explained_text(graph, item) for item in found[:_NEAREST]]
    rest = len(found) - _NEAREST
    more = (
        f" {_count(rest, 'other experiment', 'fits', 'fit')} these words too." if rest > 0 else ""
    )
    return " ".join(told) + more, found


def contested(graph: "MechanismGraph", slots: Slots) -> Said:
    """Edges about X on which papers disagree; all of them without an X."""
    who, edges = "the graph", list(graph.edges)
    if "X" in slots:
        who, edges = _edges_about(graph, slots["X"])
    disputed = sorted(
        (edge for edge in edges if edge.contested), key=lambda edge: -len(edge.references)
    )
    count = f"{len(disputed)} of {_count(len(edges), 'edge')} of {who}"
    found = Dossier(graph, [f"{count}: contested"], disputed)
    if not disputed:
        return f"Of {_count(len(edges), 'edge')} of {who}, none is contested.", found
    told = " ".join(f"{sentence(graph, edge)}." for edge in disputed[:_NEAREST])
    rest = len(disputed) - _NEAREST
    more = f" {_count(rest, 'other', 'is', 'are')} contested too." if rest > 0 else ""
    return f"{count} {'is' if len(disputed) == 1 else 'are'} contested. {told}{more}", found


def known(graph: "MechanismGraph", slots: Slots) -> Said:
    """All that is known of one thing: a node, a hypothesis, a paper, an experiment."""
    text = _story_named(graph, slots["T"]) or slots["T"]
    try:
        found = show(graph, text)
    except UnknownNodeError:
        found = show(graph, find_name(graph.contents.names, text))
    edges = {finding.edge: None for finding in found}
    best = sorted(
        (edge for edge in edges if edge.confidence is not Confidence.REFUTED),
        key=lambda edge: (-edge.confidence.rank, -len(edge.references)),
    )[:_NEAREST]
    lines = [*found.about[:2], *(sentence(graph, edge) for edge in best)]
    return " ".join(line if line[-1] in ".?!" else f"{line}." for line in lines), found


def open_questions(graph: "MechanismGraph", slots: Slots) -> Said:
    """What the review leaves open, about X or at all."""
    questions = graph.info.open_questions
    about = ""
    if "X" in slots:
        nodes = _nodes(graph, slots["X"])
        ids = {node.id for node in nodes}
        questions = tuple(one for one in questions if not ids.isdisjoint(one.nodes))
        about = f" about {joined([phrase(graph, node).text for node in nodes])}"
    found = OpenQuestions(questions)
    if not found:
        return f"The graph names no open question{about}.", found
    return "\n".join(_with_works(graph, one.question, one.references) for one in found), found


_RESULTS = {
    Sign.PLUS: "raised",
    Sign.MINUS: "lowered",
    Sign.BOTH: "pulled both ways",
    Sign.UNKNOWN: "moved in a direction that is not known",
    Sign.GATE: "gated",
    Sign.NONE: "not moved",
}
_DEEDS = {
    Sign.PLUS: "raising",
    Sign.MINUS: "lowering",
    Sign.BOTH: "pulling both ways",
    Sign.UNKNOWN: "acting in a direction that is not known",
    Sign.GATE: "gating",
    Sign.NONE: "not acting",
}
_VERDICTS = {
    Sign.BOTH: "Both: equally good routes disagree. One of them:",
    Sign.UNKNOWN: "In a direction that is not known:",
    Sign.GATE: "Only as a gate:",
}
_DIRECTIONS = {Sign.PLUS: "it raises it", Sign.MINUS: "it lowers it"}

Item = tuple[Node, str, Path]
"""A node, what becomes of it, and the route that proves it."""


def _verdict(graph: "MechanismGraph", slots: Slots, asked: Sign | None) -> Said:
    """Whether X raises or lowers Y, by the effect of its best routes; None asks for either."""
    sources, targets = _names(graph, slots["X"]), _names(graph, slots["Y"])
    reach = graph.downstream(sources)
    wanted = {graph.contents.names.one(target).node.id for target in targets}
    items = [item for item in reach if item.node.id in wanted]
    found = Reach(graph, reach.asked, "downstream", items)
    told = [_verdict_on(graph, sources, target, found, asked) for target in targets]
    return " ".join(told), found


def _verdict_on(
    graph: "MechanismGraph", sources: list[str], target: str, reach: Reach, asked: Sign | None
) -> str:
    match = graph.contents.names.one(target)
    item = next((item for item in reach if item.node.id == match.node.id), None)
    if item is None:
        return _no_route(graph, sources, [target])
    effect = item.effect * Sign.MINUS if match.inverted else item.effect
    if effect in _VERDICTS:
        verdict = _VERDICTS[effect]
    elif asked in (None, effect):
        verdict = "Yes:" if asked else f"Yes, {_DIRECTIONS[effect]}:"
    else:
        verdict = f"No, {_DIRECTIONS[effect]}:"
    notes = _turned(graph, [*sources, target])
    if item.opposed and effect in _DIRECTIONS:
        notes.append("Another route brings the other sign.")
    return " ".join([verdict, item.path.sentence(), *notes])


def _acting(graph: "MechanismGraph", slots: Slots, sign: Sign, verbs: tuple[str, str]) -> Said:
    """What acts on X with one sign, by the effect of its best routes."""
    names = _names(graph, slots["X"])
    reach = graph.upstream(names)
    found = Reach(graph, reach.asked, "upstream", [one for one in reach if one.effect is sign])
    who = _all_said(graph, names)
    if not found:
        return f"Nothing in the graph {verbs[0]} {who}.", found
    items = [(item.node, "", item.path) for item in found]
    return f"{_count(len(found), 'node', *verbs)} {who}{_which(graph, items)}", found


def _turned(graph: "MechanismGraph", names: Iterable[str]) -> list[str]:
    """A sentence for each name that counts its node the other way."""
    matches = [(name, graph.contents.names.one(name)) for name in names]
    return [
        f"({begun(name)} counts {phrase(graph, match.node).text} the other way.)"
        for name, match in matches
        if match.inverted
    ]


def _what_if(
    graph: "MechanismGraph",
    increase: Sequence[str] = (),
    decrease: Sequence[str] = (),
    block: Sequence[str] = (),
) -> Said:
    from ketamech.reasoning.perturb import perturb

    found = perturb(graph, increase=increase, decrease=decrease, block=block)
    acts = ((increase, "raised"), (decrease, "lost"), (block, "blocked"))
    done = joined([f"{_all_said(graph, names)} {word}" for names, word in acts if names])
    if decrease:
        done += f" (asked as decrease={list(decrease)!r}, since a block alone moves nothing)"
    changed = found.changed()
    shut = [row.node for row in found if row.shut]
    lost = joined([phrase(graph, node).text for node in shut if node.type.info.outcome])
    among = f", among them {lost}" if lost else ""
    closed = f" {_count(len(shut), 'node', 'is', 'are')} shut{among}." if shut else ""
    if not changed:
        return f"With {done}, nothing moves.{closed}", found
    items = [(row.node, _RESULTS[row.level], row.route) for row in changed]
    count = _count(len(changed), "node", "moves", "move")
    return f"With {done}, {count}{_which(graph, items)}{closed}", found


def _reach_text(reach: Reach, words: Mapping[Sign, str]) -> str:
    graph = reach.graph
    who = joined([phrase(graph, node).text for node in reach.asked])
    if not reach:
        return f"Nothing lies {reach.direction} of {who}."
    items = [(item.node, words[item.effect], item.path) for item in reach]
    count = f"{'lies' if len(reach) == 1 else 'lie'} {_count(len(reach), 'node')}"
    return f"{reach.direction.capitalize()} of {who} {count}{_which(graph, items)}"


def _which(graph: "MechanismGraph", items: list[Item]) -> str:
    """The nearest of some nodes, and the behaviour and symptoms among them, as an end."""
    near = items[:_NEAREST]
    valued = [item for item in items[_NEAREST:] if item[0].better is not None]
    ends = sorted(valued, key=lambda item: not item[0].type.info.outcome)[:_NEAREST]
    told = f": {_listed(graph, near)}."
    if len(items) > _NEAREST:
        told = f", the nearest of them {_listed(graph, near)}."
    verb = "is" if len(ends) == 1 else "are"
    return told + (f" Among the rest {verb} {_listed(graph, ends)}." if ends else "")


def _listed(graph: "MechanismGraph", items: list[Item]) -> str:
    return joined(
        [
            f"{phrase(graph, node).text} ({'; '.join(filter(None, [word, _works(graph, path)]))})"
            for node, word, path in items
        ]
    )


def _works(graph: "MechanismGraph", path: Path) -> str:
    """The first works on a path."""
    rest = len(path.references) - _WORKS
    return cited(graph, path.references[:_WORKS]) + (f" and {rest} more" if rest > 0 else "")


def _with_works(graph: "MechanismGraph", text: str, keys: Iterable[str]) -> str:
    works = cited(graph, keys)
    return f"{text} ({works})" if works else text


def _explained_text(graph: "MechanismGraph", item: Explained) -> str:
    one = item.experiment
    named = _with_works(graph, one.id, one.refs)
    if item.common_ground:
        return f"{named}: common ground agrees without any hypothesis."
    sides = [
        f"{joined(list(side))} {one_verb if len(side) == 1 else verb}"
        for side, one_verb, verb in (
            (item.agree or ("no hypothesis",), "agrees", "agree"),
            (item.disagree, "does not", "do not"),
        )
        if side
    ]
    silent = len(item.undecided)
    sides += [_count(silent, "hypothesis", "says nothing", "say nothing")] if silent else []
    return f"{named}: {'; '.join(sides)}."


def _edges_about(graph: "MechanismGraph", text: str) -> tuple[str, list[Edge]]:
    """What some words mean, and its edges: those of a hypothesis, or those at a node."""
    if story_id := _story_named(graph, text):
        name = graph.contents.hypotheses[story_id].name
        return name, [one for one in graph.edges if story_id in one.hypotheses]
    nodes = _nodes(graph, text)
    ids = {node.id for node in nodes}
    edges = [edge for edge in graph.edges if edge.source in ids or edge.target in ids]
    return joined([phrase(graph, node).text for node in nodes]), edges


def _story_named(graph: "MechanismGraph", text: str) -> str:
    """Id of the hypothesis that words such as `the opioid hypothesis` mean; empty of others."""
    kinds = stems("hypothesis story theory account")
    if kinds.isdisjoint(stems(text)):
        return ""
    wanted = stems(text) - kinds - {"the"}
    fits = (one.id for one in graph.hypotheses if wanted in (stems(one.id), stems(one.name)))
    return next(fits, "")


def _names(graph: "MechanismGraph", text: str) -> list[str]:
    return list(find_names(graph.contents.names, text))


def _nodes(graph: "MechanismGraph", text: str) -> list[Node]:
    """Every node that some words mean: a family is meant as a whole."""
    matches = [m for name in _names(graph, text) for m in graph.contents.names.every(name)]
    return list(dict.fromkeys(match.node for match in matches))


def _all_said(graph: "MechanismGraph", names: Iterable[str]) -> str:
    return joined([_said(graph, name) for name in names])


def _said(graph: "MechanismGraph", name: str) -> str:
    """One node by its name, several or one counted the other way as they were asked for."""
    matches = graph.contents.names.every(name)
    one = len(matches) == 1 and not matches[0].inverted
    return phrase(graph, matches[0].node).text if one else name


def _no_route(graph: "MechanismGraph", sources: list[str], targets: list[str]) -> str:
    ends = f"from {_all_said(graph, sources)} to {_all_said(graph, targets)}"
    return f"The graph does not say: no causal route leads {ends}."


def _count(number: int, noun: str, one: str = "", several: str = "") -> str:
    """A number of things, with the verb that agrees."""
    plural = f"{noun[:-2]}es" if noun.endswith("sis") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural} {one if number == 1 else several}".strip()
