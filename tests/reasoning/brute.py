"""Design §3 read line by line: every step repeated over all edges until nothing is added.

Nothing of ketamech.reasoning is used here, so that the two can be compared.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ketamech import Edge, MechanismGraph, Onset, Relation, Sign
from ketamech.vocabulary import Confidence

TURN = {Sign.PLUS: Sign.MINUS, Sign.MINUS: Sign.PLUS}
LATEST = Onset.WEEKS


@dataclass
class Solved:
    """Sign sets, shut nodes, and how many steps the shortest route to a sign takes."""

    levels: dict[str, frozenset[Sign]]
    shut: set[str]
    rounds: dict[tuple[str, Sign], int]


def solve(
    graph: MechanismGraph, done: Mapping[str, Collection[str]], within: Onset = LATEST
) -> Solved:
    increase, decrease, block, hold = (
        done.get(act, ()) for act in ("increase", "decrease", "block", "hold")
    )
    followed = [
        edge
        for edge in graph.edges
        if edge.confidence is not Confidence.REFUTED
        and (edge.onset is None or edge.onset.rank <= within.rank)
    ]
    fixed = {*increase, *decrease, *block, *hold}
    shut = lost(followed, set(increase), set(block), fixed)
    closed = {
        (node.id, Sign.MINUS if node.better == "lower" else Sign.PLUS)
        for node in graph.nodes
        if node.id in shut
    }
    levels: dict[str, set[Sign]] = {node.id: set() for node in graph.nodes}
    for name in increase:
        levels[name] = {Sign.PLUS}
    for name in decrease:
        levels[name] = {Sign.MINUS}
    rounds = {(name, sign): 0 for name, signs in levels.items() for sign in signs}
    hard_edges = [edge for edge in followed if not edge.feedback and not unknown(edge)]
    number = 0
    while brought := {
        (edge.target, new)
        for edge in hard_edges
        for new in signs_over(edge, levels[edge.source])
        if edge.target not in fixed
        and (edge.target, new) not in closed
        and new not in levels[edge.target]
    }:
        number += 1
        for name, sign in brought:
            levels[name].add(sign)
            rounds[name, sign] = number
    still = {name for name, signs in levels.items() if not signs} - fixed
    beyond = 2 * len(levels) + 1
    soft_edges = [
        edge for edge in followed if unknown(edge) or edge.feedback is not (edge.source in still)
    ]
    while nearer := {
        (edge.target, new): rounds[edge.source, sign] + 1
        for edge in soft_edges
        for sign in levels[edge.source]
        for new in signs_over(edge, {sign})
        if edge.target in still
        and (edge.target, new) not in closed
        and rounds[edge.source, sign] + 1 < rounds.get((edge.target, new), beyond)
    }:
        rounds |= nearer
        for name, sign in nearer:
            levels[name].add(sign)
    found = {name: frozenset(signs) for name, signs in levels.items()}
    return Solved(found, shut, rounds)


def lost(edges: list[Edge], present: set[str], block: set[str], fixed: set[str]) -> set[str]:
    """Steps 1 and 2; what is fixed up is there, whatever an antagonist does."""
    increased = set(present)
    gated = {edge.target for edge in edges if needs(edge) and edge.source in block}
    while more := {
        edge.target
        for edge in edges
        if edge.relation is Relation.CONVERTS_TO
        and edge.source in present
        and edge.target not in present | fixed | gated
    }:
        present = present | more
    shut = (
        block
        | {
            edge.target
            for edge in edges
            if edge.relation is Relation.ANTAGONIZES and edge.source in present
        }
        - increased
    )
    while more := {
        edge.target
        for edge in edges
        if needs(edge) and edge.source in shut and edge.target not in shut | fixed
    }:
        shut = shut | more
    return shut


def needs(edge: Edge) -> bool:
    shown = any(item.necessity == "shown" for item in edge.evidence)
    return edge.relation is Relation.PERMITS or (shown and edge.sign is Sign.PLUS)


def unknown(edge: Edge) -> bool:
    return edge.relation is Relation.MODULATES


def signs_over(edge: Edge, signs: set[Sign]) -> set[Sign]:
    if unknown(edge):
        return {*TURN} if signs else set()
    if edge.sign is Sign.PLUS:
        return signs
    return {TURN[sign] for sign in signs} if edge.sign is Sign.MINUS else set()
