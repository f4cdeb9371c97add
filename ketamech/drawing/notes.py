"""What a speaker says of a figure: its edges as sentences, and the works that they cite."""

from collections.abc import Collection, Iterator
from typing import Any

from ketamech.drawing.view import View, ViewEdge
from ketamech.language.sentences import cited, sentence

__all__ = ["notes_of"]

_WORKS = "References:"


def notes_of(
    graph: Any, view: View, *, only: Collection[str] | None = None, end: str = ""
) -> tuple[str, ...]:
    """One line for each edge of the graph that is shown, then one for each work.

    Parameters
    ----------
    graph
        The graph that names the nodes and the works.
    view
        What is shown. The edges are told in the order of the nodes that they leave from; a
        path through hidden nodes is one line, which names them, and so are the edges between
        two arms, which cite too much to be read out.
    only
        Ids of the shown edges to tell; all of them by default.
    end
        What is said after them.

    Examples
    --------
    >>> import ketamech as km
    >>> from ketamech.drawing.answers import view
    >>> path = km.load().paths("NBQX", "AMPA receptor")[0]
    >>> notes_of(path.graph, view(path))[0].split(" (")[0]
    'NBQX antagonizes AMPA receptors'
    """
    place = {node.id: number for number, node in enumerate(view.nodes)}
    told = sorted(
        (edge for edge in view.edges if only is None or edge.id in only),
        key=lambda edge: (place[edge.source], place[edge.target]),
    )
    said = [line for edge in told for line in _said(graph, edge)]
    cites = (edge.references for edge in told if edge.through or _direct(edge))
    keys = dict.fromkeys(key for found in cites for key in found)
    works = [str(graph.references[key]) for key in keys if key in graph.references]
    ending = [end] if end else []
    return (*said, *ending, *([_WORKS] if works else []), *dict.fromkeys(works))


def _direct(shown: ViewEdge) -> bool:
    """Whether an edge stands for edges between just these nodes, and not between two arms."""
    return all((edge.source, edge.target) == (shown.source, shown.target) for edge in shown.edges)


def _said(graph: Any, shown: ViewEdge) -> Iterator[str]:
    if shown.through:
        yield f"{shown.description} ({cited(graph, shown.references)})."
    elif _direct(shown):
        yield from (f"{sentence(graph, edge)}." for edge in shown.edges)
    else:
        yield f"{shown.description}."
