from tests.made import edge, graph


def test_loops_are_told_apart_by_what_they_do() -> None:
    made = graph(
        "a activates b",
        "b activates a",
        "b activates c",
        edge("c inhibits a", feedback=True),
        "c permits b",
    )
    found = made.loops()
    assert [(str(one.path), one.kind, one.feedback) for one in found] == [
        ("A → B → A", "reinforcing", False),
        ("B → C ⊸ B", "undecided", False),
        ("A → B → C ⊣ A", "balancing", True),
    ]
    assert len(made.loops(max_steps=2)) == 2
    assert "1 reinforcing, 1 balancing" in found.heading


def test_parallel_edges_make_loops_of_their_own() -> None:
    made = graph("a activates b", "a inhibits b", "b activates a")
    assert sorted(one.kind for one in made.loops()) == ["balancing", "reinforcing"]
