"""How much work a filter is over a frame, reckoned before any is done.

Steps are weighed by what they take beside a comparison of numbers, so that the bound
means about the same time for any filter: some seconds on one slow core.
"""

from __future__ import annotations

from typing import Final

import pandas as pd
import shapely

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import (
    ARRAY,
    FOLDING,
    SPATIAL,
    Array,
    Call,
    Expression,
    Geometry,
    Operation,
    walk,
)

#: The most weighed steps, nodes times features, that a filter may take.
MOST_WORK: Final = 50_000_000
#: Rows that even an empty frame is reckoned with, so that answers agree.
_FEWEST_ROWS: Final = 100
_WEIGHTS: Final = {
    **dict.fromkeys(FOLDING, 20),
    **dict.fromkeys(ARRAY, 40),
    **dict.fromkeys(SPATIAL, 50),
    "like": 20,
    "in": 5,
}
_CALL: Final = 50


def work(expression: Expression, rows: int) -> int:
    """Return the weighed steps that a filter takes over so many features."""
    return sum(_weight(node) for node, _ in walk(expression)) * max(rows, _FEWEST_ROWS)


def check_work(expression: Expression, frame: pd.DataFrame) -> None:
    """Refuse a filter that would take too long over a frame.

    Raises
    ------
    Cql2Error
        If nodes times features, weighed, are more than `MOST_WORK`.
    """
    needed = work(expression, len(frame))
    if needed <= MOST_WORK:
        return
    raise Cql2Error(
        message=f"the filter would take {needed:,} steps over {len(frame):,} "
        f"features, {MOST_WORK:,} are allowed; use fewer conditions or simpler shapes",
        zh=f"该过滤式对 {len(frame):,} 个要素需 {needed:,} 步，"
        f"上限 {MOST_WORK:,} 步；请减少条件或简化几何图形",
    )


def _weight(node: Expression) -> int:
    if isinstance(node, Operation):
        return _WEIGHTS.get(node.op, 1)
    if isinstance(node, Geometry):
        return int(shapely.get_num_coordinates(node.shape))
    if isinstance(node, Call):
        return _CALL
    # The items of a list count for themselves.
    return 0 if isinstance(node, Array) else 1
