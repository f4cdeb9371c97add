from typing import Any

import pytest

import ketamech as km
from ketamech.vocabulary import Confidence
from tests.made import AGAINST, SUPPORT, edge, graph, hypothesis, node

RAT = SUPPORT | {"ref": "Made2009", "species": "rat neurons"}
MADE = graph(
    edge("a activates b", SUPPORT, RAT),
    edge("b activates c", hypotheses=["one"]),
    edge("b inhibits d", hypotheses=["two"]),
    edge("a inhibits d", SUPPORT, AGAINST),
    edge("a activates e", AGAINST),
    nodes=(node("a", type="drug"), node("b", type="receptor"), node("c", type="receptor")),
    hypotheses={"one": hypothesis("one"), "two": hypothesis("two", "one")},
    info={"default_story": ["one"]},
)


def texts(made: km.MechanismGraph) -> list[str]:
    return [str(one) for one in made.edges]


def test_an_arm_is_the_edges_of_its_file_and_the_nodes_they_touch() -> None:
    whole = km.load()
    parts = [whole.select(arms=arm.id) for arm in whole.arms]
    assert sum(len(part.edges) for part in parts) == len(whole.edges)
    opioid = whole.select(arms="opioid")
    assert (whole.story_name, opioid.story_name) == ("whole graph", "part of the graph")
    assert "naltrexone antagonizes mu_opioid_receptor" in {str(edge) for edge in opioid.edges}
    assert {node.id for node in opioid.nodes} == {
        end for edge in opioid.edges for end in (edge.source, edge.target)
    }
    with pytest.raises(km.UnknownNameError, match="did you mean opioid"):
        whole.select(arms="opoid")


def test_a_story_is_common_ground_and_what_it_builds_on() -> None:
    assert "b inhibits d" not in texts(MADE.select(hypotheses="one"))
    assert "b activates c" in texts(MADE.select(hypotheses=["two"]))
    assert MADE.story() == MADE.select(hypotheses="one")
    assert MADE.story().story_name == "one"


def test_both_ends_have_to_be_of_a_type() -> None:
    assert texts(MADE.select(types=["drug", "receptor"])) == ["a activates b", "b activates c"]


def test_evidence_of_other_species_is_dropped_and_confidence_computed_again() -> None:
    assert MADE.edges[0].confidence is Confidence.ESTABLISHED
    rats = MADE.select(species="rat")
    assert texts(rats) == ["a activates b"]
    assert rats.edges[0].confidence is Confidence.SUPPORTED
    assert MADE.edges[0].confidence is Confidence.ESTABLISHED


def test_contested_edges_pass_every_bound_unless_they_are_unwanted() -> None:
    sure = MADE.select(min_confidence="established")
    assert texts(sure) == ["a activates b", "a inhibits d"]
    assert texts(sure.select(contested=False)) == ["a activates b"]


def test_refuted_edges_are_kept_unfollowed_followed_or_dropped() -> None:
    assert "a activates e" in texts(MADE.select())
    assert "e" not in MADE.select().downstream("a")
    assert "e" in MADE.select(refuted=True).downstream("a")
    assert "a activates e" not in texts(MADE.select(refuted=False))


def test_only_touched_nodes_are_kept() -> None:
    assert [one.id for one in MADE.select(types=["receptor"]).nodes] == ["b", "c"]


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"hypotheses": "onne"}, "no hypothesis is called 'onne'; did you mean one"),
        ({"types": "receptr"}, "no node type is called 'receptr'; did you mean receptor"),
        ({"cells": "x"}, "no cell is called 'x'"),
        ({"min_confidence": "sure"}, "no confidence is called 'sure'"),
    ],
)
def test_an_unknown_filter_is_said(filters: dict[str, Any], said: str) -> None:
    with pytest.raises(km.UnknownNameError, match=said):
        MADE.select(**filters)
