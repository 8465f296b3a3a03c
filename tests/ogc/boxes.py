"""What a box gives, by the layer itself: a feature without a place is in every box."""

from __future__ import annotations

import geopandas as gpd
import shapely

#: The east of the region: west, south, east, north.
EAST = (115.0, 45.0, 120.0, 50.0)


def in_box(
    frame: gpd.GeoDataFrame, box: tuple[float, float, float, float] = EAST
) -> gpd.GeoDataFrame:
    """Return the features that a box gives.

    The standard (``/req/core/fc-bbox-response`` B) lets a box match the features that
    have no place.
    """
    return frame[frame.intersects(shapely.box(*box)) | frame.geometry.isna()]
