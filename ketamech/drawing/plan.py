"""What is to be laid out, and where it came to lie: the seam between view and geometry.

A :class:`Sketch` is a view with its labels already measured: boxes in lanes, links between
them. Placement gives every box a column, which with its lane makes a centre; routing gives
every link a polyline with square corners. The result is a :class:`Plan`, from which the
:class:`~ketamech.drawing.scene.Scene` is drawn. Lengths are inches, y grows downwards.
"""

from dataclasses import dataclass, field

from ketamech.drawing.scene import Box, Point

__all__ = ["Link", "Plan", "Sized", "Sketch"]


@dataclass(frozen=True, slots=True)
class Sized:
    """A node to place: its lane and the size of its shape.

    `outline` is the convex polygon of the shape around its own centre, by which a port is
    moved from the bounding box to where the line meets the shape. `rows` are the lanes that it
    may take instead of its own: those under the same title.
    """

    id: str
    lane: int
    width: float
    height: float
    outline: tuple[Point, ...]
    column: int | None = None
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An edge to route. `id` tells parallel edges apart."""

    id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """Everything that layout may know.

    `area` is the rectangle that the lanes fill, gutter included; `gutter` its width, which
    holds the lane titles; `lanes` the number of lanes; `columns` how many columns are
    offered. A box with a `column` keeps it.
    """

    area: Box
    gutter: float
    lanes: int
    columns: int
    boxes: tuple[Sized, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything lies: lane rectangles, box rectangles, routes from shape to shape."""

    bands: tuple[Box, ...]
    boxes: dict[str, Box]
    routes: dict[str, tuple[Point, ...]]
    columns: dict[str, int] = field(default_factory=dict)
