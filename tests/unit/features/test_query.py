"""Which rows a query gives."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo_zs import cql2
from geo_zs.cql2.errors import Cql2Error
from geo_zs.errors import QueryError
from geo_zs.features.collection import Collection
from geo_zs.features.frames import feature_frame
from geo_zs.features.properties import Property, typed_column
from geo_zs.features.query import Query, select
from geo_zs.features.reference_systems import SYSTEMS
from geo_zs.features.times import parse_interval

CRS84, WGS84, CGCS2000, MERCATOR = SYSTEMS


def rows(collection, **wanted):
    """Return the ids that a query gives, as one word."""
    found = select(collection, Query(**wanted))
    return "".join(collection.ids[row] for row in found)


def test_an_empty_query_gives_all_rows_in_order(things):
    assert rows(things) == "abcd"


@pytest.mark.parametrize(
    ("bbox", "expected"),
    [
        # c has no place and always matches.
        ((111.1, 40.4, 111.2, 40.6), "ac"),
        ((111, 40.2, 111.05, 40.3), "bc"),
        # Edge on edge, and a corner.
        ((111, 41, 112, 42), "bc"),
        ((105, 41, 110, 42), "bc"),
        ((111.0001, 40, 111.1, 41), "c"),
        # Within the square, and round it.
        ((110.4, 40.4, 110.5, 40.5), "bc"),
        ((109, 39, 121, 51), "abcd"),
        # The very point.
        ((120, 50, 120, 50), "cd"),
        # Over the antimeridian: all but the square.
        ((111.1, 39, -170, 51), "acd"),
        ((-170, 39, 110.5, 51), "bc"),
        ((0, 0, 1, 1), "c"),
        ((109, 39, -99, 121, 51, 99), "abcd"),
    ],
)
def test_a_box_gives_what_meets_it_and_what_has_no_place(things, bbox, expected):
    assert rows(things, bbox=bbox) == expected


def test_a_box_may_be_in_any_system(things):
    box = (12364000, 4930000, 12380000, 4950000)

    assert rows(things, bbox=(40.4, 111.1, 40.6, 111.2), bbox_crs=WGS84) == "ac"
    assert rows(things, bbox=(40.4, 111.1, 40.6, 111.2), bbox_crs=CGCS2000) == "ac"
    assert rows(things, bbox=box, bbox_crs=MERCATOR) == "ac"


def test_a_box_beside_a_slanting_shape_does_not_meet_it():
    triangle = shapely.Polygon([(0, 0), (10, 0), (0, 10)])
    shapes = np.array([triangle, shapely.LineString([(0, 0), (10, 10)])], dtype=object)
    keys = typed_column(["t", "l"], "string")
    slanting = Collection(
        "s", "斜", "S", "", "", "any", feature_frame({"key": keys}, shapes, keys),
        (Property("key", "string", "编号", "Key", role="id"),), None, "", "",
    )  # fmt: skip

    assert rows(slanting, bbox=(8, 8, 9, 9)) == "l"
    assert rows(slanting, bbox=(8, 7, 9, 7.5)) == ""
    assert rows(slanting, bbox=(1, 2, 1.5, 2.5)) == "t"
    # Round all of it: the bounds alone tell.
    assert rows(slanting, bbox=(-1, -1, 11, 11)) == "tl"


@pytest.mark.parametrize(
    ("equals", "expected"),
    [
        ({"name_zh": "甲"}, "a"),
        ({"name_zh": "=1+1"}, "b"),
        ({"name_zh": "丁\"'"}, "d"),
        ({"name_zh": "%"}, ""),
        ({"kind": "big"}, "ad"),
        ({"area_ha": "20"}, "b"),
        ({"area_ha": "2e1"}, "b"),
        ({"area_ha": "0"}, "d"),
        ({"area_ha": "-0.0"}, "d"),
        ({"year": "2001"}, "ad"),
        ({"year": "+2003"}, "c"),
        ({"is_open": "true"}, "ad"),
        ({"is_open": "false"}, "b"),
        ({"is_open": "1"}, "ad"),
        ({"is_open": "0"}, "b"),
        ({"tags": "y"}, "ab"),
        ({"tags": "x;y"}, ""),
        ({"date": "2023-03"}, "b"),
        ({"date_start": "2023-03-01"}, "b"),
        ({"kind": "big", "year": "2001", "is_open": "true"}, "ad"),
        ({"kind": "big", "tags": "x"}, "a"),
    ],
)
def test_equal_values_are_compared_by_their_types(things, equals, expected):
    assert rows(things, equals=equals) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("kind", "BIG", "big, small"),
        ("area_ha", "x", "a number"),
        ("area_ha", "nan", "a number"),
        ("area_ha", "1e999", "a number"),
        ("area_ha", "１", "a number"),
        ("area_ha", "1_0", "a number"),
        ("year", "2001.5", "a whole number"),
        ("year", "9" * 40, "a whole number"),
        ("is_open", "2", "true or false"),
        ("is_open", "True", "true or false"),
        ("date_start", "2023-02-30", "a day"),
        ("date_start", "2023-03", "a day"),
        ("nosuch", "1", "key, name_zh, kind"),
        ("geometry", "1", "key, name_zh, kind"),
    ],
)
def test_a_value_of_another_type_is_refused(things, name, text, expected):
    with pytest.raises(QueryError) as caught:
        rows(things, equals={name: text})

    (problem,) = caught.value.problems
    assert problem.field == name
    assert expected in problem.message


def test_all_faults_are_told_at_once(things):
    with pytest.raises(QueryError) as caught:
        rows(
            things,
            bbox=(1, 2, 3),
            equals={"year": "x", "nosuch": "1"},
            expression=cql2.parse("other = 1 AND third = 2"),
        )

    assert [one.field for one in caught.value.problems] == [
        *("bbox", "year", "nosuch", "filter", "filter")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-03-16/..", "abc"),
        ("2023-04-01/2023-05-01", "ac"),
        ("2022-01-01", "c"),
    ],
)
def test_a_time_gives_what_meets_it_and_what_has_no_time(things, text, expected):
    assert rows(things, interval=parse_interval(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kind = 'big'", "ad"),
        ("area_ha > 1", "ab"),
        ("area_ha IS NULL", "c"),
        ("NOT (area_ha > 1)", "d"),
        ("is_open = TRUE", "ad"),
        ("A_CONTAINS(tags, ('y'))", "ab"),
        ("A_EQUALS(tags, ('y'))", "b"),
        ("tags IS NULL", "cd"),
        ("date_start >= DATE('2023-03-01')", "bd"),
        ("T_AFTER(date_start, DATE('2023-03-10'))", "d"),
        (
            "T_INTERSECTS(INTERVAL(date_start, date_end), "
            "INTERVAL('2023-03-16', '2023-03-20'))",
            "ab",
        ),
        ("S_INTERSECTS(geometry, POINT(110.5 40.5))", "b"),
        ("S_WITHIN(geometry, BBOX(109, 39, 112, 42))", "ab"),
        ("geometry IS NULL", "c"),
        ("year / 2 > 1000.9", "c"),
    ],
)
def test_filters_see_the_types_of_the_properties(things, text, expected):
    expression = cql2.parse(text)

    assert rows(things, expression=expression) == expected


@pytest.mark.parametrize("system", [WGS84, CGCS2000])
def test_coordinates_of_filters_are_in_the_order_of_their_axes(things, system):
    point = cql2.parse("S_INTERSECTS(geometry, POINT(40.5 110.5))")
    box = cql2.parse("S_INTERSECTS(geometry, BBOX(40.2, 110.2, 40.3, 110.3))")

    assert rows(things, expression=point, filter_crs=system) == "b"
    assert rows(things, expression=box, filter_crs=system) == "b"
    for expression in (point, box):
        with pytest.raises(Cql2Error, match="longitude, then latitude"):
            rows(things, expression=expression)


def test_coordinates_of_filters_may_be_metres(things):
    point = cql2.parse("S_INTERSECTS(geometry, POINT(12300803.7 4938000))")

    assert rows(things, expression=point, filter_crs=MERCATOR) == "b"


def test_a_filter_that_names_what_there_is_not_is_refused_with_each_place(things):
    text = "area > 1 AND (KIND = 'x' OR area < 2)"
    with pytest.raises(QueryError) as caught:
        rows(things, expression=cql2.parse(text))

    errors = [problem.error for problem in caught.value.problems]
    assert [error.offset for error in errors] == [0, text.index("KIND")]
    assert [error.expected[0] for error in errors] == ["area_ha", "kind"]
    assert {problem.field for problem in caught.value.problems} == {"filter"}


def test_a_filter_of_many_unknown_names_tells_of_the_first(things):
    text = " OR ".join(f"nothing_{number} = 1" for number in range(100))
    with pytest.raises(QueryError) as caught:
        rows(things, expression=cql2.parse(text))

    assert len(caught.value.problems) == 20


def test_a_filter_on_the_wrong_type_is_refused(things):
    with pytest.raises(Cql2Error):
        rows(things, expression=cql2.parse("area_ha > 'x'"))


def test_all_conditions_must_hold(things):
    found = rows(
        things,
        bbox=(109, 39, 112, 42),
        equals={"kind": "big"},
        expression=cql2.parse("area_ha > 1"),
        interval=parse_interval("2023-06-01"),
    )

    assert found == "a"


def test_the_same_query_gives_the_same_rows_unasked(things, monkeypatch):
    first = select(things, Query(equals={"kind": "big"}))
    monkeypatch.setattr("geo_zs.features.query._select", None)

    again = select(things, Query(equals={"kind": "big"}))

    assert again is first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 9


def test_few_selections_are_kept(things):
    for year in range(100):
        select(things, Query(equals={"year": str(year)}))

    assert len(things.kept["selections"]) <= 16
