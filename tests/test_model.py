import pickle
from typing import Any

import pytest
from pydantic import ValidationError

from ketamech.model import Experiment, Node, Reference
from ketamech.vocabulary import Confidence, EdgeNecessity
from tests.made import AGAINST, SUPPORT, edge, node

OTHER = SUPPORT | {"ref": "Made2002"}
REVIEW = SUPPORT | {"ref": "Made2003", "system": "review"}
SILICO = SUPPORT | {"system": "in_silico"}
HUMAN = SUPPORT | {"system": "human", "species": "human"}
MIXED = SUPPORT | {"stance": "mixed"}
REVIEW_AGAINST = REVIEW | {"stance": "refutes"}


@pytest.mark.parametrize(
    ("evidence", "confidence"),
    [
        ([SUPPORT], Confidence.SUPPORTED),
        ([SUPPORT, SUPPORT | {"finding": "Again."}], Confidence.SUPPORTED),
        ([SUPPORT, OTHER], Confidence.ESTABLISHED),
        ([SUPPORT, HUMAN], Confidence.ESTABLISHED),
        ([HUMAN], Confidence.SUPPORTED),
        ([REVIEW], Confidence.TENTATIVE),
        ([SILICO, REVIEW], Confidence.TENTATIVE),
        ([REVIEW | {"stance": "mixed"}], Confidence.TENTATIVE),
        ([SUPPORT, REVIEW], Confidence.SUPPORTED),
        ([SUPPORT, AGAINST], Confidence.CONTESTED),
        ([SUPPORT, OTHER, AGAINST], Confidence.CONTESTED),
        ([MIXED], Confidence.CONTESTED),
        ([SUPPORT, REVIEW_AGAINST], Confidence.SUPPORTED),
        ([REVIEW, AGAINST], Confidence.TENTATIVE),
        ([AGAINST], Confidence.REFUTED),
        ([REVIEW_AGAINST], Confidence.REFUTED),
    ],
)
def test_confidence_is_computed_from_the_evidence(
    evidence: list[dict[str, Any]], confidence: Confidence
) -> None:
    assert edge("a activates b", *evidence).confidence is confidence
    assert edge("a activates b", *reversed(evidence)).confidence is confidence


def test_necessity_is_contested_where_papers_disagree() -> None:
    shown, absent = SUPPORT | {"necessity": "shown"}, OTHER | {"necessity": "absent"}
    assert edge("a activates b", shown).necessity is EdgeNecessity.SHOWN
    assert edge("a activates b", shown, absent).necessity is EdgeNecessity.CONTESTED
    assert edge("a activates b").necessity is None


def test_only_a_raising_edge_can_be_required() -> None:
    shown = SUPPORT | {"necessity": "shown"}
    assert edge("a activates b", shown).required
    assert not edge("a inhibits b", shown).required
    assert not edge("a activates b").required


def test_an_edge_joins_two_nodes() -> None:
    with pytest.raises(ValidationError, match="same node"):
        edge("a activates a")


def test_a_node_cannot_be_changed() -> None:
    made = node("a", xrefs={"CHEBI:6121": "ketamine"})
    with pytest.raises(ValidationError):
        made.name = "b"
    with pytest.raises(TypeError):
        made.xrefs["CHEBI:1"] = "x"
    assert pickle.loads(pickle.dumps(made)) == made


def test_a_behaviour_says_which_way_is_relief_and_a_protein_does_not() -> None:
    with pytest.raises(ValidationError, match="way is relief"):
        node("a", type="behaviour")
    with pytest.raises(ValidationError, match="better means nothing"):
        node("a", better="higher")
    assert node("a", type="symptom", better="lower").better == "lower"


@pytest.mark.parametrize("bad", ["Ampa", "ampa-receptor", "2ampa", "ampa__r", ""])
def test_ids_are_slugs(bad: str) -> None:
    with pytest.raises(ValidationError, match="not an id"):
        Node.model_validate({"id": bad, "name": "x", "type": "drug"})


def test_a_figure_has_room_for_a_name() -> None:
    with pytest.raises(ValidationError):
        node("a", name="x" * 29)


def test_a_reference_can_be_found() -> None:
    item = {
        "key": "Made2000",
        "title": "A title",
        "author": [{"family": "Made"}],
        "issued": {"date-parts": [["2000"]]},
        "kind": "primary",
    }
    with pytest.raises(ValidationError, match="no identifier"):
        Reference.model_validate(item)
    by_pmid = Reference.model_validate(item | {"PMID": "1"})
    assert (by_pmid.year, by_pmid.url) == (2000, "https://pubmed.ncbi.nlm.nih.gov/1/")
    both = Reference.model_validate(item | {"PMID": "1", "DOI": "10.1000/x"})
    assert both.url == "https://doi.org/10.1000/x"


def test_an_experiment_differs_in_one_thing_and_its_result_fits() -> None:
    base = {"id": "one", "readout": "b", "treatment": "ketamine"}
    block = {"target": "a", "kind": "block"}
    assert Experiment.model_validate(base | {"result": "increased"}).names == ("ketamine", "b")
    both = base | {"intervention": block, "result": "abolished"}
    assert Experiment.model_validate(both).names == ("ketamine", "a", "b")
    with pytest.raises(ValidationError, match="does not fit"):
        Experiment.model_validate(base | {"result": "abolished"})
    with pytest.raises(ValidationError, match="neither"):
        Experiment.model_validate({"id": "one", "readout": "b"})
