import pytest
from hypothesis import given

import ketamech as km
from ketamech.model import Edge
from ketamech.query.routes import Path
from ketamech.vocabulary import Confidence, Relation, Sign
from tests.made import AGAINST, NAMES, SUPPORT, edge, graph, node, random_graphs

GRAPH = km.load()
SECOND = SUPPORT | {"ref": "Other1999"}
REVIEW = SUPPORT | {"ref": "Review2002", "system": "review"}
MIXED = SUPPORT | {"ref": "Mixed2003", "stance": "mixed"}
DRUG = node("a", name="Drug", type="drug")
CHANNELS = node("b", name="Some channel", type="ion_channel")


def said(text: str, *evidence: dict[str, str], **fields: object) -> str:
    one = edge(text, *evidence, **fields)
    return graph(one, nodes=(DRUG, CHANNELS)).sentence(one)


@pytest.mark.parametrize(
    ("relation", "of_one", "of_several"),
    [
        ("activates", "activates", "activate"),
        ("increases", "increases", "increase"),
        ("releases", "drives", "drive"),
        ("potentiates", "potentiates", "potentiate"),
        ("agonizes", "agonizes", "agonize"),
        ("converts_to", "is converted to", "are converted to"),
        ("inhibits", "inhibits", "inhibit"),
        ("decreases", "decreases", "decrease"),
        ("antagonizes", "antagonizes", "antagonize"),
        ("permits", "gates", "gate"),
        ("modulates", "modulates", "modulate"),
        ("correlates_with", "correlates with", "correlate with"),
    ],
)
def test_each_relation_has_a_verb_that_agrees(relation: str, of_one: str, of_several: str) -> None:
    assert said(f"a {relation} c") == f"Drug {of_one} C (Made 2000)"
    assert said(f"b {relation} c") == f"Some channels {of_several} C (Made 2000)"


def test_every_relation_is_said() -> None:
    for relation in Relation:
        assert said(f"a {relation} c").startswith("Drug ")


@pytest.mark.parametrize(
    ("evidence", "confidence", "text"),
    [
        ([SUPPORT], "supported", "Drug activates C (Made 2000)"),
        ([SUPPORT, SECOND], "established", "Drug activates C (Made 2000, Other 1999)"),
        ([SUPPORT, AGAINST], "contested", "Drug activates C (Made 2000; contested: Made 2001)"),
        ([MIXED], "contested", "Drug activates C (contested: Mixed 2003)"),
        ([REVIEW], "tentative", "Reviews hold that drug activates C (Review 2002)"),
        (
            [REVIEW | {"system": "in_silico"}],
            "tentative",
            "Simulations hold that drug activates C (Review 2002)",
        ),
        ([AGAINST], "refuted", "Drug does not activate C (Made 2001)"),
        (
            [SUPPORT, REVIEW | {"stance": "refutes"}],
            "supported",
            "Drug activates C (Made 2000; but see: Review 2002)",
        ),
    ],
)
def test_each_confidence_has_its_hedge(
    evidence: list[dict[str, str]], confidence: str, text: str
) -> None:
    assert edge("a activates c", *evidence).confidence == Confidence(confidence)
    assert said("a activates c", *evidence) == text


def test_what_is_denied_agrees_with_its_subject() -> None:
    assert (
        said("b correlates_with c", AGAINST) == "Some channels do not correlate with C (Made 2001)"
    )
    assert said("a converts_to c", AGAINST) == "Drug is not converted to C (Made 2001)"


def test_steps_that_are_missing_are_owned_up_to() -> None:
    assert said("a activates c", indirect=True) == (
        "Drug activates C by steps that are not known (Made 2000)"
    )


def test_hypotheses_are_not_named() -> None:
    assert said("a activates c", hypotheses=["story"]) == said("a activates c")


def test_works_are_cited_by_first_author_and_year_each_once() -> None:
    assert said("a activates c", SUPPORT, SUPPORT) == "Drug activates C (Made 2000)"
    assert (
        said("a activates c", SUPPORT | {"ref": "DelRio2000b"}) == "Drug activates C (DelRio 2000b)"
    )
    assert said("a activates c", SUPPORT | {"ref": "Anonymous"}) == "Drug activates C (Anonymous)"
    reference = GRAPH.references["Deyama2019a"]
    one = edge("a activates c", SUPPORT | {"ref": "Deyama2019a"})
    made = graph(one, references={reference.key: reference})
    assert made.sentence(one).endswith("(Deyama 2019a)")


def test_an_edge_of_another_graph_is_refused() -> None:
    with pytest.raises(km.UnknownNodeError, match="'x'"):
        graph("a activates b").sentence(edge("x activates b"))


def sentences(*edges: str | Edge, source: str = "a", target: str = "e") -> list[str]:
    """The sentences of the best path of a graph."""
    path = graph(*edges).paths(source, target)[0]
    assert path.sentence() == path.graph.sentence(path)
    return path.sentence().removesuffix(".").split(". ")


def test_a_path_of_one_step_is_its_sentence() -> None:
    assert sentences("a inhibits e") == ["A inhibits E (Made 2000)"]


def test_a_path_chains_its_steps_and_ends_with_its_direction() -> None:
    assert sentences("a inhibits b", "b inhibits e") == [
        "A inhibits B (Made 2000), which inhibits E (Made 2000)",
        "So A raises E",
    ]
    assert sentences("a activates b", "b activates c", "c inhibits e") == [
        "A activates B (Made 2000), which activates C (Made 2000)",
        "C inhibits E (Made 2000)",
        "So A lowers E",
    ]


def test_a_hedge_stands_inside_a_chain() -> None:
    chain = sentences("a activates b", edge("b activates e", REVIEW))[0]
    assert chain.endswith(", which, reviews hold, activates E (Review 2002)")


@pytest.mark.parametrize(
    ("first", "second", "end"),
    [
        ("activates", "permits", "So E can respond only while A is intact"),
        ("antagonizes", "permits", "So A keeps E from responding"),
        ("modulates", "permits", "So A acts on whether E can respond"),
        ("activates", "modulates", "So A acts on E, in a direction that is not known"),
    ],
)
def test_gates_and_unknown_directions_promise_nothing(first: str, second: str, end: str) -> None:
    assert sentences(f"a {first} b", f"b {second} e")[-1] == end


def test_a_loop_acts_on_itself() -> None:
    [loop] = graph("a activates b", "b inhibits a").loops()
    assert loop.path.sentence().endswith("So A lowers itself.")


def test_a_path_without_edges_says_nothing() -> None:
    made = graph("a activates b")
    assert Path((made.node("a"),), (), made).sentence() == ""


@given(random_graphs())
def test_a_path_is_four_sentences_at_most_and_cites_every_step(made: km.MechanismGraph) -> None:
    for name in NAMES:
        for item in made.downstream(name):
            told = item.path.sentence().removesuffix(".").split(". ")
            assert len(told) == 1 if item.steps == 1 else 2 <= len(told) <= 4
            assert item.path.sentence().count("(Made ") == item.steps
            if item.steps > 1 and item.effect in (Sign.PLUS, Sign.MINUS):
                verb = "raises" if item.effect is Sign.PLUS else "lowers"
                assert told[-1] == f"So {name.upper()} {verb} {item.node.name}"


def test_every_edge_of_the_bundled_graph_cites_all_its_works() -> None:
    for one in GRAPH.edges:
        text = GRAPH.sentence(one)
        for key in one.references:
            author = GRAPH.references[key].author[0]
            assert f"{author.family or author.literal} {GRAPH.references[key].year}" in text
        assert text.count("(") == text.count(")")
