"""Everything that can go wrong, said as what is wrong, where, and what to write instead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = [
    "AmbiguousNodeError",
    "DataError",
    "DrawingError",
    "KetamechError",
    "Problem",
    "UnknownNameError",
    "UnknownNodeError",
    "UsageError",
    "nearest",
]


class KetamechError(Exception):
    """Base of every error that ketamech raises on purpose."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a file. Lines and columns count from 1.

    Examples
    --------
    >>> print(Problem("arm.yaml", 3, 5, "unknown key 'alias'", "did you mean aliases?"))
    arm.yaml:3:5: unknown key 'alias' (did you mean aliases?)
    """

    file: str
    line: int
    column: int
    what: str
    instead: str = ""

    def __str__(self) -> str:
        fix = f" ({self.instead})" if self.instead else ""
        return f"{self.file}:{self.line}:{self.column}: {self.what}{fix}"


class DataError(KetamechError, ValueError):
    """Every problem of the files that were read, all at once.

    Attributes
    ----------
    problems
        In the order of file, line and column.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        count = len(self.problems)
        head = "1 problem" if count == 1 else f"{count} problems"
        super().__init__("\n".join([f"{head} in the data:", *map(str, self.problems)]))

    def __reduce__(self) -> tuple[type["DataError"], tuple[tuple[Problem, ...]]]:
        return (DataError, (self.problems,))


class UsageError(KetamechError, ValueError):
    """A question that cannot be asked in this way."""


class DrawingError(KetamechError, ValueError):
    """A figure that cannot be drawn or written."""


class UnknownNameError(KetamechError, LookupError):
    """A name that nothing carries, with the nearest ones that something does.

    Attributes
    ----------
    name
        What was asked.
    suggestions
        The nearest known names, best first.
    """

    def __init__(self, name: str, kind: str, suggestions: Sequence[str] = ()) -> None:
        self.name, self.kind, self.suggestions = name, kind, tuple(suggestions)
        meant = f"; did you mean {' or '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"no {kind} is called {name!r}{meant}")

    def __reduce__(self) -> tuple[type["UnknownNameError"], tuple[object, ...]]:
        return (type(self), (self.name, self.kind, self.suggestions))


class UnknownNodeError(UnknownNameError):
    """A name that no node carries."""

    def __init__(self, name: str, kind: str = "node", suggestions: Sequence[str] = ()) -> None:
        super().__init__(name, kind, suggestions)


class AmbiguousNodeError(KetamechError, LookupError):
    """A name that several nodes carry where one is needed.

    Attributes
    ----------
    name
        What was asked.
    candidates
        Ids of the nodes that carry it, each of which can be asked instead.
    """

    def __init__(self, name: str, candidates: Sequence[tuple[str, str]]) -> None:
        self.name, self.pairs = name, tuple(candidates)
        self.candidates = tuple(node_id for node_id, _ in candidates)
        listed = "\n".join(f"  {node_id}: {shown}" for node_id, shown in candidates)
        super().__init__(f"{name!r} is carried by several nodes; ask for one of them:\n{listed}")

    def __reduce__(self) -> tuple[type["AmbiguousNodeError"], tuple[object, ...]]:
        return (AmbiguousNodeError, (self.name, self.pairs))


def nearest(name: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The known names most like a misspelt one, best first, ignoring case.

    Examples
    --------
    >>> nearest("activate", ["activates", "inhibits"])
    ('activates',)
    """
    from difflib import get_close_matches

    spelt = {candidate.casefold(): candidate for candidate in known}
    return tuple(spelt[match] for match in get_close_matches(name.casefold(), spelt, count, 0.6))
