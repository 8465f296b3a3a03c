"""Days from signing to ground-breaking and to operation, as intervals."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest

from geo_zs.board.durations import STATUSES, durations
from tests.unit.board.conftest import BAOTOU, HOHHOT, TODAY, projects_of


def row_of(found, step="to_construction", key="all"):
    return found.table.loc[(key, step)]


def status_of(step="to_construction", **row):
    found = durations(projects_of({"stage": "signed", **row}), today=TODAY)
    return found.projects.loc[("R-000001", step), "status"]


def test_median_of_exact_dates_is_one_number():
    frame = projects_of(
        {"signed_date": "2024-01-01", "construction_date": "2024-01-11"},
        {"signed_date": "2024-01-01", "construction_date": "2024-01-31"},
        {"signed_date": "2024-01-01", "construction_date": "2024-03-01"},
    )

    row = row_of(durations(frame, today=TODAY))

    assert (row["n"], row["n_exact"], row["n_left_out"]) == (3, 3, 0)
    assert (row["median_low_days"], row["median_high_days"]) == (30, 30)


def test_month_gives_an_interval_and_so_does_the_median():
    frame = projects_of(
        # 31 January to 1 March: 30 days; 1 January to 31 March: 90 days
        {"signed_date": "2024-01", "construction_date": "2024-03"},
        {"signed_date": "2024-01-01", "construction_date": "2024-02-20"},
    )

    row = row_of(durations(frame, today=TODAY))

    assert (row["n"], row["n_exact"]) == (2, 1)
    assert (row["median_low_days"], row["median_high_days"]) == (40, 70)


def test_works_in_the_month_of_signing_take_zero_days_at_least():
    frame = projects_of({"signed_date": "2024-03", "construction_date": "2024-03"})

    row = row_of(durations(frame, today=TODAY))

    assert (row["median_low_days"], row["median_high_days"]) == (0, 30)


def test_year_that_is_running_ends_today():
    frame = projects_of({"signed_date": "2024-06-20", "construction_date": "2024"})

    row = row_of(durations(frame, today=TODAY))

    assert (row["median_low_days"], row["median_high_days"]) == (0, 10)


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({"signed_date": "2024-01-01"}, "waiting"),
        ({"construction_date": "2024-01-01"}, "no_signing_date"),
        ({"signed_date": "2024-07-01"}, "signed_in_future"),
        ({"signed_date": "2024-01-01", "stage": "construction"}, "no_end_date"),
        ({"signed_date": "2024-01-01", "operating_date": "2024-02"}, "no_end_date"),
        (
            {"signed_date": "2024-01-01", "construction_date": "2024-07"},
            "end_in_future",
        ),
        (
            {"signed_date": "2024-03", "construction_date": "2024-02"},
            "end_before_signing",
        ),
        ({"signed_date": "2024-01-01", "stage": "cancelled"}, "halted"),
        ({"signed_date": "2024-01-01", "stage": "stopped"}, "halted"),
        ({"signed_date": "2024-01-01", "stage": "unknown"}, "stage_unknown"),
        ({"signed_date": "2024-01-01", "stage": None}, "stage_unknown"),
        ({"signed_date": "2024-06-30", "construction_date": "2024-06-30"}, "measured"),
    ],
)
def test_every_project_is_measured_or_left_out_with_its_reason(row, status):
    assert status_of(**row) == status


def test_project_in_operation_is_measured_to_both_ends():
    frame = projects_of(
        {
            "signed_date": "2023-01-01",
            "construction_date": "2023-02-01",
            "operating_date": "2024-01-01",
            "stage": "operating",
        }
    )

    found = durations(frame, today=TODAY)

    assert row_of(found)["median_low_days"] == 31
    assert row_of(found, "to_operation")["median_low_days"] == 365


def test_counts_of_reasons_add_up_to_what_was_left_out():
    frame = projects_of(
        {"signed_date": "2024-01-01", "stage": "signed"},
        {"stage": "reserve"},
        {"signed_date": "2024-01-01", "construction_date": "2024-02-01"},
    )

    row = row_of(durations(frame, today=TODAY))

    assert row["n_left_out"] == sum(row[status] for status in STATUSES[1:]) == 2
    assert (row["waiting"], row["no_signing_date"]) == (1, 1)


def test_first_of_several_events_of_a_stage_counts():
    frame = projects_of({"stage": "construction"}, {"stage": "signed"})
    events = pd.DataFrame(
        [
            ("R-000001", "signed", "2024-01-01"),
            ("R-000001", "construction", "2024-05-01"),
            ("R-000001", "construction", "2024-01-21"),
            ("R-000001", "construction", None),
            ("R-000009", "signed", "2024-01-01"),
        ],
        columns=["project_id", "stage", "date"],
    )

    found = durations(frame, today=TODAY, events=events)

    assert row_of(found)["n"] == 1
    assert row_of(found)["median_high_days"] == 20


def test_leagues_are_measured_apart():
    frame = projects_of(
        {
            "league": BAOTOU,
            "signed_date": "2024-01-01",
            "construction_date": "2024-01-03",
        },
        {
            "league": HOHHOT,
            "signed_date": "2024-01-01",
            "construction_date": "2024-01-09",
        },
        {"signed_date": "2024-01-01", "stage": "signed"},
    )

    found = durations(frame, today=TODAY, by="league")

    assert list(found.table.index.get_level_values(0).unique()) == [
        HOHHOT,
        BAOTOU,
        "unknown",
    ]
    assert row_of(found, key=HOHHOT)["median_low_days"] == 8
    assert row_of(found, key=BAOTOU)["median_low_days"] == 2
    assert math.isnan(row_of(found, key="unknown")["median_low_days"])


def test_no_projects_give_a_line_without_median():
    row = row_of(durations(projects_of(), today=dt.date(2024, 6, 30)))

    assert (row["n"], row["n_left_out"]) == (0, 0)
    assert math.isnan(row["median_low_days"])
