from pathlib import Path

import pytest

import ketamech as km

REFERENCE = """\
references:
  Made2000:
    title: A title
    author: [{family: Made}]
    issued: {date-parts: [[2000]]}
    DOI: 10.1000/made
    kind: primary
"""
EVIDENCE = "evidence: [{ref: Made2000, species: mouse, system: in_vivo, finding: It was seen.}]"
NODES = """\
nodes:
- {id: a, name: Aa, type: drug}
- {id: b, name: Bb, type: receptor, aliases: [family]}
- {id: c, name: Cc, type: protein, aliases: [family]}
"""
EDGES = f"""\
edges:
- {{source: a, relation: antagonizes, target: b, {EVIDENCE}}}
- {{source: b, relation: activates, target: c, {EVIDENCE}}}
"""
GOOD = f"title: Made\n{NODES}{EDGES}{REFERENCE}"


def written(folder: Path, text: str, name: str = "arm.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def problems(*sources: Path) -> list[str]:
    with pytest.raises(km.DataError) as caught:
        km.load(*sources)
    folder = f"{sources[0] if sources[0].is_dir() else sources[0].parent}/"
    return [str(problem).replace(folder, "") for problem in caught.value.problems]


def test_a_file_loads_and_names_itself(tmp_path: Path) -> None:
    graph = km.load(written(tmp_path, GOOD, "my-lab 2.yaml"))
    assert (graph.info.id, graph.info.title) == ("my_lab_2", "Made")
    assert [str(edge) for edge in graph.edges] == ["a antagonizes b", "b activates c"]


def test_a_folder_loads_as_one_graph(tmp_path: Path) -> None:
    written(tmp_path, NODES, "one.yaml")
    written(tmp_path, EDGES, "two.yaml")
    indented = REFERENCE.removeprefix("references:\n").splitlines()
    written(tmp_path, "\n".join(line[2:] for line in indented), "references.yaml")
    assert len(km.load(tmp_path).edges) == 2


def test_every_problem_is_in_one_report(tmp_path: Path) -> None:
    text = (
        """\
title: Made
nodes:
- id: a
  name: Aa
  type: receptr
  alises: [x]
- {id: b, name: Bb, type: behaviour}
- {id: c, name: Cc, type: protein, xrefs: {bad: x}, cell: nowhere}
- just a text
- {id: c, name: Dd, type: protein}
edges:
- {source: b, relation: activate, target: cc}
- source: a
  relation: activates
  target: dd
  hypotheses: none
  evidence:
  - {ref: Made200, species: mouse, system: in_vivo, finding: It was seen.}
  - {ref: Made2000, species: mouse, system: vivo, finding: " ", stanc: supports}
nods: []
"""
        + REFERENCE
    )
    assert problems(written(tmp_path, text)) == [
        "arm.yaml:5:9: 'receptr' is not a type (did you mean receptor?)",
        "arm.yaml:6:3: unknown key 'alises' (did you mean aliases?)",
        "arm.yaml:7:3: node: a behaviour does not say which way is relief "
        "(write better: higher or lower)",
        "arm.yaml:8:44: xrefs: 'bad' is not a CURIE "
        "(write prefix:identifier, as in CHEBI:6121 or hgnc:1033)",
        "arm.yaml:8:59: unknown cell 'nowhere' (define the cell)",
        "arm.yaml:9:3: this node is a text where a mapping belongs (write key: value)",
        "arm.yaml:10:3: the node 'c' stands twice, first at arm.yaml:8:3 (keep one)",
        "arm.yaml:12:3: edge has no evidence (write evidence:)",
        "arm.yaml:12:25: 'activate' is not a relation (did you mean activates?)",
        "arm.yaml:12:43: unknown node 'cc' (did you mean c?)",
        "arm.yaml:15:11: unknown node 'dd' (define the node)",
        "arm.yaml:16:15: hypotheses holds a text where a list belongs "
        "(write [one, two], or a line that starts with - for each)",
        "arm.yaml:18:11: unknown reference 'Made200' (did you mean Made2000?)",
        "arm.yaml:19:45: 'vivo' is not a system (did you mean in_vivo?)",
        "arm.yaml:19:60: finding: is empty (write a text)",
        "arm.yaml:19:65: unknown key 'stanc' (did you mean stance?)",
        "arm.yaml:20:1: unknown key 'nods' (did you mean nodes?)",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: c,", "id: b,", "arm.yaml:5:3: the node 'b' stands twice"),
        ("target: c", "target: b", "source and target are the same node"),
        ("b, relation: activates, target: c", "a, relation: antagonizes, target: b", "twice"),
        ("name: Cc", "name: bb", "'bb' also names the node 'b'"),
        (
            "name: Bb, type: receptor, aliases: [family]",
            "name: Bb, type: receptor, aliases: [a]",
            "arm.yaml:4:47: 'a' also names the node 'a'",
        ),
        (
            "aliases: [family]}\n- {id: c",
            "inverse_aliases: [BB]}\n- {id: c",
            "'BB' counts 'b' both ways",
        ),
        ("ref: Made2000", "ref: Made2001", "unknown reference 'Made2001' (did you mean Made2000?)"),
        ("DOI: 10.1000/made", "DOI: made", "'made' is not a DOI"),
        ("    DOI: 10.1000/made\n", "", "has no identifier (write a DOI or a PMID)"),
        ("kind: primary", "kind: paper", "'paper' is not a kind"),
        ("[[2000]]", "[[soon]]", "holds a text where a whole number belongs"),
        ("title: Made\n", "title: [Made]\n", "title holds a list where a text belongs"),
        ("nodes:\n", "nodes: {}\nnoodles:\n", "nodes holds a mapping where a list belongs"),
    ],
)
def test_what_is_wrong_between_records_is_said(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in GOOD
    found = problems(written(tmp_path, GOOD.replace(old, new, 1)))
    assert any(said in problem for problem in found), found


def test_a_list_where_a_mapping_belongs_is_said(tmp_path: Path) -> None:
    assert problems(written(tmp_path, "- a\n- b\n")) == [
        "arm.yaml:1:1: the file holds a list where a mapping belongs "
        "(write title:, nodes: and edges:)"
    ]


def test_a_hypothesis_that_nobody_uses_or_that_builds_on_itself_is_said(tmp_path: Path) -> None:
    story = "- {id: one, name: One, summary: S, status: open, references: [Made2000]%s}\n"
    text = GOOD + "hypotheses:\n" + story % ""
    assert "no edge belongs to the hypothesis 'one'" in problems(written(tmp_path, text))[0]
    text = GOOD + "hypotheses:\n" + story % ", builds_on: [one]"
    assert "builds on itself" in problems(written(tmp_path, text))[0]


def test_a_file_that_cannot_be_read_does_not_blame_the_others(tmp_path: Path) -> None:
    written(tmp_path, "nodes: [\n", "nodes.yaml")
    written(tmp_path, EDGES + REFERENCE, "edges.yaml")
    assert len(problems(tmp_path)) == 1


def test_what_is_not_there_is_said_for_every_source(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = problems(tmp_path / "none.yaml", tmp_path / "empty")
    assert "no such file or folder" in found[1]
    assert "holds no .yaml file" in found[0]


def test_experiments_name_nodes(tmp_path: Path) -> None:
    text = GOOD + "experiments:\n- {id: one, treatment: Aa, readout: %s, result: increased}\n"
    graph = km.load(written(tmp_path, text % "Cc"))
    assert graph.experiments[0].readout == "Cc"
    assert "no node is called 'Ccc'" in problems(written(tmp_path, text % "Ccc"))[0]
    assert "carried by several" in problems(written(tmp_path, text % "family"))[0]


def test_two_loads_are_equal_and_order_does_not_matter(tmp_path: Path) -> None:
    one = km.load(written(tmp_path, GOOD))
    lines = NODES.splitlines()
    turned = "\n".join([lines[0], *reversed(lines[1:])]) + "\n"
    first, *rest = EDGES.splitlines()
    turned_edges = "\n".join([first, *reversed(rest)]) + "\n"
    other = km.load(written(tmp_path, f"title: Made\n{turned}{turned_edges}{REFERENCE}"))
    assert one == km.load(tmp_path / "arm.yaml") == other
    assert one.downstream("a") == other.downstream("a")
