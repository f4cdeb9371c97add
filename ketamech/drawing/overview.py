"""A whole graph at a glance: one box for each arm, one line for all edges between two arms.

An arm is no quantity that rises or falls, so that a line says where to and no sign; what its
edges do is told in words. Two arms are often joined by some edge, and a slide does not hold all
lines: of each arm the line that carries most into it stays, and the one that carries most out
of it. What a line carries is how many nodes the treatment reaches along it, by their best paths
in the graph's own story, and then how many edges it stands for.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from textwrap import shorten
from typing import Any

from ketamech.drawing.answers import origin
from ketamech.drawing.view import View, ViewEdge, in_lanes
from ketamech.errors import DrawingError
from ketamech.model import Arm, Edge, Node
from ketamech.vocabulary import Arrowhead, NodeType, Sign

__all__ = ["overview"]

_Pair = tuple[str, str]
_SAID = {Sign.PLUS: "raising", Sign.MINUS: "lowering", Sign.GATE: "gating"}


def overview(
    graph: Any, *, title: str | None = None, hypotheses: str | Iterable[str] | None = None
) -> View:
    """The view of a graph's arms.

    Parameters
    ----------
    graph
        A graph that was read from files, one for each arm.
    title
        Heading; by default that of the graph.
    hypotheses
        Only these stories on common ground.

    Raises
    ------
    DrawingError
        Where it is no graph, or has no arms.

    Examples
    --------
    >>> import ketamech as km
    >>> graph = km.load()
    >>> len(overview(graph).nodes) == len(graph.arms)
    True
    """
    if not hasattr(graph, "contents"):
        raise DrawingError("by='arm' draws a graph (ask the graph for it)")
    if hypotheses is not None:
        graph = graph.select(hypotheses=hypotheses)
    contents = graph.contents
    home = {
        node.id: contents.arms[file].id
        for node in graph.nodes
        if (file := contents.file_of(node)) in contents.arms
    }
    members = Counter(home.values())
    arms = [arm for arm in graph.arms if arm.id in members]
    if not arms:
        raise DrawingError("the graph has no arms to draw (draw it without by='arm')")
    between: dict[_Pair, list[Edge]] = {}
    for edge in contents.followed:
        pair = (home.get(edge.source, ""), home.get(edge.target, ""))
        if all(pair) and pair[0] != pair[1]:
            between.setdefault(pair, []).append(edge)
    chosen = _strongest(between, _traffic(graph, home))
    lanes, placed = in_lanes(
        [_box(arm, members[arm.id]) for arm in arms],
        [[node for node in graph.nodes if home.get(node.id) == arm.id] for arm in arms],
        graph.layout,
    )
    titles = {arm.id: arm.title for arm in arms}
    count = f"{len(arms)} arms, {len(graph.nodes)} nodes"
    shown = f"{len(chosen)} of {len(between)} links"
    return View(
        title=graph.info.title if title is None else title,
        foot=" · ".join((origin(graph), graph.story_name, count, shown)),
        lanes=lanes,
        nodes=placed,
        edges=tuple(_line(pair, between[pair], titles) for pair in chosen),
        total=len(arms),
    )


def _box(arm: Arm, nodes: int) -> Node:
    about = f" {arm.description}" if arm.description else ""
    return Node(
        id=arm.id,
        name=arm.name or shorten(arm.title, 28, placeholder="…"),
        type=NodeType.PROCESS,
        description=f"{nodes} nodes.{about}",
    )


def _traffic(graph: Any, home: Mapping[str, str]) -> Counter[_Pair]:
    """How many nodes the treatment reaches from one arm to another, by their best paths."""
    treatment = graph.info.treatment
    story = graph.story() if graph.contents.story is None and graph.default_story else graph
    if treatment is None or treatment not in story.contents.nodes:
        return Counter()
    found: Counter[_Pair] = Counter()
    for row in story.downstream(treatment):
        found.update({(home[a.id], home[b.id]): 1 for a, b in pairwise(row.path.nodes)})
    return found


def _strongest(between: Mapping[_Pair, Sequence[Edge]], traffic: Counter[_Pair]) -> list[_Pair]:
    """Of each arm the line that carries most into it, and the one that carries most out."""
    ranked = sorted(between, key=lambda pair: (-traffic[pair], -len(between[pair]), pair))
    into: dict[str, _Pair] = {}
    out: dict[str, _Pair] = {}
    for pair in ranked:
        out.setdefault(pair[0], pair)
        into.setdefault(pair[1], pair)
    kept = {*into.values(), *out.values()}
    return [pair for pair in ranked if pair in kept]


def _line(pair: _Pair, edges: Sequence[Edge], titles: Mapping[str, str]) -> ViewEdge:
    counts = Counter(_SAID.get(edge.sign, "changing") for edge in edges)
    told = ", ".join(f"{number} {verb}" for verb, number in counts.most_common())
    number = "1 edge" if len(edges) == 1 else f"{len(edges)} edges"
    return ViewEdge(
        id=f"{pair[0]}|~arm|{pair[1]}",
        source=pair[0],
        target=pair[1],
        sign=Sign.UNKNOWN,
        head=Arrowhead.VEE,
        dashed=False,
        mark="",
        description=f"{titles[pair[0]]} to {titles[pair[1]]}: {number} ({told})",
        edges=tuple(edges),
    )
