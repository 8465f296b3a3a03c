"""A made-up region of three square banners in two leagues."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo_zs.layers.boundaries import Boundaries
from geo_zs.layers.boundary_build import build_boundaries

#: Three squares that share borders: two side by side, one on top of both.
SQUARES = {
    "150101": (111.0, 40.0, 112.0, 41.0),
    "150102": (112.0, 40.0, 113.0, 41.0),
    "150201": (111.0, 41.0, 113.0, 42.0),
}
NAMES = {
    "150101": ("甲区", "Jia"),
    "150102": ("乙区", "Yi"),
    "150201": ("丙旗", "Bing"),
    "150100": ("甲市", "Jia City"),
    "150200": ("丙盟", "Bing League"),
}


def square_shapes() -> list[shapely.Polygon]:
    """Return the squares; the top one has a vertex where the lower two meet."""
    top = shapely.Polygon([(111, 41), (112, 41), (113, 41), (113, 42), (111, 42)])
    return [
        shapely.box(*SQUARES["150101"]),
        shapely.box(*SQUARES["150102"]),
        top,
    ]


@pytest.fixture
def register() -> pd.DataFrame:
    """Return the register of the three banners."""
    return pd.DataFrame(
        {
            "adcode": list(SQUARES),
            "name_zh": [NAMES[code][0] for code in SQUARES],
            "name_en": [NAMES[code][1] for code in SQUARES],
            "league": ["150100", "150100", "150200"],
            "label_lon": [111.5, 112.5, 112.0],
            "label_lat": [40.5, 40.5, 41.5],
        }
    )


@pytest.fixture
def register_leagues() -> pd.DataFrame:
    """Return the register of the two leagues."""
    return pd.DataFrame(
        {
            "adcode": ["150100", "150200"],
            "name_zh": ["甲市", "丙盟"],
            "name_en": ["Jia City", "Bing League"],
            "label_lon": [112.0, 112.0],
            "label_lat": [40.5, 41.5],
        }
    )


@pytest.fixture
def squares(register: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the banners as a table of polygons in EPSG:4490."""
    return gpd.GeoDataFrame(
        register.drop(columns=["label_lon", "label_lat"]),
        geometry=square_shapes(),
        crs="EPSG:4490",
    )


@pytest.fixture
def boundaries(squares: gpd.GeoDataFrame) -> Boundaries:
    """Return boundaries of the made-up region; map level and full are the same."""
    banners = squares.set_index("adcode")
    leagues = gpd.GeoDataFrame(
        {"name_zh": ["甲市", "丙盟"], "name_en": ["Jia City", "Bing League"]},
        geometry=[shapely.box(111, 40, 113, 41), shapely.box(111, 41, 113, 42)],
        index=pd.Index(["150100", "150200"], name="adcode"),
        crs="EPSG:4490",
    )
    return Boundaries(
        leagues=leagues,
        banners=banners,
        leagues_map=leagues,
        banners_map=banners,
        manifest={"attribution_zh": "甲", "files": {}},
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of boundaries built from the registry package."""
    folder = tmp_path_factory.mktemp("boundaries")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GEO_ZS_BOUNDARIES", raising=False)
        build_boundaries(folder)
    return folder
