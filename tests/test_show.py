import pytest

import ketamech as km
from ketamech.model import Experiment
from ketamech.query.show import show
from tests.made import AGAINST, SUPPORT, edge, graph, node

GRAPH = km.load()


def test_a_node_is_shown_with_all_its_names_and_all_its_evidence() -> None:
    made = graph(
        edge("a activates b", SUPPORT, AGAINST, hypotheses=["one"], onset="days"),
        edge("b inhibits c", AGAINST),
        "c activates d",
        nodes=(
            node(
                "b",
                aliases=["Bee"],
                inverse_aliases=["lack of B"],
                xrefs={"hgnc:1": "bee"},
                description="A made node.",
                region="brain",
            ),
        ),
    )
    dossier = show(made, "Bee")
    assert len(dossier) == 3
    assert dossier.heading.splitlines() == [
        "B (b): protein, brain",
        "A made node.",
        "also called: Bee",
        "counted the other way: lack of B",
        "identifiers: hgnc:1 (bee)",
    ]
    first = dossier.to_records()[0]
    assert (first["edge"], first["hypotheses"], first["onset"]) == (
        "a activates b",
        ["one"],
        "days",
    )
    assert [row["confidence"] for row in dossier.to_records()] == [
        "contested",
        "contested",
        "refuted",
    ]


def test_an_edge_is_shown_by_any_names_of_its_ends_with_what_is_computed() -> None:
    dossier = show(GRAPH, "naltrexone antagonizes MOR")
    assert dossier.about[0] == "Naltrexone antagonizes Mu-opioid receptor"
    assert "sign: −" in dossier.about
    assert "hypotheses: common ground" in dossier.about
    assert {finding.evidence.ref for finding in dossier} == set(dossier.references)
    assert "https://doi.org/" in dossier.footing


def test_a_hypothesis_is_shown_with_its_own_edges_and_what_would_decide_against_it() -> None:
    dossier = show(GRAPH, "trkb_direct")
    assert dossier.heading.startswith("Direct TrkB binding (trkb_direct)")
    assert "what would decide against it" in dossier.heading
    assert {"Casarotto2021", "Lindholm2012"} <= set(dossier.references)
    assert all("trkb_direct" in finding.edge.hypotheses for finding in dossier)


def test_a_reference_is_shown_with_what_it_alone_says() -> None:
    dossier = show(GRAPH, "Autry2011")
    assert {finding.evidence.ref for finding in dossier} == {"Autry2011"}
    assert "Autry2011 (primary)" in dossier.heading
    assert len(dossier) > 1


def test_an_experiment_and_an_arm_are_shown() -> None:
    asked = Experiment.model_validate(
        {
            "id": "made-block",
            "treatment": "A",
            "intervention": {"target": "b", "kind": "block", "agent": "anti-b"},
            "background": ["d"],
            "readout": "c",
            "result": "abolished",
            "refs": ["Made2000"],
        }
    )
    made = graph("a activates b", "b activates c", "d inhibits c", experiments=(asked,))
    told = "made-block: A with block b (anti-b) in d → c: abolished [Made2000]"
    assert show(made, "made-block").heading == told
    assert told in show(made, "B").footing
    arm = show(GRAPH, "opioid", kind="arm")
    assert "naltrexone antagonizes mu_opioid_receptor" in {str(item.edge) for item in arm}


def test_a_name_of_several_kinds_is_a_node_first_and_the_kind_decides() -> None:
    made = graph(edge("a activates b", hypotheses=["b"]))
    assert show(made, "b").heading.startswith("B (b): protein")
    assert show(made, "b", kind="hypothesis").heading.startswith("b (b)")


def test_what_nothing_is_called_is_answered_with_the_nearest() -> None:
    with pytest.raises(km.UnknownNodeError, match="did you mean"):
        show(GRAPH, "naltrexon")
    with pytest.raises(km.UnknownNameError, match=r"no hypothesis .* did you mean opioid"):
        show(GRAPH, "opoid", kind="hypothesis")
    with pytest.raises(km.UsageError, match="known: node, edge, hypothesis"):
        show(GRAPH, "opioid", kind="story")
    with pytest.raises(km.AmbiguousNodeError):
        show(GRAPH, "NMDA receptor")
