"""The nearest feature, measured on the ellipsoid."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import Geod
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from geo_zs.overlay.nearest_feature import Features, in_plane

GEOD = Geod(ellps="WGS84")


def array(*shapes):
    made = np.full(len(shapes), None, dtype=object)
    made[:] = shapes
    return made


def nearest(features, *asked):
    row, km = Features.of(array(*features)).nearest(in_plane(array(*asked)))
    return row.tolist(), km.tolist()


def test_distance_to_a_point_is_the_geodesic_one():
    row, km = nearest(
        [Point(97.3, 42.1), Point(125.8, 50.2)], Point(99, 41), Point(125, 50)
    )

    assert row == [0, 1]
    # By the inverse geodesic problem on WGS 84.
    assert km == pytest.approx(
        [
            GEOD.inv(97.3, 42.1, 99, 41)[2] / 1000,
            GEOD.inv(125.8, 50.2, 125, 50)[2] / 1000,
        ],
        rel=1e-9,
    )


@pytest.mark.parametrize("lon", [97.5, 105.0, 112.0, 119.0, 125.9])
@pytest.mark.parametrize("lat", [37.6, 45.0, 53.2])
def test_edge_of_a_square_is_as_far_as_the_geodesic_says(lon, lat):
    square = box(lon, lat, lon + 0.1, lat + 0.1)

    _, km = nearest([square], Point(lon + 0.05, lat - 0.009))

    # Straight north to the lower edge, where the edge is nearest.
    expected = GEOD.inv(lon + 0.05, lat - 0.009, lon + 0.05, lat)[2] / 1000
    assert km[0] == pytest.approx(expected, abs=0.0005)
    assert km[0] == pytest.approx(1.0, abs=0.01)


def test_inside_and_on_the_edge_are_no_distance():
    square = box(110, 40, 111, 41)

    _, km = nearest([square], Point(110.5, 40.5), Point(110, 40.5), square)

    assert km == [0.0, 0.0, 0.0]


def test_hole_is_outside():
    hole = [(110.4, 40.4), (110.6, 40.4), (110.6, 40.6), (110.4, 40.6)]
    ring = Polygon(box(110, 40, 111, 41).exterior, [hole])

    _, km = nearest([ring], Point(110.5, 40.41))

    assert km[0] == pytest.approx(
        GEOD.inv(110.5, 40.41, 110.5, 40.4)[2] / 1000, rel=1e-3
    )


def test_nearest_part_of_a_multipolygon_counts():
    parts = MultiPolygon([box(100, 40, 101, 41), box(120, 40, 121, 41)])

    _, km = nearest([parts], Point(119.99, 40.5))

    assert km[0] == pytest.approx(0.847, abs=0.001)


def test_line_runs_straight_in_longitude_and_latitude():
    line = LineString([(100, 45), (120, 45)])

    _, km = nearest([line], Point(110, 45.0))

    # The great circle runs 30 km farther north here; the parallel does not.
    assert km[0] == pytest.approx(0.0, abs=0.001)


def test_first_of_those_that_meet_is_named():
    row, km = nearest(
        [box(100, 40, 101, 41), box(110, 40, 111, 41), box(110, 40, 112, 42)],
        Point(110.5, 40.5),
    )

    assert (row, km) == ([1], [0.0])


def test_what_has_no_place_has_no_neighbour():
    row, km = nearest([Point(110, 40)], None, Point())
    empty_row, empty_km = nearest([], Point(110, 40))

    assert row == [-1, -1]
    assert np.isnan([*km, *empty_km]).all()
    assert empty_row == [-1]


def test_pairs_within_a_distance_are_each_found_once():
    features = Features.of(array(box(110, 40, 111, 41), Point(115, 40)))
    asked = in_plane(array(Point(110.5, 40.5), Point(111.005, 40.5), Point(113, 40)))

    feature, at = features.within(asked, 1000.0)

    assert list(zip(feature.tolist(), at.tolist(), strict=True)) == [(0, 0), (0, 1)]


def test_large_outlines_are_measured_like_small_ones():
    angle = np.linspace(0, 2 * np.pi, 5000, endpoint=False)
    disc = Polygon(np.column_stack([110 + np.cos(angle), 42 + 0.5 * np.sin(angle)]))

    _, km = nearest([disc], Point(110, 42.6))

    assert km[0] == pytest.approx(GEOD.inv(110, 42.6, 110, 42.5)[2] / 1000, rel=1e-4)
