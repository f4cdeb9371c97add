from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ketamech.loading.reader import DEEPEST, Document, read


def document(tmp_path: Path, text: str | bytes) -> Document:
    file = tmp_path / "arm.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(file, "arm.yaml")


def problems(tmp_path: Path, text: str | bytes) -> list[str]:
    return [str(problem) for problem in document(tmp_path, text).problems]


def test_every_scalar_is_the_text_that_was_written(tmp_path: Path) -> None:
    text = "a: no\nb: 012\nc: 12:30\nd: null\ne: 1e3\nf: 2020-01-01\ng: ~\nh:\n"
    assert document(tmp_path, text).root == {
        "a": "no",
        "b": "012",
        "c": "12:30",
        "d": "null",
        "e": "1e3",
        "f": "2020-01-01",
        "g": "~",
        "h": "",
    }


def test_places_are_those_of_keys_and_values(tmp_path: Path) -> None:
    root = document(tmp_path, "one:\n  - two: three\n").root
    assert root.keys_at["one"] == (1, 1)
    assert root["one"].values_at[0] == (2, 5)
    assert root["one"][0].values_at["two"] == (2, 10)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "arm.yaml:1:1: the file is empty"),
        ("# only this\n", "arm.yaml:1:1: the file holds nothing but comments"),
        ("a: &x 1\n", "arm.yaml:1:4: the anchor &x is not allowed"),
        ("a: 1\nb: *x\n", "arm.yaml:2:4: the alias *x is not allowed"),
        ("a: !!python/object:os.system 1\n", "arm.yaml:1:4: the tag tag:yaml.org"),
        ("a: !x {b: c}\n", "arm.yaml:1:4: the tag !x is not allowed"),
        ("a: 1\nb: 2\na: 3\n", "arm.yaml:3:1: the key 'a' stands twice, first on line 1"),
        ("a:\n\tb: 1\n", "arm.yaml:2:1: a tab indents this line (write spaces)"),
        (b"a: 1\nb: \xff\n", "arm.yaml:2:4: byte 0xff is not UTF-8"),
        ("a: b: c\n", "arm.yaml:1:5: not valid YAML"),
        ("? [a]\n: b\n", "arm.yaml:1:3: a key is a list or a mapping"),
        ("a: 1\n---\nb: 2\n", "arm.yaml:2:1: a second document starts here"),
        ("a: \x01\n", "arm.yaml:1:4: the character U+0001 is not allowed"),
        ("a: [1, 2\nb: c\n", "arm.yaml:2:2: not valid YAML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str | bytes, said: str) -> None:
    found = problems(tmp_path, text)
    assert any(problem.startswith(said) for problem in found), found


def test_several_problems_of_one_file_are_said_at_once(tmp_path: Path) -> None:
    assert len(problems(tmp_path, "a: &x 1\nb: *x\na: !t 2\n")) == 4


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{a: ", "? - "])
@pytest.mark.parametrize("times", [DEEPEST + 1, 30_000])
def test_deep_nesting_is_refused_and_does_not_crash(
    tmp_path: Path, opening: str, times: int
) -> None:
    said = problems(tmp_path, opening * times)[0]
    assert "nest" in said or "a key is a list" in said


def test_quotes_do_not_hide_nesting(tmp_path: Path) -> None:
    assert "nest" in problems(tmp_path, '["]", ' * 200)[0]


def test_nesting_as_deep_as_allowed_is_read(tmp_path: Path) -> None:
    assert not problems(tmp_path, "[" * DEEPEST + "]" * DEEPEST)


def test_a_missing_file_and_a_folder_are_problems(tmp_path: Path) -> None:
    assert "no such file" in str(read(tmp_path / "none.yaml").problems[0])
    assert "directory" in str(read(tmp_path).problems[0])


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    assert document(tmp_path, b"\xef\xbb\xbfa: b\n").root == {"a": "b"}


plain = st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=12)
trees = st.recursive(
    plain, lambda inner: st.lists(inner) | st.dictionaries(plain, inner), max_leaves=12
)


@given(st.dictionaries(plain, trees, min_size=1))
def test_what_was_dumped_is_read_back(tmp_path_factory: Any, tree: dict[str, Any]) -> None:
    file = tmp_path_factory.mktemp("yaml") / "arm.yaml"
    text = yaml.safe_dump(tree, allow_unicode=True, default_style='"')
    file.write_text(text.replace("!!str ", ""), encoding="utf-8")
    assert read(file).root == tree


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(tmp_path_factory: Any, junk: bytes) -> None:
    file = tmp_path_factory.mktemp("junk") / "arm.yaml"
    file.write_bytes(junk)
    found = read(file)
    assert found.problems or found.root is not None
