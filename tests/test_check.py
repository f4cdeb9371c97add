from pathlib import Path
from typing import Any

import pytest

import ketamech as km
from ketamech.model import Edge
from ketamech.query.check import check
from ketamech.vocabulary import WarningKind
from tests.made import AGAINST, SUPPORT, edge, graph, hypothesis, node

COMMON = {WarningKind.SINGLE_SOURCE, WarningKind.NO_ONSET, WarningKind.NO_IDENTIFIER}
"""Kinds that nearly every small made graph earns."""


def warnings(*edges: str | Edge, kind: WarningKind | None = None, **fields: Any) -> list[str]:
    """What is suspected, of one kind or of all but the common ones."""
    return [
        warning.what
        for warning in check(graph(*edges, **fields)).warnings
        if (warning.kind is kind if kind else warning.kind not in COMMON)
    ]


def test_an_edge_that_a_longer_route_explains_is_named_with_the_route() -> None:
    assert warnings("a activates b", "b inhibits c", "a inhibits c") == [
        "a inhibits c is explained by the longer route a → b → c"
    ]


def test_a_route_of_the_other_sign_or_of_another_story_explains_nothing() -> None:
    assert not warnings("a activates b", "b inhibits c", "a activates c")
    assert not warnings("a activates b", edge("b activates c", hypotheses=["one"]), "a activates c")
    assert not warnings("a activates b", edge("b activates c", AGAINST), "a activates c")


def test_a_drugs_effect_on_no_molecule_is_not_common_ground() -> None:
    nodes = (node("a", type="drug"), node("b", type="process"))
    assert "common ground" in warnings("a activates b", nodes=nodes)[0]
    assert not warnings(edge("a activates b", hypotheses=["one"]), nodes=nodes)


def test_a_balancing_loop_of_a_story_is_named_unless_it_is_feedback() -> None:
    ring = ("a activates b", "b activates c")
    assert "a → b → c → a balances itself" in warnings(*ring, "c inhibits a")[0]
    assert not warnings(*ring, edge("c inhibits a", feedback=True))
    assert not warnings(*ring, "c activates a")


def test_a_loop_counts_only_where_one_story_holds_it() -> None:
    stories = {"one": hypothesis("one"), "two": hypothesis("two")}
    halves = (
        edge("a activates b", hypotheses=["one"]),
        edge("b inhibits a", hypotheses=["two"]),
    )
    assert not warnings(*halves, hypotheses=stories)
    joined = {"one": hypothesis("one"), "two": hypothesis("two", "one")}
    assert "balances itself in two" in warnings(*halves, hypotheses=joined)[0]


def test_a_node_without_an_edge_is_named() -> None:
    assert warnings("a activates b", nodes=(node("z"),)) == ["the node 'z' has no edge"]


def test_it_says_how_many_things_were_checked() -> None:
    report = str(check(graph("a activates b")))
    assert "warnings: 2 no_identifier, 1 no_onset, 1 single_source" in report
    assert "checked 2 nodes, 1 edges, 1 pieces of evidence" in report
    assert report.endswith("0 problems in 10 ways: 4 warnings")


def test_a_balancing_loop_of_two_edges_is_found_among_longer_ones() -> None:
    ring = ("a activates b", "b inhibits a", "b activates c", "c activates d", "d activates a")
    assert "a → b → a balances itself" in warnings(*ring)[0]


def test_a_route_that_passes_a_node_twice_explains_nothing() -> None:
    edges = ("a activates b", "b inhibits c", "c inhibits b", "a inhibits d", "b activates d")
    assert not [text for text in warnings(*edges) if "longer route" in text]


def test_an_edge_that_rests_on_one_paper_is_named_with_the_paper() -> None:
    kind = WarningKind.SINGLE_SOURCE
    assert warnings("a activates b", kind=kind) == ["a activates b rests on Made2000 alone"]
    second = SUPPORT | {"ref": "Made2002"}
    assert not warnings(edge("a activates b", SUPPORT, second), kind=kind)
    assert warnings(edge("a activates b", SUPPORT, SUPPORT | {"finding": "Again."}), kind=kind)
    assert not warnings(edge("a activates b", AGAINST), kind=kind)


def test_a_causal_edge_without_an_onset_is_named() -> None:
    kind = WarningKind.NO_ONSET
    assert warnings("a activates b", kind=kind) == ["a activates b has no onset"]
    assert not warnings(edge("a activates b", onset="days"), kind=kind)
    assert not warnings("a correlates_with b", kind=kind)


def test_what_the_treatment_does_not_reach_is_named_unless_it_is_given() -> None:
    edges = ("t antagonizes a", "b activates a", "d agonizes b", "a activates c")
    nodes = (node("t", type="drug"), node("d", type="drug"))
    told = warnings(*edges, nodes=nodes, info={"treatment": "t"})
    assert told == ["nothing leads from t to b"]
    assert not warnings(*edges, nodes=nodes)


def test_a_molecule_without_an_identifier_is_named() -> None:
    nodes = (node("a", xrefs={"hgnc:1": "a"}), node("b", type="process"), node("c"))
    found = warnings("a activates b", "b activates c", nodes=nodes, kind=WarningKind.NO_IDENTIFIER)
    assert found == ["the protein 'c' has no identifier"]


def test_an_alias_of_a_molecule_and_a_behaviour_is_named() -> None:
    nodes = (
        node("a", aliases=["thing"]),
        node("b", aliases=["Thing"], type="behaviour", better="higher"),
    )
    kind = WarningKind.MIXED_FAMILY
    assert warnings("a activates b", nodes=nodes, kind=kind) == [
        "the alias 'thing' of a is also that of b"
    ]
    assert not warnings("a activates b", nodes=(nodes[0], node("b", aliases=["thing"])), kind=kind)


ARM = """\
title: Made
explained:
{explained}
nodes:
  - {{id: a, name: A, type: protein, xrefs: {{hgnc:1: a}}}}
  - {{id: b, name: B, type: process}}
edges:
  - source: a
    relation: activates
    target: b
    onset: days
    evidence:
      - {{ref: Made2000, species: mouse, system: in_vivo, finding: It was seen.}}
references:
  Made2000:
    title: A paper
    author: [{{family: Maker}}]
    issued: {{date-parts: [[2000]]}}
    DOI: 10.1000/made
    kind: primary
"""


@pytest.mark.parametrize(
    "reason",
    [
        "- {warning: single_source, why: Nobody repeated it.}",
        "- {warning: single_source, of: [a activates b], why: Nobody repeated it.}",
    ],
)
def test_a_warning_that_its_arm_explains_is_counted_and_not_shown(
    tmp_path: Path, reason: str
) -> None:
    (tmp_path / "arm.yaml").write_text(ARM.format(explained=f"  {reason}"), "utf-8")
    report = check(km.load(tmp_path))
    assert not report.warnings
    assert [warning.why for warning in report.explained] == ["Nobody repeated it."]
    assert "explained in the files: 1 single_source" in str(report)
    assert "alone" not in str(report)


def test_an_explanation_that_explains_nothing_is_a_warning_of_its_own(tmp_path: Path) -> None:
    reasons = """\
  - {warning: single_source, of: [a activates b, a activates c], why: Nobody repeated it.}
  - {warning: no_onset, why: Nobody timed it.}"""
    (tmp_path / "arm.yaml").write_text(ARM.format(explained=reasons), "utf-8")
    assert [warning.what for warning in check(km.load(tmp_path)).warnings] == [
        "there is no no_onset warning to explain",
        "there is no single_source warning of 'a activates c' to explain",
    ]


def test_an_unknown_warning_is_a_problem_with_its_place(tmp_path: Path) -> None:
    reason = "  - {warning: single_sauce, why: Nobody repeated it.}"
    (tmp_path / "arm.yaml").write_text(ARM.format(explained=reason), "utf-8")
    with pytest.raises(km.DataError, match=r"arm.yaml:3:15: 'single_sauce' .* single_source"):
        km.load(tmp_path)
