"""The views of a graph and of its answers: a reach, a path, a loop, a response.

What can be drawn is told by what it offers, not by its class, so that drawing imports no
query and a new kind of answer is one row of a table.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, Protocol, runtime_checkable

from ketamech.drawing.contract import outcomes
from ketamech.drawing.losses import lost_routes
from ketamech.drawing.narrowing import around, collapsed, several
from ketamech.drawing.view import LIMIT, View, view_of
from ketamech.errors import DrawingError
from ketamech.loading import Contents
from ketamech.model import Edge, GraphInfo, Layout, Node
from ketamech.query.select import story_of
from ketamech.vocabulary import Sign

__all__ = [
    "origin",
    "view",
    "view_around",
    "view_of_graph",
    "view_of_path",
    "view_of_paths",
    "view_of_reach",
    "view_of_response",
]


DEPTH = 2
"""So many steps up and down from what is in focus, where nothing else is said."""


class GraphLike(Protocol):
    """What a view reads of a graph."""

    @property
    def nodes(self) -> Any: ...
    @property
    def edges(self) -> Any: ...
    @property
    def layout(self) -> Layout: ...
    @property
    def info(self) -> GraphInfo: ...
    @property
    def story_name(self) -> str: ...
    @property
    def default_story(self) -> tuple[str, ...]: ...
    @property
    def contents(self) -> Contents: ...


@runtime_checkable
class ReachLike(Protocol):
    """What a view reads of the answer to `downstream` or `upstream`."""

    @property
    def graph(self) -> Any: ...
    @property
    def asked(self) -> Any: ...
    @property
    def direction(self) -> str: ...
    def __iter__(self) -> Any: ...


@runtime_checkable
class ResponseLike(Protocol):
    """What a view reads of the answer to `perturb`."""

    @property
    def graph(self) -> Any: ...
    @property
    def acted(self) -> Any: ...
    @property
    def title(self) -> str: ...
    def __iter__(self) -> Any: ...


@runtime_checkable
class PathsLike(Protocol):
    """What a view reads of several paths between the same ends."""

    @property
    def graph(self) -> Any: ...
    @property
    def ends(self) -> tuple[str, str]: ...
    def __iter__(self) -> Any: ...


@runtime_checkable
class PathLike(Protocol):
    """What a view reads of a path or a loop."""

    @property
    def graph(self) -> Any: ...
    @property
    def nodes(self) -> Any: ...
    @property
    def edges(self) -> Any: ...


def origin(graph: GraphLike) -> str:
    """Graph and version, for the foot of a figure."""
    own = graph.info.id.replace("_", " ")
    name = own if own == "ketamech" else f"ketamech · {own}"
    return f"{name} {graph.info.version}"


def _foot(graph: GraphLike) -> str:
    return " · ".join(part for part in (origin(graph), graph.story_name) if part)


def _told(graph: GraphLike) -> Callable[[Edge], bool]:
    """Whether the graph's own story holds an edge; true of all where it has none."""
    story = story_of(graph.contents, graph.default_story)
    return lambda edge: not story or not edge.hypotheses or not story.isdisjoint(edge.hypotheses)


def _all_nodes(graph: GraphLike) -> int:
    """How many nodes the graph has, those among them that it was narrowed by."""
    return graph.contents.whole or len(graph.contents.nodes)


def view_of_graph(graph: GraphLike, *, title: str | None = None, **how: Any) -> View:
    """The view of a whole graph; see :func:`view_of` for what else can be said.

    The whole graph, and the graph narrowed to its own story, show first what the layout says.
    """
    nodes, edges = tuple(graph.nodes), tuple(graph.edges)
    contents = graph.contents
    own = contents.story == graph.default_story or len(nodes) == contents.whole
    hidden = how.get("hidden", ())
    first = [one for one in graph.layout.shown_first if own and one not in hidden]
    limit = how.get("limit", LIMIT)
    if first and limit is not None:
        how["limit"] = min(limit, len({*first, *how.get("also", ())}))
    return view_of(
        nodes,
        edges,
        graph.layout,
        title=graph.info.title if title is None else title,
        foot=_foot(graph),
        kept=first,
        baked=own,
        favoured=_told(graph),
        total=_all_nodes(graph),
        **how,
    )


def view_of_reach(reach: ReachLike, *, title: str | None = None, **how: Any) -> View:
    """The view of what lies downstream or upstream of the nodes that were asked.

    Every reached node brings its witness path. Where the limit hides nodes, the routes
    between the asked nodes and the clinical outcomes (or what is given from outside) stay.
    """
    graph, asked, rows = reach.graph, tuple(reach.asked), tuple(reach)
    down = reach.direction == "downstream"
    reached = {row.node.id for row in rows}
    start = [node.id for node in asked]
    by_steps = sorted(rows, key=lambda row: row.steps)
    on_the_way = [node for row in by_steps for node in (*row.path.nodes, row.node)]
    nodes = tuple(dict.fromkeys((*asked, *on_the_way)))
    inside = {node.id for node in nodes}
    edges = [
        edge
        for edge in graph.edges
        if edge.source in inside
        and edge.target in inside
        and ((edge.target in reached) if down else (edge.source in reached))
    ]
    given = [node.id for node in on_the_way if node.type.info.exogenous]
    far = (list(outcomes(on_the_way)) if down else given) or [row.node.id for row in by_steps]
    names = ", ".join(node.name for node in asked)
    return view_of(
        nodes,
        edges,
        graph.layout,
        title=f"{reach.direction.capitalize()} of {names}" if title is None else title,
        foot=_foot(graph),
        kept=start,
        starts=start if down else far,
        ends=far if down else start,
        favoured=_told(graph),
        total=_all_nodes(graph),
        **how,
    )


def view_of_response(response: ResponseLike, *, title: str | None = None, **how: Any) -> View:
    """The view of what a perturbation moves and shuts, coloured by what becomes of it.

    Edges that bring no sign and shut nothing are left out, but for the routes on which the
    effect on a clinical outcome is lost: these are shown, unchanged from where it is. Where the
    limit hides nodes, the routes between what was acted on and the clinical outcomes stay.
    """
    graph, rows = response.graph, {row.node.id: row for row in response}
    if not rows:
        raise DrawingError("nothing moves and nothing is shut: there is nothing to draw")
    lost = lost_routes(response)
    broken = {edge for route in lost.values() for edge in route.edges}
    unmoved = [node for route in lost.values() for node in route.nodes if node.id not in rows]
    acted = [node.id for node in response.acted]
    far = outcomes([*(row.node for row in rows.values() if len(row.route)), *lost])
    view = view_of(
        tuple(dict.fromkeys([*(row.node for row in rows.values()), *unmoved])),
        [
            edge
            for edge in graph.edges
            if edge in broken
            or (
                edge.target not in acted
                and _carries(edge, rows.get(edge.source), rows.get(edge.target))
            )
        ],
        graph.layout,
        title=response.title if title is None else title,
        foot=_foot(graph),
        kept=[*acted, *(node.id for node in lost)],
        starts=acted,
        ends=list(far) or [node_id for node_id in rows if node_id not in acted],
        favoured=_told(graph),
        total=_all_nodes(graph),
        **how,
    )
    coloured = tuple(
        replace(shown, change=rows[shown.id].level, shut=rows[shown.id].shut)
        if shown.id in rows
        else replace(shown, change=Sign.NONE)
        for shown in view.nodes
    )
    return replace(view, nodes=coloured)


def _carries(edge: Edge, source: Any, target: Any) -> bool:
    """Whether an edge brings a sign that its target has, or shuts what is shut."""
    if source is None or target is None:
        return False
    needs = edge.sign is Sign.GATE or edge.required
    if needs and source.shut and target.shut:
        return True
    if Sign.NONE in (source.level, target.level) or edge.sign is Sign.GATE:
        return False
    brought = source.level * edge.sign
    return target.level is Sign.BOTH or brought in (Sign.UNKNOWN, Sign.BOTH, target.level)


def view_of_path(path: PathLike, *, title: str | None = None, **how: Any) -> View:
    """The view of one path: its nodes and its edges, and nothing else.

    Where the limit hides nodes, those that stay are spread along the path, with both ends.
    """
    nodes = tuple(dict.fromkeys(path.nodes))
    return view_of(
        nodes,
        tuple(path.edges),
        path.graph.layout,
        title=f"{nodes[0].name} to {nodes[-1].name}" if title is None and nodes else title or "",
        foot=_foot(path.graph),
        kept=_spread(nodes, **how),
        total=_all_nodes(path.graph),
        **how,
    )


def _spread(
    nodes: Sequence[Node], *, limit: int | None = LIMIT, hidden: Collection[str] = (), **_: Any
) -> list[str]:
    """Ids of as many nodes as the limit allows, evenly along a path, with both ends."""
    ids = [node.id for node in nodes if node.id not in hidden]
    if limit is None or len(ids) <= limit:
        return ids
    last = max(1, limit - 1)
    return [ids[step * (len(ids) - 1) // last] for step in range(last + 1)]


def view_of_paths(paths: PathsLike, *, title: str | None = None, **how: Any) -> View:
    """The view of several paths between the same ends, laid over one another.

    The best of them, which is the first, is shown whole where the limit has room for it.
    """
    found = tuple(paths)
    nodes = tuple(dict.fromkeys(node for path in found for node in path.nodes))
    starts = tuple(dict.fromkeys(path.nodes[0].id for path in found))
    ends = tuple(dict.fromkeys(path.nodes[-1].id for path in found))
    return view_of(
        nodes,
        tuple(dict.fromkeys(edge for path in found for edge in path.edges)),
        paths.graph.layout,
        title=" to ".join(paths.ends) if title is None else title,
        foot=_foot(paths.graph),
        kept=(*starts, *ends, *(_spread(found[0].nodes, **how) if found else ())),
        starts=starts,
        ends=ends,
        favoured=_told(paths.graph),
        total=_all_nodes(paths.graph),
        **how,
    )


_VIEWS: tuple[tuple[type, Callable[..., View]], ...] = (
    (ReachLike, view_of_reach),
    (ResponseLike, view_of_response),
    (PathsLike, view_of_paths),
    (PathLike, view_of_path),
)


def view_around(
    graph: GraphLike,
    focus: str | Iterable[str],
    depth: int = DEPTH,
    *,
    title: str | None = None,
    **how: Any,
) -> View:
    """The view of what lies within some steps up or down from some nodes, nearest first."""
    if depth < 0:
        raise DrawingError(f"depth is {depth} (write how many steps up and down, 0 or more)")
    contents = graph.contents
    middle = [contents.names.one(name).node for name in several(focus)]
    near = around(contents, middle, depth)
    return view_of(
        tuple(contents.nodes[node_id] for node_id in near),
        tuple(graph.edges),
        graph.layout,
        title=f"Around {', '.join(node.name for node in middle)}" if title is None else title,
        foot=_foot(graph),
        kept=near,
        favoured=_told(graph),
        total=_all_nodes(graph),
        **how,
    )


def view(
    thing: Any,
    *,
    title: str | None = None,
    hypotheses: str | Iterable[str] | None = None,
    focus: str | Iterable[str] | None = None,
    depth: int | None = None,
    collapse: str | Iterable[str] = (),
    **how: Any,
) -> View:
    """The view of a graph, of what was reached or moved, or of a path.

    Parameters
    ----------
    thing
        A graph, a Reach, a Response or a Path.
    title
        Heading; by default it says what was asked.
    hypotheses
        Of a graph, only these stories on common ground.
    focus, depth
        Of a graph, only what lies within so many steps (2) up or down from these nodes.
    collapse
        Nodes, or all nodes of an arm, that are hidden: paths through them are drawn as one
        dashed edge each. ``arm:`` or ``node:`` before a name says which is meant.
    **how
        `limit`, `refuted`, `correlations`: see :func:`view_of`.

    Raises
    ------
    DrawingError
        Where nothing is left to draw, a collapsed name is both an arm and a node, or an answer
        is narrowed as only a graph can be.
    UnknownNodeError, AmbiguousNodeError, UnknownNameError
        If a name means no node or no hypothesis, or one in focus means several.
    """
    kinds = [view_of_kind for kind, view_of_kind in _VIEWS if isinstance(thing, kind)]
    if not kinds and not hasattr(thing, "layout"):
        raise DrawingError(f"a {type(thing).__name__} cannot be drawn (draw a graph or an answer)")
    if kinds and not (hypotheses is None and focus is None):
        raise DrawingError("hypotheses= and focus= narrow a graph (narrow it, and then ask)")
    if depth is not None and focus is None:
        raise DrawingError("depth= needs focus= (name the nodes in the middle)")
    if hypotheses is not None:
        thing = thing.select(hypotheses=hypotheses)
    names = several(collapse)
    if names:
        graph = thing.graph if kinds else thing
        how["hidden"] = collapsed(graph.contents, names)
    if kinds:
        return kinds[0](thing, title=title, **how)
    if focus is not None:
        return view_around(thing, focus, DEPTH if depth is None else depth, title=title, **how)
    return view_of_graph(thing, title=title, **how)
