"""Tables and boundaries → layers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_zs.crs import WGS84
from geo_zs.errors import DataError, Problem
from geo_zs.layers.boundaries import Boundaries
from geo_zs.layers.rail_lines import line_shapes
from geo_zs.layers.spec import LAYERS, Layer, LayerSpec
from geo_zs.tables import load_schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo_zs.tables import Field

#: Columns of the table of display places.
DISPLAY_COLUMNS: Final = ("lon", "lat", "basis", "is_approximate")


def spec_of(layer_id: str) -> LayerSpec:
    """Return the spec of a layer, without its columns.

    Raises
    ------
    ValueError
        If there is no such layer.
    """
    for spec in LAYERS:
        if spec.id == layer_id:
            return spec
    known = ", ".join(spec.id for spec in LAYERS)
    message = f"no layer is called {layer_id!r}; expected one of {known}"
    raise ValueError(message)


def schema_columns(spec: LayerSpec, tables: Path) -> tuple[Field, ...]:
    """Return the columns of a layer's first table, from its schema.

    Raises
    ------
    DataError
        If the schema is missing or damaged.
    """
    return tuple(load_schema(tables / spec.tables[0]).fields)


def label_points(leagues: pd.DataFrame, banners: pd.DataFrame) -> pd.DataFrame:
    """Return the spot where the name of each league and banner may stand.

    Returns
    -------
    DataFrame, (115,)
        Index ``adcode``; columns ``lon``, ``lat``.
    """
    both = pd.concat([leagues, banners])[["adcode", "label_lon", "label_lat"]]
    named = both.rename(columns={"label_lon": "lon", "label_lat": "lat"})
    named = named.set_index("adcode")
    named.index = named.index.astype(object)
    return named.astype(float)


def load_layers(
    frames: Mapping[str, pd.DataFrame], tables: Path, boundaries: Boundaries
) -> dict[str, Layer]:
    """Make all layers but the projects.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        The tables as read: one for each layer by its id, and ``rail_line_nodes``.
    tables : Path
        Folder of the tables, for the schemas.
    boundaries : Boundaries
        Polygons of leagues and banners.

    Returns
    -------
    dict of str to Layer
        In the order of ``LAYERS``.

    Raises
    ------
    DataError
        With the faults of all layers.
    """
    labels = label_points(frames["leagues"], frames["banners"])
    problems: list[Problem] = []
    layers: dict[str, Layer] = {}
    for spec in LAYERS:
        if spec.id == "projects":
            continue
        try:
            full = replace(spec, columns=schema_columns(spec, tables))
            layers[spec.id] = _make(full, frames, boundaries, labels)
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    return layers


def keyed(frame: pd.DataFrame, spec: LayerSpec) -> pd.DataFrame:
    """Index a table by the key of its layer; the key column stays.

    Raises
    ------
    DataError
        If a key is missing or repeated.
    """
    keys = frame[spec.key].astype(object)
    file = spec.tables[0]
    problems = [
        Problem(spec.key, "the key is empty", file=file, row=int(row) + 2)
        for row in np.flatnonzero(keys.isna())
    ]
    problems += [
        Problem(spec.key, f"{keys.iloc[row]!r} stands twice", file=file, row=row + 2)
        for row in map(int, np.flatnonzero(keys.duplicated() & keys.notna()))
    ]
    if problems:
        raise DataError(problems)
    indexed = frame.copy()
    indexed.index = pd.Index(keys.astype(str), dtype=object, name="id")
    return indexed


def display_places(frame: gpd.GeoDataFrame, labels: pd.DataFrame) -> pd.DataFrame:
    """Say where each row of a layer of points may be drawn.

    Parameters
    ----------
    frame : GeoDataFrame, (n,)
        Geometry None where no point is known; columns ``league``, ``banner``.
    labels : DataFrame
        From :func:`label_points`.

    Returns
    -------
    DataFrame, (n,)
        Columns of ``DISPLAY_COLUMNS``: its own point, else the label point of its
        banner, else of its league, else nowhere.
    """
    has_own = frame.geometry.notna().to_numpy()
    points = frame.geometry
    lon = np.where(has_own, points.x, np.nan)
    lat = np.where(has_own, points.y, np.nan)
    basis = np.where(has_own, "own", "none").astype(object)
    for level in ("banner", "league"):
        codes = frame[level].astype(object)
        takes = (basis == "none") & codes.isin(labels.index).to_numpy()
        spots = labels.reindex(codes[takes])
        lon[takes] = spots["lon"]
        lat[takes] = spots["lat"]
        basis[takes] = level
    return _display(frame.index, lon, lat, basis)


def polygon_layer(
    spec: LayerSpec,
    frame: pd.DataFrame,
    shapes: gpd.GeoDataFrame,
    map_shapes: gpd.GeoDataFrame,
) -> Layer:
    """Join a register of units with their polygons.

    Coordinates in CGCS2000 are taken as WGS 84: the two differ by less than 1 m.

    Raises
    ------
    DataError
        If register and polygons do not have the same codes.
    """
    indexed = keyed(frame, spec)
    if set(indexed.index) != set(shapes.index):
        only = sorted(set(indexed.index) ^ set(shapes.index))
        message = f"register and polygons differ in the codes {', '.join(only)}"
        raise DataError([Problem(spec.key, message, file=spec.tables[0])])
    geometry, simple = (
        gpd.GeoSeries(
            np.asarray(level.geometry.reindex(indexed.index).array),
            index=indexed.index,
            crs=WGS84,
        )
        for level in (shapes, map_shapes)
    )
    return Layer(
        spec=spec,
        frame=gpd.GeoDataFrame(indexed, geometry=geometry),
        display=_display(
            indexed.index,
            indexed["label_lon"].to_numpy(dtype=float),
            indexed["label_lat"].to_numpy(dtype=float),
            np.full(len(indexed), "own", dtype=object),
        ),
        map_geometry=simple,
    )


def point_layer(spec: LayerSpec, frame: pd.DataFrame, labels: pd.DataFrame) -> Layer:
    """Make points of the columns ``lon`` and ``lat``; None where they are empty."""
    indexed = keyed(frame, spec)
    points = points_of(indexed)
    made = gpd.GeoDataFrame(indexed, geometry=points, crs=WGS84)
    return Layer(spec=spec, frame=made, display=display_places(made, labels))


def points_of(frame: pd.DataFrame) -> gpd.GeoSeries:
    """Return the points of a table, None where a coordinate is missing."""
    lon = frame["lon"].to_numpy(dtype=float, na_value=np.nan)
    lat = frame["lat"].to_numpy(dtype=float, na_value=np.nan)
    is_known = np.isfinite(lon) & np.isfinite(lat)
    points = np.full(len(frame), None, dtype=object)
    points[is_known] = gpd.points_from_xy(lon[is_known], lat[is_known])
    return gpd.GeoSeries(points, index=frame.index, crs=WGS84)


def line_layer(spec: LayerSpec, frames: Mapping[str, pd.DataFrame]) -> Layer:
    """Make the schematic railway lines; a line is labelled at its middle."""
    indexed = keyed(frames["rail_lines"], spec)
    shapes = line_shapes(indexed, frames["rail_line_nodes"], frames["rail_nodes"])
    geometry = shapes.reindex(indexed.index)
    middle = shapely.get_coordinates(
        shapely.line_interpolate_point(np.asarray(geometry.array), 0.5, normalized=True)
    )
    return Layer(
        spec=spec,
        frame=gpd.GeoDataFrame(indexed, geometry=geometry, crs=WGS84),
        display=_display(
            indexed.index,
            middle[:, 0],
            middle[:, 1],
            np.full(len(indexed), "own", dtype=object),
        ),
    )


def _display(
    index: pd.Index, lon: np.ndarray, lat: np.ndarray, basis: Iterable[str]
) -> pd.DataFrame:
    """Return the table of display places."""
    table = pd.DataFrame({"lon": lon, "lat": lat, "basis": list(basis)}, index=index)
    table["is_approximate"] = table["basis"] != "own"
    return table[list(DISPLAY_COLUMNS)]


def _make(
    spec: LayerSpec,
    frames: Mapping[str, pd.DataFrame],
    boundaries: Boundaries,
    labels: pd.DataFrame,
) -> Layer:
    """Make one layer by its geometry."""
    if spec.id == "leagues":
        return polygon_layer(
            spec, frames["leagues"], boundaries.leagues, boundaries.leagues_map
        )
    if spec.id == "banners":
        return polygon_layer(
            spec, frames["banners"], boundaries.banners, boundaries.banners_map
        )
    if spec.geometry == "LineString":
        return line_layer(spec, frames)
    return point_layer(spec, frames[spec.id], labels)
