"""Numbers with their units, ranges and rates, in a folded text.

Numbers are read by `numerals`, units by `measure_units`. A measure is read from left
to right without going back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from geo_zs.understanding.measure_units import (
    UNIT_LENGTHS,
    UNITS,
    Unit,
    skip_blank,
)
from geo_zs.understanding.numerals import ASCII_DIGITS, Number, read_number
from geo_zs.understanding.scanning import by_first, is_letter

_BEFORE: Final = (
    ("us$", "usd"),
    ("usd", "usd"),
    ("$", "usd"),
    ("rmb", "cny"),
    ("cny", "cny"),
    ("¥", "cny"),
    ("人民币", "cny"),
    ("美元", "usd"),
    ("eur", "other"),
    ("€", "other"),
    ("hkd", "other"),
    ("hk$", "other"),
    ("jpy", "other"),
    ("£", "other"),
)
_JOINS: Final = ("-", "~", "至", "到", "to")
#: Shares that are said in a word.
_SHARES: Final = {"一半": 0.5, "半数": 0.5, "过半": 0.5, "half": 0.5, "全部": 1.0}
_RATES: Final = (
    ("每年", "a"),
    ("每天", "d"),
    ("每日", "d"),
    ("每月", "month"),
    ("每小时", "h"),
    ("per year", "a"),
    ("per annum", "a"),
    ("a year", "a"),
    ("per day", "d"),
    ("a day", "d"),
    ("per hour", "h"),
    ("an hour", "h"),
    ("hourly", "h"),
    ("per month", "month"),
    ("a month", "month"),
    ("monthly", "month"),
    ("p.a.", "a"),
    ("/年", "a"),
    ("/a", "a"),
    ("/y", "a"),
    ("/yr", "a"),
    ("/year", "a"),
    ("/天", "d"),
    ("/日", "d"),
    ("/d", "d"),
    ("/day", "d"),
    ("/月", "month"),
    ("/小时", "h"),
    ("/时", "h"),
    ("/h", "h"),
)

_BEFORE_AT: Final = by_first(_BEFORE)
_SHARES_AT: Final = by_first(_SHARES.items())
_RATES_AT: Final = by_first(_RATES)


@dataclass(frozen=True)
class Measure:
    """A number with its unit, or the two ends of a range.

    Parameters
    ----------
    low, high : float
        Both ends in the canonical unit of `kind`; equal if there is one number.
    kind : str
        As `Unit.kind`.
    rate : str
        ``a``, ``d``, ``month``, ``h``; ``per`` if it is per something else; empty.
    name : str
        Counter of a ``count``.
    start, end : int
        Slice of the folded text.
    is_loose : bool
        Whether 多, 余 or 近 makes it a rough number.
    """

    low: float
    high: float
    kind: str
    rate: str
    name: str
    start: int
    end: int
    is_loose: bool = False

    @property
    def is_range(self) -> bool:
        """Whether two ends are given."""
        return self.low != self.high


def read_measure(text: str, start: int) -> Measure | None:
    """Return the measure that begins at a place, or None.

    Parameters
    ----------
    text : str
        Folded text.
    start : int
        Where its number, or the currency before it, must begin.

    Returns
    -------
    Measure or None
        A number without a unit is a ``bare`` one; 年 and other units that no
        request knows are no measure.
    """
    for word, share in _SHARES_AT.get(text[start : start + 1], ()):
        if text.startswith(word, start):
            end = start + len(word)
            return Measure(share, share, "share", "", "word", start, end)
    currency, at = _currency_before(text, start)
    first = read_number(text, at)
    if first is None:
        return None
    joined = _read_joined(text, first, start=start, currency=currency)
    if joined is not None:
        return joined
    return _finish(text, first, first, start=start, currency=currency)


def _currency_before(text: str, start: int) -> tuple[str, int]:
    """Return the currency that stands before a number, and where the number is."""
    for sign, currency in _BEFORE_AT.get(text[start : start + 1], ()):
        if text.startswith(sign, start):
            return currency, skip_blank(text, start + len(sign))
    return "", start


def _read_joined(
    text: str, first: Number, *, start: int, currency: str
) -> Measure | None:
    """Return the range that begins with a number, or None if it is no range."""
    at = skip_blank(text, first.end)
    join = next((word for word in _JOINS if text.startswith(word, at)), None)
    if join is None and text.startswith("and ", at):
        join = "and" if text[max(0, start - 8) : start] == "between " else None
    if join is None:
        return None
    second = read_number(text, skip_blank(text, at + len(join)))
    if second is None or (second.unit is None and not currency):
        return None
    if first.unit is None:  # 200-300万元: 万 belongs to both, unless it makes no sense
        scaled = first.digits * second.times
        upper = second.digits * second.times
        times = second.times if first.times == 1.0 and scaled <= upper else first.times
        first = replace(first, times=times, unit=second.unit)
    if first.unit != second.unit and (
        first.unit is None or second.unit is None or first.unit.kind != second.unit.kind
    ):
        return None
    return _finish(text, first, second, start=start, currency=currency)


def _finish(
    text: str, first: Number, second: Number, *, start: int, currency: str
) -> Measure:
    """Return the measure of one or two numbers, with its rate."""
    unit = second.unit or Unit("bare")
    if currency and unit.kind in ("bare", "cny", "usd"):
        unit = Unit(currency, 1e-8) if currency != "other" else Unit("other")
    first_unit = first.unit if first is not second and first.unit else unit
    low = _round(first.digits * first.times * first_unit.size)
    high = _round(second.digits * second.times * unit.size)
    rate, end = _rate_after(text, second.end, unit)
    return Measure(
        low=min(low, high),
        high=max(low, high),
        kind=unit.kind,
        rate=rate,
        name=unit.name,
        start=start,
        end=end,
        is_loose=first.is_loose or second.is_loose,
    )


def _rate_after(text: str, end: int, unit: Unit) -> tuple[str, int]:
    """Return the rate behind a unit (per year, per mu) and where it ends."""
    if unit.kind == "bare":
        return "", end
    at = skip_blank(text, end)
    best = ("", end)
    for word, rate in _RATES_AT.get(text[at : at + 1], ()):
        last = at + len(word)
        if text.startswith(word, at) and last > best[1]:
            is_open = word[-1].isascii() and is_letter(text, last)
            best = best if is_open else (rate, last)
    if best[0]:
        return best
    if text.startswith(("/", "每"), at) and text[at + 1 : at + 2] not in ASCII_DIGITS:
        for size in UNIT_LENGTHS.get(text[at + 1 : at + 2], ()):
            last = at + 1 + size
            if last <= len(text) and text[at + 1 : last] in UNITS:
                return "per", last
        if unit.kind in ("cny", "usd", "coal"):
            last = at + 1
            while last < len(text) and last < at + 5 and text[last] in "千万百亿元":
                last += 1
            return "per", last
    return "", end


def _round(value: float) -> float:
    """Return a value without the dust of binary multiplication."""
    return float(f"{value:.12g}")
