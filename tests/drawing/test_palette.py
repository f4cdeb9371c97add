from dataclasses import replace

import pytest

import ketamech as km
from ketamech.drawing import scene_of
from ketamech.drawing.answers import view
from ketamech.drawing.compose import compose
from ketamech.drawing.palette import PALETTES, inked
from ketamech.drawing.quality import quality
from ketamech.drawing.scene import Scene
from ketamech.drawing.theme import contrast, grey
from ketamech.vocabulary import NodeType
from tests.drawing.cascade import cascade
from tests.made import graph, node

THEMES = tuple(PALETTES)


def every_type() -> km.MechanismGraph:
    """A node of each type on a chain of every kind of edge."""
    kinds = list(NodeType)
    relations = ("activates", "inhibits", "permits", "modulates")
    made = [f"n{at} {relations[at % 4]} n{at + 1}" for at in range(len(kinds) - 1)]
    nodes = tuple(
        node(f"n{at}", type=kind, **({"better": "higher"} if kind.info.valued else {}))
        for at, kind in enumerate(kinds)
    )
    return graph(*made, nodes=nodes)


EVERY = compose(view(every_type()))
CHANGED = compose(view(km.load().perturb(increase="ketamine"), limit=8))
FADED = compose(view(cascade()), highlight="GABA release")


@pytest.mark.parametrize("name", THEMES)
def test_words_and_lines_stand_out_in_every_theme(name: str) -> None:
    for scene in (EVERY, FADED, CHANGED):
        found = quality(inked(scene, name))
        assert found.text_contrast >= 7
        assert found.graphic_contrast >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_moves_nothing(name: str) -> None:
    found, light = quality(inked(EVERY, name)), quality(EVERY)
    moved = replace(found, text_contrast=0.0, graphic_contrast=0.0)
    assert moved == replace(light, text_contrast=0.0, graphic_contrast=0.0)


def test_the_light_theme_is_what_a_figure_is_composed_in() -> None:
    assert inked(EVERY) == EVERY


def colours(scene: Scene) -> set[str]:
    found = {scene.background, scene.hairline}
    for mark in (*scene.nodes, *(item.node for item in scene.legend if item.node)):
        found |= {mark.fill, mark.stroke, *(line.colour for line in mark.lines)}
    for edge in (*scene.edges, *(item.edge for item in scene.legend if item.edge)):
        found |= {edge.colour, edge.head.stroke, edge.head.fill or "#FFFFFF"}
    return {colour for colour in found if colour != "none"}


def test_print_needs_no_colour() -> None:
    for scene in (EVERY, FADED, CHANGED):
        printed = inked(scene, "print")
        assert {colour for colour in colours(printed) if grey(colour) != colour} == set()


def test_what_is_not_highlighted_fades_towards_the_ground_of_its_theme() -> None:
    for name, palette in PALETTES.items():
        faded = [mark for mark in inked(FADED, name).nodes if mark.faded]
        assert 0 < len(faded) < len(FADED.nodes)
        for mark in faded:
            assert contrast(mark.stroke, palette.ground) < contrast(palette.border, palette.ground)


def test_an_unknown_theme_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(km.DrawingError, match="light, dark, print"):
        scene_of(cascade(), theme="solarised")
    with pytest.raises(km.DrawingError, match="did you mean dark"):
        scene_of(cascade(), theme="dar")


def test_a_figure_without_a_legend_keeps_its_foot() -> None:
    bare = scene_of(every_type(), legend=False)
    assert bare.legend == ()
    assert [line.text for line in bare.foot] == [line.text for line in EVERY.foot]
