from pathlib import Path

import pytest

import ketamech as km
from ketamech.vocabulary import Confidence
from tests.test_loading import GOOD, problems, written

LAYER = """\
edges:
- source: b
  relation: activates
  target: c
  evidence:
  - {ref: Lab2020, stance: refutes, species: rat, system: in_vivo, finding: It was not.}
references:
  Lab2020:
    title: Ours
    author: [{family: Lab}]
    issued: {date-parts: [[2020]]}
    DOI: 10.1000/lab
    kind: primary
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return written(tmp_path, GOOD, "base.yaml")


def test_a_layer_adds_evidence_to_an_edge_below(base: Path) -> None:
    layer = written(base.parent, LAYER, "layer.yaml")
    graph = km.load(base, layer)
    assert graph.edges[1].confidence is Confidence.CONTESTED
    assert graph.edges[1].references == ("Made2000", "Lab2020")
    assert km.load(base).edges[1].confidence is Confidence.SUPPORTED


def test_a_layer_adds_nodes_and_edges(base: Path) -> None:
    text = LAYER.replace("target: c", "target: d") + "nodes: [{id: d, name: Dd, type: protein}]\n"
    graph = km.load(base, written(base.parent, text, "layer.yaml"))
    assert graph.edges[-1].target == "d"
    assert (graph.info.id, graph.info.title) == ("base", "Made")


def test_any_other_difference_is_a_conflict_that_names_both_places(base: Path) -> None:
    text = LAYER.replace("  evidence", "  onset: days\n  evidence")
    layer = written(base.parent, text, "layer.yaml")
    conflict = problems(base, layer)
    assert conflict == [
        f"layer.yaml:5:10: 'b activates c' has another onset at {base.parent}/base.yaml:8:3 "
        "(leave it out, or say the same)".replace(f"{base.parent}/", "")
    ]
    text = LAYER + "nodes: [{id: b, name: Other, type: receptor}]\n"
    written(base.parent, text, "layer.yaml")
    assert "'b' has another name at" in problems(base, layer)[0]


def test_an_unknown_reference_is_said_at_its_place_in_the_layer(base: Path) -> None:
    layer = written(base.parent, LAYER.split("references:")[0], "layer.yaml")
    assert problems(base, layer)[0].startswith("layer.yaml:6:11: unknown reference 'Lab2020'")


def test_common_ground_stays_common_ground(base: Path) -> None:
    story = "hypotheses: [{id: lab, name: L, summary: S, status: open, references: [Lab2020]}]\n"
    text = LAYER.replace("  evidence", "  hypotheses: [lab]\n  evidence") + story
    assert km.load(base, written(base.parent, text, "layer.yaml")).edges[1].hypotheses == ()


def test_the_upper_layer_may_name_the_graph(base: Path) -> None:
    text = LAYER + "graph: {id: lab, title: Lab, version: '2', licence: none}\n"
    graph = km.load(base, written(base.parent, text, "layer.yaml"))
    assert (graph.info.id, graph.info.title) == ("lab", "Lab")
