"""Where a rule holds: inside its codes and parks, outside them, or not known.

A league or a banner is a code; a zone may also be named by its parks. Then a place
that is known only by its banner, in the banner of such a park, may lie in the zone
or not, and so may the umbrella zone of a sub-park that is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.matching.attribute import BoolArray
from geo_zs.matching.rules import REGION
from geo_zs.matching.table import SiteTable

#: A rule holds at a site, may hold, or does not.
INSIDE: Final = 1
UNCERTAIN: Final = 0
OUTSIDE: Final = -1

HoldsArray = NDArray[np.int8]
_Texts = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Places:
    """What says where the sites are; tables with the same places share one.

    Parameters
    ----------
    ids, kinds, leagues, banners, precision, parents : tuples of n_sites str
        As in `SiteTable`.
    """

    ids: _Texts
    kinds: _Texts
    leagues: _Texts
    banners: _Texts
    precision: _Texts
    parents: _Texts

    @classmethod
    def of(cls, sites: SiteTable) -> Places:
        """Return the places of a table of sites."""
        return _shared(
            sites.ids,
            sites.kinds,
            sites.leagues,
            sites.banners,
            sites.precision,
            sites.parent_ids or ("",) * sites.n_sites,
        )


@lru_cache(maxsize=16)
def _shared(*columns: _Texts) -> Places:
    """Return the same object for the same places."""
    return Places(*columns)


def where_it_holds(
    scope: tuple[str, ...],
    places: Places,
    *,
    is_outside: bool = False,
    is_partial: bool = False,
) -> HoldsArray:
    """Return for each site whether it lies where a rule holds.

    Parameters
    ----------
    scope : tuple of str
        Adcodes of leagues and banners, ids of parks, or the region.
    places : Places
        Where all sites are.
    is_outside : bool
        True if the rule holds everywhere but in the scope.
    is_partial : bool
        True if it holds in an unknown part of the scope only.

    Returns
    -------
    (n_sites,) int array, not to be written to
        `INSIDE`, `UNCERTAIN` or `OUTSIDE`.
    """
    return _holds(scope, is_outside, is_partial, places)


@lru_cache(maxsize=1024)
def _holds(
    scope: tuple[str, ...],
    is_outside: bool,  # noqa: FBT001  a key of the cache
    is_partial: bool,  # noqa: FBT001  a key of the cache
    places: Places,
) -> HoldsArray:
    """Compute a mask once for a scope and a set of places."""
    n_sites = len(places.ids)
    inside, maybe = np.zeros((2, n_sites), dtype=bool)
    for code in scope:
        found, perhaps = _members(code, places)
        inside |= found
        maybe |= perhaps
    holds = np.full(n_sites, OUTSIDE, dtype=np.int8)
    holds[maybe] = UNCERTAIN
    holds[inside] = INSIDE
    holds = _with_umbrellas(holds, places)
    if is_outside:
        holds = -holds
    if is_partial:
        holds[holds == INSIDE] = UNCERTAIN
    holds.flags.writeable = False
    return holds


def _members(code: str, places: Places) -> tuple[BoolArray, BoolArray]:
    """Return which sites lie in one entry of a scope, and which may."""
    leagues, banners = np.array(places.leagues), np.array(places.banners)
    if code == REGION:
        return np.ones(len(leagues), dtype=bool), np.zeros(len(leagues), dtype=bool)
    if code.isdigit() and code.endswith("00"):
        return leagues == code, leagues == ""
    if code.isdigit():
        of_league = np.isin(leagues, ("", f"{code[:4]}00"))
        return banners == code, (banners == "") & of_league
    ids, parents = np.array(places.ids), np.array(places.parents)
    inside = (ids == code) | (parents == code)
    own = np.flatnonzero(ids == code)
    if not own.size:
        return inside, np.zeros(len(ids), dtype=bool)
    banner, league = banners[own[0]], leagues[own[0]]
    is_coarse = np.isin(places.precision, ("banner", "league", "none"))
    near = (banners == banner) if banner else (leagues == league)
    near |= (banners == "") & (leagues == league)
    return inside, near & is_coarse & ~inside


def _with_umbrellas(holds: HoldsArray, places: Places) -> HoldsArray:
    """Mark umbrella zones as uncertain whose sub-parks differ from them."""
    row_of = {name: row for row, name in enumerate(places.ids)}
    found = holds.copy()
    for row, parent in enumerate(places.parents):
        umbrella = row_of.get(parent, -1) if parent else -1
        if umbrella >= 0 and holds[row] != holds[umbrella]:
            found[umbrella] = UNCERTAIN
    return found
