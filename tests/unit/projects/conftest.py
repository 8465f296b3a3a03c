"""Made-up projects in a made-up region of two square banners."""

from __future__ import annotations

from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo_zs.layers.boundaries import Boundaries

ROW = {
    "project_id": "P",
    "name_zh": "某项目",
    "name_printed": np.nan,
    "investor_zh": np.nan,
    "industry_text": np.nan,
    "industry_tags": (),
    "stage": "signed",
    "date": "2024-05",
    "league": np.nan,
    "banner": np.nan,
    "park_id": np.nan,
    "base_id": np.nan,
    "parent_project_id": np.nan,
    "place_level": np.nan,
    "place_confidence": "stated",
    "place_evidence": np.nan,
    "place_evidence_zh": np.nan,
    "lon": np.nan,
    "lat": np.nan,
    "pledged_cny_1e8": np.nan,
    "arrived_cny_1e8": np.nan,
    "land_ha": np.nan,
    "power_mw": np.nan,
    "is_site_bound": pd.NA,
    "is_from_article": False,
    "source_ids": ("s",),
    "confidence": "reported",
}


@pytest.fixture
def projects() -> Callable[..., pd.DataFrame]:
    """Return a maker of project tables from the cells that matter."""

    def make(*rows: dict[str, object]) -> pd.DataFrame:
        filled = [
            {**ROW, "project_id": f"P{number}", **row}
            for number, row in enumerate(rows, start=1)
        ]
        return pd.DataFrame(filled, columns=list(ROW))

    return make


@pytest.fixture
def boundaries() -> Boundaries:
    """Return two banners side by side, in one league."""
    banners = gpd.GeoDataFrame(
        {
            "name_zh": ["甲区", "乙区"],
            "name_en": ["Jia", "Yi"],
            "league": ["150100", "150100"],
        },
        geometry=[shapely.box(111, 40, 112, 41), shapely.box(112, 40, 113, 41)],
        index=pd.Index(["150101", "150102"], name="adcode"),
        crs="EPSG:4490",
    )
    leagues = gpd.GeoDataFrame(
        {"name_zh": ["甲市"], "name_en": ["Jia City"]},
        geometry=[shapely.box(111, 40, 113, 41)],
        index=pd.Index(["150100"], name="adcode"),
        crs="EPSG:4490",
    )
    return Boundaries(
        leagues=leagues,
        banners=banners,
        leagues_map=leagues,
        banners_map=banners,
        manifest={},
    )


@pytest.fixture
def labels() -> pd.DataFrame:
    """Return the label points of the league and the banners."""
    return pd.DataFrame(
        {"lon": [112.0, 111.5, 112.5], "lat": [40.4, 40.5, 40.5]},
        index=["150100", "150101", "150102"],
    )


@pytest.fixture
def parks() -> pd.DataFrame:
    """Return three parks: at a site, known by its banner, known by its league."""
    return pd.DataFrame(
        {
            "park_id": ["site", "banner", "league"],
            "league": ["150100", "150100", "150100"],
            "banner": ["150101", "150102", np.nan],
            "lon": [111.2, np.nan, np.nan],
            "lat": [40.2, np.nan, np.nan],
            "location_precision": ["site", "banner", "league"],
            "confidence": ["official", "unverified", "reported"],
        }
    )
