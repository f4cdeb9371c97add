"""Decks of several figures, and a path that builds up step by step."""

import warnings
from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure
from pptx import Presentation

import ketamech as km
from ketamech.drawing import QualityWarning, draw, scene_of, steps
from ketamech.drawing.build import steps as build_steps
from ketamech.drawing.palette import palette_of
from ketamech.drawing.scene import Scene
from ketamech.errors import DrawingError
from ketamech.vocabulary import Sign
from tests import made
from tests.drawing.cascade import cascade

CASCADE = cascade()
PATH = CASCADE.paths("ketamine", "glutamate")[0]
WHOLE = steps(CASCADE, PATH)
ALONE = steps(PATH, PATH)


def shown(scene: Scene) -> tuple[set[str], set[str]]:
    """Ids of the nodes and edges that stand at full strength."""
    return (
        {mark.id for mark in scene.nodes if not mark.faded},
        {mark.id for mark in scene.edges if not mark.faded},
    )


@pytest.mark.parametrize("scenes", [WHOLE, ALONE], ids=["in a graph", "alone"])
def test_each_step_adds_its_edge_and_its_node(scenes: tuple[Scene, ...]) -> None:
    assert len(scenes) == len(PATH) == 5
    for number, scene in enumerate(scenes, 1):
        nodes, edges = shown(scene)
        assert nodes == {node.id for node in PATH.nodes[: number + 1]}
        assert edges == {
            f"{edge.source}|{edge.relation}|{edge.target}" for edge in PATH.edges[:number]
        }


@pytest.mark.parametrize("scenes", [WHOLE, ALONE], ids=["in a graph", "alone"])
def test_nothing_moves_from_step_to_step(scenes: tuple[Scene, ...]) -> None:
    last = scenes[-1]
    nodes = {mark.id: mark for mark in last.nodes}
    edges = {mark.id: mark for mark in last.edges}
    for scene in scenes:
        assert all(mark == nodes[mark.id] for mark in scene.nodes)
        assert all(mark == edges[mark.id] for mark in scene.edges)
        assert (scene.title, scene.bands, scene.legend) == (last.title, last.bands, last.legend)


def test_what_is_not_on_the_path_is_faint_throughout() -> None:
    beside = {mark.id for mark in WHOLE[0].nodes if mark.faded}
    assert beside == {node.id for node in CASCADE.nodes} - {node.id for node in PATH.nodes}
    assert all({mark.id for mark in scene.nodes if mark.faded} == beside for scene in WHOLE)


def test_the_last_step_is_the_highlighted_figure() -> None:
    highlighted = scene_of(CASCADE, highlight=PATH)
    assert (WHOLE[-1].nodes, WHOLE[-1].edges) == (highlighted.nodes, highlighted.edges)


def test_no_edge_hangs_in_the_air() -> None:
    for scene in WHOLE:
        there = {mark.id for mark in scene.nodes}
        assert all({mark.source, mark.target} <= there for mark in scene.edges)


def test_the_notes_of_a_step_say_that_step_and_the_last_one_the_whole() -> None:
    for scene, edge in zip(WHOLE, PATH.edges, strict=True):
        assert scene.notes[0] == f"{CASCADE.sentence(edge)}."
    assert [scene.notes for scene in WHOLE[:-1] if len(scene.notes) > 1] == []
    assert WHOLE[-1].notes[1].startswith("So ")


def test_a_path_keeps_its_nodes_where_the_figure_hides_others() -> None:
    graph = km.load().story()
    path = graph.paths("ketamine", "rapid antidepressant effect")[0]
    usual = {mark.id for mark in scene_of(graph).nodes}
    assert not usual.issuperset(node.id for node in path.nodes)
    assert len(steps(graph, path)) == len(path)


def test_steps_between_hidden_nodes_appear_at_once() -> None:
    scenes = build_steps(CASCADE, PATH, limit=4)
    assert 0 < len(scenes) < len(PATH)
    counts = [len(shown(scene)[1]) for scene in scenes]
    assert counts == sorted(set(counts))


def test_a_gate_at_the_end_of_a_path_is_a_step() -> None:
    gated = made.graph("a permits c", "a activates b", "b activates c", "c activates d")
    path = next(path for path in gated.paths("a", "d") if len(path) == 2)
    assert path.edges[0].sign is Sign.GATE
    assert len(steps(gated, path, limit=3)) == 2


def test_draw_writes_a_slide_for_each_step(tmp_path: Path) -> None:
    file = draw(CASCADE, tmp_path / "built.pptx", build=PATH)
    slides = list(Presentation(str(file)).slides)
    assert len(slides) == len(PATH)
    places: dict[str, tuple[int, int]] = {}
    for slide, scene in zip(slides, WHOLE, strict=True):
        names = {shape.name for shape in slide.shapes}
        assert {mark.id for mark in scene.nodes} | {mark.id for mark in scene.edges} <= names
        for shape in slide.shapes:
            assert places.setdefault(shape.name, (shape.left, shape.top)) == (
                shape.left,
                shape.top,
            )


def test_a_path_builds_itself_up(tmp_path: Path) -> None:
    file = PATH.draw(tmp_path / "built.pptx", build=PATH)
    assert len(Presentation(str(file)).slides) == len(PATH)


def test_only_a_deck_can_be_built(tmp_path: Path) -> None:
    with pytest.raises(DrawingError, match=r"'\.svg' \(several slides need \.pptx\)"):
        draw(CASCADE, tmp_path / "x.svg", build=PATH)
    with pytest.raises(DrawingError, match=r"the name of a \.pptx file"):
        draw(CASCADE, build=PATH)
    assert not list(tmp_path.iterdir())


def test_a_theme_colours_every_step_and_its_ground(tmp_path: Path) -> None:
    dark = palette_of("dark")
    file = draw(CASCADE, tmp_path / "dark.pptx", build=PATH, theme="dark", legend=False)
    for slide in Presentation(str(file)).slides:
        assert f"#{slide.background.fill.fore_color.rgb}" == dark.ground
        halo = next(shape for shape in slide.shapes if "|" in shape.name).shapes[0]
        assert f"#{halo.line.color.rgb}" == dark.ground
        assert "legend" not in {shape.name for shape in slide.shapes}


def test_lines_between_arms_are_told_in_the_notes_without_their_many_works() -> None:
    scene = scene_of(km.load(), by="arm")
    assert len(scene.notes) == len(scene.edges)
    assert {f"{mark.description}." for mark in scene.edges} == set(scene.notes)


def test_only_one_path_can_be_built_up_and_only_where_it_is_shown(tmp_path: Path) -> None:
    with pytest.raises(DrawingError, match=r"paths\[0\]"):
        draw(CASCADE, tmp_path / "x.pptx", build=CASCADE.paths("ketamine", "glutamate"))
    elsewhere = made.graph("x activates y").paths("x", "y")[0]
    with pytest.raises(DrawingError, match="no step of the path"):
        draw(CASCADE, tmp_path / "x.pptx", build=elsewhere)


@pytest.mark.parametrize(
    "how",
    [
        {"lanes": "soft"},
        {"lanes": "off", "references": True},
        {"pin": {"ketamine": (0, 2)}},
        {"by": "node"},
    ],
    ids=str,
)
def test_a_path_is_built_up_with_every_option_of_draw(how: dict[str, Any], tmp_path: Path) -> None:
    scenes = steps(CASCADE, PATH, **how)
    whole = scene_of(CASCADE, highlight=PATH, **how)
    assert (scenes[-1].nodes, scenes[-1].edges) == (whole.nodes, whole.edges)
    draw(CASCADE, tmp_path / "x.pptx", build=PATH, **how)


def test_arms_are_built_up_along_a_path() -> None:
    graph = km.load()
    path = graph.story().paths("ketamine", "rapid antidepressant effect")[0]
    assert len(steps(graph, path, by="arm")) > 1


def test_what_is_highlighted_too_stands_from_the_first_step_on() -> None:
    scenes = steps(CASCADE, PATH, highlight="TrkB")
    for number, scene in enumerate(scenes, 1):
        on_the_path = {node.id for node in PATH.nodes[: number + 1]}
        assert shown(scene)[0] == {*on_the_path, "trkb"}


def test_what_cannot_be_built_is_refused_before_the_layout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ketamech.drawing.making.compose", None)
    for wrong, said in (
        ({"build": CASCADE}, "cannot be built up"),
        ({"build": PATH, "theme": "drak"}, "did you mean dark"),
        ({"build": PATH, "by": "layer"}, "no way to draw"),
    ):
        with pytest.raises(DrawingError, match=said):
            draw(CASCADE, tmp_path / "x.pptx", **wrong)


def test_a_built_figure_that_misses_a_bound_warns(tmp_path: Path) -> None:
    crowd = made.graph(*(f"a{i} activates b{j}" for i in range(6) for j in range(6)))
    with pytest.warns(QualityWarning, match="crossings") as caught:
        draw(crowd, tmp_path / "x.pptx", build=crowd.paths("a0", "b0")[0])
    assert len(caught) == 1


def test_a_deck_holds_whatever_can_be_drawn_in_order(tmp_path: Path) -> None:
    things: list[Any] = [
        CASCADE,
        CASCADE.downstream("TrkB"),
        PATH,
        CASCADE.perturb(increase="ketamine"),
        km.load().score(),
        scene_of(PATH, title="A scene"),
        PATH.draw(title="A figure with its options"),
        ALONE[:2],
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", QualityWarning)
        file = km.slides(things, tmp_path / "talk.pptx")
    assert file == tmp_path / "talk.pptx"
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(str(file)).slides]
    assert titles[0] == CASCADE.info.title
    assert titles[1] == "Downstream of TrkB"
    assert titles[4].startswith("What each story explains")
    assert titles[5:7] == ["A scene", "A figure with its options"]
    assert len(titles) == 9


def test_a_deck_is_made_without_matplotlib_and_warns_of_what_it_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ketamech.drawing.figure.figure", None)
    crowd = made.graph(*(f"a{i} activates b{j}" for i in range(6) for j in range(6)))
    answer = CASCADE.ask("how does ketamine reach glutamate")
    with pytest.warns(QualityWarning, match="crossings") as caught:
        km.slides((one for one in (answer, km.load().score(), crowd)), tmp_path / "x.pptx")
    assert [Path(warning.filename).name for warning in caught] == ["test_slides.py"]


@pytest.mark.parametrize("one", [PATH, ALONE[0], scene_of(PATH)], ids=["answer", "step", "scene"])
def test_one_figure_is_a_deck_too(tmp_path: Path, one: Any) -> None:
    file = km.slides(one, tmp_path / "one.pptx")
    assert len(Presentation(str(file)).slides) == 1


def test_a_deck_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DrawingError, match="a int cannot be drawn"):
        km.slides([PATH, 3], tmp_path / "talk.pptx")
    with pytest.raises(DrawingError, match="a int cannot be drawn"):
        km.slides(3, tmp_path / "talk.pptx")
    with pytest.raises(DrawingError, match=r"several slides need \.pptx"):
        km.slides([PATH], tmp_path / "talk.pdf")
    page = Figure()
    for plain in (page, CASCADE.draw(ax=page.subplots())):
        with pytest.raises(DrawingError, match=r"a Figure cannot be drawn .* without ax="):
            km.slides([plain], tmp_path / "talk.pptx")
    with pytest.raises(DrawingError, match="a str cannot be drawn"):
        km.slides("figures", tmp_path / "talk.pptx")
    monkeypatch.setattr("ketamech.drawing.making.compose", None)
    with pytest.raises(DrawingError, match=r"several slides need \.pptx"):
        km.slides([PATH], tmp_path / "talk.pdf")
    with pytest.raises(DrawingError, match="no figure"):
        km.slides([], tmp_path / "talk.pptx")
    assert not list(tmp_path.iterdir())


def test_the_deck_is_a_public_name_that_is_imported_when_asked_for() -> None:
    assert "slides" in dir(km)
    misspelt = "slide"
    with pytest.raises(AttributeError, match="no attribute 'slide'"):
        getattr(km, misspelt)
