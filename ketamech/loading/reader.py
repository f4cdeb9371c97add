"""Read one YAML file into plain text with positions, safely.

libyaml streams events from C; one loop turns them into dicts and lists that remember the
line and column of every key and value. Every scalar stays the text that was written (`no`,
`012` and `12:30` mean nothing until a model reads them). Anchors, aliases and tags are
refused, duplicate keys are problems, and nesting deeper than :data:`DEEPEST` stops the
stream before libyaml reads on, so that a file from a stranger can neither execute, nor
explode, nor overflow a stack. Streaming events is exact where a scan of the text for
brackets could be misled by quotes, and measured faster than composing a node tree.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ketamech.errors import Problem

__all__ = ["DEEPEST", "Document", "ListNode", "MapNode", "Place", "read"]

DEEPEST = 50
"""How many mappings and lists may lie in one another."""

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_FIXES = (
    ("mapping values are not allowed", "put the text in quotes if it holds a colon and a space"),
    ("cannot start any token", "put the text in quotes"),
    ("unexpected end of stream", "close the quote or the bracket"),
    ("did not find expected ',' or", "close the bracket or add a comma"),
    ("did not find expected key", "check the indentation of this line"),
    ("did not find expected '-'", "check the indentation of this line"),
    ("could not find expected ':'", "write key: value"),
    ("maximum nesting depth", f"nest at most {DEEPEST} levels"),
    ("special characters are not allowed", "take the control character away"),
    ("unknown escape character", "write \\\\ for a backslash, or use single quotes"),
)


class Place(NamedTuple):
    """A line and a column, both counted from 1."""

    line: int
    column: int


class MapNode(dict[str, Any]):
    """A mapping as read, with the places of its keys and values."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.keys_at: dict[str, Place] = {}
        self.values_at: dict[Any, Place] = {}


class ListNode(list[Any]):
    """A list as read, with the places of its items."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.values_at: dict[Any, Place] = {}


class Document:
    """What one file holds, and where.

    Attributes
    ----------
    file
        How problems name the file.
    root
        The outermost mapping, list or text; None of a file that could not be read.
    problems
        Everything wrong with the file as YAML.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Any = None
        self.problems: list[Problem] = []

    def report(self, place: Place, what: str, instead: str = "") -> None:
        """Note a problem at a place."""
        self.problems.append(Problem(self.file, *place, what, instead))


class _Refused(Exception):
    """The file cannot be read any further."""


def read(path: Path, shown: str | None = None) -> Document:
    """Read one YAML file.

    Parameters
    ----------
    path
        The file.
    shown
        How problems name it; the path unless given.

    Returns
    -------
    Document
        Its tree with places, and what is wrong with it as YAML. Nothing is raised for a
        bad file: its problems are reported together with those of all others.
    """
    document = Document(shown or str(path))
    text = _text(path, document)
    if text is None:
        return document
    if not text.strip():
        document.report(Place(1, 1), "the file is empty", "write keys and values, or remove it")
        return document
    try:
        document.root = _build(_events(text), document)
    except _Refused:
        document.root = None
    except yaml.MarkedYAMLError as error:
        document.root = None
        _report_syntax(error, text, document)
    except yaml.reader.ReaderError as error:
        document.root = None
        place = _place_of(text[: error.position])
        what = f"the character U+{_code(error.character):04X} is not allowed in YAML"
        document.report(place, what, "take it away")
    else:
        if document.root is None and not document.problems:
            document.report(Place(1, 1), "the file holds nothing but comments", "write a mapping")
    return document


def _text(path: Path, document: Document) -> str | None:
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        document.report(Place(1, 1), f"the file cannot be read: {reason}")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        document.report(
            _place_of(before),
            f"byte 0x{raw[error.start]:02x} is not UTF-8",
            "save the file in the encoding UTF-8",
        )
        return None


def _code(character: int | str | bytes) -> int:
    """The code point that PyYAML names as a number and older releases as a character."""
    return character if isinstance(character, int) else ord(character)


def _place_of(before: str) -> Place:
    """The place of the character that follows a text."""
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _events(text: str) -> Iterator[Any]:
    """The events of a text; libyaml gives None behind the last one."""
    loader = _Loader(text)
    try:
        yield from iter(loader.get_event, None)
    finally:
        loader.dispose()


def _build(events: Iterator[Any], document: Document) -> Any:
    """One tree from a stream of events, keeping an own stack of what is open."""
    root: Any = None
    stack: list[MapNode | ListNode] = []
    keys: list[str | None] = []
    documents = 0
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            mark = event.start_mark
            value: Any = event.value
            place = Place(mark.line + 1, mark.column + 1)
            if event.anchor or event.tag:
                _refuse_extras(event, place, document)
        elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            mark = event.start_mark
            place = Place(mark.line + 1, mark.column + 1)
            if event.anchor or event.tag:
                _refuse_extras(event, place, document)
            if len(stack) == DEEPEST:
                document.report(place, f"nesting is deeper than {DEEPEST} levels", "flatten it")
                raise _Refused
            value = MapNode(place) if kind is yaml.MappingStartEvent else ListNode(place)
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            stack.pop()
            keys.pop()
            continue
        elif kind is yaml.AliasEvent:
            mark = event.start_mark
            place = Place(mark.line + 1, mark.column + 1)
            what = f"the alias *{event.anchor} is not allowed"
            document.report(place, what, "write the value out, or put the text in quotes")
            value = ""
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                mark = event.start_mark
                place = Place(mark.line + 1, mark.column + 1)
                document.report(place, "a second document starts here", "use a file for each")
                raise _Refused
            continue
        else:
            continue
        if not stack:
            root = value
        elif not _put(stack[-1], keys, value, place, document):
            continue
        if isinstance(value, (MapNode, ListNode)):
            stack.append(value)
            keys.append(None)
    return root


def _put(
    parent: MapNode | ListNode,
    keys: list[str | None],
    value: Any,
    place: Place,
    document: Document,
) -> bool:
    """Put a value where it belongs; False where it was the key of what comes next."""
    if isinstance(parent, ListNode):
        parent.values_at[len(parent)] = place
        parent.append(value)
        return True
    key = keys[-1]
    if key is None:
        if not isinstance(value, str):
            document.report(place, "a key is a list or a mapping", "write a text as the key")
            raise _Refused
        if value in parent:
            first = parent.keys_at[value]
            what = f"the key {value!r} stands twice, first on line {first.line}"
            document.report(place, what, "keep one of them")
        keys[-1] = value
        parent.keys_at.setdefault(value, place)
        return False
    parent[key] = value
    parent.values_at[key] = place
    keys[-1] = None
    return True


def _refuse_extras(event: Any, place: Place, document: Document) -> None:
    if event.anchor:
        document.report(place, f"the anchor &{event.anchor} is not allowed", "take it away")
    if event.tag:
        document.report(place, f"the tag {event.tag} is not allowed", "take it away")


def _report_syntax(error: yaml.MarkedYAMLError, text: str, document: Document) -> None:
    mark = error.problem_mark or error.context_mark
    if mark is None:
        document.report(Place(1, 1), str(error.problem or error))
        return
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        place = Place(mark.line + 1, indent.index("\t") + 1)
        document.report(place, "a tab indents this line", "write spaces")
        return
    problem = str(error.problem)
    if error.context:
        problem = f"{problem} {error.context}"
    fix = next((fix for said, fix in _FIXES if said in problem), "")
    document.report(Place(mark.line + 1, mark.column + 1), f"not valid YAML: {problem}", fix)
