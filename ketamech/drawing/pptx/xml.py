"""Elements of DrawingML, built with the standard library.

Tags and attributes are written as they stand in the file, prefix and all. Lengths are in EMU
(914,400 to the inch), the unit of Office Open XML (ECMA-376, part 1).
"""

from collections.abc import Iterable
from xml.etree import ElementTree

from ketamech.drawing.scene import Box
from ketamech.drawing.text import legal

__all__ = ["Element", "element", "emu", "frame", "markup", "points_to_emu"]

Element = ElementTree.Element

_NAMESPACES = {
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_EMU_PER_INCH = 914_400
_EMU_PER_POINT = 12_700


def emu(inches: float) -> int:
    """A length in EMU.

    Examples
    --------
    >>> emu(0.5)
    457200
    """
    return round(inches * _EMU_PER_INCH)


def points_to_emu(points: float) -> int:
    """A line width in EMU.

    Examples
    --------
    >>> points_to_emu(2)
    25400
    """
    return round(points * _EMU_PER_POINT)


def element(
    tag: str,
    children: "Iterable[Element | None]" = (),
    text: str | None = None,
    **attributes: str | int | None,
) -> Element:
    """An element; children and attributes that are None are left out.

    Examples
    --------
    >>> markup(element("a:srgbClr", val="1F4E79"))[:11]
    b'<a:srgbClr '
    """
    made = Element(
        tag, {key: legal(str(value)) for key, value in attributes.items() if value is not None}
    )
    made.extend(child for child in children if child is not None)
    if text is not None:
        made.text = legal(text)
    return made


def frame(box: Box, tag: str = "a:xfrm", *, group: bool = False) -> Element:
    """Where a shape lies; a group's own coordinates are those of the slide.

    Nothing is thinner than one EMU, so that no program divides by the height of a level line.
    """
    left, top = emu(box.left), emu(box.top)
    width, height = max(1, emu(box.right) - left), max(1, emu(box.bottom) - top)
    placed = [element("a:off", x=left, y=top), element("a:ext", cx=width, cy=height)]
    inside = [element("a:chOff", x=left, y=top), element("a:chExt", cx=width, cy=height)]
    return element(tag, [*placed, *(inside if group else ())])


def markup(root: Element) -> bytes:
    """An element as a document of its own."""
    root.attrib.update(_NAMESPACES)
    written: bytes = ElementTree.tostring(root, encoding="utf-8")
    return written
