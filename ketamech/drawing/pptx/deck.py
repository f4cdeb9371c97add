"""Scenes as a PowerPoint deck, a slide each, through python-pptx.

The deck starts from python-pptx's own template: its masters are widened to the slide, its
fonts become those of the figures, and its picture of an empty slide is left out. The same
scenes give the same bytes: dates are fixed, in the properties and in the archive.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ketamech.drawing.pptx.marks import (
    Mark,
    band,
    edge,
    ground,
    group,
    legend_item,
    node,
    texts,
    title,
)
from ketamech.drawing.pptx.order import stacked
from ketamech.drawing.pptx.words import FONT
from ketamech.drawing.pptx.xml import markup
from ketamech.drawing.scene import LegendItem, Scene
from ketamech.drawing.text import legal
from ketamech.drawing.theme import POINTS_PER_INCH
from ketamech.errors import DrawingError

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide
    from pptx.util import Length

__all__ = ["deck"]

_EPOCH = datetime(2000, 1, 1)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_TITLE_ONLY = "Title Only"


def deck(scenes: Sequence[Scene]) -> bytes:
    """Write scenes as a deck.

    Parameters
    ----------
    scenes
        The finished figures, one or more, all of one size.

    Returns
    -------
    bytes
        A ``.pptx`` file.

    Raises
    ------
    DrawingError
        Where python-pptx is not installed, or there is no scene.
    """
    if not scenes:
        raise DrawingError("there is no figure to put on a slide")
    presentation = _blank(scenes[0])
    layout = next(each for each in presentation.slide_layouts if each.name == _TITLE_ONLY)
    for scene in scenes:
        _fill(presentation.slides.add_slide(layout), scene)
    _describe(presentation, scenes[0])
    held = io.BytesIO()
    presentation.save(held)
    return _dateless(held.getvalue())


def _blank(scene: Scene) -> "Presentation":
    """A deck without slides, of the size of a scene."""
    try:
        import pptx
    except ImportError as problem:
        raise DrawingError(
            "a .pptx file is written with python-pptx, which is not installed "
            "(pip install 'ketamech[pptx]')"
        ) from problem
    presentation = pptx.Presentation()
    before = presentation.slide_width or _whole_points(scene.width)
    presentation.slide_width = width = _whole_points(scene.width)
    presentation.slide_height = _whole_points(scene.height)
    for sheet in (presentation.slide_master, *presentation.slide_layouts):
        _widen(sheet.element, width / before)
    _trim(presentation)
    return presentation


def _widen(sheet: Any, by: float) -> None:
    """Stretch what lies on a master or a layout; what it inherits is stretched there."""
    for placed in sheet.iter("{*}xfrm"):
        for tag, key in (("off", "x"), ("ext", "cx")):
            for length in placed.iterchildren("{*}" + tag):
                length.set(key, str(round(int(length.get(key)) * by)))


def _whole_points(inches: float) -> "Length":
    """A side of the slide: 13.333 inches are meant to be 960 points."""
    from pptx.util import Pt

    return Pt(round(inches * POINTS_PER_INCH))


def _trim(presentation: "Presentation") -> None:
    """Take from the template what does not belong to these figures."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    package = presentation.part.package
    for relation in list(package.iter_rels()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.drop_rel(relation.rId)
        elif relation.reltype == RELATIONSHIP_TYPE.PRINTER_SETTINGS:
            presentation.part.drop_rel(relation.rId)
    for part in package.iter_parts():
        if part.partname.endswith("/theme1.xml"):
            part.blob = part.blob.replace(b"Calibri", FONT.encode())


def _fill(slide: "Slide", scene: Scene) -> None:
    """Put a scene on a slide with only a title."""
    from pptx.oxml import parse_xml

    tree = slide.shapes.element
    heading = slide.shapes.title
    if heading is not None:
        tree.remove(heading.element)
    if scene.title:
        tree.append(parse_xml(markup(title(scene.title, scene.width - scene.title[0].x))))
    tree.addprevious(parse_xml(markup(ground(scene.background))))
    for mark in _marks(scene):
        tree.append(parse_xml(markup(mark.element)))
    for number, named in enumerate(tree.iter("{*}cNvPr"), 1):
        named.set("id", str(number))
    said = scene.notes or ((scene.description,) if scene.description else ())
    frame = slide.notes_slide.notes_text_frame if said else None
    if frame is not None:
        frame.text = "\n".join(" ".join(legal(line).split()) for line in said)


def _marks(scene: Scene) -> Iterable[Mark]:
    """All but the title, from the bottom to the top."""
    paper = scene.background
    yield from (band(lane, scene.hairline) for lane in scene.bands)
    yield from (edge(mark, paper) for mark in stacked(scene.edges))
    yield from map(node, scene.nodes)
    turned, level = _parted(scene.legend)
    for item in turned:
        yield from legend_item(item, paper)
    if level:
        samples = (mark for item in level for mark in legend_item(item, paper))
        yield group("legend", samples, "Legend: what shapes, lines and heads mean.")
    yield from texts("foot", scene.foot)


def _parted(legend: Iterable[LegendItem]) -> tuple[list[LegendItem], list[LegendItem]]:
    """The heads of columns, which stand on the slide, and the legend under the figure."""
    turned: list[LegendItem] = []
    level: list[LegendItem] = []
    for item in legend:
        (turned if any(line.turned for line in item.lines) else level).append(item)
    return turned, level


def _describe(presentation: "Presentation", scene: Scene) -> None:
    properties = presentation.core_properties
    properties.title = legal(" ".join(line.text for line in scene.title))[:255]
    properties.author = properties.last_modified_by = "ketamech"
    properties.comments = legal(" ".join(line.text for line in scene.foot))[:255]
    properties.created = properties.modified = _EPOCH
    properties.revision = 1


def _dateless(written: bytes) -> bytes:
    """The same archive with one date for all its members, whoever writes it."""
    held = io.BytesIO()
    with ZipFile(io.BytesIO(written)) as old, ZipFile(held, "w") as new:
        for member in old.infolist():
            same = ZipInfo(member.filename, _ZIP_EPOCH)
            same.create_system = _UNIX
            new.writestr(same, old.read(member), compress_type=ZIP_DEFLATED)
    return held.getvalue()
