"""A small graph whose every text would like to be something else."""

from typing import Any

from ketamech import MechanismGraph
from ketamech.model import Reference
from tests import made

SCRIPT = "</script><script>window.hacked = true</script>"
PICTURE = "<img src=x onerror='window.hacked=true'>"
ARABIC = "مستقبل \u202egnirts neddih\u202c"


def hostile() -> MechanismGraph:
    """Names, findings, works and identifiers that end elements, turn lines and run code."""
    work: dict[str, Any] = {
        "key": "Made2000",
        "title": f'"{SCRIPT}" <!-- {PICTURE} \u2028 &lt;b&gt;',
        "author": [{"family": f"O'{PICTURE}"}],
        "issued": {"date-parts": [[2000]]},
        "container-title": "<b>Journal</b>",
        "DOI": "10.1000/x\"onclick='window.hacked=true'<script>javascript:alert(1)",
        "PMID": "1",
        "kind": "primary",
    }
    finding = made.SUPPORT | {
        "finding": f"{SCRIPT} {PICTURE} " + "very long " * 40,
        "species": "<b>mouse</b>",
    }
    return made.graph(
        made.edge("a activates b", finding, made.AGAINST, hypotheses=["story"]),
        "b inhibits c",
        nodes=(
            made.node("a", name="</title></svg><script>", description=PICTURE, aliases=[SCRIPT]),
            made.node("b", name="\"'`${1}&amp;\n🧠", description=f"{ARABIC} -->"),
            made.node("c", name=ARABIC, xrefs={"CHEBI:6121": SCRIPT}),
        ),
        references={"Made2000": Reference.model_validate(work)},
    )
