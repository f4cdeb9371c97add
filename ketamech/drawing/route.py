"""Routing: from boxes in their cells to edges that touch nothing but their ends.

Every edge is led by the cheapest path over a lattice (see :mod:`~.search`) with what is
already there in the tolls; then each is taken up and led again among all others, three times.
"""

from ketamech.drawing.router import Router

__all__ = ["PASSES", "reroute"]

PASSES = 3


def reroute(router: Router, passes: int = PASSES) -> None:
    """Take up each edge and lead it again, until nothing changes or the passes are used up."""
    for _ in range(passes):
        before = dict(router.runs)
        for name in sorted(router.links, key=lambda name: (-router.runs[name].cost, name)):
            router.lift([name])
            router.lead([name])
        if router.runs == before:
            break
