"""Targets of the register and the shipped ones; progress worked by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from geo_zs import paths
from geo_zs.board.progress import target_progress
from geo_zs.board.targets import read_targets
from geo_zs.errors import DataError
from geo_zs.tables import read_table
from tests.unit.board.conftest import (
    BAOTOU,
    HOHHOT,
    ledger_of,
    projects_of,
    targets_of,
)

REGION, ALXA = "150000", "152900"
PROJECTS = projects_of(
    {"league": HOHHOT, "banner": "150102"}, {"league": BAOTOU}, {"league": None}
)


@pytest.fixture(scope="module")
def shipped():
    return read_table(paths.tables_dir() / "leagues" / "targets.csv")


def progress_of(targets, places, ledger=None, month="2024-06"):
    entries = ledger_of() if ledger is None else ledger
    found = target_progress(targets, PROJECTS, entries, places, month=month)
    return {
        (row["adcode"], row["scope"]): row for row in found.table.to_dict("records")
    }


def test_target_of_the_region_for_2023_is_shipped(shipped, places):
    row = progress_of(read_targets(shipped), places, month="2023-06")[
        REGION, "domestic"
    ]

    assert (row["target"], row["target_growth_pct"]) == (3900, 15)
    assert row["implied_last_year"] == pytest.approx(3391.3, abs=0.01)
    assert (row["published"], row["published_growth_pct"]) == (1964.8, 105.5)
    assert row["published_share"] == pytest.approx(0.5038, abs=5e-5)
    assert row["published_time_share"] == row["time_share"] == 181 / 365
    assert math.isnan(row["verified"])
    assert row["entries"] == 0
    assert row["published_source"] == "seed-article"


def test_published_figure_is_not_used_before_its_month(shipped, places):
    row = progress_of(read_targets(shipped), places, month="2023-05")[
        REGION, "domestic"
    ]

    assert (row["published"], row["published_last_month"]) == (432.3, "2023-03")
    assert row["published_time_share"] == 90 / 365


def test_alxa_reached_117_5_percent_of_its_target_of_2024(shipped, places):
    row = progress_of(read_targets(shipped), places, month="2024-12")[
        ALXA, "outside_region"
    ]

    assert (row["published"], row["target"]) == (249.2, 212)
    assert round(row["published_share"] * 100, 1) == 117.5
    assert row["time_share"] == 1


def test_register_target_replaces_the_shipped_one(shipped):
    own = pd.DataFrame(
        {
            "target_id": ["G-000001"],
            "adcode": [REGION],
            "year": [2023],
            "scope": ["domestic"],
            "value_cny_1e8": [4000.0],
            "growth_pct": [18.0],
            "source": ["新文件"],
        }
    )

    found = read_targets(shipped, own)

    region = found.targets[found.targets["adcode"].eq(REGION)]
    assert region["value_cny_1e8"].tolist() == [4000]
    assert region["origin"].tolist() == ["register"]
    assert found.n_replaced == 1
    assert ALXA in set(found.targets["adcode"])


def test_two_targets_for_the_same_are_refused_with_both_named():
    row = {"adcode": HOHHOT, "value_cny_1e8": 1.0}

    with pytest.raises(DataError, match="'G-000002' is a second target of 150100"):
        targets_of(row, row)


def test_neither_table_gives_no_targets(places):
    found = read_targets()

    assert found.targets.empty
    assert found.results.empty
    assert progress_of(found, places) == {}


def test_verified_money_counts_and_reported_money_stands_beside_it(places):
    ledger = ledger_of(
        {"project_id": "R-000001", "month": "2024-01", "reported_1e4": 300000,
         "verified_1e4": 250000},
        {"project_id": "R-000001", "month": "2024-06", "reported_1e4": 100000},
        {"project_id": "R-000001", "month": "2024-07", "reported_1e4": 999999,
         "verified_1e4": 999999},
        {"project_id": "R-000001", "month": "2023-12", "reported_1e4": 999999,
         "verified_1e4": 999999},
        {"project_id": "R-000002", "month": "2024-02", "verified_1e4": 0},
    )  # fmt: skip

    row = progress_of(
        targets_of({"adcode": HOHHOT, "value_cny_1e8": 50.0}), places, ledger
    )[HOHHOT, "domestic"]

    assert (row["verified"], row["reported"]) == (25, 40)
    assert (row["verified_share"], row["reported_share"]) == (0.5, 0.8)
    assert row["verified_left"] == 25
    assert (row["entries"], row["unverified_entries"]) == (2, 1)
    assert row["time_share"] == 182 / 366


def test_domestic_money_holds_that_of_other_provinces_and_not_the_reverse(places):
    ledger = ledger_of(
        {"project_id": "R-000001", "month": "2024-01", "verified_1e4": 10000},
        {"project_id": "R-000001", "month": "2024-01", "verified_1e4": 20000,
         "scope": "outside_region"},
        {"project_id": "R-000001", "month": "2024-01", "verified_1e4": 40000,
         "scope": "foreign", "currency": "USD"},
    )  # fmt: skip
    targets = targets_of(
        {"adcode": HOHHOT, "value_cny_1e8": 6.0},
        {"adcode": HOHHOT, "value_cny_1e8": 4.0, "scope": "outside_region"},
        {"adcode": HOHHOT, "value_foreign_1e4": 80000.0, "scope": "foreign",
         "currency": "USD"},
    )  # fmt: skip

    rows = progress_of(targets, places, ledger)

    assert rows[HOHHOT, "domestic"]["verified"] == 3
    assert rows[HOHHOT, "outside_region"]["verified"] == 2
    foreign = rows[HOHHOT, "foreign"]
    assert (foreign["currency"], foreign["target"], foreign["verified"]) == (
        "USD",
        8,
        4,
    )
    assert foreign["verified_share"] == 0.5


def test_region_counts_money_of_unplaced_projects_and_banners_their_own(places):
    ledger = ledger_of(
        *(
            {"project_id": f"R-00000{n}", "month": "2024-01", "verified_1e4": 10000}
            for n in (1, 2, 3)
        )
    )
    targets = targets_of(
        {"adcode": REGION, "value_cny_1e8": 10.0},
        {"adcode": "150102", "value_cny_1e8": 10.0},
        {"adcode": "159900", "value_cny_1e8": 10.0},
    )

    rows = progress_of(targets, places, ledger)

    assert rows[REGION, "domestic"]["verified"] == 3
    assert rows["150102", "domestic"]["verified"] == 1
    assert math.isnan(rows["159900", "domestic"]["verified"])


def test_share_of_no_target_or_of_zero_is_unknown(places):
    ledger = ledger_of(
        {"project_id": "R-000001", "month": "2024-01", "verified_1e4": 10000}
    )
    targets = targets_of({"adcode": HOHHOT, "value_cny_1e8": 0.0}, {"adcode": BAOTOU})

    rows = progress_of(targets, places, ledger)

    assert math.isnan(rows[HOHHOT, "domestic"]["verified_share"])
    assert math.isnan(rows[BAOTOU, "domestic"]["verified_share"])
    assert rows[HOHHOT, "domestic"]["verified_left"] == 0


def test_money_counts_where_it_counted_when_its_month_was_closed(places):
    ledger = ledger_of(
        {"project_id": "R-000001", "month": "2024-01", "verified_1e4": 10000,
         "league": BAOTOU, "banner": "150202"},
    )  # fmt: skip
    targets = targets_of(
        {"adcode": HOHHOT, "value_cny_1e8": 1.0},
        {"adcode": BAOTOU, "value_cny_1e8": 1.0},
    )

    rows = progress_of(targets, places, ledger)

    assert math.isnan(rows[HOHHOT, "domestic"]["verified"])
    assert rows[BAOTOU, "domestic"]["verified"] == 1


def test_entries_without_project_are_counted(places):
    ledger = ledger_of(
        {"project_id": "R-000009", "month": "2024-01", "verified_1e4": 1}
    )
    targets = targets_of({"adcode": HOHHOT, "value_cny_1e8": 1.0})

    found = target_progress(targets, PROJECTS, ledger, places, month="2024-06")

    assert found.n_without_project == 1
