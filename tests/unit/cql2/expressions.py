"""Expressions of every kind, made up by hypothesis."""

from __future__ import annotations

from datetime import UTC

import shapely
from hypothesis import strategies as st

from geo_zs.cql2.expression import (
    ARITHMETIC,
    ARRAY,
    COMPARISONS,
    SPATIAL,
    TEMPORAL,
    Array,
    Box,
    Call,
    Expression,
    Geometry,
    Instant,
    Interval,
    Literal,
    Operation,
    Property,
)

_CHARACTERS = st.characters(codec="utf-8", exclude_characters="\0")
TEXTS = st.text(_CHARACTERS, max_size=8) | st.sampled_from(
    ["it's", "\\", "\\'", "a\\\\", "''", "100\\%", '"', "旗县", "(", "'; DROP"]
)
NAMES = st.sampled_from(
    ["a", "eo:cloud", "date", "and", "POINT", "名称", "a b", 'a"b', "in:x", "1a", "a.b"]
) | st.text(_CHARACTERS, min_size=1, max_size=6)
FUNCTIONS = st.sampled_from(["f", "Buffer", "bbox", "date", "my fun", "面积"])

properties_ = NAMES.map(Property)
numbers = (
    st.integers(-(2**63) + 1, 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
).map(Literal)
texts = TEXTS.map(Literal)
truths = st.booleans().map(Literal)
dates = st.dates().map(lambda day: Instant(day.isoformat(), "date"))
stamps = st.datetimes(timezones=st.just(UTC)).map(
    lambda moment: Instant(_stamp(moment), "timestamp")
)
_coordinates = st.floats(-180, 180).map(float)
_points = st.tuples(_coordinates, _coordinates)
_lines = st.lists(_points, min_size=2, max_size=4)
_rings = st.lists(_points, min_size=3, max_size=4).map(lambda ring: [*ring, ring[0]])


def _stamp(moment) -> str:
    text = f"{moment.year:04}-" + moment.strftime("%m-%dT%H:%M:%S")
    fraction = f"{moment.microsecond:06}".rstrip("0")
    return f"{text}.{fraction}Z" if fraction else f"{text}Z"


def _shapes() -> st.SearchStrategy[shapely.Geometry]:
    points = _points.map(shapely.Point)
    lines = _lines.map(shapely.LineString)
    areas = st.tuples(_rings, st.lists(_rings, max_size=1)).map(
        lambda rings: shapely.Polygon(*rings)
    )
    solid = st.tuples(_coordinates, _coordinates, _coordinates).map(shapely.Point)
    single = points | lines | areas | solid
    several = (
        st.lists(_points, min_size=1, max_size=3).map(shapely.MultiPoint)
        | st.lists(_lines, min_size=1, max_size=2).map(shapely.MultiLineString)
        | st.lists(areas, min_size=1, max_size=2).map(shapely.MultiPolygon)
    )
    collections = st.lists(single | several, max_size=3).map(shapely.GeometryCollection)
    empty = st.sampled_from(
        ["POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTIPOLYGON"]
    ).map(lambda word: shapely.from_wkt(f"{word} EMPTY"))
    return single | several | collections | empty


geometries = _shapes().map(Geometry) | st.tuples(
    st.floats(-180, 180), st.floats(-90, 0), st.floats(-180, 180), st.floats(0, 90)
).map(Box)


def _calls(args: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.builds(Call, FUNCTIONS, st.lists(args, max_size=3).map(tuple))


def _open_ends(bounds: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    known = st.tuples(dates, dates).map(
        lambda both: sorted(both, key=lambda one: one.value)
    )
    return known.map(lambda both: Interval(*both)) | st.builds(
        Interval, st.none() | dates | stamps, st.none() | bounds
    )


def _pairs(ops: frozenset[str], *sides: st.SearchStrategy) -> st.SearchStrategy:
    first, second = sides if len(sides) == 2 else (sides[0], sides[0])
    return st.builds(
        lambda op, left, right: Operation(op, (left, right)),
        st.sampled_from(sorted(ops)),
        first,
        second,
    )


def _grown(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Return conditions whose parts are other conditions."""
    calls = _calls(properties_ | numbers | texts | dates | geometries | inner)
    anything = properties_ | calls
    sums = st.recursive(
        numbers | properties_ | calls, lambda one: _pairs(ARITHMETIC, one), max_leaves=5
    )
    words = st.recursive(
        texts | anything,
        lambda one: st.builds(
            lambda op, arg: Operation(op, (arg,)),
            st.sampled_from(["casei", "accenti"]),
            one,
        ),
        max_leaves=3,
    )
    patterns = st.builds(
        lambda text, op: Operation(op, (text,)) if op else text,
        texts,
        st.sampled_from(["", "casei", "accenti"]),
    )
    lists = st.recursive(
        st.lists(numbers | texts | truths | dates | anything, max_size=3).map(
            lambda items: Array(tuple(items))
        ),
        lambda one: st.lists(one, max_size=2).map(lambda items: Array(tuple(items))),
        max_leaves=3,
    )
    times = dates | stamps | _open_ends(properties_ | calls) | anything
    options = st.lists(numbers | properties_, min_size=1, max_size=3)
    logical = st.builds(
        lambda op, args: Operation(op, tuple(args)),
        st.sampled_from(["and", "or"]),
        st.lists(inner, min_size=2, max_size=4),
    )
    return st.one_of(
        inner,
        logical,
        inner.map(lambda one: Operation("not", (one,))),
        _pairs(COMPARISONS, sums),
        _pairs(COMPARISONS, words),
        _pairs(COMPARISONS, inner),
        _pairs(COMPARISONS, dates | stamps | anything),
        _pairs(frozenset({"like"}), words, patterns),
        st.tuples(sums, sums, sums).map(lambda args: Operation("between", args)),
        st.builds(
            lambda value, items: Operation("in", (value, Array(tuple(items)))),
            sums,
            options,
        ),
        (anything | sums | geometries | times | lists).map(
            lambda one: Operation("isNull", (one,))
        ),
        _pairs(SPATIAL, geometries | anything),
        _pairs(TEMPORAL, times),
        _pairs(ARRAY, lists | anything),
    )


def _named(strategy: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Hide what a strategy is made of: its description would fill a book."""

    @st.composite
    def condition(draw):
        return draw(strategy)

    return condition()


def _levels(number: int) -> st.SearchStrategy[Expression]:
    found = properties_ | truths
    for _ in range(number):
        found = _named(_grown(found))
    return found


#: Conditions of every kind, up to three levels of AND, OR and NOT deep.
conditions = _levels(3)
