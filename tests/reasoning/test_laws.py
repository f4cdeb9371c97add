"""What holds of every graph and of every perturbation of it."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

import ketamech as km
from ketamech.reasoning.response import Response
from ketamech.vocabulary import Onset, Relation, Sign
from tests.made import NAMES, graph, node
from tests.reasoning.brute import needs, solve, unknown
from tests.reasoning.made import ACTS, Acts, acts, edges, graphs, nodes, perturbed


def levels(response: Response) -> dict[str, Sign]:
    return {name: response.level(name) for name in NAMES}


@given(graphs(), acts(), st.sampled_from([None, *Onset]))
def test_the_answer_is_that_of_a_brute_force_reading_of_the_semantics(
    made: km.MechanismGraph, done: Acts, within: Onset | None
) -> None:
    response = perturbed(made, done, within)
    solved = solve(made, done, within or Onset.WEEKS)
    assert {name: response.signs(name) for name in NAMES} == solved.levels
    assert {name for name in NAMES if response.shut(name)} == solved.shut


@given(edges(), acts(), st.randoms())
def test_the_order_of_edges_changes_nothing(
    made: tuple[km.Edge, ...], done: Acts, chance: Random
) -> None:
    turned = list(made)
    chance.shuffle(turned)
    first = perturbed(graph(*made, nodes=nodes()), done)
    assert first == perturbed(graph(*turned, nodes=nodes()), done)


@given(edges(), acts())
def test_a_node_that_nothing_touches_changes_nothing(made: tuple[km.Edge, ...], done: Acts) -> None:
    response = perturbed(graph(*made, nodes=nodes()), done)
    with_more = perturbed(graph(*made, nodes=(*nodes(), node("aa"))), done)
    assert response == with_more
    assert with_more.level("aa") is Sign.NONE


@given(graphs(), acts())
def test_blocking_what_neither_moves_nor_is_needed_changes_nothing(
    made: km.MechanismGraph, done: Acts
) -> None:
    response = perturbed(made, done)
    followed = [one for one in made.edges if made.contents.follows(one)]
    turned_into = {one.target for one in followed if one.relation is Relation.CONVERTS_TO}
    named = {name for names in done.values() for name in names}
    moved = {name for name in NAMES if response.level(name) is not Sign.NONE}
    for name in set(NAMES) - named - moved - turned_into:
        needing = {name}
        while (
            more := {one.target for one in followed if needs(one) and one.source in needing}
            - needing
        ):
            needing |= more
        if needing.isdisjoint(moved | turned_into):
            blocked = perturbed(made, {**done, "block": [*done["block"], name]})
            assert levels(blocked) == levels(response)


@given(graphs(), st.sets(st.sampled_from(NAMES)))
def test_perturbing_with_nothing_moves_nothing(made: km.MechanismGraph, some: set[str]) -> None:
    assert len(made.perturb()) == 0
    assert len(made.perturb(hold=some)) == 0
    blocked = made.perturb(block=some)
    assert blocked.changed() == ()
    assert set(levels(blocked).values()) == {Sign.NONE}


@given(graphs(), acts())
def test_a_fixed_node_keeps_its_value(made: km.MechanismGraph, done: Acts) -> None:
    response = perturbed(made, done)
    kept = dict(zip(ACTS, (Sign.PLUS, Sign.MINUS, Sign.NONE, Sign.NONE), strict=True))
    for act, names in done.items():
        for name in names:
            assert response.level(name) is kept[act]
            assert response.level(name) is Sign.NONE or response.why(name).routes


@given(graphs(), acts())
def test_why_gives_a_shortest_route_whose_signs_multiply_to_what_it_explains(
    made: km.MechanismGraph, done: Acts
) -> None:
    response, solved = perturbed(made, done), solve(made, done)
    fixed = {name for names in done.values() for name in names}
    starts = dict.fromkeys(done["increase"], Sign.PLUS) | dict.fromkeys(
        done["decrease"], Sign.MINUS
    )
    for name in NAMES:
        why = response.why(name)
        assert set(why.routes) == solved.levels[name]
        for sign, route in why.routes.items():
            ids = [one.id for one in route.nodes]
            assert [one.source for one in route.edges] == ids[:-1]
            assert [one.target for one in route.edges] == ids[1:]
            assert ids[-1] == name
            assert not fixed.intersection(ids[1:])
            assert starts[ids[0]] * route.sign in (sign, Sign.UNKNOWN)
            assert (route.sign is Sign.UNKNOWN) == any(map(unknown, route.edges))
            assert len(route) == solved.rounds[name, sign]


@given(graphs(), acts())
def test_every_shut_node_has_a_chain_of_necessity_from_a_lost_one(
    made: km.MechanismGraph, done: Acts
) -> None:
    response = perturbed(made, done)
    for name in NAMES:
        why = response.why(name)
        assert (why.chain is not None) == response.shut(name)
        if why.chain is None:
            assert why.antagonism is None
            continue
        first, *others = why.chain.nodes
        assert why.chain.nodes[-1].id == name
        assert all(map(needs, why.chain.edges))
        assert all(response.shut(one) for one in (first, *others))
        if why.antagonism is None:
            assert first.id in done["block"]
        else:
            assert why.antagonism.relation is Relation.ANTAGONIZES
            assert why.antagonism.target == first.id


@given(edges(), edges(), acts())
def test_soft_edges_never_change_what_moves_without_them(
    made: tuple[km.Edge, ...], others: tuple[km.Edge, ...], done: Acts
) -> None:
    hard = [one.replaced(feedback=False) for one in made if not unknown(one)]
    taken = {one.triple for one in hard}
    plain = (Relation.INCREASES, Relation.ACTIVATES, Relation.INHIBITS, Relation.DECREASES)
    soft = [
        one.replaced(feedback=True)
        for one in others
        if one.triple not in taken and (unknown(one) or (one.relation in plain and not needs(one)))
    ]
    before = perturbed(graph(*hard, nodes=nodes()), done)
    after = perturbed(graph(*hard, *soft, nodes=nodes()), done)
    for name, level in levels(before).items():
        assert level in (Sign.NONE, after.level(name))


@given(graphs(), acts())
def test_a_shut_node_does_not_rise_and_a_shut_symptom_does_not_fall(
    made: km.MechanismGraph, done: Acts
) -> None:
    response = perturbed(made, done)
    for row in response:
        if row.shut:
            lower = row.node.better == "lower"
            barred = Sign.MINUS if lower else Sign.PLUS
            assert barred not in response.signs(row.node) or row.node.id in done["decrease"]


@given(graphs(), acts())
def test_a_row_stands_for_each_node_that_moved_or_is_shut(
    made: km.MechanismGraph, done: Acts
) -> None:
    response = perturbed(made, done)
    rows = {row.node.id for row in response}
    assert rows == {
        name for name in NAMES if response.shut(name) or response.level(name) is not Sign.NONE
    }
    named = {name for names in done.values() for name in names}
    assert {row.node.id for row in response.changed()} == {
        name for name in rows - named if response.level(name) is not Sign.NONE
    }


@given(graphs(), acts())
def test_a_course_ends_where_the_response_does(made: km.MechanismGraph, done: Acts) -> None:
    response = perturbed(made, done)
    course = response.by_onset()
    for onset in Onset:
        within = perturbed(made, done, onset)
        assert set(course.changed(onset)) == {row.node for row in within.changed()}
    assert set(course.changed("weeks")) == {row.node for row in response.changed()}
