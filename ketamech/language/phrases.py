"""Names of nodes as they stand in running text.

A node's name is made for a figure: ``NMDA receptor (GABA cells)``. In a sentence it begins
with a small letter unless it is an acronym or a proper name, a receptor becomes receptors, and
a cell or a region that only the brackets name is said in full: ``NMDA receptors on GABA
interneurons``.
"""

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from ketamech.model import Location, Node
from ketamech.vocabulary import NodeType

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["Phrase", "begun", "joined", "phrase"]


class Phrase(NamedTuple):
    """A noun phrase, and whether its verb is plural."""

    text: str
    plural: bool


class _Form(Enum):
    """What becomes of a noun that ends a name."""

    SEVERAL = "several"
    ARTICLE = "article"
    PLURAL = "plural"


_NOUNS = {
    **dict.fromkeys(
        ["receptor", "channel", "inhibitor", "agonist", "antagonist", "modulator"], _Form.SEVERAL
    ),
    **dict.fromkeys(["benzodiazepine", "ampakine"], _Form.SEVERAL),
    **dict.fromkeys(["network", "circuit", "response", "rhythm", "cingulate"], _Form.ARTICLE),
    **dict.fromkeys(["effect", "deficit", "rise", "model"], _Form.ARTICLE),
    **dict.fromkeys(["glia", "microbiota"], _Form.PLURAL),
}
"""Nouns that need more in a sentence than they have in a figure."""

_PREPOSITIONS = ("at", "in", "of", "on")
_SYMBOLS = (
    NodeType.PROTEIN,
    NodeType.COMPLEX,
    NodeType.RECEPTOR,
    NodeType.ION_CHANNEL,
    NodeType.NEUROTRANSMITTER,
    NodeType.GENE_VARIANT,
)
_LONGEST_SYMBOL = 4
"""A short name of a molecule is a symbol (Rheb, Arc), even where it looks like a word."""
_ON_A_SURFACE = (NodeType.RECEPTOR, NodeType.ION_CHANNEL)


def phrase(graph: "MechanismGraph", node: Node) -> Phrase:
    """A node as it stands in running text.

    Examples
    --------
    >>> import ketamech as km
    >>> graph = km.load()
    >>> phrase(graph, graph.node("NMDA receptor (GABA cells)"))
    Phrase(text='NMDA receptors on GABA interneurons', plural=True)
    >>> phrase(graph, graph.node("Antidepressant effect, rapid")).text
    'the rapid antidepressant effect'
    """
    name, _, inside = node.name.partition(" (")
    where = _where(graph, node, inside.removesuffix(")")) if inside else ""
    noun, _, detail = name.partition(", ")
    if detail and detail[0].isalpha():
        noun, detail = f"{detail} {_lowered(noun)}", ""
    is_symbol = node.type in _SYMBOLS and len(noun) <= _LONGEST_SYMBOL and noun.isalpha()
    text, plural = _numbered(noun if is_symbol else _lowered(noun))
    return Phrase(f"{text}{f' at {detail}' if detail else ''}{where}", plural)


def begun(text: str) -> str:
    """A text as it begins a sentence: mTORC1 and its like keep their small letter.

    Examples
    --------
    >>> begun("mu-opioid receptors"), begun("phospho-eEF2"), begun("mTORC1")
    ('Mu-opioid receptors', 'Phospho-eEF2', 'mTORC1')
    """
    first = text.partition(" ")[0].partition("-")[0]
    return text[:1].upper() + text[1:] if first == first.lower() and first.isascii() else text


def joined(texts: list[str]) -> str:
    """Texts as a list in a sentence.

    Examples
    --------
    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    head, last = texts[:-1], texts[-1:]
    return " and ".join(filter(None, [", ".join(head), *last]))


def _lowered(name: str) -> str:
    """The name with a small first letter, unless it is an acronym or a proper name."""
    first, _, rest = name.partition(" ")
    stem = first.partition("-")[0].rstrip("0123456789")
    is_word = stem[1:].isalpha() and stem[1:].islower() and stem.isascii()
    is_code = rest[:1].isdigit()
    return name[0].lower() + name[1:] if is_word and not is_code else name


def _numbered(noun: str) -> tuple[str, bool]:
    """The noun in the number, and with the article, that a sentence needs."""
    head = noun.partition(" in ")[0].split(" ")
    last = head[-1]
    form = _NOUNS.get(last)
    if form is _Form.SEVERAL:
        return f"{noun}s", True
    if form is _Form.ARTICLE:
        return f"the {noun}", False
    is_word = last.isalpha() and last.islower() and last.isascii()
    ends_in_s = is_word and last.endswith("s") and not last.endswith(("ss", "us", "is"))
    both = len(head) == 3 and head[1] == "and"
    return noun, form is _Form.PLURAL or ends_in_s or both


def _where(graph: "MechanismGraph", node: Node, inside: str) -> str:
    """What brackets say, as the end of a phrase; in brackets where no place says it."""
    if inside.split(" ")[0] in _PREPOSITIONS:
        return f" {inside}"
    if node.type is NodeType.BRAIN_REGION:
        return f" ({inside})"
    places = graph.locations
    preposition = "on" if node.type in _ON_A_SURFACE else "in"
    for found, before, after in (
        (_named(places.cells, node.cell, inside), preposition, "s"),
        (_named(places.regions, node.region, inside), "in the", ""),
    ):
        if found is not None:
            noun, of, rest = _lowered(found.name).partition(" of ")
            return f" {before} {noun}{'' if noun.endswith('glia') else after}{of}{rest}"
    return f" ({inside})"


def _named(places: tuple[Location, ...], place_id: str | None, inside: str) -> Location | None:
    """The place of a node, where every word in the brackets is one of its own."""
    place = next((one for one in places if one.id == place_id), None)
    if place is None:
        return None
    own = {*place.id.split("_"), *place.name.casefold().split(" "), "cell", "cells"}
    own |= {f"{word}s" for word in own}
    return place if own.issuperset(inside.casefold().split(" ")) else None
