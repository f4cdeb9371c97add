from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, fontManager

from ketamech.drawing import arial
from ketamech.drawing.text import (
    baselines,
    breaks,
    fit_label,
    legal,
    line_pitch,
    printable,
    text_width,
    wrap,
)

SAMPLES = (
    "AMPA receptor",
    "Pyramidal neuron firing",
    "L-type Ca channel",
    "β-Endorphin",
    "µ-opioid receptor",
    "PI3K–Akt",
    "(2R,6R)-HNK",
    "Antidepressant-like behaviour",
    "GluA1 / PSD-95 insertion",
    "Naïve façade, 100 %",
)
METRIC_FACES = ("Liberation Sans", "Arial")


def rendered(text: str, face: str, size: float, bold: bool) -> float:
    """Width of a text in inches as matplotlib draws it."""
    canvas: Any = FigureCanvasAgg(Figure(figsize=(1, 1), dpi=720))
    renderer = canvas.get_renderer()
    weight = "bold" if bold else "normal"
    font = FontProperties(family=face, weight=weight, size=size)
    width, _, _ = renderer.get_text_width_height_descent(text, font, False)
    return float(width / 720)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", SAMPLES)
def test_measured_widths_agree_with_the_renderer(text: str, bold: bool) -> None:
    ours = text_width(text, 15, bold)
    face = next((name for name in METRIC_FACES if name in fontManager.get_font_names()), None)
    if face:
        assert ours == pytest.approx(rendered(text, face, 15, bold), rel=0.025)
    else:
        # DejaVu Sans, which comes with matplotlib, is a wider face than Arial.
        theirs = rendered(text, "DejaVu Sans", 15, bold)
        assert 0.75 * theirs < ours < theirs


def test_the_face_that_comes_with_matplotlib_is_found() -> None:
    assert "DejaVu" in findfont(FontProperties(family="DejaVu Sans"))


def test_a_table_names_each_character_once() -> None:
    for table in (arial.REGULAR, arial.BOLD):
        characters = "".join(table.values())
        assert len(characters) == len(set(characters))


@pytest.mark.parametrize("text", ["Ca²⁺", "α7", "5-HT₁A", "A → B", "Δ9", "é", "µ", "μ"])
def test_greek_letters_and_raised_and_lowered_figures_have_widths(text: str) -> None:
    known = "".join(arial.REGULAR.values())
    assert all(character in known for character in text)


@given(st.text(max_size=40), st.text(max_size=40))
def test_widths_add_up_and_grow_with_the_size(one: str, other: str) -> None:
    whole = text_width(one + other, 10)
    assert whole == pytest.approx(text_width(one, 10) + text_width(other, 10))
    assert text_width(one, 20) == pytest.approx(2 * text_width(one, 10))


def test_a_character_without_metrics_is_measured_generously() -> None:
    assert text_width("漢", 72) == 1.0
    assert text_width("ᚠ", 72) > text_width("n", 72)


def test_a_label_takes_the_fewest_lines_that_fit() -> None:
    name = "Extrasynaptic NMDA receptor"
    assert fit_label(name, 15, 5.0) == (name,)
    assert len(fit_label(name, 15, 2.5)) == 2
    assert len(fit_label(name, 15, 1.35)) == 3


def test_of_equally_many_lines_the_most_balanced_are_taken() -> None:
    assert fit_label("NMDA receptor on GABA cells", 15, 2.2) == ("NMDA receptor", "on GABA cells")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("mPFC–hippocampus", ("mPFC–", "hippocampus")),
        ("GluA1/PSD-95", ("GluA1/", "PSD-95")),
        ("Antidepressant-like", ("Antidepressant-", "like")),
    ],
)
def test_a_label_is_broken_after_dashes_slashes_and_hyphens(
    name: str, lines: tuple[str, ...]
) -> None:
    assert fit_label(name, 15, max(text_width(line, 15) for line in lines) + 0.01) == lines


def test_a_word_too_long_for_any_line_stays_whole() -> None:
    assert fit_label("Electroencephalographically", 15, 0.5) == ("Electroencephalographically",)


@given(st.text(alphabet="ab -–/", min_size=1, max_size=28), st.floats(0.2, 3))
def test_breaking_a_label_loses_no_letter(name: str, width: float) -> None:
    lines = fit_label(name, 15, width)
    assert 1 <= len(lines) <= 3
    assert "".join(lines).replace(" ", "") == printable(name).replace(" ", "")


def test_nothing_is_broken_at_its_ends() -> None:
    assert breaks("-a-") == ()


@pytest.mark.parametrize("nasty", ["\x00", "\x1b", "\u202e", "\u200b", "\ud800"])
def test_characters_that_no_figure_can_show_are_dropped(nasty: str) -> None:
    assert printable(f"AMPA{nasty} receptor") == "AMPA receptor"


def test_lines_lie_around_their_centre() -> None:
    first, second, third = baselines(2.0, 3, 15)
    assert second - first == pytest.approx(line_pitch(15))
    assert second == pytest.approx(2.0 + 0.355 * 15 / 72)
    assert third - second == pytest.approx(second - first)


def test_wrapped_lines_keep_their_width() -> None:
    lines = wrap("Postsynaptic pyramidal neuron", 12, 1.3, bold=True)
    assert lines == ("Postsynaptic", "pyramidal", "neuron")


def test_text_for_xml_keeps_what_xml_can_hold_and_nothing_else() -> None:
    assert legal("a\x00b\ud800\tc\ufffe\U0001f600") == "ab\tc\U0001f600"
