from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ketamech as km
from ketamech.drawing import scene_of
from ketamech.drawing.answers import view
from ketamech.drawing.lanes import Pin, laned, pinned
from ketamech.drawing.quality import quality
from ketamech.drawing.scene import Scene
from ketamech.drawing.view import View
from ketamech.errors import DrawingError
from tests.drawing.cascade import cascade

SHOWN = view(cascade())


def lanes_of(shown: View) -> dict[str, str]:
    return {node.id: shown.lanes[node.lane].id for node in shown.nodes}


def middles(scene: Scene) -> dict[str, tuple[float, float]]:
    return {node.id: node.box.centre for node in scene.nodes}


def span(shown: View) -> int:
    lane = {node.id: node.lane for node in shown.nodes}
    return sum(abs(lane[edge.source] - lane[edge.target]) for edge in shown.edges)


def test_strict_lanes_are_those_of_the_layout() -> None:
    assert laned(SHOWN, "strict") == SHOWN


def test_in_soft_lanes_a_node_lies_at_most_one_lane_off_and_edges_pass_fewer() -> None:
    soft = laned(SHOWN, "soft")
    home, place = lanes_of(SHOWN), [lane.id for lane in SHOWN.lanes]
    off = {
        node_id: abs(place.index(lane) - place.index(home[node_id]))
        for node_id, lane in lanes_of(soft).items()
    }
    assert max(off.values()) == 1
    assert span(soft) < span(SHOWN)
    assert {node.lane for node in soft.nodes} == set(range(len(soft.lanes)))


def test_without_lanes_nodes_lie_in_rows_without_titles() -> None:
    scene = scene_of(cascade(), lanes="off")
    [band] = scene.bands
    assert all(not line.text for line in band.title)
    assert len({y for _, y in middles(scene).values()}) > 1


def test_what_is_pinned_lies_in_its_lane_and_left_of_what_is_pinned_behind_it() -> None:
    pin: Pin = {
        "TrkB": ("post", 3),
        "BDNF release": ("Postsynaptic pyramidal neuron", 0),
        "mTORC1": (4, 1),
    }
    shown = pinned(SHOWN, pin)
    lanes = lanes_of(shown)
    assert lanes["trkb"] == lanes["bdnf"] == "post"
    assert {node.id: node.column for node in shown.nodes if node.column is not None} == {
        "trkb": 3, "bdnf": 0, "mtor": 1,
    }  # fmt: skip
    at = middles(scene_of(cascade(), pin=pin))
    assert at["bdnf"][0] < at["trkb"][0]


def test_names_are_looked_up_as_everywhere() -> None:
    assert pinned(SHOWN, {"bdnf-RELEASE": ("post", 0)}) == pinned(SHOWN, {"bdnf": ("post", 0)})


def test_a_kept_column_is_given_up_in_another_lane_and_under_a_pin() -> None:
    at_first = tuple(replace(node, column=0) for node in SHOWN.nodes[:1])
    kept = replace(SHOWN, nodes=(*at_first, *SHOWN.nodes[1:]))
    assert {node.column for node in laned(kept, "off").nodes} == {None}
    other = SHOWN.nodes[1]
    moved = pinned(kept, {other.node.name: (kept.nodes[0].lane, 0)})
    assert [node.column for node in moved.nodes[:2]] == [None, 0]


def test_a_pin_in_a_full_figure_leaves_room_for_the_others() -> None:
    reach = km.load().downstream("mTORC1")
    scene = scene_of(reach, pin={"mTORC1": ("Signalling and translation", 3)})
    assert len(scene.nodes) == 24
    assert quality(scene).smallest_label >= 14


@pytest.mark.parametrize(
    ("pin", "told"),
    [
        ({"TrkC": ("post", 0)}, "did you mean TrkB"),
        ({"TrkB": "post"}, "write a pair"),
        ({"TrkB": ("post", "0")}, "write a pair"),
        ({"TrkB": ("attic", 0)}, "a lane of Drug & metabolites"),
        ({"TrkB": ("post", 9)}, "a column from 0 to 7"),
        ({"TrkB": ("post", 0), "mTORC1": ("post", 0)}, "two nodes are pinned"),
    ],
)
def test_a_pin_that_cannot_be_is_refused(pin: dict[str, tuple[str, int]], told: str) -> None:
    with pytest.raises(DrawingError, match=told):
        pinned(SHOWN, pin)


def test_an_unknown_way_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(DrawingError, match="strict, soft, off"):
        scene_of(cascade(), lanes="loose")


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(["strict", "soft", "off"]), st.integers(2, 21))
def test_no_node_and_no_edge_is_lost_however_strict_lanes_are(how: str, limit: int) -> None:
    shown = view(cascade(), limit=limit)
    found = laned(shown, how)
    assert [node.id for node in found.nodes] == [node.id for node in shown.nodes]
    assert found.edges == shown.edges
    assert {node.lane for node in found.nodes} == set(range(len(found.lanes)))
