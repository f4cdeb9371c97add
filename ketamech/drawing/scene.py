"""The finished geometry of a figure, in inches on a slide, ready to be stroked and filled.

A :class:`Scene` holds everything that an output needs and nothing that it has to decide:
outlines, shafts and heads as paths, text as lines with baselines, colours as hex strings.
The origin is the top left corner of the slide and y grows downwards. Line widths and type
sizes are in points (1/72 inch); every other length is in inches. All of it is plain data
that :mod:`json` can write, see :meth:`Scene.to_json`.
"""

import json
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ketamech.drawing.details import Details

__all__ = [
    "Band",
    "Box",
    "Chip",
    "EdgeMark",
    "Head",
    "LegendItem",
    "NodeMark",
    "Path",
    "Point",
    "Scene",
    "Segment",
    "TextLine",
]

Point = tuple[float, float]
Segment = tuple[Literal["M", "L", "C", "Z"], tuple[Point, ...]]
"""Move, line, cubic Bézier (two controls, then the end) or close."""
Path = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Extent across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Extent down."""
        return self.bottom - self.top

    @property
    def centre(self) -> Point:
        """The middle."""
        return ((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def gap(self, other: "Box") -> float:
        """Distance to another box; negative by how deep they overlap."""
        across = max(self.left, other.left) - min(self.right, other.right)
        down = max(self.top, other.top) - min(self.bottom, other.bottom)
        if across > 0 and down > 0:
            return float((across**2 + down**2) ** 0.5)
        return max(across, down)

    def grown(self, by: float) -> "Box":
        """The box with a margin on all four sides."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text. `x` is its start, middle or end, as `anchor` says.

    A turned line reads upwards: its baseline is the upright at `x`, and it begins, is centred
    or ends at `baseline`.
    """

    text: str
    x: float
    baseline: float
    size: float
    colour: str
    bold: bool = False
    anchor: Literal["start", "middle", "end"] = "start"
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A lane: its rectangle and its title."""

    id: str
    box: Box
    fill: str
    title: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class NodeMark:
    """A node as drawn. `inner` is the second border of a double-bordered shape."""

    id: str
    name: str
    description: str
    box: Box
    outline: Path
    fill: str
    stroke: str
    stroke_width: float
    lines: tuple[TextLine, ...]
    inner: Path | None = None
    faded: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The end of an edge; an open head is filled with the slide's colour."""

    kind: Literal["triangle", "bar", "circle", "diamond", "vee", "none"]
    path: Path
    fill: str | None
    stroke: str
    stroke_width: float


@dataclass(frozen=True, slots=True)
class Chip:
    """A small label at the middle of an edge."""

    outline: Path
    box: Box
    fill: str
    stroke: str
    line: TextLine


@dataclass(frozen=True, slots=True)
class EdgeMark:
    """An edge as drawn.

    `points` is the route from outline to outline with square corners, on which quality is
    measured; `shaft` is what is stroked: rounded corners, shortened for the head.
    """

    id: str
    source: str
    target: str
    description: str
    points: tuple[Point, ...]
    shaft: Path
    colour: str
    width: float
    halo: float
    head: Head
    dashed: bool = False
    chip: Chip | None = None
    faded: bool = False


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A sample of a node shape (`node`) or of a line (`edge`) with its words beside it."""

    box: Box
    lines: tuple[TextLine, ...]
    node: NodeMark | None = None
    edge: EdgeMark | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole figure.

    A field marked ``drawn: False`` is not part of the picture: it leaves the geometry as JSON,
    and with it every id and digest of a drawing, as it is. `details` is what an interactive
    page tells of the nodes and edges; `notes` is what a speaker says of the figure, its edges as
    sentences and then the works that they cite; `uninked` is the figure as it was composed, in
    light colours and with nothing faded, from which it can be inked in another theme.
    """

    title: tuple[TextLine, ...]
    bands: tuple[Band, ...]
    nodes: tuple[NodeMark, ...]
    edges: tuple[EdgeMark, ...]
    legend: tuple[LegendItem, ...]
    foot: tuple[TextLine, ...]
    description: str = ""
    width: float = 13.333
    height: float = 7.5
    background: str = "#FFFFFF"
    hairline: str = "#C9D0D8"
    notes: tuple[str, ...] = field(default=(), metadata={"drawn": False})
    warnings: tuple[str, ...] = field(default=(), compare=False)
    details: "Details | None" = field(default=None, metadata={"drawn": False})
    uninked: "Scene | None" = field(default=None, repr=False, metadata={"drawn": False})

    def to_json(self) -> str:
        """All that is drawn as JSON text, the same for the same figure everywhere."""
        shown = (part.name for part in fields(self) if part.metadata.get("drawn", True))
        drawn = {name: _plain(getattr(self, name)) for name in shown}
        return json.dumps(drawn, ensure_ascii=False, sort_keys=True)


def _plain(value: object) -> object:
    """Dataclasses as dictionaries, those in tuples too."""
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
