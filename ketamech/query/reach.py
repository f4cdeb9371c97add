"""What lies downstream or upstream of a node, with sign, time and proof.

Each reached node carries one witness path. Its `effect` is the sign that the best routes
bring, in the order of :mod:`ketamech.query.routes`; it is `opposed` where some route without
feedback edges brings the other sign. A node that is reached only through a gate has the
effect `gate`: it can respond only while the asked node is intact.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, ClassVar, overload

from ketamech.errors import UnknownNodeError
from ketamech.model import Node
from ketamech.query.routes import Path, Route, best_routes, signs_by_walk
from ketamech.query.tables import Record, Table
from ketamech.vocabulary import Confidence, Onset, Sign

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["Reach", "Reached", "asked", "reach"]

Asked = str | Node | Iterable[str | Node]
"""One name or several."""


@dataclass(frozen=True)
class Reached:
    """One node that was reached.

    Attributes
    ----------
    node
        The node.
    steps
        How many edges its witness path takes.
    effect
        What more of the asked node does to it (downstream), or more of it to the asked
        node (upstream): `+`, `-`, `±`, `?` or `gate`.
    opposed
        True where another route without feedback edges brings the other sign.
    onset
        The latest onset on the witness path; None where no edge says one.
    confidence
        The weakest on the witness path.
    path
        The witness path, in causal order.
    """

    node: Node
    steps: int
    effect: Sign
    opposed: bool
    onset: Onset | None
    confidence: Confidence
    path: Path

    @property
    def references(self) -> tuple[str, ...]:
        """Keys of the papers on the witness path."""
        return self.path.references


class Reach(Table[Reached]):
    """The nodes downstream or upstream of what was asked, in causal order.

    A sequence that can also be asked by name.

    Attributes
    ----------
    graph
        The graph that was asked.
    asked
        The nodes from which the search began.
    direction
        ``downstream`` or ``upstream``.

    Examples
    --------
    >>> import ketamech as km
    >>> reach = km.load().downstream("AMPA")
    >>> "TrkB" in reach, reach["TrkB"].effect
    (True, <Sign.PLUS: '+'>)
    """

    columns: ClassVar[tuple[str, ...]] = (
        "name",
        "effect",
        "steps",
        "onset",
        "confidence",
        "opposed",
        "references",
    )

    def __init__(
        self,
        graph: "MechanismGraph",
        asked: Sequence[Node],
        direction: str,
        items: Sequence[Reached],
    ) -> None:
        super().__init__(items)
        self.graph = graph
        self.asked = tuple(asked)
        self.direction = direction
        self._by_id = {item.node.id: item for item in items}

    @property
    def heading(self) -> str:
        """What was asked, and how many nodes answer."""
        names = ", ".join(node.name for node in self.asked)
        count = "1 node" if len(self) == 1 else f"{len(self)} nodes"
        return f"{self.direction} of {names}: {count}"

    @property
    def references(self) -> tuple[str, ...]:
        """Keys of the papers on all witness paths, each once."""
        return tuple(dict.fromkeys(ref for item in self for ref in item.references))

    @overload
    def __getitem__(self, index: int | str | Node) -> Reached: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Reached]: ...
    def __getitem__(self, index: int | slice | str | Node) -> Reached | Sequence[Reached]:
        if isinstance(index, (int, slice)):
            return super().__getitem__(index)
        node = self.graph.node(index)
        if node.id not in self._by_id:
            raise UnknownNodeError(node.name, kind=f"node {self.direction}")
        return self._by_id[node.id]

    def __contains__(self, item: object) -> bool:
        if isinstance(item, (str, Node)):
            try:
                return self.graph.node(item).id in self._by_id
            except UnknownNodeError:
                return False
        return item in self._items

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Reach):
            return NotImplemented
        mine = (self.direction, self.asked, self._items)
        return mine == (other.direction, other.asked, other._items)

    __hash__ = Table.__hash__

    def _record(self, item: Reached) -> Record:
        return {
            "id": item.node.id,
            "name": item.node.name,
            "type": str(item.node.type),
            "effect": str(item.effect),
            "steps": item.steps,
            "onset": item.onset and str(item.onset),
            "confidence": str(item.confidence),
            "opposed": item.opposed,
            "path": str(item.path),
            "references": list(item.references),
        }

    def draw(self, path: str | FilePath | None = None, **options: Any) -> Any:
        """Draw what was reached on a slide; see :func:`ketamech.drawing.draw`."""
        from ketamech.drawing import draw

        return draw(self, path, **options)


def asked(graph: "MechanismGraph", names: Asked) -> dict[str, Sign]:
    """The nodes that one or several names mean, each with the way in which it is counted.

    Raises
    ------
    UnknownNodeError, AmbiguousNodeError
        If a name means no node, or several.
    """
    several = [names] if isinstance(names, (str, Node)) else list(names)
    found = {}
    for name in several:
        match = graph.contents.names.one(name.id if isinstance(name, Node) else name)
        found[match.node.id] = Sign.MINUS if match.inverted else Sign.PLUS
    return found


def reach(graph: "MechanismGraph", names: Asked, direction: str) -> Reach:
    """Everything downstream or upstream of one node or several.

    Parameters
    ----------
    graph
        The graph to ask.
    names
        One name or several.
    direction
        ``downstream`` or ``upstream``.

    Returns
    -------
    Reach
        Sorted by steps, then id: a node comes after every node on its witness path.
    """
    contents = graph.contents
    forward = direction == "downstream"
    adjacency = contents.outgoing if forward else contents.incoming
    starts = asked(graph, names)
    routes = best_routes(starts, adjacency, forward=forward)
    signs = signs_by_walk(starts, adjacency, forward=forward)
    found = [_reached(graph, node_id, route, signs) for node_id, route in routes.items()]
    found.sort(key=lambda item: (item.steps, item.node.id))
    return Reach(graph, [contents.nodes[start] for start in starts], direction, found)


def _reached(
    graph: "MechanismGraph", node_id: str, route: Route, signs: set[tuple[str, Sign]]
) -> Reached:
    nodes: Mapping[str, Node] = graph.contents.nodes
    ids = (route.edges[0].source, *(edge.target for edge in route.edges))
    path = Path(tuple(nodes[one] for one in ids), route.edges, graph)
    other = route.effect * Sign.MINUS
    confidence = path.confidence
    assert confidence is not None
    return Reached(
        node=nodes[node_id],
        steps=len(path),
        effect=route.effect,
        opposed=route.effect is Sign.BOTH or (node_id, other) in signs,
        onset=path.onset,
        confidence=confidence,
        path=path,
    )
