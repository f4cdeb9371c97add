import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ketamech as km
from ketamech.language.ask import FORMS, Answer
from ketamech.language.words import SYNONYMS
from ketamech.vocabulary import Outcome
from tests.made import AGAINST, SUPPORT, edge, graph, node

GRAPH = km.load()

PHRASINGS = {
    "what lies downstream of X": [
        "what lies downstream of AMPA",
        "What is downstream of the AMPA receptors?",
        "downstream of AMPA",
        "Show me everything downstream of AMPA receptor.",
        "What does AMPA act on?",
        "what do AMPA receptors affect",
        "What is influenced by AMPA?",
    ],
    "what is upstream of X": [
        "What is upstream of BDNF?",
        "what lies upstream of the BDNF release",
        "What’s upstream of “BDNF”?",
        "What acts on BDNF?",
        "what regulates BDNF",
        "WHAT LEADS TO BDNF",
    ],
    "what raises X": ["What raises BDNF?", "what else can increase BDNF release"],
    "what lowers X": ["What lowers depressive symptoms?", "what does reduce depressive symptoms"],
    "how does X reach Y": [
        "how does ketamine reach synaptogenesis",
        "How does ketamine increase synaptogenesis?",
        "Why does ketamine affect synapse formation?",
        "what are the paths from ketamine to synaptogenesis",
        "routes between ketamine and synaptogenesis",
        "what lies between ketamine and synaptogenesis?",
    ],
    "does X raise Y": [
        "does ketamine raise glutamate",
        "Can ketamine increase extracellular glutamate?",
        "Is glutamate elevated by ketamine?",
        "would ketamine boost the glutamate levels?",
    ],
    "does X lower Y": [
        "Does NBQX lower BDNF?",
        "does NBQX reduce BDNF release",
        "Is BDNF suppressed by NBQX?",
        "does NBQX inhibit the BDNF",
    ],
    "does X affect Y": ["does stress affect mTORC1?", "Is mTORC1 changed by stress?"],
    "what if X is blocked": [
        "what if AMPA receptors are blocked",
        "What happens if the AMPA receptor is antagonised?",
        "What happens when AMPA receptors are inhibited?",
        "what if AMPA receptor were knocked out",
        "what if we block AMPA receptors",
        "what happens without AMPA",
    ],
    "what if X is raised": [
        "what if ketamine is given",
        "What happens if ketamine is infused?",
        "what happens when we give ketamine",
    ],
    "what if X is raised and Y is blocked": [
        "What if ketamine is given and TrkB is blocked?",
        "what happens if TrkB is lost but ketamine is given",
        "what does ketamine do without TrkB?",
    ],
    "what if X is raised with Y": ["What if ketamine is given after naltrexone?"],
    "what does X abolish": ["what does naltrexone abolish", "What is prevented by naltrexone?"],
    "what does X abolish of Y": [
        "what does naltrexone abolish of ketamine",
        "Which effects of ketamine does naltrexone block?",
        "which of the effects of ketamine does naltrexone prevent",
    ],
    "which hypothesis explains E": [
        "which hypothesis explains nosyreva-eef2k",
        "What theories predict nosyreva-eef2k?",
        "which hypothesis explains the eEF2K knockout",
        "which story agrees with eEF2 kinase in synaptic potentiation?",
    ],
    "what is contested about X": [
        "what is contested about HNK",
        "What is disputed about the HNK?",
        "where do papers disagree on HNK",
        "Is HNK controversial?",
        "What is contested?",
        "which edges are contested about the opioid hypothesis",
    ],
    "what are the open questions about X": [
        "what are the open questions",
        "Which questions remain unanswered?",
        "what is unknown about naltrexone",
        "What are the open questions about rapamycin?",
    ],
    "what is known about T": [
        "what is known about TrkB",
        "What do we know about the TrkB receptor?",
        "tell me about TrkB",
        "What is TrkB?",
        "show naltrexone antagonizes mu-opioid receptor",
        "what is known about Autry2011",
        "describe the lateral habenula firing",
    ],
}
ASKED = [(form, question) for form, questions in PHRASINGS.items() for question in questions]


@pytest.mark.parametrize(("form", "question"), ASKED, ids=[question for _, question in ASKED])
def test_a_question_is_read_in_its_form(form: str, question: str) -> None:
    answer = GRAPH.ask(question)
    assert answer.form == form
    assert answer.text.endswith((".", ")"))
    assert len(answer.result) > 0


def test_phrasings_of_one_question_have_one_answer() -> None:
    for form in (
        "how does X reach Y",
        "does X raise Y",
        "does X lower Y",
        "what does X abolish of Y",
    ):
        assert len({GRAPH.ask(question).text for question in PHRASINGS[form]}) == 1


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.asks)
def test_each_form_answers_its_own_example(form: Any) -> None:
    assert GRAPH.ask(form.example).form == form.asks
    assert set(PHRASINGS) == {one.asks for one in FORMS}


def test_an_answer_sums_up_the_query_that_it_stands_for() -> None:
    assert GRAPH.ask("what lies downstream of AMPA").result == GRAPH.downstream("AMPA")
    assert GRAPH.ask("what is upstream of BDNF").result == GRAPH.upstream("BDNF")
    reached = GRAPH.ask("how does ketamine reach TrkB")
    assert reached.result[0] == GRAPH.paths("ketamine", "TrkB")[0]
    assert reached.text.startswith(reached.result[0].sentence())
    [item] = GRAPH.ask("does NBQX lower BDNF").result
    assert item == GRAPH.downstream("NBQX")["BDNF"]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("does a raise c", "Yes: A activates C"),
        ("does a lower c", "No, it raises it: A activates C"),
        ("does a affect c", "Yes, it raises it:"),
        ("does a raise d", "No, it lowers it: A inhibits D"),
        ("does a lower d", "Yes:"),
        ("does a raise e", "Both: equally good routes disagree. One of them: A "),
        ("does a raise f", "In a direction that is not known: A modulates F"),
        ("does a raise g", "Only as a gate: A gates G"),
        ("does c raise a", "The graph does not say: no causal route leads from C to A."),
        ("how does c reach a", "The graph does not say: no causal route leads from C to A."),
        ("does a raise anti-c", "No, it lowers it: A activates C"),
        ("does anti-c raise a", "The graph does not say: no causal route leads from anti-c to A."),
    ],
)
def test_a_verdict_says_what_the_best_routes_bring(question: str, begins: str) -> None:
    made = graph(
        "a activates c", "a inhibits d", "c activates e", "d activates e",
        "a modulates f", "a permits g",
        nodes=(node("c", inverse_aliases=["anti-c"]),),
    )  # fmt: skip
    assert made.ask(question).text.startswith(begins)


def test_a_name_that_counts_the_other_way_is_owned_up_to() -> None:
    text = GRAPH.ask("does ketamine lower forced swim immobility").text
    assert text.startswith("Yes:")
    assert "(Forced swim immobility counts the rapid antidepressant effect the other way.)" in text


def test_several_targets_are_answered_one_by_one() -> None:
    made = graph("a activates b", "a inhibits c")
    answer = made.ask("Does a raise b and c?")
    assert answer.text.startswith("Yes: A activates B")
    assert "No, it lowers it: A inhibits C" in answer.text
    assert [item.node.id for item in answer.result] == ["b", "c"]


def test_what_if_says_which_outcomes_are_shut() -> None:
    story = GRAPH.story()
    text = story.ask("what if ketamine is given and mTORC1 is blocked").text
    assert "shut, among them the antidepressant effect at 24 h+." in text
    assert "the rapid antidepressant effect (raised" in text
    same = story.ask("what happens if I give ketamine after rapamycin")
    assert same.form == "what if X is raised with Y"


def test_a_story_is_known_by_the_word_hypothesis_too() -> None:
    told = GRAPH.ask("What is known about the opioid hypothesis?").text
    assert told == GRAPH.ask("What is known about opioid?").text


def test_what_is_not_told_of_a_dispute_is_counted() -> None:
    answer = GRAPH.ask("what is contested about HNK")
    assert answer.text.startswith("4 of ")
    assert answer.text.endswith(" 1 other is contested too.")


def test_another_route_of_the_other_sign_is_owned_up_to() -> None:
    made = graph("a activates c", "a activates b", "b inhibits c")
    assert made.ask("does a raise c").text.endswith("Another route brings the other sign.")


def recorded(monkeypatch: pytest.MonkeyPatch, question: str) -> tuple[dict[str, Any], Answer]:
    """What a question hands to `perturb`, and its answer."""
    GRAPH.ask("what if ketamine is given")
    module, handed = sys.modules["ketamech.reasoning.perturb"], {}
    inner = module.perturb

    def perturb(made: km.MechanismGraph, **acts: list[str]) -> Any:
        handed.update({act: list(names) for act, names in acts.items() if names})
        return inner(made, **acts)

    monkeypatch.setattr(module, "perturb", perturb)
    return handed, GRAPH.ask(question)


@pytest.mark.parametrize(
    ("question", "acts"),
    [
        ("what if AMPA is blocked", {"decrease": ["AMPA"]}),
        ("what if AMPA and TrkB are blocked", {"decrease": ["AMPA", "TrkB"]}),
        ("what if AMPA is activated", {"increase": ["AMPA"]}),
        ("what if ketamine is given with NBQX", {"increase": ["ketamine", "NBQX"]}),
        (
            "what if ketamine is given and TrkB is blocked",
            {"increase": ["ketamine"], "block": ["TrkB"]},
        ),
        ("what if NMDA receptors are blocked", {"decrease": ["NMDA receptors"]}),
    ],
)
def test_what_if_hands_on_what_is_done(
    monkeypatch: pytest.MonkeyPatch, question: str, acts: dict[str, list[str]]
) -> None:
    handed, answer = recorded(monkeypatch, question)
    assert handed == acts
    assert ("asked as decrease=" in answer.text) == ("decrease" in acts)


def test_an_abolition_is_of_the_treatment_of_the_graph_unless_told() -> None:
    told = GRAPH.ask("what does naltrexone abolish of ketamine")
    assert GRAPH.ask("what does naltrexone abolish").text == told.text
    assert told.text.startswith("Of ")
    with pytest.raises(km.UsageError, match="what does X abolish of Y"):
        graph("a activates b").ask("what does a abolish")


def test_hypotheses_that_agree_are_named() -> None:
    answer = GRAPH.ask("which hypothesis explains naltrexone-human-depression")
    [item] = answer.result
    assert item.agree == ("opioid",)
    assert "opioid agrees; " in answer.text
    assert not item.common_ground
    assert {*item.agree, *item.disagree, *item.undecided} == {one.id for one in GRAPH.hypotheses}


def test_a_narrowed_graph_asks_the_hypotheses_of_its_story() -> None:
    one = km.Experiment(id="c-on-d", treatment=("c",), readout="d", result=Outcome.INCREASED)
    made = graph(
        edge("c activates d", hypotheses=["one"]),
        edge("a activates b", hypotheses=["two"]),
        experiments=(one,),
    )
    [whole] = made.ask("which hypothesis explains c-on-d").result
    assert (whole.agree, whole.disagree, whole.undecided) == (("one",), (), ("two",))
    answer = made.select(hypotheses="two").ask("which hypothesis explains c-on-d")
    assert answer.text == "c-on-d: no hypothesis agrees; 1 hypothesis says nothing."
    assert answer.result[0].undecided == ("two",)


def test_of_several_targets_those_that_a_narrowed_graph_has_are_lost() -> None:
    lost = km.Experiment.model_validate(
        {
            "id": "b-lost",
            "treatment": "a",
            "intervention": {"target": ["b", "elsewhere"], "kind": "knockout", "agent": "k"},
            "readout": "c",
            "result": "abolished",
        }
    )
    made = graph(
        "a activates b", "b activates c", edge("a activates elsewhere", hypotheses=["other"]),
        edge("c activates d", hypotheses=["one"]), experiments=(lost,),
    )  # fmt: skip
    [item] = made.select(hypotheses="one").ask("which hypothesis explains b-lost").result
    assert (item.agree, item.undecided) == (("one",), ())
    assert made.select(hypotheses="one").predict("b-lost").agrees


def test_what_raises_and_what_lowers_are_parted_by_effect() -> None:
    made = graph("a activates c", "b inhibits c", "d permits c")
    assert made.ask("what raises c").text == "1 node raises C: A (Made 2000)."
    assert made.ask("what lowers c").text == "1 node lowers C: B (Made 2000)."
    assert made.ask("what raises a").text == "Nothing in the graph raises A."


def test_words_find_an_experiment_by_any_name_of_its_nodes() -> None:
    by_words = GRAPH.ask("which hypothesis explains Nosyreva2013 eEF2K potentiation").result
    assert "nosyreva-eef2k" in {item.experiment.id for item in by_words}
    assert (
        "No experiment says knockout of this"
        in GRAPH.ask("which hypothesis explains the eEF2K knockout").text
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("some unicorn", "no experiment of the graph holds all words of 'some unicorn'"),
        ("ketamine", r"experiments hold the words 'ketamine' \(write more words"),
        ("the experiment", "no experiment of the graph"),
    ],
)
def test_an_experiment_that_words_do_not_tell_is_refused(words: str, message: str) -> None:
    with pytest.raises(km.UsageError, match=message):
        GRAPH.ask(f"which hypothesis explains {words}")


def test_contested_edges_cite_both_sides() -> None:
    made = graph(edge("a activates b", SUPPORT, AGAINST), "a activates c", "c activates d")
    assert made.ask("what is contested about b").text == (
        "1 of 1 edge of B is contested. A activates B (Made 2000; contested: Made 2001)."
    )
    assert made.ask("what is contested").text.startswith("1 of 3 edges of the graph is contested.")
    assert made.ask("what is contested about d").text == "Of 1 edge of D, none is contested."


def test_a_family_is_contested_as_a_whole_and_asked_for_one() -> None:
    assert len(GRAPH.ask("what is contested about NMDA receptors").result) > 1
    with pytest.raises(km.AmbiguousNodeError, match="nmda_receptor_gaba"):
        GRAPH.ask("what lies downstream of the NMDA receptors")


def test_open_questions_are_cited_or_said_to_be_none() -> None:
    assert GRAPH.ask("what are the open questions").text.count("\n") + 1 == len(
        GRAPH.info.open_questions
    )
    assert graph("a activates b").ask("what are the open questions").text == (
        "The graph names no open question."
    )


def test_nothing_is_said_plainly() -> None:
    made = graph("a activates b")
    assert made.ask("what lies downstream of b").text == "Nothing lies downstream of B."
    assert made.ask("what is upstream of b").text == (
        "Upstream of B lies 1 node: A (raising; Made 2000)."
    )


def test_an_answer_prints_shows_and_draws() -> None:
    answer = GRAPH.ask("how does NBQX reach BDNF release")
    assert str(answer) == repr(answer) == answer.text
    assert answer._repr_html_().startswith("<p style='white-space:pre-line'>NBQX antagonizes")
    assert "<table>" in answer._repr_html_()
    with pytest.raises(km.DrawingError, match="has no picture"):
        GRAPH.ask("what are the open questions").draw()


def test_an_answer_draws_its_result(tmp_path: Any) -> None:
    picture = GRAPH.ask("how does NBQX reach BDNF release").draw(tmp_path / "path.svg")
    assert picture.read_text(encoding="utf-8").startswith("<")


def test_html_of_strangers_names_is_escaped() -> None:
    nasty = node("b", name="<script>x</script>")
    shown = graph("a activates b", nodes=(nasty,)).ask("what lies downstream of a")
    assert "<script>" not in shown._repr_html_()


@pytest.mark.parametrize(
    "question", ["", "hello", "is there life on Mars", "downstream", "does ketamine", "what " * 50]
)
def test_a_question_that_cannot_be_read_lists_those_that_can(question: str) -> None:
    with pytest.raises(km.UsageError) as caught:
        GRAPH.ask(question)
    for form in FORMS:
        assert form.asks in str(caught.value)
        assert form.example in str(caught.value)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(km.UnknownNodeError, match="'AMPAA'; did you mean AMPA"):
        GRAPH.ask("what lies downstream of AMPAA")


ERRORS = (km.UsageError, km.UnknownNodeError, km.AmbiguousNodeError)
VOCABULARY = sorted(
    {word for row in SYNONYMS.values() for word in row}
    | {word for one in FORMS for line in one.patterns for word in line.replace("?", "").split()}
    | {"ketamine", "AMPA", "NMDA receptor", "TrkB", "BDNF release", "immobility", "the", "eEF2K"}
)


def answers_or_refuses(question: str) -> None:
    try:
        answer = GRAPH.ask(question)
    except ERRORS:
        return
    assert answer.text
    assert answer._repr_html_()


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=300))
def test_any_text_is_answered_or_refused(question: str) -> None:
    answers_or_refuses(question)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(VOCABULARY), max_size=45).map(" ".join))
def test_any_words_of_the_grammar_are_answered_or_refused(question: str) -> None:
    answers_or_refuses(question)


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from([pattern for form in FORMS for pattern in form.patterns]),
    st.lists(st.sampled_from([node.name for node in GRAPH.nodes]), min_size=2, max_size=2),
    st.data(),
)
def test_every_pattern_with_any_names_is_answered_or_refused(
    pattern: str, names: list[str], data: st.DataObject
) -> None:
    words = []
    for piece in pattern.split():
        if piece.endswith("?") and data.draw(st.booleans()):
            continue
        word = data.draw(st.sampled_from(sorted(piece.removesuffix("?").split("|"))))
        chosen = {"X": names[0], "Y": names[1], "T": names[0], "E": names[0]}
        row = sorted(SYNONYMS[word[1:-1]]) if word.startswith("<") else [chosen.get(word, word)]
        words.append(data.draw(st.sampled_from(row)))
    answers_or_refuses(" ".join(words))


@pytest.mark.parametrize("word", ["raise", "is", "and", "the", "of", "receptor", "what", "AMPA"])
def test_one_word_over_and_over_does_not_hang(word: str) -> None:
    for start in ("does", "what if", "what is", "how does", ""):
        answers_or_refuses(f"{start} {' '.join([word] * 37)}")


def test_the_page_lists_the_forms_that_there_are() -> None:
    page = Path(__file__).parents[2] / "docs" / "asking.md"
    rows = [line.split(" | ") for line in page.read_text(encoding="utf-8").splitlines()]
    listed = [(row[0].removeprefix("| "), row[1]) for row in rows if len(row) == 3]
    assert [(one.asks, one.example) for one in FORMS] == [
        pair for pair in listed if pair != ("form", "an example")
    ]
