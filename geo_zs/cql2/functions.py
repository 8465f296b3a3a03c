"""Functions that a filter may call, beside the operations of the standard.

A function sees only rows where all its arguments are known, so none has to think of
null. `mask` takes any mapping of them; `standard_functions` holds what is always
offered.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import CRS

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.instants import as_dates, as_instants
from geo_zs.cql2.values import (
    KINDS,
    AnyArray,
    Kind,
    Values,
    as_booleans,
    unknown_truth,
    values_of,
)


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a function: what it is called and the kind it must have."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Function:
    """A function over arrays.

    Parameters
    ----------
    name : str
        What filters call it; letters of either case.
    call : callable
        Takes one array for each argument, all of shape (m,): float64, bool, objects
        (text), datetime64, or a GeoSeries with the CRS of the frame. Gives an array
        (m,) of kind `returns`, NaN or None where there is no result.
    arguments : tuple of Argument
        In order. With `is_variadic` the last may be repeated.
    returns : str
        Kind of the result.
    title_zh, title_en : str
        One line on what it gives, with the unit.
    is_variadic : bool
        True if the last argument may come more than once.
    weight : int
        What a call takes for one feature, beside a comparison of two numbers.
    """

    name: str
    call: Callable[..., Any]
    arguments: tuple[Argument, ...]
    returns: Kind
    title_zh: str
    title_en: str
    is_variadic: bool = False
    weight: int = 20


def find_function(name: str, functions: Mapping[str, Function]) -> Function:
    """Return a function by its name, in letters of either case.

    Raises
    ------
    Cql2Error
        If there is none; says which there are.
    """
    folded = {one.casefold(): function for one, function in functions.items()}
    if name.casefold() in folded:
        return folded[name.casefold()]
    listed = ", ".join(functions) or "none"
    near = difflib.get_close_matches(name.casefold(), folded, n=3)
    raise Cql2Error(
        message=f"there is no function {name!r}; there are: {listed}",
        zh=f"没有函数 {name!r}；可用的函数：{listed}",
        expected=[folded[one].name for one in near] or list(functions),
    )


def apply(function: Function, arguments: Sequence[Values], crs: CRS | None) -> Values:
    """Return the result of a function for each feature.

    Parameters
    ----------
    function : Function
        What to call.
    arguments : sequence of Values
        As many as it takes.
    crs : CRS or None
        Of the frame, for geometries.

    Returns
    -------
    Values
        Unknown where an argument is, or where the function has no result.

    Raises
    ------
    Cql2Error
        If number or kinds of the arguments do not fit.
    """
    wanted = _wanted(function, len(arguments))
    given = [
        _fitting(function, argument, values)
        for argument, values in zip(wanted, arguments, strict=True)
    ]
    if any(values.kind == "null" for values in given):
        nowhere = unknown_truth(*given)
        return Values("null", nowhere.true, nowhere.unknown)
    shape = np.broadcast_shapes((1,), *(values.unknown.shape for values in given))
    unknown = np.zeros(shape, dtype=bool)
    for values in given:
        unknown = unknown | values.unknown
    rows = np.flatnonzero(~unknown)
    columns = [_column(values, shape, rows, crs) for values in given]
    results = np.asarray(function.call(*columns))
    missing = pd.isna(results)
    known = np.zeros(shape, dtype=results.dtype)
    known[rows] = results
    unknown[rows[missing]] = True
    return values_of(function.returns, known, unknown, name=function.name)


def _wanted(function: Function, count: int) -> tuple[Argument, ...]:
    """Return the arguments that a call with so many has."""
    wanted = function.arguments
    if function.is_variadic and count > len(wanted):
        wanted = (*wanted, *[wanted[-1]] * (count - len(wanted)))
    if count != len(wanted):
        signature = ", ".join(one.name for one in function.arguments)
        more = ", …" if function.is_variadic else ""
        raise Cql2Error(
            message=f"{function.name} was given {count} arguments; "
            f"write {function.name}({signature}{more})",
            zh=f"{function.name} 有 {count} 个参数；"
            f"应写 {function.name}({signature}{more})",
        )
    return wanted


def _fitting(function: Function, argument: Argument, values: Values) -> Values:
    """Return an argument in the kind that is asked for."""
    fitting: Values | None = values
    if argument.kind == "boolean":
        fitting = as_booleans(values)
    elif argument.kind in ("date", "timestamp"):
        fitting = as_instants(values)
        if fitting is not None and argument.kind == "date":
            fitting = as_dates(fitting)
    if values.kind == "null":
        return values
    if fitting is None or fitting.kind != argument.kind:
        needed, given = KINDS[argument.kind], values.label
        raise Cql2Error(
            message=f"{function.name}: {argument.name} must be {needed[0]}, "
            f"not {given[0]}",
            zh=f"{function.name}：{argument.name} 须是{needed[1]}，不能是{given[1]}",
        )
    return fitting


def _column(
    values: Values, shape: tuple[int, ...], rows: AnyArray, crs: CRS | None
) -> AnyArray | gpd.GeoSeries:
    column = np.broadcast_to(values.known, shape)[rows]
    if values.kind == "geometry":
        return gpd.GeoSeries(column, crs=crs)
    return column.astype(np.float64) if values.kind == "number" else column
