"""Simplifying once, dissolving, and never moving a known point over a border."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo_zs.errors import DataError
from geo_zs.layers.boundary_levels import dissolve, map_level, simplify


@pytest.fixture
def dented() -> gpd.GeoDataFrame:
    """Return two banners; the border bulges 0.008 degrees east in one place."""
    border = [(112, 40), (112, 40.49), (112.008, 40.5), (112, 40.51), (112, 41)]
    return gpd.GeoDataFrame(
        geometry=[
            shapely.Polygon([(111, 40), *border, (111, 41)]),
            shapely.Polygon([(113, 40), *border, (113, 41)]),
        ],
        crs="EPSG:4490",
    )


def test_simplifying_keeps_the_common_border_common():
    wavy = [(112 + (0.001 if i % 2 else -0.001), 40 + i / 100) for i in range(101)]
    left = shapely.Polygon([(111, 40), *wavy, (111, 41)])
    right = shapely.Polygon([(113, 40), *wavy, (113, 41)])
    frame = gpd.GeoDataFrame(geometry=[left, right], crs="EPSG:4490")

    made = simplify(frame, 0.01)

    shapes = made.geometry.to_numpy()
    assert shapely.get_num_coordinates(shapes).sum() < 40
    assert shapely.coverage_is_valid(shapes)
    assert shapely.is_ccw(shapely.get_exterior_ring(shapes)).all()


def test_dissolving_unites_the_banners_of_a_league(squares, register_leagues):
    made = dissolve(squares, register_leagues)

    assert made["adcode"].tolist() == ["150100", "150200"]
    assert made["name_zh"].tolist() == ["甲市", "丙盟"]
    assert shapely.area(made.geometry.to_numpy()).tolist() == [2.0, 2.0]


def test_coarsest_tolerance_is_taken_when_no_point_is_near(dented):
    made, tolerance = map_level(dented, np.array([111.5]), np.array([40.5]))

    assert tolerance == 0.01
    assert shapely.get_num_coordinates(made.geometry.to_numpy()).tolist() == [5, 5]


def test_finer_tolerance_is_taken_when_a_point_would_change_its_banner(dented):
    made, tolerance = map_level(dented, np.array([112.004]), np.array([40.5]))

    assert tolerance < 0.01
    assert made.geometry[0].contains(shapely.Point(112.004, 40.5))


def test_point_that_no_tolerance_keeps_is_refused(dented):
    with pytest.raises(DataError, match=r"no tolerance of 0\.01, 0\.02 degrees"):
        map_level(
            dented,
            np.array([112.004]),
            np.array([40.5]),
            tolerances_deg=(0.01, 0.02),
        )
