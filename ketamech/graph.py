"""The graph that users hold: a thin, immutable face over the parts that do the work."""

import os
import warnings
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from ketamech.errors import DrawingError
from ketamech.loading import Contents, load_contents
from ketamech.model import (
    Arm,
    Edge,
    Experiment,
    GraphInfo,
    Hypothesis,
    Layout,
    Locations,
    Node,
    Reference,
)
from ketamech.query.browse import Found, search
from ketamech.query.paths import Paths, paths
from ketamech.query.reach import Asked, Reach, reach
from ketamech.query.routes import Path
from ketamech.query.select import OneOrSeveral, between, select

if TYPE_CHECKING:
    import networkx as nx

    from ketamech.language.ask import Answer
    from ketamech.query.loops import Loops
    from ketamech.reasoning.abolishes import Abolition
    from ketamech.reasoning.compare import Comparison
    from ketamech.reasoning.discriminate import ToDo
    from ketamech.reasoning.perturb import Named
    from ketamech.reasoning.predict import Prediction
    from ketamech.reasoning.response import Response
    from ketamech.reasoning.score import Scorecard

__all__ = ["MechanismGraph", "load"]


class MechanismGraph:
    """A signed, cited and contested graph of a mechanism.

    It cannot be changed: every method that narrows it returns a new one. Nodes are asked by
    id, name, alias or CURIE, ignoring case, hyphens and a plural s.

    Parameters
    ----------
    contents
        The records; :func:`load` reads them from YAML.

    Examples
    --------
    >>> import ketamech as km
    >>> graph = km.load()
    >>> graph.node("AMPA").name
    'AMPA receptor'
    >>> graph.paths("ketamine", "synaptogenesis")[0].sign
    <Sign.PLUS: '+'>
    """

    __slots__ = ("__weakref__", "_contents")

    def __init__(self, contents: Contents) -> None:
        object.__setattr__(self, "_contents", contents)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a graph cannot be changed; {name} was not set")

    def __reduce__(self) -> tuple[type["MechanismGraph"], tuple[Contents]]:
        return (MechanismGraph, (self.contents,))

    @property
    def contents(self) -> Contents:
        """The records, and how the edges hang together."""
        found: Contents = object.__getattribute__(self, "_contents")
        return found

    @property
    def info(self) -> GraphInfo:
        """What the graph says of itself: id, title, version, licence, source review."""
        return self.contents.info

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes, in the order of the files."""
        return tuple(self.contents.nodes.values())

    @property
    def edges(self) -> tuple[Edge, ...]:
        """All edges, refuted ones too, in the order of the files."""
        return self.contents.edges

    @property
    def references(self) -> Mapping[str, Reference]:
        """Works by key."""
        return self.contents.references

    @property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """All named stories."""
        return tuple(self.contents.hypotheses.values())

    @property
    def experiments(self) -> tuple[Experiment, ...]:
        """Published experiments."""
        return self.contents.experiments

    @property
    def arms(self) -> tuple[Arm, ...]:
        """The arms of the mechanism: a file each, with what it is about."""
        return tuple(self.contents.arms.values())

    @property
    def locations(self) -> Locations:
        """Cells, regions and compartments."""
        return self.contents.locations

    @property
    def layout(self) -> Layout:
        """Lanes of the drawing, and baked cells."""
        return self.contents.layout

    @property
    def default_story(self) -> tuple[str, ...]:
        """Ids of the hypotheses of the review's own story."""
        return self.info.default_story

    @property
    def story_name(self) -> str:
        """What the graph was narrowed to, for the foot of a figure."""
        if self.contents.story is not None:
            return ", ".join(self.contents.story)
        part = 0 < len(self.contents.nodes) < self.contents.whole
        return "part of the graph" if part else "whole graph"

    def node(self, name: str | Node) -> Node:
        """The one node that carries a name.

        Raises
        ------
        UnknownNodeError
            With the nearest names, if no node carries it.
        AmbiguousNodeError
            If several do, with their ids.
        """
        return self.contents.names.one(name.id if isinstance(name, Node) else name).node

    def search(self, text: str) -> Found:
        """Nodes one of whose names holds a text, best match first."""
        return search(self, text)

    def sentence(self, thing: Edge | Path) -> str:
        """An edge or a path in plain English, with citations.

        An edge does not know the names of its ends, so that its sentence is asked here; see
        :func:`ketamech.language.sentences.sentence`.

        Examples
        --------
        >>> import ketamech as km
        >>> graph = km.load()
        >>> [edge] = graph.paths("NBQX", "AMPA receptor")[0].edges
        >>> graph.sentence(edge).split(" (")[0]
        'NBQX antagonizes AMPA receptors'
        """
        from ketamech.language.sentences import sentence

        return sentence(self, thing) if isinstance(thing, Edge) else thing.sentence()

    def ask(self, question: str) -> "Answer":
        """Answer a question in plain English; see :func:`ketamech.language.ask.ask`.

        Examples
        --------
        >>> import ketamech as km
        >>> km.load().ask("Does NBQX lower BDNF?").text.split(":")[0]
        'Yes'
        """
        from ketamech.language.ask import ask

        return ask(self, question)

    def downstream(self, names: Asked) -> Reach:
        """All that the named nodes act on, in causal order, signed and cited.

        Parameters
        ----------
        names
            One name or several.

        Returns
        -------
        Reach
            A sequence that is also asked by name.

        Raises
        ------
        UnknownNodeError, AmbiguousNodeError
            If a name means no node, or several.

        Examples
        --------
        >>> import ketamech as km
        >>> print(km.load().downstream("AMPA")["BDNF release"].path)
        AMPA receptor → L-type calcium channel → BDNF release
        """
        return reach(self, names, "downstream")

    def upstream(self, names: Asked) -> Reach:
        """All that acts on the named nodes, nearest first; see :meth:`downstream`."""
        return reach(self, names, "upstream")

    def paths(
        self, source: Asked, target: Asked, max_steps: int | None = None, limit: int = 100
    ) -> Paths:
        """Paths between two nodes, best first; see :func:`ketamech.query.paths.paths`."""
        return paths(self, source, target, max_steps, limit)

    def between(self, source: Asked, target: Asked) -> "MechanismGraph":
        """The part of the graph that lies on routes from a source to a target."""
        return MechanismGraph(between(self, source, target))

    def loops(self, max_steps: int = 8, limit: int = 1000) -> "Loops":
        """Feedback loops, shortest first; see :func:`ketamech.query.loops.loops`."""
        from ketamech.query.loops import loops

        return loops(self, max_steps, limit)

    def select(
        self,
        *,
        hypotheses: OneOrSeveral = None,
        arms: OneOrSeveral = None,
        types: OneOrSeveral = None,
        cells: OneOrSeveral = None,
        regions: OneOrSeveral = None,
        species: OneOrSeveral = None,
        min_confidence: str | None = None,
        contested: bool = True,
        refuted: bool | None = None,
    ) -> "MechanismGraph":
        """The part that passes every filter; see :func:`ketamech.query.select.select`.

        Examples
        --------
        >>> import ketamech as km
        >>> graph = km.load().select(min_confidence="established", contested=False)
        >>> {str(edge.confidence) for edge in graph.edges}
        {'established'}
        """
        return MechanismGraph(
            select(
                self.contents,
                hypotheses=hypotheses,
                arms=arms,
                types=types,
                cells=cells,
                regions=regions,
                species=species,
                min_confidence=min_confidence,
                contested=contested,
                refuted=refuted,
            )
        )

    def story(self) -> "MechanismGraph":
        """The review's own story: common ground and the hypotheses of `default_story`."""
        return self.select(hypotheses=self.default_story)

    def perturb(
        self,
        increase: "Named" = (),
        decrease: "Named" = (),
        block: "Named" = (),
        hold: "Named" = (),
        within: str | None = None,
    ) -> "Response":
        """What moves, and what is shut; see :func:`ketamech.reasoning.perturb.perturb`.

        Examples
        --------
        >>> import ketamech as km
        >>> response = km.load().perturb(increase="ketamine", block="AMPA receptor")
        >>> response.shut("AMPA receptor")
        True
        """
        from ketamech.reasoning.perturb import perturb

        return perturb(self, increase, decrease, block, hold, within)

    def abolishes(self, agent: "Named", of: "Named") -> "Abolition":
        """What a treatment moves, and no longer does with an agent given too.

        See :func:`ketamech.reasoning.abolishes.abolishes`.

        Examples
        --------
        >>> import ketamech as km
        >>> lost = km.load().story().abolishes("naltrexone", of="ketamine")
        >>> "Depressive symptoms" in [row.node.name for row in lost]
        True
        """
        from ketamech.reasoning.abolishes import abolishes

        return abolishes(self, agent, of)

    def predict(self, experiment: Experiment | str) -> "Prediction":
        """What the graph predicts of an experiment, one of its own or one that is made up.

        See :func:`ketamech.reasoning.predict.predict`.
        """
        from ketamech.reasoning.predict import predict

        return predict(self, experiment)

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """A networkx ``MultiDiGraph`` with plain attributes."""
        from ketamech.export.multidigraph import to_networkx

        return to_networkx(self.contents)

    def score(self) -> "Scorecard":
        """The graph, and each story alone, against published experiments.

        See :func:`ketamech.reasoning.score.score`.

        Examples
        --------
        >>> import ketamech as km
        >>> km.load().story().score().line().main.plain.asked > 0
        True
        """
        from ketamech.reasoning.score import score

        return score(self)

    def compare(
        self, a: OneOrSeveral, b: OneOrSeveral, treatment: Asked | None = None
    ) -> "Comparison":
        """What two stories share, and where they part.

        See :func:`ketamech.reasoning.compare.compare`.
        """
        from ketamech.reasoning.compare import compare

        return compare(self, a, b, treatment)

    def discriminate(
        self, a: OneOrSeveral, b: OneOrSeveral, treatment: Asked | None = None
    ) -> "ToDo":
        """Interventions not yet in the file on which two stories disagree: a to-do list.

        See :func:`ketamech.reasoning.discriminate.discriminate`.
        """
        from ketamech.reasoning.discriminate import discriminate

        return discriminate(self, a, b, treatment)

    def draw(self, path: str | FilePath | None = None, **options: Any) -> Any:
        """Draw the graph on a slide; see :func:`ketamech.drawing.draw`."""
        from ketamech.drawing import draw

        return draw(self, path, **options)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, MechanismGraph):
            return NotImplemented
        return self.contents == other.contents

    def __hash__(self) -> int:
        return hash(self.contents)

    def __repr__(self) -> str:
        contested = sum(edge.contested for edge in self.edges)
        return (
            f"{self.info.title} {self.info.version} ({self.story_name}): "
            f"{len(self.nodes)} nodes, {len(self.edges)} edges ({contested} contested), "
            f"{len(self.references)} references"
        )

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, Any]:
        words = {"text/plain": repr(self)}
        with suppress(DrawingError), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a glance has no seed to choose
            return {**self.draw()._repr_mimebundle_(include, exclude), **words}
        return words


def load(*sources: str | os.PathLike[str]) -> MechanismGraph:
    """Load a graph from files and folders.

    Parameters
    ----------
    *sources
        Files or folders, the lowest layer first: ``load(km.BUNDLED, "my_lab.yaml")`` lays
        yours on top of ours. The bundled graph if there is none.

    Returns
    -------
    MechanismGraph

    Raises
    ------
    DataError
        With every problem of every file, each as ``file:line:column``.

    Examples
    --------
    >>> import ketamech as km
    >>> km.load() == km.load(km.BUNDLED)
    True
    """
    return MechanismGraph(load_contents(*sources))
