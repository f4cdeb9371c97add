import pickle
from typing import Any

import pytest

import ketamech as km
from ketamech.vocabulary import Onset, Sign
from tests.made import SUPPORT, edge, graph, node
from tests.reasoning.made import NEEDED

GRAPH = km.load()
STORY = GRAPH.story()
EFFECT, SYMPTOMS = "antidepressant effect", "depressive symptoms"


def test_a_rise_spreads_and_two_inhibitions_raise() -> None:
    response = graph("a inhibits b", "b inhibits c").perturb(increase="a")
    assert [(row.node.id, str(row.level), row.steps) for row in response] == [
        ("a", "+", 0),
        ("b", "-", 1),
        ("c", "+", 2),
    ]


def test_what_is_decreased_brings_the_turned_sign() -> None:
    response = graph("a inhibits b").perturb(decrease="a")
    assert response.level("b") is Sign.PLUS
    assert "less A ⊣ B" in str(response.why("b"))


def test_routes_that_disagree_leave_both_signs() -> None:
    response = graph("a activates b", "a inhibits c", "c activates b").perturb(increase="a")
    assert response.level("b") is Sign.BOTH
    assert {sign: len(route) for sign, route in response.why("b").routes.items()} == {
        "+": 1,
        "-": 2,
    }


def test_a_name_takes_every_node_that_carries_it() -> None:
    family = (node("a1", aliases=["kin"]), node("a2", aliases=["kin"]))
    response = graph("a1 activates b", "a2 activates c", nodes=family).perturb(increase="kin")
    assert {row.node.id for row in response.changed()} == {"b", "c"}
    assert response == graph("a1 activates b", "a2 activates c", nodes=family).perturb(
        increase=[family[0], "A2"]
    )


def test_an_inverse_alias_turns_what_is_done_and_what_is_asked() -> None:
    turned = node("b", inverse_aliases=["anti-b"])
    made = graph("a activates b", "b activates c", nodes=(turned,))
    assert made.perturb(increase="a").level("anti-b") is Sign.MINUS
    assert made.perturb(increase="anti-b").level("c") is Sign.MINUS
    assert made.perturb(decrease="anti-b") == made.perturb(increase="b")


@pytest.mark.parametrize(
    "done",
    [
        {"increase": ["a", "A"]},
        {"increase": "a", "block": "a"},
        {"increase": "kin", "decrease": "b"},
    ],
    ids=str,
)
def test_a_node_named_twice_is_an_error_that_names_both_places(done: dict[str, Any]) -> None:
    made = graph("a activates c", nodes=(node("a", aliases=["kin"]), node("b", aliases=["kin"])))
    with pytest.raises(km.UsageError, match=r"named twice, by \w+='.+' and by \w+='.+'"):
        made.perturb(**done)


def test_an_unknown_onset_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(km.UsageError, match="seconds, minutes, hours, days, weeks"):
        graph("a activates b").perturb(increase="a", within="soon")


def test_within_leaves_out_what_shows_later() -> None:
    made = graph(edge("a activates b", onset="hours"), edge("b activates c", onset="days"))
    response = made.perturb(increase="a", within="hours")
    assert {row.node.id for row in response.changed()} == {"b"}
    assert "(within hours)" in response.heading


def test_a_course_tells_when_each_node_changes() -> None:
    made = graph(edge("a activates b", onset="minutes"), edge("b inhibits c", onset="days"))
    course = made.perturb(increase="a").by_onset()
    assert [(row.node.id, row.first) for row in course] == [("b", "minutes"), ("c", "days")]
    assert course.to_records()[1] == {
        "id": "c",
        "name": "C",
        "seconds": None,
        "minutes": None,
        "hours": None,
        "days": "-",
        "weeks": "-",
    }
    assert course.heading == "A increased: 2 nodes change"
    with pytest.raises(km.UsageError, match="no onset"):
        course.changed("soon")


def test_a_course_keeps_to_the_bound_of_its_response() -> None:
    made = graph(edge("a activates b", onset="minutes"), edge("b inhibits c", onset="days"))
    course = made.perturb(increase="a", within="hours").by_onset()
    assert [row.node.id for row in course] == ["b"]
    assert course.to_records()[0]["weeks"] is None


def test_an_antagonist_shuts_its_target_and_all_that_needs_it() -> None:
    made = graph("a antagonizes b", edge("b activates c", NEEDED), "d activates c")
    response = made.perturb(increase=["a", "d"])
    assert response.shut("b")
    assert response.level("b") is Sign.MINUS
    assert response.level("c") is Sign.MINUS
    assert str(response.why("c")) == (
        "C would fall\n"
        "  − more A ⊣ B → C [common ground]\n"
        "  cannot rise: it needs B, which A antagonizes (B → C)"
    )


def test_the_other_way_stays_open_and_a_shut_symptom_cannot_fall() -> None:
    symptom = node("c", type="symptom", better="lower")
    made = graph("b permits c", "a inhibits c", "d activates c", nodes=(symptom,))
    response = made.perturb(increase=["a", "d"], block="b")
    assert response.level("c") is Sign.PLUS
    assert "cannot fall: it needs B, which is blocked (B ⊸ C)" in str(response.why("c"))


def test_what_a_drug_turns_into_antagonizes_too_unless_the_step_is_gated() -> None:
    made = graph("a converts_to b", "b antagonizes c", "e permits b", "d activates c")
    assert made.perturb(increase=["a", "d"]).shut("c")
    assert not made.perturb(increase=["a", "d"], block="e").shut("c")


def test_block_alone_moves_nothing_and_says_what_to_write() -> None:
    response = graph("a activates b", "a permits c").perturb(block="a")
    assert response.changed() == ()
    assert response.shut("c")
    assert "write decrease=['A']" in repr(response)
    assert "write decrease=" not in repr(graph("a activates b").perturb(increase="a"))
    assert "name what to increase" in repr(graph("a activates b").perturb())


def test_a_blocked_drug_is_one_that_is_taken_away_and_the_answer_says_so() -> None:
    made = graph("a activates b", "d antagonizes b", nodes=(node("d", type="drug"),))
    assert made.perturb(increase="a", block="d").footing == (
        "blocked, D does nothing (write increase= to give it)"
    )
    assert made.perturb(increase=["a", "d"]).footing == ""


def test_why_nothing_happens_is_said_too() -> None:
    response = graph("a activates b", "c activates d").perturb(increase="a", hold="c")
    assert str(response.why("d")) == "D would not change: nothing that moves it arrives"
    assert str(response.why("c")) == "C would not change: it is held"
    assert str(response.why("a")) == "A would rise: it is increased"


def test_why_names_the_hypotheses_of_its_route() -> None:
    made = graph(edge("a activates b", hypotheses=("one",)), edge("b modulates c", onset="days"))
    response = made.perturb(increase="a")
    why = response.why("c")
    assert why.loss == ""
    assert why.routes[Sign.PLUS] == why.routes[Sign.MINUS]
    assert "more A → B ⇢ C [one, direction unknown]" in str(why)
    row = response[-1]
    assert (row.node.id, row.hypotheses, row.onset) == ("c", ("one",), Onset.DAYS)


def test_a_response_prints_shows_and_turns_into_rows() -> None:
    nasty = node("b", name="<script>x</script>")
    response = graph("a activates b", "a antagonizes c", nodes=(nasty,)).perturb(increase="a")
    assert response.heading == "A increased: 2 nodes moved, 1 shut"
    assert "<script>" not in response._repr_html_()
    assert "<script>" not in response.why("b")._repr_html_()
    assert response.to_records()[2] == {
        "id": "c",
        "name": "C",
        "type": "protein",
        "level": "-",
        "shut": True,
        "steps": 1,
        "onset": None,
        "hypotheses": [],
        "route": "A ⊣ C",
        "references": ["Made2000"],
    }
    assert list(response.to_pandas()["level"]) == ["+", "+", "-"]
    assert pickle.loads(pickle.dumps(response)) == response


def test_what_is_made_of_a_graph_is_made_once() -> None:
    made = graph("a activates b")
    seen: list[int] = []

    def count(contents: object) -> int:
        seen.append(1)
        return len(seen)

    assert made.contents.once(count) == made.contents.once(count) == 1


def test_ketamine_relieves_by_the_route_of_the_review() -> None:
    response = STORY.perturb(increase="ketamine")
    assert response.level(EFFECT) is Sign.PLUS
    assert response.level(SYMPTOMS) is Sign.MINUS
    on_route = {one.id for one in response.why(EFFECT).routes[Sign.PLUS].nodes}
    assert {GRAPH.node(name).id for name in ("AMPA", "BDNF release", "TrkB")} <= on_route
    assert "disinhibition" in response.why(EFFECT).routes[Sign.PLUS].hypotheses


@pytest.mark.parametrize("asked", [GRAPH, STORY], ids=["whole", "story"])
def test_naltrexone_takes_the_antidepressant_effect_away(asked: km.MechanismGraph) -> None:
    response = asked.perturb(increase=["ketamine", "naltrexone"])
    assert response.shut(EFFECT)
    assert Sign.PLUS not in response.signs(EFFECT)
    assert Sign.MINUS not in response.signs(SYMPTOMS)
    chain = response.why(EFFECT).chain
    assert chain is not None
    assert chain.nodes[0] == GRAPH.node("mu-opioid receptor")


def test_nbqx_takes_the_antidepressant_effect_away() -> None:
    response = STORY.perturb(increase=["ketamine", "NBQX"])
    assert Sign.PLUS not in response.signs(EFFECT)
    assert Sign.PLUS not in response.signs("BDNF release")
    assert Sign.PLUS in response.signs("extracellular glutamate")


def test_stress_harms_a_mouse_whose_opioid_receptor_is_blocked() -> None:
    response = GRAPH.perturb(increase="chronic stress", block="mu-opioid receptor")
    assert response.shut(EFFECT)
    assert response.level(EFFECT) is Sign.MINUS
    assert response.level(SYMPTOMS) is Sign.PLUS


def test_rapamycin_wakes_pi3k_and_akt_through_the_loop_that_mtorc1_closes() -> None:
    response = STORY.perturb(increase="rapamycin")
    assert response.level("mTORC1") is Sign.MINUS
    assert response.level("PI3K") is response.level("Akt") is Sign.PLUS
    route = response.why("PI3K").routes[Sign.PLUS]
    assert [edge.feedback for edge in route.edges] == [False, True]


def test_a_bystander_with_a_loop_of_its_own_is_not_turned_by_it() -> None:
    made = graph(
        edge("a inhibits b"),
        edge("b inhibits c", feedback=True),
        "c activates d",
        edge("d inhibits c", feedback=True),
    )
    response = made.perturb(increase="a")
    assert response.level("c") is response.level("d") is Sign.PLUS


def test_a_stressed_animal_given_ketamine_is_not_ambiguous() -> None:
    response = STORY.perturb(increase="ketamine", hold="chronic stress")
    assert response.level(EFFECT) is Sign.PLUS
    assert response.level("chronic stress") is Sign.NONE


def test_the_default_story_has_spines_after_glutamate() -> None:
    course = STORY.perturb(increase="ketamine").by_onset()
    first = {row.node.id: row.first for row in course}
    glutamate, spines = GRAPH.node("extracellular glutamate"), GRAPH.node("dendritic spine density")
    assert first[glutamate.id] < first[spines.id]


def test_evidence_of_two_papers_is_listed_along_a_route() -> None:
    made = graph(edge("a activates b", SUPPORT | {"ref": "Li2010"}), "b activates c")
    assert made.perturb(increase="a").to_records()[-1]["references"] == ["Li2010", "Made2000"]
