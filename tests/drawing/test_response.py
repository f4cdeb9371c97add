"""A response is drawn as its own view: coloured by what became of each node."""

from pathlib import Path

import pytest

import ketamech as km
from ketamech import MechanismGraph, Sign
from ketamech.drawing import scene_of, theme
from ketamech.drawing.answers import view
from ketamech.drawing.theme import CHANGE_STYLES
from ketamech.errors import DrawingError
from tests.made import edge, graph, node
from tests.reasoning.made import NEEDED


def perturbed_graph() -> MechanismGraph:
    return graph(
        "a activates b",
        "a antagonizes c",
        edge("c activates d", NEEDED),
        "b activates e",
        "c activates e",
        "b permits e",
        "f activates b",
        nodes=(node("a", type="drug"),),
    )


RESPONSE = perturbed_graph().perturb(increase="a")


def test_what_moved_or_is_shut_is_shown_and_nothing_else() -> None:
    shown = {one.id: (one.change, one.shut) for one in view(RESPONSE).nodes}
    assert shown == {
        "a": (Sign.PLUS, False),
        "b": (Sign.PLUS, False),
        "c": (Sign.MINUS, True),
        "d": (Sign.MINUS, True),
        "e": (Sign.BOTH, False),
    }


def test_edges_that_bring_nothing_are_left_out() -> None:
    assert {(one.source, one.target, str(one.sign)) for one in view(RESPONSE).edges} == {
        ("a", "b", "+"),
        ("a", "c", "-"),
        ("c", "d", "+"),
        ("b", "e", "+"),
        ("c", "e", "+"),
    }


def test_a_gate_is_drawn_where_it_shuts() -> None:
    blocked = graph("a activates b", "c permits b").perturb(increase="a", block="c")
    assert ("c", "b") in {(one.source, one.target) for one in view(blocked).edges}
    open_gate = graph("a activates b", "c permits b", "a activates c").perturb(increase="a")
    assert ("c", "b") not in {(one.source, one.target) for one in view(open_gate).edges}


def test_the_fill_tells_the_change_and_the_label_says_it_again() -> None:
    marks = {one.id: one for one in scene_of(RESPONSE).nodes}
    for row in RESPONSE:
        style, mark = CHANGE_STYLES[row.level], marks[row.node.id]
        assert mark.fill == style.fill
        words = " ".join(line.text for line in mark.lines)
        assert words.endswith(style.mark + (theme.SHUT_MARK if row.shut else ""))
        assert (mark.stroke_width == theme.SHUT_BORDER_PT) == row.shut


def test_the_legend_explains_the_changes_that_are_shown() -> None:
    words = {item.node.name for item in scene_of(RESPONSE).legend if item.node is not None}
    assert {"rises ↑", "falls ↓", "either way ↕", "shut ×"} <= words
    plain = graph("a activates b").perturb(increase="a")
    only = {item.node.name for item in scene_of(plain).legend if item.node is not None}
    assert "rises ↑" in only
    assert not {"falls ↓", "shut ×"} & only


def test_other_figures_are_coloured_by_type() -> None:
    scene = scene_of(perturbed_graph())
    fills = {one.id: one.fill for one in scene.nodes}
    assert fills["a"] == theme.NODE_STYLES[node("a", type="drug").type].fill
    assert "↑" not in "".join(line.text for one in scene.nodes for line in one.lines)


def test_a_response_draws_itself_and_says_where_nothing_can_be_drawn(tmp_path: Path) -> None:
    file = RESPONSE.draw(tmp_path / "what_if.svg")
    assert "A increased" in Path(file).read_text(encoding="utf-8")
    with pytest.raises(DrawingError, match="nothing moves"):
        perturbed_graph().perturb().draw(tmp_path / "nothing.svg")


def blocked_chain() -> MechanismGraph:
    return graph(
        "drug activates a",
        "a activates b",
        "b activates c",
        "c increases relief",
        "drug activates e",
        "d activates apart",
        nodes=(
            node("drug", type="drug"),
            node("relief", type="behaviour", better="higher"),
            node("apart", type="behaviour", better="higher"),
        ),
    )


def test_an_outcome_whose_effect_is_lost_is_shown_unchanged_at_the_end_of_its_route() -> None:
    shown = view(blocked_chain().perturb(increase="drug", block="b"))
    changes = {one.id: (one.change, one.shut) for one in shown.nodes}
    assert changes == {
        "drug": (Sign.PLUS, False),
        "a": (Sign.PLUS, False),
        "e": (Sign.PLUS, False),
        "b": (Sign.NONE, True),
        "c": (Sign.NONE, False),
        "relief": (Sign.NONE, False),
    }
    assert {("a", "b"), ("b", "c"), ("c", "relief")} <= {
        (one.source, one.target) for one in shown.edges
    }


def test_an_outcome_that_an_antagonist_given_too_takes_away_is_lost_as_well() -> None:
    made = graph(
        "drug activates a",
        "a activates b",
        "b increases relief",
        "agent antagonizes gate",
        "gate permits a",
        nodes=(
            node("drug", type="drug"),
            node("agent", type="drug"),
            node("relief", type="behaviour", better="higher"),
        ),
    )
    response = made.perturb(increase=["drug", "agent"])
    assert "relief" not in {row.node.id for row in response}
    assert {one.id: one.change for one in view(response).nodes}["relief"] is Sign.NONE


def test_what_the_background_holds_or_a_later_onset_brings_is_not_lost() -> None:
    held = blocked_chain().perturb(increase="drug", block="e", hold="b")
    assert "relief" not in {one.id for one in view(held).nodes}
    late = graph(
        "drug activates a",
        edge("a increases relief", onset="days"),
        nodes=(
            node("drug", type="drug"),
            node("relief", type="behaviour", better="higher"),
        ),
    ).perturb(increase="drug", within="hours")
    assert {one.id for one in view(late).nodes} == {"drug", "a"}


def test_the_figure_of_a_block_shows_which_clinical_effects_are_gone() -> None:
    story = km.load().story()
    shown = view(story.perturb(increase="ketamine", block="AMPA receptor"))
    changes = {one.id: one.change for one in shown.nodes}
    for lost in ("rapid_antidepressant_behaviour", "depressive_symptoms"):
        assert changes[lost] is Sign.NONE
    assert len(shown.nodes) == 24
    assert ("ampa_receptor", "l_type_channel") in {(one.source, one.target) for one in shown.edges}
