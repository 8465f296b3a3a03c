"""Series for charts and the tables beside them."""

from __future__ import annotations

import pytest

from geo_zs.board.charts import (
    duration_histogram,
    money_bars,
    month_curve,
    stage_bars,
)
from geo_zs.board.durations import durations
from geo_zs.board.label import number_text
from geo_zs.board.money import view
from geo_zs.board.pipeline import pipeline
from tests.unit.board.conftest import (
    BAOTOU,
    HOHHOT,
    TODAY,
    ledger_of,
    projects_of,
    targets_of,
)

PROJECTS = projects_of(
    {"league": HOHHOT, "stage": "signed", "pledged_cny_1e8": 10.0},
    {"league": BAOTOU, "stage": "operating", "arrived_cny_1e8": 2.5},
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (15.25, 1, "15.3"),
        (0.125, 2, "0.13"),
        (1.005, 2, "1.01"),  # as a spreadsheet shows it
        (-2.5, 0, "-3"),
        (-0.04, 1, "0.0"),
        (2067.375, 2, "2067.38"),
        (1e30, 0, f"{1e30:.0f}"),
        (None, 1, "—"),
    ],
)
def test_numbers_are_rounded_as_a_spreadsheet_rounds_them(value, decimals, text):
    assert number_text(value, decimals) == text


def values_of(series):
    return {one.key: one.values for one in series.values}


def counts_of(series):
    names = [one.zh for one in series.categories]
    return dict(zip(names, values_of(series)["projects"], strict=True))


def test_stage_without_projects_shows_zero_and_unknown_only_if_there_is_one():
    series = stage_bars(pipeline(PROJECTS, by="stage"))

    shown = dict(
        zip(
            (one.zh for one in series.categories),
            values_of(series)["projects"],
            strict=True,
        )
    )
    assert list(shown)[:4] == ["储备", "在谈", "框架协议", "签约"]
    assert (shown["储备"], shown["签约"], shown["投产"]) == (0, 1, 1)
    assert "未知" not in shown


def test_pledged_and_arrived_money_are_two_bars_with_gaps_for_the_unknown(places):
    series = money_bars(pipeline(PROJECTS, by="league"), places)

    assert [one.en for one in series.categories] == ["Hohhot", "Baotou"]
    assert values_of(series) == {"pledged": (10.0, None), "arrived": (None, 2.5)}
    assert series.notes[0].zh == "总投资未知1个，到位资金未知1个；两者从不相加。"


def test_groups_that_are_not_drawn_are_told(places):
    series = money_bars(pipeline(PROJECTS, by="league"), places, most=1)

    assert len(series.categories) == 1
    assert series.notes[1].en == "1 more groups are not drawn."


def curve_of(ledger, targets, **options):
    found = view(ledger, PROJECTS, scope="domestic")
    return month_curve(found, targets, today=TODAY, **options)


def test_month_curve_is_cumulated_and_ends_with_what_is_told():
    ledger = ledger_of(
        {"project_id": "R-000001", "month": "2024-02", "verified_1e4": 10000,
         "reported_1e4": 20000},
        {"project_id": "R-000002", "month": "2024-04", "verified_1e4": 5000,
         "reported_1e4": 5000},
        {"project_id": "R-000001", "month": "2024-12", "verified_1e4": 77},
    )  # fmt: skip
    targets = targets_of({"adcode": "150000", "value_cny_1e8": 24.0})

    series = curve_of(ledger, targets, year=2024)

    found = values_of(series)
    assert found["verified"] == (None, 1, 1, 1.5, *[None] * 8)
    assert found["reported"][:4] == (None, 2, 2, 2.5)
    assert found["target"] == tuple(range(2, 26, 2))
    assert series.values[2].is_reference


def test_month_curve_goes_on_through_closed_months_and_ends_today():
    ledger = ledger_of(
        {"project_id": "R-000001", "month": "2024-02", "verified_1e4": 10000},
    )

    series = curve_of(
        ledger, targets_of(), year=2024, closed={"2024-02", "2024-03", "2024-12"}
    )

    assert values_of(series)["verified"] == (None, 1, 1, *[None] * 9)


def test_month_curve_of_a_league_without_target_has_no_target_line():
    ledger = ledger_of(
        {"project_id": "R-000001", "month": "2024-01", "verified_1e4": 10000},
        {"project_id": "R-000002", "month": "2024-01", "verified_1e4": 40000},
    )

    series = curve_of(ledger, targets_of(), year=2024, adcode=BAOTOU)

    assert set(values_of(series)) == {"verified", "reported"}
    assert values_of(series)["verified"][0] == 4


def test_year_without_entries_or_that_has_not_begun_draws_nothing():
    series = curve_of(ledger_of(), targets_of(), year=2025)

    assert values_of(series)["verified"] == (None,) * 12
    assert series.is_empty


def test_histogram_counts_projects_whose_class_is_sure():
    frame = projects_of(
        {"signed_date": "2024-01-01", "construction_date": "2024-01-31"},  # 30
        {"signed_date": "2024-01-01", "construction_date": "2024-02-01"},  # 31
        {"signed_date": "2024-01-01", "construction_date": "2024-04-10"},  # 100
        {"signed_date": "2020-01-01", "construction_date": "2024-01-01"},  # 1461
        {"signed_date": "2024-01", "construction_date": "2024-04"},  # 61 to 120
        {"signed_date": "2024-01"},
    )

    series = duration_histogram(durations(frame, today=TODAY), "to_construction")

    shown = dict(
        zip(
            (one.zh for one in series.categories),
            values_of(series)["projects"],
            strict=True,
        )
    )
    assert shown == {
        "0—30天": 1,
        "31—60天": 1,
        "61—100天": 1,
        "101—180天": 0,
        "181—365天": 0,
        "366—730天": 0,
        "超过730天": 1,
        "跨多档": 1,
    }
    assert series.notes[0].zh == "可计算5个，未计入1个。"


def test_table_beside_a_chart_holds_the_same_figures(places):
    table = money_bars(pipeline(PROJECTS, by="league"), places).table()

    assert table.headings("en") == [
        "league",
        "pledged (× 100m CNY)",
        "arrived (× 100m CNY)",
    ]
    assert table.texts("zh") == [
        ["呼和浩特市", "10.00", "—"],
        ["包头市", "—", "2.50"],
    ]
