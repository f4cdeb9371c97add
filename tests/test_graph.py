import copy
import pickle

import pytest

import ketamech as km
from tests.made import graph, node


def test_a_graph_cannot_be_changed() -> None:
    made = graph("a activates b")
    for name in ("info", "anything", "_contents"):
        with pytest.raises(AttributeError, match="cannot be changed"):
            setattr(made, name, None)


def test_a_graph_survives_copies_and_pickles() -> None:
    made = km.load()
    for twin in (copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert twin == made
        assert hash(twin) == hash(made)
        assert twin.downstream("AMPA") == made.downstream("AMPA")


def test_a_graph_says_what_it_holds() -> None:
    shown = repr(km.load().story())
    assert "disinhibition" in shown
    assert f"{len(km.load().story().nodes)} nodes" in shown


def test_a_notebook_shows_a_graph_as_a_figure_and_an_empty_one_as_words() -> None:
    bundle = graph("a activates b")._repr_mimebundle_()
    assert {"image/png", "text/html", "text/plain"} <= set(bundle)
    assert bundle["text/plain"].startswith("Made 1 (whole graph): 2 nodes, 1 edges")
    empty = graph("a activates b").select(types="drug")
    assert set(empty._repr_mimebundle_()) == {"text/plain"}


def test_collections_are_what_was_loaded() -> None:
    made = graph("a activates b", nodes=(node("z"),))
    assert [one.id for one in made.nodes] == ["z", "a", "b"]
    assert (made.experiments, made.hypotheses, dict(made.references)) == ((), (), {})
    assert made.locations.cells == ()
