"""Where the map draws projects, and what it tells of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo_zs.overlay.project_frame import texts
from webapp.present import is_unknown, plain, record

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_zs.catalog import Catalog

#: More places than this are drawn as numbers, one for each banner.
MOST_DRAWN: Final = 5_000
#: A "point" of these precisions stands for a whole unit.
_STANDS_FOR: Final = ("banner", "league")
#: What a sign tells, beside its name.
_TOLD: Final = (
    "stage",
    "pledged_cny_1e8",
    "arrived_cny_1e8",
    "visibility",
    "origin",
)
#: Outlines are drawn with corners this far from the true line at most, degrees.
_SIMPLER_DEG: Final = 0.0002

Feature = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Drawn:
    """Where n projects are drawn.

    Parameters
    ----------
    lon, lat : (n,) arrays
        Degrees; NaN for a project without any place.
    basis : (n,) object array of str
        ``own`` for a point or outline of its own, else what the place was taken
        from: ``park``, ``banner``, ``league``; ``none`` without a place.
    banner, league : (n,) object arrays
        Where it lies; None where not known.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    basis: NDArray[np.object_]
    banner: NDArray[np.object_]
    league: NDArray[np.object_]

    @property
    def n_drawn(self) -> int:
        """How many projects have a place."""
        return int((self.basis != "none").sum())

    @property
    def n_approximate(self) -> int:
        """How many of them are known by park, banner or league only."""
        return self.n_drawn - int((self.basis == "own").sum())


def drawn_places(frame: gpd.GeoDataFrame, catalog: Catalog) -> Drawn:
    """Return where projects are drawn: own place, else park, banner, league.

    Parameters
    ----------
    frame : GeoDataFrame, (n,)
        A project frame, EPSG:4326.
    catalog : Catalog
        Places of parks, banners and leagues.
    """
    points = shapely.point_on_surface(frame.geometry.to_numpy())
    lon, lat = shapely.get_x(points), shapely.get_y(points)
    basis = np.where(np.isnan(lon), "none", "own").astype(object)
    precision = texts(frame, "location_precision")
    for word in _STANDS_FOR:
        basis[(basis == "own") & (precision == word)] = word
    parks = catalog.layers["parks"]
    banner = _first_known(frame, "located_banner", "banner")
    league = _first_known(frame, "located_league", "league")
    for name, codes, places in (
        ("park", _first_known(frame, "park_id"), parks.display[["lon", "lat"]]),
        ("banner", banner, _labels(catalog, "banners")),
        ("league", league, _labels(catalog, "leagues")),
    ):
        lacks = basis == "none"
        if not lacks.any():
            break
        rows = places.index.get_indexer(pd.Index(codes[lacks]))
        found = places.to_numpy(dtype=float)[rows]
        found[rows < 0] = np.nan
        lon[lacks], lat[lacks] = found[:, 0], found[:, 1]
        basis[lacks & ~np.isnan(lon)] = name
    return Drawn(lon, lat, basis, banner, league)


def _first_known(frame: pd.DataFrame, *names: str) -> NDArray[np.object_]:
    """Return the first column that knows a value, None where none does."""
    found = np.full(len(frame), None, dtype=object)
    for name in names:
        column = texts(frame, name)
        rows = pd.isna(found) & (column != "")
        found[rows] = column[rows]
    return found


def _labels(catalog: Catalog, layer_id: str) -> pd.DataFrame:
    """Return the points at which units are labelled, by their codes."""
    found = catalog.layers[layer_id].frame[["label_lon", "label_lat"]]
    return pd.DataFrame(found)


def point_features(
    frame: gpd.GeoDataFrame, drawn: Drawn, href: dict[str, str]
) -> list[Feature]:
    """Return a feature for each project, light enough for thousands of them.

    Parameters
    ----------
    frame, drawn
        Projects, and where they are drawn.
    href : dict of str to str
        Project → address of its page.

    Returns
    -------
    list of dict
        GeoJSON features; no geometry where no place is known.
    """
    cells = {name: frame[name].tolist() for name in ("name_zh", *_TOLD)}
    found = []
    for at, key in enumerate(map(str, frame.index)):
        told = {
            name: plain(cells[name][at])
            for name in _TOLD
            if not is_unknown(cells[name][at])
        }
        properties = {
            "id": key,
            "name": str(cells["name_zh"][at]),
            **told,
            "league": drawn.league[at],
            "banner": drawn.banner[at],
            "href": href[key],
        }
        properties.setdefault("stage", "unknown")
        basis = str(drawn.basis[at])
        if basis not in ("own", "none"):
            properties |= {"approximate": True, "located_by": basis}
        found.append(_feature(_point(drawn.lon[at], drawn.lat[at]), properties))
    return found


def outline_features(frame: gpd.GeoDataFrame, href: dict[str, str]) -> list[Feature]:
    """Return the outlines of the projects that have one."""
    shapes = frame.geometry.to_numpy()
    rows = np.flatnonzero(has_outline(frame))
    simple = shapely.simplify(shapes[rows], _SIMPLER_DEG)
    names = frame["name_zh"].tolist()
    keys = [str(key) for key in frame.index]
    return [
        _feature(
            rounded(shape),
            {"id": keys[row], "name": str(names[row]), "href": href[keys[row]]},
        )
        for row, shape in zip(rows.tolist(), simple, strict=True)
    ]


def has_outline(frame: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Tell which projects have a polygon, (n,)."""
    found: NDArray[np.bool_] = shapely.get_dimensions(frame.geometry.to_numpy()) == 2
    return found


def count_features(
    frame: gpd.GeoDataFrame,
    drawn: Drawn,
    catalog: Catalog,
    href: dict[str, dict[str, str]],
) -> list[Feature]:
    """Return a number for each banner, and for leagues where no banner is known.

    Parameters
    ----------
    frame, drawn
        Projects, and where they are drawn.
    catalog : Catalog
        For names and label points.
    href : dict of str to (dict of str to str)
        ``banners`` and ``leagues`` → code → address of the list of its projects.

    Returns
    -------
    list of dict
        GeoJSON features with ``count`` and the sums of what is known of the money.
    """
    has_place = drawn.basis != "none"
    in_banner = has_place & ~pd.isna(drawn.banner)
    in_league = has_place & ~in_banner & ~pd.isna(drawn.league)
    found = []
    for layer_id, codes, rows in (
        ("banners", drawn.banner, in_banner),
        ("leagues", drawn.league, in_league),
    ):
        units = catalog.layers[layer_id].frame
        money = pd.DataFrame(
            {
                "code": codes[rows].astype(str),
                "pledged_cny_1e8": frame["pledged_cny_1e8"].to_numpy()[rows],
                "arrived_cny_1e8": frame["arrived_cny_1e8"].to_numpy()[rows],
            }
        ).groupby("code")
        sums = money.sum(min_count=1).round(2)
        for code, count in money.size().items():
            key = str(code)
            if key not in units.index:
                continue
            unit = record(units, key)
            told = record(sums, key)
            properties = {
                "id": key,
                "name": str(unit["name_zh"]),
                "name_en": str(unit["name_en"]),
                "count": int(count),
                **{
                    name: plain(value)
                    for name, value in told.items()
                    if not is_unknown(value)
                },
                "href": href[layer_id].get(key),
            }
            if layer_id == "leagues":
                properties |= {"approximate": True, "located_by": "league"}
            point = _point(float(unit["label_lon"]), float(unit["label_lat"]))
            found.append(_feature(point, properties))
    return found


def _point(lon: float, lat: float) -> Feature | None:
    """Return a point as GeoJSON, rounded to a metre; None where there is none."""
    if np.isnan(lon):
        return None
    return {
        "type": "Point",
        "coordinates": [round(float(lon), 5), round(float(lat), 5)],
    }


def rounded(shape: shapely.Geometry) -> Feature:
    """Return a shape as GeoJSON with corners rounded to a metre."""
    coarse = shapely.transform(shape, lambda points: np.round(points, 5))
    found: Feature = json.loads(shapely.to_geojson(coarse))
    return found


def _feature(geometry: Feature | None, properties: Feature) -> Feature:
    return {"type": "Feature", "geometry": geometry, "properties": properties}
