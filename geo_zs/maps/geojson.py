"""Layers as compact GeoJSON for browsers and other readers.

Text stays raw: whoever shows it escapes it. Unknown values are null.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from geo_zs.layers.spec import Layer
    from geo_zs.provenance import Source

Bbox = tuple[float, float, float, float]

#: Five decimals of a degree are about one metre, finer than any source here.
DECIMALS = 5


def plain_value(value: object) -> object:
    """Return a table value as JSON knows it.

    Parameters
    ----------
    value : object
        A cell of a typed table.

    Returns
    -------
    object
        str, bool, int, float, list of these, or None for unknown (NaN, NA, NaT).
    """
    found: object = str(value)
    if isinstance(value, tuple | list):
        found = [plain_value(item) for item in value]
    elif value is None or value is pd.NA or value is pd.NaT:
        found = None
    elif isinstance(value, bool | np.bool_):
        found = bool(value)
    elif isinstance(value, int | np.integer):
        found = int(value)
    elif isinstance(value, float | np.floating):
        number = float(value)
        whole = math.isfinite(number) and number.is_integer() and abs(number) < 1e15
        found = int(number) if whole else number if math.isfinite(number) else None
    return found


def geometry_dict(shape: shapely.Geometry | None) -> dict[str, object] | None:
    """Return a geometry as GeoJSON with five decimals, or None if there is none."""
    if shape is None or shapely.is_empty(shape):
        return None
    rounded = shapely.transform(shape, lambda xy: np.round(xy, DECIMALS))
    found: dict[str, object] = json.loads(shapely.to_geojson(rounded))
    return found


def source_dicts(
    ids: Sequence[str], sources: Mapping[str, Source]
) -> dict[str, dict[str, str]]:
    """Return title and date of sources, by id, in order of their ids."""
    found = {}
    for source_id in sorted(set(ids)):
        source = sources.get(source_id)
        if source is not None:
            entry = {"title": source.title}
            if source.date:
                entry["date"] = str(source.date)
            found[source_id] = entry
    return found


def layer_features(
    layer: Layer,
    *,
    bbox: Bbox | None = None,
    league: str | None = None,
    place_label: bool = False,
    level: str = "full",
    keys: Sequence[str] | None = None,
) -> list[dict[str, object]]:
    """Return the rows of a layer as GeoJSON features.

    Parameters
    ----------
    layer : Layer
        The layer.
    bbox : (west, south, east, north) or None
        Only features whose geometry meets this box, degrees. Features without a
        geometry are left out then.
    league : str or None
        Only rows of this league (adcode); for the layer of leagues, that league.
    place_label : bool
        Give rows without a point of their own the place where a map may draw them
        (their park, or the label point of their banner or league), marked with
        ``"approximate": true`` and ``"located_by"``.
    level : str
        ``full``, or ``map`` for the precomputed simplified boundaries.
    keys : sequence of str or None
        Only rows of these keys.

    Returns
    -------
    list of dict
        In table order. ``geometry`` is null where no place is known.

    Raises
    ------
    ValueError
        If there is no such level.
    """
    frame = layer.at_level(level)
    shapes = frame.geometry
    if place_label and layer.spec.geometry == "Point":
        shapes = layer.at_display().geometry
    keep = np.ones(len(frame), dtype=bool)
    if league is not None:
        column = layer.spec.key if layer.spec.id == "leagues" else "league"
        keep &= (
            (frame[column].astype(object) == league).to_numpy(
                dtype=bool, na_value=False
            )
            if column in frame
            else False
        )
    if keys is not None:
        keep &= frame.index.isin(list(keys))
    if bbox is not None:
        keep &= shapely.intersects(shapes.to_numpy(), shapely.box(*bbox))
    names = [field.name for field in layer.spec.columns]
    names = [name for name in names if name in frame.columns]
    values = {name: frame[name].tolist() for name in names}
    own = layer.frame.geometry.notna().to_numpy()
    basis = layer.display["basis"].tolist()
    keys = [str(key) for key in frame.index]
    features: list[dict[str, object]] = []
    for at in np.flatnonzero(keep).tolist():
        key = keys[at]
        properties: dict[str, object] = {"id": key, "layer": layer.spec.id}
        properties |= {name: plain_value(cells[at]) for name, cells in values.items()}
        geometry = geometry_dict(shapes.iloc[at])
        if place_label and geometry is not None and not own[at]:
            properties |= {"approximate": True, "located_by": str(basis[at])}
        features.append(
            {
                "type": "Feature",
                "id": key,
                "geometry": geometry,
                "properties": properties,
            }
        )
    return features


def layer_geojson(
    layer: Layer,
    *,
    bbox: Bbox | None = None,
    league: str | None = None,
    place_label: bool = False,
    level: str = "full",
    sources: Mapping[str, Source] | None = None,
    members: Mapping[str, object] | None = None,
) -> bytes:
    """Return a layer as a GeoJSON FeatureCollection.

    Parameters
    ----------
    layer, bbox, league, place_label, level
        As for `layer_features`.
    sources : mapping of str to Source or None
        The register; with it the collection carries, as ``sources``, title and date
        of every source that its features name.
    members : mapping or None
        Further members of the collection (``data_version``, ``attribution``).

    Returns
    -------
    bytes
        UTF-8, compact, the same bytes for the same input.

    Raises
    ------
    ValueError
        If there is no such level.
    """
    features = layer_features(
        layer, bbox=bbox, league=league, place_label=place_label, level=level
    )
    collection: dict[str, object] = {"type": "FeatureCollection", **(members or {})}
    if sources is not None:
        named: list[str] = []
        for feature in features:
            properties = feature["properties"]
            assert isinstance(properties, dict)  # noqa: S101  made above
            named.extend(properties.get("source_ids") or [])
        collection["sources"] = source_dicts(named, sources)
    collection["features"] = features
    return json.dumps(
        collection, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()
