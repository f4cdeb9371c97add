"""The views of a graph and of its answers: a reach, a path, a loop.

What can be drawn is told by what it offers, not by its class, so that drawing imports no
query and a new kind of answer is one row of a table.
"""

from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from ketamech.drawing.view import View, view_of
from ketamech.errors import DrawingError
from ketamech.model import GraphInfo, Layout

__all__ = ["view", "view_of_graph", "view_of_path", "view_of_reach"]


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
class PathLike(Protocol):
    """What a view reads of a path or a loop."""

    @property
    def graph(self) -> Any: ...
    @property
    def nodes(self) -> Any: ...
    @property
    def edges(self) -> Any: ...


def _origin(graph: GraphLike) -> str:
    info = graph.info
    own = info.id.replace("_", " ")
    name = own if own == "ketamech" else f"ketamech · {own}"
    return " · ".join(part for part in (f"{name} {info.version}", graph.story_name) if part)


def view_of_graph(graph: GraphLike, *, title: str | None = None, **how: Any) -> View:
    """The view of a whole graph; see :func:`view_of` for what else can be said."""
    nodes, edges = tuple(graph.nodes), tuple(graph.edges)
    return view_of(
        nodes,
        edges,
        graph.layout,
        title=graph.info.title if title is None else title,
        foot=_origin(graph),
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
    far = [
        node.id
        for node in on_the_way
        if (node.type.info.valued if down else node.type.info.exogenous)
    ] or [row.node.id for row in by_steps]
    names = ", ".join(node.name for node in asked)
    return view_of(
        nodes,
        edges,
        graph.layout,
        title=f"{reach.direction.capitalize()} of {names}" if title is None else title,
        foot=_origin(graph),
        kept=start,
        starts=start if down else far,
        ends=far if down else start,
        total=len(tuple(graph.nodes)),
        **how,
    )


def view_of_path(path: PathLike, *, title: str | None = None, **how: Any) -> View:
    """The view of one path: its nodes and its edges, and nothing else."""
    nodes = tuple(dict.fromkeys(path.nodes))
    how.pop("limit", None)
    return view_of(
        nodes,
        tuple(path.edges),
        path.graph.layout,
        title=f"{nodes[0].name} to {nodes[-1].name}" if title is None and nodes else title or "",
        foot=_origin(path.graph),
        limit=None,
        total=len(tuple(path.graph.nodes)),
        **how,
    )


_VIEWS: tuple[tuple[type, Callable[..., View]], ...] = (
    (ReachLike, view_of_reach),
    (PathLike, view_of_path),
)


def view(thing: Any, *, title: str | None = None, **how: Any) -> View:
    """The view of a graph, of what was reached, or of a path.

    Parameters
    ----------
    thing
        A graph, a Reach or a Path.
    title
        Heading; by default it says what was asked.
    **how
        `limit`, `refuted`, `correlations`: see :func:`view_of`.
    """
    for kind, view_of_kind in _VIEWS:
        if isinstance(thing, kind):
            return view_of_kind(thing, title=title, **how)
    if not hasattr(thing, "layout"):
        raise DrawingError(f"a {type(thing).__name__} cannot be drawn (draw a graph or an answer)")
    return view_of_graph(thing, title=title, **how)
