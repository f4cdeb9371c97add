"""What a graph says of itself, the places its nodes lie in, and how it is laid out."""

from typing import Annotated

from pydantic import Field

from ketamech.model.fields import Curie, Key, Record, Slug, Text
from ketamech.model.mechanism import Node
from ketamech.vocabulary import NodeType

__all__ = ["Cell", "GraphInfo", "Lane", "Layout", "Location", "Locations", "OpenQuestion"]


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
    """Lanes in the order of drawing, and baked cells."""

    lanes: tuple[Lane, ...] = ()
    cells: tuple[Cell, ...] = ()


class OpenQuestion(Record):
    """Something that the review leaves open."""

    question: Text
    nodes: tuple[Slug, ...] = ()
    references: tuple[Key, ...] = ()


class GraphInfo(Record):
    """What a graph says of itself."""

    id: Slug
    title: Text
    version: Text
    licence: Text
    authors: tuple[Text, ...] = ()
    source_review: Key | None = None
    default_story: tuple[Slug, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
