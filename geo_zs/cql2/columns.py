"""The columns of a frame as values: what a property of a filter stands for.

How a column is stored decides what it is: ``datetime64`` is a timestamp (naive ones
are UTC), an object column holds what its values are. A column of objects or floats
without any value is null, which compares with everything and is never true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
from geopandas.array import GeometryDtype
from pandas.api.types import (
    is_bool_dtype,
    is_datetime64_any_dtype,
    is_float_dtype,
    is_integer_dtype,
)

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import Position
from geo_zs.cql2.unknown import unknown_property
from geo_zs.cql2.values import AnyArray, BoolArray, Kind, Values, objects, values_of

#: Names of the active geometry that hold where no column is called so.
GEOMETRY_NAMES: Final = ("geom", "geometry")
_Reader = Callable[["pd.Series[Any]"], AnyArray]
_LISTS: Final = (list, tuple, set, frozenset, np.ndarray)


def column(frame: pd.DataFrame, name: str, *, at: Position = None) -> Values:
    """Return a property of all features.

    Parameters
    ----------
    frame : DataFrame or GeoDataFrame, n rows
        The features. The name of the index, if it has one, is a property too.
    name : str
        Exact name of a column; ``geom`` and ``geometry`` also mean the active geometry.
    at : int, str or None
        Where the filter asks for it, for the error.

    Returns
    -------
    Values, (n,)
        Null, NaN, NaT and None are unknown.

    Raises
    ------
    Cql2Error
        If there is no such property, or its values are of no kind of CQL2.
    """
    if name in frame.columns:
        return _read(frame[name], name)
    if isinstance(frame, gpd.GeoDataFrame) and name in GEOMETRY_NAMES:
        active = frame.active_geometry_name
        if active is not None:
            return _read(frame[active], name)
    if name == frame.index.name:
        return _read(frame.index.to_series(), name)
    raise unknown_property(name, map(str, frame.columns), at)


def _read(series: pd.Series[Any], name: str) -> Values:
    """Return a column as values."""
    if isinstance(series.dtype, pd.CategoricalDtype):
        series = series.astype(series.dtype.categories.dtype)
    unknown = series.isna().to_numpy(dtype=bool)
    kind, known = _typed(series, unknown, name)
    return values_of(kind, known, unknown, name=name, is_property=True)


def _typed(
    series: pd.Series[Any], unknown: BoolArray, name: str
) -> tuple[Kind, AnyArray]:
    """Return the kind of a column and its values as an array of that kind."""
    if isinstance(series.dtype, GeometryDtype):
        return "geometry", np.asarray(series.array, dtype=object)
    for is_stored_so, kind, read in _STORED:
        if is_stored_so(series.dtype):
            known = read(series)
            # A column of nulls only is read as floats, whatever it was to hold.
            is_empty = known.dtype == np.float64 and bool(unknown.all())
            return ("null", unknown) if is_empty else (kind, known)
    return _of_objects(series.to_numpy(dtype=object), unknown, name)


def _booleans(series: pd.Series[Any]) -> AnyArray:
    return series.to_numpy(dtype=bool, na_value=False)


def _integers(series: pd.Series[Any]) -> AnyArray:
    filled = series.fillna(0)
    large = len(filled) and int(filled.max()) > np.iinfo(np.int64).max
    return filled.to_numpy(dtype=np.float64 if large else np.int64)


def _floats(series: pd.Series[Any]) -> AnyArray:
    return series.to_numpy(dtype=np.float64, na_value=np.nan)


def _texts(series: pd.Series[Any]) -> AnyArray:
    return series.to_numpy(dtype=object)


def _in_utc(series: pd.Series[Any]) -> AnyArray:
    """Return moments as microseconds in UTC; naive ones are in UTC already."""
    if isinstance(series.dtype, pd.DatetimeTZDtype):
        series = series.dt.tz_convert("UTC").dt.tz_localize(None)
    return series.to_numpy(dtype="datetime64[us]")


#: How a column may be stored → its kind, and how it becomes an array of that kind.
_STORED: Final[tuple[tuple[Callable[[Any], bool], Kind, _Reader], ...]] = (
    (is_bool_dtype, "boolean", _booleans),
    (is_integer_dtype, "number", _integers),
    (is_float_dtype, "number", _floats),
    (lambda dtype: isinstance(dtype, pd.StringDtype), "string", _texts),
    (is_datetime64_any_dtype, "timestamp", _in_utc),
)


def _numbers(known: AnyArray) -> AnyArray:
    return np.array([float(one) for one in known], dtype=np.float64)


def _moments(known: AnyArray) -> AnyArray:
    moments = pd.to_datetime(pd.Series(known, dtype=object), utc=True)
    return moments.dt.tz_localize(None).to_numpy(dtype="datetime64[us]")


#: What pandas infers of objects → the kind, and how they become an array of it.
_INFERRED: Final[Mapping[str, tuple[Kind, Callable[[AnyArray], AnyArray]]]] = {
    "string": ("string", lambda known: known),
    "boolean": ("boolean", lambda known: known.astype(bool)),
    "integer": ("number", _numbers),
    "floating": ("number", _numbers),
    "mixed-integer-float": ("number", _numbers),
    "decimal": ("number", _numbers),
    "date": ("date", lambda known: known.astype("datetime64[D]")),
    "datetime": ("timestamp", _moments),
    "datetime64": ("timestamp", _moments),
}


def _of_objects(
    known: AnyArray, unknown: BoolArray, name: str
) -> tuple[Kind, AnyArray]:
    """Return the kind of an object column, found from its values."""
    present = known[~unknown]
    if not len(present):
        return "null", unknown
    if all(isinstance(one, _LISTS) for one in present):
        return "array", objects(
            () if missing else tuple(one)
            for one, missing in zip(known, unknown, strict=True)
        )
    inferred = pd.api.types.infer_dtype(present, skipna=True)
    if inferred not in _INFERRED:
        raise Cql2Error(
            message=f"property {name!r} holds what no filter compares ({inferred})",
            zh=f"属性 {name!r} 的值类型不能用于过滤（{inferred}）",
        )
    kind, convert = _INFERRED[inferred]
    converted = convert(present)
    whole = np.zeros(known.shape, dtype=converted.dtype)
    whole[~unknown] = converted
    return kind, whole
