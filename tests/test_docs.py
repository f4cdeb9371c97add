"""The pages show what the library does today."""

import re
import runpy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import ketamech as km

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
ARMS = ROOT / "docs" / "arms"


def test_the_figures_are_what_the_library_draws(tmp_path: Path) -> None:
    script = runpy.run_path(str(ROOT / "docs" / "make_figures.py"))
    for fresh in script["draw_all"](tmp_path):
        shown = ROOT / "docs" / "figures" / fresh.name
        assert shown.read_text(encoding="utf-8") == fresh.read_text(encoding="utf-8"), (
            f"{shown.name} is out of date: run python docs/make_figures.py and look at it"
        )


def test_every_arm_has_a_page_that_says_what_the_graph_says() -> None:
    script = runpy.run_path(str(ROOT / "docs" / "make_pages.py"))
    graph = km.load()
    fresh = script["pages"](graph)
    assert {path.name for path in ARMS.glob("*.md")} == set(fresh)
    for name, text in fresh.items():
        shown = (ARMS / name).read_text(encoding="utf-8")
        assert shown == text, f"{name} is out of date: run python docs/make_pages.py"
    for arm in script["arms"](graph):
        figure = (ARMS / f"{arm.id}.svg").read_text(encoding="utf-8")
        assert script["digest"](graph, arm) in figure, f"{arm.id}.svg is out of date"


@cache
def the_score() -> tuple[dict[str, Any], Any]:
    """The script that writes the page of the score, and the scorecard of the bundled graph."""
    return runpy.run_path(str(ROOT / "docs" / "make_score.py")), km.load().score()


def test_every_miss_of_the_default_story_is_judged_and_no_judgement_is_stale() -> None:
    script, card = the_score()
    judged = script["judgements"]()
    missed = {miss.experiment.id for miss in card.misses()}
    assert missed - set(judged) == set(), "write a row of docs/misses.tsv for these"
    assert set(judged) - missed == set(), "the story no longer misses these: drop their rows"


def test_a_judgement_is_borne_out_by_the_graph() -> None:
    script, card = the_score()
    judged = script["judgements"]()
    for miss in card.misses():
        _, group, why = judged[miss.experiment.id]
        assert group in script["GROUPS"], group
        if group == "rival":
            assert script["rivals"](card, miss), miss.experiment.id
        if group == "papers":
            named = set(re.findall(r"\w+", why)) & set(card.graph.references)
            assert named - set(miss.experiment.refs), f"{miss.experiment.id}: which paper?"


def test_the_page_of_the_score_says_what_the_score_is() -> None:
    script, card = the_score()
    shown = (ROOT / "docs" / "score.md").read_text(encoding="utf-8")
    assert shown == script["page"](card), "score.md is out of date: run python docs/make_score.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_python_example_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for code in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        exec(compile(code, page.name, "exec"), {})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target
