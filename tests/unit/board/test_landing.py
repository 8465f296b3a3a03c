"""The 100-day clock, worked by hand around its limit. Today is 2024-06-30."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from geo_zs.board.dates import parse_span
from geo_zs.board.landing import STATUSES, landing_clock
from tests.unit.board.conftest import BAOTOU, HOHHOT, TODAY, projects_of


def clock_of(*rows):
    return landing_clock(
        projects_of(*({"stage": "signed", **row} for row in rows)), today=TODAY
    )


def first(clock):
    row = clock.projects.iloc[0]
    return row["status"], row["verdict"]


@pytest.mark.parametrize(
    ("signed", "verdict", "low", "high"),
    [
        ("2024-03-22", "within", 100, 100),  # day 100 still counts
        ("2024-03-21", "over", 101, 101),
        ("2024-03", "undetermined", 91, 121),
        ("2024-02", "over", 122, 150),
        ("2024-04", "within", 61, 90),
        ("2024", "undetermined", 0, 181),
        ("2024-06-30", "within", 0, 0),
    ],
)
def test_clock_of_a_waiting_project_is_an_interval_of_days(signed, verdict, low, high):
    clock = clock_of({"signed_date": signed})

    assert first(clock) == ("running", verdict)
    row = clock.projects.iloc[0]
    assert (row["low_days"], row["high_days"]) == (low, high)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"construction_date": "2024-01-31"}, ("landed", "within")),
        ({"construction_date": "2024-04-10"}, ("landed", "within")),
        ({"construction_date": "2024-04-11"}, ("landed", "over")),
        ({"construction_date": "2024-04"}, ("landed", "undetermined")),
        ({"operating_date": "2024-02-01"}, ("landed", "within")),
        ({"stage": "construction"}, ("landed_undated", "undetermined")),
        ({"stage": "stopped"}, ("halted", None)),
        ({"stage": "cancelled"}, ("halted", None)),
        # stopped after its works had begun: it did land
        ({"stage": "stopped", "construction_date": "2024-01-31"}, ("landed", "within")),
        ({"construction_date": "2023-12-31"}, ("landed_before_signing", None)),
        # a begin of works that lies ahead has not happened
        ({"construction_date": "2024-07-15"}, ("running", "over")),
    ],
)
def test_project_signed_on_new_year_lands_or_not(row, expected):
    assert first(clock_of({"signed_date": "2024-01-01", **row})) == expected


def test_works_begun_on_an_unknown_day_are_in_time_if_signing_is_recent():
    clock = clock_of({"signed_date": "2024-06-01", "stage": "construction"})

    assert first(clock) == ("landed_undated", "within")
    assert clock.projects.iloc[0]["high_days"] == 29


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({"stage": "negotiating"}, "not_signed"),
        ({"stage": None}, "not_signed"),
        ({"stage": "filed"}, "no_signing_date"),
        ({"stage": None, "construction_date": "2024-01-01"}, "no_signing_date"),
        ({"signed_date": "2024-07-01"}, "signed_in_future"),
        ({"signed_date": "2025", "construction_date": "2024-01"}, "signed_in_future"),
    ],
)
def test_project_without_a_running_clock_is_left_out_with_its_reason(row, status):
    clock = clock_of(row)

    assert first(clock) == (status, None)
    assert clock.total[status] == 1
    assert clock.overrun.empty


def test_share_counts_only_projects_whose_hundred_days_are_over():
    clock = clock_of(
        {"signed_date": "2024-01-01", "construction_date": "2024-02-01"},
        {"signed_date": "2024-01-01", "construction_date": "2024-06-01"},
        {"signed_date": "2024-01-01"},
        # landed in a day, but signed lately: it would flatter the share
        {"signed_date": "2024-06-01", "construction_date": "2024-06-02"},
        {"signed_date": "2024-06-01"},
    )

    assert (clock.total["ended_low"], clock.total["ended_high"]) == (3, 3)
    assert clock.total["share_low"] == clock.total["share_high"] == pytest.approx(1 / 3)


def test_share_is_an_interval_where_months_leave_it_open():
    clock = clock_of(
        {"signed_date": "2024-01-01", "construction_date": "2024-02-01"},
        # 1 to 30 April is day 91 to 120
        {"signed_date": "2024-01-01", "construction_date": "2024-04"},
        # its 100 days may be over or not; if they are, it has not landed
        {"signed_date": "2024-03"},
    )

    # low: 1 of 3; high: 2 of 2
    assert clock.total["share_low"] == pytest.approx(1 / 3)
    assert clock.total["share_high"] == 1
    assert (clock.total["ended_low"], clock.total["ended_high"]) == (2, 3)


def test_share_of_projects_that_only_may_be_over_is_of_these():
    landed = clock_of({"signed_date": "2024-03", "construction_date": "2024-04-01"})
    waiting = clock_of({"signed_date": "2024-03"})
    early = clock_of({"signed_date": "2024-06-01"})

    assert (landed.total["share_low"], landed.total["share_high"]) == (1, 1)
    assert (waiting.total["share_low"], waiting.total["share_high"]) == (0, 0)
    assert math.isnan(early.total["share_low"])
    assert math.isnan(early.total["share_high"])


def test_overrun_lists_the_surest_and_longest_first():
    clock = clock_of(
        {"signed_date": "2024-03"},
        {"signed_date": "2024-03-01"},
        {"signed_date": "2023-12-01"},
        {"signed_date": "2024-06-01"},
    )

    assert list(clock.overrun.index) == ["R-000003", "R-000002", "R-000001"]
    assert clock.overrun["over_low_days"].tolist() == [112, 21, 0]
    assert clock.overrun["over_high_days"].tolist() == [112, 21, 21]
    assert clock.overrun["verdict"].tolist() == ["over", "over", "undetermined"]


def test_leagues_are_counted_apart_and_add_up():
    clock = clock_of(
        {"signed_date": "2024-01-01", "league": BAOTOU},
        {"signed_date": "2024-06-01", "league": HOHHOT},
        {"signed_date": "2024-06-01"},
    )

    assert clock.table["running_over"].to_dict() == {HOHHOT: 0, BAOTOU: 1, "unknown": 0}
    assert clock.table["running_within"].sum() == clock.total["running_within"] == 2


def test_another_limit_moves_the_verdict():
    frame = projects_of({"stage": "signed", "signed_date": "2024-05-31"})

    assert landing_clock(frame, today=TODAY, limit_days=29).total["running_over"] == 1
    assert landing_clock(frame, today=TODAY, limit_days=30).total["running_over"] == 0


def test_register_without_projects_has_no_share():
    clock = landing_clock(projects_of(), today=TODAY)

    assert clock.table.empty
    assert clock.overrun.empty
    assert math.isnan(clock.total["share_low"])
    assert sum(clock.total[status] for status in STATUSES[3:]) == 0


def outcomes(signed: str, landed: str | None) -> set[str]:
    """Return what may be true of a project, trying every day of both dates."""
    today = TODAY.toordinal()
    begin, last = (day.toordinal() for day in parse_span(signed))
    found = set()
    for start in range(begin, min(last, today) + 1):
        if today - start <= 100:
            found.add("not over")
        elif landed is None:
            found.add("failed")
        else:
            first, final = (day.toordinal() for day in parse_span(landed))
            ends = range(max(first, start), min(final, today) + 1)
            found |= {"in time" if end - start <= 100 else "failed" for end in ends}
    return found


def test_share_interval_holds_exactly_what_trying_all_days_gives():
    random = np.random.default_rng(7)
    signings = ["2024-03", "2024-02", "2024", "2024-03-21", "2024-03-22", "2023-12"]
    landings = [None, "2024-05", "2024-06", "2024-06-30", "2024", "2024-04"]
    for _ in range(60):
        rows = [
            (random.choice(signings), landings[random.integers(len(landings))])
            for _ in range(random.integers(1, 5))
        ]
        shares = [
            sum(one == "in time" for one in case)
            / sum(one != "not over" for one in case)
            for case in itertools.product(*(outcomes(*row) for row in rows))
            if set(case) != {"not over"}
        ]

        total = clock_of(
            *({"signed_date": one, "construction_date": other} for one, other in rows)
        ).total

        if shares:
            assert total["share_low"] == pytest.approx(min(shares)), rows
            assert total["share_high"] == pytest.approx(max(shares)), rows
        else:
            assert math.isnan(total["share_low"]), rows
