"""Invariants of ``data/criteria/``."""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from geo_zs.criteria.defaults import FALLBACK_PRESET, CriteriaBook
from geo_zs.errors import DataError
from geo_zs.paths import tables_dir

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog


def read(name: str) -> list[dict[str, str]]:
    path: Path = tables_dir() / name
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def book() -> CriteriaBook:
    return CriteriaBook.from_tables(
        read("criteria/criteria.csv"),
        read("criteria/presets.csv"),
        read("criteria/preset_industries.csv"),
    )


def test_every_bound_and_weight_has_a_reason_in_both_languages_and_a_basis():
    rows = [
        *read("criteria/criteria.csv"),
        *read("criteria/presets.csv"),
        *read("criteria/preset_industries.csv"),
    ]

    assert all(row["reason_zh"] and row["reason_en"] for row in rows)
    assert {row["basis"] for row in rows} == {"fact", "calculation", "judgement"}


def test_a_fact_names_its_source():
    rows = [*read("criteria/criteria.csv"), *read("criteria/presets.csv")]

    assert [
        row for row in rows if row["basis"] == "fact" and not row["source_ids"]
    ] == []


def test_weights_of_a_preset_sum_to_1():
    asked = {
        row["criterion_id"]
        for row in read("criteria/criteria.csv")
        if row["is_asked"] == "true"
    }
    weights: dict[str, list[float]] = {}
    for row in read("criteria/presets.csv"):
        if row["criterion_id"] not in asked:
            weights.setdefault(row["preset_id"], []).append(float(row["weight"]))

    found = {preset: math.fsum(parts) for preset, parts in weights.items()}

    assert found == pytest.approx(dict.fromkeys(found, 1.0))


def test_every_industry_but_two_services_has_a_preset(book: CriteriaBook):
    tags = {row["tag"] for row in read("industries/industries.csv")}

    assert tags - set(book.industries) == {"modern_services", "tourism"}
    assert set(book.industries) <= tags


def test_wafers_and_modules_halve_the_weight_of_rail(book: CriteriaBook):
    full = book.preset_for("polysilicon").weights
    half = book.preset_for("pv_wafer").weights

    assert half["rail_km"] / half["cluster"] == pytest.approx(
        full["rail_km"] / full["cluster"] / 2
    )


def test_only_chemicals_keep_unverified_sites_in_place(book: CriteriaBook):
    kept = {one.preset_id for one in book.industries.values() if one.default_unverified}

    assert kept == {"chemicals", "chemicals_fine"}


def test_a_preset_has_one_name(book: CriteriaBook):
    names = {
        (row["preset_id"], row["preset_zh"], row["preset_en"])
        for row in read("criteria/presets.csv")
    }

    assert len(names) == len(book.presets)


def test_phrases_hold_a_place_for_the_value():
    for row in read("criteria/criteria.csv"):
        assert "{value}" in row["phrase_zh"]
        assert "{value}" in row["phrase_en"]


def test_the_tables_are_refused_when_a_bound_is_damaged():
    criteria = read("criteria/criteria.csv")
    criteria[0]["best"] = criteria[0]["worst"]

    with pytest.raises(DataError, match=r"criteria\.csv row 2"):
        CriteriaBook.from_tables(criteria, read("criteria/presets.csv"), [])


def test_the_fallback_is_general_manufacturing(book: CriteriaBook):
    assert book.preset_for("tourism").id == FALLBACK_PRESET


def test_every_scored_criterion_measures_a_column_of_the_sites(
    book: CriteriaBook, catalog: Catalog
):
    columns = {*catalog.sites.attributes, *catalog.sites.by_industry, "land_port_km"}

    scored = {one.column for preset in book.presets.values() for one in preset.criteria}

    assert scored <= columns


def test_every_scored_criterion_is_known_for_three_fifths_of_the_parks(
    book: CriteriaBook, catalog: Catalog
):
    sites = catalog.sites
    parks = np.array([kind != "banner" for kind in sites.kinds])
    on_banners = {"power_station", "power_station_coal", "extraction"}
    columns = {
        one.column
        for preset in book.presets.values()
        if preset.id not in on_banners
        for one in preset.criteria
    }

    shares = {
        column: float((~np.isnan(sites.attributes[column].value[parks])).mean())
        for column in columns & set(sites.attributes)
    }

    assert {column: share for column, share in shares.items() if share < 0.6} == {}
