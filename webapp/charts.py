"""Numbers for the pictures: bars beside a table, and stacked scores.

Pictures are drawn by the templates as inline SVG; the widths are worked out here,
in percent of the widest, so that they can be tested.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One number of a row: its text, its bar if it has one, and a remark."""

    text: str
    has_bar: bool = False
    width: float = 0.0
    tone: str = "a"
    note: str = ""


@dataclass(frozen=True)
class BarRow:
    """One row: its name, where it leads, its numbers."""

    name: str
    href: str | None
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Series:
    """One column of numbers."""

    title: str
    unit: str = ""
    has_bar: bool = False
    is_number: bool = True


@dataclass(frozen=True)
class BarChart:
    """A table with bars."""

    caption: str
    row_title: str
    series: tuple[Series, ...]
    rows: tuple[BarRow, ...]


def widths(values: Sequence[float | None]) -> list[float]:
    """Return the widths of bars in percent of the largest value.

    Parameters
    ----------
    values : sequence of float or None
        Not negative; None is not known.

    Returns
    -------
    list of float
        0 for unknown values, and for all if nothing is above 0.
    """
    largest = max((value for value in values if value is not None), default=0.0)
    if largest <= 0:
        return [0.0] * len(values)
    return [round(100 * (value or 0.0) / largest, 2) for value in values]


@dataclass(frozen=True)
class Segment:
    """A part of a stacked bar, in percent of a full score.

    Parameters
    ----------
    start, width : float
        Where it begins and how wide it is.
    tone : int
        Number of its colour.
    label : str
        What it stands for, with its number.
    is_assumed : bool
        Whether the value behind it is not known.
    """

    start: float
    width: float
    tone: int
    label: str
    is_assumed: bool


def stack(parts: Sequence[tuple[float, int, str, bool]]) -> tuple[Segment, ...]:
    """Return the segments of a stacked bar.

    Parameters
    ----------
    parts : sequence of (share, tone, label, is_assumed)
        Shares of a full score, in the order they are drawn.

    Returns
    -------
    tuple of Segment
        Without those that are too small to be seen.
    """
    segments: list[Segment] = []
    start = 0.0
    for share, tone, label, is_assumed in parts:
        width = 100 * share
        if width >= 0.05:
            segments.append(
                Segment(round(start, 2), round(width, 2), tone, label, is_assumed)
            )
        start += width
    return tuple(segments)
