"""The tables of a GeoPackage beside its features: what columns mean, and times."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geo_zs.features.collection import Collection

#: Time of a GeoPackage, which must have one, as GDAL writes it.
_NO_TIME: Final = "1970-01-01T00:00:00.000Z"
_DATA_COLUMNS: Final = """
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT,
  description TEXT, mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT,
  min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN,
  description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
"""
_EXTENSION: Final = "http://www.geopackage.org/spec121/#extension_schema"


def describe_columns(path: Path, collection: Collection) -> None:
    """Add titles and meanings of the columns to a GeoPackage.

    Parameters
    ----------
    path : Path
        The file, with one layer named after the collection.
    collection : Collection
        Whose features it holds.
    """
    titles = [one.title_zh for one in collection.properties]
    described = [
        (
            collection.id,
            one.name,
            one.title_zh if titles.count(one.title_zh) == 1 else None,
            one.title_en,
            _meaning(one.description_zh, one.description_en, one.unit),
        )
        for one in collection.properties
    ]
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(_DATA_COLUMNS)
        database.executemany(
            "INSERT INTO gpkg_data_columns "
            "(table_name, column_name, name, title, description) VALUES (?,?,?,?,?)",
            described,
        )
        database.executemany(
            "INSERT INTO gpkg_extensions "
            "VALUES (?, NULL, 'gpkg_schema', ?, 'read-write')",
            [
                (name, _EXTENSION)
                for name in ("gpkg_data_columns", "gpkg_data_column_constraints")
            ],
        )


def without_times(path: Path) -> Path:
    """Return a copy of a GeoPackage that does not tell when it was written.

    Parameters
    ----------
    path : Path
        The file; the copy lies beside it.

    Notes
    -----
    SQLite counts the transactions on a file in its head, and GDAL makes one more or
    less as the clock goes; a copy begins anew.
    """
    copy = path.with_name(f"copy_of_{path.name}")
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("UPDATE gpkg_contents SET last_change = ?", (_NO_TIME,))
        database.execute(
            "UPDATE gpkg_metadata_reference SET timestamp = ?", (_NO_TIME,)
        )
        database.execute("VACUUM INTO ?", (str(copy),))
    return copy


def _meaning(zh: str, en: str, unit: str | None) -> str | None:
    """Return what a column means, with its unit; None if nothing is said."""
    words = " ".join(filter(None, (zh, en, f"[{unit}]" if unit else "")))
    return words or None
