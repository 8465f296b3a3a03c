"""Numbers of a filter: whole ones stay whole, none is infinite."""

from __future__ import annotations

import math
from typing import Final

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import Position

#: Whole numbers beyond this are no numbers of a column or of a database; they
#: become floating-point numbers.
_LARGEST: Final = 2**63 - 1
#: No number that is not zero needs more digits than this to be written.
MOST_DIGITS: Final = 400


def read_number(text: str, at: Position = None) -> int | float:
    """Read a number without a sign or with one.

    Raises
    ------
    Cql2Error
        If it is too large for a floating-point number, or has too many digits.
    """
    if len(text) > MOST_DIGITS:
        raise _too_large(at)
    is_whole = text.lstrip("+-").isdecimal()
    return finite(int(text) if is_whole else float(text), at)


def finite(number: float, at: Position = None) -> int | float:
    """Return a number that a column can hold.

    Raises
    ------
    Cql2Error
        If it is infinite or no number.
    """
    if isinstance(number, int) and abs(number) > _LARGEST:
        try:
            number = float(number)
        except OverflowError as error:
            raise _too_large(at) from error
    if isinstance(number, float) and not math.isfinite(number):
        raise _too_large(at)
    return number


def write_number(number: float) -> str:
    """Return the shortest text that is read as the same number."""
    return repr(number)


def write_coordinate(number: float) -> str:
    """Return the shortest text of a coordinate, without ``.0``."""
    return repr(float(number)).removesuffix(".0")


def _too_large(at: Position) -> Cql2Error:
    return Cql2Error(
        message="the number is too large",
        zh="数字过大",
        at=at,
        expected=("a number below 1.8e308",),
    )
