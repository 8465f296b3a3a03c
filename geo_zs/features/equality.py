"""Features whose property equals a value, by an index made when it is first asked."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.errors import Problem, QueryError
from geo_zs.features.encode import plain_cells

if TYPE_CHECKING:
    from geo_zs.features.collection import Collection
    from geo_zs.features.properties import Property

_WORDS: Final = {"true": True, "false": False}
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_INTEGER: Final = re.compile(r"[+-]?\d{1,18}")
_NUMBER: Final = re.compile(
    r"[+-]?(\d{1,300}\.?\d{0,300}|\.\d{1,300})([eE][+-]?\d{1,4})?"
)


def rows_equal(collection: Collection, name: str, text: str) -> NDArray[np.intp]:
    """Return the rows whose property equals a value.

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
    (m,) int array
        Rows in their order; rows whose value is not known are never among them.

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
    return _index(collection, one).get(value, np.empty(0, dtype=np.intp))


def typed_value(one: Property, text: str) -> bool | float | str:
    """Return a value of a property from its text.

    Raises
    ------
    QueryError
        If the text is no such value.
    """
    value: bool | float | str | None = text
    if one.type == "boolean":
        value = _WORDS.get(text)
        expected = "true or false"
    elif one.type == "integer":
        value = int(text) if _INTEGER.fullmatch(text) and text.isascii() else None
        expected = "a whole number"
    elif one.type == "number":
        value = float(text) if _NUMBER.fullmatch(text) and text.isascii() else None
        value = value if value is not None and math.isfinite(value) else None
        expected = "a number"
    elif one.type == "date":
        value = text if _is_day(text) else None
        expected = "a day (2024-03-01)"
    elif one.enum and text not in one.enum:
        value = None
        expected = f"one of {', '.join(one.enum)}"
    if value is None:
        raise QueryError([Problem(one.name, f"is {text[:80]!r}; expected {expected}")])
    return value


def _is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar."""
    if not _DAY.fullmatch(text) or not text.isascii():
        return False
    try:
        np.datetime64(text, "D")
    except ValueError:
        return False
    return True


def _index(collection: Collection, one: Property) -> dict[Any, NDArray[np.intp]]:
    """Return value → rows of a property, made when it is first asked for."""
    key = ("index", one.name)
    found = collection.kept.get(key)
    if found is None:
        rows: dict[Any, list[int]] = {}
        cells = plain_cells(collection.frame[one.name], one.type)
        for row, cell in enumerate(cells):
            items = dict.fromkeys(cell) if isinstance(cell, tuple) else (cell,)
            for item in items:
                if item is not None:
                    rows.setdefault(item, []).append(row)
        found = collection.kept.setdefault(
            key, {value: np.array(at, dtype=np.intp) for value, at in rows.items()}
        )
    assert isinstance(found, dict)  # noqa: S101  nothing else is kept there
    return found
