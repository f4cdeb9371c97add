"""What a perturbation would have moved, had nothing been lost: what a what-if figure is about.

A clinical outcome that does not move has no row in a Response. Where something that was raised
or lowered moves it by itself, the figure shows it all the same, unchanged, at the end of the
route that would have moved it.
"""

from typing import Any

from ketamech.model import Node
from ketamech.vocabulary import Sign

__all__ = ["lost_routes"]


def lost_routes(response: Any) -> dict[Node, Any]:
    """The clinical outcomes that are lost, each with the Path that would move it.

    Parameters
    ----------
    response
        A Response. Each thing that it raises or lowers is asked alone, in the same background
        and within the same onset, but with nothing blocked.

    Returns
    -------
    dict of Node to Path
        In the order of the graph. An outcome that is shut has a row of its own, and is not
        among them.
    """
    graph = response.graph
    still = [node for node in graph.nodes if response.level(node) is Sign.NONE]
    unmoved = [node for node in still if node.type.info.outcome and not response.shut(node)]
    levels = {node: response.level(node) for node in response.acted}
    acts = {node: level for node, level in levels.items() if level is not Sign.NONE}
    if not unmoved or not acts:
        return {}
    held = [node for node in still if response.why(node).act == "held"]
    found: dict[Node, Any] = {}
    for act, level in acts.items():
        done = "increase" if level is Sign.PLUS else "decrease"
        alone = graph.perturb(**{done: act}, hold=held, within=response.within)
        for node in unmoved:
            routes = alone.why(node).routes.values()
            if routes:
                found.setdefault(node, min(routes, key=len))
    return {node: found[node] for node in unmoved if node in found}
