"""Progress rises, is never whole before the end, and says what it knows."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from geo_zs.imports.check import dry_run
from geo_zs.imports.progress import (
    PHASES,
    Meter,
    Standing,
    detail_of,
    percent_of,
    phase_name,
)
from geo_zs.imports.propose import propose_for_file
from geo_zs.imports.source import read_table_file
from geo_zs.register.access import cli_actor
from tests.table_files import HEADER, ROWS, csv_bytes, write


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_phases_follow_each_other_without_gaps_and_end_below_all():
    trial = [*PHASES][: [*PHASES].index("accepting")]

    for one, after in pairwise(trial):
        assert PHASES[one].end == PHASES[after].start
    assert PHASES["reading"].start == 0
    assert PHASES["accepting"].end == PHASES["committing"].start
    assert PHASES["undoing"].end == PHASES["committing"].start
    assert max(one.end for one in PHASES.values()) == 99


def test_phase_that_is_done_is_not_the_whole_work():
    assert percent_of("reading", 100, 100) == 20
    assert percent_of("duplicates", 1, 2) == 70
    assert percent_of("accepting", 7, 7) == 96
    assert percent_of("cells", 0, 0) == 20
    assert percent_of("cells", 9, 3) == 27


def test_progress_of_a_whole_trial_rises_and_is_never_whole(
    tmp_path, catalog, sqlite_register
):
    meter, seen = Meter(), []
    path = write(tmp_path / "a.csv", csv_bytes([HEADER, *ROWS]))

    def tell(phase, done, total):
        seen.append(meter(phase, done, total))

    raw = read_table_file(
        path,
        name="a.csv",
        progress=lambda share: tell("reading", int(100 * share), 100),
    )
    dry_run(
        raw,
        propose_for_file(raw, table="projects", remembered=None),
        catalog=catalog,
        register=sqlite_register,
        viewer=cli_actor(),
        today=dt.date(2023, 6, 30),
        progress=tell,
    )

    percents = [one.percent for one in seen]
    assert percents == sorted(percents)
    assert percents[0] < 10
    assert percents[-1] == 88
    assert {"reading", "cells", "duplicates"} <= {one.phase for one in seen}


def test_phase_that_comes_again_never_lets_progress_fall():
    meter = Meter()
    meter("industries", 50, 100)

    assert meter("cells", 0, 3).percent == 43


def test_time_that_is_left_is_told_only_once_it_means_something():
    clock = Clock()
    meter = Meter(clock)
    meter("reading", 0, 100)
    clock.now = 3.0
    too_early = meter("reading", 100, 100)
    clock.now = 10.0
    meaningful = meter("reading", 100, 100)
    clock.now = 40.0
    slow = meter.standing()
    clock.now = 41.0
    nearly = meter("storing", 1, 1)

    assert too_early.seconds_left is None
    assert meaningful.seconds_left == 40  # 20 % took 10 s
    assert slow.seconds_left == 160
    assert nearly.seconds_left is None


@pytest.mark.parametrize(
    ("standing", "zh", "en"),
    [
        (Standing("points", 1, 3, 30), "", ""),
        (
            Standing("industries", 4000, 20_000, 40, 61),
            "4,000 / 20,000 行，约剩 2 分钟",
            "4,000 of 20,000 rows, about 2 min left",
        ),
        (
            Standing("cells", 3, 9, 22, 41),
            "3 / 9 列，约剩 45 秒",
            "3 of 9 columns, about 45 s left",
        ),
        (Standing(), "", ""),
    ],
)
def test_detail_says_rows_so_far_and_what_is_left(standing, zh, en):
    assert detail_of(standing, "zh") == zh
    assert detail_of(standing, "en") == en


def test_phases_are_named_in_both_languages():
    assert phase_name("reading", "zh") == "读取文件"
    assert phase_name("accepting", "en") == "writing to the register"
