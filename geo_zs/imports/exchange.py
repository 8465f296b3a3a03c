"""How a table goes from the child process to its parent: as data, never as code.

A child that a file has taken over could write anything, so nothing is unpickled:
the parent reads JSON and WKB and checks their shape.
"""

from __future__ import annotations

import datetime as dt
import json
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs.imports.faults import Fault
from geo_zs.imports.raw_table import RawTable

TABLE: Final = "table.json"
SHAPES: Final = "shapes.wkb"
_FORMATS: Final = frozenset({"csv", "xlsx", "geojson", "gpkg", "shapefile", "kml"})
_LENGTH: Final = struct.Struct("<I")
_MISSING: Final = 0xFFFFFFFF
#: Tag of a JSON object → how its text is read.
_TIMES: Final = {
    "date": dt.date.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
    "time": dt.time.fromisoformat,
}


#: The parent reads no more than this of either file.
_MAX_ANSWER: Final = 512 << 20
#: What reading an answer that is no table may raise.
_NONSENSE: Final = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
    struct.error,
    shapely.errors.ShapelyError,
)


class BrokenAnswerError(Exception):
    """The child process wrote something that is no table."""


def write_table(table: RawTable, folder: Path) -> None:
    """Write a table for the parent: its cells as JSON, its shapes as WKB."""
    document = {
        "format": table.format,
        "headers": table.headers,
        "columns": [column.tolist() for column in table.columns],
        "row_numbers": table.row_numbers.tolist(),
        "crs": table.crs,
        "faults": [fault_to_dict(fault) for fault in table.faults],
        "notes": [fault_to_dict(fault) for fault in table.notes],
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "sheet": table.sheet,
        "sheets": table.sheets,
        "header_row": table.header_row,
        "header_parts": table.header_parts,
        "preamble": table.preamble,
        "has_shapes": table.geometry is not None,
    }
    with (folder / TABLE).open("w", encoding="utf-8", errors="replace") as sink:
        # dumps uses the fast encoder; dump would not.
        sink.write(json.dumps(document, default=_tagged, ensure_ascii=False))
    if table.geometry is not None:
        with (folder / SHAPES).open("wb") as sink_of_shapes:
            for blob in shapely.to_wkb(table.geometry):
                size = _MISSING if blob is None else len(blob)
                sink_of_shapes.write(_LENGTH.pack(size) + (blob or b""))


def _tagged(value: object) -> dict[str, str]:
    """Return a date or time as a tagged text."""
    if isinstance(value, dt.datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, dt.time):
        return {"time": value.isoformat()}
    message = f"a cell is of type {type(value).__name__}"
    raise TypeError(message)


def fault_to_dict(fault: Fault) -> dict[str, Any]:
    """Return a fault as plain values."""
    return {
        "field": fault.field,
        "message": fault.message,
        "row": fault.row,
        "key": fault.key,
        "remedy": fault.remedy,
        "value": fault.value,
        "values": dict(fault.values),
        "severity": fault.severity,
    }


def fault_from_dict(values: Mapping[str, Any], *, file: str) -> Fault:
    """Return the fault that `fault_to_dict` wrote, with the name of the file."""
    severity = values["severity"]
    if severity not in {"error", "warning", "note"}:
        message = f"no severity: {severity!r}"
        raise ValueError(message)
    row = values["row"]
    return Fault(
        field=str(values["field"]),
        message=str(values["message"]),
        file=file,
        row=None if row is None else int(row),
        key=str(values["key"]),
        remedy=str(values["remedy"]),
        value=None if values["value"] is None else str(values["value"]),
        values={str(key): item for key, item in values["values"].items()},
        severity=severity,
    )


def read_table(folder: Path, *, name: str) -> RawTable:
    """Return the table that a child wrote.

    Parameters
    ----------
    folder : Path
        Where it wrote.
    name : str
        Name of the file, for the table and its faults.

    Raises
    ------
    BrokenAnswerError
        If what is there is no table.
    """
    try:
        document = json.loads(_content(folder / TABLE), object_hook=_untagged)
        return _table(document, folder, name)
    except _NONSENSE as error:
        message = "the child process wrote no table"
        raise BrokenAnswerError(message) from error


def _content(path: Path) -> bytes:
    """Return the content of a file that a child wrote, if it is not too much."""
    if path.stat().st_size > _MAX_ANSWER:
        message = f"{path.name} is too large"
        raise ValueError(message)
    return path.read_bytes()


def _untagged(values: dict[str, Any]) -> Any:  # noqa: ANN401  a time or an object
    """Return the date or time of a tagged text, any other object as it is."""
    if len(values) == 1:
        tag, text = next(iter(values.items()))
        if tag in _TIMES and isinstance(text, str):
            return _TIMES[tag](text)
    return values


def _table(document: Mapping[str, Any], folder: Path, name: str) -> RawTable:
    """Return a table of checked shape."""
    row_numbers = np.array(document["row_numbers"], dtype=np.int64)
    columns = tuple(_column(column, len(row_numbers)) for column in document["columns"])
    headers = _texts(document["headers"])
    if document["format"] not in _FORMATS or len(headers) != len(columns):
        message = "headers and columns do not fit"
        raise ValueError(message)
    return RawTable(
        name=name,
        format=document["format"],
        headers=headers,
        columns=columns,
        row_numbers=row_numbers,
        geometry=_shapes(folder, len(row_numbers)) if document["has_shapes"] else None,
        crs=document["crs"],
        faults=tuple(fault_from_dict(one, file=name) for one in document["faults"]),
        notes=tuple(fault_from_dict(one, file=name) for one in document["notes"]),
        encoding=document["encoding"],
        delimiter=document["delimiter"],
        sheet=document["sheet"],
        sheets=_texts(document["sheets"]),
        header_row=document["header_row"],
        header_parts=tuple(_texts(parts) for parts in document["header_parts"]),
        preamble=_texts(document["preamble"]),
    )


def _texts(values: Sequence[Any]) -> tuple[str, ...]:
    """Return texts as a tuple."""
    return tuple(str(value) for value in values)


def _column(values: list[Any], n_rows: int) -> NDArray[np.object_]:
    """Return a column of cells; an object or list in it is refused."""
    if len(values) != n_rows or {type(value) for value in values} & {list, dict}:
        message = "a column does not fit"
        raise ValueError(message)
    cells = np.empty(n_rows, dtype=object)
    cells[:] = values
    return cells


def _shapes(folder: Path, n_rows: int) -> NDArray[np.object_]:
    """Return the shapes that a child wrote."""
    content = _content(folder / SHAPES)
    blobs = np.empty(n_rows, dtype=object)
    at = 0
    for place in range(n_rows):
        (size,) = _LENGTH.unpack_from(content, at)
        at += _LENGTH.size
        if size != _MISSING:
            blobs[place] = content[at : at + size]
            at += size
    return np.asarray(shapely.from_wkb(blobs, on_invalid="raise"), dtype=object)
