"""Read the columns of a project frame as plain arrays; what is absent is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.crs import FloatArray

if TYPE_CHECKING:
    import geopandas as gpd

TextArray = NDArray[np.object_]


def texts(frame: pd.DataFrame, name: str) -> TextArray:
    """Return a column of text, empty where nothing is known.

    Parameters
    ----------
    frame : DataFrame, (n,)
        A project frame; a column that it lacks is unknown in every row.
    name : str
        Name of the column.

    Returns
    -------
    (n,) object array of str
    """
    if name not in frame:
        return np.full(len(frame), "", dtype=object)
    column = frame[name].astype(object)
    return np.asarray(column.where(column.notna(), ""), dtype=object)


def numbers(frame: pd.DataFrame, name: str) -> FloatArray:
    """Return a copy of a column of numbers, (n,); NaN where nothing is known."""
    if name not in frame:
        return np.full(len(frame), np.nan)
    return np.array(frame[name].to_numpy(dtype=float, na_value=np.nan), dtype=float)


def lists(frame: pd.DataFrame, name: str) -> list[tuple[str, ...]]:
    """Return a column of lists: tuples, or text with ``;`` between the items."""
    return [_items(value) for value in texts(frame, name)]


def _items(value: Any) -> tuple[str, ...]:  # noqa: ANN401  any cell
    """Return one cell that holds a list."""
    if isinstance(value, str):
        return tuple(one.strip() for one in value.split(";") if one.strip())
    if isinstance(value, (tuple, list)):
        return tuple(str(one) for one in value)
    return ()


def shapes_of(frame: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Return the geometry column as an array of shapes and None."""
    return np.asarray(frame.geometry.to_numpy(), dtype=object)
