"""All that a graph says of one node: every edge that touches it, with the evidence."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ketamech.model import Edge, Evidence, Node
from ketamech.query.tables import Record, Table

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["Dossier", "Finding", "show"]


@dataclass(frozen=True)
class Finding:
    """One piece of evidence and the edge that it is about."""

    edge: Edge
    evidence: Evidence


class Dossier(Table[Finding]):
    """The evidence about one node, edge by edge.

    Attributes
    ----------
    node
        The node.
    """

    columns: ClassVar[tuple[str, ...]] = ("edge", "confidence", "stance", "ref", "finding")

    def __init__(self, node: Node, items: list[Finding]) -> None:
        super().__init__(items)
        self.node = node

    @property
    def heading(self) -> str:
        """The node and what it is called."""
        node = self.node
        place = ", ".join(filter(None, (node.cell, node.region, node.compartment)))
        lines = [f"{node.name} ({node.id}): {node.type.label}{', ' if place else ''}{place}"]
        lines += [node.description] if node.description else []
        for label, values in (
            ("also called", node.aliases),
            ("counted the other way", node.inverse_aliases),
            ("identifiers", [f"{curie} ({name})" for curie, name in node.xrefs.items()]),
        ):
            lines += [f"{label}: {', '.join(values)}"] if values else []
        return "\n".join(lines)

    def _record(self, item: Finding) -> Record:
        edge, evidence = item.edge, item.evidence
        return {
            "edge": str(edge),
            "source": edge.source,
            "relation": str(edge.relation),
            "target": edge.target,
            "hypotheses": list(edge.hypotheses),
            "onset": edge.onset and str(edge.onset),
            "confidence": str(edge.confidence),
            "stance": str(evidence.stance),
            "necessity": evidence.necessity and str(evidence.necessity),
            "species": evidence.species,
            "system": str(evidence.system),
            "ref": evidence.ref,
            "finding": evidence.finding,
        }


def show(graph: "MechanismGraph", name: str | Node) -> Dossier:
    """Every edge that touches a node, refuted ones too, with all its evidence."""
    node = graph.node(name)
    found = [
        Finding(edge, evidence)
        for edge in graph.edges
        if node.id in (edge.source, edge.target)
        for evidence in edge.evidence
    ]
    return Dossier(node, found)
