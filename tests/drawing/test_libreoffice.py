"""LibreOffice shows a deck as the scene says: another program than the one that wrote it."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib.image
import pytest

import ketamech as km
from ketamech.drawing import scene_of
from ketamech.drawing.matrix import matrix_scene
from ketamech.drawing.output import save_deck
from ketamech.drawing.scene import Box, NodeMark, Scene, TextLine
from tests.conftest import UNTESTED
from tests.drawing.cascade import cascade
from tests.drawing.test_pptx import NASTY

TOOLS = ("soffice", "pdftotext", "pdftoppm")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(
    bool(MISSING),
    reason=f"{UNTESTED}: no deck was rendered, {', '.join(MISSING)} not found; install "
    "libreoffice-impress, poppler-utils and fonts-liberation to check .pptx files",
)

DPI = 100
ASCENT = 0.905
"""Of Liberation Sans, which is as wide as Arial."""
CLOSE = 0.03


def hostile() -> Scene:
    """A figure full of text that wants to be something else."""
    scene = scene_of(cascade())
    nodes = (
        replace(
            mark,
            name=words,
            description=words,
            lines=(replace(mark.lines[0], text=words[:40]),),
        )
        for mark, words in zip(scene.nodes, NASTY, strict=False)
    )
    return replace(scene, nodes=(*nodes, *scene.nodes[len(NASTY) :]), notes=NASTY)


STORY = km.load().story()
SCENES: dict[str, Scene] = {
    "a story": scene_of(STORY),
    "a path": scene_of(STORY.paths("ketamine", "synaptogenesis")[0]),
    "what moves": scene_of(STORY.perturb(increase="ketamine", block="mTORC1"), limit=17),
    "the score": matrix_scene(km.load().score()),
    "strangers": hostile(),
}
FIGURES = ("a story", "a path", "what moves")


class Rendered(NamedTuple):
    """What LibreOffice made of the slides: words with their boxes, and pixels."""

    words: list[list[tuple[str, Box]]]
    pixels: list[Any]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    folder = tmp_path_factory.mktemp("libreoffice")
    deck = save_deck(list(SCENES.values()), folder / "deck.pptx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*convert, str(folder), str(deck)], check=True, capture_output=True, timeout=300)
    pdf, page = str(folder / "deck.pdf"), str(folder / "page")
    subprocess.run(["pdftotext", "-bbox", pdf, f"{page}.html"], check=True)
    subprocess.run(["pdftoppm", "-r", str(DPI), "-png", pdf, page], check=True)
    pictures = sorted(folder.glob("page-*.png"))
    return Rendered(
        read_words(folder / "page.html"), [matplotlib.image.imread(file) for file in pictures]
    )


def read_words(file: Path) -> list[list[tuple[str, Box]]]:
    tree = ET.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", file.read_text(encoding="utf-8")))
    sides = ("xMin", "yMin", "xMax", "yMax")
    return [
        [
            (word.text or "", Box(*(float(word.get(side, 0)) / 72 for side in sides)))
            for word in page.iterfind(".//{*}word")
        ]
        for page in tree.iterfind(".//{*}page")
    ]


def words_in(words: list[tuple[str, Box]], box: Box) -> list[tuple[str, Box]]:
    def inside(at: Box) -> bool:
        x, y = at.centre
        return box.left < x < box.right and box.top < y < box.bottom

    found = [(word, at) for word, at in words if inside(at)]
    return sorted(found, key=lambda pair: (round(pair[1].top, 1), pair[1].left))


def span(words: list[tuple[str, Box]]) -> Box:
    return Box(
        min(at.left for _, at in words),
        min(at.top for _, at in words),
        max(at.right for _, at in words),
        max(at.bottom for _, at in words),
    )


def line_of(words: list[tuple[str, Box]], line: TextLine, box: Box) -> Box:
    """Where a line of a label was written."""
    ascent, half = ASCENT * line.size / 72, line.size / 72 / 2
    near = Box(box.left, line.baseline - half - 0.1, box.right, line.baseline)
    found = [
        (word, at)
        for word, at in words_in(words, box)
        if near.top < at.top + ascent - 0.05 < near.bottom + 0.05
    ]
    written = "".join(word for word, _ in found)
    assert written == "".join(line.text.split()), f"{line.text} was written as {written}"
    return span(found)


def drift(words: list[tuple[str, Box]], mark: NodeMark) -> float:
    """How far the label of a node is from where it belongs, in inches."""
    worst = 0.0
    for line in mark.lines:
        at = line_of(words, line, mark.box)
        worst = max(worst, abs(at.centre[0] - line.x))
        worst = max(worst, abs(at.top + ASCENT * line.size / 72 - line.baseline))
    return worst


def test_every_scene_is_a_page(rendered: Rendered) -> None:
    assert len(rendered.words) == len(rendered.pixels) == len(SCENES)


@pytest.mark.parametrize("name", FIGURES)
def test_labels_stand_in_their_shapes_where_the_scene_has_them(
    rendered: Rendered, name: str
) -> None:
    words = rendered.words[list(SCENES).index(name)]
    worst = {mark.id: drift(words, mark) for mark in SCENES[name].nodes}
    print(f"{name}: {max(worst.values()):.4f} in at most")
    assert max(worst.values()) < CLOSE
    for mark in SCENES[name].nodes:
        label = span(words_in(words, mark.box))
        assert mark.box.left < label.left
        assert label.right < mark.box.right


def colour_at(pixels: Any, x: float, y: float) -> list[float]:
    return [float(part) * 255 for part in pixels[round(y * DPI), round(x * DPI), :3]]


def fits(seen: list[float], fill: str) -> bool:
    wanted = [int(fill[at : at + 2], 16) for at in (1, 3, 5)]
    return max(abs(a - b) for a, b in zip(seen, wanted, strict=True)) < 12


@pytest.mark.parametrize("name", FIGURES)
def test_shapes_have_their_fill_up_to_their_ends(rendered: Rendered, name: str) -> None:
    pixels, scene = rendered.pixels[list(SCENES).index(name)], SCENES[name]
    ends = [edge.points[end] for edge in scene.edges for end in (0, -1)]
    for mark in scene.nodes:
        y = mark.box.centre[1] - 0.02
        for x in (mark.box.left + 0.075, mark.box.right - 0.075):
            met = any(abs(x - px) < 0.1 and abs(y - py) < 0.1 for px, py in ends)
            if not mark.inner and not met:
                assert fits(colour_at(pixels, x, y), mark.fill), mark.id


def test_the_cells_of_the_matrix_have_their_colour(rendered: Rendered) -> None:
    pixels = rendered.pixels[list(SCENES).index("the score")]
    for mark in SCENES["the score"].nodes:
        if not mark.id.endswith("wrong"):
            seen = colour_at(pixels, mark.box.left + 0.03, mark.box.top + 0.03)
            assert fits(seen, mark.fill), mark.id


def test_the_legend_and_the_foot_do_not_drift(rendered: Rendered) -> None:
    for name in FIGURES:
        words = rendered.words[list(SCENES).index(name)]
        scene = SCENES[name]
        foot = scene.foot[0]
        last = max(
            (at for _, at in words if abs(at.top + ASCENT * 11 / 72 - foot.baseline) < CLOSE),
            key=lambda at: at.right,
        )
        assert last.right == pytest.approx(foot.x, abs=CLOSE)
        for item in scene.legend:
            for line in item.lines:
                first = line.text.split()[0]
                assert any(
                    word == first
                    and abs(at.left - line.x) < CLOSE
                    and abs(at.top + ASCENT * line.size / 72 - line.baseline) < CLOSE
                    for word, at in words
                ), line.text


def test_the_title_stands_where_the_scene_has_it(rendered: Rendered) -> None:
    for name, words in zip(SCENES, rendered.words, strict=True):
        title = SCENES[name].title[0]
        first = title.text.split()[0]
        assert any(
            word == first
            and abs(at.left - title.x) < CLOSE
            and abs(at.top + ASCENT * title.size / 72 - title.baseline) < CLOSE
            for word, at in words
        ), name


def test_turned_headers_read_upwards_from_their_columns(rendered: Rendered) -> None:
    words = rendered.words[list(SCENES).index("the score")]
    for item in SCENES["the score"].legend:
        for line in item.lines:
            if not line.turned:
                continue
            first = line.text.split()[0]
            assert any(
                word == first
                and abs(at.bottom - line.baseline) < CLOSE
                and abs(at.left + ASCENT * line.size / 72 - line.x) < CLOSE
                for word, at in words
            ), line.text


def test_text_from_strangers_is_written_as_it_is(rendered: Rendered) -> None:
    written = " ".join(word for word, _ in rendered.words[list(SCENES).index("strangers")])
    assert "<script>alert(1)</script>" in written
    assert "xxxxxxxxxx" in written
    assert "_x0041_" in written
