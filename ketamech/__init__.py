"""A mechanism knowledge graph of how ketamine relieves depression.

>>> import ketamech as km
>>> graph = km.load()
>>> reach = graph.downstream("AMPA")
>>> "antidepressant effect" in reach
True
"""

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
]
