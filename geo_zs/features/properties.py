"""The properties of features: what a column holds, in words and as a JSON Schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from geo_zs.register.fields import RecordField
    from geo_zs.table_schema import Field

PropertyType = Literal["string", "number", "integer", "boolean", "date", "array"]
Role = Literal["", "id", "primary-interval-start", "primary-interval-end"]


@dataclass(frozen=True)
class Property:
    """One property of the features of a collection.

    Parameters
    ----------
    name : str
        Identifier, as in the tables.
    type : {"string", "number", "integer", "boolean", "date", "array"}
        Type of the values; an array holds texts. Dates that may be a year or a
        month are texts; a ``date`` is always a whole day.
    title_zh, title_en : str
        Names for people.
    unit : str or None
        Unit of the numbers as the tables write it; None where there is none.
    enum : tuple of str
        The closed set of values (of items, for an array); empty if it is open.
    description_zh, description_en : str
        What it means; empty where the title says it.
    pattern : str or None
        Regular expression of the whole value (of each item, for an array).
    minimum, maximum : float or None
        Bounds of numbers, both included.
    role : str
        What it is to the feature: ``id``, ``primary-interval-start``,
        ``primary-interval-end``, or empty.
    """

    name: str
    type: PropertyType
    title_zh: str
    title_en: str
    unit: str | None = None
    enum: tuple[str, ...] = ()
    description_zh: str = ""
    description_en: str = ""
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    role: Role = ""

    def title(self, lang: str) -> str:
        """Return the title in Chinese (``zh``) or English."""
        return self.title_zh if lang == "zh" else self.title_en

    def description(self, lang: str) -> str:
        """Return the description in Chinese (``zh``) or English."""
        return self.description_zh if lang == "zh" else self.description_en


def property_of(field: Field | RecordField, *, key: str = "") -> Property:
    """Return the property of a column of a table.

    Parameters
    ----------
    field : Field or RecordField
        The column.
    key : str
        Name of the column that names the row.
    """
    return Property(
        name=field.name,
        type="array" if field.is_list else field.type,
        title_zh=field.title_zh,
        title_en=field.title_en,
        unit=field.unit,
        enum=tuple(str(word) for word in field.allowed),
        description_en=field.description,
        pattern=field.pattern,
        minimum=field.minimum,
        maximum=field.maximum,
        role="id" if field.name == key else "",
    )


def typed_column(values: Any, kind: PropertyType) -> Any:  # noqa: ANN401  a column of any type
    """Return a column as collections hold it.

    Parameters
    ----------
    values : (n,) array or Series
        Cells of a table; None, NaN, NA, NaT and empty lists are not known.
    kind : str
        Type of the property.

    Returns
    -------
    (n,) array
        float64 (NaN) for numbers, Int64 and boolean (NA) for integers and truth
        values, objects (None) for the others: a date is a `datetime.date`, an array
        a tuple of texts.
    """
    if kind == "number":
        return pd.array(values, dtype="Float64").to_numpy(dtype=float, na_value=np.nan)
    if kind == "integer":
        return pd.array(_objects(values, _known).tolist(), dtype="Int64")
    if kind == "boolean":
        return pd.array(_objects(values, _known).tolist(), dtype="boolean")
    if kind == "date":
        return _objects(values, _known)
    return _objects(values, _texts if kind == "array" else _text)


def _objects(values: Iterable[Any], turn: Any) -> NDArray[np.object_]:  # noqa: ANN401  a function of one cell
    """Return a column of objects, each cell turned."""
    cells = [turn(cell) for cell in values]
    column = np.empty(len(cells), dtype=object)
    column[:] = cells
    return column


def _known(cell: object) -> object:
    """Return a cell, None if nothing is known."""
    is_missing = (
        cell is None or cell is pd.NA or cell is pd.NaT or cell != cell  # noqa: PLR0124  NaN is not itself
    )
    return None if is_missing else cell


def _text(cell: object) -> str | None:
    """Return a cell as text, None if nothing is known."""
    known = _known(cell)
    return None if known is None or known == "" else str(known)


def _texts(cell: object) -> tuple[str, ...] | None:
    """Return a cell as a tuple of texts, None if there is none."""
    if isinstance(cell, tuple | list):
        return tuple(str(item) for item in cell) or None
    return None
