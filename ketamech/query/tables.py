"""Results that print as a table, show as one in a notebook, and turn into records."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, overload

if TYPE_CHECKING:
    import pandas

__all__ = ["Record", "Table", "cell_text"]

T = TypeVar("T")
Record = dict[str, Any]
"""One row: column to a text, a number, a truth value, a list of texts, or None."""

_SHOWN_ROWS = 60
_WIDEST = 60


def cell_text(value: object) -> str:
    """How a value stands in a cell of a table.

    Examples
    --------
    >>> cell_text(["Li2010", "Autry2011"]), cell_text(None), cell_text(True)
    ('Li2010, Autry2011', '', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(cell_text, value))
    return str(value)


class Table(Sequence[Any], Generic[T]):
    """A sequence of results with a row for each.

    Subclasses say what a row holds in :meth:`_record`, and which columns a table shows in
    `columns`; the records may hold more.
    """

    columns: ClassVar[tuple[str, ...]] = ()

    def __init__(self, items: Sequence[T]) -> None:
        self._given = tuple(items)

    @property
    def _items(self) -> tuple[T, ...]:
        """The results; a subclass may make them when they are first looked at."""
        return self._given

    @abstractmethod
    def _record(self, item: T) -> Record:
        """The row of one item."""

    @property
    def heading(self) -> str:
        """One line above the table."""
        return f"{len(self)} rows"

    @property
    def footing(self) -> str:
        """What stands below the table; nothing, for most."""
        return ""

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._items == other._items

    def __hash__(self) -> int:
        return hash(self._items)

    def to_records(self) -> list[Record]:
        """A list of flat dictionaries, one for each row, ready for JSON.

        Returns
        -------
        list of dict
            Column to a text, a number, a truth value, a list of texts, or None.
        """
        return [self._record(item) for item in self._items]

    def to_pandas(self) -> "pandas.DataFrame":
        """A data frame with a row for each result.

        Returns
        -------
        pandas.DataFrame

        Raises
        ------
        ImportError
            If pandas is not installed; ``pip install 'ketamech[pandas]'`` brings it.
        """
        try:
            import pandas
        except ImportError as error:
            raise ImportError("to_pandas needs pandas: pip install 'ketamech[pandas]'") from error
        return pandas.DataFrame(self.to_records())

    def _cells(self) -> list[list[str]]:
        records = self.to_records()[:_SHOWN_ROWS]
        return [[cell_text(record[column]) for column in self.columns] for record in records]

    @property
    def _rest(self) -> str:
        more = len(self) - _SHOWN_ROWS
        return f"and {more} more" if more > 0 else ""

    def __repr__(self) -> str:
        rows = [[_clipped(cell) for cell in row] for row in self._cells()]
        if not rows:
            return "\n".join(filter(None, [self.heading, self.footing]))
        widths = [
            max(len(name), *(len(row[i]) for row in rows)) for i, name in enumerate(self.columns)
        ]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in [list(self.columns), *rows]
        ]
        return "\n".join(filter(None, [self.heading, *lines, self._rest, self.footing]))

    def _repr_html_(self) -> str:
        head = "".join(
            f"<th style='text-align:left'>{escape(column)}</th>" for column in self.columns
        )
        body = "".join(
            "<tr>" + "".join(f"<td style='text-align:left'>{escape(c)}</td>" for c in row) + "</tr>"
            for row in self._cells()
        )
        rest = f"<p>{escape(self._rest)}</p>" if self._rest else ""
        if self.footing:
            rest += f"<p style='white-space:pre-line'>{escape(self.footing)}</p>"
        return (
            f"<p style='white-space:pre-line'><b>{escape(self.heading)}</b></p>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"
        )


def _clipped(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
