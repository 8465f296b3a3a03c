"""Writing an expression in the JSON form, as the examples of the standard do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from geo_zs.cql2.expression import (
    Array,
    Box,
    Expression,
    Geometry,
    Instant,
    Interval,
    IntervalBound,
    Literal,
    Operation,
    Property,
)
from geo_zs.cql2.limits import check_size

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def to_json(expression: Expression) -> Any:  # noqa: ANN401  a JSON value
    """Write an expression in the JSON form of CQL2.

    Parameters
    ----------
    expression : Expression
        As `parse` returns it, or made of its nodes.

    Returns
    -------
    dict or bool
        What ``json.dumps`` takes, and what `parse` reads as an equal expression.

    Raises
    ------
    Cql2Error
        If it is larger or deeper than what `parse` reads.
    """
    check_size(expression)
    return _written(expression)


def _written(node: Expression) -> Any:  # noqa: ANN401, PLR0911  a line for each node
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Property):
        return {"property": node.name}
    if isinstance(node, Instant):
        return {node.kind: node.value}
    if isinstance(node, Interval):
        return {"interval": [_bound(node.start), _bound(node.end)]}
    if isinstance(node, Geometry):
        return _shape(node.shape)
    if isinstance(node, Box):
        return {"bbox": list(node.bounds)}
    if isinstance(node, Array):
        return [_written(item) for item in node.items]
    name = node.op if isinstance(node, Operation) else node.name
    return {"op": name, "args": [_written(arg) for arg in node.args]}


def _bound(bound: IntervalBound) -> Any:  # noqa: ANN401  as above
    if bound is None:
        return ".."
    return bound.value if isinstance(bound, Instant) else _written(bound)


def _shape(shape: BaseGeometry) -> dict[str, Any]:
    if shape.geom_type == "GeometryCollection":
        members = [_shape(member) for member in shapely.get_parts(shape)]
        return {"type": shape.geom_type, "geometries": members}
    if shape.is_empty:
        return {"type": shape.geom_type, "coordinates": []}
    coordinates = _lists(shape.__geo_interface__["coordinates"])
    return {"type": shape.geom_type, "coordinates": coordinates}


def _lists(part: Any) -> Any:  # noqa: ANN401  coordinates, nested at most four times
    return [_lists(item) for item in part] if isinstance(part, tuple | list) else part
