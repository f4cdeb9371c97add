"""A response is drawn as its own view: coloured by what became of each node."""

from pathlib import Path

import pytest

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
