"""Distances and areas, against the geodesic and against published areas."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
from pyproj import Geod
from shapely.geometry import box

from geo_zs import crs
from geo_zs.errors import CrsError


def test_distance_of_one_degree_of_latitude_is_that_of_the_ellipsoid():
    # The length of one degree at 45° N is 111.132 km in any geodetic table.
    found = crs.distance_km(111.0, 44.5, 111.0, 45.5)

    assert found == pytest.approx(111.132, abs=1e-3)


def test_distance_with_an_unknown_coordinate_is_unknown():
    found = crs.distance_km(np.array([111.0, np.nan]), np.array([40.0, 40.0]), 112, 41)

    assert np.isfinite(found[0])
    assert np.isnan(found[1])


def test_distance_matrix_agrees_with_the_geodesic():
    rng = np.random.default_rng(7)
    lon, lat = rng.uniform(97, 126, 60), rng.uniform(37, 53.5, 60)

    found = crs.distance_matrix_km(lon, lat, lon, lat)

    geod = Geod(ellps="WGS84")
    for i in range(60):
        expected = (
            geod.inv(np.full(60, lon[i]), np.full(60, lat[i]), lon, lat)[2] / 1000.0
        )
        np.testing.assert_allclose(found[i], expected, rtol=2e-5, atol=1e-3)


def test_area_of_a_square_degree_is_measured_equal_area():
    square = gpd.GeoSeries([box(111, 40, 112, 41)], crs=crs.CGCS2000)

    found = crs.area_km2(square)

    geod_m2, _ = Geod(ellps="GRS80").geometry_area_perimeter(
        square.segmentize(0.01).iloc[0]
    )
    assert found[0] == pytest.approx(geod_m2 / 1e6, rel=2e-4)


def test_geometry_without_reference_system_is_refused():
    with pytest.raises(CrsError, match="has no reference system"):
        crs.require_crs(gpd.GeoSeries([box(0, 0, 1, 1)]))


def test_geometry_in_another_reference_system_is_refused_not_transformed():
    frame = gpd.GeoSeries([box(0, 0, 1, 1)], crs="EPSG:3857")

    with pytest.raises(CrsError, match=r"EPSG:3857.*expected one of EPSG:4326"):
        crs.require_crs(frame)


def test_area_is_the_same_in_crs84_whose_axes_are_named_the_other_way_round():
    square = gpd.GeoSeries([box(111, 40, 112, 41)], crs=crs.WGS84)

    found = crs.area_km2(square.set_crs(crs.CRS84, allow_override=True))

    assert found == pytest.approx(crs.area_km2(square))
