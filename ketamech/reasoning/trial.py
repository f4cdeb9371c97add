"""What a graph expects of an experiment: two arms that differ in one thing.

The background is held in every run. With a treatment alone, or an intervention alone, the
readout's sign is the answer. With both, `a` is the readout with the treatment and `b` the
same with the target lost (or fixed up, where it is activated or infused): the effect is lost
where some sign of `a` is not in `b`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from ketamech.errors import UsageError
from ketamech.loading.contents import Contents
from ketamech.model import Experiment
from ketamech.names import NameIndex
from ketamech.reasoning.wiring import Acts, Wiring
from ketamech.vocabulary import Outcome, Sign

__all__ = [
    "Case",
    "Class",
    "Trial",
    "agrees",
    "became",
    "class_of",
    "expected",
    "runs",
    "trial_of",
    "unjoined",
    "without",
]


class Case(StrEnum):
    """What a graph can say of an experiment besides an outcome."""

    AMBIGUOUS = "ambiguous"
    SILENT = "silent"


class Class(StrEnum):
    """Outcomes that count as the same: signs cannot tell degrees."""

    LOST = "lost"
    KEPT = "kept"
    MOVED = "moved"
    STILL = "still"


@dataclass(frozen=True)
class Trial:
    """An experiment whose names have found their nodes, by id.

    Attributes
    ----------
    background
        What both arms hold.
    raised, lowered
        What the treatment raises and, named the other way round, lowers.
    target, opposite
        What the intervention acts on and, named the other way round, acts against.
    lifts
        True where the intervention raises its target.
    readout
        What is measured.
    inverted
        True where the readout is counted the other way.
    compares
        True with a treatment and an intervention.
    """

    background: frozenset[str]
    raised: frozenset[str]
    lowered: frozenset[str]
    target: frozenset[str]
    opposite: frozenset[str]
    lifts: bool
    readout: str
    inverted: bool
    compares: bool


def trial_of(names: NameIndex, experiment: Experiment) -> Trial:
    """An experiment with its names resolved: acting takes every node that carries a name.

    Raises
    ------
    UnknownNodeError
        If a name means no node.
    AmbiguousNodeError
        If the readout means several.
    UsageError
        If one node is moved both ways by a treatment, or by an intervention.
    """
    background, held_inverse = _acted(names, experiment.background)
    raised, lowered = _acted(names, experiment.treatment)
    intervention = experiment.intervention
    target, opposite = _acted(names, intervention.target if intervention else ())
    readout = names.one(experiment.readout)
    given = raised | lowered | target | opposite
    if raised & lowered or target & opposite:
        raise UsageError(f"{experiment.id} moves one node both ways (name it once)")
    return Trial(
        (background | held_inverse) - given,
        raised,
        lowered,
        target,
        opposite,
        intervention is not None and intervention.kind.info.raises,
        readout.node.id,
        readout.inverted,
        bool(experiment.treatment) and intervention is not None,
    )


def _acted(names: NameIndex, asked: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    matches = [match for name in asked for match in names.every(name)]
    return (
        frozenset(match.node.id for match in matches if not match.inverted),
        frozenset(match.node.id for match in matches if match.inverted),
    )


def expected(
    wiring: Wiring,
    trial: Trial,
    dropped: Collection[int] = frozenset(),
    unneeded: Collection[int] = frozenset(),
) -> Outcome | Case:
    """What a graph expects of an experiment.

    Parameters
    ----------
    wiring
        The graph.
    trial
        The experiment.
    dropped, unneeded
        Edges that are left out, and edges whose necessity is.

    Returns
    -------
    Outcome or Case
        `silent` where a treatment, a target or the readout has no causal edge there, or the
        treatment alone moves nothing; `ambiguous` where both signs arrive.
    """
    if unjoined(wiring, trial, dropped):
        return Case.SILENT

    def read(acts: Acts) -> frozenset[Sign]:
        signs = wiring.spread(acts, dropped, unneeded).signs(wiring.number[trial.readout])
        return frozenset(sign * Sign.MINUS for sign in signs) if trial.inverted else signs

    first, second = runs(wiring, trial)
    alone = read(first)
    if second is not None:
        return became(alone, read(second))
    if len(alone) > 1:
        return Case.AMBIGUOUS
    if not alone:
        return Outcome.UNCHANGED
    return Outcome.INCREASED if Sign.PLUS in alone else Outcome.DECREASED


def became(alone: frozenset[Sign], together: frozenset[Sign]) -> Outcome | Case:
    """What becomes of a treatment's effect on a node once something else is done too.

    Parameters
    ----------
    alone, together
        The signs of the node with the treatment alone, and with both.

    Examples
    --------
    >>> rises, both = frozenset({Sign.PLUS}), frozenset({Sign.PLUS, Sign.MINUS})
    >>> became(rises, frozenset()), became(rises, both)
    (<Outcome.ABOLISHED: 'abolished'>, <Outcome.ATTENUATED: 'attenuated'>)
    >>> became(both, rises)
    <Case.AMBIGUOUS: 'ambiguous'>
    """
    if len(alone) != 1:
        return Case.AMBIGUOUS if alone else Case.SILENT
    if not alone <= together:
        return Outcome.ABOLISHED
    return Outcome.ATTENUATED if len(together) > 1 else Outcome.UNCHANGED


def unjoined(
    wiring: Wiring, trial: Trial, dropped: Collection[int] = frozenset()
) -> tuple[str, ...]:
    """Which of treatment, target and readout has no node with a causal edge."""
    joined: Collection[str] = wiring.joined
    if dropped:
        kept = (edge for place, edge in enumerate(wiring.edges) if place not in dropped)
        joined = {end for edge in kept for end in (edge.source, edge.target)}
    parts = {
        "treatment": trial.raised | trial.lowered,
        "target": trial.target | trial.opposite,
        "readout": frozenset({trial.readout}),
    }
    return tuple(part for part, ids in parts.items() if ids and ids.isdisjoint(joined))


def runs(wiring: Wiring, trial: Trial) -> tuple[Acts, Acts | None]:
    """What is done where one thing is given alone, and where both are; None with one thing."""

    def numbers(ids: Iterable[str]) -> frozenset[int]:
        return frozenset(wiring.number[one] for one in ids if one in wiring.number)

    up, down, held = map(numbers, (trial.raised, trial.lowered, trial.background))
    target, opposite = numbers(trial.target), numbers(trial.opposite)
    if not trial.compares:
        if not up | down:
            up, down = (target, opposite) if trial.lifts else (opposite, target)
        return Acts(up=up, down=down, held=held), None
    alone = Acts(up=up, down=down, held=held)
    if trial.lifts:
        up, down = (up | target) - opposite, (down | opposite) - target
        return alone, Acts(up=up, down=down, held=held)
    lost = target | opposite
    return alone, Acts(up=up - lost, down=down - lost, blocked=lost, held=held)


def class_of(outcome: Outcome, *, compares: bool) -> Class:
    """Which outcomes count as the same.

    Examples
    --------
    >>> class_of(Outcome.ATTENUATED, compares=True), class_of(Outcome.UNCHANGED, compares=False)
    (<Class.LOST: 'lost'>, <Class.STILL: 'still'>)
    """
    if outcome in (Outcome.ABOLISHED, Outcome.ATTENUATED):
        return Class.LOST
    if outcome is Outcome.UNCHANGED:
        return Class.KEPT if compares else Class.STILL
    return Class.KEPT if outcome is Outcome.ENHANCED else Class.MOVED


def agrees(said: Outcome | Case, found: Outcome, *, compares: bool) -> bool:
    """True where what a graph says is of the class that was found, with the same sign."""
    if isinstance(said, Case):
        return False
    same = class_of(said, compares=compares) is class_of(found, compares=compares)
    return same and (class_of(found, compares=compares) is not Class.MOVED or said is found)


def without(
    contents: Contents, wiring: Wiring, refs: Collection[str]
) -> tuple[frozenset[int], frozenset[int]]:
    """Edges, and necessities, that rest on some papers alone, by number."""
    dropped, unneeded = set(), set()
    for place, edge in enumerate(wiring.edges):
        if set(refs).isdisjoint(edge.references):
            continue
        left = tuple(item for item in edge.evidence if item.ref not in refs)
        if not left:
            dropped.add(place)
            continue
        kept = edge.replaced(evidence=left)
        if not contents.follows(kept):
            dropped.add(place)
        elif edge.required and not kept.required:
            unneeded.add(place)
    return frozenset(dropped), frozenset(unneeded)
