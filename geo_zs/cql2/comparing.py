"""Comparisons: =, <>, <, >, <=, >=, BETWEEN and IN.

Both sides are of one kind; what does not compare is an error and never false. Two
rules are ours where the standard leaves them open:

* A date and a timestamp compare as dates: the timestamp counts as its day in UTC, so
  ``updated = DATE('2022-04-16')`` holds for any time of that day.
* Texts compare by code point, capital letters before small ones, without
  normalising; CASEI and ACCENTI normalise.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.instants import INSTANTS, as_instants, same_granularity
from geo_zs.cql2.values import (
    Truth,
    Values,
    any_of,
    as_booleans,
    either_unknown,
    truth_where,
    unknown_truth,
)

#: The operators, as JSON spells them.
COMPARISONS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
_SCALARS: Final = frozenset({"boolean", "number", "string", *INSTANTS})
_ADVICE: Final[dict[str, tuple[str, str]]] = {
    "geometry": ("use S_EQUALS for geometries", "几何图形请用 S_EQUALS"),
    "array": ("use A_EQUALS for arrays", "数组请用 A_EQUALS"),
}


def compare(op: str, left: Values, right: Values) -> Truth:
    """Compare two operands for each feature.

    Parameters
    ----------
    op : str
        Key of `COMPARISONS`.
    left, right : Values
        Operands of any kind.

    Returns
    -------
    Truth
        Unknown where either side is.

    Raises
    ------
    Cql2Error
        If the two sides do not compare.
    """
    if "null" in (left.kind, right.kind):
        return unknown_truth(left, right)
    left, right = alike(left, right)
    found = COMPARISONS[op](left.known, right.known)
    return truth_where(np.asarray(found, dtype=bool), either_unknown(left, right))


def between(value: Values, low: Values, high: Values) -> Truth:
    """Tell where a value is from `low` to `high`, both included."""
    return compare(">=", value, low).both(compare("<=", value, high))


def is_in(value: Values, items: Sequence[Values]) -> Truth:
    """Tell where a value equals one of some items.

    Literal items are looked up in a table, so that a long list costs no more than a
    short one.
    """
    constants: dict[str, list[tuple[Values, Values]]] = {}
    truths = []
    for item in items:
        if item.kind == "null" or item.known.shape != (1,) or item.unknown.any():
            truths.append(compare("=", value, item))
            continue
        if value.kind == "null":
            truths.append(unknown_truth(value, item))
            continue
        pair = alike(value, item)
        constants.setdefault(pair[0].kind, []).append(pair)
    for pairs in constants.values():
        sought = pairs[0][0]
        table = [pair[1].known[0] for pair in pairs]
        found = pd.Series(sought.known).isin(table).to_numpy(dtype=bool)
        truths.append(truth_where(found, sought.unknown))
    return any_of(truths)


def alike(left: Values, right: Values) -> tuple[Values, Values]:
    """Return two operands as one kind.

    Raises
    ------
    Cql2Error
        If they are of kinds that do not compare.
    """
    for one in (left, right):
        if one.kind in _ADVICE:
            english, chinese = one.label
            advice = _ADVICE[one.kind]
            raise Cql2Error(
                message=f"{english} does not compare; {advice[0]}",
                zh=f"{chinese}不能这样比较；{advice[1]}",
            )
    kinds = {left.kind, right.kind}
    if kinds & INSTANTS:
        first, second = as_instants(left), as_instants(right)
        if first is not None and second is not None:
            return same_granularity(first, second)
    elif "boolean" in kinds:
        first, second = as_booleans(left), as_booleans(right)
        if first is not None and second is not None:
            return first, second
    elif len(kinds) == 1 and kinds <= _SCALARS:
        return left, right
    names = left.label, right.label
    raise Cql2Error(
        message=f"{names[0][0]} and {names[1][0]} do not compare; "
        "write both as one type",
        zh=f"{names[0][1]}与{names[1][1]}类型不同，不能比较；请写成同一类型",
    )
