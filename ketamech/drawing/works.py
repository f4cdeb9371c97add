"""Which works a figure cites by number: as many as the lines under it hold.

A figure often rests on more works than a slide can list. Each edge then keeps its first ones,
in turn, and the list ends with how many more there are.
"""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from ketamech.drawing.text import text_width
from ketamech.drawing.theme import FOOT_PT

__all__ = ["MANY", "chosen_works", "listed"]

MANY = 999
"""So many more works are reckoned with, as some may find no place at their edges either."""
_BETWEEN = " · "


def chosen_works(
    cites: Sequence[Sequence[str]], words: Mapping[str, str], lines: int, width: float
) -> tuple[str, ...]:
    """Keys of the works that can be listed, in the order in which the edges cite them.

    Parameters
    ----------
    cites
        Of each edge the keys of its works, those first that it should keep.
    words
        How each work is cited.
    lines, width
        How many lines there are, and how long each is, in inches.

    Examples
    --------
    >>> words = {"A2000": "A 2000", "B2001": "B 2001", "C2002": "C 2002"}
    >>> chosen_works([["A2000", "B2001"], ["C2002"]], words, lines=1, width=4.0)
    ('A2000', 'C2002')
    """
    order = tuple(dict.fromkeys(key for keys in cites for key in keys))
    chosen: tuple[str, ...] = ()
    for key in dict.fromkeys(key for turn in zip_longest(*cites) for key in turn if key):
        longer = tuple(one for one in order if one in chosen or one == key)
        if len(listed([words[one] for one in longer], MANY, width)) > lines:
            break
        chosen = longer
    return chosen


def listed(works: Sequence[str], more: int, width: float) -> tuple[str, ...]:
    r"""The numbered works in as many lines as they take, none broken in two.

    Parameters
    ----------
    works
        In the order of their numbers.
    more
        How many works are cited without a number.
    width
        Length of a line in inches.

    Examples
    --------
    >>> listed(["A 2000", "B 2001"], 3, 9.0)[0].replace("\xa0", " ")
    '1 A 2000 · 2 B 2001 · … and 3 more works'
    """
    entries = [f"{number} {work}" for number, work in enumerate(works, 1)]
    if works and more:
        entries.append(f"… and {more} more work{'s' if more > 1 else ''}")
    lines: list[str] = []
    for entry in (entry.replace(" ", "\N{NO-BREAK SPACE}") for entry in entries):
        longer = f"{lines[-1]}{_BETWEEN}{entry}" if lines else entry
        if lines and text_width(longer, FOOT_PT) <= width:
            lines[-1] = longer
        else:
            lines.append(entry)
    return tuple(lines)
