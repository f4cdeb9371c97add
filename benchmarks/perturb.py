"""How long a perturbation takes, and how that grows with the number of edges.

First ``graph.perturb`` on the bundled graph, median, aim at most 2 ms. Then random signed
graphs of 1,000 to 100,000 edges, two to a node, with gates, necessities, feedback and
`modulates` among them: the slope of log time against log edges, of the fastest of several
runs that take turns, aim at most 1.25. An answer makes its rows when they are looked at.
Figures are printed, never asserted; garbage collection rests while a run is timed, as
:mod:`timeit` does it.

Run: ``python benchmarks/perturb.py [rounds]``
"""

import math
import random
import statistics
import sys
import timeit
from collections.abc import Callable
from functools import partial
from itertools import product

import ketamech as km
from ketamech.loading import Contents
from ketamech.model import Edge, GraphInfo, Node
from ketamech.reasoning.response import Response
from ketamech.reasoning.wiring import Wiring

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
MOST, STEEPEST = 2.0, 1.25
RELATIONS = ("activates",) * 5 + ("inhibits",) * 4 + ("permits", "antagonizes", "modulates")
FINDING = {"ref": "Made2000", "species": "none", "system": "in_vivo", "finding": "It was made."}
INFO = {"id": "made", "title": "Made", "version": "1", "licence": "none"}


def times_ms(run: Callable[[], object], rounds: int) -> list[float]:
    return [seconds * 1000 for seconds in timeit.repeat(run, number=1, repeat=rounds)]


def given(graph: km.MechanismGraph) -> Response:
    return graph.perturb(increase="ketamine")


def rows(graph: km.MechanismGraph) -> int:
    return len(given(graph))


def random_graph(size: int, chance: random.Random) -> km.MechanismGraph:
    names = [f"n{place}" for place in range(size // 2)]
    nodes = {one: Node.model_validate({"id": one, "name": one, "type": "protein"}) for one in names}
    templates = {
        (relation, necessity, feedback): Edge.model_validate(
            {
                "source": names[0],
                "relation": relation,
                "target": names[1],
                "evidence": [FINDING | ({"necessity": "shown"} if necessity else {})],
                "feedback": feedback,
            }
        )
        for relation, necessity, feedback in product(set(RELATIONS), (False, True), (False, True))
    }
    edges: dict[tuple[str, str, str], Edge] = {}
    while len(edges) < size:
        source, target = chance.sample(names, 2)
        drawn = (chance.choice(RELATIONS), chance.random() < 0.1, chance.random() < 0.1)
        edges[source, drawn[0], target] = templates[drawn].model_copy(
            update={"source": source, "target": target}
        )
    info = GraphInfo.model_validate(INFO)
    return km.MechanismGraph(Contents(info, nodes, tuple(edges.values())))


def many_acts(graph: km.MechanismGraph) -> Callable[[], Response]:
    """A perturbation of thirty nodes."""
    ids = graph.contents.once(Wiring.of).ids
    return partial(graph.perturb, ids[:10], ids[10:20], ids[20:30])


def slope(points: list[tuple[int, float]]) -> float:
    """Least-squares slope of log y against log x."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x, mean_y = (statistics.fmean(side) for side in zip(*logs, strict=True))
    above = sum((x - mean_x) * (y - mean_y) for x, y in logs)
    return above / sum((x - mean_x) ** 2 for x, _ in logs)


def main(rounds: int) -> None:
    graph = km.load()
    for name, asked in {"whole graph": graph, "default story": graph.story()}.items():
        print(
            f"perturb(increase='ketamine'), {name}, {len(asked.edges)} edges: "
            f"{statistics.median(times_ms(partial(given, asked), rounds)):.2f} ms; with its table "
            f"{statistics.median(times_ms(partial(rows, asked), rounds)):.2f} ms"
        )
    print(f"  median of {rounds}; aim: at most {MOST:.0f} ms")
    chance = random.Random(0)
    answers = {size: many_acts(random_graph(size, chance)) for size in SIZES}
    times: dict[int, list[float]] = {size: [] for size in SIZES}
    for _ in range(max(10, rounds // 5)):
        for size, answer in answers.items():
            times[size] += times_ms(answer, 1)
    points = [(size, min(taken)) for size, taken in times.items()]
    for size, fastest in points:
        counts = answers[size]().heading.partition(": ")[2]
        print(f"{size:7,d} edges: {fastest:8.2f} ms, {counts}")
    print(f"slope of log time against log edges: {slope(points):.2f} (aim: at most {STEEPEST})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
