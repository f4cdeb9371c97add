"""What may be asked of a drawing, and where it may go: checked before anything is laid out."""

import inspect
from collections.abc import Callable, Collection, Iterable
from typing import Any

from ketamech.errors import DrawingError, nearest

__all__ = ["check_axes", "check_options", "options_of"]


def options_of(function: Callable[..., Any]) -> tuple[str, ...]:
    """Names of the options that a function takes by name alone.

    Examples
    --------
    >>> from ketamech.drawing.overview import overview
    >>> options_of(overview)
    ('title', 'hypotheses')
    """
    parameters = inspect.signature(function).parameters.values()
    return tuple(part.name for part in parameters if part.kind is part.KEYWORD_ONLY)


def check_options(
    asked: Iterable[str], known: Collection[str], *, elsewhere: Collection[str] = (), by: str = ""
) -> None:
    """Refuse an option that there is not, or that another kind of drawing has.

    Parameters
    ----------
    asked
        Names of what was asked.
    known
        What can be asked.
    elsewhere
        What can be asked of drawings of another kind.
    by
        What kind of drawing this is, as it was written: ``by='arm'``.

    Raises
    ------
    DrawingError
        With the nearest name, and all that can be asked.

    Examples
    --------
    >>> check_options(["them"], ["theme", "title"])
    Traceback (most recent call last):
        ...
    ketamech.errors.DrawingError: 'them' is no option of draw; did you mean theme? (theme, title)
    """
    for name in asked:
        if name in known:
            continue
        if name in elsewhere:
            raise DrawingError(f"{name}= does not go with {by} (leave one of them out)")
        near = nearest(name, known, 1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise DrawingError(f"{name!r} is no option of draw{meant} ({', '.join(known)})")


def check_axes(ax: Any) -> None:
    """Refuse what is given as axes and is none.

    Raises
    ------
    DrawingError
        With what can be given.
    """
    if ax is None:
        return
    from matplotlib.axes import Axes

    if not isinstance(ax, Axes):
        raise DrawingError(
            f"ax= is a {type(ax).__name__} and has to be one Axes of matplotlib "
            "(give figure.subplots(), or one of several: axes[0])"
        )
