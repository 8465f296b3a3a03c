"""The whole board: one filter for all figures, and tables in both languages."""

from __future__ import annotations

import pytest

from geo_zs.board.board import SHOWN, BoardFrames, make_board
from geo_zs.board.filters import BoardFilter
from geo_zs.board.label import Label, number_text
from geo_zs.board.table import Column
from geo_zs.board.tables import (
    duration_table,
    landing_table,
    pipeline_table,
    progress_table,
    red_green_table,
)
from tests.unit.board.conftest import (
    BAOTOU,
    HOHHOT,
    TODAY,
    ledger_of,
    projects_of,
    steps_of,
    targets_of,
)


@pytest.fixture
def frames(places):
    return BoardFrames(
        projects=projects_of(
            {"league": HOHHOT, "stage": "signed", "signed_date": "2024-01-01",
             "pledged_cny_1e8": 10.0, "industry_tags": ("wind", "hydrogen")},
            {"league": BAOTOU, "stage": "construction", "signed_date": "2024-01-01",
             "construction_date": "2024-02", "officer": "李"},
        ),
        steps=steps_of(
            {"project_id": "R-000001", "due_date": "2024-01-01"},
            {"project_id": "R-000002", "due_date": "2024-12-31"},
        ),
        ledger=ledger_of(
            {"project_id": "R-000001", "month": "2024-01", "verified_1e4": 10000},
            {"project_id": "R-000002", "month": "2024-01", "verified_1e4": 30000},
        ),
        targets=targets_of(
            {"adcode": "150000", "value_cny_1e8": 40.0},
            {"adcode": BAOTOU, "value_cny_1e8": 6.0},
        ),
        places=places,
    )  # fmt: skip


def series_of(board):
    return {one.key: one for one in board.series}


def lines(board):
    return {one.key: one.values for one in series_of(board)["money_by_month"].values}


def test_board_without_filter_counts_everything(frames):
    board = make_board(frames, today=TODAY, month="2024-05")

    assert set(board.pipelines) == set(SHOWN)
    assert board.pipelines["league"].total["projects"] == 2
    assert board.landing.total["running_over"] == 1
    assert board.red_green.total["overdue"] == 1
    assert board.progress.table["verified"].tolist() == [4, 3]
    assert lines(board)["target"][-1] == 40
    assert lines(board)["verified"][0] == 4


def test_filter_reaches_every_figure_but_the_targets(frames):
    chosen = BoardFilter(league=(BAOTOU,))

    board = make_board(frames, today=TODAY, chosen=chosen, month="2024-05")

    assert list(board.projects.index) == ["R-000002"]
    assert board.pipelines["stage"].table["projects"].to_dict() == {"construction": 1}
    assert board.red_green.total["steps"] == 1
    assert board.red_green.n_without_project == 0
    assert lines(board)["verified"][0] == 3
    assert lines(board)["target"][-1] == 6
    assert board.progress.table["verified"].tolist() == [4, 3]


@pytest.mark.parametrize(
    "chosen",
    [
        BoardFilter(stage=("signed",)),
        BoardFilter(league=(BAOTOU,), stage=("construction",)),
        BoardFilter(league=(BAOTOU, HOHHOT)),
    ],
)
def test_part_of_the_projects_is_not_measured_by_the_target_of_all(frames, chosen):
    board = make_board(frames, today=TODAY, chosen=chosen)

    assert "target" not in lines(board)
    assert board.progress is None


def test_board_of_an_empty_register_is_empty(places):
    frames = BoardFrames(projects_of(), steps_of(), ledger_of(), targets_of(), places)

    board = make_board(frames, today=TODAY, month="2024-05")

    assert all(one.table.empty for one in board.pipelines.values())
    assert all(one.is_empty for one in board.series)
    assert board.progress.table.empty


def test_tables_of_the_board_speak_both_languages(frames, places):
    board = make_board(frames, today=TODAY, month="2024-05")

    pipeline = pipeline_table(board.pipelines["league"], places)
    assert pipeline.texts("zh")[0][:3] == ["呼和浩特市", "1", "10.00"]
    assert pipeline.texts("en")[-1][:3] == ["all", "2", "10.00"]
    assert (
        pipeline_table(board.pipelines["industry"], places)
        .notes[0]
        .zh.endswith("不可相加。")
    )
    landing = landing_table(board.landing, places)
    assert landing.headings("zh")[2] == "未开工，超100天"
    assert landing.texts("zh")[-1][-2:] == ["50.0", "50.0"]
    steps = red_green_table(board.red_green, places)
    assert steps.title == Label(
        "红绿表（按盟市，2024-06-30）", "Steps by league (2024-06-30)"
    )
    officers = red_green_table(board.red_green, places, by="officer")
    assert [row[0] for row in officers.texts("zh")] == ["李", "未知", "全部"]
    progress = progress_table(board.progress, places)
    assert progress.texts("zh")[0][:6] == [
        "全区", "国内到位资金", "40.00", "4.00", "10.0", "—",
    ]  # fmt: skip
    spans = duration_table(board.durations, places)
    assert spans.texts("zh")[0] == ["全部", "签约至开工", "1", "1", "31", "59", "1"]


def test_numbers_are_written_plainly():
    assert number_text(-0.04, 1) == "0.0"
    assert number_text(1234.5, 1) == "1234.5"
    assert number_text(None, 1) == number_text(float("nan"), 1) == "—"
    signed = Column("growth", Label("增速", "growth"), None, 1, is_signed=True)
    assert [signed.text(one, "zh") for one in (0.5, 0.04, -2.0, None)] == [
        "+0.5", "0.0", "-2.0", "—",
    ]  # fmt: skip
