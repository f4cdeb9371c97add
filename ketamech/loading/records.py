"""Turn what a file holds into records, and say what keeps a record from being one.

Each section of a file is one row of :data:`SECTIONS`. A special file of a folder
(``references.yaml``) is its section; any other file is an arm, whose keys are sections.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from ketamech.errors import Problem, nearest
from ketamech.loading.reader import Document, ListNode, MapNode, Place
from ketamech.model import (
    Arm,
    Edge,
    Experiment,
    GraphInfo,
    Hypothesis,
    Layout,
    Locations,
    Node,
    Reference,
)

__all__ = ["SECTIONS", "Entry", "Records", "Written", "records_of"]

R = TypeVar("R", bound=BaseModel)


class Section(NamedTuple):
    """How one section is written: the model of a record, and what holds the records."""

    model: type[BaseModel]
    shape: str
    noun: str


SECTIONS: dict[str, Section] = {
    "nodes": Section(Node, "list", "node"),
    "edges": Section(Edge, "list", "edge"),
    "hypotheses": Section(Hypothesis, "list", "hypothesis"),
    "experiments": Section(Experiment, "list", "experiment"),
    "references": Section(Reference, "mapping", "reference"),
    "graph": Section(GraphInfo, "one", "graph"),
    "locations": Section(Locations, "one", "locations"),
    "layout": Section(Layout, "one", "layout"),
}
"""What an arm may hold, and what a file of that name in a folder holds."""

_ARM = Section(Arm, "one", "arm")
_OWN_FILE = frozenset(SECTIONS) - {"nodes", "edges"}
_ARM_KEYS = ("title", "name", "description", "explained", *SECTIONS)


@dataclass(frozen=True, slots=True)
class Written:
    """One record as a file has it, whether or not it can be read as one."""

    id: str
    file: str
    tree: MapNode

    def problem(self, what: str, instead: str = "", *, at: tuple[Any, ...] = ()) -> Problem:
        """A problem of this record, at the place of one of its parts."""
        return Problem(self.file, *_place(self.tree, at), what, instead)

    @property
    def where(self) -> str:
        """File, line and column at which it begins."""
        return f"{self.file}:{self.tree.place.line}:{self.tree.place.column}"


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A record and how it was written."""

    record: R
    written: Written


def _by_section() -> dict[str, list[Any]]:
    return {name: [] for name in SECTIONS}


@dataclass(slots=True)
class Records:
    """All records of one source, by section, and what is wrong with it.

    Attributes
    ----------
    entries
        The records that could be read.
    written
        Every record as it was written, those that could not be read among them.
    unread
        True where a file could not be read at all, so that nobody knows what it defines.
    arms
        What each arm says of itself, by file.
    """

    entries: dict[str, list[Entry[Any]]] = field(default_factory=_by_section)
    written: dict[str, list[Written]] = field(default_factory=_by_section)
    problems: list[Problem] = field(default_factory=list)
    unread: bool = False
    arms: dict[str, Arm] = field(default_factory=dict)

    def add(self, document: Document, stem: str) -> None:
        """Take the records of one more file in."""
        self.problems += document.problems
        root = document.root
        if root is None:
            self.unread = True
            return
        if stem in _OWN_FILE:
            self._section(stem, root, document, Place(1, 1))
            return
        if not isinstance(root, MapNode):
            where = getattr(root, "place", Place(1, 1))
            what = f"the file holds {_kind(root)} where a mapping belongs"
            self._report(document, where, what, "write title:, nodes: and edges:")
            return
        for key, value in root.items():
            if key in SECTIONS:
                self._section(key, value, document, root.values_at[key])
            elif key not in _ARM_KEYS:
                self._report(document, root.keys_at[key], *_unknown_key(key, _ARM_KEYS))
        self._arm(root, document.file, stem)

    def _arm(self, root: MapNode, file: str, stem: str) -> None:
        data = {key: root[key] for key in root if key not in SECTIONS and key in _ARM_KEYS}
        try:
            self.arms[file] = Arm.model_validate({"id": stem, "title": stem, **data})
        except ValidationError as error:
            self.problems += _problems(error, _ARM, Written(stem, file, root))

    def _section(self, name: str, value: Any, document: Document, place: Place) -> None:
        section = SECTIONS[name]
        wanted = "a list" if section.shape == "list" else "a mapping"
        if _kind(value) != wanted:
            advice = "start each item with -" if section.shape == "list" else "write key: value"
            what = f"{name} holds {_kind(value)} where {wanted} belongs"
            self._report(document, getattr(value, "place", place), what, advice)
            return
        for written, extra in _items(section, value):
            if not isinstance(written, MapNode):
                index = extra if isinstance(extra, int) else str(extra)
                what = f"this {section.noun} is {_kind(written)} where a mapping belongs"
                self._report(document, value.values_at[index], what, "write key: value")
                continue
            self._record(name, written, extra, document)

    def _record(self, name: str, tree: MapNode, extra: Any, document: Document) -> None:
        section = SECTIONS[name]
        data: dict[str, Any] = dict(tree)
        if section.shape == "mapping":
            data["key"] = extra
        written = Written(_named(data), document.file, tree)
        self.written[name].append(written)
        try:
            record = section.model.model_validate(data)
        except ValidationError as error:
            self.problems += _problems(error, section, written)
        else:
            self.entries[name].append(Entry(record, written))

    def _report(self, document: Document, place: Place, what: str, instead: str = "") -> None:
        self.problems.append(Problem(document.file, *place, what, instead))


def _named(data: dict[str, Any]) -> str:
    """What tells a record from others of its kind, as far as it was written."""
    parts = [data.get(part) for part in ("source", "relation", "target")]
    if not any(parts):
        parts = [data.get("key") or data.get("id")]
    return " ".join(part for part in parts if isinstance(part, str))


def records_of(documents: list[tuple[Document, str]]) -> Records:
    """Every record of the files of one source, each given with the stem of its file name."""
    records = Records()
    for document, stem in documents:
        records.add(document, stem)
    return records


def _items(section: Section, value: Any) -> Iterator[tuple[Any, Any]]:
    """The records as written, each with its index or its key."""
    if section.shape == "one":
        yield value, None
    elif section.shape == "list":
        yield from ((item, index) for index, item in enumerate(value))
    else:
        yield from ((item, key) for key, item in value.items())


def _kind(value: Any) -> str:
    if isinstance(value, MapNode):
        return "a mapping"
    if isinstance(value, ListNode):
        return "a list"
    return "a text" if value else "nothing"


def _place(written: Any, at: tuple[Any, ...], of_key: bool = False) -> Place:
    """The place of the part of a record to which a path leads, as far as it leads."""
    place: Place = written.place
    for depth, step in enumerate(at):
        if not isinstance(written, (MapNode, ListNode)) or step not in written.values_at:
            break
        last = depth == len(at) - 1
        if last and of_key and isinstance(written, MapNode):
            return written.keys_at[step]
        place = written.values_at[step]
        written = written[step]
    return place


def _problems(error: ValidationError, section: Section, written: Written) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        kind = detail["type"]
        path = tuple(step for step in detail["loc"] if step != "[key]")
        of_key = kind == "extra_forbidden" or "[key]" in detail["loc"]
        what, instead = _explained(kind, path, detail, section)
        place = _place(written.tree, path, of_key)
        yield Problem(written.file, *place, what, instead)


def _explained(kind: str, path: tuple[Any, ...], detail: Any, section: Section) -> tuple[str, str]:
    """What is wrong, and what to write instead, for one error of pydantic."""
    names = [step for step in path if isinstance(step, str)]
    if "[key]" in detail["loc"]:
        names.pop()
    name = names[-1] if names else section.noun
    value, context = detail.get("input"), detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(name, _keys_at(section.model, path[:-1]))
    if kind == "missing":
        owner = names[-2] if len(names) > 1 else section.noun
        return f"{owner} has no {name}", f"write {name}:"
    if kind in ("enum", "literal_error"):
        return _unknown_word(name, str(value), str(context["expected"]))
    if kind in _WANTED:
        wanted, advice = _WANTED[kind]
        return f"{name} holds {_kind(value)} where {wanted} belongs", advice
    if kind == "too_short":
        return f"{name} is empty", "write at least one item"
    if kind == "string_too_long":
        limit = context["max_length"]
        return f"{name} is {len(str(value))} characters long", f"write at most {limit}"
    message = str(detail["msg"]).removeprefix("Value error, ")
    what, _, instead = message.partition(" (")
    subject = "" if what.startswith(("better means", "source and")) else f"{name}: "
    return f"{subject}{what}", instead.removesuffix(")")


_WANTED = {
    "tuple_type": ("a list", "write [one, two], or a line that starts with - for each"),
    "list_type": ("a list", "write [one, two], or a line that starts with - for each"),
    "dict_type": ("a mapping", "write key: value"),
    "model_type": ("a mapping", "write key: value"),
    "model_attributes_type": ("a mapping", "write key: value"),
    "string_type": ("a text", "write one text"),
    "int_parsing": ("a whole number", "write digits"),
    "int_type": ("a whole number", "write digits"),
    "bool_type": ("true or false", "write true or false"),
}


def _unknown_key(key: str, known: tuple[str, ...]) -> tuple[str, str]:
    return f"unknown key {key!r}", _meant(key, known)


def _unknown_word(name: str, value: str, expected: str) -> tuple[str, str]:
    known = expected.replace(" or ", ", ").replace("'", "").split(", ")
    article = "an" if name[0] in "aeiou" else "a"
    return f"{value!r} is not {article} {name}", _meant(value, tuple(known))


def _meant(word: str, known: tuple[str, ...]) -> str:
    close = nearest(word, known, 1)
    return f"did you mean {close[0]}?" if close else f"known: {', '.join(known)}"


def _keys_at(model: type[BaseModel], path: tuple[Any, ...]) -> tuple[str, ...]:
    """The keys that are known at a path inside a record."""
    for step in path:
        if isinstance(step, int):
            continue
        info = next(info for name, info in model.model_fields.items() if step in (name, info.alias))
        model = next(_models_in(info.annotation))
    return tuple(info.alias or name for name, info in model.model_fields.items())


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
