"""How long it takes to score the bundled graph: every story, with leave-one-paper-out.

The aim is under 5 s for ``graph.score()``. The median of a few rounds is printed by the clock
and by the processor, since other work on the machine counts in the first only.

Run: ``python benchmarks/score.py [rounds]``
"""

import statistics
import sys
import time

import ketamech as km

AIM = 5.0


def main(rounds: int) -> None:
    graph = km.load()
    clock, processor = [], []
    for _ in range(rounds):
        begin = time.perf_counter(), time.process_time()
        card = graph.score()
        clock.append(time.perf_counter() - begin[0])
        processor.append(time.process_time() - begin[1])
    asked = len(card.lines[0].answers)
    print(f"score(): {asked} experiments, {len(card.lines)} lines, {rounds} rounds (aim: {AIM} s):")
    print(f"  by the clock     {statistics.median(clock):.2f} s, slowest {max(clock):.2f} s")
    print(f"  by the processor {statistics.median(processor):.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
