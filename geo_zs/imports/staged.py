"""A dry run as bytes in the database, in pages, and back.

Half characters and dates survive: JSON is written in ASCII, dates are marked.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import NoneType
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_zs.imports.fault_book import FaultBook, fault_from, fault_to
from geo_zs.imports.mapping import ColumnMapping
from geo_zs.imports.rows import DryRun, FileFacts, Merge, Twin

#: Rows of one page.
PAGE_ROWS: Final = 2_000
#: Longest cell that is kept; no workbook could give more of it back.
MAX_CELL: Final = 32_767
_LEVEL: Final = 1
_TEXT: Final = "\x00s"
_DATE: Final = "\x00d"
_TIME: Final = "\x00t"
_MOMENT: Final = "\x00m"
#: Types that JSON has.
_PLAIN: Final = frozenset((NoneType, bool, int, float))

#: Number of a page → its bytes.
ReadPages = Callable[[Sequence[int]], Mapping[int, bytes]]


@dataclass(frozen=True)
class Page:
    """Some rows of a dry run.

    Parameters
    ----------
    cells : tuple of list
        Column by column.
    values : dict of str to list
        By field.
    shapes : list or None
        Polygons.
    targets, versions : list
        As in `DryRun`.
    """

    cells: tuple[list[Any], ...]
    values: dict[str, list[Any]]
    shapes: list[Any] | None
    targets: list[str | None]
    versions: list[int | None]


def pack_head(run: DryRun) -> bytes:
    """Return all of a dry run but its rows as bytes."""
    plain = {
        "table": run.table,
        "file": asdict(run.file),
        "headers": list(run.headers),
        "row_numbers": _numbers(run.row_numbers),
        "mapping": run.mapping.to_dict(),
        "status": _numbers(run.status),
        "would_be": _numbers(run.would_be),
        "changed": [[row, list(names)] for row, names in run.changed.items()],
        "twins": [
            [row, [asdict(one) for one in twins]] for row, twins in run.twins.items()
        ],
        "merges": [[row, asdict(one)] for row, one in run.merges.items()],
        "book": run.book.to_dict(),
        "notes": [fault_to(one) for one in run.notes],
        "readings": [[*key, found] for key, found in run.readings.items()],
        "datum": run.datum,
        "visibility": run.visibility,
        "erases": run.erases,
        "data_version": run.data_version,
        "revision": run.revision,
        "compared_at": run.compared_at,
        "fields": list(run.values),
        "has_shapes": run.shapes is not None,
    }
    return _packed(plain)


def pack_pages(run: DryRun) -> Iterator[bytes]:
    """Yield the rows of a dry run as bytes, `PAGE_ROWS` at a time."""
    for start in range(0, run.n_rows, PAGE_ROWS):
        part = slice(start, start + PAGE_ROWS)
        shapes = run.shapes[part] if run.shapes is not None else None
        yield _packed(
            {
                "cells": [_cells(column[part]) for column in run.cells],
                "values": {name: column[part] for name, column in run.values.items()},
                "shapes": None
                if shapes is None
                else [
                    None if one is None else shapely.to_wkb(one, hex=True)
                    for one in shapes
                ],
                "targets": run.targets[part],
                "versions": run.versions[part],
            }
        )


def unpack_page(packed: bytes) -> Page:
    """Return the rows of a page."""
    plain = _unpacked(packed)
    shapes = plain["shapes"]
    return Page(
        cells=tuple([_uncell(one) for one in column] for column in plain["cells"]),
        values=plain["values"],
        shapes=None
        if shapes is None
        else [None if one is None else shapely.from_wkb(one) for one in shapes],
        targets=plain["targets"],
        versions=plain["versions"],
    )


def unpack_run(head: bytes, pages: Sequence[bytes]) -> DryRun:
    """Return the dry run that `pack_head` and `pack_pages` wrote.

    Parameters
    ----------
    head : bytes
        From `pack_head`.
    pages : sequence of bytes
        All pages, in their order.
    """
    plain = _unpacked(head)
    read = [unpack_page(one) for one in pages]
    n_columns = len(plain["headers"])
    return _run(
        plain,
        cells=[
            [cell for page in read for cell in page.cells[at]]
            for at in range(n_columns)
        ],
        values={
            name: [value for page in read for value in page.values[name]]
            for name in plain["fields"]
        },
        shapes=[one for page in read for one in page.shapes or ()]
        if plain["has_shapes"]
        else None,
        targets=[one for page in read for one in page.targets],
        versions=[one for page in read for one in page.versions],
    )


def unpack_part(
    head: bytes, positions: Callable[[DryRun], NDArray[np.int64]], read: ReadPages
) -> tuple[DryRun, NDArray[np.int64]]:
    """Return a dry run that holds the cells of some rows only.

    Parameters
    ----------
    head : bytes
        From `pack_head`.
    positions : callable
        Says which rows are wanted of a dry run without cells.
    read : callable
        Numbers of pages → their bytes.

    Returns
    -------
    (DryRun, array)
        The dry run, whose other rows are empty, and the positions.
    """
    plain = _unpacked(head)
    status = _array(plain["status"], np.int8)
    n_rows = len(status)
    run = _run(
        plain,
        cells=[[None] * n_rows for _ in plain["headers"]],
        values={name: [None] * n_rows for name in plain["fields"]},
        shapes=[None] * n_rows if plain["has_shapes"] else None,
        targets=[None] * n_rows,
        versions=[None] * n_rows,
    )
    wanted = positions(run)
    numbers = sorted({int(at) // PAGE_ROWS for at in wanted})
    for number, packed in read(numbers).items():
        _fill(run, unpack_page(packed), number * PAGE_ROWS)
    return run, wanted


def _fill(run: DryRun, page: Page, start: int) -> None:
    """Put the rows of a page where they belong."""
    part = slice(start, start + len(page.targets))
    for column, cells in zip(run.cells, page.cells, strict=True):
        column[part] = cells  # type: ignore[index]  # lists, as made above
    for name, values in page.values.items():
        run.values[name][part] = values
    if run.shapes is not None and page.shapes is not None:
        run.shapes[part] = page.shapes
    run.targets[part], run.versions[part] = page.targets, page.versions


def _run(
    plain: Mapping[str, Any],
    *,
    cells: list[list[Any]],
    values: dict[str, list[Any]],
    shapes: list[Any] | None,
    targets: list[str | None],
    versions: list[int | None],
) -> DryRun:
    """Return a dry run of its head and its rows."""
    return DryRun(
        table=plain["table"],
        file=FileFacts(**plain["file"]),
        headers=tuple(plain["headers"]),
        cells=cells,
        row_numbers=_array(plain["row_numbers"], np.int64),
        mapping=ColumnMapping.from_dict(plain["mapping"]),
        values=values,
        shapes=shapes,
        status=_array(plain["status"], np.int8),
        would_be=_array(plain["would_be"], np.int8),
        targets=targets,
        versions=versions,
        changed={row: tuple(names) for row, names in plain["changed"]},
        twins={
            row: tuple(Twin(**one) for one in twins) for row, twins in plain["twins"]
        },
        merges={
            row: Merge(one["key"], one["version"], tuple(one["changed"]))
            for row, one in plain.get("merges", ())
        },
        book=FaultBook.from_dict(plain["book"]),
        notes=tuple(fault_from(one) for one in plain["notes"]),
        readings={(column, name): found for column, name, found in plain["readings"]},
        datum=plain["datum"],
        visibility=plain["visibility"],
        erases=plain["erases"],
        data_version=plain["data_version"],
        revision=plain["revision"],
        compared_at=plain.get("compared_at", ""),
    )


def _numbers(array: NDArray[Any]) -> str:
    """Return an array of numbers as text."""
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")


def _array(packed: str, kind: type[Any]) -> NDArray[Any]:
    """Return the array that `_numbers` wrote."""
    return np.frombuffer(base64.b64decode(packed), dtype=kind).copy()


def _cells(cells: Sequence[Any] | NDArray[np.object_]) -> list[Any]:
    """Return some cells of a column as JSON takes them."""
    given = list(cells)
    classes = set(map(type, given))
    if classes <= _PLAIN:
        return given
    if classes <= {str, NoneType}:
        texts = [cell for cell in given if cell]
        if len(max(texts, key=len, default="")) <= MAX_CELL:
            marked = "\x00" in "".join(texts)
            return [_cell(cell) for cell in given] if marked else given
    return [_cell(cell) for cell in given]


def _cell(cell: Any) -> Any:  # noqa: ANN401  any cell
    """Return a cell as JSON takes it."""
    if cell is None or isinstance(cell, bool | int | float):
        return cell
    if isinstance(cell, str):
        kept = cell if len(cell) <= MAX_CELL else cell[: MAX_CELL - 1] + "…"
        return _TEXT + kept if kept.startswith("\x00") else kept
    if isinstance(cell, dt.datetime):
        return _MOMENT + cell.isoformat()
    if isinstance(cell, dt.date):
        return _DATE + cell.isoformat()
    if isinstance(cell, dt.time):
        return _TIME + cell.isoformat()
    return str(cell)[:MAX_CELL]


def _uncell(cell: Any) -> Any:  # noqa: ANN401  any cell
    """Return the cell that `_cell` wrote."""
    if not isinstance(cell, str) or not cell.startswith("\x00"):
        return cell
    read: dict[str, Callable[[str], Any]] = {
        _MOMENT: dt.datetime.fromisoformat,
        _DATE: dt.date.fromisoformat,
        _TIME: dt.time.fromisoformat,
    }
    return read.get(cell[:2], str)(cell[2:])


def _packed(plain: Mapping[str, Any]) -> bytes:
    """Return plain values as compressed bytes."""
    written = json.dumps(plain, ensure_ascii=True, separators=(",", ":"))
    return zlib.compress(written.encode("ascii"), _LEVEL)


def _unpacked(packed: bytes) -> dict[str, Any]:
    """Return the values that `_packed` wrote."""
    plain: dict[str, Any] = json.loads(zlib.decompress(packed))
    return plain
