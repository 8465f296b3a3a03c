"""Where projects lie, and how that is known: outline, point, park, banner or league.

The finest that is known wins. A point outside the region is no place: the next way
is taken, and the contradiction is told. Every point has a radius: the register's
word for a site is two kilometres, for a town eight.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo_zs.crs import FloatArray, earth_centred_km, require_crs
from geo_zs.overlay.conflicts import Conflict, find_conflicts
from geo_zs.overlay.ground import Ground
from geo_zs.overlay.project_frame import TextArray, numbers, shapes_of, texts
from geo_zs.overlay.shapes import Shapes, areas_ha, sound_shapes

if TYPE_CHECKING:
    import geopandas as gpd

BoolArray = NDArray[np.bool_]
Method = Literal["polygon", "point", "park", "banner", "league", "none"]

#: How far the true place may be from a point of this precision, kilometres
#: (`geo_zs.vocab.LocationPrecision`). A point of no stated precision is a site.
RADIUS_KM: Final = {"site": 2.0, "town": 8.0}
#: A "point" of these precisions stands for a whole unit, and is no place.
_STANDS_FOR_UNIT: Final = ("banner", "league", "none")
#: Parts of an outline smaller than this share lie in a banner by its drawing only.
_LEAST_SHARE: Final = 1e-6


@dataclass(frozen=True, eq=False)
class Placement:
    """Where n projects lie.

    Parameters
    ----------
    method : (n,) object array of str
        ``polygon``, ``point``, ``park``, ``banner``, ``league`` or ``none``.
    lon, lat : (n,) arrays
        The point taken as value; NaN where only a unit is known.
    radius_km : (n,) array
        No part of the place is farther from the point than this; NaN without one.
    unit : (n,) object array of str
        Banner, else league, of places without a point; empty for the others.
    banner, league : (n,) object arrays of str
        Where the place lies; empty where not known.
    park_id : (n,) object array of str
        The park that the record states, if the table has it; else empty.
    is_on_border : (n,) bool array
        A point on the border of its banner.
    shapes : Shapes
        The geometry as it came, made sound.
    banner_shares : mapping of row to tuple of (adcode, share)
        Of outlines over several banners, the share in each, largest first.
    conflicts : mapping of row to list of Conflict
    """

    method: TextArray
    lon: FloatArray
    lat: FloatArray
    radius_km: FloatArray
    unit: TextArray
    banner: TextArray
    league: TextArray
    park_id: TextArray
    is_on_border: BoolArray
    shapes: Shapes
    banner_shares: dict[int, tuple[tuple[str, float], ...]]
    conflicts: dict[int, list[Conflict]]

    @property
    def n_places(self) -> int:
        """Number of projects."""
        return len(self.lon)


def place_projects(frame: gpd.GeoDataFrame, ground: Ground) -> Placement:
    """Place each project by its outline, else its point, park, banner, league.

    Parameters
    ----------
    frame : GeoDataFrame, (n,)
        A project frame, EPSG:4326.
    ground : Ground
        Boundaries and parks.

    Returns
    -------
    Placement

    Raises
    ------
    CrsError
        If the frame declares no reference system, or another one.
    """
    require_crs(frame)
    shapes = sound_shapes(shapes_of(frame))
    lon, lat = _own_points(frame, shapes)
    located = ground.boundaries.locate(lon, lat)
    own_banner = np.where(located.adcodes == None, "", located.adcodes)  # noqa: E711  an array of objects
    stated = texts(frame, "park_id")
    park_row = np.array([ground.parks.rows.get(one, -1) for one in stated], dtype=int)
    banner, league = texts(frame, "banner"), texts(frame, "league")
    made = _Draft.empty(len(frame))
    made.by_point(shapes, lon, lat, own_banner, frame)
    made.by_park(park_row, ground)
    made.by_unit("banner", banner, known=banner != "")
    made.by_unit("league", league, known=league != "")
    made.league[:] = [
        ground.league_of.get(code, name)
        for code, name in zip(made.banner, made.league, strict=True)
    ]
    placement = Placement(
        method=made.method,
        lon=made.lon,
        lat=made.lat,
        radius_km=made.radius_km,
        unit=made.unit,
        banner=made.banner,
        league=made.league,
        park_id=np.where(park_row >= 0, stated, ""),
        is_on_border=np.asarray(located.is_on_border) & (made.method == "point"),
        shapes=shapes,
        banner_shares=_banner_shares(made, shapes, ground),
        conflicts={},
    )
    found = find_conflicts(placement, frame, ground, has_point=~np.isnan(lon))
    return replace(placement, conflicts=found)


@dataclass
class _Draft:
    """The columns of a placement while they are filled in."""

    method: TextArray
    lon: FloatArray
    lat: FloatArray
    radius_km: FloatArray
    unit: TextArray
    banner: TextArray
    league: TextArray

    @classmethod
    def empty(cls, n_places: int) -> _Draft:
        """Return n places of which nothing is known."""
        nowhere = (np.full(n_places, np.nan) for _ in range(3))
        blank = (np.full(n_places, "", dtype=object) for _ in range(3))
        return cls(np.full(n_places, "none", dtype=object), *nowhere, *blank)

    def by_point(
        self,
        shapes: Shapes,
        lon: FloatArray,
        lat: FloatArray,
        own_banner: TextArray,
        frame: gpd.GeoDataFrame,
    ) -> None:
        """Place what has an outline or a point of its own inside the region."""
        inside = own_banner != ""
        self.method[inside] = np.where(shapes.is_polygon[inside], "polygon", "point")
        precision = texts(frame, "location_precision")
        radius = np.array([RADIUS_KM.get(one, RADIUS_KM["site"]) for one in precision])
        radius[shapes.is_polygon] = _reach_km(lon, lat, shapes)[shapes.is_polygon]
        for own, given in ((self.lon, lon), (self.lat, lat), (self.radius_km, radius)):
            own[inside] = given[inside]
        self.banner[inside] = own_banner[inside]

    def by_park(self, park_row: NDArray[np.intp], ground: Ground) -> None:
        """Place what is known by a park only: at its point, else in its unit."""
        rows = np.flatnonzero((self.method == "none") & (park_row >= 0))
        parks, at = ground.parks, park_row[rows]
        self.method[rows] = "park"
        self.lon[rows], self.lat[rows] = parks.lon[at], parks.lat[at]
        has_point = ~np.isnan(parks.lon[at])
        self.radius_km[rows] = np.where(has_point, parks.radius_km[at], np.nan)
        self.banner[rows], self.league[rows] = parks.banner[at], parks.league[at]
        unit = np.where(parks.banner[at] != "", parks.banner[at], parks.league[at])
        self.unit[rows] = np.where(has_point, "", unit)

    def by_unit(
        self, method: Literal["banner", "league"], codes: TextArray, *, known: BoolArray
    ) -> None:
        """Place what is known by its banner or league only."""
        rows = np.flatnonzero((self.method == "none") & known)
        self.method[rows] = method
        self.unit[rows] = codes[rows]
        (self.banner if method == "banner" else self.league)[rows] = codes[rows]


def _own_points(
    frame: gpd.GeoDataFrame, shapes: Shapes
) -> tuple[FloatArray, FloatArray]:
    """Return a point for each project that has a place of its own; NaN else."""
    lon, lat = numbers(frame, "lon"), numbers(frame, "lat")
    refused = np.isin(shapes.fault, ("not_on_earth", "empty_shape"))
    refused |= ~((np.abs(lon) <= 180) & (np.abs(lat) <= 90))
    lon[refused] = lat[refused] = np.nan
    for rows, spots in (
        (shapes.is_point, shapes.shape),
        (shapes.is_polygon, shapely.point_on_surface(shapes.shape)),
    ):
        lon[rows], lat[rows] = shapely.get_x(spots[rows]), shapely.get_y(spots[rows])
    unit = np.isin(texts(frame, "location_precision"), _STANDS_FOR_UNIT)
    unit &= ~shapes.is_polygon
    lon[unit] = lat[unit] = np.nan
    return lon, lat


def _reach_km(lon: FloatArray, lat: FloatArray, shapes: Shapes) -> FloatArray:
    """Return how far the farthest corner of each outline is from its point."""
    reach = np.zeros(len(lon))
    rows = np.flatnonzero(shapes.is_polygon)
    if rows.size:
        corners, owner = shapely.get_coordinates(shapes.shape[rows], return_index=True)
        spots = earth_centred_km(lon[rows], lat[rows])[owner]
        chords = earth_centred_km(corners[:, 0], corners[:, 1]) - spots
        np.maximum.at(reach, rows[owner], np.sqrt((chords**2).sum(axis=1)))
    return reach


def _banner_shares(
    made: _Draft, shapes: Shapes, ground: Ground
) -> dict[int, tuple[tuple[str, float], ...]]:
    """Return the shares of outlines that lie in several banners, or partly outside.

    The banner with the largest share becomes the banner of the outline.
    """
    rows = np.flatnonzero(made.method == "polygon")
    frame = ground.boundaries.banners
    own = np.asarray(frame.geometry)[
        frame.index.get_indexer(pd.Index(made.banner[rows]))
    ]
    astray = rows[~shapely.contains(own, shapes.shape[rows])]
    if not astray.size:
        return {}
    tree = shapely.STRtree(np.asarray(frame.geometry))
    at, unit = tree.query(shapes.shape[astray], predicate="intersects")
    pieces = shapely.intersection(shapes.shape[astray[at]], tree.geometries[unit])
    share = np.nan_to_num(areas_ha(pieces)) / shapes.area_ha[astray[at]]
    codes = frame.index.to_numpy(dtype=object)
    found: dict[int, list[tuple[str, float]]] = {}
    for row, code, part in zip(astray[at], codes[unit], share, strict=True):
        if part > _LEAST_SHARE:
            found.setdefault(int(row), []).append((str(code), float(min(part, 1.0))))
    for row, parts in found.items():
        parts.sort(key=lambda one: (-one[1], one[0]))
        made.banner[row] = parts[0][0]
    return {row: tuple(parts) for row, parts in found.items()}
