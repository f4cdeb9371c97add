"""Write a page for every arm of the bundled graph: its figure, nodes, edges, evidence, disputes.

Run ``python docs/make_pages.py`` after a change to the graph, and look at what it wrote. A
test compares the pages in the checkout with fresh ones, and the figures by the digest of
what they show, which each of them carries.
"""

import re
import sys
import warnings
from collections.abc import Iterator
from hashlib import sha256
from itertools import product
from pathlib import Path

import ketamech as km
from ketamech.drawing import QualityWarning
from ketamech.model import Arm, Edge

FOLDER = Path(__file__).parent / "arms"


def pages(graph: km.MechanismGraph) -> dict[str, str]:
    """The text of every page, by file name."""
    written = {f"{arm.id}.md": _page(graph, arm) for arm in arms(graph)}
    return {"README.md": _index(graph)} | written


def digest(graph: km.MechanismGraph, arm: Arm) -> str:
    """A fingerprint of what the figure of an arm shows."""
    part = graph.select(arms=arm.id)
    nodes = sorted((node.id, node.name, node.type, node.cell, node.region) for node in part.nodes)
    edges = sorted(
        (str(edge), edge.confidence, edge.hypotheses, edge.feedback, edge.indirect)
        for edge in part.edges
    )
    return sha256(repr((arm.title, nodes, edges)).encode()).hexdigest()[:16]


def draw(graph: km.MechanismGraph, arm: Arm, folder: Path) -> Path:
    """Draw the figure of an arm: as many nodes as keep the bounds of a slide."""
    part = graph.select(arms=arm.id, refuted=False)
    path = folder / f"{arm.id}.svg"
    for limit, seed in product((24, 20, 16, 13, 10), range(3)):
        with warnings.catch_warnings(record=True) as noted:
            warnings.simplefilter("always", QualityWarning)
            part.draw(path, title=arm.title, limit=limit, seed=seed, correlations=True)
        if not noted:
            break
    text = path.read_text(encoding="utf-8").rstrip()
    path.write_text(f"{text}\n<!-- {digest(graph, arm)} -->\n", encoding="utf-8")
    return path


def write_all(folder: Path) -> Iterator[Path]:
    """Write every page and every figure into a folder."""
    graph = km.load()
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages(graph).items():
        (folder / name).write_text(text, encoding="utf-8")
        yield folder / name
    for arm in arms(graph):
        yield draw(graph, arm, folder)


def arms(graph: km.MechanismGraph) -> list[Arm]:
    """The arms that hold an edge, in the order of the files."""
    return [arm for arm in graph.arms if graph.select(arms=arm.id).edges]


def _index(graph: km.MechanismGraph) -> str:
    lines = ["# The arms of the mechanism", ""]
    lines += [
        "Generated from the curated files by `docs/make_pages.py`. `ketamech show NAME` prints the",
        "same for a single node, edge, hypothesis, reference or experiment.",
        "",
        "| arm | nodes | edges | disputed |",
        "|---|---|---|---|",
    ]
    for arm in arms(graph):
        part = graph.select(arms=arm.id)
        disputed = sum(map(_disputed, part.edges))
        link = f"[{_plain(arm.title)}]({arm.id}.md)"
        lines.append(f"| {link} | {len(part.nodes)} | {len(part.edges)} | {disputed or ''} |")
    lines += ["", "## Hypotheses", ""]
    for story in graph.hypotheses:
        own = sum(story.id in edge.hypotheses for edge in graph.edges)
        lines += [f"### {_plain(story.name)} (`{story.id}`)", "", _plain(story.summary), ""]
        lines += [f"- Status: {_plain(story.status)}"]
        if story.decided_by:
            lines += [f"- What would decide against it: {_plain(story.decided_by)}"]
        if story.builds_on:
            lines += [f"- Builds on: {', '.join(story.builds_on)}"]
        lines += [f"- Edges of its own: {own}", f"- {_cited(graph, story.references)}", ""]
    lines += ["## Open questions", ""]
    for asked in graph.info.open_questions:
        lines.append(f"- {_plain(asked.question)} {_cited(graph, asked.references)}")
    return "\n".join(lines).rstrip() + "\n"


def _page(graph: km.MechanismGraph, arm: Arm) -> str:
    part = graph.select(arms=arm.id)
    lines = [f"# {_plain(arm.title)}", ""]
    lines += [_plain(arm.description), ""] if arm.description else []
    lines += [f"![{_plain(arm.title)}]({arm.id}.svg)", ""]
    disputes = [edge for edge in part.edges if _disputed(edge)]
    if disputes:
        lines += ["## Disputes", ""]
        lines += [f"- {_dispute(graph, edge)}" for edge in disputes]
        lines.append("")
    lines += ["## Nodes", "", "| node | type | what it is | identifiers |", "|---|---|---|---|"]
    for node in part.nodes:
        known = ", ".join(
            f"[{curie}](https://bioregistry.io/{curie}) {_plain(label)}"
            for curie, label in node.xrefs.items()
        )
        told = _plain(node.description or "")
        lines.append(
            f"| {_plain(node.name)} (`{node.id}`) | {node.type.label} | {told} | {known} |"
        )
    lines += ["", "## Edges", ""]
    for edge in part.edges:
        lines += _told(graph, edge)
    return "\n".join(lines).rstrip() + "\n"


def _told(graph: km.MechanismGraph, edge: Edge) -> Iterator[str]:
    yield f"### {_named(graph, edge)}"
    yield ""
    facts = [
        str(edge.confidence),
        f"necessity {edge.necessity}" if edge.necessity else "",
        f"shows within {edge.onset}" if edge.onset else "",
        "steps are missing" if edge.indirect else "",
        "closes a feedback loop" if edge.feedback else "",
        ", ".join(edge.hypotheses) or "common ground",
    ]
    yield "; ".join(filter(None, facts))
    yield ""
    for item in edge.evidence:
        necessity = f", necessity {item.necessity}" if item.necessity else ""
        where = dict.fromkeys([_plain(item.species), item.system.replace("_", " ")])
        seen = f"{item.stance}{necessity}; {', '.join(where)}"
        yield f"- {_link(graph, item.ref)} ({seen}): {_plain(item.finding)}"
    yield ""


def _dispute(graph: km.MechanismGraph, edge: Edge) -> str:
    sides = []
    for word, of_side in (("for", "speaks_for"), ("against", "speaks_against")):
        papers = dict.fromkeys(item.ref for item in edge.evidence if getattr(item, of_side))
        sides += [f"{word}: {', '.join(_link(graph, key) for key in papers)}"] if papers else []
    about = "refuted" if edge.confidence is km.Confidence.REFUTED else "disputed"
    return f"{_named(graph, edge)} ({about}; {'; '.join(sides)})"


def _disputed(edge: Edge) -> bool:
    refuted = edge.confidence is km.Confidence.REFUTED
    return refuted or edge.contested or str(edge.necessity) == "contested"


def _named(graph: km.MechanismGraph, edge: Edge) -> str:
    nodes = graph.contents.nodes
    relation = edge.relation.replace("_", " ")
    return _plain(f"{nodes[edge.source].name} {relation} {nodes[edge.target].name}")


def _cited(graph: km.MechanismGraph, keys: tuple[str, ...]) -> str:
    return ", ".join(_link(graph, key) for key in keys)


def _link(graph: km.MechanismGraph, key: str) -> str:
    return f"[{key}]({graph.references[key].url})"


def _plain(text: str) -> str:
    """A text that Markdown takes for nothing but text."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", " ".join(text.split()))


if __name__ == "__main__":
    for written in write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(written)
