"""From a sketch to a plan: place, route, and improve what was routed.

Straight lines between cells predict routed crossings poorly, so the placement is improved on
the routed figure: a box is moved to another column of its lane (or swapped with the one that
lies there), the edges that this concerns are led anew, and the move is kept if the whole
figure became cheaper. When no move helps, a few boxes are moved at random and the climb
begins again, as long as there are steps left. The work is counted in steps of search, never
in seconds, so that the same sketch gives the same plan everywhere.
"""

from dataclasses import replace
from random import Random

from ketamech.drawing.arrange import arrange, bands_of, line_up
from ketamech.drawing.place import ROUNDS, Placement
from ketamech.drawing.plan import Plan, Sketch
from ketamech.drawing.route import plan_of, reroute
from ketamech.drawing.router import Router
from ketamech.drawing.scene import Box
from ketamech.drawing.ways import UNLIMITED, Run

__all__ = ["lay_out"]

STARTS = 6
"""Placements that are routed to see which are worth improving."""
CLIMBERS = 2
"""How many of them are improved."""
STEPS = 240_000
"""States of the search that each climber may look at."""
PROMISING = 100
"""A move that makes the straight lines dearer than this is not tried."""
STEPS_PER_KICK = 40_000
"""So many steps allow one kick: a sketch without any search must end as well."""
MOST_ROUNDS = 64
"""More rounds of annealing do not make straight lines predict routes any better."""
KICK = 3
"""Boxes that are moved at random to leave a place where no single move helps."""


def lay_out(sketch: Sketch, seed: int = 0, effort: int = 1) -> Plan:
    """Place and route a sketch.

    Parameters
    ----------
    sketch
        Boxes in lanes and the links between them. A box with a column keeps it.
    seed
        Another seed tries another way; the same seed gives the same plan everywhere.
    effort
        How long to improve; 1 is for a view while one waits, more for a map made offline.

    Returns
    -------
    Plan
        The finished geometry, in inches. It does not depend on the order of boxes and links.

    Raises
    ------
    ValueError
        If the boxes do not fit into the area, or two are pinned to one cell.

    Examples
    --------
    >>> from ketamech.drawing.plan import Link, Sized
    >>> from ketamech.drawing.scene import Box
    >>> square = ((-0.5, -0.2), (0.5, -0.2), (0.5, 0.2), (-0.5, 0.2))
    >>> boxes = (Sized("a", 0, 1.0, 0.4, square), Sized("b", 1, 1.0, 0.4, square))
    >>> area = Box(0.0, 0.0, 6.0, 2.0)
    >>> plan = lay_out(Sketch(area, 1.5, 2, 3, boxes, (Link("ab", "a", "b"),)))
    >>> plan.columns["a"] == plan.columns["b"], len(plan.routes["ab"])
    (True, 2)
    """
    sketch = replace(
        sketch,
        boxes=tuple(sorted(sketch.boxes, key=lambda box: box.id)),
        links=tuple(sorted(sketch.links, key=lambda link: link.id)),
    )
    fixed = all(box.column is not None for box in sketch.boxes)
    starts = range(1 if fixed else STARTS)
    climbers = [_Climber(sketch, seed * STARTS + start, ROUNDS * effort) for start in starts]
    climbers.sort(key=lambda climber: climber.router.cost())
    for climber in climbers[:CLIMBERS]:
        reroute(climber.router, 1)
        climber.climb(STEPS * effort)
    best = min(climbers[:CLIMBERS], key=lambda climber: climber.router.cost())
    reroute(best.router)
    return plan_of(sketch, best.placement.columns, best.router)


class _Climber:
    """A placement and its routes, improved together."""

    def __init__(self, sketch: Sketch, seed: int, rounds: int) -> None:
        self.sketch = sketch
        self.random = Random(seed)
        self.bands = bands_of(sketch)
        self.placement = Placement(sketch, seed)
        self.placement.anneal(min(rounds, MOST_ROUNDS))
        self.members = {
            lane: [box for box in sketch.boxes if box.lane == lane] for lane in range(sketch.lanes)
        }
        self.router = Router(sketch)
        self.router.move(arrange(sketch, self.placement.columns)[1])
        self.router.lead(self.router.links)

    def climb(self, steps: int) -> None:
        """Try moves until steps or patience are used up; keep the best that was found."""
        end = self.router.ways.searched + steps
        self._sweep_until(end)
        patience = steps // STEPS_PER_KICK if self.placement.free else 0
        while patience > 0 and self.router.ways.searched < end:
            patience -= 1
            columns, runs, cost = self._columns(), dict(self.router.runs), self.router.cost()
            self._kick()
            self._sweep_until(end)
            if self.router.cost() >= cost:
                self._return_to(columns, runs)

    def _columns(self) -> dict[str, int]:
        return dict(self.placement.columns)

    def _sweep_until(self, end: int) -> None:
        """Try every move that looks promising, again and again while any helps."""
        better = True
        while better and self.router.ways.searched < end:
            better = False
            for name, column in self._moves():
                if self.router.ways.searched >= end:
                    break
                if self._looks_good(name, column) and self._try(name, column):
                    better = True

    def _looks_good(self, name: str, column: int) -> bool:
        placement = self.placement
        return (
            placement.columns[name] != column
            and placement.at.get((placement.lanes[name], column)) not in placement.pinned
            and placement.change(name, column) <= PROMISING
        )

    def _moves(self) -> list[tuple[str, int]]:
        """Every move of a free box, those with costly edges first."""
        router = self.router
        trouble = {
            name: sum(router.runs[link].cost - router.span(link) for link in router.touching[name])
            for name in self.placement.free
        }
        names = sorted(trouble, key=lambda name: (-trouble[name], name))
        return [(name, column) for name in names for column in range(self.placement.width)]

    def _try(self, name: str, column: int) -> bool:
        """Move a box and keep that if the figure became cheaper."""
        router = self.router
        columns, runs, cost = self._columns(), dict(router.runs), router.cost()
        if self._move(name, column, cost):
            return True
        self._return_to(columns, runs)
        return False

    def _move(self, name: str, column: int, allowance: int) -> bool:
        placement, router = self.placement, self.router
        placement.swap(name, column)
        lane = placement.lanes[name]
        moved = self._moved(lane)
        lifted = router.lift({link for box in moved for link in router.touching[box]})
        router.move(moved)
        lifted |= router.lift(router.in_the_way())
        return router.lead(lifted, allowance)

    def _moved(self, lane: int) -> dict[str, Box]:
        """The boxes of a lane that do not lie where their columns say."""
        placement, boxes = self.placement, self.router.boxes
        row = line_up(
            self.sketch, self.bands[lane], self.members[lane], placement.columns, placement.width
        )
        return {name: box for name, box in row.items() if box != boxes[name]}

    def _kick(self) -> None:
        """Move a few boxes at random."""
        for _ in range(KICK):
            name = self.random.choice(self.placement.free)
            column = self.random.randrange(self.placement.width)
            if self._looks_good(name, column):
                self._move(name, column, UNLIMITED)

    def _return_to(self, columns: dict[str, int], runs: dict[str, Run]) -> None:
        """Put everything back where it was."""
        router, placement = self.router, self.placement
        router.lift([name for name, run in router.runs.items() if runs[name] is not run])
        lanes = {
            placement.lanes[name] for name, at in columns.items() if placement.columns[name] != at
        }
        for name, column in columns.items():
            placement.swap(name, column)
        for lane in sorted(lanes):
            router.move(self._moved(lane))
        for name, run in runs.items():
            if name not in router.runs:
                router.lay(name, run)
