"""What constraint layers are tested on: outlines, points with a radius, whole units.

Projects and candidate sites become the same few columns, so both are tested alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs.crs import FloatArray
from geo_zs.overlay.project_frame import TextArray
from geo_zs.overlay.shapes import areas_ha

if TYPE_CHECKING:
    from geo_zs.matching.table import SiteTable
    from geo_zs.overlay.ground import Ground
    from geo_zs.overlay.placing import Placement

ShapeArray = NDArray[np.object_]

#: Ways in which a place is known, and so tested.
OUTLINE: Final = "outline"
POINT: Final = "point"
UNIT: Final = "unit"
NOWHERE: Final = "nowhere"


@dataclass(frozen=True, eq=False)
class TestedPlaces:
    """n places to be tested.

    Parameters
    ----------
    kind : (n,) object array of str
        ``outline``: the place is the polygon in `shape`. ``point``: it lies within
        `radius_km` of the point in `shape`. ``unit``: it lies somewhere in the banner
        or league in `shape`. ``nowhere``: `shape` is None.
    shape : (n,) object array
        Degrees.
    radius_km : (n,) array
        Of points; 0 for the others.
    area_ha : (n,) array
        Of outlines and units; NaN for the others.
    unit : (n,) object array of str
        Code of the unit; empty for the others.
    banner, league : (n,) object arrays of str
        Where the place lies; empty where not known.
    more_banners : mapping of row to tuple of str
        All banners of outlines that lie in several.
    """

    __test__ = False  # no test case, whatever its name

    kind: TextArray
    shape: ShapeArray
    radius_km: FloatArray
    area_ha: FloatArray
    unit: TextArray
    banner: TextArray
    league: TextArray
    more_banners: dict[int, tuple[str, ...]]

    @property
    def n_places(self) -> int:
        """Number of places."""
        return len(self.kind)

    def rows(self, kind: str) -> NDArray[np.intp]:
        """Return the rows of one kind."""
        return np.flatnonzero(self.kind == kind).astype(np.intp)

    def distinct(self) -> tuple[TestedPlaces, NDArray[np.intp]]:
        """Return the same places, each unit once.

        Returns
        -------
        TestedPlaces
            Thousands of projects may share one banner, with its long border.
        (n,) int array
            Position of each place among them.
        """
        marks = np.array([f"#{row}" for row in range(self.n_places)], dtype=object)
        units = self.rows(UNIT)
        marks[units] = self.unit[units]
        _, first, back = np.unique(
            marks.astype(str), return_index=True, return_inverse=True
        )
        few = TestedPlaces(
            kind=self.kind[first],
            shape=self.shape[first],
            radius_km=self.radius_km[first],
            area_ha=self.area_ha[first],
            unit=self.unit[first],
            banner=self.banner[first],
            league=self.league[first],
            more_banners={},
        )
        return few, back.reshape(-1).astype(np.intp)


def of_projects(placement: Placement, ground: Ground) -> TestedPlaces:
    """Return the places of projects as they are tested."""
    is_outline = placement.method == "polygon"
    return _places(
        placement.lon,
        placement.lat,
        placement.radius_km,
        outline=np.where(is_outline, placement.shapes.shape, _none(is_outline.size)),
        unit=placement.unit,
        banner=placement.banner,
        league=placement.league,
        more_banners={
            row: tuple(code for code, _ in parts)
            for row, parts in placement.banner_shares.items()
        },
        ground=ground,
    )


def of_sites(sites: SiteTable, ground: Ground) -> TestedPlaces:
    """Return the candidate sites as they are tested.

    A park whose outline is known is tested by it; else by its point with the radius
    of its precision, which says how far the point may be off, not how large the
    park is; a site without a point is tested as its banner.
    """
    banner = np.array(sites.banners, dtype=object)
    league = np.array(sites.leagues, dtype=object)
    has_point = ~np.isnan(sites.lon)
    outline = _none(sites.n_sites)
    for row, name in enumerate(sites.ids):
        at = ground.parks.rows.get(name)
        if at is not None and ground.parks.outline[at] is not None:
            outline[row] = ground.parks.outline[at]
    return _places(
        sites.lon,
        sites.lat,
        sites.radius_km,
        outline=outline,
        unit=np.where(has_point, "", np.where(banner != "", banner, league)),
        banner=banner,
        league=league,
        more_banners={},
        ground=ground,
    )


def _none(n_places: int) -> ShapeArray:
    """Return n times no shape."""
    return np.full(n_places, None, dtype=object)


def _places(
    lon: FloatArray,
    lat: FloatArray,
    radius_km: FloatArray,
    *,
    outline: ShapeArray,
    unit: TextArray,
    banner: TextArray,
    league: TextArray,
    more_banners: dict[int, tuple[str, ...]],
    ground: Ground,
) -> TestedPlaces:
    """Put the shape of each place beside its kind."""
    n_places = len(lon)
    has_outline = ~shapely.is_missing(outline)
    has_point = ~has_outline & ~np.isnan(lon)
    known = np.array([code in ground.unit_shapes for code in unit], dtype=bool)
    has_unit = ~has_outline & ~has_point & known
    shape = outline.copy()
    shape[has_point] = shapely.points(lon[has_point], lat[has_point])
    shape[has_unit] = [ground.unit_shapes[code] for code in unit[has_unit]]
    kind = np.full(n_places, NOWHERE, dtype=object)
    area = np.full(n_places, np.nan)
    for name, rows in ((OUTLINE, has_outline), (POINT, has_point), (UNIT, has_unit)):
        kind[rows] = name
    area[has_outline] = areas_ha(shape[has_outline])
    sizes = {code: ground.unit_area_ha[code] for code in set(unit[has_unit])}
    area[has_unit] = [sizes[code] for code in unit[has_unit]]
    return TestedPlaces(
        kind=kind,
        shape=shape,
        radius_km=np.where(has_point, np.nan_to_num(radius_km), 0.0),
        area_ha=area,
        unit=np.where(has_unit, unit, ""),
        banner=banner,
        league=league,
        more_banners=more_banners,
    )
