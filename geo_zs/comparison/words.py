"""Names of the columns of the site table that no criterion names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.criteria.spec import Criterion

#: Column → name in Chinese and English.
COLUMN_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "is_current": ("园区现状（是否仍在册）", "whether the park still exists"),
    "has_rail_access": ("铁路专用线", "own railway siding"),
    "chemical_park": ("认定化工园区", "recognised chemical park"),
    "elevation_m": ("海拔", "elevation"),
    "land_available_ha": ("核准面积", "approved area"),
    "planned_area_ha": ("规划面积（口径不一，仅供参考）", "planned area (as stated)"),
    "water_supply_m3_per_day": ("供水能力", "water supply"),
    "green_power_share": ("绿电比例", "share of green power"),
    "available_power_mw": ("可供电力", "power available"),
    "industry_tags": ("主导产业", "industries of the site"),
}
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
