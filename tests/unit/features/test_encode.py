"""Features as GeoJSON."""

from __future__ import annotations

import json
import threading

import numpy as np
import pytest
import shapely

from geo_zs.features import encode
from geo_zs.features.collection import Collection
from geo_zs.features.frames import feature_frame
from geo_zs.features.properties import Property, typed_column
from geo_zs.features.reference_systems import CRS84, SYSTEMS

WGS84, CGCS2000, MERCATOR = SYSTEMS[1:]


def read(collection, rows, system=CRS84):
    return json.loads(b"[" + encode.features(collection, rows, system) + b"]")


def test_a_feature_holds_all_properties_and_unknown_is_null(things):
    point, square, nothing, _ = read(things, range(4))

    assert point == {
        "type": "Feature",
        "id": "a",
        "geometry": {"type": "Point", "coordinates": [111.1234568, 40.5]},
        "properties": {
            "key": "a",
            "name_zh": "甲",
            "kind": "big",
            "area_ha": 1.5,
            "year": 2001,
            "is_open": True,
            "tags": ["x", "y"],
            "date": "2023",
            "date_start": "2023-01-01",
            "date_end": "2023-12-31",
        },
    }
    assert square["properties"]["area_ha"] == 20
    assert nothing["geometry"] is None
    known = {name for name, value in nothing["properties"].items() if value is not None}
    assert known == {"key", "year"}


def test_text_is_written_as_it_is(things):
    text = encode.feature(things, 3).decode()

    assert json.loads(text)["properties"]["name_zh"] == "丁\"'"
    assert "丁" in text
    assert "NaN" not in encode.features(things, range(4)).decode()


def test_whole_numbers_have_no_decimal_point(things):
    assert b'"area_ha":20,' in encode.feature(things, 1)
    assert b'"area_ha":0,' in encode.feature(things, 3)


def test_rows_stand_in_the_order_in_which_they_are_asked_for(things):
    assert [one["id"] for one in read(things, [3, 0, 3])] == ["d", "a", "d"]
    assert [one["id"] for one in read(things, np.array([2, 1]))] == ["c", "b"]
    assert encode.features(things, []) == b""


def test_outer_rings_run_counter_clockwise_on_the_map(things):
    for system in SYSTEMS:
        (square,) = read(things, [1], system)
        ring = np.array(square["geometry"]["coordinates"][0])
        if system.is_lat_first:
            ring = ring[:, ::-1]
        assert shapely.LinearRing(ring).is_ccw


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        (CRS84, [111.1234568, 40.5]),
        (WGS84, [40.5, 111.1234568]),
        (CGCS2000, [40.5, 111.1234568]),
        # x = 6378137 · radians(111.12345678); y from the formula of EPSG:3857.
        (MERCATOR, [12370206.63, 4938869.18]),
    ],
)
def test_coordinates_stand_in_the_order_of_the_axes(things, system, expected):
    (point,) = read(things, [0], system)

    assert point["geometry"]["coordinates"] == pytest.approx(expected, abs=0.011)
    assert point["geometry"]["coordinates"][:2] == [
        round(value, system.decimals) for value in point["geometry"]["coordinates"]
    ]


def test_an_empty_geometry_is_no_place():
    keys = typed_column(["a"], "string")
    shapes = np.array([shapely.Point()], dtype=object)
    empty = Collection(
        "e", "空", "E", "", "", "point", feature_frame({"key": keys}, shapes, keys),
        (Property("key", "string", "编号", "Key", role="id"),), None, "", "",
    )  # fmt: skip

    assert read(empty, [0])[0]["geometry"] is None
    assert empty.bounds is None


def test_further_members_stand_in_one_feature_only(things):
    links = [{"href": "https://a.example/?a=1&b=2", "rel": "self"}]

    found = json.loads(encode.feature(things, 0, members={"links": links}))

    assert found["links"] == links
    assert "links" not in json.loads(encode.feature(things, 0))


def many(n_rows):
    """Return a collection of many rows."""
    keys = typed_column([f"k{row}" for row in range(n_rows)], "string")
    shapes = shapely.points(np.linspace(100, 120, n_rows), np.full(n_rows, 40.0))
    return Collection(
        "m", "多", "M", "", "", "point", feature_frame({"key": keys}, shapes, keys),
        (Property("key", "string", "编号", "Key", role="id"),), None, "", "",
    )  # fmt: skip


def test_only_what_is_asked_of_a_large_collection_is_written(monkeypatch):
    large = many(5_000)
    written: list[int] = []
    original = encode.geometry_texts

    def count(shapes, system):
        written.append(len(shapes))
        return original(shapes, system)

    monkeypatch.setattr(encode, "geometry_texts", count)
    first = read(large, range(4_000, 4_100))
    again = read(large, range(4_050, 4_110))

    assert written == [100, 10]
    assert [one["id"] for one in again][:50] == [one["id"] for one in first][50:]


def test_what_is_kept_of_a_large_collection_is_bounded(monkeypatch):
    monkeypatch.setattr(encode, "_MOST_BYTES", 1_000_000)
    large = many(30_000)
    for start in range(0, 30_000, 5_000):
        found = read(large, range(start, start + 5_000))
        assert found[0]["id"] == f"k{start}"

    kept = large.kept["geojson", CRS84.uri]
    assert 0 < sum(map(len, kept._lines.values())) <= 1_000_000


def test_more_than_may_be_kept_is_written_and_forgotten(monkeypatch):
    monkeypatch.setattr(encode, "_MOST_BYTES", 1_000)
    large = many(5_000)
    assert read(large, range(5))[4]["id"] == "k4"
    assert [one["id"] for one in read(large, range(100))][::99] == ["k0", "k99"]
    assert not large.kept["geojson", CRS84.uri]._lines


def test_threads_get_the_same_bytes():
    large = many(3_000)
    parts = [range(start, start + 500) for start in range(0, 3_000, 250)][:-1]
    expected = [encode.features(many(3_000), part) for part in parts]
    found: dict[int, bytes] = {}

    def ask(number):
        found[number] = encode.features(large, parts[number % len(parts)])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(44)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(found[number] == expected[number % len(parts)] for number in range(44))
