"""A wrong option is refused in words that help, and before anything is drawn."""

from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure

import ketamech as km
from ketamech.drawing import draw, draw_matrix
from ketamech.errors import DrawingError
from tests import made

SMALL = made.graph("a activates b")


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"foo": 1}, r"'foo' is no option of draw \(title, hypotheses, .*theme"),
        ({"them": "dark"}, r"'them' is no option of draw; did you mean theme\?"),
        ({"along": 1}, "'along' is no option"),
        ({"kept": ["a"]}, "'kept' is no option"),
        ({"by": "arm", "limit": 5}, "limit= does not go with by='arm'"),
        ({"by": "arm", "focus": "a"}, "focus= does not go with by='arm'"),
        ({"by": ["arm"]}, "no way to draw"),
        ({"theme": None}, "None is no theme"),
        ({"theme": ["dark"]}, "is no theme"),
    ],
    ids=str,
)
def test_an_option_that_there_is_not(how: dict[str, Any], said: str) -> None:
    with pytest.raises(DrawingError, match=said):
        draw(SMALL, **how)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"legend": False}, r"'legend' is no option of draw \(title, target, without, theme, ax\)"),
        ({"targte": "mTORC1"}, "did you mean target"),
        ({"theme": None}, "None is no theme"),
        ({"ax": 3}, "ax= is a int"),
    ],
    ids=str,
)
def test_an_option_that_the_matrix_has_not(how: dict[str, Any], said: str) -> None:
    with pytest.raises(DrawingError, match=said):
        draw_matrix(km.load().score(), **how)


def test_axes_are_axes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ketamech.drawing.making.compose", None)
    page = Figure()
    wrong: list[Any] = [page, page.subplots(1, 2), "axes"]
    for ax in wrong:
        with pytest.raises(DrawingError, match="one Axes of matplotlib"):
            draw(SMALL, ax=ax)
    with pytest.raises(DrawingError, match="not both"):
        draw(SMALL, tmp_path / "x.png", ax=page.axes[0])


def test_a_path_that_is_built_up_takes_no_other_options_either(tmp_path: Path) -> None:
    with pytest.raises(DrawingError, match="did you mean theme"):
        draw(SMALL, tmp_path / "x.pptx", build=SMALL.paths("a", "b")[0], them="dark")
