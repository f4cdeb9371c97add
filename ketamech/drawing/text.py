"""Measuring text and breaking labels into lines, the same for every output.

Widths come from a table of Arial's advance widths (:mod:`ketamech.drawing.arial`), without
kerning, so that no font has to be installed to lay a figure out.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import combinations, pairwise

from ketamech.drawing import arial
from ketamech.drawing.scene import Box, TextLine
from ketamech.drawing.theme import LINE_SPACING, POINTS_PER_INCH

__all__ = [
    "ASCENT",
    "CENTRE_TO_BASELINE",
    "DESCENT",
    "baselines",
    "breaks",
    "fit_label",
    "legal",
    "line_pitch",
    "printable",
    "text_box",
    "text_width",
    "wrap",
]

CENTRE_TO_BASELINE = 0.355
"""How far the baseline lies under the optical centre of a line, in type sizes."""

ASCENT, DESCENT = 0.74, 0.22
"""How far letters reach above and below their baseline, as a share of the type size."""

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNKNOWN_WIDTH = 700
_FULL_WIDTH = 1000
_MOST_LINES = 3
_BREAK_AFTER = " –—/-"


@cache
def _advances(bold: bool) -> dict[str, int]:
    table = arial.BOLD if bold else arial.REGULAR
    return {character: width for width, characters in table.items() for character in characters}


def _stand_in(character: str) -> int:
    """Width of a character that Arial does not have, on the generous side."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return _FULL_WIDTH
    return _UNKNOWN_WIDTH


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width of a line of text set in Arial.

    Parameters
    ----------
    text
        One line.
    size
        Type size in points.
    bold
        Whether it is set in bold.

    Returns
    -------
    float
        Width in inches.

    Examples
    --------
    >>> round(text_width("AMPA receptor", 15), 2)
    1.41
    """
    table = _advances(bold)
    units = sum(table[char] if char in table else _stand_in(char) for char in text)
    return units / 1000 * size / POINTS_PER_INCH


def text_box(line: TextLine) -> Box:
    """The rectangle that the letters of a level line fill.

    Examples
    --------
    >>> round(text_box(TextLine("AMPA", 1.0, 1.0, 15, "#000000")).width, 2)
    0.59
    """
    width = text_width(line.text, line.size, line.bold)
    left = line.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[line.anchor]
    inches = line.size / POINTS_PER_INCH
    return Box(
        left, line.baseline - ASCENT * inches, left + width, line.baseline + DESCENT * inches
    )


def printable(text: str) -> str:
    r"""Text in one line, without the characters that no figure can show.

    Control characters, which are illegal in XML, and characters that reverse the direction of
    what follows are dropped; every kind of white space becomes one space.

    Examples
    --------
    >>> printable("AMPA\x00\n receptor")
    'AMPA receptor'
    """
    spaced = "".join(" " if char.isspace() else char for char in text)
    kept = "".join(
        char
        for char in unicodedata.normalize("NFC", spaced)
        if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join(kept.split())


def legal(text: str) -> str:
    r"""Text without the characters that XML cannot hold, not even escaped.

    Examples
    --------
    >>> legal("a\x00b")
    'ab'
    """
    return _ILLEGAL.sub("", text)


def breaks(text: str) -> tuple[int, ...]:
    """Positions at which a label may be broken: after a space, a dash, a slash, a hyphen.

    Examples
    --------
    >>> breaks("PI3K/Akt signal")
    (5, 9)
    """
    return tuple(
        index + 1
        for index, char in enumerate(text[:-1])
        if char in _BREAK_AFTER and index > 0 and text[index + 1] != " "
    )


def _splits(text: str, lines: int) -> list[tuple[str, ...]]:
    found = []
    for chosen in combinations(breaks(text), lines - 1):
        edges = (0, *chosen, len(text))
        pieces = tuple(text[a:b].strip() for a, b in pairwise(edges))
        found.append(pieces)
    return found


def fit_label(
    name: str,
    size: float,
    fits: float | Callable[[tuple[str, ...]], bool],
    *,
    bold: bool = False,
    most_lines: int = _MOST_LINES,
) -> tuple[str, ...]:
    """Break a label into the fewest lines that fit, and of these the most balanced.

    Parameters
    ----------
    name
        The label.
    size
        Type size in points.
    fits
        Width in inches that every line keeps, or a function that says whether the lines fit.
    bold
        Whether it is set in bold.
    most_lines
        How many lines are allowed. Where even so many do not fit, the narrowest result is
        returned.

    Returns
    -------
    tuple of str
        The lines, from top to bottom.

    Examples
    --------
    >>> fit_label("Pyramidal neuron firing", 15, 1.6)
    ('Pyramidal', 'neuron firing')
    >>> fit_label("AMPA receptor", 15, 2)
    ('AMPA receptor',)
    """
    text = printable(name)

    def widest(lines: tuple[str, ...]) -> float:
        return max(text_width(line, size, bold) for line in lines)

    def acceptable(lines: tuple[str, ...]) -> bool:
        return fits(lines) if callable(fits) else widest(lines) <= fits

    best: tuple[str, ...] = (text,)
    for count in range(1, most_lines + 1):
        ranked = sorted(_splits(text, count), key=lambda lines: (round(widest(lines), 3), lines))
        if not ranked:
            break
        for lines in ranked:
            if acceptable(lines):
                return lines
        if widest(ranked[0]) < widest(best):
            best = ranked[0]
    return best


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Fill lines of `width` inches word by word, as many as it takes.

    Examples
    --------
    >>> wrap("one two three", 12, 0.6)
    ('one two', 'three')
    """
    lines: list[str] = []
    for word in printable(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def line_pitch(size: float) -> float:
    """Distance in inches from one baseline to the next at a type size in points.

    Examples
    --------
    >>> round(line_pitch(15), 4)
    0.2354
    """
    return size * LINE_SPACING / POINTS_PER_INCH


def baselines(centre: float, count: int, size: float) -> tuple[float, ...]:
    """Baselines in inches of `count` lines that lie around a centre, y growing downwards.

    Examples
    --------
    >>> [round(y, 3) for y in baselines(1.0, 2, 14.4)]
    [0.958, 1.184]
    """
    pitch = line_pitch(size)
    drop = CENTRE_TO_BASELINE * size / POINTS_PER_INCH
    first = centre - pitch * (count - 1) / 2 + drop
    return tuple(first + pitch * index for index in range(count))
