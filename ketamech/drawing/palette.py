"""Themes: the colours of a finished figure on a light slide, on a dark one, and on paper.

A scene is composed in the colours of :mod:`~ketamech.drawing.theme` at full strength. Here each
of them is looked up in the row of a theme, by what it colours: the ground and the words on it,
a node, an edge. What a highlight leaves aside then fades towards the ground. A new theme is a
row of :data:`PALETTES`; a colour that a row does not name stays as it is.

``print`` needs no colour: fills are greys of their own, and shape, head, dash and mark carry
the meaning.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ketamech.drawing import theme
from ketamech.drawing.scene import Band, Chip, EdgeMark, Head, NodeMark, Scene, TextLine
from ketamech.drawing.theme import CHANGE_STYLES, EDGE_STYLES, NODE_STYLES, blend, grey
from ketamech.errors import DrawingError, nearest
from ketamech.vocabulary import Arrowhead, NodeType, Sign

__all__ = ["PALETTES", "Palette", "inked", "palette_of"]


class Inside(NamedTuple):
    """The fill of a node, and its text."""

    fill: str
    text: str


@dataclass(frozen=True)
class Palette:
    """The colours of a theme.

    Attributes
    ----------
    ground
        The slide, halos, and what is open.
    ink, soft, foot
        Heading and chips; titles of lanes and legend; the foot.
    border
        Borders of nodes.
    hairline, bands
        Borders and fills of lanes.
    inside
        Fill and text of nodes, by the fill of the light theme.
    lines
        Colours of edges, by that of the light theme.
    grey
        True where a colour that has no row becomes a grey as light as it is.
    """

    ground: str
    ink: str
    soft: str
    foot: str
    border: str
    hairline: str
    bands: tuple[str, ...]
    inside: Mapping[str, Inside] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    grey: bool = False


def _fills(rows: Mapping[NodeType, Inside]) -> dict[str, Inside]:
    return {NODE_STYLES[kind].fill: inside for kind, inside in rows.items()}


def _changes(rows: Mapping[Sign, Inside]) -> dict[str, Inside]:
    return {CHANGE_STYLES[sign].fill: inside for sign, inside in rows.items()}


_UP, _DOWN = EDGE_STYLES[Arrowhead.TRIANGLE].colour, EDGE_STYLES[Arrowhead.BAR].colour
_GATE = EDGE_STYLES[Arrowhead.CIRCLE].colour

PALETTES: dict[str, Palette] = {
    "light": Palette(
        ground=theme.BACKGROUND,
        ink=theme.DARK,
        soft=theme.LANE_TITLE_COLOUR,
        foot=theme.FOOT_COLOUR,
        border=theme.NODE_BORDER,
        hairline=theme.HAIRLINE,
        bands=theme.BAND_FILLS,
    ),
    "dark": Palette(
        ground="#12161C",
        ink="#F8FAFC",
        soft="#CBD5E1",
        foot="#B4BFCC",
        border="#E2E8F0",
        hairline="#3B4654",
        bands=("#1C232D", "#171D26"),
        inside={theme.BACKGROUND: Inside("#12161C", "#F8FAFC")}
        | _fills({NodeType.CELL_ACTIVITY: Inside("#3D4754", "#F8FAFC")})
        | _changes(
            {
                Sign.PLUS: Inside("#7A4510", "#FFFFFF"),
                Sign.MINUS: Inside("#1F4F80", "#FFFFFF"),
                Sign.BOTH: Inside("#55531F", "#FFFFFF"),
            }
        ),
        lines={_UP: "#8CC4F5", _DOWN: "#FF9466", _GATE: "#B4BFCC"},
    ),
    "print": Palette(
        ground="#FFFFFF",
        ink="#000000",
        soft="#262626",
        foot="#404040",
        border="#000000",
        hairline="#BFBFBF",
        bands=("#FFFFFF", "#F7F7F7"),
        inside=_fills(
            {
                NodeType.DRUG: Inside("#333333", "#FFFFFF"),
                NodeType.RECEPTOR: Inside("#D4D4D4", "#000000"),
                NodeType.NEUROTRANSMITTER: Inside("#FFFFFF", "#000000"),
                NodeType.PROTEIN: Inside("#F2F2F2", "#000000"),
                NodeType.PROCESS: Inside("#BDBDBD", "#000000"),
                NodeType.CELL_ACTIVITY: Inside("#E6E6E6", "#000000"),
                NodeType.BRAIN_REGION: Inside("#C9C9C9", "#000000"),
                NodeType.BEHAVIOUR: Inside("#4D4D4D", "#FFFFFF"),
                NodeType.GENE_VARIANT: Inside("#DEDEDE", "#000000"),
                NodeType.CONDITION: Inside("#404040", "#FFFFFF"),
            }
        )
        | _changes(
            {
                Sign.PLUS: Inside("#CCCCCC", "#000000"),
                Sign.MINUS: Inside("#EDEDED", "#000000"),
                Sign.BOTH: Inside("#DDDDDD", "#000000"),
            }
        ),
        lines={_UP: "#000000", _DOWN: "#000000", _GATE: "#4D4D4D"},
        grey=True,
    ),
}
"""Every theme by name, the usual one first."""


def palette_of(name: str) -> Palette:
    """The palette of a theme.

    Raises
    ------
    DrawingError
        With the known themes, if there is none of that name.
    """
    if name not in tuple(PALETTES):
        near = nearest(str(name), PALETTES)
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        raise DrawingError(f"{name!r} is no theme{meant} (write one of {', '.join(PALETTES)})")
    return PALETTES[name]


def inked(scene: Scene, name: str = "light") -> Scene:
    """A scene in the colours of a theme, with what is faded drawn back.

    Parameters
    ----------
    scene
        As it was composed: in light colours, at full strength.
    name
        A row of :data:`PALETTES`.

    Raises
    ------
    DrawingError
        If there is no such theme.

    Examples
    --------
    >>> from ketamech.drawing.scene import Scene
    >>> inked(Scene((), (), (), (), (), ()), "dark").background
    '#12161C'
    """
    ink = _Ink(palette_of(name))
    return replace(
        scene,
        title=ink.words(scene.title),
        bands=tuple(map(ink.band, scene.bands)),
        nodes=tuple(map(ink.node, scene.nodes)),
        edges=tuple(map(ink.edge, scene.edges)),
        legend=tuple(
            replace(
                item,
                lines=ink.words(item.lines),
                node=item.node and ink.node(item.node),
                edge=item.edge and ink.edge(item.edge),
            )
            for item in scene.legend
        ),
        foot=ink.words(scene.foot),
        background=ink.palette.ground,
        hairline=ink.palette.hairline,
    )


class _Ink:
    """Looks colours up by what they colour."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self._words = {
            theme.TITLE_COLOUR: palette.ink,
            theme.LANE_TITLE_COLOUR: palette.soft,
            theme.LEGEND_COLOUR: palette.soft,
            theme.FOOT_COLOUR: palette.foot,
        }

    def words(self, lines: tuple[TextLine, ...]) -> tuple[TextLine, ...]:
        """Words that stand on the ground."""
        return tuple(
            replace(line, colour=self._words.get(line.colour, line.colour)) for line in lines
        )

    def band(self, band: Band) -> Band:
        """A lane."""
        fill = band.fill
        if fill in theme.BAND_FILLS:
            fill = self.palette.bands[theme.BAND_FILLS.index(fill)]
        return replace(band, fill=fill, title=self.words(band.title))

    def node(self, mark: NodeMark) -> NodeMark:
        """A node, a cell of a matrix, or a sample in a legend."""
        found = self.palette.inside.get(mark.fill)
        fill = found.fill if found else self._plain(mark.fill)
        lines = mark.lines
        if found:
            lines = tuple(replace(line, colour=found.text) for line in lines)
        stroke = self._line(mark.stroke)
        if mark.faded:
            fill, stroke = self._fading(fill), self._fading(stroke)
            text = blend(self.palette.ink, theme.FADED_TEXT, fill)
            lines = tuple(replace(line, colour=text) for line in lines)
        return replace(mark, fill=fill, stroke=stroke, lines=lines)

    def edge(self, edge: EdgeMark) -> EdgeMark:
        """An edge with its head and its chip."""
        return replace(
            edge,
            colour=self._drawn(edge.colour, edge.faded),
            head=self._head(edge.head, edge.faded),
            chip=edge.chip and self._chip(edge.chip, edge.faded),
        )

    def _head(self, head: Head, faded: bool) -> Head:
        fill = head.fill
        if fill is not None:
            open_head = fill == theme.BACKGROUND
            fill = self.palette.ground if open_head else self._drawn(fill, faded)
        return replace(head, fill=fill, stroke=self._drawn(head.stroke, faded))

    def _chip(self, chip: Chip, faded: bool) -> Chip:
        ground, ink = self.palette.ground, self.palette.ink
        text = blend(ink, theme.FADED_TEXT, ground) if faded else ink
        return replace(
            chip,
            fill=ground,
            stroke=self._drawn(chip.stroke, faded),
            line=replace(chip.line, colour=text),
        )

    def _drawn(self, colour: str, faded: bool) -> str:
        line = self._line(colour)
        return self._fading(line) if faded else line

    def _line(self, colour: str) -> str:
        if colour == theme.NODE_BORDER:
            return self.palette.border
        return self.palette.lines.get(colour) or self._plain(colour)

    def _plain(self, colour: str) -> str:
        return grey(colour) if self.palette.grey and colour.startswith("#") else colour

    def _fading(self, colour: str) -> str:
        return blend(colour, theme.FADED_INK, self.palette.ground)
