"""A table with a column of every kind, nulls in each, in a database and as a frame."""

from __future__ import annotations

from datetime import UTC, date, datetime

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from sqlalchemy import (
    Boolean,
    Date,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    column,
    select,
    table,
    text,
)
from sqlalchemy import Column as SqlColumn

from geo_zs.cql2 import mask
from geo_zs.cql2.sql import Column, split, where
from geo_zs.register.geometry import Geom
from geo_zs.register.models.base import UtcTime

NAMES = (
    "name", "other", "number", "whole", "flag", "day", "last", "moment", "tags",
    "shape",
)  # fmt: skip
#: A database may sort texts as dictionaries do.
_WORDS = String(50).with_variant(String(50, collation="und-x-icu"), "postgresql")
_TABLE = Table(
    "sample",
    MetaData(),
    SqlColumn("id", Integer, primary_key=True),
    SqlColumn("name", _WORDS),
    SqlColumn("other", _WORDS),
    SqlColumn("number", Float(53)),
    SqlColumn("whole", Integer),
    SqlColumn("flag", Boolean),
    SqlColumn("day", Date),
    SqlColumn("last", Date),
    SqlColumn("moment", UtcTime()),
    SqlColumn("tags", String(50)),
    SqlColumn("shape", Geom()),
)
_BOXES = table("sample_box", *map(column, ("id", "w", "e", "s", "n")))
_SQUARE = shapely.box(0, 0, 4, 4)
_CORNER = shapely.box(3, 3, 6, 6)


def _at(*parts):
    return datetime(*parts, tzinfo=UTC)


#: Values in the order of `NAMES`; None is not known.
ROWS = (
    ("Baotou", "Baotou", 7.0, 7, True, date(2023, 5, 1), date(2023, 6, 1),
     _at(2023, 5, 1, 0, 0), "a;b", _SQUARE),
    ("baotou", "Baotou", -7.0, -7, False, date(2023, 6, 1), date(2023, 6, 1),
     _at(2023, 5, 31, 23, 59, 59, 999999), "b;a;b", shapely.Point(2, 2)),
    ("Ördös", "ordos", 0.0, 0, True, date(2023, 6, 2), None,
     _at(2023, 6, 1, 12, 0), "", shapely.Point(4, 4)),
    ("straße", "STRASSE", 3.5, 2, None, date(2024, 2, 29), date(2024, 3, 1),
     _at(2024, 2, 29, 8, 0, 0, 500000), "a", _CORNER),
    ("100%", "100x", 0.1, 3, False, None, date(2023, 6, 1), None, None, None),
    ("a_b*[c]?", "a\\b", 1e300, 2, None, date(1, 1, 1), date(9999, 12, 31),
     _at(1, 1, 1), "c;d", shapely.LineString([(0, 0), (4, 4)])),
    (None, "x", None, None, True, date(2023, 5, 1), date(2023, 5, 1),
     _at(2023, 5, 1, 0, 0), "a;b;c", shapely.MultiPolygon([_SQUARE])),
    ("包头\n市", None, -0.5, 10, False, date(2023, 7, 1), date(2023, 6, 1),
     _at(2023, 7, 1), "包", shapely.LineString([(5, 5), (9, 9)])),
    ("", "", 4.0, None, None, date(2023, 5, 1), None,
     None, "a;;b", shapely.Point(9, 9)),
    (None,) * 10,
    ("Z", "a", 2.0, 1, True, date(2023, 5, 2), date(2023, 5, 3),
     _at(2023, 5, 2, 1), "b", shapely.box(1, 1, 2, 2)),
    ("é", "é", 1.0, 1, True, date(2023, 5, 2), date(2023, 5, 3),
     _at(2023, 5, 2, 1), "a;b", shapely.Polygon()),
)  # fmt: skip
_KINDS = {
    "name": "string", "other": "string", "number": "number", "whole": "number",
    "flag": "boolean", "day": "date", "last": "date", "moment": "timestamp",
    "tags": "array", "shape": "geometry",
}  # fmt: skip


def near(bounds):
    """Return the condition by the R*Tree of the sample."""
    west, south, east, north = bounds
    box = _BOXES.c
    hits = select(box.id).where(
        box.w <= east, box.e >= west, box.s <= north, box.n >= south
    )
    return _TABLE.c.id.in_(hits)


def columns(dialect):
    """Return what filters may ask for."""
    found = {name: Column(_TABLE.c[name], kind) for name, kind in _KINDS.items()}
    if dialect == "sqlite":
        found["shape"] = Column(_TABLE.c["shape"], "geometry", near=near)
    return found


def fill(engine):
    """Make the table and its index."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("CREATE EXTENSION IF NOT EXISTS postgis"))
    _TABLE.metadata.create_all(engine)
    rows = [
        {"id": at, **dict(zip(NAMES, row, strict=True))} for at, row in enumerate(ROWS)
    ]
    with engine.begin() as connection:
        connection.execute(_TABLE.insert(), rows)
        if engine.dialect.name == "sqlite":
            connection.execute(
                text("CREATE VIRTUAL TABLE sample_box USING rtree(id, w, e, s, n)")
            )
            for row in rows:
                shape = row["shape"]
                if shape is not None and not shape.is_empty:
                    west, south, east, north = shape.bounds
                    values = {"id": row["id"], "w": west, "e": east}
                    values |= {"s": south, "n": north}
                    connection.execute(_BOXES.insert(), values)


def frame():
    """Return the rows as `mask` takes them."""
    listed = dict(zip(NAMES, zip(*ROWS, strict=True), strict=True))
    made = pd.DataFrame(index=pd.RangeIndex(len(ROWS)))
    for name in ("name", "other", "flag", "day", "last"):
        made[name] = pd.Series(listed[name], dtype=object)
    made["number"] = np.array(listed["number"], dtype=float)
    made["whole"] = pd.array(list(listed["whole"]), dtype="Int64")
    made["moment"] = pd.Series(listed["moment"], dtype="datetime64[us, UTC]")
    made["tags"] = pd.Series(
        [
            None if cell is None else tuple(cell.split(";")) if cell else ()
            for cell in listed["tags"]
        ],
        dtype=object,
    )
    shapes = gpd.GeoSeries(list(listed["shape"]), crs=4326)
    return gpd.GeoDataFrame(made.assign(shape=shapes), geometry="shape")


FRAME = frame()


def by_mask(expression):
    """Return the rows that `mask` lets through."""
    return set(np.flatnonzero(mask(FRAME, expression)).tolist())


def by_rows(expression):
    """Return the rows that `mask` lets through when it sees one at a time."""
    return {at for at in range(len(FRAME)) if mask(FRAME.iloc[[at]], expression).all()}


def by_where(engine, expression):
    """Return the rows that the database lets through alone."""
    name = engine.dialect.name
    query = select(_TABLE.c.id).where(where(expression, columns(name), name))
    with engine.connect() as connection:
        return set(connection.scalars(query))


def by_split(engine, expression):
    """Return the rows that the database and then `mask` let through."""
    name = engine.dialect.name
    condition, rest = split(expression, columns(name), name)
    with engine.connect() as connection:
        ids = set(connection.scalars(select(_TABLE.c.id).where(condition)))
    return ids if rest is None else ids & by_mask(rest)
