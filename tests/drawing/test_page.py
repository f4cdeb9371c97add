"""A page in a real browser, cut off from every network: chosen, searched, filtered, saved."""

import shutil
import struct
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import ketamech as km
from ketamech.drawing import scene_of
from ketamech.drawing.details import Details
from ketamech.drawing.html import html, notebook_part
from ketamech.drawing.palette import PALETTES
from ketamech.drawing.scene import Scene
from tests import made
from tests.conftest import UNTESTED
from tests.drawing.hostile import SCRIPT, hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Download, Locator, Page

SVG = "{http://www.w3.org/2000/svg}"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


@dataclass
class Shown:
    """A page, and what it said and asked for while it was used."""

    page: "Page"
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def node(self, node_id: str) -> "Locator":
        return self.page.locator(f".nodes > [data-id='{node_id}']")

    def edge(self, edge_id: str) -> "Locator":
        return self.page.locator(f".hit[data-id='{edge_id}']")

    @property
    def lit(self) -> set[str]:
        ids = "(found) => found.map((one) => one.dataset.id)"
        found: list[str] = self.page.locator(".nodes > .node:not(.dim)").evaluate_all(ids)
        return set(found)

    @property
    def lit_edges(self) -> set[str]:
        ids = "(found) => found.map((one) => one.dataset.id)"
        found: list[str] = self.page.locator(".shafts > .edge:not(.dim)").evaluate_all(ids)
        return set(found)

    @property
    def panel(self) -> str:
        return self.page.locator(".panel").inner_text()

    @property
    def status(self) -> str:
        return self.page.get_by_role("status").inner_text()

    @property
    def focused(self) -> str | None:
        found: str | None = self.page.evaluate("document.activeElement.dataset.id ?? null")
        return found

    def search(self) -> "Locator":
        return self.page.get_by_role("combobox", name="Search nodes by name or alias")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip(f"{UNTESTED}: the interactive page, as no Chromium is installed")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip(f"{UNTESTED}: the interactive page, as playwright is not installed")
    with sync_playwright() as player:
        started = player.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


class Opener:
    """Opens texts as pages that reach no network, and checks at the end that none tried."""

    def __init__(self, browser: "Browser", folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self.opened: list[Shown] = []

    def __call__(self, text: str, **how: Any) -> Shown:
        file = self.folder / f"page{len(self.opened)}.html"
        file.write_text(text, encoding="utf-8")
        context = self.browser.new_context(viewport={"width": 1300, "height": 900}, **how)
        context.route(lambda url: not url.startswith(("file:", "data:", "blob:")), _refuse)
        page = context.new_page()
        shown = Shown(page)
        page.add_init_script(WATCH)
        page.on("console", lambda message: shown.said.append(message.text))
        page.on("pageerror", lambda error: shown.said.append(str(error)))
        page.on("request", lambda request: shown.asked.append(request.url))
        page.goto(file.as_uri())
        self.opened.append(shown)
        return shown

    def close(self) -> None:
        for shown in self.opened:
            assert shown.said == []
            assert shown.page.evaluate("window.violations") == []
            here = [shown.page.url, "data:", "blob:"]
            assert [url for url in shown.asked if not url.startswith(tuple(here))] == []
            shown.page.context.close()


def _refuse(route: Any) -> None:
    route.abort()


@pytest.fixture
def opened(browser: "Browser", tmp_path: Path) -> Iterator[Opener]:
    opener = Opener(browser, tmp_path)
    yield opener
    opener.close()


GRAPH = km.load().story()
AMPA, DASHED = "ampa_receptor", "trkb|~+|akt"


@cache
def drawn() -> Scene:
    return scene_of(GRAPH)


@cache
def told() -> Details:
    details = drawn().details
    assert details is not None
    return details


@pytest.fixture(scope="module")
def text() -> str:
    return html(drawn())


@pytest.fixture
def story(opened: Opener, text: str) -> Shown:
    return opened(text)


def reached(start: str, *, upstream: bool = False) -> set[str]:
    """What lies downstream or upstream of a node along the edges that the figure shows."""
    found, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for edge in told().edges:
            ends = (edge.target, edge.source) if upstream else (edge.source, edge.target)
            if edge.followed and ends[0] == here and ends[1] not in found:
                found.add(ends[1])
                waiting.append(ends[1])
    return found


def test_choosing_a_node_lights_what_lies_downstream_and_again_what_lies_upstream(
    story: Shown,
) -> None:
    story.node(AMPA).click()
    assert story.lit == reached(AMPA)
    assert "of 20 shown nodes can be reached along the lines drawn" in story.status
    story.node(AMPA).click()
    assert story.lit == reached(AMPA, upstream=True)
    assert "of 20 shown nodes reach it along the lines drawn" in story.status
    story.page.get_by_role("radio", name="downstream").check()
    assert story.lit == reached(AMPA)
    story.page.locator(".heading").click()
    assert len(story.lit) == 20


def test_the_panel_says_what_a_node_is(story: Shown) -> None:
    story.node(AMPA).click()
    node = GRAPH.node(AMPA)
    assert story.page.get_by_role("heading", name=node.name, level=2).is_visible()
    for words in (node.description, *node.aliases, *node.xrefs, *node.xrefs.values()):
        assert str(words) in story.panel
    for curie in node.xrefs:
        assert story.page.get_by_role("link", name=curie).get_attribute("href") == (
            f"https://bioregistry.io/{curie}"
        )
    story.page.locator("details > summary").first.click()
    assert "Evidence for" in story.panel


def test_the_panel_of_an_edge_has_both_sides_with_links(story: Shown) -> None:
    [edge] = [
        edge
        for edge in GRAPH.edges
        if (edge.source, edge.target) == ("mtorc1", "sustained_antidepressant_behaviour")
    ]
    story.edge("|".join(edge.triple)).dispatch_event("click")
    assert GRAPH.sentence(edge) in story.panel
    assert "contested" in story.panel
    assert "Evidence against" in story.panel
    for item in edge.evidence:
        assert item.finding in story.panel
        assert item.species in story.panel
        work = GRAPH.references[item.ref]
        if work.doi:
            assert story.page.locator(f"a[href='https://doi.org/{work.doi}']").count() == 1
        if work.pmid:
            place = f"https://pubmed.ncbi.nlm.nih.gov/{work.pmid}"
            assert story.page.locator(f"a[href='{place}']").count() == 1
    assert story.lit == {edge.source, edge.target}


def test_an_edge_is_chosen_by_a_click_on_its_line(story: Shown) -> None:
    line = story.edge("bdnf_release|activates|trkb").locator("path")
    middle = line.evaluate(
        "(path) => { const at = path.getPointAtLength(path.getTotalLength() / 2);"
        " const to = at.matrixTransform(path.getScreenCTM()); return [to.x, to.y]; }"
    )
    story.page.mouse.click(*middle)
    assert story.lit_edges == {"bdnf_release|activates|trkb"}


def test_a_dashed_edge_shows_its_hidden_steps(story: Shown) -> None:
    story.edge(DASHED).dispatch_event("click")
    assert "Hidden steps (3): TrkB → PI3K → PDK1 → Akt" in story.panel
    assert story.panel.count("Evidence for") == 3


def test_the_keys_alone_go_everywhere(story: Shown) -> None:
    story.press("Tab")
    assert story.search().evaluate("(one) => one === document.activeElement")
    for _ in range(12):
        story.press("Tab")
        if story.focused:
            break
    assert story.focused == "ketamine"
    seen = set()
    for _ in range(30):
        seen.add(story.focused)
        story.press("ArrowRight")
    assert seen == {node.id for node in drawn().nodes}
    story.press("Home", "ArrowDown")
    below = str(story.focused)
    boxes = {node.id: node.box for node in drawn().nodes}
    assert boxes[below].top == min(
        box.top for box in boxes.values() if box.top > boxes["ketamine"].bottom
    )
    ring = "(one) => getComputedStyle(one.querySelector('path')).strokeWidth"
    assert story.node(below).evaluate(ring) == "7px"
    story.press("Enter")
    assert story.lit == reached(below)
    story.press("Space")
    assert story.lit == reached(below, upstream=True)
    story.press("Tab", "ArrowRight", "Enter")
    assert len(story.lit_edges) == 1
    assert story.page.get_by_role("button", pressed=True).count() == 1
    story.press("Tab")
    assert story.page.evaluate("document.activeElement.closest('.panel') !== null")
    story.press("Escape")
    assert len(story.lit) == 20


def test_a_search_finds_names_and_aliases(story: Shown) -> None:
    story.search().fill("AMPAR")
    offers = story.page.get_by_role("option")
    assert "AMPA receptor" in offers.first.inner_text()
    story.press("Enter")
    assert story.focused == AMPA
    assert story.lit == reached(AMPA)
    story.search().fill("pi3k")
    assert "hidden between TrkB and Akt" in story.page.locator(".offers").inner_text()
    story.press("ArrowDown", "ArrowUp", "Enter")
    assert story.focused == DASHED
    story.search().fill("no such thing")
    assert "Nothing in this figure is called" in story.status
    story.press("Escape")
    assert story.search().input_value() == ""
    assert len(story.lit) == 20


def test_a_search_offers_what_a_mouse_can_take(story: Shown) -> None:
    story.search().press_sequentially("mtor")
    story.page.locator(".offers li").first.click()
    assert story.focused == "mtorc1"
    assert not story.page.locator(".offers").is_visible()


def test_a_hypothesis_leaves_its_edges_and_common_ground(story: Shown) -> None:
    story.page.get_by_label("Hypothesis").select_option("opioid")
    [opioid] = [one for one in told().stories if one.id == "opioid"]

    def kept(place: int) -> bool:
        own = set(told().steps[place].hypotheses)
        return not own or not own.isdisjoint(opioid.holds)

    expected = {
        edge.id
        for edge in told().edges
        if (all if edge.hidden else any)(kept(place) for place in edge.steps)
    }
    assert story.lit_edges == expected != {edge.id for edge in told().edges}
    assert opioid.summary in story.panel
    story.node("ketamine").click()
    assert story.lit_edges <= expected
    story.press("Escape")
    assert len(story.lit_edges) == len(told().edges)


def test_the_button_and_the_system_turn_the_page_dark(opened: Opener, text: str) -> None:
    at_night = PALETTES["dark"].ground
    dark = f"rgb({', '.join(str(int(at_night[at : at + 2], 16)) for at in (1, 3, 5))})"
    ground = "(one) => [getComputedStyle(one).backgroundColor,"
    ground += " getComputedStyle(one.querySelector('svg > rect')).fill]"
    for scheme, expected in (("light", ["rgb(255, 255, 255)"] * 2), ("dark", [dark] * 2)):
        shown = opened(text, color_scheme=scheme)
        assert shown.page.locator(".ketamech").evaluate(ground) == expected
    button = shown.page.get_by_role("button", name="Dark", exact=True)
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert shown.page.locator(".ketamech").evaluate(ground) == ["rgb(255, 255, 255)"] * 2


def saved(shown: Shown, button: str, folder: Path) -> tuple[str, Path]:
    with shown.page.expect_download() as waiting:
        shown.page.get_by_role("button", name=button).click()
    download: Download = waiting.value
    file = folder / "saved"
    download.save_as(file)
    return download.suggested_filename, file


def test_the_figure_is_saved_as_it_is_seen(story: Shown, tmp_path: Path) -> None:
    story.node(AMPA).click()
    name, file = saved(story, "Save SVG", tmp_path)
    assert name == "how-ketamine-relieves-depression.svg"
    root = ET.parse(file).getroot()
    assert (root.get("width"), root.get("role")) == ("13.333in", "img")
    drawn = {one.get("data-id", ""): one for one in root.iter(f"{SVG}g") if one.get("data-id")}
    assert drawn["ketamine"].get("opacity") == "0.3"
    assert drawn["trkb"].get("opacity") is None
    assert not [one for one in root.iter() if one.get("tabindex") or one.get("class") == "hits"]


def test_the_figure_is_saved_as_a_picture_of_a_slide(story: Shown, tmp_path: Path) -> None:
    name, file = saved(story, "Save PNG", tmp_path)
    assert name == "how-ketamine-relieves-depression.png"
    content = file.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert struct.unpack(">II", content[16:24]) == (2667, 1500)


def test_text_from_strangers_runs_nowhere(opened: Opener) -> None:
    shown = opened(html(scene_of(hostile(), title=SCRIPT)))
    shown.node("a").click()
    assert SCRIPT in shown.panel
    shown.page.locator("details > summary").first.click()
    assert "<img src=x onerror=" in shown.panel
    shown.edge("a|activates|b").dispatch_event("click")
    shown.search().fill("script")
    places = shown.page.locator(".panel a").evaluate_all("(all) => all.map((one) => one.href)")
    assert places
    assert all(place.startswith("https://") for place in places)
    assert shown.page.evaluate("window.hacked") is None
    assert shown.page.locator("body img, body iframe").count() == 0


def test_two_figures_in_one_notebook_keep_to_themselves(opened: Opener) -> None:
    first, other = notebook_part(drawn()), made.graph("ketamine activates trkb")
    parts = (first, notebook_part(scene_of(other)), first)
    shown = opened(f"<!DOCTYPE html><meta charset='utf-8'><body>{''.join(parts)}</body>")
    figures = shown.page.locator(".ketamech")
    figures.nth(1).locator(".node").first.click()
    figures.nth(1).get_by_role("button", name="Dark", exact=True).click()
    figures.nth(2).locator(".node[data-id='akt']").click()
    assert [figures.nth(place).locator(".chosen").count() for place in range(3)] == [0, 1, 1]
    assert figures.nth(0).locator(".dim").count() == 0
    assert figures.nth(0).get_attribute("data-theme") == "light"
    for place in range(3):
        assert figures.nth(place).locator(".bar").count() == 1


def test_a_page_that_a_browser_saved_while_it_was_used_is_alive_again(
    opened: Opener, story: Shown
) -> None:
    story.node(AMPA).click()
    again = opened(f"<!DOCTYPE html>{story.page.content()}")
    assert again.page.locator(".bar").count() == again.page.locator(".panel").count() == 1
    again.node("trkb").click()
    assert again.lit == reached("trkb")


def test_a_figure_that_is_not_shown_at_first_comes_to_life(opened: Opener) -> None:
    part = notebook_part(drawn())
    shown = opened(f"<meta charset='utf-8'><body><div hidden id='tab'>{part}</div></body>")
    shown.page.evaluate("document.getElementById('tab').hidden = false")
    shown.node("ketamine").focus()
    shown.press("ArrowDown", "Enter")
    assert shown.focused != "ketamine"
    assert shown.lit == reached(str(shown.focused))


def test_without_its_script_a_page_is_still_the_figure(opened: Opener, text: str) -> None:
    shown = opened(text, java_script_enabled=False)
    assert shown.page.locator(".node").count() == 20
    assert shown.page.locator(".node").first.is_visible()
    assert shown.page.locator("button").count() == 0
    opened.opened.remove(shown)
    shown.page.context.close()


def test_a_narrow_window_puts_the_panel_below(story: Shown) -> None:
    sides = "(one) => { const at = one.getBoundingClientRect();"
    sides += " return [at.left, at.top, at.right, at.bottom]; }"

    def boxes() -> list[list[float]]:
        return [story.page.locator(name).evaluate(sides) for name in (".figure", ".panel")]

    (_, _, right, _), (left, _, _, _) = boxes()
    assert left >= right
    story.page.set_viewport_size({"width": 800, "height": 900})
    (_, _, _, bottom), (_, top, _, _) = boxes()
    assert top >= bottom
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert story.page.evaluate(wide)
