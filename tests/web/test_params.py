"""Query strings to values."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from webapp.errors import ParameterError
from webapp.params import Reader, parse_number, plain_number, read_lang


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5", 5.0),
        (" 5.5 ", 5.5),
        ("-3", -3.0),
        ("1e3", 1000.0),
        ("nan", None),
        ("inf", None),
        ("1e999", None),
        ("1_000", None),
        ("1,000", None),
        ("５", None),
        ("", None),
        ("0x10", None),
    ],
)
def test_number_is_plain_and_finite_or_none(text, number):
    assert parse_number(text) == number


def test_all_faults_are_raised_at_once():
    reader = Reader({"page": "x", "lon": "y", "colour": "red"})
    reader.only(("page", "lon"))
    reader.whole("page", default=1, minimum=1, maximum=9)
    reader.number("lon", minimum=-180, maximum=180)

    with pytest.raises(ParameterError) as raised:
        reader.finish()

    assert [problem.field for problem in raised.value.problems] == [
        "colour",
        "page",
        "lon",
    ]


def test_absent_values_take_their_defaults():
    reader = Reader({})

    assert reader.whole("page", default=3, minimum=1, maximum=9) == 3
    assert reader.number("lon", minimum=0, maximum=1) is None
    assert reader.choice("order", ("asc", "desc"), "asc") == "asc"
    assert reader.bbox() is None
    assert reader.text("q") == ""
    reader.finish()


@pytest.mark.parametrize("value", ["1", "9"])
def test_whole_number_at_its_bounds_is_taken(value):
    reader = Reader({"page": value})

    assert reader.whole("page", default=3, minimum=1, maximum=9) == int(value)
    assert reader.problems == []


def test_bbox_may_be_a_point():
    assert Reader({"bbox": "111,40,111,40"}).bbox() == (111, 40, 111, 40)


@pytest.mark.parametrize(
    ("asked", "lang"), [("", "zh"), ("zh", "zh"), ("en", "en"), ("fr", "zh")]
)
def test_language_is_chinese_unless_english_is_asked_for(asked, lang):
    assert read_lang({"lang": asked} if asked else {}) == lang


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("５００", "500"),
        ("１，２００．５", "1200.5"),
        ("1,200", "1200"),
        (" 12 000 ", "12000"),
        ("\u3000３０", "30"),
        ("－5", "-5"),
        ("1,20", "1,20"),
        ("五百", "五百"),
        ("12 km", "12 km"),
    ],
)
def test_number_typed_by_a_person_becomes_plain_or_stays(typed, plain):
    assert plain_number(typed) == plain


def _links(document):
    """Yield each GET of the definition with one of its parameters, and its path."""
    for rule, item in document["paths"].items():
        operation = item.get("get")
        if operation is None:
            continue
        path = rule
        named = [
            document["components"]["parameters"][one["$ref"].rpartition("/")[2]]
            if "$ref" in one
            else one
            for one in operation.get("parameters", [])
        ]
        for one in named:
            if one["in"] == "path":
                path = path.replace(f"{{{one['name']}}}", str(one["example"]))
        for one in named:
            if one["in"] == "query":
                yield path, one["name"]


def test_parameter_that_is_given_twice_is_refused_everywhere(site):
    client = site.client()
    document = client.get("/api/v1/openapi.json").get_json()
    links = list(_links(document))
    links += [("/data/site-eco.csv", "rows"), ("/data/open-data.zip", "lang")]

    assert len(links) > 40
    for path, name in links:
        first, second = ("json", "json") if name == "f" else ("150200", "150100")
        answer = client.get(f"{path}?{name}={first}&{name}={second}")
        if answer.status_code in (401, 404):
            # What nobody may see who has not logged in, or what is not there.
            assert "/register/" in path, path
            continue
        assert answer.status_code == 400, (path, name, answer.status_code)
        listed = answer.get_json()["problems"] if answer.is_json else []
        if listed:
            twice = {one["field"] for one in listed if "once" in one["message"]}
            assert name in twice, (path, listed)


def test_every_parameter_that_is_given_twice_is_named():
    reader = Reader(MultiDict([("a", "1"), ("a", "1"), ("b", "2"), ("b", "")]))

    reader.only(("a", "b"))

    told = [
        (one.field, one.message) for one in reader.problems if "once" in one.message
    ]
    assert [field for field, _ in told] == ["a", "b"]
