"""Distances to keep from the features of a layer."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import Point

from geo_zs.sites.distances import Intervals
from geo_zs.sites.setbacks import standing, upper_only


def frame(**columns: list[object]) -> gpd.GeoDataFrame:
    n_rows = len(next(iter(columns.values())))
    points = [Point(110 + at, 40) for at in range(n_rows)]
    return gpd.GeoDataFrame(columns, geometry=points, crs="EPSG:4326")


@pytest.mark.parametrize(
    ("layer", "columns", "kept"),
    [
        ("ports", {"is_open": [True, False]}, [0]),
        ("power_plants", {"is_operating": [False, None, True]}, [1, 2]),
        (
            "energy_bases",
            {
                "kind": ["wind_base", "programme", "solar_base"],
                "stage": ["construction", "reserve", "cancelled"],
            },
            [0],
        ),
        ("airports", {"airport_id": ["a", "b"]}, [0, 1]),
    ],
)
def test_only_what_stands_or_is_to_be_built_is_kept_away_from(
    layer: str, columns: dict[str, list[object]], kept: list[int]
):
    assert standing(frame(**columns), layer).index.tolist() == kept


def test_layer_that_may_lack_a_feature_knows_distances_from_above_only():
    known = Intervals(
        np.array([5.0, np.nan]), np.array([4.0, np.nan]), np.array([6.0, np.nan])
    )

    found = upper_only(known)

    assert found.low[0] == 0.0
    assert (found.value[0], found.high[0]) == (5.0, 6.0)
    assert np.isnan(found.low[1])
