"""Outlines that share land."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import MultiPolygon, Point, Polygon, box

from geo_zs.overlay.overlaps import find_overlaps
from geo_zs.overlay.shapes import sound_shapes

#: box(110, 40, 110.01, 40.01): 94.81 ha.
SQUARE = box(110, 40, 110.01, 40.01)


def overlaps(*given, among=None, own_row=None):
    made = np.full(len(given), None, dtype=object)
    made[:] = given
    shapes = sound_shapes(made)
    others = shapes
    if among is not None:
        more = np.full(len(among), None, dtype=object)
        more[:] = among
        others = sound_shapes(more)
    rows = np.arange(len(given)) if own_row is None else np.array(own_row)
    return find_overlaps(shapes, others, rows)


def test_shared_half_is_seen_from_either_side():
    found = overlaps(SQUARE, box(110.005, 40, 110.025, 40.01))

    assert found.row.tolist() == [0, 1]
    assert found.other.tolist() == [1, 0]
    # Half of the square on the ellipsoid, a quarter of the other one.
    assert found.shared_ha == pytest.approx([47.40496] * 2, rel=1e-6)
    assert found.share == pytest.approx([0.5, 0.25], rel=1e-4)
    assert found.share_of_other == pytest.approx([0.25, 0.5], rel=1e-4)
    assert not found.is_seam.any()


@pytest.mark.parametrize(
    "other",
    [
        box(110.01, 40, 110.02, 40.01),  # a common edge
        box(110.01, 40.002, 110.02, 40.005),  # a part of an edge
        box(110.01, 40.01, 110.02, 40.02),  # a corner
        box(110.011, 40, 110.02, 40.01),  # nothing
        Polygon(  # fills a notch exactly
            [(110.01, 40), (110.02, 40), (110.01, 40.01), (110.01, 40.005)]
        ),
        None,
        Point(110.005, 40.005),
    ],
)
def test_touching_is_no_overlap(other):
    assert overlaps(SQUARE, other).row.size == 0


def test_plot_in_the_hole_of_another_does_not_overlap_it():
    hole = box(110.003, 40.003, 110.006, 40.006)
    ring = Polygon(SQUARE.exterior, [hole.exterior])

    assert overlaps(ring, hole).row.size == 0
    assert overlaps(SQUARE, hole).share.tolist() == [
        pytest.approx(0.09, rel=1e-3),
        1.0,
    ]


def test_part_of_a_multipolygon_overlaps():
    parts = MultiPolygon([box(110.005, 40, 110.02, 40.01), box(115, 40, 116, 41)])

    assert overlaps(SQUARE, parts).share[0] == pytest.approx(0.5, rel=1e-4)


def test_same_outline_twice_overlaps_wholly():
    found = overlaps(SQUARE, SQUARE)

    assert found.share.tolist() == [1.0, 1.0]
    assert found.other.tolist() == [1, 0]


def test_seam_of_two_drawings_is_told_apart():
    # 5e-7 degrees is 4 cm: the other drawing reaches that far over the edge.
    found = overlaps(SQUARE, box(110.0099995, 40, 110.02, 40.01))

    assert found.is_seam.tolist() == [True, True]
    assert found.shared_ha[0] == pytest.approx(0.0047, abs=0.0002)


def test_rounding_of_coordinates_is_nothing():
    assert overlaps(SQUARE, box(110.01 - 1e-11, 40, 110.02, 40.01)).row.size == 0


def test_touch_and_overlap_at_once_counts_the_overlap():
    # An L that shares the upper right quarter and touches along the right edge.
    ell = Polygon(
        [
            (110.01, 40),
            (110.02, 40),
            (110.02, 40.01),
            (110.005, 40.01),
            (110.005, 40.005),
            (110.01, 40.005),
        ]
    )

    assert overlaps(SQUARE, ell).share[0] == pytest.approx(0.25, rel=1e-3)


def test_bow_tie_overlaps_by_its_wings():
    bow = Polygon([(110, 40), (110.01, 40.01), (110.01, 40), (110, 40.01)])

    assert overlaps(SQUARE, bow).share[0] == pytest.approx(0.5, rel=1e-3)


def test_project_is_compared_with_others_and_never_with_itself():
    found = overlaps(SQUARE, among=[SQUARE, SQUARE, None], own_row=[1])

    assert (found.row.tolist(), found.other.tolist()) == ([0], [0])
    alone = overlaps(SQUARE, among=[SQUARE], own_row=[-1])
    assert alone.other.tolist() == [0]


def test_largest_shared_part_comes_first():
    found = overlaps(
        SQUARE, box(110.008, 40, 110.02, 40.01), box(110.002, 40, 110.02, 40.01)
    )

    assert found.other[found.of(0)].tolist() == [2, 1]
    assert found.of(99).size == 0
