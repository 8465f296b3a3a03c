"""GeoJSON to features, by the JSON parser of Python and shapely.

GDAL is not used: it follows links in the ``crs`` member, guesses types from the
values and reads other dialects of JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import shapely

from geo_zs.imports.faults import Fault
from geo_zs.imports.features import (
    FIRST_ROW,
    Features,
    columns_of_records,
    make_features,
)
from geo_zs.imports.limits import Limits
from geo_zs.imports.refusal import read_fault, refusal
from geo_zs.imports.stated_crs import name_of_crs

_SHAPES: Final = frozenset(
    {
        "Point",
        "MultiPoint",
        "LineString",
        "MultiLineString",
        "Polygon",
        "MultiPolygon",
        "GeometryCollection",
    }
)
_RECIPE: Final = "gdal_streamed_alg"


def read_geojson(
    text: str, *, limits: Limits, progress: Callable[[float], None]
) -> Features:
    """Return the features of a GeoJSON text.

    Parameters
    ----------
    text : str
        The whole file, decoded.
    limits : Limits
        Most rows, columns, vertices, levels.
    progress : callable
        Told the share of the work, 0 to 1.

    Raises
    ------
    RefusedFileError
        If it is no GeoJSON, damaged, too deep, or too much of anything.
    """
    document = _parse(text, limits)
    progress(0.4)
    features = _features(document)
    if len(features) > limits.max_rows:
        raise refusal(key="too_many_rows", values={"limit": limits.max_rows})
    faults: list[Fault] = []
    records: list[Mapping[str, Any]] = []
    shapes: list[Any] = []
    for place, feature in enumerate(features):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        records.append(properties if isinstance(properties, dict) else {})
        shape = feature.get("geometry") if isinstance(feature, dict) else None
        shapes.append(_shape(shape, place, faults))
    progress(0.7)
    names, columns = columns_of_records(records, limits)
    geometry = np.empty(len(shapes), dtype=object)
    geometry[:] = shapes
    crs = _stated_crs(document)
    notes = []
    if crs is None:
        values = {"format": "GeoJSON", "crs": "EPSG:4326"}
        notes.append(read_fault("crs_of_format", values))
    return make_features(
        names,
        columns,
        geometry,
        limits=limits,
        crs=crs,
        faults=faults,
        notes=notes,
    )


def _parse(text: str, limits: Limits) -> Any:  # noqa: ANN401  any JSON
    """Return the document, or refuse with the line."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise refusal(key="too_deep", values={"limit": limits.max_depth}) from error
    except json.JSONDecodeError as error:
        raise refusal(key="json_damaged", values={"line": error.lineno}) from error
    except ValueError as error:
        raise refusal(key="json_damaged", values={"line": 1}) from error


def _features(document: Any) -> list[Any]:  # noqa: ANN401  any JSON
    """Return the list of features, or say what came instead."""
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "FeatureCollection" and isinstance(document.get("features"), list):
        features: list[Any] = document["features"]
        return features
    if kind == "Feature":
        return [document]
    if isinstance(kind, str) and kind in _SHAPES:
        return [{"type": "Feature", "properties": {}, "geometry": document}]
    if kind == _RECIPE:
        raise refusal(key="recipe", values={"kind": "GDALG"})
    called, called_zh = "of no stated type", "未注明类型"
    if isinstance(document, list):
        called, called_zh = "a list", "是列表"
    elif isinstance(kind, str):
        called, called_zh = f"of type {kind}", f"的类型是 {kind}"
    raise refusal(key="not_geojson", values={"kind": called, "kind_zh": called_zh})


def _shape(shape: Any, place: int, faults: list[Fault]) -> Any:  # noqa: ANN401
    """Return the geometry of a feature; one that cannot be read is a fault."""
    if shape is None:
        return None
    try:
        if shape["type"] == "Point":
            x, y = shape["coordinates"][:2]
            return shapely.Point(float(x), float(y))
        return shapely.from_geojson(json.dumps(shape))
    except (
        shapely.errors.ShapelyError,
        KeyError,
        TypeError,
        ValueError,
        RecursionError,
    ):
        faults.append(read_fault("bad_geometry", row=place + FIRST_ROW))
        return None


def _stated_crs(document: Any) -> str | None:  # noqa: ANN401  any JSON
    """Return what the ``crs`` member of old GeoJSON names; links are not followed."""
    member = document.get("crs")
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return name_of_crs(name) if isinstance(name, str) else None
