"""A scene as SVG, written with the standard library.

Text stays text. Heads are drawn after all shafts, so that the halo of one edge does not erase
the head of another. Every node and edge is a group with a ``<title>``. All ids begin with a
digest of the scene, so that several figures can stand in one page.
"""

from collections.abc import Iterable
from hashlib import sha256

from ketamech.drawing.scene import (
    Band,
    Chip,
    EdgeMark,
    LegendItem,
    NodeMark,
    Path,
    Scene,
    TextLine,
)
from ketamech.drawing.text import legal
from ketamech.drawing.theme import (
    CHIP_BORDER_PT,
    DASH_PT,
    INNER_BORDER_PT,
    LANE_BORDER_PT,
    POINTS_PER_INCH,
)

__all__ = ["scope_of", "svg"]

_FONTS = "Arial, 'Liberation Sans', Helvetica, sans-serif"
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def _safe(text: str) -> str:
    """Text that can stand anywhere in XML, within quotes too."""
    return "".join(_ENTITIES.get(char, char) for char in legal(text))


def _number(inches: float) -> str:
    """A length in points, the unit of the drawing."""
    return f"{inches * POINTS_PER_INCH:.2f}".rstrip("0").rstrip(".")


def _plain(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _element(name: str, inside: str = "", **attributes: str | float | None) -> str:
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="'
        f'{_safe(value if isinstance(value, str) else _plain(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>"


def _d(path: Path) -> str:
    return " ".join(
        kind + " ".join(f"{_number(x)} {_number(y)}" for x, y in points) for kind, points in path
    )


def _text(line: TextLine) -> str:
    x, y = _number(line.x), _number(line.baseline)
    return _element(
        "text",
        _safe(line.text),
        x=x,
        y=y,
        transform=f"rotate(-90 {x} {y})" if line.turned else None,
        font_size=line.size,
        font_weight="bold" if line.bold else None,
        text_anchor=None if line.anchor == "start" else line.anchor,
        fill=line.colour,
    )


def _title(words: str) -> str:
    return _element("title", _safe(words)) if words else ""


def _shaft(edge: EdgeMark, background: str) -> str:
    d = _d(edge.shaft)
    halo = _element("path", d=d, stroke=background, stroke_width=edge.halo) if edge.halo else ""
    dash = " ".join(_plain(length) for length in DASH_PT) if edge.dashed else None
    line = _element("path", d=d, stroke=edge.colour, stroke_width=edge.width, stroke_dasharray=dash)
    return halo + line


def _head(edge: EdgeMark) -> str:
    if not edge.head.path:
        return ""
    return _element(
        "path",
        d=_d(edge.head.path),
        fill=edge.head.fill or "none",
        stroke=edge.head.stroke if edge.head.stroke_width else None,
        stroke_width=edge.head.stroke_width or None,
    )


def _chip(chip: Chip | None) -> str:
    if chip is None:
        return ""
    box = _element(
        "path", d=_d(chip.outline), fill=chip.fill, stroke=chip.stroke, stroke_width=CHIP_BORDER_PT
    )
    return box + _text(chip.line)


def _node(node: NodeMark) -> str:
    parts = [
        _element(
            "path",
            d=_d(node.outline),
            fill=node.fill,
            stroke=node.stroke,
            stroke_width=node.stroke_width,
        )
    ]
    if node.inner:
        parts.append(
            _element(
                "path",
                d=_d(node.inner),
                fill="none",
                stroke=node.stroke,
                stroke_width=INNER_BORDER_PT,
            )
        )
    return "".join([*parts, *map(_text, node.lines)])


def _band(band: Band, hairline: str) -> str:
    box = _element(
        "rect",
        x=_number(band.box.left),
        y=_number(band.box.top),
        width=_number(band.box.width),
        height=_number(band.box.height),
        fill=band.fill,
        stroke=hairline,
        stroke_width=LANE_BORDER_PT,
    )
    return box + "".join(map(_text, band.title))


def _legend(item: LegendItem, background: str) -> str:
    parts = []
    if item.node:
        parts.append(_node(item.node))
    if item.edge:
        edge = item.edge
        lines = _element("g", _shaft(edge, background), fill="none")
        parts.append(lines + _head(edge) + _chip(edge.chip))
    return "".join([*parts, *map(_text, item.lines)])


def _group(name: str, children: Iterable[str], **attributes: str | float | None) -> str:
    return _element("g", "\n" + "\n".join(children) + "\n", class_=name, **attributes)


def scope_of(scene: Scene) -> str:
    """The id of the SVG of a scene, with which every id in it begins."""
    return "k" + sha256(scene.to_json().encode()).hexdigest()[:8]


def svg(scene: Scene, width: str | None = None) -> str:
    """Write a scene as an SVG document.

    Parameters
    ----------
    scene
        The finished figure.
    width
        Width in a page, say ``100%``; that of the slide unless given.

    Returns
    -------
    str
        XML text, the same for the same scene everywhere. Its user unit is the point.

    Examples
    --------
    >>> empty = Scene(title=(), bands=(), nodes=(), edges=(), legend=(), foot=())
    >>> svg(empty).splitlines()[0][:23]
    '<svg xmlns="http://www.'
    """
    scope = scope_of(scene)
    heading = " ".join(line.text for line in scene.title) or "ketamech figure"
    ground = scene.background

    def edge_group(edge: EdgeMark, inside: str, part: str) -> str:
        return _element(
            "g",
            _title(edge.description) + inside,
            id=f"{scope}-{part}-{edge.id}",
            class_=f"edge {part}",
            data_id=edge.id,
            data_source=edge.source,
            data_target=edge.target,
        )

    def node_group(node: NodeMark) -> str:
        return _element(
            "g",
            _title(node.description) + _node(node),
            id=f"{scope}-node-{node.id}",
            class_="node",
            data_id=node.id,
        )

    heads = [
        (edge, _head(edge) + _chip(edge.chip))
        for edge in scene.edges
        if edge.head.path or edge.chip
    ]
    across, down = _number(scene.width), _number(scene.height)
    body = [
        _element("title", _safe(heading), id=f"{scope}-title"),
        _element("desc", _safe(scene.description), id=f"{scope}-desc") if scene.description else "",
        _element("rect", width=across, height=down, fill=ground),
        _group("heading", map(_text, scene.title)),
        _group("lanes", (_band(band, scene.hairline) for band in scene.bands)),
        _group(
            "shafts",
            (edge_group(edge, _shaft(edge, ground), "shaft") for edge in scene.edges),
            fill="none",
            stroke_linejoin="round",
        ),
        _group("nodes", map(node_group, scene.nodes), stroke_linejoin="round"),
        _group("heads", (edge_group(edge, inside, "head") for edge, inside in heads)),
        _group("legend", (_legend(item, ground) for item in scene.legend)),
        _group("foot", map(_text, scene.foot)),
    ]
    return (
        _element(
            "svg",
            "\n" + "\n".join(part for part in body if part) + "\n",
            xmlns="http://www.w3.org/2000/svg",
            width=width or f"{scene.width:g}in",
            height=None if width else f"{scene.height:g}in",
            viewBox=f"0 0 {across} {down}",
            role="img",
            aria_labelledby=f"{scope}-title {scope}-desc",
            font_family=_FONTS,
            id=scope,
        )
        + "\n"
    )
