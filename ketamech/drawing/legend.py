"""The legend and the foot: only what the figure holds, measured and wrapped.

Samples of node shapes carry their words inside; samples of lines carry them beside. The foot
stands at the right end of the last row. Where there is no room it stands at that of the list
of works, or takes a row of its own.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from ketamech.drawing import theme
from ketamech.drawing.arrows import head, shaft
from ketamech.drawing.chips import chip
from ketamech.drawing.scene import Box, EdgeMark, LegendItem, NodeMark, TextLine
from ketamech.drawing.shapes import fit_swatch, inner_outline, outline
from ketamech.drawing.text import CENTRE_TO_BASELINE, line_pitch, text_width
from ketamech.drawing.theme import (
    CHANGE_STYLES,
    EDGE_STYLES,
    NODE_STYLES,
    SHUT_MARK,
    EdgeStyle,
    NodeStyle,
    Shape,
)
from ketamech.drawing.view import REFUTED, View
from ketamech.vocabulary import Arrowhead, NodeType, Sign

__all__ = ["WIDTH", "Footing", "footing"]

WIDTH = theme.SLIDE_WIDTH - 2 * theme.MARGIN
"""How long a line under the lanes can be, in inches."""

_WORD_GAP = 0.08
_FOOT_GAP = 0.25


@dataclass(frozen=True, slots=True)
class Footing:
    """Everything under the lanes; `top` is where it begins, in inches."""

    items: tuple[LegendItem, ...]
    foot: tuple[TextLine, ...]
    top: float


@dataclass(frozen=True, slots=True)
class _Piece:
    """A legend item before it has a place: its width, and how to draw it at a left and top."""

    width: float
    draw: Callable[[float, float], LegendItem]


def _baseline(top: float, size: float) -> float:
    return top + theme.LEGEND_ROW / 2 + CENTRE_TO_BASELINE * size / theme.POINTS_PER_INCH


def _shape_piece(style: NodeStyle, words: str, border: float = theme.LEGEND_BORDER_PT) -> _Piece:
    size = theme.LEGEND_PT
    width = fit_swatch(style.shape, words, size, theme.LEGEND_ROW)

    def draw(left: float, top: float) -> LegendItem:
        box = Box(left, top, left + width, top + theme.LEGEND_ROW)
        line = TextLine(
            words, box.centre[0], _baseline(top, size), size, style.text, anchor="middle"
        )
        mark = NodeMark(
            id=f"legend {style.shape} {words}",
            name=words,
            description=words,
            box=box,
            outline=outline(style.shape, box),
            fill=style.fill,
            stroke=theme.NODE_BORDER,
            stroke_width=border,
            lines=(line,),
            inner=inner_outline(style.shape, box),
        )
        return LegendItem(box, (), node=mark)

    return _Piece(width, draw)


def _line_piece(
    kind: Arrowhead, words: str, *, dashed: bool = False, mark: str = "", thin: bool = False
) -> _Piece:
    size, style = theme.LEGEND_PT, EDGE_STYLES[kind]
    length = theme.LEGEND_LINE + (0.24 if mark else 0.0)
    width = length + _WORD_GAP + text_width(words, size)
    stroke = theme.EDGE_PT * (theme.CONTESTED_THINNER if thin else 1)

    def draw(left: float, top: float) -> LegendItem:
        middle = top + theme.LEGEND_ROW / 2
        points = ((left, middle), (left + length, middle))
        line = EdgeMark(
            id=f"legend {words}",
            source="",
            target="",
            description=words,
            points=points,
            shaft=shaft(kind, points),
            colour=style.colour,
            width=stroke,
            halo=0.0,
            head=head(kind, points, style.colour),
            dashed=dashed,
            chip=chip(mark, (left + length / 2, middle), style.colour) if mark else None,
        )
        text = TextLine(
            words,
            left + length + _WORD_GAP,
            _baseline(top, size),
            size,
            theme.LEGEND_COLOUR,
        )
        return LegendItem(Box(left, top, left + width, top + theme.LEGEND_ROW), (text,), edge=line)

    return _Piece(width, draw)


def _shape_pieces(view: View) -> list[_Piece]:
    """Samples of types; plain ones where fills tell changes, and then samples of these.

    The boxes of arms have no type.
    """
    if _shows_arms(view):
        return []
    present = {node.node.type for node in view.nodes}
    changes = {node.change for node in view.nodes if node.change is not None}
    grouped: dict[NodeStyle, list[str]] = {}
    for kind in NodeType:
        if kind in present:
            style = NODE_STYLES[kind]
            if changes:
                style = style._replace(fill=theme.BACKGROUND, text=theme.DARK)
            grouped.setdefault(style._replace(legend=""), []).append(style.legend)
    return [
        _shape_piece(style, ", ".join([names[0], *(name.lower() for name in names[1:])]))
        for style, names in grouped.items()
    ] + _change_pieces(view, changes)


def _shows_arms(view: View) -> bool:
    """Whether no line is an edge between just the nodes that it joins, nor a path."""
    return bool(view.edges) and not any(
        line.through
        or any((edge.source, edge.target) == (line.source, line.target) for edge in line.edges)
        for line in view.edges
    )


def _change_pieces(view: View, changes: Collection[Sign]) -> list[_Piece]:
    plain = NodeStyle(Shape.RECTANGLE, theme.BACKGROUND, theme.DARK, "")
    pieces = [
        _shape_piece(plain._replace(fill=style.fill), f"{style.legend} {style.mark}".strip())
        for sign, style in CHANGE_STYLES.items()
        if sign in changes
    ]
    if any(node.shut for node in view.nodes):
        pieces.append(_shape_piece(plain, f"shut {SHUT_MARK}", theme.SHUT_BORDER_PT))
    return pieces


def _line_pieces(view: View) -> list[_Piece]:
    styles: dict[Arrowhead, EdgeStyle] = {
        kind: style
        for kind, style in EDGE_STYLES.items()
        if any(edge.head is kind and edge.mark != REFUTED for edge in view.edges)
    }
    pieces = [_line_piece(kind, style.legend) for kind, style in styles.items()]
    reasons = [
        words
        for words, present in (
            ("indirect", any(edge.dashed and not edge.through for edge in view.edges)),
            ("hidden steps", any(edge.through for edge in view.edges)),
        )
        if present
    ]
    if reasons:
        pieces.append(_line_piece(Arrowhead.NONE, " or ".join(reasons), dashed=True))
    for mark, words in (("vs", "contested"), (REFUTED, "refuted")):
        if any(edge.mark == mark for edge in view.edges):
            pieces.append(_line_piece(Arrowhead.NONE, words, mark=mark, thin=True))
    return pieces


def _flow(pieces: Sequence[_Piece], width: float) -> list[list[_Piece]]:
    rows: list[list[_Piece]] = []
    for piece in pieces:
        if rows and _length([*rows[-1], piece]) <= width:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _length(pieces: Sequence[_Piece]) -> float:
    return sum(piece.width for piece in pieces) + theme.LEGEND_ITEM_GAP * (len(pieces) - 1)


def _with_foot(rows: Sequence[list[_Piece]], foot: float) -> list[list[_Piece]]:
    """The rows, the last of which has room for the foot."""
    crowded = not rows or (foot > 0 and _length(rows[-1]) + foot > WIDTH)
    return [*rows, []] if crowded else list(rows)


def footing(view: View, works: Sequence[str] = (), *, legend: bool = True) -> Footing:
    """Legend, foot line and list of references of a view.

    Parameters
    ----------
    view
        What is shown.
    works
        The list of numbered works, line by line.
    legend
        Whether shapes and lines are explained.

    Returns
    -------
    Footing
        Placed at the bottom of the slide.
    """
    left, right = theme.MARGIN, theme.SLIDE_WIDTH - theme.MARGIN
    shapes, lines = (_shape_pieces(view), _line_pieces(view)) if legend else ([], [])
    foot_width = text_width(view.foot, theme.FOOT_PT) + _FOOT_GAP if view.foot else 0.0
    apart = [*_flow(shapes, WIDTH), *_flow(lines, WIDTH)]
    flows = (apart, _flow([*shapes, *lines], WIDTH))
    rows = min((_with_foot(rows, foot_width) for rows in flows), key=len)
    listing = list(works)
    in_listing = bool(works) and rows[-1] == []
    if in_listing:
        rows = rows[:-1]
        if text_width(works[-1], theme.FOOT_PT) + foot_width > WIDTH:
            listing.append("")
    pitch = theme.LEGEND_ROW + theme.LEGEND_ROW_GAP
    line = line_pitch(theme.FOOT_PT)
    bottom = theme.SLIDE_HEIGHT - theme.SAFE_MARGIN - 0.01 - line * len(listing)
    top = bottom - max(0.0, pitch * len(rows) - theme.LEGEND_ROW_GAP)
    items = []
    for index, row in enumerate(rows):
        x = left
        for piece in row:
            items.append(piece.draw(x, top + pitch * index))
            x += piece.width + theme.LEGEND_ITEM_GAP
    foot = []
    if view.foot:
        base = _baseline(top + pitch * (len(rows) - 1), theme.FOOT_PT)
        if in_listing:
            base = bottom + line * (len(listing) - 0.2)
        foot.append(
            TextLine(view.foot, right, base, theme.FOOT_PT, theme.FOOT_COLOUR, anchor="end")
        )
    for index, words in enumerate(works):
        base = bottom + line * (index + 0.8)
        foot.append(TextLine(words, left, base, theme.FOOT_PT, theme.FOOT_COLOUR))
    return Footing(tuple(items), tuple(foot), top)
