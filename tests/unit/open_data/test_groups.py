"""Sources, date and confidence of groups of facts."""

from __future__ import annotations

import pytest

from geo_zs.open_data.groups import Basis, grouped, oldest, weakest

TABLE = Basis(("page",), "", "official")
MAY = Basis(("register:a",), "2026-05", "reported")
JUNE = Basis(("register:b", "register:a"), "2026-06-03", "inferred")


def row(facts, bases):
    return grouped("industrial-park", facts, bases, TABLE)


def test_group_without_a_fact_names_nothing():
    found = row({"park_id": "a", "usable_area_ha": None}, {})

    assert found["land_source_ids"] is None
    assert found["land_as_of"] is None
    assert found["land_confidence"] is None
    assert found["identity_source_ids"] == ("page",)
    assert found["identity_confidence"] == "official"


def test_group_names_all_sources_once_the_oldest_date_and_the_least_sure():
    found = row(
        {"usable_area_ha": 10.0, "available_area_ha": 0.0},
        {"usable_area_ha": JUNE, "available_area_ha": MAY},
    )

    assert found["land_source_ids"] == ("register:b", "register:a")
    assert found["land_as_of"] == "2026-05"
    assert found["land_confidence"] == "inferred"


def test_group_with_a_fact_of_no_date_has_no_date():
    found = row(
        {"usable_area_ha": 10.0, "approved_area_ha": 20.0}, {"usable_area_ha": MAY}
    )

    assert found["land_as_of"] is None
    assert found["land_source_ids"] == ("page", "register:a")


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], None),
        (["2026", ""], None),
        (["2026-02", "2026-01-15"], "2026-01-15"),
        (["2026-01-01", "2026"], "2026"),
        (["2025-12-31", "2026"], "2025-12-31"),
    ],
)
def test_oldest_date(dates, expected):
    assert oldest(dates) == expected


def test_weakest_of_nothing_is_nothing():
    assert weakest([]) is None
    assert weakest(["reported", "unverified", "official"]) == "unverified"
