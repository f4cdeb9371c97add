"""What an agent abolishes: all that a treatment moves, and no longer does with it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ketamech.model import Node
from ketamech.query.routes import Path
from ketamech.query.tables import Record, Table
from ketamech.reasoning.perturb import Named, perturb
from ketamech.reasoning.response import Response
from ketamech.vocabulary import Sign

if TYPE_CHECKING:
    from ketamech.graph import MechanismGraph

__all__ = ["Abolished", "Abolition", "abolishes"]


@dataclass(frozen=True)
class Abolished:
    """A node that a treatment no longer moves.

    Attributes
    ----------
    node
        The node.
    alone, together
        What becomes of it with the treatment alone, and with the agent too.
    route
        The shortest route that brought the sign.
    at
        The first node of that route to which the sign no longer comes.
    because
        What keeps it from there.
    """

    node: Node
    alone: Sign
    together: Sign
    route: Path
    at: Node
    because: str


class Abolition(Table[Abolished]):
    """What a treatment moves, and no longer does with an agent.

    Attributes
    ----------
    alone, together
        The two responses that were compared.
    """

    columns: ClassVar[tuple[str, ...]] = ("name", "alone", "together", "at", "because")

    def __init__(self, alone: Response, together: Response, items: list[Abolished]) -> None:
        super().__init__(items)
        self.alone = alone
        self.together = together

    @property
    def heading(self) -> str:
        """What was compared, and how much is lost."""
        moved = len(self.alone.changed())
        return f"{self.together.title}: {len(self)} of {moved} changes are abolished"

    def _record(self, item: Abolished) -> Record:
        return {
            "id": item.node.id,
            "name": item.node.name,
            "alone": str(item.alone),
            "together": str(item.together),
            "at": item.at.name,
            "because": item.because,
            "route": str(item.route),
            "references": list(item.route.references),
        }


def abolishes(graph: "MechanismGraph", agent: Named, of: Named) -> Abolition:
    """What a treatment moves, and no longer does with an agent given too.

    Parameters
    ----------
    graph
        The graph to ask.
    agent
        What is added. What is given from outside (a drug, a metabolite, a condition) is
        given; anything else is blocked.
    of
        The treatment.

    Returns
    -------
    Abolition
        Nearest first. What the treatment moved both ways is abolished where neither sign is
        left.

    Raises
    ------
    UnknownNodeError
        If no node carries a name.
    UsageError
        If agent and treatment share a node.

    Examples
    --------
    >>> import ketamech as km
    >>> lost = km.load().story().abolishes("NBQX", of="ketamine")
    >>> "BDNF release" in {row.node.name for row in lost}
    True
    """
    names = [agent] if isinstance(agent, (str, Node)) else list(agent)
    treatment = [of] if isinstance(of, (str, Node)) else list(of)
    given: list[str | Node] = []
    blocked: list[str | Node] = []
    for name in names:
        carriers = graph.contents.names.every(name.id if isinstance(name, Node) else name)
        exogenous = all(match.node.type.info.exogenous for match in carriers)
        (given if exogenous else blocked).append(name)
    alone = perturb(graph, increase=treatment)
    together = perturb(graph, increase=[*treatment, *given], block=blocked)
    rows = []
    for row in alone.changed():
        before, after = alone.signs(row.node), together.signs(row.node)
        if before & after:
            continue
        sign = min(before)
        route = alone.why(row.node).routes[sign]
        at, because = alone.first_lost(together, row.node, sign)
        rows.append(Abolished(row.node, row.level, Sign.of(after), route, at, because))
    return Abolition(alone, together, rows)
