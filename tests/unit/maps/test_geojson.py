"""Layers as GeoJSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from geo_zs.maps.geojson import (
    geometry_dict,
    layer_features,
    layer_geojson,
    plain_value,
    source_dicts,
)

if TYPE_CHECKING:
    from geo_zs.layers.spec import Layer


@pytest.fixture
def parks(sample: Any) -> Layer:
    return sample.layer("parks")


def keys(features: list[dict[str, Any]]) -> list[str]:
    return [feature["id"] for feature in features]


def test_row_without_a_point_has_a_null_geometry(parks: Layer) -> None:
    features = layer_features(parks)

    assert keys(features) == ["p1", "p2", "p3"]
    assert features[1]["geometry"] is None
    assert "approximate" not in features[1]["properties"]


def test_row_without_a_point_gets_its_label_point_marked_as_approximate(
    parks: Layer,
) -> None:
    known, unknown, _ = layer_features(parks, place_label=True)

    assert unknown["geometry"] == {"type": "Point", "coordinates": [108.0, 46.0]}
    assert unknown["properties"]["approximate"] is True
    assert unknown["properties"]["located_by"] == "banner"
    assert "approximate" not in known["properties"]


def test_coordinates_have_five_decimals(parks: Layer) -> None:
    features = layer_features(parks)

    assert features[0]["geometry"]["coordinates"] == [103.12346, 42.0]


def test_unknown_number_is_null_and_a_whole_one_stays_a_number(parks: Layer) -> None:
    first, second, _ = layer_features(parks)

    assert first["properties"]["approved_area_ha"] == 12.5
    assert second["properties"]["approved_area_ha"] is None


def test_list_column_becomes_an_array(parks: Layer) -> None:
    assert layer_features(parks)[0]["properties"]["source_ids"] == ["register"]


def test_league_keeps_only_its_rows(parks: Layer) -> None:
    assert keys(layer_features(parks, league="150200")) == ["p3"]


def test_league_of_the_layer_of_leagues_is_that_league(sample: Any) -> None:
    assert keys(layer_features(sample.layer("leagues"), league="150200")) == ["150200"]


def test_league_of_a_layer_that_names_none_keeps_nothing(sample: Any) -> None:
    assert layer_features(sample.layer("rail_lines"), league="150200") == []


def test_box_keeps_what_touches_its_edge_and_drops_rows_without_a_place(
    parks: Layer,
) -> None:
    touching = layer_features(parks, bbox=(117.0, 44.0, 118.0, 45.0))

    assert keys(touching) == ["p3"]


def test_box_counts_the_label_point_when_rows_are_placed_there(parks: Layer) -> None:
    found = layer_features(parks, bbox=(107.5, 45.5, 108.5, 46.5), place_label=True)

    assert keys(found) == ["p2"]


def test_keys_keep_only_those_rows(parks: Layer) -> None:
    assert keys(layer_features(parks, keys=["p2", "unknown"])) == ["p2"]


def test_unknown_level_is_refused(parks: Layer) -> None:
    with pytest.raises(ValueError, match="level is 'fine'; expected 'full' or 'map'"):
        layer_features(parks, level="fine")


def test_lines_and_areas_keep_their_own_place_when_labels_are_asked(
    sample: Any,
) -> None:
    line = layer_features(sample.layer("rail_lines"), place_label=True)[0]
    area = layer_features(sample.layer("leagues"), place_label=True)[0]

    assert line["geometry"]["type"] == "LineString"
    assert area["geometry"]["type"] == "Polygon"


def test_collection_carries_the_sources_that_its_rows_name(
    parks: Layer, sample: Any
) -> None:
    content = layer_geojson(
        parks, sources=sample.sources, members={"data_version": "v1"}
    )

    collection = json.loads(content)
    assert collection["type"] == "FeatureCollection"
    assert collection["data_version"] == "v1"
    assert collection["sources"] == {"register": {"title": "登记册", "date": "2024"}}


def test_text_stays_raw_for_the_reader_to_escape(sample: Any) -> None:
    parks = sample.layer("parks")
    parks.frame.loc["p1", "name_zh"] = "<b>&${x}"

    collection = json.loads(layer_geojson(parks))

    assert collection["features"][0]["properties"]["name_zh"] == "<b>&${x}"


def test_same_layer_gives_the_same_bytes(parks: Layer) -> None:
    assert layer_geojson(parks) == layer_geojson(parks)


def test_source_without_a_date_has_only_a_title(sample: Any) -> None:
    assert source_dicts(["other", "missing"], sample.sources) == {
        "other": {"title": "x"}
    }


def test_no_geometry_is_none() -> None:
    assert geometry_dict(None) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.float64(3.0), 3),
        (np.float64(2.5), 2.5),
        (float("inf"), None),
        (pd.NA, None),
        (pd.NaT, None),
        (None, None),
        (np.bool_(True), True),
        (np.int64(7), 7),
        (("a", "b"), ["a", "b"]),
        (pd.Timestamp("2024-01-02").date(), "2024-01-02"),
        ("150100", "150100"),
    ],
)
def test_table_values_become_json_values(value: object, expected: object) -> None:
    found = plain_value(value)

    assert found == expected
    assert type(found) is type(expected)
