"""Sources, date and confidence of each group of facts of one row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from geo_zs.open_data.exchange import (
    AS_OF,
    CONFIDENCE,
    SOURCES,
    SchemaName,
    groups,
)

#: From the surest to the least sure.
CONFIDENCES: Final = ("official", "reported", "inferred", "unverified")


@dataclass(frozen=True)
class Basis:
    """What one fact rests on.

    Parameters
    ----------
    source_ids : tuple of str
        Keys of the register of sources.
    date : str
        Year, month or day that it speaks of; empty if not stated.
    confidence : str
        One of `CONFIDENCES`.
    """

    source_ids: tuple[str, ...]
    date: str
    confidence: str


def grouped(
    name: SchemaName, facts: Mapping[str, Any], bases: Mapping[str, Basis], rest: Basis
) -> dict[str, Any]:
    """Return a row with the sources, date and confidence of each of its groups.

    Parameters
    ----------
    name : str
        Schema of the row.
    facts : mapping of column to value
        None where a fact is not known.
    bases : mapping of column to Basis
        Of the facts that do not rest on what the whole row rests on.
    rest : Basis
        Of all other facts.

    Returns
    -------
    dict
        A group that holds no fact names no source. Its date is the oldest of its
        facts, and empty if one of them has none; its confidence is the least sure.
    """
    row = dict(facts)
    for group, listed in groups(name).items():
        known = [one for one in listed if row.get(one) is not None]
        used = [bases.get(one, rest) for one in known]
        row[group + SOURCES] = _united(one.source_ids for one in used)
        row[group + AS_OF] = oldest([one.date for one in used])
        row[group + CONFIDENCE] = weakest([one.confidence for one in used])
    return row


def oldest(dates: Sequence[str]) -> str | None:
    """Return the date that begins first; None if there is none or one is not known."""
    if not dates or not all(dates):
        return None
    return min(dates, key=lambda date: (date + "-01-01"[len(date) - 4 :], date))


def weakest(confidences: Sequence[str]) -> str | None:
    """Return the least sure of all; None of none."""
    return max(confidences, key=CONFIDENCES.index) if confidences else None


def _united(lists: Iterable[Sequence[str]]) -> tuple[str, ...] | None:
    """Return all keys once, in the order met; None if there is none."""
    return tuple(dict.fromkeys(key for keys in lists for key in keys)) or None
