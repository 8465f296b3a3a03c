"""The parser of the PyPI package `cql2` gives the same JSON, but where we say why not.

It is no parser for what strangers send (docs/decisions/029-cql2.md), but was written
by others, from the same standard.
"""

from __future__ import annotations

import cql2
import pytest

from geo_zs.cql2 import Cql2Error, parse_json, parse_text, to_json, to_text

SAME = [
    "a = 1",
    "a <> 'x'",
    "a >= 1.5 AND b <= -2",
    "a=1 OR b=2 AND c=3",
    "a=1 AND b=2 OR c=3",
    "a=1 AND b=2 AND c=3",
    "a=1 OR b=2 OR c=3",
    "NOT a=1 AND b=2",
    "NOT (a=1 AND b=2)",
    "not(a=1)",
    "NOT NOT a=1",
    "((a=1))",
    "(a=1)=true",
    "a AND NOT b",
    "TRUE",
    "a = FALSE",
    "a = NULL",
    "a = 'it''s'",
    '"a""b" = 1',
    "eo:cloud_cover < 0.1",
    "a.b = 1",
    "中文 = 'x'",
    "a LIKE 'x%'",
    "a NOT LIKE 'x_'",
    "CASEI(a) LIKE CASEI('x%')",
    "ACCENTI(CASEI(a)) = ACCENTI(CASEI('É'))",
    "a IN (1, 2, 3)",
    "a NOT IN ('x', 'y')",
    "a IN (b, 2)",
    "a BETWEEN 1 AND 2",
    "a NOT BETWEEN 1 AND 2 AND b = 1",
    "a IS NULL",
    "a IS NOT NULL OR b = 1",
    "a + b - c = 0",
    "a - (b - c) = 0",
    "a / b * c = 0",
    "a + b * c = 0",
    "(a + b) * c = 0",
    "a ^ 2 = b % 3",
    "a DIV 2 = 1",
    "- a = 3",
    "a--1=3",
    "-2 ^ 2 = a",
    "a + 1 = b * (2 - c)",
    "f(a, 1, 'x') = TRUE",
    "f(g(a)) > 1",
    "S_INTERSECTS(geom, POINT(1 2))",
    "S_WITHIN(geom, BBOX(1, 2, 3, 4))",
    "S_WITHIN(geom, BBOX(1, 2, 3, 4, 5, 6))",
    "S_INTERSECTS(geom, POINT Z(1 2 3))",
    "S_CROSSES(geom, LINESTRING(0 0, 1 1, 2 0))",
    "S_CONTAINS(geom, POLYGON((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1)))",
    "S_EQUALS(geom, MULTIPOINT((1 2), (3 4)))",
    "S_TOUCHES(geom, MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0))))",
    "S_OVERLAPS(geom, GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(0 0, 1 1)))",
    "S_WITHIN(geom, Buffer(other, 10, 'm'))",
    "T_AFTER(a, DATE('2024-05-01'))",
    "a > TIMESTAMP('2024-05-01T08:00:00Z')",
    "a > TIMESTAMP('2024-05-01T08:00:00+08:00')",
    "T_DURING(a, INTERVAL('..', '2024-05-01'))",
    "T_FINISHEDBY(INTERVAL(a, b), INTERVAL('2024-05-01', '..'))",
    "A_CONTAINS(a, ('x', 'y'))",
    "A_EQUALS(a, (1, TRUE, 'x', DATE('2024-05-01')))",
]

#: Filter → why the other parser says something else.
DIFFERENT = {
    "a = .5": "refuses numbers that begin with their point",
    "A_CONTAINS(a, ())": "refuses the empty list, which the standard has",
    "S_INTERSECTS(geom, POINT EMPTY)": "reads EMPTY, but cannot write it as GeoJSON",
    "a = 9007199254740993": "reads whole numbers as floating-point numbers",
    "date = 1": "takes the name of a function for no property",
}

#: Filter → why we refuse what the other parser reads.
REFUSED = {
    "2 ^ 3 ^ 2 = a": "the standard has no power of a power; readers differ on it",
    "a = DATE('2024-13-01')": "no such day",
    "a + 1": "a number is no filter",
    "a > 1 = b < 2": "the standard has no comparison of a comparison without brackets",
    "S_WITHIN(geom, 5)": "a number is no geometry",
}


@pytest.mark.parametrize("text", SAME)
def test_other_parser_reads_the_same(text):
    assert to_json(parse_text(text)) == cql2.parse_text(text).to_json()


@pytest.mark.parametrize("text", SAME)
def test_other_parser_reads_what_we_write(text):
    expression = parse_text(text)
    theirs = cql2.parse_text(to_text(expression)).to_json()

    assert parse_json(theirs) == expression


def _theirs(text: str) -> object:
    try:
        return cql2.parse_text(text).to_json()
    except Exception as error:  # noqa: BLE001  its errors have no common class
        return error


@pytest.mark.parametrize(("text", "why"), DIFFERENT.items())
def test_known_difference_is_still_there(text, why):
    theirs, ours = _theirs(text), to_json(parse_text(text))

    assert theirs != ours or repr(theirs) != repr(ours), why


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_what_only_the_other_parser_reads(text, why):
    assert not isinstance(_theirs(text), Exception), why
    with pytest.raises(Cql2Error):
        parse_text(text)
