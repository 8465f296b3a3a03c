"""Distances between places that are not exactly known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box

from geo_zs import crs
from geo_zs.sites import distances
from geo_zs.sites.distances import distance_intervals, line_intervals
from geo_zs.sites.extents import extents, polygon_unit

NAN = float("nan")
BANNER = box(111.0, 40.0, 112.0, 41.0)
UNITS = {"150105": polygon_unit(BANNER, 9400.0, lon=111.5, lat=40.5)}


def _points(*rows):
    lon, lat, radius = (
        np.array(column, dtype=float) for column in zip(*rows, strict=True)
    )
    return extents(lon, lat, radius, [""] * len(rows), {})


def _banner():
    return extents(np.array([NAN]), np.array([NAN]), np.array([NAN]), ["150105"], UNITS)


def test_radii_of_both_ends_widen_the_distance():
    # One degree of latitude at 45° N is 111.132 km.
    found = distance_intervals(_points((111, 44.5, 2)), _points((111, 45.5, 8)))

    assert found.value[0, 0] == pytest.approx(111.13, abs=0.01)
    assert found.low[0, 0] == pytest.approx(101.13, abs=0.01)
    assert found.high[0, 0] == pytest.approx(121.13, abs=0.01)


def test_distance_is_never_below_zero():
    found = distance_intervals(_points((111, 40, 8)), _points((111.01, 40, 8)))

    assert found.low[0, 0] == 0.0


def test_unknown_target_gives_an_unknown_distance():
    found = distance_intervals(_points((111, 40, 2)), _points((NAN, NAN, NAN)))

    assert np.isnan([found.value, found.low, found.high]).all()


@settings(max_examples=40, deadline=None)
@given(
    st.floats(111.0, 112.0),
    st.floats(40.0, 41.0),
    st.floats(105, 120),
    st.floats(38, 50),
)
def test_interval_holds_the_distance_from_every_point_of_the_banner(lon, lat, x, y):
    found = distance_intervals(_banner(), _points((x, y, 0)))

    true = float(crs.distance_km(lon, lat, x, y))

    assert found.low[0, 0] <= true + 0.1
    assert true <= found.high[0, 0] + 0.1


def test_target_inside_the_banner_may_be_at_distance_zero():
    inside = distance_intervals(_banner(), _points((111.7, 40.2, 0)))

    assert BANNER.contains(Point(111.7, 40.2))
    assert inside.low[0, 0] == 0.0


def test_nearest_takes_the_least_of_each_bound():
    found, which = distance_intervals(
        _points((111, 44.5, 0)), _points((111, 45.5, 60), (111, 45.0, 1))
    ).nearest()

    assert which.tolist() == [1]
    assert found.value[0] == pytest.approx(55.56, abs=0.02)
    assert found.low[0] == pytest.approx(111.13 - 60, abs=0.02)
    assert found.high[0] == pytest.approx(56.56, abs=0.02)


def test_nearest_of_nothing_known_is_unknown():
    found, _ = distance_intervals(
        _points((111, 44.5, 0)), _points((NAN, NAN, NAN))
    ).nearest()

    assert np.isnan(found.value[0])


def test_line_distance_is_measured_to_the_nearest_point_between_the_nodes():
    meridian = LineString([(111.0, 44.0), (111.0, 46.0)])

    found = line_intervals(_points((112.0, 45.0, 2)), [meridian])

    # Halfway along the line, one degree of longitude east: 78.85 km at 45° N.
    assert found.value[0] == pytest.approx(78.85, abs=0.05)
    assert found.low[0] == pytest.approx(76.85, abs=0.05)
    assert found.high[0] == pytest.approx(80.85, abs=0.05)


def test_no_lines_give_no_distance():
    assert np.isnan(line_intervals(_points((111, 40, 2)), []).value).all()


def test_masses_of_targets_are_measured_in_parts_with_the_same_result(monkeypatch):
    lon, lat = np.array([111.0, NAN, 112.0, 111.2]), np.array([40.5, NAN, 41.0, 40.4])
    codes = ["", "150105", "", ""]
    targets = extents(lon, lat, np.array([2.0, NAN, 0.0, 8.0]), codes, UNITS)
    places = extents(np.array([NAN, 111.3]), np.array([NAN, 40.6]), np.zeros(2),
                     ["150105", ""], UNITS)  # fmt: skip
    whole = distance_intervals(places, targets)

    monkeypatch.setattr(distances, "_CELLS_AT_ONCE", 1)
    parts = distance_intervals(places, targets)

    for name in ("value", "low", "high"):
        assert getattr(parts, name) == pytest.approx(getattr(whole, name), abs=1e-9)
