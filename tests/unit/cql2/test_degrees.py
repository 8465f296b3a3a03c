"""Positions that no place has are refused where degrees are meant, and only there."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from geo_zs.cql2 import Cql2Error, mask, parse
from geo_zs.cql2.degrees import check_degrees


@pytest.mark.parametrize(
    ("text", "says", "at"),
    [
        ("S_INTERSECTS(geometry, POINT(40 111))", "latitude 111 lies", "POINT"),
        ("S_INTERSECTS(geometry, POINT(1110 40))", "longitude 1110 lies", "POINT"),
        ("a = 1 OR S_WITHIN(geometry, BBOX(1110, 40, 1112, 42))", "1110", "BBOX"),
        ("S_WITHIN(geometry, BBOX(40, 110, 0, 42, 112, 9))", "latitude 110", "BBOX"),
        ("S_WITHIN(g, POLYGON((1 1, 9 1, 9 90.1, 1 1)))", "latitude 90.1", "POLYGON"),
        ("S_WITHIN(g, GEOMETRYCOLLECTION(POINT(1 1), POINT(1 -91)))", "-91", "GEOM"),
        ("NOT distance_km(geometry, 999, 999) < 1", "longitude 999", "999, 999"),
        ("distance_km(geometry, 40, 111) < 1", "latitude 111", "111)"),
        ("Distance_KM(geometry, -181, 40) < 1", "longitude -181", "-181"),
    ],
)
def test_position_that_no_place_has_is_refused_at_its_place(text, says, at):
    with pytest.raises(Cql2Error) as told:
        check_degrees(parse(text))

    assert says in str(told.value)
    assert "longitude, then latitude" in str(told.value)
    assert "经度、纬度" in told.value.zh
    assert told.value.at == text.index(at)


@pytest.mark.parametrize(
    "text",
    [
        "S_INTERSECTS(geometry, POINT(40 41))",
        "S_INTERSECTS(geometry, POINT(180 -90))",
        "S_INTERSECTS(geometry, POINT Z(111 40 1000))",
        "S_INTERSECTS(geometry, POINT EMPTY)",
        "S_INTERSECTS(geometry, BBOX(170, 40, -170, 42))",
        "S_INTERSECTS(geometry, BBOX(110, 40, 0, 112, 42, 1500))",
        "distance_km(geometry, 111, 40) < 999",
        "distance_km(geometry, lon, lat) < 999 AND max(999, 1) = 999",
        "nofunction(999) = 1 AND a > 999",
    ],
)
def test_positions_on_earth_pass(text):
    check_degrees(parse(text))


def test_axes_may_be_the_other_way_round():
    check_degrees(
        parse("S_INTERSECTS(g, POINT(40 111)) AND distance_km(g, 111, 40) < 1"),
        is_lat_first=True,
    )
    with pytest.raises(Cql2Error, match=r"latitude 111 .* latitude, then longitude"):
        check_degrees(parse("S_INTERSECTS(g, POINT(111 40))"), is_lat_first=True)


def test_place_in_json_is_a_pointer():
    point = {"type": "Point", "coordinates": [40, 111]}
    asked = {"op": "s_within", "args": [{"property": "geometry"}, point]}

    with pytest.raises(Cql2Error) as told:
        check_degrees(parse(asked))

    assert told.value.pointer == "/args/1"


def test_frame_of_another_system_has_no_such_bounds():
    frame = gpd.GeoDataFrame(geometry=[shapely.Point(500_000, 4_500_000)], crs=4508)

    found = mask(frame, parse("S_INTERSECTS(geometry, POINT(500000 4500000))"))

    assert found.tolist() == [True]
