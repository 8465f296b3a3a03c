"""Arrays, evaluated as sets: A_EQUALS, A_CONTAINS, A_CONTAINEDBY, A_OVERLAPS.

Order and repetition do not count. ``1`` and ``1.0`` are one element, ``1`` and ``TRUE``
are two. A null element is unknown: it may be any value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import numpy as np
import pandas as pd

from geo_zs.cql2.values import (
    AnyArray,
    Truth,
    Values,
    either_unknown,
    objects,
    require_kind,
    truth_where,
    unknown_truth,
)

#: An element as a set keeps it: its kind and its value; None is an unknown one.
Element = tuple[str, object] | None
Elements = frozenset[Element]


def _contains(left: Elements, right: Elements) -> bool | None:
    """Tell whether all of `right` are in `left`; None if that is unknown."""
    missing = (right - {None}) - left
    if missing:
        return None if None in left else False
    return None if None in right else True


def _overlaps(left: Elements, right: Elements) -> bool | None:
    if (left & right) - {None}:
        return True
    unknown = (None in left and right) or (None in right and left)
    return None if unknown else False


def _equals(left: Elements, right: Elements) -> bool | None:
    ways = _contains(left, right), _contains(right, left)
    if False in ways:
        return False
    return None if None in ways else True


#: The predicates, as JSON spells them.
ARRAYS: Final[Mapping[str, Callable[[Elements, Elements], bool | None]]] = {
    "a_equals": _equals,
    "a_contains": _contains,
    "a_containedBy": lambda left, right: _contains(right, left),
    "a_overlaps": _overlaps,
}


_AS_LIST: Final = ("; write ('a', 'b')", "；请写成 ('a', 'b')")


def relate(op: str, left: Values, right: Values) -> Truth:
    """Tell where two arrays stand in a relation as sets.

    Parameters
    ----------
    op : str
        Key of `ARRAYS`.
    left, right : Values
        Of kind array or null.

    Raises
    ------
    Cql2Error
        If an operand is no array.
    """
    require_kind(op.upper(), "array", left, right, hint=_AS_LIST)
    if "null" in (left.kind, right.kind):
        return unknown_truth(left, right)
    unknown = either_unknown(left, right)
    predicate = ARRAYS[op]
    pairs = np.broadcast_arrays(_sets(left), _sets(right))
    found = [predicate(one, other) for one, other in zip(*pairs, strict=True)]
    true = np.array([one is True for one in found], dtype=bool)
    undecided = np.array([one is None for one in found], dtype=bool)
    return truth_where(true, unknown | undecided)


def array_of(items: Sequence[Values]) -> Values:
    """Return an array from the values of its items, for each feature or for all."""
    rows = np.broadcast_shapes((1,), *(item.unknown.shape for item in items))
    columns = [
        np.broadcast_to(objects(_elements_of(item)), rows).tolist() for item in items
    ]
    known = objects(zip(*columns, strict=True)) if columns else objects([()])
    return Values("array", known, np.zeros(known.shape, dtype=bool), "the list")


def _elements_of(item: Values) -> Iterable[Any]:
    """Yield the values of an item as Python objects, None where unknown."""
    for value, unknown in zip(item.known.tolist(), item.unknown, strict=True):
        yield None if unknown else value


def _sets(values: Values) -> AnyArray:
    return objects(frozenset(map(_element, cell)) for cell in values.known)


def _element(value: object) -> Element:
    """Return a value as an element that equals others of its kind only."""
    if value is None or value is pd.NaT:
        return None
    if isinstance(value, float | np.floating) and np.isnan(value):
        return None
    for kind, types, read in _ELEMENTS:
        if isinstance(value, types):
            return kind, read(value)
    return "object", repr(value)


def _moment(value: Any) -> object:  # noqa: ANN401  datetimes of three libraries
    moment = pd.Timestamp(value)
    return moment if moment.tzinfo is None else moment.tz_convert(None)


#: Kind of an element, the types that are of it, and how they become comparable.
_ELEMENTS: Final[tuple[tuple[str, Any, Callable[[Any], object]], ...]] = (
    ("boolean", (bool, np.bool_), bool),
    ("number", (int, float, Decimal, np.number), lambda value: value),
    ("string", str, str),
    ("timestamp", (datetime, np.datetime64), _moment),
    ("date", date, lambda value: value),
    (
        "array",
        (list, tuple, set, frozenset, np.ndarray),
        lambda value: frozenset(map(_element, value)),
    ),
)
