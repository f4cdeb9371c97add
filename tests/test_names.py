import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamech as km
from ketamech.names import normalised
from ketamech.vocabulary import Sign
from tests.made import graph, node

NODES = (
    node("ampa_receptor", name="AMPA receptor", aliases=["AMPA", "GluA"], xrefs={"GO:1": "x"}),
    node("nmda_gaba", name="NMDAR on interneurons", aliases=["NMDA receptor"]),
    node("nmda_rest", name="NMDAR at rest", aliases=["NMDA receptor"]),
    node("mu", name="µ-Opioid receptor"),
    node(
        "swim",
        name="Antidepressant behaviour",
        type="behaviour",
        better="higher",
        inverse_aliases=["immobility"],
    ),
)
GRAPH = graph("nmda_gaba inhibits ampa_receptor", "ampa_receptor activates swim", nodes=NODES)


@pytest.mark.parametrize(
    "name", ["ampa_receptor", "AMPA receptors", "ampa-receptor", "AMPA", "glua", "go:1", "AMPAs"]
)
def test_every_name_of_a_node_finds_it(name: str) -> None:
    assert GRAPH.node(name).id == "ampa_receptor"


def test_the_two_spellings_of_mu_are_one() -> None:
    assert GRAPH.node("μ opioid receptor").id == "mu"


def test_a_family_is_ambiguous_and_lists_its_members() -> None:
    with pytest.raises(km.AmbiguousNodeError, match="NMDAR at rest") as caught:
        GRAPH.downstream("NMDA receptor")
    assert caught.value.candidates == ("nmda_gaba", "nmda_rest")


def test_an_unknown_name_comes_with_the_nearest() -> None:
    with pytest.raises(km.UnknownNodeError, match="did you mean AMPA") as caught:
        GRAPH.node("AMPAA")
    assert caught.value.suggestions[0] == "AMPA"


def test_a_sign_asked_by_an_inverse_alias_is_reversed() -> None:
    assert GRAPH.upstream("swim")["AMPA"].effect is Sign.PLUS
    assert GRAPH.upstream("immobility")["AMPA"].effect is Sign.MINUS


def test_search_finds_pieces_of_names_best_first() -> None:
    assert [found.id for found in GRAPH.search("nmda")] == ["nmda_gaba", "nmda_rest"]
    assert not GRAPH.search("nothing like it")


@given(st.text(max_size=20))
def test_normalising_twice_changes_nothing_that_matters(name: str) -> None:
    assert normalised(name.upper()) == normalised(name.upper().casefold())
