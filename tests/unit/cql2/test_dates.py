"""Dates and time stamps: checked, brought to UTC, told apart."""

from __future__ import annotations

import pytest

from geo_zs.cql2 import Cql2Error, parse_text
from geo_zs.cql2.dates import read_date, read_instant, read_timestamp
from geo_zs.cql2.expression import Instant


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-05-01T08:00:00Z", "2024-05-01T08:00:00Z"),
        ("2024-05-01T08:00:00.000Z", "2024-05-01T08:00:00Z"),
        ("2024-05-01T08:00:00.120Z", "2024-05-01T08:00:00.12Z"),
        ("2024-05-01T08:00:00.123456789Z", "2024-05-01T08:00:00.123456789Z"),
        ("2024-05-01t08:00:00z", "2024-05-01T08:00:00Z"),
        ("2024-05-01T08:00:00+08:00", "2024-05-01T00:00:00Z"),
        ("2024-05-01T00:00:00+08:00", "2024-04-30T16:00:00Z"),
        ("2024-05-01T00:00:00-03:30", "2024-05-01T03:30:00Z"),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ("2017-01-01T07:59:60.5+08:00", "2017-01-01T00:00:00.5Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    ],
)
def test_time_stamp_is_kept_in_utc(text, value):
    assert read_timestamp(text) == Instant(value, "timestamp")
    assert read_timestamp(value) == Instant(value, "timestamp")


@pytest.mark.parametrize(
    "text",
    [
        "2020-13-01T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "2020-01-01T24:00:00Z",
        "2020-01-01T00:60:00Z",
        "2020-01-01T00:00:61Z",
        "2020-01-01T12:00:60Z",
        "2020-01-01T00:00:00+08:60",
        "2020-01-01T00:00:00+24:00",
        "0001-01-01T00:00:00+08:00",
        "9999-12-31T23:59:60Z",
        "0000-01-01T00:00:00Z",
    ],
)
def test_time_that_is_not_on_the_calendar_is_refused(text):
    with pytest.raises(Cql2Error, match="no day or time of the calendar"):
        read_timestamp(text)


@pytest.mark.parametrize(
    "text",
    [
        "2020-01-01",
        "2020-01-01T00:00:00",
        "2020-01-01 00:00:00Z",
        "2020-01-01T00:00Z",
        "2020-01-01T00:00:00.Z",
        "2020-01-01T00:00:00.1234567890Z",
        "2020-01-01T00:00:00+0800",
        "２０２０-01-01T00:00:00Z",
        "2020-01-01T00:00:00Z\n",
        "",
    ],
)
def test_text_that_is_no_time_stamp_is_refused(text):
    with pytest.raises(Cql2Error, match="with Z or an offset"):
        read_timestamp(text)


@pytest.mark.parametrize("text", ["2020-1-1", "20200101", "now", "2020-01-01T", ""])
def test_text_that_is_no_date_is_refused(text):
    with pytest.raises(Cql2Error, match="not a date such as"):
        read_date(text)


@pytest.mark.parametrize("text", ["2020-13-01", "2023-02-29", "2020-00-10"])
def test_day_that_is_not_on_the_calendar_is_refused(text):
    with pytest.raises(Cql2Error, match="no day or time of the calendar"):
        read_date(text)


def test_bound_of_an_interval_is_a_date_or_a_time_stamp_by_its_form():
    assert read_instant("2020-01-01").kind == "date"
    assert read_instant("2020-01-01T00:00:00Z").kind == "timestamp"


@pytest.mark.parametrize(
    "bounds",
    [
        "'2020-01-01', '2020-01-01'",
        "'2020-01-01T10:00:00Z', '2020-01-01'",  # the whole day is meant
        "'2020-01-01', '2020-01-01T10:00:00Z'",
        "'2020-01-01T10:00:00Z', '2020-01-01T10:00:00.5Z'",
        "'..', '..'",
        "a, '2020-01-01'",
    ],
)
def test_interval_may_end_when_it_starts(bounds):
    assert parse_text(f"T_DURING(x, INTERVAL({bounds}))").op == "t_during"


@pytest.mark.parametrize(
    "bounds",
    [
        "'2020-01-02', '2020-01-01'",
        "'2020-01-02', '2020-01-01T23:00:00Z'",
        "'2020-01-01T10:00:00.5Z', '2020-01-01T10:00:00Z'",
        "'2020-01-01T10:00:00Z', '2020-01-01T17:00:00+08:00'",
    ],
)
def test_interval_that_ends_before_it_starts_is_refused(bounds):
    with pytest.raises(Cql2Error, match="before its start"):
        parse_text(f"T_DURING(x, INTERVAL({bounds}))")
