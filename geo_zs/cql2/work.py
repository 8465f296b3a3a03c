"""How much work a filter is over a frame, reckoned before any is done.

Steps are weighed by what they take beside a comparison of numbers, so that the bound
means about the same time for any filter: some seconds on one slow core.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd
import shapely
from geopandas.array import GeometryDtype

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import (
    ARRAY,
    SPATIAL,
    Array,
    Box,
    Call,
    Expression,
    Geometry,
    Literal,
    Operation,
    walk,
)
from geo_zs.cql2.functions import Function
from geo_zs.cql2.tangles import tangle

#: The most weighed steps, nodes times features, that a filter may take.
MOST_WORK: Final = 50_000_000
#: Rows that even an empty frame is reckoned with, so that answers agree.
_FEWEST_ROWS: Final = 100
_WEIGHTS: Final = {
    **dict.fromkeys(ARRAY, 100),
    "casei": 20,
    "accenti": 100,
    "like": 20,
    "in": 5,
}
#: A letter of the pattern of LIKE.
_LETTER: Final = 4
#: A relation to one geometry, which is prepared, and of two that differ by feature.
_TO_ONE: Final = 30
_TO_EACH: Final = 1000
#: As above, for each position of the features; and a measure of them.
_POSITION_TO_ONE: Final = 10
_POSITION_TO_EACH: Final = 60
_POSITION_MEASURED: Final = 5
#: So many positions of a geometry weigh as much as one comparison.
_POSITIONS: Final = 20
#: What a crossing of lines in a geometry of the filter takes: where that is mended,
#: once; in the relation to each feature; and between two geometries of the filter.
_MENDED_CROSSING: Final = 500
_CROSSING: Final = 8
_CROSSING_OF_TWO: Final = 20


def work(
    expression: Expression,
    rows: int,
    functions: Mapping[str, Function],
    *,
    positions: int = 0,
) -> int:
    """Return the weighed steps that a filter takes.

    Parameters
    ----------
    expression : Expression
        The filter.
    rows : int
        Features that it is to be evaluated for.
    functions : mapping of str to Function
        What it may call.
    positions : int
        Positions of the geometries of all these features together.
    """
    rows = max(rows, _FEWEST_ROWS)
    calls = {name.casefold(): one for name, one in functions.items()}
    steps = 0
    for node, _ in walk(expression):
        if isinstance(node, Operation) and node.op in SPATIAL:
            steps += _relation(node, rows, positions)
        elif isinstance(node, Geometry):
            steps += _geometry(node, rows)
        elif isinstance(node, Call):
            steps += _call(calls.get(node.name.casefold()), rows, positions)
        elif isinstance(node, Operation):
            steps += (_WEIGHTS.get(node.op, 1) + _pattern(node)) * rows
        else:
            # The items of a list count for themselves.
            steps += 0 if isinstance(node, Array) else rows
    return steps


def check_work(
    expression: Expression,
    rows: int,
    functions: Mapping[str, Function],
    *,
    positions: int = 0,
) -> None:
    """Refuse a filter that would take too long over so many features.

    Parameters
    ----------
    expression, rows, functions, positions
        As of `work`.

    Raises
    ------
    Cql2Error
        If the steps are more than `MOST_WORK`.
    """
    needed = work(expression, rows, functions, positions=positions)
    if needed <= MOST_WORK:
        return
    raise Cql2Error(
        message=f"the filter would take {needed:,} steps over {rows:,} features, "
        f"{MOST_WORK:,} are allowed; use fewer conditions or simpler shapes",
        zh=f"该过滤式对 {rows:,} 个要素需 {needed:,} 步，"
        f"上限 {MOST_WORK:,} 步；请减少条件或简化几何图形",
    )


def positions_of(frame: pd.DataFrame, expression: Expression) -> int:
    """Return the positions of all geometries of a frame, if a filter may look at them.

    Parameters
    ----------
    frame : DataFrame or GeoDataFrame
        The features.
    expression : Expression
        The filter; without a relation in space or a function there are none.
    """
    may_look = any(
        isinstance(node, Call) or (isinstance(node, Operation) and node.op in SPATIAL)
        for node, _ in walk(expression)
    )
    if not may_look:
        return 0
    return sum(
        int(shapely.get_num_coordinates(np.asarray(column.array)).sum())
        for _, column in frame.items()
        if isinstance(column.dtype, GeometryDtype)
    )


def _relation(node: Operation, rows: int, positions: int) -> int:
    literals = [side for side in node.args if isinstance(side, Geometry | Box)]
    if len(literals) == len(node.args):
        # One relation for all features, in which every line may cross every other.
        return _CROSSING_OF_TWO * math.prod(map(_positions, literals))
    if literals:
        return _TO_ONE * rows + _POSITION_TO_ONE * positions
    return _TO_EACH * rows + _POSITION_TO_EACH * positions


def _pattern(node: Operation) -> int:
    """Return the steps for the pattern of LIKE, which is tried all along a text."""
    if node.op != "like":
        return 0
    return _LETTER * sum(
        len(part.value)
        for part, _ in walk(node.args[1])
        if isinstance(part, Literal) and isinstance(part.value, str)
    )


def _geometry(node: Geometry, rows: int) -> int:
    crossings = tangle(node.shape, MOST_WORK // _MENDED_CROSSING)
    for_each = _positions(node) // _POSITIONS + _CROSSING * crossings
    return for_each * rows + _MENDED_CROSSING * crossings


def _call(function: Function | None, rows: int, positions: int) -> int:
    if function is None:
        return rows
    is_measure = any(one.kind == "geometry" for one in function.arguments)
    return function.weight * rows + _POSITION_MEASURED * positions * is_measure


def _positions(node: Geometry | Box) -> int:
    if isinstance(node, Box):
        return 4
    return int(shapely.get_num_coordinates(node.shape))
