"""Random filters against an evaluator of one row at a time, written for this test.

It is the plain reading of the standard: Python values, None for unknown, Kleene's
tables. It shares no code with the package but the nodes.
"""

from __future__ import annotations

import math
import re
from datetime import date, timedelta

import geopandas as gpd
import pandas as pd
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_zs.cql2 import mask
from geo_zs.cql2.expression import (
    Array,
    Geometry,
    Instant,
    Interval,
    Literal,
    Operation,
    Property,
)

NUMBERS = [0, 1, -7, 4, 0.5, None]
TEXTS = ["", "a", "ab", "Ab", "ÄB", "a%b", "ba\n", None]
DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(4)]
SHAPES = [*shapely.from_wkt(["POINT (1 1)", "LINESTRING (0 0, 2 2)"]), None]


# --- one row at a time --------------------------------------------------------


def _and(parts):
    return False if False in parts else (None if None in parts else True)


def _or(parts):
    return True if True in parts else (None if None in parts else False)


def _not(part):
    return None if part is None else not part


def _fold(op, text):
    if op == "casei":
        return text.casefold()
    return text.replace("Ä", "A").replace("ä", "a")


def _like(text, pattern):
    regex = "".join({"%": ".*", "_": "."}.get(one, re.escape(one)) for one in pattern)
    return re.fullmatch(regex, text, re.DOTALL) is not None


def _calculate(op, a, b):
    try:
        result = {
            "+": lambda: a + b,
            "-": lambda: a - b,
            "*": lambda: a * b,
            "/": lambda: a / b,
            "%": lambda: math.fmod(a, b),
            "div": lambda: math.trunc(a / b),
            "^": lambda: math.pow(a, b),
        }[op]()
    except (ZeroDivisionError, ValueError, OverflowError):
        return None
    return result if math.isfinite(result) else None


def _compare(op, a, b):
    return {
        "=": a == b,
        "<>": a != b,
        "<": a < b,
        ">": a > b,
        "<=": a <= b,
        ">=": a >= b,
    }[op]


def _relate(op, one, other):
    (a, b), (c, d) = one, other
    formulas = {
        "t_after": [(">", a, d)],
        "t_before": [("<", b, c)],
        "t_contains": [("<", a, c), (">", b, d)],
        "t_during": [(">", a, c), ("<", b, d)],
        "t_equals": [("=", a, c), ("=", b, d)],
        "t_finishes": [(">", a, c), ("=", b, d)],
        "t_meets": [("=", b, c)],
        "t_overlaps": [("<", a, c), (">", b, c), ("<", b, d)],
        "t_starts": [("=", a, c), ("<", b, d)],
    }
    return _and(
        [
            None if None in (x, y) else _compare(symbol, x, y)
            for symbol, x, y in formulas[op]
        ]
    )


def naive(node, row):  # noqa: PLR0911, PLR0912  one for each kind of node
    match node:
        case Literal(value):
            return value
        case Property(name):
            return row[name]
        case Instant(value):
            return date.fromisoformat(value)
        case Geometry(shape):
            return shape
        case Interval(start, end):
            return naive(start, row), naive(end, row)
        case Array(items):
            return [naive(item, row) for item in items]
    op, values = node.op, [naive(one, row) for one in node.args]
    if op in ("and", "or"):
        return _and(values) if op == "and" else _or(values)
    if op == "not":
        return _not(values[0])
    if op == "isNull":
        return values[0] is None
    if op == "in":
        value, items = values
        return _or([None if None in (value, one) else value == one for one in items])
    if op == "between":
        value, low, high = values
        return _and(
            [
                None if None in (value, low) else value >= low,
                None if None in (value, high) else value <= high,
            ]
        )
    if op.startswith("t_"):
        return _relate(op, *values)
    if None in values:
        return None
    if op in ("casei", "accenti"):
        return _fold(op, values[0])
    if op == "like":
        return _like(*values)
    if op.startswith("s_"):
        return bool(getattr(values[0], op[2:])(values[1]))
    arithmetic = op in ("+", "-", "*", "/", "%", "div", "^")
    return _calculate(op, *values) if arithmetic else _compare(op, *values)


# --- random filters -----------------------------------------------------------


def _operation(ops, *args):
    return st.builds(Operation, st.sampled_from(ops), st.tuples(*args))


numbers = st.recursive(
    st.sampled_from([Property("n"), Property("m")])
    | st.sampled_from(NUMBERS[:-1]).map(Literal),
    lambda part: _operation(["+", "-", "*", "/", "%", "div", "^"], part, part),
    max_leaves=4,
)
texts = st.recursive(
    st.just(Property("t")) | st.sampled_from(TEXTS[:-1]).map(Literal),
    lambda part: _operation(["casei", "accenti"], part),
    max_leaves=3,
)
truths = st.just(Property("b")) | st.booleans().map(Literal)
patterns = st.text("ab%_", max_size=4).map(Literal)
days = st.sampled_from([Property("d"), Property("e")]) | st.sampled_from(DAYS).map(
    lambda one: Instant(one.isoformat(), "date")
)
spans = st.builds(Interval, days, days)
shapes = st.just(Property("geometry")) | st.sampled_from(SHAPES[:-1]).map(Geometry)
COMPARISONS = ["=", "<>", "<", ">", "<=", ">="]
RELATIONS = [
    *("after", "before", "contains", "during", "equals"),
    *("finishes", "meets", "overlaps", "starts"),
]


def _predicates(of):
    lists = st.lists(of, min_size=1, max_size=3).map(lambda all_: Array(tuple(all_)))
    return (
        _operation(COMPARISONS, of, of)
        | _operation(["between"], of, of, of)
        | _operation(["in"], of, lists)
        | _operation(["isNull"], of)
    )


predicates = (
    _predicates(numbers)
    | _predicates(texts)
    | _predicates(days)
    | _predicates(truths)
    | truths
    | _operation(["like"], texts, patterns)
    | _operation(
        [f"t_{one}" for one in [*RELATIONS, "meets", "overlaps"]], spans, spans
    )
    | _operation(["s_intersects", "s_within", "s_touches"], shapes, shapes)
)
filters = st.recursive(
    predicates,
    lambda part: (
        st.builds(
            Operation,
            st.sampled_from(["and", "or"]),
            st.lists(part, min_size=2, max_size=3).map(tuple),
        )
        | _operation(["not", "isNull"], part)
        | _operation(["=", "<>"], part, part)
    ),
    max_leaves=6,
)
rows = st.fixed_dictionaries(
    {
        "n": st.sampled_from(NUMBERS),
        "m": st.sampled_from([one for one in NUMBERS if not isinstance(one, float)]),
        "t": st.sampled_from(TEXTS),
        "b": st.sampled_from([True, False, None]),
        "d": st.sampled_from([*DAYS, None]),
        "e": st.sampled_from([*DAYS, None]),
        "geometry": st.sampled_from(SHAPES),
    }
)


def _frame(table):
    columns = {name: [row[name] for row in table] for name in table[0]}
    return gpd.GeoDataFrame(
        {
            "n": pd.array(columns["n"], dtype="Float64"),
            "m": pd.array(columns["m"], dtype="Int64"),
            "t": pd.Series(columns["t"], dtype="str"),
            "b": pd.Series(columns["b"], dtype=object).astype("boolean"),
            "d": pd.Series(columns["d"], dtype=object),
            "e": pd.to_datetime(pd.Series(columns["e"], dtype=object)),
        },
        geometry=gpd.GeoSeries(columns["geometry"]),
    )


@settings(max_examples=250, deadline=None)
@given(table=st.lists(rows, min_size=1, max_size=6), condition=filters)
def test_mask_is_what_each_row_says(table, condition):
    found = mask(_frame(table), condition)

    assert found.tolist() == [naive(condition, row) is True for row in table]


@settings(max_examples=120, deadline=None)
@given(table=st.lists(rows, min_size=1, max_size=6), condition=filters)
def test_a_filter_its_negation_and_its_null_share_out_the_rows(table, condition):
    frame = _frame(table)

    parts = [
        mask(frame, one)
        for one in (
            condition,
            Operation("not", (condition,)),
            Operation("isNull", (condition,)),
        )
    ]
    assert sum(part.astype(int) for part in parts).tolist() == [1] * len(table)


@settings(max_examples=60, deadline=None)
@given(table=st.lists(rows, min_size=2, max_size=6), condition=filters)
def test_answer_of_a_row_does_not_hang_on_the_others(table, condition):
    whole = mask(_frame(table), condition)

    alone = [bool(mask(_frame([row]), condition)[0]) for row in table]
    assert alone == whole.tolist()
