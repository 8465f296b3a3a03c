"""The nodes of an expression, and going through them."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError

import pytest
from shapely import Point

import geo_zs.cql2
from geo_zs.cql2 import parse_text, properties, to_text
from geo_zs.cql2.expression import (
    Array,
    Geometry,
    Literal,
    Operation,
    Property,
    both,
    compared,
    walk,
)


def test_truth_is_no_number_but_whole_numbers_equal_others():
    assert Literal(value=True) != Literal(1)
    assert Literal(value=False) != Literal(0)
    assert Literal(1) == Literal(1.0)
    assert Literal("1") != Literal(1)
    assert len({Literal(value=True), Literal(1), Literal(1.0)}) == 2


def test_place_in_the_source_makes_no_difference():
    assert Property("a", at=3) == Property("a", at=9)
    assert hash(Property("a", at=3)) == hash(Property("a"))
    assert Geometry(Point(1, 2), at=3) == Geometry(Point(1, 2))


def test_nodes_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        Property("a").name = "b"


def test_walk_gives_parents_before_children_with_their_depth():
    found = walk(parse_text("a = 1 AND T_DURING(b, INTERVAL(c, '..'))"))

    shown = [(type(node).__name__, depth) for node, depth in found]

    assert shown == [
        ("Operation", 1),
        ("Operation", 2),
        ("Property", 3),
        ("Literal", 3),
        ("Operation", 2),
        ("Property", 3),
        ("Interval", 3),
        ("Property", 4),
    ]


def test_properties_are_found_wherever_they_stand():
    text = (
        "f(a) > b + 1 AND c IN (1, d) AND T_AFTER(INTERVAL(e, g(h)), i) AND "
        "A_EQUALS(j, (k, (l,))) AND NOT m"
    )

    assert properties(parse_text(text)) == frozenset("abcdehijklm")
    assert properties(Literal(value=True)) == frozenset()


def test_conditions_are_joined_by_and():
    five, six = compared("a", ">=", 5), compared("b", "=", "x")

    assert to_text(both()) == "TRUE"
    assert both(five) == five
    assert to_text(both(five, six)) == "a >= 5 AND b = 'x'"


def test_deep_expression_can_be_walked_without_a_deep_stack():
    node = Property("a")
    for _ in range(50_000):
        node = Operation("not", (node,))

    assert properties(node) == {"a"}
    assert sum(1 for _ in walk(Array((node, node)))) == 100_003


def test_public_names_are_found_where_the_package_says():
    for name in geo_zs.cql2.__all__:
        assert getattr(geo_zs.cql2, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = geo_zs.cql2.nothing


def test_public_functions_are_not_hidden_by_modules():
    program = (
        "import pkgutil, importlib, geo_zs.cql2 as room\n"
        "for module in pkgutil.iter_modules(room.__path__):\n"
        "    importlib.import_module(f'geo_zs.cql2.{module.name}')\n"
        "kinds = {type(getattr(room, name)).__name__ for name in room.__all__}\n"
        "print('module' in kinds)"
    )

    assert _run(program) == "False"


def test_reading_a_filter_loads_neither_pandas_nor_sqlalchemy():
    program = (
        "import sys, geo_zs.cql2\n"
        "geo_zs.cql2.parse('a = 1')\n"
        "print(sorted({'pandas', 'geopandas', 'sqlalchemy'} & set(sys.modules)))"
    )

    assert _run(program) == "[]"


def _run(program: str) -> str:
    done = subprocess.run(  # noqa: S603  our own interpreter and program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
