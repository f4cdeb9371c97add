"""How long a figure takes to be laid out, and what its quality is.

Floor: the same view with every edge as one straight line between cells, that is the work of
choosing what to show and of measuring text. The aim for a fresh view of 24 nodes is at most
2 s of layout on two cores; figures are printed, never asserted.

Run: ``python benchmarks/layout.py [rounds]``
"""

import statistics
import sys
import time
import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import ketamech as km
from ketamech.drawing import scene_of
from ketamech.drawing.answers import view
from ketamech.drawing.quality import VIEW_BOUNDS, quality


def median(run: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def main(rounds: int) -> None:
    graph = km.load()
    story = graph.story()
    things: dict[str, Any] = {
        "downstream AMPA": graph.downstream("AMPA"),
        "upstream synaptogenesis": graph.upstream("synaptogenesis"),
        "path ketamine to synaptogenesis": story.paths("ketamine", "synaptogenesis")[0],
        "the default story": story,
    }
    for name, thing in things.items():
        whole = median(partial(scene_of, thing), rounds)
        floor = median(partial(view, thing), rounds)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            scene = scene_of(thing)
        measured = quality(scene)
        missed = "; ".join(measured.missed(VIEW_BOUNDS)) or "every bound met"
        print(f"{name}: {len(scene.nodes)} nodes, {len(scene.edges)} edges, {missed}")
        print(f"  {whole:5.2f} s, of which choosing what to show {floor:.3f} s")
        print(f"  {measured.crossings} crossings, labels from {measured.smallest_label:.1f} pt")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
