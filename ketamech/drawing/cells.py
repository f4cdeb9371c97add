"""The cells of a matrix of experiments by stories: one experiment, or a count of several.

Colour and mark say the same thing, so that a cell can be read in grey.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ketamech.drawing import theme
from ketamech.drawing.scene import Box, NodeMark, Path, TextLine
from ketamech.drawing.shapes import box_path, polyline
from ketamech.drawing.text import CENTRE_TO_BASELINE, text_width
from ketamech.drawing.theme import EDGE_STYLES, NODE_STYLES, blend
from ketamech.vocabulary import Arrowhead, NodeType

__all__ = ["CELL_PT", "COUNT_SAMPLES", "SINGLE_SAMPLES", "baseline", "count", "single"]

CELL_PT = 11.0
_RIGHT = EDGE_STYLES[Arrowhead.TRIANGLE].colour
_WRONG = EDGE_STYLES[Arrowhead.BAR].colour
_UNSURE = NODE_STYLES[NodeType.NEUROTRANSMITTER].fill
_SILENT = theme.BAND_FILLS[0]
_BAR = 0.035
_STROKE_PT = 1.8


class VerdictLike(Protocol):
    """What the drawing reads of a verdict."""

    @property
    def mark(self) -> str: ...
    @property
    def said(self) -> Any: ...
    @property
    def found(self) -> Any: ...


@dataclass(frozen=True)
class _Kind:
    """How a verdict looks in a cell of its own, and what the legend calls it."""

    fill: str
    ink: str
    strokes: tuple[tuple[tuple[float, float], ...], ...]


_KINDS = {
    "agrees": _Kind(_RIGHT, theme.LIGHT, (((-0.06, 0.0), (-0.015, 0.05), (0.07, -0.05)),)),
    "disagrees": _Kind(
        _WRONG,
        theme.LIGHT,
        (((-0.05, -0.05), (0.05, 0.05)), ((-0.05, 0.05), (0.05, -0.05))),
    ),
    "ambiguous": _Kind(
        _UNSURE,
        theme.DARK,
        (
            ((-0.05, -0.02), (0.05, -0.02)),
            ((0.0, -0.065), (0.0, 0.025)),
            ((-0.05, 0.06), (0.05, 0.06)),
        ),
    ),
    "silent": _Kind(_SILENT, theme.LEGEND_COLOUR, (((-0.04, 0.0), (0.04, 0.0)),)),
}
"""Check mark, cross, plus-minus and dash; offsets from the middle of the cell, in inches."""

_SHARES: tuple[tuple[float, float, str, str], ...] = (
    (0.75, 1.0, theme.LIGHT, "explained: ¾ or more"),
    (0.5, 0.38, theme.DARK, "½ or more"),
    (0.001, 0.14, theme.DARK, "fewer"),
    (0.0, 0.0, theme.LEGEND_COLOUR, "none"),
)
"""From which share on a count has which strength of colour, ink and words in the legend."""


def baseline(box: Box) -> float:
    """Where the letters of a line stand that is centred in a box."""
    return box.centre[1] + CENTRE_TO_BASELINE * CELL_PT / theme.POINTS_PER_INCH


def _mark(
    key: str,
    box: Box,
    outline: Path,
    told: str,
    *,
    fill: str = "none",
    stroke: str = "none",
    width: float = 0.0,
    lines: tuple[TextLine, ...] = (),
) -> NodeMark:
    return NodeMark(key, told, told, box, outline, fill, stroke, width, lines)


def single(key: str, box: Box, of_row: Sequence[VerdictLike], told: str) -> list[NodeMark]:
    """The cell of one experiment: colour and mark."""
    verdict = of_row[0]
    words = f"{told}: {verdict.said}, found {verdict.found} ({verdict.mark})"
    return _swatch(key, box, verdict.mark, words)


def _swatch(key: str, box: Box, mark: str, words: str) -> list[NodeMark]:
    kind = _KINDS[mark]
    x, y = box.centre
    cell = _mark(key, box, box_path(box), words, fill=kind.fill)
    return [
        cell,
        *(
            _mark(
                f"{key}-{number}",
                box,
                polyline([(x + across, y + down) for across, down in stroke]),
                words,
                stroke=kind.ink,
                width=_STROKE_PT,
            )
            for number, stroke in enumerate(kind.strokes)
        ),
    ]


def count(key: str, box: Box, of_row: Sequence[VerdictLike], told: str) -> list[NodeMark]:
    """The cell of several experiments: how many are explained, and the share that is wrong."""
    marks = [verdict.mark for verdict in of_row]
    counts = ", ".join(f"{kind} {marks.count(kind)}" for kind in _KINDS)
    right = marks.count("agrees")
    text = f"{right}/{len(marks)}"
    if text_width(text, CELL_PT) > box.width - 0.02:
        text = f"{100 * right / len(marks):.0f}%"
    return _counted(
        key,
        box,
        right / len(marks),
        marks.count("disagrees") / len(marks),
        text,
        f"{told}: {counts}",
    )


def _counted(
    key: str, box: Box, right: float, wrong: float, text: str, words: str
) -> list[NodeMark]:
    strength, ink = next(row[1:3] for row in _SHARES if right >= row[0])
    line = TextLine(
        text,
        box.centre[0],
        baseline(box) - _BAR / 2,
        CELL_PT,
        ink,
        bold=ink == theme.LIGHT,
        anchor="middle",
    )
    fill = blend(_RIGHT, strength, _SILENT)
    cells = [_mark(key, box, box_path(box), words, fill=fill, lines=(line,))]
    if wrong:
        bar = Box(box.left, box.bottom - _BAR, box.left + wrong * box.width, box.bottom)
        cells.append(_mark(f"{key}-wrong", bar, box_path(bar), words, fill=_WRONG))
    return cells


_Sample = Callable[[str, Box, str], list[NodeMark]]


def _single_sample(mark: str) -> _Sample:
    return lambda key, box, words: _swatch(key, box, mark, words)


def _count_sample(right: float, wrong: float = 0.0) -> _Sample:
    return lambda key, box, words: _counted(key, box, right, wrong, "", words)


SINGLE_SAMPLES = tuple((mark, _single_sample(mark)) for mark in _KINDS)
COUNT_SAMPLES = (
    *((words, _count_sample(share)) for share, _, _, words in _SHARES),
    ("share that is wrong; the rest is silent or ambiguous", _count_sample(0.0, 0.5)),
)
