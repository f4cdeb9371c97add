"""Routing: from boxes in their cells to edges that touch nothing but their ends.

Every edge is led by the cheapest path over a lattice (see :mod:`~.search`) with what is
already there in the tolls; then each is taken up and led again among all others, three times.
"""

from collections.abc import Mapping

from ketamech.drawing.arrange import arrange
from ketamech.drawing.plan import Plan, Sketch
from ketamech.drawing.router import Router

__all__ = ["plan_of", "reroute", "route"]

PASSES = 3


def route(sketch: Sketch, columns: Mapping[str, int]) -> Plan:
    """Lead every edge of a placed sketch.

    Parameters
    ----------
    sketch
        Boxes and links.
    columns
        The column of every box.

    Returns
    -------
    Plan
        The finished geometry, in inches.
    """
    router = Router(sketch)
    router.move(arrange(sketch, columns)[1])
    router.lead(router.links)
    reroute(router)
    return plan_of(sketch, columns, router)


def reroute(router: Router, passes: int = PASSES) -> None:
    """Take up each edge and lead it again, until nothing changes or the passes are used up."""
    for _ in range(passes):
        before = dict(router.runs)
        for name in sorted(router.links, key=lambda name: (-router.runs[name].cost, name)):
            router.lift([name])
            router.lead([name])
        if router.runs == before:
            break


def plan_of(sketch: Sketch, columns: Mapping[str, int], router: Router) -> Plan:
    """What a router has found, as a plan."""
    bands, _ = arrange(sketch, columns)
    return Plan(
        bands,
        dict(sorted(router.boxes.items())),
        {name: router.points(name) for name in router.links},
        dict(sorted(columns.items())),
    )
