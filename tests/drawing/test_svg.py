import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from ketamech.drawing import draw, scene_of
from ketamech.drawing.scene import Scene, TextLine
from ketamech.drawing.svg import svg
from tests import made
from tests.drawing.cascade import cascade

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<script>&\"'\x00]]>$x_1$"


@pytest.fixture(scope="module")
def scene() -> Scene:
    return scene_of(cascade())


@pytest.fixture(scope="module")
def root(scene: Scene) -> ET.Element:
    return ET.fromstring(svg(scene))


def group(root: ET.Element, name: str) -> ET.Element:
    found = root.find(f"{SVG}g[@class='{name}']")
    assert found is not None
    return found


def test_the_file_is_a_slide_of_the_scene(tmp_path: Path) -> None:
    path = draw(cascade(), tmp_path / "slide.svg")
    root = ET.parse(path).getroot()
    assert root.tag == f"{SVG}svg"
    assert root.get("width") == "13.333in"
    assert root.get("height") == "7.5in"


def test_every_node_and_edge_is_there_with_its_title(scene: Scene, root: ET.Element) -> None:
    nodes = group(root, "nodes")
    assert [child.get("data-id") for child in nodes] == [mark.id for mark in scene.nodes]
    shafts = group(root, "shafts")
    assert [child.get("data-id") for child in shafts] == [mark.id for mark in scene.edges]
    told = [child.findtext(f"{SVG}title") for child in (*nodes, *shafts)]
    nodes_told = [mark.description for mark in scene.nodes]
    assert told == nodes_told + [mark.description for mark in scene.edges]


def test_heads_come_after_all_shafts(root: ET.Element) -> None:
    order = [child.get("class") for child in root if child.tag == f"{SVG}g"]
    assert order.index("shafts") < order.index("nodes") < order.index("heads")


def test_text_stays_text_on_its_baseline(scene: Scene, root: ET.Element) -> None:
    written = {text.text for text in root.iter(f"{SVG}text")}
    lines = {line.text for mark in scene.nodes for line in mark.lines}
    assert lines <= written
    first = scene.nodes[0].lines[0]
    drawn = next(text for text in root.iter(f"{SVG}text") if text.text == first.text)
    assert float(drawn.get("y", 0)) == pytest.approx(first.baseline * 72, abs=0.01)
    assert "Arial" in root.get("font-family", "")


def test_the_figure_tells_a_screen_reader_what_it_is(scene: Scene, root: ET.Element) -> None:
    assert root.get("role") == "img"
    told = {element.get("id"): element.text for element in root}
    title, description = (told[name] for name in root.get("aria-labelledby", "").split())
    assert title == scene.title[0].text
    assert description == scene.description


def test_ids_are_unique_and_do_not_meet_those_of_another_figure(root: ET.Element) -> None:
    def ids(of: ET.Element) -> list[str]:
        return [element.get("id", "") for element in of.iter() if element.get("id")]

    other = ET.fromstring(svg(scene_of(made.graph("ketamine activates trkb"))))
    assert len(ids(root)) == len(set(ids(root)))
    assert not set(ids(root)) & set(ids(other))


def test_names_from_strangers_are_only_text() -> None:
    graph = made.graph("a activates b", nodes=(made.node("a", name=NASTY),))
    root = ET.fromstring(svg(scene_of(graph, title=NASTY)))
    assert not list(root.iter(f"{SVG}script"))
    assert any(text.text and "<script>" in text.text for text in root.iter(f"{SVG}text"))
    allowed = {"svg", "g", "path", "rect", "text", "title", "desc"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= allowed
    assert not [name for element in root.iter() for name in element.attrib if name[:2] == "on"]


def test_nothing_is_loaded_from_elsewhere(scene: Scene) -> None:
    assert svg(scene).count("http") == 1


def test_the_same_scene_gives_the_same_bytes(scene: Scene) -> None:
    assert svg(scene) == svg(scene_of(cascade()))


def test_dashes_are_drawn(root: ET.Element) -> None:
    dashed = [
        child.get("data-id")
        for child in group(root, "shafts")
        if child.find(f"{SVG}path[@stroke-dasharray]") is not None
    ]
    assert dashed == ["ketamine|activates|trkb"]


def test_a_turned_line_reads_upwards_from_its_place() -> None:
    line = TextLine("up", 2.0, 3.0, 11.0, "#000000", turned=True)
    scene = Scene(title=(line,), bands=(), nodes=(), edges=(), legend=(), foot=())
    assert '<text x="144" y="216" transform="rotate(-90 144 216)"' in svg(scene)
