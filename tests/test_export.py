from pathlib import Path
from typing import Any

import networkx as nx

import ketamech as km
from tests.made import SUPPORT, edge, graph, node


def test_networkx_gets_plain_attributes() -> None:
    made = graph(
        edge("a activates b", SUPPORT | {"necessity": "shown"}, onset="hours"),
        "a inhibits b",
        nodes=(node("a", aliases=["one", "two"]),),
    )
    digraph = made.to_networkx()
    assert digraph.nodes["a"]["aliases"] == "one|two"
    assert "cell" not in digraph.nodes["a"]
    assert set(digraph["a"]["b"]) == {"activates", "inhibits"}
    shown = digraph["a"]["b"]["activates"]
    assert (shown["sign"], shown["onset"], shown["required"]) == ("+", "hours", True)


def test_the_bundled_graph_passes_through_graphml(tmp_path: Path) -> None:
    digraph: Any = km.load().to_networkx()
    nx.write_graphml(digraph, tmp_path / "graph.graphml")
    back: Any = nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    assert dict(back.nodes(data=True)) == dict(digraph.nodes(data=True))
    assert set(back.edges(keys=True)) == set(digraph.edges(keys=True))
