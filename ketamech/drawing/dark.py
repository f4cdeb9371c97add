"""How a figure looks on a dark page: rules of CSS over the colours that its SVG says.

A slide is white, and so is what is written of it; only a page that is read in the dark turns it.
Nodes keep their fills and labels, which are read on their own ground, and get a light border.
Everything else finds its colour in :data:`INKS`.
"""

from collections.abc import Iterable

from ketamech.drawing import theme
from ketamech.drawing.scene import Scene
from ketamech.drawing.theme import EDGE_STYLES, blend
from ketamech.vocabulary import Arrowhead

__all__ = ["GROUND", "INKS", "dark_rules"]

GROUND = "#0F1720"
_FADED_FILL, _FADED_TEXT = 0.22, 0.62

INKS = {
    theme.BACKGROUND: GROUND,
    theme.BAND_FILLS[0]: "#1B2633",
    theme.BAND_FILLS[1]: "#151F2A",
    theme.HAIRLINE: "#34465A",
    theme.TITLE_COLOUR: "#F1F5F9",
    theme.LANE_TITLE_COLOUR: "#CBD5E1",
    theme.FOOT_COLOUR: "#A3B1C2",
    theme.NODE_BORDER: "#D5DDE6",
    EDGE_STYLES[Arrowhead.TRIANGLE].colour: "#7DB4EA",
    EDGE_STYLES[Arrowhead.BAR].colour: "#FF9057",
    EDGE_STYLES[Arrowhead.CIRCLE].colour: "#A9B4C3",
}
"""A colour of the slide, and the one that stands for it in the dark."""

_LINES = ":is(.shafts,.heads,.legend)"
_EDGES = sorted({style.colour for style in EDGE_STYLES.values()})


def _rule(where: str, what: str, light: str, dark: str) -> str:
    return f'{where}[{what}="{light}"]{{{what}:light-dark({light},{dark})}}'


def dark_rules(scene: Scene) -> str:
    """The rules that turn the SVG of a scene, for browsers that know ``light-dark()``.

    Examples
    --------
    >>> empty = Scene(title=(), bands=(), nodes=(), edges=(), legend=(), foot=())
    >>> dark_rules(empty).splitlines()[0]
    'svg>rect[fill="#FFFFFF"]{fill:light-dark(#FFFFFF,#0F1720)}'
    """
    return "\n".join([*_ground_rules(), *_line_rules(), *_faded_rules(scene)])


def _ground_rules() -> Iterable[str]:
    yield _rule("svg>rect", "fill", theme.BACKGROUND, GROUND)
    for fill in theme.BAND_FILLS:
        yield _rule(".lanes rect", "fill", fill, INKS[fill])
    yield _rule(".lanes rect", "stroke", theme.HAIRLINE, INKS[theme.HAIRLINE])
    for colour in (theme.TITLE_COLOUR, theme.LANE_TITLE_COLOUR, theme.FOOT_COLOUR):
        yield _rule(":is(.heading,.lanes,.foot) text", "fill", colour, INKS[colour])
    yield _rule(".legend text", "fill", theme.LEGEND_COLOUR, INKS[theme.LEGEND_COLOUR])
    border = INKS[theme.NODE_BORDER]
    filled = ':is(.nodes,.legend) path:not([fill="none"])'
    yield _rule(filled, "stroke", theme.NODE_BORDER, border)


def _line_rules() -> Iterable[str]:
    """Shafts, halos and heads; an open head is filled with the ground, a chip keeps its own."""
    yield _rule(".shafts path", "stroke", theme.BACKGROUND, GROUND)
    open_head = f'{_LINES} path[stroke-width="{theme.OPEN_HEAD_PT:g}"]'
    yield _rule(open_head, "fill", theme.BACKGROUND, GROUND)
    for colour in _EDGES:
        faded, dark = blend(colour, theme.FADED_INK), INKS[colour]
        for light, shown in ((colour, dark), (faded, blend(dark, theme.FADED_INK, GROUND))):
            yield _rule(f"{_LINES} path", "stroke", light, shown)
            yield _rule(f"{_LINES} path:not([stroke])", "fill", light, shown)


def _faded_rules(scene: Scene) -> Iterable[str]:
    """Faded nodes sink into the ground, whichever it is."""
    border = blend(theme.NODE_BORDER, theme.FADED_INK)
    faded = [node for node in scene.nodes if node.faded]
    fills = {node.fill: blend(node.fill, _FADED_FILL, GROUND) for node in faded}
    inks = {line.colour for node in faded for line in node.lines}
    for fill, dark in sorted(fills.items()):
        yield _rule(".nodes path", "fill", fill, dark)
    for ink in sorted(inks):
        yield _rule(".nodes text", "fill", ink, blend(theme.LIGHT, _FADED_TEXT, GROUND))
    if faded:
        dark_border = blend(INKS[theme.NODE_BORDER], theme.FADED_INK, GROUND)
        yield _rule(".nodes path", "stroke", border, dark_border)
