"""A written number in its parts: digits or a Chinese numeral, and the unit behind.

Only what is one plain number is read. A range, a bound or two numbers are told apart,
so that none of them is taken for the number itself.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from geo_zs import text, text_guard

Kind = Literal["plain", "approximate", "range", "bound", "several", "commas", "none"]

_FAST: Final = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
_DIGITS: Final = re.compile(r"[-+]?\d+(?:,\d+)*(?:\.\d+)?(?:e[-+]?\d+)?|[-+]?\.\d+")
_GROUPED: Final = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SPACED: Final = re.compile(r"[-+]?\d{1,3}(?: \d{3})+(?:\.\d+)?")
_HAN: Final = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟点"
_NUMERAL: Final = re.compile(rf"[{_HAN}]+|\d+(?:\.\d+)?[万亿][\d{_HAN}.]*")
_ABOUT: Final = re.compile(
    r"^(?:约为|约|大约|大概|近|估算|估计|预计|~|≈|ca\.?|about)\s*"
)
_ABOUT_LAST: Final = re.compile(r"(?:左右|上下|许)$")
_BOUND: Final = re.compile(
    r"^(?:超过|超|逾|不低于|不少于|不超过|不高于|至少|至多|最多|最少|大于|小于|高于|低于|不足"
    r"|[<>≤≥＜＞]=?|over|under|up to|at least|at most|more than|less than)\s*"
)
_BOUND_LAST: Final = re.compile(r"(?:以上|以下|以内|之内|起|\+|多)$")
_LOOSE: Final = re.compile(rf"(?<=[\d{_HAN}])[余多来](?=\D|$)")
_CURRENCY_FIRST: Final = re.compile(r"^(人民币|rmb|cny|us\$|usd|eur|hkd|jpy|¥|￥)\s*")
_FIRST_AS_UNIT: Final = {
    **{"us$": "usd", "usd": "usd", "eur": "eur", "hkd": "hkd", "jpy": "jpy"},
}
#: Words for the yuan that name it; ¥ may be the yen.
_YUAN: Final = frozenset(("人民币", "rmb", "cny"))
_DASH: Final = r"(?:-|~|—|–|－|～|至|到)+"


class Written(NamedTuple):
    """A written number.

    Parameters
    ----------
    kind : str
        ``plain`` or ``approximate`` have a number; all others have none.
    number : float
        NaN where there is none.
    unit : str
        What stands behind it; empty if nothing does.
    parts : tuple of str
        The ends of a range.
    is_yuan : bool
        Whether the yuan is named before the number.
    has_sign : bool
        Whether ¥ stands before it: the yuan, unless the unit names the yen.
    """

    kind: Kind
    number: float
    unit: str
    parts: tuple[str, ...] = ()
    is_yuan: bool = False
    has_sign: bool = False


_NAN: Final = float("nan")


def read_number(cell: str, knows: Callable[[str], bool]) -> Written:
    """Return a written number in its parts.

    Parameters
    ----------
    cell : str
        The cell, as it came.
    knows : callable
        Tells of a text behind a number whether it is a unit of the field; used to
        leave the 万 of 万元 to the unit and that of 三万 to the number.
    """
    fast = cell.strip()
    if _FAST.fullmatch(fast):
        return Written("plain", float(fast.replace(",", "")), "")
    if text_guard.odd_digit(cell):
        return Written("none", _NAN, "")
    written = text.to_simplified(text.clean(cell)).casefold()
    kind: Kind = "plain"
    shorter = _ABOUT_LAST.sub("", _ABOUT.sub("", written))
    if shorter != written:
        written, kind = shorter.strip(), "approximate"
    if _BOUND.search(written) or _BOUND_LAST.search(written) or _LOOSE.search(written):
        return Written("bound", _NAN, "")
    has_sign = written.startswith(("¥", "￥"))
    written, unit_first, is_yuan = _without_currency(written)
    ends = _range(written, knows)
    if ends is not None:
        return Written("range", _NAN, "", ends)
    found = _split(written, knows)
    number, unit = found or (_NAN, "")
    if not math.isfinite(number):
        kind = "none" if found else _wrong_kind(written)
        return Written(kind, _NAN, "")
    if unit_first and not unit.endswith(unit_first):
        unit += unit_first
    return Written(kind, number, unit, is_yuan=is_yuan, has_sign=has_sign)


def _without_currency(written: str) -> tuple[str, str, bool]:
    """Return a text without a currency before it, that as a unit, if it is yuan."""
    match = _CURRENCY_FIRST.match(written)
    if match is None:
        return written, "", False
    name = match[1]
    return written[match.end() :], _FIRST_AS_UNIT.get(name, ""), name in _YUAN


def _range(written: str, knows: Callable[[str], bool]) -> tuple[str, str] | None:
    """Return the two ends if a text is a range."""
    parts = re.split(_DASH, written)
    if len(parts) != 2 or not parts[0] or not parts[1]:
        return None
    if (
        _split(parts[0].strip(), knows) is None
        or _split(parts[1].strip(), knows) is None
    ):
        return None
    return parts[0].strip(), parts[1].strip()


def _split(written: str, knows: Callable[[str], bool]) -> tuple[float, str] | None:
    """Return number and unit, None if the text is no single number."""
    dense = written.replace(" ", "")
    if _SPACED.match(written) is None and re.search(r"\d \d", written):
        return None
    bare = dense.translate(_NO_BRACKETS)
    digits = _DIGITS.match(bare)
    if digits is not None:
        unit = bare[digits.end() :]
        if not unit or knows(unit) or not re.search(rf"[\d{_HAN}]", unit):
            value = _float(digits[0])
            return None if value is None else (value, unit)
    return _with_numeral(bare, knows)


def _with_numeral(bare: str, knows: Callable[[str], bool]) -> tuple[float, str] | None:
    """Return a number in Chinese, or in digits and Chinese, with its unit.

    Of 三千万元 the unit is 千万元 and of 1亿5000万元 it is 元: what stands before the
    longest unit must be a plain numeral.
    """
    for start in range(1, len(bare) + 1):
        number, unit = bare[:start], bare[start:]
        if unit and not knows(unit):
            continue
        is_whole = any(mark in number for mark in "万亿")
        if is_whole and unit and unit[0] in "万亿":
            continue
        if _NUMERAL.fullmatch(number) or re.fullmatch(r"\d+(?:\.\d+)?", number):
            value = _numeral(number)
            if value is not None:
                return value, unit
    return None


def _float(digits: str) -> float | None:
    """Return digits as a number, None if commas stand in wrong places."""
    if "," in digits and _GROUPED.fullmatch(digits) is None:
        return None
    return float(digits.replace(",", ""))


@lru_cache(maxsize=4096)
def _numeral(numeral: str) -> float | None:
    """Return the value of a Chinese numeral, None if it is none."""
    import cn2an  # noqa: PLC0415  0.1 s, only for numerals in Chinese

    try:
        return float(cn2an.cn2an(numeral, "smart"))
    except (ValueError, KeyError, IndexError, OverflowError):
        return None


def _wrong_kind(written: str) -> Kind:
    """Say why a text is no number."""
    runs = _DIGITS.findall(written)
    if len(runs) > 1:
        return "several"
    if runs and "," in runs[0]:
        return "commas"
    return "none"


_NO_BRACKETS: Final = str.maketrans("", "", "()[]【】")
