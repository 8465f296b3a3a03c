"""Names of the columns of the site table that no criterion names."""

from __future__ import annotations

from typing import Final

from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.criteria.spec import Criterion
from geo_zs.matching.column_names import COLUMN_NAMES

#: Columns that are yes (1) or no (0).
FLAGS: Final = frozenset(
    {
        "is_current",
        "has_rail_access",
        "chemical_park",
        "water_overdrawn",
        "has_water_quota",
        "has_steam_supply",
        "has_standard_workshop",
    }
)


def criteria_by_column(
    book: CriteriaBook, preferred: tuple[Criterion, ...] = ()
) -> dict[str, Criterion]:
    """Return one criterion for each column: a preferred one, else that of the book.

    Parameters
    ----------
    book : CriteriaBook
        All criteria with their general bounds.
    preferred : tuple of Criterion
        Criteria with the bounds of a preset; the first one of a column wins.
    """
    found: dict[str, Criterion] = {}
    for criterion in (*preferred, *book.criteria.values()):
        found.setdefault(criterion.column, criterion)
    return found


def column_name(column: str, criterion: Criterion | None = None) -> tuple[str, str]:
    """Return the name of a column in Chinese and English.

    Parameters
    ----------
    column : str
        Column of the site table.
    criterion : Criterion or None
        Criterion that measures it; its names come first.
    """
    if criterion is not None and criterion.name_zh and criterion.name_en:
        return criterion.name_zh, criterion.name_en
    return COLUMN_NAMES.get(column, (column, column.replace("_", " ")))
