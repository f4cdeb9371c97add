"""From what is asked to a composed figure: the one way that every kind of drawing takes.

A view is chosen, its nodes are kept to their lanes or pinned, and it is composed. What comes of
it is still in the colours of a light slide at full strength (:mod:`~ketamech.drawing.palette`
inks it), so that a figure can be cut into steps, or turned dark, before anything fades.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ketamech.drawing.answers import PathLike, view
from ketamech.drawing.asked import check_options, options_of
from ketamech.drawing.compose import compose
from ketamech.drawing.details import details_of
from ketamech.drawing.highlight import lit
from ketamech.drawing.lanes import Pin, laned, pinned
from ketamech.drawing.notes import notes_of
from ketamech.drawing.overview import overview
from ketamech.drawing.palette import inked, palette_of
from ketamech.drawing.scene import Scene
from ketamech.drawing.text import printable
from ketamech.drawing.view import View
from ketamech.errors import DrawingError
from ketamech.language.sentences import cited

__all__ = ["VIEWS", "Made", "made", "scene_of"]

VIEWS: dict[str, Callable[..., View]] = {"node": view, "arm": overview}
"""What a box of a figure stands for, and how it is chosen."""
_PASSED_ON = {"node": ("limit", "refuted", "correlations"), "arm": ()}
"""What a way to choose hands on to :func:`~ketamech.drawing.view.view_of`."""
_ALSO_SAID = ("ax", "build")
"""What only :func:`~ketamech.drawing.draw` takes."""


@dataclass(frozen=True, slots=True)
class Made:
    """A figure that is laid out and not yet coloured: its view, its graph and its scene."""

    view: View
    graph: Any
    scene: Scene


def made(
    thing: Any,
    along: PathLike | None = None,
    /,
    *,
    by: str = "node",
    highlight: Any = None,
    references: bool = False,
    legend: bool = True,
    theme: str = "light",
    lanes: str = "strict",
    pin: Pin | None = None,
    seed: int = 0,
    **how: Any,
) -> Made:
    """Lay a figure out; see :func:`ketamech.drawing.draw` for what can be said.

    Parameters
    ----------
    thing
        What is drawn.
    along
        A path that stays at full strength with what is highlighted, and whose nodes are shown
        where there is room.
    by, highlight, references, legend, theme, lanes, pin, seed, **how
        As in :func:`~ketamech.drawing.draw`. The theme is only looked up, so that a wrong one
        is refused before the layout.

    Raises
    ------
    DrawingError
        Where there is no such way to draw, or nothing can be drawn.
    """
    palette_of(theme)
    _check(by, how)
    if along is not None and by == "node":
        how["also"] = [node.id for node in along.nodes]
    seen = pinned(laned(VIEWS[by](thing, **how), lanes), pin or {})
    light = _pointed_out(seen, [part for part in (along, highlight) if part is not None])
    graph = getattr(thing, "graph", thing)
    works = _works(seen, graph) if references else None
    drawn = compose(seen, highlight=light, works=works, legend=legend, seed=seed)
    return Made(seen, graph, drawn)


def _works(seen: View, graph: Any) -> dict[str, str]:
    """How each work is cited, in the words of sentences."""
    keys = dict.fromkeys(key for edge in seen.edges for key in edge.references)
    return {key: printable(cited(graph, [key])) for key in keys}


def _check(by: str, how: Mapping[str, Any]) -> None:
    """Refuse a way to choose that there is not, and what it does not take."""
    if by not in tuple(VIEWS):
        raise DrawingError(f"by={by!r} is no way to draw (write one of {', '.join(VIEWS)})")
    known = {way: (*options_of(VIEWS[way]), *_PASSED_ON[way]) for way in VIEWS}
    others = [name for names in known.values() for name in names]
    check_options(
        how, (*known[by], *options_of(made), *_ALSO_SAID), elsewhere=others, by=f"by={by!r}"
    )


def _pointed_out(seen: View, parts: list[Any]) -> list[Any] | None:
    """All that stays at full strength, as nodes and as ids of edges."""
    if not parts:
        return None
    found = [lit(seen, part) for part in parts]
    ids = frozenset[str]().union(*(one.nodes for one in found))
    edges = frozenset[str]().union(*(one.edges for one in found))
    return [*(shown.node for shown in seen.nodes if shown.id in ids), *sorted(edges)]


def scene_of(thing: Any, *, theme: str = "light", **how: Any) -> Scene:
    """The finished geometry of a figure, with its details and its notes; see :func:`made`."""
    figure = made(thing, theme=theme, **how)
    return replace(
        inked(figure.scene, theme),
        details=details_of(figure.view, figure.graph),
        notes=notes_of(figure.graph, figure.view),
        uninked=figure.scene,
    )
