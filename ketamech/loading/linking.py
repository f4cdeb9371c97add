"""Check what needs several records: ids that nobody defines, names that clash.

Which part of a record names which kind of record is one row of :data:`LINKS`. They are
followed in the records as written, so that a record which is wrong in one way is still
checked in every other. :data:`CHECKS` lists all checks.
"""

from collections.abc import Callable, Iterator
from typing import Any

from ketamech.errors import Problem, nearest
from ketamech.loading.layering import Layers
from ketamech.loading.reader import ListNode, MapNode
from ketamech.model import Experiment, Hypothesis, Node
from ketamech.names import Kind, Match, NameIndex

__all__ = ["CHECKS", "LINKS", "problems_between"]

Check = Callable[[Layers], Iterator[Problem]]
Steps = tuple[str, ...]

LINKS: tuple[tuple[str, Steps, str], ...] = (
    ("nodes", ("cell",), "cell"),
    ("nodes", ("region",), "region"),
    ("nodes", ("compartment",), "compartment"),
    ("edges", ("source",), "node"),
    ("edges", ("target",), "node"),
    ("edges", ("hypotheses", "*"), "hypothesis"),
    ("edges", ("evidence", "*", "ref"), "reference"),
    ("hypotheses", ("references", "*"), "reference"),
    ("hypotheses", ("builds_on", "*"), "hypothesis"),
    ("experiments", ("refs", "*"), "reference"),
    ("graph", ("source_review",), "reference"),
    ("graph", ("treatment",), "node"),
    ("graph", ("default_story", "*"), "hypothesis"),
    ("graph", ("open_questions", "*", "nodes", "*"), "node"),
    ("graph", ("open_questions", "*", "references", "*"), "reference"),
    ("layout", ("lanes", "*", "cells", "*"), "cell"),
    ("layout", ("lanes", "*", "regions", "*"), "region"),
    ("layout", ("shown_first", "*"), "node"),
    ("layout", ("cells", "*", "node"), "node"),
)
"""Section, path inside a record (`*` is every item of a list), and what is named there."""

_DEFINED_IN = {
    "node": "nodes",
    "hypothesis": "hypotheses",
    "reference": "references",
}
_PLACES = {"cell": "cells", "region": "regions", "compartment": "compartments"}


def problems_between(layers: Layers) -> list[Problem]:
    """Everything that is wrong between records."""
    return [problem for check in CHECKS for problem in check(layers)]


def _links_lead_somewhere(layers: Layers) -> Iterator[Problem]:
    if layers.unread:
        return
    known = {
        noun: {written.id for written in layers.written[section]}
        for noun, section in _DEFINED_IN.items()
    }
    for noun, kinds in _PLACES.items():
        known[noun] = set(_located(layers, kinds))
    for section, steps, noun in LINKS:
        for written in layers.written[section]:
            for name, at in _parts(written.tree, steps):
                if name not in known[noun]:
                    close = nearest(name, known[noun], 1)
                    advice = f"did you mean {close[0]}?" if close else f"define the {noun}"
                    yield written.problem(f"unknown {noun} {name!r}", advice, at=at)


def _parts(tree: Any, steps: Steps) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The texts at the end of a path, with the path to each."""
    if not steps:
        if isinstance(tree, str) and tree:
            yield tree, ()
        return
    step, rest = steps[0], steps[1:]
    inner: list[tuple[Any, Any]] = []
    if step == "*" and isinstance(tree, ListNode):
        inner = list(enumerate(tree))
    elif isinstance(tree, MapNode) and step in tree:
        inner = [(step, tree[step])]
    for key, value in inner:
        for text, at in _parts(value, rest):
            yield text, (key, *at)


def _located(layers: Layers, kinds: str) -> Iterator[str]:
    for written in layers.written["locations"]:
        yield from (text for text, _ in _parts(written.tree, (kinds, "*", "id")))


def _locations_stand_once(layers: Layers) -> Iterator[Problem]:
    for noun, kinds in _PLACES.items():
        seen: set[str] = set()
        for written in layers.written["locations"]:
            for name, at in _parts(written.tree, (kinds, "*", "id")):
                if name in seen:
                    yield written.problem(f"the {noun} {name!r} stands twice", "keep one", at=at)
                seen.add(name)


def _names_say_which_node(layers: Layers) -> Iterator[Problem]:
    entries = layers.entries["nodes"]
    index = NameIndex(entry.record for entry in entries.values())
    for matches in index.clashes().values():
        owner = min(matches, key=lambda match: match.kind)
        for match in matches:
            own = match.node.id == owner.node.id
            if own and match.inverted == owner.inverted:
                continue
            at, spelling = _spelling(match, owner.node)
            what = (
                f"{spelling!r} counts {owner.node.id!r} both ways"
                if own
                else f"{spelling!r} also names the node {owner.node.id!r}"
            )
            yield entries[match.node.id].written.problem(what, "choose another name", at=at)


def _spelling(match: Match, owner: Node) -> tuple[tuple[Any, ...], str]:
    """Where a node spells the name by which it clashes with another, and how."""
    node = match.node
    if match.kind is Kind.ID:
        return ("id",), node.id
    if match.kind is Kind.NAME:
        return ("name",), node.name
    taken = NameIndex([owner])
    if match.kind is Kind.CURIE:
        return next((("xrefs", curie), curie) for curie in node.xrefs if taken.get(curie))
    key = "inverse_aliases" if match.inverted else "aliases"
    return next(
        ((key, index), alias) for index, alias in enumerate(getattr(node, key)) if taken.get(alias)
    )


def _hypotheses_are_used(layers: Layers) -> Iterator[Problem]:
    if layers.unread:
        return
    used = {
        name
        for section, steps in (
            ("edges", ("hypotheses", "*")),
            ("hypotheses", ("builds_on", "*")),
        )
        for written in layers.written[section]
        for name, _ in _parts(written.tree, steps)
    }
    for name, entry in layers.entries["hypotheses"].items():
        if name not in used:
            what = f"no edge belongs to the hypothesis {name!r}"
            yield entry.written.problem(what, "name it in the hypotheses of an edge, or remove it")


def _no_hypothesis_builds_on_itself(layers: Layers) -> Iterator[Problem]:
    stories: dict[str, Hypothesis] = {
        name: entry.record for name, entry in layers.entries["hypotheses"].items()
    }
    for start, story in stories.items():
        below, seen = list(story.builds_on), set[str]()
        while below:
            name = below.pop()
            if name in stories and name not in seen:
                seen.add(name)
                below += stories[name].builds_on
        if start in seen:
            what = f"the hypothesis {start!r} builds on itself"
            written = layers.entries["hypotheses"][start].written
            yield written.problem(what, "take one of the builds_on away", at=("builds_on",))


def _experiments_name_nodes(layers: Layers) -> Iterator[Problem]:
    if layers.unread or len(layers.entries["nodes"]) < len(layers.written["nodes"]):
        return
    index = NameIndex(layers.records("nodes"))
    for entry in layers.entries["experiments"].values():
        experiment: Experiment = entry.record
        for name in experiment.names:
            if not index.get(name):
                close = index.nearest(name)
                advice = f"did you mean {close[0]}?" if close else "add it as an alias of a node"
                yield entry.written.problem(f"no node is called {name!r}", advice)
        readout = {match.node.id for match in index.get(experiment.readout)}
        if len(readout) > 1:
            what = f"the readout {experiment.readout!r} is carried by several nodes"
            advice = f"write {' or '.join(sorted(readout))}"
            yield entry.written.problem(what, advice, at=("readout",))


CHECKS: tuple[Check, ...] = (
    _links_lead_somewhere,
    _locations_stand_once,
    _names_say_which_node,
    _hypotheses_are_used,
    _no_hypothesis_builds_on_itself,
    _experiments_name_nodes,
)
