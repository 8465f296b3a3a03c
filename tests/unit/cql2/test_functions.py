"""Functions of a filter: what they give, of what, and how they are offered."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo_zs.cql2 import Cql2Error, mask, parse
from geo_zs.cql2.functions import Argument, Function
from geo_zs.cql2.standard_functions import STANDARD
from geo_zs.crs import area_km2, distance_km

FRAME = gpd.GeoDataFrame(
    {
        "text": ["Ordos", "鄂尔多斯", None],
        "a": [2.5, -2.5, None],
        "b": [1, 7, 3],
        "geometry": [
            shapely.Point(110, 40),
            shapely.box(109, 40, 111, 42),
            shapely.Point(111, 41),
        ],
    },
    crs="EPSG:4326",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lower(text) = 'ordos'", [1, 0, 0]),
        ("UPPER(text) = 'ORDOS'", [1, 0, 0]),
        ("length(text) = 4", [0, 1, 0]),
        ("length(text) IS NULL", [0, 0, 1]),
        ("abs(a) = 2.5", [1, 1, 0]),
        ("round(a) = 3", [1, 0, 0]),
        ("round(a) = -3", [0, 1, 0]),
        ("round(0.49999999999999994) = 0", [1, 1, 1]),
        ("floor(a) = -3 OR ceil(a) = 3", [1, 1, 0]),
        ("min(a, b, 5) = 1", [1, 0, 0]),
        ("max(a, b, 5) = 7", [0, 1, 0]),
        ("max(b) = b", [1, 1, 1]),
        ("min(a, b) IS NULL", [0, 0, 1]),
        ("abs(b - 4) < 2 AND lower('A') = 'a'", [0, 0, 1]),
        ("lower(NULL) IS NULL", [1, 1, 1]),
    ],
)
def test_function(text, expected):
    assert mask(FRAME, parse(text)).tolist() == expected


def test_area_is_that_of_the_house():
    area = float(area_km2(FRAME)[1])

    found = mask(FRAME, parse(f"area_km2(geometry) BETWEEN {area - 1} AND {area + 1}"))

    assert found.tolist() == [False, True, False]


def test_distance_to_a_point_is_the_geodesic():
    way = float(distance_km(110, 40, 112, 43))

    text = f"distance_km(geometry, 112, 43) BETWEEN {way - 0.001} AND {way + 0.001}"
    assert mask(FRAME, parse(text)).tolist() == [True, False, False]


def test_distance_to_an_area_is_that_to_its_nearest_place():
    east = float(distance_km(111, 41, 113, 41))

    near = mask(FRAME, parse(f"distance_km(geometry, 113, 41) < {east + 0.1}"))
    nearer = mask(FRAME, parse(f"distance_km(geometry, 113, 41) < {east - 0.5}"))
    inside = mask(FRAME, parse("distance_km(geometry, 110, 41) = 0"))

    assert near.tolist() == [False, True, True]
    assert not nearer.any()
    assert inside.tolist() == [False, True, False]


def test_distance_may_differ_by_feature():
    frame = FRAME.assign(lon=[110.0, 110.0, np.nan], lat=[40.0, 41.0, 1.0])

    found = mask(frame, parse("distance_km(geometry, lon, lat) < 0.001"))

    assert found.tolist() == [True, True, False]


def test_geometry_of_another_system_is_refused_and_not_measured():
    with pytest.raises(Exception, match="EPSG:3857"):
        mask(FRAME.to_crs(3857), parse("area_km2(geometry) > 1"))


def test_functions_of_the_caller_see_known_rows_only():
    seen = []

    def double(values, word):
        seen.append((list(values), list(word)))
        return values * 2

    mine = Function(
        "double",
        double,
        (Argument("value", "number"), Argument("word", "string")),
        "number",
        "加倍",
        "Twice the value",
    )

    found = mask(FRAME, parse("Double(a, 'x') = 5"), functions={"double": mine})

    assert found.tolist() == [True, False, False]
    assert seen == [([2.5, -2.5], ["x", "x"])]
    with pytest.raises(Cql2Error, match="there are: double"):
        mask(FRAME, parse("lower(text) = 'x'"), functions={"double": mine})


def test_what_a_function_has_no_result_for_is_unknown():
    frame = pd.DataFrame({"v": [4.0, -4.0]})
    root = Function(
        "root",
        lambda values: np.where(values < 0, np.nan, np.sqrt(np.abs(values))),
        (Argument("value", "number"),),
        "number",
        "平方根",
        "Square root",
    )
    offered = {"root": root}

    assert mask(frame, parse("root(v) = 2"), functions=offered).tolist() == [1, 0]
    assert mask(frame, parse("root(v) <> 3"), functions=offered).tolist() == [1, 0]
    assert mask(frame, parse("root(v) IS NULL"), functions=offered).tolist() == [0, 1]


def test_functions_take_dates_and_booleans_in_their_own_kind():
    frame = pd.DataFrame({"day": ["2024-02-29", None], "yes": [1.0, None]})
    kinds = []

    def check(days, flags):
        kinds.append((days.dtype.str, flags.dtype.str))
        return flags

    both = Function(
        "both",
        check,
        (Argument("day", "date"), Argument("flag", "boolean")),
        "boolean",
        "检查",
        "Check",
    )

    assert mask(frame, parse("both(day, yes)"), functions={"both": both})[0]
    assert kinds == [("<M8[D]", "|b1")]


@pytest.mark.parametrize("name", STANDARD)
def test_every_function_is_described_and_answers_an_empty_frame(name):
    function = STANDARD[name]
    given = {
        "number": "a",
        "string": "text",
        "geometry": "geometry",
    }
    arguments = ", ".join(given[one.kind] for one in function.arguments)

    found = mask(FRAME.iloc[:0], parse(f"{name}({arguments}) IS NULL"))

    assert found.shape == (0,)
    assert function.name == name
    assert function.title_en
    assert function.title_zh != function.title_en
