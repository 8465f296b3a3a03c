"""What is said of a park, by whom, and which of several statements counts.

The rule stands in ``docs/decisions/022-which-fact-counts.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

#: From the surest to the least sure.
_CONFIDENCES: Final = ("official", "reported", "inferred", "unverified")
#: Voltage classes from the one that the bounds of the criterion are meant for.
_VOLTAGES: Final = (
    "110kv", "220kv", "66kv", "35kv", "500kv", "", "20kv", "10kv", "1_10kv", "lt1kv",
)  # fmt: skip
#: Fact → its classes, the one to be shown first.
_CLASSES: Final = {"electricity_price_cny_per_kwh": _VOLTAGES}
_NO_DATE: Final = "0000"


@dataclass(frozen=True)
class Statement:
    """One statement about one park.

    Parameters
    ----------
    park_id, column : str
        Park, and the column of the layer of parks that it speaks of.
    value : float, bool or str
        What is said, in the unit of the column.
    fact_class : str
        What it holds for: voltage, grade of land, …; empty if not stated.
    date : str
        Year, month or day; empty where the table states none.
    confidence : str
        ``official``, ``reported``, ``inferred`` or ``unverified``.
    source_ids : tuple of str
        Keys of the register of sources.
    is_shipped : bool
        True for what the shipped table says.
    """

    park_id: str
    column: str
    value: float | bool | str
    fact_class: str
    date: str
    confidence: str
    source_ids: tuple[str, ...]
    is_shipped: bool = False


def in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return statements about one fact of one park, the one that counts first.

    Parameters
    ----------
    statements : iterable of Statement
        Of one park and one column.

    Returns
    -------
    tuple of Statement
        The surest first; among equally sure ones, for a price, the class that
        factories of some size ask for; then the newest. A date that names only a
        year or a month counts as its first day; what the shipped table says has no
        date and counts as older. All else being equal the order given stays, turned
        round: what was stated last comes first.
    """
    latest_first = list(reversed(list(statements)))
    by_date = sorted(latest_first, key=_day, reverse=True)
    return tuple(sorted(by_date, key=_rank))


def disagree(statements: Sequence[Statement]) -> bool:
    """Tell whether statements of one class say different things."""
    by_class: dict[str, set[object]] = {}
    for one in statements:
        by_class.setdefault(one.fact_class, set()).add(one.value)
    return any(len(values) > 1 for values in by_class.values())


def _day(statement: Statement) -> str:
    """Return the first day that a date may mean; what has no date is the oldest."""
    date = statement.date or _NO_DATE
    return date + "-01-01"[len(date) - len(_NO_DATE) :]


def _rank(statement: Statement) -> tuple[int, int]:
    """Return how sure a statement is, and how well its class suits."""
    classes = _CLASSES.get(statement.column, ())
    place = (
        classes.index(statement.fact_class)
        if statement.fact_class in classes
        else len(classes)
    )
    known = statement.confidence in _CONFIDENCES
    sure = _CONFIDENCES.index(statement.confidence) if known else len(_CONFIDENCES)
    return sure, place
