"""A figure step by step along a path, for a chain that builds up in a talk.

The figure is laid out once, so that nothing moves from slide to slide. What the path has not
reached yet is absent; what does not belong to the path stands faint in the background
throughout, with the last slide as ``highlight=`` would draw it.
"""

from dataclasses import replace
from typing import Any

from ketamech.drawing.answers import PathLike
from ketamech.drawing.highlight import Lit, lit
from ketamech.drawing.making import made
from ketamech.drawing.notes import notes_of
from ketamech.drawing.palette import inked
from ketamech.drawing.scene import Scene
from ketamech.errors import DrawingError
from ketamech.language.phrases import begun
from ketamech.language.sentences import net

__all__ = ["steps"]


def steps(thing: Any, along: Any, *, theme: str = "light", **how: Any) -> tuple[Scene, ...]:
    """A scene for each step of a path through a figure.

    Parameters
    ----------
    thing
        What is drawn: a graph, an answer, or the path itself.
    along
        The Path whose steps appear one by one.
    theme, **how
        As in :func:`~ketamech.drawing.draw`. What is highlighted stands at full strength from
        the first step on.

    Returns
    -------
    tuple of Scene
        One for each step. All nodes of the path are shown where the limit has room for them;
        steps between which they are hidden appear at once.

    Raises
    ------
    DrawingError
        If `along` is no path, or none of its steps is shown.

    Examples
    --------
    >>> import ketamech as km
    >>> path = km.load().story().paths("ketamine", "BDNF release")[0]
    >>> len(steps(path, path)) == len(path)
    True
    """
    if not isinstance(path := along, PathLike):
        raise DrawingError(
            f"a {type(along).__name__} cannot be built up (give one path, say paths[0])"
        )
    figure = made(thing, path, theme=theme, **how)
    seen = figure.view
    from_the_first = how.get("highlight")
    always = Lit(frozenset(), frozenset()) if from_the_first is None else lit(seen, from_the_first)
    states = [lit(seen, along.edges[: step + 1]) for step in range(len(along.edges))]
    reached = {state.edges: state for state in states if state.edges}.values()
    if not reached:
        raise DrawingError("the figure shows no step of the path (draw more nodes: limit=)")
    last = states[-1]
    scenes, before = [], frozenset[str]()
    for state in reached:
        end = begun(f"so {net(along)}.") if state is last else ""
        notes = notes_of(along.graph, seen, only=state.edges - before, end=end)
        now = Lit(state.nodes | always.nodes, state.edges | always.edges)
        scene = _at(figure.scene, now)
        scenes.append(replace(inked(scene, theme), notes=notes, uninked=scene))
        before = state.edges
    return tuple(scenes)


def _at(whole: Scene, state: Lit) -> Scene:
    """The figure as far as the path has come."""
    nodes = tuple(mark for mark in whole.nodes if mark.faded or mark.id in state.nodes)
    there = {mark.id for mark in nodes}
    edges = tuple(
        mark
        for mark in whole.edges
        if mark.id in state.edges or (mark.faded and {mark.source, mark.target} <= there)
    )
    told = "; ".join(mark.description for mark in edges if not mark.faded)
    return replace(whole, nodes=nodes, edges=edges, description=told)
