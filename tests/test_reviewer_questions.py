"""Ten questions that a reviewer would ask of the bundled graph, and what it answers."""

import ketamech as km
from ketamech.model import Experiment
from ketamech.vocabulary import Onset, Outcome, Relation, Sign, Stance, System

GRAPH = km.load()
STORY = GRAPH.story()
EDGES = {str(edge): edge for edge in GRAPH.edges}


def sides(text: str) -> tuple[set[str], set[str]]:
    """Papers for and against an edge."""
    evidence = EDGES[text].evidence
    return (
        {item.ref for item in evidence if item.speaks_for},
        {item.ref for item in evidence if item.speaks_against},
    )


def acts_on(*names: str, relation: Relation | None = None) -> set[str]:
    """Ids of the nodes that a drug acts on by one step, refuted steps left out."""
    wanted = {GRAPH.node(name).id for name in names}
    return {
        edge.target
        for edge in GRAPH.edges
        if edge.source in wanted
        and edge.confidence is not km.Confidence.REFUTED
        and relation in (None, edge.relation)
    }


def given_alone(drug: str) -> list[Experiment]:
    """Experiments that give one drug and do nothing else."""
    return [
        one
        for one in GRAPH.experiments
        if one.intervention is None and [GRAPH.node(name).id for name in one.treatment] == [drug]
    ]


def relief(one: Experiment) -> bool:
    """True of an experiment that reads an antidepressant effect or the symptoms of patients."""
    return GRAPH.node(one.readout).id in {
        "rapid_antidepressant_behaviour",
        "sustained_antidepressant_behaviour",
        "depressive_symptoms",
    }


def test_which_edges_are_contested_and_by_whom() -> None:
    contested = [edge for edge in GRAPH.edges if edge.contested]
    assert len(contested) >= 20
    for edge in contested:
        support, against = sides(str(edge))
        assert support
        assert against
    support, against = sides("mu_opioid_receptor permits depressive_symptoms")
    assert {"Williams2018", "Jelen2025"} <= support
    assert {"Yoon2019", "Yoon2025"} <= against
    support, against = sides("ketamine antagonizes nmda_receptor_pv")
    assert (support, against) == ({"Gerhard2020"}, {"Pozzi2014"})


def test_what_the_habenula_arm_bypasses() -> None:
    habenula = GRAPH.select(hypotheses="habenula")
    arm = habenula.paths("ketamine", "rapid antidepressant effect")[0]
    assert "lateral_habenula_firing" in {node.id for node in arm.nodes}
    assert arm.sign is Sign.PLUS
    long_way = STORY.paths("ketamine", "spine density")[0]
    bypassed = {node.id for node in long_way.nodes} - {node.id for node in arm.nodes}
    assert {"gaba_release", "extracellular_glutamate", "ampa_receptor"} <= bypassed
    assert {"bdnf_release", "trkb", "mtorc1", "synaptogenesis"} <= bypassed


def test_which_drugs_share_the_target_of_ketamine_and_not_its_effect() -> None:
    targets = acts_on("ketamine", relation=Relation.ANTAGONIZES)
    shares = {
        node.id
        for node in GRAPH.nodes
        if node.type is km.NodeType.DRUG
        and node.id != "ketamine"
        and targets & acts_on(node.id, relation=Relation.ANTAGONIZES)
    }
    fails = {
        drug
        for drug in shares
        if any(relief(one) and one.result is Outcome.UNCHANGED for one in given_alone(drug))
    }
    assert {"memantine", "lanicemine", "mk_0657"} <= fails
    assert {"mk801", "traxoprodil", "nitrous_oxide"} <= shares - fails
    assert "scopolamine" not in shares


def test_what_differs_between_the_r_and_the_s_arm() -> None:
    only_s = acts_on("esketamine") - acts_on("arketamine")
    only_r = acts_on("arketamine") - acts_on("esketamine")
    assert {"mu_opioid_receptor", "kappa_opioid_receptor"} <= only_s
    assert {"r_norketamine", "tgf_beta1"} <= only_r
    assert {"nmda_receptor_pyramidal"} <= acts_on("esketamine") & acts_on("arketamine")
    assert "hydroxynorketamine" in GRAPH.downstream("arketamine")
    assert "hydroxynorketamine" not in GRAPH.downstream("esketamine")


def test_which_steps_rest_on_rodents_alone() -> None:
    people = {str(edge) for edge in GRAPH.select(species="human").edges}
    path = STORY.paths("ketamine", "spine density")[0]
    animals_alone = [str(edge) for edge in path.edges if str(edge) not in people]
    assert "ampa_receptor activates l_type_channel" in animals_alone
    assert "nmda_receptor_gaba activates gaba_interneuron_firing" in animals_alone
    assert "mu_opioid_receptor permits depressive_symptoms" in people


def test_which_claims_did_humans_refute() -> None:
    refuted = {
        str(edge): {item.ref for item in edge.evidence if item.stance is Stance.REFUTES}
        for edge in GRAPH.edges
        if any(
            item.system is System.HUMAN and item.stance is Stance.REFUTES for item in edge.evidence
        )
    }
    assert refuted["mtorc1 permits sustained_antidepressant_behaviour"] == {"Abdallah2020"}
    assert refuted["synaptogenesis increases synapse_density"] == {"Holmes2022"}
    assert "Kraus2020" in refuted["ketamine increases prefrontal_connectivity"]
    assert "Williams2018" in refuted["dissociation decreases depressive_symptoms"]
    assert "ampa_receptor activates l_type_channel" not in refuted


def test_what_is_known_within_the_first_hour() -> None:
    reach = STORY.downstream("ketamine")
    early = {item.node.id for item in reach if item.onset and item.onset <= Onset.MINUTES}
    assert {"nmda_receptor_gaba", "gaba_release", "extracellular_glutamate"} <= early
    assert {"ampa_receptor", "bdnf_release"} <= early
    assert not {"spine_density", "synapse_density", "sustained_antidepressant_behaviour"} & early


def test_what_val66met_touches() -> None:
    reach = GRAPH.downstream("Val66Met")
    assert acts_on("Val66Met") >= {"bdnf_release", "depressive_symptoms"}
    assert reach["BDNF release"].effect is Sign.MINUS
    for name in ("TrkB", "mTORC1", "spine density", "antidepressant effect"):
        assert name in reach


def test_which_readouts_have_both_a_positive_and_a_negative_human_trial() -> None:
    found: dict[str, set[str]] = {}
    for one in given_alone("ketamine"):
        if one.species and "human" in one.species:
            moved = "still" if one.result is Outcome.UNCHANGED else "moved"
            found.setdefault(GRAPH.node(one.readout).id, set()).add(moved)
    both = {readout for readout, results in found.items() if len(results) > 1}
    assert {"depressive_symptoms", "suicidal_ideation", "prefrontal_connectivity"} <= both
    assert "dissociation" not in both


def test_where_inflammation_enters() -> None:
    reach = GRAPH.downstream("LPS")
    assert {"il_6", "microglia", "rapid_antidepressant_behaviour"} <= {i.node.id for i in reach}
    assert reach["antidepressant effect"].effect is Sign.MINUS
    assert GRAPH.downstream("cytokines")["kynurenine"].effect is Sign.PLUS
    for marker in ("cytokines", "crp"):
        edge = EDGES[f"{marker} correlates_with depressive_symptoms"]
        assert edge.confidence is km.Confidence.REFUTED
