"""Distance from one point to points, lines and polygons, on the ellipsoid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs.crs import FloatArray, distance_km

if TYPE_CHECKING:
    from pyproj import Transformer

BBox = tuple[float, float, float, float]

#: Bounds of the length of a degree of latitude, and of longitude on the equator.
_LEAST_KM_PER_DEGREE: Final = 110.5
_MOST_KM_PER_DEGREE: Final = 111.8
#: Longest piece of a line that is taken as straight in the projection, degrees.
STEP_DEG: Final = 0.1


def _around(lon: float, lat: float) -> Transformer:
    """Return the projection that keeps distances from one point."""
    from pyproj import Transformer  # noqa: PLC0415  imported late: 60 ms

    # A pipeline is made in 0.03 ms; between two reference systems it takes 20 ms.
    return Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
        f"+step +proj=aeqd +lat_0={lat!r} +lon_0={lon!r} +ellps=WGS84 +units=m"
    )


def shape_distances_km(
    lon: float, lat: float, shapes: NDArray[np.object_]
) -> FloatArray:
    """Return the geodesic distance from a point to each shape.

    Parameters
    ----------
    lon, lat : float
        Degrees.
    shapes : (n,) array of shapely geometries
        Points, lines or polygons in degrees; none of them empty.

    Returns
    -------
    (n,) array
        Kilometres; 0 inside a polygon.

    Notes
    -----
    The nearest spot of each shape is looked for in the azimuthal equidistant
    projection round the point, where distances from the point are the geodesic
    ones; the distance to that spot is then measured on the ellipsoid. Lines run
    straight in longitude and latitude, as in GeoJSON; they are cut into pieces of
    `STEP_DEG` before, so that the projection bends them by less than 2 m.
    """
    shapes = np.asarray(shapes, dtype=object)
    if shapes.size == 0:
        return np.zeros(0)
    spots = _nearest_spots(lon, lat, shapes)
    transformer = _around(float(lon), float(lat))
    lons, lats = transformer.transform(spots[:, 0], spots[:, 1], direction="INVERSE")
    kilometres = distance_km(lon, lat, np.asarray(lons), np.asarray(lats))
    return np.where(shapely.intersects_xy(shapes, lon, lat), 0.0, kilometres)


def bearings_deg(lon: float, lat: float, shapes: NDArray[np.object_]) -> FloatArray:
    """Return the direction in which the nearest spot of each shape lies.

    Parameters
    ----------
    lon, lat : float
        Degrees.
    shapes : (n,) array of shapely geometries
        In degrees; none of them empty.

    Returns
    -------
    (n,) array
        Degrees clockwise from north, in [0, 360); NaN where the point lies in the
        shape.
    """
    shapes = np.asarray(shapes, dtype=object)
    if shapes.size == 0:
        return np.zeros(0)
    spots = _nearest_spots(lon, lat, shapes)
    bearings = np.degrees(np.arctan2(spots[:, 0], spots[:, 1])) % 360.0
    return np.where(shapely.intersects_xy(shapes, lon, lat), np.nan, bearings)


def _nearest_spots(lon: float, lat: float, shapes: NDArray[np.object_]) -> FloatArray:
    """Return the nearest spot of each shape, metres east and north of the point."""
    transformer = _around(float(lon), float(lat))

    def flat(xy: FloatArray) -> FloatArray:
        return np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))

    plane = shapely.transform(shapely.segmentize(shapes, STEP_DEG), flat)
    lines = shapely.shortest_line(plane, shapely.Point(0.0, 0.0))
    return np.asarray(shapely.get_coordinates(shapely.get_point(lines, 0)))


def box_around(lon: float, lat: float, radius_km: float) -> BBox | None:
    """Return a box that holds every point within a distance of a point.

    Returns
    -------
    (west, south, east, north) or None
        Degrees; None where a pole or the date line is in reach, so that no box of
        rising longitudes holds them all.
    """
    dlat = radius_km / _LEAST_KM_PER_DEGREE
    south, north = lat - dlat, lat + dlat
    widest = max(abs(south), abs(north))
    if widest >= 89.0:
        return None
    dlon = dlat / float(np.cos(np.radians(widest)))
    if lon - dlon < -180 or lon + dlon > 180:
        return None
    return (lon - dlon, south, lon + dlon, north)


def nearest_shape(lon: float, lat: float, tree: shapely.STRtree) -> tuple[int, float]:
    """Return the position of the nearest shape and its distance.

    Parameters
    ----------
    lon, lat : float
        Degrees.
    tree : STRtree
        Over the shapes, in degrees.

    Returns
    -------
    row : int
        The first of those at equal distance.
    distance_km : float

    Raises
    ------
    ValueError
        If the tree is empty.

    Notes
    -----
    The shape that is nearest in degrees is no farther than its degrees times the
    longest degree; only shapes whose box is within that are measured.
    """
    shapes = np.asarray(tree.geometries, dtype=object)
    if shapes.size == 0:
        message = "no shapes were given"
        raise ValueError(message)
    point = shapely.Point(lon, lat)
    degrees = float(shapely.distance(shapes[tree.nearest(point)], point))
    box = box_around(lon, lat, degrees * _MOST_KM_PER_DEGREE + 1.0)
    rows = np.arange(shapes.size) if box is None else tree.query(shapely.box(*box))
    rows = np.sort(rows)
    distances = shape_distances_km(lon, lat, shapes[rows])
    nearest = int(np.argmin(distances))
    return int(rows[nearest]), float(distances[nearest])
