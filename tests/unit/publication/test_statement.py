"""Which of several statements counts."""

from __future__ import annotations

import itertools

import pytest

from geo_zs.publication.statement import Statement, disagree, in_order


def said(value=1.0, confidence="reported", date="2026-06", fact_class="", **more):
    values = {"column": "available_area_ha", "source_ids": ("s",), **more}
    return Statement(
        park_id="park-a",
        value=value,
        fact_class=fact_class,
        date=date,
        confidence=confidence,
        **values,
    )


def first(*statements):
    return in_order(statements)[0]


def test_the_surest_counts_however_old_it_is():
    old = said(1.0, "official", "2016")
    new = said(2.0, "reported", "2026")

    assert first(old, new) is old
    assert first(new, old) is old


def test_of_equally_sure_ones_the_newest_counts():
    assert first(said(1.0, date="2025-12"), said(2.0, date="2026-01")).value == 2


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("2026", "2026-02"),
        ("2026-06", "2026-06-02"),
        ("2025-12-31", "2026"),
        ("", "1999"),
    ],
)
def test_a_date_that_is_not_exact_counts_as_its_first_day(older, newer):
    assert first(said(1.0, date=older), said(2.0, date=newer)).value == 2
    assert first(said(2.0, date=newer), said(1.0, date=older)).value == 2


def test_of_two_of_one_day_the_one_stated_last_counts():
    assert first(said(1.0), said(2.0)).value == 2


def test_what_is_shipped_counts_as_older_but_not_as_less_sure():
    shipped = said(1.0, date="", is_shipped=True)

    assert first(shipped, said(2.0)).value == 2
    assert first(shipped, said(2.0, "inferred")) is shipped


def test_a_price_of_the_voltage_that_factories_take_goes_before_a_newer_one():
    price = {"column": "electricity_price_cny_per_kwh"}
    high = said(0.4, fact_class="110kv", date="2025", **price)
    low = said(0.6, fact_class="10kv", date="2026", **price)

    assert first(low, high) is high
    assert first(low, said(0.5, fact_class="unheard of", **price)) is low


def test_an_official_price_of_another_voltage_goes_before_one_nobody_checked():
    price = {"column": "electricity_price_cny_per_kwh"}
    official = said(0.6, "official", fact_class="10kv", **price)

    assert first(said(0.4, "unverified", fact_class="110kv", **price), official) is (
        official
    )


def test_the_order_does_not_depend_on_how_the_statements_came():
    statements = [
        said(value, confidence, date)
        for value, (confidence, date) in enumerate(
            itertools.product(["official", "unverified"], ["2024", "2025", "2026"])
        )
    ]

    orders = {
        tuple(one.value for one in in_order(turned))
        for turned in itertools.permutations(statements)
    }

    assert orders == {(2, 1, 0, 5, 4, 3)}


def test_statements_disagree_within_a_class_only():
    assert disagree([said(1.0), said(2.0)])
    assert not disagree([said(1.0), said(1.0)])
    assert not disagree([said(1.0, fact_class="10kv"), said(2.0, fact_class="35kv")])
    assert not disagree([])
