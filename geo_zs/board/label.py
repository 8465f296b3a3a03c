"""A text in two languages, and how figures are written for readers."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from geo_zs.vocab import Lang

#: From here on there is nothing behind the point that 15 digits could hold.
_EXACT: Final = 1e15
#: What stands where a figure is not known.
UNKNOWN_MARK: Final = "—"


class Label(NamedTuple):
    """One text in Chinese and in English."""

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        """Return the text in Chinese (``zh``) or English (``en``)."""
        return self.zh if lang == "zh" else self.en

    def filled(self, **values: object) -> Label:
        """Return both texts with their ``{names}`` replaced."""
        return Label(self.zh.format(**values), self.en.format(**values))


def is_unknown(value: object) -> bool:
    """Tell whether a value stands for what is not known (None or NaN)."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def number_text(value: float | None, decimals: int) -> str:
    """Write a number with a fixed count of decimals.

    Parameters
    ----------
    value : float or None
        The number; None and NaN are not known.
    decimals : int
        Digits behind the point.

    Returns
    -------
    str
        Thousands are not parted, so that the text can be pasted into a cell;
        the dash of `UNKNOWN_MARK` where the value is not known.
    """
    if value is None or math.isnan(value):
        return UNKNOWN_MARK
    # A spreadsheet rounds halves up, of the 15 digits that it keeps: so does this, or
    # the page and the workbook would show two figures.
    if abs(value) < _EXACT:
        step = Decimal(1).scaleb(-decimals)
        kept = Decimal(f"{value:.15g}").quantize(step, ROUND_HALF_UP)
        text = f"{kept:f}"
    else:
        text = f"{value:.{decimals}f}"
    # A negative number that rounds to nothing is written without its sign.
    return text.removeprefix("-") if float(text) == 0 else text
