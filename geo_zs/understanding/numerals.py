"""Numbers in a folded text: digits or a Chinese numeral, and what multiplies them.

The conversion of Chinese numerals is left to cn2an. A number is read from left to
right without going back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from geo_zs.understanding.measure_units import (
    UNITS,
    Unit,
    skip_blank,
    unit_after,
)
from geo_zs.understanding.scanning import by_first

#: A run of digits as far as it goes, and what of such runs is a number.
_RUN: Final = re.compile(r"[0-9]+(?:[.,/\u2044][0-9]+)*")
_DIGITS: Final = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,9})?"
)
_CHINESE_FIRST: Final = frozenset("零〇一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾")
_CHINESE_NEXT: Final = _CHINESE_FIRST | frozenset("百千万亿点佰仟")
_MULTIPLIERS: Final = frozenset("十百千万亿")
_TIMES: Final = {"十": 10.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_ENGLISH_TIMES: Final = (
    ("billion", 1e9),
    ("bn", 1e9),
    ("million", 1e6),
    ("mn", 1e6),
    ("thousand", 1e3),
)
#: Longest numeral that is looked at.
_LONGEST: Final = 24
_TIMES_SIGNS: Final = frozenset("*x")
ASCII_DIGITS: Final = frozenset("0123456789")


_ENGLISH_TIMES_AT: Final = by_first(_ENGLISH_TIMES)

#: Units that stand beside a single Chinese digit in no other sense (三元 is none).
_SAFE_KINDS: Final = frozenset({"area", "power", "energy", "length", "share", "coal"})


@dataclass(frozen=True)
class Number:
    """A number: digits and what multiplies them apart, and the unit behind it."""

    digits: float
    times: float
    unit: Unit | None
    end: int
    is_loose: bool


def read_number(text: str, start: int) -> Number | None:
    """Return the number at a place with its unit."""
    if text.startswith("百分之", start):
        return _read_share(text, start + 3)
    run = _RUN.match(text, start)
    if run is not None:
        return _read_digits(text, start, run)
    if text[start : start + 1] in _CHINESE_FIRST:
        return _read_chinese(text, start, start + 1)
    return None


def _read_digits(text: str, start: int, run: re.Match[str]) -> Number:
    """Return the number that begins with a run of digits."""
    if not _DIGITS.fullmatch(run[0]):  # 1,50 or 1/2: nobody knows
        broken = _with_unit(text, 0.0, run.end())
        return replace(broken, unit=Unit("other") if broken.unit else None)
    value, end = float(run[0].replace(",", "")), run.end()
    times = _RUN.match(text, end + 1) if text[end : end + 1] in _TIMES_SIGNS else None
    if times is not None and _DIGITS.fullmatch(times[0]):  # 2×66万千瓦
        value *= float(times[0].replace(",", ""))
        return _with_unit(text, value, times.end())
    found = _with_unit(text, value, end)
    if found.unit is None:
        mixed = _read_chinese(text, start, run.end())  # 1亿5000万
        return mixed if mixed is not None else found
    return found


def _read_share(text: str, start: int) -> Number | None:
    """Return the number behind 百分之."""
    run = _RUN.match(text, start)
    if run is not None:
        if not _DIGITS.fullmatch(run[0]):
            return None
        value = float(run[0].replace(",", ""))
        return Number(value, 1.0, UNITS["%"], run.end(), is_loose=False)
    end = _run_end(text, start)
    numeral = _chinese(text[start:end])
    if numeral is None:
        return None
    return Number(numeral, 1.0, UNITS["%"], end, is_loose=False)


def _run_end(text: str, start: int) -> int:
    """Return the end of the run of numeral characters at a place."""
    end = start
    limit = min(len(text), start + _LONGEST)
    while end < limit and text[end] in _CHINESE_NEXT:
        end += 1
    return end


def _with_unit(text: str, value: float, end: int) -> Number:
    """Return a number of digits with its multiplier and unit."""
    at = skip_blank(text, end)
    for word, times in _ENGLISH_TIMES_AT.get(text[at : at + 1], ()):
        if text.startswith(word, at) and not text[at + len(word) :][:1].isalpha():
            unit, unit_end, loose = unit_after(text, at + len(word))
            return Number(value, times, unit, unit_end, is_loose=loose)
    times = 1.0
    last = end
    for _ in range(4):
        unit, unit_end, loose = unit_after(text, last)
        if unit is not None or last >= len(text) or text[last] not in _MULTIPLIERS:
            break
        times *= _TIMES[text[last]]
        last += 1
    if unit is None:
        return Number(value, times, None, last, is_loose=False)
    return Number(value, times, unit, unit_end, is_loose=loose)


def _read_chinese(text: str, start: int, first_end: int) -> Number | None:
    """Return a number written in Chinese, or in digits and Chinese, with its unit.

    The shortest numeral that a unit follows is taken, so that the 千 of 千瓦 stays
    with its unit.
    """
    end, limit = first_end, min(len(text), start + _LONGEST)
    while end <= limit:
        unit, unit_end, loose = unit_after(text, end)
        if unit is not None:
            is_digit = end == start + 1 and text[start] not in "十拾"
            if is_digit and unit.kind not in _SAFE_KINDS:
                return None
            value = _chinese(text[start:end])
            if value is not None:
                return Number(value, 1.0, unit, unit_end, is_loose=loose)
        if end >= limit or text[end] not in _CHINESE_NEXT | ASCII_DIGITS:
            break
        end += 1
    return None


@lru_cache(maxsize=4096)
def _chinese(numeral: str) -> float | None:
    """Return the value of a numeral, or None if it is none."""
    import cn2an  # noqa: PLC0415  0.1 s, only for numerals in Chinese

    try:
        return float(cn2an.cn2an(numeral, "smart"))
    except (ValueError, KeyError, IndexError, OverflowError):
        return None
