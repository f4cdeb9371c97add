"""A deck is read back by python-pptx and holds what the scene holds, where the scene has it."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

import ketamech as km
from ketamech.drawing import draw, scene_of
from ketamech.drawing.arrows import head, shaft
from ketamech.drawing.matrix import matrix_scene
from ketamech.drawing.pptx import deck
from ketamech.drawing.pptx.geometry import freeform
from ketamech.drawing.pptx.order import stacked
from ketamech.drawing.scene import Box, EdgeMark, NodeMark, Point, Scene
from ketamech.drawing.shapes import outline
from ketamech.drawing.theme import Shape
from ketamech.errors import DrawingError
from ketamech.vocabulary import Arrowhead
from tests import made
from tests.drawing.cascade import cascade

CLOSE = 0.01
NASTY = (
    "<script>alert(1)</script>&\"'\x00]]>",
    "two\nlines\tand\r\na tab",
    "x" * 400,
    "AMPA \u202eمستقبل\u202c שלום",
    "neuron 🧠🧬",
    "_x0041_ \x1b[31m {w} \ud800",
)


def slides_of(written: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(written)).slides)


def inches(shape: Any) -> Box:
    left, top = shape.left / 914_400, shape.top / 914_400
    return Box(left, top, left + shape.width / 914_400, top + shape.height / 914_400)


def near(one: Box, other: Box, by: float = CLOSE) -> bool:
    pairs = zip(
        (one.left, one.top, one.right, one.bottom),
        (other.left, other.top, other.right, other.bottom),
        strict=True,
    )
    return all(abs(a - b) <= by for a, b in pairs)


def all_shapes(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from all_shapes(shape.shapes)


def by_name(slide: Any) -> dict[str, Any]:
    return {shape.name: shape for shape in slide.shapes}


def told(shape: Any) -> str:
    found: str = shape._element.xpath("./*/p:cNvPr/@descr")[0]
    return found


@pytest.fixture(scope="module")
def scene() -> Scene:
    return scene_of(cascade())


@pytest.fixture(scope="module")
def slide(scene: Scene) -> Any:
    [slide] = slides_of(deck([scene]))
    return slide


def test_every_node_is_one_shape_with_its_text_in_its_place(scene: Scene, slide: Any) -> None:
    shapes = by_name(slide)
    for mark in scene.nodes:
        shape = shapes[mark.id]
        assert shape.text_frame.text == "\v".join(line.text for line in mark.lines)
        assert near(inches(shape), mark.box)
        assert told(shape) == mark.description
        assert f"#{shape.fill.fore_color.rgb}" == mark.fill


def test_every_edge_is_one_group_of_line_and_head(scene: Scene, slide: Any) -> None:
    shapes = by_name(slide)
    for mark in scene.edges:
        group = shapes[mark.id]
        parts = {part.name.removeprefix(f"{mark.id} "): part for part in group.shapes}
        chip = {"chip"} if mark.chip else set()
        assert set(parts) == {"halo", "shaft", mark.head.kind} | chip
        assert told(group) == mark.description
        xs = [x for _, points in mark.shaft for x, _ in points]
        ys = [y for _, points in mark.shaft for _, y in points]
        assert near(inches(parts["shaft"]), Box(min(xs), min(ys), max(xs), max(ys)))
        if mark.chip:
            assert parts["chip"].text_frame.text == mark.chip.line.text


def test_a_group_holds_its_parts(slide: Any) -> None:
    for group in slide.shapes:
        if hasattr(group, "shapes"):
            around = inches(group).grown(CLOSE)
            for part in group.shapes:
                inside = inches(part)
                assert around.left <= inside.left
                assert around.right >= inside.right
                assert around.top <= inside.top
                assert around.bottom >= inside.bottom


def test_lanes_legend_and_foot_are_shapes(scene: Scene, slide: Any) -> None:
    shapes = by_name(slide)
    for band in scene.bands:
        lane = shapes[f"lane {band.id}"]
        assert near(inches(lane), band.box)
        assert lane.text_frame.text == "\v".join(line.text for line in band.title)
    written = {shape.text_frame.text for shape in all_shapes(slide.shapes) if shape.has_text_frame}
    assert {line.text for item in scene.legend for line in item.lines} <= written
    assert {line.text for line in scene.foot} <= written


def test_the_title_is_the_title_of_the_slide(scene: Scene, slide: Any) -> None:
    title = slide.shapes.title
    assert title.placeholder_format.type == PP_PLACEHOLDER.TITLE
    assert title.text_frame.text == scene.title[0].text
    assert len(list(slide.placeholders)) == 1


def test_without_a_title_no_empty_placeholder_is_left(scene: Scene) -> None:
    [slide] = slides_of(deck([replace(scene, title=())]))
    assert not list(slide.placeholders)


def test_the_notes_hold_the_sentences_and_the_works() -> None:
    path = km.load().paths("NBQX", "BDNF release")[0]
    [slide] = slides_of(deck([path.draw().scene]))
    lines = slide.notes_slide.notes_text_frame.text.splitlines()
    assert lines[: len(path)] == [f"{path.graph.sentence(edge)}." for edge in path.edges]
    works = [str(path.graph.references[key]) for key in path.references]
    assert lines[len(path) :] == ["References:", *works]


def test_a_figure_without_notes_is_described_in_them(scene: Scene) -> None:
    [slide] = slides_of(deck([replace(scene, notes=(), description="What it shows.")]))
    assert slide.notes_slide.notes_text_frame.text == "What it shows."
    [bare] = slides_of(deck([replace(scene, notes=(), description="")]))
    assert not bare.has_notes_slide


def test_ids_are_unique(slide: Any) -> None:
    ids = [named.get("id") for named in slide._element.iter("{*}cNvPr")]
    assert len(ids) == len(set(ids))


def test_no_style_and_no_shadow_of_a_theme_reaches_a_shape(slide: Any) -> None:
    assert not list(slide._element.iter("{*}style"))
    for shape in all_shapes(slide.shapes):
        if not shape.is_placeholder:
            assert shape._element.xpath("./*/a:effectLst")


def test_words_are_arial_and_only_centred_ones_do_not_wrap(slide: Any) -> None:
    faces = {face.get("typeface") for face in slide._element.iter("{*}latin")}
    assert faces == {"Arial"}
    for body in slide._element.xpath("//p:txBody[a:p/a:r]"):
        properties, centred = body.find("{*}bodyPr"), body.xpath("./a:p/a:pPr[@algn='ctr']")
        assert properties.get("rIns") == "0"
        assert properties.get("wrap") == ("none" if centred else "square")


def test_an_indirect_edge_is_dashed_as_in_the_picture(scene: Scene, slide: Any) -> None:
    dashed = {
        shape.name
        for shape in slide.shapes
        if list(shape._element.iter("{*}custDash")) and shape.name != "legend"
    }
    assert dashed == {mark.id for mark in scene.edges if mark.dashed}
    [mark] = [mark for mark in scene.edges if mark.dashed]
    [dash] = by_name(slide)[mark.id]._element.iter("{*}ds")
    assert int(dash.get("d")) / 100_000 * mark.width == pytest.approx(5)


def test_a_double_border_is_two_outlines_of_one_shape(scene: Scene, slide: Any) -> None:
    mark = next(mark for mark in scene.nodes if mark.inner)
    assert len(list(by_name(slide)[mark.id]._element.iter("{*}path"))) == 2


def test_a_shut_double_border_keeps_its_thin_second_line(scene: Scene) -> None:
    mark = next(mark for mark in scene.nodes if mark.inner)
    shut = replace(scene, nodes=(replace(mark, stroke_width=3.0),), edges=())
    [slide] = slides_of(deck([shut]))
    shape = by_name(slide)[mark.id]
    assert shape.line.width.pt == 0.75
    across = [
        (max(xs) - min(xs)) / 12_700
        for xs in (
            [int(point.get("x")) for point in path.iter("{*}pt")]
            for path in shape._element.iter("{*}path")
        )
    ]
    assert max(across) + 0.75 == pytest.approx(mark.box.width * 72 + 3, abs=0.02)
    assert min(across) == pytest.approx((mark.box.width - 0.08) * 72, abs=0.02)


@pytest.mark.parametrize("shape", Shape)
def test_a_connector_can_be_glued_to_the_border_of_every_shape(shape: Shape) -> None:
    box = Box(1.0, 1.0, 3.0, 1.5)
    geometry = freeform(box, [(outline(shape, box), True)], sites=True)
    at = {}
    for guide in geometry.iter("a:gd"):
        _, over, _, under = str(guide.get("fmla")).split()
        at[guide.get("name")] = int(over) / int(under)
    slanted = shape is Shape.PARALLELOGRAM
    assert 0 <= at["xleft"] < (0.06 if slanted else 1e-6)
    assert (0.94 if slanted else 1 - 1e-6) < at["xright"] <= 1
    assert (at["ytop"], at["ybottom"]) == (0, 1)
    assert len(list(geometry.iter("a:cxn"))) == 4


def line(name: str, *points: Point) -> EdgeMark:
    kind = Arrowhead.TRIANGLE
    return EdgeMark(
        name, "a", "b", name, points, shaft(kind, points), "#000000", 2.0, 4.2,
        head(kind, points, "#000000"),
    )  # fmt: skip


def test_an_edge_lies_above_those_that_pass_over_its_head() -> None:
    first = line("first", (1, 1), (3, 1))
    over = line("over", (2.9, 0), (2.9, 2))
    beside = line("beside", (1, 3), (3, 3))
    assert [mark.id for mark in stacked([first, over, beside])] == ["over", "first", "beside"]
    assert [mark.id for mark in stacked([over, first, beside])] == ["over", "first", "beside"]


def test_edges_that_cover_each_other_are_all_drawn() -> None:
    one, other = line("one", (1, 1), (3, 1)), line("other", (2.9, 3), (2.9, 0.95))
    assert {mark.id for mark in stacked([one, other])} == {"one", "other"}


def test_the_same_scene_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from ketamech.drawing import draw\n"
        "from tests.drawing.cascade import cascade\n"
        "draw(cascade(), sys.argv[1])\n"
    )
    paths = [tmp_path / "one.pptx", tmp_path / "other.pptx"]
    for seed, path in enumerate(paths, 1):
        subprocess.run(
            [sys.executable, "-c", code, str(path)],
            check=True,
            env={"PYTHONHASHSEED": str(seed), "PYTHONPATH": ":".join(sys.path)},
        )
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_no_date_and_no_stranger_stands_in_the_file(scene: Scene) -> None:
    written = deck([scene])
    with zipfile.ZipFile(io.BytesIO(written)) as members:
        assert {member.date_time for member in members.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in members.namelist() if "thumbnail" in name]
    properties = Presentation(io.BytesIO(written)).core_properties
    assert (properties.author, properties.last_modified_by) == ("ketamech", "ketamech")
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.year == 2000
    assert properties.title == scene.title[0].text


def test_the_slide_and_its_layouts_are_as_wide_as_the_scene(scene: Scene) -> None:
    presentation = Presentation(io.BytesIO(deck([scene])))
    assert (presentation.slide_width, presentation.slide_height) == (12_192_000, 6_858_000)
    for layout in presentation.slide_layouts:
        for shape in layout.shapes:
            assert shape.left + shape.width <= 12_192_000
    title = presentation.slide_layouts[1].placeholders[0]
    assert title.left + title.width > 11_000_000


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_text_from_strangers_is_only_text(scene: Scene, words: str) -> None:
    mark: NodeMark = replace(
        scene.nodes[0],
        name=words,
        description=words,
        lines=(replace(scene.nodes[0].lines[0], text=words),),
    )
    hostile = replace(
        scene,
        nodes=(mark, *scene.nodes[1:]),
        edges=(replace(scene.edges[0], description=words), *scene.edges[1:]),
        title=(replace(scene.title[0], text=words),),
        notes=(words, words),
    )
    [slide] = slides_of(deck([hostile]))
    kept = "".join(char for char in words if char in "\t\n\r" or " " <= char not in "\ud800")
    shape = by_name(slide)[mark.id]
    assert shape.text_frame.text.replace("\v", "\n") == kept.replace("\r\n", "\n")
    assert " ".join(told(shape).split()) == " ".join(kept.split())
    assert len(by_name(slide)) == len(by_name(slides_of(deck([scene]))[0]))
    assert slide.notes_slide.notes_text_frame.text.count("\n") == 1


def test_a_graph_with_hostile_names_is_drawn(tmp_path: Path) -> None:
    nodes = [
        made.node(f"n{number}", name=words[:28], description=words)
        for number, words in enumerate(NASTY)
    ]
    graph = made.graph(*(f"hub activates {node.id}" for node in nodes), nodes=tuple(nodes))
    path = draw(graph, tmp_path / "x.pptx", title=NASTY[0], limit=None)
    [slide] = slides_of(path.read_bytes())
    assert {node.id for node in nodes} <= set(by_name(slide))


def test_the_matrix_of_the_score_stands_on_a_slide() -> None:
    scene = matrix_scene(km.load().score(), target="AMPA receptor")
    [slide] = slides_of(deck([scene]))
    assert {mark.id for mark in scene.nodes} <= set(by_name(slide))
    turned = [
        shape
        for shape in slide.shapes
        if shape._element.xpath("./p:txBody/a:bodyPr[@vert='vert270']")
    ]
    headers = [item for item in scene.legend if any(line.turned for line in item.lines)]
    assert len(turned) == len(headers)
    for shape, item in zip(turned, headers, strict=True):
        assert shape.text_frame.text == "\v".join(line.text for line in item.lines)
        assert inches(shape).bottom == pytest.approx(item.lines[0].baseline, abs=CLOSE)


def test_a_file_is_written_by_its_suffix(tmp_path: Path) -> None:
    path = draw(cascade(), tmp_path / "slide.pptx")
    assert path == tmp_path / "slide.pptx"
    assert len(Presentation(str(path)).slides) == 1


def test_without_the_library_the_error_says_what_to_install(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(DrawingError, match=r"pip install 'ketamech\[pptx\]'"):
        deck([scene])


def test_a_deck_needs_a_figure() -> None:
    with pytest.raises(DrawingError, match="no figure"):
        deck([])
