"""The works that a graph cites, the stories that it tells, the experiments that test it."""

import re
from typing import Annotated, Self

from pydantic import Field, model_validator

from ketamech.model.fields import Doi, Key, Names, Pmid, Record, Slug, Text, matching
from ketamech.vocabulary import InterventionKind, Outcome, ReferenceKind

__all__ = ["Experiment", "Hypothesis", "Intervention", "Person", "Published", "Reference"]


class Person(Record):
    """A name in a CSL item: `family` and `given`, or `literal` for a body."""

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None


class Published(Record):
    """A CSL date."""

    date_parts: Annotated[tuple[tuple[int, ...], ...], Field(min_length=1, alias="date-parts")]


class Reference(Record):
    """A work that evidence cites: a CSL item with the `kind` of the work.

    Attributes
    ----------
    key
        First author and year, as in ``Autry2011``.
    kind
        What kind of work it is.
    author
        CSL names; only the first author where the others were not seen.
    issued
        CSL date.
    """

    key: Key
    type: Text = "article-journal"
    title: Text
    author: Annotated[tuple[Person, ...], Field(min_length=1)]
    issued: Published
    container_title: Annotated[Text | None, Field(alias="container-title")] = None
    doi: Annotated[Doi | None, Field(alias="DOI")] = None
    pmid: Annotated[Pmid | None, Field(alias="PMID")] = None
    kind: ReferenceKind

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if self.doi is None and self.pmid is None:
            raise ValueError("has no identifier (write a DOI or a PMID)")
        return self

    @property
    def year(self) -> int:
        """Year of publication."""
        return self.issued.date_parts[0][0]

    @property
    def url(self) -> str:
        """Where the work can be read."""
        if self.doi is not None:
            return f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"

    def __str__(self) -> str:
        first = self.author[0]
        journal = f" {self.container_title}." if self.container_title else ""
        return f"{first.family or first.literal} ({self.year}) {self.title}.{journal} {self.url}"


class Hypothesis(Record):
    """A named story that its proponents would recognise.

    Attributes
    ----------
    builds_on
        Hypotheses whose edges it presupposes.
    status
        Where the field stands with it.
    decided_by
        The experiment that would decide against it.
    """

    id: Slug
    name: Text
    summary: Text
    status: Text
    references: Annotated[tuple[Key, ...], Field(min_length=1)]
    builds_on: tuple[Slug, ...] = ()
    decided_by: Text | None = None


class Intervention(Record):
    """What one arm of an experiment does to a target."""

    target: Names
    kind: InterventionKind
    agent: Text | None = None


class Experiment(Record):
    """Two arms that differ in one thing.

    Attributes
    ----------
    background
        What both arms have: stress, LPS, anaesthesia, a lesion.
    treatment, intervention
        What is given, and what is done to a target; at least one of them.
    readout
        Name of the node that is measured.
    result
        What became of the treatment's effect (with both), or of the readout (with one);
        None in an experiment that only asks.
    """

    id: Annotated[str, matching(re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*"), "an id")]
    background: Names = ()
    treatment: Names = ()
    intervention: Intervention | None = None
    readout: Text
    result: Outcome | None = None
    species: Text | None = None
    timing: Text | None = None
    refs: tuple[Key, ...] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _says_what_differs(self) -> Self:
        if not self.treatment and self.intervention is None:
            raise ValueError("has neither a treatment nor an intervention (write one of them)")
        compares = self.treatment and self.intervention is not None
        fits = (
            {Outcome.ABOLISHED, Outcome.ATTENUATED, Outcome.UNCHANGED, Outcome.ENHANCED}
            if compares
            else {Outcome.INCREASED, Outcome.DECREASED, Outcome.UNCHANGED}
        )
        if self.result is not None and self.result not in fits:
            said = "a treatment and an intervention" if compares else "only one of the two"
            raise ValueError(
                f"result {self.result} does not fit an experiment with {said} "
                f"(write {', '.join(sorted(fits))})"
            )
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of a node that it mentions."""
        targets = self.intervention.target if self.intervention else ()
        return (*self.background, *self.treatment, *targets, self.readout)

    def __str__(self) -> str:
        given = f"{', '.join(self.treatment)}" if self.treatment else ""
        done = ""
        if self.intervention is not None:
            agent = f" ({self.intervention.agent})" if self.intervention.agent else ""
            done = f"{self.intervention.kind} {', '.join(self.intervention.target)}{agent}"
        differs = " with ".join(filter(None, (given, done)))
        held = f" in {', '.join(self.background)}" if self.background else ""
        result = f": {self.result}" if self.result else ""
        papers = f" [{', '.join(self.refs)}]" if self.refs else ""
        return f"{self.id}: {differs}{held} → {self.readout}{result}{papers}"
