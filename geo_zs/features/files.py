"""Selected features as files to take away: CSV, GeoPackage, FlatGeobuf.

GeoPackage and FlatGeobuf hold x before y whatever the order of the axes is in the
reference system, by their standards, and name the system. A CSV file names none: its
coordinates are in the order of the axes, as in GeoJSON. Lists stand in one cell,
parted by ``;``.
"""

from __future__ import annotations

import csv as csv_writer
import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geo_zs.features.encode import plain_cells
from geo_zs.features.geopackage_tables import describe_columns, without_times
from geo_zs.features.reference_systems import (
    CRS84,
    ReferenceSystem,
    from_crs84,
    in_file_order,
)
from geo_zs.text_guard import guard_text, whole_text
from geo_zs.vector_files import write_features

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from geo_zs.crs import FloatArray
    from geo_zs.features.collection import Collection

#: Column of a CSV file with the geometry as well-known text.
WKT: Final = "geometry_wkt"
_SEPARATOR: Final = ";"
#: Geometry of a collection → of the layer of a file.
_TYPES: Final = {"point": "Point", "linestring": "LineString"}
#: Version of GeoPackage that programs of some years ago read without a warning.
_VERSION: Final = "1.2"


def csv(
    collection: Collection,
    positions: NDArray[np.intp] | Iterable[int],
    system: ReferenceSystem = CRS84,
) -> bytes:
    """Return features as CSV.

    Parameters
    ----------
    collection : Collection
        Whose features.
    positions : (n,) int array
        Rows, in the order in which they are to stand.
    system : ReferenceSystem
        System of the geometry.

    Returns
    -------
    bytes
        UTF-8 with the mark that spreadsheets need, CRLF; the same bytes for the same
        rows. The heads are the names of the properties; the geometry is the last
        column, as WKT in the order of the axes of `system`. Text that a spreadsheet
        would run carries an apostrophe (see `geo_zs.text_guard`); what is not known is
        empty.
    """
    rows = _rows(positions)
    shapes = shapely.to_wkt(
        _placed(collection, rows, system, from_crs84),
        rounding_precision=system.decimals,
        trim=True,
    )
    cells = [*_columns(collection, rows), shapes.tolist()]
    buffer = io.BytesIO()
    stream = io.TextIOWrapper(buffer, "utf-8-sig", newline="", write_through=True)
    writer = csv_writer.writer(stream)
    writer.writerow([*(one.name for one in collection.properties), WKT])
    for row in zip(*cells, strict=True):
        writer.writerow([_safe(cell) for cell in row])
    stream.flush()
    return buffer.getvalue()


def geopackage(
    collection: Collection,
    positions: NDArray[np.intp] | Iterable[int],
    system: ReferenceSystem = CRS84,
) -> bytes:
    """Return features as a GeoPackage with one layer.

    Parameters
    ----------
    collection, positions, system
        As for `csv`.

    Returns
    -------
    bytes
        Titles and meanings of the columns stand in its table of columns, in Chinese
        and English. The same bytes for the same rows: where the format asks for a time
        of the last change, which the collection does not have, stands 1970-01-01.
    """
    title = f"{collection.title_zh} {collection.title_en}"
    words = f"{collection.description_zh} {collection.description_en}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{collection.id}.gpkg"
        _write(
            collection,
            _rows(positions),
            system,
            path,
            driver="GPKG",
            dataset_options={"VERSION": _VERSION},
            dataset_metadata={
                "title": title,
                "attribution": collection.attribution,
                "version": collection.version,
            },
            layer_options={"IDENTIFIER": title, "DESCRIPTION": words},
        )
        describe_columns(path, collection)
        return without_times(path).read_bytes()


def flatgeobuf(
    collection: Collection,
    positions: NDArray[np.intp] | Iterable[int],
    system: ReferenceSystem = CRS84,
) -> bytes:
    """Return features as FlatGeobuf.

    Parameters
    ----------
    collection, positions, system
        As for `csv`.

    Returns
    -------
    bytes
        With the spatial index if all features have a place, in its order then; else
        in the order of `positions`. The same bytes for the same rows.
    """
    rows = _rows(positions)
    is_placed = not shapely.is_missing(collection.shapes[rows]).any()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{collection.id}.fgb"
        _write(
            collection,
            rows,
            system,
            path,
            driver="FlatGeobuf",
            layer_options={"SPATIAL_INDEX": "YES" if is_placed and len(rows) else "NO"},
        )
        return path.read_bytes()


def _write(
    collection: Collection,
    rows: NDArray[np.intp],
    system: ReferenceSystem,
    path: Path,
    **options: Any,  # noqa: ANN401  what GDAL takes
) -> None:
    """Write features by GDAL."""
    cells = _columns(collection, rows)
    write_features(
        path,
        {
            one.name: (one.type, column)
            for one, column in zip(collection.properties, cells, strict=True)
        },
        _placed(collection, rows, system, in_file_order),
        layer=collection.id,
        crs=system.file_code,
        geometry_type=_TYPES.get(collection.geometry, "Unknown"),
        **options,
    )


def _rows(positions: NDArray[np.intp] | Iterable[int]) -> NDArray[np.intp]:
    """Return positions as an array."""
    return np.fromiter(positions, dtype=np.intp)


def _columns(collection: Collection, rows: NDArray[np.intp]) -> list[list[Any]]:
    """Return the cells of all properties, lists joined, None where not known."""
    chosen = collection.frame.iloc[rows]
    found = [plain_cells(chosen[one.name], one.type) for one in collection.properties]
    return [
        [_SEPARATOR.join(cell) if isinstance(cell, tuple) else cell for cell in cells]
        for cells in found
    ]


def _placed(
    collection: Collection,
    rows: NDArray[np.intp],
    system: ReferenceSystem,
    order: Callable[[FloatArray, ReferenceSystem], FloatArray],
) -> NDArray[np.object_]:
    """Return the geometries of rows as `order` brings them, rounded as in GeoJSON."""
    moved: NDArray[np.object_] = shapely.transform(
        collection.shapes[rows],
        lambda xy: np.round(order(xy, system), system.decimals),
    )
    return moved


def _safe(cell: object) -> object:
    """Return a cell of a CSV file that no spreadsheet runs."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return whole_text(guard_text(cell)) if isinstance(cell, str) else cell
