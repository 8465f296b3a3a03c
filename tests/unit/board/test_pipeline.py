"""Projects and their money by group, worked by hand."""

from __future__ import annotations

import math

import pytest

from geo_zs.board.groups import GROUPINGS, size_class
from geo_zs.board.money import sums_by_project, view
from geo_zs.board.pipeline import pipeline
from tests.unit.board.conftest import BAOTOU, HOHHOT, ledger_of, projects_of


def test_pledged_and_arrived_money_stand_apart_and_unknown_is_counted():
    frame = projects_of(
        {"stage": "signed", "pledged_cny_1e8": 10.0, "arrived_cny_1e8": 2.0},
        {"stage": "signed", "pledged_cny_1e8": 5.0},
        {"stage": "operating"},
    )

    found = pipeline(frame, by="stage")

    signed, operating = found.table.loc["signed"], found.table.loc["operating"]
    assert signed["projects"] == 2
    assert (signed["pledged_cny_1e8"], signed["arrived_cny_1e8"]) == (15.0, 2.0)
    assert (signed["pledged_unknown"], signed["arrived_unknown"]) == (0, 1)
    assert math.isnan(operating["pledged_cny_1e8"])
    assert operating["pledged_unknown"] == 1
    assert found.total["pledged_cny_1e8"] == 15.0


def test_foreign_pledge_is_neither_unknown_nor_converted():
    frame = projects_of(
        {"league": BAOTOU, "pledged_foreign_1e4": 300.0, "pledged_currency": "USD"},
        {"league": BAOTOU, "pledged_foreign_1e4": 200.0, "pledged_currency": "USD"},
        {"league": BAOTOU, "pledged_foreign_1e4": 50.0},
        {
            "league": BAOTOU,
            "pledged_cny_1e8": 1.0,
            "pledged_foreign_1e4": 7.0,
            "pledged_currency": "EUR",
        },
    )

    found = pipeline(frame, by="league")

    row = found.table.loc[BAOTOU]
    assert (row["pledged_cny_1e8"], row["pledged_foreign"]) == (1.0, 3)
    assert row["pledged_unknown"] == 0
    assert found.foreign.values.tolist() == [
        [BAOTOU, "EUR", 1, 7.0],
        [BAOTOU, "USD", 2, 500.0],
        [BAOTOU, "unknown", 1, 50.0],
    ]


def test_cancelled_projects_and_parts_add_nothing_and_are_counted():
    frame = projects_of(
        {"league": HOHHOT, "stage": "signed", "pledged_cny_1e8": 10.0},
        {"league": HOHHOT, "stage": "cancelled", "pledged_cny_1e8": 99.0},
        {
            "league": HOHHOT,
            "stage": "signed",
            "pledged_cny_1e8": 4.0,
            "parent_project_id": "R-000001",
        },
    )

    by_league = pipeline(frame, by="league").table.loc[HOHHOT]
    by_stage = pipeline(frame, by="stage").table

    assert (by_league["projects"], by_league["pledged_cny_1e8"]) == (1, 10.0)
    assert by_league["cancelled_left_out"] == 1
    assert by_league["children_left_out"] == 1
    assert by_stage.loc["cancelled", "projects"] == 1
    assert by_stage.loc["cancelled", "pledged_cny_1e8"] == 99.0


def test_cancelled_part_of_another_row_is_left_out_once():
    frame = projects_of(
        {"league": HOHHOT, "stage": "signed"},
        {"league": HOHHOT, "stage": "cancelled", "parent_project_id": "R-000001"},
    )

    row = pipeline(frame, by="league").table.loc[HOHHOT]

    assert (row["cancelled_left_out"], row["children_left_out"]) == (0, 1)


def test_project_of_two_industries_stands_in_both_lines_but_once_in_the_total():
    frame = projects_of(
        {"industry_tags": ("hydrogen", "wind"), "pledged_cny_1e8": 6.0},
        {"industry_tags": ("wind", "wind"), "pledged_cny_1e8": 1.0},
        {"pledged_cny_1e8": 2.0},
    )

    found = pipeline(frame, by="industry")

    assert found.is_overlapping
    assert list(found.table.index) == ["wind", "hydrogen", "unknown"]
    assert found.table["pledged_cny_1e8"].tolist() == [7.0, 6.0, 2.0]
    assert found.total["pledged_cny_1e8"] == 9.0


def test_month_known_by_year_only_is_a_group_of_its_own():
    frame = projects_of(
        {"signed_date": "2023-03-20"},
        {"signed_date": "2023-03"},
        {"signed_date": "2023"},
        {"construction_date": "2024-01-05"},
    )

    signed = pipeline(frame, by="month").table
    begun = pipeline(frame, by="month", date_stage="construction").table

    assert signed["projects"].to_dict() == {"2023": 1, "2023-03": 2, "unknown": 1}
    assert list(signed.index) == ["2023", "2023-03", "unknown"]
    assert begun["projects"].to_dict() == {"2024-01": 1, "unknown": 3}


def test_stages_keep_their_order_and_unknown_comes_last():
    frame = projects_of(
        {"stage": "operating"}, {}, {"stage": "reserve"}, {"stage": "unknown"}
    )

    table = pipeline(frame, by="stage").table

    assert table["projects"].to_dict() == {"reserve": 1, "operating": 1, "unknown": 2}


def test_ledger_money_of_a_project_counts_in_its_group_without_foreign_money():
    frame = projects_of({"league": HOHHOT}, {"league": BAOTOU})
    ledger = ledger_of(
        {"project_id": "R-000001", "reported_1e4": 20000, "verified_1e4": 10000},
        {"project_id": "R-000001", "scope": "outside_region", "reported_1e4": 5000},
        {
            "project_id": "R-000001",
            "scope": "foreign",
            "reported_1e4": 9,
            "currency": "USD",
        },
        {"project_id": "R-000009", "reported_1e4": 7},
    )

    money = sums_by_project(view(ledger, frame, scope="domestic"), frame)
    table = pipeline(frame, by="league", money=money).table

    assert table.loc[HOHHOT, "verified_cny_1e8"] == 1.0
    assert table.loc[HOHHOT, "reported_cny_1e8"] == 2.5
    assert math.isnan(table.loc[BAOTOU, "reported_cny_1e8"])


def test_size_class_is_told_at_its_very_bound():
    frame = projects_of(
        *(
            {"pledged_cny_1e8": money}
            for money in (10.0, 9.999, 1.0, 0.05, 500 * 1e-4, 0.0499, 0.0, math.nan)
        )
    )

    assert size_class(frame["pledged_cny_1e8"]).tolist() == [
        "ge_1bn",
        "ge_100m",
        "ge_100m",
        "ge_5m",
        "ge_5m",
        "below",
        "below",
        "unknown",
    ]


@pytest.mark.parametrize("by", GROUPINGS)
def test_register_without_projects_gives_an_empty_table(by):
    found = pipeline(projects_of(), by=by)

    assert found.table.empty
    assert found.total["projects"] == 0
    assert math.isnan(found.total["pledged_cny_1e8"])
    assert found.foreign.empty


@pytest.mark.parametrize("by", [one for one in GROUPINGS if one != "industry"])
def test_every_project_is_accounted_for(by):
    frame = projects_of(
        {"stage": "signed", "league": HOHHOT, "signed_date": "2024", "officer": "张"},
        {"stage": "cancelled", "banner": "150102", "cluster": "新能源"},
        {"stage": None, "parent_project_id": "R-000001", "pledged_cny_1e8": 3.0},
    )

    table = pipeline(frame, by=by).table

    columns = ["projects", "cancelled_left_out", "children_left_out"]
    assert table[columns].to_numpy().sum() == 3


def test_unknown_grouping_or_stage_is_refused():
    with pytest.raises(ValueError, match="by is 'colour'; expected one of stage"):
        pipeline(projects_of(), by="colour")
    with pytest.raises(ValueError, match="date_stage is 'dreamt'; expected one of"):
        pipeline(projects_of(), by="month", date_stage="dreamt")
