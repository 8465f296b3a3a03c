"""Rows of the smaller tables as frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo_zs.register.codec import utc_text
from geo_zs.register.fields import fields_by_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from geo_zs.register.table_specs import RowTable

_HIDDEN = frozenset({"id", "slot", "deleted_at"})


def frame_of(table: RowTable, rows: Iterable[Any]) -> pd.DataFrame:
    """Return rows of a table as a frame with the types of its schema.

    Parameters
    ----------
    table : RowTable
        The table.
    rows : iterable
        Whole rows of its model.

    Returns
    -------
    DataFrame, (n,)
        Texts as ``str``, numbers as ``float64``, whole numbers as ``Int64``, lists
        as tuples; NaN or NA where not known.
    """
    listed = list(rows)
    cells = list(zip(*listed, strict=True)) if listed else [()] * len(table.columns)
    return pd.DataFrame(
        {
            name: _column(table, name, values)
            for name, values in zip(table.columns, cells, strict=True)
            if name not in _HIDDEN
        }
    )


def times(moments: Sequence[datetime]) -> pd.Series[str]:
    """Return moments as text; many rows of an import share one."""
    told = {moment: utc_text(moment) for moment in set(moments)}
    return pd.Series([told[moment] for moment in moments], dtype="str")


def _column(table: RowTable, name: str, values: tuple[Any, ...]) -> pd.Series[Any]:
    """Return one column in its type."""
    field = fields_by_name(table.schema).get(name)
    kind = "string" if field is None else field.type
    if field is not None and field.is_list:
        lists = [tuple(value.split(";")) if value else () for value in values]
        return pd.Series(lists, dtype=object)
    if name in ("created_at", "updated_at"):
        return times(values)
    if name == "version" or kind == "integer":
        return pd.Series(values, dtype="Int64")
    if kind == "number" or name == "value_number":
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype="str")
