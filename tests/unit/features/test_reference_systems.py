"""Reference systems: their names, the order of their axes, and boxes in them."""

from __future__ import annotations

import numpy as np
import pyproj
import pytest

from geo_zs.errors import QueryError
from geo_zs.features.reference_systems import (
    CRS84,
    SYSTEMS,
    find,
    from_crs84,
    in_file_order,
    to_crs84,
    to_crs84_bbox,
)

WGS84, CGCS2000, MERCATOR = SYSTEMS[1:]
POINTS = np.array([[111.65, 40.82], [97.2, 42.0], [126.07, 53.33]])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "OGC:CRS84"),
        ("https://www.opengis.net/def/crs/EPSG/0/4326", "EPSG:4326"),
        ("http://www.opengis.net/def/crs/EPSG/0/4490", "EPSG:4490"),
        ("urn:ogc:def:crs:EPSG::3857", "EPSG:3857"),
        ("[EPSG:4490]", "EPSG:4490"),
    ],
)
def test_a_system_is_found_by_its_names(name, code):
    assert find(name).code == code


@pytest.mark.parametrize(
    "name",
    [
        *("", "4326", "CRS84", "http://www.opengis.net/def/crs/EPSG/0/32650"),
        *("http://www.opengis.net/def/crs/EPSG/0/4326\n", "[EPSG:4326", "x" * 9999),
    ],
)
def test_an_unknown_system_is_refused_with_those_that_there_are(name):
    with pytest.raises(QueryError) as caught:
        find(name, field="bbox-crs")

    (problem,) = caught.value.problems
    assert problem.field == "bbox-crs"
    assert all(system.uri in problem.message for system in SYSTEMS)
    assert len(problem.message) < 700


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda one: one.code)
def test_coordinates_are_those_of_proj_in_the_order_of_the_axes(system):
    proj = pyproj.Transformer.from_crs("OGC:CRS84", system.code)
    expected = np.column_stack(proj.transform(POINTS[:, 0], POINTS[:, 1]))

    found = from_crs84(POINTS, system)

    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-6)
    np.testing.assert_allclose(to_crs84(found, system), POINTS, rtol=0, atol=1e-9)


def test_degrees_with_the_latitude_first_are_only_turned_round():
    assert from_crs84(POINTS[:1], WGS84).tolist() == [[40.82, 111.65]]
    assert from_crs84(POINTS[:1], CGCS2000).tolist() == [[40.82, 111.65]]


def test_files_hold_x_before_y():
    assert in_file_order(POINTS[:1], CGCS2000).tolist() == [[111.65, 40.82]]
    assert in_file_order(POINTS[:1], MERCATOR)[0, 0] == pytest.approx(12428821.15)


@pytest.mark.parametrize(
    ("bbox", "system", "expected"),
    [
        ((110, 40, 112, 42), CRS84, [(110, 40, 112, 42)]),
        ((110, 40, -5, 112, 42, 9), CRS84, [(110, 40, 112, 42)]),
        ((40, 110, 42, 112), WGS84, [(110, 40, 112, 42)]),
        ((40, 110, 0, 42, 112, 0), CGCS2000, [(110, 40, 112, 42)]),
        ((170, 40, -170, 42), CRS84, [(170, 40, 180, 42), (-180, 40, -170, 42)]),
        ((40, 170, 42, -170), WGS84, [(170, 40, 180, 42), (-180, 40, -170, 42)]),
        ((110, 40, 110, 40), CRS84, [(110, 40, 110, 40)]),
        ((-180, -90, 180, 90), CRS84, [(-180, -90, 180, 90)]),
    ],
)
def test_a_box_is_brought_to_degrees(bbox, system, expected):
    assert list(to_crs84_bbox(bbox, system)) == expected


def test_a_metric_box_is_brought_to_degrees():
    low = pyproj.Transformer.from_crs("OGC:CRS84", "EPSG:3857", always_xy=True)
    west, south = low.transform(110, 40)
    east, north = low.transform(112, 42)

    (found,) = to_crs84_bbox((west, south, east, north), MERCATOR)

    assert found == pytest.approx((110, 40, 112, 42), abs=1e-9)


def test_a_metric_box_beyond_the_ends_is_cut_to_them():
    (found,) = to_crs84_bbox((-3e7, 0, 3e7, 1e6), MERCATOR)

    assert found[0] == pytest.approx(-180)
    assert found[2] == pytest.approx(180)


def test_a_metric_box_crosses_the_antimeridian_too():
    found = to_crs84_bbox((19e6, 5e6, -19e6, 6e6), MERCATOR)

    assert len(found) == 2
    assert found[0][2] == pytest.approx(180)
    assert found[1][0] == pytest.approx(-180)


@pytest.mark.parametrize(
    ("bbox", "system", "words"),
    [
        ((1, 2, 3), CRS84, "four or six"),
        ((1, 2, 3, 4, 5), CRS84, "four or six"),
        ((), CRS84, "four or six"),
        ((1, 2, 3, float("nan")), CRS84, "four or six"),
        ((1, 2, float("inf"), 3), CRS84, "four or six"),
        ((110, 42, 112, 40), CRS84, "least northing"),
        ((42, 110, 40, 112), WGS84, "least northing"),
        ((110, 40, 9, 112, 42, 1), CRS84, "third number"),
        ((110, 40, 190, 42), CRS84, "±180"),
        ((110, 40, 112, 91), CRS84, "±90"),
        # Degrees in the wrong order are no latitudes.
        ((110, 40, 112, 42), WGS84, "±90"),
        ((0, 9e6, 1, 8e6), MERCATOR, "least northing"),
    ],
)
def test_a_box_that_is_none_is_refused(bbox, system, words):
    with pytest.raises(QueryError, match=words) as caught:
        to_crs84_bbox(bbox, system, field="bbox")

    assert caught.value.problems[0].field == "bbox"
