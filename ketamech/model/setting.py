"""What a graph says of itself, the places its nodes lie in, and how it is laid out."""

from typing import Annotated

from pydantic import Field

from ketamech.model.fields import Curie, Key, Record, Slug, Text
from ketamech.model.mechanism import Node
from ketamech.vocabulary import NodeType, WarningKind

__all__ = [
    "Arm",
    "Cell",
    "Explanation",
    "GraphInfo",
    "Lane",
    "Layout",
    "Location",
    "Locations",
    "OpenQuestion",
]


class Explanation(Record):
    """Why a warning about an arm stands.

    Attributes
    ----------
    warning
        Which warning.
    of
        What it is about: ids of nodes, or edges as ``source relation target``. Everything
        in the arm if there is none.
    why
        The reason, as a curator would say it.
    """

    warning: WarningKind
    of: tuple[Text, ...] = ()
    why: Text


class Arm(Record):
    """One arm of a mechanism: a file that is read from top to bottom.

    Attributes
    ----------
    id
        Stem of the file.
    title, description
        What it is about.
    name
        What an overview shows, at most 28 characters; the title, cut short, without one.
    explained
        Warnings that stand for a reason.
    """

    id: Text
    title: Text
    name: Annotated[Text, Field(max_length=28)] | None = None
    description: Text | None = None
    explained: tuple[Explanation, ...] = ()


class Location(Record):
    """A cell type, a brain region or a compartment that nodes can lie in."""

    id: Slug
    name: Text
    xref: Curie | None = None


class Locations(Record):
    """All places of a graph."""

    cells: tuple[Location, ...] = ()
    regions: tuple[Location, ...] = ()
    compartments: tuple[Location, ...] = ()


class Lane(Record):
    """A row of the drawing and the nodes that it takes.

    A node lies in the first lane all of whose filled-in lists hold it. A lane with no list
    takes every node.
    """

    id: Slug
    name: Text
    types: tuple[NodeType, ...] = ()
    cells: tuple[Slug, ...] = ()
    regions: tuple[Slug, ...] = ()

    def takes(self, node: Node) -> bool:
        """True where the node belongs here, whatever earlier lanes say."""
        return (
            (not self.types or node.type in self.types)
            and (not self.cells or node.cell in self.cells)
            and (not self.regions or node.region in self.regions)
        )


class Cell(Record):
    """A column that was found for a node and is kept."""

    node: Slug
    column: Annotated[int, Field(ge=0)]


class Layout(Record):
    """How a graph is drawn.

    Attributes
    ----------
    lanes
        In the order of drawing.
    shown_first
        Ids of the nodes that a figure of the whole graph, or of its own story, shows before
        all others.
    cells
        Columns that were found and are kept.
    """

    lanes: tuple[Lane, ...] = ()
    shown_first: tuple[Slug, ...] = ()
    cells: tuple[Cell, ...] = ()


class OpenQuestion(Record):
    """Something that the review leaves open."""

    question: Text
    nodes: tuple[Slug, ...] = ()
    references: tuple[Key, ...] = ()


class GraphInfo(Record):
    """What a graph says of itself.

    Attributes
    ----------
    treatment
        The node whose mechanism it tells; `check` names what it does not reach.
    """

    id: Slug
    title: Text
    version: Text
    licence: Text
    authors: tuple[Text, ...] = ()
    source_review: Key | None = None
    treatment: Slug | None = None
    default_story: tuple[Slug, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
