"""Dates of the tables, and the times that requests name."""

from __future__ import annotations

import numpy as np
import pytest

from geo_zs.errors import QueryError
from geo_zs.features.times import day_bounds, meets, parse_interval


def moment(text: str) -> np.datetime64:
    return np.datetime64(text, "us")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024-02-29", "2024-02-29T00:00:00", "2024-02-29T23:59:59.999999"),
        ("2024-02-29T08:30:00Z", "2024-02-29T08:30:00", "2024-02-29T08:30:00"),
        ("2024-03-01T00:30:00+08:00", "2024-02-29T16:30:00", "2024-02-29T16:30:00"),
        ("2024-03-01T00:30:00-01:30", "2024-03-01T02:00:00", "2024-03-01T02:00:00"),
        ("2024-01-01T00:00:00.25z", "2024-01-01T00:00:00.25", "2024-01-01T00:00:00.25"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00", "2017-01-01T00:00:00"),
        ("2024-01-01/2024-01-02", "2024-01-01T00:00:00", "2024-01-02T23:59:59.999999"),
        ("2024-01-01/..", "2024-01-01T00:00:00", None),
        ("2024-01-01/", "2024-01-01T00:00:00", None),
        ("../2024-01-01", None, "2024-01-01T23:59:59.999999"),
        ("/2024-01-01", None, "2024-01-01T23:59:59.999999"),
        ("2024-01-01/2024-01-01", "2024-01-01T00:00:00", "2024-01-01T23:59:59.999999"),
        # As GDAL writes a day.
        ("2024-01-01T", "2024-01-01T00:00:00", "2024-01-01T23:59:59.999999"),
        ("2024-01-01T/..", "2024-01-01T00:00:00", None),
        ("../2024-01-01T", None, "2024-01-01T23:59:59.999999"),
        (
            *("2024-01-01T/2024-01-02T",),
            *("2024-01-01T00:00:00", "2024-01-02T23:59:59.999999"),
        ),
    ],
)
def test_a_time_is_read_with_its_ends(text, start, end):
    found = parse_interval(text)

    assert found.start == (None if start is None else moment(start))
    assert found.end == (None if end is None else moment(end))


@pytest.mark.parametrize(
    "text",
    [
        *("", "..", "/", "../..", "../", "/..", "2024", "2024-03", "24-03-01"),
        *("2024-02-30", "2023-02-29", "2024-13-01", "2024-03-01T24:00:00Z"),
        *("2024-03-01T08:60:00Z", "2024-03-01T08:00:61Z", "2024-03-01T08:00Z"),
        *("2024-03-01T08:00:00", "2024-03-01T08:00:00+25:00", "2024-03-01T08"),
        *("2024-03T", "2024-02-30T", "2024-03-01TT", "2024-03-01TZ", "2024-03-01t"),
        *("2024-01-01/2024-01-02/2024-01-03", "2024-01-01/x", "now", "2024-01-01 "),
        *("２０２４-01-01", "0-0-0", "2024-01-01/P1D", "-2024-01-01", "9" * 500),
    ],
)
def test_what_is_no_time_is_refused_with_what_was_expected(text):
    with pytest.raises(QueryError) as caught:
        parse_interval(text)

    (problem,) = caught.value.problems
    assert problem.field == "datetime"
    assert "expected a date or date-time of RFC 3339" in problem.message
    assert len(problem.message) < 400


def test_an_interval_that_ends_before_it_begins_is_refused():
    with pytest.raises(QueryError, match="ends before it begins"):
        parse_interval("2024-02-01/2024-01-01")


def test_a_year_and_a_month_stand_for_all_their_days():
    first, last = day_bounds(["2024", "2024-02", "2023-02", "2024-02-10"])

    assert first.astype(str).tolist() == [
        *("2024-01-01", "2024-02-01", "2023-02-01", "2024-02-10")
    ]
    assert last.astype(str).tolist() == [
        *("2024-12-31", "2024-02-29", "2023-02-28", "2024-02-10")
    ]


@pytest.mark.parametrize("date", [None, float("nan"), "", "2024-13", "unknown", 2024])
def test_what_is_no_date_has_no_days(date):
    first, last = day_bounds([date])

    assert np.isnat(first).all()
    assert np.isnat(last).all()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 2023, 2023-03, without a time, 2023-03-15
        ("2023-03-15", [True, True, True, True]),
        ("2023-03-15T12:00:00Z", [True, True, True, True]),
        ("2023-03-16/..", [True, True, True, False]),
        ("2023-04-01T00:00:00Z/..", [True, False, True, False]),
        ("2023-03-31T23:59:59Z/..", [True, True, True, False]),
        ("../2023-02-28", [True, False, True, False]),
        ("../2022-12-31T23:59:59Z", [False, False, True, False]),
        ("2024-01-01", [False, False, True, False]),
    ],
)
def test_features_meet_a_time_by_whole_days_and_without_one_always(text, expected):
    first, last = day_bounds(["2023", "2023-03", None, "2023-03-15"])

    assert meets(first, last, parse_interval(text)).tolist() == expected
