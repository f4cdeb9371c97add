"""How long it takes to score the bundled graph: every story, with leave-one-paper-out.

The aim is under 5 s for ``graph.score()``; the median and the slowest of a few rounds are
printed, with the time for the picture.

Run: ``python benchmarks/score.py [rounds]``
"""

import statistics
import sys
import time

import ketamech as km
from ketamech.drawing.matrix import matrix_scene

AIM = 5.0


def main(rounds: int) -> None:
    graph = km.load()
    seconds = []
    for _ in range(rounds):
        begin = time.perf_counter()
        card = graph.score()
        seconds.append(time.perf_counter() - begin)
    begin = time.perf_counter()
    matrix_scene(card)
    drawn = time.perf_counter() - begin
    asked = len(card.lines[0].answers)
    print(f"score(): {asked} experiments, {len(card.lines)} lines, {rounds} rounds:")
    print(
        f"  median {statistics.median(seconds):.2f} s, slowest {max(seconds):.2f} s (aim: {AIM} s)"
    )
    print(f"  the matrix as a scene {drawn:.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
