"""A mechanism knowledge graph of how ketamine relieves depression.

>>> import ketamech as km
>>> graph = km.load()
>>> reach = graph.downstream("AMPA")
>>> "antidepressant effect" in reach
True
"""

from typing import TYPE_CHECKING

from ketamech.errors import (
    AmbiguousNodeError,
    DataError,
    DrawingError,
    KetamechError,
    Problem,
    UnknownNameError,
    UnknownNodeError,
    UsageError,
)
from ketamech.graph import MechanismGraph, load
from ketamech.loading import BUNDLED
from ketamech.model import Edge, Evidence, Experiment, Hypothesis, Node, Reference
from ketamech.vocabulary import Confidence, NodeType, Onset, Relation, Sign

if TYPE_CHECKING:
    from ketamech.drawing.slides import slides

__version__ = "0.1.0"

__all__ = [
    "BUNDLED",
    "AmbiguousNodeError",
    "Confidence",
    "DataError",
    "DrawingError",
    "Edge",
    "Evidence",
    "Experiment",
    "Hypothesis",
    "KetamechError",
    "MechanismGraph",
    "Node",
    "NodeType",
    "Onset",
    "Problem",
    "Reference",
    "Relation",
    "Sign",
    "UnknownNameError",
    "UnknownNodeError",
    "UsageError",
    "__version__",
    "load",
    "slides",
]


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import what draws when it is asked for, so that a question does not wait for it."""
        if name == "slides":
            from ketamech.drawing.slides import slides

            return slides
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
