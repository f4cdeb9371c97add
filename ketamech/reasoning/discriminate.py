"""What a laboratory could do to tell two stories apart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ketamech.model import Node
from ketamech.query.reach import Asked
from ketamech.query.select import OneOrSeveral
from ketamech.query.tables import Record, Table
from ketamech.reasoning.answers import trial_in
from ketamech.reasoning.compare import Story, stories
from ketamech.reasoning.trial import Class, became, class_of
from ketamech.reasoning.wiring import Acts, Spread
from ketamech.vocabulary import InterventionKind, NodeType, Outcome, Sign

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["Readout", "Task", "ToDo", "discriminate"]

_OUTCOMES = (NodeType.BEHAVIOUR, NodeType.SYMPTOM)


@dataclass(frozen=True)
class Readout:
    """What two stories say becomes of a treatment's effect on one node."""

    node: Node
    a: Class
    b: Class


@dataclass(frozen=True)
class Task:
    """An experiment that is not in the file and would tell two stories apart.

    Attributes
    ----------
    target, kind
        What to do, beside the treatment.
    agents
        Drugs of the graph that do it.
    readouts
        What to measure: outcomes first.
    """

    target: Node
    kind: InterventionKind
    agents: tuple[Node, ...]
    readouts: tuple[Readout, ...]

    @property
    def outcomes(self) -> tuple[Readout, ...]:
        """The behaviours and symptoms among the readouts."""
        return tuple(one for one in self.readouts if one.node.type in _OUTCOMES)


class ToDo(Table[Task]):
    """Experiments that would tell two stories apart, the most telling first.

    What a drug of the graph can do comes first, then what changes most outcomes (behaviours
    and symptoms), then most readouts.

    Attributes
    ----------
    a, b
        Names of the stories.
    treatment
        What is given.
    """

    columns: ClassVar[tuple[str, ...]] = ("do", "agents", "outcomes", "readouts", "a", "b")

    def __init__(self, a: str, b: str, treatment: Iterable[Node], tasks: Iterable[Task]) -> None:
        super().__init__(
            sorted(
                tasks,
                key=lambda task: (
                    not task.agents,
                    -len(task.outcomes),
                    -len(task.readouts),
                    task.target.id,
                    task.kind,
                ),
            )
        )
        self.a, self.b = a, b
        self.treatment = tuple(treatment)

    @property
    def heading(self) -> str:
        """Which stories, with which treatment."""
        given = ", ".join(node.name for node in self.treatment)
        return (
            f"not yet done, and would tell a: {self.a} from b: {self.b}, "
            f"with {given}: {len(self)} interventions"
        )

    def _record(self, item: Task) -> Record:
        measured = item.readouts[0]
        return {
            "do": f"{item.kind} {item.target.name}",
            "kind": str(item.kind),
            "target": item.target.id,
            "agents": [agent.name for agent in item.agents],
            "outcomes": [one.node.name for one in item.outcomes],
            "readouts": len(item.readouts),
            "a": f"{measured.node.name} {measured.a}",
            "b": f"{measured.node.name} {measured.b}",
            "measure": [one.node.id for one in item.readouts],
        }


def discriminate(
    graph: "MechanismGraph", a: OneOrSeveral, b: OneOrSeveral, treatment: Asked | None = None
) -> ToDo:
    """Interventions not yet in the file on which two stories predict different readouts.

    Each node that the treatment moves in either story is blocked, and activated. Where the
    treatment's effect on a node is lost in one story and kept in the other, measuring that
    node tells them apart. A story that says nothing of a node tells nothing.

    Parameters
    ----------
    graph
        The graph that holds both stories, and the experiments that were done.
    a, b
        A hypothesis each, or several that are told together.
    treatment
        Names of what is given; the treatment that the graph is about without any.

    Returns
    -------
    ToDo
        A ranked to-do list.

    Raises
    ------
    UnknownNameError
        If there is no such hypothesis.
    UnknownNodeError, AmbiguousNodeError
        If the treatment means no node, or several.
    UsageError
        If neither the graph nor the caller says what the treatment is.

    Examples
    --------
    >>> import ketamech as km
    >>> todo = discriminate(km.load(), "disinhibition", "direct_inhibition")
    >>> all(task.readouts for task in todo)
    True
    """
    pair = stories(graph, a, b, treatment)
    treated = {story.wiring.ids[number] for story in pair for number in story.up | story.down}
    alone = [story.treated() for story in pair]
    moved = {
        story.wiring.ids[state >> 1]
        for story, spread in zip(pair, alone, strict=True)
        for state in spread.came
    }
    both = pair[0].wiring.joined & pair[1].wiring.joined
    done = _done(graph, treated)
    tasks = []
    for node in graph.nodes:
        if node.id not in moved & both or node.id in treated:
            continue
        for kind in (InterventionKind.BLOCK, InterventionKind.ACTIVATE):
            lifts = kind.info.raises
            if (node.id, lifts) in done:
                continue
            readouts = tuple(_readouts(graph, pair, alone, node.id, lifts=lifts))
            if readouts:
                tasks.append(Task(node, kind, tuple(_agents(graph, node.id, lifts)), readouts))
    given = (node for node in graph.nodes if node.id in treated)
    return ToDo(pair[0].name, pair[1].name, given, tasks)


def _done(graph: "MechanismGraph", treated: set[str]) -> set[tuple[str, bool]]:
    """What was done beside the treatment, as target and whether it was raised."""
    found: set[tuple[str, bool]] = set()
    for experiment in graph.experiments:
        trial = trial_in(graph.contents, experiment)
        if trial is not None and not treated.isdisjoint(trial.raised | trial.lowered):
            found |= {(node_id, trial.lifts) for node_id in trial.target}
            found |= {(node_id, not trial.lifts) for node_id in trial.opposite}
    return found


def _readouts(
    graph: "MechanismGraph",
    pair: tuple[Story, Story],
    alone: Sequence[Spread],
    target: str,
    *,
    lifts: bool,
) -> Iterator[Readout]:
    """The nodes on which the two stories disagree, outcomes first."""
    together = [_together(story, target, lifts) for story in pair]
    found = []
    for node in graph.nodes:
        if node.id == target:
            continue
        said = [
            became(story.signs(before, node.id), story.signs(after, node.id))
            for story, before, after in zip(pair, alone, together, strict=True)
        ]
        classes = [class_of(one, compares=True) for one in said if isinstance(one, Outcome)]
        if len(set(classes)) == len(pair):
            found.append(Readout(node, *classes))
    yield from sorted(found, key=lambda one: one.node.type not in _OUTCOMES)


def _together(story: Story, target: str, lifts: bool) -> Spread:
    at = frozenset({story.wiring.number[target]})
    if lifts:
        return story.wiring.spread(Acts(up=story.up | at, down=story.down - at))
    return story.wiring.spread(Acts(up=story.up, down=story.down, blocked=at))


def _agents(graph: "MechanismGraph", target: str, lifts: bool) -> Iterator[Node]:
    """Drugs of the graph that raise a node, or lower it."""
    wanted = Sign.PLUS if lifts else Sign.MINUS
    for edge in graph.contents.incoming.get(target, ()):
        source = graph.contents.nodes[edge.source]
        if source.type is NodeType.DRUG and edge.sign is wanted:
            yield source
