"""Five features made up by hand, each kind of column with something missing."""

from __future__ import annotations

from datetime import date

import geopandas as gpd
import pandas as pd
import shapely


def five_features() -> gpd.GeoDataFrame:
    """Return the features a to e; e has nothing but its key."""
    return gpd.GeoDataFrame(
        {
            "key": list("abcde"),
            "name": ["Ordos", "København", "ordos_2", "100%", None],
            "area": pd.array([10, 20, 30, -7, None], dtype="Int64"),
            "count": [1, 2, 3, 4, 0],
            "rate": [0.5, 2.0, float("inf"), -1.5, float("nan")],
            "is_open": [1.0, 0.0, 1.0, 0.0, float("nan")],
            "is_new": pd.array([True, False, None, True, None], dtype="boolean"),
            "kind": pd.Categorical(["x", "y", "x", "y", None]),
            "founded": [date(2001, 5, 1), date(2001, 5, 2), date(1, 1, 1), None, None],
            "since": ["2001-05-01", "2001-05-02", "1999-12-31", None, None],
            "updated": pd.to_datetime(
                [
                    "2022-04-16T00:00:00Z",
                    "2022-04-16T23:59:59.999Z",
                    "2022-04-17T00:00:00Z",
                    "1969-12-31T12:00:00Z",
                    None,
                ],
                format="ISO8601",
            ).tz_convert("Asia/Shanghai"),
            "tags": [["wind", "sun"], ["sun"], [], ["wind", None], None],
            "nothing": [None] * 5,
            "unread": [float("nan")] * 5,
            "geometry": [
                shapely.Point(111, 40),
                shapely.box(110, 39, 112, 41),
                shapely.Point(),
                shapely.LineString([(179, 45), (180, 45)]),
                None,
            ],
        },
        crs="EPSG:4326",
    )
