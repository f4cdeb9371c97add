"""How the command line writes an answer: a table for a terminal, JSON or CSV."""

import csv
import io
import json
import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import typer

from ketamech.query.tables import Table, cell_text

__all__ = ["WRITERS", "Format"]


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def _write_table(table: Table[Any]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
    console.print(Text(table.heading))
    if len(table):
        console.print(_rich_table(table))
    if table.footing:
        console.print(Text(table.footing))


def _rich_table(table: Table[Any]) -> Any:
    from rich.table import Table as RichTable
    from rich.text import Text

    shown = RichTable(box=None, pad_edge=False, header_style="bold")
    for column in table.columns:
        shown.add_column(column, overflow="fold")
    for record in table.to_records():
        shown.add_row(*(Text(cell_text(record[column])) for column in table.columns))
    return shown


def _write_json(table: Table[Any]) -> None:
    typer.echo(json.dumps(table.to_records(), ensure_ascii=False, indent=2))


def _write_csv(table: Table[Any]) -> None:
    records = table.to_records()
    written = io.StringIO()
    if records:
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow(records[0])
        for row in records:
            writer.writerow([_unspreadable(cell_text(cell)) for cell in row.values()])
    typer.echo(written.getvalue(), nl=False)


def _unspreadable(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if len(cell) > 1 and cell[0] in "=+-@\t\r" else cell


WRITERS: dict[Format, Callable[[Table[Any]], None]] = {
    Format.TABLE: _write_table,
    Format.JSON: _write_json,
    Format.CSV: _write_csv,
}
"""What writes an answer in each format."""
