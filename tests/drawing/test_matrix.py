"""The matrix of experiments by stories keeps what a slide has to keep."""

from itertools import combinations

import pytest

import ketamech as km
from ketamech.drawing import draw_matrix
from ketamech.drawing.figure import SlideFigure
from ketamech.drawing.matrix import matrix_scene
from ketamech.drawing.scene import NodeMark, Scene, TextLine
from ketamech.drawing.text import text_width
from ketamech.drawing.theme import contrast
from tests.made import edge, graph
from tests.reasoning.experiments import experiment

GRAPH = km.load()
CARD = GRAPH.score()
SCENES = {
    "all, counted": matrix_scene(CARD),
    "all, without own papers": matrix_scene(CARD, without=True),
    "one target, a row each": matrix_scene(CARD, target="AMPA receptor"),
}


@pytest.fixture(params=SCENES)
def scene(request: pytest.FixtureRequest) -> Scene:
    return SCENES[request.param]


def lines_of(scene: Scene) -> list[TextLine]:
    items = [line for item in scene.legend for line in item.lines]
    bands = [line for band in scene.bands for line in band.title]
    cells = [line for mark in scene.nodes for line in mark.lines]
    return [*scene.title, *items, *bands, *cells, *scene.foot]


def cells(scene: Scene) -> dict[str, NodeMark]:
    return {mark.id: mark for mark in scene.nodes if mark.id.count("-") == 1}


def test_all_text_can_be_read_from_the_last_row(scene: Scene) -> None:
    assert min(line.size for line in lines_of(scene)) >= 11
    for mark in scene.nodes:
        for line in mark.lines:
            assert contrast(line.colour, mark.fill) >= 7
            assert text_width(line.text, line.size, line.bold) <= mark.box.width


def test_everything_lies_on_the_slide(scene: Scene) -> None:
    for line in lines_of(scene):
        length = text_width(line.text, line.size, line.bold)
        start = {"start": 0.0, "middle": -length / 2, "end": -length}[line.anchor]
        low = (scene.height - line.baseline) if line.turned else line.x
        limit = scene.height if line.turned else scene.width
        assert low + start >= 0.25
        assert low + start + length <= limit - 0.25
    assert all(mark.box.bottom <= scene.legend[-1].box.top for mark in scene.nodes)


def test_the_foot_begins_where_the_legend_ends(scene: Scene) -> None:
    [foot] = scene.foot
    words = [line for item in scene.legend for line in item.lines if not line.turned]
    ends = max(line.x + text_width(line.text, line.size) for line in words)
    assert foot.x - text_width(foot.text, foot.size) > ends


def test_no_header_lies_on_another(scene: Scene) -> None:
    uprights = [line.x for item in scene.legend for line in item.lines if line.turned]
    assert all(abs(a - b) >= 11 / 72 for a, b in combinations(uprights, 2))


def test_every_experiment_stands_in_one_row_and_every_story_in_one_column(scene: Scene) -> None:
    assert len(cells(scene)) == len(scene.bands) * len(CARD.lines)


def test_a_count_is_what_the_story_explains() -> None:
    shown = cells(SCENES["all, counted"])
    acting = [
        answer
        for answer in CARD.lines[0].answers
        if answer.experiment.intervention
        and {
            match.node.id
            for name in answer.experiment.intervention.target
            for match in GRAPH.contents.names.get(name)
        }
        == {"ampa_receptor"}
    ]
    right = sum(answer.plain.right for answer in acting)
    row = next(
        place
        for place, band in enumerate(SCENES["all, counted"].bands)
        if band.title[0].text.startswith("AMPA receptor")
    )
    assert shown[f"{row}-0"].lines[0].text == f"{right}/{len(acting)}"


def test_agreeing_disagreeing_silent_and_ambiguous_differ_in_colour_and_in_mark() -> None:
    made = graph(
        edge("k activates a", hypotheses=["one"]),
        "k activates c",
        "k inhibits d",
        "c activates e",
        "d activates e",
        experiments=(
            experiment("right", "k > c = increased"),
            experiment("wrong", "k > c = decreased"),
            experiment("both", "k > e = increased"),
            experiment("none", "k > x = increased"),
        ),
    )
    scene = matrix_scene(made.score())
    column = [cells(scene)[f"{row}-0"] for row in range(4)]
    assert len({cell.fill for cell in column}) == 4
    strokes = []
    for cell in column:
        middle, top = cell.box.centre
        marks = [mark for mark in scene.nodes if mark.id.startswith(f"{cell.id}-")]
        strokes.append(
            tuple(
                (round(x - middle, 3), round(y - top, 3))
                for mark in marks
                for _, points in mark.outline
                for x, y in points
            )
        )
    assert len(set(strokes)) == 4
    assert {"agrees", "disagrees", "ambiguous", "silent"} <= {
        line.text for item in scene.legend for line in item.lines
    }


def test_without_a_file_it_is_a_figure_and_without_experiments_an_error() -> None:
    assert isinstance(CARD.draw(target="AMPA receptor"), SlideFigure)
    with pytest.raises(km.DrawingError, match="nothing to draw"):
        draw_matrix(graph("a activates b").score())
    card = graph("k activates b", experiments=(experiment("net", "k > b = increased"),)).score()
    with pytest.raises(km.DrawingError, match="acts on k"):
        card.draw(target="k")
    with pytest.raises(km.DrawingError, match="suffix"):
        CARD.draw("card.docx")
