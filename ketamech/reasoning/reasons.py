"""Why a graph says what it says of an experiment: the routes and the losses that decide."""

from typing import TYPE_CHECKING

from ketamech.model import Experiment, Node
from ketamech.reasoning.response import Response
from ketamech.reasoning.trial import Trial, runs, unjoined
from ketamech.reasoning.why import WORDS
from ketamech.reasoning.wiring import Acts, Wiring

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["because"]


def because(graph: "MechanismGraph", experiment: Experiment, trial: Trial | None) -> str:
    """The reason for what a graph says of an experiment, in a few sentences on one line.

    Parameters
    ----------
    graph
        The graph, or the part of it that tells one story.
    experiment
        The experiment, for the words in which it was written.
    trial
        The same by ids; None where a part of it is no node of the graph.
    """
    if trial is None:
        return f"No node of {graph.story_name} is called {_strangers(graph, experiment)}"
    wiring = graph.contents.once(Wiring.of)
    apart = unjoined(wiring, trial)
    if apart:
        return f"No causal edge of {graph.story_name} touches the {' or the '.join(apart)}"
    readout = graph.contents.nodes[trial.readout]
    counted = f" ({experiment.readout} counts it the other way)" if trial.inverted else ""

    def response(acts: Acts) -> Response:
        return Response(graph, acts, wiring.spread(acts))

    first, second = runs(wiring, trial)
    alone = response(first)
    given = " and ".join(experiment.treatment) or _done(experiment)
    parts = [f"with {given}, {_told(alone, readout)}{counted}"]
    if second is not None and len(alone.signs(readout)) == 1:
        parts.append(_compared(alone, response(second), readout, _done(experiment)))
    return ". ".join(part[:1].upper() + part[1:] for part in parts)


def _strangers(graph: "MechanismGraph", experiment: Experiment) -> str:
    targets = experiment.intervention.target if experiment.intervention else ()
    asked = dict.fromkeys((*experiment.treatment, *targets, experiment.readout))
    return " or ".join(repr(name) for name in asked if not graph.contents.names.get(name))


def _told(response: Response, readout: Node) -> str:
    """What becomes of the readout, with the routes that bring it."""
    why = response.why(readout)
    if why.routes and not why.act:
        routes = "; ".join(f"{sign.symbol} {why.told(sign)}" for sign in why.routes)
        return f"{readout.name} {WORDS[why.level]}: {routes}"
    return f"{readout.name} {why.keeps_out(why.barred)}"


def _compared(alone: Response, both: Response, readout: Node, done: str) -> str:
    """What is left of the one sign of the readout."""
    sign = next(iter(alone.signs(readout)))
    now = both.why(readout)
    if sign in now.routes:
        same = len(now.routes) == 1 and now.routes[sign] == alone.why(readout).routes[sign]
        return f"with {done} too, {'that route holds' if same else _told(both, readout)}"
    at, lost = alone.first_lost(both, readout, sign)
    left = "" if not both.signs(readout) or at == readout else f"; {_told(both, readout)}"
    return f"with {done} too, no route brings that any more: {at.name} {lost}{left}"


def _done(experiment: Experiment) -> str:
    intervention = experiment.intervention
    assert intervention is not None
    return f"{' and '.join(intervention.target)} {intervention.kind.info.done}"
