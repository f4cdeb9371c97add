"""What a figure shows: which nodes, which edges, in which lanes.

A slide holds about 24 nodes. A :class:`View` names the ones that are shown, joins edges that
say the same between the same two nodes, and puts one dashed edge in the place of a path whose
nodes are hidden (:mod:`ketamech.drawing.contract`). It knows nothing of inches.

Refuted edges and edges that are not causal are left out unless they are asked for.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ketamech.drawing.contract import Detour, choose, detours, said_by_a_route
from ketamech.drawing.theme import (
    CHANGE_STYLES,
    DARK,
    EDGE_STYLES,
    LEVEL_TITLES,
    NODE_STYLES,
    SHUT_MARK,
    SIGN_HEADS,
    NodeStyle,
)
from ketamech.errors import DrawingError
from ketamech.model import Edge, Layout, Node
from ketamech.vocabulary import Arrowhead, Confidence, Level, Sign

__all__ = [
    "LIMIT",
    "View",
    "ViewEdge",
    "ViewLane",
    "ViewNode",
    "in_lanes",
    "view_of",
]

LIMIT = 24
"""How many nodes a slide holds."""

_OTHER = "Other"


@dataclass(frozen=True, slots=True)
class ViewLane:
    """A lane that holds something."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ViewNode:
    """A shown node.

    Attributes
    ----------
    node
        The node.
    lane
        Its lane, counted in the view.
    column
        Its column where that is baked.
    change
        What became of it, in a figure of a perturbation; None in others.
    shut
        True where it is marked as lost.
    """

    node: Node
    lane: int
    column: int | None = None
    change: Sign | None = None
    shut: bool = False

    @property
    def id(self) -> str:
        """Id of the node."""
        return self.node.id

    @property
    def label(self) -> str:
        """What stands in its shape: its name, and the marks of its change."""
        mark = "" if self.change is None else CHANGE_STYLES[self.change].mark
        marks = f"{mark}{SHUT_MARK if self.shut else ''}"
        return f"{self.node.name}\N{NO-BREAK SPACE}{marks}" if marks else self.node.name

    @property
    def style(self) -> NodeStyle:
        """How it looks: by its type, and filled by its change where one is shown."""
        style = NODE_STYLES[self.node.type]
        if self.change is None:
            return style
        return style._replace(fill=CHANGE_STYLES[self.change].fill, text=DARK)


@dataclass(frozen=True, slots=True)
class ViewEdge:
    """An edge as shown: one or several edges of the graph, or a path through hidden nodes.

    Attributes
    ----------
    id
        ``source|relation|target`` of the (first) edge, ``source|~sign|target`` of a path.
    sign, head
        What it does, and how that is drawn.
    dashed
        True where steps in between are missing or hidden.
    mark
        ``vs`` where measurements disagree, a cross where they refute, else empty.
    edges
        What it stands for.
    through
        Ids of the hidden nodes of a path.
    """

    id: str
    source: str
    target: str
    sign: Sign
    head: Arrowhead
    dashed: bool
    mark: str
    description: str
    edges: tuple[Edge, ...]
    through: tuple[str, ...] = ()

    @property
    def contested(self) -> bool:
        """True where measurements disagree."""
        return self.mark == CONTESTED

    @property
    def references(self) -> tuple[str, ...]:
        """Keys of the works that it rests on, in the order of the evidence."""
        return tuple(dict.fromkeys(item.ref for edge in self.edges for item in edge.evidence))


CONTESTED, REFUTED = "vs", "×"


@dataclass(frozen=True, slots=True)
class View:
    """What a figure shows.

    Attributes
    ----------
    title, foot
        Heading, and the line that says what the figure is.
    lanes
        In the order of drawing; each holds a node.
    total
        Number of nodes of the graph that it is a view of.
    """

    title: str
    foot: str
    lanes: tuple[ViewLane, ...]
    nodes: tuple[ViewNode, ...]
    edges: tuple[ViewEdge, ...]
    total: int


def _mark(edges: Sequence[Edge]) -> str:
    found = {edge.confidence for edge in edges}
    if found == {Confidence.REFUTED}:
        return REFUTED
    return CONTESTED if found <= {Confidence.CONTESTED, Confidence.REFUTED} else ""


def _sentence(edge: Edge, names: dict[str, str]) -> str:
    works = ", ".join(dict.fromkeys(item.ref for item in edge.evidence))
    indirectly = "indirectly " if edge.indirect else ""
    verb = edge.relation.value.replace("_", " ")
    return (
        f"{names[edge.source]} {indirectly}{verb} {names[edge.target]} ({edge.confidence}; {works})"
    )


def _joined(edges: Sequence[Edge], names: dict[str, str]) -> ViewEdge:
    first, mark = edges[0], _mark(edges)
    return ViewEdge(
        id=f"{first.source}|{first.relation}|{first.target}",
        source=first.source,
        target=first.target,
        sign=first.sign,
        head=Arrowhead.NONE if mark == REFUTED else first.relation.info.head,
        dashed=all(edge.indirect for edge in edges),
        mark=mark,
        description="; ".join(_sentence(edge, names) for edge in edges),
        edges=tuple(edges),
    )


def _contracted(way: Detour, names: dict[str, str]) -> ViewEdge:
    head = SIGN_HEADS[way.sign]
    hidden = ", ".join(names[node_id] for node_id in way.through)
    return ViewEdge(
        id=f"{way.source}|~{way.sign.value}|{way.target}",
        source=way.source,
        target=way.target,
        sign=way.sign,
        head=head,
        dashed=True,
        mark=CONTESTED if any(edge.contested for edge in way.edges) else "",
        description=f"{names[way.source]} {EDGE_STYLES[head].verb} {names[way.target]} "
        f"by way of {hidden}",
        edges=way.edges,
        through=way.through,
    )


def _lane_finder(layout: Layout) -> tuple[tuple[ViewLane, ...], Callable[[Node], int]]:
    """All lanes, the last one for what no lane takes, and the lane of a node."""
    if not layout.lanes:
        levels = list(Level)
        by_level = tuple(ViewLane(level.value, LEVEL_TITLES[level]) for level in levels)
        return by_level, lambda node: levels.index(node.type.info.level)
    named = tuple(ViewLane(lane.id, lane.name) for lane in layout.lanes)

    def lane_of(node: Node) -> int:
        takers = (index for index, lane in enumerate(layout.lanes) if lane.takes(node))
        return next(takers, len(named))

    return (*named, ViewLane("other", _OTHER)), lane_of


def in_lanes(
    boxes: Sequence[Node], members: Sequence[Sequence[Node]], layout: Layout
) -> tuple[tuple[ViewLane, ...], tuple[ViewNode, ...]]:
    """Boxes that stand for several nodes, each in the lane where most of these lie."""
    lanes, lane_of = _lane_finder(layout)
    found = [Counter(map(lane_of, nodes)).most_common(1)[0][0] for nodes in members]
    used = sorted(set(found))
    return tuple(lanes[index] for index in used), tuple(
        ViewNode(box, used.index(lane)) for box, lane in zip(boxes, found, strict=True)
    )


def _placed(
    shown: Sequence[Node], layout: Layout, *, baked: bool
) -> tuple[tuple[ViewLane, ...], tuple[ViewNode, ...]]:
    lanes, lane_of = _lane_finder(layout)
    used = sorted({lane_of(node) for node in shown})
    kept = {cell.node: cell.column for cell in layout.cells} if baked else {}
    nodes = tuple(ViewNode(node, used.index(lane_of(node)), kept.get(node.id)) for node in shown)
    return tuple(lanes[index] for index in used), nodes


def view_of(
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    layout: Layout,
    *,
    title: str,
    foot: str = "",
    limit: int | None = LIMIT,
    kept: Collection[str] = (),
    also: Collection[str] = (),
    starts: Collection[str] = (),
    ends: Collection[str] = (),
    favoured: Callable[[Edge], bool] = lambda _: True,
    hidden: Collection[str] = (),
    total: int | None = None,
    baked: bool = False,
    refuted: bool = False,
    correlations: bool = False,
) -> View:
    """The view of some nodes and the edges among them.

    Parameters
    ----------
    nodes, edges
        What may be shown, in the order of importance where no other is given.
    layout
        Lanes; without any, nodes lie in one lane per level.
    title, foot
        Heading, and what the figure is a view of.
    limit
        How many nodes are shown; None for all of them.
    kept
        Ids that stay while others can go.
    also
        Ids that stay even before these, where there is room: what is to be pointed out.
    starts, ends
        Ids between which the routes run that are shown first where the limit hides nodes; see
        :func:`~ketamech.drawing.contract.choose`.
    favoured
        Says of an edge whether the graph's own story holds it; such routes are shown first.
    hidden
        Ids that are never shown, nor counted: paths through them are drawn as one edge.
    total
        Number of nodes of the whole graph, by default that of `nodes`.
    baked
        Whether nodes keep the columns of the layout; in a figure of all nodes they do.
    refuted, correlations
        Whether refuted edges, and edges that are not causal, are drawn.

    Returns
    -------
    View
        Lanes that would be empty are left out.

    Raises
    ------
    DrawingError
        Where there is no node to show, or all of them are hidden.
    """
    everything = tuple(nodes)
    if not everything:
        raise DrawingError("there is no node to draw")
    if limit is not None and limit < 1:
        raise DrawingError(f"limit is {limit} (write 1 or more, or None for all nodes)")
    ids = {node.id: node.name for node in everything}
    among = [
        edge
        for edge in edges
        if edge.source in ids
        and edge.target in ids
        and edge.source != edge.target
        and (refuted or edge.confidence is not Confidence.REFUTED)
        and (correlations or edge.relation.info.causal)
    ]
    chain = [
        edge
        for edge in among
        if edge.relation.info.causal and edge.confidence is not Confidence.REFUTED
    ]

    def told(edge: Edge) -> bool:
        return favoured(edge) and not edge.feedback

    free = ids.keys() - hidden
    if limit is None or len(free) <= limit:
        chosen = free
    else:
        wanted = [one for one in also if one in free]
        before = wanted if len(wanted) <= limit else []
        first = [one for one in dict.fromkeys((*before, *kept)) if one in free]
        chosen = set(
            choose(
                everything,
                chain,
                limit,
                kept=first[:limit],
                starts=starts,
                ends=ends,
                favoured=told,
                hidden=frozenset(hidden),
            )
        )
    shown = [node for node in everything if node.id in chosen]
    if not shown:
        raise DrawingError("every node is collapsed (leave some to draw)")
    count = len(everything) if total is None else total
    lanes, placed = _placed(shown, layout, baked=baked or len(shown) == count)

    def parallel(edge: Edge) -> tuple[str, str, str, bool]:
        return (
            edge.source,
            edge.target,
            edge.relation.info.head.value,
            edge.confidence is Confidence.REFUTED,
        )

    direct = [edge for edge in among if edge.source in chosen and edge.target in chosen]
    arrows = [
        (edge.source, edge.target, edge.sign)
        for edge in direct
        if edge.relation.info.causal and edge.confidence is not Confidence.REFUTED
    ]
    ways = detours([node.id for node in shown], chain, arrows, told)
    if len(shown) < len(everything):
        lines = [*arrows, *((way.source, way.target, way.sign) for way in ways)]
        spared = said_by_a_route(direct, lines)
        pointed_out = set(also)
        direct = [
            edge
            for edge in direct
            if edge not in spared or pointed_out.issuperset((edge.source, edge.target))
        ]
    drawn = [
        _joined(list(group), ids) for _, group in groupby(sorted(direct, key=parallel), parallel)
    ]
    drawn += [_contracted(way, ids) for way in ways]
    parts = (foot, f"{len(shown)} of {count} nodes" if len(shown) < count else f"{count} nodes")
    return View(
        title=title,
        foot=" · ".join(part for part in parts if part),
        lanes=lanes,
        nodes=placed,
        edges=tuple(drawn),
        total=count,
    )
