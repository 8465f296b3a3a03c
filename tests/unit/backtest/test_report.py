"""Reports, causes and held-out figures, worked by hand."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from geo_zs.backtest.misses import CAUSES, cause_of
from geo_zs.backtest.position import Position, missed
from geo_zs.backtest.records import Record
from geo_zs.backtest.report import to_report
from geo_zs.backtest.run import Skipped, Trial
from geo_zs.backtest.text import plain, report_lines
from geo_zs.backtest.tuning import held_out_mean, with_shares
from geo_zs.criteria.defaults import CriteriaBook, Preset

BASELINES = ("random", "popularity", "tag_overlap", "tag_overlap_popularity")


def _trial(row, tag, company, position, **more):
    return Trial(
        record=Record(row=row, project_id=f"P-{row}", name=f"项目{row}", tags=(tag,)),
        place="zone",
        company=company,
        position=position,
        baselines={name: Position(3) for name in BASELINES},
        reason=more.pop("reason", ""),
        top=("a", "b", "c", "d"),
        **more,
    )


TRIALS = [
    _trial(2, "dairy", 0, Position(0), fit=1.0),
    _trial(3, "dairy", 1, Position(1), fit=1.0),
    _trial(4, "coke", 1, missed(9), reason="no_candidate"),
]


def test_figures_are_means_over_projects_and_intervals_hold_them():
    report = to_report(TRIALS, [], "park")

    # 1, 1/2, 1/10 and every baseline at rank 4.
    assert report["n"] == 3
    assert report["n_companies"] == 2
    assert report["hit@1"] == pytest.approx(1 / 3, abs=1e-4)
    assert report["hit@5"] == pytest.approx(2 / 3, abs=1e-4)
    assert report["mrr"] == pytest.approx(1.6 / 3, abs=1e-4)
    assert report["baselines"]["random"]["mrr"] == 0.25
    difference = report["baselines"]["random"]["mrr_difference"]
    assert difference["value"] == pytest.approx(1.6 / 3 - 0.25, abs=1e-4)
    # Only company 1: (0.5 + 0.1) / 2; only company 0: 1.
    assert report["intervals"]["mrr"] == [0.3, 1.0]


def test_industries_are_reported_apart_without_intervals_of_one_company():
    by_industry = to_report(TRIALS, [], "park")["by_industry"]

    assert list(by_industry) == ["coke", "dairy"]
    assert by_industry["dairy"]["mrr"] == 0.75
    assert by_industry["coke"]["intervals"]["mrr"] == [None, None]


def test_report_is_json_and_lists_misses_and_skipped_rows():
    skipped = [Skipped(Record(row=9, project_id="P-9"), "no_park")]

    report = json.loads(json.dumps(to_report(TRIALS, skipped, "park"), allow_nan=False))

    assert [row["project_id"] for row in report["misses"]] == ["P-3", "P-4"]
    assert report["misses"][1]["rank"] == 10.0
    assert report["misses"][1]["first"] == ["a", "b", "c"]
    assert report["skipped"][0]["reason"] == "no_park"


def test_empty_report_has_no_figures_and_still_prints():
    report = to_report([], [], "banner")

    assert report["n"] == 0
    assert report["mrr"] is None
    assert any("–" in line for line in report_lines(report, "en"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_names_every_baseline_and_what_it_measures(lang):
    text = "\n".join(report_lines(to_report(TRIALS, [], "park"), lang))

    assert "0.533" in text
    assert text.count("+0.283") == 4
    assert "dairy (2)" in text
    assert ("不是对错" in text) or ("not truth" in text)


def test_text_names_industries_and_says_why_rows_are_not_tested():
    skipped = [
        Skipped(Record(row=row), reason)
        for row, reason in ((5, "no_park"), (7, "industry_unreadable"), (9, "no_park"))
    ]
    names = {"dairy": "乳业", "coke": "焦化"}

    lines = list(report_lines(to_report(TRIALS, skipped, "park"), "zh", names))

    assert lines[1] == "  没有写明园区 2 行；读不出产业 1 行（第 7 行）"
    assert any(line.startswith("  乳业 (2)") for line in lines)
    assert not any("dairy" in line for line in lines)


def test_names_from_a_file_cannot_drive_the_terminal():
    assert plain("a\x1b[31mb\u202ec\n") == "a[31mbc"


@pytest.mark.parametrize(
    ("trial", "cause"),
    [
        (_trial(2, "a", 0, Position(4), fit=0.0), ""),
        (_trial(2, "a", 0, missed(9), reason="excluded"), "excluded"),
        (_trial(2, "a", 0, Position(8), is_verified=False), "state_unknown"),
        (_trial(2, "a", 0, Position(8), fit=math.nan), "trades_unknown"),
        (_trial(2, "a", 0, Position(8), fit=0.4), "tag_missing"),
        (_trial(2, "a", 0, Position(8), fit=0.85), "others_fit_too"),
    ],
)
def test_first_cause_that_holds_is_given(trial, cause):
    assert cause_of(trial) == cause
    assert cause in {"", *CAUSES}


def test_setting_that_is_best_elsewhere_is_measured_on_the_held_out_company():
    # Setting 0 is best for all; without company 3, which it alone suits, it is not.
    values = np.array([[0.0, 0.0, 0.0, 0.0, 1.0], [0.1, 0.1, 0.1, 0.1, 0.0]])

    held_out, apparent = held_out_mean(values, np.arange(5))

    assert apparent == pytest.approx(0.2)
    # Five folds of one: company 4 is judged by setting 1, the others by setting 0.
    assert held_out == 0.0


def test_settings_that_agree_have_nothing_to_lose():
    values = np.full((3, 6), 0.5)

    assert held_out_mean(values, np.arange(6)) == (0.5, 0.5)


def test_shares_are_set_and_the_rest_keeps_its_proportions():
    weights = {
        "industry_fit": 0.4, "chain_in_place": 0.3, "cluster": 0.1,
        "rail_km": 0.15, "airport_km": 0.05,
    }  # fmt: skip
    other = {"wind_speed_50m_ms": 0.6, "industry_fit": 0.2, "chain_in_place": 0.1,
             "cluster": 0.1}  # fmt: skip
    book = CriteriaBook(
        criteria={},
        presets={
            name: Preset(name, "", "", (), one, (), {})
            for name, one in (("chain", weights), ("wind", other))
        },
        industries={},
    )

    found = with_shares(book, (0.3, 0.2, 0.1))

    assert found.presets["chain"].weights == pytest.approx(
        {
            "industry_fit": 0.3, "chain_in_place": 0.2, "cluster": 0.1,
            "rail_km": 0.3, "airport_km": 0.1,
        }
    )  # fmt: skip
    assert found.presets["wind"].weights == other
