import builtins
from typing import Any

import pytest

from tests.made import graph


def test_a_long_table_says_how_much_it_leaves_out() -> None:
    reach = graph(*(f"a activates b{index}" for index in range(70))).downstream("a")
    assert repr(reach).endswith("and 10 more")
    assert "<p>and 10 more</p>" in reach._repr_html_()
    assert len(reach.to_records()) == 70


def test_an_empty_table_says_so() -> None:
    reach = graph("a activates b").downstream("b")
    assert repr(reach) == "downstream of B: 0 nodes"
    assert not reach
    assert len(reach.to_pandas()) == 0


def test_results_compare_by_what_they_hold() -> None:
    made = graph("a activates b", "b activates c")
    assert made.downstream("a") == graph("a activates b", "b activates c").downstream("a")
    assert made.downstream("a") != made.upstream("c")
    assert made.paths("a", "c") == made.paths("a", "c")
    assert hash(made.downstream("a")) == hash(made.downstream("a"))
    assert made.search("a") != made.downstream("a")


def test_without_pandas_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ImportError, match=r"pip install 'ketamech\[pandas\]'"):
        graph("a activates b").downstream("a").to_pandas()
