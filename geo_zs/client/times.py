"""Times as callers give them, and as the service reads them.

A time that the service would refuse is refused here, before anything is sent.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

#: An instant, or a text that is one.
Instant = date | datetime | str
#: An instant, or a pair whose open end is None.
Time = Instant | tuple[Instant | None, Instant | None]

_OPEN: Final = ("", "..")
_INSTANT: Final = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:T|[Tt ](?P<minute>\d\d:\d\d):(?P<second>\d\d)(?:\.(?P<part>\d{1,9}))?"
    r"(?P<zone>[Zz]|[+-]\d\d:\d\d))?",
    re.ASCII,
)


def time_text(given: Time | None) -> str | None:
    """Return an instant or an interval as the service reads it.

    Parameters
    ----------
    given : date, datetime, str, pair of them or None
        The open end of a pair is None. A `datetime` without a zone is UTC. Text is
        sent as it is.

    Raises
    ------
    ValueError
        If it is anything else, a pair that is open at both ends, or one that ends
        before it begins.
    """
    if given is None:
        return None
    if isinstance(given, str):
        text = given.strip()
        parts = text.split("/")
        if len(parts) > 2 or not (set(parts) - set(_OPEN)):
            raise _no_time(given)
        if len(parts) == 2:
            _check_order(*parts)
        else:
            _moments(text)
        return text
    if not isinstance(given, tuple | list):
        return _instant(given)
    if len(given) != 2 or given[0] is given[1] is None:
        message = (
            f"datetime has {len(given)} parts; expected (start, end), one of which "
            "may be None"
            if len(given) != 2
            else "datetime is open at both ends; leave it out"
        )
        raise ValueError(message)
    start, end = (".." if one is None else _instant(one) for one in given)
    _check_order(start, end)
    return f"{start}/{end}"


def _instant(given: object) -> str:
    """Return an instant as text of RFC 3339."""
    if isinstance(given, str):
        text = given.strip()
    # The time that pandas calls missing is a datetime, and not equal to itself.
    elif isinstance(given, datetime) and given == given:  # noqa: PLR0124  as said above
        zoned = given.replace(tzinfo=UTC) if given.tzinfo is None else given
        # Written in its own zone: the first and last days have no time of UTC.
        text = zoned.isoformat().replace("+00:00", "Z")
    elif isinstance(given, date) and not isinstance(given, datetime):
        text = given.isoformat()
    else:
        raise _no_time(given)
    _moments(text)
    return text


def _check_order(start: str, end: str) -> None:
    """Refuse an interval that ends before it begins."""
    if start in _OPEN or end in _OPEN:
        _moments(end if start in _OPEN else start)
    elif _moments(start)[0] > _moments(end)[1]:
        message = (
            f"datetime is {f'{start}/{end}'[:80]!r}, which ends before it begins; "
            "turn it round"
        )
        raise ValueError(message)


def _moments(text: str) -> tuple[datetime, datetime]:
    """Return the first and the last moment of a date or date-time.

    Raises
    ------
    ValueError
        If it is none.
    """
    found = _INSTANT.fullmatch(text)
    if found is None:
        raise _no_time(text)
    try:
        if found["minute"] is None:
            day = date.fromisoformat(found["day"])
            return (
                datetime.combine(day, time.min, UTC),
                datetime.combine(day, time.max, UTC),
            )
        # A leap second is a second of the service, and none of Python.
        leap = found["second"] == "60"
        second = "59" if leap else found["second"]
        moment = datetime.fromisoformat(
            f"{found['day']}T{found['minute']}:{second}"
            f".{(found['part'] or '0')[:6]:0<6}{found['zone'].upper()}"
        )
        moment += timedelta(seconds=int(leap))
    except (ValueError, OverflowError) as error:
        raise _no_time(text) from error
    return moment, moment


def _no_time(given: object) -> ValueError:
    """Return the error for what is no time."""
    return ValueError(
        f"datetime is {str(given)[:80]!r} ({type(given).__name__}); expected a date, a "
        "datetime, a pair (start, end) with None as an open end, or text such as "
        "'2024-03-01' (a whole day), '2024-03-01T08:00:00Z' or '2023-01-01/..'"
    )
