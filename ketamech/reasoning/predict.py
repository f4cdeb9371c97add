"""What a graph predicts of an experiment, and the routes that decide."""

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, ClassVar

from ketamech.errors import UnknownNameError, UnknownNodeError, nearest
from ketamech.model import Experiment, Node
from ketamech.query.tables import Record, Table
from ketamech.reasoning.response import Response
from ketamech.reasoning.trial import Case, Trial, agrees, expected, runs, trial_of, unjoined
from ketamech.reasoning.why import WORDS
from ketamech.reasoning.wiring import Acts, Wiring
from ketamech.vocabulary import InterventionKind, Outcome

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["Prediction", "Predictions", "predict"]


@dataclass(frozen=True)
class Prediction:
    """What a graph predicts of one experiment.

    Attributes
    ----------
    experiment
        The experiment.
    result
        An outcome; `silent` where the graph knows nothing of it, `ambiguous` where both
        signs arrive.
    agrees
        Whether the result is of the class that was found, with the same sign; None where
        nothing is predicted, or there is no result to compare.
    because
        The routes, or the chains of necessity, that decide.
    """

    experiment: Experiment
    result: Outcome | Case
    agrees: bool | None
    because: str

    def __str__(self) -> str:
        found = self.experiment.result
        verdict = "" if self.agrees is None else (", which agrees" if self.agrees else ", not so")
        compared = f" (found: {found}{verdict})" if found else ""
        return f"{self.experiment.id}: {self.result}{compared}\n  {self.because}"

    def _repr_html_(self) -> str:
        return f"<p style='white-space:pre-line'>{escape(str(self))}</p>"


class Predictions(Table[Prediction]):
    """Predictions of several experiments."""

    columns: ClassVar[tuple[str, ...]] = ("experiment", "result", "found", "agrees", "because")

    @property
    def heading(self) -> str:
        """How many, and how many of them agree."""
        right = sum(item.agrees is True for item in self)
        compared = sum(item.agrees is not None for item in self)
        count = "1 experiment" if len(self) == 1 else f"{len(self)} experiments"
        return f"{count}: {right} of {compared} that can be compared agree"

    def _record(self, item: Prediction) -> Record:
        found = item.experiment.result
        return {
            "experiment": item.experiment.id,
            "result": str(item.result),
            "found": found and str(found),
            "agrees": None if item.agrees is None else "yes" if item.agrees else "no",
            "because": item.because,
        }


def predict(graph: "MechanismGraph", experiment: Experiment | str) -> Prediction:
    """What a graph predicts of an experiment.

    Parameters
    ----------
    graph
        The graph to ask.
    experiment
        One of the graph's experiments or its id, or one that is made up: its names are
        looked up in the graph.

    Returns
    -------
    Prediction
        `silent` where the graph was narrowed so far that a node of one of its own
        experiments is gone.

    Raises
    ------
    UnknownNameError
        If no experiment has that id.
    UnknownNodeError, AmbiguousNodeError
        If a name in an experiment that is made up means no node, or its readout several.
    UsageError
        If a treatment, or an intervention, moves one node both ways.

    Examples
    --------
    >>> import ketamech as km
    >>> asked = km.Experiment(
    ...     id="mine", treatment="ketamine", readout="antidepressant effect",
    ...     intervention={"target": "AMPA receptor", "kind": "block", "agent": "NBQX"},
    ... )
    >>> prediction = km.load().story().predict(asked)
    >>> print(prediction.result, prediction.agrees)
    abolished None
    """
    asked = _named(graph, experiment) if isinstance(experiment, str) else experiment
    try:
        trial = trial_of(graph.contents.names, asked)
    except UnknownNodeError as unknown:
        if asked not in graph.experiments:
            raise
        missing = f"No node of {graph.story_name} is called {unknown.name!r}"
        return Prediction(asked, Case.SILENT, None, missing)
    wiring = graph.contents.once(Wiring.of)
    said = expected(wiring, trial)
    agreement = None
    if asked.result is not None and isinstance(said, Outcome):
        agreement = agrees(said, asked.result, compares=trial.compares)
    return Prediction(asked, said, agreement, _because(graph, wiring, asked, trial))


def _named(graph: "MechanismGraph", name: str) -> Experiment:
    known = {one.id: one for one in graph.experiments}
    if name not in known:
        raise UnknownNameError(name, "experiment", nearest(name, known))
    return known[name]


def _because(graph: "MechanismGraph", wiring: Wiring, experiment: Experiment, trial: Trial) -> str:
    apart = unjoined(wiring, trial)
    if apart:
        return f"No causal edge of {graph.story_name} touches the {' or the '.join(apart)}"
    readout = graph.contents.nodes[trial.readout]
    counted = f" ({experiment.readout} counts it the other way)" if trial.inverted else ""

    def response(acts: Acts) -> Response:
        return Response(graph, acts, wiring.spread(acts))

    first, second = runs(wiring, trial)
    alone = response(first)
    if second is None:
        given = " and ".join(experiment.treatment) or _done(experiment)
        return _capital(f"with {given}, {_told(alone, readout)}{counted}")
    given = " and ".join(experiment.treatment)
    parts = [f"with {given}, {_told(alone, readout)}{counted}"]
    if len(alone.signs(readout)) == 1:
        parts.append(_compared(alone, response(second), readout, _done(experiment)))
    return ". ".join(_capital(part) for part in parts)


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
    at, because = alone.first_lost(both, readout, sign)
    left = "" if not both.signs(readout) or at == readout else f"; {_told(both, readout)}"
    return f"with {done} too, no route brings that any more: {at.name} {because}{left}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


_DONE = {
    InterventionKind.BLOCK: "blocked",
    InterventionKind.KNOCKOUT: "knocked out",
    InterventionKind.KNOCKDOWN: "knocked down",
    InterventionKind.ACTIVATE: "activated",
    InterventionKind.INFUSE: "infused",
}


def _done(experiment: Experiment) -> str:
    intervention = experiment.intervention
    assert intervention is not None
    return f"{' and '.join(intervention.target)} {_DONE[intervention.kind]}"
