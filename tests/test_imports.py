"""Imports point one way, and an answer imports nothing that it does not need."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import ketamech

PACKAGE = Path(ketamech.__file__).parent
ORDER = {
    room: rank
    for rank, rooms in enumerate(
        [
            ("errors", "vocabulary"),
            ("model",),
            ("names",),
            ("loading",),
            ("query",),
            ("reasoning",),
            ("language",),
            ("drawing", "export"),
            ("graph",),
            ("__init__",),
            ("writing",),
            ("cli",),
            ("__main__",),
        ]
    )
    for room in rooms
}
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = ("ketamech.drawing", "matplotlib", "networkx", "numpy", "pptx", "rich", "typer")


def room(module: str) -> str:
    """The room of a dotted module name: the part after ``ketamech``."""
    return [*module.split("."), "__init__"][1]


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Every import of a ketamech module at run time, with the function that holds it."""

    def walk(node: ast.AST, function: str) -> Iterator[tuple[str, str]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
                continue
            if isinstance(child, ast.ImportFrom) and child.module:
                yield child.module, function
            elif isinstance(child, ast.Import):
                yield from ((alias.name, function) for alias in child.names)
            inner = child.name if isinstance(child, ast.FunctionDef) else function
            yield from walk(child, inner)

    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (found for found in walk(tree, "") if found[0].split(".")[0] == "ketamech")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    here = ORDER[parts[0]]
    for module, function in imports(path):
        results_show_themselves = (function, room(module)) in {
            ("draw", "drawing"),
            ("sentence", "language"),
        }
        assert ORDER[room(module)] <= here or results_show_themselves, (module, function)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_stays_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 420


def modules_after(code: str) -> set[str]:
    """What a fresh process has imported after some code."""
    shown = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return set(shown.split())


def test_a_first_answer_imports_nothing_heavy() -> None:
    loaded = modules_after("import ketamech; ketamech.load().downstream('AMPA')")
    assert "ketamech.query.reach" in loaded
    assert not loaded.intersection(HEAVY)


def test_drawing_an_svg_needs_no_matplotlib_and_no_pptx(tmp_path: Path) -> None:
    code = f"import ketamech; ketamech.load().downstream('AMPA').draw({str(tmp_path / 'a.svg')!r})"
    assert not modules_after(code) & {"matplotlib", "pptx"}


def test_drawing_a_slide_needs_no_matplotlib(tmp_path: Path) -> None:
    code = f"import ketamech; ketamech.load().downstream('AMPA').draw({str(tmp_path / 'a.pptx')!r})"
    assert modules_after(code) & {"matplotlib", "pptx"} == {"pptx"}


def test_importing_prints_nothing() -> None:
    shown = subprocess.run(
        [sys.executable, "-c", "import ketamech"], check=True, capture_output=True, text=True
    )
    assert (shown.stdout, shown.stderr) == ("", "")
