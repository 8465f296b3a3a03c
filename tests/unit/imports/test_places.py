"""Names of places find their code, or are told with what they may be."""

from __future__ import annotations

import pytest

from geo_zs.imports.places import PlaceReader


@pytest.fixture(scope="module")
def reader(catalog):
    return PlaceReader(catalog.gazetteer)


def _read(reader, kind, name, within=""):
    found = reader.read(kind, name, column="列", within=within)
    return (found.place.id if found.place else None), [r.key for r in found.remarks]


@pytest.mark.parametrize(
    ("kind", "name", "within", "code"),
    [
        ("league", "包头市", "", "150200"),
        ("league", "包頭", "", "150200"),
        ("league", "Baotou", "", "150200"),
        ("league", 150200, "", "150200"),
        ("league", 150200.0, "", "150200"),
        ("league", "150200000000", "", "150200"),
        ("banner", "昆都仑区", "", "150203"),
        ("banner", "前旗", "150800", "150823"),
        ("banner", "150203", "150200", "150203"),
        ("park", "包头稀土高新区", "150200", "baotou-xitu-hitech"),
    ],
)
def test_name_or_code_is_read(reader, kind, name, within, code):
    assert _read(reader, kind, name, within) == (code, [])


@pytest.mark.parametrize(
    ("kind", "name", "within", "expected"),
    [
        ("banner", "前旗", "", (None, ["ambiguous_place"])),
        ("banner", "坤都仑区", "150200", (None, ["garbled_place"])),
        ("banner", "昆都仑区", "150100", (None, ["place_elsewhere"])),
        ("banner", "150203", "150100", (None, ["place_elsewhere"])),
        ("league", "北京", "", (None, ["unknown_place"])),
        ("league", "昆都仑区", "", ("150203", ["place_from_words"])),
        ("banner", "稀土高新区", "", ("baotou-xitu-hitech", ["place_from_words"])),
        ("park", "某某未登记产业园", "", (None, ["unknown_park"])),
        (
            "park",
            "包头稀土高新区",
            "150100",
            ("baotou-xitu-hitech", ["park_elsewhere"]),
        ),
    ],
)
def test_name_that_is_not_plain_is_told(reader, kind, name, within, expected):
    assert _read(reader, kind, name, within) == expected


def test_garbled_name_of_the_article_has_its_reading_and_reason(catalog):
    reader = PlaceReader(catalog.gazetteer)

    found = reader.read(
        "park", "马托勒中蒙甘青蒙鄂口岸加工园区", column="园区", within=""
    )

    fault = found.remarks[0].fault(5)
    assert found.place is None
    assert fault.key == "garbled_place"
    assert "乌拉特中旗甘其毛都口岸加工园区" in fault.message
    assert "none is taken by itself" in fault.remedy
    (candidates,) = reader.readings.values()
    assert candidates[0]["confidence"] == "inferred"


def test_settled_name_is_taken(catalog):
    reader = PlaceReader(catalog.gazetteer, {("banner", "坤都仑区"): "150203"})

    assert _read(reader, "banner", "坤都仑区") == ("150203", [])


@pytest.mark.parametrize("cell", [None, "", "-", "暂无", float("nan")])
def test_cell_that_says_nothing_names_no_place(reader, cell):
    assert _read(reader, "banner", cell) == (None, [])


def test_name_that_is_too_long_is_unknown_and_not_looked_up(catalog):
    reader = PlaceReader(catalog.gazetteer)

    assert _read(reader, "banner", "长" * 100_000) == (None, ["unknown_place"])
    assert reader.readings == {}


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("包头市昆都仑区友谊大街", "150203"),
        ("内蒙古自治区包头市", "150200"),
        ("达拉特旗树林召镇", "150621"),
        ("杭锦旗独贵塔拉", "150625"),
        ("杭锦后旗", "150826"),
        ("前旗某地", None),
        ("某地", None),
        ("", None),
    ],
)
def test_address_names_the_unit_that_it_begins_with(reader, address, code):
    place = reader.from_address(address)

    assert (place.id if place else None) == code
