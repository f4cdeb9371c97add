"""How long a perturbation takes, and how that grows with the number of edges.

First ``graph.perturb`` on the bundled graph, median, aim at most 2 ms. Then random signed
graphs of 1,000 to 100,000 edges, two to a node, with gates, necessities, feedback and
`modulates` among them: the slope of log time against log edges, of the fastest of several
runs, aim at most 1.25. An answer makes its rows when they are looked at. Figures are printed,
never asserted; garbage collection rests while a run is timed, as :mod:`timeit` does it.

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
from ketamech.reasoning.wiring import Wiring

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
MOST, STEEPEST = 2.0, 1.25
RELATIONS = ("activates",) * 5 + ("inhibits",) * 4 + ("permits", "antagonizes", "modulates")
FINDING = {"ref": "Made2000", "species": "none", "system": "in_vivo", "finding": "It was made."}
INFO = {"id": "made", "title": "Made", "version": "1", "licence": "none"}


def times_ms(run: Callable[[], object], rounds: int) -> list[float]:
    return [seconds * 1000 for seconds in timeit.repeat(run, number=1, repeat=rounds)]


def rows(graph: km.MechanismGraph) -> int:
    return len(graph.perturb(increase="ketamine"))


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


def slope(points: list[tuple[int, float]]) -> float:
    """Least-squares slope of log y against log x."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x, mean_y = (statistics.fmean(side) for side in zip(*logs, strict=True))
    above = sum((x - mean_x) * (y - mean_y) for x, y in logs)
    return above / sum((x - mean_x) ** 2 for x, _ in logs)


def main(rounds: int) -> None:
    graph = km.load()
    for name, asked in {"whole graph": graph, "default story": graph.story()}.items():
        answer = partial(asked.perturb, increase="ketamine")
        print(
            f"perturb(increase='ketamine'), {name}, {len(asked.edges)} edges: "
            f"{statistics.median(times_ms(answer, rounds)):.2f} ms; with its table "
            f"{statistics.median(times_ms(partial(rows, asked), rounds)):.2f} ms"
        )
    print(f"  median of {rounds}; aim: at most {MOST:.0f} ms")
    chance = random.Random(0)
    points = []
    for size in SIZES:
        made = random_graph(size, chance)
        ids = made.contents.once(Wiring.of).ids
        answer = partial(made.perturb, ids[:10], ids[10:20], ids[20:30])
        points.append((size, min(times_ms(answer, max(10, rounds // 5)))))
        counts = answer().heading.partition(": ")[2]
        print(f"{size:7,d} edges: {points[-1][1]:8.2f} ms, {counts}")
    print(f"slope of log time against log edges: {slope(points):.2f} (aim: at most {STEEPEST})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
