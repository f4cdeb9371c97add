"""The closed vocabulary of a mechanism graph: types, relations, evidence, confidence.

What a relation means stands in one table, :data:`RELATIONS`: its sign, its term in the
Relation Ontology, its Biolink predicate and qualifiers, its BEL relation, its arc in
SBGN Activity Flow and its arrowhead. :data:`NODE_TYPES` does the same for node types.
Nothing else in the package switches on the name of a relation or a type.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, Self

__all__ = [
    "NODE_TYPES",
    "RELATIONS",
    "Arrowhead",
    "Confidence",
    "EdgeNecessity",
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


class OrderedStrEnum(StrEnum):
    """A string enum whose members are ordered as they are written."""

    @property
    def rank(self) -> int:
        """Position in the order of definition, from 0."""
        return list(type(self)).index(self)

    @classmethod
    def lowest(cls, members: Iterable[Self]) -> Self | None:
        """The member that comes first in the order of definition, None of none."""
        return min(members, key=lambda member: member.rank, default=None)

    @classmethod
    def highest(cls, members: Iterable[Self]) -> Self | None:
        """The member that comes last in the order of definition, None of none."""
        return max(members, key=lambda member: member.rank, default=None)


class Sign(StrEnum):
    """What more of one quantity does to another.

    Signs multiply along a route, so that two inhibitions in a row raise their target.

    Examples
    --------
    >>> Sign.MINUS * Sign.MINUS
    <Sign.PLUS: '+'>
    >>> Sign.MINUS * Sign.UNKNOWN
    <Sign.UNKNOWN: '?'>
    >>> Sign.of([Sign.PLUS, Sign.MINUS])
    <Sign.BOTH: '±'>
    """

    PLUS = "+"
    MINUS = "-"
    BOTH = "±"
    UNKNOWN = "?"
    GATE = "gate"
    NONE = "none"

    @property
    def symbol(self) -> str:
        """How the sign is printed, with a true minus sign."""
        return "−" if self is Sign.MINUS else str(self.value)

    @classmethod
    def _missing_(cls, value: object) -> "Sign | None":
        return cls.MINUS if value == "−" else None

    def __mul__(self, other: object) -> "Sign":
        if not isinstance(other, Sign):
            return NotImplemented
        pair = {self, other}
        for absorbing in (Sign.NONE, Sign.GATE, Sign.UNKNOWN, Sign.BOTH):
            if absorbing in pair:
                return absorbing
        return Sign.PLUS if self is other else Sign.MINUS

    @classmethod
    def of(cls, signs: Iterable["Sign"]) -> "Sign":
        """The one sign that sums up several routes of equal rank."""
        found = set(signs)
        if len(found) == 1:
            return found.pop()
        if cls.BOTH in found or {cls.PLUS, cls.MINUS} <= found:
            return cls.BOTH
        for weaker in (cls.UNKNOWN, cls.PLUS, cls.MINUS, cls.GATE):
            if weaker in found:
                return weaker
        return cls.NONE


class Level(OrderedStrEnum):
    """The scale at which a node lives."""

    MOLECULAR = "molecular"
    CELLULAR = "cellular"
    CIRCUIT = "circuit"
    CLINICAL = "clinical"


class Arrowhead(StrEnum):
    """The shape at the end of a drawn edge."""

    TRIANGLE = "triangle"
    BAR = "bar"
    CIRCLE = "circle"
    DIAMOND = "diamond"
    NONE = "none"


class Relation(StrEnum):
    """What a source does to its target; see :data:`RELATIONS` for what each one means."""

    ACTIVATES = "activates"
    INCREASES = "increases"
    RELEASES = "releases"
    POTENTIATES = "potentiates"
    AGONIZES = "agonizes"
    CONVERTS_TO = "converts_to"
    INHIBITS = "inhibits"
    DECREASES = "decreases"
    ANTAGONIZES = "antagonizes"
    PERMITS = "permits"
    MODULATES = "modulates"
    CORRELATES_WITH = "correlates_with"

    @property
    def info(self) -> "RelationInfo":
        """The row of :data:`RELATIONS`."""
        return RELATIONS[self]


class RelationInfo(NamedTuple):
    """What one relation means, here and in every standard that the graph is written to.

    Attributes
    ----------
    sign
        What more source does to the target.
    shuts
        True where a present source also keeps its target from rising.
    converts
        True where the source turns into the target.
    causal
        False where no causal query may follow the edge.
    head
        How the edge ends in a drawing.
    ro, ro_indirect
        Relation Ontology term of a direct and of an indirect edge.
    biolink, aspect, direction
        Biolink 4 predicate with its object aspect and direction qualifiers.
    bel
        Relation of the Biological Expression Language.
    sbgn
        Arc class of SBGN Activity Flow, empty where it has none.
    """

    sign: Sign
    shuts: bool
    converts: bool
    causal: bool
    head: Arrowhead
    ro: str
    ro_indirect: str
    biolink: str
    aspect: str
    direction: str
    bel: str
    sbgn: str


_UP, _DOWN, _GATE, _ANY, _OFF = Sign.PLUS, Sign.MINUS, Sign.GATE, Sign.UNKNOWN, Sign.NONE
_TRI, _BAR, _CIRCLE, _DIAMOND = (
    Arrowhead.TRIANGLE,
    Arrowhead.BAR,
    Arrowhead.CIRCLE,
    Arrowhead.DIAMOND,
)
_AFFECTS, _ACTIVITY, _AMOUNT = "biolink:affects", "activity", "abundance"
_POSITIVE, _NEGATIVE = "positive influence", "negative influence"

# fmt: off
RELATIONS: dict[Relation, RelationInfo] = {
    #                                       sign   shuts  turns  causal head    RO direct      RO indirect    Biolink   aspect      direction    BEL          SBGN arc
    Relation.ACTIVATES:        RelationInfo(_UP,   False, False, True,  _TRI,     "RO:0002629", "RO:0002407", _AFFECTS, _ACTIVITY, "increased", "increases", _POSITIVE),
    Relation.INCREASES:        RelationInfo(_UP,   False, False, True,  _TRI,     "RO:0002304", "RO:0002304", _AFFECTS, _AMOUNT,   "increased", "increases", _POSITIVE),
    Relation.RELEASES:         RelationInfo(_UP,   False, False, True,  _TRI,     "RO:0002304", "RO:0002304", _AFFECTS, "secretion", "increased", "increases", _POSITIVE),
    Relation.POTENTIATES:      RelationInfo(_UP,   False, False, True,  _TRI,     "RO:0002629", "RO:0002407", _AFFECTS, _ACTIVITY, "increased", "increases", _POSITIVE),
    Relation.AGONIZES:         RelationInfo(_UP,   False, False, True,  _TRI,     "RO:0002629", "RO:0002407", _AFFECTS, _ACTIVITY, "increased", "increases", _POSITIVE),
    Relation.CONVERTS_TO:      RelationInfo(_UP,   False, True,  True,  _TRI,     "RO:0002304", "RO:0002304", _AFFECTS, _AMOUNT,   "increased", "increases", _POSITIVE),
    Relation.INHIBITS:         RelationInfo(_DOWN, False, False, True,  _BAR,     "RO:0002630", "RO:0002409", _AFFECTS, _ACTIVITY, "decreased", "decreases", _NEGATIVE),
    Relation.DECREASES:        RelationInfo(_DOWN, False, False, True,  _BAR,     "RO:0002305", "RO:0002305", _AFFECTS, _AMOUNT,   "decreased", "decreases", _NEGATIVE),
    Relation.ANTAGONIZES:      RelationInfo(_DOWN, True,  False, True,  _BAR,     "RO:0002630", "RO:0002409", _AFFECTS, _ACTIVITY, "decreased", "decreases", _NEGATIVE),
    Relation.PERMITS:          RelationInfo(_GATE, False, False, True,  _CIRCLE,  "RO:0002411", "RO:0002411", _AFFECTS, _ACTIVITY, "",          "regulates", "necessary stimulation"),
    Relation.MODULATES:        RelationInfo(_ANY,  False, False, True,  _DIAMOND, "RO:0002411", "RO:0002411", _AFFECTS, _ACTIVITY, "",          "regulates", "unknown influence"),
    Relation.CORRELATES_WITH:  RelationInfo(_OFF,  False, False, False, Arrowhead.NONE, "RO:0002610", "RO:0002610", "biolink:correlated_with", "", "", "association", ""),
}
# fmt: on


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


class Onset(OrderedStrEnum):
    """When an effect shows after dosing."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"


class Stance(StrEnum):
    """Whether a piece of evidence speaks for the edge, against it, or both ways."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    MIXED = "mixed"


class Necessity(StrEnum):
    """Whether the target's response was lost when the source was lost."""

    SHOWN = "shown"
    ABSENT = "absent"


class EdgeNecessity(StrEnum):
    """What all the evidence of an edge says of necessity."""

    SHOWN = "shown"
    ABSENT = "absent"
    CONTESTED = "contested"


class System(StrEnum):
    """Where a finding was made."""

    IN_VITRO = "in_vitro"
    EX_VIVO = "ex_vivo"
    IN_VIVO = "in_vivo"
    HUMAN = "human"
    IN_SILICO = "in_silico"
    REVIEW = "review"

    @property
    def primary(self) -> bool:
        """False for what was read or computed rather than measured."""
        return self not in (System.REVIEW, System.IN_SILICO)


class Confidence(OrderedStrEnum):
    """How far an edge can be trusted, weakest first."""

    REFUTED = "refuted"
    CONTESTED = "contested"
    TENTATIVE = "tentative"
    SUPPORTED = "supported"
    ESTABLISHED = "established"


class ReferenceKind(StrEnum):
    """What kind of work a reference is."""

    PRIMARY = "primary"
    TRIAL = "trial"
    META_ANALYSIS = "meta-analysis"
    REVIEW = "review"
    DATABASE = "database"


class WarningKind(StrEnum):
    """What a curator should look at in a graph that loads."""

    NET_EFFECT = "net_effect"
    DRUG_EFFECT = "drug_effect"
    UNBALANCED = "unbalanced"
    SINGLE_SOURCE = "single_source"
    NO_ONSET = "no_onset"
    UNREACHED = "unreached"
    NO_IDENTIFIER = "no_identifier"
    MIXED_FAMILY = "mixed_family"
    NO_LANE = "no_lane"
    NO_EDGE = "no_edge"
    UNCITED = "uncited"
    EXPLAINS_NOTHING = "explains_nothing"


class InterventionKind(StrEnum):
    """What an experiment does to its target."""

    BLOCK = "block"
    KNOCKOUT = "knockout"
    KNOCKDOWN = "knockdown"
    ACTIVATE = "activate"
    INFUSE = "infuse"


class Outcome(StrEnum):
    """What became of a treatment's effect, or of the readout."""

    ABOLISHED = "abolished"
    ATTENUATED = "attenuated"
    UNCHANGED = "unchanged"
    ENHANCED = "enhanced"
    INCREASED = "increased"
    DECREASED = "decreased"
