"""The key figures of the board with their base, and the lists of what is late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

    from geo_zs.board.board import Board
    from geo_zs.board.landing import LandingClock
    from geo_zs.board.red_green import RedGreen

#: Lines of the lists of what is late.
MOST_LISTED: Final = 30
#: Scopes whose money the figure of the ledger adds up.
_DOMESTIC: Final = ("domestic", "outside_region")
#: Counts of the clock whose verdict is told.
_CLOCKED: Final = tuple(
    f"{state}_{verdict}"
    for state in ("running", "landed")
    for verdict in ("within", "over", "undetermined")
)


@dataclass(frozen=True)
class Figure:
    """A key figure.

    Parameters
    ----------
    key : str
        Phrase of its name.
    value : float
        NaN if it is not known.
    digits : int
        Digits behind the point.
    unit : str
        Phrase of its unit.
    base : str
        Phrase of what it counts, of how many; empty for none.
    counts : mapping of str to object
        What stands in that phrase.
    """

    key: str
    value: float
    digits: int
    unit: str
    base: str = ""
    counts: Mapping[str, object] = field(default_factory=dict)


def key_figures(made: Board, ledger: pd.DataFrame) -> list[Figure]:
    """Return the key figures, each with its unit and what it is of.

    Parameters
    ----------
    made : Board
        The board.
    ledger : DataFrame
        Entries that the reader sees.
    """
    total, clock, steps = (
        made.pipelines["stage"].total,
        made.landing.total,
        made.red_green.total,
    )
    n = int(total["projects"])
    left_out = {"parts": int(total["children_left_out"])}
    return [
        Figure(
            "pboard_projects",
            float(n),
            0,
            "pboard_unit_projects",
            "pboard_base_parts" if left_out["parts"] else "pboard_base_all",
            left_out,
        ),
        _money("pboard_pledged", total, "pledged", n),
        _money("pboard_arrived", total, "arrived", n),
        _audited(float(total["verified_cny_1e8"]), made.projects, ledger),
        Figure(
            "pboard_over_100",
            float(clock["running_over"]),
            0,
            "pboard_unit_projects",
            "pboard_base_signed",
            {"count": sum(int(clock[name]) for name in _CLOCKED)},
        ),
        Figure(
            "pboard_overdue",
            float(steps["overdue"]),
            0,
            "pboard_unit_steps",
            "pboard_base_steps",
            {"count": int(steps["steps"])},
        ),
    ]


def _money(key: str, total: pd.Series, name: str, n: int) -> Figure:
    """Return a sum of projects; a pledge in another currency alone is not in it."""
    known = n - int(total[f"{name}_unknown"])
    if name == "pledged":
        known -= int(total["pledged_foreign"])
    counts = {"known": known, "total": n}
    value = float(total[f"{name}_cny_1e8"])
    return Figure(key, value, 2, "unit_cny_1e8", "pboard_base_known", counts)


def _audited(value: float, projects: pd.DataFrame, ledger: pd.DataFrame) -> Figure:
    """Return the audited money of the ledger, with its projects and last month."""
    is_counted = (
        ledger["project_id"].isin(projects.index)
        & ledger["scope"].isin(_DOMESTIC)
        & ledger["verified_1e4"].notna()
    )
    used = ledger[is_counted]
    if used.empty:
        return Figure("pboard_verified", value, 2, "unit_cny_1e8", "pboard_base_none")
    counts = {
        "known": used["project_id"].nunique(),
        "month": str(used["month"].max()),
    }
    return Figure(
        "pboard_verified", value, 2, "unit_cny_1e8", "pboard_base_ledger", counts
    )


def overrun_projects(
    clock: LandingClock, projects: pd.DataFrame
) -> list[tuple[str, str, str]]:
    """Return projects over the limit of the clock: key, name, days beyond it."""
    rows = clock.overrun.head(MOST_LISTED)
    names = projects["name_zh"]
    return [
        (
            str(key),
            str(names.get(key, key)),
            _span(row["over_low_days"], row["over_high_days"]),
        )
        for key, row in rows.iterrows()
    ]


def _span(low: float, high: float) -> str:
    """Return an interval of days as text."""
    return f"{low:.0f}" if low == high else f"{low:.0f}–{high:.0f}"


def open_steps(
    lights: RedGreen, projects: pd.DataFrame, state: str
) -> list[tuple[str, str, str, str, str]]:
    """Return open steps of a state: project, its name, step, officer, days.

    Parameters
    ----------
    lights : RedGreen
        The red-green table.
    projects : DataFrame
        For their names.
    state : str
        ``overdue`` or ``due_soon``.
    """
    found = lights.steps[lights.steps["state"].eq(state)].head(MOST_LISTED)
    names = projects["name_zh"]
    return [
        (
            str(row["project_id"]),
            str(names.get(row["project_id"], row["project_id"])),
            str(row["name"]),
            str(row["officer"]),
            f"{abs(float(row['days_left'])):.0f}",
        )
        for _, row in found.iterrows()
    ]
