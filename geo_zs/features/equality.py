"""Features whose property equals a value."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.errors import Problem, QueryError

if TYPE_CHECKING:
    from geo_zs.features.collection import Collection
    from geo_zs.features.properties import Property

#: GDAL writes a truth value as a number.
_WORDS: Final = {"true": True, "false": False, "1": True, "0": False}
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_INTEGER: Final = re.compile(r"[+-]?\d{1,18}")
#: Whole numbers that every reader of JSON keeps exactly.
_EXACT: Final = 2**53 - 1
_NUMBER: Final = re.compile(
    r"[+-]?(\d{1,300}\.?\d{0,300}|\.\d{1,300})([eE][+-]?\d{1,4})?"
)


def is_equal(collection: Collection, name: str, text: str) -> NDArray[np.bool_]:
    """Tell which features have a value in a property.

    Parameters
    ----------
    collection : Collection
        What is asked.
    name : str
        A property.
    text : str
        The value as a parameter gives it: ``true``, ``12.5``, ``2024-03-01``, a
        word. Of an array it is one item.

    Returns
    -------
    (n,) bool array
        False where the value is not known.

    Raises
    ------
    QueryError
        If there is no such property, or the value is not of its type or not among
        its closed set.
    """
    one = collection.property(name)
    if one is None:
        known = ", ".join(collection.by_name)
        message = f"is not a property of {collection.id}; expected one of {known}"
        raise QueryError([Problem(name[:200], message)])
    value = typed_value(one, text)
    column = collection.frame[name]
    if one.type == "array":
        cells = column.tolist()
        return np.array([bool(cell) and value in cell for cell in cells], dtype=bool)
    if one.type in ("integer", "boolean"):
        return (column == value).to_numpy(dtype=bool, na_value=False)
    return np.asarray(column.to_numpy() == value, dtype=bool)


def typed_value(one: Property, text: str) -> bool | float | str | date:
    """Return a value of a property from its text.

    Raises
    ------
    QueryError
        If the text is no such value.
    """
    value: bool | float | str | date | None = text
    expected = zh = ""
    if one.type == "boolean":
        value = _WORDS.get(text)
        expected, zh = "true or false (or 1, 0)", "true 或 false（或 1、0）"
    elif one.type == "integer":
        value = int(text) if _INTEGER.fullmatch(text) and text.isascii() else None
        value = None if value is None or abs(value) > _EXACT else value
        expected, zh = f"a whole number in ±{_EXACT}", f"±{_EXACT} 内的整数"
    elif one.type == "number":
        value = float(text) if _NUMBER.fullmatch(text) and text.isascii() else None
        value = value if value is not None and math.isfinite(value) else None
        expected, zh = "a number", "数"
    elif one.type == "date":
        value = _day(text)
        expected, zh = "a day (2024-03-01)", "日期（2024-03-01）"
    elif one.enum and text not in one.enum:
        value = None
        expected = f"one of {', '.join(one.enum)}"
        zh = f"下列之一：{'、'.join(one.enum)}"
    if value is None:
        message = f"is {text[:80]!r}; expected {expected}"
        zh = f"“{text[:80]}”不能用，须为{zh}"
        raise QueryError([Problem(one.name, message, zh=zh)])
    return value


def _day(text: str) -> date | None:
    """Return a day of the calendar; None if the text is none."""
    if not _DAY.fullmatch(text) or not text.isascii():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
