"""Find the columns of the figure of the review's own story, and keep them in its layout.

Run ``python docs/make_layout.py`` after a change to what the story shows, and look at the
figure: it draws the story from many seeds, draws each again from the columns that came out,
and writes those with the fewest crossings into ``graphs/ketamine/layout.yaml``. A node that
comes later finds a column of its own and moves no other; a test asks that the figure keeps
every bound and that no column is kept for a node that it does not show.
"""

import re
import sys
from dataclasses import replace
from pathlib import Path

import ketamech as km
from ketamech.drawing.answers import view
from ketamech.drawing.compose import columns_of, compose
from ketamech.drawing.quality import quality
from ketamech.drawing.view import View

LAYOUT = Path(__file__).parent.parent / "graphs" / "ketamine" / "layout.yaml"
SEEDS = 24


def kept_in(shown: View, columns: dict[str, int]) -> View:
    """The view with these columns."""
    return replace(
        shown, nodes=tuple(replace(node, column=columns.get(node.id)) for node in shown.nodes)
    )


def best(shown: View, seeds: int) -> tuple[int, dict[str, int]]:
    """The fewest crossings that keep every bound, and the columns that have them."""
    free = kept_in(shown, {})
    found = []
    for seed in range(seeds):
        columns = columns_of(free, seed)
        drawn = quality(compose(kept_in(shown, columns)))
        print(f"seed {seed}: {drawn.crossings} crossings{', missed' * bool(drawn.missed())}")
        if not drawn.missed():
            found.append((drawn.crossings, seed, columns))
    crossings, _, columns = min(found)
    return crossings, columns


if __name__ == "__main__":
    crossings, columns = best(
        view(km.load().story()), int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    )
    rows = "".join(f"  - {{node: {name}, column: {at}}}\n" for name, at in sorted(columns.items()))
    text = LAYOUT.read_text(encoding="utf-8")
    LAYOUT.write_text(re.sub(r"(?ms)^cells:\n.*", f"cells:\n{rows}", text), encoding="utf-8")
    print(f"{LAYOUT}: {crossings} crossings")
