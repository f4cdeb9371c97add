"""The command line: the methods of a graph as commands.

Exit status: 0 right, 1 a problem in the data, 2 wrong usage, an unknown name too.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

import ketamech as km
from ketamech.query.check import check as check_graph
from ketamech.query.show import KINDS
from ketamech.query.show import show as show_thing
from ketamech.query.tables import Table
from ketamech.reasoning.predict import Predictions
from ketamech.vocabulary import InterventionKind
from ketamech.writing import WRITERS, Format

__all__ = ["app", "main"]

app = typer.Typer(
    name="ketamech",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="A mechanism graph of how ketamine relieves depression: ask it, draw it.",
    epilog="Example: ketamech downstream AMPA --draw ampa.svg",
)


GraphOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--graph",
        "-g",
        metavar="PATH",
        help="Your own graph, a file or a folder, instead of the bundled one. "
        "Given several times, each is laid on top of those before; 'bundled' means ours.",
    ),
]
StoryOption = Annotated[
    str | None,
    typer.Option(
        "--story",
        metavar="IDS",
        help="Only common ground and these hypotheses, joined by commas; "
        "'default' means the review's own story.",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to write the answer.")]
DrawOption = Annotated[
    Path | None,
    typer.Option("--draw", "-d", metavar="FILE", help="Draw it: .svg, .png, .pdf, .pptx or .html."),
]

_RAISED = "What is raised; may be repeated, as may the others."
_LOWERED = "What is lowered."
_LOST = "What is lost in both arms: by itself it moves nothing."
_HELD = "The background that both arms share."


@contextmanager
def _said_plainly() -> Iterator[None]:
    """Turn warnings and errors into plain messages and the right exit status."""
    try:
        with warnings.catch_warnings(record=True) as noted:
            warnings.simplefilter("always")
            yield
        for note in noted:
            typer.echo(f"note: {note.message}", err=True)
    except km.DataError as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from error
    except km.KetamechError as error:
        typer.echo(f"ketamech: {error}", err=True)
        raise typer.Exit(2) from error


def _loaded(graph: list[Path] | None, story: str | None = None) -> km.MechanismGraph:
    sources = [km.BUNDLED if str(path) == "bundled" else path for path in graph or []]
    loaded = km.load(*sources)
    if story is None:
        return loaded
    return loaded.story() if story == "default" else loaded.select(hypotheses=story.split(","))


def _answer(table: Table[Any], how: Format, picture: Path | None = None) -> None:
    """Write a result, after drawing it where that is asked."""
    if picture is not None:
        drawing: Any = table
        drawing.draw(picture)
    WRITERS[how](table)
    if picture is not None:
        typer.echo(f"drawn: {picture}", err=True)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"ketamech {km.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    pass


@app.command(epilog="Example: ketamech downstream AMPA --draw ampa.svg")
def downstream(
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="One node or several.")],
    draw: DrawOption = None,
    graph: GraphOption = None,
    story: StoryOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """What lies downstream of a node: signed, in causal order, cited."""
    with _said_plainly():
        _answer(_loaded(graph, story).downstream(names), format, draw)


@app.command(epilog="Example: ketamech upstream synaptogenesis --format csv")
def upstream(
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="One node or several.")],
    draw: DrawOption = None,
    graph: GraphOption = None,
    story: StoryOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """What lies upstream of a node: signed, nearest first, cited."""
    with _said_plainly():
        _answer(_loaded(graph, story).upstream(names), format, draw)


@app.command(epilog="Example: ketamech paths ketamine synaptogenesis --limit 5 --draw paths.svg")
def paths(
    source: Annotated[str, typer.Argument(help="Where the paths begin.")],
    target: Annotated[str, typer.Argument(help="Where they end.")],
    max_steps: Annotated[int | None, typer.Option(help="Edges a path may take.")] = None,
    limit: Annotated[int, typer.Option(help="Paths to give at most.")] = 20,
    draw: DrawOption = None,
    graph: GraphOption = None,
    story: StoryOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Paths from one node to another, best first."""
    with _said_plainly():
        found = _loaded(graph, story).paths(source, target, max_steps, limit)
        if not found and draw is not None:
            raise km.DrawingError(f"no path leads from {source} to {target}: nothing to draw")
        _answer(found, format, draw)


@app.command(epilog="Example: ketamech perturb --increase ketamine --block AMPA --draw what_if.svg")
def perturb(
    increase: Annotated[list[str] | None, typer.Option("--increase", "-i", help=_RAISED)] = None,
    decrease: Annotated[list[str] | None, typer.Option("--decrease", help=_LOWERED)] = None,
    block: Annotated[list[str] | None, typer.Option("--block", "-b", help=_LOST)] = None,
    hold: Annotated[list[str] | None, typer.Option("--hold", help=_HELD)] = None,
    within: Annotated[
        str | None,
        typer.Option(metavar="ONSET", help=f"Only what shows within: {', '.join(km.Onset)}."),
    ] = None,
    draw: DrawOption = None,
    graph: GraphOption = None,
    story: StoryOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """What if nodes are raised, lowered or lost: what moves, and what is shut."""
    with _said_plainly():
        loaded = _loaded(graph, story)
        asked = (increase or (), decrease or (), block or (), hold or ())
        _answer(loaded.perturb(*asked, within=within), format, draw)


@app.command(epilog="Example: ketamech abolishes NBQX --of ketamine")
def abolishes(
    agent: Annotated[list[str], typer.Argument(metavar="NAME", help="What is added.")],
    of: Annotated[list[str], typer.Option("--of", help="The treatment; may be repeated.")],
    graph: GraphOption = None,
    story: StoryOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """What a treatment moves, and no longer does with an agent given too."""
    with _said_plainly():
        _answer(_loaded(graph, story).abolishes(agent, of), format)


@app.command(epilog="Example: ketamech predict -t ketamine --target AMPA -r TrkB")
def predict(
    experiment: Annotated[
        list[str] | None, typer.Argument(metavar="[ID...]", help="Experiments of the graph.")
    ] = None,
    treatment: Annotated[
        list[str] | None, typer.Option("--treatment", "-t", help="Or make one up: what is given.")
    ] = None,
    target: Annotated[list[str] | None, typer.Option("--target", help="What is acted on.")] = None,
    kind: Annotated[
        str, typer.Option(help=f"How: {', '.join(InterventionKind)}.")
    ] = InterventionKind.BLOCK,
    readout: Annotated[
        str | None, typer.Option("--readout", "-r", help="What is measured.")
    ] = None,
    background: Annotated[
        list[str] | None, typer.Option("--background", help="What both arms have.")
    ] = None,
    graph: GraphOption = None,
    story: StoryOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """What the graph predicts of experiments, and why."""
    with _said_plainly():
        asked: list[str | km.Experiment] = list(experiment or ())
        if readout is not None:
            asked.append(_made_up(treatment, target, kind, readout, background))
        if not asked:
            raise km.UsageError("nothing is asked (name an experiment, or a --readout)")
        loaded = _loaded(graph, story)
        _answer(Predictions([loaded.predict(one) for one in asked]), format)


def _made_up(
    treatment: list[str] | None,
    target: list[str] | None,
    kind: str,
    readout: str,
    background: list[str] | None,
) -> km.Experiment:
    if not treatment and not target:
        raise km.UsageError("nothing is done in it (write --treatment, --target or both)")
    if kind not in set(InterventionKind):
        raise km.UsageError(f"{kind!r} is no intervention (write {', '.join(InterventionKind)})")
    return km.Experiment.model_validate(
        {
            "id": "asked",
            "background": background or (),
            "treatment": treatment or (),
            "intervention": {"target": target, "kind": kind} if target else None,
            "readout": readout,
        }
    )


@app.command(epilog="Example: ketamech search glut")
def search(
    text: Annotated[str, typer.Argument(help="Part of a name.")],
    graph: GraphOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Nodes one of whose names holds a text."""
    with _said_plainly():
        _answer(_loaded(graph).search(text), format)


@app.command(epilog="Example: ketamech show naltrexone antagonizes mu-opioid receptor")
def show(
    name: Annotated[
        list[str],
        typer.Argument(
            help="A node, an edge (source relation target), a hypothesis, a reference, "
            "an experiment or an arm."
        ),
    ],
    kind: Annotated[
        str | None, typer.Option(help=f"Where a name means several: {', '.join(KINDS)}.")
    ] = None,
    graph: GraphOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """All that is known of one thing, with citations."""
    with _said_plainly():
        _answer(show_thing(_loaded(graph), " ".join(name), kind), format)


@app.command(epilog="Example: ketamech ask 'how does ketamine reach synaptogenesis?'")
def ask(
    question: Annotated[list[str], typer.Argument(help="A question; a wrong one lists them all.")],
    draw: DrawOption = None,
    graph: GraphOption = None,
    story: StoryOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Answer a question in plain English, in a sentence or two with citations."""
    with _said_plainly():
        answer = _loaded(graph, story).ask(" ".join(question))
        if draw is not None:
            answer.draw(draw)
            typer.echo(f"drawn: {draw}", err=True)
        if format is Format.TABLE:
            typer.echo(answer.text)
        else:
            _answer(answer.result, format)


@app.command(epilog="Example: ketamech draw trkb.svg --focus TrkB --depth 1 --theme dark")
def draw(
    file: Annotated[Path, typer.Argument(help="The file: .svg, .png, .pdf, .pptx or .html.")],
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="SOURCE TARGET", help="Only what lies between two nodes."),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the figure.")] = None,
    limit: Annotated[int, typer.Option(help="Nodes to show at most.")] = 24,
    focus: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only what lies around these nodes.")
    ] = None,
    depth: Annotated[
        int | None, typer.Option(help="So many steps up and down from the focus (2).")
    ] = None,
    collapse: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Nodes or arms to hide as dashed edges."),
    ] = None,
    theme: Annotated[str, typer.Option(help="light, dark or print.")] = "light",
    graph: GraphOption = None,
    story: StoryOption = None,
) -> None:
    """Draw the graph, or a part of it, on a slide."""
    with _said_plainly():
        loaded = _loaded(graph, story)
        if between is not None:
            loaded = loaded.between(*between)
        if not loaded.edges:
            raise km.DrawingError("nothing lies there: nothing to draw")
        loaded.draw(
            file,
            title=title,
            limit=limit,
            focus=focus or None,
            depth=depth,
            collapse=collapse or (),
            theme=theme,
        )
        typer.echo(f"drawn: {file}", err=True)


@app.command(epilog="Example: ketamech score --misses 'default story'")
def score(
    misses: Annotated[
        str | None,
        typer.Option(metavar="LINE", help="What a line of the score does not explain, and why."),
    ] = None,
    draw: DrawOption = None,
    graph: GraphOption = None,
    story: StoryOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """How the graph, and each story alone, does on published experiments."""
    with _said_plainly():
        card = _loaded(graph, story).score()
        if draw is not None:
            card.draw(draw)
            typer.echo(f"drawn: {draw}", err=True)
        _answer(card if misses is None else card.misses(misses), format)


TreatmentOption = Annotated[
    list[str] | None,
    typer.Option("--treatment", "-t", help="What is given; that of the graph if left out."),
]
FirstStory = Annotated[str, typer.Argument(metavar="A", help="Hypotheses, joined by commas.")]
SecondStory = Annotated[str, typer.Argument(metavar="B", help="Other ones.")]


@app.command(epilog="Example: ketamech compare disinhibition direct_inhibition")
def compare(
    a: FirstStory,
    b: SecondStory,
    treatment: TreatmentOption = None,
    graph: GraphOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """What two stories share, and where they part: signs, experiments, edges, nodes."""
    with _said_plainly():
        _answer(_loaded(graph).compare(a.split(","), b.split(","), treatment), format)


@app.command(epilog="Example: ketamech discriminate disinhibition direct_inhibition")
def discriminate(
    a: FirstStory,
    b: SecondStory,
    treatment: TreatmentOption = None,
    graph: GraphOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """Experiments not yet done that would tell two stories apart, the most telling first."""
    with _said_plainly():
        _answer(_loaded(graph).discriminate(a.split(","), b.split(","), treatment), format)


@app.command(epilog="Example: ketamech check my_lab/")
def check(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH...]", help="Files and folders; the bundled graph if none."),
    ] = None,
    explained: Annotated[
        bool, typer.Option("--explained", help="Print the warnings that the files explain too.")
    ] = False,
    graph: GraphOption = None,
) -> None:
    """Every problem and every warning of a graph, each with file, line and column."""
    with _said_plainly():
        report = check_graph(_loaded([*(graph or []), *(sources or [])]))
        for warning in report.explained if explained else ():
            typer.echo(f"explained: {warning}")
        typer.echo(report)


def main() -> None:
    """Run the command line."""
    app()
