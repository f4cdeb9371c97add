"""What stays at full strength when a figure points something out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ketamech.drawing.view import View, ViewEdge
from ketamech.errors import DrawingError
from ketamech.model import Edge, Node
from ketamech.names import NameIndex

__all__ = ["Lit", "lit", "shown_names"]


@dataclass(frozen=True, slots=True)
class Lit:
    """Ids of the nodes and edges of a view that stay at full strength."""

    nodes: frozenset[str]
    edges: frozenset[str]


def shown_names(view: View) -> NameIndex:
    """Every name of every shown node, looked up as the graph looks up its own."""
    return NameIndex(shown.node for shown in view.nodes)


def _shows(edge: ViewEdge, wanted: set[Edge], nodes: set[str]) -> bool:
    """Whether a shown edge stands for a wanted one; a contracted one, for all of its path."""
    if not edge.through:
        return any(part in wanted for part in edge.edges)
    return all(part in wanted for part in edge.edges) or (
        not wanted and nodes.issuperset((edge.source, *edge.through, edge.target))
    )


def lit(view: View, highlight: Any) -> Lit:
    """Find what to highlight in a view.

    Parameters
    ----------
    view
        What is shown.
    highlight
        A Path, or any number of nodes, edges, ids and names. Nodes without edges bring the
        edges among them; hidden nodes are passed over.

    Raises
    ------
    DrawingError
        Where a name is that of no shown node.
    """
    parts: list[Any] = []
    if hasattr(highlight, "nodes") and hasattr(highlight, "edges"):
        parts += [*highlight.nodes, *highlight.edges]
    elif isinstance(highlight, str | Node | Edge):
        parts.append(highlight)
    elif isinstance(highlight, Iterable):
        parts += highlight
    else:
        raise DrawingError(
            f"a {type(highlight).__name__} cannot be highlighted (give a path, or names of nodes)"
        )
    names = shown_names(view)
    edge_ids = {edge.id for edge in view.edges}
    nodes: set[str] = set()
    edges: set[Edge] = set()
    chosen: set[str] = set()
    for part in parts:
        if isinstance(part, Edge):
            edges.add(part)
            nodes |= {part.source, part.target}
        elif isinstance(part, Node):
            nodes.add(part.id)
        elif isinstance(part, str) and part in edge_ids:
            chosen.add(part)
        elif isinstance(part, str) and names.get(part):
            nodes |= {match.node.id for match in names.every(part)}
        else:
            near = names.nearest(str(part))
            meant = f"; did you mean {' or '.join(near)}?" if near else ""
            raise DrawingError(f"no node of this figure is called {str(part)!r}{meant}")
    only_nodes = not edges and not chosen
    for edge in view.edges:
        among = only_nodes and {edge.source, edge.target} <= nodes
        if among or _shows(edge, edges, nodes):
            chosen.add(edge.id)
    for edge in view.edges:
        if edge.id in chosen:
            nodes |= {edge.source, edge.target}
    shown = {node.id for node in view.nodes}
    return Lit(frozenset(nodes & shown), frozenset(chosen))
