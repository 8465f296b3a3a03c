"""Each system has one key, one label, and impossible ones are refused."""

from __future__ import annotations

import pytest

from geo_zs.errors import CrsError
from geo_zs.imports.datum.stated import (
    datum_of_crs,
    datum_of_header,
    old_datum_of_crs,
)
from geo_zs.imports.datum.systems import Datum, parse_datum


@pytest.mark.parametrize(
    "key",
    [
        "wgs84",
        "cgcs2000",
        "gcj02",
        "bd09",
        "mercator",
        "gk3:37",
        "gk3:37+prefix",
        "gk6:19+prefix",
        "utm:49",
        "cgcs2000~xian80",
        "gk3:37+prefix~beijing54",
        'stated:PROJCS["x"]',
    ],
)
def test_key_comes_back_as_the_same_datum(key):
    assert parse_datum(key).key == key


@pytest.mark.parametrize(("given", "key"), [(" GCJ-02 ", "gcj02"), ("BD_09", "bd09")])
def test_key_may_be_written_in_other_ways(given, key):
    assert parse_datum(given).key == key


@pytest.mark.parametrize(
    ("key", "meridian"),
    [("gk3:37", 111), ("gk6:19", 111), ("utm:49", 111), ("wgs84", None)],
)
def test_central_meridian_of_a_zone(key, meridian):
    assert parse_datum(key).central_meridian == meridian


@pytest.mark.parametrize("old", ["beijing54", "Xian80"])
def test_old_datum_is_refused_by_name_with_the_labelled_way_out(old):
    with pytest.raises(
        CrsError, match="parameters for the region are not public"
    ) as caught:
        parse_datum(old)

    assert f"cgcs2000~{old.lower()}" in str(caught.value)


def test_old_datum_read_as_cgcs2000_says_so_in_its_label():
    datum = parse_datum("gk3:37+prefix~xian80")

    assert "误差约 100 米" in datum.label("zh")
    assert "off by about 100 m" in datum.label("en")
    assert "西安 80" in datum.label("zh")
    assert datum.is_projected


def test_labels_name_zone_and_meridian():
    assert (
        parse_datum("gk3:37").label("zh")
        == "高斯-克吕格 3°带 第 37 带（中央经线 111°）"
    )
    assert parse_datum("utm:49").label("en") == "UTM zone 49 (central meridian 111°)"
    assert "zone in the easting" in parse_datum("gk6:19+prefix").label("en")
    assert parse_datum("gcj02").label("zh").startswith("GCJ-02（高德")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("gk3", "needs a zone from 25 to 45, came None"),
        ("gk6:37", "needs a zone from 13 to 23, came 37"),
        ("utm:9", "needs a zone from 43 to 53"),
        ("utm:49+prefix", "carry no zone in front"),
        ("wgs84:3", "has no zones"),
        ("gcj02~xian80", "no system of xian80"),
        ("local", "is not known; expected wgs84"),
    ],
)
def test_impossible_systems_say_what_is_possible(key, said):
    with pytest.raises(CrsError, match=said):
        parse_datum(key)


def test_stated_datum_needs_its_system():
    with pytest.raises(CrsError, match="needs its reference system"):
        Datum("stated")
    with pytest.raises(CrsError, match="no other has one"):
        Datum("wgs84", crs="EPSG:4326")


@pytest.mark.parametrize(
    ("crs", "key"),
    [
        ("EPSG:4326", "wgs84"),
        ("EPSG:4490", "cgcs2000"),
        ("EPSG:3857", "mercator"),
        ("EPSG:32649", "utm:49"),
        ("EPSG:4525", "gk3:37+prefix"),
        ("EPSG:4546", "gk3:37"),
        ("EPSG:4497", "gk6:19+prefix"),
        ("EPSG:4508", "gk6:19"),
        ("EPSG:3395", "stated:EPSG:3395"),
        ("GCJ02", "gcj02"),
        ('PROJCS["own",GEOGCS["x"]]', 'stated:PROJCS["own",GEOGCS["x"]]'),
    ],
)
def test_stated_system_is_understood(crs, key):
    assert datum_of_crs(crs).key == key


@pytest.mark.parametrize("crs", [None, "whatever", "EPSG:2363", "EPSG:4214"])
def test_system_that_says_nothing_or_an_old_one_is_none(crs):
    assert datum_of_crs(crs) is None


@pytest.mark.parametrize(
    ("crs", "old"),
    [
        ("EPSG:2363", "xian80"),
        ("EPSG:4610", "xian80"),
        ("EPSG:2414", "beijing54"),
        ("EPSG:21419", "beijing54"),
        ("EPSG:4555", "beijing54"),
        ('PROJCS["Xian_1980_3_Degree_GK_Zone_37"]', "xian80"),
        ('GEOGCS["GCS_Beijing_1954"]', "beijing54"),
        ("EPSG:4490", None),
        (None, None),
    ],
)
def test_old_systems_are_known_by_code_and_name(crs, old):
    assert old_datum_of_crs(crs) == old


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("高德经度", "gcj02"),
        ("经度(火星坐标)", "gcj02"),
        ("GCJ-02 lon", "gcj02"),
        ("gcj02_lng", "gcj02"),
        ("百度坐标", "bd09"),
        ("bd09ll_x", "bd09"),
        ("bd_lat", "bd09"),
        ("WGS84经度", "wgs84"),
        ("GPS坐标", "wgs84"),
        ("国家2000坐标X", "cgcs2000"),
        ("CGCS2000", "cgcs2000"),
        ("北京54坐标X", "beijing54"),
        ("西安80", "xian80"),
        ("经度", None),
        ("abdomen", None),
    ],
)
def test_words_in_headers_name_a_system(header, key):
    found = datum_of_header(["项目名称", header])

    assert (found[1] if found else None) == key
