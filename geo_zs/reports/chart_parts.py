"""What charts have in common: ticks, numbers as text, colours, frames."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from geo_zs.reports.drawing import HATCHES, Anchor, Box, Paint, Path, Shape, Words
from geo_zs.reports.fonts import fit_text, text_width
from geo_zs.vocab import Lang

INK: Final = "#1f2a30"
SOFT: Final = "#5d676c"
GRID: Final = "#d9dddc"
#: Okabe and Ito's colours, in an order of falling contrast between neighbours.
SERIES: Final = (
    "#0b6b5d", "#e69f00", "#56b4e9", "#b84f00", "#0072b2", "#cc79a7", "#6b767b",
)  # fmt: skip
#: What an unknown value is shown as.
UNKNOWN: Final = {"zh": "未知", "en": "not known"}


def series_paint(at: int) -> Paint:
    """Return the look of the series number `at`: a colour and a pattern of its own."""
    hatch = HATCHES[at % len(HATCHES)]
    return Paint(SERIES[at % len(SERIES)], hatch=hatch, stroke=INK, width=0.6)


def nothing_text(lang: Lang) -> str:
    """Return what stands in place of a chart without data."""
    return "没有可画的数据" if lang == "zh" else "Nothing to draw"


def known(values: Iterable[float | None]) -> list[float]:
    """Return the finite numbers among values."""
    return [value for value in values if value is not None and math.isfinite(value)]


def number_text(value: float, decimals: int) -> str:
    """Return a number with thousands parted; minus nothing is nothing."""
    text = f"{value:,.{decimals}f}"
    return text.removeprefix("-") if not text.strip("-0.,") else text


def ticks(low: float, high: float, *, most: int = 6) -> list[float]:
    """Return round numbers that span an interval.

    Parameters
    ----------
    low, high : float
        Ends; finite.
    most : int
        About as many steps at most.

    Returns
    -------
    list of float
        Multiples of 1, 2 or 5 times a power of ten; the first is not above `low`,
        the last not below `high`. Two numbers at least.
    """
    if high <= low:
        high = low + (abs(low) or 1.0)
    raw = (high - low) / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(one * power for one in (1, 2, 5, 10) if one * power >= raw * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(at * step, 12) for at in range(first, max(last, first + 1) + 1)]


def tick_decimals(values: Sequence[float]) -> int:
    """Return how many decimals the numbers of an axis need."""
    step = values[1] - values[0]
    return max(0, -math.floor(math.log10(step) + 1e-9))


def line(
    x1: float, y1: float, x2: float, y2: float, paint: Paint, *, title: str = ""
) -> Path:
    """Return a straight line."""
    points = np.array([[x1, y1], [x2, y2]], dtype=float)
    return Path((points,), paint, is_closed=False, title=title)


def wrap_text(text: str, size: float, width: float, *, most: int = 2) -> list[str]:
    """Return a text in lines no wider than `width`, the last one cut with ….

    Parameters
    ----------
    text : str
        Any text.
    size, width : float
        Size of the font and room, points.
    most : int
        Lines at most.
    """
    rest = " ".join(text.split())
    lines: list[str] = []
    while rest and len(lines) < most - 1 and text_width(rest, size) > width:
        cut = fit_text(rest, size, width + text_width("…", size)).removesuffix("…")
        space = cut.rfind(" ")
        if space > 0 and rest[len(cut) : len(cut) + 1].isalnum() and cut[-1].isascii():
            cut = cut[:space]
        cut = cut or rest[0]
        lines.append(cut.rstrip())
        rest = rest[len(cut) :].lstrip()
    return [*lines, fit_text(rest, size, width)] if rest or not lines else lines


def heading(
    title: str, unit: str, width: float, lang: str
) -> tuple[list[Shape], float]:
    """Return the title of a chart, and the y at which the chart begins.

    Parameters
    ----------
    title, unit : str
        What is shown, and in which unit; either may be empty.
    width : float
        Width of the picture.
    lang : {"zh", "en"}
        Language of the unit's mark.
    """
    if not title and not unit:
        return [], 8.0
    shapes: list[Shape] = []
    y = 8.0
    for text in wrap_text(title, 14, width - 10) if title else []:
        y += 16
        shapes.append(Words(0, y, text, size=14, is_bold=True))
    if unit:
        y += 16
        text = f"单位：{unit}" if lang == "zh" else f"Unit: {unit}"
        shapes.append(Words(0, y, fit_text(text, 11, width), size=11, color=SOFT))
    return shapes, y + 10


def legend(
    entries: Sequence[tuple[str, Paint]], *, x: float, y: float, width: float
) -> tuple[list[Shape], float]:
    """Return a legend in rows, and the y below it.

    Parameters
    ----------
    entries : sequence of (text, look)
        In order.
    x, y, width : float
        Upper left corner and room.
    """
    shapes: list[Shape] = []
    at, down = x, y
    for text, paint in entries:
        shown = fit_text(text, 11, width - 24)
        needs = 24 + text_width(shown, 11) + 16
        if at > x and at + needs > x + width + 16:
            at, down = x, down + 18
        shapes.append(Box(at, down, 18, 11, paint))
        shapes.append(Words(at + 23, down + 10, shown, size=11))
        at += needs
    return shapes, down + 20


def words_at(
    x: float, y: float, text: str, anchor: Anchor = "start", *, color: str = INK
) -> Words:
    """Return a small line of text."""
    return Words(x, y, text, size=11, anchor=anchor, color=color)
