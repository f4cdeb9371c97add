"""Draw every figure that the README and the pages show, from the bundled graph.

Run ``python docs/make_figures.py`` after a change to the graph or the drawing, and look at
what it wrote; a test compares the figures in the checkout with fresh ones.
"""

import sys
from pathlib import Path

import ketamech as km

FOLDER = Path(__file__).parent / "figures"


def draw_all(folder: Path) -> list[Path]:
    """Draw every figure into a folder and return what was written."""
    graph = km.load()
    story = graph.story()
    path = story.paths("ketamine", "synaptogenesis")[0]
    what_if = story.perturb(increase="ketamine", block="mTORC1")
    around = {"focus": "TrkB", "depth": 1, "seed": 1}
    folder.mkdir(parents=True, exist_ok=True)
    return [
        graph.downstream("AMPA").draw(folder / "downstream_ampa.svg"),
        path.draw(folder / "ketamine_to_synaptogenesis.svg"),
        story.draw(folder / "story.svg"),
        story.draw(folder / "story_dark.svg", theme="dark", highlight=path),
        story.draw(folder / "story_print.svg", theme="print", references=True),
        story.draw(folder / "story_rows.svg", lanes="off"),
        graph.draw(folder / "overview.svg", by="arm", legend=False, seed=6),
        graph.draw(folder / "around_trkb.svg", **around),
        what_if.draw(folder / "what_if.svg", limit=17),
        graph.score().draw(folder / "score.svg"),
    ]


if __name__ == "__main__":
    for written in draw_all(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(written)
