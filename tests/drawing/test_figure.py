import base64
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import matplotlib.image
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ketamech.drawing import QualityWarning, draw, scene_of
from ketamech.drawing.figure import SlideFigure, draw_into, figure, pdf, png
from ketamech.drawing.scene import Scene
from ketamech.errors import DrawingError, KetamechError
from tests import made
from tests.drawing.cascade import cascade

SMALL = made.graph("a activates b", "b inhibits c")


@pytest.fixture(scope="module")
def scene() -> Scene:
    return scene_of(cascade())


def test_without_a_path_a_matplotlib_figure_is_given() -> None:
    drawn = draw(SMALL)
    assert isinstance(drawn, Figure)
    assert isinstance(drawn, SlideFigure)
    assert tuple(drawn.get_size_inches()) == (13.333, 7.5)
    assert {mark.id for mark in drawn.scene.nodes} == {"a", "b", "c"}


def test_with_a_path_the_file_is_written_and_its_path_given(tmp_path: Path) -> None:
    path = draw(SMALL, tmp_path / "small.png")
    assert path == tmp_path / "small.png"
    assert matplotlib.image.imread(path).shape == (1500, 2666, 4)


def test_the_picture_shows_every_node_in_its_place(tmp_path: Path, scene: Scene) -> None:
    file = tmp_path / "slide.png"
    file.write_bytes(png(scene))
    pixels = matplotlib.image.imread(file)
    for mark in scene.nodes:
        x, y = mark.box.left + 0.05, mark.box.centre[1]
        if mark.inner or any(edge.points[-1][1] == y for edge in scene.edges):
            continue
        colour = [round(float(part) * 255) for part in pixels[int(y * 200), int(x * 200), :3]]
        assert "#{:02X}{:02X}{:02X}".format(*colour) == mark.fill


def test_the_same_scene_gives_the_same_bytes(scene: Scene) -> None:
    assert png(scene) == png(scene)
    assert pdf(scene) == pdf(scene)


def test_a_pdf_holds_its_text_as_text(scene: Scene) -> None:
    written = pdf(scene)
    assert written.startswith(b"%PDF")
    assert b"/Type /Font" in written
    assert b"/Subtype /Type3" not in written


def test_dollar_signs_in_a_name_are_drawn_as_they_are() -> None:
    graph = made.graph("a activates b", nodes=(made.node("a", name=r"$\frac{1}$ x_2 ^"),))
    drawn = draw(graph)
    label = next(text for text in drawn.texts if "frac" in text.get_text())
    assert not label.get_parse_math()
    drawn.canvas.draw()


def test_labels_stay_in_their_boxes_where_neither_arial_nor_liberation_is_installed(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ketamech.drawing.figure._families", lambda: ("DejaVu Sans",))
    drawn = figure(scene)
    canvas: Any = FigureCanvasAgg(drawn)
    renderer = canvas.get_renderer()
    boxes = {line.text: mark.box for mark in scene.nodes for line in mark.lines}
    for text in drawn.texts:
        if text.get_text() in boxes:
            width = text.get_window_extent(renderer).width / drawn.dpi
            assert width < boxes[text.get_text()].width


def test_a_saved_svg_keeps_its_text(tmp_path: Path) -> None:
    draw(SMALL).savefig(tmp_path / "by_matplotlib.svg")
    assert ">A</text>" in (tmp_path / "by_matplotlib.svg").read_text()


def test_a_notebook_is_given_a_picture_an_svg_and_words() -> None:
    bundle = draw(SMALL)._repr_mimebundle_()
    assert set(bundle) == {"image/png", "text/html", "text/plain"}
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert "<svg" in bundle["text/html"]
    assert bundle["text/plain"].startswith("Made")


def test_a_notebook_can_ask_for_one_kind() -> None:
    assert set(draw(SMALL)._repr_mimebundle_(include=["text/plain"])) == {"text/plain"}
    assert "image/png" not in draw(SMALL)._repr_mimebundle_(exclude=["image/png"])


def test_the_picture_is_not_blank(scene: Scene) -> None:
    canvas: Any = FigureCanvasAgg(figure(scene))
    canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())
    assert (pixels[..., :3] < 250).any(axis=-1).mean() > 0.1


def test_drawing_never_imports_pyplot_and_warns_of_no_font() -> None:
    code = (
        "import sys, warnings, logging\n"
        "warnings.simplefilter('error')\n"
        "logging.basicConfig(level=logging.WARNING)\n"
        "from ketamech.drawing import draw\n"
        "from tests.made import graph\n"
        "draw(graph('a activates b'))._repr_mimebundle_()\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "findfont" not in ran.stderr


def test_an_unknown_suffix_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(DrawingError, match=r"'\.gif'.*\.svg, \.png, \.pdf") as caught:
        draw(SMALL, tmp_path / "x.gif")
    assert isinstance(caught.value, KetamechError)
    with pytest.raises(DrawingError, match="no suffix"):
        draw(SMALL, tmp_path / "x")


def test_a_suffix_in_capitals_is_known(tmp_path: Path) -> None:
    assert draw(SMALL, tmp_path / "X.SVG").exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DrawingError, match=r"make the folder .*nowhere"):
        draw(SMALL, tmp_path / "nowhere" / "x.svg")


def test_a_folder_in_the_place_of_the_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.svg").mkdir()
    with pytest.raises(DrawingError, match="it is a folder"):
        draw(SMALL, tmp_path / "x.svg")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_file_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "x.svg"
    old.write_text("old")

    def full(handle: int, mode: str) -> object:
        os.close(handle)
        return open("/dev/full", mode)

    monkeypatch.setattr("ketamech.drawing.output.os.fdopen", full)
    with pytest.raises(DrawingError, match="No space left"):
        draw(SMALL, old)
    assert old.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["x.svg"]


def test_a_written_file_replaces_the_old_one_and_leaves_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "x.svg").write_text("old")
    draw(SMALL, tmp_path / "x.svg")
    assert (tmp_path / "x.svg").read_text().startswith("<svg")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_written_file_can_be_read_by_others(tmp_path: Path) -> None:
    usual = tmp_path / "usual.txt"
    usual.write_text("")
    assert draw(SMALL, tmp_path / "x.svg").stat().st_mode == usual.stat().st_mode


def test_a_missed_bound_is_a_warning() -> None:
    crowd = made.graph(
        *(f"a{i} activates b{j}" for i in range(6) for j in range(6)),
    )
    with pytest.warns(QualityWarning, match="crossings"):
        draw(crowd)


def test_a_good_figure_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        draw(cascade())


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="NOT TESTED: the fonts of a PDF")
def test_a_pdf_holds_its_fonts_so_that_they_look_the_same_everywhere(
    tmp_path: Path, scene: Scene
) -> None:
    file = tmp_path / "slide.pdf"
    file.write_bytes(pdf(scene))
    told = subprocess.run(["pdffonts", file], check=True, capture_output=True, text=True).stdout
    heads, _, *rows = told.splitlines()
    place = heads.index("emb")
    assert rows
    assert {row[place : place + 3] for row in rows} == {"yes"}
    assert all("TrueType" in row for row in rows)


def test_a_figure_is_drawn_into_axes_that_are_there(tmp_path: Path, scene: Scene) -> None:
    page = Figure(figsize=(10, 6), dpi=100)
    left, right = page.subplots(1, 2)
    right.plot([1, 2])
    assert draw_into(left, scene) is page
    page.savefig(tmp_path / "page.png")
    pixels = matplotlib.image.imread(tmp_path / "page.png")
    for mark in scene.nodes:
        x, y = left.transData.transform((mark.box.left + 0.08, mark.box.centre[1]))
        if mark.inner or any(edge.points[-1][1] == mark.box.centre[1] for edge in scene.edges):
            continue
        colour = [float(part) for part in pixels[round(600 - y), round(x), :3]]
        wanted = [int(mark.fill[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        assert np.allclose(colour, wanted, atol=0.1), mark.id
    scale = left.get_window_extent().width / 100 / scene.width
    sizes = {text.get_fontsize() for text in left.texts}
    assert min(sizes) < 11 * scale * 1.01
    assert len(right.lines) == 1


def test_a_figure_goes_to_a_file_or_into_axes(tmp_path: Path) -> None:
    page = Figure()
    assert draw(SMALL, ax=page.subplots()) is page
    with pytest.raises(DrawingError, match="not both"):
        draw(SMALL, tmp_path / "x.png", ax=page.axes[0])
