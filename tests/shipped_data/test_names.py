"""Names of the shipped tables: every place is found by its own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo_zs.errors import AmbiguousPlaceError, UnknownPlaceError
from geo_zs.gazetteer.lookup import Gazetteer
from geo_zs.paths import tables_dir
from geo_zs.tables import read_table

if TYPE_CHECKING:
    import pandas as pd

FILES = {
    "leagues": "boundaries/leagues.csv",
    "banners": "boundaries/banners.csv",
    "parks": "parks/parks.csv",
    "ports": "ports/ports.csv",
    "energy_bases": "energy_bases/energy_bases.csv",
    "airports": "airports/airports.csv",
    "rail_nodes": "rail/rail_nodes.csv",
    "variants": "gazetteer/variants.csv",
    "garbles": "gazetteer/garbles.csv",
}


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return {name: read_table(tables_dir() / file) for name, file in FILES.items()}


@pytest.fixture(scope="module")
def gazetteer(tables) -> Gazetteer:
    return Gazetteer.from_tables(tables)


@pytest.mark.parametrize(
    ("table", "kind", "count"),
    [
        ("leagues", "league", 12),
        ("banners", "banner", 103),
        ("parks", "park", 177),
        ("ports", "port", 23),
        ("energy_bases", "energy_base", 86),
        ("airports", "airport", 19),
    ],
)
def test_every_official_name_finds_its_place(tables, gazetteer, table, kind, count):
    frame = tables[table]
    places = [gazetteer.find(name) for name in frame["name_zh"]]

    assert len(places) == count
    assert {place.kind for place in places} == {kind}
    assert [place.id for place in places] == list(frame.iloc[:, 0])


@pytest.mark.parametrize(
    "table", ["leagues", "banners", "parks", "ports", "energy_bases", "airports"]
)
def test_every_english_name_finds_its_place_or_lists_it(tables, gazetteer, table):
    ambiguous = set()
    for key, name in zip(
        tables[table].iloc[:, 0], tables[table]["name_en"], strict=True
    ):
        if not isinstance(name, str):
            continue
        try:
            ids = [gazetteer.find(name).id]
        except AmbiguousPlaceError as error:
            ids = [place.id for place in error.candidates]
            ambiguous.add(name)
        assert key in ids

    assert ambiguous <= {"Yulong Industrial Park"}


def test_every_alias_and_variant_finds_its_place_or_lists_it(gazetteer):
    missed = []
    for name in gazetteer.names:
        if name.kind in {"alias", "variant", "former"}:
            beside = gazetteer.matches(name.text)
            if name.place not in beside:
                missed.append((name.text, name.place.id))

    assert missed == []


@pytest.mark.parametrize(
    ("name", "kind", "place_id"),
    [
        ("包头", "league", "150200"),
        ("Baotou", "league", "150200"),
        ("Paotow", "league", "150200"),
        ("Inner Mongolia Ordos", "league", "150600"),
        ("伊克昭盟", "league", "150600"),
        ("哲里木盟", "league", "150500"),
        ("昭乌达盟", "league", "150400"),
        ("乌盟", "league", "150900"),
        ("巴盟", "league", "150800"),
        ("呼市", "league", "150100"),
        ("阿盟", "league", "152900"),
        ("锡盟", "league", "152500"),
        ("Huhehaote", "league", "150100"),
        ("Wulanchabu", "league", "150900"),
        ("Ulanqab", "league", "150900"),
        ("Hulun Buir", "league", "150700"),
        ("Xilin Gol", "league", "152500"),
        ("Alashan", "league", "152900"),
        ("Bayannaoer", "league", "150800"),
        ("錫林郭勒盟", "league", "152500"),
        ("集宁市", "banner", "150902"),
        ("临河市", "banner", "150802"),
        ("东胜", "banner", "150602"),
        ("新城", "banner", "150102"),
        ("青山", "banner", "150204"),
        ("库伦", "banner", "150524"),
        ("Erlian", "banner", "152501"),
        ("Erenhot", "banner", "152501"),
        ("Dalad Banner, Ordos, Inner Mongolia", "banner", "150621"),
        ("内蒙古自治区鄂尔多斯市达拉特旗", "banner", "150621"),
        ("和林格尔县城关镇", "seat", "150123-seat"),
        ("甘其毛都", "port", "ganqimaodu"),
        ("甘其毛都口岸加工园区", "park", "bayannur-ganqimaodu-jiagong"),
        ("乌拉特中旗甘其毛都口岸加工园区", "park", "bayannur-ganqimaodu-jiagong"),
        ("包头稀土高新区", "park", "baotou-xitu-hitech"),
        ("包头市稀土高新技术产业开发区", "park", "baotou-xitu-hitech"),
        ("二连边合区", "park", "erlian-bianhe"),
        ("鄂托克经济开发区", "park", "ordos-otog"),
        ("沙戈荒大基地", "energy_base", "shagehuang-programme"),
        ("Baotou Airport", "airport", "zbow"),
        ("包头站", "rail_node", "rail-baotou"),
    ],
)
def test_names_people_write_resolve(gazetteer, name, kind, place_id):
    place = gazetteer.find(name)

    assert (place.kind, place.id) == (kind, place_id)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("城关镇", ["150123-seat", "150124-seat", "150924-seat"]),
        ("满洲里口岸", ["manzhouli-rail", "manzhouli-road"]),
        ("二连浩特口岸", ["erlian-rail", "erlian-road"]),
        ("Yulong Industrial Park", ["chifeng-yulong", "hohhot-yulong"]),
        ("阿旗", ["150421", "152522"]),
        ("前旗工业园区", ["bayannur-wulateqianqi", "hinggan-nongxu-qianqi"]),
    ],
)
def test_names_of_several_places_list_them(gazetteer, name, ids):
    with pytest.raises(AmbiguousPlaceError) as caught:
        gazetteer.find(name)

    assert [place.id for place in caught.value.candidates] == ids


def test_garbled_port_leads_to_ganqimaodu_first_and_to_mandula_second(gazetteer):
    with pytest.raises(UnknownPlaceError) as caught:
        gazetteer.find("马托勒")
    readings = gazetteer.read("马托勒").readings

    assert caught.value.near == ("甘其毛都口岸", "满都拉口岸")
    assert [(r.text, r.target_id, r.confidence) for r in readings] == [
        ("甘其毛都口岸", "ganqimaodu", "inferred"),
        ("满都拉口岸", "mandula", "unverified"),
    ]
    assert readings[0].place.banner == "150824"
    assert all(r.evidence_for and r.evidence_against for r in readings)
    assert all(r.evidence_for_zh and r.evidence_against_zh for r in readings)


def test_garbled_park_leads_to_the_processing_park_in_urad_middle_banner(gazetteer):
    name = "马托勒中蒙甘青蒙鄂口岸加工园区"
    with pytest.raises(UnknownPlaceError) as caught:
        gazetteer.find(name)
    first = gazetteer.read(name).readings[0]

    assert caught.value.near[0] == "甘其毛都口岸加工园区"
    assert first.text == "乌拉特中旗甘其毛都口岸加工园区"
    assert (first.target_id, first.place.banner) == (
        "bayannur-ganqimaodu-jiagong",
        "150824",
    )


def test_garbled_base_is_a_kind_of_land_without_a_point(gazetteer):
    (reading,) = gazetteer.read("沙克苏大基地").readings

    assert (reading.text, reading.kind) == ("沙戈荒大基地", "programme")
    assert (reading.place.lon, reading.place.lat) == (None, None)


@pytest.mark.parametrize(
    ("garbled", "place_id"),
    [
        ("呼河浩特", "150100"),
        ("乌拉待中旗", "150824"),
        ("满州里", "150781"),
        ("二联浩特", "152501"),
        ("甘其毛部口岸", "ganqimaodu"),
        ("鄂尔多斯市达拉忒旗", "150621"),
    ],
)
def test_names_misread_or_misheard_are_read_and_not_resolved(
    gazetteer, garbled, place_id
):
    with pytest.raises(UnknownPlaceError):
        gazetteer.find(garbled)
    reading = gazetteer.read(garbled).readings[0]

    assert (reading.target_id, reading.is_computed) == (place_id, True)


@pytest.mark.parametrize(
    "name",
    [
        *("今天天气很好", "北京市朝阳区", "上海市浦东新区", "苏州工业园区", "张家口"),
        *("曹妃甸工业园区", "工业园区", "包头市哈哈区", "foobar", "青海省"),
    ],
)
def test_places_elsewhere_and_nonsense_get_no_reading(gazetteer, name):
    assert gazetteer.read(name).readings == ()


@pytest.mark.parametrize(
    ("typed", "place_id"),
    [
        ("bt", "150200"),
        ("baot", "150200"),
        ("btxt", "baotou-xitu-hitech"),
        ("gqmd", "ganqimaodu"),
        ("zhungeer", "150622"),
        ("内蒙古包头", "150200"),
        ("Ganqimaodu", "ganqimaodu"),
        ("鄂而多斯", "150600"),
        ("马托勒", "ganqimaodu"),
    ],
)
def test_search_box_finds_what_people_type(gazetteer, typed, place_id):
    assert gazetteer.search(typed)[0].place.id == place_id
