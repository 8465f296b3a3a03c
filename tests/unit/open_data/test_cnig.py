"""Parks in the form of the French standard, on parks that are made up."""

from __future__ import annotations

import csv
import io
import json

import pytest

from geo_zs.open_data import cnig_words
from geo_zs.open_data.cnig import cnig_sites
from geo_zs.open_data.exchange import columns

FULL = {
    "park_id": "a",
    "name_zh": "甲园区",
    "kind": "chemical",
    "status": "current",
    "level": "national",
    "county_code": "150207",
    "approved_area_ha": 640.0,
    "planned_area_ha": 900.0,
    "usable_area_ha": 512.5,
    "established_year": 1992,
    "identity_source_ids": ("page-1",),
    "identity_confidence": "reported",
}


def sites(*parks):
    return cnig_sites(
        parks,
        counties={"150207": "九原区"},
        listed="2026-11-01",
        updated="2026-11-23",
        producer="geo-zs-data",
    )


def one(**more):
    (row,) = sites({**FULL, **more}).rows
    return row


def read(content):
    text = content.decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_park_with_all_facts_is_complete():
    found = sites(FULL)

    assert found.missing == {}
    assert found.n_complete == 1
    (row,) = read(found.to_csv())
    assert row["site_id"] == row["pole_id"] == "a"
    assert row["site_nom"] == "甲园区"
    assert row["site_type"] == "zone d'activité économique"
    assert row["site_vocadomi"] == "industrielle"
    assert row["site_etat"] == "existant et actif"
    assert row["site_surf_brute"] == "640"
    assert row["site_surf_utile"] == "512.5"
    assert row["site_creation_date"] == "1992"
    assert row["site_identif_date"] == "2026-11-01"
    assert row["site_actu_date"] == "2026-11-23"
    assert row["site_epci_nom"] == "九原区人民政府"
    assert row["site_epci_siren"] == row["site_comm_insee"] == "150207"
    assert row["site_comm_nom"] == "九原区"
    assert row["site_moa_type"] == "inconnu"
    assert row["site_description"] == "fiabilité : reported ; sources : page-1"
    assert json.loads(row["site_geomsurf"]) == {
        "type": "MultiPolygon",
        "coordinates": [],
    }


@pytest.mark.parametrize(
    ("lacks", "columns_missing"),
    [
        ({"usable_area_ha": None}, ("site_surf_utile",)),
        (
            {"approved_area_ha": None, "planned_area_ha": None},
            ("site_surf_brute",),
        ),
        (
            {"county_code": None},
            ("site_epci_nom", "site_epci_siren", "site_comm_nom", "site_comm_insee"),
        ),
        (
            {"county_code": "620000"},
            ("site_epci_nom", "site_epci_siren", "site_comm_nom", "site_comm_insee"),
        ),
    ],
)
def test_unknown_fact_leaves_the_park_out_and_is_named(lacks, columns_missing):
    found = sites({**FULL, **lacks}, {**FULL, "park_id": "b"})

    assert found.missing == {"a": columns_missing}
    assert [row["site_id"] for row in read(found.to_csv("complete"))] == ["b"]
    both = read(found.to_csv("all"))
    assert [row["site_id"] for row in both] == ["a", "b"]
    assert {name for name in cnig_words.REQUIRED if both[0][name] == ""} == set(
        columns_missing
    )
    (left,) = csv.DictReader(io.StringIO(found.left_out_csv().decode()))
    assert left == {
        "site_id": "a",
        "site_nom": "甲园区",
        "missing": ";".join(columns_missing),
    }


@pytest.mark.parametrize("name", ["available_area_ha", "approved_area_ha"])
def test_no_other_area_stands_in_for_the_usable_one(name):
    row = one(usable_area_ha=None, **{name: 300.0})

    assert row["site_surf_utile"] is None


def test_planned_area_is_the_gross_area_where_none_is_approved():
    assert one(approved_area_ha=None)["site_surf_brute"] == 900.0


def test_area_of_zero_is_an_area():
    assert sites({**FULL, "approved_area_ha": 0.0, "usable_area_ha": 0.0}).missing == {}


def test_part_of_an_umbrella_zone_names_it_as_its_pole():
    assert one(parent_park_id="z")["pole_id"] == "z"


@pytest.mark.parametrize(
    ("column", "words", "allowed"),
    [
        ("kind", cnig_words.TYPES, {"zone d'activité économique", "autre"}),
        ("kind", cnig_words.VOCATIONS, {"industrielle", "entrepôts, logistique"}),
        (
            "status",
            cnig_words.STATES,
            {"existant et actif", "en projet", "autre", "inconnu"},
        ),
        ("level", cnig_words.LABELS, set(cnig_words.LABELS.values())),
    ],
)
def test_words_are_of_both_standards(column, words, allowed):
    ours = columns("industrial-park")[column]["constraints"]["enum"]

    assert set(words) <= set(ours)
    assert set(words.values()) == allowed


@pytest.mark.parametrize("kind", ["economic", "hightech", "bonded", None])
def test_trade_that_nobody_observed_is_unknown(kind):
    assert one(kind=kind)["site_vocadomi"] == "inconnu"


def test_fact_of_a_later_day_brings_the_park_up_to_date():
    assert one(land_as_of="2026-12-02")["site_actu_date"] == "2026-12-02"
    assert one(land_as_of="2026-12")["site_actu_date"] == "2026-11-23"
    assert one(land_as_of="2020-01-01")["site_actu_date"] == "2026-11-23"


@pytest.mark.parametrize(
    ("precision", "datum", "expected"),
    [
        ("site", "WGS84", "109.9, 40.6"),
        ("town", "WGS84", None),
        ("site", "GCJ-02", None),
        ("site", None, None),
    ],
)
def test_only_a_point_in_the_park_is_its_point(precision, datum, expected):
    row = one(lon=109.9, lat=40.6, location_precision=precision, datum=datum)

    assert row["site_geompoint"] == expected


def test_outline_that_is_known_is_given():
    outline = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}

    assert one(boundary=outline)["site_geomsurf"] == outline


@pytest.mark.parametrize(
    ("value", "expected"), [(True, "oui"), (False, "non"), (None, None)]
)
def test_siding_is_yes_no_or_unknown(value, expected):
    assert one(has_rail_siding=value)["reseau_fret_ferroviaire"] == expected


def test_required_columns_are_columns():
    assert set(cnig_words.REQUIRED) < set(cnig_words.COLUMNS)
    assert len(set(cnig_words.COLUMNS)) == len(cnig_words.COLUMNS) == 62


def test_name_that_a_spreadsheet_would_run_is_guarded():
    (row,) = read(sites({**FULL, "name_zh": "=HYPERLINK(1)"}).to_csv())

    assert row["site_nom"] == "'=HYPERLINK(1)"
