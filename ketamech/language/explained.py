"""Which hypotheses agree with an experiment, each on common ground with what it builds on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ketamech.errors import UsageError, nearest
from ketamech.language.words import stems
from ketamech.model import Experiment
from ketamech.query.select import select, story_of
from ketamech.query.tables import Record, Table
from ketamech.reasoning.answers import trial_in
from ketamech.reasoning.trial import Case, agrees, expected
from ketamech.reasoning.wiring import Wiring
from ketamech.vocabulary import InterventionKind

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["Explained", "Explanations", "experiments_named", "explanations"]

_MOST = 20
_IDLE_WORDS = stems("the a an of in on with by experiment experiments result study finding effect")
_DEEDS = stems(" ".join(InterventionKind)) | stems("ko loss deletion blockade mice")
"""Words for what is done, which an experiment may say otherwise."""


@dataclass(frozen=True)
class Explained:
    """One experiment, and what each hypothesis says of it.

    Attributes
    ----------
    experiment
        The experiment.
    common_ground
        True where the edges that all hypotheses share agree with it alone.
    agree, disagree, undecided
        Ids of hypotheses: the last are silent, which they are of a node that the graph was
        narrowed without, or expect both signs.
    """

    experiment: Experiment
    common_ground: bool
    agree: tuple[str, ...]
    disagree: tuple[str, ...]
    undecided: tuple[str, ...]


class Explanations(Table[Explained]):
    """Experiments, with the hypotheses that agree with each."""

    columns: ClassVar[tuple[str, ...]] = ("experiment", "result", "agree", "disagree")

    @property
    def heading(self) -> str:
        """How many were asked about."""
        return "1 experiment" if len(self) == 1 else f"{len(self)} experiments"

    def _record(self, item: Explained) -> Record:
        return {
            "experiment": item.experiment.id,
            "result": item.experiment.result and str(item.experiment.result),
            "common_ground": item.common_ground,
            "agree": list(item.agree),
            "disagree": list(item.disagree),
            "undecided": list(item.undecided),
            "references": list(item.experiment.refs),
        }


def experiments_named(
    graph: "MechanismGraph", text: str
) -> tuple[tuple[Experiment, ...], tuple[str, ...]]:
    """The experiment of an id, or all that hold every word of a text.

    Words are sought in what an experiment says of itself and in all names of the nodes that
    it names.

    Returns
    -------
    tuple of Experiment
        Those that were found.
    tuple of str
        Words for what is done, such as `knockout`, without which they were found; none, for
        most.

    Raises
    ------
    UsageError
        If there is none, or there are more than 20.
    """
    by_id = tuple(one for one in graph.experiments if one.id == text.strip().casefold())
    if by_id:
        return by_id, ()
    wanted = stems(text) - _IDLE_WORDS
    words = {one.id: _words(graph, one) for one in graph.experiments}
    missing: tuple[str, ...] = ()
    found = tuple(one for one in graph.experiments if wanted and wanted <= words[one.id])
    if not found and (bare := wanted - _DEEDS):
        missing = tuple(sorted(wanted & _DEEDS))
        found = tuple(one for one in graph.experiments if bare <= words[one.id])
    if not found:
        close = nearest(text, (one.id for one in graph.experiments))
        meant = f"; did you mean {' or '.join(close)}?" if close else ""
        raise UsageError(
            f"no experiment of the graph holds all words of {text!r}{meant} "
            "(write fewer words, or an id of graph.experiments)"
        )
    if len(found) > _MOST:
        some = ", ".join(one.id for one in found[:3])
        raise UsageError(
            f"{len(found)} experiments hold the words {text!r} "
            f"(write more words, or one id, such as {some})"
        )
    return found, missing


def explanations(graph: "MechanismGraph", experiments: Iterable[Experiment]) -> Explanations:
    """What each hypothesis says of experiments; those of its story in a narrowed graph."""
    contents = graph.contents
    told = contents.hypotheses if contents.story is None else story_of(contents, contents.story)
    wirings = {
        story: Wiring.of(select(contents, hypotheses=story))
        for story in contents.hypotheses
        if story in told
    }
    common = Wiring.of(select(contents, hypotheses=()))
    return Explanations([_explained(graph, one, wirings, common) for one in experiments])


def _explained(
    graph: "MechanismGraph", experiment: Experiment, wirings: dict[str, Wiring], common: Wiring
) -> Explained:
    sides: dict[str, list[str]] = {"agree": [], "disagree": [], "undecided": []}
    trial = trial_in(graph.contents, experiment)
    if trial is None:
        return Explained(experiment, False, (), (), tuple(wirings))

    def side(wiring: Wiring) -> str:
        said = expected(wiring, trial)
        if isinstance(said, Case) or experiment.result is None:
            return "undecided"
        right = agrees(said, experiment.result, compares=trial.compares)
        return "agree" if right else "disagree"

    for story, wiring in wirings.items():
        sides[side(wiring)].append(story)
    return Explained(
        experiment,
        side(common) == "agree",
        tuple(sides["agree"]),
        tuple(sides["disagree"]),
        tuple(sides["undecided"]),
    )


def _words(graph: "MechanismGraph", experiment: Experiment) -> frozenset[str]:
    """Every word by which an experiment can be sought."""
    matches = [match for name in experiment.names for match in graph.contents.names.get(name)]
    texts = [str(experiment), experiment.note or "", experiment.species or ""]
    texts += [text for m in matches for text in (m.node.id, m.node.name, *m.node.aliases)]
    return stems(" ".join(texts))
