"""Reading the JSON form: what it means, and the pointer to each fault."""

from __future__ import annotations

import json

import pytest
import shapely

from geo_zs.cql2 import Cql2Error, parse, parse_json, parse_text
from geo_zs.cql2.expression import Array, Call, Geometry, Literal, Operation, Property

A = {"property": "a"}


def op(name: object, *args: object) -> dict[str, object]:
    return {"op": name, "args": list(args)}


def error_of(source: object) -> Cql2Error:
    with pytest.raises(Cql2Error) as caught:
        parse_json(source)
    return caught.value


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("a = 1", op("=", A, 1)),
        ("a = 1.0", op("=", A, 1.0)),
        ("a = TRUE", op("=", A, True)),
        ("a = NULL", op("=", A, None)),
        ("NOT a", op("not", A)),
        ("a IN (1, 'x')", op("in", A, [1, "x"])),
        ("a IS NULL", op("isNull", A)),
        ("CASEI(a) LIKE CASEI('x')", op("like", op("casei", A), op("casei", "x"))),
        ("T_METBY(a, DATE('2024-05-01'))", op("t_metBy", A, {"date": "2024-05-01"})),
        (
            "T_DURING(a, INTERVAL('..', b))",
            op("t_during", A, {"interval": ["..", {"property": "b"}]}),
        ),
        ("S_WITHIN(a, BBOX(1, 2, 3, 4))", op("s_within", A, {"bbox": [1, 2, 3, 4]})),
        ("A_EQUALS(a, ())", op("a_equals", A, [])),
        ("f(a, 1)", op("f", A, 1)),
        ("now()", op("now")),
        ("TRUE", True),
    ],
)
def test_json_means_what_the_text_does(text, document):
    assert parse_json(document) == parse_text(text)
    assert parse(json.dumps(document)) == parse_text(text)


@pytest.mark.parametrize(
    "wkt",
    [
        "POINT (1 2)",
        "POINT Z (1 2 3)",
        "POINT EMPTY",
        "POLYGON EMPTY",
        "LINESTRING (0 0, 1 1)",
        "POLYGON ((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))",
        "MULTIPOINT ((1 2), (3 4))",
        "MULTIPOLYGON (((0 0,1 0,1 1,0 0)))",
        "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0,1 1))",
        "GEOMETRYCOLLECTION EMPTY",
    ],
)
def test_geojson_is_read_as_the_geometry_it_is(wkt):
    shape = shapely.from_wkt(wkt)

    found = parse_json(op("s_within", A, json.loads(shapely.to_geojson(shape))))

    assert found == Operation("s_within", (Property("a"), Geometry(shape)))


def test_bytes_with_a_byte_order_mark_are_read():
    source = b"\xef\xbb\xbf" + json.dumps(op("=", A, "旗")).encode()

    assert parse(source) == Operation("=", (Property("a"), Literal("旗")))
    assert parse("a = '旗'".encode()) == parse(source)


def test_function_named_like_a_value_of_the_text_form_is_a_function():
    found = parse_json(op("=", A, op("date", "2024-05-01")))

    assert found.args[1] == Call("date", (Literal("2024-05-01"),))


def test_place_of_each_part_is_its_pointer():
    found = parse_json(
        op("and", op("in", A, [1, 2]), op("=", A, {"date": "2024-05-01"}))
    )
    listed = found.args[0].args[1]

    assert isinstance(listed, Array)
    assert listed.items[1].at == "/args/0/args/1/1"
    assert found.args[1].args[1].at == "/args/1/args/1/date"
    assert found.at == ""


@pytest.mark.parametrize(
    ("document", "pointer", "says"),
    [
        ({}, "", "an empty object"),
        ({"op": "="}, "", "'args' is missing"),
        ({"args": [1, 1]}, "", "'op' is missing"),
        ({"op": "=", "args": [1, 1], "x": 1}, "/x", "'x' is too much"),
        ({"op": "in", "args": [1], "a/~b": 1}, "/a~1~0b", "'a/~b' is too much"),
        (op("not", {"op": "and"}), "/args/0", "'args' is missing"),
        (op("=", A, {"date": "2020-01-01", "x": 1}), "/args/1/x", "takes 'date', and"),
        ({"function": {"name": "f"}}, "/function", "write a function as {'op'"),
        (op("and", True, {"propertys": "a"}), "/args/1/propertys", "mean 'property'?"),
        (op("and", True, {"zzz": "a"}), "/args/1/zzz", "'zzz' is no member"),
        (op(5, 1), "/op", "name of an operation"),
        ({"op": "=", "args": A}, "/args", "a list belongs here"),
        (op("S_WITHIN", A, A), "/op", "write 's_within'"),
        (op("isnull", A), "/op", "write 'isNull'"),
        (op("=", A), "", "takes 2 arguments, not 1"),
        (op("and", True), "", "takes 2 or more arguments, not 1"),
        (op("not", A, A), "", "takes 1 arguments, not 2"),
        (op("+", 1, 2), "", "a filter needs a condition"),
        (op("and", True, op("=", 1, "x")), "/args/1/args/1", "not a text"),
        (op("=", A, [1]), "/args/1", "not a list"),
        (op("in", A, []), "/args/1", "at least one value"),
        (op("in", A, 5), "/args/1", "a list"),
        (op("in", A, {"property": "b"}), "/args/1", "a list"),
        (op("in", A, [[1]]), "/args/1/0", "not a list"),
        (op("in", [1], [1]), "/args/0", "not a list"),
        (op("=", {"property": 5}, 1), "/args/0/property", "a text belongs here"),
        (op("=", {"property": ""}, 1), "/args/0/property", "a text belongs here"),
        (op("=", A, {"date": "2020-13-01"}), "/args/1/date", "no day or time"),
        (
            op("=", A, {"timestamp": "2020-01-01"}),
            "/args/1/timestamp",
            "Z or an offset",
        ),
        (
            op("t_after", A, {"interval": ["x", ".."]}),
            "/args/1/interval/0",
            "not a date",
        ),
        (op("t_after", A, {"interval": [1, ".."]}), "/args/1/interval/0", "a bound"),
        (op("t_after", A, {"interval": [".."]}), "/args/1", "a start and an end"),
        (op("t_after", A, {"interval": ".."}), "/args/1/interval", "a list belongs"),
        (op("s_within", A, {"bbox": [1, 2, 3]}), "/args/1/bbox", "four numbers"),
        (op("s_within", A, {"bbox": [1, 2, 3, "4"]}), "/args/1/bbox/3", "numbers"),
        (op("s_within", A, {"bbox": [1, 2, 3, True]}), "/args/1/bbox/3", "numbers"),
        (
            op("s_within", A, {"type": "Circle"}),
            "/args/1/type",
            "no type of a geometry",
        ),
        (op("s_within", A, {"type": "Point"}), "/args/1", "and nothing else"),
        (
            op("s_within", A, {"type": "Point", "coordinates": [1, 2], "crs": {}}),
            "/args/1",
            "and nothing else",
        ),
        (
            op("s_within", A, {"type": "Point", "coordinates": [1, "2"]}),
            "/args/1/coordinates/1",
            "lists of numbers",
        ),
        (
            op("s_within", A, {"type": "Point", "coordinates": [[1, 2]]}),
            "/args/1/coordinates",
            "no coordinates of a Point",
        ),
        (
            op("s_within", A, {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}),
            "/args/1/coordinates/0",
            "at least 4 positions",
        ),
        (
            op("s_within", A, {"type": "GeometryCollection", "geometries": [5]}),
            "/args/1/geometries/0",
            "points, lines and polygons",
        ),
        (op("=", A, "\0"), "/args/1", "NUL"),
        (op("=", A, "\ud800"), "/args/1", "half a one"),
        (op("f\ud800", A), "/op", "half a one"),
        (op("=", A, float("nan")), "/args/1", "too large"),
        (op("=", A, float("inf")), "/args/1", "too large"),
        (op("=", A, object()), "/args/1", "no value of JSON"),
        ("x", "", "not a text in quotes"),
    ],
)
def test_fault_has_its_pointer(document, pointer, says):
    error = error_of(json.dumps(document) if document == "x" else document)

    assert error.pointer == pointer
    assert says in str(error)
    assert error.zh.startswith(f"{pointer or '/'}：")
    assert error.line is None
    assert error.snippet() == ""


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ('{"op":"=","op":"<","args":[1,1]}', "the key 'op' twice"),
        ('{"op":"f","a":1,"b":1,"b":2,"a":2}', "the key 'b' twice"),
        ('{"op":"=","args":[1e999,1]}', "/args/0: the number is too large"),
        ('{"op":"=","args":[1,-1e999]}', "/args/1: the number is too large"),
        ('{"op":"=","args":[1,' + "9" * 350 + "]}", "/args/1: the number is too large"),
        ('{"op":"=","args":[1,' + "9" * 500 + "]}", "/args/1: the number is too large"),
        (b'{"op":"=","args":["\xff",1]}', "no UTF-8"),
        (b"a = '\xff'", "no UTF-8"),
    ],
)
def test_json_text_is_read_strictly(source, says):
    with pytest.raises(Cql2Error, match=says.replace("(", r"\(")):
        parse(source)


@pytest.mark.parametrize(
    ("source", "line", "column", "says"),
    [
        ('{"op":"=","args":[NaN,1]}', 1, 19, "NaN is no number"),
        ('{"op":"=",\n "args":[1, -Infinity]}', 2, 13, "-Infinity is no number"),
        ('{"NaN":"-Infinity \\" NaN", "x":Infinity}', 1, 32, "Infinity is no number"),
        ('[{"type":"Point","coordinates":[1,2],"bbox":[NaN]}]', 1, 46, "NaN is no"),
        ("[NaN," + "9" * 5000 + "]", 1, 2, "NaN is no number"),
        ("[" + "9" * 5000 + ",NaN]", 1, 5003, "NaN is no number"),
    ],
)
def test_what_is_no_number_of_json_is_told_where_it_stands(source, line, column, says):
    error = error_of(source)

    assert (error.line, error.column) == (line, column)
    assert says in str(error)
    assert error.snippet()


def test_text_that_is_no_json_has_line_and_column():
    error = error_of('{"op": "=",\n "args": [1 1]}')

    assert (error.line, error.column) == (2, 13)
    assert error.snippet().splitlines()[0] == ' "args": [1 1]}'
