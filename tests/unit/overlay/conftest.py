"""A made-up region of three square banners in two leagues, with three parks.

All places are invented. One degree of longitude is about 85 km there, one of
latitude 111 km.
"""

from __future__ import annotations

from types import MappingProxyType, SimpleNamespace

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point, box

from geo_zs.layers.boundaries import Boundaries
from geo_zs.matching.rules import RuleBook
from geo_zs.overlay.ground import Ground, ground_of

WGS84 = "EPSG:4326"


class SampleCatalog:
    """What the overlay reads of a catalog."""

    def __init__(self, layers, boundaries, rules):
        self.layers = MappingProxyType(layers)
        self.boundaries = boundaries
        self.rules = RuleBook.from_rows(rules)
        self.sites = SimpleNamespace(
            tag_index={"coking": 0, "data_center": 1, "dairy": 2},
            industry_kind={
                "coking": "factory",
                "data_center": "factory",
                "dairy": "factory",
            },
        )
        self.data_version = "sample"


def _layer(columns, shapes, index, crs=WGS84):
    frame = gpd.GeoDataFrame(columns, geometry=shapes, index=index, crs=crs)
    return SimpleNamespace(frame=frame)


def _boundaries():
    leagues = gpd.GeoDataFrame(
        {"name_zh": ["甲市", "乙市"], "name_en": ["Jia", "Yi"]},
        geometry=[box(110, 40, 112, 41), box(112, 40, 113, 41)],
        index=["150100", "150200"],
        crs="EPSG:4490",
    )
    banners = gpd.GeoDataFrame(
        {
            "name_zh": ["子旗", "丑旗", "寅旗"],
            "name_en": ["Zi", "Chou", "Yin"],
            "league": ["150100", "150100", "150200"],
        },
        geometry=[box(110, 40, 111, 41), box(111, 40, 112, 41), box(112, 40, 113, 41)],
        index=["150102", "150103", "150202"],
        crs="EPSG:4490",
    )
    return Boundaries(leagues, banners, leagues, banners, MappingProxyType({}))


def _sample_layers(boundaries):
    banners = boundaries.banners.copy()
    banners["seat_lon"] = [110.5, 111.5, 112.5]
    banners["seat_lat"] = [40.5, 40.5, 40.5]
    leagues = boundaries.leagues.copy()
    leagues["label_lon"], leagues["label_lat"] = [111.0, 112.5], [40.5, 40.5]
    nan = np.nan
    parks = _layer(
        {
            "name_zh": ["甲园", "乙园", "丙园", "旧园"],
            "name_en": ["Park A", "Park B", "Park C", "Old Park"],
            "parent_park_id": ["", "", "", ""],
            "status": ["current", "current", "current", "legacy"],
            "league": ["150100", "150100", "150200", "150100"],
            "banner": ["150102", "150103", "150202", "150102"],
            "lon": [110.5, nan, 112.5, 110.2],
            "lat": [40.5, nan, 40.5, 40.2],
            "location_radius_km": [2.0, nan, 2.0, 2.0],
            "is_chemical_park": [True, None, None, None],
            "approved_area_ha": [100.0, nan, nan, nan],
            "planned_area_ha": [900.0, 50.0, nan, nan],
        },
        [Point(110.5, 40.5), None, box(112.4, 40.4, 112.6, 40.6), Point(110.2, 40.2)],
        ["park-a", "park-b", "park-c", "park-old"],
    )
    ports = _layer(
        {
            "name_zh": ["北口岸", "闭口岸"],
            "name_en": ["North Port", "Closed Port"],
            "mode": ["road", "road"],
            "is_usable_for_distance": [True, False],
            "league": ["150100", "150100"],
            "banner": ["150102", "150102"],
            "lon": [110.5, 110.5],
            "lat": [40.9, 40.51],
            "location_radius_km": [0.0, 0.0],
        },
        [Point(110.5, 40.9), Point(110.5, 40.51)],
        ["port-north", "port-closed"],
    )
    stations = _layer(
        {
            "name_zh": ["东站"],
            "name_en": ["East Station"],
            "league": ["150100"],
            "banner": ["150102"],
            "lon": [110.6],
            "lat": [40.5],
            "location_radius_km": [0.0],
        },
        [Point(110.6, 40.5)],
        ["rail-east"],
    )
    lines = _layer(
        {"name_zh": ["东西线"]}, [LineString([(110, 40.6), (113, 40.6)])], ["line-ew"]
    )
    projects = _layer(
        {
            "name_zh": ["子旗风电场"],
            "league": ["150100"],
            "banner": ["150102"],
            "stage": ["operating"],
        },
        [None],
        ["P-0001"],
    )
    return {
        "banners": SimpleNamespace(frame=banners),
        "leagues": SimpleNamespace(frame=leagues),
        "parks": parks,
        "ports": ports,
        "rail_nodes": stations,
        "rail_lines": lines,
        "projects": projects,
    }


#: One rule of each kind; invented.
RULES = (
    {
        "rule_id": "chemical-park",
        "title_zh": "化工入园",
        "title_en": "Chemistry into chemical parks",
        "applies_to_tags": "coking",
        "tested_field": "chemical_park",
        "operator": "eq",
        "scope": "150000",
        "effect": "warn",
        "document_number": "内某发〔2021〕1号",
        "date": "2021-03",
    },
    {
        "rule_id": "no-coking-in-a",
        "title_zh": "甲园不得焦化",
        "title_en": "No coking in Park A",
        "applies_to_tags": "coking",
        "tested_field": "park_id",
        "operator": "not_in",
        "scope": "park-a",
        "effect": "warn",
    },
    {
        "rule_id": "products",
        "title_zh": "不再审批的产品",
        "title_en": "Products without approval",
        "applies_to_tags": "coking",
        "tested_field": "product",
        "operator": "not_in",
        "scope": "150200",
        "words_fail": "焦炭;coke",
        "words_pass": "煤焦油",
        "effect": "warn",
    },
    {
        "rule_id": "pue",
        "title_zh": "PUE不高于1.2",
        "title_en": "PUE at most 1.2",
        "applies_to_tags": "data_center",
        "tested_field": "pue",
        "operator": "le",
        "threshold": "1.2",
        "scope": "150000",
        "effect": "warn",
    },
    {
        "rule_id": "zero-carbon",
        "title_zh": "零碳园区名额",
        "title_en": "Zero-carbon nominations",
        "applies_to_tags": "*",
        "tested_field": "nominations",
        "operator": "manual",
        "condition_words": "零碳园区",
        "raise_when": "mentioned",
        "scope": "150000",
        "effect": "warn",
    },
    {
        "rule_id": "small-dairy",
        "title_zh": "乳品豁免",
        "title_en": "Dairy is exempt",
        "applies_to_tags": "dairy",
        "tested_field": "energy_review",
        "operator": "not_required",
        "scope": "150000",
        "effect": "warn",
    },
)


@pytest.fixture(scope="session")
def sample() -> SampleCatalog:
    """Return the made-up region as a catalog."""
    boundaries = _boundaries()
    return SampleCatalog(_sample_layers(boundaries), boundaries, RULES)


@pytest.fixture(scope="session")
def ground(sample) -> Ground:
    """Return what projects of the made-up region are laid over."""
    return ground_of(sample)


@pytest.fixture
def project_frame():
    """Return a maker of project frames from rows of values."""

    def make(*rows, shapes=None, ids=None) -> gpd.GeoDataFrame:
        names = list(dict.fromkeys(name for row in rows for name in row))
        columns = {name: [row.get(name) for row in rows] for name in names}
        given = [None] * len(rows) if shapes is None else list(shapes)
        for at, row in enumerate(rows):
            if given[at] is None and row.get("lon") is not None:
                given[at] = shapely.Point(row["lon"], row["lat"])
        index = ids or [f"R-{number:06d}" for number in range(1, len(rows) + 1)]
        return gpd.GeoDataFrame(columns, geometry=given, index=index, crs=WGS84)

    return make
