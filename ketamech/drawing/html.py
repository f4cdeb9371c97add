"""A scene as HTML: the SVG, and a script of our own that lets it be asked.

A page is one file that loads nothing: a policy in its head forbids it, and allows the one style
and the one script by their digests. In a notebook the same parts stand in a cell. Without its
script either is still the figure, with its titles.

What the script tells comes as JSON (:mod:`ketamech.drawing.details`), in which no text can end
its element; the script sets it as text and never as markup.
"""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

from ketamech.drawing.dark import dark_rules, theme_of
from ketamech.drawing.details import Details
from ketamech.drawing.scene import NodeMark, Scene
from ketamech.drawing.svg import scope_of, svg
from ketamech.drawing.theme import POINTS_PER_INCH

__all__ = ["embedded", "html", "notebook_part"]

_POLICY = (
    "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; "
    "img-src data: blob:; base-uri 'none'; form-action 'none'"
)
_SCRIPTS = tuple(
    f"{name}.js" for name in ("elements", "saving", "keys", "lighting", "panel", "search", "figure")
)
_ESCAPES = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def html(scene: Scene) -> str:
    """Write a scene as a page that needs nothing else.

    Parameters
    ----------
    scene
        The finished figure; without `details` the page shows it, and saves it.

    Returns
    -------
    str
        The page, the same for the same scene everywhere.

    Examples
    --------
    >>> empty = Scene(title=(), bands=(), nodes=(), edges=(), legend=(), foot=())
    >>> html(empty).splitlines()[0]
    '<!DOCTYPE html>'
    """
    heading = escape(_heading(scene))
    style, script = f"body {{ margin: 0; }}\n{_style(scene)}", _script()
    policy = _POLICY.format(style=_digest(style), script=_digest(script))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{heading}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<main class="ketamech" data-page{_told(scene)}>
<h1>{heading}</h1>
{_body(scene)}
</main>
<script>{script}</script>
</body>
</html>
"""


def notebook_part(scene: Scene) -> str:
    """Write a scene as the part of a page that a notebook shows in a cell.

    A light figure is light until its button turns it, since it cannot know the notebook's theme.
    None is wider than the slide, even where a notebook keeps no style sheet.
    """
    start = ' data-theme="light"' if _turns(scene) else ""
    body = _body(scene, f' style="max-width:{scene.width:g}in"')
    return (
        f'<div class="ketamech"{start}{_told(scene)}>'
        f"<style>{_style(scene)}</style>\n{body}\n<script>{_script()}</script></div>"
    )


def _turns(scene: Scene) -> bool:
    """Whether a page can be read in the dark too; a figure in another theme stays in it."""
    return theme_of(scene) == "light"


def _told(scene: Scene) -> str:
    """What the script and the style are told: a name for files, and the theme."""
    dark = theme_of(scene) == "dark"
    turn = "data-turns" if _turns(scene) else f'data-theme="{"dark" if dark else "light"}"'
    return f' {turn} data-name="{_file_name(scene)}"'


def _body(scene: Scene, widest: str = "") -> str:
    """The figure, and what is told of it."""
    drawn = svg(scene, width="100%")
    parts = [f'<div class="body"><div class="figure"{widest}>{drawn}</div></div>']
    if scene.details is not None:
        told = embedded(_packed(scene.details) | {"places": _places(scene)})
        parts.append(f'<script type="application/json">{told}</script>')
    return "\n".join(parts)


def embedded(thing: Any) -> str:
    r"""JSON that cannot end the element that it stands in, nor begin another.

    Examples
    --------
    >>> print(embedded({"name": "</script><!--"}))
    {"name":"\u003c/script\u003e\u003c!--"}
    """
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
    return "".join(_ESCAPES.get(char, char) for char in text)


def _packed(details: Details) -> dict[str, Any]:
    """The details as plain data, what is empty left out."""
    return {key: _without_empty(value) for key, value in asdict(details).items()}


def _places(scene: Scene) -> dict[str, tuple[float, float]]:
    """The middle of each node in points, in the order of reading: by lane, then from the left."""

    def place(mark: NodeMark) -> tuple[int, float, float]:
        x, y = mark.box.centre
        return (sum(band.box.top < y for band in scene.bands), x, y)

    found = {mark.id: mark.box.centre for mark in sorted(scene.nodes, key=place)}
    return {
        node_id: (round(x * POINTS_PER_INCH, 1), round(y * POINTS_PER_INCH, 1))
        for node_id, (x, y) in found.items()
    }


def _without_empty(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            key: _without_empty(inner)
            for key, inner in value.items()
            if inner is not False and inner not in ("", ())
        }
    return [_without_empty(inner) for inner in value] if isinstance(value, tuple | list) else value


def _heading(scene: Scene) -> str:
    return " ".join(line.text for line in scene.title) or "ketamech figure"


def _file_name(scene: Scene) -> str:
    """What a saved figure is called."""
    words = re.sub(r"[^a-z0-9]+", "-", _heading(scene).lower()).strip("-")
    return words[:60].rstrip("-") or "figure"


@cache
def _part(name: str) -> str:
    """A part of the page, without the space and the comments that only its authors need."""
    text = files("ketamech.drawing").joinpath("page", name).read_text(encoding="utf-8")
    lines = filter(None, map(str.strip, text.splitlines()))
    return "".join(f"{line}\n" for line in lines if not line.startswith("//"))


@cache
def _script() -> str:
    """The script, in one scope of its own."""
    return f'(() => {{\n"use strict";\n{"".join(map(_part, _SCRIPTS))}}})();'


def _style(scene: Scene) -> str:
    """The style of a page, and in a layer below it what turns this one figure dark."""
    if not _turns(scene):
        return _part("style.css")
    within = f".ketamech[data-turns] #{scope_of(scene)}"
    rules = "\n".join(dark_rules(scene, within))
    dark = f"@supports (color: light-dark(red, red)) {{ @layer {{\n{rules}\n}} }}\n"
    return f"{_part('style.css')}{dark}"


def _digest(text: str) -> str:
    """How a policy names the one text that it allows."""
    return b64encode(sha256(text.encode()).digest()).decode()
