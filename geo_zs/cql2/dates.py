"""Dates and time stamps of a filter (RFC 3339), checked and brought to UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import Instant, Interval, Position

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIMESTAMP: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})"
    r"(?:\.([0-9]{1,9}))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))"
)


def read_date(text: str, at: Position = None) -> Instant:
    """Read a date, as ``2024-05-01``.

    Raises
    ------
    Cql2Error
        If the text is no date, or names a day that the calendar does not have.
    """
    if not _DATE.fullmatch(text):
        raise _fault(text, "a date such as 2024-05-01", "日期，例如 2024-05-01", at)
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise _no_such_day(text, at) from error
    return Instant(text, "date", at=at)


def read_timestamp(text: str, at: Position = None) -> Instant:
    """Read a time stamp with its offset from UTC, as ``2024-05-01T08:00:00+08:00``.

    A leap second, which only the last minute of a day in UTC can have, becomes the
    first second of the next day, as in the clocks of computers.

    Raises
    ------
    Cql2Error
        If the text is no time stamp, has no offset, or names a time that is not.
    """
    found = _TIMESTAMP.fullmatch(text)
    if not found:
        raise _fault(
            text,
            "a time stamp with Z or an offset, such as 2024-05-01T08:00:00Z",
            "带 Z 或时差的时间，例如 2024-05-01T08:00:00Z",
            at,
        )
    day, hour, minute, second, fraction, sign, ahead, ahead_minutes = found.groups()
    is_leap = second == "60"
    try:
        offset = timedelta(hours=int(ahead or 0), minutes=_minutes(ahead_minutes))
        local = datetime.combine(date.fromisoformat(day), datetime.min.time()).replace(
            hour=int(hour),
            minute=int(minute),
            second=59 if is_leap else int(second),
            tzinfo=timezone(-offset if sign == "-" else offset),
        )
        moment = local.astimezone(UTC)
        if is_leap:
            _check_leap_second(moment)
            moment += timedelta(seconds=1)
    except (ValueError, OverflowError) as error:
        raise _no_such_day(text, at) from error
    digits = (fraction or "").rstrip("0")
    value = moment.strftime("%m-%dT%H:%M:%S") + (f".{digits}" if digits else "")
    return Instant(f"{moment.year:04}-{value}Z", "timestamp", at=at)


def read_instant(text: str, at: Position = None) -> Instant:
    """Read a date, or a time stamp if the text has a time."""
    has_time = "T" in text.upper() or ":" in text
    return read_timestamp(text, at) if has_time else read_date(text, at)


def check_interval(interval: Interval) -> None:
    """Refuse an interval whose start is after its end, as far as both are known.

    Raises
    ------
    Cql2Error
        At the end of the interval.
    """
    start, end = interval.start, interval.end
    if not (isinstance(start, Instant) and isinstance(end, Instant)):
        return
    if _ordering(start) > _ordering(end) and start.value[:10] != end.value[:10]:
        is_wrong = True
    else:
        both_times = start.kind == end.kind == "timestamp"
        is_wrong = both_times and _ordering(start) > _ordering(end)
    if is_wrong:
        raise Cql2Error(
            message=f"the interval ends at {end.value}, before its start {start.value}",
            zh=f"时间段的结束 {end.value} 早于开始 {start.value}",
            at=end.at if end.at is not None else interval.at,
        )


def _ordering(instant: Instant) -> str:
    return instant.value.removesuffix("Z")


def _minutes(text: str | None) -> int:
    minutes = int(text or 0)
    if minutes > 59:
        message = "an offset has at most 59 minutes"
        raise ValueError(message)
    return minutes


def _check_leap_second(moment: datetime) -> None:
    if (moment.hour, moment.minute) != (23, 59):
        message = "a leap second is the last second of a day in UTC"
        raise ValueError(message)


def _fault(text: str, wanted: str, wanted_zh: str, at: Position) -> Cql2Error:
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    return Cql2Error(
        message=f"{shown!r} is not {wanted}",
        zh=f"“{shown}”不是{wanted_zh}",
        at=at,
        expected=(wanted,),
    )


def _no_such_day(text: str, at: Position) -> Cql2Error:
    return Cql2Error(
        message=f"{text!r} is no day or time of the calendar",
        zh=f"“{text}”不是日历上存在的日期或时间",
        at=at,
        expected=("a day and time that exist, from year 0001 to 9999",),
    )
