"""Coordinates as they are written: degrees, degrees and minutes, or metres."""

from __future__ import annotations

import math
import re
from typing import Any, Final

from geo_zs import text, text_guard
from geo_zs.imports.cells import NOTHING, CellReader, Parsed, as_text, is_blank
from geo_zs.imports.fault_book import Remark

_DMS: Final = re.compile(
    r"(?P<first>东经|北纬|[ENen])?\s*(?P<deg>\d{1,3}(?:\.\d+)?)\s*[°度º]\s*"
    r"(?:(?P<min>\d{1,2}(?:\.\d+)?)\s*['′’‘分]\s*)?"
    r"(?:(?P<sec>\d{1,2}(?:\.\d+)?)\s*(?:[\"″”“秒]|''|′′)\s*)?(?P<last>[ENen])?"
)
_PLAIN: Final = re.compile(r"(?:东经|北纬|[ENen])?\s*([-+]?\d+(?:\.\d+)?)\s*[ENen]?")
_FAST: Final = re.compile(r"\s*[-+]?\d+(?:\.\d+)?\s*", re.ASCII)
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def coordinate_reader(column: str) -> CellReader:
    """Return the reader of a column of coordinates, of any reference system.

    Parameters
    ----------
    column : str
        Header of the column, for what is said.

    Notes
    -----
    Whether the number is a place on earth is seen when both are known.
    """

    def read(cell: Any) -> Parsed:  # noqa: ANN401  any cell
        if is_blank(cell):
            return NOTHING
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            number: float | None = float(cell)
        else:
            number = _number(as_text(cell))
        if number is None or not math.isfinite(number):
            remark = Remark.of(
                "not_a_number", column=column, cell=cell, example="109.84"
            )
            return Parsed(None, (remark,))
        return Parsed(number)

    return read


def _number(cell: str) -> float | None:
    """Return degrees or metres as a number."""
    if _FAST.fullmatch(cell):
        return float(cell)
    written = cell if text_guard.odd_digit(cell) else text.clean(cell)
    plain = _PLAIN.fullmatch(written)
    if plain:
        return float(plain[1])
    if _GROUPED.fullmatch(written):
        return float(written.replace(",", ""))
    parts = _DMS.fullmatch(written)
    if parts is None:
        return None
    minutes = float(parts["min"] or 0)
    seconds = float(parts["sec"] or 0)
    if minutes >= 60 or seconds >= 60:
        return None
    return float(parts["deg"]) + minutes / 60 + seconds / 3600
