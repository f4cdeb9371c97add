"""How members are ordered, and the signs that multiply along a route."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

__all__ = ["OrderedStrEnum", "Sign"]


class OrderedStrEnum(StrEnum):
    """A string enum whose members are ordered as they are written, not by their letters."""

    rank: int
    """Position in the order of definition, from 0."""

    def __init__(self, *_: object) -> None:
        self.rank = len(type(self).__members__)

    def __lt__(self, other: object) -> bool:
        return self.rank < other.rank if isinstance(other, type(self)) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.rank <= other.rank if isinstance(other, type(self)) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.rank > other.rank if isinstance(other, type(self)) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.rank >= other.rank if isinstance(other, type(self)) else NotImplemented

    @classmethod
    def lowest(cls, members: Iterable[Self]) -> Self | None:
        """The member that comes first in the order of definition, None of none."""
        return min(members, key=lambda member: member.rank, default=None)

    @classmethod
    def highest(cls, members: Iterable[Self]) -> Self | None:
        """The member that comes last in the order of definition, None of none."""
        return max(members, key=lambda member: member.rank, default=None)


class Sign(StrEnum):
    """What more of one quantity does to another.

    Signs multiply along a route, so that two inhibitions in a row raise their target.

    Examples
    --------
    >>> Sign.MINUS * Sign.MINUS
    <Sign.PLUS: '+'>
    >>> Sign.MINUS * Sign.UNKNOWN
    <Sign.UNKNOWN: '?'>
    >>> Sign.of([Sign.PLUS, Sign.MINUS])
    <Sign.BOTH: '±'>
    """

    PLUS = "+"
    MINUS = "-"
    BOTH = "±"
    UNKNOWN = "?"
    GATE = "gate"
    NONE = "none"

    @property
    def symbol(self) -> str:
        """How the sign is printed, with a true minus sign."""
        return "−" if self is Sign.MINUS else str(self.value)

    @classmethod
    def _missing_(cls, value: object) -> "Sign | None":
        return cls.MINUS if value == "−" else None

    def __mul__(self, other: object) -> "Sign":
        if not isinstance(other, Sign):
            return NotImplemented
        pair = {self, other}
        for absorbing in (Sign.NONE, Sign.GATE, Sign.UNKNOWN, Sign.BOTH):
            if absorbing in pair:
                return absorbing
        return Sign.PLUS if self is other else Sign.MINUS

    @classmethod
    def of(cls, signs: Iterable["Sign"]) -> "Sign":
        """The one sign that sums up several routes of equal rank."""
        found = set(signs)
        if len(found) == 1:
            return found.pop()
        if cls.BOTH in found or {cls.PLUS, cls.MINUS} <= found:
            return cls.BOTH
        for weaker in (cls.UNKNOWN, cls.PLUS, cls.MINUS, cls.GATE):
            if weaker in found:
                return weaker
        return cls.NONE
