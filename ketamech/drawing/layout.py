"""From a sketch to a plan: place, route, and improve what was routed.

Boxes and the edges that pass between them are put in order (:mod:`~ketamech.drawing.braid`),
put on the lattice and led over tracks (:mod:`~ketamech.drawing.weave`), and improved there by
trial; in the end every edge is led again by a search. Several braids are begun, the most
promising are finished, and the cheapest is taken. The work is counted in moves, never in
seconds, so that the same sketch gives the same plan everywhere.
"""

from dataclasses import replace
from random import Random

from ketamech.drawing.braid import Braid
from ketamech.drawing.plan import Plan, Sketch
from ketamech.drawing.route import reroute
from ketamech.drawing.weave import Weave

__all__ = ["lay_out"]

STARTS = 5
"""Braids that are woven to see which are worth improving."""
CHOSEN = 3
"""How many of them are improved, until one is good."""
TRIALS, MORE_TRIALS = 60, 240
"""Moves that each weave tries, and those that a chosen one tries."""
GOOD = 6
"""A legal figure with no more than one crossing in so many edges ends the search."""


def lay_out(sketch: Sketch, seed: int = 0, effort: int = 1) -> Plan:
    """Place and route a sketch.

    Parameters
    ----------
    sketch
        Boxes in lanes and the links between them. A box with a column keeps it.
    seed
        Another seed tries another way; the same seed gives the same plan everywhere.
    effort
        How long to improve; 1 is for a view while one waits, more for a map made offline.

    Returns
    -------
    Plan
        The finished geometry, in inches. It does not depend on the order of boxes and links.

    Raises
    ------
    ValueError
        If the boxes do not fit into the area, or two are pinned to one cell.

    Examples
    --------
    >>> from ketamech.drawing.plan import Link, Sized
    >>> from ketamech.drawing.scene import Box
    >>> square = ((-0.5, -0.2), (0.5, -0.2), (0.5, 0.2), (-0.5, 0.2))
    >>> boxes = (Sized("a", 0, 1.0, 0.4, square), Sized("b", 1, 1.0, 0.4, square))
    >>> area = Box(0.0, 0.0, 6.0, 2.0)
    >>> plan = lay_out(Sketch(area, 1.5, 2, 3, boxes, (Link("ab", "a", "b"),)))
    >>> plan.columns["a"] == plan.columns["b"], len(plan.routes["ab"])
    (True, 2)
    """
    sketch = replace(
        sketch,
        boxes=tuple(sorted(sketch.boxes, key=lambda box: box.id)),
        links=tuple(sorted(sketch.links, key=lambda link: link.id)),
    )
    weaves: list[Weave] = []
    for start in range(STARTS * effort):
        weave = Weave(sketch, Braid(sketch, seed * STARTS + start))
        weave.improve(TRIALS, Random(start))
        weaves.append(weave)
        if not weave.missing() and _is_good(weave):
            break
    weaves.sort(key=lambda weave: weave.score())
    finished: list[Weave] = []
    for number, weave in enumerate(weaves[: CHOSEN * effort]):
        if weave.missing() or not _is_good(weave):
            weave.improve(MORE_TRIALS, Random(number))
        weave.finish()
        reroute(weave.router)
        if not _is_good(weave):
            weave.improve(MORE_TRIALS, Random(number))
            weave.finish()
            reroute(weave.router)
        finished.append(weave)
        if _is_good(weave):
            break
    return min(finished, key=lambda weave: weave.router.cost()).plan()


def _is_good(weave: Weave) -> bool:
    """Whether no better figure is looked for."""
    return weave.is_legal() and GOOD * weave.router.crossings <= len(weave.sketch.links)
