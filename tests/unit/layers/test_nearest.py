"""Distances and directions from a point to shapes, on the ellipsoid."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo_zs.crs import distance_km
from geo_zs.layers.nearest import (
    bearings_deg,
    box_around,
    nearest_shape,
    shape_distances_km,
)


def test_distance_to_a_point_is_the_geodesic_one():
    # Worked example of GeographicLib's GeodSolve, JFK to LHR: azimuth 51.1989°,
    # 5 551 759.400 m.
    heathrow = [shapely.Point(-0.5, 51.6)]

    assert shape_distances_km(-73.8, 40.6, heathrow) == pytest.approx([5551.7594])
    assert bearings_deg(-73.8, 40.6, heathrow) == pytest.approx([51.1989], abs=1e-3)


def test_one_degree_on_the_equator_and_on_a_meridian():
    shapes = [shapely.Point(1, 0), shapely.Point(0, 1)]

    # a·π/180 and the first meridian degree of WGS 84 (published tables).
    assert shape_distances_km(0, 0, shapes) == pytest.approx([111.3195, 110.5744])


def test_point_in_a_polygon_is_at_distance_zero_without_direction():
    square = [shapely.box(111, 40, 112, 41)]

    assert shape_distances_km(111.5, 40.5, square).tolist() == [0.0]
    assert np.isnan(bearings_deg(111.5, 40.5, square)).all()


def test_distance_to_a_long_parallel_is_measured_along_the_meridian():
    line = shapely.LineString([(105, 41), (120, 41)])

    (distance,) = shape_distances_km(112.5, 40.0, [line])

    # From 40° to 41° N is 111.04 km; a parallel is no geodesic, but it is the line
    # that is meant.
    assert distance == pytest.approx(111.04, abs=0.02)


def test_directions_are_clockwise_from_north():
    shapes = [
        shapely.Point(112, 41),
        shapely.Point(113, 40),
        shapely.Point(112, 39),
        shapely.Point(111, 40),
    ]

    assert bearings_deg(112, 40, shapes) == pytest.approx([0, 90, 180, 270], abs=0.5)


def test_nearest_of_two_is_found_and_a_tie_goes_to_the_first():
    shapes = [shapely.Point(113, 0), shapely.Point(111, 0), shapely.Point(113, 0)]

    tree = shapely.STRtree(shapes)

    assert nearest_shape(112.5, 0, tree)[0] == 0
    assert nearest_shape(111.4, 0, tree)[0] == 1


def test_no_shapes_give_no_distances_and_no_nearest():
    assert shape_distances_km(0, 0, []).shape == (0,)
    assert bearings_deg(0, 0, []).shape == (0,)
    with pytest.raises(ValueError, match="no shapes"):
        nearest_shape(0, 0, shapely.STRtree([]))


def test_nearest_on_the_ground_is_not_always_nearest_in_degrees():
    # At 60° N a degree of longitude is half as long as a degree of latitude.
    tree = shapely.STRtree([shapely.Point(10, 61), shapely.Point(11.5, 60)])

    row, distance = nearest_shape(10, 60, tree)

    assert row == 1
    assert distance == pytest.approx(83.7, abs=0.1)


def test_box_around_holds_the_circle_and_is_none_at_pole_and_date_line():
    west, south, east, north = box_around(110, 40, 100)

    assert distance_km(110, 40, west, 40) > 100
    assert distance_km(110, 40, east, 40) > 100
    assert distance_km(110, 40, 110, south) > 100
    assert distance_km(110, 40, 110, north) > 100
    assert box_around(110, 88.5, 100) is None
    assert box_around(179.9, 40, 100) is None
