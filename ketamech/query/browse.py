"""Browse the nodes of a graph by a piece of a name."""

from typing import TYPE_CHECKING, ClassVar

from ketamech.model import Node
from ketamech.query.tables import Record, Table

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["Found", "search"]


class Found(Table[Node]):
    """Nodes that a search found, the best match first."""

    columns: ClassVar[tuple[str, ...]] = ("id", "name", "type", "aliases")

    @property
    def heading(self) -> str:
        """How many were found."""
        return "1 node" if len(self) == 1 else f"{len(self)} nodes"

    def _record(self, item: Node) -> Record:
        return {
            "id": item.id,
            "name": item.name,
            "type": str(item.type),
            "aliases": list(item.aliases),
            "cell": item.cell,
            "region": item.region,
            "xrefs": [f"{curie} {label}" for curie, label in item.xrefs.items()],
            "description": item.description,
        }


def search(graph: "MechanismGraph", text: str) -> Found:
    """Nodes one of whose names holds a text.

    Returns
    -------
    Found
        Exact matches first, then names that begin with the text, then the rest; names
        before aliases, then by id.
    """
    return Found(graph.contents.names.search(text))
