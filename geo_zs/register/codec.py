"""Values of the tables as JSON, and back: for the log of changes and for archives."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final, cast

import numpy as np
import shapely
from sqlalchemy import Date, DateTime, LargeBinary, Table
from sqlalchemy.sql.schema import Column
from sqlalchemy.types import TypeEngine

from geo_zs.register.geometry import Geom
from geo_zs.register.models.base import Base, UtcTime

Codec = Callable[[Any], Any]


def table_of(model: type[Base]) -> Table:
    """Return the table of a model."""
    return cast("Table", model.__table__)


def utc_text(moment: datetime) -> str:
    """Return a moment as text: ``2026-11-23T08:15:00.250000Z``."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def utc_time(text: str) -> datetime:
    """Return the moment of a text of :func:`utc_text`."""
    return datetime.fromisoformat(text)


def shape_text(shape: Any) -> str:  # noqa: ANN401  any geometry
    """Return a shape as WKT, exact to the last digit."""
    return str(shapely.to_wkt(shape, rounding_precision=-1, trim=True))


def _base64(value: bytes) -> str:
    """Return bytes as text."""
    return base64.b64encode(value).decode("ascii")


#: Type of a column → value to JSON, JSON to value; the first that fits counts.
_CODECS: Final[tuple[tuple[type[TypeEngine[Any]], Codec, Codec], ...]] = (
    (UtcTime, utc_text, utc_time),
    (Geom, shape_text, shapely.from_wkt),
    (LargeBinary, _base64, base64.b64decode),
    (DateTime, lambda value: value.isoformat(), datetime.fromisoformat),
    (Date, lambda value: value.isoformat(), date.fromisoformat),
)


def encoder(column: Column[Any]) -> Codec | None:
    """Return what turns values of a column into JSON; None if they are JSON."""
    for kind, encode, _ in _CODECS:
        if isinstance(column.type, kind):
            return encode
    return None


def decoder(column: Column[Any]) -> Codec | None:
    """Return what turns JSON into values of a column; None if JSON is the value."""
    for kind, _, decode in _CODECS:
        if isinstance(column.type, kind):
            return decode
    return None


def image(row: Base) -> dict[str, Any]:
    """Return the tracked columns of a row that hold a value, as JSON.

    Parameters
    ----------
    row : Base
        A row of any table of the register.

    Returns
    -------
    dict
        By the names of the columns in the database.
    """
    mapper = row.__mapper__
    values = {
        column.name: getattr(row, mapper.get_property_by_column(column).key)
        for column in table_of(type(row)).c
    }
    return encoded(type(row), values)


def encoded(model: type[Base], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of columns as JSON, without what is unknown or not tracked."""
    answer: dict[str, Any] = {}
    for name, encode in _encoders(model):
        value = values.get(name)
        if value is not None:
            answer[name] = value if encode is None else encode(value)
    return answer


def encoded_many(
    model: type[Base], rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return what `encoded` returns for each of many rows."""
    names: list[str] = []
    columns: list[list[Any]] = []
    named: set[str] = set().union(*rows)
    for name, encode in _encoders(model):
        if name in named:
            values = [row.get(name) for row in rows]
            names.append(name)
            columns.append(values if encode is None else _encoded(encode, values))
    return [
        {
            name: value
            for name, value in zip(names, row, strict=True)
            if value is not None
        }
        for row in zip(*columns, strict=True)
    ]


def _encoded(encode: Codec, values: list[Any]) -> list[Any]:
    """Return the values of a column as JSON, None where they are not known."""
    if encode is shape_text:
        shapes = np.empty(len(values), dtype=object)
        shapes[:] = values
        return list(shapely.to_wkt(shapes, rounding_precision=-1, trim=True).tolist())
    return [None if value is None else encode(value) for value in values]


def changed_columns(
    model: type[Base], old: Mapping[str, Any], new: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the tracked columns that differ between two rows, as JSON.

    Parameters
    ----------
    model : type
        The model of the rows.
    old, new : mapping
        Whole rows by the names of the columns.

    Returns
    -------
    dict, dict
        The columns before and after.
    """
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name, encode in _encoders(model):
        if old[name] != new[name]:
            for side, row in ((before, old), (after, new)):
                value = row[name]
                is_plain = encode is None or value is None
                side[name] = value if is_plain else encode(value)  # type: ignore[misc]  # not None here
    return before, after


@lru_cache(maxsize=64)
def _encoders(model: type[Base]) -> tuple[tuple[str, Codec | None], ...]:
    """Return the tracked columns of a table, each with its encoder."""
    return tuple(
        (column.name, encoder(column))
        for column in table_of(model).c
        if column.name not in model.__untracked__
    )


def difference(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the columns that differ between two images, before and after."""
    names = [name for name in after if before.get(name) != after[name]]
    names += [name for name in before if name not in after]
    return (
        {name: before.get(name) for name in names},
        {name: after.get(name) for name in names},
    )
