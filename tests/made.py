"""Small graphs made for tests, without YAML."""

from typing import Any

from hypothesis import strategies as st

from ketamech import MechanismGraph
from ketamech.loading import Contents
from ketamech.model import Edge, GraphInfo, Hypothesis, Node
from ketamech.vocabulary import Relation

SUPPORT = {
    "ref": "Made2000",
    "species": "mouse",
    "system": "in_vivo",
    "finding": "It was seen.",
}
AGAINST = SUPPORT | {"ref": "Made2001", "stance": "refutes"}


def edge(text: str, *evidence: dict[str, Any], **fields: Any) -> Edge:
    """An edge from ``source relation target``, supported by one paper unless told otherwise."""
    source, relation, target = text.split()
    return Edge.model_validate(
        {
            "source": source,
            "relation": relation,
            "target": target,
            "evidence": evidence or (SUPPORT,),
            **fields,
        }
    )


def node(node_id: str, **fields: Any) -> Node:
    return Node.model_validate(
        {"id": node_id, "name": node_id.upper(), "type": "protein", **fields}
    )


def graph(*edges: str | Edge, nodes: tuple[Node, ...] = (), **fields: Any) -> MechanismGraph:
    """A graph of edges; nodes that are not given are proteins."""
    made = tuple(edge(one) if isinstance(one, str) else one for one in edges)
    by_id = {one.id: one for one in nodes}
    for one in made:
        for end in (one.source, one.target):
            by_id.setdefault(end, node(end))
    stories = {story for one in made for story in one.hypotheses}
    info = {"id": "made", "title": "Made", "version": "1", "licence": "none"}
    defaults: dict[str, Any] = {
        "info": GraphInfo.model_validate(info | fields.pop("info", {})),
        "hypotheses": {story: hypothesis(story) for story in sorted(stories)},
    }
    return MechanismGraph(Contents(nodes=by_id, edges=made, **defaults | fields))


def hypothesis(name: str, *builds_on: str) -> Hypothesis:
    return Hypothesis.model_validate(
        {
            "id": name,
            "name": name,
            "summary": "A story.",
            "status": "open",
            "references": ["Made2000"],
            "builds_on": builds_on,
        }
    )


NAMES = "abcdefg"

_evidence = st.sampled_from([(SUPPORT,), (SUPPORT, AGAINST), (AGAINST,)])


@st.composite
def edges(draw: st.DrawFn, relations: tuple[Relation, ...] = tuple(Relation)) -> tuple[Edge, ...]:
    """Edges of a random graph: any relation, contested and refuted ones, feedback too."""
    pairs = st.tuples(st.sampled_from(NAMES), st.sampled_from(relations), st.sampled_from(NAMES))
    triples = draw(st.lists(pairs, min_size=1, max_size=18, unique=True))
    return tuple(
        edge(
            f"{source} {relation} {target}",
            *draw(_evidence),
            feedback=draw(st.booleans()),
            hypotheses=draw(st.sampled_from([(), ("one",), ("two",)])),
        )
        for source, relation, target in triples
        if source != target
    )


def random_graphs(relations: tuple[Relation, ...] = tuple(Relation)) -> Any:
    return edges(relations).map(
        lambda made: graph(*made, nodes=tuple(node(name) for name in NAMES))
    )
