"""Write the page of the score: the figures, what each story alone explains, every miss and why.

Run ``python docs/make_score.py`` after a change to the graph or the reasoning, and read what it
wrote. Figures and reasons are computed; which group a miss belongs to, and the plain sentence,
are curated in ``docs/misses.tsv``. A test compares the page in the checkout with a fresh one.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill
from typing import NamedTuple

import ketamech as km
from ketamech.reasoning.answers import Answer
from ketamech.reasoning.misses import Miss
from ketamech.reasoning.score import DEFAULT, HINDSIGHT, Line, Scorecard
from ketamech.reasoning.tally import Tally, Verdict
from ketamech.reasoning.trial import Class
from ketamech.vocabulary import Relation

DOCS = Path(__file__).parent

GROUPS = {
    "rival": (
        "A rival story gets it right",
        "The experiment tests a step that the default story leaves to another hypothesis.",
    ),
    "papers": (
        "Papers disagree",
        "Another paper of the graph found the opposite, or speaks for the edge that decides.",
    ),
    "limit": (
        "A limit of the semantics",
        "Signs cannot say it: inputs needed jointly, partial loss, dose, potency, occlusion, "
        "time course, sex, region or state.",
    ),
    "unknown": (
        "No route or no gate is known",
        "Nothing in the default story joins what was done to what was read, or no rival does so "
        "with the right sign.",
    ),
}
"""Why an experiment is missed: the heading, and what the group means."""


class Judgement(NamedTuple):
    """A row of ``misses.tsv``: why the default story misses an experiment."""

    experiment: str
    group: str
    why: str


def judgements() -> dict[str, Judgement]:
    """The curated table, by experiment."""
    with (DOCS / "misses.tsv").open(encoding="utf-8", newline="") as table:
        rows = [Judgement(**row) for row in csv.DictReader(table, delimiter="\t")]
    return {row.experiment: row for row in rows}


def rivals(card: Scorecard, miss: Miss) -> tuple[str, ...]:
    """The hypotheses that alone say what was found.

    Where the finding is that nothing moved there are none: a story that knows nothing of the
    experiment says the same.
    """
    if miss.verdict.found_class is Class.STILL:
        return ()
    return tuple(
        line.name
        for line in card.lines
        if line.name in card.graph.contents.hypotheses
        and any(one.experiment == miss.experiment and one.plain.right for one in line.answers)
    )


def page(card: Scorecard) -> str:
    """The text of the page."""
    judged = judgements()
    lines = [
        "# The score: the graph against published experiments",
        "",
        "Generated from `graph.score()` and `docs/misses.tsv` by `docs/make_score.py`.",
        "What the words mean stands in [prediction.md](prediction.md).",
        "",
        *_bounds(card.line(DEFAULT)),
        *_reasons(card, judged),
        *_figures(card),
        *_only(card),
        *_misses(card, judged),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _bounds(line: Line) -> Iterator[str]:
    row = line.main
    unread = row.without.balanced or 0.0
    asked = [
        ("balanced agreement", 0.75, row.plain.balanced or 0.0),
        ("coverage", 0.80, row.plain.coverage or 0.0),
        ("balanced agreement, leave-one-paper-out", 0.55, unread),
        ("coverage, leave-one-paper-out", 0.50, row.without.coverage or 0.0),
        ("its margin over *always*", 0.15, unread - (row.always_without.balanced or 0.0)),
        ("its margin over *path*", 0.15, unread - (row.path_without.balanced or 0.0)),
    ]
    met = sum(reached >= bound for _, bound, reached in asked)
    yield f"**The default story meets {met} of the {len(asked)} bounds that were set for it.**"
    yield f"They are asked of the {row.plain.asked} experiments with an intervention:"
    yield ""
    yield "| bound | at least | reached | |"
    yield "|---|---|---|---|"
    for name, bound, reached in asked:
        verdict = "met" if reached >= bound else "**missed**"
        yield f"| {name} | {bound:.2f} | {_share(reached)} | {verdict} |"
    yield ""


def _reasons(card: Scorecard, judged: dict[str, Judgement]) -> Iterator[str]:
    line = card.line(DEFAULT)
    main = [answer for answer in line.answers if not answer.net]
    right = [answer for answer in main if answer.plain.right]
    own = [one.plain for one in main if one.plain.right or not _is_rival(one, judged)]
    tallies = {kind: [Tally.of(of) for of in _of_class(main, kind)] for kind in Class}
    hindsight = card.line(HINDSIGHT).main.plain
    later = Counter(answer.without.mark for answer in right)
    edges = [edge for edge in card.graph.story().edges if edge.relation.info.causal]
    gates = [edge for edge in edges if edge.required or edge.relation is Relation.PERMITS]
    yield from ("## Why it is no higher", "")
    told = (
        f"""**The list of experiments also tests the rivals.** {len(main) - len(own)} of the
        {len(main) - len(right)} misses with an intervention are experiments that a rival story
        explains and the default story leaves to it. Without them balanced agreement would be
        {_share(Tally.of(own).balanced)}: a diagnosis and not a score, since they were asked. With
        the stories chosen with hindsight it is {_share(hindsight.balanced)}, at a coverage of
        {_share(hindsight.coverage)}.""",
        f"""**Few experiments weigh much.** {tallies[Class.STILL][0].covered} answered experiments
        found that a single act moves nothing, and that class is one of {len(Class)} of which
        balanced agreement is the mean.""",
        f"""**Most steps rest on one paper.** {sum(map(_single, edges))} of {len(edges)} causal
        edges of the default story, and {sum(map(_single, gates))} of {len(gates)} of its gates and
        required edges, are supported by a single paper. Leave-one-paper-out takes that paper away:
        of the {len(right)} experiments that the story gets right, {later["silent"]} then get no
        answer, {later["disagrees"] + later["ambiguous"]} a wrong or an ambiguous one, and
        {later["agrees"]} are still right. A second, independent paper for the same step mends
        that; no reweighing does.""",
        """**Losses suffer most.** A lost response is told by a gate or a required step, and most
        of these rest on one paper, often the one that showed the loss. What is then left is that a
        path is there, and the baseline *path*, which asks for no more, comes close.""",
    )
    for text in told:
        yield fill(f"- {' '.join(text.split())}", 100, subsequent_indent="  ")
    yield ""
    yield "| found | asked | right | right, leave-one-paper-out |"
    yield "|---|---|---|---|"
    for kind, (plain, without) in tallies.items():
        shares = " | ".join(f"{one.right} of {one.covered} answered" for one in (plain, without))
        yield f"| {kind} | {plain.asked} | {shares} |"
    yield ""


def _is_rival(answer: Answer, judged: dict[str, Judgement]) -> bool:
    return judged[answer.experiment.id].group == "rival"


def _of_class(several: list[Answer], kind: Class) -> tuple[list[Verdict], list[Verdict]]:
    """What is said where a class was found, with and without the experiments' own papers."""
    found = [answer for answer in several if answer.plain.found_class is kind]
    return [answer.plain for answer in found], [answer.without for answer in found]


def _single(edge: km.Edge) -> bool:
    return len({item.ref for item in edge.evidence if item.speaks_for}) == 1


def _figures(card: Scorecard) -> Iterator[str]:
    yield "## The figures"
    yield ""
    yield "![Experiments by stories: how many each explains](figures/score.svg)"
    yield ""
    for net, title in ((False, "Experiments with an intervention"), (True, "Net effects")):
        rows = [line.net if net else line.main for line in card.lines]
        yield f"### {title} ({rows[0].plain.asked})"
        yield ""
        yield f"| story |{2 * ' cov. | agr. | **bal.** | always | path |'}"
        yield f"|---|{10 * '---|'}"
        for row in rows:
            plain, left = row.plain, row.without
            cells = [
                *(plain.coverage, plain.agreement, plain.balanced),
                *(row.always.balanced, row.path.balanced),
                *(left.coverage, left.agreement, left.balanced),
                *(row.always_without.balanced, row.path_without.balanced),
            ]
            yield f"| {row.line.name} | {' | '.join(map(_share, cells))} |"
        yield ""
    chosen = card.line(HINDSIGHT).hypotheses or ()
    yield f"""\
The first five columns are the graph as it is, the last five leave-one-paper-out: without the edges
and the necessities that rest on the experiment's own papers alone. *cov.* is the share that gets an
answer, *agr.* the share of these that is right, *bal.* the mean of that share over what was found
(lost, kept, moved, still). *always* and *path* are the balanced agreement of two baselines on the
same experiments: always lost, or moved up; and is there still any path. Chosen with hindsight,
knowing the answers: {", ".join(chosen)}.
"""


def _only(card: Scorecard) -> Iterator[str]:
    yield "## What each hypothesis alone explains"
    yield ""
    yield "Experiments that a hypothesis gets right and no other does, save those that build on it."
    yield ""
    for line in card.lines:
        if line.name in card.graph.contents.hypotheses:
            own = card.only(line.name)
            told = ", ".join(f"`{one.id}`" for one in own) or "none"
            yield f"- **{line.name}** ({len(own)}): {told}"
    yield ""


def _misses(card: Scorecard, judged: dict[str, Judgement]) -> Iterator[str]:
    misses = card.misses(DEFAULT)
    counts = Counter(
        (judged[miss.experiment.id].group, miss.verdict.mark, miss.experiment.intervention is None)
        for miss in misses
    )
    kinds = [(mark, net) for net in (False, True) for mark in ("disagrees", "ambiguous", "silent")]
    yield f"## The {len(misses)} misses of the default story, case by case"
    yield ""
    yield "| | wrong | ambiguous | silent | net effect: wrong | ambiguous | silent |"
    yield "|---|---|---|---|---|---|---|"
    for group, (title, _) in GROUPS.items():
        numbers = " | ".join(str(counts[group, *kind] or "") for kind in kinds)
        yield f"| {title} | {numbers} |"
    yield ""
    yield """\
Where two groups fit, the one that tells more was taken. *Right alone* names the hypotheses that by
themselves say what was found; where the finding is that nothing moved none is named, since a story
that knows nothing of the experiment says the same. *Computed* is the reason that
`graph.story().predict(...)` gives."""
    for group, (title, meaning) in GROUPS.items():
        several = [miss for miss in misses if judged[miss.experiment.id].group == group]
        yield ""
        yield f"### {title} ({len(several)})"
        yield ""
        yield meaning
        yield ""
        for miss in several:
            yield from _told(card, miss, judged[miss.experiment.id].why)


def _told(card: Scorecard, miss: Miss, why: str) -> Iterator[str]:
    experiment = miss.experiment
    what = str(experiment).removeprefix(f"{experiment.id}: ").split(f": {miss.verdict.found} [")[0]
    papers = ", ".join(f"[{key}]({card.graph.references[key].url})" for key in experiment.refs)
    alone = rivals(card, miss)
    yield f"- **{experiment.id}** ({papers}). {_plain(what)}"
    yield f"  - Found {miss.verdict.found}, said {miss.verdict.said}. {_plain(why)}"
    yield f"  - Computed: {_plain(miss.because)}"
    if alone:
        yield f"  - Right alone: {_plain(', '.join(alone))}"


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.3f}"


def _plain(text: str) -> str:
    """A text that Markdown takes for nothing but text."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", " ".join(text.split()))


if __name__ == "__main__":
    written = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS / "score.md"
    written.write_text(page(km.load().score()), encoding="utf-8")
    print(written)
