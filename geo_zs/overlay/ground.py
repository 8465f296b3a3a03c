"""What projects are laid over, prepared once for a catalog: parks, rail, ports, units.

A catalog never changes, so this is kept for the last few catalogs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo_zs.crs import area_km2
from geo_zs.layers.boundaries import Boundaries
from geo_zs.overlay.nearest_feature import Features
from geo_zs.overlay.project_frame import TextArray, numbers, texts
from geo_zs.overlay.shapes import sound_shapes
from geo_zs.sites.extents import Extents, Unit, administrative_units
from geo_zs.sites.neighbours import place_extents

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_zs.catalog import Catalog

#: Parks of these states are not there: merged or renamed away, or only named.
_NOT_THERE: Final = ("legacy", "planned")


@dataclass(frozen=True, eq=False)
class Targets:
    """Features that a distance is measured to.

    Parameters
    ----------
    ids, names_zh, names_en : (m,) object arrays of str
        Keys and names.
    places : Extents, m places
        Where they may be.
    radius_km : (m,) array
        How far the true place may be from the point; 0 for an exact one.
    """

    ids: TextArray
    names_zh: TextArray
    names_en: TextArray
    places: Extents
    radius_km: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ParkFacts:
    """What the audit asks of the parks, by their id.

    Parameters
    ----------
    rows : mapping of str to int
        Park → row.
    league, banner, name_zh, name_en, parent, status, precision : (m,) object arrays
        Of str; ``precision`` says how exactly the place is known.
    lon, lat, radius_km : (m,) arrays
        NaN where the park has no point.
    is_chemical : (m,) array
        1, 0, or NaN where not known.
    outline : (m,) object array
        Polygon, or None where none is known.
    """

    rows: dict[str, int]
    league: TextArray
    banner: TextArray
    name_zh: TextArray
    name_en: TextArray
    parent: TextArray
    status: TextArray
    precision: TextArray
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    radius_km: NDArray[np.float64]
    is_chemical: NDArray[np.float64]
    outline: NDArray[np.object_]

    @property
    def is_there(self) -> NDArray[np.bool_]:
        """True for parks that exist or may exist, (m,)."""
        return ~np.isin(self.status, _NOT_THERE)


@dataclass(frozen=True, eq=False)
class Ground:
    """All that projects are laid over.

    Parameters
    ----------
    boundaries : Boundaries
        Point → banner.
    units : mapping of adcode to Unit
        Lattices over banners and leagues.
    unit_shapes : mapping of adcode to polygon
        The same as polygons, EPSG:4490 taken as EPSG:4326.
    unit_area_ha : mapping of adcode to float
        Their areas.
    names : mapping of adcode to (str, str)
        Chinese and English names of banners and leagues.
    league_of : mapping of adcode to adcode
        Banner → league.
    parks : ParkFacts
        All parks.
    located_parks : Targets
        Parks that are there and have a point or an outline.
    unlocated_parks : mapping of adcode to int
        Banner or league → how many of its parks have no known point.
    stations, ports : Targets
        Railway nodes; open land ports.
    is_port_exact : (m,) bool array
        False for ports known by their banner only.
    rail_lines : (k,) object array
        Schematic lines, degrees.
    rail : Features
        The same, to measure to.
    """

    boundaries: Boundaries
    units: dict[str, Unit]
    unit_shapes: dict[str, shapely.Geometry]
    unit_area_ha: dict[str, float]
    names: dict[str, tuple[str, str]]
    league_of: dict[str, str]
    parks: ParkFacts
    located_parks: Targets
    unlocated_parks: dict[str, int]
    stations: Targets
    ports: Targets
    is_port_exact: NDArray[np.bool_]
    rail_lines: NDArray[np.object_]
    rail: Features

    def park_name(self, park_id: str) -> tuple[str, str]:
        """Return the names of a park; its id where it is not in the table."""
        row = self.parks.rows.get(park_id)
        if row is None:
            return park_id, park_id
        zh = str(self.parks.name_zh[row])
        return zh, str(self.parks.name_en[row]) or zh

    def unit_name(self, adcode: str) -> tuple[str, str]:
        """Return the names of a banner or league; the code where it is unknown."""
        return self.names.get(adcode, (adcode, adcode))


@lru_cache(maxsize=4)
def ground_of(catalog: Catalog) -> Ground:
    """Return what the projects are laid over in a catalog."""
    frames = {name: layer.frame for name, layer in catalog.layers.items()}
    banners, leagues = frames["banners"], frames["leagues"]
    units = administrative_units(banners, leagues)
    parks = _park_facts(frames["parks"])
    has_place = ~np.isnan(parks.lon) | ~shapely.is_missing(parks.outline)
    land = frames["ports"][
        frames["ports"]["is_usable_for_distance"].astype(bool)
        & frames["ports"]["mode"].isin(("rail", "road"))
    ]
    lines = np.asarray(frames["rail_lines"].geometry.to_numpy(), dtype=object)
    return Ground(
        boundaries=catalog.boundaries,
        units=units,
        unit_shapes={
            str(code): shape
            for frame in (banners, leagues)
            for code, shape in zip(frame.index, frame.geometry, strict=True)
        },
        unit_area_ha={
            str(code): float(area) * 100.0
            for frame in (banners, leagues)
            for code, area in zip(frame.index, area_km2(frame), strict=True)
        },
        names={
            str(code): (str(zh), str(en))
            for frame in (banners, leagues)
            for code, zh, en in zip(
                frame.index, frame["name_zh"], frame["name_en"], strict=True
            )
        },
        league_of={str(code): str(one) for code, one in banners["league"].items()},
        parks=parks,
        located_parks=_targets(frames["parks"][parks.is_there & has_place], units),
        unlocated_parks=_unlocated(parks, ~has_place),
        stations=_targets(frames["rail_nodes"], units),
        ports=_targets(land, units),
        is_port_exact=land["lon"].notna().to_numpy(dtype=bool),
        rail_lines=lines,
        rail=Features.of(lines),
    )


def _targets(frame: gpd.GeoDataFrame, units: dict[str, Unit]) -> Targets:
    """Return the rows of a layer as features to measure to."""
    radius = numbers(frame, "location_radius_km")
    return Targets(
        ids=np.asarray(frame.index.astype(str), dtype=object),
        names_zh=texts(frame, "name_zh"),
        names_en=texts(frame, "name_en"),
        places=place_extents(frame, units),
        radius_km=np.nan_to_num(radius),
    )


def _park_facts(frame: gpd.GeoDataFrame) -> ParkFacts:
    """Return what the audit asks of the parks."""
    found = sound_shapes(np.asarray(frame.geometry.to_numpy(), dtype=object))
    ids = frame.index.astype(str)
    return ParkFacts(
        rows={one: row for row, one in enumerate(ids)},
        league=texts(frame, "league"),
        banner=texts(frame, "banner"),
        name_zh=texts(frame, "name_zh"),
        name_en=texts(frame, "name_en"),
        parent=texts(frame, "parent_park_id"),
        status=texts(frame, "status"),
        precision=texts(frame, "location_precision"),
        lon=numbers(frame, "lon"),
        lat=numbers(frame, "lat"),
        radius_km=np.nan_to_num(numbers(frame, "location_radius_km")),
        is_chemical=_flag(frame, "is_chemical_park"),
        outline=_only(found.shape, found.is_polygon),
    )


def _only(
    shapes: NDArray[np.object_], is_kept: NDArray[np.bool_]
) -> NDArray[np.object_]:
    """Return the shapes that are kept, None for the others."""
    kept = np.full(len(shapes), None, dtype=object)
    kept[is_kept] = shapes[is_kept]
    return kept


def _flag(frame: pd.DataFrame, name: str) -> NDArray[np.float64]:
    """Return a yes/no column as 1, 0 and NaN where it is not known, (m,)."""
    column = frame[name].astype("Float64")
    return np.asarray(column.to_numpy(dtype=float, na_value=np.nan), dtype=float)


def _unlocated(parks: ParkFacts, has_no_place: NDArray[np.bool_]) -> dict[str, int]:
    """Count the parks without a point, by banner and by league."""
    counts: dict[str, int] = {}
    for row in np.flatnonzero(parks.is_there & has_no_place):
        for code in {str(parks.banner[row]), str(parks.league[row])} - {""}:
            counts[code] = counts.get(code, 0) + 1
    return counts
