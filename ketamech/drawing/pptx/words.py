"""Lines of text as the text of a shape or as a text box of their own.

Every line is a line break of ours, and the pitch of the lines is fixed in points, so that
labels stand on the baselines of the scene in any program. A box that is not centred wraps,
with room to spare: some programs centre the text of a box that does not.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ketamech.drawing.pptx.xml import Element, element, emu
from ketamech.drawing.scene import Box, TextLine
from ketamech.drawing.text import CENTRE_TO_BASELINE, line_pitch, text_width
from ketamech.drawing.theme import LINE_SPACING, POINTS_PER_INCH

__all__ = ["FONT", "blocks", "body", "box_of", "fill_of"]

FONT = "Arial"
_ALIGNED = {"start": "l", "middle": "ctr", "end": "r"}
_SPARE, _SPARE_SHARE = 0.05, 0.06


def fill_of(colour: str | None) -> Element:
    """A fill of one colour; none where there is no colour."""
    if colour is None or colour == "none":
        return element("a:noFill")
    return element("a:solidFill", [element("a:srgbClr", val=colour.removeprefix("#"))])


def blocks(lines: Iterable[TextLine]) -> Iterator[tuple[TextLine, ...]]:
    """Neighbouring lines that are set alike, each group for one box."""

    def setting(line: TextLine) -> tuple[object, ...]:
        return (line.anchor, line.size, line.bold, line.turned, line.colour, _start(line))

    for _, group in groupby(lines, setting):
        yield tuple(group)


def _start(line: TextLine) -> float:
    """Where a line starts, is centred or ends: what the lines of a block have in common."""
    return line.baseline if line.turned else line.x


def _middle(lines: Sequence[TextLine]) -> float:
    """The middle of a block across its lines."""
    places = [line.x if line.turned else line.baseline for line in lines]
    drop = CENTRE_TO_BASELINE * lines[0].size / POINTS_PER_INCH
    return sum(places) / len(places) - drop


def box_of(lines: Sequence[TextLine], width: float | None = None) -> Box:
    """The rectangle of a block, with room to spare unless its width is given."""
    first = lines[0]
    natural = max(text_width(line.text, line.size, line.bold) for line in lines)
    long = natural * (1 + _SPARE_SHARE) + _SPARE if width is None else width
    before = {"start": 0.0, "middle": long / 2, "end": long}[first.anchor]
    half, middle = line_pitch(first.size) * len(lines) / 2, _middle(lines)
    if first.turned:
        bottom = _start(first) + before
        return Box(middle - half, bottom - long, middle + half, bottom)
    left = _start(first) - before
    return Box(left, middle - half, left + long, middle + half)


def body(lines: Sequence[TextLine], box: Box | None = None) -> Element:
    """The text of a shape, its middle where the scene has it.

    Parameters
    ----------
    lines
        Lines that are set alike, from top to bottom.
    box
        The rectangle of the shape; by default that of the text.
    """
    first = lines[0]
    left, lower = 0.0, 0.0
    if box is not None:
        lower = 2 * (_middle(lines) - box.centre[1])
        left = first.x - box.left if first.anchor == "start" else 0.0
    properties = element(
        "a:bodyPr",
        [element("a:noAutofit")],
        vert="vert270" if first.turned else "horz",
        wrap="none" if first.anchor == "middle" else "square",
        rtlCol=0,
        anchor="ctr",
        vertOverflow="overflow",
        horzOverflow="overflow",
        lIns=emu(left),
        tIns=emu(max(0.0, lower)),
        rIns=0,
        bIns=emu(max(0.0, -lower)),
    )
    return element("p:txBody", [properties, element("a:lstStyle"), _paragraph(lines)])


def _paragraph(lines: Sequence[TextLine]) -> Element:
    first = lines[0]
    pitch = element("a:spcPts", val=round(first.size * LINE_SPACING * 100))
    none = element("a:spcPts", val=0)
    spacing = [
        element("a:lnSpc", [pitch]),
        element("a:spcBef", [none]),
        element("a:spcAft", [none]),
        element("a:buNone"),
    ]
    runs: list[Element] = [element("a:pPr", spacing, marL=0, indent=0, algn=_ALIGNED[first.anchor])]
    for index, line in enumerate(lines):
        if index:
            runs.append(element("a:br", [_letters("a:rPr", line)]))
        runs.append(element("a:r", [_letters("a:rPr", line), element("a:t", text=line.text)]))
    return element("a:p", runs)


def _letters(tag: str, line: TextLine) -> Element:
    """How letters look; names of molecules are not spelling mistakes."""
    return element(
        tag,
        [
            fill_of(line.colour),
            element("a:latin", typeface=FONT),
            element("a:cs", typeface=FONT),
        ],
        lang="en-US",
        sz=round(line.size * 100),
        b=int(line.bold),
        noProof=1,
    )
