"""Words of a question: how they are compared, how a pattern takes them, how names are found.

A pattern is a line of words: ``what lies|is downstream of? X``. A bar parts words that may
stand in one place, a question mark marks one that may be left out, a name in angle brackets
is a row of :data:`SYNONYMS`, a capital letter takes one word or more. Articles do not matter.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ketamech.errors import UnknownNodeError
from ketamech.names import NameIndex

__all__ = ["SYNONYMS", "find_name", "find_names", "fitted", "stems", "words_of"]


def _row(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _forms(verbs: str) -> frozenset[str]:
    """The forms of regular verbs."""
    found = set()
    for verb in verbs.split():
        stem = verb.removesuffix("e")
        found |= {verb, f"{verb}s", f"{stem}ed", f"{stem}ing", f"{stem}es"}
    return frozenset(found)


ARTICLES = _row("a an the")
_IDLE = ARTICLES | _row(
    "receptor receptors level levels activity signalling signaling pathway drug protein node "
    "treatment really please"
)
"""Words that may stand beside a name and say nothing more."""

# fmt: off
SYNONYMS: Mapping[str, frozenset[str]] = {
    "do": _row("do does did can could will would may might should"),
    "be": _row("is are was were be being get gets got"),
    "lie": _row("lie lies is are sit sits come comes"),
    "which": _row("what which"),
    "about": _row("about on of around regarding concerning for"),
    "route": _row("path paths route routes pathway pathways way ways"),
    "raise": _forms("raise increase elevate enhance boost activate stimulate promote potentiate "
                    "strengthen release induce upregulate"),
    "lower": _forms("lower decrease reduce diminish suppress inhibit block antagonise antagonize "
                    "weaken relieve downregulate"),
    "affect": _forms("affect change influence alter modulate regulate move"),
    "give": _forms("raise increase elevate activate stimulate infuse administer add inject")
            | _row("give given giving applied"),
    "lose": _forms("block antagonise antagonize inhibit lower decrease reduce delete remove "
                   "silence suppress") | _row("lose lost losing absent missing gone"),
    "abolish": _forms("abolish prevent cancel abrogate occlude") | _row("block blocks undo undoes"),
    "explain": _forms("explain predict support fit") | _row("agree agrees"),
    "story": _row("hypothesis hypotheses story stories account accounts theory theories"),
    "dispute": _row("contested disputed debated controversial"),
    "open": _row("open unknown unresolved unanswered unsolved"),
}
# fmt: on
"""Rows of words that mean the same in a pattern."""


def words_of(question: str) -> list[str]:
    """The words of a question, as they were written, without what ends or quotes them.

    Examples
    --------
    >>> words_of("What's the “L-655,708”?")
    ['What', 'is', 'the', 'L-655,708']
    """
    text = unicodedata.normalize("NFKC", question).replace("’", "'")
    words: list[str] = []
    for word in text.split():
        bare = word.strip("?!.,;:\"'“”‘`«»")
        if bare.casefold().endswith("'s") and bare.casefold()[:-2] in SYNONYMS["which"]:
            words += [bare[:-2], "is"]
        elif bare:
            words.append(bare)
    return words


class _Place(NamedTuple):
    """One place of a pattern: the words that may stand there, or the slot that it is."""

    words: frozenset[str]
    slot: str
    optional: bool


@lru_cache(maxsize=512)
def _places(pattern: str) -> tuple[_Place, ...]:
    places = []
    for piece in pattern.split():
        bare = piece.removesuffix("?")
        words: set[str] = set()
        for word in bare.split("|"):
            words |= SYNONYMS[word[1:-1]] if word.startswith("<") else {word}
        slot = bare if len(bare) == 1 and bare.isupper() else ""
        places.append(_Place(frozenset(words), slot, piece != bare))
    return tuple(places)


def fitted(pattern: str, words: list[str]) -> Iterator[dict[str, str]]:
    """Every way in which a pattern takes all words: each slot with the text that it took.

    Examples
    --------
    >>> list(fitted("<do> X <raise> Y", ["Does", "the", "drug", "raise", "BDNF"]))
    [{'X': 'the drug', 'Y': 'BDNF'}]
    """
    places = _places(pattern)
    folded = [word.casefold() for word in words]

    def fit(place: int, at: int) -> Iterator[dict[str, str]]:
        if place == len(places):
            if at == len(words):
                yield {}
            return
        here = places[place]
        if here.slot:
            for end in range(at + 1, len(words) + 1):
                for rest in fit(place + 1, end):
                    yield {here.slot: " ".join(words[at:end]), **rest}
            return
        if at < len(words):
            if folded[at] in here.words:
                yield from fit(place + 1, at + 1)
            elif folded[at] in ARTICLES:
                yield from fit(place, at + 1)
        if here.optional:
            yield from fit(place + 1, at)

    return fit(0, 0)


def find_name(names: NameIndex, text: str) -> str:
    """The name of a node in a text that may hold articles and idle words beside it.

    Parameters
    ----------
    names
        The names of a graph.
    text
        Some words of a question.

    Returns
    -------
    str
        The longest run of words that is a name, with `receptor` behind it where only that
        makes one.

    Raises
    ------
    UnknownNodeError
        With the nearest names, if there is none, or a word beside it means something.

    Examples
    --------
    >>> import ketamech as km
    >>> find_name(km.load().contents.names, "the TrkB receptors")
    'TrkB'
    """
    words = text.split()
    idle = [word.casefold() in _IDLE for word in words]
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            if not all(idle[:start] + idle[start + length :]):
                continue
            run = " ".join(words[start : start + length])
            for name in (run, f"{run} receptor"):
                if names.get(name):
                    return name
    while words[1:] and words[0].casefold() in ARTICLES:
        words = words[1:]
    asked = " ".join(words)
    raise UnknownNodeError(asked, suggestions=names.nearest(asked))


def find_names(names: NameIndex, text: str) -> tuple[str, ...]:
    """One name, or several joined by `and`; see :func:`find_name`."""
    try:
        return (find_name(names, text),)
    except UnknownNodeError:
        parts = [part for part in f" {text} ".replace(", ", " and ").split(" and ") if part.strip()]
        if len(parts) < 2:
            raise
        return tuple(dict.fromkeys(find_name(names, part) for part in parts))


def stems(text: str) -> frozenset[str]:
    """The words of a text in the form in which a search compares them.

    Examples
    --------
    >>> sorted(stems("the eEF2K knock-outs"))
    ['eef2k', 'knockout', 'the']
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("knock-", "knock")
    spaced = "".join(sign if sign.isalnum() else " " for sign in folded)
    return frozenset(
        word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word
        for word in spaced.split()
    )
