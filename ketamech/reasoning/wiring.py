"""A graph as numbers, and how signs spread through it.

The semantics stand in ``docs/prediction.md``. Every step is a closure that only grows, so that
the answer exists, is unique, does not depend on the order of edges and costs time in the
number of edges. Its relatives are sign consistency (Thiele et al. 2015, doi
10.1186/s12859-015-0733-7) and CausalR (Bradley and Barrett 2017, doi
10.1093/bioinformatics/btx425).
"""

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, repeat
from typing import Self

from ketamech.loading.contents import Contents
from ketamech.model import Edge
from ketamech.vocabulary import Onset, Sign

__all__ = ["Acts", "Spread", "Wiring"]

State = int
"""Twice the number of a node, plus one where it falls."""


@dataclass(frozen=True)
class Acts:
    """What is done to the nodes of a graph, by number.

    Attributes
    ----------
    up, down
        Fixed at a rise, or at a fall.
    blocked
        Lost in both arms: fixed at no change, and shut.
    held
        Shared by both arms: fixed at no change.
    """

    up: frozenset[int] = frozenset()
    down: frozenset[int] = frozenset()
    blocked: frozenset[int] = frozenset()
    held: frozenset[int] = frozenset()

    @property
    def fixed(self) -> frozenset[int]:
        """Every node that keeps its value whatever reaches it."""
        return self.up | self.down | self.blocked | self.held


@dataclass(frozen=True)
class Spread:
    """Where signs have come to, and how.

    Attributes
    ----------
    came
        Each state that was reached, with the edge and the state that brought it first, by a
        shortest route; None where it was fixed.
    shut
        Nodes that cannot rise, each with the edge that shut it; None where it was blocked.
    """

    came: dict[State, tuple[int, State] | None]
    shut: dict[int, int | None]

    def signs(self, node: int) -> frozenset[Sign]:
        """The sign set of a node."""
        return frozenset(
            sign for sign, state in zip(_SIGNS, _states(node), strict=True) if state in self.came
        )


_SIGNS = (Sign.PLUS, Sign.MINUS)


def _states(node: int) -> tuple[State, State]:
    return 2 * node, 2 * node + 1


@dataclass(frozen=True)
class Wiring:
    """The causal edges of a graph by number, sorted so that every answer is the same again.

    Attributes
    ----------
    ids
        Ids of the nodes, sorted; their place is their number.
    edges
        The edges that queries follow, sorted; their place is their number.
    """

    ids: tuple[str, ...]
    edges: tuple[Edge, ...]
    number: dict[str, int]
    _hard: list[list[tuple[int, int, int]]] = field(repr=False)
    _soft: list[list[tuple[int, tuple[int, ...], int]]] = field(repr=False)
    _needs: list[list[tuple[int, int]]] = field(repr=False)
    _shuts: list[list[tuple[int, int]]] = field(repr=False)
    _turns: list[list[tuple[int, int]]] = field(repr=False)
    _relieved_by_fall: frozenset[int] = field(repr=False)

    @classmethod
    def of(cls, contents: Contents) -> Self:
        """The wiring of a graph."""
        ids = tuple(sorted(contents.nodes))
        number = {node_id: place for place, node_id in enumerate(ids)}
        hard: list[list[tuple[int, int, int]]] = [[] for _ in ids]
        soft: list[list[tuple[int, tuple[int, ...], int]]] = [[] for _ in ids]
        needs, shuts, turns = ([list[tuple[int, int]]() for _ in ids] for _ in range(3))
        for place, edge in enumerate(contents.followed):
            source, target, info = number[edge.source], number[edge.target], edge.relation.info
            flips = _FLIPS.get(edge.sign, ())
            if edge.feedback or len(flips) > 1:
                soft[source].append((target, flips, place))
            elif flips:
                hard[source].append((target, flips[0], place))
            if edge.sign is Sign.GATE or edge.required:
                needs[source].append((target, place))
            if info.shuts:
                shuts[source].append((target, place))
            if info.converts:
                turns[source].append((target, place))
        lower = frozenset(
            number[node.id] for node in contents.nodes.values() if node.better == "lower"
        )
        return cls(ids, contents.followed, number, hard, soft, needs, shuts, turns, lower)

    @cached_property
    def joined(self) -> frozenset[str]:
        """Ids of the nodes that an edge touches."""
        return frozenset(end for edge in self.edges for end in (edge.source, edge.target))

    def later_than(self, onset: Onset) -> frozenset[int]:
        """The edges that show later than an onset."""
        return frozenset(
            place for place, edge in enumerate(self.edges) if edge.onset and edge.onset > onset
        )

    def spread(
        self,
        acts: Acts,
        dropped: Collection[int] = frozenset(),
        unneeded: Collection[int] = frozenset(),
    ) -> Spread:
        """Let signs spread from what is done until nothing more comes.

        Parameters
        ----------
        acts
            What is done.
        dropped
            Edges that are left out.
        unneeded
            Edges whose necessity is left out.
        """
        fixed = acts.fixed
        shut = self._closed(acts, fixed, dropped, unneeded)
        closed = bytearray(2 * len(self.ids))
        for node in shut:
            closed[2 * node + (node in self._relieved_by_fall)] = 1
        for node in fixed:
            closed[2 * node] = closed[2 * node + 1] = 1
        starts = sorted([2 * node for node in acts.up] + [2 * node + 1 for node in acts.down])
        came: dict[State, tuple[int, State] | None] = dict.fromkeys(starts)
        layers = [starts]
        while layers[-1]:
            reached: list[State] = []
            for state in layers[-1]:
                falls = state & 1
                for target, flip, edge in self._hard[state >> 1]:
                    there = 2 * target + (falls ^ flip)
                    if not closed[there] and edge not in dropped:
                        closed[there] = 1
                        came[there] = (edge, state)
                        reached.append(there)
            layers.append(reached)
        self._spread_softly(layers, came, closed, dropped)
        return Spread(came, shut)

    def _spread_softly(
        self,
        layers: list[list[State]],
        came: dict[State, tuple[int, State] | None],
        closed: bytearray,
        dropped: Collection[int],
    ) -> None:
        """Feedback and unknown directions move what nothing else has moved, and go on there.

        No feedback edge leaves what has moved only so: it would turn the very change that
        brought it, and every bystander with a loop of its own would rise and fall at once.
        The layers are the states that have moved, by their distance; what moves now is
        merged into them, so that the nearest comes first.
        """
        for state in came:
            closed[state | 1] = closed[state & ~1] = 1
        fresh: list[State] = []
        for moved in chain(layers, repeat([])):
            if not moved and not fresh:
                break
            reached: list[State] = []
            soft = ((state, self._soft[state >> 1]) for state in moved)
            onward = [(state, edges) for state, edges in soft if edges]
            onward += [(state, self._onward_softly(state >> 1)) for state in fresh]
            for state, edges in onward:
                for target, flips, edge in edges:
                    for flip in flips:
                        there = 2 * target + ((state & 1) ^ flip)
                        if not closed[there] and edge not in dropped:
                            closed[there] = 1
                            came[there] = (edge, state)
                            reached.append(there)
            fresh = reached

    def _onward_softly(self, node: int) -> list[tuple[int, tuple[int, ...], int]]:
        """The edges by which a node goes on that only soft edges have moved."""
        return [
            *((target, (flip,), edge) for target, flip, edge in self._hard[node]),
            *((target, flips, edge) for target, flips, edge in self._soft[node] if len(flips) > 1),
        ]

    def _closed(
        self,
        acts: Acts,
        fixed: frozenset[int],
        dropped: Collection[int],
        unneeded: Collection[int],
    ) -> dict[int, int | None]:
        """What cannot rise: the lost, the antagonised, and all that needs them."""
        left_out = {*dropped, *unneeded}

        def needing(nodes: Iterable[int]) -> Iterable[tuple[int, int]]:
            return (
                (target, edge)
                for node in nodes
                for target, edge in self._needs[node]
                if edge not in left_out
            )

        barred = {*fixed, *(target for target, _ in needing(acts.blocked))}
        present, waiting = set(acts.up), sorted(acts.up)
        while waiting:
            for target, edge in self._turns[waiting.pop()]:
                if target not in barred and target not in present and edge not in dropped:
                    present.add(target)
                    waiting.append(target)
        shut: dict[int, int | None] = dict.fromkeys(sorted(acts.blocked))
        for node in sorted(present):
            for target, edge in self._shuts[node]:
                if target not in acts.up and edge not in dropped:
                    shut.setdefault(target, edge)
        queue = deque(shut)
        while queue:
            for target, edge in needing([queue.popleft()]):
                if target not in fixed and target not in shut:
                    shut[target] = edge
                    queue.append(target)
        return shut


_FLIPS: dict[Sign, tuple[int, ...]] = {
    Sign.PLUS: (0,),
    Sign.MINUS: (1,),
    Sign.UNKNOWN: (0, 1),
}
"""Whether a sign turns a rise into a fall, for each way in which it may act."""
