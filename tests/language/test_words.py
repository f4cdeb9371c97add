import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ketamech as km
from ketamech.language.words import find_name, find_names, fitted, stems, words_of

NAMES = km.load().contents.names


def test_punctuation_quotes_and_contractions_are_taken_off() -> None:
    assert words_of("What’s  “upstream” of L-655,708?!") == [
        "What",
        "is",
        "upstream",
        "of",
        "L-655,708",
    ]
    assert words_of("(R)-norketamine.") == ["(R)-norketamine"]
    assert words_of(" ?! ") == []


def test_a_slot_takes_words_and_a_pattern_takes_all() -> None:
    assert list(fitted("<do> X <raise> Y", words_of("Does a drug raise B c?"))) == [
        {"X": "a drug", "Y": "B c"}
    ]
    assert list(fitted("<do> X <raise> Y", words_of("Does a drug raise?"))) == []


def test_every_way_to_part_the_words_is_tried() -> None:
    found = list(fitted("X and Y", words_of("a and b and c")))
    assert found == [{"X": "a", "Y": "b and c"}, {"X": "a and b", "Y": "c"}]


def test_a_word_with_a_question_mark_may_be_left_out() -> None:
    assert list(fitted("show me? X", ["show", "TrkB"])) == [{"X": "TrkB"}]
    assert list(fitted("show me? X", ["show", "me", "TrkB"])) == [{"X": "TrkB"}, {"X": "me TrkB"}]


def test_articles_do_not_matter_between_words() -> None:
    assert list(
        fitted("<which> <be> <open> questions", words_of("What are the open questions?"))
    ) == [{}]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("AMPA", "ampa_receptor"),
        ("the AMPA receptors", "ampa_receptor"),
        ("TrkB receptors", "trkb"),
        ("mTORC1 signalling", "mtorc1"),
        ("the drug NBQX", "nbqx"),
        ("mu-opioid", "mu_opioid_receptor"),
        ("loss of righting reflex", "loss_of_righting"),
    ],
)
def test_a_name_is_found_among_idle_words(text: str, name: str) -> None:
    assert NAMES.one(find_name(NAMES, text)).node.id == name


def test_the_longest_name_is_meant() -> None:
    assert NAMES.one(find_name(NAMES, "the BDNF receptor")).node.id == "trkb"


def test_a_word_that_means_something_is_not_skipped() -> None:
    with pytest.raises(km.UnknownNodeError, match="AMPA antibodies"):
        find_name(NAMES, "the AMPA antibodies")


def test_several_names_are_joined_by_and() -> None:
    assert find_names(NAMES, "AMPA, TrkB and the VEGF") == ("AMPA", "TrkB", "VEGF")
    assert find_names(NAMES, "MSK1 and RSK") == ("MSK1 and RSK",)


@settings(deadline=None)
@given(st.sampled_from([name for name in NAMES._written if NAMES.get(name)]))
def test_every_name_of_the_graph_finds_its_own_nodes(name: str) -> None:
    assert NAMES.get(find_name(NAMES, f"the {name}")) in (NAMES.get(name), NAMES.get(f"the {name}"))


@given(st.text(max_size=60))
def test_stems_take_any_text(text: str) -> None:
    assert all(stem == stem.casefold() and stem for stem in stems(text))
