import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamech.vocabulary import NODE_TYPES, RELATIONS, Arrowhead, NodeType, Onset, Relation, Sign

signs = st.sampled_from([Sign.PLUS, Sign.MINUS, Sign.UNKNOWN, Sign.GATE, Sign.BOTH])


def test_every_relation_and_every_type_has_its_row() -> None:
    assert set(RELATIONS) == set(Relation)
    assert set(NODE_TYPES) == set(NodeType)


def test_the_arrowhead_follows_the_sign() -> None:
    head = {
        Sign.PLUS: Arrowhead.TRIANGLE,
        Sign.MINUS: Arrowhead.BAR,
        Sign.GATE: Arrowhead.CIRCLE,
        Sign.UNKNOWN: Arrowhead.DIAMOND,
        Sign.NONE: Arrowhead.NONE,
    }
    assert all(info.head is head[info.sign] for info in RELATIONS.values())


def test_only_correlation_is_not_causal() -> None:
    assert [name for name, info in RELATIONS.items() if not info.causal] == ["correlates_with"]


@given(signs, signs, signs)
def test_signs_multiply_in_any_order(a: Sign, b: Sign, c: Sign) -> None:
    assert a * b is b * a
    assert (a * b) * c is a * (b * c)
    assert a * Sign.PLUS is a


def test_two_inhibitions_raise() -> None:
    assert Sign.MINUS * Sign.MINUS is Sign.PLUS


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ([Sign.PLUS], Sign.PLUS),
        ([Sign.PLUS, Sign.MINUS], Sign.BOTH),
        ([Sign.PLUS, Sign.UNKNOWN], Sign.UNKNOWN),
        ([Sign.PLUS, Sign.MINUS, Sign.UNKNOWN], Sign.BOTH),
    ],
)
def test_equally_good_routes_that_disagree_are_ambiguous(several: list[Sign], one: Sign) -> None:
    assert Sign.of(several) is one


def test_a_true_minus_is_read_and_printed() -> None:
    assert Sign("−") is Sign.MINUS
    assert Sign.MINUS.symbol == "−"


def test_onsets_are_ordered_by_time() -> None:
    assert Onset.highest([Onset.HOURS, Onset.SECONDS]) is Onset.HOURS
    assert Onset.highest([]) is None


def test_ordered_words_compare_by_their_place_and_not_by_their_letters() -> None:
    assert Onset.SECONDS < Onset.MINUTES < Onset.HOURS < Onset.DAYS <= Onset.DAYS < Onset.WEEKS
    assert Onset.DAYS > Onset.MINUTES >= Onset.MINUTES
    assert sorted(Onset) == list(Onset)
    with pytest.raises(TypeError):
        assert Onset.DAYS < 3
