"""A scene as a matplotlib figure: PNG, PDF, and the figure that a notebook shows.

Never through pyplot: no global state, no window, no backend to choose. Everything is drawn in
inches on a canvas of the slide's size. Names are drawn letter by letter, without mathtext.
"""

import io
from base64 import b64encode
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D, Transform

from ketamech.drawing.html import notebook_part
from ketamech.drawing.scene import Chip, EdgeMark, NodeMark, Path, Scene, TextLine
from ketamech.drawing.shapes import box_path
from ketamech.drawing.theme import (
    CHIP_BORDER_PT,
    DASH_PT,
    FONTS,
    INNER_BORDER_PT,
    LANE_BORDER_PT,
)

__all__ = ["SlideFigure", "draw_into", "figure", "pdf", "png"]

PNG_DPI = 200
_NOTEBOOK_DPI = 110
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "svg.hashsalt": "ketamech",
    "path.simplify": False,
    "text.usetex": False,
    "text.hinting": "none",
}
_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "pdf": {"CreationDate": _EPOCH, "ModDate": _EPOCH},
    "svg": {"Date": None},
}


class SlideFigure(Figure):
    """A matplotlib figure of a slide, which shows itself in a notebook.

    Attributes
    ----------
    scene
        The geometry that it was drawn from.
    """

    def __init__(self, scene: Scene) -> None:
        super().__init__(figsize=(scene.width, scene.height), dpi=100, facecolor=scene.background)
        self.scene = scene
        FigureCanvasAgg(self)

    def savefig(self, fname: Any, **kwargs: Any) -> None:
        """Save the figure; see :meth:`matplotlib.figure.Figure.savefig`.

        Text stays text in SVG and PDF, and the same figure gives the same bytes.
        """
        suffix = kwargs.get("format") or str(fname).rpartition(".")[2]
        metadata = _METADATA.get(str(suffix).lower())
        if metadata is not None:
            kwargs["metadata"] = metadata | (kwargs.get("metadata") or {})
        kwargs.setdefault("dpi", PNG_DPI)
        with rc_context(_SETTINGS):
            super().savefig(fname, **kwargs)

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, str]:
        """The picture, for every kind of notebook: HTML that can be asked, PNG and words."""
        kinds: dict[str, Callable[[], str]] = {
            "image/png": lambda: b64encode(_saved(self, "png", _NOTEBOOK_DPI)).decode(),
            "text/html": lambda: notebook_part(self.scene),
            "text/plain": self._words,
        }
        wanted = set(kinds if include is None else include) - set(exclude or ())
        return {kind: write() for kind, write in kinds.items() if kind in wanted}

    def _words(self) -> str:
        return "\n".join(line.text for line in (*self.scene.title, *self.scene.foot))


def _saved(drawn: Figure, suffix: str, dpi: float = PNG_DPI) -> bytes:
    held = io.BytesIO()
    drawn.savefig(held, format=suffix, dpi=dpi)
    return held.getvalue()


@cache
def _families() -> tuple[str, ...]:
    """The wanted fonts that this machine has; DejaVu Sans comes with matplotlib."""
    known = set(fontManager.get_font_names())
    return tuple(font for font in FONTS if font in known)


_NARROWING = {"DejaVu Sans": 0.86}
"""Faces wider than Arial, for which the boxes are measured, are set so much smaller."""


def _narrowing(family: str) -> float:
    return _NARROWING.get(family, 1.0)


_CODES = {"M": Outline.MOVETO, "L": Outline.LINETO, "C": Outline.CURVE4, "Z": Outline.CLOSEPOLY}


class _Pen:
    """Draws in the inches of a scene, one thing above the other.

    Attributes
    ----------
    drawn
        The figure or the axes that takes it.
    inches
        From the inches of the scene to where they are drawn.
    scale
        How much smaller than on the slide.
    """

    def __init__(self, drawn: Figure | Axes, inches: Transform, scale: float = 1.0) -> None:
        self.drawn = drawn
        self.inches = inches
        self.scale = scale
        self.order = 1

    def path(
        self,
        path: Path,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        width: float = 0.0,
        dashed: bool = False,
        gid: str | None = None,
    ) -> None:
        """Fill and stroke a path; the width is in points."""
        if not path:
            return
        vertices: list[tuple[float, float]] = []
        codes = []
        for kind, points in path:
            codes += [_CODES[kind]] * (len(points) or 1)
            vertices += points or ((0.0, 0.0),)
        patch = PathPatch(
            Outline(vertices, codes),
            transform=self.inches,
            facecolor=fill or "none",
            edgecolor=stroke if stroke and width else "none",
            linewidth=width * self.scale,
            linestyle=(0, tuple(part / width for part in DASH_PT)) if dashed else "solid",
            capstyle="butt",
            joinstyle="round",
            zorder=self.order,
        )
        if gid:
            patch.set_gid(gid)
        self.drawn.add_artist(patch)
        self.order += 1

    def texts(self, lines: Iterable[TextLine]) -> None:
        """Write lines of text on their baselines."""
        families = list(_families())
        align = {"start": "left", "middle": "center", "end": "right"}
        for line in lines:
            self.drawn.text(
                line.x,
                line.baseline,
                line.text,
                transform=self.inches,
                fontsize=line.size * _narrowing(families[0]) * self.scale,
                fontweight="bold" if line.bold else "normal",
                fontfamily=families,
                color=line.colour,
                ha=align[line.anchor],
                va="baseline",
                rotation=90 if line.turned else 0,
                rotation_mode="anchor",
                parse_math=False,
                zorder=self.order,
            )
            self.order += 1

    def node(self, mark: NodeMark) -> None:
        """Draw a node and its label."""
        self.path(
            mark.outline,
            fill=mark.fill,
            stroke=mark.stroke,
            width=mark.stroke_width,
            gid=f"node-{mark.id}",
        )
        if mark.inner:
            self.path(mark.inner, stroke=mark.stroke, width=INNER_BORDER_PT)
        self.texts(mark.lines)

    def shaft(self, edge: EdgeMark, ground: str) -> None:
        """Draw the line of an edge over its halo."""
        if edge.halo:
            self.path(edge.shaft, stroke=ground, width=edge.halo)
        self.path(
            edge.shaft,
            stroke=edge.colour,
            width=edge.width,
            dashed=edge.dashed,
            gid=f"edge-{edge.id}",
        )

    def head(self, edge: EdgeMark) -> None:
        """Draw the head of an edge, and the chip that lies on it."""
        head = edge.head
        self.path(head.path, fill=head.fill, stroke=head.stroke, width=head.stroke_width)
        self.chip(edge.chip)

    def chip(self, chip: Chip | None) -> None:
        """Draw a chip."""
        if chip is not None:
            self.path(chip.outline, fill=chip.fill, stroke=chip.stroke, width=CHIP_BORDER_PT)
            self.texts((chip.line,))


def figure(scene: Scene) -> SlideFigure:
    """Draw a scene as a matplotlib figure.

    Parameters
    ----------
    scene
        The finished geometry.

    Returns
    -------
    SlideFigure
        A :class:`matplotlib.figure.Figure` of 13.333 x 7.5 inches, which carries the scene.
    """
    drawn = SlideFigure(scene)
    flip = Affine2D().scale(1, -1).translate(0, scene.height)
    _draw(_Pen(drawn, flip + drawn.dpi_scale_trans), scene)
    return drawn


def draw_into(ax: Axes, scene: Scene) -> Figure:
    """Draw a scene into the axes of a figure, as large as its shape allows.

    Letters and lines shrink with the axes as they are now; set the size of the figure first.

    Parameters
    ----------
    ax
        Axes, which lose their frame and take the background of the scene.
    scene
        The finished geometry.

    Returns
    -------
    matplotlib.figure.Figure
        The figure that holds the axes.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from ketamech.drawing.scene import Scene
    >>> page = Figure(figsize=(10, 4))
    >>> draw_into(page.subplots(1, 2)[0], Scene((), (), (), (), (), ())) is page
    True
    """
    drawn = ax.get_figure(root=True)
    assert drawn is not None
    ax.set(xlim=(0, scene.width), ylim=(scene.height, 0), xticks=(), yticks=())
    ax.set_aspect("equal")
    ax.set_facecolor(scene.background)
    for spine in ax.spines.values():
        spine.set_visible(False)
    room = ax.get_window_extent().transformed(drawn.dpi_scale_trans.inverted())
    scale = min(room.width / scene.width, room.height / scene.height)
    _draw(_Pen(ax, ax.transData, scale), scene)
    return drawn


def _draw(pen: _Pen, scene: Scene) -> None:
    pen.texts(scene.title)
    for band in scene.bands:
        pen.path(box_path(band.box), fill=band.fill, stroke=scene.hairline, width=LANE_BORDER_PT)
        pen.texts(band.title)
    for edge in scene.edges:
        pen.shaft(edge, scene.background)
    for node in scene.nodes:
        pen.node(node)
    for edge in scene.edges:
        pen.head(edge)
    for item in scene.legend:
        if item.node:
            pen.node(item.node)
        if item.edge:
            pen.shaft(item.edge, scene.background)
            pen.head(item.edge)
        pen.texts(item.lines)
    pen.texts(scene.foot)


def png(scene: Scene) -> bytes:
    """A scene as PNG, 200 dots per inch; the same bytes every time on one machine."""
    return _saved(figure(scene), "png")


def pdf(scene: Scene) -> bytes:
    """A scene as PDF with its text as text; the same bytes every time on one machine."""
    return _saved(figure(scene), "pdf")
