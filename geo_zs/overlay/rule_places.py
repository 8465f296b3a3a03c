"""The places of projects as a small table of sites that rules can be tested on.

Projects share few places as rules see them: a park, or a banner in which they lie in
some park or not. Each such place is tested once, however many projects lie there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.matching.attribute import Attribute, PortDistances, PortTable
from geo_zs.matching.table import SiteTable
from geo_zs.overlay.ground import Ground
from geo_zs.overlay.placing import Placement
from geo_zs.overlay.surroundings import Surroundings

IntArray = NDArray[np.intp]

#: A place as rules see it: park, league, banner, precision. The precision ``site``
#: says that no park may hold the project.
_Key = tuple[str, str, str, str]
#: A table of ports must hold one; this one is never measured to.
_NO_PORT: Final = PortTable(
    ("none",), ("",), ("",), ("",), ("road",), np.zeros(1, dtype=bool), ((),), (True,)
)


@dataclass(frozen=True, eq=False)
class RulePlaces:
    """The different places of n projects, and all parks.

    Parameters
    ----------
    sites : SiteTable
        One row for each place; with the facts of places that rules ask for.
    row_of : (n,) int array
        Place of each project.
    park_is_known : (n_places,) bool array
        True where the place is a park.
    """

    sites: SiteTable
    row_of: IntArray
    park_is_known: NDArray[np.bool_]


def rule_places(
    placement: Placement,
    surroundings: Surroundings,
    ground: Ground,
    *,
    like: SiteTable,
) -> RulePlaces:
    """Return the places of projects as rules see them.

    Parameters
    ----------
    placement, surroundings : Placement and Surroundings
        Of the projects.
    ground : Ground
        Parks.
    like : SiteTable
        The candidate sites, for the industries that a case may name.

    Notes
    -----
    A project lies in a park if the record names the park and nothing contradicts it,
    or if the outline of the park holds it. A point that no park reaches lies in no
    park that a rule names; whether it lies in one that the table lacks stays open.
    """
    parks = ground.parks
    stated = np.array([parks.rows.get(one, -1) for one in placement.park_id], int)
    doubted = np.zeros(placement.n_places, dtype=bool)
    for row, conflicts in placement.conflicts.items():
        doubted[row] = any(one.key == "far_from_park" for one in conflicts)
    held = surroundings.own_park_row
    park_row = np.where(held >= 0, held, np.where(doubted, -1, stated))
    is_exact = np.isin(placement.method, ("point", "polygon"))
    is_apart = is_exact & ~surroundings.is_park_possible & (park_row < 0)
    # A rule may name any park: all of them are rows, or nobody would know in which
    # banner the park of a rule lies.
    every: list[_Key] = [
        (name, str(parks.league[at]), str(parks.banner[at]), str(parks.precision[at]))
        for name, at in parks.rows.items()
    ]
    keys: list[_Key] = [
        every[at]
        if at >= 0
        else ("", str(league), str(banner), "site" if apart else "banner")
        for at, league, banner, apart in zip(
            park_row.tolist(), placement.league, placement.banner, is_apart, strict=True
        )
    ]
    different = {
        key: position for position, key in enumerate(dict.fromkeys([*every, *keys]))
    }
    sites = _table(list(different), ground, like)
    return RulePlaces(
        sites=sites,
        row_of=np.array([different[key] for key in keys], dtype=np.intp),
        park_is_known=np.array([bool(key[0]) for key in different], dtype=bool),
    )


def _table(keys: list[_Key], ground: Ground, like: SiteTable) -> SiteTable:
    """Return a table of sites that holds only what rules look at."""
    n_places = len(keys)
    nothing = np.full(n_places, np.nan)
    parks = ground.parks
    at = np.array([parks.rows.get(key[0], -1) for key in keys], dtype=int)
    chemical = np.where(at >= 0, parks.is_chemical[at], np.nan)
    ids = tuple(
        park or f"{league}/{banner}/{precision}"
        for park, league, banner, precision in keys
    )
    return SiteTable(
        ids=ids,
        kinds=tuple("park" if key[0] else "banner" for key in keys),
        names_zh=ids,
        names_en=ids,
        leagues=tuple(key[1] for key in keys),
        banners=tuple(key[2] for key in keys),
        lon=nothing,
        lat=nothing,
        radius_km=nothing,
        precision=tuple(key[3] for key in keys),
        group=ids,
        tags=np.zeros((n_places, len(like.tag_index)), dtype=bool),
        tag_index=like.tag_index,
        industry_kind=like.industry_kind,
        attributes={"chemical_park": _fact("chemical_park", chemical)},
        by_industry={},
        ports=_NO_PORT,
        port_km=PortDistances(
            value=nothing[:, None],
            low=nothing[:, None],
            high=nothing[:, None],
            source_ids=((),) * n_places,
            confidence=("",) * n_places,
        ),
        parent_ids=tuple(
            str(parks.parent[row]) if row >= 0 else "" for row in at.tolist()
        ),
    )


def _fact(column: str, value: NDArray[np.float64]) -> Attribute:
    """Return a fact of the places."""
    return Attribute(
        column=column,
        unit="",
        value=value,
        low=value,
        high=value,
        source_ids=((),) * len(value),
        confidence=("",) * len(value),
    )
