"""Figures of the bundled graph keep the bounds of a view, measured on the finished scene."""

from random import Random

import pytest

import ketamech as km
from ketamech import MechanismGraph
from ketamech.drawing import scene_of
from ketamech.drawing.quality import quality
from ketamech.query.select import narrowed
from ketamech.vocabulary import Confidence

GRAPH = km.load()
SMALL = 18
"""Views of up to so many nodes are drawn here; larger ones are measured by the benchmark."""
DOT = 0
"""Crossings of Graphviz dot on the default story; none, the strictest that they can be."""
VIEWS, KEPT = 20, 19
"""How many random views are drawn, and how many of them keep every bound."""


def random_view(seed: int) -> MechanismGraph:
    """Some 8 to 18 nodes that hang together, and the edges among them."""
    random = Random(seed)
    count = random.randint(8, SMALL)
    edges = [
        edge
        for edge in GRAPH.edges
        if edge.relation.info.causal and edge.confidence is not Confidence.REFUTED
    ]
    near: dict[str, set[str]] = {}
    for edge in edges:
        near.setdefault(edge.source, set()).add(edge.target)
        near.setdefault(edge.target, set()).add(edge.source)
    chosen = [random.choice(sorted(near))]
    while len(chosen) < count:
        beside = sorted(near[random.choice(chosen)] - set(chosen))
        if beside:
            chosen.append(random.choice(beside))
    inside = tuple(e for e in edges if e.source in chosen and e.target in chosen)
    return MechanismGraph(narrowed(GRAPH.contents, inside))


def small_arms() -> list[str]:
    arms = [arm.id for arm in GRAPH.arms]
    return [arm for arm in arms if len(GRAPH.select(arms=arm).nodes) <= SMALL]


@pytest.mark.parametrize("arm", small_arms())
def test_an_arm_of_up_to_18_nodes_keeps_every_bound(arm: str) -> None:
    assert quality(scene_of(GRAPH.select(arms=arm))).missed() == ()


def test_the_default_story_keeps_every_bound_with_three_crossings_more_than_dot() -> None:
    found = quality(scene_of(GRAPH.story()))
    assert found.missed() == ()
    assert found.crossings <= DOT + 3


def test_a_column_is_kept_for_each_node_of_the_story_and_for_no_other() -> None:
    kept = {cell.node for cell in GRAPH.layout.cells}
    assert kept == {node.id for node in scene_of(GRAPH.story()).nodes}


def test_random_views_of_up_to_18_nodes_keep_every_bound_but_for_the_most_tangled() -> None:
    missed = [
        said
        for seed in range(1000, 1000 + VIEWS)
        if (said := quality(scene_of(random_view(seed))).missed())
    ]
    assert len(missed) <= VIEWS - KEPT, missed
