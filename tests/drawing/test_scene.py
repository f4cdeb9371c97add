import json
import math
import re
from dataclasses import replace
from itertools import pairwise

import pytest

import ketamech as km
from ketamech.drawing import scene_of, theme
from ketamech.drawing.answers import view
from ketamech.drawing.chips import chip_place
from ketamech.drawing.compose import compose
from ketamech.drawing.legend import footing
from ketamech.drawing.quality import quality
from ketamech.drawing.scene import Box, Chip, Scene
from ketamech.drawing.text import text_width
from ketamech.drawing.typeset import Setting, typeset
from ketamech.drawing.view import View, view_of
from ketamech.drawing.works import chosen_works
from ketamech.errors import DrawingError
from ketamech.model import Layout
from tests import made
from tests.drawing.cascade import cascade, edges, nodes


@pytest.fixture(scope="module")
def scene() -> Scene:
    return scene_of(cascade())


@pytest.fixture(scope="module")
def cited() -> Scene:
    return scene_of(cascade(), references=True, highlight=["ketamine", "NMDA receptor (GluN2D)"])


def test_every_node_and_edge_is_in_the_scene(scene: Scene) -> None:
    assert {mark.id for mark in scene.nodes} == {node.id for node in nodes()}
    assert {mark.id for mark in scene.edges} == {
        f"{edge.source}|{edge.relation}|{edge.target}" for edge in edges()
    }


def test_a_slide_of_21_nodes_keeps_every_bound(scene: Scene) -> None:
    assert quality(scene).missed() == ()


def test_the_same_graph_gives_the_same_scene(scene: Scene) -> None:
    assert scene_of(cascade()).to_json() == scene.to_json()


def test_a_scene_is_plain_data(scene: Scene) -> None:
    assert json.loads(scene.to_json())["nodes"][0]["id"] == scene.nodes[0].id


@pytest.mark.parametrize(("limit", "size"), [(12, 18.0), (21, 15.0)])
def test_the_type_size_follows_the_number_of_nodes(limit: int, size: float) -> None:
    sizes = {line.size for mark in scene_of(cascade(), limit=limit).nodes for line in mark.lines}
    assert len(sizes) == 1
    assert 14 <= sizes.pop() <= size


def test_an_indirect_edge_is_dashed_and_a_contested_one_thin_with_a_chip(scene: Scene) -> None:
    by_id = {edge.id: edge for edge in scene.edges}
    assert [edge.id for edge in scene.edges if edge.dashed] == ["ketamine|activates|trkb"]
    contested = by_id["nmda_outside|inhibits|mtor"]
    assert contested.chip is not None
    assert contested.chip.line.text == "vs"
    assert contested.width < by_id["ketamine|antagonizes|nmda_gaba"].width
    assert sum(edge.chip is not None for edge in scene.edges) == 1


def test_a_halo_is_wider_than_its_line(scene: Scene) -> None:
    for edge in scene.edges:
        assert edge.halo == pytest.approx(edge.width + theme.HALO_WIDER_PT)


def test_a_description_says_what_the_edge_says(scene: Scene) -> None:
    told = {edge.id: edge.description for edge in scene.edges}
    assert told["gaba|inhibits|pyramidal"] == (
        "GABA release inhibits Pyramidal cell firing (supported; Made2000)"
    )
    assert "indirectly activates" in told["ketamine|activates|trkb"]


def words(scene: Scene) -> set[str]:
    beside = {line.text for item in scene.legend for line in item.lines}
    inside = {line.text for item in scene.legend if item.node for line in item.node.lines}
    return beside | inside


def test_the_legend_holds_what_the_figure_holds_and_nothing_else(scene: Scene) -> None:
    assert words(scene) == {
        "Drug",
        "Transmitter",
        "Receptor, channel",
        "Protein, complex",
        "Process, structure",
        "Cell activity",
        "Network",
        "Behaviour",
        "activates",
        "inhibits",
        "indirect",
        "contested",
    }
    assert words(scene_of(made.graph("a permits b"))) == {"Protein", "permits"}


def test_hidden_steps_are_explained_in_the_legend() -> None:
    assert "indirect or hidden steps" in words(scene_of(cascade(), limit=14))


def boxes_below(scene: Scene) -> list[Box]:
    found = [item.box for item in scene.legend]
    for line in scene.foot:
        width, inches = text_width(line.text, line.size), line.size / 72
        left = line.x - (width if line.anchor == "end" else 0)
        found.append(
            Box(left, line.baseline - 0.7 * inches, left + width, line.baseline + 0.2 * inches)
        )
    return found


def test_legend_and_foot_neither_collide_nor_leave_the_slide(scene: Scene, cited: Scene) -> None:
    for drawn in (scene, cited):
        boxes = boxes_below(drawn)
        lanes_end = max(band.box.bottom for band in drawn.bands)
        for index, box in enumerate(boxes):
            assert box.top > lanes_end
            assert box.bottom <= theme.SLIDE_HEIGHT - theme.SAFE_MARGIN
            assert box.right <= theme.SLIDE_WIDTH - theme.SAFE_MARGIN
            assert all(box.gap(other) > 0 for other in boxes[:index])


def test_lanes_fill_the_slide_without_gaps(scene: Scene) -> None:
    assert scene.bands[0].box.top == pytest.approx(theme.LANES_TOP)
    for above, below in pairwise(scene.bands):
        assert above.box.bottom == pytest.approx(below.box.top)


def test_every_node_lies_in_its_lane(scene: Scene) -> None:
    bands = {band.id: band.box for band in scene.bands}
    places = {mark.id: mark.box for mark in scene.nodes}
    assert bands["gaba"].top <= places["pv_firing"].top
    assert places["pv_firing"].bottom <= bands["gaba"].bottom


def test_a_lane_title_stays_in_the_gutter(scene: Scene) -> None:
    for band in scene.bands:
        for line in band.title:
            assert text_width(line.text, line.size, bold=True) <= theme.GUTTER - 0.19


def test_a_full_lane_takes_two_rows_under_one_title() -> None:
    graph = made.graph(*(f"n{index} activates n{index + 1}" for index in range(11)))
    scene = scene_of(graph)
    assert len(scene.bands) == 1
    assert len({round(mark.box.centre[1], 2) for mark in scene.nodes}) == 2
    assert quality(scene).overlaps == 0


def test_a_highlight_fades_the_rest(cited: Scene) -> None:
    assert {mark.id for mark in cited.nodes if not mark.faded} == {"ketamine", "nmda_gaba"}
    lit = [edge.id for edge in cited.edges if not edge.faded]
    assert lit == ["ketamine|antagonizes|nmda_gaba"]
    assert cited.edges[-1].id == lit[0], "what is lit lies on top"


def test_a_path_is_highlighted_with_its_edges() -> None:
    graph = cascade()
    path = graph.paths("ketamine", "pyramidal")[0]
    scene = scene_of(graph, highlight=path)
    assert {mark.id for mark in scene.nodes if not mark.faded} == {node.id for node in path.nodes}
    assert sum(not edge.faded for edge in scene.edges) == len(path.edges)


def test_a_path_through_hidden_nodes_lights_the_edge_that_stands_for_it() -> None:
    chain = [made.edge("a inhibits b"), made.edge("b inhibits c"), made.edge("c inhibits d")]
    shown = view_of(
        [made.node(name) for name in "abcd"], chain, Layout(), title="", limit=2, kept=("a", "d")
    )
    scene = compose(shown, highlight=chain)
    assert [edge.faded for edge in scene.edges] == [False]


def test_an_unknown_highlight_names_the_nearest() -> None:
    with pytest.raises(DrawingError, match="did you mean AMPA receptor"):
        scene_of(cascade(), highlight="AMPA recepter")


def test_numbered_references_are_listed_in_the_foot(cited: Scene) -> None:
    texts = [line.text.replace("\N{NO-BREAK SPACE}", " ") for line in cited.foot]
    assert texts[-1] == "1 Made 2000 · 2 Made 2001"  # every work has a number
    chips = {edge.id: edge.chip.line.text for edge in cited.edges if edge.chip}
    assert len(chips) == len(cited.edges)
    assert chips["nmda_outside|inhibits|mtor"] == "vs 1,2"


def test_chips_lie_on_no_node_and_on_no_other_chip(cited: Scene) -> None:
    chips = [edge.chip.box for edge in cited.edges if edge.chip]
    for index, chip in enumerate(chips):
        assert all(chip.gap(mark.box) > 0 for mark in cited.nodes)
        assert all(chip.gap(other) > 0 for other in chips[:index])


def test_a_chip_lies_on_its_edge_or_close_beside_it(cited: Scene) -> None:
    for edge in cited.edges:
        assert edge.chip is not None
        runs = [Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
                for (ax, ay), (bx, by) in pairwise(edge.points)]  # fmt: skip
        assert min(edge.chip.box.gap(run) for run in runs) < 0.4


def test_heads_touch_no_shape_but_come_close_to_their_own(scene: Scene) -> None:
    boxes = {mark.id: mark.box for mark in scene.nodes}
    for edge in scene.edges:
        tip = edge.points[-1]
        nearest = min(math.dist(tip, at) for _, path in edge.head.path for at in path)
        assert nearest < 0.25
        assert boxes[edge.target].grown(0.02).gap(Box(*tip, *tip)) <= 0


@pytest.mark.parametrize("title", ["x", "A long title " * 8, "Unbreakable" * 30, ""])
def test_a_title_never_leaves_the_slide_or_meets_the_lanes(title: str) -> None:
    scene = scene_of(made.graph("a activates b"), title=title)
    for line in scene.title:
        assert line.x + text_width(line.text, line.size, bold=True) <= 13.333 - 0.34
        assert line.baseline + 0.22 * line.size / 72 < theme.LANES_TOP
        assert line.baseline - 0.74 * line.size / 72 > theme.SAFE_MARGIN - 0.03


def test_too_many_nodes_for_a_slide_are_refused_with_a_way_out() -> None:
    graph = made.graph(*(f"n{index} activates n{index + 1}" for index in range(400)))
    with pytest.raises(DrawingError, match="limit=24"):
        scene_of(graph, limit=None)


def test_all_colours_are_hexadecimal(cited: Scene) -> None:
    for colour in re.findall(r'"(?:colour|fill|stroke)": "([^"]*)"', cited.to_json()):
        assert re.fullmatch("#[0-9A-F]{6}", colour)


@pytest.fixture(scope="module")
def numbered() -> dict[str, Scene]:
    graph = km.load()
    return {
        "a story": scene_of(graph.story(), references=True, theme="print"),
        "an answer": scene_of(graph.downstream("AMPA"), references=True),
    }


def listed_in(scene: Scene) -> str:
    lines = (line.text for line in scene.foot if line.anchor == "start")
    return " · ".join(lines).replace("\N{NO-BREAK SPACE}", " ")


def numbers_on(chip: Chip) -> set[int]:
    found: set[int] = set()
    for part in chip.line.text.removeprefix("vs").strip().split(","):
        first, _, last = part.partition("–")
        found.update(range(int(first), int(last or first) + 1) if first else ())
    return found


@pytest.mark.parametrize("name", ["a story", "an answer"])
def test_a_full_figure_lists_the_works_that_it_numbers_and_counts_the_rest(
    name: str, numbered: dict[str, Scene]
) -> None:
    scene = numbered[name]
    listed = [int(number) for number in re.findall(r"(?:^| · )(\d+) ", listed_in(scene))]
    on_chips = set[int]().union(*(numbers_on(edge.chip) for edge in scene.edges if edge.chip))
    assert listed == list(range(1, len(listed) + 1))
    assert on_chips == set(listed)
    keys = {
        item.work
        for step in (scene.details.steps if scene.details else ())
        for item in step.evidence
    }
    rest = len(keys) - len(listed)
    assert (f"… and {rest} more works" in listed_in(scene)) is (rest > 1)
    assert min(line.size for line in scene.foot) >= 11
    found = quality(scene)
    assert found.chips_over == found.labels_outside == found.outside_margin == 0
    assert found.edges_through == found.shared_segments == 0
    assert found.smallest_label >= 14


def test_works_are_listed_as_sentences_cite_them(numbered: dict[str, Scene]) -> None:
    told = listed_in(numbered["an answer"])
    assert "O'Reilly 2006" in told
    assert "OReilly" not in told


def test_a_list_for_which_there_is_no_room_is_refused_with_a_smaller_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def strict(view: View, area: Box) -> Setting:
        setting = typeset(view, area)
        if area.height < found[0].height:
            raise DrawingError("no room")
        return setting

    graph = cascade()
    found = [band.box for band in scene_of(graph, lanes="off").bands]
    monkeypatch.setattr("ketamech.drawing.compose.typeset", strict)
    with pytest.raises(DrawingError, match=r"no room for a list .*legend=False, .*limit=15\)"):
        scene_of(graph, references=True)


def test_a_chip_says_less_where_it_has_no_place() -> None:
    route, inside = ((1.0, 1.0), (2.0, 1.0)), Box(0, 0, 3, 3)
    walls = [Box(0, 0, 3, 0.85), Box(0, 1.15, 3, 3)]
    assert chip_place("1", route, 0.1, walls, [], inside) is not None
    assert chip_place("11,12,15,17,19,23", route, 0.1, walls, [], inside) is None
    tight = Box(1.2, 0.9, 1.8, 1.1)
    assert chip_place("1", route, 0.1, [*walls, tight], [], inside) is None


def test_the_first_works_of_each_edge_are_listed_before_the_second_of_any() -> None:
    words = {key: f"{key} 2000" for key in "abcdef"}
    cites = [["a", "b", "c"], ["d", "e"], ["f"]]
    assert chosen_works(cites, words, 1, 4.7) == ("a", "d", "f")
    assert chosen_works(cites, words, 9, 9) == tuple("abcdef")
    assert chosen_works(cites, words, 1, 1.0) == ()


def test_a_foot_without_room_beside_the_legend_stands_at_the_list_of_works() -> None:
    shown = view(cascade(), title="")
    alone = footing(shown)
    rows = len({item.box.top for item in alone.items})
    wide = replace(shown, foot="x" * 148)
    short, long = footing(wide, ("1 A 2000",)), footing(wide, ("1 A 2000" * 12,))
    for below, lines in ((short, 1), (long, 2)):
        last, *works = below.foot
        assert len({item.box.top for item in below.items}) == rows
        assert len({line.baseline for line in below.foot}) == lines
        assert last.anchor == "end"
        assert all(line.baseline <= last.baseline for line in works)
    assert footing(wide, ("1 A 2000",), legend=False).items == ()
