"""Evaluation of a filter over a frame: `mask`, the only way in.

Each node is evaluated once for all features. Comparing, text, space, time, arrays,
arithmetic and functions live in modules of their own and take values; this one walks
through the expression and hands them over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import CRS

from geo_zs.cql2 import arrays, functions, spatial, temporal
from geo_zs.cql2.arithmetic import calculate
from geo_zs.cql2.columns import column
from geo_zs.cql2.comparing import COMPARISONS, between, compare, is_in
from geo_zs.cql2.errors import Cql2Error
from geo_zs.cql2.expression import (
    ARITHMETIC,
    FOLDING,
    Array,
    Call,
    Expression,
    Interval,
    IntervalBound,
    Operation,
    Property,
)
from geo_zs.cql2.functions import Function
from geo_zs.cql2.literals import literal
from geo_zs.cql2.standard_functions import STANDARD
from geo_zs.cql2.text_matching import fold, like
from geo_zs.cql2.values import (
    BoolArray,
    Truth,
    Values,
    all_of,
    any_of,
    as_truth,
)
from geo_zs.cql2.work import check_work, positions_of


def mask(
    frame: pd.DataFrame,
    expression: Expression,
    *,
    functions: Mapping[str, Function] | None = None,
) -> BoolArray:
    """Tell which features a filter lets through.

    Parameters
    ----------
    frame : GeoDataFrame, n rows
        The features. Geometry literals are in its reference system; bring others
        there with `geo_zs.cql2.reproject.reproject`.
    expression : Expression
        What `parse` gave.
    functions : mapping of str to Function or None
        What the filter may call; None for `standard_functions.STANDARD`.

    Returns
    -------
    (n,) bool array
        True where the filter is surely true; False where it is false or unknown.

    Raises
    ------
    Cql2Error
        If the filter asks for a property or function that is not there, compares what
        does not compare, or would take too much work. Carries the place in the filter.
    """
    offered = STANDARD if functions is None else functions
    positions = positions_of(frame, expression)
    check_work(expression, len(frame), offered, positions=positions)
    walk = _Walk(frame, offered)
    true = walk.truth(expression).true
    return np.broadcast_to(true, (len(frame),)).copy()


class _Walk:
    """One way through an expression over one frame."""

    def __init__(self, frame: pd.DataFrame, known: Mapping[str, Function]) -> None:
        self._frame = frame
        self._functions = known
        self._columns: dict[str, Values] = {}

    def truth(self, node: Expression) -> Truth:
        """Evaluate a predicate.

        Raises
        ------
        Cql2Error
            With the place of the innermost node that is at fault.
        """
        try:
            if isinstance(node, Operation) and node.op in _PREDICATES:
                return _PREDICATES[node.op](self, node)
            return as_truth(self.values(node))
        except Cql2Error as error:
            raise _placed(error, node) from None

    def values(self, node: Expression) -> Values:
        """Evaluate an operand.

        Raises
        ------
        Cql2Error
            With the place of the innermost node that is at fault.
        """
        try:
            return self._values(node)
        except Cql2Error as error:
            raise _placed(error, node) from None

    def _values(self, node: Expression) -> Values:
        if isinstance(node, Property):
            return self._column(node)
        if isinstance(node, Operation):
            return self._operation(node)
        if isinstance(node, Call):
            function = functions.find_function(node.name, self._functions)
            given = [self.values(argument) for argument in node.args]
            return functions.apply(function, given, self._crs())
        if isinstance(node, Array):
            return arrays.array_of([self.values(item) for item in node.items])
        if isinstance(node, Interval):
            raise Cql2Error(
                message="an INTERVAL stands in temporal operators only, as T_DURING",
                zh="INTERVAL 只能用在 T_DURING 等时间运算中",
            )
        return literal(node)

    def _column(self, node: Property) -> Values:
        if node.name not in self._columns:
            self._columns[node.name] = column(self._frame, node.name, at=node.at)
        return self._columns[node.name]

    def _operation(self, node: Operation) -> Values:
        if node.op in ARITHMETIC:
            left, right = map(self.values, node.args)
            return calculate(node.op, left, right)
        if node.op in FOLDING:
            return fold(node.op, self.values(node.args[0]))
        truth = self.truth(node)
        return Values("boolean", truth.true, truth.unknown)

    def _crs(self) -> CRS | None:
        frame = self._frame
        is_spatial = isinstance(frame, gpd.GeoDataFrame)
        return frame.crs if is_spatial and frame.active_geometry_name else None

    def span(self, node: Expression) -> temporal.Span:
        """Evaluate an operand of a temporal operator."""
        if isinstance(node, Interval):
            start, end = self._bound(node.start), self._bound(node.end)
            return temporal.span_of(start, end, is_interval=True)
        instant = self.values(node)
        return temporal.span_of(instant, instant, is_interval=False)

    def _bound(self, node: IntervalBound) -> Values | None:
        return None if node is None else self.values(node)


def _placed(error: Cql2Error, node: Expression) -> Cql2Error:
    """Give an error the place of a node, unless it has one from further inside."""
    if error.at is None:
        error.at = node.at
    return error


def _and(walk: _Walk, node: Operation) -> Truth:
    return all_of(map(walk.truth, node.args))


def _or(walk: _Walk, node: Operation) -> Truth:
    return any_of(map(walk.truth, node.args))


def _not(walk: _Walk, node: Operation) -> Truth:
    return walk.truth(node.args[0]).negated()


def _compare(walk: _Walk, node: Operation) -> Truth:
    left, right = map(walk.values, node.args)
    return compare(node.op, left, right)


def _like(walk: _Walk, node: Operation) -> Truth:
    text, pattern = map(walk.values, node.args)
    return like(text, pattern)


def _between(walk: _Walk, node: Operation) -> Truth:
    value, low, high = map(walk.values, node.args)
    return between(value, low, high)


def _in(walk: _Walk, node: Operation) -> Truth:
    value, listed = node.args
    if not isinstance(listed, Array):
        raise Cql2Error(message="IN takes a list, as in (1, 2, 3)", zh="IN 后须是列表")
    return is_in(walk.values(value), [walk.values(item) for item in listed.items])


def _is_null(walk: _Walk, node: Operation) -> Truth:
    unknown = walk.values(node.args[0]).unknown
    return Truth(unknown, np.zeros_like(unknown))


def _spatial(walk: _Walk, node: Operation) -> Truth:
    left, right = map(walk.values, node.args)
    return spatial.relate(node.op, left, right)


def _temporal(walk: _Walk, node: Operation) -> Truth:
    left, right = map(walk.span, node.args)
    return temporal.relate(node.op, left, right)


def _array(walk: _Walk, node: Operation) -> Truth:
    left, right = map(walk.values, node.args)
    return arrays.relate(node.op, left, right)


#: How each predicate of the standard is evaluated.
_PREDICATES: Final[Mapping[str, Callable[[_Walk, Operation], Truth]]] = {
    "and": _and,
    "or": _or,
    "not": _not,
    "like": _like,
    "between": _between,
    "in": _in,
    "isNull": _is_null,
    **dict.fromkeys(COMPARISONS, _compare),
    **dict.fromkeys(spatial.SPATIAL, _spatial),
    **dict.fromkeys(temporal.TEMPORAL, _temporal),
    **dict.fromkeys(arrays.ARRAYS, _array),
}
