"""What a story does not get right, and why it says what it says."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from ketamech.model import Experiment
from ketamech.query.tables import Record, Table
from ketamech.reasoning.tally import Verdict

__all__ = ["Miss", "Misses"]

_ORDER = ("disagrees", "ambiguous", "silent")


@dataclass(frozen=True)
class Miss:
    """An experiment that a story does not get right.

    Attributes
    ----------
    experiment
        The experiment.
    verdict
        What is said, and what was found.
    because
        The routes and the losses that decide.
    """

    experiment: Experiment
    verdict: Verdict
    because: str


class Misses(Table[Miss]):
    """The experiments that a line does not get right: wrong, ambiguous, then silent.

    Attributes
    ----------
    name
        Which line.
    """

    columns: ClassVar[tuple[str, ...]] = ("experiment", "found", "said", "because")

    def __init__(self, name: str, misses: Iterable[Miss]) -> None:
        super().__init__(sorted(misses, key=lambda miss: _ORDER.index(miss.verdict.mark)))
        self.name = name

    @property
    def heading(self) -> str:
        """How many of each kind."""
        counts = Counter(miss.verdict.mark for miss in self)
        kinds = ", ".join(f"{kind} {counts[kind]}" for kind in _ORDER)
        return f"{self.name}: {len(self)} experiments are not explained ({kinds})"

    def _record(self, item: Miss) -> Record:
        return {
            "experiment": item.experiment.id,
            "what": str(item.experiment),
            "kind": item.verdict.mark,
            "found": str(item.verdict.found),
            "said": str(item.verdict.said),
            "because": item.because,
            "references": list(item.experiment.refs),
        }
