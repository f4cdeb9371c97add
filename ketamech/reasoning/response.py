"""What a perturbation moves and shuts, and why: the answer of ``graph.perturb``.

A sign is explained by the shortest route that brings it, a node that is shut by the chain of
necessity that begins at a node that was lost. How signs spread is told in
:mod:`ketamech.reasoning.wiring`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, ClassVar

from ketamech.model import Edge, Node
from ketamech.query.routes import Path
from ketamech.query.tables import Record, Table
from ketamech.reasoning.why import Why
from ketamech.reasoning.wiring import Acts, Spread, State, Wiring
from ketamech.vocabulary import Onset, Sign

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph
    from ketamech.reasoning.course import Course

__all__ = ["Change", "Response"]


@dataclass(frozen=True)
class Change:
    """One node that moved, or that is shut.

    Attributes
    ----------
    node
        The node.
    level
        `+`, `-`, `±` where both signs arrive, or `none`.
    shut
        True where it is lost: it cannot rise, or fall where a fall is relief.
    route
        The shortest route that brings a sign; of a node that is only shut, its chain of
        necessity. It has no edges where the node itself was acted on.
    """

    node: Node
    level: Sign
    shut: bool
    route: Path

    @property
    def steps(self) -> int:
        """How many edges the route takes."""
        return len(self.route)

    @property
    def onset(self) -> Onset | None:
        """The latest onset on the route; None where no edge says one."""
        return self.route.onset

    @property
    def hypotheses(self) -> tuple[str, ...]:
        """Ids of the stories that tell some edge of the route; common ground if none."""
        return self.route.hypotheses


class Response(Table[Change]):
    """What a perturbation moves and shuts: a row for each node, nearest first.

    Attributes
    ----------
    graph
        The graph that was perturbed.
    within
        The latest onset that was followed; None for all.

    Examples
    --------
    >>> import ketamech as km
    >>> response = km.load().story().perturb(increase="ketamine", block="AMPA receptor")
    >>> response.level("BDNF release"), response.shut("AMPA receptor")
    (<Sign.NONE: 'none'>, True)
    """

    columns: ClassVar[tuple[str, ...]] = ("name", "level", "shut", "steps", "onset", "hypotheses")

    def __init__(
        self, graph: "MechanismGraph", acts: Acts, spread: Spread, within: Onset | None = None
    ) -> None:
        self.graph = graph
        self.within = within
        self._acts = acts
        self._spread = spread
        self._wiring = graph.contents.once(Wiring.of)

    @cached_property
    def _items(self) -> tuple[Change, ...]:
        """The rows, made when they are first looked at: a route for each takes longest."""
        moved = {state >> 1 for state in self._spread.came}
        rows = map(self._change, sorted(moved | set(self._spread.shut)))
        return tuple(sorted(rows, key=lambda row: (row.level is Sign.NONE, row.steps, row.node.id)))

    @cached_property
    def _done(self) -> dict[str, tuple[Node, ...]]:
        """What was done, and to which nodes."""
        acts = self._acts
        pairs = (
            ("increased", acts.up),
            ("decreased", acts.down),
            ("blocked", acts.blocked),
            ("held", acts.held),
        )
        return {word: tuple(map(self._node, sorted(of))) for word, of in pairs if of}

    @property
    def acted(self) -> tuple[Node, ...]:
        """The nodes that were increased, decreased or blocked."""
        return tuple(node for word, of in self._done.items() if word != "held" for node in of)

    @property
    def title(self) -> str:
        """What was done, in one line."""
        done = "; ".join(
            f"{', '.join(node.name for node in of)} {word}" for word, of in self._done.items()
        )
        bound = f" (within {self.within})" if self.within else ""
        return f"{done or 'nothing was done'}{bound}"

    @property
    def heading(self) -> str:
        """What was done, and how much came of it."""
        moved = len(self.changed())
        shut = sum(row.shut for row in self)
        return f"{self.title}: {moved} {'node' if moved == 1 else 'nodes'} moved, {shut} shut"

    @property
    def footing(self) -> str:
        """Why nothing moved, where nothing was moved, and what a blocked drug means."""
        given = [node for node in self._done.get("blocked", ()) if node.type.info.exogenous]
        if given:
            names = ", ".join(node.name for node in given)
            return f"blocked, {names} does nothing (write increase= to give it)"
        if self._acts.up or self._acts.down:
            return ""
        blocked = [node.name for node in self._done.get("blocked", ())]
        if not blocked:
            return "nothing moves: name what to increase or to decrease"
        return (
            "block moves nothing by itself, since both arms share it "
            f"(write decrease={blocked!r} to ask what a loss moves)"
        )

    def level(self, name: str | Node) -> Sign:
        """What became of a node: `+`, `-`, `±` or `none`.

        Parameters
        ----------
        name
            One node; asked by an inverse alias, the sign is turned.

        Raises
        ------
        UnknownNodeError, AmbiguousNodeError
            If the name means no node, or several.
        """
        return Sign.of(self.signs(name))

    def signs(self, name: str | Node) -> frozenset[Sign]:
        """Every sign that comes to a node; see :meth:`level`."""
        number, inverted = self._match(name)
        signs = self._spread.signs(number)
        return frozenset(sign * Sign.MINUS for sign in signs) if inverted else signs

    def shut(self, name: str | Node) -> bool:
        """True where a node is lost: it cannot rise, or fall where a fall is relief."""
        return self._match(name)[0] in self._spread.shut

    def changed(self) -> tuple[Change, ...]:
        """The nodes that moved, without those that were acted on themselves."""
        fixed = {self._wiring.ids[number] for number in self._acts.fixed}
        return tuple(row for row in self if row.level is not Sign.NONE and row.node.id not in fixed)

    def why(self, name: str | Node) -> Why:
        """The routes that bring each sign to a node, and the chain of necessity that shuts it.

        It is told of the node itself, also where that is asked by an inverse alias.

        Examples
        --------
        >>> import ketamech as km
        >>> print(km.load().perturb(increase="NBQX").why("AMPA receptor"))
        AMPA receptor would fall
          − more NBQX ⊣ AMPA receptor [common ground]
          cannot rise: NBQX antagonizes it
        """
        number = self._match(name)[0]
        node = self._node(number)
        chain, antagonism = self._chain(number)
        return Why(
            node,
            Sign.of(self._spread.signs(number)),
            next((word for word, of in self._done.items() if node in of), ""),
            {sign: self._route(number, sign) for sign in sorted(self._spread.signs(number))},
            chain,
            antagonism,
            frozenset(one.id for one in self._done.get("decreased", ())),
        )

    def by_onset(self) -> "Course":
        """What has changed within seconds, minutes, hours, days and weeks.

        Returns
        -------
        Course
            A row for each node that changes at any time, found by asking within each onset.
        """
        from ketamech.reasoning.course import course

        return course(self)

    def until(self, onset: Onset) -> "Response":
        """The same perturbation, without edges of a later onset."""
        spread = self._wiring.spread(self._acts, self._wiring.later_than(onset))
        return Response(self.graph, self._acts, spread, onset)

    def first_lost(self, other: "Response", node: Node, sign: Sign) -> tuple[Node, str]:
        """Where a sign that comes here is lost in another response of the same graph.

        Parameters
        ----------
        other
            A response in which the sign does not come to the node.
        node, sign
            The node, and a sign that comes to it here.

        Returns
        -------
        tuple of Node and str
            The first node of the shortest route to which its sign no longer comes, and half
            a sentence about it that says what keeps the sign out.
        """
        states = [state for state, _ in self._steps(self._wiring.number[node.id], sign)]
        lost = next(state for state in reversed(states) if state not in other._spread.came)
        at = self._node(lost >> 1)
        return at, other.why(at).keeps_out(Sign.MINUS if lost & 1 else Sign.PLUS)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Response):
            return NotImplemented
        return (self._items, self._done, self.within) == (other._items, other._done, other.within)

    __hash__ = Table.__hash__

    def _match(self, name: str | Node) -> tuple[int, bool]:
        match = self.graph.contents.names.one(name.id if isinstance(name, Node) else name)
        return self._wiring.number[match.node.id], match.inverted

    def _node(self, number: int) -> Node:
        return self.graph.contents.nodes[self._wiring.ids[number]]

    def _change(self, number: int) -> Change:
        signs = self._spread.signs(number)
        chain, _ = self._chain(number)
        routes = [self._route(number, sign) for sign in sorted(signs)]
        route = min(routes, key=len) if routes else chain
        assert route is not None
        return Change(self._node(number), Sign.of(signs), chain is not None, route)

    def _steps(self, number: int, sign: Sign) -> list[tuple[State, Edge | None]]:
        """The states of the route that brings a sign, last first, each with its edge."""
        state = 2 * number + (sign is Sign.MINUS)
        steps: list[tuple[State, Edge | None]] = []
        while (before := self._spread.came[state]) is not None:
            steps.append((state, self._wiring.edges[before[0]]))
            state = before[1]
        return [*steps, (state, None)]

    def _route(self, number: int, sign: Sign) -> Path:
        steps = self._steps(number, sign)
        edges = (edge for _, edge in reversed(steps) if edge is not None)
        return self._along(self._wiring.ids[steps[-1][0] >> 1], edges)

    def _chain(self, number: int) -> tuple[Path | None, Edge | None]:
        """The chain of necessity to a node, and the edge that shut its first node."""
        if number not in self._spread.shut:
            return None, None
        edges: list[Edge] = []
        while (place := self._spread.shut[number]) is not None:
            edge = self._wiring.edges[place]
            if edge.relation.info.shuts:
                return self._along(edge.target, reversed(edges)), edge
            edges.append(edge)
            number = self._wiring.number[edge.source]
        return self._along(self._wiring.ids[number], reversed(edges)), None

    def _along(self, start: str, edges: Iterable[Edge]) -> Path:
        taken, nodes = tuple(edges), self.graph.contents.nodes
        ids = (start, *(edge.target for edge in taken))
        return Path(tuple(nodes[one] for one in ids), taken, self.graph)

    def _record(self, item: Change) -> Record:
        return {
            "id": item.node.id,
            "name": item.node.name,
            "type": str(item.node.type),
            "level": str(item.level),
            "shut": item.shut,
            "steps": item.steps,
            "onset": item.onset and str(item.onset),
            "hypotheses": list(item.hypotheses),
            "route": str(item.route),
            "references": list(item.route.references),
        }

    def draw(self, path: str | FilePath | None = None, **options: Any) -> Any:
        """Draw what moved, coloured by level; see :func:`ketamech.drawing.draw`."""
        from ketamech.drawing import draw

        return draw(self, path, **options)
