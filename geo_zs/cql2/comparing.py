"""Comparisons: =, <>, <, >, <=, >=, BETWEEN and IN.

Both sides are of one kind; what does not compare is an error and never false. Three
rules are ours where the standard leaves them open:

* A date and a timestamp compare as dates: the timestamp counts as its day in UTC, so
  ``updated = DATE('2022-04-16')`` holds for any time of that day.
* A year or a month in the text of a property compares as what is known of its day: a
  comparison that holds for all its days is true, for none false, else unknown.
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
from geo_zs.cql2.instants import (
    INSTANTS,
    as_dates,
    as_instants,
    first_and_last,
    same_granularity,
)
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
_Ends = tuple[Values, Values]
#: What holds where the other does not.
_NEGATED: Final[Mapping[str, str]] = {
    "=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">",
}  # fmt: skip
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
    if {left.kind, right.kind} & INSTANTS:
        ends, others = first_and_last(left), first_and_last(right)
        if ends is not None and others is not None:
            return _compare_in_time(op, ends, others)
    return _compare_alike(op, *alike(left, right))


def _compare_alike(op: str, left: Values, right: Values) -> Truth:
    """Compare two operands of one kind."""
    found = COMPARISONS[op](left.known, right.known)
    return truth_where(np.asarray(found, dtype=bool), either_unknown(left, right))


def _compare_in_time(op: str, ends: _Ends, others: _Ends) -> Truth:
    """Compare instants of which only the first and the last day may be known."""
    if ends[0] is ends[1] and others[0] is others[1]:
        return _compare_alike(op, *same_granularity(ends[0], others[0]))
    first, last, other_first, other_last = (
        as_dates(one).known for one in (*ends, *others)
    )

    def is_sure(asked: str) -> Any:  # noqa: ANN401  an array of truths
        if asked in {"<", "<="}:
            return COMPARISONS[asked](last, other_first)
        if asked in {">", ">="}:
            return COMPARISONS[asked](first, other_last)
        if asked == "=":
            return (first == other_last) & (last == other_first)
        return (last < other_first) | (first > other_last)

    true, false = is_sure(op), is_sure(_NEGATED[op])
    unknown = either_unknown(ends[0], others[0])
    return truth_where(true, unknown | ~(true | false))


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
    is_timed = value.kind == "string" and any(one.kind in INSTANTS for one in items)
    ends = first_and_last(value) if is_timed else None
    for item in items:
        sought = value
        if ends is not None and item.kind in INSTANTS:
            if ends[0] is not ends[1]:
                truths.append(_compare_in_time("=", ends, (item, item)))
                continue
            sought = ends[0]
        if item.kind == "null" or item.known.shape != (1,) or item.unknown.any():
            truths.append(compare("=", value, item))
            continue
        if value.kind == "null":
            truths.append(unknown_truth(value, item))
            continue
        pair = alike(sought, item)
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
