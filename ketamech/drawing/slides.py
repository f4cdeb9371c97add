"""A deck from several figures, each a slide of native shapes."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ketamech.drawing.making import scene_of
from ketamech.drawing.matrix import is_card, matrix_scene
from ketamech.drawing.output import deck_writer_of, save_deck
from ketamech.drawing.palette import inked
from ketamech.drawing.quality import warn_of
from ketamech.drawing.scene import Scene
from ketamech.errors import DrawingError

__all__ = ["slides"]


def slides(figures: Any, path: str | os.PathLike[str]) -> Path:
    """Write several figures as one PowerPoint deck, a slide each, in their order.

    Parameters
    ----------
    figures
        A list of what can be drawn: graphs, Reaches, Paths, Responses, Scorecards. To draw one
        with options, draw it yourself and give the figure: ``graph.draw(title="What ketamine
        does")``. To build a path up, give ``steps(graph, path)`` of :mod:`ketamech.drawing`.
    path
        The file to write; its suffix is ``.pptx``.

    Returns
    -------
    pathlib.Path
        The file that was written.

    Raises
    ------
    DrawingError
        Where something cannot be drawn, the suffix is another, python-pptx is not installed,
        or the file cannot be written.

    Warns
    -----
    QualityWarning
        Where a figure that is drawn here misses a bound of quality.

    Examples
    --------
    >>> import tempfile
    >>> import ketamech as km
    >>> story = km.load().story()
    >>> path = story.paths("ketamine", "BDNF release")[0]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     km.slides([path, path.draw(title="The same")], f"{folder}/talk.pptx").name
    'talk.pptx'
    """
    deck_writer_of(path)
    found = list(_scenes(figures))
    for scene, asked in found:
        if asked:
            warn_of(scene, 3)
    return save_deck([scene for scene, _ in found], path)


def _scenes(figure: Any) -> Iterator[tuple[Scene, bool]]:
    """The scene of a figure, of what can be drawn, or of each of several.

    With it comes whether it was drawn here, so that nobody was warned of it yet.
    """
    if isinstance(figure, Scene):
        yield figure, False
    elif isinstance(scene := getattr(figure, "scene", None), Scene):
        yield scene, False
    elif hasattr(getattr(figure, "result", None), "draw"):
        yield from _scenes(figure.result)
    elif is_card(figure):
        yield inked(matrix_scene(figure)), False
    elif hasattr(figure, "graph") or hasattr(figure, "layout"):
        yield scene_of(figure), True
    elif isinstance(figure, Iterable) and not isinstance(figure, str):
        for one in figure:
            yield from _scenes(one)
    else:
        raise DrawingError(
            f"a {type(figure).__name__} cannot be drawn (give graphs, answers, or the figures "
            "that draw returns without ax=)"
        )
