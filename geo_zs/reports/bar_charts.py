"""Bars and stacked bars, as pictures that stay readable in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo_zs.reports.chart_parts import (
    GRID,
    INK,
    SERIES,
    SOFT,
    UNKNOWN,
    heading,
    known,
    legend,
    line,
    nothing_text,
    number_text,
    series_paint,
    tick_decimals,
    ticks,
    words_at,
)
from geo_zs.reports.drawing import Box, Paint, Picture, Shape
from geo_zs.reports.fonts import fit_text, text_width
from geo_zs.vocab import Lang

WIDTH: Final = 640.0
_ROW: Final = 26.0
_BAR: Final = 16.0
_GAP: Final = 6.0
#: The page may set the text in a wider font than the one it is measured in.
_SPARE: Final = 0.88


@dataclass(frozen=True)
class Bar:
    """One bar.

    Parameters
    ----------
    label : str
        Name of the row; any text.
    value : float or None
        None or NaN is not known: no bar, and the word for it.
    note : str
        Stands behind the number.
    """

    label: str
    value: float | None
    note: str = ""


@dataclass(frozen=True)
class Stack:
    """One bar of parts.

    Parameters
    ----------
    label : str
        Name of the row.
    values : (n_series,) tuple of float or None
        Not negative; None or NaN is not known and adds nothing.
    """

    label: str
    values: tuple[float | None, ...]


def bar_chart(
    bars: Sequence[Bar],
    *,
    title: str,
    lang: Lang,
    description: str = "",
    unit: str = "",
    decimals: int = 1,
    width: float = WIDTH,
) -> Picture:
    """Draw one bar a row, each with its number.

    Parameters
    ----------
    bars : sequence of Bar
        In the order they are drawn; numbers may be negative.
    title, description, unit : str
        What it shows; the description is made of the numbers when empty.
    lang : {"zh", "en"}
        Language of the words of the chart.
    decimals : int
        Of the numbers.
    width : float
        Of the picture.

    Returns
    -------
    Picture
        With a line that says so when there is no row.
    """
    shapes, top = heading(title, unit, width, lang)
    texts = [_value_text(bar, decimals, lang) for bar in bars]
    left = _label_width([bar.label for bar in bars], width)
    room = width - left - _GAP - max((text_width(t, 11) for t in texts), default=0) - 16
    values = known(bar.value for bar in bars)
    low, high = min([0.0, *values]), max([0.0, *values])
    below = max(
        (
            text_width(text, 11) + 8
            for bar, text in zip(bars, texts, strict=True)
            if (bar.value or 0) < 0
        ),
        default=0.0,
    )
    span = (high - low) or 1.0
    scale = max(room - below, 40.0) / span
    zero = left + _GAP + below - low * scale
    y = top
    for bar, text in zip(bars, texts, strict=True):
        shapes += _bar(bar, text, y, left=left, zero=zero, scale=scale)
        y += _ROW
    if bars:
        shapes.append(line(zero, top, zero, y - 4, Paint(stroke=INK, width=1)))
    else:
        shapes.append(words_at(0, y + 14, nothing_text(lang), color=SOFT))
        y += 24
    told = description or _told([bar.label for bar in bars], texts, unit, lang)
    return Picture(width, y + 4, tuple(shapes), title, told)


def stacked_bars(
    stacks: Sequence[Stack],
    series: Sequence[str],
    *,
    title: str,
    lang: Lang,
    description: str = "",
    unit: str = "",
    decimals: int = 1,
    width: float = WIDTH,
) -> Picture:
    """Draw bars of parts, each part with its number where it has room.

    Parameters
    ----------
    stacks : sequence of Stack
        In the order they are drawn.
    series : (n_series,) sequence of str
        Names of the parts, in their order.
    title, lang, description, unit, decimals, width
        As for `bar_chart`.

    Returns
    -------
    Picture
        The sum stands behind each bar; it is marked ``+?`` where a part is not known.

    Raises
    ------
    ValueError
        If a bar has not as many values as there are series, or a negative one.
    """
    _check(stacks, series)
    shapes, top = heading(title, unit, width, lang)
    entries = [(name, series_paint(at)) for at, name in enumerate(series)]
    drawn, y = legend(entries, x=0, y=top - 4, width=width)
    shapes += drawn
    sums = [sum(known(stack.values)) for stack in stacks]
    texts = [
        _sum_text(stack, total, decimals, lang)
        for stack, total in zip(stacks, sums, strict=True)
    ]
    left = _label_width([stack.label for stack in stacks], width) + _GAP
    room = width - left - max((text_width(t, 11) for t in texts), default=0) - 16
    axis = ticks(0.0, max(sums, default=0.0))
    scale = max(room, 40.0) / axis[-1]
    bottom = y + len(stacks) * _ROW
    for tick in axis:
        x = left + tick * scale
        shapes.append(line(x, y, x, bottom, Paint(stroke=GRID, width=0.8)))
        text = number_text(tick, tick_decimals(axis))
        shapes.append(words_at(x, bottom + 14, text, "middle", color=SOFT))
    for stack, total, text in zip(stacks, sums, texts, strict=True):
        shapes += _stack(stack, series, y, left=left, scale=scale, decimals=decimals)
        shapes.append(words_at(left + total * scale + 5, y + 16, text))
        y += _ROW
    told = description or _told([one.label for one in stacks], texts, unit, lang)
    return Picture(width, bottom + 22, tuple(shapes), title, told)


def grouped_bars(
    groups: Sequence[Stack],
    series: Sequence[str],
    *,
    title: str,
    lang: Lang,
    description: str = "",
    unit: str = "",
    decimals: int = 1,
    width: float = WIDTH,
) -> Picture:
    """Draw several bars a row, for figures that must not be added up.

    Parameters
    ----------
    groups : sequence of Stack
        In the order they are drawn.
    series, title, lang, description, unit, decimals, width
        As for `stacked_bars`.

    Raises
    ------
    ValueError
        As `stacked_bars`.
    """
    _check(groups, series)
    shapes, top = heading(title, unit, width, lang)
    entries = [(name, series_paint(at)) for at, name in enumerate(series)]
    drawn, y = legend(entries, x=0, y=top - 4, width=width)
    shapes += drawn
    texts = [
        [_value_text(Bar("", value), decimals, lang) for value in group.values]
        for group in groups
    ]
    left = _label_width([group.label for group in groups], width) + _GAP
    flat = [text for row in texts for text in row]
    room = width - left - max((text_width(text, 11) for text in flat), default=0) - 16
    values = known(value for group in groups for value in group.values)
    scale = max(room, 40.0) / (max(values, default=0.0) or 1.0)
    tall, first = 13.0, y
    for group, row in zip(groups, texts, strict=True):
        middle = y + tall * len(series) / 2
        label = fit_text(group.label, 11, (left - _GAP) * _SPARE)
        shapes.append(words_at(left - _GAP, middle + 4, label, "end"))
        for at, (value, text) in enumerate(zip(group.values, row, strict=True)):
            long = known([value])[0] * scale if known([value]) else 0.0
            full = f"{group.label} {series[at]}: {text}"
            if long:
                bar = Box(left, y, long, tall - 2, series_paint(at), title=full)
                shapes.append(bar)
            color = INK if known([value]) else SOFT
            shapes.append(words_at(left + long + 5, y + 10, text, color=color))
            y += tall
        y += 7
    if groups:
        axis = Paint(stroke=INK, width=1)
        shapes.append(line(left, first - 2, left, y - 5, axis))
    else:
        shapes.append(words_at(0, y + 14, nothing_text(lang), color=SOFT))
        y += 20
    joined = [", ".join(row) for row in texts]
    told = description or _told([one.label for one in groups], joined, unit, lang)
    return Picture(width, y + 4, tuple(shapes), title, told)


def _check(stacks: Sequence[Stack], series: Sequence[str]) -> None:
    """Refuse bars with other than one value a series, or with negative ones."""
    for stack in stacks:
        if len(stack.values) != len(series) or any(v < 0 for v in known(stack.values)):
            message = (
                f"bar {stack.label!r} has the values {stack.values!r}; expected "
                f"{len(series)} values that are not negative"
            )
            raise ValueError(message)


def _bar(
    bar: Bar, text: str, y: float, *, left: float, zero: float, scale: float
) -> list[Shape]:
    """Return one row of a bar chart."""
    label = fit_text(bar.label, 11, left * _SPARE)
    shapes: list[Shape] = [words_at(left, y + 14, label, "end")]
    values = known([bar.value])
    length = values[0] * scale if values else 0.0
    if values:
        paint = Paint(SERIES[0], stroke=INK, width=0.6)
        if length < 0:
            paint = Paint("#ffffff", hatch="rising", hatch_ink=SERIES[0], stroke=INK)
        x = zero + min(length, 0.0)
        full = f"{bar.label}: {text}"
        shapes.append(Box(x, y + 1, abs(length), _BAR, paint, title=full))
    color = INK if values else SOFT
    if length < 0:
        shapes.append(words_at(zero + length - 5, y + 14, text, "end", color=color))
    else:
        shapes.append(words_at(zero + length + 5, y + 14, text, color=color))
    return shapes


def _stack(
    stack: Stack,
    series: Sequence[str],
    y: float,
    *,
    left: float,
    scale: float,
    decimals: int,
) -> list[Shape]:
    """Return one row of a chart of parts."""
    label = fit_text(stack.label, 11, (left - _GAP) * _SPARE)
    shapes: list[Shape] = [words_at(left - _GAP, y + 16, label, "end")]
    x = left
    for at, value in enumerate(stack.values):
        found = known([value])
        if not found or found[0] == 0:
            continue
        text = number_text(found[0], decimals)
        full = f"{stack.label} {series[at]}: {text}"
        wide = found[0] * scale
        shapes.append(Box(x, y + 3, wide, _BAR + 2, series_paint(at), title=full))
        needs = text_width(text, 11) + 6
        if wide >= needs + 4:
            middle = x + wide / 2
            plate = Paint("#ffffff")
            shapes.append(Box(middle - needs / 2, y + 5.5, needs, 13, plate))
            shapes.append(words_at(middle, y + 16, text, "middle"))
        x += wide
    return shapes


def _label_width(labels: Sequence[str], width: float) -> float:
    """Return the room for the names: as much as they need, a third at most."""
    widest = max(
        (text_width(fit_text(one, 11, width), 11) for one in labels), default=0
    )
    return min(widest / _SPARE + 2, width * 0.36)


def _value_text(bar: Bar, decimals: int, lang: Lang) -> str:
    found = known([bar.value])
    text = number_text(found[0], decimals) if found else UNKNOWN[lang]
    return f"{text}  {bar.note}".rstrip()


def _sum_text(stack: Stack, total: float, decimals: int, lang: Lang) -> str:
    missing = len(stack.values) - len(known(stack.values))
    if missing == len(stack.values):
        return UNKNOWN[lang]
    return number_text(total, decimals) + (" +?" if missing else "")


def _told(labels: Sequence[str], texts: Sequence[str], unit: str, lang: Lang) -> str:
    """Return the numbers of a chart as a sentence, for those who cannot see it."""
    if not labels:
        return nothing_text(lang)
    behind = f" {unit}" if unit else ""
    parts = [f"{label} {text}" for label, text in zip(labels, texts, strict=True)]
    return ("；" if lang == "zh" else "; ").join(parts[:40]) + (
        "…" if len(parts) > 40 else behind
    )
