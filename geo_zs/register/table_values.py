"""Check the values of a row against the schema of its table."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pandas as pd

from geo_zs.register.faults import RecordFault, fault, shown
from geo_zs.register.fields import RecordField, fields
from geo_zs.register.names import Names
from geo_zs.register.table_faults import table_fault
from geo_zs.register.values import (
    LONGEST,
    credit_check_character,
    date_fault,
    text_fault,
)
from geo_zs.text_guard import is_seen
from geo_zs.units import is_money

Finding = tuple[str, dict[str, object]]
Checker = Callable[[Any, Names], tuple[Any, Finding | None]]

#: Field → vocabulary of `Names` that holds its keys.
_KEYS: Final[Mapping[str, str]] = {
    "league": "leagues",
    "park_id": "parks",
    "industry_tags": "industry_tags",
}
#: The region itself, which targets may be set for beside the leagues.
REGION: Final = "150000"
#: What looks like a month and is none.
_NO_MONTH: Final = re.compile(r"\d{4}-(?:00|1[3-9]|[2-9]\d)", re.ASCII)
_DATES: Final = ("date", "month")


def check_row(
    table: str,
    values: Mapping[str, object],
    known: Names,
    *,
    derived: Collection[str] = (),
    row: int | None = None,
) -> tuple[dict[str, Any], list[RecordFault]]:
    """Check each given value by itself.

    Parameters
    ----------
    table : str
        Name of the schema: ``ledger``, ``companies``, ….
    values : mapping of str to object
        By the names of the fields; None, NaN and an empty text say that a value is
        not known.
    known : Names
        Keys that a row may name.
    derived : collection of str
        Fields that the register gives itself; what comes for them is not read.
    row : int or None
        Number of the row among many, for the faults.

    Returns
    -------
    dict
        The values as the register keeps them; lists as text with ``;`` between.
    list of RecordFault
        All faults, in the order of the values.
    """
    checkers = _checkers(table)
    kept: dict[str, Any] = {}
    faults: list[RecordFault] = []
    for name, value in values.items():
        if name in derived:
            continue
        checker = checkers.get(name)
        if checker is None:
            faults.append(fault(shown(name)[1:-1], "unknown_field", row=row))
            continue
        if _is_missing(value):
            kept[name] = None
            continue
        kept[name], finding = checker(value, known)
        if finding is not None:
            faults.append(table_fault(name, finding[0], finding[1], row=row))
    return kept, faults


def missing_faults(
    table: str,
    row: Mapping[str, Any],
    own: Collection[RecordFault],
    *,
    number: int | None = None,
) -> list[RecordFault]:
    """Return a fault for each required field that is empty, or shows nothing."""
    faulty = {one.field for one in own}
    return [
        table_fault(field.name, "needed", row=number)
        for field in fields(table)
        if field.is_required
        and field.name not in faulty
        and _is_blank(row.get(field.name))
    ]


def _is_blank(value: object) -> bool:
    """Tell whether a value says nothing to who reads it."""
    return value is None or (isinstance(value, str) and not is_seen(value))


@lru_cache(maxsize=16)
def _checkers(table: str) -> dict[str, Checker]:
    """Return the checker of each field of a table."""
    makers = {
        "number": _number_checker,
        "integer": _number_checker,
        "boolean": lambda _: _check_boolean,
        "string": _text_checker,
    }
    return {
        field.name: _list_checker(field) if field.is_list else makers[field.type](field)
        for field in fields(table)
    }


def _is_missing(value: object) -> bool:
    """Tell whether a value says that nothing is known."""
    if value is None or value is pd.NA or value == "":
        return True
    return isinstance(value, float | np.floating) and math.isnan(value)


def _check_boolean(value: Any, _: Names) -> tuple[Any, Finding | None]:  # noqa: ANN401
    """Return a value that is yes or no."""
    if isinstance(value, bool | np.bool_):
        return bool(value), None
    return None, ("not_boolean", {"value": shown(value)})


def _number_checker(field: RecordField) -> Checker:
    """Return the checker of a field of numbers."""
    unit = f" {field.unit}" if field.unit else ""
    is_whole = field.type == "integer"

    def check(value: Any, _: Names) -> tuple[Any, Finding | None]:  # noqa: ANN401
        is_number = isinstance(value, int | float | np.integer | np.floating)
        if not is_number or isinstance(value, bool) or not math.isfinite(value):
            return None, ("not_number", {"value": shown(value)})
        number = float(value)
        if field.minimum is not None and number < field.minimum:
            low = f"{field.minimum:.12g}"
            return None, (
                "too_small",
                {"value": shown(value), "minimum": low, "unit": unit},
            )
        if field.maximum is not None and number > field.maximum:
            high = f"{field.maximum:.12g}"
            return None, (
                "too_large",
                {"value": shown(value), "maximum": high, "unit": unit},
            )
        if not is_whole:
            return number + 0.0, None  # no negative zero
        if not number.is_integer():
            return None, ("not_whole", {"value": shown(value)})
        return int(number), None

    return check


def _text_checker(field: RecordField) -> Checker:
    """Return the checker of a field of text."""
    allowed = frozenset(field.allowed)
    pattern = re.compile(field.pattern, re.ASCII) if field.pattern else None
    is_date = field.quantity in _DATES or field.name.endswith("_date")
    most = field.max_length or LONGEST

    def check(value: Any, known: Names) -> tuple[Any, Finding | None]:  # noqa: ANN401
        finding = text_fault(value, most)
        if finding is not None:
            return None, finding
        text = str(value)
        if allowed and text not in allowed:
            words = ", ".join(field.allowed)
            return None, ("not_allowed", {"value": shown(text), "allowed": words})
        wrong = _word_fault(field, text, is_date=is_date)
        if wrong is not None:
            return None, wrong
        if pattern is not None and pattern.fullmatch(text) is None:
            form = field.form
            return None, ("bad_pattern", {"value": shown(text), "form": form})
        if field.name == "credit_code" and text[17] != credit_check_character(text):
            expected = credit_check_character(text)
            told: dict[str, object] = {"value": shown(text), "expected": expected}
            return None, ("bad_check_character", told)
        return text, _key_fault(field, text, known)

    return check


def _word_fault(field: RecordField, text: str, *, is_date: bool) -> Finding | None:
    """Return what is wrong with a month, a date or a code of money."""
    if field.quantity == "month" and _NO_MONTH.fullmatch(text):
        return "no_such_month", {"value": shown(text)}
    is_code = field.name == "currency" and re.fullmatch("[A-Z]{3}", text)
    if is_code and not is_money(text):
        return "not_money", {"value": shown(text)}
    return date_fault(text) if is_date else None


def _key_fault(field: RecordField, text: str, known: Names) -> Finding | None:
    """Return what is wrong with a key of the shipped data."""
    if field.name == "adcode":
        keys: Collection[str] = {*known.leagues, REGION} if known.leagues else ()
    elif field.name in _KEYS:
        keys = getattr(known, _KEYS[field.name])
    else:
        return None
    return (
        ("unknown_key", {"value": shown(text)}) if keys and text not in keys else None
    )


def _list_checker(field: RecordField) -> Checker:
    """Return the checker of a field of lists of keys."""
    vocabulary = _KEYS.get(field.name)

    def check(value: Any, known: Names) -> tuple[Any, Finding | None]:  # noqa: ANN401
        if not isinstance(value, str | list | tuple):
            return None, ("not_list", {"value": shown(value)})
        items = value.split(";") if isinstance(value, str) else list(value)
        kept: list[str] = []
        keys = getattr(known, vocabulary) if vocabulary else ()
        for item in items:
            finding = text_fault(item)
            if finding is not None:
                return None, finding
            word = item.strip()
            if ";" in word or (keys and word and word not in keys):
                return None, ("unknown_key", {"value": shown(item)})
            if word and word not in kept:
                kept.append(word)
        joined = ";".join(kept)
        return joined or None, text_fault(joined, 1000)

    return check
