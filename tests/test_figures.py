"""Figures of the bundled graph keep what a slide has to keep, measured on the Scene."""

from collections.abc import Callable

import pytest

import ketamech as km
from ketamech.drawing import scene_of
from ketamech.drawing.quality import quality
from ketamech.drawing.scene import Scene
from ketamech.vocabulary import Sign

GRAPH = km.load()
STORY = GRAPH.story()
FIGURES: dict[str, Callable[[], object]] = {
    "downstream of AMPA": lambda: GRAPH.downstream("AMPA"),
    "downstream of ketamine": lambda: GRAPH.downstream("ketamine"),
    "downstream of TrkB": lambda: GRAPH.downstream("TrkB"),
    "upstream of synaptogenesis": lambda: GRAPH.upstream("synaptogenesis"),
    "upstream of the effect": lambda: GRAPH.upstream("antidepressant effect"),
    "the best path": lambda: STORY.paths("ketamine", "synaptogenesis")[0],
    "several paths": lambda: GRAPH.paths("ketamine", "synaptogenesis", limit=4),
    "a gate": lambda: GRAPH.between("naltrexone", "depressive symptoms"),
    "what ketamine moves": lambda: STORY.perturb(increase="ketamine"),
    "what naltrexone takes away": lambda: STORY.perturb(increase=["ketamine", "naltrexone"]),
    "the story": lambda: STORY,
    "the graph": lambda: GRAPH,
}


@pytest.fixture(scope="module", params=FIGURES)
def scene(request: pytest.FixtureRequest) -> Scene:
    return scene_of(FIGURES[request.param]())


def test_a_figure_keeps_the_bounds_of_a_slide(scene: Scene) -> None:
    measured = quality(scene)
    assert len(scene.nodes) <= 24
    assert measured.overlaps == 0
    assert measured.smallest_gap >= 0.06
    assert measured.labels_outside == 0
    assert measured.edges_through == 0
    assert measured.shared_segments == 0
    assert measured.outside_margin == 0
    assert measured.smallest_label >= 14
    assert measured.smallest_legend >= 11


def test_a_figure_says_what_it_is(scene: Scene) -> None:
    foot = " ".join(line.text for line in scene.foot)
    assert "ketamech" in foot
    assert GRAPH.info.version in foot
    assert f"{len(scene.nodes)} of" in foot
    assert scene.title
    assert scene.legend


def test_a_figure_shows_no_edge_without_its_ends(scene: Scene) -> None:
    shown = {node.id for node in scene.nodes}
    assert all({edge.source, edge.target} <= shown for edge in scene.edges)


def test_a_path_has_a_bar_wherever_it_inhibits() -> None:
    path = STORY.paths("ketamine", "synaptogenesis")[0]
    heads = {(edge.source, edge.target): edge.head.kind for edge in scene_of(path).edges}
    assert len(heads) == len(path.edges)
    for edge in path.edges:
        inhibits = edge.sign is Sign.MINUS
        assert heads[edge.source, edge.target] == ("bar" if inhibits else "triangle")
    assert list(heads.values()).count("bar") >= 2


def test_what_the_review_says_is_on_the_figure_of_ampa() -> None:
    shown = {node.id for node in scene_of(GRAPH.downstream("AMPA")).nodes}
    names = ("AMPA", "BDNF release", "TrkB", "mTORC1", "synaptogenesis", "antidepressant effect")
    assert {GRAPH.node(name).id for name in names} <= shown


def test_the_story_shows_its_gate() -> None:
    scene = scene_of(STORY)
    assert "mu_opioid_receptor" in {node.id for node in scene.nodes}
    assert "circle" in {edge.head.kind for edge in scene.edges}


def test_the_same_view_is_the_same_scene() -> None:
    assert scene_of(GRAPH.downstream("AMPA")) == scene_of(km.load().downstream("AMPAR"))
