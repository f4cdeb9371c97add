from dataclasses import replace

import pytest

import ketamech as km
from ketamech import MechanismGraph
from ketamech.reasoning.trial import Class
from ketamech.vocabulary import InterventionKind, Outcome, Sign
from tests.made import edge, graph, node
from tests.reasoning.experiments import experiment

CASES = (
    experiment("tells", "k block a > z = abolished"),
    experiment("only-one", "k > b = decreased"),
    experiment("same", "k > z = increased"),
)


def parted() -> MechanismGraph:
    """Both stories raise z, one over a and one over b; they part on m, and share t and u."""
    return graph(
        edge("k activates a", hypotheses=["one"]),
        edge("a activates z", hypotheses=["one"]),
        edge("k activates b", hypotheses=["two"]),
        edge("b activates z", hypotheses=["two"]),
        edge("k inhibits m", hypotheses=["one"]),
        edge("k activates m", hypotheses=["two"]),
        "z activates mood",
        "a activates t",
        "b activates u",
        "d antagonizes b",
        nodes=(node("mood", type="symptom", better="higher"), node("d", type="drug")),
        info={"treatment": "k"},
        experiments=CASES,
    )


def test_what_is_shared_and_what_is_not() -> None:
    found = parted().compare("one", "two")
    assert [one.id for one in found.shared_nodes] == [
        "mood", "d", "k", "a", "z", "b", "m", "t", "u"
    ]  # fmt: skip
    assert [str(one) for one in found.shared_edges] == [
        "z activates mood", "a activates t", "b activates u", "d antagonizes b"
    ]  # fmt: skip
    assert [str(one) for one in found.edges_a] == [
        "k activates a", "a activates z", "k inhibits m"
    ]  # fmt: skip
    assert [str(one) for one in found.edges_b] == [
        "k activates b", "b activates z", "k activates m"
    ]  # fmt: skip


def test_a_node_of_one_story_alone_is_named() -> None:
    made = graph(
        edge("k activates a", hypotheses=["one"]),
        edge("k activates b", hypotheses=["two"]),
        info={"treatment": "k"},
    )
    found = made.compare("one", "two")
    assert ([one.id for one in found.nodes_a], [one.id for one in found.nodes_b]) == (["a"], ["b"])


def test_nodes_on_which_the_treatment_acts_in_opposite_ways() -> None:
    (opposed,) = parted().compare("one", "two").opposed
    assert (opposed.node.id, opposed.a, opposed.b) == ("m", Sign.MINUS, Sign.PLUS)
    assert not parted().compare("one", "two", treatment="a").opposed


def test_experiments_that_separate_two_stories_and_which_they_favour() -> None:
    found = parted().compare("one", "two").experiments
    assert [(one.experiment.id, one.a.said, one.b.said, one.favours) for one in found] == [
        ("tells", Outcome.ABOLISHED, Outcome.UNCHANGED, "a"),
        ("only-one", Outcome.UNCHANGED, Outcome.INCREASED, ""),
    ]


def test_a_comparison_turned_round_is_the_same_turned_round() -> None:
    made = km.load()
    there = made.compare("disinhibition", "hnk")
    back = made.compare("hnk", "disinhibition")
    assert there.edges_a == back.edges_b
    assert {one.node for one in there.opposed} == {one.node for one in back.opposed}
    assert [one.experiment for one in there.experiments] == [
        one.experiment for one in back.experiments
    ]
    assert not made.compare("hnk", "hnk").experiments
    assert len(made.compare("hnk", "hnk")) == 0


def test_without_a_treatment_it_says_what_to_write() -> None:
    made = graph(edge("k activates a", hypotheses=["one"]), "k activates b")
    with pytest.raises(km.UsageError, match="write treatment="):
        made.compare("one", ())
    assert made.compare("one", (), treatment="k").b == "common ground"
    with pytest.raises(km.UnknownNameError):
        made.compare("one", "three", treatment="k")


def test_a_to_do_list_that_was_worked_out_by_hand() -> None:
    found = parted().discriminate("one", "two")
    told = {(task.kind, task.target.id): task for task in found}
    # blocking a was done; b is joined in both stories, z and m lose or keep alike
    assert set(told) == {(InterventionKind.BLOCK, "b")}
    task = told[InterventionKind.BLOCK, "b"]
    assert [agent.id for agent in task.agents] == ["d"]
    assert [(one.node.id, one.a, one.b) for one in task.readouts] == [
        ("mood", Class.KEPT, Class.LOST),
        ("z", Class.KEPT, Class.LOST),
    ]
    assert [one.node.id for one in task.outcomes] == ["mood"]


def test_what_a_drug_can_do_comes_first_then_what_changes_most_outcomes() -> None:
    found = km.load().discriminate("disinhibition", "direct_inhibition")
    ranks = [(not task.agents, -len(task.outcomes), -len(task.readouts)) for task in found]
    assert ranks == sorted(ranks)
    assert ranks


def test_nothing_on_the_list_was_done_and_each_story_says_what_the_list_says() -> None:
    made = km.load()
    treatment = made.info.treatment
    names = made.contents.names
    for task in made.discriminate("disinhibition", "direct_inhibition"):
        lifts = task.kind is InterventionKind.ACTIVATE
        for one in made.experiments:
            if one.intervention is None or treatment not in one.treatment:
                continue
            if (one.intervention.kind in ("activate", "infuse")) != lifts:
                continue
            targets = {
                match.node.id
                for name in one.intervention.target
                for match in names.get(name)
                if not match.inverted
            }
            assert task.target.id not in targets
        first = task.readouts[0]
        asked = (
            experiment(
                "asked",
                f"{treatment} {task.kind} {task.target.id} > {first.node.id} = unchanged",
            ),
        )
        for story, said in (("disinhibition", first.a), ("direct_inhibition", first.b)):
            part = made.select(hypotheses=story).contents
            alone = MechanismGraph(replace(part, experiments=asked))
            (answer,) = alone.score().line().answers
            assert answer.plain.right == (said is Class.KEPT)
