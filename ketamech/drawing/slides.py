"""A deck from several figures, each a slide of native shapes."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ketamech.drawing.output import save_deck
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
    several = figures if isinstance(figures, Iterable) and not _drawable(figures) else (figures,)
    return save_deck([scene for figure in several for scene in _scenes(figure)], path)


def _drawable(thing: Any) -> bool:
    return isinstance(thing, Scene) or hasattr(thing, "draw") or hasattr(thing, "scene")


def _scenes(figure: Any) -> Iterator[Scene]:
    """The scene of a figure, of what can be drawn, or of each of several."""
    if isinstance(figure, Scene):
        yield figure
    elif isinstance(scene := getattr(figure, "scene", None), Scene):
        yield scene
    elif hasattr(figure, "draw"):
        yield figure.draw().scene
    elif isinstance(figure, list | tuple):
        for one in figure:
            yield from _scenes(one)
    else:
        raise DrawingError(
            f"a {type(figure).__name__} cannot be drawn (give graphs, answers or figures)"
        )
