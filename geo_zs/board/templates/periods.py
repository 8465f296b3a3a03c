"""Texts that name the months of a circular: ``2024年1—5月…``."""

from __future__ import annotations

import re
from typing import Final

#: Year, maybe a first month with a dash, and the last month.
PERIOD: Final = re.compile(
    r"(?P<year>(?:19|20)\d{2})年(?:(?P<first>\d{1,2})月?\s*(?P<dash>[-—–~～至到]+)\s*)?"
    r"(?P<last>\d{1,2})月"
)


def with_month(text: str, month: str) -> str:
    """Return a text that names months with other months, in its own manner.

    Parameters
    ----------
    text : str
        ``2024年1—5月…`` keeps its January and its dash; ``2024年5月…`` names one
        month. Months that do not begin in January are left as they are.
    month : str
        ``YYYY-MM``.
    """
    year, number = month[:4], int(month[5:])

    def renamed(match: re.Match[str]) -> str:
        first = match["first"]
        if first is not None and int(first) != 1:
            return match[0]
        if first is None or number == 1:
            return f"{year}年{number}月"
        return f"{year}年1{match['dash']}{number}月"

    return PERIOD.sub(renamed, text, count=1)
