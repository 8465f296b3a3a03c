"""Leagues (盟市) and banners (旗县区) as polygons; point → banner.

The border rule lives here and nowhere else: a point on a border belongs to the
banner with the smallest adcode among those that touch it, and is reported as
lying on a border.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geo_zs.errors import DataError, Problem
from geo_zs.layers.boundary_build import build_boundaries, is_current
from geo_zs.layers.boundary_source import (
    N_BANNERS,
    N_LEAGUES,
    PACKAGE_ATTRIBUTION_ZH,
)
from geo_zs.layers.boundary_store import FILES, REBUILD, read_level, read_manifest
from geo_zs.layers.locating import locate_rows
from geo_zs.layers.nearest import nearest_shape
from geo_zs.provenance import Source, credits

__all__ = ["Boundaries", "Located", "PointPlace", "build_boundaries", "is_current"]


class Located(NamedTuple):
    """Banners of many points.

    Parameters
    ----------
    adcodes : (n,) object array
        Code of the banner, or None outside the region and for unknown points.
    is_on_border : (n,) bool array
        True where the point lies on the border of its banner.
    """

    adcodes: NDArray[np.object_]
    is_on_border: NDArray[np.bool_]


@dataclass(frozen=True)
class PointPlace:
    """Where one point lies.

    Parameters
    ----------
    lon, lat : float
        The point, degrees.
    adcode, league : str or None
        Banner and league; None outside the region.
    is_on_border : bool
        The point lies on the border of its banner.
    is_outside : bool
        The point lies in no banner.
    nearest_adcode, nearest_league : str
        The banner itself, or the nearest one from outside.
    distance_km : float
        Geodesic distance to that banner; 0 inside.
    """

    lon: float
    lat: float
    adcode: str | None
    league: str | None
    is_on_border: bool
    is_outside: bool
    nearest_adcode: str
    nearest_league: str
    distance_km: float


@dataclass(frozen=True, eq=False)
class Boundaries:
    """The leagues and banners of the region, at two levels of detail.

    Parameters
    ----------
    leagues, banners : GeoDataFrame, (12,) and (103,)
        Full geometry, EPSG:4490, index ``adcode`` in rising order; columns
        ``name_zh``, ``name_en``, ``geometry``, and ``league`` for banners.
    leagues_map, banners_map : GeoDataFrame
        The same rows with the simplified geometry, for maps only.
    manifest : mapping
        Source, credit, notice and checksums of the built files.
    """

    leagues: gpd.GeoDataFrame
    banners: gpd.GeoDataFrame
    leagues_map: gpd.GeoDataFrame
    banners_map: gpd.GeoDataFrame
    manifest: Mapping[str, Any]
    _tree: shapely.STRtree = field(init=False, repr=False)

    @classmethod
    def load(cls, folder: Path) -> Boundaries:
        """Read the built files of a folder and check them.

        Parameters
        ----------
        folder : Path
            Where :func:`build_boundaries` wrote.

        Raises
        ------
        DataError
            If files are missing, changed since they were built, or do not hold 12
            leagues and 103 banners.
        """
        manifest = read_manifest(folder)
        frames: dict[tuple[str, str], gpd.GeoDataFrame] = {}
        for key, name in FILES.items():
            frames[key] = read_level(folder / name)
        problems = _count_problems(frames)
        if problems:
            raise DataError(problems)
        return cls(
            leagues=frames["full", "leagues"],
            banners=frames["full", "banners"],
            leagues_map=frames["map", "leagues"],
            banners_map=frames["map", "banners"],
            manifest=manifest,
        )

    def __post_init__(self) -> None:
        """Prepare the polygons once, for fast tests from several threads."""
        shapes = self.banners.geometry.to_numpy()
        shapely.prepare(shapes)
        # GEOS makes the inner index at the first test; threads must not do it.
        shapely.contains_xy(shapes, 0.0, 0.0)
        shapely.intersects_xy(shapes, 0.0, 0.0)
        object.__setattr__(self, "_tree", shapely.STRtree(shapes))

    @property
    def attribution_zh(self) -> str:
        """Credit to print on every map, in Chinese."""
        return str(self.manifest["attribution_zh"])

    @property
    def attribution_en(self) -> str:
        """Credit to print on every map, in English."""
        return str(self.manifest["attribution_en"])

    @property
    def is_own_file(self) -> bool:
        """Whether the polygons come from a user's own file."""
        return bool(self.manifest["source"]["kind"] == "user")

    def attribution(self, lang: str) -> str:
        """Return the credit to print on a page or map.

        Parameters
        ----------
        lang : str
            ``zh`` or ``en``. The package's credit with its map review number
            (审图号) is printed as its source words it, in either language.
        """
        is_english = lang == "en" and self.is_own_file
        return self.attribution_en if is_english else self.attribution_zh

    def credits_of(self, sources: Iterable[Source]) -> tuple[str, ...]:
        """Return the credits to print for facts, beside polygons of this origin.

        Parameters
        ----------
        sources : iterable of Source
            Those that the facts name.

        Returns
        -------
        tuple of str
            Each once, sorted. The package's credit has the review number (审图号) of
            its map, which must not stand beside a map of a user's own file.
        """
        found = credits(sources)
        if not self.is_own_file:
            return found
        return tuple(one for one in found if one != PACKAGE_ATTRIBUTION_ZH)

    @property
    def notice_zh(self) -> str:
        """The sketch-map notice (示意图), in Chinese."""
        return str(self.manifest["notice_zh"])

    @property
    def notice_en(self) -> str:
        """The sketch-map notice, in English."""
        return str(self.manifest["notice_en"])

    def league_of(self, adcode: str) -> str:
        """Return the code of the league that a banner belongs to.

        Raises
        ------
        KeyError
            If no banner has this code.
        """
        return str(self.banners["league"].loc[adcode])

    def locate(self, lons: ArrayLike, lats: ArrayLike) -> Located:
        """Find the banner of each point, on the full geometry.

        Parameters
        ----------
        lons, lats : (n,) arrays
            Degrees, EPSG:4326 or EPSG:4490. NaN means not known.

        Returns
        -------
        Located
            Codes and border flags, in the order of the points.

        Raises
        ------
        ValueError
            If the two arrays differ in length.

        Notes
        -----
        Interiors of banners do not overlap, so the first interior that holds a
        point settles it. Only points left over (outside, or on a border) are
        tested again with the border included, in rising order of adcode.
        """
        x = np.asarray(lons, dtype=float).ravel()
        y = np.asarray(lats, dtype=float).ravel()
        if x.shape != y.shape:
            message = f"{x.size} longitudes and {y.size} latitudes; expected as many"
            raise ValueError(message)
        shapes = self.banners.geometry.to_numpy()
        rows, is_on_border = locate_rows(x, y, shapes)
        codes = np.array([*self.banners.index, None], dtype=object)
        return Located(codes[rows], is_on_border)

    def locate_point(self, lon: float, lat: float) -> PointPlace:
        """Find the banner of one point, or the nearest one from outside.

        Raises
        ------
        ValueError
            If a coordinate is not a number of degrees.
        """
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            message = (
                f"point ({lon!r}, {lat!r}) is no place on earth; expected longitude "
                "in [-180, 180] and latitude in [-90, 90]"
            )
            raise ValueError(message)
        adcodes, on_border = self.locate([lon], [lat])
        adcode = adcodes[0]
        distance_km = 0.0
        nearest = adcode
        if nearest is None:
            row, distance_km = nearest_shape(lon, lat, self._tree)
            nearest = str(self.banners.index[row])
        league = self.league_of(nearest)
        return PointPlace(
            lon=float(lon),
            lat=float(lat),
            adcode=adcode,
            league=None if adcode is None else league,
            is_on_border=bool(on_border[0]),
            is_outside=adcode is None,
            nearest_adcode=nearest,
            nearest_league=league,
            distance_km=distance_km,
        )


def _count_problems(
    frames: Mapping[tuple[str, str], gpd.GeoDataFrame],
) -> list[Problem]:
    """List the built files that do not hold the expected number of rows."""
    expected = {"leagues": N_LEAGUES, "banners": N_BANNERS}
    problems: list[Problem] = []
    for (level, kind), frame in frames.items():
        if len(frame) != expected[kind] or not frame.index.is_unique:
            message = (
                f"holds {frame.index.nunique()} different {kind}; expected "
                f"{expected[kind]}; {REBUILD}"
            )
            problems.append(Problem("adcode", message, file=FILES[level, kind]))
    return problems
