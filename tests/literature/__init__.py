"""Copies of what was read and verified, as tables."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parent


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table whose cells are parted by tabs and hold quotes as they are."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
