"""Questions in plain English: a small, fixed grammar over the queries of a graph.

Each form of question is one row of :data:`FORMS`: what it asks, an example, the patterns of
words that it takes (see :mod:`ketamech.language.words`), and the function that answers it. No
model and no network take part, so that the same question always has the same answer.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from ketamech.errors import DrawingError, UnknownNodeError, UsageError
from ketamech.language import answers
from ketamech.language.answers import Said, Slots
from ketamech.language.words import fitted, words_of

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["FORMS", "Answer", "Form", "ask"]

_LONGEST = 40


@dataclass(frozen=True)
class Form:
    """One form of question.

    Attributes
    ----------
    asks
        The question with capital letters for what is asked about.
    example
        One that the bundled graph answers.
    patterns
        The words that it takes; the first pattern that fits and whose names are known wins.
    answer
        What answers it.
    """

    asks: str
    example: str
    patterns: tuple[str, ...]
    answer: Callable[["MechanismGraph", Slots], Said]


FORMS: tuple[Form, ...] = (
    Form(
        "what lies downstream of X",
        "What lies downstream of AMPA?",
        (
            "<which> nodes|else? <lie> downstream of|from X",
            "show|list|give? me? everything|all? downstream of|from X",
            "<which> <do> X act|acts on",
            "<which> <do> X <affect>",
            "<which> <be> <affect> by X",
            "<which> follows from X",
        ),
        answers.downstream,
    ),
    Form(
        "what is upstream of X",
        "What is upstream of synaptogenesis?",
        (
            "<which> nodes|else? <lie> upstream of|from X",
            "show|list|give? me? everything|all? upstream of|from X",
            "<which> acts|act on X",
            "<which> <affect> X",
            "<which> leads|lead to X",
        ),
        answers.upstream,
    ),
    Form(
        "what raises X",
        "What raises BDNF release?",
        ("<which> nodes|things|else? <do>? <raise> X",),
        answers.raisers,
    ),
    Form(
        "what lowers X",
        "What lowers depressive symptoms?",
        ("<which> nodes|things|else? <do>? <lower> X",),
        answers.lowerers,
    ),
    Form(
        "how does X reach Y",
        "How does ketamine reach synaptogenesis?",
        (
            "how|why <do> X reach|cause|get|affect|influence|change to? Y",
            "how|why <do> X act|work|lead on|to Y",
            "how|why <do> X <raise> Y",
            "how|why <do> X <lower> Y",
            "how <be> X linked|connected|related to|with Y",
            "<which> <be> <route> from|between X to|and Y",
            "show? me? <route> from|between X to|and Y",
            "<which> <lie> between X and Y",
        ),
        answers.route,
    ),
    Form(
        "does X raise Y",
        "Does ketamine raise glutamate?",
        ("<do> X <raise> Y", "<be> Y <raise> by X"),
        answers.raises,
    ),
    Form(
        "does X lower Y",
        "Does NBQX lower BDNF release?",
        ("<do> X <lower> Y", "<be> Y <lower> by X"),
        answers.lowers,
    ),
    Form(
        "does X affect Y",
        "Does chronic stress affect dendritic spine density?",
        ("<do> X <affect> Y", "<do> X act|work on Y", "<do> X reach Y", "<be> Y <affect> by X"),
        answers.affects,
    ),
    Form(
        "what if X is raised and Y is blocked",
        "What if ketamine is given and AMPA receptors are blocked?",
        (
            "what happens|changes? if|when X <be> <give> and|but|while Y <be> <lose>",
            "what happens|changes? if|when Y <be> <lose> and|but|while X <be> <give>",
            "<which> <do> X do|move|change without|despite Y",
        ),
        answers.given_without,
    ),
    Form(
        "what if X is raised with Y",
        "What if ketamine is given with naltrexone?",
        (
            "what happens|changes? if|when X <be> <give> with|after Y",
            "what happens|changes? if|when X and|with Y <be> <give>",
            "what happens|changes? if|when i|we|you|one <give> X with|after Y",
        ),
        answers.given_together,
    ),
    Form(
        "what if X is blocked",
        "What if AMPA receptors are blocked?",
        (
            "what happens|changes? if|when X <be> <lose>",
            "what happens|changes? if|when X <be> knocked out|down",
            "what happens|changes? if|when i|we|you|one <lose> X",
            "what happens|changes? without X",
        ),
        answers.lost,
    ),
    Form(
        "what if X is raised",
        "What if AMPA receptors are activated?",
        (
            "what happens|changes? if|when X <be> <give>",
            "what happens|changes? if|when i|we|you|one <give> X",
        ),
        answers.given,
    ),
    Form(
        "what does X abolish of Y",
        "What does naltrexone abolish of ketamine?",
        (
            "<which> <do> X <abolish> of|from Y",
            "<which> effects|effect|changes of Y <do> X <abolish>",
            "<which> effects|effect|changes of Y <be> <abolish> by X",
            "<which> of effects of Y <do> X <abolish>",
        ),
        answers.abolished,
    ),
    Form(
        "what does X abolish",
        "What does NBQX abolish?",
        ("<which> <do> X <abolish>", "<which> <be> <abolish> by X"),
        answers.abolished,
    ),
    Form(
        "which hypothesis explains E",
        "Which hypothesis explains the eEF2K knockout?",
        (
            "<which> <story> <explain> with? E",
            "<which> <story> <be> in? consistent|agreement with E",
            "<which> <explain> with? experiment E",
            "<which> <explain> E experiment",
        ),
        answers.explains,
    ),
    Form(
        "what is contested about X",
        "What is contested about HNK?",
        (
            "<which> edges|steps|else? <be> <dispute> <about> X",
            "<which> edges|steps|else? <be> <dispute>",
            "where|<which> do papers disagree <about> X",
            "where|<which> do papers disagree",
            "<be> X <dispute>",
        ),
        answers.contested,
    ),
    Form(
        "what are the open questions about X",
        "What are the open questions about naltrexone?",
        (
            "<which> <be> <open> questions|question <about> X",
            "<which> <be> <open> questions|question",
            "<which> questions|question <be> <open> <about> X",
            "<which> questions|question <be> <open>",
            "<which> questions|question remain|remains <open>? <about> X",
            "<which> questions|question remain|remains <open>?",
            "<which> <be> still? <open> <about> X",
            "<which> <be> still? <open>",
            "<open> questions|question <about> X",
            "<open> questions|question",
        ),
        answers.open_questions,
    ),
    Form(
        "what is known about T",
        "What is known about TrkB?",
        (
            "<which> <be> known <about> T",
            "<which> do i|we|you|they|papers know|say <about> T",
            "tell? me? about T",
            "show|describe|explain me? T",
            "who|<which> <be> T",
        ),
        answers.known,
    ),
)
"""Every form of question, the more particular before the more general."""

_LETTERS = (
    "X and Y are nodes, or several joined by 'and'; E is an experiment, by its id or by words of "
    "it; T is a node, an edge, a hypothesis, a paper or an experiment."
)


@dataclass(frozen=True)
class Answer:
    """The answer to a question.

    Attributes
    ----------
    question
        The question as it was asked.
    form
        The form in which it was read, as in :data:`FORMS`.
    text
        A sentence or two, with citations.
    result
        What the sentences sum up: a Reach, Paths, a Response, a Dossier, …

    Examples
    --------
    >>> import ketamech as km
    >>> answer = km.load().ask("What lies downstream of AMPA?")
    >>> answer.form, "TrkB" in answer.result
    ('what lies downstream of X', True)
    """

    question: str
    form: str
    text: str
    result: Any

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        below: str = self.result._repr_html_()
        return f"<p style='white-space:pre-line'>{escape(self.text)}</p>{below}"

    def draw(self, path: str | FilePath | None = None, **options: Any) -> Any:
        """Draw the result, where it is one that draws; see :func:`ketamech.drawing.draw`.

        Raises
        ------
        DrawingError
            If it has no picture.
        """
        if not hasattr(self.result, "draw"):
            raise DrawingError(
                f"the answer to '{self.form}' has no picture "
                "(ask what lies downstream of X, or how X reaches Y)"
            )
        return self.result.draw(path, **options)


def ask(graph: "MechanismGraph", question: str) -> Answer:
    """Answer a question in one of the forms of :data:`FORMS`.

    Parameters
    ----------
    graph
        The graph to ask.
    question
        Plain English; case, articles, punctuation and a plural s do not matter.

    Returns
    -------
    Answer
        A text with citations, and the result that it sums up.

    Raises
    ------
    UsageError
        With every form and an example of each, if the question is in none of them, or with
        what is wrong with it otherwise.
    UnknownNodeError
        With the nearest names, if a name in it means no node.
    AmbiguousNodeError
        If a name means several nodes where one is needed.

    Examples
    --------
    >>> import ketamech as km
    >>> print(km.load().ask("Does NBQX lower BDNF release?").text.split(". ")[-1])
    So NBQX lowers BDNF release.
    """
    words = words_of(question)
    unknown: UnknownNodeError | None = None
    for form, slots in _readings(words):
        try:
            text, result = form.answer(graph, slots)
        except UnknownNodeError as error:
            unknown = unknown or error
        else:
            return Answer(question, form.asks, text, result)
    raise unknown or UsageError(_unread(question, len(words)))


def _readings(words: list[str]) -> Iterator[tuple[Form, Slots]]:
    """Every way in which some form takes the words."""
    if len(words) <= _LONGEST:
        for form in FORMS:
            for pattern in form.patterns:
                for slots in fitted(pattern, words):
                    yield form, slots


def _unread(question: str, length: int) -> str:
    asked = question if length <= _LONGEST else f"{question[:60]}…"
    why = f" (more than {_LONGEST} words)" if length > _LONGEST else ""
    width = max(len(form.asks) for form in FORMS)
    listed = "\n".join(f"  {form.asks:<{width}}  {form.example}" for form in FORMS)
    return f"{asked!r} is no question that can be read{why}; these can:\n{listed}\n  {_LETTERS}"
