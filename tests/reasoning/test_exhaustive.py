"""Every graph of two small families, against the brute-force reading of the semantics."""

from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

import ketamech as km
from ketamech import Edge
from tests.made import edge, graph, node
from tests.reasoning.brute import solve
from tests.reasoning.made import NEEDED, Acts, perturbed

KINDS: dict[str, dict[str, object]] = {
    "activates": {},
    "inhibits": {},
    "permits": {},
    "antagonizes": {},
    "converts_to": {},
    "modulates": {},
    "required": {"relation": "activates"},
    "feedback": {"relation": "inhibits", "feedback": True},
}


@cache
def kind_of_edge(source: str, kind: str, target: str) -> Edge:
    fields = dict(KINDS[kind])
    relation = fields.pop("relation", kind)
    evidence = (NEEDED,) if kind == "required" else ()
    return edge(f"{source} {relation} {target}", *evidence, **fields)


def family(pairs: str, kinds: tuple[str | None, ...]) -> Iterator[km.MechanismGraph]:
    """Every graph with one of the kinds, or no edge, at each of the pairs."""
    ends = [tuple(pair) for pair in pairs.split()]
    symptom = node("f", type="symptom", better="lower")
    nodes = tuple(symptom if name == "f" else node(name) for name in sorted(set(pairs) - {" "}))
    for chosen in product(kinds, repeat=len(ends)):
        made = [
            kind_of_edge(source, kind, target)
            for (source, target), kind in zip(ends, chosen, strict=True)
            if kind is not None
        ]
        yield graph(*made, nodes=nodes)


def check(made: km.MechanismGraph, done: Acts) -> None:
    response, solved = perturbed(made, done), solve(made, done)
    found = {one.id: response.signs(one) for one in made.nodes}
    lost = {one.id for one in made.nodes if response.shut(one)}
    assert (found, lost) == (solved.levels, solved.shut), (made.edges, done)


@pytest.mark.parametrize(
    "done",
    [{"increase": ["a"]}, {"decrease": ["a"]}, {"increase": ["a"], "block": ["b"]}],
    ids=str,
)
def test_every_graph_of_three_nodes_and_four_places(done: Acts) -> None:
    for made in family("ab bc cb ac", (None, *KINDS)):
        check(made, done)


@pytest.mark.parametrize(
    "done",
    [{"increase": ["a"]}, {"increase": ["a", "e"]}, {"decrease": ["a"], "block": ["e"]}],
    ids=str,
)
def test_every_diamond_of_six_nodes_with_a_gate(done: Acts) -> None:
    kinds = ("activates", "inhibits", "required", "modulates")
    gates = ("permits", "antagonizes")
    for made in family("ab ac bd cd df", kinds):
        for gate in gates:
            edges = (*made.edges, kind_of_edge("e", gate, "d"))
            check(graph(*edges, nodes=(*made.nodes, node("e"))), done)
