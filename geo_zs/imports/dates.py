"""Dates as bureaus write them → ``2023``, ``2023-03`` or ``2023-03-20``.

The precision that was written is kept, never padded. What may be two days is none.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any, Final

from geo_zs import text, text_guard
from geo_zs.imports.cells import NOTHING, CellReader, Parsed, is_blank
from geo_zs.imports.fault_book import Remark
from geo_zs.register.values import FIRST_YEAR, LAST_YEAR

#: Days of a spreadsheet count from here (1900 is taken for a leap year there).
_EPOCH: Final = dt.date(1899, 12, 30)
_SERIALS: Final = range(20_000, 73_051)  # 1954-10-03 to 2100-01-01
_CHINESE_DIGITS: Final = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")
_YMD: Final = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?\s*[月日号]?"
    r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
)
_DENSE: Final = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_YEAR: Final = re.compile(r"(\d{4})\s*年?(?:度)?")
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
_SHORT_YEAR: Final = re.compile(
    r"'?\d{2}\s*[-/.年]\s*\d{1,2}\s*(?:[-/.月]\s*\d{1,2}\s*日?)?月?"
)
_WORDS: Final = re.compile(
    r"(\d{4})\s*年?\s*(?:(\d{1,2})\s*月\s*(?:份|初|中|中旬|上旬|下旬|底|末|左右|前|前后)"
    r"|(?:年?初|年?底|年?末|年中|上半年|下半年|第?[一二三四1-4]季度|q[1-4]|[春夏秋冬]季?|内|左右))"
)
_ENGLISH: Final = (
    "%d %B %Y",
    "%B %d, %Y",
    "%d %b %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%b %d %Y",
)
_ENGLISH_MONTHS: Final = ("%B %Y", "%b %Y")


def date_reader(column: str, *, today: dt.date, is_stage: bool = False) -> CellReader:
    """Return the reader of a column of dates.

    Parameters
    ----------
    column : str
        Header of the column, for what is said.
    today : date
        A stage reached after it is told.
    is_stage : bool
        Whether the date says when something happened.
    """

    def read(cell: Any) -> Parsed:  # noqa: ANN401  any cell
        if is_blank(cell):
            return NOTHING
        found = _read(cell, column)
        if found.value is None:
            return found
        year = int(found.value[:4])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            remark = Remark.of(
                "date_out_of_range",
                column=column,
                cell=cell,
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
            return Parsed(None, (remark,))
        if is_stage and found.value > today.isoformat()[: len(found.value)]:
            remark = Remark.of(
                "date_in_future", column=column, cell=cell, today=today.isoformat()
            )
            return Parsed(found.value, (*found.remarks, remark))
        return found

    return read


#: A year and two digits: where they are no date, there is no such month.
_LIKE_A_MONTH: Final = re.compile(r"\d{4}[-./]\d{2}", re.ASCII)


def month_reader(column: str, *, today: dt.date) -> CellReader:
    """Return the reader of a column of months (``2023-06``).

    Notes
    -----
    The first day of a month, as spreadsheets store a month, is that month; any other
    day is shortened, and told.
    """
    as_date = date_reader(column, today=today)

    def read(cell: Any) -> Parsed:  # noqa: ANN401  any cell
        found = as_date(cell)
        if found.value is None:
            is_month = isinstance(cell, str) and _LIKE_A_MONTH.fullmatch(cell.strip())
            return _refused("no_such_month", cell, column) if is_month else found
        if len(found.value) == 4:
            return Parsed(None, (Remark.of("not_a_date", column=column, cell=cell),))
        month = found.value[:7]
        remarks = found.remarks
        if len(found.value) == 10 and not found.value.endswith("-01"):
            told = Remark.of("date_shortened", column=column, cell=cell, taken=month)
            remarks = (*remarks, told)
        return Parsed(month, remarks)

    return read


def _read(cell: Any, column: str) -> Parsed:  # noqa: ANN401  any cell
    """Return the date of a cell, whatever its year."""
    if isinstance(cell, bool | dt.time):
        return _refused("not_a_date", cell, column)
    if isinstance(cell, dt.datetime):
        return Parsed(cell.date().isoformat())
    if isinstance(cell, dt.date):
        return Parsed(cell.isoformat())
    if isinstance(cell, int | float):
        is_number = math.isfinite(cell)
        return (
            _number(cell, column) if is_number else _refused("not_a_date", cell, column)
        )
    return _text(str(cell), column)


def _refused(key: str, cell: object, column: str) -> Parsed:
    return Parsed(None, (Remark.of(key, column=column, cell=cell),))


def _day(year: str, month: str, day: str | None, cell: object, column: str) -> Parsed:
    """Return a month or day of the calendar, or say that there is none."""
    try:
        made = dt.date(int(year), int(month), int(day or 1))
    except ValueError:
        return _refused("no_such_day", cell, column)
    return Parsed(made.isoformat() if day else made.isoformat()[:7])


def _number(cell: float, column: str) -> Parsed:
    """Return the date that a number stands for: 2023, 202303, 20230320, 45005."""
    whole = int(cell)
    is_whole = float(cell).is_integer()
    if whole in _SERIALS:
        return _serial(whole, cell, column)
    if not is_whole and FIRST_YEAR <= whole <= LAST_YEAR:
        return _year_and_month(cell, column)
    if is_whole and FIRST_YEAR <= whole <= LAST_YEAR:
        return Parsed(str(whole))
    parts = _DENSE.fullmatch(str(whole)) if is_whole else None
    if parts and FIRST_YEAR <= int(parts[1]) <= LAST_YEAR:
        return _day(parts[1], parts[2], parts[3], cell, column)
    return _refused("not_a_date", cell, column)


def _year_and_month(cell: float, column: str) -> Parsed:
    """Return the month of a number such as 2023.3; 2023.1 may be October too."""
    year, _, decimals = repr(float(cell)).partition(".")
    if len(decimals) > 2:
        return _refused("not_a_date", cell, column)
    if decimals == "1":
        remark = Remark.of("lost_month_zero", column=column, cell=cell, year=year)
        return Parsed(None, (remark,))
    return _day(year, decimals, None, cell, column)


def _serial(days: int, cell: object, column: str) -> Parsed:
    """Return the day that a spreadsheet numbers so, and say so."""
    day = (_EPOCH + dt.timedelta(days=days)).isoformat()
    return Parsed(day, (Remark.of("date_serial", column=column, cell=cell, taken=day),))


def _text(cell: str, column: str) -> Parsed:
    """Return the date that a text names."""
    if text_guard.odd_digit(cell):
        return _refused("not_a_date", cell, column)
    written = _digits(text.clean(cell)).strip("。.，, ")
    parts = _YMD.fullmatch(written) or _DENSE.fullmatch(written)
    if parts:
        return _day(parts[1], parts[2], parts[3], cell, column)
    parts = _YEAR.fullmatch(written)
    if parts:
        return Parsed(parts[1])
    parts = _YEAR_LAST.fullmatch(written)
    if parts:
        return _year_last(parts, cell, column)
    if _SERIAL.fullmatch(written) and int(float(written)) in _SERIALS:
        return _serial(int(float(written)), cell, column)
    return _worded(written, cell, column)


def _worded(written: str, cell: str, column: str) -> Parsed:
    """Return the year or month of a date with words (年底, 3月中旬), or in English."""
    if _SHORT_YEAR.fullmatch(written):
        return _refused("two_digit_year", cell, column)
    parts = _WORDS.fullmatch(written.casefold())
    if parts is None:
        return _english(written, cell, column)
    taken: str | None = parts[1]
    if parts[2]:
        found = _day(parts[1], parts[2], None, cell, column)
        if found.value is None:
            return found
        taken = found.value
    told = Remark.of("date_shortened", column=column, cell=cell, taken=taken)
    return Parsed(taken, (told,))


def _year_last(parts: re.Match[str], cell: str, column: str) -> Parsed:
    """Return a date with the year last, if month and day can be told apart."""
    first, second = int(parts[1]), int(parts[2])
    if first > 12 and second > 12:
        return _refused("no_such_day", cell, column)
    if first > 12:
        return _day(parts[3], parts[2], parts[1], cell, column)
    if second > 12 or first == second:
        return _day(parts[3], parts[1], parts[2], cell, column)
    return _refused("ambiguous_date", cell, column)


def _english(written: str, cell: str, column: str) -> Parsed:
    """Return a date with an English month."""
    if written.isascii() and re.search(r"[A-Za-z]{3}", written):
        for form in (*_ENGLISH, *_ENGLISH_MONTHS):
            try:
                made = dt.datetime.strptime(written, form)  # noqa: DTZ007  a day only
            except ValueError:
                continue
            day = made.date().isoformat()
            return Parsed(day[:7] if form in _ENGLISH_MONTHS else day)
    return _refused("not_a_date", cell, column)


def _digits(written: str) -> str:
    """Return a date with Chinese numerals in digits (二〇二三年三月二十日)."""
    if written.isascii() or not re.search("[一二三四五六七八九十〇零]", written):
        return written
    if not re.match(r"[一二三四五六七八九〇零○\d]{4}\s*年", written):
        return written

    def ten(found: re.Match[str]) -> str:
        one = found[0]
        tens, _, ones = one.partition("十")
        value = "一二三四五六七八九".find(tens) + 1 if tens else 1
        return str(10 * value + ("一二三四五六七八九".find(ones) + 1 if ones else 0))

    year, mark, rest = written.partition("年")
    if "季" in rest or "半" in rest:
        return year.translate(_CHINESE_DIGITS) + mark + rest
    rest = re.sub(r"[一二三]?十[一二三四五六七八九]?", ten, rest)
    return (year + mark + rest).translate(_CHINESE_DIGITS)
