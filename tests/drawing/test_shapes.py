import math

import pytest

from ketamech.drawing import theme
from ketamech.drawing.arrows import head, reach, setback, shaft
from ketamech.drawing.scene import Box, Path
from ketamech.drawing.shapes import (
    contains,
    fit_shape,
    fit_swatch,
    inner_outline,
    outline,
    polygon,
)
from ketamech.drawing.text import baselines, text_width
from ketamech.drawing.theme import Shape
from ketamech.vocabulary import Arrowhead

LABELS = (
    ("TrkB",),
    ("Antidepressant-like behaviour",),
    ("Pyramidal", "cell firing"),
    ("Extrasynaptic", "NMDA", "receptor"),
)
BENT = ((1.0, 1.0), (2.0, 1.0), (2.0, 2.0))


def points_of(path: Path) -> list[tuple[float, float]]:
    return [point for _, points in path for point in points]


@pytest.mark.parametrize("size", [12.0, 15.0, 18.0])
@pytest.mark.parametrize("lines", LABELS)
@pytest.mark.parametrize("shape", Shape)
def test_every_line_of_a_label_lies_inside_its_shape(
    shape: Shape, lines: tuple[str, ...], size: float
) -> None:
    width, height = fit_shape(shape, lines, size)
    ring = polygon(shape, width, height)
    for line, baseline in zip(lines, baselines(0, len(lines), size), strict=True):
        half = text_width(line, size) / 2
        for x in (-half, half):
            assert contains(ring, (x, baseline - 0.74 * size / 72))
            assert contains(ring, (x, baseline + 0.22 * size / 72))


@pytest.mark.parametrize("shape", Shape)
def test_a_node_is_never_smaller_than_the_smallest(shape: Shape) -> None:
    width, height = fit_shape(shape, ["A"], 12)
    assert width >= theme.NODE_SMALLEST[0]
    assert height >= theme.NODE_SMALLEST[1]


@pytest.mark.parametrize("shape", Shape)
def test_a_polygon_is_convex_and_fills_its_box(shape: Shape) -> None:
    ring = polygon(shape, 2.0, 0.8)
    for index in range(len(ring)):
        (ax, ay), (bx, by), (cx, cy) = ring[index - 2], ring[index - 1], ring[index]
        assert (bx - ax) * (cy - by) - (by - ay) * (cx - bx) >= -1e-4
    assert max(x for x, _ in ring) == pytest.approx(1.0)
    assert min(x for x, _ in ring) == pytest.approx(-1.0)
    assert max(y for _, y in ring) == pytest.approx(0.4)


@pytest.mark.parametrize("shape", Shape)
def test_an_outline_stays_in_its_box_and_is_closed(shape: Shape) -> None:
    path = outline(shape, Box(1, 2, 3, 2.8))
    assert path[0][0] == "M"
    assert path[-1][0] == "Z"
    for x, y in points_of(path):
        assert 1 <= x <= 3
        assert 2 <= y <= 2.8


def test_a_polygon_runs_through_the_corners_of_its_outline() -> None:
    ring = polygon(Shape.ELLIPSE, 2.0, 1.0)
    for x, y in ring:
        assert math.hypot(x, 2 * y) == pytest.approx(1.0, abs=1e-3)


def test_only_cell_activity_has_a_second_border() -> None:
    box = Box(0, 0, 2, 1)
    doubled = [shape for shape in Shape if inner_outline(shape, box)]
    assert doubled == [Shape.DOUBLE]


def test_an_ellipse_is_wider_than_a_rectangle_with_the_same_label() -> None:
    ellipse, _ = fit_shape(Shape.ELLIPSE, ["GABA release"], 15)
    rectangle, _ = fit_shape(Shape.RECTANGLE, ["GABA release"], 15)
    assert ellipse > rectangle


@pytest.mark.parametrize("shape", Shape)
def test_a_sample_in_the_legend_holds_its_words(shape: Shape) -> None:
    width = fit_swatch(shape, "Transmitter", 11, 0.25)
    assert math.isfinite(width)
    assert width > text_width("Transmitter", 11)


def test_a_triangle_is_as_long_and_as_wide_as_specified() -> None:
    across, down = zip(*points_of(head(Arrowhead.TRIANGLE, BENT, "#000000").path), strict=True)
    assert max(down) - min(down) == pytest.approx(theme.TRIANGLE_LENGTH)
    assert max(across) - min(across) == pytest.approx(theme.TRIANGLE_WIDTH)
    assert max(down) == pytest.approx(2.0 - theme.HEAD_GAP)


def test_a_bar_lies_across_the_line() -> None:
    drawn = head(Arrowhead.BAR, BENT, "#C2410C")
    (ax, ay), (bx, by) = points_of(drawn.path)
    assert ay == by
    assert abs(ax - bx) == pytest.approx(theme.BAR_LENGTH)
    assert drawn.stroke_width == theme.BAR_PT
    assert drawn.fill is None


@pytest.mark.parametrize("kind", [Arrowhead.CIRCLE, Arrowhead.DIAMOND])
def test_open_heads_are_filled_with_the_colour_of_the_slide(kind: Arrowhead) -> None:
    assert head(kind, BENT, "#5B6472").fill == theme.BACKGROUND


@pytest.mark.parametrize("kind", Arrowhead)
def test_a_shaft_ends_where_its_head_begins(kind: Arrowhead) -> None:
    end = shaft(kind, BENT)[-1][1][-1]
    assert end == pytest.approx((2.0, 2.0 - setback(kind)), abs=1e-4)
    assert setback(kind) <= reach(kind) + 1e-9 or kind is Arrowhead.NONE


def test_corners_are_rounded_with_the_radius_of_the_theme() -> None:
    path = shaft(Arrowhead.NONE, BENT)
    assert [kind for kind, _ in path] == ["M", "L", "C", "L"]
    assert path[1][1][0] == pytest.approx((2.0 - theme.CORNER_RADIUS, 1.0))
    assert path[2][1][-1] == pytest.approx((2.0, 1.0 + theme.CORNER_RADIUS))


def test_a_corner_never_takes_more_than_half_of_a_short_run() -> None:
    path = shaft(Arrowhead.NONE, ((0, 0), (1, 0), (1, 0.1), (2, 0.1)))
    assert path[1][1][0] == pytest.approx((0.95, 0.0))
