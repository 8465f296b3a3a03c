"""Dates as they are known: by day, by month or by year, as spans of days.

A date that is known only by its month may be any day of it. All arithmetic on such
dates gives intervals; nothing is set to the first or the fifteenth.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.errors import DataError, Problem

Days = NDArray[np.datetime64]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

_TEXT: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_NOT_A_DAY: Final = np.datetime64("NaT", "D")
#: So many faulty dates are named; more would hide the rest of a message.
_MOST_NAMED: Final = 20


@dataclass(frozen=True, eq=False)
class DateSpans:
    """The first and the last day that each date may mean.

    Parameters
    ----------
    first, last : (n,) datetime64[D] arrays
        NaT where the date is not known; equal where it is known by day.
    """

    first: Days
    last: Days

    @property
    def is_known(self) -> BoolArray:
        """True where anything is known of the date."""
        return np.asarray(~np.isnat(self.first))

    @property
    def is_exact(self) -> BoolArray:
        """True where the day is known."""
        return np.asarray(self.first == self.last)

    def until(self, day: date) -> DateSpans:
        """Return the part of each span that is not after a day.

        A span that begins after the day is kept as it is: see `is_after`.
        """
        limit = np.datetime64(day, "D")
        cut = np.where(self.first <= limit, np.minimum(self.last, limit), self.last)
        return DateSpans(self.first, cut)

    def is_after(self, day: date) -> BoolArray:
        """Return where the whole span lies after a day; False where not known."""
        return np.asarray(self.first > np.datetime64(day, "D"))

    def only(self, mask: BoolArray) -> DateSpans:
        """Return the spans where `mask` is True; elsewhere nothing is known."""
        return DateSpans(
            np.where(mask, self.first, _NOT_A_DAY),
            np.where(mask, self.last, _NOT_A_DAY),
        )


def parse_span(text: str) -> tuple[date, date]:
    """Return the first and the last day of a date of any precision.

    Parameters
    ----------
    text : str
        ``2023``, ``2023-03`` or ``2023-03-20``.

    Raises
    ------
    DataError
        If it is no such date, or no day of the calendar.
    """
    match = _TEXT.fullmatch(text)
    if match is not None:
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            if year is not None and month is None:
                return date(year, 1, 1), date(year, 12, 31)
            if year is not None and month is not None and day is None:
                last = calendar.monthrange(year, month)[1]
                return date(year, month, 1), date(year, month, last)
            return date.fromisoformat(text), date.fromisoformat(text)
        except ValueError:
            pass
    message = (
        f"is {text!r}; expected a date as year, month or day, such as 2023, "
        "2023-03 or 2023-03-20: correct the record"
    )
    raise DataError([Problem("date", message)])


def date_spans(dates: pd.Series | Sequence[object], *, field: str) -> DateSpans:
    """Read a column of dates of any precision.

    Parameters
    ----------
    dates : (n,) series or sequence
        Texts as `parse_span` takes them; None, NaN and NA are not known.
    field : str
        Name of the column, for the message of a fault.

    Returns
    -------
    DateSpans

    Raises
    ------
    DataError
        With each text that is no date (the first twenty).
    """
    codes, texts = pd.factorize(np.asarray(dates, dtype=object))
    first = np.full(len(texts) + 1, _NOT_A_DAY, dtype="datetime64[D]")
    last = first.copy()
    problems: list[Problem] = []
    for place, text in enumerate(texts):
        try:
            first[place], last[place] = parse_span(str(text))
        except DataError as error:
            problems += [Problem(field, one.message) for one in error.problems]
    if problems:
        raise DataError(problems[:_MOST_NAMED])
    # The code of what is not known is -1: the last place, which stays NaT.
    return DateSpans(first[codes], last[codes])


def earliest(one: DateSpans, other: DateSpans) -> DateSpans:
    """Return when the first of two events was, as far as it is known."""
    return DateSpans(
        np.fmin(one.first, other.first),
        np.fmin(one.last, other.last),
    )


def days_between(start: Days, end: Days) -> FloatArray:
    """Return the days from `start` to `end`; NaN where one is not known.

    Parameters
    ----------
    start, end : (n,) datetime64[D] arrays
        Days, NaT where not known.
    """
    days = (end - start).astype("timedelta64[D]")
    count = days.astype(np.float64)
    count[np.isnat(days)] = np.nan
    return count


def month_end(month: str) -> date:
    """Return the last day of a month ``YYYY-MM``.

    Raises
    ------
    DataError
        If it is no month.
    """
    if len(month) == 7:
        return parse_span(month)[1]
    message = f"is {month!r}; expected a month such as 2023-06"
    raise DataError([Problem("month", message)])


def month_before(month: str) -> str:
    """Return the month before a month ``YYYY-MM``."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1:04d}-12" if number == 1 else f"{year:04d}-{number - 1:02d}"


def months_of_year(month: str) -> tuple[str, ...]:
    """Return the months from January to a month ``YYYY-MM``, both included."""
    return tuple(f"{month[:4]}-{number:02d}" for number in range(1, int(month[5:]) + 1))


def year_share(day: date) -> float:
    """Return the share of the year that is over at the end of a day."""
    length = 366 if calendar.isleap(day.year) else 365
    return day.timetuple().tm_yday / length
