"""The charts of the board as series: pipeline, money, months, durations."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from geo_zs.board.dates import months_of_year
from geo_zs.board.durations import Durations, Step
from geo_zs.board.groups import UNKNOWN, Grouping
from geo_zs.board.label import Label
from geo_zs.board.money import LedgerView, monthly
from geo_zs.board.pipeline import Pipeline
from geo_zs.board.places import REGION, Places
from geo_zs.board.series import Series, Values
from geo_zs.board.targets import Targets
from geo_zs.board.words import COLUMNS, COUNT, DAYS, YI_YUAN, word
from geo_zs.vocab import Stage

#: Upper ends of the classes of days; the last class has none.
CLASS_ENDS: Final = (30, 60, 100, 180, 365, 730)

Naming = Callable[[str], Label]


def key_label(by: Grouping, key: str, places: Places) -> Label:
    """Return the words of the key of a group.

    Parameters
    ----------
    by : str
        The grouping.
    key : str
        A key of it; tags, parks and other keys of tables name themselves.
    places : Places
        Names of leagues and banners.
    """
    if key == UNKNOWN:
        return word("key", UNKNOWN)
    if by in ("league", "banner"):
        return places.name(key)
    return word("stage" if by == "stage" else "key", key)


def stage_bars(pipeline: Pipeline) -> Series:
    """Return the count of projects by stage; a stage without projects shows 0."""
    table = pipeline.table
    counts = {str(key): int(table["projects"][key]) for key in table.index}
    stages = [stage for stage in Stage if stage != UNKNOWN or UNKNOWN in counts]
    return Series(
        key="projects_by_stage",
        kind="bars",
        title=Label("各阶段项目数", "Projects by stage"),
        unit=COUNT,
        axis=word("grouping", "stage"),
        categories=tuple(Label(stage.zh, stage.en) for stage in stages),
        values=(
            Values(
                "projects",
                Label("项目数", "projects"),
                tuple(float(counts.get(stage.value, 0)) for stage in stages),
            ),
        ),
    )


def money_bars(pipeline: Pipeline, places: Places, *, most: int = 20) -> Series:
    """Return pledged and arrived money side by side, never added.

    Parameters
    ----------
    pipeline : Pipeline
        By league, as a rule.
    places : Places
        Names of leagues and banners.
    most : int
        So many groups are drawn at most; a note says how many were left out.
    """
    table = pipeline.table
    shown = table.head(most)
    n_hidden = len(table) - len(shown)
    total = pipeline.total
    unknown = int(total["pledged_unknown"]), int(total["arrived_unknown"])
    notes = [
        Label(
            f"总投资未知{unknown[0]}个，到位资金未知{unknown[1]}个；两者从不相加。",
            f"Pledged money is not known of {unknown[0]} projects, arrived money of "
            f"{unknown[1]}; the two are never added.",
        )
    ]
    if n_hidden:
        notes.append(
            Label(f"另有{n_hidden}组未画出。", f"{n_hidden} more groups are not drawn.")
        )
    return Series(
        key=f"money_by_{pipeline.by}",
        kind="bars",
        title=Label("总投资与到位资金", "Pledged and arrived money"),
        unit=YI_YUAN,
        axis=word("grouping", pipeline.by),
        categories=tuple(
            key_label(pipeline.by, str(key), places) for key in shown.index
        ),
        values=(
            _money(shown, "pledged"),
            _money(shown, "arrived"),
        ),
        decimals=2,
        notes=tuple(notes),
    )


def _money(table: pd.DataFrame, name: str) -> Values:
    """Return a column of money with None for what is not known."""
    column = f"{name}_cny_1e8"
    values = tuple(none_if_nan(float(value)) for value in table[column])
    return Values(name, COLUMNS[column][0], values)


def none_if_nan(value: float) -> float | None:
    """Return a number, None where it is not known."""
    return None if math.isnan(value) else value


def month_curve(
    found: LedgerView,
    targets: Targets,
    *,
    year: int,
    today: date,
    adcode: str = REGION,
    closed: Collection[str] = (),
) -> Series:
    """Return the money of a year, cumulated by month, beside its target.

    Parameters
    ----------
    found : LedgerView
        Entries of one scope.
    targets : Targets
        Targets of the year.
    year : int
        The year.
    today : date
        Months that have not begun are left open.
    adcode : str
        The region or a league.
    closed : collection of str
        The closed months: one without an entry brought nothing.

    Returns
    -------
    Series
        ``verified`` and ``reported``: None before the first month with an entry, and
        after the last one that has an entry or is closed: nobody has told of later
        ones. A month without entry in between adds nothing. ``target``:
        the target in equal parts a month; without a target there is no such line.
    """
    entries, scope = found.entries, found.scope
    if adcode != REGION:
        entries = entries[entries["league"].eq(adcode)]
    months = months_of_year(f"{year:04d}-12")
    by_month = monthly(entries, months)
    now = f"{today:%Y-%m}"
    is_closed = np.array([month in closed for month in months])
    begun = np.array([month <= now for month in months])
    lines = []
    for name, label in (("verified", "审核数"), ("reported", "上报数")):
        amounts = by_month[name].to_numpy(dtype=float)
        cumulated = np.nancumsum(amounts)
        is_told = (~np.isnan(amounts) | is_closed) & begun
        known = np.maximum.accumulate(~np.isnan(amounts)) & begun
        known &= np.maximum.accumulate(is_told[::-1])[::-1]
        values = tuple(
            float(value) if is_known else None
            for value, is_known in zip(cumulated, known, strict=True)
        )
        lines.append(Values(name, Label(label, word("money", name).en), values))
    target = _target(targets, adcode, year, scope)
    if target is not None:
        steps = tuple(target * (number + 1) / 12 for number in range(12))
        label_target = Label("年度目标按月均分", "target in equal parts")
        lines.append(Values("target", label_target, steps, is_reference=True))
    return Series(
        key="money_by_month",
        kind="lines",
        title=Label(
            f"{year}年{word('scope', scope).zh}累计",
            f"Cumulated {word('scope', scope).en}, {year}",
        ),
        unit=YI_YUAN,
        axis=word("grouping", "month"),
        categories=tuple(Label(f"{int(one[5:])}月", one) for one in months),
        values=tuple(lines),
        decimals=2,
    )


def _target(targets: Targets, adcode: str, year: int, scope: str) -> float | None:
    """Return the target of a place in a year."""
    rows = targets.targets
    found = rows[
        rows["adcode"].eq(adcode) & rows["year"].eq(year) & rows["scope"].eq(scope)
    ]
    return none_if_nan(float(found["value_cny_1e8"].iloc[0])) if len(found) else None


def duration_histogram(durations: Durations, step: Step) -> Series:
    """Return how many projects took how many days.

    A project whose interval of days reaches over several classes stands in none of
    them; a class of its own counts these.

    Parameters
    ----------
    durations : Durations
        As measured.
    step : {"to_construction", "to_operation"}
        What is measured.
    """
    each = durations.projects
    each = each[each.index.get_level_values("step") == step]
    measured = each[each["status"].eq("measured")]
    ends = np.array(CLASS_ENDS, dtype=float)
    low = np.searchsorted(ends, measured["low_days"].to_numpy(dtype=float))
    high = np.searchsorted(ends, measured["high_days"].to_numpy(dtype=float))
    sure = low == high
    counts = np.bincount(low[sure], minlength=len(ends) + 1)
    n_left_out = len(each) - len(measured)
    return Series(
        key=f"days_{step}",
        kind="histogram",
        title=Label(
            f"{word('duration', step).zh}天数分布",
            f"Days from {word('duration', step).en}",
        ),
        unit=COUNT,
        axis=DAYS,
        categories=(*_classes(), Label("跨多档", "several classes")),
        values=(
            Values(
                "projects",
                Label("项目数", "projects"),
                (*(float(one) for one in counts), float((~sure).sum())),
            ),
        ),
        notes=(
            Label(
                f"可计算{len(measured)}个，未计入{n_left_out}个。",
                f"{len(measured)} projects measured, {n_left_out} left out.",
            ),
        ),
    )


def _classes() -> Sequence[Label]:
    """Return the words of the classes of days."""
    starts = (0, *(end + 1 for end in CLASS_ENDS))
    closed = [
        Label(f"{start}—{end}天", f"{start}–{end} days")
        for start, end in zip(starts, CLASS_ENDS, strict=False)
    ]
    last = CLASS_ENDS[-1]
    return [*closed, Label(f"超过{last}天", f"over {last} days")]
