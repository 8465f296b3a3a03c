"""Grids and degrees of every kind become WGS 84."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer

from geo_zs.errors import CrsError
from geo_zs.imports.datum.convert import geometry_to_wgs84, to_wgs84
from geo_zs.imports.datum.systems import (
    BD09,
    CGCS2000,
    GCJ02,
    MERCATOR,
    WGS84,
    Datum,
    parse_datum,
)

#: Places from the western to the eastern end of the region.
PLACES = np.array(
    [[97.3, 41.8], [104.9, 40.2], [110.3, 40.65], [119.8, 49.2], [125.9, 45.1]]
)


def _epsg(code, source=4490):
    """Return eastings and northings of the places in a system of PROJ."""
    way = Transformer.from_crs(source, code, always_xy=True)
    return way.transform(PLACES[:, 0], PLACES[:, 1])


@pytest.mark.parametrize("zone", [32, 35, 37, 40, 42])
@pytest.mark.parametrize("has_prefix", [True, False])
def test_three_degree_zones_agree_with_proj(zone, has_prefix):
    code = (4513 if has_prefix else 4534) + zone - 25
    x, y = _epsg(code)
    near = np.abs(PLACES[:, 0] - 3 * zone) < 3

    lon, lat = to_wgs84(x, y, Datum("gk3", zone, has_prefix=has_prefix))

    assert near.any()
    assert np.abs(lon - PLACES[:, 0])[near].max() < 1e-9
    assert np.abs(lat - PLACES[:, 1])[near].max() < 1e-9


@pytest.mark.parametrize("zone", [17, 18, 19, 20, 21])
@pytest.mark.parametrize("has_prefix", [True, False])
def test_six_degree_zones_agree_with_proj(zone, has_prefix):
    x, y = _epsg((4491 if has_prefix else 4502) + zone - 13)
    near = np.abs(PLACES[:, 0] - (6 * zone - 3)) <= 3

    lon, lat = to_wgs84(x, y, Datum("gk6", zone, has_prefix=has_prefix))

    assert near.any()
    assert np.abs(lon - PLACES[:, 0])[near].max() < 1e-9
    assert np.abs(lat - PLACES[:, 1])[near].max() < 1e-9


@pytest.mark.parametrize("zone", [47, 48, 49, 50, 51])
def test_utm_zones_agree_with_proj(zone):
    x, y = _epsg(32600 + zone, source=4326)
    near = np.abs(PLACES[:, 0] - (6 * zone - 183)) <= 3

    lon, lat = to_wgs84(x, y, Datum("utm", zone))

    assert near.any()
    assert np.abs(lon - PLACES[:, 0])[near].max() < 1e-9
    assert np.abs(lat - PLACES[:, 1])[near].max() < 1e-9


def test_point_on_a_zone_border_is_the_same_in_both_zones():
    # 109.5° E lies between zones 36 (108°) and 37 (111°): 1.5° from both, so the
    # eastings lie at the same distance from 500,000 m on either side.
    x, y = Transformer.from_crs(4490, 4524, always_xy=True).transform(109.5, 40.0)
    offset = x - 36_500_000

    west = to_wgs84([36_500_000 + offset], [y], Datum("gk3", 36, has_prefix=True))
    east = to_wgs84([37_500_000 - offset], [y], Datum("gk3", 37, has_prefix=True))

    assert np.concatenate(west) == pytest.approx([109.5, 40.0], abs=1e-10)
    assert np.concatenate(east) == pytest.approx([109.5, 40.0], abs=1e-10)


def test_middle_of_a_zone_lies_on_its_meridian_by_hand():
    # On the central meridian the northing is the arc from the equator: 4,429,529 m
    # to 40° N on GRS 80.
    lon, lat = to_wgs84([500_000], [4_429_529.03], Datum("gk3", 37))

    assert (lon[0], lat[0]) == pytest.approx((111.0, 40.0), abs=1e-6)


def test_easting_of_another_zone_is_unknown_not_misplaced():
    lon, lat = to_wgs84(
        [37_440_794.7, 38_440_794.7, 440_794.7],
        [4_501_941.2] * 3,
        parse_datum("gk3:37+prefix"),
    )

    assert np.isfinite(lon).tolist() == [True, False, False]
    assert np.isfinite(lat).tolist() == [True, False, False]


@pytest.mark.parametrize("datum", [WGS84, CGCS2000, GCJ02, BD09])
def test_degrees_that_are_no_place_are_unknown(datum):
    lon, lat = to_wgs84([40.65, np.nan, 181, 109.84], [109.84, 40, 40, 40.65], datum)

    assert np.isfinite(lon).tolist() == [False, False, False, True]
    assert np.isfinite(lat).tolist() == [False, False, False, True]


def test_cgcs2000_is_taken_as_it_is():
    assert to_wgs84([109.84], [40.65], CGCS2000) == ([109.84], [40.65])


def test_web_map_shifts_are_taken_away():
    # The values of test_shifted, from prcoords.
    gcj = to_wgs84([109.84570400941438], [40.65114389554281], GCJ02)
    bd = to_wgs84([109.85227463953393], [40.65689551935972], BD09)

    assert np.concatenate(gcj) == pytest.approx([109.84, 40.65], abs=1e-9)
    assert np.concatenate(bd) == pytest.approx([109.84, 40.65], abs=1e-9)


def test_web_mercator_is_read():
    x, y = Transformer.from_crs(4326, 3857, always_xy=True).transform(109.84, 40.65)

    lon, lat = to_wgs84([x, 3e7], [y, 5e6], MERCATOR)

    assert (lon[0], lat[0]) == pytest.approx((109.84, 40.65))
    assert np.isnan(lon[1])


def test_endless_and_absurd_metres_are_unknown():
    lon, _ = to_wgs84([np.inf, 5e5, 9.9e9], [4e6, 1e99, 4e6], Datum("gk3", 37))

    assert np.isnan(lon).all()


def test_system_that_the_file_states_is_used():
    own = Datum("stated", crs=CRS(4525).to_wkt())
    x, y = _epsg(4525)

    lon, _ = to_wgs84(np.append(x[2], np.nan), np.append(y[2], 1), own)

    assert lon[0] == pytest.approx(110.3)
    assert np.isnan(lon[1])


def test_system_that_proj_does_not_know_is_an_error():
    with pytest.raises(CrsError, match="choose the datum by hand"):
        to_wgs84([1], [1], Datum("stated", crs="EPSG:999999"))


def test_shapes_are_converted_vertex_by_vertex():
    shapes = np.array(
        [
            shapely.Point(37_440_794.7058, 4_501_941.2142),
            None,
            shapely.LineString([(37_500_000, 4_429_529.03), (38_500_000, 4_429_529)]),
        ],
        dtype=object,
    )

    converted = geometry_to_wgs84(shapes, parse_datum("gk3:37+prefix"))

    assert (converted[0].x, converted[0].y) == pytest.approx((110.3, 40.65), abs=1e-8)
    assert converted[1] is None
    assert converted[2] is None
