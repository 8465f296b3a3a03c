"""Codes with rules of their own: credit codes, industries of GB/T 4754."""

from __future__ import annotations

import re
from typing import Any, Final

from geo_zs.imports.cells import NOTHING, CellReader, Parsed, code_text, is_blank
from geo_zs.imports.fault_book import Remark
from geo_zs.register.fields import RecordField
from geo_zs.register.values import credit_check_character

_CREDIT: Final = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}", re.ASCII)
_INDUSTRY: Final = re.compile(r"([A-T]?)(\d{2,4})?", re.ASCII)
#: Largest whole number that a spreadsheet keeps digit by digit.
_EXACT: Final = 10**15
#: GB/T 4754-2017: last division of each section A to T; the first follows on.
_LAST_DIVISIONS: Final = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRST",
        (5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97),
        strict=True,
    )
)


def credit_code_reader(spec: RecordField, column: str) -> CellReader:
    """Return the reader of unified social credit codes (GB 32100-2015).

    Parameters
    ----------
    spec : RecordField
        The field.
    column : str
        Header of the column, for what is said.
    """

    def read(cell: Any) -> Parsed:  # noqa: ANN401  any cell
        if is_blank(cell):
            return NOTHING
        if isinstance(cell, int | float) and abs(cell) >= _EXACT:
            return Parsed(
                None, (Remark.of("code_digits_lost", column=column, cell=cell),)
            )
        code = code_text(cell, spec)
        if _CREDIT.fullmatch(code) is None:
            remark = Remark.of("credit_code_form", column=column, cell=cell)
            return Parsed(None, (remark,))
        expected = credit_check_character(code)
        if code[-1] != expected:
            remark = Remark.of(
                "credit_code_check", column=column, cell=cell, expected=expected
            )
            return Parsed(None, (remark,))
        return Parsed(code)

    return read


def section_of(division: int) -> str | None:
    """Return the section of a division of GB/T 4754-2017, None if there is none."""
    if division < 1:
        return None
    return next(
        (section for section, last in _LAST_DIVISIONS.items() if division <= last), None
    )


def industry_code_reader(spec: RecordField, column: str) -> CellReader:
    """Return the reader of codes of GB/T 4754-2017.

    Notes
    -----
    Whether a class of three or four digits exists is not tested, its division is.
    """

    def read(cell: Any) -> Parsed:  # noqa: ANN401  any cell
        if is_blank(cell):
            return NOTHING
        code = code_text(cell, spec)
        is_number = not isinstance(cell, str)
        parts = _INDUSTRY.fullmatch(code)
        if is_number and len(code) == 1:  # 05 typed as a number
            parts = _INDUSTRY.fullmatch(code.zfill(2))
        section, digits = (parts[1], parts[2]) if parts else ("", None)
        is_known = bool(section) if digits is None else _fits(section, digits)
        if parts is None or not is_known:
            return Parsed(None, (Remark.of("industry_code", column=column, cell=cell),))
        if is_number and digits is not None and len(code) in (1, 3):
            remark = Remark.of("industry_code_zero", column=column, cell=cell)
            return Parsed(parts[0], (remark,))
        return Parsed(parts[0])

    return read


def _fits(section: str, digits: str) -> bool:
    """Tell whether digits name a division, and one of the section if it is given."""
    own = section_of(int(digits[:2]))
    return own is not None and section in ("", own)
