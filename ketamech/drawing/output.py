"""Writing scenes to a file: one table from suffix to writer, and a safe way to write.

A file is written beside its place under another name and then moved there, so that whoever
reads it finds the old figure or the new one, and never half of one.
"""

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ketamech.drawing.asked import check_axes
from ketamech.drawing.scene import Scene
from ketamech.errors import DrawingError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = [
    "DECK_WRITERS",
    "WRITERS",
    "check_target",
    "deck_writer_of",
    "save",
    "save_deck",
    "saved_or_shown",
    "writer_of",
]

_W = TypeVar("_W")


def _svg(scene: Scene) -> bytes:
    from ketamech.drawing.svg import svg

    return svg(scene).encode()


def _png(scene: Scene) -> bytes:
    from ketamech.drawing.figure import png

    return png(scene)


def _pdf(scene: Scene) -> bytes:
    from ketamech.drawing.figure import pdf

    return pdf(scene)


def _pptx(scene: Scene) -> bytes:
    return _pptx_deck([scene])


def _pptx_deck(scenes: Sequence[Scene]) -> bytes:
    from ketamech.drawing.pptx import deck

    return deck(scenes)


def _html(scene: Scene) -> bytes:
    from ketamech.drawing.html import html

    return html(scene).encode()


WRITERS: dict[str, Callable[[Scene], bytes]] = {
    ".svg": _svg,
    ".png": _png,
    ".pdf": _pdf,
    ".pptx": _pptx,
    ".html": _html,
}
"""What turns a scene into the bytes of a file, by suffix."""

DECK_WRITERS: dict[str, Callable[[Sequence[Scene]], bytes]] = {".pptx": _pptx_deck}
"""What turns several scenes into the bytes of one file, by suffix."""


def writer_of(path: str | os.PathLike[str]) -> Callable[[Scene], bytes]:
    """The writer for a file's suffix.

    Raises
    ------
    DrawingError
        Where the suffix is not known.
    """
    return _by_suffix(WRITERS, path, "write one of")


def deck_writer_of(path: str | os.PathLike[str]) -> Callable[[Sequence[Scene]], bytes]:
    """The writer of several scenes for a file's suffix; see :func:`writer_of`."""
    return _by_suffix(DECK_WRITERS, path, "several slides need")


def _by_suffix(writers: Mapping[str, _W], path: str | os.PathLike[str], advice: str) -> _W:
    suffix = Path(path).suffix.lower()
    if suffix not in writers:
        known = ", ".join(writers)
        said = f"the suffix {suffix!r}" if suffix else "no suffix"
        raise DrawingError(f"{os.fspath(path)!r} has {said} ({advice} {known})")
    return writers[suffix]


def save(scene: Scene, path: str | os.PathLike[str]) -> Path:
    """Write a scene to a file, in the format of its suffix.

    Parameters
    ----------
    scene
        The finished figure.
    path
        Where to; what was there is replaced.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    DrawingError
        Where the suffix is not known or the file cannot be written.
    """
    return _written(writer_of(path)(scene), path)


def save_deck(scenes: Sequence[Scene], path: str | os.PathLike[str]) -> Path:
    """Write scenes to one file, a slide each; see :func:`save`."""
    return _written(deck_writer_of(path)(scenes), path)


def _written(content: bytes, path: str | os.PathLike[str]) -> Path:
    file = Path(path)
    try:
        _replace(file, content)
    except OSError as problem:
        raise DrawingError(
            f"{os.fspath(path)!r} cannot be written: {problem.strerror or problem}"
            + ("" if file.parent.is_dir() else f" (make the folder {str(file.parent)!r} first)")
        ) from problem
    return file


def _replace(file: Path, content: bytes) -> None:
    if file.is_dir():
        raise IsADirectoryError(None, "it is a folder")
    handle, name = tempfile.mkstemp(
        prefix=f".{file.stem[:40]}-", suffix=file.suffix, dir=file.parent
    )
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, file)
    except BaseException:
        os.unlink(name)
        raise


def check_target(path: str | os.PathLike[str] | None, ax: "Axes | None" = None) -> None:
    """Refuse where a figure cannot go, before it is drawn.

    Raises
    ------
    DrawingError
        Where both a file and axes are named, the suffix is not known, or `ax` is no axes.
    """
    if path is not None and ax is not None:
        raise DrawingError("a figure goes to a file or into axes, not both (leave one of them out)")
    if path is not None:
        writer_of(path)
    check_axes(ax)


def saved_or_shown(
    scene: Scene, path: str | os.PathLike[str] | None, ax: "Axes | None" = None
) -> "Figure | Path":
    """The file that was written; without a file the matplotlib figure that was drawn.

    Raises
    ------
    DrawingError
        Where it cannot go there, or the file cannot be written.
    """
    check_target(path, ax)
    if path is not None:
        return save(scene, path)
    from ketamech.drawing.figure import draw_into, figure

    return figure(scene) if ax is None else draw_into(ax, scene)
