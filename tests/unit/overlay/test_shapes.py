"""Shapes of projects made fit to be measured."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    box,
)

from geo_zs.overlay.shapes import areas_ha, sound_shapes

#: box(110, 40, 110.01, 40.01) on the ellipsoid, by the geodesic polygon area.
SQUARE_HA = 94.80992


def shapes(*given):
    array = np.full(len(given), None, dtype=object)
    array[:] = given
    return sound_shapes(array)


def test_area_is_that_on_the_ground():
    found = shapes(box(110, 40, 110.01, 40.01), Point(110, 40), None)

    assert found.area_ha[0] == pytest.approx(SQUARE_HA, rel=1e-7)
    assert np.isnan(found.area_ha[1:]).all()
    assert found.is_polygon.tolist() == [True, False, False]
    assert found.is_point.tolist() == [False, True, False]
    assert found.fault.tolist() == ["", "", ""]


def test_area_is_right_at_both_ends_of_the_region():
    west, east = box(97.5, 42, 97.51, 42.01), box(125, 50, 125.01, 50.01)

    found = areas_ha(np.array([west, east], dtype=object))

    # By the geodesic polygon area on the ellipsoid.
    assert found == pytest.approx([92.017938, 79.738314], rel=1e-7)


def test_hole_is_no_part_of_the_area():
    hole = [(110.004, 40.004), (110.006, 40.004), (110.006, 40.006), (110.004, 40.006)]
    square = box(110, 40, 110.01, 40.01)

    found = shapes(Polygon(square.exterior, [hole]))

    assert found.area_ha[0] == pytest.approx(SQUARE_HA - 3.792397, abs=1e-4)


def test_parts_of_a_multipolygon_are_added():
    parts = MultiPolygon([box(110, 40, 110.01, 40.01), box(112, 40, 112.01, 40.01)])

    assert shapes(parts).area_ha[0] == pytest.approx(2 * SQUARE_HA, rel=1e-7)


def test_bow_tie_is_made_of_its_two_wings_and_reported():
    bow = Polygon([(110, 40), (110.01, 40.01), (110.01, 40), (110, 40.01)])

    found = shapes(bow)

    assert found.fault[0] == "made_valid"
    assert "Self-intersection" in found.fault_detail[0]
    # Two triangles of a quarter of the square each.
    assert found.area_ha[0] == pytest.approx(SQUARE_HA / 2, rel=1e-3)
    assert shapely.is_valid(found.shape[0])


def test_height_is_dropped():
    found = shapes(Polygon([(110, 40, 5), (110.01, 40, 5), (110.01, 40.01, 5)]))

    assert not shapely.has_z(found.shape[0])


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (Polygon(), "empty_shape"),
        (Point(), "empty_shape"),
        (LineString([(110, 40), (111, 41)]), "no_place_shape"),
        (MultiPoint([(110, 40), (111, 41)]), "no_place_shape"),
        (GeometryCollection([Point(110, 40), box(110, 40, 111, 41)]), "no_place_shape"),
        (box(500000, 4400000, 500100, 4400100), "not_on_earth"),
        (Point(40.5, 110.5), "not_on_earth"),
        (Point(np.inf, 40), "not_on_earth"),
        (Polygon([(110, 40), (111, 41), (110, 40)]), "no_area"),
        (box(110, 40, 110.000001, 40.000001), "no_area"),
    ],
)
def test_shape_that_cannot_be_measured_is_reported_and_left_out(given, fault):
    found = shapes(given)

    assert found.fault[0] == fault
    assert found.shape[0] is None
    assert np.isnan(found.area_ha[0])


def test_polygon_with_coordinates_that_are_no_numbers_is_left_out():
    square = box(110, 40, 111, 41)
    broken = shapely.transform(square, lambda xy: np.where(xy == 110, np.nan, xy))

    assert shapes(broken).fault[0] == "not_on_earth"


def test_nothing_given_is_nothing_found():
    found = sound_shapes(np.array([], dtype=object))

    assert found.shape.size == found.area_ha.size == 0
