"""How good a figure is, measured on its finished geometry.

The measures are numbers, and the bounds are a table of what a figure on a slide has to keep
(:data:`VIEW_BOUNDS` for a view, :data:`MAP_BOUNDS` for a whole map): a bound is one row.
Pixels are never looked at, so every output of a scene has the same quality.
"""

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import dist, hypot, inf
from operator import ge, le

from ketamech.drawing.planar import (
    crossing_points,
    enters,
    flattened,
    holds,
    run_together,
    shrunk,
)
from ketamech.drawing.scene import Box, EdgeMark, NodeMark, Point, Scene, TextLine
from ketamech.drawing.text import text_box
from ketamech.drawing.theme import contrast
from ketamech.drawing.view import LIMIT

__all__ = ["MAP_BOUNDS", "VIEW_BOUNDS", "Bound", "Quality", "QualityWarning", "quality", "warn_of"]

SLIDE_MARGIN = 0.25
"""Nothing is drawn nearer to the rim of the slide, in inches."""
_NONE = "none"
"""The colour of what is not filled, or has no line."""
TOUCH = 0.02
"""Less than this inside a shape is only touching it, in inches."""


class QualityWarning(UserWarning):
    """A figure that misses a bound of quality."""


@dataclass(frozen=True, slots=True)
class Quality:
    """The measures of a figure. Lengths are inches, type sizes points, the rest are counts.

    Where there is nothing to measure, a least length or size is infinite.

    Attributes
    ----------
    overlaps, smallest_gap
        Pairs of nodes that overlap; the least distance between two nodes.
    labels_outside
        Lines of a label that leave their shape.
    edges_through
        Edges that run through a foreign node, a lane title or the legend.
    chips_over
        Chips that lie on a node, on a lane title or on another chip.
    shared_segments
        Pairs of edges that lie on each other along some way.
    outside_margin
        Things that are drawn nearer than .25 in to the rim of the slide.
    smallest_label, smallest_legend
        The smallest type of the node labels, and of the legend.
    crossings
        Points at which two edges meet.
    shortest_shaft, shortest_last_run
        The least length of an edge that its head leaves visible; the least straight run that
        ends in a head.
    port_distance
        The least distance between two ends of edges on one node.
    mean_bends
        Bends per edge.
    text_contrast, graphic_contrast
        The least contrast of words with what lies under them, and of a line, or of a node's
        border or fill, with its lane (WCAG 2.1). What a highlight fades is not counted.
    edges
        How many edges there are.
    """

    overlaps: int
    smallest_gap: float
    labels_outside: int
    edges_through: int
    chips_over: int
    shared_segments: int
    outside_margin: int
    smallest_label: float
    smallest_legend: float
    crossings: int
    shortest_shaft: float
    shortest_last_run: float
    port_distance: float
    mean_bends: float
    text_contrast: float
    graphic_contrast: float
    edges: int

    @property
    def crossings_per_edge(self) -> float:
        """Crossings as a share of the edges."""
        return self.crossings / self.edges if self.edges else 0.0

    def missed(self, bounds: "Sequence[Bound] | None" = None) -> tuple[str, ...]:
        """The bounds that the figure misses, each as a sentence.

        Parameters
        ----------
        bounds
            What is asked for; :data:`VIEW_BOUNDS` unless given.

        Examples
        --------
        >>> quality(Scene((), (), (), (), (), ())).missed()
        ()
        """
        rows = VIEW_BOUNDS if bounds is None else bounds
        return tuple(bound.sentence(self) for bound in rows if not bound.kept_by(self))


@dataclass(frozen=True, slots=True)
class Bound:
    """What a measure has to keep: `words` say what it is, in the order of a sentence."""

    words: str
    measure: str
    keeps: Callable[[float, float], bool]
    limit: float
    unit: str = ""

    def kept_by(self, found: Quality) -> bool:
        """Whether a figure keeps the bound."""
        return self.keeps(round(getattr(found, self.measure), 4), self.limit)

    def sentence(self, found: Quality) -> str:
        """What the figure has and what it should have."""
        value = getattr(found, self.measure)
        unit = f" {self.unit}" if self.unit else ""
        least = "at least" if self.keeps is ge else "at most"
        return f"{self.words}: {value:.3g}{unit}, should be {least} {self.limit:g}{unit}"


def _bounds(label: float, crossings: float) -> tuple[Bound, ...]:
    return (
        Bound("nodes that overlap", "overlaps", le, 0),
        Bound("smallest gap between two nodes", "smallest_gap", ge, 0.06, "in"),
        Bound("lines of a label outside its shape", "labels_outside", le, 0),
        Bound("edges through a node, lane title or legend", "edges_through", le, 0),
        Bound("chips over a node, lane title or chip", "chips_over", le, 0),
        Bound("pairs of edges on one segment", "shared_segments", le, 0),
        Bound("things outside the margin of the slide", "outside_margin", le, 0),
        Bound("smallest label", "smallest_label", ge, label, "pt"),
        Bound("smallest type in the legend", "smallest_legend", ge, 11, "pt"),
        Bound("crossings per edge", "crossings_per_edge", le, crossings),
        Bound("shortest visible shaft", "shortest_shaft", ge, 0.15, "in"),
        Bound("shortest straight run into a head", "shortest_last_run", ge, 0.17, "in"),
        Bound("smallest distance between two ports", "port_distance", ge, 0.15, "in"),
        Bound("bends per edge", "mean_bends", le, 2),
        Bound("contrast of words", "text_contrast", ge, 7),
        Bound("contrast of lines and shapes", "graphic_contrast", ge, 4.5),
    )


VIEW_BOUNDS = _bounds(label=14, crossings=0.25)
"""What a view of at most 24 nodes keeps."""
MAP_BOUNDS = _bounds(label=12, crossings=0.5)
"""What a whole map keeps: 32 crossings on 64 edges."""


def quality(scene: Scene) -> Quality:
    """Measure a figure.

    Parameters
    ----------
    scene
        The finished figure.

    Returns
    -------
    Quality
        Its measures; :meth:`Quality.missed` names the bounds that it does not keep.

    Examples
    --------
    >>> quality(Scene((), (), (), (), (), ())).crossings
    0
    """
    gaps = [one.box.gap(other.box) for one, other in combinations(scene.nodes, 2)]
    bends = [max(0, len(edge.points) - 2) for edge in scene.edges]
    pairs = _near_pairs(scene.edges)
    return Quality(
        overlaps=sum(gap < 0 for gap in gaps),
        smallest_gap=min(gaps, default=inf),
        labels_outside=sum(map(_lines_outside, scene.nodes)),
        edges_through=_edges_through(scene),
        chips_over=_chips_over(scene),
        shared_segments=sum(run_together(one.points, other.points) for one, other in pairs),
        outside_margin=_outside_margin(scene),
        smallest_label=_smallest(line for node in scene.nodes for line in node.lines),
        smallest_legend=_smallest(line for item in scene.legend for line in item.lines),
        crossings=sum(len(crossing_points(one.points, other.points)) for one, other in pairs),
        shortest_shaft=min(map(_visible_shaft, scene.edges), default=inf),
        shortest_last_run=min((dist(*edge.points[-2:]) for edge in scene.edges), default=inf),
        port_distance=_port_distance(scene.edges),
        mean_bends=sum(bends) / len(bends) if bends else 0.0,
        text_contrast=min(_text_contrasts(scene), default=inf),
        graphic_contrast=min(_graphic_contrasts(scene), default=inf),
        edges=len(scene.edges),
    )


def warn_of(scene: Scene, depth: int) -> None:
    """Warn the one who asked for a figure, so many calls up, of the bounds that it misses."""
    missed = quality(scene).missed(VIEW_BOUNDS if len(scene.nodes) <= LIMIT else MAP_BOUNDS)
    if missed:
        advice = "another seed= may help, or fewer nodes by limit="
        warnings.warn(f"{'; '.join(missed)} ({advice})", QualityWarning, stacklevel=depth)


def _text_contrasts(scene: Scene) -> Iterator[float]:
    marks = [*scene.nodes, *(item.node for item in scene.legend if item.node)]
    chips = [edge.chip for edge in scene.edges if edge.chip and not edge.faded]
    on: list[tuple[Iterable[TextLine], str]] = [
        (scene.title, scene.background),
        (scene.foot, scene.background),
        *((item.lines, scene.background) for item in scene.legend),
        *((band.title, band.fill) for band in scene.bands),
        *((mark.lines, mark.fill) for mark in marks if not mark.faded),
        *(((chip.line,), chip.fill) for chip in chips),
    ]
    yield from (
        contrast(line.colour, ground) for lines, ground in on if ground != _NONE for line in lines
    )


def _graphic_contrasts(scene: Scene) -> Iterator[float]:
    grounds = {band.fill for band in scene.bands} or {scene.background}
    for ground in grounds:
        for mark in scene.nodes:
            inks = [ink for ink in (mark.fill, mark.stroke) if ink != _NONE]
            if inks and not mark.faded:
                yield max(contrast(ink, ground) for ink in inks)
        yield from (contrast(edge.colour, ground) for edge in scene.edges if not edge.faded)
    for mark in scene.nodes:
        if mark.inner and not mark.faded and _NONE not in (mark.stroke, mark.fill):
            yield contrast(mark.stroke, mark.fill)


def _smallest(lines: Iterator[TextLine]) -> float:
    return min((line.size for line in lines), default=inf)


def _corners(box: Box) -> tuple[Point, ...]:
    return (
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.bottom),
        (box.left, box.bottom),
    )


def _lines_outside(node: NodeMark) -> int:
    ring = flattened(node.outline) or _corners(node.box)
    return sum(
        not all(holds(ring, corner) for corner in _corners(text_box(line))) for line in node.lines
    )


def _edges_through(scene: Scene) -> int:
    """How many times an edge runs through what it does not belong to."""
    shapes = [
        (node.id, shrunk(flattened(node.outline) or _corners(node.box), TOUCH))
        for node in scene.nodes
    ]
    words = [text_box(line) for band in scene.bands for line in band.title]
    words += [text_box(line) for line in (*scene.title, *scene.foot)]
    words += [item.box for item in scene.legend]
    count = 0
    for edge in scene.edges:
        way = edge.points
        count += sum(enters(way, shape) for _, shape in shapes)
        count += sum(enters(way, shrunk(_corners(box), TOUCH)) for box in words)
    return count


def _chips_over(scene: Scene) -> int:
    """How many chips hide something."""
    solid = [node.box for node in scene.nodes]
    solid += [text_box(line) for band in scene.bands for line in band.title]
    count = 0
    for chip in (edge.chip.box for edge in scene.edges if edge.chip):
        count += any(chip.gap(box) < 0 for box in solid)
        solid.append(chip)
    return count


def _outside_margin(scene: Scene) -> int:
    inside = Box(0, 0, scene.width, scene.height).grown(-SLIDE_MARGIN)
    boxes = [band.box for band in scene.bands]
    boxes += [node.box for node in scene.nodes]
    boxes += [item.box for item in scene.legend]
    boxes += [edge.chip.box for edge in scene.edges if edge.chip]
    boxes += [text_box(line) for line in _all_lines(scene)]
    boxes += [_around(edge.points) for edge in scene.edges if edge.points]
    return sum(not _within(box, inside) for box in boxes)


def _all_lines(scene: Scene) -> Iterator[TextLine]:
    yield from scene.title
    yield from scene.foot
    for band in scene.bands:
        yield from band.title
    for item in scene.legend:
        yield from item.lines


def _around(points: Sequence[Point]) -> Box:
    across, down = zip(*points, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def _within(box: Box, outer: Box) -> bool:
    slack = outer.grown(1e-6)
    return (
        box.left >= slack.left
        and box.top >= slack.top
        and box.right <= slack.right
        and box.bottom <= slack.bottom
    )


def _near_pairs(edges: Sequence[EdgeMark]) -> list[tuple[EdgeMark, EdgeMark]]:
    around = {edge.id: _around(edge.points) for edge in edges}
    return [
        (one, other)
        for one, other in combinations(edges, 2)
        if around[one.id].gap(around[other.id]) <= TOUCH
    ]


def _visible_shaft(edge: EdgeMark) -> float:
    """Length of an edge without its head."""
    length = sum(dist(start, end) for start, end in pairwise(edge.points))
    before, tip = edge.points[-2:]
    run = dist(before, tip) or 1.0
    back = ((before[0] - tip[0]) / run, (before[1] - tip[1]) / run)
    reach = [(x - tip[0]) * back[0] + (y - tip[1]) * back[1] for x, y in flattened(edge.head.path)]
    return length - max(reach, default=0.0)


def _port_distance(edges: Sequence[EdgeMark]) -> float:
    ports: dict[str, list[Point]] = {}
    for edge in edges:
        ports.setdefault(edge.source, []).append(edge.points[0])
        ports.setdefault(edge.target, []).append(edge.points[-1])
    return min(
        (
            hypot(one[0] - other[0], one[1] - other[1])
            for ends in ports.values()
            for one, other in combinations(ends, 2)
        ),
        default=inf,
    )
