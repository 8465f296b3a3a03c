"""Series of the board as charts, and accounts of parks as a table."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo_zs.board.label import Label
from geo_zs.board.series import Series, Values
from geo_zs.reports.drawing import Box, Path, Words
from geo_zs.reports.park_table import park_table
from geo_zs.reports.series_chart import series_chart

YI = Label("亿元", "× 100m CNY")
MONTHS = (Label("1月", "January"), Label("2月", "February"))


def _series(kind: str, *values: Values) -> Series:
    title, axis = Label("到位资金", "Arrived"), Label("月份", "month")
    return Series("money", kind, title, YI, axis, MONTHS, values, decimals=1)


def _texts(picture: object) -> list[str]:
    return [one.text for one in picture.shapes if isinstance(one, Words)]


def test_one_row_of_values_becomes_bars():
    chart = series_chart(
        _series("bars", Values("n", Label("数", "n"), (1.0, None))), lang="zh"
    )

    assert {"1月", "2月", "1.0", "未知", "单位：亿元", "到位资金"} <= set(_texts(chart))


def test_several_rows_stand_side_by_side_and_are_not_added():
    pledged = Values("p", Label("总投资", "pledged"), (100.0, 50.0))
    arrived = Values("a", Label("到位", "arrived"), (20.0, None))

    chart = series_chart(_series("bars", pledged, arrived), lang="en")

    assert {"pledged", "arrived", "100.0", "20.0", "not known"} <= set(_texts(chart))
    assert "120.0" not in _texts(chart)


def test_lines_have_a_dashed_reference_without_points():
    done = Values("d", Label("累计", "done"), (1.0, 2.0))
    aim = Values("t", Label("目标", "target"), (1.5, 3.0), is_reference=True)

    chart = series_chart(_series("lines", done, aim), lang="zh")

    dashed = [
        one
        for one in chart.shapes
        if isinstance(one, Path) and one.paint.dash and len(one.parts[0]) == 2
    ]
    assert dashed
    assert {"累计", "目标", "2.0", "3.0"} <= set(_texts(chart))


def test_histogram_of_classes_is_drawn_as_bars():
    chart = series_chart(
        _series("histogram", Values("n", Label("数", "n"), (3.0, 6.0))), lang="en"
    )

    low, high = [one for one in chart.shapes if isinstance(one, Box)]
    assert high.width == pytest.approx(2 * low.width)


def test_oversubscribed_parks_stand_first_and_unknown_stays_unknown():
    accounts = pd.DataFrame(
        {
            "area_ha": [100.0, np.nan, 50.0],
            "area_basis": ["approved", "", "planned"],
            "n_projects": [1, 2, 3],
            "land_committed_ha": [20.0, 30.0, 75.0],
            "land_asked_ha": [np.nan, 1.0, 2.0],
            "n_without_land": [0, 1, 1],
            "n_asked_without_land": [0, 0, 0],
            "power_committed_mw": [np.nan, 5.0, 1.0],
            "n_without_power": [1, 0, 2],
            "pledged_committed_cny_1e8": [1.0, np.nan, 2.0],
            "n_without_pledged": [0, 2, 1],
            "n_without_verified": [1, 1, 2],
            "share_used": [0.2, np.nan, 1.5],
            "share_if_all": [0.2, np.nan, 1.54],
            "arrived_verified_cny_1e8": [np.nan, 1.25, 3.0],
            "status": ["within", "no_area", "over"],
        },
        index=pd.Index(["a", "b", "c"], name="park_id"),
    )

    table = park_table(accounts, {"a": Label("甲园区", "Park A")})

    texts = table.texts("zh")
    assert texts[0] == [
        "c", "50", "规划", "3", "75.0", "2.0", "1", "≥150.0", "≥154.0",
        "1.0", "2", "2.00", "1", "3.00", "2", "已超面积",
    ]  # fmt: skip
    assert texts[1][0] == "甲园区"
    assert texts[2][1:3] == ["—", "—"]
    assert table.total is None
