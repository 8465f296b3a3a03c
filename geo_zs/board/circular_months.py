"""Months of a circular in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geo_zs.board.label import Label

EN_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def period(month: str) -> Label:
    """Return the months from January to a month in words."""
    year, number = month[:4], int(month[5:])
    if number == 1:
        return Label(f"{year}年1月", f"January {year}")
    return Label(f"{year}年1—{number}月", f"January to {EN_MONTHS[number - 1]} {year}")


def month_ranges(months: Sequence[str]) -> Label:
    """Return months of one year as people write them: 1—3月、5月."""
    runs: list[list[int]] = []
    for number in sorted(int(month[5:]) for month in months):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    zh = [f"{run[0]}—{run[-1]}月" if run[1:] else f"{run[0]}月" for run in runs]
    en = [
        " to ".join(dict.fromkeys(EN_MONTHS[at - 1] for at in (run[0], run[-1])))
        for run in runs
    ]
    return Label("、".join(zh), ", ".join(en))
