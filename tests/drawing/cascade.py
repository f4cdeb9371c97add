"""An invented cascade of 21 nodes, as large and as tangled as a figure for a slide."""

from typing import Any

from ketamech import MechanismGraph
from ketamech.model import Edge, Layout, Node
from ketamech.vocabulary import NodeType
from tests import made

LAYOUT = Layout.model_validate(
    {
        "lanes": [
            {"id": "drug", "name": "Drug & metabolites", "types": ["drug", "metabolite"]},
            {"id": "gaba", "name": "GABA interneuron", "cells": ["gaba"]},
            {"id": "terminal", "name": "Glutamatergic terminal", "cells": ["terminal"]},
            {"id": "post", "name": "Postsynaptic pyramidal neuron", "cells": ["post"]},
            {"id": "nucleus", "name": "Nucleus & translation", "cells": ["nucleus"]},
            {"id": "synapse", "name": "Synapse & circuit", "types": ["structure", "process"]},
            {"id": "network", "name": "Brain networks", "types": ["brain_network"]},
            {"id": "outcome", "name": "Clinical outcome", "types": ["behaviour"]},
        ]
    }
)

_NODES = """
ketamine        | (R,S)-Ketamine              | drug             |
nmda_gaba       | NMDA receptor (GluN2D)      | receptor         | gaba
pv_firing       | PV interneuron firing       | cell_activity    | gaba
gaba            | GABA release                | neurotransmitter | gaba
pyramidal       | Pyramidal cell firing       | cell_activity    | terminal
glutamate       | Extracellular glutamate     | neurotransmitter | terminal
trkb            | TrkB                        | receptor         | post
pi3k            | PI3K–Akt                    | protein          | post
nmda_outside    | Extrasynaptic NMDA receptor | receptor         | post
bdnf            | BDNF release                | protein          | post
calcium         | L-type Ca²⁺ channel         | ion_channel      | post
ampa            | AMPA receptor               | receptor         | post
synthesis       | Dendritic protein synthesis | process          | nucleus
bp1             | 4E-BP1                      | protein          | nucleus
mtor            | mTORC1                      | complex          | nucleus
eef2k           | eEF2 kinase                 | protein          | nucleus
translation     | BDNF translation            | process          | nucleus
spines          | Spine formation             | structure        |
synapses        | Synaptogenesis              | process          |
network         | mPFC–hippocampus            | brain_network    |
relief          | Antidepressant effect       | behaviour        |
"""

_EDGES = """
ketamine antagonizes nmda_gaba
ketamine antagonizes nmda_outside
nmda_gaba activates pv_firing
pv_firing releases gaba
gaba inhibits pyramidal
pyramidal releases glutamate
glutamate activates ampa
glutamate activates nmda_outside
ampa activates calcium
calcium activates bdnf
bdnf activates trkb
trkb activates pi3k
pi3k activates mtor
nmda_outside activates eef2k
eef2k inhibits translation
translation increases bdnf
mtor inhibits bp1
bp1 inhibits synthesis
synthesis increases spines
spines increases synapses
synapses activates network
network increases relief
"""


def _node(row: str) -> Node:
    node_id, name, kind, cell = (part.strip() for part in row.split("|"))
    better = "higher" if NodeType(kind).info.valued else None
    return made.node(node_id, name=name, type=kind, cell=cell or None, better=better)


def nodes() -> tuple[Node, ...]:
    """Its nodes."""
    return tuple(_node(row) for row in _NODES.strip().splitlines())


def edges() -> tuple[Edge, ...]:
    """Its edges: one indirect, one contested."""
    return (
        *(made.edge(row) for row in _EDGES.strip().splitlines()),
        made.edge("ketamine activates trkb", indirect=True),
        made.edge("nmda_outside inhibits mtor", made.SUPPORT, made.AGAINST),
    )


def cascade(**fields: Any) -> MechanismGraph:
    """The whole of it as a graph."""
    title = {"title": "Disinhibition to synaptogenesis: the canonical cascade"}
    return made.graph(*edges(), nodes=nodes(), **{"layout": LAYOUT, "info": title} | fields)
