from typing import Any

import pytest

import ketamech as km
from ketamech.reasoning.predict import Predictions
from ketamech.vocabulary import Outcome, Sign
from tests.made import edge, graph, node
from tests.reasoning.made import NEEDED

GRAPH = km.load()
STORY = GRAPH.story()


def experiment(readout: str = "c", **fields: Any) -> km.Experiment:
    target = fields.pop("target", None)
    kind = fields.pop("kind", "block")
    if target is not None:
        fields["intervention"] = {"target": target, "kind": kind}
    return km.Experiment.model_validate({"id": "made", "readout": readout, **fields})


CHAIN = graph("a activates b", "b activates c")


@pytest.mark.parametrize(
    ("fields", "result"),
    [
        ({"treatment": "a"}, "increased"),
        ({"target": "b"}, "decreased"),
        ({"target": "b", "kind": "activate"}, "increased"),
        ({"treatment": "c", "readout": "a"}, "unchanged"),
        ({"treatment": "a", "target": "b"}, "abolished"),
        ({"treatment": "a", "target": "c", "readout": "b"}, "unchanged"),
        ({"treatment": "a", "target": "b", "kind": "infuse"}, "unchanged"),
        ({"treatment": "c", "target": "b", "readout": "a"}, "silent"),
        ({"background": "b", "treatment": "a"}, "unchanged"),
    ],
    ids=str,
)
def test_an_experiment_on_a_chain(fields: dict[str, Any], result: str) -> None:
    prediction = CHAIN.predict(experiment(**fields))
    assert prediction.result == result
    assert prediction.agrees is None
    assert prediction.because


def test_a_second_way_makes_a_block_irrelevant_and_an_opposite_one_weakens() -> None:
    made = graph("a activates b", "b activates c", "a activates c", "d inhibits c")
    assert made.predict(experiment(treatment="a", target="b")).result == "unchanged"
    infused = experiment(treatment="a", target="d", kind="infuse")
    assert made.predict(infused).result == "attenuated"


def test_both_signs_are_ambiguous_and_count_as_neither_right_nor_wrong() -> None:
    made = graph("a activates c", "a inhibits b", "b activates c")
    prediction = made.predict(experiment(treatment="a", result="increased"))
    assert (prediction.result, prediction.agrees) == ("ambiguous", None)
    assert "+ more A → C" in prediction.because
    assert "− more A ⊣ B → C" in prediction.because


def test_a_readout_counted_the_other_way_is_turned() -> None:
    made = graph("a activates c", nodes=(node("c", inverse_aliases=["anti-c"]),))
    prediction = made.predict(experiment("anti-c", treatment="a", result="decreased"))
    assert (prediction.result, prediction.agrees) == (Outcome.DECREASED, True)
    assert "anti-c counts it the other way" in prediction.because


@pytest.mark.parametrize(
    ("found", "agrees"),
    [("attenuated", True), ("abolished", True), ("unchanged", False), ("enhanced", False)],
)
def test_outcomes_of_one_class_agree(found: str, agrees: bool) -> None:
    asked = experiment(treatment="a", target="b", result=found)
    assert CHAIN.predict(asked).agrees is agrees


def test_the_sign_of_what_moved_has_to_match() -> None:
    assert CHAIN.predict(experiment(treatment="a", result="increased")).agrees is True
    assert CHAIN.predict(experiment(treatment="a", result="decreased")).agrees is False


def test_because_tells_the_route_and_the_chain_that_cuts_it() -> None:
    made = graph("a activates c", edge("b activates c", NEEDED))
    said = made.predict(experiment(treatment="a", target="b")).because
    assert said == (
        "With a, C would rise: + more A → C [common ground]. With b blocked too, no route brings "
        "that any more: C cannot rise: it needs B, which is blocked (B → C)"
    )


def test_because_tells_what_is_left_and_what_still_holds() -> None:
    made = graph("a activates b", "b activates c", "d inhibits c", "d antagonizes b")
    lost = made.predict(experiment(treatment="a", target="d", kind="infuse"))
    assert lost.result == "abolished"
    assert "B cannot rise: D antagonizes it; C would fall: − more D ⊣ C" in lost.because
    kept = CHAIN.predict(experiment("b", treatment="a", target="c"))
    assert kept.because.endswith("With c blocked too, that route holds")


def test_because_tells_what_moves_instead_where_only_feedback_moved_before() -> None:
    made = graph(edge("a activates c", feedback=True), "d inhibits c")
    lost = made.predict(experiment(treatment="a", target="d", kind="infuse"))
    assert lost.result == "abolished"
    assert lost.because.endswith("any more: C would fall: more D ⊣ C [common ground]")


def test_a_part_without_a_causal_edge_is_named() -> None:
    made = graph("a activates c", "b correlates_with c")
    prediction = made.predict(experiment(treatment="a", target="b"))
    assert prediction.result == "silent"
    assert "touches the target" in prediction.because


def test_a_narrowed_graph_is_silent_of_its_own_experiments_and_knows_no_strangers() -> None:
    own = experiment(treatment="a", result="increased")
    made = graph(
        edge("a activates c", hypotheses=("one",)),
        edge("b activates c", hypotheses=("two",)),
        experiments=(own,),
    )
    assert made.predict("made").agrees is True
    prediction = made.select(hypotheses="two").predict("made")
    assert (prediction.result, prediction.agrees) == ("silent", None)
    assert "'a'" in prediction.because
    with pytest.raises(km.UnknownNodeError):
        made.predict(experiment(treatment="no such drug"))


def test_an_unknown_experiment_is_answered_with_the_nearest() -> None:
    near = GRAPH.experiments[0].id
    with pytest.raises(km.UnknownNameError, match=near):
        GRAPH.predict(near + "s")


def test_what_is_no_experiment_is_refused_with_what_to_give() -> None:
    given: Any = {"treatment": "ketamine"}
    with pytest.raises(km.UsageError, match="a dict is no experiment"):
        km.load().predict(given)


def test_an_experiment_made_up_of_plain_names() -> None:
    asked = km.Experiment.model_validate(
        {
            "id": "mine",
            "treatment": "Ketamine",
            "intervention": {"target": "AMPAR", "kind": "block", "agent": "NBQX"},
            "readout": "forced swim immobility",
        }
    )
    prediction = STORY.predict(asked)
    assert (prediction.result, prediction.agrees) == (Outcome.ABOLISHED, None)
    assert "AMPA receptor would not change: it is blocked" in prediction.because


@pytest.mark.parametrize("asked", [GRAPH, STORY], ids=["whole", "story"])
def test_every_bundled_experiment_gets_an_answer_and_a_reason(asked: km.MechanismGraph) -> None:
    for one in GRAPH.experiments:
        prediction = asked.predict(one)
        assert prediction == asked.predict(one.id)
        assert len(prediction.because) > 20
        assert (prediction.agrees is None) == (
            one.result is None or prediction.result in ("silent", "ambiguous")
        )


def test_what_is_abolished_is_what_the_prediction_says() -> None:
    lost = {row.node.id for row in STORY.abolishes("AMPA receptor", of="ketamine")}
    moved = STORY.perturb(increase="ketamine").changed()
    ampa = STORY.node("AMPA receptor")
    said = {
        row.node.id
        for row in moved
        if row.level in (Sign.PLUS, Sign.MINUS)
        and STORY.predict(experiment(row.node.id, treatment="ketamine", target=ampa.id)).result
        == "abolished"
    }
    assert said <= lost
    assert {one for one in lost if STORY.perturb(increase="ketamine").level(one) != "±"} == said


def test_a_drug_is_given_and_a_receptor_is_blocked() -> None:
    given = STORY.abolishes("NBQX", of="ketamine")
    blocked = STORY.abolishes("AMPA receptor", of="ketamine")
    assert "NBQX increased" in given.heading
    assert "AMPA receptor blocked" in blocked.heading
    assert {row.node.id for row in given} <= {row.node.id for row in blocked}


def test_abolition_tells_where_the_route_is_cut() -> None:
    made = graph(
        "a activates b",
        "b activates c",
        "d antagonizes b",
        "a activates e",
        nodes=(node("d", type="drug"),),
    )
    rows = made.abolishes("d", of="a")
    assert [(row.node.id, str(row.alone), str(row.together), row.at.id) for row in rows] == [
        ("b", "+", "-", "b"),
        ("c", "+", "-", "b"),
    ]
    assert rows.to_records()[1]["because"] == "cannot rise: D antagonizes it"
    assert rows.heading == "A, D increased: 2 of 3 changes are abolished"


def test_naltrexone_abolishes_relief_but_not_glutamate() -> None:
    lost = {row.node.id for row in STORY.abolishes("naltrexone", of="ketamine")}
    assert {
        STORY.node(name).id for name in ("antidepressant effect", "depressive symptoms")
    } <= lost
    assert STORY.node("extracellular glutamate").id not in lost


def test_an_agent_that_is_the_treatment_is_an_error() -> None:
    with pytest.raises(km.UsageError, match="named twice"):
        STORY.abolishes("ketamine", of="ketamine")


def test_a_prediction_prints_what_was_found_and_whether_it_agrees() -> None:
    right = CHAIN.predict(experiment(treatment="a", result="increased"))
    wrong = CHAIN.predict(experiment(treatment="a", result="unchanged"))
    asked = CHAIN.predict(experiment(treatment="a"))
    assert str(right).startswith("made: increased (found: increased, which agrees)\n  With a, C")
    assert "(found: unchanged, not so)" in str(wrong)
    assert str(asked).startswith("made: increased\n")
    assert "A → B → C" in right._repr_html_()


def test_predictions_count_what_agrees_among_what_can_be_compared() -> None:
    asked = [
        experiment(treatment="a", result="increased"),
        experiment(treatment="a", result="unchanged"),
        experiment(treatment="a"),
    ]
    table = Predictions([CHAIN.predict(one) for one in asked])
    assert table.heading == "3 experiments: 1 of 2 that can be compared agree"
    assert [row["agrees"] for row in table.to_records()] == ["yes", "no", None]
    assert "1 experiment: 1 of 1" in repr(Predictions([CHAIN.predict(asked[0])]))


def test_an_experiment_that_moves_a_node_both_ways_is_an_error() -> None:
    made = graph("a activates c", nodes=(node("a", inverse_aliases=["anti-a"]),))
    with pytest.raises(km.UsageError, match="both ways"):
        made.predict(experiment(treatment=["a", "anti-a"]))


def test_a_treatment_counted_the_other_way_lowers() -> None:
    made = graph("a activates c", nodes=(node("a", inverse_aliases=["anti-a"]),))
    assert made.predict(experiment(treatment="anti-a")).result == "decreased"
    assert made.predict(experiment(target="anti-a")).result == "increased"
