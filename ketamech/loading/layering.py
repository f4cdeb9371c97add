"""Lay several sources over one another.

A layer on top may add nodes, edges, references and so on, and may add evidence and
hypotheses to an edge that a lower layer holds. Whatever else it says differently of a
record below is a conflict, which names both places. Within one layer every id stands once.
An edge that is common ground below stays common ground: every hypothesis shares it already.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from ketamech.errors import Problem
from ketamech.loading.records import SECTIONS, Entry, Records, Written
from ketamech.model import Arm, Edge, GraphInfo, Layout, Locations

__all__ = ["Layers", "lay"]

_KEY: dict[str, Callable[[Any], Any]] = {
    "nodes": lambda node: node.id,
    "edges": lambda edge: edge.triple,
    "hypotheses": lambda hypothesis: hypothesis.id,
    "experiments": lambda experiment: experiment.id,
    "references": lambda reference: reference.key,
}


@dataclass(slots=True)
class Layers:
    """The records of all sources as one.

    Attributes
    ----------
    entries
        By section and id, each with where it was first written.
    written
        Every record of every layer as it was written.
    unread
        True where a file could not be read at all.
    infos, layouts, locations
        What each layer says of the graph as a whole, the lowest first.
    arms
        What each arm says of itself, by file.
    """

    entries: dict[str, dict[Any, Entry[Any]]] = field(
        default_factory=lambda: {name: {} for name in _KEY}
    )
    written: dict[str, list[Written]] = field(
        default_factory=lambda: {name: [] for name in SECTIONS}
    )
    problems: list[Problem] = field(default_factory=list)
    unread: bool = False
    infos: list[Entry[GraphInfo]] = field(default_factory=list)
    layouts: list[Entry[Layout]] = field(default_factory=list)
    locations: list[Entry[Locations]] = field(default_factory=list)
    arms: dict[str, Arm] = field(default_factory=dict)

    def records(self, section: str) -> list[Any]:
        """The records of one section, in the order in which they were read."""
        return [entry.record for entry in self.entries[section].values()]


def lay(sources: Iterable[Records]) -> Layers:
    """The sources as one, the first at the bottom."""
    layers = Layers()
    for source in sources:
        layers.problems += source.problems
        layers.arms |= source.arms
        layers.unread = layers.unread or source.unread
        for section, written in source.written.items():
            layers.written[section] += written
            if section in _KEY:
                layers.problems += _twice(section, written)
        for section, key in _KEY.items():
            _lay_section(layers, section, source.entries[section], key)
        for section, kept in (
            ("graph", layers.infos),
            ("layout", layers.layouts),
            ("locations", layers.locations),
        ):
            _keep_one(layers, section, source.entries[section], kept)
    return layers


def _lay_section(
    layers: Layers, section: str, entries: list[Entry[Any]], key: Callable[[Any], Any]
) -> None:
    below = layers.entries[section]
    here: set[Any] = set()
    for entry in entries:
        name = key(entry.record)
        if name not in below:
            below[name] = entry
        elif name not in here:
            layers.problems += _conflicts(below[name], entry)
            if isinstance(entry.record, Edge):
                joined = _joined(below[name].record, entry.record)
                below[name] = Entry(joined, below[name].written)
        here.add(name)


def _twice(section: str, several: list[Written]) -> Iterator[Problem]:
    """Problems of the records that one layer holds more than once, readable or not."""
    first: dict[str, Written] = {}
    advice = "put the evidence under one edge" if section == "edges" else "keep one"
    for written in several:
        if written.id in first:
            noun, where = SECTIONS[section].noun, first[written.id].where
            what = f"the {noun} {written.id!r} stands twice, first at {where}"
            yield written.problem(what, advice)
        elif written.id:
            first[written.id] = written


def _keep_one(
    layers: Layers, section: str, entries: list[Entry[Any]], kept: list[Entry[Any]]
) -> None:
    """Add what one source says of itself, which it may say once."""
    for entry in entries[1:]:
        what = f"{section} stands twice, first at {entries[0].written.where}"
        layers.problems.append(entry.written.problem(what, "keep one"))
    kept += entries[:1]


def _shown(record: BaseModel) -> str:
    return repr(str(getattr(record, "id", None) or getattr(record, "key", None) or record))


def _conflicts(below: Entry[Any], above: Entry[Any]) -> list[Problem]:
    """What the upper record says differently and may not."""
    may_add = {"evidence", "hypotheses"} if isinstance(above.record, Edge) else set()
    return [
        above.written.problem(
            f"{_shown(above.record)} has another {name} at {below.written.where}",
            "leave it out, or say the same",
            at=(name,),
        )
        for name in sorted(above.record.model_fields_set - may_add)
        if getattr(above.record, name) != getattr(below.record, name)
    ]


def _joined(below: Edge, above: Edge) -> Edge:
    """The edge below with the evidence and the hypotheses of the one above."""
    stories = (*below.hypotheses, *above.hypotheses) if below.hypotheses else ()
    evidence = dict.fromkeys((*below.evidence, *above.evidence))
    return below.replaced(evidence=tuple(evidence), hypotheses=tuple(dict.fromkeys(stories)))
