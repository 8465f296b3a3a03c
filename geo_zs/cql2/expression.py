"""The parts of a CQL2 filter, as frozen records.

The names of operations are those of the JSON form of the standard (OGC 21-065r2):
``"and"``, ``"isNull"``, ``"s_intersects"``, ``"t_finishedBy"``, ``"a_containedBy"``,
``"+"``, ``"div"``. What the text form only writes differently is one node here:
``a NOT LIKE 'x'`` is ``not(like(a, 'x'))``, ``-a`` is ``-1 * a``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias
from typing import Literal as OneOf

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

#: Operations by what they take; the keys are their names in the JSON form.
LOGICAL: Final = frozenset({"and", "or", "not"})
COMPARISONS: Final = frozenset({"=", "<>", "<", ">", "<=", ">="})
SPATIAL: Final = frozenset(
    f"s_{name}"
    for name in (
        *("contains", "crosses", "disjoint", "equals"),
        *("intersects", "overlaps", "touches", "within"),
    )
)
TEMPORAL: Final = frozenset(
    f"t_{name}"
    for name in (
        *("after", "before", "contains", "disjoint", "during", "equals"),
        *("finishedBy", "finishes", "intersects", "meets", "metBy"),
        *("overlappedBy", "overlaps", "startedBy", "starts"),
    )
)
ARRAY: Final = frozenset({"a_containedBy", "a_contains", "a_equals", "a_overlaps"})
ARITHMETIC: Final = frozenset({"+", "-", "*", "/", "^", "%", "div"})
FOLDING: Final = frozenset({"casei", "accenti"})
PREDICATES: Final = (
    LOGICAL
    | COMPARISONS
    | SPATIAL
    | TEMPORAL
    | ARRAY
    | {"like", "between", "in", "isNull"}
)
OPERATIONS: Final = PREDICATES | ARITHMETIC | FOLDING

#: Where a node stands in its source: an offset into the text or a JSON pointer.
Position: TypeAlias = int | str | None


@dataclass(frozen=True, slots=True, eq=False)
class Literal:
    """A truth value, a number, a text or NULL (None).

    Two literals are equal if their values are, but ``TRUE`` is not ``1``.
    """

    value: bool | int | float | str | None
    at: Position = field(default=None, compare=False, repr=False, kw_only=True)

    def _key(self) -> tuple[bool, object]:
        return isinstance(self.value, bool), self.value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Literal) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())


@dataclass(frozen=True, slots=True)
class Property:
    """A property of the feature, by its name."""

    name: str
    at: Position = field(default=None, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Instant:
    """A date (``2024-05-01``) or a time stamp in UTC (``2024-05-01T08:00:00.5Z``).

    Parameters
    ----------
    value : str
        As RFC 3339 writes it; a time stamp always in UTC, at most nine digits of a
        second and none that are zero at the end. Years 0001 to 9999.
    kind : {"date", "timestamp"}
        A date is the whole day.
    """

    value: str
    kind: OneOf["date", "timestamp"]
    at: Position = field(default=None, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Interval:
    """A time from start to end, both included; None is an open end (``'..'``)."""

    start: IntervalBound
    end: IntervalBound
    at: Position = field(default=None, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Geometry:
    """A geometry in the coordinates of the filter's reference system."""

    shape: BaseGeometry
    at: Position = field(default=None, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Box:
    """A box: west, south, east, north, or with heights as third and sixth number.

    West above east means a box across the antimeridian.
    """

    bounds: tuple[float, ...]
    at: Position = field(default=None, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Array:
    """A list of values, possibly empty; also the list of ``IN``."""

    items: tuple[Expression, ...]
    at: Position = field(default=None, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the standard; `op` is one of `OPERATIONS`.

    ``in`` has two arguments, the second an `Array`; ``between`` three; ``isNull``,
    ``not``, ``casei`` and ``accenti`` one; ``and`` and ``or`` two or more; all
    others two.
    """

    op: str
    args: tuple[Expression, ...]
    at: Position = field(default=None, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Call:
    """A function that the standard does not define; what it is, evaluation decides."""

    name: str
    args: tuple[Expression, ...]
    at: Position = field(default=None, compare=False, repr=False, kw_only=True)


Expression: TypeAlias = (
    Literal | Property | Instant | Interval | Geometry | Box | Array | Operation | Call
)
IntervalBound: TypeAlias = Instant | Property | Operation | Call | None


def children(expression: Expression) -> tuple[Expression, ...]:
    """Return the direct parts of an expression, in order."""
    if isinstance(expression, Operation | Call):
        return expression.args
    if isinstance(expression, Array):
        return expression.items
    if isinstance(expression, Interval):
        return tuple(
            bound for bound in (expression.start, expression.end) if bound is not None
        )
    return ()


def walk(expression: Expression) -> Iterator[tuple[Expression, int]]:
    """Yield every node with its depth (1 for the whole), parents before children."""
    waiting = [(expression, 1)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting.extend((child, depth + 1) for child in reversed(children(node)))


def properties(expression: Expression) -> frozenset[str]:
    """Return the names of all properties that an expression asks for."""
    return frozenset(
        node.name for node, _ in walk(expression) if isinstance(node, Property)
    )


def both(*conditions: Expression) -> Expression:
    """Join conditions with AND; one alone stays as it is, none is TRUE."""
    if not conditions:
        return Literal(value=True)
    return conditions[0] if len(conditions) == 1 else Operation("and", conditions)


def compared(name: str, op: str, value: float | str) -> Operation:
    """Return the comparison of a property with a value, as ``area_km2 >= 5``."""
    return Operation(op, (Property(name), Literal(value)))
