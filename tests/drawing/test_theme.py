import re

import pytest

from ketamech.drawing import theme
from ketamech.drawing.theme import (
    CHANGE_STYLES,
    EDGE_STYLES,
    NODE_STYLES,
    SIGN_HEADS,
    Shape,
    blend,
    contrast,
)
from ketamech.vocabulary import RELATIONS, Arrowhead, NodeType, Sign


def test_every_node_type_has_a_style() -> None:
    assert set(NODE_STYLES) == set(NodeType)


def test_every_arrowhead_and_every_sign_has_a_style() -> None:
    assert set(EDGE_STYLES) == set(Arrowhead)
    assert set(SIGN_HEADS) == set(Sign)


def test_a_sign_has_the_head_of_the_relations_that_carry_it() -> None:
    for info in RELATIONS.values():
        assert SIGN_HEADS[info.sign] is info.head


def test_types_that_share_a_fill_share_a_shape_and_only_they_do() -> None:
    fill_of_shape = {(style.shape, style.fill) for style in NODE_STYLES.values()}
    assert len(fill_of_shape) == len({shape for shape, _ in fill_of_shape}) == len(Shape)
    assert len({fill for _, fill in fill_of_shape}) == len(fill_of_shape)


@pytest.mark.parametrize("kind", NodeType)
def test_the_text_of_a_node_keeps_a_contrast_of_seven(kind: NodeType) -> None:
    style = NODE_STYLES[kind]
    assert contrast(style.text, style.fill) >= 7


@pytest.mark.parametrize("change", CHANGE_STYLES)
def test_the_text_of_a_node_that_changed_keeps_a_contrast_of_seven(change: Sign) -> None:
    assert contrast(theme.DARK, CHANGE_STYLES[change].fill) >= 7


def test_changes_differ_by_their_marks_too() -> None:
    assert len({style.mark for style in CHANGE_STYLES.values()}) == len(CHANGE_STYLES)
    assert len({style.fill for style in CHANGE_STYLES.values()}) == len(CHANGE_STYLES)


@pytest.mark.parametrize("kind", NodeType)
@pytest.mark.parametrize("band", theme.BAND_FILLS)
def test_the_fill_or_the_border_of_a_node_stands_out_from_its_lane(
    kind: NodeType, band: str
) -> None:
    style = NODE_STYLES[kind]
    assert max(contrast(style.fill, band), contrast(theme.NODE_BORDER, band)) >= 4.5


@pytest.mark.parametrize("kind", Arrowhead)
@pytest.mark.parametrize("ground", [*theme.BAND_FILLS, theme.BACKGROUND])
def test_an_edge_stands_out_from_every_ground(kind: Arrowhead, ground: str) -> None:
    assert contrast(EDGE_STYLES[kind].colour, ground) >= 4.5


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (theme.TITLE_COLOUR, theme.BACKGROUND),
        (theme.LEGEND_COLOUR, theme.BACKGROUND),
        (theme.FOOT_COLOUR, theme.BACKGROUND),
        (theme.CHIP_TEXT, theme.BACKGROUND),
        *((theme.LANE_TITLE_COLOUR, band) for band in theme.BAND_FILLS),
    ],
)
def test_every_other_text_keeps_a_contrast_of_seven(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 7


def test_contrast_follows_the_formula_of_wcag() -> None:
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


def test_a_colour_blended_at_full_strength_stays_and_at_none_is_what_lies_under_it() -> None:
    assert blend("#1F4E79", 1, "#EEF2F7") == "#1F4E79"
    assert blend("#1F4E79", 0, "#EEF2F7") == "#EEF2F7"


def test_all_colours_are_six_digits() -> None:
    for style in NODE_STYLES.values():
        assert re.fullmatch("#[0-9A-F]{6}", style.fill)
