"""Dates and timestamps: read from literals and text, and brought to one granularity.

A date is a day; a timestamp is a microsecond in UTC (finer digits are dropped). Text
of a property is read as instants where a filter uses it as such; a year or a month in
it (``2024``, ``2024-05``) stands for all its days.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final

import numpy as np
import pandas as pd

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.values import AnyArray, Kind, Values

#: The kinds that are instants.
INSTANTS: Final = frozenset({"date", "timestamp"})
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR_OR_MONTH: Final = re.compile(r"[0-9]{4}(-[0-9]{2})?")
_TIMESTAMP: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?"
    r"([Zz]|[+-][0-9]{2}:?[0-9]{2})?"
)


def read_date(text: str) -> np.datetime64:
    """Read ``2022-04-16``.

    Raises
    ------
    ValueError
        If the text is no date of the calendar.
    """
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    return np.datetime64(date.fromisoformat(text), "D")


def read_timestamp(text: str) -> np.datetime64:
    """Read ``2022-04-16T10:13:19Z``; without a zone it is UTC.

    Raises
    ------
    ValueError
        If the text is no timestamp.
    """
    if not _TIMESTAMP.fullmatch(text):
        raise ValueError(text)
    moment = datetime.fromisoformat(text.upper())
    if moment.tzinfo is not None:
        # Near the years 1 and 9999 the moment may leave the calendar.
        try:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
        except OverflowError as error:
            raise ValueError(text) from error
    return np.datetime64(moment, "us")


def as_instants(values: Values) -> Values | None:
    """Return values as dates or timestamps, or None if they are none.

    Raises
    ------
    Cql2Error
        As `first_and_last`, or if text of a property holds a year or a month.
    """
    found = first_and_last(values)
    if found is not None and found[0] is not found[1]:
        raise Cql2Error(
            message=f"{values.name} holds years or months; a whole day is needed here",
            zh=f"{values.name} 含有只到年或月的日期；此处须为完整日期",
        )
    return None if found is None else found[0]


def first_and_last(values: Values) -> tuple[Values, Values] | None:
    """Return the first and the last instant of values, or None if they are none.

    The text of a property is read: as dates if all of it are dates, years or months,
    otherwise as timestamps, a date then as its midnight.

    Parameters
    ----------
    values : Values
        Of any kind.

    Returns
    -------
    (Values, Values) or None
        The same object twice, unless there are years or months.

    Raises
    ------
    Cql2Error
        If a property of text holds something that is no instant.
    """
    if values.kind in INSTANTS or values.kind == "null":
        return values, values
    if values.kind != "string" or not values.is_property:
        return None
    codes, texts = pd.factorize(values.known[~values.unknown])
    try:
        kind, *ends = _read_texts(list(texts))
    except ValueError as error:
        name = values.name
        raise Cql2Error(
            message=f"{name} is text and not all of it is a date; compare it as text",
            zh=f"{name} 是文本，并非都是日期；请按文本比较",
        ) from error
    found = []
    for instants in ends:
        known = np.zeros(values.known.shape, dtype=instants.dtype)
        known[~values.unknown] = instants[codes]
        found.append(Values(kind, known, values.unknown, values.name, is_property=True))
    return found[0], found[-1]


def _read_texts(texts: list[str]) -> tuple[Kind, *tuple[AnyArray, ...]]:
    """Read all texts as dates if they are such, otherwise as timestamps.

    Returns their kind and an array of them; of years and months that of the first
    days and that of the last days.
    """
    if all(_DATE.fullmatch(text) for text in texts):
        return "date", np.array([read_date(text) for text in texts], "datetime64[D]")
    if all(_DATE.fullmatch(text) or _YEAR_OR_MONTH.fullmatch(text) for text in texts):
        days = np.array([_days(text) for text in texts], dtype="datetime64[D]")
        return "date", days[:, 0], days[:, 1]
    read = [
        read_date(text) if _DATE.fullmatch(text) else read_timestamp(text)
        for text in texts
    ]
    return "timestamp", np.array(read, dtype="datetime64[us]")


def _days(text: str) -> tuple[np.datetime64, np.datetime64]:
    """Return the first and the last day of a year, a month or a day."""
    if _DATE.fullmatch(text):
        return read_date(text), read_date(text)
    first = read_date(f"{text}-01-01"[:10])
    after = np.datetime64(text) + 1
    return first, after.astype("datetime64[D]") - np.timedelta64(1, "D")


def as_dates(values: Values) -> Values:
    """Return instants as dates: a timestamp counts as its day in UTC."""
    if values.kind != "timestamp":
        return values
    days = values.known.astype("datetime64[D]")
    return Values("date", days, values.unknown, values.name, values.is_property)


def same_granularity(left: Values, right: Values) -> tuple[Values, Values]:
    """Return two operands both as timestamps, or as dates if either is of dates."""
    if "date" in (left.kind, right.kind):
        return as_dates(left), as_dates(right)
    return left, right
