"""100,000 points into banners: `Boundaries.locate` beside a bare spatial join."""

from __future__ import annotations

import geopandas as gpd
import numpy as np

from benchmarks.timing import print_table, side_by_side
from geo_zs.catalog import Catalog

N_POINTS = 100_000


def run(catalog: Catalog) -> None:
    rng = np.random.default_rng(20230630)
    lon, lat = rng.uniform(97, 126.2, N_POINTS), rng.uniform(37.3, 53.5, N_POINTS)
    banners = catalog.boundaries.banners
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs=banners.crs)
    polygons = banners[["geometry"]]
    timings = side_by_side(
        {
            "geo_zs Boundaries.locate (with the border rule)": lambda: (
                catalog.boundaries.locate(lon, lat)
            ),
            "geopandas.sjoin, predicate within": lambda: gpd.sjoin(
                points, polygons, predicate="within"
            ),
        },
        runs=7,
    )
    inside = gpd.sjoin(points, polygons, predicate="within")
    print_table(
        f"Locate {N_POINTS:,} points in 103 banners",
        timings,
        f"{len(inside):,} points fall inside. Budget: at most 1.5 times the join; "
        f"measured {timings[0].median / timings[1].median:.2f}.",
    )
