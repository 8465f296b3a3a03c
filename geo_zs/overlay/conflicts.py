"""Statements of a record about its place that cannot all be true."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geo_zs.crs import FloatArray, distance_km
from geo_zs.overlay.project_frame import TextArray, texts

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_zs.overlay.ground import Ground
    from geo_zs.overlay.placing import Placement

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True)
class Conflict:
    """Two statements of one record that cannot both be true.

    Parameters
    ----------
    key : str
        Text in `geo_zs.overlay.words`.
    values : mapping of str to object
        What the text names.
    """

    key: str
    values: dict[str, object] = field(default_factory=dict)


def find_conflicts(
    place: Placement, frame: gpd.GeoDataFrame, ground: Ground, *, has_point: BoolArray
) -> dict[int, list[Conflict]]:
    """Return what records say of their place that cannot all be true.

    Parameters
    ----------
    place : Placement
        Where the projects lie.
    frame : GeoDataFrame, (n,)
        What their records say.
    ground : Ground
        Parks.
    has_point : (n,) bool array
        True where a point or an outline was given, wherever it lies.

    Returns
    -------
    dict of row to list of Conflict
        Rows without one are left out.
    """
    found: dict[int, list[Conflict]] = {}

    def note(rows: BoolArray, key: str, **columns: TextArray | FloatArray) -> None:
        for row in np.flatnonzero(rows):
            values = {name: column[row] for name, column in columns.items()}
            found.setdefault(int(row), []).append(Conflict(key, values))

    is_own = np.isin(place.method, ("point", "polygon"))
    note(has_point & ~is_own, "point_outside_region")
    stated_park = texts(frame, "park_id")
    note((stated_park != "") & (place.park_id == ""), "unknown_park", park=stated_park)
    for kind, lies_in in (("banner", place.banner), ("league", place.league)):
        stated = texts(frame, kind)
        differs = (stated != "") & (lies_in != "") & (stated != lies_in)
        if kind == "banner":
            differs &= ~_is_among_shares(stated, place.banner_shares)
        note(differs, f"other_{kind}", stated=stated, found=lies_in)
    rows = np.array([ground.parks.rows.get(one, -1) for one in place.park_id], int)
    stated_there = is_own & (rows >= 0)
    home: TextArray = np.where(rows >= 0, ground.parks.banner[rows], "")
    strays = stated_there & (home != "") & (home != place.banner)
    strays &= ~_is_among_shares(home, place.banner_shares)
    note(
        strays,
        "park_in_other_banner",
        park=place.park_id,
        stated=home,
        found=place.banner,
    )
    gap = np.full(place.n_places, np.nan)
    at = rows[stated_there]
    gap[stated_there] = distance_km(
        place.lon[stated_there],
        place.lat[stated_there],
        ground.parks.lon[at],
        ground.parks.lat[at],
    )
    reach = np.nan_to_num(place.radius_km) + ground.parks.radius_km[rows]
    note(stated_there & (gap > reach), "far_from_park", park=place.park_id, km=gap)
    return found


def _is_among_shares(
    stated: TextArray, shares: dict[int, tuple[tuple[str, float], ...]]
) -> BoolArray:
    """Tell where the stated banner holds a part of the outline, (n,)."""
    found = np.zeros(len(stated), dtype=bool)
    for row, parts in shares.items():
        found[row] = any(code == stated[row] for code, _ in parts)
    return found
