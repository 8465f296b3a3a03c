"""Layers of the service: their list, and each as a GeoDataFrame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from geo_zs.client.addresses import API
from geo_zs.client.frames import CRS84, frame_of
from geo_zs.client.items import GEOJSON
from geo_zs.client.reading import layer_of, read_many

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_zs.client.addresses import Parameter
    from geo_zs.client.connection import Connection
    from geo_zs.client.results import LayerSummary

#: Members of an answer that ``attrs`` of the frame holds.
_NOTES: Final[tuple[str, ...]] = ("data_version", "sources", "attribution", "notice")


def layer_summaries(connection: Connection) -> list[LayerSummary]:
    """Return the list of layers."""
    answer = connection.get(f"{API}/layers", {}).json()
    return read_many("layers", layer_of, answer)


def layer_frame(
    connection: Connection, layer_id: str, parameters: Mapping[str, Parameter]
) -> gpd.GeoDataFrame:
    """Return a layer as a frame.

    Parameters
    ----------
    connection : Connection
        To the service.
    layer_id : str
        Id of the layer.
    parameters : mapping
        Of the query.

    Returns
    -------
    (n_rows,) GeoDataFrame
        See `geo_zs.client.frames.frame_of`. One without rows has the columns of the
        list of layers.
    """
    path = f"{API}/layers/{quote(layer_id, safe='')}.geojson"
    document = connection.get(path, parameters, accept=GEOJSON).json()
    features = document.get("features", [])
    columns: list[str] = []
    if not features:
        found = [one for one in layer_summaries(connection) if one.id == layer_id]
        columns = [name for one in found for name in one.columns]
    notes = {name: document[name] for name in _NOTES if name in document}
    return frame_of(features, crs=CRS84, columns=columns, notes=notes)
