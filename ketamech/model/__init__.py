"""Frozen models of what the YAML files of a graph hold.

A **node** is a quantity that can rise or fall at one place. An **edge** is a directed causal
statement ``source relation target`` with evidence for and against it. What an edge is worth,
its :attr:`Edge.confidence` and its :attr:`Edge.necessity`, is computed from the evidence and
never typed in.

Models check one record at a time. What needs several records (unknown ids, duplicate
triples, clashing names) is checked by :mod:`ketamech.loading`.
"""

from ketamech.model.literature import (
    Experiment,
    Hypothesis,
    Intervention,
    Person,
    Published,
    Reference,
)
from ketamech.model.mechanism import Edge, Evidence, Node, Triple
from ketamech.model.setting import (
    Arm,
    Cell,
    Explanation,
    GraphInfo,
    Lane,
    Layout,
    Location,
    Locations,
    OpenQuestion,
)

__all__ = [
    "Arm",
    "Cell",
    "Edge",
    "Evidence",
    "Experiment",
    "Explanation",
    "GraphInfo",
    "Hypothesis",
    "Intervention",
    "Lane",
    "Layout",
    "Location",
    "Locations",
    "Node",
    "OpenQuestion",
    "Person",
    "Published",
    "Reference",
    "Triple",
]
