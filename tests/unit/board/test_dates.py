"""Dates known by day, month or year become spans of days."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from geo_zs.board.dates import (
    date_spans,
    days_between,
    earliest,
    month_before,
    month_end,
    months_of_year,
    parse_span,
    year_share,
)
from geo_zs.errors import DataError


def days(*texts: str | None) -> list[np.datetime64]:
    return [np.datetime64(text or "NaT", "D") for text in texts]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2023-03-20", "2023-03-20", "2023-03-20"),
    ],
)
def test_span_holds_every_day_that_the_date_may_mean(text, first, last):
    assert parse_span(text) == (
        dt.date.fromisoformat(first),
        dt.date.fromisoformat(last),
    )


@pytest.mark.parametrize(
    "text", ["2023-02-30", "2023-13", "23-01-01", "", "0000", "2023/03", "2023-W10-1"]
)
def test_text_that_is_no_date_is_refused_with_what_was_expected(text):
    with pytest.raises(DataError, match="expected a date as year, month or day"):
        parse_span(text)


def test_unknown_dates_stay_unknown_and_known_ones_keep_their_precision():
    spans = date_spans(pd.Series(["2023", None, "2023-03-20"], dtype="str"), field="d")

    np.testing.assert_array_equal(spans.first, days("2023-01-01", None, "2023-03-20"))
    np.testing.assert_array_equal(spans.last, days("2023-12-31", None, "2023-03-20"))
    assert spans.is_known.tolist() == [True, False, True]
    assert spans.is_exact.tolist() == [False, False, True]


def test_no_dates_at_all_give_empty_spans():
    assert len(date_spans([], field="signed_date").first) == 0
    assert not date_spans([None, None], field="signed_date").is_known.any()


def test_all_faulty_dates_are_named_with_their_column():
    with pytest.raises(DataError) as caught:
        date_spans(["2023-02-30", "2023", "bad"], field="signed_date")

    assert [one.field for one in caught.value.problems] == ["signed_date"] * 2
    assert "'bad'" in caught.value.problems[1].message


def test_year_that_is_not_over_ends_today():
    spans = date_spans(["2024", "2024-07"], field="d").until(dt.date(2024, 6, 30))

    np.testing.assert_array_equal(spans.last, days("2024-06-30", "2024-07-31"))


def test_only_a_span_wholly_after_a_day_is_after_it():
    spans = date_spans(["2024", "2024-07", None, "2024-06-30"], field="d")

    assert spans.is_after(dt.date(2024, 6, 30)).tolist() == [False, True, False, False]


def test_earliest_of_two_events_is_an_interval_too():
    one = date_spans(["2024-03", None, None], field="d")
    other = date_spans(["2024-03-10", "2024-05", None], field="d")

    both = earliest(one, other)

    np.testing.assert_array_equal(both.first, days("2024-03-01", "2024-05-01", None))
    np.testing.assert_array_equal(both.last, days("2024-03-10", "2024-05-31", None))


def test_days_to_an_unknown_day_are_unknown():
    between = days_between(
        np.array(days("2024-01-01", "2024-01-01")), np.array(days("2024-03-01", None))
    )

    np.testing.assert_array_equal(between, [60, np.nan])


def test_months_are_counted_within_their_year():
    assert month_before("2024-01") == "2023-12"
    assert month_before("2024-11") == "2024-10"
    assert months_of_year("2024-03") == ("2024-01", "2024-02", "2024-03")
    assert month_end("2024-02") == dt.date(2024, 2, 29)


@pytest.mark.parametrize("text", ["2024", "2024-00", "2024-2", "2024-02-01"])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(DataError, match="expected a"):
        month_end(text)


def test_share_of_the_year_counts_the_day_itself():
    assert year_share(dt.date(2023, 6, 30)) == 181 / 365
    assert year_share(dt.date(2024, 6, 30)) == 182 / 366
    assert year_share(dt.date(2023, 12, 31)) == 1
