from itertools import pairwise, product

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamech as km
from ketamech.query.routes import cost_of, order
from tests.made import NAMES, graph, random_graphs


def all_paths(made: km.MechanismGraph, source: str, target: str) -> list[tuple[str, ...]]:
    """Every simple path by networkx, in the order of paths."""
    joined: dict[tuple[str, str], list[km.Edge]] = {}
    for edge in made.edges:
        if made.contents.follows(edge):
            joined.setdefault((edge.source, edge.target), []).append(edge)
    digraph = nx.DiGraph(list(joined))
    if source not in digraph or target not in digraph:
        return []
    found = [
        edges
        for ids in nx.all_simple_paths(digraph, source, target)
        for edges in product(*(joined[step] for step in pairwise(ids)))
    ]
    found.sort(key=lambda edges: (cost_of(edges), order(edges)))
    return [tuple(map(str, edges)) for edges in found]


def ours(
    made: km.MechanismGraph,
    source: str | list[str],
    target: str | list[str],
    max_steps: int | None = None,
    limit: int = 100,
) -> list[tuple[str, ...]]:
    found = made.paths(source, target, max_steps, limit)
    return [tuple(map(str, path.edges)) for path in found]


@given(random_graphs())
def test_paths_are_all_simple_paths_in_the_order_of_paths(made: km.MechanismGraph) -> None:
    assert ours(made, "a", "b", limit=10_000) == all_paths(made, "a", "b")


@given(random_graphs(), st.integers(1, 4))
def test_a_bound_on_steps_takes_the_longer_paths_away(made: km.MechanismGraph, bound: int) -> None:
    short = [path for path in all_paths(made, "a", "b") if len(path) <= bound]
    assert ours(made, "a", "b", max_steps=bound, limit=10_000) == short


@given(random_graphs(), st.integers(1, 5))
def test_a_limit_gives_the_best(made: km.MechanismGraph, limit: int) -> None:
    every = all_paths(made, "a", "b")
    found = made.paths("a", "b", limit=limit)
    assert ours(made, "a", "b", limit=limit) == every[:limit]
    assert found.complete == (len(every) <= limit)


def test_a_dense_graph_does_not_hang() -> None:
    names = [f"n{i}" for i in range(40)]
    made = graph(*(f"{a} activates {b}" for a in names for b in names if a != b))
    found = made.paths("n0", "n39")
    assert len(found) == 100
    assert not found.complete
    assert [len(path) for path in found[:3]] == [1, 2, 2]


def test_a_dead_end_in_a_dense_graph_does_not_hang() -> None:
    names = [f"n{i}" for i in range(30)]
    made = graph(*(f"{a} activates {b}" for a in names for b in names if a != b), "m inhibits z")
    assert len(made.paths("n0", "z")) == 0


def test_a_path_prints_its_signs() -> None:
    path = graph("a inhibits b", "b permits c").paths("a", "c")[0]
    assert str(path) == "A ⊣ B ⊸ C"
    assert [row["relation"] for row in path.to_records()] == ["inhibits", "permits"]


def test_paths_meet_the_asked_nodes_only_at_their_ends() -> None:
    made = graph("a activates b", "b activates c", "c activates d")
    assert ours(made, ["a", "b"], ["c", "d"]) == [("b activates c",)]


def test_bounds_below_one_and_equal_ends_are_refused() -> None:
    made = graph("a activates b")
    for bounds in ({"max_steps": 0}, {"limit": 0}):
        with pytest.raises(km.UsageError, match="write 1 or more"):
            made.paths("a", "b", **bounds)
    with pytest.raises(km.UsageError, match="source and target at once"):
        made.paths("a", "a")


@given(random_graphs())
def test_between_holds_every_path_and_nothing_else(made: km.MechanismGraph) -> None:
    part = made.between("a", "b")
    on_paths = {text for path in all_paths(made, "a", "b") for text in path}
    assert on_paths <= {str(edge) for edge in part.edges}
    for node in part.nodes:
        if node.id in NAMES.replace("a", ""):
            assert node in made.downstream("a")
