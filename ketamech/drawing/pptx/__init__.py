"""A scene as a slide of native shapes, which can be moved, recoloured and animated."""

from ketamech.drawing.pptx.deck import deck

__all__ = ["deck"]
