"""Dates as the tables hold them, and the instants and intervals that requests name.

A date of a table may be a year or a month (``2023``, ``2023-03``): it stands for the
days of that year or month, so its time is an interval of whole days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.errors import Problem, QueryError

#: Times as (n,) arrays of datetime64.
TimeArray = NDArray[np.datetime64]

_INSTANT: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)"
    # GDAL writes a day without a time as ``2024-03-01T``.
    r"(?:T|[Tt ](\d\d):(\d\d):(\d\d)(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d))?"
)
_TABLE_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
#: Length of a date → its unit: a year, a month, a day.
_UNITS: Final = {4: "datetime64[Y]", 7: "datetime64[M]", 10: "datetime64[D]"}
_DAY: Final = np.timedelta64(1, "D")
_TICK: Final = np.timedelta64(1, "us")
_OPEN: Final = ("", "..")
_EXPECTED: Final = (
    "expected a date or date-time of RFC 3339 (2024-03-01, 2024-03-01T08:00:00Z), or "
    "two of them parted by '/', where '..' leaves one end open"
)
_EXPECTED_ZH: Final = (
    "须为 RFC 3339 的日期或时刻（2024-03-01、2024-03-01T08:00:00Z），"
    "或以“/”隔开的起止，一端可写“..”"
)


@dataclass(frozen=True)
class Interval:
    """A time to select by; a day is the interval of its moments.

    Parameters
    ----------
    start, end : datetime64[us] or None
        Both included, UTC; None where the interval is open.
    """

    start: np.datetime64 | None
    end: np.datetime64 | None


def parse_interval(text: str, *, field: str = "datetime") -> Interval:
    """Return the time that a parameter ``datetime`` names.

    Parameters
    ----------
    text : str
        An instant, or an interval of two with one end open at most.
    field : str
        Parameter, for the fault.

    Raises
    ------
    QueryError
        If it is none, or ends before it begins.
    """
    parts = text.split("/")
    if len(parts) > 2 or all(part in _OPEN for part in parts):
        raise _no_time(text, field)
    found = [None if part in _OPEN else _instant(part) for part in parts]
    if any(
        one is None and part not in _OPEN
        for one, part in zip(found, parts, strict=True)
    ) or (len(parts) == 1 and parts[0] in _OPEN):
        raise _no_time(text, field)
    first, last = found[0], found[-1]
    interval = Interval(first[0] if first else None, last[1] if last else None)
    if first and last and first[0] > last[1]:
        message = f"is {text[:80]!r}, which ends before it begins; turn it round"
        zh = f"“{text[:80]}”的止早于起，请对调"
        raise QueryError([Problem(field, message, zh=zh)])
    return interval


def _no_time(text: str, field: str) -> QueryError:
    """Return the error for a text that is no time."""
    zh = f"“{text[:80]}”不是时间；{_EXPECTED_ZH}"
    return QueryError([Problem(field, f"is {text[:80]!r}; {_EXPECTED}", zh=zh)])


def _instant(text: str) -> tuple[np.datetime64, np.datetime64] | None:
    """Return the first and last moment of a date or date-time; None if it is none."""
    match = _INSTANT.fullmatch(text)
    if match is None or not text.isascii():
        return None
    day, hour, minute, second, fraction, zone = match.groups()
    try:
        start = np.datetime64(day, "us")
    except ValueError:
        return None
    if hour is None:
        return start, start + _DAY - _TICK
    hours, minutes, seconds = int(hour), int(minute), int(second)
    if hours > 23 or minutes > 59 or seconds > 60:
        return None
    micros = round(float(fraction or 0) * 1e6)
    total = (hours * 60 + minutes) * 60 + seconds
    moment = start + np.timedelta64(total * 1_000_000 + micros, "us")
    if zone not in ("Z", "z"):
        off_hours, off_minutes = int(zone[1:3]), int(zone[4:6])
        if off_hours > 23 or off_minutes > 59:
            return None
        offset = np.timedelta64(off_hours * 60 + off_minutes, "m")
        moment = moment - offset if zone[0] == "+" else moment + offset
    return moment, moment


def day_bounds(dates: Iterable[Any]) -> tuple[TimeArray, TimeArray]:
    """Return the first and last day of dates as the tables hold them.

    Parameters
    ----------
    dates : iterable of n str
        ``2023``, ``2023-03`` or ``2023-03-15``; anything else is not known.

    Returns
    -------
    first, last : (n,) datetime64[D] arrays
        NaT where not known.
    """
    first: list[Any] = []
    last: list[Any] = []
    for date in dates:
        low, high = _days(date)
        first.append(low)
        last.append(high)
    return (
        np.array(first, dtype="datetime64[D]"),
        np.array(last, dtype="datetime64[D]"),
    )


def _days(date: object) -> tuple[np.datetime64, np.datetime64]:
    """Return the first and last day of one date."""
    nothing = np.datetime64("NaT", "D")
    if not isinstance(date, str) or not _TABLE_DATE.fullmatch(date):
        return nothing, nothing
    try:
        begun: Any = np.array(date, dtype=_UNITS[len(date)])
    except ValueError:
        return nothing, nothing
    after = (begun + 1).astype("datetime64[D]")
    return begun.astype("datetime64[D]")[()], (after - _DAY)[()]


def meets(first: TimeArray, last: TimeArray, interval: Interval) -> NDArray[np.bool_]:
    """Tell which times meet an interval.

    Parameters
    ----------
    first, last : (n,) arrays
        First and last day of each feature; NaT where it has no time.
    interval : Interval

    Returns
    -------
    (n,) bool array
        True also where a feature has no time: the standard
        (``/req/core/fc-time-response`` C) lets the parameter match those too.
    """
    is_met = np.ones(len(first), dtype=bool)
    if interval.start is not None:
        is_met &= ~(last + _DAY <= interval.start)
    if interval.end is not None:
        is_met &= ~(first > interval.end)
    return is_met
