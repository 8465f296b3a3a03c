"""Features of any format as columns and shapes, alike for all of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs.imports.faults import Fault
from geo_zs.imports.header_names import clean_name
from geo_zs.imports.limits import Limits
from geo_zs.imports.raw_table import Cell
from geo_zs.imports.refusal import read_fault, refusal
from geo_zs.imports.sheet_cells import clean_cell, is_lost

#: The first feature is row 2, as if the names of the columns stood in row 1.
FIRST_ROW: Final = 2
_LIST_JOINER: Final = ";"
#: What a decoder writes for bytes that are no text.
_REPLACED: Final = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, kw_only=True)
class Features:
    """Records with shapes; the fields are those of `raw_table.RawTable`."""

    headers: tuple[str, ...]
    columns: tuple[NDArray[np.object_], ...]
    geometry: NDArray[np.object_]
    crs: str | None
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    encoding: str | None = None


def columns_of_records(
    records: Sequence[Mapping[str, Any]], limits: Limits
) -> tuple[tuple[str, ...], tuple[NDArray[np.object_], ...]]:
    """Return the columns of records that need not have the same keys.

    Parameters
    ----------
    records : sequence of mappings
        One for each feature.
    limits : Limits
        Most columns.

    Raises
    ------
    RefusedFileError
        If there are too many different keys.
    """
    keys: dict[str, int] = {}
    for record in records:
        for key in record:
            keys.setdefault(key, len(keys))
        if len(keys) > limits.max_columns:
            raise refusal(key="too_many_columns", values={"limit": limits.max_columns})
    columns = tuple(np.empty(len(records), dtype=object) for _ in keys)
    for place, record in enumerate(records):
        for key, value in record.items():
            columns[keys[key]][place] = value
    return tuple(keys), columns


def make_features(
    names: Sequence[str],
    columns: Sequence[Iterable[Any]],
    geometry: NDArray[np.object_],
    *,
    limits: Limits,
    crs: str | None,
    faults: Sequence[Fault] = (),
    notes: Sequence[Fault] = (),
) -> Features:
    """Return features with cleaned names and cells.

    Parameters
    ----------
    names : sequence of str
        Names of the columns as the file has them.
    columns : sequence of iterables
        Their values, in any type a format knows.
    geometry : (n,) object array of shapely geometries or None
        One for each record.
    limits : Limits
        Most rows, columns and vertices.
    crs, faults, notes
        See `Features`.

    Raises
    ------
    RefusedFileError
        If there is no record, or too much of anything.
    """
    if not len(geometry):
        raise refusal(key="no_layers")
    if len(geometry) > limits.max_rows:
        raise refusal(key="too_many_rows", values={"limit": limits.max_rows})
    if len(names) > limits.max_columns:
        raise refusal(key="too_many_columns", values={"limit": limits.max_columns})
    if shapely.get_num_coordinates(geometry).sum() > limits.max_vertices:
        raise refusal(key="too_many_vertices", values={"limit": limits.max_vertices})
    headers = unique_names(names)
    found: list[Fault] = list(faults)
    geometry = _finite(shapely.force_2d(geometry), found)
    cleaned = tuple(
        _clean_column(header, column, len(geometry), found)
        for header, column in zip(headers, columns, strict=True)
    )
    return Features(
        headers=headers,
        columns=cleaned,
        geometry=geometry,
        crs=crs,
        faults=tuple(sorted(found, key=lambda fault: fault.row or 0)),
        notes=tuple(notes),
    )


def _finite(geometry: NDArray[np.object_], faults: list[Fault]) -> NDArray[np.object_]:
    """Return the shapes; one with an endless coordinate becomes None and a fault."""
    points, places = shapely.get_coordinates(geometry, return_index=True)
    bad = np.unique(places[~np.isfinite(points).all(axis=1)])
    kept = geometry.copy()
    kept[shapely.is_empty(geometry)] = None
    kept[bad] = None
    for place in bad:
        faults.append(read_fault("bad_geometry", row=int(place) + FIRST_ROW))
    return kept


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return names as headers: on one line, none empty, none twice."""
    used: dict[str, None] = {}
    for at, given in enumerate(names):
        name = base = clean_name(given) or f"column {at + 1}"
        copy = 1
        while name in used:
            copy += 1
            name = f"{base} ({copy})"
        used[name] = None
    return tuple(used)


def _clean_column(
    header: str, values: Iterable[Any], n_rows: int, faults: list[Fault]
) -> NDArray[np.object_]:
    """Return the cells of a column; what cannot be taken becomes a fault."""
    cells = np.empty(n_rows, dtype=object)
    for place, value in enumerate(values):
        cell = clean_cell(_plain(value))
        if is_lost(cell) or (isinstance(cell, str) and _REPLACED in cell):
            key = "broken_text" if isinstance(cell, str) else "lost_digits"
            row = place + FIRST_ROW
            faults.append(read_fault(key, row=row, column=header, value=cell))
            continue
        cells[place] = cell
    return cells


def _plain(value: Any) -> Cell:  # noqa: ANN401  any value of any format
    """Return a value as a cell; lists are joined, deeper things become JSON."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return value if np.isfinite(value) else None
    if isinstance(value, bytes | bytearray | memoryview):
        return None
    if isinstance(value, list | tuple | np.ndarray | dict):
        return _joined(value)
    return value  # type: ignore[no-any-return]


def _joined(value: Any) -> str:  # noqa: ANN401  a list or an object
    """Return a list of plain values joined, anything deeper as JSON."""
    items = [] if isinstance(value, dict) else list(value)
    if items and all(
        isinstance(item, str | int | float | np.generic) for item in items
    ):
        return _LIST_JOINER.join(map(str, items))
    return json.dumps(value, ensure_ascii=False, default=str)


def shapes_from_wkb(
    blobs: Sequence[bytes | None], faults: list[Fault]
) -> NDArray[np.object_]:
    """Return the shapes of WKB; one that cannot be read is None and a fault."""
    geometry = np.asarray(
        shapely.from_wkb(np.array(blobs, dtype=object), on_invalid="ignore"),
        dtype=object,
    )
    for place, blob in enumerate(blobs):
        if blob and geometry[place] is None:
            faults.append(read_fault("bad_geometry", row=place + FIRST_ROW))
    return geometry
