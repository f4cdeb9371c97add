from typing import Any

import pytest
from hypothesis import assume, given, settings

import ketamech as km
from ketamech import MechanismGraph
from ketamech.drawing.answers import view
from ketamech.drawing.contract import said_by_a_route
from ketamech.drawing.view import View, view_of
from ketamech.errors import DrawingError, UnknownNameError, UnknownNodeError
from ketamech.model import Edge, Layout, Node
from ketamech.vocabulary import Arrowhead, Confidence, Sign
from tests import made
from tests.drawing.cascade import LAYOUT, cascade
from tests.made import AGAINST, SUPPORT, edge


def seen(graph: MechanismGraph, **how: Any) -> View:
    return view(graph, **how)


def ids(shown: View) -> list[str]:
    return [node.id for node in shown.nodes]


def lines(shown: View) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.sign.value, edge.target) for edge in shown.edges}


def test_a_small_graph_is_shown_whole() -> None:
    shown = seen(made.graph("a activates b", "b inhibits c"))
    assert ids(shown) == ["a", "b", "c"]
    assert lines(shown) == {("a", "+", "b"), ("b", "-", "c")}
    assert shown.foot.endswith("3 nodes")


def test_the_foot_names_graph_version_story_and_counts() -> None:
    assert seen(cascade(), limit=14).foot == "ketamech · made 1 · whole graph · 14 of 21 nodes"


def test_edges_that_say_the_same_are_drawn_as_one() -> None:
    shown = seen(made.graph("a activates b", "a increases b", "a inhibits b"))
    assert len(shown.edges) == 2
    joined = next(edge for edge in shown.edges if edge.sign is Sign.PLUS)
    assert [edge.relation for edge in joined.edges] == ["activates", "increases"]


def test_an_edge_is_dashed_only_where_all_that_it_stands_for_is_indirect() -> None:
    direct = made.edge("a activates b")
    indirect = made.edge("a increases b", indirect=True)
    assert seen(made.graph(indirect)).edges[0].dashed
    assert not seen(made.graph(indirect, direct)).edges[0].dashed


def test_a_contested_edge_is_marked() -> None:
    (edge,) = seen(made.graph(made.edge("a activates b", made.SUPPORT, made.AGAINST))).edges
    assert edge.contested
    assert edge.mark == "vs"


def test_a_refuted_edge_is_left_out_and_never_looks_like_an_activation() -> None:
    graph = made.graph(made.edge("a activates b", made.AGAINST))
    assert graph.edges[0].confidence is Confidence.REFUTED
    assert seen(graph).edges == ()
    (edge,) = seen(graph, refuted=True).edges
    assert edge.head is Arrowhead.NONE
    assert edge.mark == "×"


def test_a_correlation_is_drawn_only_on_request() -> None:
    graph = made.graph("a correlates_with b")
    assert seen(graph).edges == ()
    assert len(seen(graph, correlations=True).edges) == 1


def test_a_hidden_chain_becomes_one_dashed_edge_with_the_product_of_its_signs() -> None:
    edges = [made.edge("a inhibits b"), made.edge("b inhibits c"), made.edge("c inhibits d")]
    nodes = [made.node(name) for name in "abcd"]
    shown = view_of(nodes, edges, Layout(), title="", limit=2, kept=("a", "d"))
    (edge,) = shown.edges
    assert (edge.source, edge.sign, edge.target) == ("a", Sign.MINUS, "d")
    assert edge.dashed
    assert edge.through == ("b", "c")
    assert edge.id == "a|~-|d"
    assert edge.description == "A lowers D by way of B, C"


def test_a_hidden_path_that_a_shown_one_explains_is_not_drawn() -> None:
    edges = [
        made.edge("a activates b"),
        made.edge("b activates d"),
        made.edge("a activates c"),
        made.edge("c activates d"),
    ]
    nodes = [made.node(name) for name in "abcd"]
    shown = view_of(nodes, edges, Layout(), title="", limit=3, kept=("a", "b", "d"))
    assert lines(shown) == {("a", "+", "b"), ("b", "+", "d")}


def test_a_hidden_path_of_the_other_sign_is_drawn() -> None:
    edges = [
        made.edge("a activates b"),
        made.edge("a inhibits c"),
        made.edge("c activates b"),
    ]
    nodes = [made.node(name) for name in "abc"]
    shown = view_of(nodes, edges, Layout(), title="", limit=2, kept=("a", "b"))
    assert lines(shown) == {("a", "+", "b"), ("a", "-", "b")}


def test_nothing_runs_through_a_hidden_refuted_edge() -> None:
    edges = [made.edge("a activates b"), made.edge("b activates c", made.AGAINST)]
    nodes = [made.node(name) for name in "abc"]
    shown = view_of(nodes, edges, Layout(), title="", limit=2, kept=("a", "c"))
    assert shown.edges == ()


def test_a_gate_never_stands_for_a_hidden_path_that_moves_something() -> None:
    graph = made.graph("a activates b", "a permits c", "b activates x", "x activates c")
    nodes, edges = graph.nodes, graph.edges
    shown = view_of(nodes, edges, Layout(), title="", limit=3, kept="abc")
    assert ("b", "+", "c") in lines(shown)
    full = made.graph(
        "a activates b", "b activates a", "c activates b", "a activates d", "d activates a",
        "b permits c", "d permits c", "a activates x", "x inhibits c",
    )  # fmt: skip
    shown = view_of(full.nodes, full.edges, Layout(), title="", limit=4, kept="abcd")
    assert ("a", "-", "c") in lines(shown)


def test_a_hidden_path_with_a_gate_on_it_is_left_out_where_arrows_lead() -> None:
    graph = made.graph(
        "a activates b", "b activates c", "a permits x", "x activates c", "c permits y",
        "y inhibits d",
    )  # fmt: skip
    shown = view_of(graph.nodes, graph.edges, Layout(), title="", limit=4, kept="abcd")
    assert lines(shown) == {("a", "+", "b"), ("b", "+", "c"), ("c", "gate", "d")}


def test_the_main_figure_shows_what_raises_the_rapid_effect() -> None:
    story = km.load().story()
    assert ("trkb", "+", "rapid_antidepressant_behaviour") in lines(seen(story))
    for hidden in ("mtor_translation", ["mTORC1", "Akt", "synaptic protein synthesis"]):
        drawn = lines(seen(story, collapse=hidden))
        assert ("trkb", "+", "synaptogenesis") in drawn
        assert ("trkb", "gate", "ampa_receptor") not in drawn


def reachable(edges: list[tuple[str, str]], start: str) -> set[str]:
    found, waiting = set(), [start]
    while waiting:
        here = waiting.pop()
        for source, target in edges:
            if source == here and target not in found:
                found.add(target)
                waiting.append(target)
    return found


@given(made.edges())
@settings(max_examples=60, deadline=None)
def test_hiding_nodes_never_breaks_a_chain_and_makes_none_up(edges: tuple[Edge, ...]) -> None:
    assume(edges)
    shown = seen(made.graph(*edges), limit=3)
    kept = set(ids(shown))
    causal = [
        edge
        for edge in edges
        if edge.relation.info.causal and edge.confidence is not Confidence.REFUTED
    ]
    every = [(edge.source, edge.target) for edge in causal]
    onward = [(edge.source, edge.target) for edge in causal if not edge.feedback]
    moves = (Sign.PLUS, Sign.MINUS)
    moving = [
        (edge.source, edge.target) for edge in causal if edge.sign in moves and not edge.feedback
    ]
    drawn = [(edge.source, edge.target) for edge in shown.edges]
    arrows = [(edge.source, edge.target) for edge in shown.edges if edge.sign in moves]
    for node_id in kept:
        reached = reachable(drawn, node_id)
        assert reachable(onward, node_id) & kept <= reached | {node_id}
        assert reachable(moving, node_id) & kept <= reachable(arrows, node_id) | {node_id}
        assert reached <= reachable(every, node_id) | {node_id}


def test_what_is_shown_first_is_the_route_from_the_drug_to_the_outcome() -> None:
    graph = made.graph(
        "drug inhibits a",
        "a inhibits b",
        "b increases relief",
        *(f"a activates x{index}" for index in range(9)),
        nodes=(
            made.node("drug", type="drug"),
            made.node("relief", type="behaviour", better="higher"),
        ),
    )
    assert set(ids(seen(graph, limit=4))) == {"drug", "a", "b", "relief"}


def test_a_limit_keeps_the_cascade_connected() -> None:
    shown = seen(cascade(), limit=12)
    assert len(shown.nodes) == 12
    drawn = [(edge.source, edge.target) for edge in shown.edges]
    assert "relief" in reachable(drawn, "ketamine")


def test_empty_lanes_are_left_out() -> None:
    graph = cascade()
    shown = seen(graph, limit=4)
    assert {node.lane for node in shown.nodes} == set(range(len(shown.lanes)))


def test_a_node_that_no_lane_takes_lies_in_a_last_one() -> None:
    shown = seen(made.graph("a activates b", layout=LAYOUT))
    assert [lane.title for lane in shown.lanes] == ["Other"]


def test_without_lanes_nodes_lie_by_level() -> None:
    graph = made.graph(
        "a increases relief", nodes=(made.node("relief", type="symptom", better="lower"),)
    )
    assert [lane.title for lane in seen(graph).lanes] == ["Molecules", "Behaviour and symptoms"]


def test_a_reach_shows_what_was_asked_and_what_it_reaches() -> None:
    graph = made.graph("a activates b", "b inhibits c", "z activates b", "c activates a")
    shown = view(graph.downstream("b"))
    assert shown.title == "Downstream of B"
    assert "z" not in ids(shown)
    assert ("b", "-", "c") in lines(shown)


def test_an_upstream_reach_shows_what_leads_to_what_was_asked() -> None:
    graph = made.graph("a activates b", "b inhibits c", "c activates d")
    shown = view(graph.upstream("c"))
    assert set(ids(shown)) == {"a", "b", "c"}
    assert shown.title == "Upstream of C"


def test_a_path_shows_its_own_edges_only() -> None:
    graph = made.graph("a activates b", "b activates c", "a inhibits c")
    path = next(path for path in graph.paths("a", "c") if len(path.nodes) == 3)
    assert lines(view(path)) == {("a", "+", "b"), ("b", "+", "c")}
    assert view(path).title == "A to C"


@pytest.mark.parametrize("limit", [0, -3])
def test_a_limit_below_one_is_an_error(limit: int) -> None:
    with pytest.raises(DrawingError, match="write 1 or more"):
        seen(made.graph("a activates b"), limit=limit)


def test_a_view_of_nothing_is_an_error() -> None:
    with pytest.raises(DrawingError, match="no node"):
        view_of((), (), Layout(), title="")


def test_what_cannot_be_drawn_is_named() -> None:
    with pytest.raises(DrawingError, match="a int cannot be drawn"):
        view(3)


def test_references_are_those_of_the_evidence() -> None:
    (edge,) = seen(made.graph(made.edge("a activates b", made.SUPPORT, made.AGAINST))).edges
    assert edge.references == ("Made2000", "Made2001")


def test_baked_columns_hold_only_in_the_whole_graph() -> None:
    layout = Layout.model_validate({"cells": [{"node": "a", "column": 5}]})
    graph = made.graph("a activates b", "b activates c", layout=layout)
    assert {node.column for node in seen(graph).nodes if node.id == "a"} == {5}
    assert all(node.column is None for node in seen(graph, limit=2).nodes)


def test_a_node_keeps_its_record() -> None:
    node = made.node("a")
    shown = view_of([node], [], Layout(), title="")
    assert isinstance(shown.nodes[0].node, Node)


def test_a_full_view_leaves_out_a_gate_that_a_route_says_unless_it_is_contested() -> None:
    drawn = [("a", "b", Sign.PLUS), ("b", "c", Sign.MINUS)]
    plain, contested = edge("a permits c"), edge("a permits c", SUPPORT, AGAINST)
    assert said_by_a_route([plain, edge("b permits a"), edge("a activates c")], drawn) == {plain}
    assert not said_by_a_route([contested], drawn)
    assert not said_by_a_route([plain], [*drawn[:1], ("b", "c", Sign.GATE)])


CHAIN = made.graph(*(f"n{at:02} activates n{at + 1:02}" for at in range(40)))


def test_a_focus_shows_what_lies_within_some_steps_nearest_first() -> None:
    shown = seen(CHAIN, focus="n10")
    assert ids(shown) == ["n10", "n11", "n12", "n09", "n08"]
    assert shown.title == "Around N10"
    assert shown.foot.endswith("5 of 41 nodes")
    assert set(ids(seen(CHAIN, focus=["n10", "n20"], depth=1))) == {
        "n09", "n10", "n11", "n19", "n20", "n21",
    }  # fmt: skip
    assert ids(seen(CHAIN, focus="n10", depth=0)) == ["n10"]
    assert len(seen(CHAIN, focus="n20", depth=20, limit=24).nodes) == 24


def test_a_focus_that_means_several_nodes_or_none_is_refused() -> None:
    with pytest.raises(UnknownNodeError):
        seen(CHAIN, focus="elsewhere")
    with pytest.raises(DrawingError, match="depth= needs focus="):
        seen(CHAIN, depth=1)
    with pytest.raises(DrawingError, match="depth is -1"):
        seen(CHAIN, focus="n10", depth=-1)


def test_hypotheses_narrow_a_graph_and_no_answer() -> None:
    both = made.graph(
        edge("a activates b", hypotheses=["one"]), edge("a activates c", hypotheses=["two"])
    )
    assert set(ids(seen(both, hypotheses="one"))) == {"a", "b"}
    with pytest.raises(DrawingError, match="narrow it, and then ask"):
        view(both.downstream("a"), hypotheses="one")
    with pytest.raises(DrawingError, match="narrow it, and then ask"):
        view(both.downstream("a"), focus="a")


def test_what_is_collapsed_becomes_one_dashed_edge_with_the_product_of_signs() -> None:
    graph = made.graph("a inhibits b", "b inhibits c", "c activates d", "d inhibits e")
    shown = seen(graph, collapse=["b", "c", "d"])
    assert lines(shown) == {("a", "-", "e")}
    assert shown.edges[0].dashed
    assert shown.edges[0].through == ("b", "c", "d")
    [path] = graph.paths("a", "e")
    assert lines(view(path, collapse="b")) == {("a", "+", "c"), ("c", "+", "d"), ("d", "-", "e")}
    assert lines(view(graph.downstream("a"), collapse=["b", "c"])) >= {("a", "+", "d")}
    with pytest.raises(DrawingError, match="every node is collapsed"):
        seen(graph, collapse=["a", "b", "c", "d", "e"])


def test_an_arm_is_collapsed_as_a_whole() -> None:
    graph = km.load().story()
    arm = {node.id for node in graph.select(arms="mtor_translation").nodes}
    own = {one for one in arm if "mtor_translation" in graph.contents.file_of(graph.node(one))}
    shown = seen(graph, collapse="mtor_translation", limit=None)
    assert own
    assert own.isdisjoint(ids(shown))
    hidden = {step for one in shown.edges for step in one.through}
    assert hidden <= own


def test_a_long_path_keeps_to_the_limit_and_to_its_ends() -> None:
    [path] = CHAIN.paths("n00", "n40")
    shown = view(path, limit=24)
    assert len(shown.nodes) == 24
    assert {"n00", "n40"} <= set(ids(shown))
    assert len(shown.edges) == 23
    assert {one.sign for one in shown.edges} == {Sign.PLUS}
    assert shown.foot.endswith("24 of 41 nodes")
    assert len(view(path, limit=None).nodes) == 41


def test_collapsed_nodes_do_not_use_up_the_limit() -> None:
    shown = seen(CHAIN, collapse=[f"n{at:02}" for at in range(10, 22)])
    assert len(shown.nodes) == 24
    [path] = CHAIN.paths("n00", "n40")
    assert len(view(path, collapse=[f"n{at:02}" for at in range(5, 17)]).nodes) == 24
    story = km.load().story()
    assert len(seen(story, collapse="mtor_translation", limit=12).nodes) == 12


def test_the_best_of_several_paths_is_shown_whole() -> None:
    paths = km.load().paths("ketamine", "synaptogenesis")
    shown = view(paths)
    assert {node.id for node in paths[0].nodes} <= set(ids(shown))
    assert set(paths[0].edges) <= {one for line in shown.edges for one in line.edges}
    far = CHAIN.paths("n00", "n40")
    assert {"n00", "n40"} <= set(ids(view(far, limit=10)))


@pytest.mark.parametrize("name", ["synaptogenesis", "Synaptogenesis", "stress", "NMDA receptor"])
def test_a_collapsed_name_that_is_an_arm_and_a_node_is_asked_back(name: str) -> None:
    with pytest.raises(DrawingError, match=f"'arm:[a-z_]+' or 'node:{name}'"):
        seen(km.load(), collapse=name)


def test_a_collapsed_name_can_say_whether_it_is_an_arm_or_a_node() -> None:
    graph = km.load().story()
    arm = {node.id for node in graph.nodes if "synaptogenesis.yaml" in graph.contents.file_of(node)}
    every = {node.id for node in graph.nodes}
    assert every - set(ids(seen(graph, collapse="arm:Synaptogenesis", limit=None))) == arm
    only = ids(seen(graph, collapse="node:Synaptogenesis", limit=None))
    assert every - set(only) == {"synaptogenesis"}
    upper = ids(seen(graph, collapse="MTOR translation", limit=None))
    assert upper == ids(seen(graph, collapse="mtor_translation", limit=None))
    with pytest.raises(UnknownNameError, match="no arm is called"):
        seen(graph, collapse="arm:mtorc1")
    with pytest.raises(UnknownNodeError):
        seen(graph, collapse="node:mtor_translation")
