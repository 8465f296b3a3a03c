"""Lines against a target, and histograms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from geo_zs.crs import FloatArray
from geo_zs.reports.bar_charts import WIDTH
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
    tick_decimals,
    ticks,
    words_at,
)
from geo_zs.reports.drawing import Anchor, Box, Disc, Paint, Path, Picture, Shape, Words
from geo_zs.reports.fonts import fit_text, text_width
from geo_zs.vocab import Lang

_HEIGHT: Final = 220.0
#: Width and height that the number at the end of a line takes.
_NUMBER_ROOM: Final = (60.0, 13.0)
_DASHES: Final = ((), (7.0, 4.0), (2.0, 3.0), (9.0, 3.0, 2.0, 3.0))


@dataclass(frozen=True)
class Line:
    """One line.

    Parameters
    ----------
    name : str
        What it shows.
    values : (n_points,) tuple of float or None
        None or NaN breaks the line.
    is_reference : bool
        A line to compare with, drawn thin and dashed, without points.
    """

    name: str
    values: tuple[float | None, ...]
    is_reference: bool = False


@dataclass(frozen=True)
class _Plot:
    """Where numbers stand on a picture."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float

    def y(self, value: float) -> float:
        """Return the height of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - share * (self.bottom - self.top)

    def x(self, at: int, n: int) -> float:
        """Return the place of the point number `at` of `n`."""
        if n == 1:
            return (self.left + self.right) / 2
        return self.left + 14 + (self.right - self.left - 28) * at / (n - 1)


def line_chart(
    labels: Sequence[str],
    lines: Sequence[Line],
    *,
    title: str,
    lang: Lang,
    target: float | None = None,
    target_label: str = "",
    description: str = "",
    unit: str = "",
    decimals: int = 1,
    width: float = WIDTH,
) -> Picture:
    """Draw lines over steps of time, with a target as a dashed level.

    Parameters
    ----------
    labels : (n_points,) sequence of str
        Names of the steps, ``2023-01`` say.
    lines : sequence of Line
        Four at most; each has its own dashes and sign.
    title, lang, description, unit, decimals, width
        As for `bar_chart`.
    target : float or None
        The level to reach; None for none.
    target_label : str
        What it is called.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If a line has not one value for each label, or there are more than four.
    """
    for one in lines:
        if len(one.values) != len(labels) or len(lines) > len(_DASHES):
            message = (
                f"line {one.name!r} has {len(one.values)} values; expected one for "
                f"each of {len(labels)} labels, and {len(_DASHES)} lines at most"
            )
            raise ValueError(message)
    shapes, top = heading(title, unit, width, lang)
    entries = [(one.name, _look(at, one)) for at, one in enumerate(lines)]
    aims = known([target])
    if aims:
        entries.append((target_label, Paint(stroke=INK, width=1.6, dash=(9.0, 5.0))))
    drawn, top = _line_legend(entries, top, width)
    shapes += drawn
    values = [*known(value for one in lines for value in one.values), *aims]
    if not labels or not values:
        shapes.append(words_at(0, top + 14, nothing_text(lang), color=SOFT))
        return Picture(width, top + 28, tuple(shapes), title, nothing_text(lang))
    plot, frame = _frame(min([0.0, *values]), max(values), top, width)
    shapes += frame
    shapes += _under(labels, plot)
    for aim in aims:
        text = f"{target_label} {number_text(aim, decimals)}".strip()
        shapes += _aim(aim, text, lines, plot)
    ends: list[Words] = []
    for at, one in enumerate(lines):
        drawn, end = _line(one, labels, plot, at=at, decimals=decimals)
        shapes += drawn
        ends += end
    shapes += _apart(ends)
    told = description or _told(labels, lines, unit, decimals, lang)
    return Picture(width, plot.bottom + 24, tuple(shapes), title, told)


def histogram(
    edges: Sequence[float],
    counts: Sequence[int],
    *,
    title: str,
    lang: Lang,
    mark: float | None = None,
    mark_label: str = "",
    description: str = "",
    unit: str = "",
    width: float = WIDTH,
) -> Picture:
    """Draw how often values fall between edges.

    Parameters
    ----------
    edges : (n + 1,) sequence of float
        Rising. Steps of different width are drawn equally wide.
    counts : (n,) sequence of int
        How many values lie between two edges.
    title, lang, description, unit, width
        As for `bar_chart`; the unit is that of the edges.
    mark : float or None
        A value to mark with an upright line, a median or a limit.
    mark_label : str
        What it is called.

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If there is not one edge more than counts, or the edges do not rise.
    """
    sides = [float(edge) for edge in edges]
    if len(sides) != len(counts) + 1 or sides != sorted(set(sides)):
        message = (
            f"{len(sides)} edges {sides!r} and {len(counts)} counts; expected rising "
            "edges, one more than counts"
        )
        raise ValueError(message)
    shapes, top = heading(title, unit, width, lang)
    if not any(counts):
        shapes.append(words_at(0, top + 14, nothing_text(lang), color=SOFT))
        return Picture(width, top + 28, tuple(shapes), title, nothing_text(lang))
    plot, frame = _frame(0.0, float(max(counts)), top + 14, width, whole=True)
    shapes += frame
    told: list[str] = []
    wide = (plot.right - plot.left) / len(counts)
    paint = Paint(SERIES[2], stroke=INK, width=0.8)
    for at, count in enumerate(counts):
        x = plot.left + at * wide
        told.append(f"{_edge(sides[at])}–{_edge(sides[at + 1])}: {count}")
        if count:
            y = plot.y(float(count))
            shapes.append(Box(x, y, wide, plot.bottom - y, paint, title=told[-1]))
            shapes.append(words_at(x + wide / 2, y - 4, str(count), "middle"))
    last = -1e9
    for at, edge in enumerate(sides):
        x, text = plot.left + at * wide, _edge(edge)
        half = text_width(text, 11) / 2
        if x - half > last + 4:
            shapes.append(words_at(x, plot.bottom + 15, text, "middle", color=SOFT))
            last = x + half
    for value in known([mark]):
        # Between two edges a value stands where its share of the step puts it.
        place = float(np.interp(value, sides, np.arange(len(sides))))
        shapes += _mark(plot.left + place * wide, plot, f"{mark_label} {_edge(value)}")
    text = description or ("；" if lang == "zh" else "; ").join(told)
    return Picture(width, plot.bottom + 24, tuple(shapes), title, text)


def _mark(x: float, plot: _Plot, text: str) -> list[Shape]:
    """Return an upright line with its name, on the side that has room."""
    look = Paint(stroke=INK, width=1.6, dash=(6.0, 4.0))
    is_right = x > (plot.left + plot.right) / 2
    anchor: Anchor = "end" if is_right else "start"
    spot = words_at(x + (-4 if is_right else 4), plot.top - 4, text.strip(), anchor)
    return [line(x, plot.top - 12, x, plot.bottom, look, title=text.strip()), spot]


def _aim(aim: float, text: str, lines: Sequence[Line], plot: _Plot) -> list[Shape]:
    """Return the level to reach, named on the side where the lines are farther."""
    y = plot.y(aim)
    look = Paint(stroke=INK, width=1.6, dash=(9.0, 5.0))
    ends = [known(one.values) for one in lines]
    first = min((abs(found[0] - aim) for found in ends if found), default=0.0)
    last = min((abs(found[-1] - aim) for found in ends if found), default=0.0)
    spot = (
        words_at(plot.left + 4, y - 5, text)
        if first >= last
        else words_at(plot.right, y - 5, text, "end")
    )
    return [line(plot.left, y, plot.right, y, look, title=text), spot]


def _look(at: int, one: Line) -> Paint:
    """Return the look of the line number `at`."""
    if one.is_reference:
        return Paint(stroke=INK, width=1.4, dash=(9.0, 5.0))
    color = (SERIES[0], SERIES[3], SERIES[4], SERIES[6])[at]
    return Paint(stroke=color, width=2.2, dash=_DASHES[at])


def _line_legend(
    entries: Sequence[tuple[str, Paint]], y: float, width: float
) -> tuple[list[Shape], float]:
    """Return a legend whose keys are lines rather than boxes."""
    boxes, below = legend(entries, x=0, y=y - 4, width=width)
    shapes: list[Shape] = []
    for shape in boxes:
        if isinstance(shape, Box):
            middle = shape.y + shape.height / 2
            end = shape.x + shape.width
            shapes.append(line(shape.x, middle, end, middle, shape.paint))
        else:
            shapes.append(shape)
    return shapes, below + 6


def _frame(
    low: float, high: float, top: float, width: float, *, whole: bool = False
) -> tuple[_Plot, list[Shape]]:
    """Return the axis of values with its lines."""
    axis = ticks(low, high, most=5)
    if whole:
        axis = [tick for tick in axis if tick == int(tick)]
    texts = [number_text(tick, tick_decimals(axis)) for tick in axis]
    left = max(text_width(text, 11) for text in texts) + 8
    plot = _Plot(left, width - 26, top, top + _HEIGHT, axis[0], axis[-1])
    shapes: list[Shape] = []
    for tick, text in zip(axis, texts, strict=True):
        y = plot.y(tick)
        look = Paint(stroke=INK if tick == 0 else GRID, width=0.8)
        shapes.append(line(plot.left, y, plot.right, y, look))
        shapes.append(words_at(left - 6, y + 4, text, "end", color=SOFT))
    return plot, shapes


def _under(labels: Sequence[str], plot: _Plot) -> list[Shape]:
    """Return the names of the steps, as many as have room."""
    room = (plot.right - plot.left) / max(len(labels), 1)
    widest = max(text_width(fit_text(one, 11, 90), 11) for one in labels) + 8
    every = max(1, int(np.ceil(widest / room)))
    return [
        words_at(
            plot.x(at, len(labels)),
            plot.bottom + 16,
            fit_text(text, 11, 90),
            "middle",
            color=SOFT,
        )
        for at, text in enumerate(labels)
        if at % every == 0
    ]


def _line(
    one: Line, labels: Sequence[str], plot: _Plot, *, at: int, decimals: int
) -> tuple[list[Shape], list[Words]]:
    """Return a line with its points, and the number at its end."""
    paint = _look(at, one)
    pieces: list[list[tuple[float, float]]] = [[]]
    points: list[Shape] = []
    mark = Paint("#ffffff" if at % 2 else paint.stroke, stroke=paint.stroke, width=1.6)
    last: tuple[float, float, float] | None = None
    for step, value in enumerate(one.values):
        found = known([value])
        if not found:
            pieces.append([])
            continue
        x, y = plot.x(step, len(labels)), plot.y(found[0])
        pieces[-1].append((x, y))
        last = (x, y, found[0])
        title = f"{one.name} {labels[step]}: {number_text(found[0], decimals)}"
        if one.is_reference:
            continue
        if at % 2:
            points.append(Box(x - 3, y - 3, 6, 6, mark, title=title))
        else:
            points.append(Disc(x, y, 3.4, mark, title=title))
    parts = tuple(_points(piece) for piece in pieces if len(piece) > 1)
    shapes: list[Shape] = [Path(parts, paint, is_closed=False)] if parts else []
    shapes += points
    if last is None:
        return shapes, []
    x, y, value = last
    text = number_text(value, decimals)
    far = x > plot.right - text_width(text, 11) - 8
    spot = words_at(x - 6 if far else x + 7, y - 7, text, "end" if far else "start")
    return shapes, [spot]


def _apart(ends: Sequence[Words]) -> list[Words]:
    """Return numbers at the ends of lines so that none is written over another.

    They stand above their points; of two that meet the lower goes below its own.
    """
    placed: list[Words] = []
    for end in sorted(ends, key=lambda one: one.y):
        meets = any(
            abs(end.x - one.x) < _NUMBER_ROOM[0]
            and abs(end.y - one.y) < _NUMBER_ROOM[1]
            for one in placed
        )
        placed.append(replace(end, y=end.y + 23) if meets else end)
    return placed


def _points(piece: Sequence[tuple[float, float]]) -> FloatArray:
    return np.array(piece, dtype=float)


def _edge(value: float) -> str:
    """Return an edge without needless decimals."""
    return f"{value:,.6g}" if abs(value) < 1e6 else number_text(value, 0)


def _told(
    labels: Sequence[str], lines: Sequence[Line], unit: str, decimals: int, lang: Lang
) -> str:
    """Return the numbers of the lines as a sentence."""
    parts = []
    for one in lines:
        texts = [
            f"{label} {number_text(known([value])[0], decimals)}"
            if known([value])
            else f"{label} {UNKNOWN[lang]}"
            for label, value in zip(labels, one.values, strict=True)
        ]
        parts.append(f"{one.name} ({unit}): " + ", ".join(texts))
    return "; ".join(parts)
