"""Placement: every box gets a place in its lane."""

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ketamech.drawing.layout import lay_out
from ketamech.drawing.plan import Sketch
from tests.drawing.sketches import AREA, CASCADE, map_sketch, sized, sketch, small_sketches


def place(drawn: Sketch, seed: int = 0) -> dict[str, int]:
    return lay_out(drawn, seed).columns


def cells(drawn: Sketch, columns: dict[str, int]) -> list[tuple[int, int]]:
    return [(box.lane, columns[box.id]) for box in drawn.boxes]


@given(small_sketches())
@settings(max_examples=30, deadline=None)
def test_no_two_boxes_share_a_cell(drawn: Sketch) -> None:
    found = cells(drawn, place(drawn))
    assert len(set(found)) == len(found)


@given(small_sketches(), st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_of_boxes_and_links_does_not_matter(drawn: Sketch, shuffle: Random) -> None:
    boxes, links = list(drawn.boxes), list(drawn.links)
    shuffle.shuffle(boxes)
    shuffle.shuffle(links)
    assert place(replace(drawn, boxes=tuple(boxes), links=tuple(links))) == place(drawn)


def test_a_pinned_box_keeps_its_column() -> None:
    drawn = sketch(sized("a", 0, 5), sized("b", 1), sized("c", 1, 0), links="a>b b>c")
    columns = place(drawn)
    assert (columns["a"], columns["c"]) == (5, 0)


def test_a_box_comes_to_lie_below_the_one_that_acts_on_it() -> None:
    columns = place(sketch(sized("a", 0, 3), sized("b", 1), sized("c", 2), links="a>b b>c"))
    assert columns == {"a": 3, "b": 3, "c": 3}


def test_a_chain_in_a_lane_reads_from_left_to_right() -> None:
    columns = place(sketch(*(sized(name, 0) for name in "abcd"), links="a>b b>c c>d"))
    assert sorted(columns, key=lambda name: columns[name]) == ["a", "b", "c", "d"]


def test_two_boxes_pinned_to_one_cell_are_an_error() -> None:
    with pytest.raises(ValueError, match="a and b are both pinned to column 2 of lane 0"):
        place(sketch(sized("a", 0, 2), sized("b", 0, 2)))


def test_a_full_lane_gets_more_columns_than_were_offered() -> None:
    drawn = sketch(*(sized(f"n{number}", 0, width=0.9) for number in range(8)))
    plan = lay_out(drawn)
    assert sorted(plan.columns.values()) == list(range(8))
    boxes = sorted(plan.boxes.values(), key=lambda box: box.left)
    assert all(one.gap(two) >= 0.34 for one, two in pairwise(boxes))


def test_boxes_too_wide_for_their_lane_are_an_error_that_says_what_to_do() -> None:
    drawn = sketch(*(sized(f"n{number}", 0, width=1.9) for number in range(7)))
    with pytest.raises(ValueError, match=r"lane 0 .* show fewer nodes"):
        lay_out(drawn)


def test_lanes_too_high_for_the_area_are_an_error_that_says_what_to_do() -> None:
    drawn = sketch(*(sized(f"n{lane}", lane, height=0.8) for lane in range(9)))
    with pytest.raises(ValueError, match=r"9 lanes need .* show fewer lanes"):
        lay_out(drawn)


@given(small_sketches())
@settings(max_examples=30, deadline=None)
def test_boxes_lie_inside_their_lanes_and_apart_from_each_other(drawn: Sketch) -> None:
    plan = lay_out(drawn)
    boxes = plan.boxes
    for box in drawn.boxes:
        lies, band = boxes[box.id], plan.bands[box.lane]
        assert band.left + drawn.gutter <= lies.left
        assert lies.right <= band.right
        assert band.top <= lies.top
        assert lies.bottom <= band.bottom
    for one in boxes:
        assert all(one == two or boxes[one].gap(boxes[two]) >= 0.06 - 1e-9 for two in boxes)


def test_lanes_fill_the_area_and_a_lane_is_as_high_as_its_tallest_box_asks() -> None:
    drawn = sketch(sized("a", 0, height=0.4), sized("b", 1, height=0.8))
    bands = lay_out(drawn).bands
    assert bands[0].top == AREA.top
    assert bands[-1].bottom == pytest.approx(AREA.bottom)
    assert bands[1].height - bands[0].height == pytest.approx(0.4)


def test_the_same_seed_places_a_view_the_same_way_and_another_differently() -> None:
    drawn = map_sketch(CASCADE, size=14, columns=6)
    assert lay_out(drawn, 3) == lay_out(drawn, 3)
    assert lay_out(drawn, 3) != lay_out(drawn, 4)
