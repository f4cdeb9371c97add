"""A graph tested against published experiments, as code against its tests.

Every experiment with a result is asked of the whole graph, of its default story, of common
ground and of each hypothesis alone. Experiments with an intervention are the main rows; net
effects (a treatment alone) have a row of their own, since they are what edges are made from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, ClassVar

from ketamech.errors import UnknownNameError, nearest
from ketamech.loading.contents import Contents
from ketamech.model import Experiment
from ketamech.query.select import select, story_of
from ketamech.query.tables import Record, Table
from ketamech.reasoning.answers import Answer, Hearing, answers, hearings, verdicts
from ketamech.reasoning.misses import Miss, Misses
from ketamech.reasoning.reasons import because
from ketamech.reasoning.tally import Confusion, Tally

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["COMMON", "DEFAULT", "HINDSIGHT", "WHOLE", "Line", "Row", "Scorecard", "score"]

WHOLE, DEFAULT, COMMON = "whole graph", "default story", "common ground"
HINDSIGHT = "chosen with hindsight"


@dataclass(frozen=True)
class Line:
    """A story, and what it says of every experiment.

    Attributes
    ----------
    name
        Id of the hypothesis, or `whole graph`, `default story`, `common ground` or `chosen
        with hindsight`.
    hypotheses
        What it was narrowed to; None where it was not.
    answers
        One for each experiment with a result.
    """

    name: str
    hypotheses: tuple[str, ...] | None
    answers: tuple[Answer, ...]

    @cached_property
    def main(self) -> "Row":
        """The figures over experiments with an intervention."""
        return Row(self, False)

    @cached_property
    def net(self) -> "Row":
        """The figures over net effects: a treatment alone."""
        return Row(self, True)

    def confusion(self, *, without: bool = False) -> Confusion:
        """What is said of what was found, over experiments with an intervention.

        Parameters
        ----------
        without
            True for what is said without the experiment's own papers.
        """
        several = [answer for answer in self.answers if not answer.net]
        return Confusion(
            self.name, [answer.without if without else answer.plain for answer in several]
        )


@dataclass(frozen=True)
class Row:
    """The figures of one line over one kind of experiments.

    Attributes
    ----------
    line
        Whose figures.
    net_effects
        True over net effects, False over experiments with an intervention.
    """

    line: Line
    net_effects: bool

    @cached_property
    def plain(self) -> Tally:
        """The graph as it is."""
        return self._tally("plain")

    @cached_property
    def without(self) -> Tally:
        """Leave-one-paper-out: without what rests on an experiment's own papers alone."""
        return self._tally("without")

    @cached_property
    def always(self) -> Tally:
        """The baseline *always lost, or moved up*, on the covered experiments."""
        return self._tally("always")

    @cached_property
    def always_without(self) -> Tally:
        """The same on those covered in leave-one-paper-out."""
        return self._tally("always_without")

    @cached_property
    def path(self) -> Tally:
        """The baseline *is there still any path*, on the covered experiments."""
        return self._tally("path")

    @cached_property
    def path_without(self) -> Tally:
        """The same on those covered in leave-one-paper-out."""
        return self._tally("path_without")

    def _tally(self, of: str) -> Tally:
        return Tally.of(
            getattr(answer, of) for answer in self.line.answers if answer.net is self.net_effects
        )


class Scorecard(Table[Row]):
    """How the graph, and each story alone, does on published experiments.

    Each line has a row over the experiments with an intervention and one over net effects;
    the figures of leave-one-paper-out stand beside the plain ones, and the baselines are
    those on the same covered experiments, balanced.

    Attributes
    ----------
    graph
        The graph that was scored.
    lines
        The stories, each with what it says.

    Examples
    --------
    >>> import ketamech as km
    >>> card = km.load().select(hypotheses="disinhibition").score()
    >>> row = card.line().main
    >>> row.plain.coverage >= row.without.coverage > 0
    True
    """

    columns: ClassVar[tuple[str, ...]] = (
        "line",
        "experiments",
        "asked",
        "coverage",
        "agreement",
        "balanced",
        "always",
        "path",
        "unread coverage",
        "unread agreement",
        "unread balanced",
        "unread always",
        "unread path",
    )

    def __init__(self, graph: "MechanismGraph", lines: Sequence[Line]) -> None:
        super().__init__([*(line.main for line in lines), *(line.net for line in lines)])
        self.graph = graph
        self.lines = tuple(lines)

    @property
    def heading(self) -> str:
        """How many experiments and stories."""
        several = self.lines[0].answers
        net = sum(answer.net for answer in several)
        return (
            f"{self.graph.info.title}: {len(several)} experiments ({net} of them net effects), "
            f"{len(self.lines)} {'line' if len(self.lines) == 1 else 'lines'}"
        )

    @property
    def footing(self) -> str:
        """What the columns mean, what hindsight chose, and what one story alone explains."""
        lines = [
            "always, path: balanced agreement of two baselines on the same experiments "
            "(always lost, or moved up; is there still any path)",
            "unread: leave-one-paper-out, without what rests on an experiment's own papers alone",
        ]
        chosen = next((line for line in self.lines if line.name == HINDSIGHT), None)
        if chosen is not None:
            lines.append(f"{HINDSIGHT}: {', '.join(chosen.hypotheses or ())}")
        for line in self.lines:
            if line.name in self.graph.contents.hypotheses and len(self._stories) > 1:
                own = ", ".join(one.id for one in self.only(line.name))
                lines.append(f"explained by {line.name} only: {own or 'none'}")
        return "\n".join(lines)

    def line(self, name: str | None = None) -> Line:
        """One line by name; the default story, or else the first, without one.

        Raises
        ------
        UnknownNameError
            If there is no such line.
        """
        known = {line.name: line for line in self.lines}
        if name is None:
            return known.get(DEFAULT, self.lines[0])
        if name not in known:
            raise UnknownNameError(name, "line of the score", nearest(name, known) or tuple(known))
        return known[name]

    def confusion(self, line: str | None = None, *, without: bool = False) -> Confusion:
        """The confusion matrix of one line; see :meth:`Line.confusion`."""
        return self.line(line).confusion(without=without)

    def misses(self, line: str | None = None) -> Misses:
        """What a line does not get right, with the reason: wrong, ambiguous, then silent.

        Parameters
        ----------
        line
            Name of the line; the default story without one.

        Examples
        --------
        >>> import ketamech as km
        >>> card = km.load().select(hypotheses="hnk").score()
        >>> {miss.verdict.right for miss in card.misses()}
        {False}
        """
        asked = self.line(line)
        part = self.graph
        if asked.hypotheses is not None:
            part = part.select(hypotheses=asked.hypotheses)
        missed = []
        for answer, hearing in zip(asked.answers, self._hearings, strict=True):
            if not answer.plain.right:
                reason = because(part, answer.experiment, hearing.trial)
                missed.append(Miss(answer.experiment, answer.plain, reason))
        return Misses(asked.name, missed)

    def only(self, hypothesis: str) -> tuple[Experiment, ...]:
        """Experiments that a hypothesis explains and no other does, save what builds on it.

        Raises
        ------
        UnknownNameError
            If the graph has no such hypothesis.
        """
        contents = self.graph.contents
        story_of(contents, [hypothesis])
        others = [name for name in self._stories if hypothesis not in story_of(contents, [name])]
        explained = set().union(*(self._explained(name) for name in others))
        own = self._explained(hypothesis) - explained
        return tuple(
            answer.experiment
            for answer in self.line(hypothesis).answers
            if answer.experiment.id in own
        )

    @property
    def _stories(self) -> list[str]:
        return [line.name for line in self.lines if line.name in self.graph.contents.hypotheses]

    def _explained(self, name: str) -> set[str]:
        return {answer.experiment.id for answer in self.line(name).answers if answer.plain.right}

    @cached_property
    def _hearings(self) -> tuple[Hearing, ...]:
        return hearings(self.graph.contents)

    def _record(self, item: Row) -> Record:
        return {
            "line": item.line.name,
            "experiments": "net effect" if item.net_effects else "intervention",
            "asked": item.plain.asked,
            "coverage": _rounded(item.plain.coverage),
            "agreement": _rounded(item.plain.agreement),
            "balanced": _rounded(item.plain.balanced),
            "always": _rounded(item.always.balanced),
            "path": _rounded(item.path.balanced),
            "unread coverage": _rounded(item.without.coverage),
            "unread agreement": _rounded(item.without.agreement),
            "unread balanced": _rounded(item.without.balanced),
            "unread always": _rounded(item.always_without.balanced),
            "unread path": _rounded(item.path_without.balanced),
        }

    def draw(self, path: str | FilePath | None = None, **options: Any) -> Any:
        """Draw experiments by stories on a slide; see :mod:`ketamech.drawing.matrix`."""
        from ketamech.drawing import draw_matrix

        return draw_matrix(self, path, **options)


def score(graph: "MechanismGraph") -> Scorecard:
    """Test a graph, and each of its stories, against its published experiments.

    Parameters
    ----------
    graph
        The graph. One that was narrowed to a story has a single line.

    Returns
    -------
    Scorecard

    Raises
    ------
    DataError
        If the names of an experiment do not say which node is read, or move one both ways.
    """
    contents = graph.contents
    heard = hearings(contents)

    def line(name: str, hypotheses: tuple[str, ...] | None) -> Line:
        return Line(name, hypotheses, answers(_part(contents, hypotheses), heard))

    if contents.story is not None:
        return Scorecard(graph, [line(graph.story_name or COMMON, None)])
    used = {name for edge in contents.edges for name in edge.hypotheses}
    stories = [line(name, (name,)) for name in contents.hypotheses if name in used]
    lines = [line(WHOLE, None)]
    if graph.default_story:
        lines.append(line(DEFAULT, graph.default_story))
    if stories:
        chosen = _with_hindsight(graph, [one.name for one in stories], heard)
        lines += [line(COMMON, ()), *stories, line(HINDSIGHT, chosen)]
    return Scorecard(graph, lines)


def _part(contents: Contents, hypotheses: tuple[str, ...] | None) -> Contents:
    return contents if hypotheses is None else select(contents, hypotheses=hypotheses)


def _with_hindsight(
    graph: "MechanismGraph", names: Iterable[str], heard: Sequence[Hearing]
) -> tuple[str, ...]:
    """The default story, with hypotheses added while balanced agreement grows."""
    contents = graph.contents
    main = [hearing for hearing in heard if hearing.experiment.intervention is not None]

    def reached(hypotheses: tuple[str, ...]) -> tuple[float, float]:
        tally = Tally.of(verdicts(_part(contents, hypotheses), main))
        return (tally.balanced or 0.0, tally.coverage or 0.0)

    chosen = graph.default_story
    best, left = reached(chosen), set(names) - story_of(contents, chosen)
    while left:
        tried = {name: reached((*chosen, name)) for name in sorted(left)}
        name = max(tried, key=lambda one: tried[one])
        if tried[name][0] <= best[0]:
            break
        chosen, best = (*chosen, name), tried[name]
        left -= story_of(contents, chosen)
    return chosen


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)
