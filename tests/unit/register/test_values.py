"""Every value of a record is checked, and all faults are told at once."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import shapely

from geo_zs.register.names import Names
from geo_zs.register.projects import check_values
from geo_zs.register.values import (
    MOST_VERTICES,
    check_fields,
    credit_check_character,
    is_real_date,
)


def _faults(values, names):
    """Return (field, key) of each fault of a record with a name."""
    found = check_values({"name_zh": "甲", **values}, known=names)
    return [(one.field, one.key) for one in found]


def test_sound_record_has_no_fault(names):
    values = {
        "name_zh": "年产5GW单晶硅片项目",
        "credit_code": "91350100M000100Y43",
        "project_code": "2306-150206-04-01-123456",
        "industry_tags": ("pv_wafer", "wind_power"),
        "pledged_cny_1e8": 15,
        "stage": "signed",
        "signed_date": "2023-03-20",
        "cluster": "新材料",
        "lon": 110.5,
        "lat": 40.5,
    }

    assert check_values(values, known=names) == []


def test_all_faults_are_told_at_once(names):
    values = {
        "stage": "done",
        "signed_date": "2023-02-30",
        "pledged_cny_1e8": -1,
        "lon": 110.5,
        "colour": "red",
    }

    found = check_values(values, known=names)

    assert {(one.field, one.key) for one in found} == {
        ("stage", "not_allowed"),
        ("signed_date", "bad_date"),
        ("pledged_cny_1e8", "too_small"),
        ("colour", "unknown_field"),
        ("name_zh", "required"),
        ("lat", "half_point"),
    }


def test_fault_says_what_came_and_what_was_expected(names):
    (fault,) = check_values({"name_zh": "甲", "pledged_cny_1e8": -1}, known=names)

    assert str(fault) == "pledged_cny_1e8: is -1; expected at least 0 亿元"
    assert fault.text("zh") == "是 -1；应不小于 0 亿元"
    assert fault.severity == "error"


# The first two are codes of the form that documentation of such checks prints.
@pytest.mark.parametrize(
    ("code", "expected"),
    [("91350100M000100Y43", "3"), ("91110000600037341L", "L"), ("0" * 18, "0")],
)
def test_check_character_is_that_of_the_standard(code, expected):
    assert credit_check_character(code) == expected


def test_wrong_check_character_is_named(names):
    (fault,) = check_values(
        {"name_zh": "甲", "credit_code": "91350100M000100Y4A"}, known=names
    )

    assert fault.key == "bad_check_character"
    assert "expected 3" in fault.message


@pytest.mark.parametrize(
    "code", ["91350100m000100y43", "91350100M000100Y4", "91350100I000100Y43", " 9"]
)
def test_credit_code_of_another_form_is_refused(code, names):
    assert _faults({"credit_code": code}, names) == [("credit_code", "bad_pattern")]


@pytest.mark.parametrize("text", ["2023", "2023-03", "2023-03-20", "2024-02-29"])
def test_date_keeps_the_precision_that_is_known(text):
    assert is_real_date(text)


@pytest.mark.parametrize(
    "text",
    ["2023-13", "2023-02-29", "2023-3", "0000", "23", "2023-03-20 ", "２０２３", ""],
)
def test_date_that_is_none_is_refused(text):
    assert not is_real_date(text)


@pytest.mark.parametrize(
    "nothing",
    [None, "", math.nan, pd.NA, pd.NaT, np.float64("nan")],
    ids=["None", "empty", "nan", "NA", "NaT", "numpy"],
)
@pytest.mark.parametrize(
    "field", ["notes", "land_ha", "industry_tags", "geometry", "stage", "league"]
)
def test_nothing_is_kept_as_unknown(field, nothing, names):
    kept, faults = check_fields({field: nothing}, names)

    assert kept == {field: None}
    assert faults == []


@pytest.mark.parametrize(
    ("value", "kept"),
    [(3, 3.0), (np.int64(4), 4.0), (np.float64(0.25), 0.25), (-0.0, 0.0)],
)
def test_numbers_are_kept_as_floats(value, kept, names):
    values, faults = check_fields({"land_ha": value}, names)

    assert faults == []
    assert values["land_ha"] == kept
    assert type(values["land_ha"]) is float
    assert math.copysign(1, values["land_ha"]) == 1


@pytest.mark.parametrize("value", [True, "3", math.inf, 10**400, [1], {"a": 1}])
def test_what_is_no_number_is_refused(value, names):
    assert _faults({"land_ha": value}, names) == [("land_ha", "not_number")]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a\x00b", "hidden_characters"),
        ("a\x1bb", "hidden_characters"),
        ("a\ufffeb", "hidden_characters"),
        ("a\ud800b", "half_character"),
        ("x" * 4001, "too_long"),
        ("x" * 1_000_000, "too_long"),
        (5, "not_text"),
        (b"x", "not_text"),
    ],
)
def test_text_that_a_database_or_a_file_cannot_hold_is_refused(text, key, names):
    assert _faults({"notes": text}, names) == [("notes", key)]


@pytest.mark.parametrize(
    "text",
    ["x" * 4000, "a\nb\tc\r\n", "'; DROP TABLE project; --", "%_\\", "=1+1", "𠀀"],
)
def test_other_text_is_kept_as_it_came(text, names):
    kept, faults = check_fields({"notes": text}, names)

    assert kept["notes"] == text
    assert faults == []


def test_long_value_is_cut_in_its_fault(names):
    (fault,) = check_values({"name_zh": "甲", "stage": "x" * 5000}, known=names)

    assert fault.key == "too_long"
    (fault,) = check_values({"name_zh": "甲", "stage": "x" * 400}, known=names)
    assert len(fault.message) < 250


def test_field_without_own_limit_has_one(names):
    assert _faults({"park_id": "p" * 501}, names) == [("park_id", "too_long")]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"league": "150300"}, "league"),
        ({"banner": "150999"}, "banner"),
        ({"park_id": "no-park"}, "park_id"),
        ({"industry_tags": ["pv_wafer", "magic"]}, "industry_tags"),
        ({"supersedes_id": "P-9999"}, "supersedes_id"),
    ],
)
def test_key_that_the_data_does_not_know_is_refused(values, field, names):
    assert _faults(values, names) == [(field, "unknown_key")]


def test_keys_are_not_checked_where_none_are_known():
    assert _faults({"park_id": "no-park", "industry_tags": "magic"}, Names()) == []


def test_list_is_kept_once_each_in_its_order(names):
    kept, faults = check_fields(
        {"industry_tags": "wind_power; pv_wafer;wind_power;"}, names
    )

    assert kept["industry_tags"] == "wind_power;pv_wafer"
    assert faults == []


@pytest.mark.parametrize(
    ("shape", "key"),
    [
        (shapely.LineString([(110, 40), (111, 41)]), "not_a_shape"),
        (shapely.MultiPoint([(110, 40)]), "not_a_shape"),
        (shapely.Polygon(), "empty_shape"),
        (shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), "invalid_shape"),
        (shapely.Point(400, 40), "not_on_earth"),
        (shapely.Point(math.inf, 40), "not_on_earth"),
        ("POINT (110 40)", "not_a_shape"),
        ({"type": "Point"}, "not_a_shape"),
        ({"type": "Point", "coordinates": ["a", "b"]}, "not_a_shape"),
        ({"type": "Polygon", "coordinates": [[[0, 0]]]}, "not_a_shape"),
    ],
)
def test_shape_that_is_none_is_refused(shape, key, names):
    assert _faults({"geometry": shape}, names) == [("geometry", key)]


def test_shape_of_too_many_vertices_is_refused(names):
    ring = [
        (math.cos(turn) / 2 + 110.5, math.sin(turn) / 2 + 40.5)
        for turn in np.linspace(0, 2 * math.pi, MOST_VERTICES, endpoint=False)
    ]

    # A closed ring repeats its first vertex.
    assert _faults({"geometry": shapely.Polygon(ring[1:])}, names) == []
    assert _faults({"geometry": shapely.Polygon(ring)}, names) == [
        ("geometry", "too_many_vertices")
    ]


def test_geojson_and_height_become_a_plain_shape(names):
    kept, faults = check_fields(
        {"geometry": {"type": "Point", "coordinates": [110.5, 40.5, 1070]}}, names
    )

    assert faults == []
    assert kept["geometry"].wkt == "POINT (110.5 40.5)"


@pytest.mark.parametrize(
    ("values", "field"),
    [({"lon": 181, "lat": 40}, "lon"), ({"lon": 1, "lat": -91}, "lat")],
)
def test_degrees_beyond_the_earth_are_refused(values, field, names):
    assert (field, "too_large" if field == "lon" else "too_small") in _faults(
        values, names
    )


def test_name_of_blanks_counts_as_empty(names):
    found = check_values({"name_zh": "  "}, known=names)

    assert [(one.field, one.key) for one in found] == [("name_zh", "required")]


def test_what_the_register_derives_is_not_read(names):
    kept, faults = check_fields({"located_by": "nonsense"}, names)

    assert (kept, faults) == ({}, [])


def test_hostile_field_name_is_refused_without_repeating_all_of_it(names):
    (fault,) = check_values({"name_zh": "甲", "x\ud800" * 500: 1}, known=names)

    assert fault.key == "unknown_field"
    assert len(fault.field) < 70
    fault.field.encode("utf-8")


@pytest.mark.parametrize(
    "text", ["\u200b", "\u2060\ufeff", "\u3164", "\u2800", "\u0301"]
)
@pytest.mark.parametrize("field", ["name_zh", "notes"])
def test_text_that_does_not_show_is_refused(field, text):
    (fault,) = check_values({"name_zh": "甲", field: text}, known=Names())

    assert (fault.field, fault.key) == (field, "unseen_text")
    assert "看不见" in fault.text("zh")


def test_text_with_marks_that_do_not_show_inside_is_kept():
    assert check_values({"name_zh": "甲\u200b乙"}, known=Names()) == []
