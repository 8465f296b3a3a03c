"""Whatever can be expressed is written so that it is read as the same."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo_zs.cql2 import Cql2Error, parse, to_json, to_text
from geo_zs.cql2.expression import (
    Array,
    Call,
    Literal,
    Operation,
    Property,
    children,
    walk,
)
from tests.unit.cql2.expressions import TEXTS, conditions

WIDE = settings(
    deadline=None,
    derandomize=True,
    max_examples=300,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@WIDE
@given(conditions)
def test_text_form_is_read_as_what_was_written(expression):
    assert parse(to_text(expression)) == expression


@WIDE
@given(conditions)
def test_json_form_is_read_as_what_was_written(expression):
    written = json.dumps(to_json(expression))

    assert parse(written) == expression


@settings(deadline=None, derandomize=True, max_examples=300)
@given(TEXTS, st.integers(0, 3))
def test_no_text_breaks_out_of_its_quotes(text, quotes):
    expression = Operation("=", (Property("a"), Literal(text + "'" * quotes)))

    assert parse(to_text(expression)) == expression


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("((a=1))", "a = 1"),
        ("(a=1 AND b=2) OR c=3", "a = 1 AND b = 2 OR c = 3"),
        ("a=1 AND (b=2 OR c=3)", "a = 1 AND (b = 2 OR c = 3)"),
        ("(a=1 AND b=2) AND c=3", "(a = 1 AND b = 2) AND c = 3"),
        ("NOT (a=1 AND b=2)", "NOT (a = 1 AND b = 2)"),
        ("NOT (a LIKE 'x')", "a NOT LIKE 'x'"),
        ("NOT (NOT a IS NULL)", "NOT a IS NOT NULL"),
        ("(a=1)=true", "(a = 1) = TRUE"),
        ("a-(b-c)=0", "a - (b - c) = 0"),
        ("(a-b)-c=0", "a - b - c = 0"),
        ("(a+b)*c=0", "(a + b) * c = 0"),
        ("a*(b/c)=0", "a * (b / c) = 0"),
        ("(a^b)^c=0", "(a ^ b) ^ c = 0"),
        ("-a=0", "-1 * a = 0"),
        ("a div 2=0", "a DIV 2 = 0"),
        ("\"date\"=date('2024-05-01')", "\"date\" = DATE('2024-05-01')"),
        ('"a"=1', "a = 1"),
        ("名称='x'", "名称 = 'x'"),
        ("s_within(g,point(1.50 2))", "S_WITHIN(g, POINT(1.5 2))"),
        ("s_within(g,multipoint(1 2,3 4))", "S_WITHIN(g, MULTIPOINT((1 2), (3 4)))"),
        ("a_contains(x,(1))", "A_CONTAINS(x, (1))"),
        ("a_contains(x,())", "A_CONTAINS(x, ())"),
        ("a in(1,2)", "a IN (1, 2)"),
        ("a=1e3", "a = 1000.0"),
    ],
)
def test_written_text_has_no_bracket_too_many(text, written):
    assert to_text(parse(text)) == written


def test_list_of_one_stays_a_list_where_brackets_could_mean_a_value():
    expression = Call("f", (Array((Literal("a"),)), Literal("a")))

    assert to_text(expression) == "f(('a',), 'a')"
    assert parse("f(('a',), 'a')") == expression


def test_what_is_too_deep_to_read_is_not_written():
    expression = Property("a")
    for _ in range(70):
        expression = Operation("not", (expression,))

    with pytest.raises(Cql2Error, match="nested more than 64 levels"):
        to_text(expression)
    with pytest.raises(Cql2Error, match="nested more than 64 levels"):
        to_json(expression)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(conditions)
def test_every_node_of_a_read_text_knows_its_place(expression):
    text = to_text(expression)

    for node, _ in walk(parse(text)):
        assert isinstance(node.at, int)
        assert 0 <= node.at < len(text)
        assert all(child is not None for child in children(node))
