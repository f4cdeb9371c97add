from itertools import pairwise

import pytest

import ketamech as km
from ketamech.drawing import scene_of
from ketamech.drawing.overview import overview
from ketamech.errors import DrawingError
from ketamech.vocabulary import Arrowhead
from tests import made

GRAPH = km.load()
SHOWN = overview(GRAPH)


def test_there_is_a_box_for_each_arm_in_the_lane_of_most_of_its_nodes() -> None:
    assert {box.id for box in SHOWN.nodes} == {arm.id for arm in GRAPH.arms}
    lanes = {box.id: SHOWN.lanes[box.lane].title for box in SHOWN.nodes}
    assert lanes["opioid"] == "Opioid system"
    assert lanes["clinical"] == "Behaviour and symptoms"


def test_a_line_stands_for_all_edges_between_two_arms_and_claims_no_sign() -> None:
    contents = GRAPH.contents
    home = {node.id: contents.arms[contents.file_of(node)].id for node in GRAPH.nodes}
    for line in SHOWN.edges:
        between = {
            edge
            for edge in contents.followed
            if (home[edge.source], home[edge.target]) == (line.source, line.target)
        }
        assert set(line.edges) == between
        assert line.head is Arrowhead.VEE


def test_no_arm_that_is_linked_stands_alone_and_the_story_can_be_followed() -> None:
    joined = {end for line in SHOWN.edges for end in (line.source, line.target)}
    assert joined == {box.id for box in SHOWN.nodes}
    lines = {(line.source, line.target) for line in SHOWN.edges}
    spine = ["nmda_receptor", "disinhibition", "glutamate_ampa", "bdnf_trkb", "mtor_translation"]
    assert set(pairwise(spine)) <= lines


def test_the_foot_says_how_many_links_are_left_out() -> None:
    assert f"21 arms, {len(GRAPH.nodes)} nodes · {len(SHOWN.edges)} of " in SHOWN.foot


def test_an_overview_can_be_narrowed_to_a_story() -> None:
    narrowed = overview(GRAPH, hypotheses="hnk", title="HNK")
    assert narrowed.title == "HNK"
    assert " · hnk · " in narrowed.foot


def test_what_has_no_arms_is_refused_and_so_is_an_unknown_way() -> None:
    with pytest.raises(DrawingError, match="no arms"):
        overview(made.graph("a activates b"))
    with pytest.raises(DrawingError, match="ask the graph for it"):
        scene_of(GRAPH.downstream("ketamine"), by="arm")
    with pytest.raises(DrawingError, match="node, arm"):
        scene_of(GRAPH, by="cell")


def test_the_legend_tells_the_lines_and_calls_no_arm_a_process() -> None:
    scene = scene_of(GRAPH, by="arm")
    assert [line.text for item in scene.legend for line in item.lines] == ["leads to"]
    assert not any(item.node for item in scene.legend)
    lines_of_a_path = scene_of(made.graph("a modulates b")).legend
    assert any(item.node for item in lines_of_a_path)
