from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamech as km
from ketamech import MechanismGraph
from ketamech.model import Experiment
from ketamech.query.select import story_of
from ketamech.reasoning.answers import answers, hearings
from ketamech.reasoning.score import COMMON, DEFAULT, HINDSIGHT, WHOLE, Scorecard
from ketamech.reasoning.tally import Tally, Verdict
from ketamech.reasoning.trial import Case, Class
from ketamech.vocabulary import Outcome
from tests.made import NAMES, SUPPORT, edge, edges, graph, hypothesis, node
from tests.reasoning.experiments import experiment

OTHER = SUPPORT | {"ref": "Other2001"}


def two_stories() -> MechanismGraph:
    """Story one leads from k over a to z, story two over b; m is moved by neither."""
    return graph(
        edge("k activates a", hypotheses=["one"]),
        edge("a activates z", hypotheses=["one"]),
        edge("k activates b", hypotheses=["two"]),
        edge("b activates z", hypotheses=["two"]),
        "z inhibits w",
        "m activates n",
        info={"treatment": "k", "default_story": ["one"]},
        experiments=(
            experiment("lost-a", "k block a > z = abolished"),
            experiment("kept-b", "k block b > w = unchanged"),
            experiment("kept-m", "k block m > z = unchanged"),
            experiment("up-n", "knockout m > n = decreased"),
            experiment("still-w", "activate m > w = unchanged"),
            experiment("net-w", "k > w = decreased"),
            experiment("net-n", "k > n = increased"),
            experiment("asks", "k > z"),
        ),
    )


def said(card: Scorecard, name: str) -> dict[str, str]:
    return {answer.experiment.id: answer.plain.said for answer in card.line(name).answers}


def test_a_scorecard_that_was_worked_out_by_hand() -> None:
    card = two_stories().score()
    assert said(card, "one") == {
        "lost-a": Outcome.ABOLISHED,
        "kept-b": Case.SILENT,
        "kept-m": Outcome.UNCHANGED,
        "up-n": Outcome.DECREASED,
        "still-w": Outcome.UNCHANGED,
        "net-w": Outcome.DECREASED,
        "net-n": Outcome.UNCHANGED,
    }
    plain = card.line("one").main.plain
    assert (plain.asked, plain.covered, plain.right) == (5, 4, 4)
    assert plain.coverage == 0.8
    assert plain.agreement == plain.balanced == 1.0
    assert card.line("one").net.plain.balanced == 0.5
    whole = card.line(WHOLE).main.plain
    assert (whole.asked, whole.covered, whole.right) == (5, 5, 4)
    assert whole.shares == ((Class.LOST, 0), (Class.KEPT, 1), (Class.MOVED, 1), (Class.STILL, 1))
    assert whole.balanced == 0.75


def test_an_experiment_without_a_result_is_left_out() -> None:
    card = two_stories().score()
    assert all(one.experiment.id != "asks" for line in card.lines for one in line.answers)


def test_the_baselines_answer_the_same_experiments_as_the_story() -> None:
    main = two_stories().score().line("one").main
    assert main.always.covered == main.path.covered == main.plain.covered
    # kept-m is called lost, up-n moved up, still-w moved up; only lost-a is right
    assert main.always.right == 1
    # a path of whatever sign: lost-a and kept-m are right, up-n has the wrong sign, still-w none
    assert main.path.right == 3


def test_hindsight_adds_only_what_makes_the_figure_grow() -> None:
    made = two_stories()
    assert made.score().line(HINDSIGHT).hypotheses == ("one",)
    apart = graph(
        edge("k activates a", hypotheses=["one"]),
        edge("k activates b", hypotheses=["two"]),
        edge("b activates y", hypotheses=["two"]),
        edge("k activates c", hypotheses=["three"]),
        "a activates z",
        info={"default_story": ["one"]},
        experiments=(
            experiment("lost-a", "k block a > z = abolished"),
            experiment("gain-b", "activate b > y = increased"),
            experiment("false", "k block z > a = abolished"),
            experiment("kept", "k block b > a = unchanged"),
        ),
    )
    card = apart.score()
    assert card.line(HINDSIGHT).hypotheses == ("one", "two")
    best = card.line(HINDSIGHT).main.plain.balanced or 0.0
    assert best > (card.line(DEFAULT).main.plain.balanced or 0.0)


def test_the_confusion_matrix_counts_every_main_experiment_once() -> None:
    table = two_stories().score().confusion("one")
    rows = {row["found"]: row for row in table.to_records()}
    assert rows["lost"]["lost"] == 1
    assert rows["kept"]["silent"] == 1
    assert rows["moved down"]["moved down"] == 1
    assert sum(row[label] for row in rows.values() for label in table.columns[1:]) == 5


def test_misses_say_why() -> None:
    card = two_stories().score()
    (miss,) = [one for one in card.misses(WHOLE) if one.experiment.id == "lost-a"]
    assert miss.because == (
        "With k, Z would rise: + more K → A → Z [one]. "
        "With a blocked too, Z would rise: + more K → B → Z [two]"
    )
    because = {one.experiment.id: one.because for one in card.misses("one")}
    assert because["kept-b"] == "No causal edge of one touches the target"
    assert because["net-n"] == "With k, N would not change: nothing that moves it arrives"
    assert len(card.misses()) == len(card.misses(DEFAULT))


def test_a_loss_is_followed_along_the_chain_of_necessity() -> None:
    made = graph(
        "k activates a",
        "a activates z",
        "g permits a",
        "h permits g",
        "d antagonizes h",
        experiments=(
            experiment("by-loss", "k block h > z = unchanged"),
            experiment("by-drug", "k activate d > z = unchanged"),
        ),
    )
    alone = "With k, Z would rise: + more K → A → Z [common ground]"
    lost = "no route brings that any more: A cannot rise: it needs H"
    because = [miss.because for miss in made.score().misses()]
    assert because == [
        f"{alone}. With h blocked too, {lost}, which is blocked (H ⊸ G ⊸ A)",
        f"{alone}. With d activated too, {lost}, which D antagonizes (H ⊸ G ⊸ A)",
    ]


def test_only_names_what_no_other_story_explains_save_those_that_build_on_it() -> None:
    made = graph(
        edge("k activates a", hypotheses=["one"]),
        edge("k activates b", hypotheses=["two"]),
        edge("k activates c", hypotheses=["more"]),
        "x activates y",
        hypotheses={
            "one": hypothesis("one"),
            "two": hypothesis("two"),
            "more": hypothesis("more", "one"),
        },
        experiments=(
            experiment("of-one", "k > a = increased"),
            experiment("of-two", "k > b = increased"),
            experiment("of-more", "k > c = increased"),
            experiment("of-all", "x > y = increased"),
        ),
    )
    card = made.score()
    own = {name: [one.id for one in card.only(name)] for name in ("one", "two", "more")}
    assert own == {"one": ["of-one"], "two": ["of-two"], "more": ["of-more"]}
    with pytest.raises(km.UnknownNameError):
        card.only("three")


def test_a_line_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(km.UnknownNameError, match="one"):
        two_stories().score().line("ones")


def test_a_readout_that_several_nodes_carry_is_an_error_of_the_data() -> None:
    made = graph(
        "k activates a",
        nodes=(node("b", aliases=["fam"]), node("c", aliases=["fam"])),
        experiments=(experiment("which", "k > fam = increased"),),
    )
    with pytest.raises(km.DataError, match="which: 'fam' is carried by several nodes"):
        made.score()


def test_an_own_paper_teaches_nothing() -> None:
    made = graph(
        edge("k activates a", OTHER),
        edge("a activates z", SUPPORT, OTHER | {"necessity": "shown"}),
        "k activates z",
        experiments=(
            experiment("seen", "k block a > z = abolished"),
            experiment("read", "k block a > z = abolished", refs=["Else2002"]),
        ),
    )
    seen, read = made.score().line(WHOLE).answers
    assert seen.plain.said is read.plain.said is read.without.said is Outcome.ABOLISHED
    assert seen.without.said is Outcome.UNCHANGED


@st.composite
def scored_graphs(draw: st.DrawFn) -> MechanismGraph:
    """Random graphs whose edges rest on several papers, with experiments of the same papers."""
    papers = ("Made2000", "Other2001")
    made = tuple(
        one.replaced(
            evidence=tuple(
                item.replaced(
                    ref=draw(st.sampled_from(papers)),
                    necessity=draw(st.sampled_from([None, "shown"])),
                )
                for item in one.evidence
            )
        )
        for one in draw(edges())
    )
    name = st.sampled_from(NAMES)
    tests = []
    for place in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["block", "activate", ""]))
        treated = draw(st.booleans()) or not kind
        words = [draw(name) if treated else "", kind, draw(name) if kind else ""]
        result = "abolished" if kind and treated else "increased"
        text = f"{' '.join(filter(None, words))} > {draw(name)} = {result}"
        tests.append(experiment(f"e{place}", text, refs=[draw(st.sampled_from(papers))]))
    hypotheses = {"one": hypothesis("one"), "two": hypothesis("two", "one")}
    nodes = tuple(node(one) for one in NAMES)
    return graph(*made, nodes=nodes, hypotheses=hypotheses, experiments=tuple(tests))


def without_paper(made: MechanismGraph, one: Experiment) -> MechanismGraph:
    """The graph as it would be had nobody read the papers of an experiment."""
    kept = tuple(
        of.replaced(evidence=left)
        for of in made.edges
        if (left := tuple(item for item in of.evidence if item.ref not in one.refs))
    )
    return graph(*kept, nodes=made.nodes, hypotheses=made.contents.hypotheses, experiments=(one,))


@given(scored_graphs())
def test_leaving_a_paper_out_is_never_having_read_it(made: MechanismGraph) -> None:
    for answer in made.score().line(WHOLE).answers:
        left = without_paper(made, answer.experiment)
        (unread,) = answers(left.contents, hearings(left.contents))
        assert answer.without.said == unread.plain.said


@given(scored_graphs())
def test_a_story_scored_alone_is_its_line(made: MechanismGraph) -> None:
    card = made.score()
    for name in made.contents.hypotheses:
        if any(name in of.hypotheses for of in made.edges):
            alone = made.select(hypotheses=name).score()
            assert [line.name for line in alone.lines] == [name]
            assert alone.line(name).answers == card.line(name).answers


@given(scored_graphs())
def test_baselines_say_something_exactly_where_the_story_does(made: MechanismGraph) -> None:
    for line in made.score().lines:
        for answer in line.answers:
            covered = answer.plain.covered
            assert answer.always.covered == answer.path.covered == covered
            left = answer.without.covered
            assert answer.always_without.covered == answer.path_without.covered == left


def test_saying_the_commonest_thing_always_does_not_pay() -> None:
    found = [Outcome.ABOLISHED] * 9 + [Outcome.UNCHANGED]
    tally = Tally.of(Verdict(Outcome.ABOLISHED, one, compares=True) for one in found)
    assert (tally.agreement, tally.balanced) == (0.9, 0.5)
    assert Tally.of([]).balanced is None
    assert Tally.of([]).coverage is None


GRAPH = km.load()
CARD = GRAPH.score()


def test_the_bundled_graph_is_scored_whole_and_story_by_story() -> None:
    names = [line.name for line in CARD.lines]
    stories = [story.id for story in GRAPH.hypotheses]
    assert names == [WHOLE, DEFAULT, COMMON, *stories, HINDSIGHT]
    tested = [one.id for one in GRAPH.experiments if one.result is not None]
    for line in CARD.lines:
        assert [answer.experiment.id for answer in line.answers] == tested
        for row in (line.main, line.net):
            for tally in (row.plain, row.without):
                for share in (tally.coverage, tally.agreement, tally.balanced):
                    assert share is not None
                    assert 0 <= share <= 1
            assert row.plain.asked == row.without.asked
            assert row.always.covered == row.path.covered == row.plain.covered
            assert row.always_without.covered == row.path_without.covered == row.without.covered
    chosen, told = (CARD.line(name).main.plain.balanced for name in (HINDSIGHT, DEFAULT))
    assert chosen is not None
    assert told is not None
    assert chosen >= told


@pytest.mark.parametrize(
    "name", ["disinhibition", "direct_inhibition", "hnk", "habenula", "opioid"]
)
def test_each_story_explains_what_no_other_does(name: str) -> None:
    own = CARD.only(name)
    assert own
    right = {
        line.name: {one.experiment.id for one in line.answers if one.plain.right}
        for line in CARD.lines
    }
    for one in own:
        explaining = {story for story in GRAPH.contents.hypotheses if one.id in right[story]}
        assert name in explaining
        assert all(name in story_of(GRAPH.contents, [other]) for other in explaining)
        assert one.id in repr(CARD)


def test_every_miss_of_the_default_story_has_a_reason() -> None:
    misses = CARD.misses()
    answered = CARD.line().answers
    assert len(misses) == sum(not answer.plain.right for answer in answered)
    assert all(miss.because for miss in misses)
    wrong = [miss for miss in misses if miss.verdict.mark == "disagrees"]
    assert list(misses[: len(wrong)]) == wrong


def test_what_is_scored_is_what_the_story_alone_is_scored() -> None:
    alone = GRAPH.select(hypotheses="habenula").score()
    assert alone.line().answers == CARD.line("habenula").answers


def test_the_scorecard_is_a_table_and_a_picture(tmp_path: Path) -> None:
    assert len(CARD.to_pandas()) == len(CARD) == 2 * len(CARD.lines)
    assert "chosen with hindsight" in CARD._repr_html_()
    for suffix in (".svg", ".png", ".pdf"):
        assert CARD.draw(tmp_path / f"card{suffix}").stat().st_size > 0


@pytest.mark.parametrize("name", [WHOLE, DEFAULT, "hnk"])
def test_a_story_says_the_same_when_it_is_scored_and_when_it_is_asked(name: str) -> None:
    line = CARD.line(name)
    part = GRAPH if line.hypotheses is None else GRAPH.select(hypotheses=line.hypotheses)
    reasons = {miss.experiment.id: miss.because for miss in CARD.misses(name)}
    for answer in line.answers:
        prediction = part.predict(answer.experiment)
        assert prediction.result == answer.plain.said
        if prediction.result != "silent":
            assert reasons.get(answer.experiment.id, prediction.because) == prediction.because
