"""Random graphs and perturbations of them, with everything that the semantics speak of."""

from typing import Any

from hypothesis import strategies as st

from ketamech import Edge, MechanismGraph, Node, Onset, Relation
from ketamech.reasoning.response import Response
from tests.made import AGAINST, NAMES, SUPPORT, edge, graph, node

NEEDED = SUPPORT | {"necessity": "shown"}
ACTS = ("increase", "decrease", "block", "hold")
Acts = dict[str, list[str]]

_COMMON = (Relation.ACTIVATES, Relation.INHIBITS, Relation.ANTAGONIZES, Relation.PERMITS) * 3
_kinds = st.tuples(
    st.sampled_from([*Relation, *_COMMON]),
    st.sampled_from([(SUPPORT,)] * 4 + [(NEEDED,)] * 3 + [(SUPPORT, AGAINST), (AGAINST,)]),
    st.sampled_from([False, False, False, True]),
    st.sampled_from([None, None, *Onset]),
)


def nodes() -> tuple[Node, ...]:
    """The last two are symptoms: a fall of them is relief."""
    symptoms = {"type": "symptom", "better": "lower"}
    return tuple(node(name, **(symptoms if name in NAMES[-2:] else {})) for name in NAMES)


@st.composite
def edges(draw: st.DrawFn) -> tuple[Edge, ...]:
    ends = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))
    made: dict[Any, Edge] = {}
    for source, target in draw(st.lists(ends, min_size=8, max_size=24)):
        relation, evidence, feedback, onset = draw(_kinds)
        if source != target:
            one = edge(f"{source} {relation} {target}", *evidence, feedback=feedback, onset=onset)
            made[one.triple] = one
    return tuple(made.values())


def graphs() -> st.SearchStrategy[MechanismGraph]:
    return edges().map(lambda made: graph(*made, nodes=nodes()))


@st.composite
def acts(draw: st.DrawFn) -> Acts:
    """At least one node is raised or lowered; others are lost, held or left alone."""
    names = draw(st.permutations(NAMES))
    chosen: Acts = {act: [] for act in ACTS}
    chosen[draw(st.sampled_from(ACTS[:2]))].append(names[0])
    for name in names[1:4]:
        act = draw(st.sampled_from([None, *ACTS]))
        if act is not None:
            chosen[act].append(name)
    return chosen


def perturbed(made: MechanismGraph, done: Acts, within: Onset | None = None) -> Response:
    increase, decrease, block, hold = (done.get(act, []) for act in ACTS)
    return made.perturb(increase, decrease, block, hold, within)
