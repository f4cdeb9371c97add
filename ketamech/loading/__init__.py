"""From YAML files to the records of one graph.

:mod:`~ketamech.loading.sources` finds the files, :mod:`~ketamech.loading.reader` reads them
as text with positions, :mod:`~ketamech.loading.records` turns that into records,
:mod:`~ketamech.loading.layering` lays several sources over one another,
:mod:`~ketamech.loading.linking` checks what needs several records. Every problem of every
file is reported at once.
"""

import os
import re
from pathlib import Path

from ketamech.errors import DataError, Problem
from ketamech.loading.contents import Contents
from ketamech.loading.layering import Layers, lay
from ketamech.loading.linking import problems_between
from ketamech.loading.reader import read
from ketamech.loading.records import Records, records_of
from ketamech.loading.sources import BUNDLED, files_of
from ketamech.model import GraphInfo, Layout, Locations

__all__ = ["BUNDLED", "Contents", "load_contents"]


def load_contents(*sources: str | os.PathLike[str]) -> Contents:
    """Read one graph from files and folders.

    Parameters
    ----------
    *sources
        Files or folders, the lowest layer first; the bundled graph if there is none.

    Returns
    -------
    Contents
        The records of the graph.

    Raises
    ------
    DataError
        With every problem of every file, each as ``file:line:column``.
    """
    given = sources or (BUNDLED,)
    problems: list[Problem] = []
    records: list[Records] = []
    for source in given:
        try:
            files = list(files_of(source))
        except DataError as error:
            problems += error.problems
            continue
        records.append(records_of([(read(path, shown), path.stem) for path, shown in files]))
    layers = lay(records)
    problems += layers.problems
    problems += problems_between(layers)
    if problems:
        raise DataError(problems)
    return _contents(layers, Path(given[0]))


def _contents(layers: Layers, first: Path) -> Contents:
    nodes = {node.id: node for node in layers.records("nodes")}
    return Contents(
        info=_info(layers, first),
        nodes=nodes,
        edges=tuple(layers.records("edges")),
        references={item.key: item for item in layers.records("references")},
        hypotheses={item.id: item for item in layers.records("hypotheses")},
        experiments=tuple(layers.records("experiments")),
        locations=Locations(
            cells=tuple(item for entry in layers.locations for item in entry.record.cells),
            regions=tuple(item for entry in layers.locations for item in entry.record.regions),
            compartments=tuple(
                item for entry in layers.locations for item in entry.record.compartments
            ),
        ),
        layout=layers.layouts[-1].record if layers.layouts else Layout(),
        arms=layers.arms,
        whole=len(nodes),
        places={
            (section, name): (entry.written.file, *entry.written.tree.place)
            for section, entries in layers.entries.items()
            for name, entry in entries.items()
        },
    )


def _info(layers: Layers, first: Path) -> GraphInfo:
    """What the graph says of itself; an upper layer may say it differently."""
    slug = re.sub(r"[^a-z0-9]+", "_", first.stem.lower()).strip("_")
    said = {
        "id": slug if slug[:1].isalpha() else f"graph_{slug}".rstrip("_"),
        "title": next((arm.title for arm in layers.arms.values()), first.stem),
        "version": "unversioned",
        "licence": "not stated",
    }
    for entry in layers.infos:
        said |= {name: getattr(entry.record, name) for name in entry.record.model_fields_set}
    return GraphInfo.model_validate(said)
