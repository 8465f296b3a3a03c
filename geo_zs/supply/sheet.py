"""The supply sheet (供应清单) of a site: who is near that the industry buys from."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo_zs.errors import Problem, RequirementError, UnknownPlaceError
from geo_zs.supply.supplier import PARK, Supplier, is_placed
from geo_zs.supply.suppliers import Suppliers

#: How far a supplier may be, in a straight line.
REACH_KM: Final = 150.0
#: Most suppliers and parks that are listed for one industry.
MOST_LISTED: Final = 40
MOST_PARKS: Final = 5
#: Stages that are left out, and the order in which stages are counted.
LEFT_OUT: Final = ("cancelled",)
STAGES: Final = (
    "operating",
    "construction",
    "filed",
    "signed",
    "framework",
    "negotiating",
    "reserve",
    "stopped",
    "unknown",
)


@dataclass(frozen=True)
class SupplyEntry:
    """One supplier, or one park, with its distance from the site.

    Parameters
    ----------
    supplier : Supplier
        The record.
    distance_km, low_km, high_km : float
        In a straight line; the true distance lies between low and high.
    is_approximate : bool
        True if one of the two places is known by its banner only: the distance is
        then measured between seats, and the interval says how far it may be off.
    is_surely_within : bool
        True if the whole interval is within reach.
    """

    supplier: Supplier
    distance_km: float
    low_km: float
    high_km: float
    is_approximate: bool
    is_surely_within: bool


@dataclass(frozen=True)
class SupplyGroup:
    """The suppliers of one upstream industry.

    Parameters
    ----------
    tag, name_zh, name_en : str
        The industry; of a group tag all its steps count.
    entries : tuple of SupplyEntry
        Nearest first, at most `MOST_LISTED`. Empty: none known within reach.
    n_found : int
        All suppliers within reach, listed or not.
    stages : dict of str to int
        How many of them at each stage.
    parks : tuple of SupplyEntry
        Nearest parks within reach that name the trade, one for each place. They
        show where to ask, not that a works is there.
    n_parks : int
        All such places.
    n_cancelled, n_not_placed : int
        Records of the industry left out: cancelled ones, and those known by their
        league only or not at all.
    """

    tag: str
    name_zh: str
    name_en: str
    entries: tuple[SupplyEntry, ...]
    n_found: int
    stages: dict[str, int]
    parks: tuple[SupplyEntry, ...]
    n_parks: int
    n_cancelled: int
    n_not_placed: int


@dataclass(frozen=True)
class SupplySheet:
    """The supply sheet of a site for one industry.

    Parameters
    ----------
    site_id, industry : str
        What was asked.
    reach_km : float
        How far suppliers were looked for.
    groups : tuple of SupplyGroup
        One for each upstream industry, in the order of the vocabulary.
    none_known : tuple of str
        Upstream industries without a known supplier within reach.
    """

    site_id: str
    industry: str
    reach_km: float
    groups: tuple[SupplyGroup, ...]
    none_known: tuple[str, ...]


def supply_sheet(suppliers: Suppliers, site_id: str, industry: str) -> SupplySheet:
    """Return who is near a site that an industry buys from.

    Parameters
    ----------
    suppliers : Suppliers
        Gathered once from the layers.
    site_id : str
        Id of a candidate site.
    industry : str
        Industry tag.

    Returns
    -------
    SupplySheet
        Suppliers whose distance may be within `REACH_KM`: those whose interval
        begins there. A project that is part of a listed one, or of a listed base,
        is left out.

    Raises
    ------
    UnknownPlaceError
        If no site has this id.
    RequirementError
        If the industry is no tag of the vocabulary.
    """
    if site_id not in suppliers.site_ids:
        near = difflib.get_close_matches(site_id[:80], suppliers.site_ids)
        raise UnknownPlaceError(site_id[:80], near=near)
    if industry not in suppliers.upstream:
        near = difflib.get_close_matches(industry[:80], suppliers.upstream)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        message = f"is {industry[:40]!r}, no tag of the vocabulary{hint}"
        raise RequirementError([Problem("industry", message)])
    row = suppliers.site_ids.index(site_id)
    groups = tuple(_group(suppliers, row, tag) for tag in suppliers.upstream[industry])
    return SupplySheet(
        site_id=site_id,
        industry=industry,
        reach_km=REACH_KM,
        groups=groups,
        none_known=tuple(group.tag for group in groups if not group.entries),
    )


def _group(suppliers: Suppliers, row: int, tag: str) -> SupplyGroup:
    """Return the suppliers of one industry round the site of `row`."""
    steps = suppliers.steps[tag]
    of_trade = [
        position
        for position, one in enumerate(suppliers.records)
        if not steps.isdisjoint(one.tags)
    ]
    works = [one for one in of_trade if suppliers.records[one].kind != PARK]
    active = [one for one in works if suppliers.records[one].stage not in LEFT_OUT]
    placed = [one for one in active if is_placed(suppliers.records[one])]
    found = _whole(_near(suppliers, row, placed))
    parks = _one_a_place(
        _near(suppliers, row, [one for one in of_trade if one not in set(works)])
    )
    name_zh, name_en = suppliers.names[tag]
    return SupplyGroup(
        tag=tag,
        name_zh=name_zh,
        name_en=name_en,
        entries=tuple(found[:MOST_LISTED]),
        n_found=len(found),
        stages={
            stage: count
            for stage in STAGES
            if (count := sum(one.supplier.stage == stage for one in found))
        },
        parks=tuple(parks[:MOST_PARKS]),
        n_parks=len(parks),
        n_cancelled=len(works) - len(active),
        n_not_placed=len(active) - len(placed),
    )


def _near(suppliers: Suppliers, row: int, positions: list[int]) -> list[SupplyEntry]:
    """Return what may be within reach of the site of `row`, nearest first."""
    columns = np.array(positions, dtype=np.intp)
    value, low, high = (
        part[row, columns].tolist()
        for part in (
            suppliers.distances.value,
            suppliers.distances.low,
            suppliers.distances.high,
        )
    )
    site_is_rough = suppliers.site_is_rough[row]
    found = [
        SupplyEntry(
            supplier=suppliers.records[position],
            distance_km=value[index],
            low_km=low[index],
            high_km=high[index],
            is_approximate=bool(
                site_is_rough or suppliers.records[position].precision == "banner"
            ),
            is_surely_within=high[index] <= REACH_KM,
        )
        for index, position in enumerate(positions)
        if low[index] <= REACH_KM
    ]
    return sorted(found, key=lambda one: (one.distance_km, one.supplier.id))


def _whole(entries: list[SupplyEntry]) -> list[SupplyEntry]:
    """Return the entries without the parts of others among them."""
    keys = {one.supplier.id for one in entries}
    return [one for one in entries if one.supplier.part_of not in keys]


def _one_a_place(entries: list[SupplyEntry]) -> list[SupplyEntry]:
    """Return the nearest entry of each umbrella zone."""
    first: dict[str, SupplyEntry] = {}
    for one in entries:
        first.setdefault(one.supplier.group, one)
    return list(first.values())
