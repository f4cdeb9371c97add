import pickle

import pytest
from hypothesis import given

import ketamech as km
from ketamech.vocabulary import Confidence, Onset, Relation, Sign
from tests.made import AGAINST, NAMES, SUPPORT, edge, graph, random_graphs

SIGNED = (Relation.ACTIVATES, Relation.INHIBITS)


def test_two_inhibitions_in_a_row_raise() -> None:
    reach = graph("a inhibits b", "b inhibits c").downstream("a")
    assert [(item.node.id, item.effect) for item in reach] == [("b", "-"), ("c", "+")]


def test_equally_good_routes_that_disagree_are_ambiguous() -> None:
    made = graph("a activates b", "a inhibits c", "b activates d", "c activates d")
    item = made.downstream("a")["d"]
    assert item.effect is Sign.BOTH
    assert item.opposed


def test_the_best_route_decides_and_a_longer_one_opposes() -> None:
    made = graph("a activates b", "a inhibits c", "c activates d", "d activates b")
    item = made.downstream("a")["b"]
    assert (item.effect, item.opposed, item.steps) == (Sign.PLUS, True, 1)


def test_fewer_contested_edges_are_better_than_fewer_steps() -> None:
    made = graph(edge("a inhibits c", SUPPORT, AGAINST), "a activates b", "b activates c")
    item = made.downstream("a")["c"]
    assert (item.steps, item.effect, item.confidence) == (2, Sign.PLUS, Confidence.SUPPORTED)


def test_unknown_direction_stays_unknown() -> None:
    item = graph("a modulates b", "b inhibits c").downstream("a")["c"]
    assert (item.effect, item.opposed) == (Sign.UNKNOWN, False)


def test_a_gate_is_reached_but_decides_nothing() -> None:
    made = graph("a permits b", "a activates c", "c activates d", "d activates b", "b activates e")
    reach = made.downstream("a")
    assert (reach["b"].effect, reach["b"].steps) == (Sign.PLUS, 3)
    assert graph("a permits b", "b activates c").downstream("a")["c"].effect is Sign.GATE


def test_feedback_decides_neither_effect_nor_opposition() -> None:
    made = graph(
        "a activates b",
        "b activates c",
        edge("c inhibits a", feedback=True),
        edge("a inhibits c", feedback=True),
    )
    item = made.downstream("a")["c"]
    assert (item.effect, item.steps, item.opposed) == (Sign.PLUS, 2, False)
    assert made.downstream("c")["b"].effect is Sign.MINUS


def test_correlation_and_refuted_edges_are_not_followed() -> None:
    made = graph("a correlates_with b", edge("a activates c", AGAINST))
    assert len(made.downstream("a")) == 0
    assert "c" in made.select(refuted=True).downstream("a")


def test_onset_is_the_latest_and_confidence_the_weakest_on_the_route() -> None:
    made = graph(
        edge("a activates b", SUPPORT, SUPPORT | {"ref": "Made2005"}, onset="days"),
        edge("b activates c", SUPPORT | {"system": "review"}, onset="minutes"),
    )
    item = made.downstream("a")["c"]
    assert (item.onset, item.confidence) == (Onset.DAYS, Confidence.TENTATIVE)
    assert item.references == ("Made2000", "Made2005")


def test_a_reach_is_asked_by_place_and_by_name() -> None:
    reach = graph("a activates b", "b activates c").downstream("a")
    assert reach[0] == reach["B"]
    assert "b" in reach
    assert reach[0] in reach
    assert "a" not in reach
    assert "no such thing" not in reach
    assert [item.node.id for item in reach[:1]] == ["b"]
    with pytest.raises(km.UnknownNodeError):
        reach["a"]


def test_several_names_are_asked_at_once() -> None:
    made = graph("a activates c", "b inhibits d")
    reach = made.downstream(["a", "b"])
    assert {item.node.id: str(item.effect) for item in reach} == {"c": "+", "d": "-"}


def test_ids_decide_between_equal_routes() -> None:
    made = graph("a activates c", "c activates d", "a activates b", "b activates d")
    assert [n.id for n in made.downstream("a")["d"].path.nodes] == ["a", "b", "d"]


def test_a_result_prints_shows_and_turns_into_rows() -> None:
    reach = graph("a activates b").downstream("a")
    assert "downstream of A: 1 node" in repr(reach)
    assert "<td style='text-align:left'>B</td>" in reach._repr_html_()
    assert reach.to_records()[0]["path"] == "A → B"
    assert list(reach.to_pandas()["effect"]) == ["+"]
    assert pickle.loads(pickle.dumps(reach)) == reach


def test_html_of_strangers_names_is_escaped() -> None:
    from tests.made import node

    nasty = node("b", name="<script>x</script>")
    shown = graph("a activates b", nodes=(nasty,)).downstream("a")._repr_html_()
    assert "<script>" not in shown


@given(random_graphs())
def test_upstream_and_downstream_mirror_each_other(made: km.MechanismGraph) -> None:
    down = {name: made.downstream(name) for name in NAMES}
    up = {name: made.upstream(name) for name in NAMES}
    for source in NAMES:
        for target in NAMES:
            assert (target in down[source]) == (source in up[target])
            if target in down[source]:
                there, back = down[source][target], up[target][source]
                assert (there.effect, there.opposed, there.steps, there.path) == (
                    back.effect,
                    back.opposed,
                    back.steps,
                    back.path,
                )


@given(random_graphs())
def test_narrowing_never_adds_reach(made: km.MechanismGraph) -> None:
    narrower = [
        made.select(hypotheses="one") if "one" in made.contents.hypotheses else made,
        made.select(contested=False),
        made.select(min_confidence="supported"),
        made.select(refuted=False),
    ]
    for name in NAMES:
        whole = {item.node.id for item in made.downstream(name)}
        for part in narrower:
            if name in part.contents.nodes:
                assert {item.node.id for item in part.downstream(name)} <= whole


@given(random_graphs())
def test_the_order_of_edges_changes_no_answer(made: km.MechanismGraph) -> None:
    turned = graph(*reversed(made.edges), nodes=made.nodes)
    assert made == turned
    for name in NAMES:
        assert made.downstream(name) == turned.downstream(name)


@given(random_graphs())
def test_a_witness_path_bears_out_what_is_said(made: km.MechanismGraph) -> None:
    for name in NAMES:
        for item in made.downstream(name):
            path = item.path
            assert path.nodes[0].id == name
            assert path.nodes[-1] == item.node
            assert len({one.id for one in path.nodes}) == len(path.nodes)
            assert len(path) == item.steps
            if item.effect in (Sign.PLUS, Sign.MINUS, Sign.GATE):
                assert path.sign is item.effect


@given(random_graphs(SIGNED))
def test_every_prefix_of_a_witness_path_is_a_witness_path(made: km.MechanismGraph) -> None:
    for name in NAMES:
        reach = made.downstream(name)
        for item in reach:
            if item.steps > 1:
                assert reach[item.path.nodes[-2]].path.edges == item.path.edges[:-1]
