"""Features of the service as a GeoDataFrame.

GeoPandas is imported here and only when a frame is made, so that a program which
asks for matches or places stays light. ``pip install geo_zs`` brings it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from geo_zs.client.errors import AnswerError

if TYPE_CHECKING:
    import geopandas as gpd

#: Of all GeoJSON without another statement: longitude, latitude, WGS 84.
CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_OGC: Final = "http://www.opengis.net/def/crs/"


def frame_of(
    features: Sequence[Mapping[str, Any]],
    *,
    crs: str,
    columns: Iterable[str],
    notes: Mapping[str, object],
) -> gpd.GeoDataFrame:
    """Return features as a frame.

    Parameters
    ----------
    features : sequence of mapping
        GeoJSON features.
    crs : str
        URI of the reference system of their coordinates, whose order of axes they
        have.
    columns : iterable of str
        Names of all columns, for a frame without rows.
    notes : mapping
        What ``attrs`` of the frame holds: data version, attribution.

    Returns
    -------
    (n_features,) GeoDataFrame
        Index ``id``; x is east and y north whatever the order of axes that came, as
        GeoPandas has it; a feature without geometry has None.

    Raises
    ------
    AnswerError
        If the features cannot be read.
    """
    import geopandas as gpd  # noqa: PLC0415  heavy, and needed for frames alone
    from pyproj import CRS  # noqa: PLC0415  as above
    from pyproj.exceptions import CRSError  # noqa: PLC0415  as above
    from shapely import transform  # noqa: PLC0415  as above
    from shapely.errors import ShapelyError  # noqa: PLC0415  as above
    from shapely.geometry import shape  # noqa: PLC0415  as above

    try:
        system = CRS.from_user_input(_plain_name(crs))
        shapes: list[Any] = [
            None if one["geometry"] is None else shape(one["geometry"])
            for one in features
        ]
        index = [str(one["id"]) for one in features]
        rows = [dict(one["properties"] or {}) for one in features]
    except (KeyError, TypeError, ValueError, CRSError, ShapelyError) as error:
        message = f"the features cannot be read ({type(error).__name__}: {error})"
        raise AnswerError(message) from error
    names = list(dict.fromkeys((*columns, *(name for row in rows for name in row))))
    values = {name: [row.get(name) for row in rows] for name in names}
    # A property of this name would take the place of the shapes.
    if "geometry" in values:
        values["geometry_"] = values.pop("geometry")
    if _is_north_first(system):
        shapes = [transform(one, lambda xy: xy[:, ::-1]) for one in shapes]
    frame = gpd.GeoDataFrame(values, geometry=shapes, index=index, crs=system)
    frame.index.name = "id"
    frame.attrs.update(notes)
    return frame


def _plain_name(crs: str) -> str:
    """Return the name of a reference system as PROJ knows it."""
    if not crs.startswith(_OGC):
        return crs
    authority, _, code = crs.removeprefix(_OGC).split("/")
    return f"{authority}:{code}"


def _is_north_first(system: Any) -> bool:  # noqa: ANN401  pyproj is imported late
    """Tell whether a reference system has latitude or northing as its first axis."""
    axes = system.axis_info
    return bool(axes) and axes[0].direction == "north"
