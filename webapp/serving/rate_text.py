"""Limits of rate as the settings write them: ``600/minute``."""

from __future__ import annotations

import re
from typing import Final

from limits import RateLimitItem, parse

_RATE: Final = re.compile(r"[0-9]{1,9}/(?:second|minute|hour|day)")


def read_rate(text: str) -> RateLimitItem | None:
    """Read a limit.

    Parameters
    ----------
    text : str
        As ``600/minute``; ``0`` is off.

    Returns
    -------
    RateLimitItem or None
        None if it is off.

    Raises
    ------
    ValueError
        With what was expected, if it is neither.
    """
    if text == "0":
        return None
    if not _RATE.fullmatch(text) or text.startswith("0"):
        message = "expected 0 or a number per second, minute, hour or day (600/minute)"
        raise ValueError(message)
    return parse(text)
