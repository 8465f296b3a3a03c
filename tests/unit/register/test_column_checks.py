"""Many records are checked column by column with the answers of one by one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo_zs.register.column_checks import check_rows, suspect_rows
from geo_zs.register.values import check_fields

_WORDS = st.sampled_from(
    ["", "甲", "signed", "2023-03", "2023-02-30", "x" * 600, "\x07"]
)
_ODD = st.sampled_from(
    [None, 0, 3, True, float("nan"), float("inf"), np.float64(2), pd.NA, ["a"], {}]
)
_NUMBERS = st.floats() | st.sampled_from([0.0, -0.0])
_SHAPES = st.sampled_from(
    [None, shapely.Point(110, 40), shapely.Point(), shapely.Point(1, 2, 3), "x"]
)
_ROWS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "name_zh": _WORDS | _ODD,
            "stage": _WORDS,
            "signed_date": _WORDS | st.none(),
            "land_ha": _NUMBERS | st.none(),
            "power_mw": _NUMBERS | _ODD,
            "industry_tags": st.sampled_from(
                ["pv_wafer", "pv_wafer; pv_wafer", ("pv_wafer",), "no_tag", None]
            ),
            "geometry": _SHAPES,
            "located_by": _WORDS,
            "no_field": _ODD,
        },
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROWS)
def test_column_by_column_says_what_row_by_row_says(names, rows):
    kept, faults = check_rows(rows, names, start=5)

    single = [check_fields(row, names, row=at) for at, row in enumerate(rows, 5)]
    assert [repr(one) for one in kept] == [repr(one) for one, _ in single]
    assert faults == [found for _, found in single]


def test_rows_that_came_are_left_as_they_are(names):
    rows = [{"name_zh": "", "land_ha": -0.0}]

    check_rows(rows, names, start=0)

    assert repr(rows) == "[{'name_zh': '', 'land_ha': -0.0}]"


def test_only_rows_with_a_fault_are_suspect(names):
    columns = {
        "name_zh": ["甲", None, "a\x07", "丁"],
        "land_ha": [-1.0, 2.0, None, float("nan")],
        "located_by": ["nonsense"] * 4,
    }

    assert suspect_rows(columns, names) == [0, 2]


def test_every_row_of_an_unknown_column_is_suspect(names):
    assert suspect_rows({"no_field": [None, 1]}, names) == [0, 1]
