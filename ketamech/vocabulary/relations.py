"""What a source does to its target: the one relation table."""

from enum import StrEnum
from typing import NamedTuple

from ketamech.vocabulary.signs import Sign

__all__ = ["RELATIONS", "Arrowhead", "Relation", "RelationInfo"]


class Arrowhead(StrEnum):
    """The shape at the end of a drawn edge; a vee says where to and nothing of the sign."""

    TRIANGLE = "triangle"
    BAR = "bar"
    CIRCLE = "circle"
    DIAMOND = "diamond"
    VEE = "vee"
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
