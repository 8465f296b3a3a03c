"""What is here: league, banner, what is near, and what has no point."""

from __future__ import annotations

import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo_zs.layers.here import what_is_here
from geo_zs.layers.index import SpatialIndex
from geo_zs.layers.load import point_layer, spec_of


@pytest.fixture
def labels(register, register_leagues) -> pd.DataFrame:
    both = pd.concat([register_leagues, register]).set_index("adcode")
    return both[["label_lon", "label_lat"]].set_axis(["lon", "lat"], axis=1)


@pytest.fixture
def parks(labels):
    frame = pd.DataFrame(
        {
            "park_id": ["near", "far", "no-point"],
            "name_zh": ["近园区", "远园区", "无点园区"],
            "name_en": ["Near Park", None, "No-point Park"],
            "league": ["150100", "150100", "150100"],
            "banner": ["150101", "150102", "150101"],
            "lon": [111.5, 112.5, None],
            "lat": [40.6, 40.5, None],
            "location_precision": ["site", "town", "banner"],
        }
    )
    return point_layer(spec_of("parks"), frame, labels)


@pytest.fixture
def ask(boundaries, parks):
    layers = {"parks": parks}
    index = SpatialIndex(layers)

    def answer(lon: float, lat: float):
        return what_is_here(lon, lat, boundaries=boundaries, layers=layers, index=index)

    return answer


def test_inside_names_league_banner_and_features_by_distance(ask):
    here = ask(111.5, 40.5)

    assert (here.league, here.banner) == ("150100", "150101")
    assert not here.is_outside
    assert not here.is_on_border
    near = here.near["parks"]
    assert [feature.key for feature in near] == ["near", "far"]
    assert near[0].distance_km == pytest.approx(11.1, abs=0.05)
    assert near[0].location_precision == "site"


def test_features_of_the_banner_without_a_point_are_named_not_measured(ask):
    here = ask(111.5, 40.5)

    assert here.without_point["parks"] == (("no-point", "无点园区", "No-point Park"),)
    assert "no-point" not in {feature.key for feature in here.near["parks"]}


def test_border_point_says_so_in_both_languages(ask):
    here = ask(112.0, 40.5)

    assert here.is_on_border
    assert here.sentence("zh") == "甲市甲区（位于边界线上）。"
    assert here.sentence("en") == "Jia, Jia City; the point lies on its border."


def test_outside_gives_the_nearest_banner_and_no_lists_of_a_banner(ask):
    here = ask(112.5, 39.0)

    assert here.is_outside
    assert here.banner is None
    assert here.without_point == {}
    assert here.sentence("zh") == "不在内蒙古境内；最近的是甲市乙区，相距 111.0 公里。"
    assert here.to_dict("en")["nearest_banner"] == {
        "adcode": "150102",
        "name": "Yi",
        "distance_km": 111.0,
    }


def test_plain_answer_is_json_with_names_of_the_language(ask):
    answer = ask(111.5, 40.5).to_dict("en")

    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    assert answer["league"] == {"adcode": "150100", "name": "Jia City"}
    assert answer["nearest_banner"] is None
    assert answer["text"] == "Jia, Jia City."
    assert answer["near"]["parks"][0] == {
        "id": "near",
        "name": "Near Park",
        "distance_km": 11.1,
        "direction": "N",
        "location_precision": "site",
    }
    # No English name is known: the Chinese one stands in.
    assert answer["near"]["parks"][1]["name"] == "远园区"


def test_feature_at_the_very_spot_has_no_direction(ask):
    answer = ask(111.5, 40.6).to_dict("zh")

    assert answer["near"]["parks"][0]["distance_km"] == 0.0
    assert answer["near"]["parks"][0]["direction"] == ""


def test_point_off_the_earth_is_refused(ask):
    with pytest.raises(ValueError, match="no place on earth"):
        ask(111.5, 140.0)


def test_line_layers_have_no_banner_and_are_left_out_of_the_lists(boundaries, parks):
    index_of = pd.Index(["l"], name="id")
    lines = type(parks)(
        spec=spec_of("rail_lines"),
        frame=gpd.GeoDataFrame(
            {"name_zh": ["甲线"], "name_en": ["Jia line"]},
            index=index_of,
            geometry=[shapely.LineString([(111, 40.2), (113, 40.2)])],
            crs="EPSG:4326",
        ),
        display=pd.DataFrame(
            {"lon": [112.0], "lat": [40.2], "basis": "own", "is_approximate": False},
            index=index_of,
        ),
    )
    layers = {"rail_lines": lines}

    here = what_is_here(
        111.5,
        40.5,
        boundaries=boundaries,
        layers=layers,
        index=SpatialIndex(layers),
    )

    assert here.near["rail_lines"][0].distance_km == pytest.approx(33.3, abs=0.1)
    assert here.without_point == {}
