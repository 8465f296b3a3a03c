"""Reading the text form: what each way of writing means."""

from __future__ import annotations

import pytest
import shapely

from geo_zs.cql2 import parse_text, to_json
from geo_zs.cql2.expression import Call, Geometry, Literal, Operation, Property


def value_of(text: str) -> object:
    """Return what ``a = text`` compares with."""
    return parse_text(f"a = {text}").args[1]


def shape_of(text: str) -> shapely.Geometry:
    return parse_text(f"S_INTERSECTS(geom, {text})").args[1].shape


def prop(name: str) -> dict[str, str]:
    return {"property": name}


def op(name: str, *args: object) -> dict[str, object]:
    return {"op": name, "args": list(args)}


A, B, C = prop("a"), prop("b"), prop("c")
A1, B2, C3 = op("=", A, 1), op("=", B, 2), op("=", C, 3)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a=1 OR b=2 AND c=3", op("or", A1, op("and", B2, C3))),
        ("a=1 AND b=2 OR c=3", op("or", op("and", A1, B2), C3)),
        ("NOT a=1 AND b=2", op("and", op("not", A1), B2)),
        ("NOT (a=1 AND b=2)", op("not", op("and", A1, B2))),
        ("a=1 AND b=2 AND c=3", op("and", A1, B2, C3)),
        ("a=1 AND (b=2 AND c=3)", op("and", A1, op("and", B2, C3))),
        ("a BETWEEN 1 AND 2 AND b=2", op("and", op("between", A, 1, 2), B2)),
        ("a NOT BETWEEN 1 AND 2", op("not", op("between", A, 1, 2))),
        ("a NOT IN (1,2)", op("not", op("in", A, [1, 2]))),
        ("a NOT LIKE 'x%'", op("not", op("like", A, "x%"))),
        ("a IS NOT NULL", op("not", op("isNull", A))),
        ("(a=1)=true", op("=", A1, True)),
        ("a", A),
        ("NOT a", op("not", A)),
        ("TRUE", True),
    ],
)
def test_words_bind_as_the_standard_says(text, meaning):
    assert to_json(parse_text(text)) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a - b - c", op("-", op("-", A, B), C)),
        ("a - (b - c)", op("-", A, op("-", B, C))),
        ("a / b * c", op("*", op("/", A, B), C)),
        ("a + b * c", op("+", A, op("*", B, C))),
        ("a * b ^ c", op("*", A, op("^", B, C))),
        ("-2 ^ 2", op("^", -2, 2)),
        ("- a * b", op("*", op("*", -1, A), B)),
        ("a - -1", op("-", A, -1)),
        ("a--1", op("-", A, -1)),
        ("a % 2", op("%", A, 2)),
        ("a DIV 2", op("div", A, 2)),
        ("-(a + b)", op("*", -1, op("+", A, B))),
    ],
)
def test_arithmetic_binds_as_the_standard_says(text, meaning):
    assert to_json(parse_text(f"0 = {text}")) == op("=", 0, meaning)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("5.0", 5.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("1E-2", 0.01),
        ("-7", -7),
        ("+7", 7),
        ("9007199254740993", 9007199254740993),
        ("9223372036854775807", 2**63 - 1),
        ("99999999999999999999", 1e20),
    ],
)
def test_number_is_whole_if_it_is_written_whole(text, value):
    found = value_of(text)

    assert found == Literal(value)
    assert type(found.value) is type(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'it''s'", "it's"),
        (r"'it\'s'", "it's"),
        ("''", ""),
        ("''''", "'"),
        (r"'100\%'", r"100\%"),
        (r"'C:\dir'", r"C:\dir"),
        (r"'C:\\'", "C:\\"),
        (r"'\\\''", "\\'"),
        ("'a -- b; c'", "a -- b; c"),
        ("'鄂尔多斯'", "鄂尔多斯"),
        ("'a\nb'", "a\nb"),
    ],
)
def test_text_between_quotes_is_what_is_meant(text, value):
    assert value_of(text) == Literal(value)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a", "a"),
        ("eo:cloud_cover", "eo:cloud_cover"),
        ("a.b", "a.b"),
        ("名称", "名称"),
        ("Größe", "Größe"),
        ("order", "order"),
        ("Android", "Android"),
        ("in:x", "in:x"),
        ("date", "date"),
        ("point", "point"),
        ("interval", "interval"),
        ("casei", "casei"),
        ('"and"', "and"),
        ('"a ""b"" c"', 'a "b" c'),
        ('"名 称"', "名 称"),
    ],
)
def test_name_of_a_property(text, name):
    assert parse_text(f"{text} = 1").args[0] == Property(name)


@pytest.mark.parametrize("text", ["aNd", "AND", "and"])
def test_words_of_the_language_may_be_written_in_any_case(text):
    assert parse_text(f"a=1 {text} b=2").op == "and"
    assert parse_text("s_Within(a, b)").op == "s_within"
    assert parse_text("T_finishedby(a, b)").op == "t_finishedBy"


@pytest.mark.parametrize(
    ("text", "wkt"),
    [
        ("POINT(111.5 40)", "POINT (111.5 40)"),
        ("point ( -1e1 +2 )", "POINT (-10 2)"),
        ("POINT Z(1 2 3)", "POINT Z (1 2 3)"),
        ("POINTZ(1 2 3)", "POINT Z (1 2 3)"),
        ("POINT(1 2 3)", "POINT Z (1 2 3)"),
        ("POINT EMPTY", "POINT EMPTY"),
        ("POLYGON Z EMPTY", "POLYGON EMPTY"),
        ("LINESTRING(0 0, 1 1)", "LINESTRING (0 0, 1 1)"),
        (
            "POLYGON((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))",
            "POLYGON ((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))",
        ),
        ("MULTIPOINT(1 2, 3 4)", "MULTIPOINT ((1 2), (3 4))"),
        ("MULTIPOINT((1 2), (3 4))", "MULTIPOINT ((1 2), (3 4))"),
        ("MULTILINESTRING((0 0,1 1))", "MULTILINESTRING ((0 0,1 1))"),
        ("MULTIPOLYGON(((0 0,1 0,1 1,0 0)))", "MULTIPOLYGON (((0 0,1 0,1 1,0 0)))"),
        (
            "GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(0 0,1 1))",
            "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0,1 1))",
        ),
        ("GEOMETRYCOLLECTION EMPTY", "GEOMETRYCOLLECTION EMPTY"),
    ],
)
def test_geometry_is_read_as_written(text, wkt):
    assert shape_of(text) == shapely.from_wkt(wkt)


def test_polygon_that_crosses_itself_is_read():
    assert not shape_of("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))").is_valid


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("BBOX(110,40,112,42)", {"bbox": [110, 40, 112, 42]}),
        ("bbox(170,-5,-170,5)", {"bbox": [170, -5, -170, 5]}),
        ("BBOX(1,2,3,4,5,6)", {"bbox": [1, 2, 3, 4, 5, 6]}),
        ("ENVELOPE(1,2,3,4)", op("ENVELOPE", 1, 2, 3, 4)),
        ("Buffer(geom, 10)", op("Buffer", prop("geom"), 10)),
    ],
)
def test_box_and_functions_that_give_geometry(text, meaning):
    assert to_json(parse_text(f"S_WITHIN(a, {text})")) == op("s_within", A, meaning)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("('a','b')", ["a", "b"]),
        ("('a')", ["a"]),
        ("()", []),
        ("((1,2),(3,))", [[1, 2], [3]]),
        ("(a)", [A]),
        ("(DATE('2024-05-01'), 1+1)", [{"date": "2024-05-01"}, op("+", 1, 1)]),
        ("a", A),
    ],
)
def test_list_of_an_array_operation(text, meaning):
    assert to_json(parse_text(f"A_OVERLAPS(b, {text})")) == op("a_overlaps", B, meaning)


def test_interval_takes_dates_properties_and_open_ends():
    found = parse_text("T_DURING(a, INTERVAL('..', f(end))) ")

    assert to_json(found) == op(
        "t_during", A, {"interval": ["..", op("f", prop("end"))]}
    )


def test_function_without_arguments_or_with_a_quoted_name():
    assert parse_text("now()") == Call("now", ())
    assert parse_text('"my fun"(a)') == Call("my fun", (Property("a"),))


def test_blanks_and_line_breaks_mean_nothing():
    assert parse_text("\n a\t=\r\n1 ") == parse_text("a=1")


def test_place_of_each_part_is_kept():
    found = parse_text("  a = 'x'\nAND S_WITHIN(geom, POINT(1 2))")
    within = found.args[1]

    assert found.at == 10
    assert [arg.at for arg in found.args[0].args] == [2, 6]
    assert within.at == 14
    assert isinstance(within, Operation)
    assert isinstance(within.args[1], Geometry)
    assert within.args[1].at == 29


def test_bracket_written_as_in_the_tables_of_the_standard_is_a_bracket():
    plain = "S_INTERSECTS(geom,POLYGON((0 0,1 0,1 1,0 0))) AND f((1),2)=3"
    escaped = plain.replace("((", "\\((")

    assert parse_text(escaped) == parse_text(plain)
