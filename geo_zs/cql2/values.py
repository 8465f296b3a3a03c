"""Arrays of values that may be unknown, and truths of three values.

A filter is evaluated for all features at once. What an expression gives is a
`Values`: an array, beside it an array that says where the value is unknown, and the
kind of thing it holds. What a predicate gives is a `Truth`: true, false or unknown
for each feature, joined by Kleene's tables as the standard asks (CQL2, clause 6).

Arrays have shape ``(n,)`` for n features, or ``(1,)`` for what is the same for all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo_zs.cql2.errors import Cql2Error

BoolArray = NDArray[np.bool_]
AnyArray = NDArray[Any]
Kind = Literal[
    "boolean", "number", "string", "date", "timestamp", "geometry", "array", "null"
]

#: Words for each kind, English and Chinese, for errors.
KINDS: Final[dict[str, tuple[str, str]]] = {
    "boolean": ("a boolean", "布尔值"),
    "number": ("a number", "数字"),
    "string": ("text", "文本"),
    "date": ("a date", "日期"),
    "timestamp": ("a timestamp", "时间戳"),
    "geometry": ("a geometry", "几何图形"),
    "array": ("an array", "数组"),
    "null": ("null", "空值"),
}

#: What an operation on values of one kind takes.
_TAKEN: Final[dict[str, str]] = {
    "number": "numbers",
    "string": "text",
    "geometry": "geometries",
    "array": "arrays",
}

#: What stands where the value is unknown, so that no operation stumbles over it.
_NEUTRAL: Final[dict[str, Any]] = {
    "boolean": False,
    "number": 0,
    "string": "",
    "date": np.datetime64(0, "D"),
    "timestamp": np.datetime64(0, "us"),
    "geometry": None,
    "array": (),
    "null": False,
}


class Truth(NamedTuple):
    """True, false or unknown for each feature.

    `true` and `unknown` are boolean arrays that are never both true.
    """

    true: BoolArray
    unknown: BoolArray

    def negated(self) -> Truth:
        """Return NOT: unknown stays unknown."""
        return Truth(~(self.true | self.unknown), self.unknown)

    def both(self, other: Truth) -> Truth:
        """Return AND: false wins over unknown."""
        true = self.true & other.true
        possible = (self.true | self.unknown) & (other.true | other.unknown)
        return Truth(true, possible & ~true)

    def either(self, other: Truth) -> Truth:
        """Return OR: true wins over unknown."""
        true = self.true | other.true
        return Truth(true, (self.unknown | other.unknown) & ~true)


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return the conjunction of some truths; of none, true."""
    whole = Truth(np.ones(1, dtype=bool), np.zeros(1, dtype=bool))
    for truth in truths:
        whole = whole.both(truth)
    return whole


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return the disjunction of some truths; of none, false."""
    whole = Truth(np.zeros(1, dtype=bool), np.zeros(1, dtype=bool))
    for truth in truths:
        whole = whole.either(truth)
    return whole


def truth_where(true: BoolArray, unknown: BoolArray) -> Truth:
    """Return a truth from arrays that may overlap; unknown wins."""
    true, unknown = np.broadcast_arrays(true, unknown)
    return Truth(true & ~unknown, unknown)


@dataclass(frozen=True, slots=True)
class Values:
    """Values of one kind, one for each feature or one for all.

    Parameters
    ----------
    kind : str
        Key of `KINDS`.
    known : (n,) or (1,) array
        The values; neutral where unknown. Objects for text (str), geometry (shapely)
        and arrays (tuples of elements); int64 or float64; bool; datetime64[D] for
        dates, datetime64[us] in UTC for timestamps.
    unknown : bool array of the same shape
        True where there is no value.
    name : str
        What errors call it: the property, or the kind of a literal.
    is_property : bool
        True for the values of a property. Files keep booleans as 0 and 1 and dates
        as text, so these may be read as what they are compared with; what a filter
        spells out may not.
    """

    kind: Kind
    known: AnyArray
    unknown: BoolArray
    name: str = ""
    is_property: bool = False

    @property
    def label(self) -> tuple[str, str]:
        """Return what this is in words, English and Chinese."""
        english, chinese = KINDS[self.kind]
        if not self.name:
            return english, chinese
        return f"{self.name} ({english})", f"{self.name}（{chinese}）"


def require_kind(
    operation: str, kind: Kind, *operands: Values, hint: tuple[str, str] = ("", "")
) -> None:
    """Refuse operands of another kind than an operation takes; null fits everywhere.

    Parameters
    ----------
    operation : str
        As the filter writes it.
    kind : str
        Key of `_TAKEN`.
    operands : Values
        What it was given.
    hint : (str, str)
        What to write instead, in English and in Chinese.

    Raises
    ------
    Cql2Error
        If an operand does not fit.
    """
    taken = _TAKEN[kind]
    for operand in operands:
        if operand.kind not in (kind, "null"):
            english, chinese = operand.label
            raise Cql2Error(
                message=f"{operation} takes {taken}, not {english}{hint[0]}",
                zh=f"{operation} 只用于{KINDS[kind][1]}，不能用于{chinese}{hint[1]}",
            )


def values_of(
    kind: Kind,
    known: AnyArray,
    unknown: BoolArray | None = None,
    *,
    name: str = "",
    is_property: bool = False,
) -> Values:
    """Return values with what is unknown made neutral.

    Parameters
    ----------
    kind : str
        Key of `KINDS`.
    known : (n,) array
        Values; anything at all where unknown.
    unknown : (n,) bool array or None
        Where there is no value; None for nowhere.
    name, is_property
        As in `Values`.
    """
    if unknown is None:
        unknown = np.zeros(known.shape, dtype=bool)
    elif unknown.any():
        known = known.copy()
        if kind == "array":
            for position in np.flatnonzero(unknown):
                known[position] = ()
        else:
            known[unknown] = _NEUTRAL[kind]
    return Values(kind, known, unknown, name, is_property)


def objects(items: Iterable[Any]) -> AnyArray:
    """Return an object array with one item for each, lists and tuples too."""
    listed = list(items)
    array = np.empty(len(listed), dtype=object)
    for position, item in enumerate(listed):
        array[position] = item
    return array


def nothing() -> Values:
    """Return the value of the literal null."""
    return Values("null", np.zeros(1, dtype=bool), np.ones(1, dtype=bool))


def unknown_truth(*operands: Values) -> Truth:
    """Return unknown everywhere, in the shape of some operands."""
    shape = np.broadcast_shapes(*(operand.unknown.shape for operand in operands))
    return Truth(np.zeros(shape, dtype=bool), np.ones(shape, dtype=bool))


def either_unknown(*operands: Values) -> BoolArray:
    """Tell where any of some operands is unknown."""
    unknown = operands[0].unknown
    for operand in operands[1:]:
        unknown = unknown | operand.unknown
    return unknown


def as_truth(values: Values) -> Truth:
    """Return booleans as a truth.

    Raises
    ------
    Cql2Error
        If the values are no booleans.
    """
    if values.kind == "null":
        return unknown_truth(values)
    booleans = as_booleans(values)
    if booleans is None:
        english, chinese = values.label
        raise Cql2Error(
            message=f"{english} is neither true nor false; compare it with something",
            zh=f"{chinese}不是真假值；请写成比较式",
        )
    return Truth(booleans.known & ~booleans.unknown, booleans.unknown)


def as_booleans(values: Values) -> Values | None:
    """Return values as booleans, or None if they are none.

    A property of numbers is one if it holds 0 and 1 only: a boolean column with nulls
    is read from a GeoPackage as floating-point numbers.
    """
    if values.kind == "boolean":
        return values
    numbers = values.kind == "number" and values.is_property
    if not numbers or not np.isin(values.known, (0, 1)).all():
        return None
    return Values("boolean", values.known == 1, values.unknown, values.name)
