"""What the bundled graph has to answer, and what every record of it has to hold."""

from pathlib import Path

import pytest

import ketamech as km
from ketamech.loading.sources import files_of
from ketamech.vocabulary import Confidence, EdgeNecessity, Sign

GRAPH = km.load()
AMPA = GRAPH.downstream("AMPA")
STORY_AMPA = GRAPH.story().downstream("AMPA")
DOWNSTREAM = [
    "BDNF release",
    "TrkB",
    "PI3K/Akt",
    "mTORC1",
    "synaptic protein synthesis",
    "synaptogenesis",
    "antidepressant effect",
]


@pytest.mark.parametrize("name", DOWNSTREAM)
def test_ampa_raises_what_the_review_says_it_raises(name: str) -> None:
    item = AMPA[name]
    assert item.effect is Sign.PLUS
    assert item.steps == len(item.path.edges) > 0
    assert STORY_AMPA[name].onset is not None
    assert item.confidence in Confidence
    assert all(edge.references for edge in item.path.edges)
    assert set(item.references) <= set(GRAPH.references)


def test_what_ampa_raises_stands_in_causal_order() -> None:
    chain = [AMPA[name] for name in DOWNSTREAM[:-1]]
    assert [item.steps for item in chain] == sorted(item.steps for item in chain)
    places = [AMPA.index(item) for item in chain]
    assert places == sorted(places)


def test_upstream_of_synaptogenesis_lies_the_whole_cascade() -> None:
    reach = GRAPH.upstream("synaptogenesis")
    for name in ("ketamine", "nmda_receptor_gaba", "glutamate", "AMPA"):
        assert name in reach
    assert reach["AMPA"].effect is Sign.PLUS


@pytest.mark.parametrize("name", ["AMPAR", "ampa receptor", "GO:0032281", "AMPA receptors"])
def test_the_same_ask_under_every_alias_is_the_same_answer(name: str) -> None:
    assert GRAPH.downstream(name) == AMPA


def test_a_family_lists_its_candidates_and_a_misspelling_the_nearest() -> None:
    with pytest.raises(km.AmbiguousNodeError) as several:
        GRAPH.downstream("NMDA receptor")
    assert {"nmda_receptor_gaba", "nmda_receptor_pyramidal", "nmda_receptor_at_rest"} <= set(
        several.value.candidates
    )
    with pytest.raises(km.UnknownNodeError, match="did you mean AMPA"):
        GRAPH.downstream("AMPAA")


def test_ketamine_raises_synaptogenesis_through_two_inhibitions() -> None:
    path = GRAPH.paths("ketamine", "synaptogenesis")[0]
    assert path.sign is Sign.PLUS
    story = GRAPH.story().paths("ketamine", "synaptogenesis")[0]
    assert story.sign is Sign.PLUS
    assert "nmda_receptor_gaba" in {node.id for node in story.nodes}
    assert sum(edge.sign is Sign.MINUS for edge in story.edges[:5]) == 2


def test_the_opioid_system_permits_and_is_contested() -> None:
    gates = [edge for edge in GRAPH.edges if edge.sign is Sign.GATE]
    assert any("opioid" in edge.source for edge in gates)
    assert any(edge.contested for edge in gates if "opioid" in edge.source)
    assert GRAPH.downstream("naltrexone")["antidepressant effect"].effect is Sign.GATE


def test_contested_edges_carry_both_sides() -> None:
    disputed = [
        edge for edge in GRAPH.edges if edge.contested or edge.necessity is EdgeNecessity.CONTESTED
    ]
    assert len(disputed) >= 5
    for edge in disputed:
        against = [item for item in edge.evidence if item.speaks_against]
        assert against or edge.necessity is EdgeNecessity.CONTESTED


def test_the_graph_is_as_large_as_it_says_and_every_node_has_aliases() -> None:
    assert len(GRAPH.nodes) >= 60
    assert len(GRAPH.edges) >= 90
    assert all(node.aliases for node in GRAPH.nodes)
    assert all(node.description for node in GRAPH.nodes)


def test_every_cited_paper_is_in_the_references_and_every_finding_is_its_own() -> None:
    findings = [item.finding for edge in GRAPH.edges for item in edge.evidence]
    assert len(findings) == len(set(findings))
    cited = {ref for edge in GRAPH.edges for ref in edge.references}
    assert cited <= set(GRAPH.references)


def test_every_arm_tells_its_story() -> None:
    arms = {path.stem for path, _ in files_of(km.BUNDLED)}
    spine = (
        "nmda_receptor disinhibition glutamate_ampa bdnf_trkb mtor_translation synaptogenesis "
        "opioid networks clinical"
    )
    assert set(spine.split()) <= arms


def test_two_loads_are_equal() -> None:
    assert km.load() == GRAPH
    assert km.load(km.BUNDLED).downstream("AMPA") == AMPA


def test_a_checkout_and_its_copy_load_alike(tmp_path: Path) -> None:
    for path, _ in files_of(km.BUNDLED):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert km.load(tmp_path) == GRAPH
