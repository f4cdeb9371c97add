"""What the curation promises, proved from the files: claims, hypotheses, disputes, experiments.

`literature/claims.tsv` lists every claim that was read from the literature and what became of
it; the ones that became nothing stand in `docs/claims_left_out.tsv` with the reason.
`literature/experiments.tsv` lists every experiment that was read.
"""

from pathlib import Path

import pytest

import ketamech as km
from ketamech.query.check import check
from ketamech.vocabulary import EdgeNecessity, Outcome
from tests.literature import FOLDER, rows

GRAPH = km.load()
ROOT = Path(__file__).parent.parent
REASONS = {
    "duplicate",
    "net effect",
    "unverified",
    "too vague",
    "superseded",
    "not expressible",
}


CLAIMS = rows(FOLDER / "claims.tsv")
LEFT_OUT = rows(ROOT / "docs" / "claims_left_out.tsv")
EXPERIMENTS = {experiment.id: experiment for experiment in GRAPH.experiments}
EDGES = {str(edge): edge for edge in GRAPH.edges}
NET_EFFECTS = [one for one in GRAPH.experiments if one.treatment and one.intervention is None]


def test_the_graph_is_the_whole_mechanism() -> None:
    assert len(GRAPH.nodes) >= 150
    steps = [edge for edge in GRAPH.edges if edge.relation.info.causal]
    assert len(steps) >= 200
    cited = {ref for edge in GRAPH.edges for ref in edge.references}
    cited |= {ref for experiment in GRAPH.experiments for ref in experiment.refs}
    assert len(cited) >= 200


def test_check_has_no_unexplained_warning() -> None:
    assert not [str(warning) for warning in check(GRAPH).warnings]


def test_every_claim_is_used_or_left_out_for_a_reason() -> None:
    numbers = [row["number"] for row in CLAIMS]
    assert numbers == [str(number) for number in range(1, 553)]
    left = {row["number"]: row for row in LEFT_OUT}
    unused = {row["number"] for row in CLAIMS if not row["became"]}
    assert unused == set(left)
    assert {row["category"] for row in LEFT_OUT} <= REASONS
    assert all(row["reason"] for row in LEFT_OUT)


@pytest.mark.parametrize("became", ["edge", "experiment"])
def test_what_a_claim_became_exists_and_cites_a_paper_of_the_claim(became: str) -> None:
    used = [row for row in CLAIMS if row["became"] == became]
    assert len(used) > 80
    for row in used:
        where = row["where"]
        cited = EDGES[where].references if became == "edge" else EXPERIMENTS[where].refs
        assert set(cited) & set(row["refs"].split(",")), row


def test_a_hypothesis_says_what_its_proponents_say_and_what_would_decide_against_it() -> None:
    assert len(GRAPH.hypotheses) >= 10
    for story in GRAPH.hypotheses:
        assert len(story.summary) > 80, story.id
        assert story.status, story.id
        assert story.decided_by, story.id
        assert set(story.references) <= set(GRAPH.references)
        assert any(story.id in edge.hypotheses for edge in GRAPH.edges)
    assert GRAPH.default_story == ("disinhibition", "opioid", "networks")


DISPUTES = [
    (
        "mu_opioid_receptor permits depressive_symptoms",
        "Williams2018 Jelen2025",
        "Yoon2019 Yoon2025",
    ),
    ("hydroxynorketamine antagonizes nmda_receptor_at_rest", "Suzuki2017 Abbott2020", "Zanos2016"),
    ("hydroxynorketamine permits rapid_antidepressant_behaviour", "Zanos2016", "Shirayama2018"),
    ("ketamine antagonizes nmda_receptor_pv", "Gerhard2020", "Pozzi2014"),
    ("glun2b_pyramidal inhibits mtorc1", "Miller2014", "Gerhard2020"),
    ("mtorc1 permits sustained_antidepressant_behaviour", "Li2010", "Abdallah2020"),
    ("bdnf_release permits rapid_antidepressant_behaviour", "Autry2011", "Lindholm2012"),
    ("ketamine potentiates trkb", "Casarotto2021", "Lindholm2012"),
    ("small_trkb_agonist activates trkb", "", "Boltaev2017 Pankiewicz2021"),
    ("ketamine increases prefrontal_connectivity", "Abdallah2017", "Kraus2020"),
    ("major_depression correlates_with default_mode_network", "", "Tozzi2021"),
    ("expectancy modulates depressive_symptoms", "Lii2023", "Jelovac2025"),
    ("benzodiazepine modulates depressive_symptoms", "Andrashko2020", "Diekamp2021"),
    ("lateral_habenula_firing decreases sustained_antidepressant_behaviour", "Ma2023", "Zhou2021"),
    ("bdnf_val66met modulates depressive_symptoms", "Laje2012", "Su2017"),
]
"""Edges in dispute, papers for and papers against, as the notes on the literature list them."""


@pytest.mark.parametrize(("text", "support", "against"), DISPUTES, ids=[d[0] for d in DISPUTES])
def test_a_dispute_is_shown_with_both_its_sides(text: str, support: str, against: str) -> None:
    edge = EDGES[text]
    assert set(support.split()) <= {item.ref for item in edge.evidence if item.speaks_for}
    assert set(against.split()) <= {item.ref for item in edge.evidence if item.speaks_against}
    disputed = edge.contested or edge.necessity is EdgeNecessity.CONTESTED
    assert disputed or not support


def test_where_the_effect_itself_is_disputed_two_hypotheses_say_opposite_things() -> None:
    lowers = EDGES["gaba_a_alpha5 inhibits pyramidal_firing"]
    raises = EDGES["gaba_a_alpha5 increases rapid_antidepressant_behaviour"]
    assert lowers.hypotheses == ("disinhibition",)
    assert raises.hypotheses == ("gaba_deficit",)


def test_the_effect_of_the_metabolite_is_told_both_ways() -> None:
    results = {
        ref: one.result
        for one in NET_EFFECTS
        for ref in one.refs
        if GRAPH.contents.names.every(one.treatment[0])[0].node.id == "hydroxynorketamine"
        and GRAPH.node(one.readout).id == "rapid_antidepressant_behaviour"
    }
    assert results["Zanos2016"] is Outcome.INCREASED
    assert results["Shirayama2018"] is results["Aleksandrova2020"] is Outcome.UNCHANGED


def test_open_questions_have_nodes_and_references() -> None:
    assert len(GRAPH.info.open_questions) >= 8
    for asked in GRAPH.info.open_questions:
        assert asked.nodes
        assert asked.references


def test_the_experiments_of_the_literature_are_in() -> None:
    read = {row["id"] for row in rows(FOLDER / "experiments.tsv")}
    assert len(read) == 268
    kept = read & set(EXPERIMENTS)
    assert len(kept) >= 170
    text = (km.BUNDLED / "experiments.yaml").read_text(encoding="utf-8")
    for name in read - kept:
        assert f"# {name}: " in text, f"{name} is neither in nor explained"


def test_an_experiment_is_one_result_of_one_paper() -> None:
    said = [
        (one.background, one.treatment, one.intervention, one.readout, one.species, one.timing, ref)
        for one in GRAPH.experiments
        for ref in one.refs
    ]
    assert len(said) == len(set(said))
    assert all(one.refs and one.result and one.note for one in GRAPH.experiments)


def test_net_effects_are_experiments() -> None:
    from_claims = {row["where"] for row in CLAIMS if row["became"] == "experiment"}
    assert len([one for one in NET_EFFECTS if one.id in from_claims]) >= 60


def test_every_name_of_an_experiment_is_a_node_and_its_readout_is_one() -> None:
    for one in GRAPH.experiments:
        assert GRAPH.node(one.readout)
        assert all(GRAPH.contents.names.get(name) for name in one.names)


@pytest.mark.parametrize(
    ("name", "node", "inverted"),
    [
        ("antidepressant-like behaviour", "rapid_antidepressant_behaviour", False),
        ("rapid antidepressant-like behaviour", "rapid_antidepressant_behaviour", False),
        ("sustained antidepressant-like behaviour", "sustained_antidepressant_behaviour", False),
        ("forced swim immobility", "rapid_antidepressant_behaviour", True),
        ("Montgomery-Asberg score", "depressive_symptoms", False),
        ("Montgomery-Asberg response", "depressive_symptoms", True),
        ("p70S6K phosphorylation", "p70s6k", False),
        ("eEF2 phosphorylation", "p_eef2", False),
        ("p-Akt", "akt", False),
    ],
)
def test_a_name_of_the_literature_finds_its_node(name: str, node: str, inverted: bool) -> None:
    match = GRAPH.contents.names.one(name)
    assert (match.node.id, match.inverted) == (node, inverted)


def test_the_story_runs_from_minutes_to_days() -> None:
    path = GRAPH.story().paths("ketamine", "spine density")[0]
    onsets = [edge.onset for edge in path.edges if edge.onset is not None]
    assert onsets[0] <= km.Onset.MINUTES
    assert onsets[-1] == km.Onset.DAYS
    assert path.onset == km.Onset.DAYS
