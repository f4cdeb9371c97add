import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamech as km
from ketamech.language.phrases import Phrase, begun, joined, phrase
from tests.made import graph, node

GRAPH = km.load()


@pytest.mark.parametrize(
    ("name", "text", "plural"),
    [
        ("Ketamine", "ketamine", False),
        ("BDNF release", "BDNF release", False),
        ("mTORC1", "mTORC1", False),
        ("Akt", "Akt", False),
        ("Ro 25-6981", "Ro 25-6981", False),
        ("L-655,708", "L-655,708", False),
        ("(R)-norketamine", "(R)-norketamine", False),
        ("Interleukin-6", "interleukin-6", False),
        ("C-reactive protein", "C-reactive protein", False),
        ("Mu-opioid receptor", "mu-opioid receptors", True),
        ("L-type calcium channel", "L-type calcium channels", True),
        ("Depressive symptoms", "depressive symptoms", True),
        ("Prefrontal glia", "prefrontal glia", True),
        ("MSK1 and RSK", "MSK1 and RSK", True),
        ("Synaptogenesis", "synaptogenesis", False),
        ("Loss of righting reflex", "loss of righting reflex", False),
        ("Default mode network", "the default mode network", False),
        ("Antidepressant effect, rapid", "the rapid antidepressant effect", False),
        ("Antidepressant effect, 24 h+", "the antidepressant effect at 24 h+", False),
        ("NMDA receptor (GABA cells)", "NMDA receptors on GABA interneurons", True),
        ("NMDA receptor (at rest)", "NMDA receptors at rest", True),
        ("NMDA receptor (VTA GABA)", "NMDA receptors on GABA neurons of the VTA", True),
        ("ERK (microglia)", "ERK in microglia", False),
        ("Glx (anterior cingulate)", "Glx in the anterior cingulate cortex", False),
        ("Subgenual cingulate (sgACC)", "the subgenual cingulate (sgACC)", False),
        ("TrkB (CA3 terminals)", "TrkB (CA3 terminals)", False),
    ],
)
def test_a_name_reads_as_in_running_text(name: str, text: str, plural: bool) -> None:
    assert phrase(GRAPH, GRAPH.node(name)) == Phrase(text, plural)


def test_a_cell_is_said_only_where_the_brackets_name_it() -> None:
    place = {"cells": [{"id": "pv_cell", "name": "Parvalbumin neuron"}]}
    nodes = (
        node("a", name="Kinase (PV cells)", cell="pv_cell"),
        node("b", name="Kinase (soma)", cell="pv_cell"),
        node("c", name="Kinase (PV cells)"),
    )
    made = graph("a activates b", nodes=nodes, locations=km.model.Locations.model_validate(place))
    assert [phrase(made, one).text for one in nodes] == [
        "kinase in parvalbumin neurons",
        "kinase (soma)",
        "kinase (PV cells)",
    ]


def test_a_sentence_begins_with_a_capital_unless_its_first_word_is_a_symbol() -> None:
    assert [begun(text) for text in ("gut microbiota", "eEF2 kinase", "αCaMKII", "")] == [
        "Gut microbiota",
        "eEF2 kinase",
        "αCaMKII",
        "",
    ]


@given(st.lists(st.text("ab", min_size=1), min_size=2, max_size=5))
def test_a_list_has_one_and(texts: list[str]) -> None:
    assert joined(texts).split(" and ")[-1] == texts[-1]
    assert joined(texts).count(",") == len(texts) - 2


@given(st.text(min_size=1, max_size=28).filter(lambda text: text.strip()))
def test_any_name_makes_a_phrase(name: str) -> None:
    assert phrase(graph("a activates b"), node("a", name=name)).text
