"""The graph as a networkx ``MultiDiGraph`` with plain attributes."""

from typing import TYPE_CHECKING

from ketamech.loading.contents import Contents

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["to_networkx"]


def to_networkx(contents: Contents) -> "nx.MultiDiGraph[str]":
    """Turn a graph into a networkx ``MultiDiGraph``.

    Parameters
    ----------
    contents
        The graph.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are keyed by id, parallel edges by relation. Every attribute is a text, a
        whole number or a truth value, so that GraphML can take it: several values are
        joined by ``|``, and what is not known is left out.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        id=contents.info.id, name=contents.info.title, version=contents.info.version
    )
    for node in contents.nodes.values():
        attributes: dict[str, str | bool | None] = {
            "name": node.name,
            "type": str(node.type),
            "level": str(node.type.info.level),
            "category": node.type.info.biolink,
            "aliases": "|".join(node.aliases),
            "inverse_aliases": "|".join(node.inverse_aliases),
            "xrefs": "|".join(node.xrefs),
            "cell": node.cell,
            "region": node.region,
            "compartment": node.compartment,
            "better": node.better,
            "description": node.description,
        }
        graph.add_node(node.id, **_known(attributes))
    for edge in contents.edges:
        attributes = {
            "relation": str(edge.relation),
            "sign": str(edge.sign),
            "confidence": str(edge.confidence),
            "necessity": edge.necessity and str(edge.necessity),
            "required": edge.required,
            "hypotheses": "|".join(edge.hypotheses),
            "onset": edge.onset and str(edge.onset),
            "indirect": edge.indirect,
            "feedback": edge.feedback,
            "references": "|".join(edge.references),
            "publications": "|".join(_identifiers(contents, edge.references)),
            "findings": "|".join(item.finding.replace("|", "/") for item in edge.evidence),
        }
        graph.add_edge(edge.source, edge.target, key=str(edge.relation), **_known(attributes))
    return graph


def _known(attributes: dict[str, str | bool | None]) -> dict[str, str | bool]:
    return {name: value for name, value in attributes.items() if value not in (None, "")}


def _identifiers(contents: Contents, keys: tuple[str, ...]) -> list[str]:
    references = [contents.references[key] for key in keys if key in contents.references]
    return [
        f"PMID:{item.pmid}" if item.pmid is not None else f"doi:{item.doi}" for item in references
    ]
