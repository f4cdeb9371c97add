"""Experiments by stories on one slide: what each story explains of what was tested.

A cell of one experiment has a colour and a mark. Where there are more experiments than rows
fit at a size that can be read, those on one target share a row, and a cell counts how many of
them the story explains; a bar along its foot is as long as the share that it gets wrong.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, overload, runtime_checkable

from ketamech.drawing import theme
from ketamech.drawing.answers import origin
from ketamech.drawing.asked import check_options, options_of
from ketamech.drawing.cells import (
    CELL_PT,
    COUNT_SAMPLES,
    SINGLE_SAMPLES,
    baseline,
    count,
    single,
)
from ketamech.drawing.output import check_target, saved_or_shown
from ketamech.drawing.palette import inked, palette_of
from ketamech.drawing.scene import Band, Box, LegendItem, Scene, TextLine
from ketamech.drawing.text import baselines, fit_label, printable, text_width
from ketamech.errors import DrawingError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ketamech.drawing.figure import SlideFigure

__all__ = ["draw_matrix", "is_card", "matrix_scene"]

_ROW, _ROWS = 0.2, 23
_HEADER, _HEADER_LINE = 1.58, 1.5
_CELL_GAP = 0.012
_LABEL, _MARGIN = 2.6, theme.MARGIN
_TOP = theme.LANES_TOP + _HEADER
_LEGEND_TOP = 7.0
_TITLE_WIDTH = 0.95 * (theme.SLIDE_WIDTH - 2 * _MARGIN)


@runtime_checkable
class _Card(Protocol):
    """What the drawing reads of a scorecard."""

    @property
    def graph(self) -> Any: ...
    @property
    def lines(self) -> Any: ...


def is_card(thing: Any) -> bool:
    """Whether something is a scorecard, which is drawn as a matrix."""
    return isinstance(thing, _Card)


@dataclass(frozen=True)
class _Row:
    """A row of the matrix: its name, and the experiments that it stands for, by place."""

    name: str
    places: tuple[int, ...]


@overload
def draw_matrix(card: Any, path: None = None, *, ax: None = None, **how: Any) -> "SlideFigure": ...
@overload
def draw_matrix(card: Any, path: None = None, *, ax: "Axes", **how: Any) -> "Figure": ...
@overload
def draw_matrix(card: Any, path: str | os.PathLike[str], **how: Any) -> Path: ...
def draw_matrix(
    card: Any,
    path: str | os.PathLike[str] | None = None,
    *,
    theme: str = "light",
    ax: "Axes | None" = None,
    **how: Any,
) -> "Figure | Path":
    """Draw experiments by stories on one slide.

    Parameters
    ----------
    card
        A Scorecard.
    path
        A file to write, in the format of its suffix: ``.svg``, ``.png``, ``.pdf``, ``.pptx``
        or ``.html``.
    theme
        ``light``, ``dark`` or ``print``.
    ax
        Axes of a matplotlib figure to draw into.
    **how
        `title`, a heading other than the usual one; `target`, a node: only the experiments
        that act on it, a row each; `without`, True for what is said without the experiments'
        own papers.

    Returns
    -------
    matplotlib Figure or pathlib.Path
        The file, or without one a figure that a notebook shows: that of `ax` where it is given.

    Raises
    ------
    DrawingError
        Where there is no experiment to draw, or the file cannot be written.
    """
    palette_of(theme)
    check_options(how, (*options_of(matrix_scene), "theme", "ax"))
    check_target(path, ax)
    return saved_or_shown(inked(matrix_scene(card, **how), theme), path, ax)


def matrix_scene(
    card: _Card, *, title: str | None = None, target: str | None = None, without: bool = False
) -> Scene:
    """The finished geometry of the matrix; see :func:`draw_matrix`."""
    experiments = [answer.experiment for answer in card.lines[0].answers]
    rows = _rows(card, experiments, target)
    said = [
        [answer.without if without else answer.plain for answer in line.answers]
        for line in card.lines
    ]
    counted = any(len(row.places) > 1 for row in rows)
    width = (theme.SLIDE_WIDTH - 2 * _MARGIN - _LABEL) / max(len(said), 8)
    cells = []
    for down, row in enumerate(rows):
        for across, verdicts in enumerate(said):
            box = Box(
                _MARGIN + _LABEL + across * width,
                _TOP + down * _ROW,
                _MARGIN + _LABEL + (across + 1) * width,
                _TOP + (down + 1) * _ROW,
            ).grown(-_CELL_GAP)
            of_row = [verdicts[place] for place in row.places]
            told = f"{row.name}, {_column(card, card.lines[across].name)}"
            key = f"{down}-{across}"
            cells += count(key, box, of_row, told) if counted else single(key, box, of_row, told)
    shown = sum(len(row.places) for row in rows)
    left = ", without the experiment's own papers" if without else ""
    acting = "" if target is None else f" on {card.graph.node(target).name}"
    about = f"What each story explains of {shown} published experiments{acting}{left}"
    return Scene(
        title=_heading(about if title is None else title),
        bands=tuple(_stripes(rows)),
        nodes=tuple(cells),
        edges=(),
        legend=(*_headers(card, width), *_legend(counted)),
        foot=(_foot(card),),
        description=about,
    )


def _rows(card: _Card, experiments: Sequence[Any], target: str | None) -> list[_Row]:
    """A row for each experiment where they fit, else one for each target."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for place, experiment in enumerate(experiments):
        groups.setdefault(_targets(card, experiment), []).append(place)
    chosen = groups
    if target is not None:
        node = card.graph.node(target)
        chosen = {ids: places for ids, places in groups.items() if node.id in ids}
    if not chosen or not experiments:
        about = f" that acts on {target}" if target is not None else ""
        raise DrawingError(f"the score has no experiment{about}: nothing to draw")
    acting = sorted(filter(None, chosen), key=lambda ids: (-len(chosen[ids]), ids))
    ordered = [*acting, *(ids for ids in chosen if not ids)]
    if sum(map(len, chosen.values())) <= _ROWS:
        return [_Row(experiments[place].id, (place,)) for ids in ordered for place in chosen[ids]]
    rows = [
        _Row(_target_name(card, ids, experiments[chosen[ids][0]]), tuple(chosen[ids]))
        for ids in ordered
    ]
    if len(rows) > _ROWS:
        last = rows[len(acting) :]
        kept = _ROWS - 1 - len(last)
        rest = rows[kept : len(acting)]
        merged = tuple(place for row in rest for place in row.places)
        rows = [*rows[:kept], _Row(f"{len(rest)} other targets", merged), *last]
    return rows


def _targets(card: _Card, experiment: Any) -> tuple[str, ...]:
    named = experiment.intervention.target if experiment.intervention else ()
    names = card.graph.contents.names
    return tuple(sorted({match.node.id for name in named for match in names.get(name)} or named))


def _target_name(card: _Card, ids: tuple[str, ...], first: Any) -> str:
    """The name of the one node that is acted on, or what the first experiment calls several."""
    if not ids:
        return "no intervention"
    nodes = card.graph.contents.nodes
    if len(ids) == 1 and ids[0] in nodes:
        return str(nodes[ids[0]].name)
    return ", ".join(first.intervention.target)


def _column(card: _Card, name: str) -> str:
    story = card.graph.contents.hypotheses.get(name)
    return story.name if story is not None else name.capitalize()


def _heading(words: str) -> tuple[TextLine, ...]:
    text = printable(words)
    fits = _TITLE_WIDTH / max(text_width(text, 1.0, bold=True), 1e-6)
    size = round(min(theme.TITLE_PT, fits), 2)
    return (TextLine(text, _MARGIN, theme.TITLE_BASELINE, size, theme.TITLE_COLOUR, bold=True),)


def _stripes(rows: Sequence[_Row]) -> Iterable[Band]:
    """The rows with their names."""
    for down, row in enumerate(rows):
        top = _TOP + down * _ROW
        box = Box(_MARGIN, top, theme.SLIDE_WIDTH - _MARGIN, top + _ROW)
        count = f" ({len(row.places)})" if len(row.places) > 1 else ""
        name = _cut(row.name, _LABEL - 0.15 - text_width(count, CELL_PT)) + count
        line = TextLine(name, _MARGIN + 0.05, baseline(box), CELL_PT, theme.LANE_TITLE_COLOUR)
        yield Band(f"row-{down}", box, theme.BAND_FILLS[down % 2], (line,))


def _cut(words: str, width: float) -> str:
    text = printable(words)
    while text_width(text, CELL_PT) > width:
        text = text.rstrip("…")[:-1].rstrip() + "…"
    return text


def _headers(card: _Card, width: float) -> Iterable[LegendItem]:
    """The names of the stories, read upwards over their columns."""
    for across, line in enumerate(card.lines):
        words = fit_label(_column(card, line.name), CELL_PT, _HEADER_LINE, most_lines=2)
        middle = _MARGIN + _LABEL + (across + 0.5) * width
        lines = tuple(
            TextLine(
                _cut(word, _HEADER_LINE),
                round(upright, 4),
                _TOP - 0.06,
                CELL_PT,
                theme.LANE_TITLE_COLOUR,
                turned=True,
            )
            for word, upright in zip(words, baselines(middle, len(words), CELL_PT), strict=True)
        )
        box = Box(middle - width / 2, _TOP - _HEADER, middle + width / 2, _TOP)
        yield LegendItem(box, lines)


def _legend(counted: bool) -> Iterable[LegendItem]:
    """What colours and marks mean."""
    left = _MARGIN
    for words, draw in COUNT_SAMPLES if counted else SINGLE_SAMPLES:
        box = Box(left, _LEGEND_TOP, left + 0.4, _LEGEND_TOP + 0.19)
        line = TextLine(words, box.right + 0.08, baseline(box), CELL_PT, theme.LEGEND_COLOUR)
        first, *others = draw(f"legend {words}", box, words)
        left = line.x + text_width(words, CELL_PT) + 0.25
        yield LegendItem(box, (line,), node=first)
        yield from (LegendItem(box, (), node=mark) for mark in others)


def _foot(card: _Card) -> TextLine:
    return TextLine(
        origin(card.graph),
        theme.SLIDE_WIDTH - _MARGIN,
        _LEGEND_TOP + 0.15,
        CELL_PT,
        theme.FOOT_COLOUR,
        anchor="end",
    )
