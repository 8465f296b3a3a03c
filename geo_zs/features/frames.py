"""Typed columns as the frame of a collection, and dates as days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.features.properties import Property, typed_column
from geo_zs.features.reference_systems import STORAGE
from geo_zs.features.times import day_bounds

#: Ending of the column → what is added to the titles, and its role.
_DAYS: Final = (
    ("start", "（首日）", " (first day)"),
    ("end", "（末日）", " (last day)"),
)


def feature_frame(
    columns: Mapping[str, Any], shapes: NDArray[np.object_], ids: Iterable[str]
) -> gpd.GeoDataFrame:
    """Return typed columns as the frame of a collection.

    Parameters
    ----------
    columns : mapping of str to (n,) array
        From ``properties.typed_column``, in the order of the properties.
    shapes : (n,) object array
        Geometries, x = longitude; None where no place is known.
    ids : iterable of n str
        Ids of the features.
    """
    index = pd.Index(list(ids), name="id", dtype=object)
    table = pd.DataFrame(
        {
            name: pd.Series(
                column, index=index, dtype=object if column.dtype == object else None
            )
            for name, column in columns.items()
        },
        index=index,
    )
    geometry = gpd.GeoSeries(np.asarray(shapes, dtype=object), index=index)
    return gpd.GeoDataFrame(
        table, geometry=geometry.set_crs(STORAGE.code, allow_override=True)
    )


def with_days(
    time: str, properties: list[Property], columns: dict[str, Any]
) -> tuple[list[Property], dict[str, Any]]:
    """Return properties and columns with the first and last day of a date.

    Parameters
    ----------
    time : str
        Property with dates as the tables hold them: a year, a month or a day.
    properties, columns
        Those that there are, in one order.

    Returns
    -------
    properties, columns
        ``<time>_start`` and ``<time>_end`` stand after `time`, as whole days.
    """
    found: list[Property] = []
    typed: dict[str, Any] = {}
    for one in properties:
        found.append(one)
        typed[one.name] = columns[one.name]
        if one.name != time:
            continue
        days = day_bounds(columns[time])
        for (ending, zh, en), column in zip(_DAYS, days, strict=True):
            name = f"{time}_{ending}"
            titled = replace(
                one,
                name=name,
                type="date",
                title_zh=one.title_zh + zh,
                title_en=one.title_en + en,
                description_zh="",
                description_en="",
                pattern=None,
                role="primary-interval-start"
                if ending == "start"
                else "primary-interval-end",
            )
            found.append(titled)
            typed[name] = typed_column(column.tolist(), "date")
    return found, typed
