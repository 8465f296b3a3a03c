"""The table of garbled names (错讹地名): as printed, and what each may stand for."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from geo_zs.errors import DataError, Problem
from geo_zs.gazetteer.places import Place

#: Kind of a garble's target → kind of place that holds it. Other kinds (company,
#: authority) are no places.
PLACE_OF_KIND: Final[Mapping[str, str]] = {
    "league": "league",
    "banner": "banner",
    "port": "port",
    "park": "park",
    "energy_base": "energy_base",
    "programme": "energy_base",
}
#: The surest confidence first.
CONFIDENCE_ORDER: Final = ("official", "reported", "inferred", "unverified")


@dataclass(frozen=True)
class Garble:
    """One row of the table of garbled names.

    Parameters
    ----------
    printed, reading : str
        The name as printed, and what it may stand for.
    kind, target_id : str
        Kind of the target, and its key; the key is empty if it is no place.
    confidence : str
        ``inferred`` or ``unverified``.
    evidence_for, evidence_against : mapping
        Texts by language, ``zh`` and ``en``.
    source_ids : tuple of str
        Keys of the register of sources.
    """

    printed: str
    reading: str
    kind: str
    target_id: str
    confidence: str
    evidence_for: Mapping[str, str]
    evidence_against: Mapping[str, str]
    source_ids: tuple[str, ...]


def load_garbles(
    frame: pd.DataFrame | None, places: Mapping[tuple[str, str], Place]
) -> tuple[Garble, ...]:
    """Return the rows of the table of garbled names.

    Parameters
    ----------
    frame : DataFrame or None
        ``gazetteer/garbles.csv`` as `tables.read_table` gives it.
    places : mapping
        (kind, id) → Place, to check the targets.

    Returns
    -------
    tuple of Garble
        In the order of the table.

    Raises
    ------
    DataError
        If a reading leads to a place that is in no table, or has no known
        confidence; all faults at once.
    """
    if frame is None:
        return ()
    garbles, problems = [], []
    for number, row in enumerate(frame.to_dict("records"), start=2):
        garble = _garble(row)
        target = (PLACE_OF_KIND.get(garble.kind, ""), garble.target_id)
        if garble.target_id and target not in places:
            fault = f"{garble.printed!r} is read as {target!r}, which is in no table"
            problems.append(Problem("target_id", fault, file="garbles", row=number))
        if garble.confidence not in CONFIDENCE_ORDER:
            fault = f"{garble.confidence!r}; expected one of {CONFIDENCE_ORDER}"
            problems.append(Problem("confidence", fault, file="garbles", row=number))
        garbles.append(garble)
    if problems:
        raise DataError(problems)
    return tuple(garbles)


def _garble(row: Mapping[Hashable, Any]) -> Garble:
    """Return one row of the table as a record."""
    cell = {str(column): value for column, value in row.items()}
    known = {
        column: value if isinstance(value, str) else ""
        for column, value in cell.items()
        if column != "source_ids"
    }
    return Garble(
        printed=known["printed"],
        reading=known["reading"],
        kind=known["kind"],
        target_id=known["target_id"],
        confidence=known["confidence"],
        evidence_for={
            "zh": known.get("evidence_for_zh", ""),
            "en": known["evidence_for"],
        },
        evidence_against={
            "zh": known.get("evidence_against_zh", ""),
            "en": known["evidence_against"],
        },
        source_ids=tuple(cell.get("source_ids") or ()),
    )
