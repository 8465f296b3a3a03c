"""A text that is too large or too deep is refused before the parser sees it."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings

from geo_zs.cql2 import Cql2Error, parse_text, text_reader, text_size, to_text
from geo_zs.cql2.expression import walk
from geo_zs.cql2.limits import MAX_DEPTH, MAX_NODES
from geo_zs.cql2.text_size import check_text_size
from tests.unit.cql2.expressions import conditions


def size_of(text: str) -> tuple[int, int]:
    """Return parts and depth of the expression that a text is."""
    depths = [depth for _, depth in walk(parse_text(text))]
    return len(depths), max(depths)


def is_refused(text: str, *, parts: int = MAX_NODES, depth: int = MAX_DEPTH) -> bool:
    """Tell whether a text has more parts, or is deeper, than it may be."""
    with mock.patch.multiple(text_size, MAX_NODES=parts, MAX_DEPTH=depth):
        try:
            check_text_size(text)
        except Cql2Error:
            return True
    return False


#: Text → its parts, counted by hand.
COUNTED = {
    "a": 1,
    "a = 1": 3,
    "a = -1": 3,
    "a = +1": 3,
    "-a = 1": 5,
    '-"a b" = 1': 5,
    "a = 1 + 2 - -3": 7,
    "a*b/c%d DIV e ^ 2 = 0": 13,
    "NOT NOT a": 3,
    "a AND b AND c": 4,
    "a AND b OR c AND d OR e": 8,
    "(a AND b) AND c": 5,
    "((((a))))": 1,
    "a BETWEEN 1 AND 2 AND b": 6,
    "a NOT BETWEEN 1 AND 2": 5,
    "a NOT LIKE '%x' OR b LIKE CASEI('y')": 9,
    "a IN (1, 2)": 5,
    "a NOT IN (1)": 5,
    "a IS NULL": 2,
    "a IS NOT NULL": 3,
    "a = NULL": 3,
    "a = TRUE OR FALSE": 5,
    "f()": 1,
    '"date"(1, f(2))': 4,
    "f((), (1,), (1, 2), (1))": 8,
    "A_EQUALS(a, ('x', 'y'))": 5,
    "a = DATE('2024-05-01')": 3,
    "a = TIMESTAMP('2024-05-01T00:00:00Z')": 3,
    "T_AFTER(a, INTERVAL('..', b))": 4,
    "T_AFTER(a, INTERVAL(('2024-05-01'), '..'))": 4,
    "S_WITHIN(a, BBOX(1, -2, (3), +4)) AND b": 5,
    "S_WITHIN(a, BBOX(1, 2, 3, 4, 5, 6)) AND b": 5,
    "S_WITHIN(a, POLYGON((0 0, 9 0, 9 9, 0 0))) AND b": 5,
    "S_WITHIN(a, MULTIPOINT Z EMPTY) AND b": 5,
    "S_WITHIN(a, GEOMETRYCOLLECTION(POINT(1 1), POINTZ(1 1 1))) AND b": 5,
    "date = 1 AND point = 2 AND bbox": 8,
    "a = '(((' AND \"b('\" = 'it''s \\' (('": 7,
    "名称 = '旗' AND in:x <> order": 7,
    "and = or AND a LIKE 'x' AND div > not - -1": 12,
}


@pytest.mark.parametrize("text", COUNTED)
def test_parts_are_counted_as_in_what_is_read(text):
    assert size_of(text)[0] == COUNTED[text]
    assert not is_refused(text, parts=COUNTED[text])
    assert is_refused(text, parts=COUNTED[text] - 1)


@settings(
    deadline=None,
    derandomize=True,
    max_examples=300,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(conditions)
def test_what_is_within_the_limits_is_never_refused(expression):
    text = to_text(expression)
    parts, depth = size_of(text)

    assert not is_refused(text, parts=parts, depth=depth)
    # A list of one is told from brackets only by the parser.
    assert is_refused(text, parts=parts - 1 - text.count("(("), depth=depth)


#: Text that is too large or too deep → where, and what is said.
REFUSED = {
    "conditions": (" or ".join(["a=1"] * 2200), 4663, "2000 parts"),
    "values": ("a in (" + "1," * 9000 + "1)", 6 + 2 * 1997, "2000 parts"),
    "products": (
        "a in (" + ",".join(["1*1"] * 1000) + ")",
        6 + 4 * 665 + 2,
        "2000 parts",
    ),
    "minus": ("f(" + "-a," * 6000 + "a)", 3 * 667, "2000 parts"),
    "lists": ("f(" + "()," * 6000 + "a)", 2 + 3 * 1999 + 1, "2000 parts"),
    "shapes": ("f(" + "POINT(1 1)," * 1700 + "1," * 400, 19300, "2000 parts"),
    "sum": ("a=" + "1+" * 9000 + "1", 2 + 2 * 63 + 1, "64 levels"),
    "product": ("a=" + "1*" * 9000 + "1", 2 + 2 * 63 + 1, "64 levels"),
    "not": ("not " * 4900 + "a=1", 4 * 64 - 4, "64 levels"),
    "not in brackets": ("not(" * 70 + "a=1" + ")" * 70, 4 * 64 - 4, "64 levels"),
    "functions": ("f(" * 70 + "1" + ")" * 70, 128, "64 levels"),
    "brackets": ("(" * 90 + "a" + ")" * 90, 80, "64 levels"),
    "brackets of a shape": ("S_WITHIN(a,POINT" + "(" * 90, 16 + 16, "64 levels"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_too_large_a_text_never_reaches_the_parser(name, monkeypatch):
    text, at, says = REFUSED[name]
    monkeypatch.setattr(text_reader, "_parser", lambda: pytest.fail("parsed"))

    with pytest.raises(Cql2Error, match=says) as caught:
        parse_text(text)

    assert caught.value.offset == at


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a a " + "a," * 3000, "unexpected 'a'"),
        ("a = = 1" + " and a=1" * 1000, "unexpected '='"),
        ("f(,1" + ",1" * 3000, "unexpected ',1"),
        ("f(1),1" + ",1" * 3000, "unexpected ',"),
        ("a = --1" + "+1" * 3000, "unexpected '-1"),
        ("a)" + " and a" * 2000, "unexpected '\\)'"),
        ("a = '" + "1," * 3000, "no closing quote"),
    ],
)
def test_fault_before_what_is_too_much_is_named(text, says):
    with pytest.raises(Cql2Error, match=says):
        parse_text(text)
