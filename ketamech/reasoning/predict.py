"""What a graph predicts of an experiment, and the routes that decide."""

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, ClassVar

from ketamech.errors import UnknownNameError, UsageError, nearest
from ketamech.model import Experiment
from ketamech.query.tables import Record, Table
from ketamech.reasoning.answers import trial_in
from ketamech.reasoning.reasons import because
from ketamech.reasoning.trial import Case, agrees, expected, trial_of
from ketamech.reasoning.wiring import Wiring
from ketamech.vocabulary import Outcome

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
        One of the graph's own experiments is read as the score reads it: of several targets
        those that a narrowed graph still has are lost, and it is `silent` where none is left.

    Raises
    ------
    UnknownNameError
        If no experiment has that id.
    UnknownNodeError, AmbiguousNodeError
        If a name in an experiment that is made up means no node, or its readout several.
    UsageError
        If a treatment, or an intervention, moves one node both ways, or something else is given.

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
    if not isinstance(experiment, str | Experiment):
        raise UsageError(
            f"a {type(experiment).__name__} is no experiment "
            "(give the id of one, or make one with km.Experiment(...))"
        )
    asked = _named(graph, experiment) if isinstance(experiment, str) else experiment
    own = asked in graph.experiments
    trial = trial_in(graph.contents, asked) if own else trial_of(graph.contents.names, asked)
    said: Outcome | Case = Case.SILENT
    agreement = None
    if trial is not None:
        said = expected(graph.contents.once(Wiring.of), trial)
        if asked.result is not None and isinstance(said, Outcome):
            agreement = agrees(said, asked.result, compares=trial.compares)
    return Prediction(asked, said, agreement, because(graph, asked, trial))


def _named(graph: "MechanismGraph", name: str) -> Experiment:
    known = {one.id: one for one in graph.experiments}
    if name not in known:
        raise UnknownNameError(name, "experiment", nearest(name, known))
    return known[name]
