"""The table of names, built from made-up tables."""

from __future__ import annotations

import pandas as pd
import pytest

from geo_zs.errors import DataError
from geo_zs.gazetteer.names import build_names


def _texts(table, kind, place_id):
    place = table.places[kind, place_id]
    return [name.text for name in table.names if name.place == place]


def test_league_has_official_short_english_and_variant_names(tables):
    names = _texts(build_names(tables), "league", "150200")

    assert names == ["甲头市", "Jiatou", "甲头", "甲盟", "Chiatow"]


def test_port_is_also_called_without_its_ending(tables):
    names = _texts(build_names(tables), "port", "kuding-rail")

    assert names == [
        *("库丁铁路口岸", "库丁口岸", "Kuding Railway Port"),
        *("库丁", "Kuding"),
    ]


def test_airport_has_its_codes_and_city_as_names(tables):
    names = _texts(build_names(tables), "airport", "zjtt")

    assert names == ["甲头东丙国际机场", "Jiatou Airport", "甲头东丙", "JTT", "ZJTT"]


def test_base_is_also_called_without_brackets(tables):
    assert "沙戈大型基地" in _texts(build_names(tables), "energy_base", "sandland")


def test_seat_is_a_place_of_its_own_inside_its_banner(tables):
    seat = build_names(tables).places["seat", "150221-seat"]

    assert (seat.name_zh, seat.name_en) == ("库丁镇", "")
    assert (seat.league, seat.banner) == ("150200", "150221")
    assert (seat.lon, seat.lat, seat.location_precision) == (110.6, 40.4, "town")


def test_banner_without_known_seat_has_none(tables):
    assert ("seat", "150201-seat") not in build_names(tables).places


def test_banner_stands_at_its_label_point_and_park_without_point_has_none(tables):
    places = build_names(tables).places

    banner, park = places["banner", "150201"], places["park", "kuding-park"]
    assert (banner.lon, banner.lat) == (110.1, 40.6)
    assert banner.location_precision == "banner"
    assert (park.lon, park.lat, park.location_precision) == (None, None, "banner")
    assert park.name_en == ""


def test_name_keeps_source_and_confidence_and_one_made_by_rule_has_none(tables):
    names = {
        name.text: (name.confidence, name.source_ids)
        for name in build_names(tables).names
        if name.place.kind == "league"
    }

    assert names["甲头市"] == ("reported", ("s1",))
    assert names["甲盟"] == ("unverified", ("gk",))
    assert names["乙林"] == ("", ())


def test_absent_tables_add_no_names(tables):
    table = build_names({"leagues": tables["leagues"]})

    assert {name.place.kind for name in table.names} == {"league"}
    assert build_names({}).names == ()


def test_all_faults_are_raised_at_once(tables):
    tables["leagues"] = pd.concat([tables["leagues"], tables["leagues"].iloc[[0]]])
    tables["variants"] = pd.DataFrame(
        [
            ("甲", "nickname", "league", "150200"),
            ("乙", "variant", "park", "nowhere"),
            (" ", "variant", "league", "150200"),
        ],
        columns=["name", "name_kind", "target_kind", "target_id"],
    )
    tables["villages"] = tables["leagues"]

    with pytest.raises(DataError) as caught:
        build_names(tables)

    assert [(p.file, p.row, p.field) for p in caught.value.problems] == [
        (None, None, ""),
        ("leagues", 4, "adcode"),
        ("variants", 2, "target_id"),
        ("variants", 3, "target_id"),
        ("variants", 4, "target_id"),
    ]
    assert "'villages' is no table of names" in str(caught.value)
    assert "'150200' stands twice" in str(caught.value)
    assert "('park', 'nowhere'), which is in no table" in str(caught.value)
