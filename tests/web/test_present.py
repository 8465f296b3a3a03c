"""Values to JSON and to text."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from webapp.charts import stack, widths
from webapp.present import given_text, is_unknown, number_text, plain, to_json


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (float("nan"), None),
        (float("inf"), None),
        pytest.param(np.float64("nan"), None, id="numpy-nan"),
        (pd.NA, None),
        (pd.NaT, None),
        (np.int64(5), 5),
        (np.bool_(True), True),
        (True, True),
        (("a", "b"), ["a", "b"]),
        (np.array([1.0, np.nan]), [1.0, None]),
        ({"b", "a"}, ["a", "b"]),
        ({1: float("nan")}, {"1": None}),
        (pd.Timestamp("2023-03-20"), "2023-03-20"),
        ("", ""),
    ],
)
def test_value_becomes_plain(value, expected):
    found = plain(value)

    assert found == expected
    assert type(found) is type(expected)


def test_value_without_a_json_form_is_refused():
    with pytest.raises(TypeError, match="no JSON form for object"):
        plain(object())


def test_json_holds_chinese_as_it_is_and_no_nan():
    assert to_json({"名": [float("nan"), 1.5]}) == '{"名":[null,1.5]}'


@pytest.mark.parametrize(
    "value", [None, pd.NA, pd.NaT, float("nan"), "", (), []], ids=repr
)
def test_unknown_is_told_from_zero(value):
    assert is_unknown(value)
    assert not is_unknown(0)
    assert not is_unknown(False)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1486.0, "1,486"),
        (1486.6, "1,487"),
        (6.2, "6.2"),
        (6.0, "6"),
        (0.304, "0.304"),
        (0.0, "0"),
        (100.0, "100"),
        (999.96, "1,000"),
        (-1250.0, "-1,250"),
    ],
)
def test_number_is_written_for_reading(number, text):
    assert number_text(number) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1964.8, "1,964.8"),
        (1436.7, "1,436.7"),
        (0.35, "0.35"),
        (30.338492, "30.338492"),
        (20.0, "20"),
        (100, "100"),
        (0.00001, "0.00001"),
        (-1250.25, "-1,250.25"),
        (1e16, "10,000,000,000,000,000"),
    ],
)
def test_figure_of_a_table_is_written_as_given(number, text):
    assert given_text(number) == text


def test_widths_are_percent_of_the_largest_and_unknown_is_none():
    assert widths([5.0, None, 10.0]) == [50.0, 0.0, 100.0]
    assert widths([0.0, None]) == [0.0, 0.0]
    assert widths([]) == []


def test_stack_puts_parts_one_after_the_other():
    found = stack([(0.2, 0, "a", False), (0.0, 1, "b", False), (0.1, 2, "c", True)])

    assert [(s.start, s.width, s.tone) for s in found] == [
        (0.0, 20.0, 0),
        (20.0, 10.0, 2),
    ]
    assert found[1].is_assumed
