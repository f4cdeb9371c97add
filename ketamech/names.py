"""Find nodes by any name a user may type.

A name is looked up as an id, then as a name, then as an alias, then as a CURIE; the first
kind that matches decides. Case, hyphens, underscores, spaces and a plural s do not matter.
An inverse alias names the same quantity counted the other way, so that a sign asked by it
is reversed.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from ketamech.errors import AmbiguousNodeError, UnknownNodeError, nearest
from ketamech.model import Node

__all__ = ["Kind", "Match", "NameIndex", "normalised"]

_SEPARATORS = re.compile(r"[\s_\-\u2010-\u2015\u2212]+")


@lru_cache(maxsize=8192)
def normalised(name: str) -> str:
    """The form in which names are compared.

    Examples
    --------
    >>> normalised("AMPA-Receptors") == normalised("ampa_receptor")
    True
    """
    words = _SEPARATORS.split(unicodedata.normalize("NFKC", name).casefold())
    return "".join(
        word[:-1] if len(word) > 2 and word[-1] == "s" and word[-2] != "s" else word
        for word in words
    )


class Kind(IntEnum):
    """What a name is to the node that carries it, in the order in which names are tried."""

    ID = 0
    NAME = 1
    ALIAS = 2
    CURIE = 3


class Match(NamedTuple):
    """A node that carries a name, and whether the name counts it the other way."""

    node: Node
    kind: Kind
    inverted: bool = False


class NameIndex:
    """Every name of every node.

    Parameters
    ----------
    nodes
        The nodes, each id once.

    Examples
    --------
    >>> ampa = Node(id="ampa_receptor", name="AMPA receptor", type="receptor", aliases=["AMPA"])
    >>> NameIndex([ampa]).one("ampa").node.id
    'ampa_receptor'
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._matches: dict[str, list[Match]] = {}
        self._written: dict[str, str] = {}
        for node in nodes:
            for written, match in _names_of(node):
                self._matches.setdefault(normalised(written), []).append(match)
                self._written.setdefault(written, node.id)

    def every(self, name: str) -> tuple[Match, ...]:
        """Every node that carries a name, by the first kind that matches.

        Raises
        ------
        UnknownNodeError
            With the nearest names, if no node carries it.
        """
        found = self._matches.get(normalised(name), ())
        if not found:
            raise UnknownNodeError(name, suggestions=self.nearest(name))
        first = min(match.kind for match in found)
        by_id = {match.node.id: match for match in found if match.kind is first}
        return tuple(by_id.values())

    def one(self, name: str) -> Match:
        """The one node that carries a name.

        Raises
        ------
        UnknownNodeError
            If no node carries it.
        AmbiguousNodeError
            If several do, with their ids.
        """
        found = self.every(name)
        if len(found) > 1:
            raise AmbiguousNodeError(name, [(match.node.id, match.node.name) for match in found])
        return found[0]

    def get(self, name: str) -> tuple[Match, ...]:
        """Every match of any kind; empty where no node carries the name."""
        return tuple(self._matches.get(normalised(name), ()))

    def nearest(self, name: str) -> tuple[str, ...]:
        """The nearest names of up to three nodes, best first, as they are written."""
        by_node: dict[str, str] = {}
        for written in nearest(name, self._written, 12):
            by_node.setdefault(self._written[written], written)
        return tuple(by_node.values())[:3]

    def clashes(self) -> Mapping[str, tuple[Match, ...]]:
        """Names that do not say which node is meant, with the nodes that carry them.

        An alias may be carried by several nodes, which makes a family. An id or a name may
        not be carried by any other node, and a name may not count one node both ways.
        """
        found = {}
        for name, matches in self._matches.items():
            owners = {match.node.id for match in matches}
            ways = {match.inverted for match in matches}
            strict = any(match.kind < Kind.ALIAS for match in matches)
            if len(ways) > 1 or (len(owners) > 1 and strict):
                found[name] = tuple(matches)
        return found

    def search(self, text: str) -> tuple[Node, ...]:
        """Nodes one of whose names holds a text, those that begin with it first."""
        wanted = normalised(text)
        ranked: dict[str, tuple[int, int, str]] = {}
        nodes: dict[str, Node] = {}
        for name, matches in self._matches.items():
            if wanted not in name:
                continue
            where = 0 if name == wanted else 1 if name.startswith(wanted) else 2
            for match in matches:
                rank = (where, int(match.kind), match.node.id)
                nodes[match.node.id] = match.node
                ranked[match.node.id] = min(rank, ranked.get(match.node.id, rank))
        return tuple(nodes[node_id] for node_id in sorted(nodes, key=ranked.__getitem__))


def _names_of(node: Node) -> Iterable[tuple[str, Match]]:
    yield node.id, Match(node, Kind.ID)
    yield node.name, Match(node, Kind.NAME)
    for alias in node.aliases:
        yield alias, Match(node, Kind.ALIAS)
    for alias in node.inverse_aliases:
        yield alias, Match(node, Kind.ALIAS, inverted=True)
    for curie in node.xrefs:
        yield curie, Match(node, Kind.CURIE)
