"""Why a node is where it is: a witness for each sign, a chain of necessity where it is shut."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from ketamech.model import Edge, Node
from ketamech.query.routes import Path
from ketamech.vocabulary import Sign

__all__ = ["WORDS", "Why"]

WORDS = {
    Sign.PLUS: "would rise",
    Sign.MINUS: "would fall",
    Sign.BOTH: "could rise or fall",
    Sign.NONE: "would not change",
}
"""What becomes of a node, by its level: in words that fit a name of one thing or of several."""

_NOTHING = "nothing that moves it arrives"


@dataclass(frozen=True)
class Why:
    """Why a node is where it is.

    Attributes
    ----------
    node, level
        The node, and what became of it.
    act
        What was done to it itself: ``increased``, ``decreased``, ``blocked`` or ``held``;
        empty where nothing was.
    routes
        For each sign the shortest route that brings it. The sign is that of the route times
        that of its first node; a route through `modulates` brings both.
    chain
        Where the node is shut, the chain of necessity from a lost node to it: each step is
        gated or required. None where it is open.
    antagonism
        The edge that shut the first node of the chain; None where that was blocked.
    """

    node: Node
    level: Sign
    act: str
    routes: Mapping[Sign, Path] = field(hash=False)
    chain: Path | None
    antagonism: Edge | None
    _lowered: frozenset[str] = field(repr=False)

    @property
    def loss(self) -> str:
        """Why the node is shut, as half a sentence; empty where it is open."""
        if self.chain is None:
            return ""
        first = self.chain.nodes[0].name
        by = ""
        if self.antagonism is not None:
            by = self.chain.graph.contents.nodes[self.antagonism.source].name
        if not len(self.chain):
            return f"{by} antagonizes it" if by else "it is blocked"
        lost = f"which {by} antagonizes" if by else "which is blocked"
        return f"it needs {first}, {lost} ({self.chain})"

    @property
    def barred(self) -> Sign:
        """The sign that does not come where the node is shut."""
        return Sign.MINUS if self.node.better == "lower" else Sign.PLUS

    @property
    def shutting(self) -> str:
        """What the node cannot do, and why; empty where it is open."""
        cannot = "cannot fall" if self.barred is Sign.MINUS else "cannot rise"
        return f"{cannot}: {self.loss}" if self.chain is not None else ""

    def told(self, sign: Sign) -> str:
        """The route that brings a sign, with the stories on it."""
        route = self.routes[sign]
        start = "less" if route.nodes[0].id in self._lowered else "more"
        stories = ", ".join(route.hypotheses) or "common ground"
        open_ended = ", direction unknown" if route.sign is Sign.UNKNOWN else ""
        return f"{start} {route} [{stories}{open_ended}]"

    def keeps_out(self, sign: Sign) -> str:
        """What keeps a sign from the node, as half a sentence about it."""
        if self.act:
            return f"{WORDS[self.level]}: it is {self.act}"
        if self.chain is not None and sign is self.barred:
            return self.shutting
        routes = "; ".join(map(self.told, self.routes))
        return f"{WORDS[self.level]}: {routes or _NOTHING}"

    def __str__(self) -> str:
        lines = [f"{self.node.name} {WORDS[self.level]}"]
        if self.act:
            lines[0] += f": it is {self.act}"
        else:
            lines += [f"  {sign.symbol} {self.told(sign)}" for sign in self.routes]
            if not self.routes and self.chain is None:
                lines[0] += f": {_NOTHING}"
        if self.chain is not None and self.act != "blocked":
            lines.append(f"  {self.shutting}")
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return f"<p style='white-space:pre-line'>{escape(str(self))}</p>"
