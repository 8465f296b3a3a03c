"""What a filter compares, checked by the types of the properties and not by data.

How a column reads depends on what it holds: one without any value compares with
everything, and a text that is a date on every row counts as dates. Where the types are
known, a filter is first tried on one feature that has a value of each: so the same
filter is refused whatever rows there are, and whoever may see them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final, Literal, TypeAlias

import geopandas as gpd
import pandas as pd
import shapely

from geo_zs.cql2.evaluate import mask
from geo_zs.cql2.expression import Expression
from geo_zs.crs import CRS84

#: ``partial_date`` is text that is a day, a month or a year.
PropertyType: TypeAlias = Literal[
    "string", "partial_date", "number", "integer", "boolean", "date", "timestamp",
    "array", "geometry",
]  # fmt: skip
#: A value of each type that can be taken for no other.
_VALUES: Final[Mapping[PropertyType, Any]] = {
    "string": "a",
    "partial_date": "2024",
    "number": 2.5,
    "integer": 2,
    "boolean": True,
    "date": date(2024, 1, 1),
    "timestamp": datetime(2024, 1, 1, tzinfo=UTC),
    "array": ("a",),
}
_DAY: Final = "2024-01-01"


def text_type(pattern: str | None) -> PropertyType:
    """Return the type of a text by the expression that its values match, if any."""
    if not pattern or re.fullmatch(pattern, "a"):
        return "string"
    return "partial_date" if re.fullmatch(pattern, _DAY) else "string"


def sample_of(types: Mapping[str, PropertyType]) -> gpd.GeoDataFrame:
    """Return one feature that has a value of each property.

    Parameters
    ----------
    types : mapping of str to str
        By the names of the properties.
    """
    columns: dict[str, Any] = {}
    shape = gpd.GeoSeries([shapely.Point(111, 40)], crs=CRS84)
    for name, kind in types.items():
        if kind == "geometry":
            columns[name] = shape
        elif kind in ("number", "integer"):
            columns[name] = pd.Series([_VALUES[kind]])
        else:
            columns[name] = pd.Series([_VALUES[kind]], dtype=object)
    table = pd.DataFrame(columns, index=pd.RangeIndex(1))
    active = next((name for name, kind in types.items() if kind == "geometry"), None)
    return gpd.GeoDataFrame(table, geometry=active)


def check_types(expression: Expression, sample: gpd.GeoDataFrame) -> None:
    """Refuse a filter that compares what does not compare.

    Parameters
    ----------
    expression : Expression
        The filter, its coordinates in CRS84.
    sample : GeoDataFrame
        From `sample_of`.

    Raises
    ------
    Cql2Error
        As `mask` would, whatever the features hold.
    """
    mask(sample, expression)
