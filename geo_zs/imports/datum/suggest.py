"""For points outside the region: what would bring them inside."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from geo_zs.imports.datum.candidates import (
    ALL_READINGS,
    Inside,
    Reading,
    plausible,
    where_inside,
)
from geo_zs.imports.datum.systems import WGS84, Datum
from geo_zs.imports.datum.words import DATUM_WORDS
from geo_zs.imports.faults import Fault, make_fault


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A reading that puts one point into the region.

    Parameters
    ----------
    key : {"suggest_swapped", "suggest_packed", "suggest_datum"}
        What would be different.
    reading : Reading
        The way to read it.
    lon, lat : float
        Where it then lies, WGS 84.
    others : tuple of Reading
        Other readings that would do, such as the zones of a grid.
    """

    key: str
    reading: Reading
    lon: float
    lat: float
    others: tuple[Reading, ...] = ()

    def fault(self, *, row: int | None = None, column: str = "") -> Fault:
        """Return the suggestion in words, for a row and column."""
        values = {"datum": self.reading.datum.label("en")}
        return make_fault(DATUM_WORDS, self.key, values=values, row=row, column=column)


def suggest(
    x: ArrayLike, y: ArrayLike, inside: Inside, *, datum: Datum = WGS84
) -> list[Suggestion | None]:
    """Return for each point outside the region what would bring it inside.

    Parameters
    ----------
    x, y : (n,) array-like
        Coordinates as given.
    inside : callable
        Longitudes and latitudes to whether they lie in the region.
    datum : Datum
        What they are read in.

    Returns
    -------
    (n,) list of Suggestion or None
        None for points inside, without coordinates, or beyond help. Exchanged
        columns come first, then another system, then packed minutes and seconds.
    """
    east = np.atleast_1d(np.asarray(x, dtype=float))
    north = np.atleast_1d(np.asarray(y, dtype=float))
    lon, lat = Reading(datum).to_wgs84(east, north)
    given = np.isfinite(east) & np.isfinite(north)
    places = np.flatnonzero(given & ~where_inside(inside, lon, lat))
    found: list[Suggestion | None] = [None] * len(east)
    for reading in _ordered(datum):
        first, second = east[places], north[places]
        if reading.is_swapped:
            first, second = second, first
        likely = places[plausible(reading.datum, first, second)]
        if not len(likely):
            continue
        lon, lat = reading.to_wgs84(east[likely], north[likely])
        for at in np.flatnonzero(where_inside(inside, lon, lat)):
            place = int(likely[at])
            found[place] = _with(found[place], reading, datum, lon[at], lat[at])
    return found


def _ordered(datum: Datum) -> list[Reading]:
    """Return the readings to try: first the same system with columns exchanged."""
    own = Reading(datum, is_swapped=True)
    as_given = Reading(datum)
    others = [one for one in ALL_READINGS if one not in {own, as_given}]
    return [own, *others]


def _with(
    earlier: Suggestion | None, reading: Reading, datum: Datum, lon: float, lat: float
) -> Suggestion:
    """Return the first suggestion of a point, with a further reading beside it."""
    if earlier is not None:
        return replace(earlier, others=(*earlier.others, reading))
    key = "suggest_datum"
    if reading.is_packed:
        key = "suggest_packed"
    elif reading.datum == datum:
        key = "suggest_swapped"
    return Suggestion(key=key, reading=reading, lon=float(lon), lat=float(lat))
