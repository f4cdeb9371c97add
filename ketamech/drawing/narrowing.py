"""What narrows a figure: the nodes that are collapsed, and those that lie around a focus."""

from collections.abc import Iterable, Sequence

from ketamech.errors import DrawingError, UnknownNameError, nearest
from ketamech.loading import Contents
from ketamech.model import Arm, Node
from ketamech.names import normalised

__all__ = ["around", "collapsed", "several"]

ARM, NODE = "arm", "node"
_NAMED = 3


def several(names: str | Iterable[str]) -> list[str]:
    """One name or several as a list."""
    return [names] if isinstance(names, str) else list(names)


def around(contents: Contents, middle: Sequence[Node], depth: int) -> tuple[str, ...]:
    """Ids of what lies within some steps down or up from some nodes, these first."""
    near = dict.fromkeys(node.id for node in middle)
    for ends in ((contents.outgoing, "target"), (contents.incoming, "source")):
        ring = [node.id for node in middle]
        for _ in range(depth):
            found = [getattr(edge, ends[1]) for at in ring for edge in ends[0].get(at, ())]
            ring = list(dict.fromkeys(one for one in found if one not in near))
            near |= dict.fromkeys(ring)
    return tuple(near)


def collapsed(contents: Contents, names: Iterable[str]) -> frozenset[str]:
    """Ids of the nodes that names mean: those of an arm, or all that carry the name.

    Parameters
    ----------
    contents
        The graph's records.
    names
        Ids of arms and names of nodes, compared alike: letter case does not matter. A name
        that is both is written ``arm:synaptogenesis`` or ``node:synaptogenesis``.

    Raises
    ------
    DrawingError
        Where a name is both an arm and a node.
    UnknownNameError
        Where it is neither.
    """
    return frozenset(one for name in names for one in _meant(contents, name))


def _meant(contents: Contents, name: str) -> set[str]:
    kind, _, rest = name.partition(":")
    if kind not in (ARM, NODE):
        kind, rest = "", name
    arms = {normalised(arm.id): (file, arm) for file, arm in contents.arms.items()}
    found = arms.get(normalised(rest)) if kind != NODE else None
    if found and not kind and contents.names.get(rest):
        nodes = [match.node.id for match in contents.names.every(rest)]
        raise DrawingError(_both(rest, found[1], nodes))
    if found:
        return {node.id for node in contents.nodes.values() if contents.file_of(node) == found[0]}
    if kind == ARM:
        known = [arm.id for arm in contents.arms.values()]
        raise UnknownNameError(rest, ARM, nearest(rest, known) or sorted(known))
    return {match.node.id for match in contents.names.every(rest)}


def _both(name: str, arm: Arm, nodes: Sequence[str]) -> str:
    ids = ", ".join(nodes[:_NAMED])
    more = f" and {len(nodes) - _NAMED} more" if len(nodes) > _NAMED else ""
    return (
        f"{name!r} is the arm {arm.title!r} and the node {ids}{more} "
        f"(write '{ARM}:{arm.id}' or '{NODE}:{name}')"
    )
