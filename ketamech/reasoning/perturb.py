"""What if: nodes are raised, lowered, lost or held, and signs spread from there."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ketamech.errors import UsageError
from ketamech.model import Node
from ketamech.reasoning.response import Response
from ketamech.reasoning.wiring import Acts, Wiring
from ketamech.vocabulary import Onset

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["Named", "onset_named", "perturb"]

Named = str | Node | Iterable[str | Node]
"""One name or several, each of which takes every node that carries it."""


def perturb(
    graph: "MechanismGraph",
    increase: Named = (),
    decrease: Named = (),
    block: Named = (),
    hold: Named = (),
    within: Onset | str | None = None,
) -> Response:
    """What moves, and what is shut, when nodes are fixed.

    Parameters
    ----------
    graph
        The graph to perturb.
    increase, decrease
        What is raised, and what is lowered. A name that counts a quantity the other way
        turns one into the other.
    block
        What is lost in both arms, by knockout or by an antagonist given first: it does not
        change, and nothing that needs it can rise.
    hold
        The background that both arms share: it does not change.
    within
        ``seconds``, ``minutes``, ``hours``, ``days`` or ``weeks``: edges of a later onset are
        left out; None follows all.

    Returns
    -------
    Response
        A row for each node that moved or is shut.

    Raises
    ------
    UnknownNodeError
        If no node carries a name.
    UsageError
        If a node is named twice, or there is no such onset.

    Examples
    --------
    >>> import ketamech as km
    >>> graph = km.load().story()
    >>> graph.perturb(increase="ketamine").level("antidepressant effect")
    <Sign.PLUS: '+'>
    >>> graph.perturb(increase=["ketamine", "naltrexone"]).level("antidepressant effect")
    <Sign.NONE: 'none'>
    """
    wiring = graph.contents.once(Wiring.of)
    acts = _acts(graph, wiring, increase=increase, decrease=decrease, block=block, hold=hold)
    bound = None if within is None else onset_named(within)
    later = frozenset[int]() if bound is None else wiring.later_than(bound)
    return Response(graph, acts, wiring.spread(acts, later), bound)


def onset_named(name: Onset | str) -> Onset:
    """The onset of a name.

    Raises
    ------
    UsageError
        With the known ones, if there is none.
    """
    try:
        return Onset(name)
    except ValueError:
        raise UsageError(f"{name!r} is no onset (write {', '.join(Onset)})") from None


_TURNED = {"increase": "decrease", "decrease": "increase"}


def _acts(graph: "MechanismGraph", wiring: Wiring, **named: Named) -> Acts:
    fixed: dict[str, set[int]] = {act: set() for act in named}
    first: dict[str, str] = {}
    for act, names in named.items():
        for name in [names] if isinstance(names, (str, Node)) else names:
            written = name.id if isinstance(name, Node) else name
            for node, _, inverted in graph.contents.names.every(written):
                place = f"{act}={written!r}"
                if node.id in first:
                    raise UsageError(
                        f"{node.name} ({node.id}) is named twice, by {first[node.id]} and by "
                        f"{place} (name each node once)"
                    )
                first[node.id] = place
                fixed[_TURNED.get(act, act) if inverted else act].add(wiring.number[node.id])
    return Acts(*map(frozenset, (fixed[act] for act in ("increase", "decrease", "block", "hold"))))
