"""Domain values to plain ones: for JSON, and as text for a page.

The only way to JSON: NaN, NA and infinities become null, numbers of NumPy become
plain ones, tuples become arrays. Text stays as it is; it is escaped where it is
put into HTML, and nowhere else.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry


def plain(value: object) -> Any:  # noqa: ANN401, PLR0911 - JSON has six types
    """Return `value` in the types of JSON.

    Parameters
    ----------
    value : object
        A scalar, mapping, sequence or array; NaN, NA and NaT mean not known.

    Returns
    -------
    None, bool, int, float, str, list or dict
        Not known and infinite become None.

    Raises
    ------
    TypeError
        If a type has no meaning in JSON.
    """
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, np.ndarray | list | tuple | set | frozenset):
        items = sorted(value) if isinstance(value, set | frozenset) else value
        return [plain(item) for item in items]
    if isinstance(value, np.bool_):
        return bool(value)
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating):
        return float(value) if math.isfinite(value) else None
    if is_unknown(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, BaseGeometry):
        return plain(mapping(value))
    message = f"no JSON form for {type(value).__name__}"
    raise TypeError(message)


def is_unknown(value: object) -> bool:
    """Tell whether `value` stands for not known: None, NaN, NA, NaT, no text."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    if isinstance(value, float | np.floating):
        return math.isnan(value)
    return isinstance(value, str | tuple | list) and len(value) == 0


def record(frame: pd.DataFrame, key: str) -> dict[str, Any]:
    """Return one row of a frame by its index, as a dict without the geometry."""
    row = frame.loc[[key]].iloc[0]
    return {str(name): value for name, value in row.items() if name != "geometry"}


def records(frame: pd.DataFrame) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield index and values of each row, without the geometry."""
    columns = [str(name) for name in frame.columns if name != "geometry"]
    cells = (frame[name].tolist() for name in columns)
    for key, values in zip(frame.index, zip(*cells, strict=True), strict=True):
        yield str(key), dict(zip(columns, values, strict=True))


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as dicts."""
    return [row for _, row in records(frame)]


def to_json(value: object) -> str:
    """Return `value` as JSON text: Chinese as it is, the same input the same text."""
    return json.dumps(
        plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )


def given_text(value: float) -> str:
    """Return a figure of a table as it is given there, with thousands separators.

    Parameters
    ----------
    value : float
        A finite number, read from a table or from what somebody typed.

    Returns
    -------
    str
        ``1,964.8``, ``0.35``, ``6``: no digit is rounded away or added.
    """
    text = f"{Decimal(repr(float(value))):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number_text(value: float, *, digits: int | None = None) -> str:
    """Return a computed number for reading: rounded, with thousands separators.

    For sums, distances and scores; a figure of a table is `given_text`.

    Parameters
    ----------
    value : float
        A finite number.
    digits : int, optional
        Decimals; when not given, as many as the size of the number deserves.

    Returns
    -------
    str
        ``1,486``, ``6.2``, ``0.304``.
    """
    if digits is None:
        size = abs(value)
        digits = 0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 1 else 3
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent_text(share: float, *, digits: int = 0) -> str:
    """Return a share between 0 and 1 as a percentage."""
    return f"{share * 100:.{digits}f}%"
