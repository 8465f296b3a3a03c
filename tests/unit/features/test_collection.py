"""A collection: its ids, extents and schema."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import jsonschema
import numpy as np
import pytest

from geo_zs.errors import CrsError
from geo_zs.features import encode
from geo_zs.features.json_schema import property_schema
from geo_zs.features.properties import Property, typed_column
from tests.unit.features.conftest import make


def test_features_are_found_by_their_ids(things):
    assert [things.position(key) for key in ("a", "d", "e", "")] == [0, 3, None, None]
    assert things.ids == ("a", "b", "c", "d")
    assert len(things) == 4


def test_extents_are_those_of_the_features_that_have_any(things):
    assert things.bounds == (110, 40, 120, 50)
    assert things.interval == ("2023-01-01", "2023-12-31")


def test_without_places_and_times_there_are_no_extents(things):
    bare = replace(things, frame=things.frame.iloc[2:3])

    assert bare.bounds is None
    assert bare.interval == (None, None)
    assert replace(things, time=None).interval == (None, None)


def test_an_empty_collection_has_no_extents(things):
    empty = replace(things, frame=things.frame.iloc[:0])

    assert (len(empty), empty.bounds, empty.interval) == (0, None, (None, None))


def test_a_frame_that_is_not_as_described_is_refused(things):
    with pytest.raises(CrsError, match="EPSG:4490"):
        replace(things, frame=things.frame.to_crs("EPSG:4490"))
    with pytest.raises(ValueError, match="expected those described"):
        replace(things, properties=things.properties[1:])


def test_what_is_not_known_has_one_form_for_each_type():
    nothing = [None, float("nan")]

    assert typed_column(["", *nothing], "string").tolist() == [None] * 3
    assert np.isnan(typed_column(nothing, "number")).all()
    assert typed_column(nothing, "integer").isna().all()
    assert typed_column(nothing, "boolean").isna().all()
    assert typed_column([(), [], *nothing], "array").tolist() == [None] * 4
    assert typed_column([date(2023, 1, 2), np.datetime64("NaT")], "date").tolist()[
        0
    ] == date(2023, 1, 2)
    assert typed_column([0, 1.5], "number").tolist() == [0, 1.5]


def test_the_schema_has_the_keywords_of_part_5(things):
    found = things.schema("en")

    jsonschema.Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert (found["type"], found["title"]) == ("object", "Things")
    assert found["additionalProperties"] is False
    members = found["properties"]
    assert members["key"] == {
        "title": "Key",
        "type": "string",
        "x-ogc-role": "id",
        "x-ogc-propertySeq": 1,
    }
    assert members["kind"]["enum"] == ["big", "small"]
    assert members["area_ha"]["x-ogc-unit"] == "har"
    assert members["area_ha"]["description"] == "Unit: ha."
    assert members["area_ha"]["minimum"] == 0
    assert members["tags"]["items"] == {"type": "string"}
    assert "format" not in members["date"]
    assert members["date_start"]["format"] == members["date_end"]["format"] == "date"
    assert members["date_start"]["x-ogc-role"] == "primary-interval-start"
    assert members["date_end"]["x-ogc-role"] == "primary-interval-end"


def test_the_geometry_of_a_schema_has_a_format_and_no_type(things):
    geometry = replace(things, geometry="point").schema()["properties"]["geometry"]

    assert geometry["format"] == "geometry-point"
    assert geometry["x-ogc-role"] == "primary-geometry"
    assert "type" not in geometry


def test_every_place_in_the_order_of_properties_is_taken_once(things):
    members = things.schema()["properties"].values()

    assert [one["x-ogc-propertySeq"] for one in members] == list(range(1, 12))


def test_every_feature_keeps_to_the_schema_of_geojson(things):
    check = jsonschema.Draft202012Validator(things.geojson_schema())
    written = json.loads(b"[" + encode.features(things, range(4)) + b"]")
    nothing_known = {
        **written[2],
        "geometry": None,
        "properties": dict.fromkeys(written[2]["properties"]),
    }

    check.check_schema(check.schema)
    for one in (*written, nothing_known):
        check.validate(one)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name_zh", 5),
        ("kind", "middling"),
        ("area_ha", "1.5"),
        ("area_ha", -1),
        ("year", 2001.5),
        ("is_open", 1),
        ("tags", "x"),
        ("tags", [None]),
        ("colour", None),
    ],
)
def test_schema_of_geojson_refuses_what_no_feature_holds(things, name, value):
    check = jsonschema.Draft202012Validator(things.geojson_schema())
    one = json.loads(encode.feature(things, 0))
    one["properties"][name] = value

    assert not check.is_valid(one)


def test_schema_of_geojson_names_the_shapes(things):
    points = replace(things, geometry="point")
    check = jsonschema.Draft202012Validator(points.geojson_schema())
    point, square = (json.loads(encode.feature(things, row)) for row in (0, 1))

    assert check.is_valid(point)
    assert not check.is_valid(square)


def test_titles_are_in_the_language_that_is_asked_for(things):
    assert things.schema("zh")["title"] == "物"
    members = things.queryables("zh")["properties"]
    assert members["area_ha"]["title"] == "面积"
    assert members["area_ha"]["description"] == "单位：ha。"
    assert members["geometry"]["title"] == "位置"
    assert members["date_start"]["title"] == "日期（首日）"


def test_a_pattern_is_of_the_whole_value_and_of_each_item():
    text = Property("a", "string", "甲", "A", pattern=r"15\d{4}|x")
    many = Property("a", "array", "甲", "A", pattern=r"\d", enum=("1", "2"))

    assert property_schema(text, "en")["pattern"] == r"^(?:15\d{4}|x)$"
    assert property_schema(many, "en")["items"] == {
        "type": "string",
        "enum": ["1", "2"],
        "pattern": r"^(?:\d)$",
    }


def test_a_column_that_repeats_its_ids_is_no_collection():
    with pytest.raises(ValueError, match="things holds an id twice"):
        make(key=["a", "a", "c", "d"])
