"""How long a fresh process takes to its first answer, against a floor in the same run.

Floor: a process that imports networkx, pydantic and yaml, and parses the same YAML files with
``CSafeLoader``. Ours: a process that imports ketamech, loads the bundled graph and answers
``downstream("AMPA")``. The two alternate, so that a busy machine slows both alike; the ratio
is that of the medians. The aim is at most 1.15.

Run: ``python benchmarks/first_answer.py [rounds]``
"""

import statistics
import subprocess
import sys
import time

FLOOR = """
import networkx, pydantic, yaml
from pathlib import Path
for path in sorted(Path({folder!r}).glob("*.yaml")):
    yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
"""
OURS = """
import ketamech
ketamech.load().downstream("AMPA")
"""
AIM = 1.15


def seconds(code: str) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begin


def main(rounds: int) -> None:
    from ketamech import BUNDLED

    floor = FLOOR.format(folder=str(BUNDLED))
    for code in (floor, OURS):
        seconds(code)
    pairs = [(seconds(floor), seconds(OURS)) for _ in range(rounds)]
    of_floor, of_ours = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"first answer, median of {rounds} fresh processes each:")
    print(f"  floor (networkx, pydantic, yaml; CSafeLoader) {of_floor * 1000:6.1f} ms")
    print(f"  ketamech (import, load, downstream)           {of_ours * 1000:6.1f} ms")
    print(f"  ratio {of_ours / of_floor:.2f} (aim: at most {AIM})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
