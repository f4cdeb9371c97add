"""What has changed by when: one perturbation, asked within each onset."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ketamech.model import Node
from ketamech.query.tables import Record, Table
from ketamech.reasoning.perturb import onset_named
from ketamech.vocabulary import Onset, Sign

if TYPE_CHECKING:
    from ketamech.reasoning.response import Response

__all__ = ["Course", "Stages", "course"]


@dataclass(frozen=True)
class Stages:
    """What a node has become by each onset.

    Attributes
    ----------
    node
        The node.
    levels
        From the earliest onset to the latest that was asked.
    """

    node: Node
    levels: tuple[Sign, ...]

    @property
    def first(self) -> Onset:
        """The onset within which it first changes."""
        return next(
            onset
            for onset, level in zip(Onset, self.levels, strict=False)
            if level is not Sign.NONE
        )


class Course(Table[Stages]):
    """What has changed within seconds, minutes, hours, days and weeks.

    An edge that says no onset counts as immediate.

    Attributes
    ----------
    title
        What was done.

    Examples
    --------
    >>> import ketamech as km
    >>> course = km.load().story().perturb(increase="ketamine").by_onset()
    >>> early, late = course.changed("minutes"), course.changed("weeks")
    >>> len(early) < len(late)
    True
    """

    columns: ClassVar[tuple[str, ...]] = ("name", *(str(onset) for onset in Onset))

    def __init__(self, title: str, items: list[Stages]) -> None:
        super().__init__(items)
        self.title = title

    @property
    def heading(self) -> str:
        """What was done, and how many nodes change in the end."""
        return f"{self.title}: {len(self)} {'node changes' if len(self) == 1 else 'nodes change'}"

    def changed(self, onset: Onset | str) -> tuple[Node, ...]:
        """The nodes that have changed within an onset.

        Raises
        ------
        UsageError
            If there is no such onset.
        """
        place = onset_named(onset).rank
        return tuple(row.node for row in self if row.levels[: place + 1][-1] is not Sign.NONE)

    def _record(self, item: Stages) -> Record:
        levels = [None if level is Sign.NONE else str(level) for level in item.levels]
        levels += [None] * (len(Onset) - len(levels))
        return {
            "id": item.node.id,
            "name": item.node.name,
            **dict(zip(map(str, Onset), levels, strict=True)),
        }


def course(response: "Response") -> Course:
    """Ask a perturbation again within each onset, up to its own bound.

    Parameters
    ----------
    response
        The answer to the perturbation.

    Returns
    -------
    Course
        Rows sorted by the onset within which a node first changes, then by id.
    """
    onsets = [onset for onset in Onset if response.within is None or onset <= response.within]
    levels: dict[Node, list[Sign]] = {}
    for done, onset in enumerate(onsets):
        for row in response.until(onset).changed():
            levels.setdefault(row.node, [Sign.NONE] * len(onsets))[done] = row.level
    rows = [Stages(node, tuple(found)) for node, found in levels.items()]
    rows.sort(key=lambda row: (row.first, row.node.id))
    return Course(response.title, rows)
