"""GeoPackage to features, by SQLite alone.

Only ordinary tables are read, by one SELECT each, with an authorizer that allows
nothing else. Views, triggers, virtual tables and functions of the file never run;
no other file can be attached.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from geo_zs.imports.faults import Fault
from geo_zs.imports.features import Features, make_features, shapes_from_wkb
from geo_zs.imports.header_words import fold_header
from geo_zs.imports.limits import Limits
from geo_zs.imports.refusal import read_fault, refusal
from geo_zs.imports.stated_crs import name_of_crs

_ALLOWED: Final = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_PRAGMA}
)
_PRAGMAS: Final = frozenset({"table_xinfo", "trusted_schema", "query_only"})
#: Bytes of the envelope in the head of a geometry, by its code.
_ENVELOPES: Final = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_HEAD: Final = 8
_GENERATED: Final = frozenset({2, 3})


@dataclass(frozen=True, kw_only=True)
class _Layer:
    """A table with records that can be read."""

    table: str
    columns: tuple[str, ...]
    geometry: str | None
    srs_id: int | None
    n_known: int


def read_geopackage(
    path: Path,
    *,
    layer: str | None,
    known: Collection[str],
    limits: Limits,
    progress: Callable[[float], None],
) -> Features:
    """Return the features of one layer.

    Parameters
    ----------
    path : Path
        The GeoPackage.
    layer : str or None
        The layer that is asked for; else the one with most columns that the
        register knows.
    known : collection of str
        Names of columns, folded.
    limits : Limits
        Most rows, columns, vertices.
    progress : callable
        Told the share of the work, 0 to 1.

    Raises
    ------
    RefusedFileError
        If it is another database, damaged, without tables, or too much.
    """
    try:
        with open_read_only(path) as database:
            layers, others = _layers(database, known)
            chosen = _choose(layers, layer)
            progress(0.2)
            rows = _rows(database, chosen, limits)
            crs = _crs(database, chosen.srs_id)
    except (sqlite3.Error, UnicodeError, OverflowError) as error:
        raise refusal(key="features_damaged", values={"kind": "GeoPackage"}) from error
    progress(0.6)
    return _make(chosen, layers, others, rows, crs=crs, limits=limits)


@contextmanager
def open_read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database for reading, able to do nothing else."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as database:
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA query_only = ON")
        database.set_authorizer(_authorize)
        yield database


def _authorize(
    action: int, first: str | None, second: str | None, *_where: str | None
) -> int:
    """Allow reading tables and the names of their columns, nothing else."""
    del second
    if action not in _ALLOWED:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and first not in _PRAGMAS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _layers(
    database: sqlite3.Connection, known: Collection[str]
) -> tuple[list[_Layer], list[str]]:
    """Return the tables that are layers, and the layers that are no tables."""
    kinds = dict(
        database.execute("SELECT name, type FROM sqlite_master WHERE sql IS NOT NULL")
    )
    if "gpkg_contents" not in kinds:
        raise refusal(key="plain_database")
    virtual = {
        name
        for name, sql in database.execute("SELECT name, sql FROM sqlite_master")
        if isinstance(sql, str) and sql.split()[:2][-1:] == ["VIRTUAL"]
    }
    shapes: dict[str, tuple[str, int]] = {}
    if "gpkg_geometry_columns" in kinds:
        shapes = {
            table: (column, srs)
            for table, column, srs in database.execute(
                "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns"
            )
        }
    layers, others = [], []
    for table, kind in database.execute(
        "SELECT table_name, data_type FROM gpkg_contents ORDER BY rowid"
    ):
        if kind not in {"features", "attributes", "aspatial"}:
            continue
        if table in virtual:
            raise refusal(
                key="unsafe_database",
                values={
                    "what": f"the virtual table {table}",
                    "what_zh": f"虚拟表 {table}",
                },
            )
        if kinds.get(table) != "table":
            others.append(str(table))
            continue
        layers.append(_layer(database, table, shapes.get(table), known))
    return layers, others


def _layer(
    database: sqlite3.Connection,
    table: str,
    shape: tuple[str, int] | None,
    known: Collection[str],
) -> _Layer:
    """Return a table with the names of the columns to read."""
    geometry, srs_id = shape or (None, None)
    columns = []
    for _, name, _, _, _, key, hidden in database.execute(
        f"PRAGMA table_xinfo({_quoted(table)})"
    ):
        if hidden in _GENERATED:
            values = {
                "what": f"the computed column {name}",
                "what_zh": f"计算列 {name}",
            }
            raise refusal(key="unsafe_database", values=values)
        if name != geometry and not key:
            columns.append(name)
    n_known = sum(fold_header(name) in known for name in columns)
    return _Layer(
        table=table,
        columns=tuple(columns),
        geometry=geometry,
        srs_id=srs_id,
        n_known=n_known,
    )


def _choose(layers: list[_Layer], asked: str | None) -> _Layer:
    """Return the layer that is asked for or best known, the first among equals."""
    if asked is not None:
        for layer in layers:
            if layer.table == asked:
                return layer
        names = ", ".join(layer.table for layer in layers[:8])
        raise refusal(key="no_such_sheet", values={"asked": asked, "sheets": names})
    if not layers:
        raise refusal(key="no_layers")
    return max(layers, key=lambda layer: layer.n_known)


def _rows(
    database: sqlite3.Connection, layer: _Layer, limits: Limits
) -> list[tuple[Any, ...]]:
    """Return the rows of a layer, geometry first."""
    if len(layer.columns) > limits.max_columns:
        raise refusal(key="too_many_columns", values={"limit": limits.max_columns})
    names = [_quoted(layer.geometry) if layer.geometry else "NULL"]
    names += [_quoted(name) for name in layer.columns]
    database.text_factory = _decoded
    select = f"SELECT {', '.join(names)} FROM {_quoted(layer.table)}"  # noqa: S608  quoted
    rows = database.execute(select).fetchmany(limits.max_rows + 1)
    database.text_factory = str
    return rows


def _crs(database: sqlite3.Connection, srs_id: int | None) -> str | None:
    """Return the reference system of a layer as the file states it."""
    if srs_id is None:
        return None
    found = database.execute(
        "SELECT organization, organization_coordsys_id, definition "
        "FROM gpkg_spatial_ref_sys WHERE srs_id = ?",
        (srs_id,),
    ).fetchone()
    if found is None or srs_id in {0, -1}:
        return None
    organization, code, definition = found
    if str(organization).upper() == "EPSG":
        return name_of_crs(f"EPSG:{code}")
    return name_of_crs(str(definition))


def _make(
    chosen: _Layer,
    layers: list[_Layer],
    others: list[str],
    rows: list[tuple[Any, ...]],
    *,
    crs: str | None,
    limits: Limits,
) -> Features:
    """Return the rows as features with their notes."""
    faults: list[Fault] = []
    notes = []
    geometry = shapes_from_wkb([_wkb(row[0]) for row in rows], faults)
    unread = [layer.table for layer in layers if layer != chosen]
    if unread:
        values = {"chosen": chosen.table, "others": ", ".join(unread[:8])}
        notes.append(read_fault("other_sheets", values))
    if others:
        notes.append(read_fault("views", {"others": ", ".join(others[:8])}))
    if crs is None and chosen.geometry is not None:
        notes.append(read_fault("no_crs"))
    columns = [[row[at + 1] for row in rows] for at in range(len(chosen.columns))]
    features = make_features(
        chosen.columns,
        columns,
        np.asarray(geometry, dtype=object),
        limits=limits,
        crs=crs,
        faults=faults,
        notes=notes,
    )
    names = tuple(layer.table for layer in layers)
    return replace(features, sheet=chosen.table, sheets=names)


def _decoded(content: bytes) -> str:
    """Return a text of SQLite; bytes that are no UTF-8 are marked as such."""
    return content.decode("utf-8", errors="replace")


def _wkb(blob: Any) -> bytes | None:  # noqa: ANN401  any value of SQLite
    """Return the WKB of a geometry without the head that GeoPackage puts before it."""
    if not isinstance(blob, bytes) or len(blob) < _HEAD or blob[:2] != b"GP":
        return None
    flags = struct.unpack_from("B", blob, 3)[0]
    if flags & 0b0001_0000:
        return None
    return blob[_HEAD + _ENVELOPES.get((flags >> 1) & 0b111, 0) :]


def _quoted(name: str | None) -> str:
    """Return a name of the file as an SQL identifier."""
    return '"' + str(name).replace('"', '""') + '"'
