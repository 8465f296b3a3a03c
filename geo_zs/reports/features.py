"""Records with their shapes: GeoJSON, GeoPackage, and WKT for tables."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from geo_zs.crs import WGS84, require_crs
from geo_zs.reports.columns import Cell, FileColumn, Names, cells_of
from geo_zs.text_guard import sheet_text, whole_text
from geo_zs.vector_files import feature_text, write_features

if TYPE_CHECKING:
    from geo_zs.reports.about import About

#: Records that are held as text at a time.
_AT_ONCE: Final = 2_000


def features_geojson(
    frame: pd.DataFrame, columns: Sequence[FileColumn], about: About
) -> bytes:
    """Return records as GeoJSON (RFC 7946), lon/lat in WGS 84.

    Parameters
    ----------
    frame : DataFrame or GeoDataFrame, (n,)
        A record without a shape becomes a feature without one.
    columns : sequence of FileColumn
        Properties, under the names of the fields.
    about : About
        Stands beside the features as ``about``.

    Raises
    ------
    CrsError
        If the shapes are not in EPSG:4326.
    """
    head = json.dumps(_about(about), ensure_ascii=False)
    buffer = BytesIO()
    buffer.write(f'{{"type":"FeatureCollection","about":{head},"features":['.encode())
    separator = "\n"
    for start in range(0, len(frame), _AT_ONCE):
        lines = _feature_lines(frame.iloc[start : start + _AT_ONCE], columns)
        buffer.write((separator + ",\n".join(lines)).encode())
        separator = ",\n"
    buffer.write(b"\n]}\n")
    return buffer.getvalue()


def _feature_lines(frame: pd.DataFrame, columns: Sequence[FileColumn]) -> list[str]:
    """Return some records as features, a line each."""
    names = [column.name for column in columns]
    lines = []
    rows = zip(*_properties(frame, columns), strict=True)
    for shape, values in zip(_shapes(frame), rows, strict=True):
        properties = json.dumps(
            dict(zip(names, values, strict=True)), ensure_ascii=False, allow_nan=False
        )
        place = "null" if shape is None else shapely.to_geojson(shape)
        lines.append(
            f'{{"type":"Feature","properties":{properties},"geometry":{place}}}'
        )
    return lines


def features_gpkg(
    frame: pd.DataFrame, columns: Sequence[FileColumn], about: About, *, layer: str
) -> bytes:
    """Return records as a GeoPackage with one layer.

    Parameters
    ----------
    frame, columns, about
        As for `features_geojson`; `about` becomes the metadata of the file.
    layer : str
        Name of the layer.

    Raises
    ------
    CrsError
        If the shapes are not in EPSG:4326.
    """
    cells = _properties(frame, columns)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{layer}.gpkg"
        write_features(
            path,
            {
                one.name: (one.kind, column)
                for one, column in zip(columns, cells, strict=True)
            },
            _shapes(frame),
            layer=layer,
            crs=WGS84,
            driver="GPKG",
            geometry_type="Unknown",
            dataset_metadata={
                key: text
                if isinstance(text, str)
                else json.dumps(text, ensure_ascii=False)
                for key, text in _about(about).items()
            },
        )
        return path.read_bytes()


def wkt_cells(frame: pd.DataFrame) -> list[str | None]:
    """Return the shapes that a table cannot hold as lon and lat, as WKT.

    Parameters
    ----------
    frame : DataFrame or GeoDataFrame, (n,)
        Records; those with a point, or without any shape, get None.
    """
    return [
        None if one is None or one.geom_type == "Point" else str(one.wkt)
        for one in _shapes(frame)
    ]


def _shapes(frame: pd.DataFrame) -> list[Any]:
    """Return the shapes, None where there is none or an empty one."""
    if not isinstance(frame, gpd.GeoDataFrame):
        return [None] * len(frame)
    require_crs(frame)
    return [
        None if one is None or one.is_empty else one
        for one in frame.geometry.to_numpy()
    ]


def _properties(frame: pd.DataFrame, columns: Sequence[FileColumn]) -> list[list[Cell]]:
    """Return the values of all columns: codes, not labels; true and false."""
    found: list[list[Cell]] = []
    for column in columns:
        bare = FileColumn(column.name, column.head, column.kind, column.decimals)
        if column.kind == "boolean":
            bare = FileColumn(column.name, column.head, "boolean", 0, column.labels)
            yes = column.labels["true"]
            cells = cells_of(frame, bare, Names())
            found.append([None if one is None else one == yes for one in cells])
            continue
        found.append(
            [
                _feature_text(one) if isinstance(one, str) else one
                for one in cells_of(frame, bare, Names())
            ]
        )
    return found


def _feature_text(text: str) -> str:
    """Return a text as features hold it: whole, and safe from being unguarded."""
    return feature_text(sheet_text(text))


def _about(about: About) -> dict[str, Any]:
    """Return what a file says of itself as plain values."""
    return {
        "title": whole_text(about.title),
        "made_on": about.made_on.isoformat(),
        "data_version": about.data_version,
        "filters": [whole_text(one) for one in about.filters],
        "sources": [
            ", ".join(filter(None, (one.title, one.publisher, one.date)))
            for one in about.sources
        ],
        "notes": [whole_text(one) for one in about.notes],
    }
