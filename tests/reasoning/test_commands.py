"""The commands say what the methods say."""

import json
from pathlib import Path

import pytest

import ketamech as km
from tests.test_cli import run

STORY = km.load().story()


def answered(*words: str | Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run(*words, "--format", "json"))
    return found


def test_perturb_says_what_moves() -> None:
    words = ("perturb", "-i", "ketamine", "-b", "AMPA", "--hold", "chronic stress")
    response = STORY.perturb(increase="ketamine", block="AMPA", hold="chronic stress")
    assert answered(*words, "--story", "default") == response.to_records()
    fewer = STORY.perturb(increase="ketamine", within="minutes")
    assert (
        answered("perturb", "-i", "ketamine", "--within", "minutes", "--story", "default")
        == fewer.to_records()
    )


def test_perturb_draws(tmp_path: Path) -> None:
    run("perturb", "-i", "ketamine", "--within", "minutes", "--draw", tmp_path / "a.svg")
    assert "Ketamine increased" in (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_a_block_alone_is_told_to_decrease() -> None:
    assert "write decrease=" in run("perturb", "--block", "AMPA")


def test_abolishes_says_what_is_lost() -> None:
    words = ("abolishes", "naltrexone", "--of", "ketamine", "--story", "default")
    assert answered(*words) == STORY.abolishes("naltrexone", of="ketamine").to_records()


def test_predict_answers_for_a_bundled_experiment_and_for_one_made_up() -> None:
    known = STORY.experiments[0]
    rows = answered(
        *("predict", known.id, "--treatment", "ketamine", "--target", "AMPA"),
        *("--readout", "BDNF release", "--background", "chronic stress", "--story", "default"),
    )
    assert [row["experiment"] for row in rows] == [known.id, "asked"]
    prediction = STORY.predict(known)
    assert rows[0]["result"] == str(prediction.result)
    assert rows[0]["because"] == prediction.because
    assert rows[1]["result"] == "abolished"


def test_an_activated_target_is_raised() -> None:
    words = ("predict", "--target", "AMPA", "--readout", "BDNF release", "--story", "default")
    assert answered(*words)[0]["result"] == "decreased"
    assert answered(*words, "--kind", "activate")[0]["result"] == "increased"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("perturb", "-i", "ketamine", "--decrease", "ketamine"), "named twice"),
        (("perturb", "-i", "ketamin"), "did you mean"),
        (("perturb", "-i", "ketamine", "--within", "soon"), "no onset"),
        (("perturb", "--draw", "a.svg"), "nothing moves"),
        (("abolishes", "NBQX"), "--of"),
        (("predict",), "nothing is asked"),
        (("predict", "--readout", "TrkB"), "nothing is done"),
        (("predict", "--target", "AMPA", "--readout", "TrkB", "--kind", "eat"), "intervention"),
        (("predict", "no-such-experiment"), "no experiment"),
    ],
    ids=str,
)
def test_wrong_usage_is_told_plainly(words: tuple[str, ...], said: str) -> None:
    shown = run(*words, status=2)
    assert said in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("command", ["perturb", "abolishes", "predict"])
def test_help_gives_an_example(command: str) -> None:
    assert f"Example: ketamech {command}" in run(command, "--help")
