from ketamech.query.check import check
from tests.made import AGAINST, edge, graph, hypothesis, node


def warnings(*edges: object, **fields: object) -> list[str]:
    return [warning.what for warning in check(graph(*edges, **fields)).warnings]  # type: ignore[arg-type]


def test_an_edge_that_a_longer_route_explains_is_named_with_the_route() -> None:
    assert warnings("a activates b", "b inhibits c", "a inhibits c") == [
        "a inhibits c is explained by the longer route a → b → c"
    ]


def test_a_route_of_the_other_sign_or_of_another_story_explains_nothing() -> None:
    assert not warnings("a activates b", "b inhibits c", "a activates c")
    assert not warnings("a activates b", edge("b activates c", hypotheses=["one"]), "a activates c")
    assert not warnings("a activates b", edge("b activates c", AGAINST), "a activates c")


def test_a_drugs_effect_on_no_molecule_is_not_common_ground() -> None:
    nodes = (node("a", type="drug"), node("b", type="process"))
    assert "common ground" in warnings("a activates b", nodes=nodes)[0]
    assert not warnings(edge("a activates b", hypotheses=["one"]), nodes=nodes)


def test_a_balancing_loop_of_a_story_is_named_unless_it_is_feedback() -> None:
    ring = ("a activates b", "b activates c")
    assert "a → b → c → a balances itself" in warnings(*ring, "c inhibits a")[0]
    assert not warnings(*ring, edge("c inhibits a", feedback=True))
    assert not warnings(*ring, "c activates a")


def test_a_loop_counts_only_where_one_story_holds_it() -> None:
    stories = {"one": hypothesis("one"), "two": hypothesis("two")}
    halves = (
        edge("a activates b", hypotheses=["one"]),
        edge("b inhibits a", hypotheses=["two"]),
    )
    assert not warnings(*halves, hypotheses=stories)
    joined = {"one": hypothesis("one"), "two": hypothesis("two", "one")}
    assert "balances itself in two" in warnings(*halves, hypotheses=joined)[0]


def test_a_node_without_an_edge_is_named() -> None:
    assert warnings("a activates b", nodes=(node("z"),)) == ["the node 'z' has no edge"]


def test_it_says_how_many_things_were_checked() -> None:
    report = str(check(graph("a activates b")))
    assert report.startswith("checked 2 nodes, 1 edges, 1 pieces of evidence")
    assert report.endswith("in 4 ways: no warnings")


def test_a_balancing_loop_of_two_edges_is_found_among_longer_ones() -> None:
    ring = ("a activates b", "b inhibits a", "b activates c", "c activates d", "d activates a")
    assert "a → b → a balances itself" in warnings(*ring)[0]


def test_a_route_that_passes_a_node_twice_explains_nothing() -> None:
    edges = ("a activates b", "b inhibits c", "c inhibits b", "a inhibits d", "b activates d")
    assert not [text for text in warnings(*edges) if "longer route" in text]
