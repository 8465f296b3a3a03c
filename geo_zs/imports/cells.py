"""Cells → values of one field: what came is parsed once for each different cell.

A reader of a field takes a cell and returns what it means and what is to be said of
it. Text stays as it came wherever it can be stored; it is never run and never mended.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import NoneType
from typing import Any, Final, NamedTuple

from geo_zs import text, text_guard
from geo_zs.imports.fault_book import FaultBook, Remark
from geo_zs.register.fields import RecordField

#: What stands in a cell that is not known; of free text only the first ones.
_DASHES: Final = frozenset(("-", "--", "—", "——", "－", "/", "\\", "…", "……"))
_BLANKS: Final = _DASHES | frozenset(
    (
        *("无", "暂无", "没有", "待定", "未定", "不详", "未知", "空", "待补充", "待填"),
        *("n/a", "na", "null", "none", "nil", "tbd", "unknown", "#n/a"),
    )
)
#: Characters that no database, JSON or workbook keeps; blanks and ends of line may.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_HALF: Final = re.compile(r"[\ud800-\udfff]")
#: Marks that turn the direction of writing, or hide.
_DIRECTION: Final = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_MARKUP: Final = re.compile(r"<\s*[/!?]?\s*[a-zA-Z][^<>]{0,200}>?|&#?\w{2,8};")
#: Largest whole number that a spreadsheet keeps digit by digit.
_EXACT: Final = 10**15
#: Fields whose text is a code, in capitals without blanks.
_CODES: Final = frozenset(
    ("credit_code", "project_code", "gb_t_4754", "pledged_currency", "currency")
)
_CURRENCY_WORDS: Final = {
    **{"人民币": "CNY", "元": "CNY", "人民币元": "CNY", "RMB": "CNY", "CNY": "CNY"},
    **{"美元": "USD", "美金": "USD", "欧元": "EUR", "港元": "HKD", "港币": "HKD"},
    **{"日元": "JPY", "英镑": "GBP", "卢布": "RUB", "韩元": "KRW", "澳元": "AUD"},
}


class Parsed(NamedTuple):
    """What a cell means.

    Parameters
    ----------
    value : object
        None if nothing is known.
    remarks : tuple of Remark
        What is to be said of it.
    extra : object
        What belongs to other fields (currency and amount of foreign money).
    """

    value: Any
    remarks: tuple[Remark, ...] = ()
    extra: Any = None


NOTHING: Final = Parsed(None)
#: Cell (never None) → what it means.
CellReader = Callable[[Any], Parsed]


@dataclass
class ColumnReading:
    """What the cells of a column mean.

    Parameters
    ----------
    values : list
        One for each row; None where nothing is known.
    extras : list of (row, extra)
        What belongs to other fields.
    """

    values: list[Any]
    extras: list[tuple[int, Any]] = field(default_factory=list)


def read_column(
    cells: Iterable[Any], reader: CellReader, book: FaultBook
) -> ColumnReading:
    """Read the cells of a column; each different cell is parsed once.

    Parameters
    ----------
    cells : iterable
        In the order of the rows.
    reader : callable
        Of the field.
    book : FaultBook
        Takes what is to be said.
    """
    given = list(cells)
    classes = list(map(type, given))
    is_mixed = len(set(classes) - {NoneType}) > 1  # 1, 1.0 and True are equal
    keys: list[Any] = list(zip(classes, given, strict=True)) if is_mixed else given
    known: dict[Any, Any] = {}
    told: dict[Any, tuple[tuple[int, ...], Any]] = {}
    for key in dict.fromkeys(keys):
        cell = key[1] if is_mixed else key
        if cell is None:
            known[key] = None
            continue
        parsed = reader(cell)
        known[key] = parsed.value
        if parsed.remarks or parsed.extra is not None:
            numbers = tuple(book.number(remark) for remark in parsed.remarks)
            told[key] = numbers, parsed.extra
    extras: list[tuple[int, Any]] = []
    rows, kinds = array("q"), array("q")
    for row, key in enumerate(keys) if told else ():
        if key not in told:
            continue
        numbers, extra = told[key]
        rows.extend([row] * len(numbers))
        kinds.extend(numbers)
        if extra is not None:
            extras.append((row, extra))
    book.add_pairs(rows, kinds)
    return ColumnReading([known[key] for key in keys], extras)


def is_blank(cell: object) -> bool:
    """Tell whether a cell says in words that nothing is known."""
    if cell is None:
        return True
    if isinstance(cell, float):
        return math.isnan(cell)
    if not isinstance(cell, str):
        return False
    return not cell or (len(cell) <= 8 and cell.strip().casefold() in _BLANKS)


def as_text(cell: object) -> str:
    """Return a cell as the text a person sees in it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return (
            str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
        )
    if isinstance(cell, dt.datetime):
        moment = cell.isoformat(sep=" ")
        return moment.removesuffix(" 00:00:00")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell)


def text_remarks(value: str, column: str, most: int | None) -> list[Remark]:
    """Return what is to be said of a text that is kept as it is.

    Parameters
    ----------
    value : str
        The text.
    column : str
        Header of its column.
    most : int or None
        Most characters of the field.
    """
    remarks: list[Remark] = []
    if most is not None and len(value) > most:
        remarks.append(
            Remark.of(
                "too_long", column=column, cell=value, length=len(value), most=most
            )
        )
    if value.strip() and not text_guard.is_seen(value):
        remarks.append(Remark.of("unseen_text", column=column, cell=value))
    if not value.isprintable():
        if _HALF.search(value):
            remarks.append(Remark.of("lone_surrogate", column=column, cell=value))
        if _CONTROL.search(value):
            remarks.append(Remark.of("control_characters", column=column, cell=value))
        if _DIRECTION.search(value):
            remarks.append(Remark.of("direction_marks", column=column, cell=value))
    if text_guard.is_risky(value):
        remarks.append(Remark.of("formula_like", column=column, cell=value))
    if ("<" in value or "&" in value) and _MARKUP.search(value):
        remarks.append(Remark.of("markup_like", column=column, cell=value))
    return remarks


def text_reader(spec: RecordField, column: str) -> CellReader:
    """Return the reader of a field of free text.

    Parameters
    ----------
    spec : RecordField
        The field.
    column : str
        Header of the column, for what is said.
    """

    def read(cell: Any) -> Parsed:  # noqa: ANN401  any cell
        if isinstance(cell, float) and math.isnan(cell):
            return NOTHING
        if isinstance(cell, int | float) and abs(cell) >= _EXACT:
            return Parsed(
                None, (Remark.of("code_digits_lost", column=column, cell=cell),)
            )
        value = text_guard.unguard_text(as_text(cell)).strip(" \u3000\u00a0\r\n")
        if not value or value in _DASHES:
            return NOTHING
        remarks = tuple(text_remarks(value, column, spec.max_length))
        if any(remark.is_error for remark in remarks):
            return Parsed(None, remarks)
        return Parsed(value, remarks)

    return read


def code_text(cell: Any, spec: RecordField) -> str:  # noqa: ANN401  any cell
    """Return a cell as a code is written: half width; capitals without blanks."""
    given = text_guard.unguard_text(as_text(cell))
    if text_guard.odd_digit(given):
        return given  # no code: a raised 2 is no 2
    value = text.clean(given)
    if spec.name in _CODES and value.isascii():
        value = value.replace(" ", "").upper()
    elif spec.name in _CODES:
        value = re.sub(r"[\s\u200b]+", "", value).upper()
        value = re.sub(r"[‐‑‒–—―－]", "-", value)
    return value


def pattern_reader(spec: RecordField, column: str) -> CellReader:
    """Return the reader of a field of codes: a pattern, not free text."""
    form = re.compile(spec.pattern or ".*", re.ASCII)
    expected = spec.form

    def read(cell: Any) -> Parsed:  # noqa: ANN401  any cell
        if is_blank(cell):
            return NOTHING
        if isinstance(cell, int | float) and abs(cell) >= _EXACT:
            return Parsed(
                None, (Remark.of("code_digits_lost", column=column, cell=cell),)
            )
        value = code_text(cell, spec)
        if spec.name in ("pledged_currency", "currency"):
            value = _CURRENCY_WORDS.get(text.to_simplified(value), value)
        if form.fullmatch(value) is None or not value.isprintable():
            remark = Remark.of(
                "bad_pattern", column=column, cell=cell, expected=expected
            )
            return Parsed(None, (remark,))
        return Parsed(value)

    return read
