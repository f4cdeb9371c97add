"""Every identifier and label of the bundled graph, against copies of what was verified.

`literature/terms.tsv` holds ontology terms with the labels their ontologies give them,
`literature/references.tsv` the papers whose identifiers were each seen beside their titles.
"""

import re
from collections.abc import Iterator

import bioregistry
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamech as km
from tests.literature import FOLDER, rows

GRAPH = km.load()
XREFS = sorted({(curie, label) for node in GRAPH.nodes for curie, label in node.xrefs.items()})
PLACES = [place for kind in GRAPH.locations for places in [kind[1]] for place in places]


TERMS = {row["curie"]: row["label"] for row in rows(FOLDER / "terms.tsv")}
PAPERS = {row["key"]: row for row in rows(FOLDER / "references.tsv")}


def wrong(curie: str, label: str) -> Iterator[str]:
    """What is wrong with an identifier and its label, as far as the verified terms tell."""
    prefix, _, local = curie.partition(":")
    if curie not in TERMS:
        yield f"{curie} is none of the verified terms"
    elif TERMS[curie] != label:
        yield f"{curie} is called {TERMS[curie]!r}"
    known = bioregistry.normalize_prefix(prefix)
    if known is None:
        yield f"{prefix} is no prefix of the Bioregistry"
    elif prefix != (bioregistry.get_preferred_prefix(prefix) or known):
        yield f"{prefix} is not spelt as in the Bioregistry"
    elif not re.fullmatch(bioregistry.get_pattern(prefix) or ".*", local):
        yield f"{local} does not fit the pattern of {prefix}"


@pytest.mark.parametrize(("curie", "label"), XREFS, ids=[curie for curie, _ in XREFS])
def test_an_identifier_and_its_label_are_the_verified_ones(curie: str, label: str) -> None:
    assert not list(wrong(curie, label))


@given(st.sampled_from(XREFS), st.data())
def test_an_identifier_or_a_label_with_one_slip_is_wrong(
    term: tuple[str, str], data: st.DataObject
) -> None:
    curie, label = term
    text = data.draw(st.sampled_from([curie, label]))
    place = data.draw(st.integers(0, len(text) - 1))
    slip = data.draw(st.sampled_from("0123456789abcxyzXYZ ").filter(lambda c: c != text[place]))
    slipped = text[:place] + slip + text[place + 1 :]
    pair = (slipped, label) if text is curie else (curie, slipped)
    assert pair in XREFS or list(wrong(*pair))


def test_a_place_has_a_verified_identifier() -> None:
    given_ids = [place.xref for place in PLACES if place.xref]
    assert len(given_ids) > 10
    assert set(given_ids) <= set(TERMS)


@pytest.mark.parametrize("key", sorted(GRAPH.references))
def test_a_reference_is_the_paper_that_was_verified(key: str) -> None:
    reference, paper = GRAPH.references[key], PAPERS[key]
    assert (reference.doi or "") == paper["doi"] or not paper["doi"]
    assert (reference.pmid or "") == paper["pmid"] or not paper["pmid"]
    assert reference.title == paper["title"]
    assert str(reference.year) == paper["year"]
