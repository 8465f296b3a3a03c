"""Facts of operators laid over the layer of parks."""

from __future__ import annotations

import math

import pytest

from geo_zs.publication.parks import lay_over
from tests.publication_samples import fact, published

#: A park whose siding the shipped table knows of, from a row that is reported.
PARK = "baotou-xitu-hitech"


@pytest.fixture(scope="module")
def parks(catalog):
    return catalog.layers["parks"]


def laid(parks, *facts):
    return lay_over(parks, published(*facts).park_facts)


def cell(layer, column, park=PARK):
    return layer.frame.loc[park, column]


def test_a_fact_fills_what_the_table_does_not_know(parks):
    assert math.isnan(cell(parks, "land_price_cny_per_mu"))

    found = laid(parks, fact(PARK, "land_price_cny_per_mu", 96_000))

    assert cell(found.layer, "land_price_cny_per_mu") == 96_000
    others = found.layer.frame["land_price_cny_per_mu"].drop(PARK)
    assert others.isna().all()


def test_the_shipped_layer_stays_as_it_was(parks):
    before = parks.frame.copy()

    laid(parks, fact(PARK, "has_rail_siding", 0), fact(PARK, "contact", "招商局"))

    assert parks.frame.equals(before)
    assert "contact" not in parks.frame


def test_a_column_that_the_table_lacks_comes_with_its_description(parks):
    found = laid(parks, fact(PARK, "available_area_ha", 320)).layer

    field = found.spec.columns[-1]
    assert (field.name, field.title_zh, field.unit) == (
        "available_area_ha",
        "可用面积",
        "ha",
    )
    assert cell(found, "available_area_ha") == 320
    assert list(found.frame.columns) != list(parks.frame.columns)
    assert found.frame.geometry.equals(parks.frame.geometry)


@pytest.mark.parametrize(
    ("name", "column", "value", "dtype"),
    [
        ("has_rail_siding", "has_rail_access", True, "boolean"),
        ("is_chemical_park", "is_chemical_park", True, "boolean"),
        ("water_supply_m3_per_day", "water_supply_m3_per_day", 5e4, "float64"),
        ("website", "website", "https://park.example", "object"),
        ("contact", "contact", "招商局 0472-0000000", "str"),
    ],
)
def test_facts_keep_the_type_of_their_column(parks, name, column, value, dtype):
    found = laid(parks, fact(PARK, name, value)).layer

    assert cell(found, column) == value
    assert found.frame[column].dtype == dtype


def test_an_unsure_fact_does_not_override_a_surer_one_but_stands_beside_it(parks):
    column = "has_rail_access"
    shipped = next(
        str(key)
        for key in parks.frame.index[parks.frame[column].eq(other=True).fillna(False)]
        if parks.frame["confidence"][key] == "reported"
    )

    found = laid(parks, fact(shipped, "has_rail_siding", 0, confidence="unverified"))

    assert bool(cell(found.layer, column, shipped)) is True
    first, second = found.statements[shipped, column]
    assert (first.value, first.is_shipped) == (True, True)
    assert (second.value, second.confidence) == (False, "unverified")
    assert column not in found.stated


def test_a_newer_fact_of_the_same_sureness_overrides_and_the_old_one_is_kept(parks):
    column = "has_rail_access"
    shipped = next(
        str(key)
        for key in parks.frame.index[parks.frame[column].eq(other=True).fillna(False)]
        if parks.frame["confidence"][key] == "reported"
    )

    found = laid(parks, fact(shipped, "has_rail_siding", 0))

    assert bool(cell(found.layer, column, shipped)) is False
    assert [one.value for one in found.statements[shipped, column]] == [False, True]
    assert found.stated[column][shipped].confidence == "reported"


def test_each_source_can_be_looked_up_and_stands_in_the_row(parks):
    found = laid(parks, fact(PARK, "available_area_ha", 320))

    (key,) = found.sources
    source = found.sources[key]
    assert key.startswith(f"register:park/{PARK}/")
    assert (source.title, source.date) == ("样例管委会 2026-06 月报", "2026-06")
    assert cell(found.layer, "source_ids") == (*cell(parks, "source_ids"), key)
    assert source.link is None


def test_the_area_that_is_free_goes_before_the_approved_one(parks):
    both = [fact(PARK, "approved_area_ha", 900), fact(PARK, "available_area_ha", 320)]

    stated = laid(parks, *both).stated["land_available_ha"][PARK]

    area = laid(parks, both[1]).statements[PARK, "available_area_ha"][0]
    assert stated.source_ids == area.source_ids


def test_facts_of_unknown_parks_and_unknown_facts_are_left_out_and_reported(parks):
    found = laid(
        parks,
        fact("gone", "available_area_ha", 1),
        fact(PARK, "colour", 1),
        fact(PARK, "largest_plot_ha", 5),
    )

    assert list(found.statements) == [(PARK, "largest_plot_ha")]
    assert [str(one) for one in found.problems] == [
        "park_facts.colour: F-000002 speaks of the fact 'colour', which this version "
        "does not have; it is left out: enter it anew or delete it",
        "park_facts.available_area_ha: F-000001 speaks of the park 'gone', which this "
        "version does not have; it is left out: enter it anew or delete it",
    ]
