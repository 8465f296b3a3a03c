"""Buffers in metres, from one end of the region to the other."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely.geometry import LineString, Point, Polygon, box

from geo_zs.overlay.zones import Zones, buffered
from geo_zs.register.constraint_layer import ConstraintLayer, features_of

GEOD = Geod(ellps="WGS84")


def array(*shapes):
    made = np.full(len(shapes), None, dtype=object)
    made[:] = shapes
    return made


def layer(*shapes, buffer_m=0.0):
    return ConstraintLayer(
        "C-1", "红线", "", "forbidden", features_of(array(*shapes)), buffer_m
    )


@pytest.mark.parametrize("lon", [97.2, 105.0, 111.5, 118.0, 126.1])
@pytest.mark.parametrize("lat", [37.5, 45.0, 53.3])
@pytest.mark.parametrize("metres", [50.0, 1000.0, 50_000.0])
def test_buffer_of_a_point_is_a_geodesic_circle_everywhere(lon, lat, metres):
    corners = shapely.get_coordinates(buffered(Point(lon, lat), metres))

    there = np.full(len(corners), lon), np.full(len(corners), lat)
    _, _, radius = GEOD.inv(*there, corners[:, 0], corners[:, 1])
    assert radius == pytest.approx(metres, rel=2e-5)


def test_buffer_of_a_long_line_is_as_wide_at_its_ends_as_in_its_middle():
    ground = buffered(LineString([(97.5, 41), (126, 41)]), 1000.0)

    for lon in (98.0, 105.3, 112.0, 119.9, 125.5):
        for metres, is_inside in ((995, True), (1005, False)):
            x, y, _ = GEOD.fwd(lon, 41.0, 0, metres)
            assert shapely.contains_xy(ground, x, y) == is_inside


def test_buffer_of_a_large_outline_follows_it():
    ground = buffered(box(100, 40, 124, 48), 2000.0)

    x, y, _ = GEOD.fwd(100.0, 44.0, 270, 1990)
    assert shapely.contains_xy(ground, x, y)
    x, y, _ = GEOD.fwd(100.0, 44.0, 270, 2010)
    assert not shapely.contains_xy(ground, x, y)
    assert shapely.is_valid(ground)
    assert shapely.covers(ground, box(100, 40, 124, 48))


def test_no_buffer_returns_the_shape():
    square = box(110, 40, 110.1, 40.1)

    assert buffered(square, 0.0) is square


def test_hole_is_narrowed_by_the_buffer():
    hole = box(110.04, 40.04, 110.06, 40.06)
    ring = Polygon(box(110, 40, 110.1, 40.1).exterior, [hole.exterior])

    # The hole is 1.7 km wide: 500 m from either side leave its middle free.
    assert not shapely.contains_xy(buffered(ring, 500.0), 110.05, 40.05)
    assert shapely.contains_xy(buffered(ring, 900.0), 110.05, 40.05)


def test_hostile_features_are_made_sound_or_left_out():
    bow = Polygon([(110, 40), (110.01, 40.01), (110.01, 40), (110, 40.01)])
    high = Polygon([(111, 40, 1), (111.1, 40, 2), (111.1, 40.1, 3)])

    zones = Zones.of(layer(bow, None, Polygon(), high))

    assert zones.row.tolist() == [0, 3]
    assert shapely.is_valid(zones.shape).all()
    assert not shapely.has_z(zones.shape).any()


def test_layers_of_the_same_content_share_their_zones():
    square = box(110, 40, 110.1, 40.1)

    assert Zones.of(layer(square)) is Zones.of(layer(square))
    assert Zones.of(layer(square)) is not Zones.of(layer(square, buffer_m=10.0))
