"""What kind of quantity a node is: the one table of node types."""

from enum import StrEnum
from typing import NamedTuple

from ketamech.vocabulary.signs import OrderedStrEnum

__all__ = ["NODE_TYPES", "Level", "NodeType", "NodeTypeInfo"]


class Level(OrderedStrEnum):
    """The scale at which a node lives."""

    MOLECULAR = "molecular"
    CELLULAR = "cellular"
    CIRCUIT = "circuit"
    CLINICAL = "clinical"


class NodeType(StrEnum):
    """What kind of quantity a node is; see :data:`NODE_TYPES`."""

    DRUG = "drug"
    METABOLITE = "metabolite"
    NEUROTRANSMITTER = "neurotransmitter"
    RECEPTOR = "receptor"
    ION_CHANNEL = "ion_channel"
    PROTEIN = "protein"
    COMPLEX = "complex"
    GENE_VARIANT = "gene_variant"
    PROCESS = "process"
    CELL_ACTIVITY = "cell_activity"
    STRUCTURE = "structure"
    BRAIN_REGION = "brain_region"
    BRAIN_NETWORK = "brain_network"
    BEHAVIOUR = "behaviour"
    SYMPTOM = "symptom"
    SIDE_EFFECT = "side_effect"
    CONDITION = "condition"

    @property
    def info(self) -> "NodeTypeInfo":
        """The row of :data:`NODE_TYPES`."""
        return NODE_TYPES[self]

    @property
    def label(self) -> str:
        """The type in plain words."""
        return self.value.replace("_", " ")


class NodeTypeInfo(NamedTuple):
    """What one node type is called in the standards, and the scale it lives at.

    Attributes
    ----------
    biolink
        Biolink category.
    sbgn
        Glyph class of SBGN Activity Flow.
    level
        Scale.
    valued
        True where `better` says which way is relief.
    exogenous
        True where the quantity is given to the animal rather than made by it.
    molecular_target
        True where a drug can act on it by binding.
    outcome
        True of what a treatment is given for, not of what comes along with it.
    grounded
        True where an ontology covers its like, so that each one has an identifier.
    """

    biolink: str
    sbgn: str
    level: Level
    valued: bool = False
    exogenous: bool = False
    molecular_target: bool = False
    outcome: bool = False
    grounded: bool = False


_ACTIVITY_GLYPH, _PHENOTYPE, _PERTURBATION = "biological activity", "phenotype", "perturbation"

# fmt: off
NODE_TYPES: dict[NodeType, NodeTypeInfo] = {
    NodeType.DRUG:             NodeTypeInfo("biolink:Drug", _PERTURBATION, Level.MOLECULAR, exogenous=True, grounded=True),
    NodeType.METABOLITE:       NodeTypeInfo("biolink:SmallMolecule", _ACTIVITY_GLYPH, Level.MOLECULAR, exogenous=True, molecular_target=True, grounded=True),
    NodeType.NEUROTRANSMITTER: NodeTypeInfo("biolink:SmallMolecule", _ACTIVITY_GLYPH, Level.MOLECULAR, grounded=True),
    NodeType.RECEPTOR:         NodeTypeInfo("biolink:Protein", _ACTIVITY_GLYPH, Level.MOLECULAR, molecular_target=True, grounded=True),
    NodeType.ION_CHANNEL:      NodeTypeInfo("biolink:Protein", _ACTIVITY_GLYPH, Level.MOLECULAR, molecular_target=True, grounded=True),
    NodeType.PROTEIN:          NodeTypeInfo("biolink:Protein", _ACTIVITY_GLYPH, Level.MOLECULAR, molecular_target=True, grounded=True),
    NodeType.COMPLEX:          NodeTypeInfo("biolink:MacromolecularComplex", _ACTIVITY_GLYPH, Level.MOLECULAR, molecular_target=True, grounded=True),
    NodeType.GENE_VARIANT:     NodeTypeInfo("biolink:SequenceVariant", _ACTIVITY_GLYPH, Level.MOLECULAR, grounded=True),
    NodeType.PROCESS:          NodeTypeInfo("biolink:BiologicalProcess", _ACTIVITY_GLYPH, Level.CELLULAR),
    NodeType.CELL_ACTIVITY:    NodeTypeInfo("biolink:PhysiologicalProcess", _ACTIVITY_GLYPH, Level.CELLULAR),
    NodeType.STRUCTURE:        NodeTypeInfo("biolink:CellularComponent", _ACTIVITY_GLYPH, Level.CELLULAR),
    NodeType.BRAIN_REGION:     NodeTypeInfo("biolink:GrossAnatomicalStructure", _ACTIVITY_GLYPH, Level.CIRCUIT),
    NodeType.BRAIN_NETWORK:    NodeTypeInfo("biolink:AnatomicalEntity", _ACTIVITY_GLYPH, Level.CIRCUIT),
    NodeType.BEHAVIOUR:        NodeTypeInfo("biolink:Behavior", _PHENOTYPE, Level.CLINICAL, valued=True, outcome=True),
    NodeType.SYMPTOM:          NodeTypeInfo("biolink:PhenotypicFeature", _PHENOTYPE, Level.CLINICAL, valued=True, outcome=True, grounded=True),
    NodeType.SIDE_EFFECT:      NodeTypeInfo("biolink:PhenotypicFeature", _PHENOTYPE, Level.CLINICAL, valued=True),
    NodeType.CONDITION:        NodeTypeInfo("biolink:ExposureEvent", _PERTURBATION, Level.CLINICAL, exogenous=True),
}
# fmt: on
