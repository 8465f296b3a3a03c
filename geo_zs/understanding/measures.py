"""Numbers with their units, in a folded text.

A number is digits or a Chinese numeral, with what multiplies it (万, million). The
conversion of Chinese numerals is left to cn2an; units of area, power, energy and
money to `geo_zs.units`. A measure is read from left to right without going back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypeVar

from geo_zs import units

Meant = TypeVar("Meant")

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
#: Units of floors and sheets, of which a plot is not measured in.
_SQUARES: Final = frozenset({"平方米", "m2"})
#: Longest numeral that is looked at.
_LONGEST: Final = 24
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
_TIMES_SIGNS: Final = frozenset("*x")
_ASCII_DIGITS: Final = frozenset("0123456789")
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


def _by_first(
    words: Iterable[tuple[str, Meant]],
) -> dict[str, tuple[tuple[str, Meant], ...]]:
    """Return words with what they mean, by their first character."""
    found: dict[str, list[tuple[str, Meant]]] = {}
    for word, meant in words:
        found.setdefault(word[0], []).append((word, meant))
    return {char: tuple(pairs) for char, pairs in found.items()}


_BEFORE_AT: Final = _by_first(_BEFORE)
_SHARES_AT: Final = _by_first(_SHARES.items())
_RATES_AT: Final = _by_first(_RATES)
_ENGLISH_TIMES_AT: Final = _by_first(_ENGLISH_TIMES)


@dataclass(frozen=True)
class Unit:
    """A unit: what it measures, and its size in the canonical unit.

    Parameters
    ----------
    kind : str
        ``area`` (ha), ``power`` (MW), ``energy`` (MWh), ``cny`` and ``usd`` (10⁸),
        ``volume`` (m³), ``mass`` (t), ``coal`` (tce), ``length`` (km), ``share``
        (1), ``count`` (the counter), ``bare`` (no unit), or ``other``.
    size : float
        Size in the canonical unit.
    name : str
        Counter, where `kind` is ``count``.
    """

    kind: str
    size: float = 1.0
    name: str = ""


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


def _scaled(kind: str, quantity: units.Quantity, names: str) -> dict[str, Unit]:
    """Return units that `geo_zs.units` knows, by their folded names."""
    canonical = units.CANONICAL[quantity]
    to = {"cny_1e8": "亿元", "mw": "mw", "mwh": "mwh", "ha": "ha"}[canonical]
    return {
        name: Unit(kind, units.convert(1.0, quantity, unit_from=name, unit_to=to))
        for name in names.split()
    }


def _table() -> dict[str, Unit]:
    """Return all units by their folded names; multipliers belong to the number."""
    known: dict[str, Unit] = {}
    known |= _scaled("area", "area", "亩 mu 公顷 ha 平方公里 平方千米 km2 平方米 m2")
    known |= _scaled("power", "power", "千瓦 兆瓦 吉瓦 gw mw kw gwp mwp")
    known |= _scaled("energy", "energy", "千瓦时 兆瓦时 吉瓦时 gwh mwh kwh")
    known |= _scaled("cny", "money", "元 yuan cny")
    same = {
        "亩地": "亩",
        "市亩": "亩",
        "平米": "平方米",
        "平方": "平方米",
        "hectare": "ha",
        "hm2": "ha",
        "sq km": "km2",
        "square km": "km2",
        "square kilometre": "km2",
        "square kilometer": "km2",
        "sqm": "m2",
        "sq m": "m2",
        "square metre": "m2",
        "square meter": "m2",
        "千伏安": "千瓦",
        "gw级": "gw",
        "megawatt": "mw",
        "gigawatt": "gw",
        "kilowatt": "kw",
        "度": "千瓦时",
        "度电": "千瓦时",
        "kw·h": "kwh",
        "kw.h": "kwh",
        "元人民币": "元",
        "块": "元",
        "人民币": "元",
        "rmb": "元",
    }
    known |= {name: known[other] for name, other in same.items()}
    for name in ("平方米", "m2", *(n for n, o in same.items() if o in _SQUARES)):
        known[name] = replace(known[name], name="m2")
    del known["千伏安"]
    for name in ("美元", "美金", "usd", "us dollar", "dollar"):
        known[name] = Unit("usd", 1e-8)
    for name in ("欧元", "港元", "港币", "日元", "英镑", "卢布", "euro", "eur"):
        known[name] = Unit("other")
    for name in ("立方米", "立方", "m3", "方水", "方", "nm3", "标方", "cubic metre"):
        known[name] = Unit("volume")
    known["cubic meter"] = Unit("volume")
    for name in ("吨标准煤", "吨标煤", "tce", "吨煤当量"):
        known[name] = Unit("coal")
    mass = {"吨": 1.0, "t": 1.0, "ton": 1.0, "tonne": 1.0, "公斤": 1e-3, "千克": 1e-3}
    mass |= {"kg": 1e-3, "kt": 1e3, "mt": 1e6}
    known |= {name: Unit("mass", size) for name, size in mass.items()}
    length = {"公里": 1.0, "千米": 1.0, "km": 1.0, "里": 0.5, "米": 1e-3}
    length |= {"kilometre": 1.0, "kilometer": 1.0, "mile": 1.609344}
    known |= {name: Unit("length", size) for name, size in length.items()}
    for name in ("%", "percent", "per cent", "个百分点"):
        known[name] = Unit("share", 0.01)
    known["成"] = Unit("share", 0.1)
    counters = (
        "套 台 片 只 件 头 口 羽 人 栋 辆 粒 支 克拉 千伏 kv 伏 吨位 座 条 "
        "箱 瓶 公升 升 班 mva 小时 个月 英寸 nm 标箱 teu 张 盒"
    )
    known |= {name: Unit("count", 1.0, name) for name in counters.split()}
    for name in ("机架", "标准机架", "个机架", "个标准机架", "架", "rack"):
        known[name] = Unit("count", 1.0, "racks")
    for name in ("岗位", "名员工", "名", "个岗位", "job", "worker", "people"):
        known[name] = Unit("count", 1.0, "人")
    return known


UNITS: Final[Mapping[str, Unit]] = _table()
_UNIT_LENGTHS: Final[Mapping[str, tuple[int, ...]]] = {
    char: tuple(sorted({len(u) for u in UNITS if u[0] == char}, reverse=True))
    for char in {unit[0] for unit in UNITS}
}
#: Units that stand beside a single Chinese digit in no other sense (三元 is none).
_SAFE_KINDS: Final = frozenset({"area", "power", "energy", "length", "share", "coal"})


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
    first = _read_number(text, at)
    if first is None:
        return None
    joined = _read_joined(text, first, start=start, currency=currency)
    if joined is not None:
        return joined
    return _finish(text, first, first, start=start, currency=currency)


@dataclass(frozen=True)
class _Number:
    """A number: digits and what multiplies them apart, and the unit behind it."""

    digits: float
    times: float
    unit: Unit | None
    end: int
    is_loose: bool


def _currency_before(text: str, start: int) -> tuple[str, int]:
    """Return the currency that stands before a number, and where the number is."""
    for sign, currency in _BEFORE_AT.get(text[start : start + 1], ()):
        if text.startswith(sign, start):
            return currency, _skip_blank(text, start + len(sign))
    return "", start


def _skip_blank(text: str, at: int) -> int:
    return at + 1 if text.startswith(" ", at) else at


def _read_number(text: str, start: int) -> _Number | None:
    """Return the number at a place with its unit."""
    if text.startswith("百分之", start):
        return _read_share(text, start + 3)
    run = _RUN.match(text, start)
    if run is not None:
        return _read_digits(text, start, run)
    if text[start : start + 1] in _CHINESE_FIRST:
        return _read_chinese(text, start, start + 1)
    return None


def _read_digits(text: str, start: int, run: re.Match[str]) -> _Number:
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


def _read_share(text: str, start: int) -> _Number | None:
    """Return the number behind 百分之."""
    run = _RUN.match(text, start)
    if run is not None:
        if not _DIGITS.fullmatch(run[0]):
            return None
        value = float(run[0].replace(",", ""))
        return _Number(value, 1.0, UNITS["%"], run.end(), is_loose=False)
    end = _run_end(text, start)
    numeral = _chinese(text[start:end])
    if numeral is None:
        return None
    return _Number(numeral, 1.0, UNITS["%"], end, is_loose=False)


def _run_end(text: str, start: int) -> int:
    """Return the end of the run of numeral characters at a place."""
    end = start
    limit = min(len(text), start + _LONGEST)
    while end < limit and text[end] in _CHINESE_NEXT:
        end += 1
    return end


def _with_unit(text: str, value: float, end: int) -> _Number:
    """Return a number of digits with its multiplier and unit."""
    at = _skip_blank(text, end)
    for word, times in _ENGLISH_TIMES_AT.get(text[at : at + 1], ()):
        if text.startswith(word, at) and not text[at + len(word) :][:1].isalpha():
            unit, unit_end, loose = _unit_after(text, at + len(word))
            return _Number(value, times, unit, unit_end, is_loose=loose)
    times = 1.0
    last = end
    for _ in range(4):
        unit, unit_end, loose = _unit_after(text, last)
        if unit is not None or last >= len(text) or text[last] not in _MULTIPLIERS:
            break
        times *= _TIMES[text[last]]
        last += 1
    if unit is None:
        return _Number(value, times, None, last, is_loose=False)
    return _Number(value, times, unit, unit_end, is_loose=loose)


def _read_chinese(text: str, start: int, first_end: int) -> _Number | None:
    """Return a number written in Chinese, or in digits and Chinese, with its unit.

    The shortest numeral that a unit follows is taken, so that the 千 of 千瓦 stays
    with its unit.
    """
    end, limit = first_end, min(len(text), start + _LONGEST)
    while end <= limit:
        unit, unit_end, loose = _unit_after(text, end)
        if unit is not None:
            is_digit = end == start + 1 and text[start] not in "十拾"
            if is_digit and unit.kind not in _SAFE_KINDS:
                return None
            value = _chinese(text[start:end])
            if value is not None:
                return _Number(value, 1.0, unit, unit_end, is_loose=loose)
        if end >= limit or text[end] not in _CHINESE_NEXT | _ASCII_DIGITS:
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


def _unit_after(text: str, end: int) -> tuple[Unit | None, int, bool]:
    """Return the unit behind a number, its end, and whether 多 or 余 is between."""
    at = _skip_blank(text, end)
    loose = text[at : at + 1] in ("多", "余", "来") and at < len(text)
    if loose:
        at = _skip_blank(text, at + 1)
    for size in _UNIT_LENGTHS.get(text[at : at + 1], ()):
        unit = UNITS.get(text[at : at + size])
        if unit is None or at + size > len(text):
            continue
        last = at + size
        if text[last - 1].isascii() and text[last - 1].isalpha():
            if text.startswith("s", last) and not _is_latin(text, last + 1):
                last += 1
            elif _is_latin(text, last) and not text.startswith("n型", last):
                continue
        return unit, last, loose
    spaced = _spaced_unit(text, at)
    return (*spaced, loose) if spaced else (None, end, False)


def _spaced_unit(text: str, at: int) -> tuple[Unit, int] | None:
    """Return a Chinese unit that is written with blanks (兆 瓦)."""
    window = text[at : at + 8]
    if " " not in window or window[:1].isascii():
        return None
    places = [at + step for step, char in enumerate(window) if char != " "]
    dense = window.replace(" ", "")
    for size in _UNIT_LENGTHS.get(dense[:1], ()):
        unit = UNITS.get(dense[:size])
        if unit is not None and 1 < size <= len(places):
            return unit, places[size - 1] + 1
    return None


def _is_latin(text: str, at: int) -> bool:
    return at < len(text) and "a" <= text[at] <= "z"


def _read_joined(
    text: str, first: _Number, *, start: int, currency: str
) -> Measure | None:
    """Return the range that begins with a number, or None if it is no range."""
    at = _skip_blank(text, first.end)
    join = next((word for word in _JOINS if text.startswith(word, at)), None)
    if join is None and text.startswith("and ", at):
        join = "and" if text[max(0, start - 8) : start] == "between " else None
    if join is None:
        return None
    second = _read_number(text, _skip_blank(text, at + len(join)))
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
    text: str, first: _Number, second: _Number, *, start: int, currency: str
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
    at = _skip_blank(text, end)
    best = ("", end)
    for word, rate in _RATES_AT.get(text[at : at + 1], ()):
        last = at + len(word)
        if text.startswith(word, at) and last > best[1]:
            is_open = word[-1].isascii() and _is_latin(text, last)
            best = best if is_open else (rate, last)
    if best[0]:
        return best
    if text.startswith(("/", "每"), at) and text[at + 1 : at + 2] not in _ASCII_DIGITS:
        for size in _UNIT_LENGTHS.get(text[at + 1 : at + 2], ()):
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
