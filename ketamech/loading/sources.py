"""Find the files of a source: one file, or the YAML files of a folder."""

import os
from collections.abc import Iterator
from pathlib import Path

from ketamech.errors import DataError, Problem

__all__ = ["BUNDLED", "files_of"]

_PACKAGE = Path(__file__).resolve().parent.parent
_SUFFIXES = frozenset({".yaml", ".yml"})


def _bundled() -> Path:
    """The folder inside the wheel, or beside the package in a checkout."""
    inside = _PACKAGE / "graphs" / "ketamine"
    return inside if inside.is_dir() else _PACKAGE.parent / "graphs" / "ketamine"


BUNDLED = _bundled()
"""Path of the bundled graph's folder."""


def files_of(source: str | os.PathLike[str]) -> Iterator[tuple[Path, str]]:
    """The files of a source, each with the name that problems give it.

    Raises
    ------
    DataError
        If there is no such file or folder, or no YAML in the folder.
    """
    path = Path(source)
    if not path.is_dir():
        if not path.exists():
            _refuse(path, "there is no such file or folder", "check the path")
        yield path, str(source)
        return
    found = sorted(child for child in path.iterdir() if child.suffix.lower() in _SUFFIXES)
    if not found:
        _refuse(path, "the folder holds no .yaml file", "name another folder")
    for child in found:
        yield child, str(child)


def _refuse(path: Path, what: str, instead: str) -> None:
    raise DataError([Problem(str(path), 1, 1, what, instead)])
