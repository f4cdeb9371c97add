"""What a story says of every experiment, and what two baselines say.

Each is asked twice: of the graph as it is, and of the graph without what rests on the
experiment's own papers alone, since curating a paper and then predicting it is easy
(leave-one-group-out cross-validation; Roberts et al. 2017, Ecography 40:913).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from ketamech.errors import AmbiguousNodeError, DataError, Problem, UsageError
from ketamech.loading.contents import Contents
from ketamech.model import Experiment
from ketamech.model.mechanism import Triple
from ketamech.reasoning.tally import Verdict
from ketamech.reasoning.trial import Case, Trial, expected, trial_of, without
from ketamech.reasoning.wiring import Acts, Spread, Wiring
from ketamech.vocabulary import Outcome

__all__ = ["Answer", "Hearing", "Remembering", "answers", "hearings", "trial_in", "verdicts"]


@dataclass(frozen=True)
class Hearing:
    """A published experiment, ready to be asked of any part of the graph.

    Attributes
    ----------
    trial
        The same by ids; None where a part of it is no node of the graph.
    dropped, unneeded
        Edges that rest on its own papers alone, and edges whose necessity does.
    """

    experiment: Experiment
    trial: Trial | None
    found: Outcome
    dropped: frozenset[Triple] = frozenset()
    unneeded: frozenset[Triple] = frozenset()

    @property
    def compares(self) -> bool:
        """True with a treatment and an intervention."""
        return bool(self.experiment.treatment) and self.experiment.intervention is not None


@dataclass(frozen=True)
class Answer:
    """What a story, and two baselines, say of one experiment.

    Attributes
    ----------
    experiment
        The experiment.
    plain, without
        What the graph says as it is, and without what rests on the experiment's own papers
        alone.
    always, always_without
        The baseline that says *lost* of a treatment with an intervention, else *moved up*,
        wherever the graph says something.
    path, path_without
        The baseline that asks whether any path is left, wherever the graph says something.
    """

    experiment: Experiment
    plain: Verdict
    without: Verdict
    always: Verdict
    always_without: Verdict
    path: Verdict
    path_without: Verdict

    @property
    def net(self) -> bool:
        """True of a net effect: a treatment without an intervention."""
        return self.experiment.intervention is None


@dataclass(frozen=True)
class Remembering(Wiring):
    """A wiring that spreads signs once for each thing that is done.

    Attributes
    ----------
    spreads
        What came of it, in the order of asking.
    """

    spreads: dict[tuple[object, ...], Spread] = field(default_factory=dict, repr=False)

    def spread(
        self,
        acts: Acts,
        dropped: Collection[int] = frozenset(),
        unneeded: Collection[int] = frozenset(),
    ) -> Spread:
        """See :meth:`ketamech.reasoning.wiring.Wiring.spread`."""
        key = (acts, frozenset(dropped), frozenset(unneeded))
        if key not in self.spreads:
            self.spreads[key] = super().spread(acts, dropped, unneeded)
        return self.spreads[key]


def hearings(contents: Contents) -> tuple[Hearing, ...]:
    """Every experiment of a graph that has a result.

    Raises
    ------
    DataError
        If a readout means several nodes, or a node is moved both ways.
    """
    whole = Wiring.of(contents)
    rests: dict[tuple[str, ...], tuple[frozenset[Triple], frozenset[Triple]]] = {}
    problems, heard = [], []
    for experiment in contents.experiments:
        if experiment.result is None:
            continue
        try:
            trial = trial_in(contents, experiment)
        except (AmbiguousNodeError, UsageError) as error:
            place = contents.places.get(("experiments", experiment.id), ("experiments", 1, 1))
            problems.append(Problem(*place, f"{experiment.id}: {error}"))
            continue
        if experiment.refs not in rests:
            dropped, unneeded = without(contents, whole, experiment.refs)
            rests[experiment.refs] = (_triples(whole, dropped), _triples(whole, unneeded))
        heard.append(Hearing(experiment, trial, experiment.result, *rests[experiment.refs]))
    if problems:
        raise DataError(problems)
    return tuple(heard)


def trial_in(contents: Contents, experiment: Experiment) -> Trial | None:
    """An experiment among the nodes of a graph; None where a part of it is none of them.

    Raises
    ------
    AmbiguousNodeError
        If the readout means several nodes.
    UsageError
        If one node is moved both ways by a treatment, or by an intervention.
    """

    def there(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if contents.names.get(name))

    done = experiment.intervention
    treatment, target = there(experiment.treatment), there(done.target if done else ())
    if (
        not there([experiment.readout])
        or bool(treatment) < bool(experiment.treatment)
        or (done is not None and not target)
    ):
        return None
    return trial_of(
        contents.names,
        experiment.model_copy(
            update={
                "background": there(experiment.background),
                "treatment": treatment,
                "intervention": done and done.model_copy(update={"target": target}),
            }
        ),
    )


def _triples(wiring: Wiring, places: Iterable[int]) -> frozenset[Triple]:
    return frozenset(wiring.edges[place].triple for place in places)


def answers(contents: Contents, heard: Iterable[Hearing]) -> tuple[Answer, ...]:
    """What a graph, or a part of it, says of experiments.

    Parameters
    ----------
    contents
        The graph, or the part of it that tells one story.
    heard
        The experiments, with names and papers of the whole graph.
    """
    wiring = Remembering.of(contents)
    number = {edge.triple: place for place, edge in enumerate(wiring.edges)}
    paths = _Paths(wiring)

    def here(triples: frozenset[Triple]) -> frozenset[int]:
        return frozenset(number[triple] for triple in triples if triple in number)

    return tuple(
        _answer(wiring, paths, hearing, here(hearing.dropped), here(hearing.unneeded))
        for hearing in heard
    )


def verdicts(contents: Contents, heard: Iterable[Hearing]) -> tuple[Verdict, ...]:
    """What a graph says of experiments as it is, and nothing else."""
    wiring = Remembering.of(contents)
    return tuple(
        Verdict(_said(wiring, hearing.trial), hearing.found, hearing.compares) for hearing in heard
    )


def _said(
    wiring: Wiring,
    trial: Trial | None,
    dropped: frozenset[int] = frozenset(),
    unneeded: frozenset[int] = frozenset(),
) -> Outcome | Case:
    return Case.SILENT if trial is None else expected(wiring, trial, dropped, unneeded)


def _answer(
    wiring: Wiring,
    paths: "_Paths",
    hearing: Hearing,
    dropped: frozenset[int],
    unneeded: frozenset[int],
) -> Answer:
    experiment, trial = hearing.experiment, hearing.trial
    always = Outcome.ABOLISHED if hearing.compares else Outcome.INCREASED
    plain = left = _said(wiring, trial)
    if dropped or unneeded:
        left = _said(wiring, trial, dropped, unneeded)

    def verdict(said: Outcome | Case, story: Outcome | Case) -> Verdict:
        return Verdict(story if isinstance(story, Case) else said, hearing.found, hearing.compares)

    return Answer(
        experiment,
        verdict(plain, plain),
        verdict(left, left),
        verdict(always, plain),
        verdict(always, left),
        verdict(paths.says(trial), plain),
        verdict(paths.says(trial, dropped), left),
    )


class _Paths:
    """Is there still any path, whatever its sign? One answer for each question."""

    def __init__(self, wiring: Wiring) -> None:
        self._number = wiring.number
        self._onward: dict[int, list[tuple[int, int]]] = {}
        for place, edge in enumerate(wiring.edges):
            ends = wiring.number[edge.source], wiring.number[edge.target]
            self._onward.setdefault(ends[0], []).append((ends[1], place))
        self._reached: dict[tuple[frozenset[int], ...], set[int]] = {}

    def says(self, trial: Trial | None, dropped: frozenset[int] = frozenset()) -> Outcome | Case:
        """*Lost* or *kept* of a treatment with an intervention, else *moved up* or *still*."""
        if trial is None:
            return Case.SILENT
        treated = self._numbers(trial.raised | trial.lowered)
        target = self._numbers(trial.target | trial.opposite)
        lost = target if trial.compares and not trial.lifts else frozenset()
        reached = self._from((treated or target) - lost, lost, dropped)
        if self._number.get(trial.readout) in reached:
            return Outcome.UNCHANGED if trial.compares else Outcome.INCREASED
        return Outcome.ABOLISHED if trial.compares else Outcome.UNCHANGED

    def _numbers(self, ids: Iterable[str]) -> frozenset[int]:
        return frozenset(self._number[one] for one in ids if one in self._number)

    def _from(
        self, starts: frozenset[int], closed: frozenset[int], dropped: frozenset[int]
    ) -> set[int]:
        key = (starts, closed, dropped)
        if key not in self._reached:
            found, waiting = set(starts), list(starts)
            while waiting:
                for target, place in self._onward.get(waiting.pop(), ()):
                    if target not in found and target not in closed and place not in dropped:
                        found.add(target)
                        waiting.append(target)
            self._reached[key] = found
        return self._reached[key]
