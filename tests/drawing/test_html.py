"""A page tells what a figure shows, loads nothing, and lets no text become markup."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import ketamech as km
from ketamech.drawing import draw, draw_matrix, scene_of, steps
from ketamech.drawing.dark import dark_rules
from ketamech.drawing.html import embedded, html, notebook_part
from ketamech.drawing.matrix import matrix_scene
from ketamech.drawing.scene import Scene
from ketamech.drawing.svg import scope_of, svg
from ketamech.model import Reference
from tests import made
from tests.drawing.hostile import hostile

VOID = {"meta", "link", "input", "br"}
LIMIT = 150_000
CONTESTED = (made.SUPPORT, made.AGAINST)


class Page(HTMLParser):
    """The elements of a page, the text in each kind, and what was left open."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self.open[-1] if self.open else "", []).append(data)

    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.elements if "id" in attributes]

    def with_class(self, name: str) -> list[str | None]:
        return [
            attributes.get("data-id")
            for _, attributes in self.elements
            if attributes.get("class") == name
        ]

    def told(self) -> Any:
        """What the script is told."""
        [text] = [script for script in self.texts["script"] if script.startswith("{")]
        return json.loads(text)


@pytest.fixture(scope="module")
def story() -> Scene:
    return scene_of(km.load().story())


@pytest.fixture(scope="module")
def page(story: Scene) -> Page:
    return Page(html(story))


def test_a_page_is_well_formed(page: Page) -> None:
    assert page.open == []
    assert len(page.ids()) == len(set(page.ids()))
    kinds = [tag for tag, _ in page.elements]
    assert {kinds.count(tag) for tag in ("html", "head", "body", "main", "h1", "svg")} == {1}
    assert page.texts["h1"] == ["How ketamine relieves depression"]


def test_every_node_and_edge_is_drawn_and_told(story: Scene, page: Page) -> None:
    assert page.with_class("node") == [mark.id for mark in story.nodes]
    assert page.with_class("edge shaft") == [mark.id for mark in story.edges]
    told = page.told()
    assert {node["id"] for node in told["nodes"]} == {mark.id for mark in story.nodes}
    assert {edge["id"] for edge in told["edges"]} == {mark.id for mark in story.edges}


def test_what_is_told_of_an_edge_is_what_the_graph_says(page: Page) -> None:
    graph, told = km.load().story(), page.told()
    works = {work["key"]: work for work in told["works"]}
    for edge in told["edges"]:
        for step in (told["steps"][place] for place in edge["steps"]):
            [known] = [
                one
                for one in graph.edges
                if (one.source, one.target) == (step["source"], step["target"])
                and one.relation.value.replace("_", " ") == step["relation"]
            ]
            assert step["confidence"] == known.confidence
            assert step["sentence"] == graph.sentence(known)
            assert step.get("hypotheses", []) == list(known.hypotheses)
            assert [(item["work"], item["stance"]) for item in step["evidence"]] == [
                (item.ref, item.stance) for item in known.evidence
            ]
            for item in known.evidence:
                work = graph.references[item.ref]
                urls = " ".join(to["url"] for to in works[item.ref]["links"])
                assert not work.doi or f"https://doi.org/{work.doi}" in urls
                assert not work.pmid or f"https://pubmed.ncbi.nlm.nih.gov/{work.pmid}" in urls


def test_a_dashed_edge_tells_every_step_that_it_hides(page: Page) -> None:
    told = page.told()
    hidden = [edge for edge in told["edges"] if "hidden" in edge]
    assert hidden
    for edge in hidden:
        steps = [told["steps"][place] for place in edge["steps"]]
        way = [edge["source"], *edge["hidden"], edge["target"]]
        assert [(one["source"], one["target"]) for one in steps] == list(pairwise(way))
        assert set(edge["hidden"]) <= {node["id"] for node in told["hidden"]}


def test_identifiers_lead_to_the_bioregistry(page: Page) -> None:
    graph, told = km.load(), page.told()
    for node in told["nodes"]:
        found = {to["words"]: to["url"] for to in node.get("xrefs", [])}
        curies = graph.node(node["id"]).xrefs
        assert found == {curie: f"https://bioregistry.io/{curie}" for curie in curies}


def test_the_default_story_is_smaller_than_its_bound(story: Scene) -> None:
    assert len(html(story).encode()) < LIMIT


def test_a_page_loads_nothing(page: Page) -> None:
    for tag, attributes in page.elements:
        assert tag not in ("img", "iframe", "object", "embed", "audio", "video", "base", "form")
        assert "src" not in attributes
        assert attributes.get("href", "data:,") == "data:,"
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    assert "@import" not in "".join(page.texts["style"])
    assert "url(" not in "".join(page.texts["style"])


def test_the_policy_allows_the_one_style_and_the_one_script(page: Page) -> None:
    [policy] = [
        attributes["content"] or ""
        for tag, attributes in page.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data: blob:"
    assert "unsafe" not in policy
    assert "http" not in policy
    [style] = page.texts["style"]
    script = page.texts["script"][-1]
    for kind, text in (("style-src", style), ("script-src", script)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[kind] == f"'sha256-{digest}'"


def test_the_same_figure_gives_the_same_page(story: Scene, tmp_path: Path) -> None:
    again = draw(km.load().story(), tmp_path / "story.html")
    assert again.read_text(encoding="utf-8") == html(story)


def test_details_leave_the_drawing_as_it_is(story: Scene) -> None:
    assert story.details is not None
    assert "details" not in json.loads(story.to_json())
    assert svg(story).replace(' width="13.333in" height="7.5in"', ' width="100%"') in html(story)


def test_two_figures_do_not_meet_in_one_notebook(story: Scene) -> None:
    other = scene_of(made.graph("ketamine activates trkb"))
    both = Page(notebook_part(story) + notebook_part(other))
    assert len(both.ids()) == len(set(both.ids()))


def test_a_notebook_is_given_the_page_and_without_its_script_the_figure(story: Scene) -> None:
    bundle = km.load().story()._repr_mimebundle_()
    assert set(bundle) == {"text/html", "image/png", "text/plain"}
    bare = re.sub(r"<(script|style)\b.*?</\1>", "", bundle["text/html"], flags=re.DOTALL)
    found = Page(bare)
    assert found.with_class("node") == [mark.id for mark in story.nodes]
    assert not found.texts.get("button")


def test_json_cannot_leave_its_element() -> None:
    text = "</script><!--<script>\u2028\u2029&amp;\"'"
    written = embedded({"told": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"told": text}


def test_text_from_strangers_stays_text() -> None:
    scene = scene_of(hostile(), title="<script>alert(1)</script><!--")
    page = Page(html(scene))
    assert page.open == []
    kinds = [tag for tag, _ in page.elements]
    assert kinds.count("script") == 2
    assert not {"img", "a", "iframe", "b"} & set(kinds)
    assert not [name for _, held in page.elements for name in held if name.startswith("on")]
    told = page.told()
    assert any("<img src=x onerror=" in node["description"] for node in told["nodes"])
    assert "\u202e" not in json.dumps(told, ensure_ascii=False)
    for work in told["works"]:
        for to in work.get("links", []):
            assert re.fullmatch(r"https://(doi\.org|pubmed\.ncbi\.nlm\.nih\.gov)/[!-~]+", to["url"])
            assert not set("<>\"' \\") & set(to["url"])


def test_a_javascript_address_leads_nowhere_but_to_the_resolver() -> None:
    fields: dict[str, Any] = dict(hostile().references["Made2000"])
    work = Reference.model_construct(**fields | {"doi": "javascript:alert(1)", "pmid": None})
    told = scene_of(made.graph("a activates b", references={"Made2000": work})).details
    assert told is not None
    assert [to.url for to in told.works[0].links] == ["https://doi.org/javascript:alert(1)"]


def test_a_work_that_the_graph_does_not_know_is_named_without_a_link() -> None:
    told = scene_of(made.graph("a activates b")).details
    assert told is not None
    assert [(work.cited, work.links) for work in told.works] == [("Made 2000", ())]


def test_the_script_sets_text_and_never_markup() -> None:
    written = html(scene_of(made.graph("a activates b")))
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert way not in written


def test_what_lies_downstream_follows_no_edge_that_a_query_does_not() -> None:
    graph = made.graph(
        "a activates b", "b correlates_with c", made.edge("c activates d", made.AGAINST)
    )
    told = scene_of(graph, correlations=True, refuted=True).details
    assert told is not None
    assert {edge.source for edge in told.edges if edge.followed} == {"a"}
    assert {edge.source for edge in told.edges} == {"a", "b", "c"}


def test_a_perturbed_node_says_what_became_of_it() -> None:
    graph = made.graph("a activates b", "b inhibits c")
    told = scene_of(graph.perturb(increase="a")).details
    assert told is not None
    assert {node.id: node.change for node in told.nodes} == {
        "a": "rises ↑",
        "b": "rises ↑",
        "c": "falls ↓",
    }


def test_a_line_between_arms_tells_every_edge_that_it_stands_for() -> None:
    told = scene_of(km.load(), by="arm").details
    assert told is not None
    assert {node.kind for node in told.nodes} == {"arm"}
    assert sum(len(edge.steps) for edge in told.edges) == len(told.steps) > len(told.edges)


def test_the_matrix_is_a_page_with_a_title_for_every_cell(tmp_path: Path) -> None:
    card = km.load().score()
    file = draw_matrix(card, tmp_path / "score.html", target="mTORC1")
    page = Page(file.read_text(encoding="utf-8"))
    assert page.open == []
    titles = " ".join(page.texts["title"])
    for experiment in ("li2010-rapamycin-behaviour", "abdallah2020-rapamycin"):
        assert experiment in titles


def test_the_dark_figure_is_that_of_the_dark_theme() -> None:
    graph = made.graph("a activates b", "b permits c", made.edge("c inhibits d", *CONTESTED))
    light, dark = scene_of(graph), scene_of(graph, theme="dark")
    rules = "\n".join(dark_rules(light))
    assert f"fill:light-dark({light.background},{dark.background})" in rules
    for edge, other in zip(light.edges, dark.edges, strict=True):
        assert f'.shafts path[stroke="{edge.colour}"]' in rules
        assert f"stroke:light-dark({edge.colour},{other.colour})" in rules
    assert f"stroke:light-dark({light.nodes[0].stroke},{dark.nodes[0].stroke})" in rules


def test_what_is_faded_is_as_faded_in_the_dark_page_as_in_the_dark_theme() -> None:
    graph = made.graph("a activates b", "b permits c", made.edge("c inhibits d", *CONTESTED))
    light, dark = (scene_of(graph, highlight=["a", "b"], theme=it) for it in ("light", "dark"))
    rules = "\n".join(dark_rules(light))
    pairs = {(a.fill, b.fill) for a, b in zip(light.nodes, dark.nodes, strict=True)}
    pairs |= {(a.stroke, b.stroke) for a, b in zip(light.nodes, dark.nodes, strict=True)}
    pairs |= {(a.colour, b.colour) for a, b in zip(light.edges, dark.edges, strict=True)}
    pairs |= {
        (one.chip.line.colour, other.chip.line.colour)
        for one, other in zip(light.edges, dark.edges, strict=True)
        if one.chip and other.chip
    }
    assert any(mark.faded for mark in light.edges)
    for one, other in pairs:
        assert one == other or f"light-dark({one},{other})" in rules
    built = steps(graph, graph.paths("a", "b")[0])[0]
    assert {rule.partition("{")[2] for rule in dark_rules(built)} <= {
        rule.partition("{")[2] for rule in dark_rules(light)
    }


def test_the_dark_rules_of_a_figure_are_for_no_other_one() -> None:
    for scene in (scene_of(made.graph("a activates b")), matrix_scene(km.load().score())):
        layer = notebook_part(scene).partition("@layer {\n")[2].partition("} }")[0]
        own = f".ketamech[data-turns] #{scope_of(scene)}"
        assert layer
        assert all(rule.startswith((f"{own}>", f"{own} ")) for rule in layer.splitlines() if rule)


def test_one_colour_of_one_thing_turns_into_one_colour(story: Scene) -> None:
    faded = scene_of(km.load().story(), highlight="TrkB")
    response = scene_of(km.load().perturb(increase="ketamine", block="mTORC1"), seed=1)
    for scene in (story, faded, response):
        places = [rule.partition("{")[0] for rule in dark_rules(scene)]
        assert len(places) == len(set(places))


@pytest.mark.parametrize(("theme", "shown"), [("dark", "dark"), ("print", "light")])
def test_a_figure_in_a_theme_of_its_own_stays_in_it(theme: str, shown: str) -> None:
    written = html(scene_of(made.graph("a activates b"), theme=theme))
    assert f'data-theme="{shown}"' in written
    assert "data-turns data-name" not in written
    assert "@layer" not in written
