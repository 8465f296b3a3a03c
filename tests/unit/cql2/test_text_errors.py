"""What is said of a text that is no filter, and of which place."""

from __future__ import annotations

import pytest

from geo_zs.cql2 import Cql2Error, parse_text


def error_of(text: str) -> Cql2Error:
    with pytest.raises(Cql2Error) as caught:
        parse_text(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "line", "column", "expected"),
    [
        ("a = ", 1, 4, "a value"),
        ("a ==1", 1, 4, "a value"),
        ("a = 1 AND", 1, 10, "a value"),
        ("a = 1 b = 2", 1, 7, "AND or OR"),
        ("a 1", 1, 3, "a comparison (= <> < > <= >=)"),
        ("a = 1)", 1, 6, "the end of the filter"),
        ("(a = 1", 1, 7, "')'"),
        ("f(a", 1, 4, "')'"),
        ("f(a", 1, 4, "','"),
        ("a IN ()", 1, 7, "a value"),
        ("a IS 5", 1, 6, "NULL"),
        ("a NOT 5", 1, 7, "LIKE, BETWEEN or IN"),
        ("a = 1 AND\n  b LIKE 3", 2, 10, "a text in quotes"),
        ("a\r\n= \r\n;", 3, 1, "a value"),
        ("S_WITHIN(g, POINT(1))", 1, 20, "a number"),
        ("S_WITHIN(g, POINT(1 x))", 1, 21, "a number"),
        ("S_WITHIN(g, 5)", 1, 13, "a geometry"),
        ("T_AFTER(a, '2020-01-01')", 1, 12, "a date or time stamp"),
        ("A_CONTAINS(a, 'x')", 1, 15, "a list"),
        ("CASEI(1) = 'a'", 1, 7, "a text in quotes"),
        ("a + 'x' = 1", 1, 5, "a number"),
        ("1 = 'x'", 1, 5, "a number"),
        ("a BETWEEN 1 AND 'x'", 1, 17, "a number"),
        ("1 IN (2, 'x')", 1, 10, "a number"),
        ("(a = 1) = 5", 1, 11, "a condition"),
        ("a AND 5", 1, 7, "a condition"),
        ("a LIKE b", 1, 8, "a pattern such as '%旗'"),
        ("S_WITHIN(a)", 1, 1, "2 arguments"),
        ("5", 1, 1, "a condition"),
        ("a + 1", 1, 3, "a condition"),
        ("a = DATE(5)", 1, 10, "DATE('2024-05-01')"),
        ("a = DATE('2020-13-01')", 1, 10, "a day and time that exist"),
        ("S_WITHIN(a, BBOX(1, 2, 3))", 1, 13, "west, south, east, north"),
        ("S_WITHIN(a, BBOX(3, 9, 1, 2))", 1, 13, "west, south, east, north"),
        ("S_WITHIN(a, BBOX(1, 2, 9, 3, 4, 0))", 1, 13, "west, south, lowest"),
        ("S_WITHIN(a, BBOX(1, b, 3, 2))", 1, 21, "a number"),
        ("T_AFTER(a, INTERVAL(1, '..'))", 1, 21, "a property"),
        ("T_AFTER(a, INTERVAL('..'))", 1, 12, "a start and an end"),
    ],
)
def test_fault_has_its_place_and_what_was_expected(text, line, column, expected):
    error = error_of(text)

    assert (error.line, error.column) == (line, column)
    assert any(one.startswith(expected) for one in error.expected)
    assert str(error).startswith(f"line {line}, column {column}: ")
    assert error.zh.startswith(f"第 {line} 行第 {column} 列：")


@pytest.mark.parametrize("text", ["a = 'x", "a = 'x\\'", 'a = 1 AND "b = 2'])
def test_quote_that_is_never_closed_is_named_where_it_opens(text):
    error = error_of(text)

    assert "no closing quote" in str(error)
    assert text[error.offset] in "'\""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("面积 ＝ 5", "a full-width character; write ="),
        ("a IN (1，2)", "a full-width character; write ,"),
        ("1=1\u3000AND\u30001=1", "unexpected space U+3000"),
        ("a = 1 AND\u00a0b = 2", "write a plain space"),
        ("a = 1\u3000", "write a plain space"),
        ("\ufeffa = 1", "write a plain space"),
        ("S_WITHIN(g, POINT(110\u300040))", "write a plain space"),
        ("a = ‘甲’", "write straight quotes: ' round texts"),
        ("a = “甲”", "write straight quotes: ' round texts"),
        ("a = 1；b = 2", "join conditions by AND"),
        ("a IN ('甲'、'乙')", "part items by commas"),
        ("a ≥ 5", "write >="),
        ("2 ^ 3 ^ 2 = a", "(a ^ b) ^ c or a ^ (b ^ c)"),
        ("1 < a < 5", "join them with AND"),
        ("T_AFTER(a, '2020-01-01')", "write DATE('…')"),
        ("isnull(a)", "is an operation and no function"),
        ('"casei"(a)', "is an operation and no function"),
        ('"" = 1', "is empty"),
        ("   ", "is empty"),
        ("a = 1\0", "NUL"),
        ("a = '\ud800'", "half a one"),
        ("a = + b", "plus sign"),
        ("S_WITHIN(g, POINT M(1 2 3))", "measures (M)"),
        ("S_WITHIN(g, POLYGON((0 0,1 1,2 2,3 3)))", "not closed"),
        ("S_WITHIN(g, POLYGON((0 0,1 1,0 0)))", "at least 4 positions"),
        ("S_WITHIN(g, LINESTRING(0 0))", "at least 2 positions"),
        ("S_WITHIN(g, POLYGON(0 0,1 1,2 2,0 0))", "no coordinates of a Polygon"),
        ("S_WITHIN(g, LINESTRING((0 0,1 1)))", "no coordinates of a LineString"),
        ("S_WITHIN(g, LINESTRING(0 0,1 1 1))", "have two numbers"),
        ("S_WITHIN(g, POINT Z(0 0))", "have two numbers"),
        ("S_WITHIN(g, POINT(1e999 0))", "too large"),
        ("S_WITHIN(g, POINT(POINT(1 1)))", "no coordinates of a Point"),
        ("S_WITHIN(g, GEOMETRYCOLLECTION(1 2))", "holds geometries"),
        (
            "S_WITHIN(g, GEOMETRYCOLLECTION(GEOMETRYCOLLECTION EMPTY))",
            "no other GEOMETRYCOLLECTION",
        ),
        ("T_AFTER(a, INTERVAL('2021-01-01','2020-01-01'))", "before its start"),
        ("a = 1e999", "too large"),
    ],
)
def test_message_says_what_to_do(text, says):
    assert says in str(error_of(text))


@pytest.mark.parametrize(
    ("text", "says", "at"),
    [
        ("1=1\u3000AND 1=1", "请写半角空格", 3),
        ("a = “甲”", "请写半角直引号", 4),
        ("a = 1；b = 2", "条件之间请写 AND", 5),
    ],
)
def test_slip_of_a_chinese_keyboard_is_told_in_chinese_at_its_place(text, says, at):
    error = error_of(text)

    assert says in error.zh
    assert error.offset == at


def test_words_for_people_name_no_terminal_of_the_grammar():
    for text in ("a", "a =", "a 1", "f(", "S_WITHIN(g, POINT", "a NOT", "a IS", "("):
        error = error_of(f"{text} ;")

        assert error.expected
        for words in error.expected:
            assert "_" not in words
            assert "$" not in words


def test_snippet_points_at_the_fault():
    error = error_of("a = 1\nAND 名称 == 'x'")

    assert error.snippet() == "AND 名称 == 'x'\n          ^"


def test_snippet_of_a_long_line_is_cut_on_both_sides():
    text = " AND ".join(["abc = 1"] * 30) + " AND ; " + "x" * 200
    shown, caret = error_of(text).snippet().splitlines()

    assert shown[0] == shown[-1] == "…"
    assert len(shown) < 90
    assert shown[caret.index("^")] == ";"


def test_chinese_message_has_chinese_words():
    assert error_of("a = ").zh == "第 1 行第 4 列：过滤条件不完整，此处应为值"
