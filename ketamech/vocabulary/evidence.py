"""The closed words of evidence, references, experiments and warnings."""

from enum import StrEnum
from typing import NamedTuple

from ketamech.vocabulary.signs import OrderedStrEnum

__all__ = [
    "INTERVENTIONS",
    "Confidence",
    "EdgeNecessity",
    "InterventionInfo",
    "InterventionKind",
    "Necessity",
    "Onset",
    "Outcome",
    "ReferenceKind",
    "Stance",
    "System",
    "WarningKind",
]


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

    @property
    def info(self) -> "InterventionInfo":
        """Its row of :data:`INTERVENTIONS`."""
        return INTERVENTIONS[self]


class InterventionInfo(NamedTuple):
    """What a kind of intervention means.

    Attributes
    ----------
    raises
        True where it raises its target, False where the target is lost.
    done
        What was done to the target, as a participle.
    """

    raises: bool
    done: str


INTERVENTIONS: dict[InterventionKind, InterventionInfo] = {
    InterventionKind.BLOCK: InterventionInfo(False, "blocked"),
    InterventionKind.KNOCKOUT: InterventionInfo(False, "knocked out"),
    InterventionKind.KNOCKDOWN: InterventionInfo(False, "knocked down"),
    InterventionKind.ACTIVATE: InterventionInfo(True, "activated"),
    InterventionKind.INFUSE: InterventionInfo(True, "infused"),
}
"""What each kind of intervention does."""


class Outcome(StrEnum):
    """What became of a treatment's effect, or of the readout."""

    ABOLISHED = "abolished"
    ATTENUATED = "attenuated"
    UNCHANGED = "unchanged"
    ENHANCED = "enhanced"
    INCREASED = "increased"
    DECREASED = "decreased"
