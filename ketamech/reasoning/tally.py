"""How often what is said of experiments is what was found.

Coverage is the share of experiments on which something is said, agreement the share of those
on which it is right. Balanced agreement is the mean over the classes that were found (lost,
kept, moved, still), so that saying the commonest thing always does not pay (Brodersen et al.
2010, ICPR, 3121-3124).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from ketamech.query.tables import Record, Table
from ketamech.reasoning.trial import Case, Class, agrees, class_of
from ketamech.vocabulary import Outcome

__all__ = ["Confusion", "Tally", "Verdict"]


@dataclass(frozen=True)
class Verdict:
    """What is said of one experiment beside what was found.

    Attributes
    ----------
    said, found
        What is said, and what the paper reports.
    compares
        True with a treatment and an intervention.

    Examples
    --------
    >>> Verdict(Outcome.ATTENUATED, Outcome.ABOLISHED, compares=True).mark
    'agrees'
    """

    said: Outcome | Case
    found: Outcome
    compares: bool

    @property
    def covered(self) -> bool:
        """True where something is said."""
        return isinstance(self.said, Outcome)

    @property
    def right(self) -> bool:
        """True where it is of the class that was found, with the same sign."""
        return agrees(self.said, self.found, compares=self.compares)

    @property
    def mark(self) -> str:
        """`agrees`, `disagrees`, `ambiguous` or `silent`."""
        if isinstance(self.said, Case):
            return str(self.said)
        return "agrees" if self.right else "disagrees"

    @property
    def found_class(self) -> Class:
        """The class of what was found."""
        return class_of(self.found, compares=self.compares)


@dataclass(frozen=True)
class Tally:
    """Counts over some experiments.

    Attributes
    ----------
    asked, covered, right
        How many experiments there are, on how many something is said, and how often rightly.
    shares
        For each class that was found among the covered ones, the share that is right.

    Examples
    --------
    >>> lost = Verdict(Outcome.ABOLISHED, Outcome.ABOLISHED, compares=True)
    >>> missed = Verdict(Outcome.ABOLISHED, Outcome.UNCHANGED, compares=True)
    >>> tally = Tally.of([lost, lost, lost, missed])
    >>> tally.agreement, tally.balanced
    (0.75, 0.5)
    """

    asked: int
    covered: int
    right: int
    shares: tuple[tuple[Class, float], ...]

    @classmethod
    def of(cls, verdicts: Iterable[Verdict]) -> "Tally":
        """The counts over some verdicts."""
        several = tuple(verdicts)
        covered = [verdict for verdict in several if verdict.covered]
        right = Counter(verdict.found_class for verdict in covered if verdict.right)
        found = Counter(verdict.found_class for verdict in covered)
        shares = tuple((kind, right[kind] / found[kind]) for kind in Class if found[kind])
        return cls(len(several), len(covered), sum(right.values()), shares)

    @property
    def coverage(self) -> float | None:
        """Share on which something is said; None without experiments."""
        return self.covered / self.asked if self.asked else None

    @property
    def agreement(self) -> float | None:
        """Share of the covered that is right; None where nothing is covered."""
        return self.right / self.covered if self.covered else None

    @property
    def balanced(self) -> float | None:
        """Mean of the shares of the classes that were found; None where nothing is covered."""
        return sum(share for _, share in self.shares) / len(self.shares) if self.shares else None


class Confusion(Table[tuple[str, Counter[str]]]):
    """What is said, in columns, of what was found, in rows."""

    columns: ClassVar[tuple[str, ...]] = (
        "found",
        "lost",
        "kept",
        "moved up",
        "moved down",
        "still",
        "ambiguous",
        "silent",
    )

    def __init__(self, name: str, verdicts: Iterable[Verdict]) -> None:
        rows: dict[str, Counter[str]] = {}
        for verdict in verdicts:
            found = _label(verdict.found, compares=verdict.compares)
            said = _label(verdict.said, compares=verdict.compares)
            rows.setdefault(found, Counter())[said] += 1
        super().__init__([(found, rows[found]) for found in self.columns if found in rows])
        self.name = name

    @property
    def heading(self) -> str:
        """Of which line, and of how many experiments."""
        count = sum(said.total() for _, said in self)
        return f"{self.name}: what is said of what was found, {count} experiments"

    def _record(self, item: tuple[str, Counter[str]]) -> Record:
        found, said = item
        return {"found": found, **{label: said[label] for label in self.columns[1:]}}


_DIRECTIONS = {Outcome.INCREASED: "moved up", Outcome.DECREASED: "moved down"}


def _label(said: Outcome | Case, *, compares: bool) -> str:
    if isinstance(said, Case):
        return str(said)
    return _DIRECTIONS.get(said) or str(class_of(said, compares=compares))
