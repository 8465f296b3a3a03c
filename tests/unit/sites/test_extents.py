"""Where a place may be: a point with a radius, or anywhere in its banner."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import box

from geo_zs.sites.extents import extents, polygon_unit

NAN = float("nan")


def test_lattice_lies_inside_the_polygon_and_ends_with_its_corners():
    square = box(111.0, 40.0, 112.0, 41.0)

    unit = polygon_unit(square, 9400.0, lon=111.2, lat=40.3)

    assert (unit.sample_lon[0], unit.sample_lat[0]) == (111.2, 40.3)
    assert unit.sample_lon.min() == 111.0
    assert unit.sample_lon.max() == 112.0
    assert len(unit.sample_lon) >= 1 + 12 + 4


def test_lattice_spacing_sets_the_slack():
    # 9,400 km² in at least 12 points: sqrt(9400 / 12) = 28.0 km apart, so no
    # point of the polygon is farther than 28.0 / sqrt(2) = 19.8 km from one.
    unit = polygon_unit(box(111, 40, 112, 41), 9400.0, lon=111.5, lat=40.5)

    assert unit.slack_km == pytest.approx(19.79, abs=0.01)


def test_place_with_a_point_keeps_its_radius_and_one_sample():
    found = extents(
        np.array([111.0]), np.array([40.0]), np.array([8.0]), ["150102"], {}
    )

    assert found.slack_km.tolist() == [8.0]
    assert found.is_point.tolist() == [True]
    assert len(found.sample_lon) == 1


def test_place_without_a_point_is_spread_over_its_banner():
    unit = polygon_unit(box(111, 40, 112, 41), 9400.0, lon=111.5, lat=40.5)

    found = extents(
        np.array([111.0, NAN]), np.array([40.0, NAN]), np.array([2.0, NAN]),
        ["150102", "150105"], {"150105": unit},
    )  # fmt: skip

    assert found.lon.tolist() == [111.0, 111.5]
    assert found.is_point.tolist() == [True, False]
    assert found.first_sample.tolist() == [0, 1]
    assert found.sample_owner().tolist() == [0] + [1] * len(unit.sample_lon)


def test_place_that_is_nowhere_stays_unknown():
    found = extents(np.array([NAN]), np.array([NAN]), np.array([NAN]), [""], {})

    assert np.isnan(found.lon[0])
    assert found.n_places == 1
