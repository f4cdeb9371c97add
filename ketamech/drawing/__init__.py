"""Figures for slides: a graph, an answer or a path as a finished drawing.

The data go one way: what is shown (:mod:`~ketamech.drawing.view`), how its labels are set
(:mod:`~ketamech.drawing.typeset`), where everything lies (:mod:`~ketamech.drawing.layout`),
the finished geometry (:mod:`~ketamech.drawing.scene`), and one module per output.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from ketamech.drawing.matrix import draw_matrix
from ketamech.drawing.output import check_target, deck_writer_of, save_deck, saved_or_shown
from ketamech.drawing.quality import QualityWarning, warn_of
from ketamech.drawing.scene import Scene
from ketamech.drawing.slides import slides
from ketamech.errors import DrawingError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ketamech.drawing.figure import SlideFigure

__all__ = ["QualityWarning", "draw", "draw_matrix", "scene_of", "slides", "steps"]


def scene_of(thing: Any, **how: Any) -> Scene:
    """The finished geometry of a figure; see :func:`draw` for what can be said."""
    from ketamech.drawing.making import scene_of

    return scene_of(thing, **how)


def steps(thing: Any, along: Any, **how: Any) -> tuple[Scene, ...]:
    """A figure step by step along a path; see :func:`ketamech.drawing.build.steps`."""
    from ketamech.drawing.build import steps

    return steps(thing, along, **how)


@overload
def draw(thing: Any, path: None = None, *, ax: None = None, **how: Any) -> "SlideFigure": ...
@overload
def draw(thing: Any, path: None = None, *, ax: "Axes", **how: Any) -> "Figure": ...
@overload
def draw(thing: Any, path: str | os.PathLike[str], **how: Any) -> Path: ...
def draw(
    thing: Any,
    path: str | os.PathLike[str] | None = None,
    *,
    ax: "Axes | None" = None,
    build: Any = None,
    **how: Any,
) -> "Figure | Path":
    """Draw a graph, what was reached or moved, or a path, on one slide.

    Parameters
    ----------
    thing
        A graph, a Reach, a Response or a Path.
    path
        A file to write, in the format of its suffix: ``.svg``, ``.png``, ``.pdf``; ``.pptx``
        for a PowerPoint slide of native shapes with the sentences in its notes; ``.html`` for
        a page that can be asked and needs no network.
    ax
        Axes of a matplotlib figure to draw into; everything shrinks with them.
    build
        A Path that builds up step by step, a slide each, in a ``.pptx`` file. Nothing moves
        from slide to slide; what does not belong to the path stands faint behind it.
    **how
        *What is shown*: `limit`, how many nodes (24, or None for all), a hidden path becoming
        one dashed edge; `collapse`, names of nodes or ids of arms that are hidden so; of a
        graph, `hypotheses`, only these stories, and `focus`, only what lies within `depth` (2)
        steps up or down from these nodes; `by`, ``node``, or ``arm`` for one box for each arm
        of a graph; `refuted` and `correlations`, True to draw such edges too.
        *How it looks*: `title`, a heading other than the usual one; `highlight`, a Path or
        names of nodes that stay at full strength while the rest fades; `references`, True to
        number the edges by their references and list these in the foot (of each edge the first
        ones, as many as there is room for; the list ends with how many more there are);
        `legend`, False for none; `theme`, ``light``, ``dark`` or ``print`` (which needs no colour).
        *Where it lies*: `lanes`, ``strict``, ``soft`` (a node may lie one lane higher or lower)
        or ``off``; `pin`, lane and column by name, ``{"BDNF release": ("Synapses", 2)}``;
        `seed`, another one for another layout.

    Returns
    -------
    matplotlib Figure or pathlib.Path
        The file, or without one a figure that a notebook shows: that of `ax` where it is given.

    Raises
    ------
    DrawingError
        Where nothing can be drawn, an option is not known or does not go with another, a name
        is not shown, or the file cannot be written.
    UnknownNodeError, AmbiguousNodeError, UnknownNameError
        If what is in focus or collapsed, or a hypothesis, is not in the graph.

    Warns
    -----
    QualityWarning
        Where the figure misses a bound of quality, say a label smaller than 14 pt.
    """
    if build is not None and (path is None or ax is not None):
        raise DrawingError("build= makes several slides (give it the name of a .pptx file)")
    if path is not None and build is not None:
        deck_writer_of(path)
    else:
        check_target(path, ax)
    scenes = (scene_of(thing, **how),) if build is None else steps(thing, build, **how)
    warn_of(scenes[-1], 4)
    if path is not None and build is not None:
        return save_deck(scenes, path)
    return saved_or_shown(scenes[-1], path, ax)
