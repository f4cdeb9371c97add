"""A plain stand-in for perturbation, where `ketamech.reasoning.perturb` is not there yet.

It moves whatever lies downstream, so that what a question hands on, and how its answer reads,
can be tested without it.
"""

import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, ClassVar

import pytest

import ketamech as km
from ketamech.query.routes import Path
from ketamech.query.tables import Record, Table
from ketamech.vocabulary import Sign


@dataclass(frozen=True)
class Moved:
    node: km.Node
    level: Sign
    route: Path
    shut: bool = False

    @property
    def alone(self) -> Sign:
        return self.level


class Response(Table[Moved]):
    columns: ClassVar[tuple[str, ...]] = ("name", "level")

    def changed(self) -> tuple[Moved, ...]:
        return tuple(self)

    @property
    def alone(self) -> "Response":
        return self

    def _record(self, item: Moved) -> Record:
        return {"name": item.node.name, "level": str(item.level)}


def perturb(
    graph: km.MechanismGraph,
    increase: list[str] | tuple[str, ...] = (),
    decrease: list[str] | tuple[str, ...] = (),
    block: list[str] | tuple[str, ...] = (),
) -> Response:
    moved = {}
    for names, sign in ((increase, Sign.PLUS), (decrease, Sign.MINUS)):
        matches = [match for name in names for match in graph.contents.names.every(name)]
        for item in graph.downstream([match.node for match in matches]) if matches else ():
            moved[item.node.id] = Moved(item.node, item.effect * sign, item.path)
    return Response(list(moved.values()))


def abolishes(graph: km.MechanismGraph, agent: list[str], of: list[str]) -> Response:
    reached = {item.node.id for item in perturb(graph, increase=agent)}
    moved = perturb(graph, increase=of)
    return Response([item for item in moved if item.node.id in reached])


@pytest.fixture(scope="session", autouse=True)
def what_if() -> Iterator[None]:
    made: dict[str, Any] = {"perturb": perturb, "abolishes": abolishes}
    added = []
    for name, function in made.items():
        full = f"ketamech.reasoning.{name}"
        if importlib.util.find_spec(full) is None:
            sys.modules[full] = ModuleType(full)
            setattr(sys.modules[full], name, function)
            added.append(full)
    yield
    for full in added:
        del sys.modules[full]
