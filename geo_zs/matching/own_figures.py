"""Own figures (自有数据): values that only the asker knows, for one answer.

A request may carry private values for single sites: a price that was offered, land
that a park has named. They stand in a copy of the site table that this one answer is
made from; the shared table is never changed and nothing is kept.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from geo_zs.errors import Problem, RequirementError
from geo_zs.matching.attribute import Attribute
from geo_zs.matching.requirement_parts import join_path, near_misses, show
from geo_zs.matching.table import SiteTable

#: What own figures name as their source, and as their confidence.
OWN: Final = "own"


@dataclass(frozen=True)
class OwnColumn:
    """A column that own figures may give.

    Parameters
    ----------
    column : str
        Name in the table of sites and in the request.
    unit : str
        Unit as printed; empty for shares and yes/no.
    minimum, maximum : float
        Smallest and largest value taken. They keep out impossible values and wrong
        units (a price in yuan/MWh, land in 10,000 yuan/mu); judgements.
    name_zh, name_en : str
        Names as printed.
    is_flag : bool
        True for yes/no: only 1 and 0.
    """

    column: str
    unit: str
    minimum: float
    maximum: float
    name_zh: str
    name_en: str
    is_flag: bool = False


OWN_COLUMNS: Final = (
    OwnColumn(
        "electricity_price_cny_per_kwh", "元/kWh", 0.01, 5, "到户电价", "power price"
    ),
    OwnColumn(
        "land_price_cny_per_mu", "元/亩", 1000, 1e7, "工业用地价格", "price of land"
    ),
    OwnColumn("land_available_ha", "ha", 0, 1e5, "可供用地", "land available"),
    OwnColumn("water_supply_m3_per_day", "m³/d", 0, 1e7, "可供水量", "water supply"),
    OwnColumn("available_power_mw", "MW", 0, 1e5, "可供电力", "power available"),
    OwnColumn("green_power_share", "", 0, 1, "绿电比例", "share of green power"),
    OwnColumn(
        "has_water_quota", "", 0, 1, "可落实的用水指标", "water quota", is_flag=True
    ),
    OwnColumn("has_steam_supply", "", 0, 1, "集中供汽", "steam supply", is_flag=True),
    OwnColumn(
        "has_standard_workshop",
        "",
        0,
        1,
        "可租标准厂房",
        "standard workshops",
        is_flag=True,
    ),
    OwnColumn(
        "standard_investment_cny_1e4_per_mu",
        "万元/亩",
        1,
        1e5,
        "投资强度标准",
        "required investment intensity",
    ),
    OwnColumn(
        "standard_energy_tce_per_cny_1e4",
        "吨标准煤/万元",
        0.001,
        100,
        "能耗限度标准",
        "limit of energy intensity",
    ),
)
"""Every column that a request may give own figures for."""

_BY_NAME: Final = {one.column: one for one in OWN_COLUMNS}


def with_own_figures(
    sites: SiteTable, own: Mapping[str, Mapping[str, float]]
) -> SiteTable:
    """Return a copy of the sites in which single values are the asker's own.

    Parameters
    ----------
    sites : SiteTable
        The shared table; it and its arrays stay as they are.
    own : mapping of str to mapping of str to float
        Site → column → value in the unit of the column; yes/no is 1 or 0.

    Returns
    -------
    SiteTable
        Own values have ``low == value == high`` and ``own`` as source and
        confidence. A column that the table lacks is unknown for all other sites.
        Columns without own values are the very same objects.

    Raises
    ------
    RequirementError
        If a site or column is not known or a value is out of its bounds; all faults,
        with paths such as ``own_figures.baotou-xitu-hitech.land_available_ha``.
    """
    problems = [*own_problems(sites.ids, own)]
    if problems:
        raise RequirementError(problems)
    rows = {name: row for row, name in enumerate(sites.ids) if name in own}
    by_column: dict[str, dict[int, float]] = {}
    for site, figures in own.items():
        for column, value in figures.items():
            by_column.setdefault(column, {})[rows[site]] = float(value)
    if not by_column:
        return sites
    changed = {
        column: _with_values(_column(sites, column), values)
        for column, values in by_column.items()
    }
    return replace(sites, attributes={**sites.attributes, **changed})


def own_problems(
    ids: Collection[str], own: Mapping[str, Mapping[str, float]]
) -> Iterator[Problem]:
    """Yield every fault of own figures, with the path of its field.

    Parameters
    ----------
    ids : collection of str
        Sites that may be named.
    own : mapping of str to mapping of str to float
        As in `with_own_figures`.
    """
    known = frozenset(ids)
    for site, figures in own.items():
        path = join_path("own_figures", site)
        if site not in known:
            hint = near_misses(site, known)
            yield Problem(path, f"is {show(site)}, no candidate site{hint}")
        for column, value in figures.items():
            at = join_path(path, column)
            fault = _value_fault(column, value)
            if fault:
                yield Problem(at, fault)


def is_own(attribute: Attribute, row: int) -> bool:
    """Whether the value of a site is the asker's own."""
    return attribute.confidence[row] == OWN


def _value_fault(column: str, value: object) -> str:
    """Say what is wrong with one own figure; empty if nothing is."""
    spec = _BY_NAME.get(column)
    if spec is None:
        hint = near_misses(column, _BY_NAME) or f"; known: {', '.join(_BY_NAME)}"
        return f"is no column that own figures may give{hint}"
    if not isinstance(value, int | float) or not math.isfinite(value):
        return f"is {show(value)}; expected a finite number"
    if spec.is_flag and value not in (0, 1):
        return f"is {show(value)}; expected 1 for yes or 0 for no"
    if not spec.minimum <= value <= spec.maximum:
        unit = f" {spec.unit}" if spec.unit else ""
        return (
            f"is {show(value)}; expected {spec.minimum:g} to {spec.maximum:,.10g}{unit}"
        )
    return ""


def _column(sites: SiteTable, column: str) -> Attribute:
    """Return a column of the table, or one in which nothing is known."""
    if column in sites.attributes:
        return sites.attributes[column]
    nothing = np.full(sites.n_sites, np.nan)
    return Attribute(
        column=column,
        unit=_BY_NAME[column].unit,
        value=nothing,
        low=nothing,
        high=nothing,
        source_ids=((),) * sites.n_sites,
        confidence=("",) * sites.n_sites,
    )


def _with_values(attribute: Attribute, values: Mapping[int, float]) -> Attribute:
    """Return a copy of a column with own values in some rows."""
    rows = list(values)
    value, low, high = (
        np.array(part, dtype=float)
        for part in (attribute.value, attribute.low, attribute.high)
    )
    source_ids, confidence = list(attribute.source_ids), list(attribute.confidence)
    for row in rows:
        value[row] = low[row] = high[row] = values[row]
        source_ids[row], confidence[row] = (OWN,), OWN
    return replace(
        attribute,
        value=value,
        low=low,
        high=high,
        source_ids=tuple(source_ids),
        confidence=tuple(confidence),
    )
