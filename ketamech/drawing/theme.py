"""How things look: one table of node styles, one of edge styles, and every size.

Shape carries the type of a node and the head carries the meaning of an edge, so that a figure
can be read in grey. The fills differ by at least 11.6 (Euclidean distance in CAM02-UCS) for
deutan, protan and tritan eyes too, and every text keeps a contrast of at least 7 with what
lies under it (WCAG 2.1, level AAA).

Names that end in ``_PT`` are points (1/72 inch); other lengths are inches on a slide of
13.333 x 7.5 inches.
"""

from enum import StrEnum
from typing import NamedTuple

from ketamech.vocabulary import Arrowhead, Level, NodeType, Sign

__all__ = [
    "CHANGE_STYLES",
    "EDGE_STYLES",
    "LEVEL_TITLES",
    "NODE_STYLES",
    "SHUT_MARK",
    "SIGN_HEADS",
    "ChangeStyle",
    "EdgeStyle",
    "NodeStyle",
    "Shape",
    "blend",
    "contrast",
    "grey",
    "type_sizes",
]

# The slide.
SLIDE_WIDTH = 13.333
SLIDE_HEIGHT = 7.5
MARGIN = 0.35
BACKGROUND = "#FFFFFF"
POINTS_PER_INCH = 72.0

# The title.
TITLE_PT = 22.0
TITLE_SMALLEST_PT = 16.0
TITLE_BASELINE = 0.5
TITLE_COLOUR = "#1A1A1A"

# The lanes.
LANES_TOP = 0.72
LANES_BOTTOM = 6.92
GUTTER = 1.5
GUTTER_PADDING = 0.1
LANE_TITLE_PT = 12.0
LANE_TITLE_COLOUR = "#334155"
BAND_FILLS = ("#EEF2F7", "#F8FAFC")
HAIRLINE = "#C9D0D8"
LANE_BORDER_PT = 1.0
COLUMN_GAP = 0.34

# The nodes.
LINE_SPACING = 1.13
NODE_PADDING = 0.10
NODE_SMALLEST = (0.90, 0.40)
NODE_BORDER_PT = 1.0
SHUT_BORDER_PT = 3.0
NODE_BORDER = "#2B2F36"
INNER_BORDER_INSET = 0.04
INNER_BORDER_PT = 0.75
DARK = "#1A1A1A"
LIGHT = "#FFFFFF"

# The edges.
EDGE_PT = 2.0
EDGE_MAP_PT = 1.6
CONTESTED_THINNER = 0.6
HALO_WIDER_PT = 2.2
CORNER_RADIUS = 0.09
DASH_PT = (5.0, 3.0)
TRIANGLE_LENGTH = 0.13
TRIANGLE_WIDTH = 0.11
BAR_LENGTH = 0.19
BAR_PT = 2.8
BAR_GAP = 0.035
CIRCLE_RADIUS = 0.055
DIAMOND_LENGTH = 0.16
DIAMOND_WIDTH = 0.11
OPEN_HEAD_PT = 1.6
HEAD_GAP = 0.012

# The chips at mid-edge.
CHIP_PT = 11.0
CHIP_HEIGHT = 0.20
CHIP_PADDING = 0.05
CHIP_BORDER_PT = 1.0
CHIP_TEXT = "#1A1A1A"

# The legend and the foot.
SAFE_MARGIN = 0.25
LEGEND_PT = 11.0
LEGEND_ROW = 0.25
LEGEND_ROW_GAP = 0.05
LEGEND_GAP = 0.075
LEGEND_ITEM_GAP = 0.16
LEGEND_LINE = 0.46
LEGEND_BORDER_PT = 0.8
LEGEND_COLOUR = "#334155"
FOOT_PT = 11.0
FOOT_COLOUR = "#475569"

# What a highlight leaves of everything else.
FADED_INK = 0.30
FADED_TEXT = 0.60

FONTS = ("Liberation Sans", "Arial", "DejaVu Sans")


class Shape(StrEnum):
    """The outlines that nodes have."""

    PILL = "pill"
    OCTAGON = "octagon"
    ELLIPSE = "ellipse"
    ROUNDED = "rounded"
    RECTANGLE = "rectangle"
    DOUBLE = "double"
    SNIPPED = "snipped"
    HEXAGON = "hexagon"
    TAG = "tag"
    PARALLELOGRAM = "parallelogram"


class NodeStyle(NamedTuple):
    """How a node type looks, and what the legend calls it.

    Types that share a shape share a fill; `legend` names one type, and several that stand in
    one figure are joined by commas.
    """

    shape: Shape
    fill: str
    text: str
    legend: str


class EdgeStyle(NamedTuple):
    """How an edge with one arrowhead looks, and what the legend calls it."""

    colour: str
    legend: str
    verb: str


class ChangeStyle(NamedTuple):
    """How a node looks whose change is shown: its fill, its mark and what the legend says."""

    fill: str
    mark: str
    legend: str


# fmt: off
NODE_STYLES: dict[NodeType, NodeStyle] = {
    NodeType.DRUG:             NodeStyle(Shape.PILL,          "#2B4C6F", LIGHT, "Drug"),
    NodeType.METABOLITE:       NodeStyle(Shape.PILL,          "#2B4C6F", LIGHT, "Metabolite"),
    NodeType.RECEPTOR:         NodeStyle(Shape.OCTAGON,       "#DDB1CD", DARK,  "Receptor"),
    NodeType.ION_CHANNEL:      NodeStyle(Shape.OCTAGON,       "#DDB1CD", DARK,  "Channel"),
    NodeType.NEUROTRANSMITTER: NodeStyle(Shape.ELLIPSE,       "#FDE654", DARK,  "Transmitter"),
    NodeType.PROTEIN:          NodeStyle(Shape.ROUNDED,       "#B5EAFB", DARK,  "Protein"),
    NodeType.COMPLEX:          NodeStyle(Shape.ROUNDED,       "#B5EAFB", DARK,  "Complex"),
    NodeType.PROCESS:          NodeStyle(Shape.RECTANGLE,     "#F6A02E", DARK,  "Process"),
    NodeType.STRUCTURE:        NodeStyle(Shape.RECTANGLE,     "#F6A02E", DARK,  "Structure"),
    NodeType.CELL_ACTIVITY:    NodeStyle(Shape.DOUBLE,        "#DEE1DA", DARK,  "Cell activity"),
    NodeType.BRAIN_REGION:     NodeStyle(Shape.SNIPPED,       "#86BD90", DARK,  "Region"),
    NodeType.BRAIN_NETWORK:    NodeStyle(Shape.SNIPPED,       "#86BD90", DARK,  "Network"),
    NodeType.BEHAVIOUR:        NodeStyle(Shape.HEXAGON,       "#973A19", LIGHT, "Behaviour"),
    NodeType.SYMPTOM:          NodeStyle(Shape.HEXAGON,       "#973A19", LIGHT, "Symptom"),
    NodeType.SIDE_EFFECT:      NodeStyle(Shape.HEXAGON,       "#973A19", LIGHT, "Side effect"),
    NodeType.GENE_VARIANT:     NodeStyle(Shape.TAG,           "#B8A2F0", DARK,  "Gene variant"),
    NodeType.CONDITION:        NodeStyle(Shape.PARALLELOGRAM, "#4A4A4A", LIGHT, "Condition"),
}

EDGE_STYLES: dict[Arrowhead, EdgeStyle] = {
    Arrowhead.TRIANGLE: EdgeStyle("#1F4E79", "activates",  "raises"),
    Arrowhead.BAR:      EdgeStyle("#C2410C", "inhibits",   "lowers"),
    Arrowhead.CIRCLE:   EdgeStyle("#5B6472", "permits",    "permits"),
    Arrowhead.DIAMOND:  EdgeStyle("#5B6472", "modulates",  "changes"),
    Arrowhead.VEE:      EdgeStyle("#5B6472", "leads to",   "leads to"),
    Arrowhead.NONE:     EdgeStyle("#5B6472", "correlates", "goes with"),
}

SIGN_HEADS: dict[Sign, Arrowhead] = {
    Sign.PLUS:    Arrowhead.TRIANGLE,
    Sign.MINUS:   Arrowhead.BAR,
    Sign.GATE:    Arrowhead.CIRCLE,
    Sign.UNKNOWN: Arrowhead.DIAMOND,
    Sign.BOTH:    Arrowhead.DIAMOND,
    Sign.NONE:    Arrowhead.NONE,
}

CHANGE_STYLES: dict[Sign, ChangeStyle] = {
    Sign.PLUS:  ChangeStyle("#FBC48D", "↑", "rises"),
    Sign.MINUS: ChangeStyle("#A6CBEF", "↓", "falls"),
    Sign.BOTH:  ChangeStyle("#F3F0C0", "↕", "either way"),
    Sign.NONE:  ChangeStyle("#FFFFFF", "", "no change"),
}
SHUT_MARK = "×"

LEVEL_TITLES: dict[Level, str] = {
    Level.MOLECULAR: "Molecules",
    Level.CELLULAR:  "Cells and synapses",
    Level.CIRCUIT:   "Brain circuits",
    Level.CLINICAL:  "Behaviour and symptoms",
}
# fmt: on

_SIZES_BY_COUNT: tuple[tuple[int, tuple[float, ...]], ...] = (
    (12, (18.0, 17.0, 16.0, 15.0, 14.0)),
    (24, (15.0, 14.0)),
)
_MAP_SIZES = (12.0,)


def type_sizes(nodes: int) -> tuple[float, ...]:
    """Type sizes in points to try for a figure of so many nodes, the wanted one first.

    Examples
    --------
    >>> type_sizes(21)
    (15.0, 14.0)
    """
    for most, sizes in _SIZES_BY_COUNT:
        if nodes <= most:
            return sizes
    return _MAP_SIZES


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, from 1 to 21 (WCAG 2.1, success criterion 1.4.3).

    Parameters
    ----------
    first, second
        Colours as ``#RRGGBB``.

    Examples
    --------
    >>> contrast("#000000", "#FFFFFF")
    21.0
    """
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def grey(colour: str) -> str:
    """The grey that is as light as a colour: of the same relative luminance (WCAG 2.1).

    Examples
    --------
    >>> grey("#FF0000")
    '#7F7F7F'
    """
    light = _luminance(colour)
    part = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return "#" + f"{round(255 * part):02X}" * 3


def blend(colour: str, strength: float, under: str = BACKGROUND) -> str:
    """What `colour` looks like at an opacity of `strength` (0 to 1) over `under`.

    Examples
    --------
    >>> blend("#000000", 0.5)
    '#808080'
    """
    mixed = (
        round(over * strength + below * (1 - strength))
        for over, below in zip(_channels(colour), _channels(under), strict=True)
    )
    return "#" + "".join(f"{channel:02X}" for channel in mixed)
