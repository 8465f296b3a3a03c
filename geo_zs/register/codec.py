"""Values of the tables as JSON, and back: for the log of changes and for archives."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import shapely
from sqlalchemy import Date, DateTime, LargeBinary, Numeric
from sqlalchemy.sql.schema import Column

from geo_zs.register.geometry import Geom
from geo_zs.register.models.base import Base, UtcTime

Codec = Callable[[Any], Any]


def utc_text(moment: datetime) -> str:
    """Return a moment as text: ``2026-11-23T08:15:00.250000Z``."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def utc_time(text: str) -> datetime:
    """Return the moment of a text of :func:`utc_text`."""
    return datetime.fromisoformat(text)


def shape_text(shape: Any) -> str:  # noqa: ANN401  any geometry
    """Return a shape as WKT, exact to the last digit."""
    return str(shapely.to_wkt(shape, rounding_precision=-1, trim=True))


def encoder(column: Column[Any]) -> Codec | None:
    """Return what turns values of a column into JSON; None if they are JSON."""
    kind = column.type
    if isinstance(kind, UtcTime):
        return utc_text
    if isinstance(kind, Geom):
        return shape_text
    if isinstance(kind, LargeBinary):
        return lambda value: base64.b64encode(value).decode("ascii")
    if isinstance(kind, Date | DateTime):
        return lambda value: value.isoformat()
    if isinstance(kind, Numeric) and kind.asdecimal:
        return str
    return None


def decoder(column: Column[Any]) -> Codec | None:
    """Return what turns JSON into values of a column; None if JSON is the value."""
    kind = column.type
    if isinstance(kind, UtcTime):
        return utc_time
    if isinstance(kind, Geom):
        return shapely.from_wkt
    if isinstance(kind, LargeBinary):
        return base64.b64decode
    if isinstance(kind, DateTime):
        return datetime.fromisoformat
    if isinstance(kind, Date):
        return date.fromisoformat
    if isinstance(kind, Numeric) and kind.asdecimal:
        return Decimal
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
    table = row.__table__
    mapper = row.__mapper__
    values = {
        column.name: getattr(row, mapper.get_property_by_column(column).key)
        for column in table.c
    }
    return encoded(type(row), values)


def encoded(model: type[Base], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of columns as JSON, without what is unknown or not tracked."""
    answer: dict[str, Any] = {}
    columns = model.__table__.c
    for name, value in values.items():
        if value is None or name in model.__untracked__:
            continue
        encode = encoder(columns[name])
        answer[name] = value if encode is None else encode(value)
    return answer


def difference(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the columns that differ between two images, before and after."""
    names = [
        name
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    ]
    return (
        {name: before.get(name) for name in names},
        {name: after.get(name) for name in names},
    )
