"""Shapes in the database: PostGIS where it is there, else WKB with a box beside it.

Everything is lon, lat in EPSG:4326.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

#: Code of the reference system of all stored shapes.
SRID: Final = 4326


class PostgisGeometry(UserDefinedType[Any]):
    """The column type ``geometry(KIND, SRID)`` of PostGIS."""

    cache_ok = True

    def __init__(self, kind: str = "GEOMETRY", srid: int = SRID) -> None:
        self.kind = kind
        self.srid = srid

    def get_col_spec(self, **_: Any) -> str:  # noqa: ANN401  as SQLAlchemy calls it
        """Return the type as ``CREATE TABLE`` writes it."""
        return f"geometry({self.kind},{self.srid})"


class Geom(TypeDecorator[BaseGeometry]):
    """A shapely geometry: ``geometry`` on PostGIS, a WKB blob on SQLite.

    Parameters
    ----------
    kind : str
        Kind of shape as PostGIS names it; ``GEOMETRY`` is any.
    srid : int
        Code of the reference system.

    Notes
    -----
    GeoAlchemy2's type cannot stand inside a type of two databases: its events call
    ``load_dialect_impl(None)``.
    """

    impl = LargeBinary
    cache_ok = True

    def __init__(self, kind: str = "GEOMETRY", srid: int = SRID) -> None:
        super().__init__()
        self.kind = kind
        self.srid = srid

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type of the column in a database."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(PostgisGeometry(self.kind, self.srid))
        return dialect.type_descriptor(LargeBinary())

    def process_bind_param(
        self, value: BaseGeometry | None, dialect: Dialect
    ) -> str | bytes | None:
        """Return a shape as the database takes it."""
        if value is None:
            return None
        if dialect.name == "postgresql":
            marked = shapely.set_srid(value, self.srid)
            return str(shapely.to_wkb(marked, hex=True, include_srid=True))
        return bytes(shapely.to_wkb(value))

    def bind_many(
        self, values: Sequence[BaseGeometry | None], dialect: Dialect
    ) -> list[str | bytes | None]:
        """Return many shapes as the database takes them."""
        shapes = np.empty(len(values), dtype=object)
        shapes[:] = values
        if dialect.name == "postgresql":
            marked = shapely.set_srid(shapes, self.srid)
            return list(shapely.to_wkb(marked, hex=True, include_srid=True).tolist())
        return list(shapely.to_wkb(shapes).tolist())

    def process_result_value(
        self,
        value: Any | None,  # noqa: ANN401  text or bytes
        dialect: Dialect,  # noqa: ARG002  as SQLAlchemy calls it
    ) -> BaseGeometry | None:
        """Return what the database holds as a shape."""
        if value is None:
            return None
        shape: BaseGeometry = shapely.set_srid(shapely.from_wkb(value), 0)
        return shape
