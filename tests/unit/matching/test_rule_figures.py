"""Figures that only rules ask for, read from the words of a request."""

from __future__ import annotations

import math

import pytest

from geo_zs.matching.rule_figures import figures_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PUE不高于1.2", {"pue": (1.0, 1.2)}),
        ("ＰＵＥ值１．２５", {"pue": (1.25, 1.25)}),
        ("PUE控制在1.2以下", {"pue": (1.0, 1.2)}),
        ("PUE below 1.3", {"pue": (1.0, 1.3)}),
        ("建设5000个标准机架", {"racks": (5000.0, 5000.0)}),
        ("3万架", {"racks": (30000.0, 30000.0)}),
        ("不少于3000架", {"racks": (3000.0, math.inf)}),
        ("自发自用比例不低于35%", {"own_use_share": (0.35, 1.0)}),
        ("上网电量不超过20%", {"feed_in_share": (0.0, 0.2)}),
        ("配储15%、4小时", {"storage_share": (0.15, 0.15), "storage_hours": (4, 4)}),
        (
            "配置储能不低于15%，不低于4小时",
            {"storage_share": (0.15, 1.0), "storage_hours": (4.0, math.inf)},
        ),
    ],
)
def test_figure_is_read_with_the_end_that_was_given(
    text: str, expected: dict[str, tuple[float, float]]
):
    assert figures_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "年产5GW单晶硅片，用地300亩",
        "自发自用电量占总发电量60%",  # of generation, not of consumption
        "年产3架飞机",
        "PUE要先进",
    ],
)
def test_what_is_not_such_a_figure_is_not_read(text: str):
    assert figures_in(text) == {}


def test_figure_that_is_stated_in_two_ways_is_not_taken():
    assert figures_in("一期PUE 1.2，二期PUE 1.3") == {}
    assert figures_in("PUE 1.2；即PUE 1.2") == {"pue": (1.2, 1.2)}
