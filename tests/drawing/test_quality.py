"""Each measure of quality notices what it is there for."""

from collections.abc import Sequence
from dataclasses import replace
from math import inf

import pytest

import ketamech as km
from ketamech.drawing.chips import chip
from ketamech.drawing.matrix import matrix_scene
from ketamech.drawing.quality import MAP_BOUNDS, VIEW_BOUNDS, quality
from ketamech.drawing.scene import Band, Box, EdgeMark, LegendItem, NodeMark, Scene, TextLine
from tests.drawing.sketches import edge_mark, node_mark

A = node_mark("a", Box(3, 1, 4, 1.5))
B = node_mark("b", Box(6, 1, 7, 1.5))
C = node_mark("c", Box(4.5, 1, 5.5, 1.5))
AB = edge_mark("ab", "a", "b", ((4, 1.2), (6, 1.2)))


def scene(
    *nodes: NodeMark,
    edges: Sequence[EdgeMark] = (),
    bands: Sequence[Band] = (),
    legend: Sequence[LegendItem] = (),
) -> Scene:
    return Scene((), tuple(bands), nodes, tuple(edges), tuple(legend), ())


def labelled(words: str, size: float = 14) -> NodeMark:
    line = TextLine(words, 3.5, 1.3, size, "#000000", anchor="middle")
    return NodeMark("a", "a", "", A.box, A.outline, "#FFFFFF", "#000000", 1, (line,))


def test_a_figure_without_anything_misses_nothing() -> None:
    assert quality(scene()).missed() == ()
    assert quality(scene()).smallest_gap == inf


def test_nodes_that_overlap_are_counted() -> None:
    found = quality(scene(A, node_mark("b", Box(3.9, 1.2, 5, 2))))
    assert found.overlaps == 1
    assert found.smallest_gap == pytest.approx(-0.1)


def test_the_smallest_gap_is_measured_across_a_corner() -> None:
    assert quality(scene(A, node_mark("b", Box(4.3, 1.9, 5, 3)))).smallest_gap == pytest.approx(0.5)


def test_a_label_wider_than_its_shape_is_outside() -> None:
    assert quality(scene(labelled("GluA1"))).labels_outside == 0
    assert quality(scene(labelled("a label of many words"))).labels_outside == 1


def test_a_label_that_fits_the_box_but_not_a_pointed_outline_is_outside() -> None:
    x, y = 0.5, 0.25
    diamond = node_mark("a", A.box, ((-x, 0), (0, -y), (x, 0), (0, y)))
    words = labelled("GluA1 up").lines
    shown = NodeMark("a", "a", "", A.box, diamond.outline, "#FFFFFF", "#000000", 1, words)
    assert quality(scene(shown)).labels_outside == 1


def test_an_edge_through_a_foreign_node_is_counted() -> None:
    assert quality(scene(A, B, edges=[AB])).edges_through == 0
    assert quality(scene(A, B, C, edges=[AB])).edges_through == 1


def test_an_edge_through_its_own_node_is_counted() -> None:
    through = edge_mark("ab", "a", "b", ((3, 1.2), (6, 1.2)))
    assert quality(scene(A, B, edges=[through])).edges_through == 1


def test_an_edge_through_a_lane_title_or_the_legend_is_counted() -> None:
    title = TextLine("Synapse", 4.6, 1.25, 12, "#000000", bold=True)
    band = Band("lane", Box(0.35, 0.9, 12, 1.6), "#FFFFFF", (title,))
    item = LegendItem(Box(4.5, 1, 5, 1.4), (TextLine("drug", 4.6, 3, 11, "#000000"),))
    assert quality(scene(A, B, edges=[AB], bands=[band])).edges_through == 1
    assert quality(scene(A, B, edges=[AB], legend=[item])).edges_through == 1


def test_two_edges_on_one_segment_are_counted_and_do_not_count_as_apart() -> None:
    other = edge_mark("x", "c", "b", ((4.5, 2), (4.5, 1.2), (6, 1.2)))
    assert quality(scene(A, B, edges=[AB, other])).shared_segments == 1
    apart = edge_mark("x", "c", "b", ((4.5, 2), (4.5, 1.35), (6, 1.35)))
    assert quality(scene(A, B, edges=[AB, apart])).shared_segments == 0


def test_edges_that_cross_twice_count_two_crossings() -> None:
    winding = edge_mark("x", "a", "b", ((4.2, 1), (4.2, 2), (5, 2), (5, 1)))
    assert quality(scene(A, B, edges=[AB, winding])).crossings == 2


def test_what_lies_in_the_margin_of_the_slide_is_counted() -> None:
    assert quality(scene(node_mark("a", Box(0.1, 1, 1, 2)))).outside_margin == 1


def test_the_head_does_not_count_as_visible_shaft() -> None:
    short = edge_mark("ab", "a", "b", ((4, 1.2), (4.2, 1.2)), head=0.13)
    found = quality(scene(A, B, edges=[short]))
    assert found.shortest_shaft == pytest.approx(0.07)
    assert found.shortest_last_run == pytest.approx(0.2)


def test_ports_are_measured_on_each_node_by_itself() -> None:
    other = edge_mark("x", "a", "c", ((4, 1.3), (4.2, 1.3), (4.2, 3)))
    found = quality(scene(A, B, edges=[AB, other]))
    assert found.port_distance == pytest.approx(0.1)
    assert found.mean_bends == 0.5


@pytest.mark.parametrize(("size", "misses"), [(14, 0), (12, 1)])
def test_a_view_asks_for_larger_type_than_a_map(size: float, misses: int) -> None:
    found = quality(scene(labelled("GluA1", size)))
    assert len(found.missed(VIEW_BOUNDS)) == misses
    assert found.missed(MAP_BOUNDS) == ()


def test_a_missed_bound_is_a_sentence_with_both_numbers() -> None:
    found = quality(scene(labelled("GluA1", 9)))
    assert found.missed() == ("smallest label: 9 pt, should be at least 14 pt",)


def test_pale_words_and_pale_lines_are_noticed() -> None:
    plain = scene(labelled("GluA1"), B, edges=[AB])
    assert quality(plain).text_contrast == pytest.approx(21)
    pale = replace(labelled("GluA1").lines[0], colour="#999999")
    assert quality(scene(replace(labelled("GluA1"), lines=(pale,)))).text_contrast < 7
    assert quality(scene(A, B, edges=[replace(AB, colour="#AAAAAA")])).graphic_contrast < 4.5
    faded = replace(AB, colour="#AAAAAA", faded=True)
    assert quality(scene(A, B, edges=[faded])).graphic_contrast > 4.5


def test_what_is_not_filled_or_has_no_line_has_no_contrast() -> None:
    bare = replace(labelled("Label"), fill="none", stroke="none")
    assert quality(scene(bare)).graphic_contrast == quality(scene(bare)).text_contrast == inf
    assert quality(scene(replace(bare, stroke="#000000"))).graphic_contrast == 21
    assert quality(matrix_scene(km.load().score())).text_contrast >= 7


def test_a_chip_that_hides_something_is_counted() -> None:
    def with_chip(at: tuple[float, float]) -> EdgeMark:
        return replace(AB, chip=chip("1,2", at, "#000000"))

    title = TextLine("Lane", 4.8, 2.0, 12, "#000000")
    band = Band("b", Box(0, 0, 9, 3), "#FFFFFF", (title,))
    for at, count in (((5.0, 1.2), 0), ((4.0, 1.2), 1), ((5.0, 1.95), 1)):
        found = quality(scene(A, B, edges=[with_chip(at)], bands=[band]))
        assert found.chips_over == count
        assert any("chips over" in words for words in found.missed()) is bool(count)
    two = [with_chip((5.0, 1.2)), with_chip((5.1, 1.2))]
    assert quality(scene(A, B, edges=two)).chips_over == 1
