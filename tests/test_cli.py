import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import ketamech as km
from ketamech.cli import app
from tests.test_loading import GOOD, written

runner = CliRunner()


def run(*words: str | Path, status: int = 0) -> str:
    result = runner.invoke(app, [str(word) for word in words])
    assert result.exit_code == status, result.output
    return result.output


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path, GOOD)


def test_downstream_answers_on_the_bundled_graph() -> None:
    shown = run("downstream", "AMPA")
    assert "downstream of AMPA receptor" in shown
    assert "TrkB" in shown


def test_every_format_says_the_same() -> None:
    reach = km.load().downstream("AMPA")
    as_json = json.loads(run("downstream", "AMPA", "--format", "json"))
    assert as_json == reach.to_records()
    rows = list(csv.DictReader(io.StringIO(run("downstream", "AMPA", "-f", "csv"))))
    assert [row["id"] for row in rows] == [item.node.id for item in reach]
    assert [row["effect"] for row in rows] == [str(item.effect) for item in reach]


def test_your_own_graph_is_asked_alone_or_on_top_of_ours(file: Path) -> None:
    assert "Bb" in run("upstream", "Cc", "--graph", file)
    assert "Bb" in run("upstream", "Cc", "--graph", "bundled", "--graph", file)


@pytest.mark.parametrize(
    "words",
    [
        ("downstream", "AMPAA"),
        ("downstream", "NMDA receptor"),
        ("paths", "ketamine", "ketamine"),
        ("ask", "is there life on Mars"),
        ("ask", "what are the open questions", "--draw", "figure.svg"),
        ("downstream", "AMPA", "--story", "none_such"),
        ("downstream", "AMPA", "--draw", "figure.docx"),
        ("no-such-command",),
        ("downstream",),
        ("compare", "hnk", "none_such"),
        ("discriminate", "hnk", "habenula", "--treatment", "ketamin"),
        ("score", "--story", "default", "--misses", "none such"),
        ("downstream", "AMPA", "--format", "xml"),
    ],
)
def test_wrong_usage_ends_with_status_2_and_a_plain_message(words: tuple[str, ...]) -> None:
    assert "Traceback" not in run(*words, status=2)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    assert "did you mean AMPA" in run("downstream", "AMPAA", status=2)


def test_a_problem_in_the_data_ends_with_status_1(tmp_path: Path) -> None:
    bad = written(tmp_path, GOOD.replace("activates", "activate"))
    assert "arm.yaml:8:25: 'activate' is not a relation" in run("check", bad, status=1)
    assert "no such file" in run("downstream", "AMPA", "-g", tmp_path / "none", status=1)


def test_check_says_how_many_things_it_checked(file: Path) -> None:
    assert "checked 3 nodes, 2 edges, 2 pieces of evidence, 1 references" in run("check", file)


def test_show_gives_the_evidence() -> None:
    shown = json.loads(run("show", "TrkB", "--format", "json"))
    assert {"source", "relation", "target", "ref", "stance", "finding"} <= set(shown[0])


def test_search_and_paths_and_version_answer() -> None:
    assert "AMPA receptor" in run("search", "ampa")
    assert "ketamine" in run("paths", "ketamine", "synaptogenesis", "--limit", "2").lower()
    assert run("--version").strip() == f"ketamech {km.__version__}"


def test_a_question_is_answered_in_a_sentence_or_in_rows() -> None:
    question = "Does NBQX lower BDNF release?"
    assert run("ask", question).strip() == km.load().ask(question).text
    assert run("ask", *question.split()) == run("ask", question)
    [row] = json.loads(run("ask", question, "--format", "json"))
    assert (row["name"], row["effect"]) == ("BDNF release", "-")


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "how does NBQX reach BDNF release", "--draw"),
        ("downstream", "AMPA", "--draw"),
        ("upstream", "synaptogenesis", "--draw"),
        ("paths", "ketamine", "synaptogenesis", "--limit", "1", "--draw"),
        ("draw", "--story", "default", "--between", "ketamine", "synaptogenesis"),
        ("draw", "--focus", "VEGF", "--depth", "1", "--theme", "dark"),
        ("draw", "--story", "hnk", "--collapse", "mtor_translation", "--limit", "12"),
    ],
)
def test_answers_are_drawn(tmp_path: Path, words: tuple[str, ...]) -> None:
    picture = tmp_path / "figure.svg"
    run(*words, picture)
    assert picture.read_text(encoding="utf-8").startswith("<")


def test_the_score_and_its_misses_are_written_and_drawn(tmp_path: Path) -> None:
    card = km.load().story().score()
    words = ("score", "--story", "default", "--format", "json")
    picture = tmp_path / "card.svg"
    assert json.loads(run(*words)) == card.to_records()
    assert card.heading in run("score", "--story", "default", "--draw", picture)
    assert picture.read_text(encoding="utf-8").startswith("<")
    missed = json.loads(run(*words, "--misses", card.lines[0].name))
    assert missed == card.misses().to_records()


def test_two_stories_are_compared_and_told_apart() -> None:
    graph = km.load()
    for command in ("compare", "discriminate"):
        found = json.loads(run(command, "disinhibition,opioid", "hnk", "-f", "json"))
        ask = getattr(graph, command)
        assert found == ask(["disinhibition", "opioid"], "hnk").to_records()


def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path) -> None:
    text = GOOD.replace("name: Cc", "name: '=1+2'")
    rows = run("upstream", "c", "-g", written(tmp_path, text), "-f", "csv")
    assert "'=1+2" not in rows
    shown = run("search", "family", "-g", tmp_path / "arm.yaml", "-f", "csv")
    assert "'=1+2" in shown
    assert ",=1+2" not in shown


def test_every_command_helps_with_an_example() -> None:
    for command in (
        "abolishes",
        "ask",
        "compare",
        "discriminate",
        "downstream",
        "upstream",
        "paths",
        "perturb",
        "predict",
        "search",
        "show",
        "draw",
        "check",
        "score",
    ):
        assert f"ketamech {command}" in run(command, "--help")
