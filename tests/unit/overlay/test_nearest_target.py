"""The fast search gives what measuring every pair gives."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from geo_zs.overlay.nearest_target import nearest_target
from geo_zs.sites.distances import distance_intervals
from geo_zs.sites.extents import extents


@pytest.fixture
def units(ground):
    return ground.units


def some(units, lon, lat, radius, codes):
    return extents(
        np.array(lon, float),
        np.array(lat, float),
        np.array(radius, float),
        codes,
        units,
    )


def test_points_and_units_are_measured_as_pair_by_pair(units):
    random = np.random.default_rng(4)
    lon, lat = random.uniform(110, 113, 60), random.uniform(40, 41, 60)
    lon[40:] = np.nan
    codes = [""] * 40 + ["150102"] * 10 + ["150200"] * 5 + [""] * 5
    places = some(units, lon, lat, random.choice([0.0, 2.0, 8.0], 60), codes)
    x, y = random.uniform(110, 113, 12), random.uniform(40, 41, 12)
    x[9:] = np.nan
    targets = some(
        units, x, y, random.choice([0.0, 2.0, 8.0], 12),
        [""] * 9 + ["150103", "150202", ""],
    )  # fmt: skip

    found = nearest_target(places, SimpleNamespace(places=targets))

    expected, row = distance_intervals(places, targets).nearest()
    known = ~np.isnan(expected.value)
    assert found.row[known].tolist() == row[known].tolist()
    assert set(found.row[~known]) == {-1}
    for part in ("value", "low", "high"):
        assert getattr(found.km, part) == pytest.approx(
            getattr(expected, part), abs=1e-6, nan_ok=True
        )


def test_target_known_by_its_unit_counts_as_far_as_it_may_be(units):
    places = some(units, [110.1], [40.5], [0.0], [""])
    targets = some(units, [np.nan, 110.9], [np.nan, 40.5], [0.0, 0.0], ["150102", ""])

    near = nearest_target(places, SimpleNamespace(places=targets))
    far = nearest_target(places, SimpleNamespace(places=targets), units_are_far=True)

    # The seat is 34 km away, the farthest corner of the unit 94 km, the point 68 km.
    assert (near.row[0], near.km.value[0]) == (0, pytest.approx(33.9, abs=0.1))
    assert (far.row[0], far.km.value[0]) == (1, pytest.approx(67.8, abs=0.1))
    assert far.km.low[0] == near.km.low[0]


def test_without_targets_nothing_is_near(units):
    places = some(units, [110.5], [40.5], [2.0], [""])
    nothing = some(units, [], [], [], [])

    found = nearest_target(places, SimpleNamespace(places=nothing))

    assert found.row.tolist() == [-1]
    assert np.isnan(found.km.value).all()
