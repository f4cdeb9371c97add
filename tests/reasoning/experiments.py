"""Experiments made for tests, in one line."""

from typing import Any

from ketamech.model import Experiment


def experiment(name: str, text: str, **fields: Any) -> Experiment:
    """An experiment from ``treatment [kind target] > readout = result``; a paper unless told."""
    given, _, read = text.partition(" > ")
    readout, _, result = read.partition(" = ")
    words = given.split()
    treatment = [words[0]] if len(words) != 2 else []
    done = words[-2:] if len(words) > 1 else None
    made: dict[str, Any] = {
        "id": name,
        "treatment": treatment,
        "readout": readout,
        "result": result or None,
        "intervention": {"kind": done[0], "target": done[1]} if done else None,
        "refs": ["Other2001"],
    }
    return Experiment.model_validate(made | fields)
