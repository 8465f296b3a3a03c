"""How much work a filter is over a frame, reckoned before any is done.

Steps are weighed by what they take beside a comparison of numbers, so that the bound
means about the same time for any filter: some seconds on one slow core.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import shapely

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import (
    ARRAY,
    SPATIAL,
    Array,
    Box,
    Call,
    Expression,
    Geometry,
    Operation,
    walk,
)
from geo_zs.cql2.functions import Function

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
#: A relation to one geometry, which is prepared, and of two that differ by feature.
_TO_ONE: Final = 30
_TO_EACH: Final = 1000
#: So many positions of a geometry weigh as much as one comparison.
_POSITIONS: Final = 20


def work(expression: Expression, rows: int, functions: Mapping[str, Function]) -> int:
    """Return the weighed steps that a filter takes over so many features."""
    calls = {name.casefold(): one.weight for name, one in functions.items()}
    weight = sum(_weight(node, calls) for node, _ in walk(expression))
    return weight * max(rows, _FEWEST_ROWS)


def check_work(
    expression: Expression, rows: int, functions: Mapping[str, Function]
) -> None:
    """Refuse a filter that would take too long over so many features.

    Raises
    ------
    Cql2Error
        If nodes times features, weighed, are more than `MOST_WORK`.
    """
    needed = work(expression, rows, functions)
    if needed <= MOST_WORK:
        return
    raise Cql2Error(
        message=f"the filter would take {needed:,} steps over {rows:,} features, "
        f"{MOST_WORK:,} are allowed; use fewer conditions or simpler shapes",
        zh=f"该过滤式对 {rows:,} 个要素需 {needed:,} 步，"
        f"上限 {MOST_WORK:,} 步；请减少条件或简化几何图形",
    )


def _weight(node: Expression, calls: Mapping[str, int]) -> int:
    if isinstance(node, Operation):
        if node.op not in SPATIAL:
            return _WEIGHTS.get(node.op, 1)
        one = any(isinstance(side, Geometry | Box) for side in node.args)
        return _TO_ONE if one else _TO_EACH
    if isinstance(node, Geometry):
        return int(shapely.get_num_coordinates(node.shape)) // _POSITIONS
    if isinstance(node, Call):
        return calls.get(node.name.casefold(), 1)
    # The items of a list count for themselves.
    return 0 if isinstance(node, Array) else 1
