"""Dates keep the precision that was written; what may be two days is none."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from geo_zs.imports.dates import date_reader, month_reader

TODAY = dt.date(2023, 6, 30)


def _read(cell, *, is_stage=False):
    return date_reader("签约日期", today=TODAY, is_stage=is_stage)(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2023年3月20日", "2023-03-20"),
        ("2023 年 3 月", "2023-03"),
        ("2023.3", "2023-03"),
        ("2023.10", "2023-10"),
        ("2023/3/20", "2023-03-20"),
        ("2023-03-20 00:00:00", "2023-03-20"),
        ("2023-03-20T10:00:00", "2023-03-20"),
        ("20230320", "2023-03-20"),
        ("202303", "2023-03"),
        ("2023年", "2023"),
        ("2023年度", "2023"),
        ("２０２３．０３．２０", "2023-03-20"),
        ("二〇二三年三月二十日", "2023-03-20"),
        ("二零二三年十二月", "2023-12"),
        ("3/20/2023", "2023-03-20"),
        ("20/3/2023", "2023-03-20"),
        ("Mar 20, 2023", "2023-03-20"),
        ("March 2023", "2023-03"),
        (2023.0, "2023"),
        (202303.0, "2023-03"),
        (20230320.0, "2023-03-20"),
        (2023.4, "2023-04"),
        (2023.12, "2023-12"),
        (dt.date(2023, 3, 20), "2023-03-20"),
        (dt.datetime(2023, 3, 20, 9), "2023-03-20"),  # noqa: DTZ001  as in a workbook
    ],
)
def test_date_in_any_usual_form_is_read_as_it_was_written(cell, expected):
    assert _read(cell) == (expected, (), None)


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("2023/13/45", "no_such_day"),
        ("2023-02-29", "no_such_day"),
        (20231345, "no_such_day"),
        ("45/45/2023", "no_such_day"),
        ("03/04/2023", "ambiguous_date"),
        ("23.3.20", "two_digit_year"),
        (2023.1, "lost_month_zero"),
        ("1900年", "date_out_of_range"),
        ("2150-01-01", "date_out_of_range"),
        ("明年", "not_a_date"),
        ("2023-03-20abc", "not_a_date"),
        (True, "not_a_date"),
        (math.inf, "not_a_date"),
        (2023.123, "not_a_date"),
        (7, "not_a_date"),
        pytest.param("1" * 4000, "not_a_date", id="many-digits"),
        (dt.time(8, 0), "not_a_date"),
    ],
)
def test_what_is_no_one_day_is_a_fault(cell, key):
    parsed = _read(cell)

    assert parsed.value is None
    assert [one.key for one in parsed.remarks] == [key]


@pytest.mark.parametrize("cell", [45005, 45005.5, " 45005 "])
def test_number_of_a_day_in_a_spreadsheet_is_read_and_told(cell):
    parsed = _read(cell)

    assert parsed.value == "2023-03-20"
    assert [one.key for one in parsed.remarks] == ["date_serial"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2023年底", "2023"),
        ("2023年上半年", "2023"),
        ("2023年第一季度", "2023"),
        ("2023Q1", "2023"),
        ("2023年3月中旬", "2023-03"),
    ],
)
def test_words_behind_a_year_leave_what_is_sure_and_are_told(cell, expected):
    parsed = _read(cell)

    assert parsed.value == expected
    assert [one.key for one in parsed.remarks] == ["date_shortened"]


@pytest.mark.parametrize("cell", ["", "-", "待定", "无", math.nan])
def test_empty_date_is_unknown(cell):
    assert _read(cell) == (None, (), None)


def test_stage_after_today_is_told_and_kept_in_the_precision_that_was_written():
    told = _read("2023-07-01", is_stage=True)

    assert told.value == "2023-07-01"
    assert [one.key for one in told.remarks] == ["date_in_future"]
    assert _read("2023-06", is_stage=True).remarks == ()
    assert _read("2023", is_stage=True).remarks == ()
    assert _read("2023-07-01").remarks == ()


@pytest.mark.parametrize(
    ("cell", "expected", "keys"),
    [
        ("2023年6月", "2023-06", []),
        (dt.date(2023, 6, 1), "2023-06", []),
        (dt.date(2023, 6, 30), "2023-06", ["date_shortened"]),
        ("2023", None, ["not_a_date"]),
    ],
)
def test_month_is_a_month_and_its_first_day_stands_for_it(cell, expected, keys):
    parsed = month_reader("月份", today=TODAY)(cell)

    assert parsed.value == expected
    assert [one.key for one in parsed.remarks] == keys
