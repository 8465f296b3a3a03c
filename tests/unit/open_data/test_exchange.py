"""Rows as the published schemas say."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd
import pytest
from frictionless import Resource, Schema

from geo_zs.open_data.exchange import (
    SCHEMAS,
    cell_text,
    columns,
    csv_bytes,
    groups,
    plain,
    schema_bytes,
    table_bytes,
)


def described(name):
    return json.loads(schema_bytes(name))


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_a_table_schema(name):
    found = Schema.metadata_validate(described(name))

    assert [str(error) for error in found] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_column_has_titles_and_a_meaning(name):
    for column, field in columns(name).items():
        assert field["title"], column
        assert field["title_en"], column
        assert field["description"], column


@pytest.mark.parametrize(
    ("name", "required"),
    [
        ("industrial-park", {"park_id", "name_zh"}),
        ("investment-project", {"project_id", "name_zh"}),
    ],
)
def test_only_identity_is_required(name, required):
    found = {
        column
        for column, field in columns(name).items()
        if field.get("constraints", {}).get("required")
    }

    assert found == required


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_group_ends_with_sources_date_and_confidence(name):
    for group in groups(name):
        for end in ("_source_ids", "_as_of", "_confidence"):
            assert f"{group}{end}" in columns(name)


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("_ha", "ha"),
        ("_km", "km"),
        ("_mw", "MW"),
        ("_m3_per_day", "m³/d"),
        ("_cny_per_mu", "/亩"),
        ("_cny_per_kwh", "元/kWh"),
        ("_cny_1e8", "亿元"),
    ],
)
def test_unit_of_the_name_is_the_unit_of_the_column(name, ends):
    found = [
        field["unit"]
        for schema in SCHEMAS
        for column, field in columns(schema).items()
        if column.endswith(name)
    ]

    assert found
    assert all(unit.endswith(ends) for unit in found)


def test_park_of_another_region_needs_no_more_than_id_and_name():
    row = {"park_id": "gansu-yumen", "name_zh": "玉门经济开发区"}
    content = table_bytes("industrial-park", [row])

    resource = Resource(
        data=content,
        format="csv",
        schema=Schema.from_descriptor(described("industrial-park")),
    )
    assert resource.validate().valid


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("usable_area_ha", "-1"),
        ("level", "world"),
        ("county_code", "15012"),
        ("green_power_share", "30"),
        ("land_as_of", "2026/05"),
        ("land_confidence", "sure"),
        ("airport_distance_kind", "by air"),
        ("website", "ftp://x"),
        ("park_id", "包头"),
        ("name_zh", ""),
    ],
)
def test_faulty_cell_is_found_in_its_column(column, cell):
    row = {"park_id": "a", "name_zh": "甲", column: cell}
    content = csv_bytes(tuple(columns("industrial-park")), [row])

    report = Resource(
        data=content,
        format="csv",
        schema=Schema.from_descriptor(described("industrial-park")),
    ).validate()

    assert report.flatten(["fieldName"]) == [[column]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0, "0"),
        (0.0, "0"),
        (False, "false"),
        (True, "true"),
        (12.5, "12.5"),
        (24000.0, "24000"),
        (("甲", "乙;丙"), "甲;乙；丙"),
        ("=1+1", "'=1+1"),
        (("@x", "y"), "'@x;y"),
        ("a\ud800b", "a\ufffdb"),
        (
            {"type": "MultiPolygon", "coordinates": []},
            '{"type":"MultiPolygon","coordinates":[]}',
        ),
    ],
)
def test_cell_is_written_as_it_is_read(value, text):
    assert cell_text(value) == text


@pytest.mark.parametrize("value", [None, float("nan"), pd.NA, pd.NaT, "", (), []])
def test_what_is_not_known_is_none(value):
    assert plain(value) is None


def test_zero_and_no_are_known():
    assert plain(pd.Series([0.0])[0]) == 0
    assert plain(pd.array([False])[0]) is False


def test_table_reads_back_with_breaks_and_quotes():
    row = {"park_id": "a", "name_zh": '甲"乙\n丙;丁,戊'}
    content = table_bytes("industrial-park", [row]).decode()

    (found,) = csv.DictReader(io.StringIO(content, newline=""))
    assert found["name_zh"] == row["name_zh"]
