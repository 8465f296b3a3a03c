"""Whatever is sent: an expression or a Cql2Error, and never much work.

Nothing here is timed. The parser is LALR(1), so its work grows with the length of a
text, which is bounded; that it does not grow faster is counted in its own steps.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo_zs.cql2 import (
    Cql2Error,
    json_reader,
    parse,
    parse_json,
    parse_text,
    shapes,
    to_json,
    to_text,
)
from geo_zs.cql2.expression import Expression
from geo_zs.cql2.limits import (
    MAX_DEPTH,
    MAX_JSON,
    MAX_NODES,
    MAX_POSITIONS,
    MAX_TEXT,
)

FUZZ = settings(
    deadline=None,
    derandomize=True,
    max_examples=400,
    suppress_health_check=[HealthCheck.too_slow],
)


def _words(words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words.split())


#: Pieces of the language and beside it, to be strung together without sense.
PIECES = _words(
    """( ) , ' " = < > <> <= >= + - * / % ^ . .. ; AND OR NOT LIKE IN IS
    NULL TRUE BETWEEN DIV a "b" 'x' 1 .5 1e9 1e999 名称 ＝ ， DATE( TIMESTAMP(
    INTERVAL( BBOX( POINT( POLYGON(( EMPTY Z CASEI( S_WITHIN( T_AFTER( A_EQUALS( f(
    '2024-05-01' '..' isnull -- /* { ["""
) | st.sampled_from(["\\", "\0", "\ud800"])
KEYS = _words(
    """op args property date timestamp interval bbox type coordinates
    geometries"""
)
NAMES = _words(
    """and or not = in like between isNull s_within t_after a_equals + casei f
    Point Polygon GeometryCollection 2024-05-01 .. x"""
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | NAMES
    | st.text(max_size=3)
    | st.just("\ud800")
)
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(KEYS | st.text(max_size=2), inner, max_size=3)
        | st.fixed_dictionaries({"op": NAMES, "args": st.lists(inner, max_size=3)})
    ),
    max_leaves=12,
)


def answer_to(source: object, read: Callable[..., Expression]) -> object:
    try:
        return read(source)
    except Cql2Error as error:
        return error


def survives(source: object, read: Callable[..., Expression] = parse) -> None:
    """Assert that a source is read and written, or refused in words."""
    answer = answer_to(source, read)
    if isinstance(answer, Cql2Error):
        assert str(answer)
        assert answer.zh
        assert answer.snippet().count("\n") <= 1
        assert answer.offset is None or 0 <= answer.offset <= len(source)
    else:
        assert parse(to_text(answer)) == answer
        assert parse(json.dumps(to_json(answer))) == answer


@FUZZ
@given(st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    survives(text)
    survives(text, parse_text)


@FUZZ
@given(DOCUMENTS)
def test_any_document_is_read_or_refused(document):
    survives(document, parse_json)


@FUZZ
@given(st.binary(max_size=30))
def test_any_bytes_are_read_or_refused(source):
    survives(source)


N = 19_000
HOSTILE_TEXTS = {
    "open brackets": "(" * N,
    "open brackets of a value": "(" * N + "a=",
    "balanced brackets": "(" * 9000 + "a=1" + ")" * 9000,
    "NOT": "NOT " * 4000 + "a",
    "minus": "a=" + "-" * N + "1",
    "functions": "f(" * 9000,
    "CASEI": "casei(" * 3000 + "a" + ")" * 1000,
    "sum": "a=" + "1+" * 9000 + "1",
    "power": "a=" + "2^" * 9000 + "2",
    "AND": "a=1 AND " * 2300 + "a=1",
    "IN": "a IN (" + "1," * 9000 + "1)",
    "lists": "a_equals(a," + "(" * 9000 + "1" + ")" * 9000 + ")",
    "WKT brackets": "s_within(a, polygon" + "(" * 18_000,
    "collections": "s_within(a, " + "geometrycollection(" * 900 + "point(1 1)",
    "digits": "a=" + "9" * N,
    "quotes": "a=" + "'" * (N + 1),
    "escaped quotes": "a='" + "\\'" * 9000,
    "backslashes": "a='" + "\\" * N,
    "names": "a " * 9000,
    "commas": "f(" + "," * N,
    "full-width commas": "f(a" + "，" * N,
    "too long": "a=" + " " * MAX_TEXT + "1",
}


@pytest.mark.parametrize("name", HOSTILE_TEXTS)
def test_hostile_text_is_refused_in_words(name):
    text = HOSTILE_TEXTS[name]

    with pytest.raises(Cql2Error) as caught:
        parse_text(text)

    assert len(str(caught.value)) < 400
    assert len(caught.value.snippet()) < 200


HOSTILE_JSON = {
    "lists": "[" * 90_000,
    "operations": '{"op":"not","args":[' * 4000 + "true" + "]}" * 4000,
    "coordinates": '{"type":"Point","coordinates":' + "[" * 90_000,
    "digits": '{"op":"=","args":[' + "9" * 90_000 + ",1]}",
    "arguments": '{"op":"f","args":[' + "1," * 90_000 + "1]}",
    "keys": json.dumps({f"k{i}": i for i in range(9000)}),
    "too long": '{"op":"f","args":["' + "x" * MAX_JSON + '"]}',
    "positions": '{"op":"s_within","args":[{"property":"a"},{"type":"LineString",'
    '"coordinates":[' + "[1,2]," * (MAX_POSITIONS + 1) + "[1,2]]}]}",
    "geometries": '{"op":"s_within","args":[{"property":"a"},'
    '{"type":"GeometryCollection","geometries":['
    + '{"type":"Point","coordinates":[1,2]},' * (MAX_POSITIONS - 1500)
    + "5]}]}",
}


@pytest.mark.parametrize("name", HOSTILE_JSON)
def test_hostile_json_is_refused_in_words(name):
    with pytest.raises(Cql2Error) as caught:
        parse(HOSTILE_JSON[name])

    assert len(str(caught.value)) < 400


def test_document_that_was_decoded_elsewhere_is_bounded_too():
    deep: object = True
    for _ in range(100_000):
        deep = {"op": "not", "args": [deep]}
    wide = {"op": "f", "args": [1] * 1_000_000}

    for document in (deep, wide):
        with pytest.raises(Cql2Error, match="more than"):
            parse_json(document)


@pytest.mark.parametrize(
    ("largest", "one_more", "says"),
    [
        (
            "NOT " * (MAX_DEPTH - 1) + "a",
            "NOT " * MAX_DEPTH + "a",
            "nested more than 64 levels",
        ),
        (
            "f(" + "a," * (MAX_NODES - 2) + "a)",
            "f(" + "a," * (MAX_NODES - 1) + "a)",
            "more than 2000 parts",
        ),
        (
            "a='" + "x" * (MAX_TEXT - 4) + "'",
            "a='" + "x" * (MAX_TEXT - 3) + "'",
            "at most 20000 are read",
        ),
    ],
)
def test_limit_is_where_it_is_said_to_be(largest, one_more, says):
    assert parse_text(largest)
    with pytest.raises(Cql2Error, match=says):
        parse_text(one_more)


def test_limit_of_positions_is_for_all_geometries_together():
    def points(count: int) -> dict[str, object]:
        shape = {"type": "MultiPoint", "coordinates": [[1, 1]] * count}
        return {"op": "s_within", "args": [{"property": "a"}, shape]}

    largest = {"op": "and", "args": [points(MAX_POSITIONS - 1), points(1)]}
    one_more = {"op": "and", "args": [points(MAX_POSITIONS - 1), points(2)]}

    assert parse_json(largest)
    with pytest.raises(Cql2Error, match="more than 5000 positions"):
        parse_json(one_more)


def test_limit_of_parts_is_the_same_in_json():
    """A function with 1,999 arguments has 2,000 parts; in a list one less."""
    flat = {"op": "f", "args": [1] * (MAX_NODES - 1)}
    nested = {"op": "f", "args": [True, [1] * (MAX_NODES - 3)]}
    assert parse_json(flat)
    assert parse_json(nested)

    flat["args"].append(1)
    nested["args"][1].append(1)
    assert refusal_of(flat).pointer == "/args/1999"
    assert refusal_of(nested).pointer == "/args/1/1997"


def refusal_of(document: object) -> Cql2Error:
    with pytest.raises(Cql2Error, match="more than 2000 parts") as caught:
        parse_json(document)
    return caught.value


def test_list_that_is_too_long_is_not_begun(monkeypatch):
    monkeypatch.setattr(json_reader, "_scalar", lambda *_: pytest.fail("begun"))

    assert refusal_of({"op": "f", "args": [1] * 100_000}).pointer == "/args/1999"


@pytest.mark.parametrize(
    ("shape", "says"),
    [
        ({"bbox": [1] * 90_000}, "not 90000"),
        ({"type": "Point", "coordinates": [[[]] * 8] * 4900}, "5000 positions"),
        (
            {
                "type": "GeometryCollection",
                "geometries": [{"type": "Point", "coordinates": [1, 2]}] * 4000 + [5],
            },
            "points, lines and polygons",
        ),
    ],
)
def test_shape_that_is_too_much_is_not_built(shape, says, monkeypatch):
    for name in ("box", "build"):
        monkeypatch.setattr(shapes, name, lambda *_: pytest.fail("built"))
    monkeypatch.setattr(json_reader, "finite", lambda *_: pytest.fail("read"))

    with pytest.raises(Cql2Error, match=says):
        parse_json({"op": "s_within", "args": [{"property": "a"}, shape]})


def test_shapes_beyond_the_limit_of_positions_are_not_read_on(monkeypatch):
    line = {"type": "LineString", "coordinates": [[1, 1], [2, 2]] * 500}
    built = []
    build = shapes.build
    monkeypatch.setattr(shapes, "build", lambda *a: built.append(1) or build(*a))

    with pytest.raises(Cql2Error, match="5000 positions") as caught:
        parse_json({"op": "f", "args": [line] * 100})

    assert len(built) == 6
    assert caught.value.pointer == "/args/5"


def test_as_many_lines_and_rings_are_read_as_positions_allow():
    line, ring = [[1, 1], [2, 2]], [[0, 0], [0, 1], [1, 1], [0, 0]]
    lines = {"type": "MultiLineString", "coordinates": [line] * (MAX_POSITIONS // 2)}
    rings = {"type": "MultiPolygon", "coordinates": [[ring]] * (MAX_POSITIONS // 4)}

    for shape in (lines, rings):
        assert parse_json({"op": "f", "args": [shape]})


def test_nothing_is_looked_for_after_a_quote_that_is_never_closed():
    # Each further quote would be tried up to the end again: quadratic work.
    with pytest.raises(Cql2Error, match="no closing quote"):
        parse_text("a = 'x\\'" + "(" * 1000)


def test_bracket_in_a_text_is_no_nesting():
    assert parse_text("a = '" + "(" * 1000 + "' AND \"" + "(" * 1000 + '" = 1')


def _steps(text: str) -> int:
    """Count the calls of Python functions that reading a text takes."""
    counted: Counter[str] = Counter()

    def count(_frame, event, _arg) -> None:
        counted[event] += 1

    sys.setprofile(count)
    try:
        parse_text(text)
    except Cql2Error:
        pass
    finally:
        sys.setprofile(None)
    return counted["call"]


@pytest.mark.parametrize(
    ("before", "repeated", "after"),
    [
        ("", "(", "a="),
        ("", "(a=", ""),
        ("", "NOT(", "a=1"),
        ("", "f(", ""),
        ("a IN (", "1,", ""),
        ("a=", "(1+", ""),
        ("", "a=1 AND ", ""),
        ("S_WITHIN(a,POLYGON((", "0 0,", ""),
    ],
)
def test_work_grows_no_faster_than_the_text(before, repeated, after):
    parse_text("a=1")  # the grammar is loaded by the first
    few, many = (_steps(before + repeated * times + after) for times in (16, 64))

    assert many < 6 * few


@pytest.mark.parametrize(
    ("before", "repeated", "after", "most"),
    [
        ("a IN (", "1,", "1)", 75),
        ("a IN (", "1,", ";", 90),
        ("", "a=1 OR ", "a=1", 160),
        ("S_WITHIN(a,LINESTRING(", "1 2,", "1 2))", 30),
        ("S_WITHIN(a,MULTIPOINT(", "(1 2),", "(1 2)))", 30),
        ("S_WITHIN(a,LINESTRING(", "1 2,", "1 2,x))", 30),
    ],
)
def test_a_part_takes_few_steps(before, repeated, after, most):
    """No step that changes nothing for each part, and no token for each number."""
    # What the parser needs of the grammar is made by the first.
    _, few, many = (_steps(before + repeated * n + after) for n in (2, 100, 300))

    assert (many - few) / 200 < most
