from ketamech.query.show import show
from tests.made import AGAINST, SUPPORT, edge, graph, node


def test_a_node_is_shown_with_all_its_names_and_all_its_evidence() -> None:
    made = graph(
        edge("a activates b", SUPPORT, AGAINST, hypotheses=["one"], onset="days"),
        edge("b inhibits c", AGAINST),
        "c activates d",
        nodes=(
            node(
                "b",
                aliases=["Bee"],
                inverse_aliases=["lack of B"],
                xrefs={"hgnc:1": "bee"},
                description="A made node.",
                region="brain",
            ),
        ),
    )
    dossier = show(made, "Bee")
    assert len(dossier) == 3
    assert dossier.heading.splitlines() == [
        "B (b): protein, brain",
        "A made node.",
        "also called: Bee",
        "counted the other way: lack of B",
        "identifiers: hgnc:1 (bee)",
    ]
    first = dossier.to_records()[0]
    assert (first["edge"], first["hypotheses"], first["onset"]) == (
        "a activates b",
        ["one"],
        "days",
    )
    assert [row["confidence"] for row in dossier.to_records()] == [
        "contested",
        "contested",
        "refuted",
    ]
