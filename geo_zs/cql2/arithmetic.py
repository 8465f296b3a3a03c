"""Arithmetic: + - * / ^ % div, with an unknown result where there is none.

Integers stay integers under ``+ - * % div`` as long as they fit into 64 bits; ``/``
and ``^`` give floating-point numbers. ``div`` cuts towards zero and ``%`` is what it
leaves over, with the sign of the dividend, as in SQL. Division by zero and results
that are no finite number are unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from geo_zs.cql2.values import (
    AnyArray,
    Values,
    either_unknown,
    require_kind,
    unknown_truth,
    values_of,
)

#: Beyond this an integer result may have run over and is worked out in floats.
_SAFE: Final = 2.0**62


def _whole_quotient(left: AnyArray, right: AnyArray) -> AnyArray:
    if left.dtype.kind == "f" or right.dtype.kind == "f":
        return np.asarray(np.trunc(left / right))
    return np.asarray((left - np.fmod(left, right)) // right)


def _power(left: AnyArray, right: AnyArray) -> AnyArray:
    return np.asarray(np.power(left.astype(np.float64), right.astype(np.float64)))


_WORK: Final[Mapping[str, Callable[[AnyArray, AnyArray], AnyArray]]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.true_divide,
    "^": _power,
    "%": np.fmod,
    "div": _whole_quotient,
}
_DIVIDING: Final = frozenset({"/", "%", "div"})


def calculate(op: str, left: Values, right: Values) -> Values:
    """Return the result of an operation on numbers.

    Parameters
    ----------
    op : str
        ``+ - * / ^ %`` or ``div``.
    left, right : Values
        Numbers or null.

    Returns
    -------
    Values
        Numbers; unknown where an operand is, where the divisor is zero and where the
        result is not finite.

    Raises
    ------
    Cql2Error
        If an operand is no number.
    """
    require_kind(op, "number", left, right)
    if "null" in (left.kind, right.kind):
        nowhere = unknown_truth(left, right)
        return Values("null", nowhere.true, nowhere.unknown)
    unknown = either_unknown(left, right)
    first, second = left.known, right.known
    if op in _DIVIDING:
        unknown = unknown | (second == 0)
        second = np.where(second == 0, 1, second)
    with np.errstate(all="ignore"):
        result = _in_range(op, first, second)
        unknown = unknown | ~np.isfinite(result)
    return values_of("number", result, unknown)


def _in_range(op: str, first: AnyArray, second: AnyArray) -> AnyArray:
    """Return the result, in floats where integers could run over."""
    work = _WORK[op]
    floats = work(first.astype(np.float64), second.astype(np.float64))
    integers = first.dtype.kind == "i" and second.dtype.kind == "i"
    if not integers or op in ("/", "^") or (np.abs(floats) > _SAFE).any():
        return floats
    return work(first, second)
