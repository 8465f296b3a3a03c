"""Tables of the board as readers see them: pipeline, clock, steps, targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from geo_zs.board.charts import key_label, none_if_nan
from geo_zs.board.durations import Durations
from geo_zs.board.groups import Grouping
from geo_zs.board.label import Label
from geo_zs.board.landing import LandingClock
from geo_zs.board.pipeline import Pipeline
from geo_zs.board.places import Places
from geo_zs.board.progress import TargetProgress
from geo_zs.board.red_green import STATES, By, RedGreen
from geo_zs.board.table import Cell, Column, Table
from geo_zs.board.words import COLUMNS, PERCENT, word

_PIPELINE: Final = (
    "projects",
    "pledged_cny_1e8",
    "pledged_unknown",
    "pledged_foreign",
    "arrived_cny_1e8",
    "arrived_unknown",
    "verified_cny_1e8",
    "reported_cny_1e8",
    "cancelled_left_out",
    "children_left_out",
)
_DURATIONS: Final = (
    "n",
    "n_left_out",
    "median_low_days",
    "median_high_days",
    "waiting",
)
_LANDING: Final = (
    "running_within",
    "running_over",
    "running_undetermined",
    "landed_within",
    "landed_over",
    "landed_undetermined",
    "share_low",
    "share_high",
)
_PROGRESS: Final = (
    "target",
    "verified",
    "verified_share",
    "reported",
    "reported_share",
    "time_share",
    "published",
    "published_share",
)


def _columns(names: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of these names."""
    columns = []
    for name in names:
        title, unit, decimals = COLUMNS[name]
        columns.append(Column(name, title, unit, decimals))
    return tuple(columns)


def _cells(row: pd.Series, columns: Sequence[Column]) -> tuple[Cell, ...]:
    """Return the figures of a row; shares become %."""
    cells: list[Cell] = []
    for column in columns:
        value = none_if_nan(float(row[column.key]))
        is_share = column.unit is PERCENT and value is not None
        cells.append((value or 0.0) * 100 if is_share else value)
    return tuple(cells)


def _lines(
    table: pd.DataFrame, columns: Sequence[Column], by: Grouping, places: Places
) -> tuple[tuple[Cell, ...], ...]:
    """Return one line for each group of a table."""
    return tuple(
        (key_label(by, str(key), places), *_cells(table.loc[key], columns))
        for key in table.index
    )


def pipeline_table(pipeline: Pipeline, places: Places) -> Table:
    """Return the pipeline with what is not known beside each sum."""
    grouping = word("grouping", pipeline.by)
    columns = _columns(_PIPELINE)
    overlap = Label(
        "一个项目可列入多组，各行不可相加。",
        "A project may stand in several lines; they must not be added up.",
    )
    return Table(
        title=Label(f"项目管线（按{grouping.zh}）", f"Projects by {grouping.en}"),
        columns=(Column("key", grouping), *columns),
        rows=_lines(pipeline.table, columns, pipeline.by, places),
        total=(word("key", "all"), *_cells(pipeline.total, columns)),
        notes=(overlap,) if pipeline.is_overlapping else (),
    )


def duration_table(durations: Durations, places: Places) -> Table:
    """Return medians of days with their intervals and what was left out."""
    columns = _columns(_DURATIONS)
    by = durations.by
    rows: list[tuple[Cell, ...]] = []
    for key, step in durations.table.index:
        group = word("key", "all") if by is None else key_label(by, str(key), places)
        cells = _cells(durations.table.loc[(key, step)], columns)
        rows.append((group, word("duration", str(step)), *cells))
    note = Label(
        "日期只到月或年时，天数为区间；尚未到达的项目未计入，中位数因此偏短。",
        "Days are intervals where a date is known by month or year only; projects "
        "not there yet are left out, so the median is rather short.",
    )
    return Table(
        title=Label("签约至开工、投产天数", "Days from signing"),
        columns=(
            Column(
                "key", Label("范围", "projects") if by is None else word("grouping", by)
            ),
            Column("step", Label("环节", "span")),
            *columns,
        ),
        rows=tuple(rows),
        notes=(note,),
    )


def landing_table(clock: LandingClock, places: Places) -> Table:
    """Return the landing clock with the share that landed in time."""
    limit, day = clock.limit_days, clock.today.isoformat()
    columns = tuple(
        Column(
            column.key, column.title.filled(limit=limit), column.unit, column.decimals
        )
        for column in _columns(_LANDING)
    )
    note = Label(
        f"按期落地率：签约已满{limit}天的项目中，{limit}天内开工的比例。",
        f"Share in time: of the projects signed more than {limit} days ago, those "
        f"whose works began within {limit} days.",
    )
    return Table(
        title=Label(f"百日落地（{day}）", f"Landing within {limit} days ({day})"),
        columns=(Column("key", word("grouping", clock.by)), *columns),
        rows=_lines(clock.table, columns, clock.by, places),
        total=(word("key", "all"), *_cells(clock.total, columns)),
        notes=(note,),
    )


def red_green_table(red_green: RedGreen, places: Places, *, by: By = "league") -> Table:
    """Return the red-green table by league or officer."""
    table = red_green.by_league if by == "league" else red_green.by_officer
    day, group = red_green.today.isoformat(), word("grouping", by)
    columns = (
        *_columns(("steps",)),
        *(Column(state, word("step_state", state)) for state in STATES),
    )
    note = Label(
        f"停缓建、终止项目的事项{red_green.n_halted}条未计入。",
        f"{red_green.n_halted} steps of stopped or cancelled projects are left out.",
    )
    return Table(
        title=Label(f"红绿表（按{group.zh}，{day}）", f"Steps by {group.en} ({day})"),
        columns=(Column("key", group), *columns),
        rows=_lines(table, columns, by, places),
        total=(word("key", "all"), *_cells(red_green.total, columns)),
        notes=(note,) if red_green.n_halted else (),
    )


def progress_table(progress: TargetProgress, places: Places) -> Table:
    """Return the progress towards the targets of a year."""
    columns = _columns(_PROGRESS)
    rows: list[tuple[Cell, ...]] = []
    for place in range(len(progress.table)):
        row = progress.table.iloc[place]
        rows.append(
            (
                places.name(str(row["adcode"])),
                word("scope", str(row["scope"])),
                *_cells(row, columns),
                row["published_last_month"],
            )
        )
    note = Label(
        "外资以原币计（亿），不折算。",
        "Foreign money is in 100 million of its own currency, not converted.",
    )
    return Table(
        title=Label(
            f"目标完成进度（截至{progress.month}）", f"Progress to {progress.month}"
        ),
        columns=(
            Column("place", Label("地区", "place")),
            Column("scope", Label("口径", "scope")),
            *columns,
            Column("published_last_month", Label("公开数据截至", "published up to")),
        ),
        rows=tuple(rows),
        notes=(note,) if progress.table["scope"].eq("foreign").any() else (),
    )
