"""Dates in text: whole days, and years and months as all their days."""

from __future__ import annotations

import operator
from datetime import date, timedelta

import pandas as pd
import pytest

from geo_zs.cql2 import Cql2Error, mask, parse

COMPARISONS = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge,
}  # fmt: skip

HALF_KNOWN = pd.DataFrame(
    {"day": ["2024", "2024-05", "2024-05-07", None], "x": [1, 2, 3, 4]}
)
DAYS_OF = {
    "2024": (date(2024, 1, 1), date(2024, 12, 31)),
    "2024-05": (date(2024, 5, 1), date(2024, 5, 31)),
    "2024-05-07": (date(2024, 5, 7), date(2024, 5, 7)),
}


def _asked(text):
    return mask(HALF_KNOWN, parse(text)).tolist()


@pytest.mark.parametrize("op", ["=", "<>", "<", "<=", ">", ">="])
@pytest.mark.parametrize(
    "day",
    ["2023-12-31", "2024-01-01", "2024-05-01", "2024-05-07", "2024-05-31",
     "2024-12-31", "2025-01-01"],
)  # fmt: skip
def test_year_or_month_compares_as_all_its_days_do(op, day):
    other = date.fromisoformat(day)
    holds, fails = [], []
    for text in HALF_KNOWN["day"]:
        first, last = DAYS_OF.get(text, (None, None))
        span = (last - first).days + 1 if first else 0
        found = {COMPARISONS[op](first + timedelta(n), other) for n in range(span)}
        holds.append(found == {True})
        fails.append(found == {False})

    assert _asked(f"day {op} DATE('{day}')") == holds
    assert _asked(f"NOT day {op} DATE('{day}')") == fails


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("T_AFTER(day, DATE('2024-04-30'))", [False, True, True, False]),
        ("T_BEFORE(day, DATE('2024-06-01'))", [False, True, True, False]),
        ("T_INTERSECTS(day, DATE('2024-05-09'))", [True, True, False, False]),
        ("T_DISJOINT(day, DATE('2024-05-09'))", [False, False, True, False]),
        ("T_EQUALS(day, INTERVAL('2024-05-01', '2024-05-31'))",
         [False, True, False, False]),
        ("T_DURING(INTERVAL(day, day), INTERVAL('2024-01-01', '2024-12-31'))",
         [False, True, True, False]),
        ("T_STARTS(INTERVAL('2024-05-01', '2024-05-02'), INTERVAL(day, day))",
         [False, True, False, False]),
        ("T_AFTER(day, TIMESTAMP('2024-04-30T23:00:00Z'))", [False, True, True, False]),
        ("T_EQUALS(day, day)", [True, True, True, False]),
        ("day BETWEEN DATE('2024-01-01') AND DATE('2024-06-30')",
         [False, True, True, False]),
        ("day IN (DATE('2024-05-07'), '2024')", [True, False, True, False]),
        ("NOT day IN (DATE('2024-06-07'))", [False, True, True, False]),
        ("day = '2024'", [True, False, False, False]),
    ],
)  # fmt: skip
def test_year_or_month_stands_for_all_its_days(text, found):
    assert _asked(text) == found


@pytest.mark.parametrize("held", ["2024-05-07", "2024-05", "2024"])
@pytest.mark.parametrize(
    ("text", "is_fine"),
    [
        ("T_AFTER(day, DATE('2020-01-01'))", True),
        ("day > DATE('2020-01-01')", True),
        ("T_DURING(day, INTERVAL('2020-01-01', '2025-01-01'))", False),
    ],
)
def test_whether_a_filter_may_be_asked_does_not_depend_on_years_and_months(
    held, text, is_fine
):
    frame = pd.DataFrame({"day": [held]})
    if is_fine:
        assert mask(frame, parse(text)).tolist() == [True]
    else:
        with pytest.raises(Cql2Error, match="two intervals"):
            mask(frame, parse(text))


@pytest.mark.parametrize("held", ["2024-13", "0000", "024", "2024-5", "约2024"])
def test_what_only_looks_like_a_year_or_month_is_no_date(held):
    frame = pd.DataFrame({"day": ["2024-05-07", held]})

    with pytest.raises(Cql2Error, match="not all of it is a date"):
        mask(frame, parse("T_AFTER(day, DATE('2020-01-01'))"))
