"""How a figure turns dark where it stands: rules of CSS from its light colours to its dark ones.

The dark figure is the one that the dark theme draws (:mod:`~ketamech.drawing.palette`). Here
both are inked from the figure as it was composed, so that what is faded fades once, and each
colour that differs becomes a rule for what has it in the SVG. A page holds one figure for both.
"""

from collections.abc import Iterable, Sequence

from ketamech.drawing.palette import PALETTES, inked
from ketamech.drawing.scene import Chip, EdgeMark, NodeMark, Scene, TextLine

__all__ = ["dark_rules", "theme_of"]

_Rule = tuple[str, str, str, str]
"""Where, which attribute, and its colour in the light and in the dark."""


def theme_of(scene: Scene) -> str:
    """The theme in whose colours a scene is; empty where it is in none.

    Examples
    --------
    >>> theme_of(inked(Scene((), (), (), (), (), ()), "print"))
    'print'
    """
    ground = (scene.background, scene.hairline)
    known = ((name, (row.ground, row.hairline)) for name, row in PALETTES.items())
    return next((name for name, colours in known if colours == ground), "")


def dark_rules(scene: Scene, within: str = "svg") -> tuple[str, ...]:
    """The rules that turn the SVG of a light scene, for browsers that know ``light-dark()``.

    Parameters
    ----------
    scene
        A light figure.
    within
        What selects its SVG, and no other one of the same page.

    Examples
    --------
    >>> dark_rules(Scene((), (), (), (), (), ()))
    ('svg>rect[fill="#FFFFFF"]{fill:light-dark(#FFFFFF,#12161C)}',)
    """
    composed = scene.uninked or scene
    rules = dict.fromkeys(_pairs(inked(composed), inked(composed, "dark")))
    return tuple(
        f'{within}{where}[{what}="{light}"]{{{what}:light-dark({light},{dark})}}'
        for where, what, light, dark in rules
        if light != dark
    )


def _pairs(light: Scene, dark: Scene) -> Iterable[_Rule]:
    yield ">rect", "fill", light.background, dark.background
    yield from _words(" .heading text", light.title, dark.title)
    yield from _words(" .foot text", light.foot, dark.foot)
    for band, other in zip(light.bands, dark.bands, strict=True):
        yield " .lanes rect", "fill", band.fill, other.fill
        yield " .lanes rect", "stroke", light.hairline, dark.hairline
        yield from _words(" .lanes text", band.title, other.title)
    for edge, turned in zip(light.edges, dark.edges, strict=True):
        yield " .shafts path", "stroke", light.background, dark.background
        yield " .shafts path", "stroke", edge.colour, turned.colour
        yield from _end(" .heads", edge, turned)
    for node, filled in zip(light.nodes, dark.nodes, strict=True):
        yield from _shape(" .nodes", node, filled)
        yield from _words(f' .nodes path[fill="{node.fill}"]~text', node.lines, filled.lines)
    for item, sample in zip(light.legend, dark.legend, strict=True):
        yield from _words(" .legend text", item.lines, sample.lines)
        if item.node and sample.node:
            yield from _shape(" .legend", item.node, sample.node)
            inner = "+path" if item.node.inner else ""
            where = f' .legend path[fill="{item.node.fill}"]{inner}+text'
            yield from _words(where, item.node.lines, sample.node.lines)
        if item.edge and sample.edge:
            yield " .legend path", "stroke", item.edge.colour, sample.edge.colour
            yield from _end(" .legend", item.edge, sample.edge)


def _words(where: str, light: Sequence[TextLine], dark: Sequence[TextLine]) -> Iterable[_Rule]:
    for line, other in zip(light, dark, strict=True):
        yield where, "fill", line.colour, other.colour


def _shape(group: str, light: NodeMark, dark: NodeMark) -> Iterable[_Rule]:
    yield f"{group} path", "fill", light.fill, dark.fill
    yield f"{group} path", "stroke", light.stroke, dark.stroke


def _end(group: str, light: EdgeMark, dark: EdgeMark) -> Iterable[_Rule]:
    """The head of an edge, and its chip."""
    yield f"{group} path", "stroke", light.head.stroke, dark.head.stroke
    yield f"{group} path", "fill", light.head.fill or "none", dark.head.fill or "none"
    if light.chip and dark.chip:
        yield from _chip(group, light.chip, dark.chip)


def _chip(group: str, light: Chip, dark: Chip) -> Iterable[_Rule]:
    yield f"{group} path", "fill", light.fill, dark.fill
    yield f"{group} path", "stroke", light.stroke, dark.stroke
    where = f'{group} path[fill="{light.fill}"]+text'
    yield from _words(where, [light.line], [dark.line])
