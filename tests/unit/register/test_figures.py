"""Figures of the ledger, each worked by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from geo_zs.errors import RecordError
from geo_zs.register.figures import figures
from geo_zs.register.sizes import size_class

PROJECTS = pd.DataFrame(
    {
        "league": ["150200", "150200", "150600", None],
        "pledged_cny_1e8": [12.0, 0.8, math.nan, 0.01],
    },
    index=pd.Index(["R-1", "R-2", "R-3", "R-4"], name="project_id"),
)


def entry(
    project: str,
    month: str,
    amount: float,
    scope: str = "outside_region",
    *,
    verified: float | None = None,
    **more: object,
) -> dict[str, object]:
    return {
        "project_id": project,
        "month": month,
        "scope": scope,
        "currency": "CNY",
        "is_continued": False,
        "reported_1e4": amount,
        "verified_1e4": amount if verified is None else verified,
        **more,
    }


def ledger(*entries: dict[str, object]) -> pd.DataFrame:
    names = list(entry("R-1", "2023-01", 0.0))
    return pd.DataFrame(list(entries), columns=[*names, *_more(entries, names)])


def _more(entries: tuple[dict[str, object], ...], names: list[str]) -> list[str]:
    return sorted({name for one in entries for name in one} - set(names))


def line(table: pd.DataFrame, **keys: object) -> pd.Series:
    wanted = {
        "scope": "outside_region",
        "measure": "verified",
        "continuity": "all",
        "size_class": "all",
        **keys,
    }
    for name, value in wanted.items():
        table = table[table[name] == value]
    assert len(table) == 1, table
    return table.iloc[0]


def year(project: str, number: int, *amounts: float) -> list[dict[str, object]]:
    return [
        entry(project, f"{number}-{month:02d}", amount)
        for month, amount in enumerate(amounts, start=1)
    ]


def test_month_year_and_start_are_added_up():
    table = figures(
        ledger(*year("R-1", 2022, 100, 200, 300), *year("R-1", 2023, 150, 250, 500)),
        PROJECTS,
        month="2023-02",
    )

    found = line(table, league="150200")
    assert found["month_1e4"] == 250
    assert found["year_to_date_1e4"] == 400  # 150 + 250
    assert found["since_start_1e4"] == 1000  # 100 + 200 + 300 + 150 + 250
    assert found["last_year_month_1e4"] == 200
    assert found["last_year_to_date_1e4"] == 300  # 100 + 200
    assert found["month_growth_pct"] == 25  # 250 / 200 − 1
    assert found["year_to_date_growth_pct"] == pytest.approx(33.333333)  # 400 / 300 − 1


def test_growth_of_alxa_as_published():
    """阿拉善 2024: 249.2 of outside money, up 36 %, so 183.2 the year before."""
    table = figures(
        ledger(entry("R-1", "2024-01", 2_492_000), entry("R-1", "2023-01", 1_832_000)),
        PROJECTS,
        month="2024-01",
    )

    growth = line(table, league="150200")["year_to_date_growth_pct"]
    assert round(growth) == 36


def test_published_domestic_money_is_that_of_the_region_and_of_other_provinces():
    rows = ledger(
        entry("R-1", "2023-01", 2_492_000),
        entry("R-1", "2023-01", 239_000, scope="domestic"),
    )

    table = figures(rows, PROJECTS, month="2023-01")

    assert line(table, scope="domestic")["month_1e4"] == 2_731_000  # 273.1 × 10⁸
    assert line(table, scope="outside_region")["month_1e4"] == 2_492_000


def test_foreign_money_stays_in_its_currency_and_is_added_to_no_yuan():
    rows = ledger(
        entry("R-1", "2023-01", 500, scope="foreign", currency="USD"),
        entry("R-1", "2023-01", 70, scope="foreign", currency="EUR"),
        entry("R-1", "2023-01", 1000),
    )

    table = figures(rows, PROJECTS, month="2023-01")

    assert line(table, scope="foreign", currency="USD")["month_1e4"] == 500
    assert line(table, scope="foreign", currency="EUR")["month_1e4"] == 70
    assert line(table, scope="domestic", currency="CNY")["month_1e4"] == 1000


def test_reported_and_verified_money_stand_apart():
    rows = ledger(entry("R-1", "2023-01", 1000, verified=900))

    table = figures(rows, PROJECTS, month="2023-01")

    assert line(table, measure="reported")["month_1e4"] == 1000
    assert line(table, measure="verified")["month_1e4"] == 900


def test_share_is_that_of_the_sum_over_all_leagues():
    rows = ledger(entry("R-1", "2023-01", 300), entry("R-3", "2023-01", 100))

    table = figures(rows, PROJECTS, month="2023-01")

    assert line(table, league="150200")["share_pct"] == 75
    assert line(table, league="150600")["share_pct"] == 25


def test_growth_without_last_year_is_not_known_and_says_so():
    table = figures(ledger(entry("R-1", "2023-01", 300)), PROJECTS, month="2023-01")

    found = line(table)
    assert math.isnan(found["year_to_date_growth_pct"])
    assert math.isnan(found["last_year_to_date_1e4"])
    assert found["year_to_date_growth_reason"] == "last_year_not_known"


def test_a_last_year_of_zero_is_known_but_gives_no_growth():
    rows = ledger(entry("R-1", "2023-01", 300), entry("R-1", "2022-01", 0))

    found = line(figures(rows, PROJECTS, month="2023-01"))

    assert found["last_year_month_1e4"] == 0
    assert math.isnan(found["month_growth_pct"])
    assert found["month_growth_reason"] == "last_year_not_positive"


def test_a_month_of_last_year_that_is_missing_makes_the_year_unknown():
    rows = ledger(*year("R-1", 2023, 10, 10, 10), entry("R-1", "2022-03", 5))

    found = line(figures(rows, PROJECTS, month="2023-03"))

    assert found["month_growth_pct"] == 100
    assert found["month_growth_reason"] == ""
    assert math.isnan(found["year_to_date_growth_pct"])
    assert found["year_to_date_growth_reason"] == "last_year_not_known"


def test_a_closed_month_without_entry_is_zero():
    rows = ledger(*year("R-1", 2023, 10, 10, 10), entry("R-1", "2022-03", 5))

    table = figures(
        rows, PROJECTS, month="2023-03", closed_months=["2022-01", "2022-02"]
    )

    found = line(table)
    assert found["last_year_to_date_1e4"] == 5
    assert found["year_to_date_growth_pct"] == 500  # 30 / 5 − 1


def test_months_that_the_ledger_marks_as_closed_count_for_all_places():
    rows = ledger(
        entry("R-1", "2022-01", 5, is_closed=True),
        entry("R-1", "2023-01", 5, is_closed=False),
        entry("R-3", "2023-01", 5, is_closed=False),
    )

    found = line(figures(rows, PROJECTS, month="2023-01"), league="150600")

    assert found["last_year_month_1e4"] == 0
    assert found["month_growth_reason"] == "last_year_not_positive"


def test_this_month_without_entry_is_not_known():
    rows = ledger(entry("R-1", "2023-01", 10), entry("R-1", "2022-02", 5))

    found = line(figures(rows, PROJECTS, month="2023-02"))

    assert math.isnan(found["month_1e4"])
    assert found["month_growth_reason"] == "this_year_not_known"
    assert found["year_to_date_1e4"] == 10
    assert found["n_unknown_months"] == 1


def test_an_entry_not_yet_verified_leaves_the_verified_growth_open():
    rows = ledger(
        entry("R-1", "2022-01", 100),
        entry("R-1", "2023-01", 100),
        entry("R-2", "2023-01", 50, verified=math.nan),
    )

    table = figures(rows, PROJECTS, month="2023-01")

    verified = line(table)
    assert verified["month_1e4"] == 100
    assert verified["n_without_amount"] == 1
    assert verified["month_growth_reason"] == "this_year_not_known"
    assert line(table, measure="reported")["month_growth_pct"] == 50


def test_money_that_nobody_verified_is_not_zero():
    rows = ledger(entry("R-1", "2023-01", 50, verified=math.nan))

    assert math.isnan(line(figures(rows, PROJECTS, month="2023-01"))["month_1e4"])


def test_a_correction_takes_off_the_month_in_which_it_stands():
    rows = ledger(*year("R-1", 2023, 100, 80), entry("R-1", "2023-02", -30))

    found = line(figures(rows, PROJECTS, month="2023-02"))

    assert found["month_1e4"] == 50
    assert found["year_to_date_1e4"] == 150


def test_later_months_do_not_count():
    rows = ledger(entry("R-1", "2023-01", 10), entry("R-1", "2023-02", 99))

    found = line(figures(rows, PROJECTS, month="2023-01"))

    assert found["since_start_1e4"] == 10


def test_new_and_continued_projects_are_told_apart():
    rows = ledger(
        entry("R-1", "2023-01", 10, is_continued=True), entry("R-2", "2023-01", 3)
    )

    table = figures(rows, PROJECTS, month="2023-01", split=["continuity"])

    assert line(table, continuity="continued")["month_1e4"] == 10
    assert line(table, continuity="new")["month_1e4"] == 3
    assert line(table, continuity="all")["month_1e4"] == 13


def test_a_class_of_size_holds_all_projects_of_at_least_that_size():
    rows = ledger(*(entry(f"R-{n}", "2023-01", 10**n) for n in (1, 2, 3, 4)))

    table = figures(rows, PROJECTS, month="2023-01", by=None, split=["size_class"])

    amounts = {
        one: line(table, size_class=one)["month_1e4"]
        for one in ("all", "ge_1bn", "ge_100m", "ge_5m", "below", "unknown")
        if one in set(table["size_class"])
    }
    # R-1 pledged 12 × 10⁸, R-2 0.8, R-3 nobody knows, R-4 a hundredth.
    assert amounts == {
        "all": 11110,
        "ge_1bn": 10,
        "ge_100m": 10,
        "ge_5m": 110,
        "below": 10000,
        "unknown": 1000,
    }


@pytest.mark.parametrize(
    ("pledged", "name"),
    [
        (10.0, "ge_1bn"),
        (9.99, "ge_100m"),
        (1.0, "ge_100m"),
        (0.05, "ge_5m"),
        (0.0499, "below"),
        (0.0, "below"),
        (None, "unknown"),
        (math.nan, "unknown"),
    ],
)
def test_size_class_begins_exactly_at_its_limit(pledged, name):
    assert size_class(pledged) == name


def test_money_of_a_project_of_no_known_league_stands_under_no_name():
    table = figures(ledger(entry("R-4", "2023-01", 7)), PROJECTS, month="2023-01")

    assert line(table, league="")["month_1e4"] == 7


def test_place_and_size_of_the_ledger_go_before_those_of_the_project():
    rows = ledger(entry("R-1", "2023-01", 7, league="150600", size_class="below"))

    table = figures(rows, PROJECTS, month="2023-01", split=["size_class"])

    assert line(table, league="150600", size_class="below")["month_1e4"] == 7


def test_cents_do_not_gather_noise():
    rows = ledger(*(entry("R-1", f"2023-{m:02d}", 0.1) for m in range(1, 11)))

    found = line(figures(rows, PROJECTS, month="2023-10"))

    assert found["year_to_date_1e4"] == 1.0


def test_an_empty_ledger_gives_no_lines():
    table = figures(ledger(), PROJECTS, month="2023-01")

    assert len(table) == 0
    assert "year_to_date_growth_pct" in table


@pytest.mark.parametrize("month", ["2023", "2023-13", "2023-6", "June", ""])
def test_what_is_no_month_is_refused(month):
    with pytest.raises(RecordError, match="expected a month such as 2023-06"):
        figures(ledger(), PROJECTS, month=month)


def test_the_year_of_an_entry_that_was_not_audited_is_not_known():
    """The closed months before it are 0; its own amount is not, nor is the sum."""
    table = figures(
        ledger(entry("R-1", "2023-03", 50.0, verified=math.nan)),
        PROJECTS,
        month="2023-03",
        closed_months=["2023-01", "2023-02"],
    )
    row = line(table)

    for name in ("month_1e4", "year_to_date_1e4", "since_start_1e4", "share_pct"):
        assert math.isnan(row[name]), name
    assert line(table, measure="reported")["year_to_date_1e4"] == 50


def test_a_sum_that_is_known_in_part_says_of_how_many():
    table = figures(
        ledger(
            entry("R-1", "2023-01", 20.0),
            entry("R-1", "2023-03", 50.0, verified=math.nan),
            entry("R-2", "2023-03", 5.0),
        ),
        PROJECTS,
        month="2023-03",
    )
    row = line(table)

    assert (row["month_1e4"], row["month_known"], row["month_entries"]) == (5, 1, 2)
    assert row["year_to_date_1e4"] == 25
    assert (row["year_to_date_known"], row["year_to_date_entries"]) == (2, 3)
    assert (row["since_start_known"], row["since_start_entries"]) == (2, 3)
