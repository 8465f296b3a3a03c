"""How large a filter may be.

A filter comes from anyone who can reach the service. All four limits are far above
what a person or a program asks for, and low enough that the largest filter is read
in a fraction of a second and no reader or evaluator runs out of stack.
"""

from __future__ import annotations

from typing import Final

import shapely

from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import Expression, Geometry, Position, walk

#: Characters of a filter in text.
MAX_TEXT: Final = 20_000
#: Bytes of a filter in JSON; its coordinates take more room than in text.
MAX_JSON: Final = 200_000
#: Parentheses, operations, functions and lists in one another.
MAX_DEPTH: Final = 64
#: Brackets in one another in a text: those of its depth, and those of a geometry.
MAX_BRACKETS: Final = MAX_DEPTH + 16
#: Properties, values, operations and functions of one filter.
MAX_NODES: Final = 2_000
#: Positions of all geometries of one filter.
MAX_POSITIONS: Final = 5_000


def too_long(length: int, limit: int) -> Cql2Error:
    """Return the error of a filter with more characters than may be."""
    return Cql2Error(
        message=f"the filter has {length} characters; at most {limit} are read",
        zh=f"过滤条件有 {length} 个字符，最多 {limit} 个",
    )


def too_deep(at: Position = None) -> Cql2Error:
    """Return the error of a filter that is nested too deeply."""
    return Cql2Error(
        message=f"the filter is nested more than {MAX_DEPTH} levels deep; "
        "make it flatter",
        zh=f"过滤条件嵌套超过 {MAX_DEPTH} 层，请减少嵌套",
        at=at,
    )


def too_many_nodes(at: Position = None) -> Cql2Error:
    """Return the error of a filter with too many parts."""
    return Cql2Error(
        message=f"the filter has more than {MAX_NODES} parts "
        "(values, properties, operations)",
        zh=f"过滤条件的组成部分（值、属性、运算）超过 {MAX_NODES} 个",
        at=at,
    )


def too_many_positions(at: Position = None) -> Cql2Error:
    """Return the error of geometries with too many positions."""
    return Cql2Error(
        message=f"the filter has geometries of more than {MAX_POSITIONS} positions; "
        "simplify them",
        zh=f"过滤条件中的几何坐标超过 {MAX_POSITIONS} 个，请简化",
        at=at,
    )


def check_size(expression: Expression) -> None:
    """Refuse an expression that is too deep or too large.

    Raises
    ------
    Cql2Error
        With the position of the first node that is too much.
    """
    positions = 0
    for count, (node, depth) in enumerate(walk(expression), start=1):
        if depth > MAX_DEPTH:
            raise too_deep(node.at)
        if count > MAX_NODES:
            raise too_many_nodes(node.at)
        if isinstance(node, Geometry):
            positions += int(shapely.get_num_coordinates(node.shape))
            if positions > MAX_POSITIONS:
                raise too_many_positions(node.at)
