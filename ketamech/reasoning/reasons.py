"""Why a story says what it says of an experiment: the routes and the losses that decide."""

from ketamech.loading.contents import Contents
from ketamech.reasoning.answers import Remembering
from ketamech.reasoning.trial import Trial, expected, unjoined
from ketamech.reasoning.wiring import Spread, State, Wiring
from ketamech.vocabulary import Sign

__all__ = ["because"]


def because(contents: Contents, trial: Trial | None) -> str:
    """The reason for what a graph says of an experiment, in one line.

    Parameters
    ----------
    contents
        The graph, or the part of it that tells one story.
    trial
        The experiment; None where a part of it is no node of the graph.
    """
    if trial is None:
        return "a part of it is no node of the graph"
    wiring = Remembering.of(contents)
    expected(wiring, trial)
    names = {one: node.name for one, node in contents.nodes.items()}
    spreads = list(wiring.spreads.values())
    if not spreads:
        return _apart(wiring, trial)
    teller = _Teller(wiring, names)
    readout = wiring.number[trial.readout]
    alone = teller.told(spreads[0], readout)
    if not trial.compares or len(spreads[0].signs(readout)) != 1:
        return alone
    both = spreads[-1]
    sign = next(iter(spreads[0].signs(readout)))
    if sign in both.signs(readout):
        return f"still {teller.told(both, readout)}"
    return f"{alone}, lost at {teller.loss(spreads[0], both, readout, sign)}"


def _apart(wiring: Wiring, trial: Trial) -> str:
    ids = {
        "treatment": trial.raised | trial.lowered,
        "target": trial.target | trial.opposite,
        "readout": {trial.readout},
    }
    apart = (f"the {part} {', '.join(sorted(ids[part]))}" for part in unjoined(wiring, trial))
    return f"no causal edge touches {' and '.join(apart)}"


class _Teller:
    """Puts routes and losses into words."""

    def __init__(self, wiring: Remembering, names: dict[str, str]) -> None:
        self._wiring = wiring
        self._names = names

    def told(self, spread: Spread, node: int) -> str:
        """The routes that move a node."""
        signs = sorted(spread.signs(node), key=lambda sign: sign is Sign.MINUS)
        routes = [self._route(spread, _state(node, sign)) for sign in signs]
        if routes:
            return "; and ".join(routes)
        shut = f": {self._shut(spread, node)}" if node in spread.shut else ""
        return f"nothing moves {self._name(node)}{shut}"

    def loss(self, alone: Spread, both: Spread, readout: int, sign: Sign) -> str:
        """The first node of a route that no longer moves as it did, and why."""
        states = _back(alone, _state(readout, sign))
        first = next(state for state in states if state not in both.came) >> 1
        if first in both.shut:
            return self._shut(both, first)
        return f"{self._name(first)}, which another act fixes or nothing moves any more"

    def _name(self, node: int) -> str:
        node_id = self._wiring.ids[node]
        return self._names[node_id]

    def _route(self, spread: Spread, state: State) -> str:
        return " → ".join(
            f"{self._name(at >> 1)} {'↓' if at & 1 else '↑'}" for at in _back(spread, state)
        )

    def _shut(self, spread: Spread, node: int) -> str:
        words = self._name(node)
        while (place := spread.shut[node]) is not None:
            edge = self._wiring.edges[place]
            node = self._wiring.number[edge.source]
            if edge.relation.info.shuts:
                return f"{words}, which {self._name(node)} antagonizes"
            words += f", which needs {self._name(node)}"
        return f"{words}, which is lost"


def _state(node: int, sign: Sign) -> State:
    return 2 * node + (sign is Sign.MINUS)


def _back(spread: Spread, state: State) -> list[State]:
    """The states on the way to one, the first first."""
    states = [state]
    while (before := spread.came[states[-1]]) is not None:
        states.append(before[1])
    return states[::-1]
