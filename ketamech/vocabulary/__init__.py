"""The closed vocabulary of a mechanism graph: types, relations, evidence, confidence.

What a relation means stands in one table, :data:`RELATIONS`: its sign, its term in the
Relation Ontology, its Biolink predicate and qualifiers, its BEL relation, its arc in
SBGN Activity Flow and its arrowhead. :data:`NODE_TYPES` does the same for node types.
Nothing else in the package switches on the name of a relation or a type.
"""

from ketamech.vocabulary.evidence import (
    INTERVENTIONS,
    Confidence,
    EdgeNecessity,
    InterventionInfo,
    InterventionKind,
    Necessity,
    Onset,
    Outcome,
    ReferenceKind,
    Stance,
    System,
    WarningKind,
)
from ketamech.vocabulary.node_types import NODE_TYPES, Level, NodeType, NodeTypeInfo
from ketamech.vocabulary.relations import RELATIONS, Arrowhead, Relation, RelationInfo
from ketamech.vocabulary.signs import OrderedStrEnum, Sign

__all__ = [
    "INTERVENTIONS",
    "NODE_TYPES",
    "RELATIONS",
    "Arrowhead",
    "Confidence",
    "EdgeNecessity",
    "InterventionInfo",
    "InterventionKind",
    "Level",
    "Necessity",
    "NodeType",
    "NodeTypeInfo",
    "Onset",
    "OrderedStrEnum",
    "Outcome",
    "ReferenceKind",
    "Relation",
    "RelationInfo",
    "Sign",
    "Stance",
    "System",
    "WarningKind",
]
