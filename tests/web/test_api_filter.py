"""Filters (CQL2) of the projects of the register by the API."""

from __future__ import annotations

import json

import pytest

from tests.web.planner_samples import HIDDEN
from tests.web.test_api_register import PROJECTS, add, fields

TEXT = "pledged_cny_1e8 > 5 AND stage = 'signed'"
FORMS = {
    "cql2-text": TEXT,
    "cql2-json": json.dumps(
        {
            "op": "and",
            "args": [
                {"op": ">", "args": [{"property": "pledged_cny_1e8"}, 5]},
                {"op": "=", "args": [{"property": "stage"}, "signed"]},
            ],
        }
    ),
}


def asked(site, name=None, **query):
    """Return the answer to a list of projects."""
    headers = site.bearer(name) if name else {}
    known = {one.replace("_", "-"): value for one, value in query.items()}
    return site.client().get(PROJECTS, query_string=known, headers=headers)


def names(answer):
    """Return the names of the projects of an answer."""
    assert answer.status_code == 200, answer.text
    body = answer.get_json()
    assert body["total"] == len(body["projects"])
    return [one["name_zh"] for one in body["projects"]]


@pytest.fixture
def filled(site):
    """Return a site with three projects; the public sees the first."""
    rows = (("甲", 8, "public"), ("乙", 12, "internal"), ("丙", None, "internal"))
    for name, pledged, visibility in rows:
        values = {"pledged_cny_1e8": pledged, "visibility": visibility}
        made = add(
            site, name_zh=f"样例{name}", stage="signed", officer="张三", **values
        )
        assert made.status_code == 201, made.text
    return site


@pytest.mark.parametrize("language", FORMS)
def test_filter_in_either_language_finds_the_same(filled, language):
    for query in ({}, {"filter_lang": language}):
        found = asked(filled, "viewer", filter=FORMS[language], **query)

        assert names(found) == ["样例甲", "样例乙"]
    assert names(asked(filled, filter=FORMS[language])) == ["样例甲"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("industry_tags IS NULL", {"样例无"}),
        ("A_CONTAINEDBY(industry_tags, ('pv_wafer', 'dairy'))", {"样例有"}),
        ("T_AFTER(signed_date, DATE('2023-12-31'))", {"样例无"}),
        ("signed_date > DATE('2023-12-31')", {"样例无"}),
        ("T_INTERSECTS(signed_date, DATE('2024-05-07'))", {"样例无"}),
        ("NOT signed_date > DATE('2023-12-31')", {"样例有"}),
    ],
)
def test_filter_answers_alike_here_and_under_ogc(site, text, expected):
    public = {"visibility": "public", "stage": "signed"}
    tagged = {"industry_tags": ["pv_wafer"], "signed_date": "2023-05-06"}
    bare = {"industry_tags": [], "signed_date": "2024"}
    for name, values in (("有", tagged), ("无", bare)):
        made = add(site, name_zh=f"样例{name}", **public, **values)
        assert made.status_code == 201, made.text

    here = asked(site, filter=text)
    there = site.client().get(
        "/ogc/collections/register_projects/items",
        query_string={"filter": text, "f": "json"},
    )

    assert set(names(here)) == expected
    found = [one["properties"] for one in there.get_json(force=True)["features"]]
    assert {one["name_zh"] for one in found} == expected
    # Lists of the API are never null, as v1 promised: one of nothing is not known.
    shown = [one["industry_tags"] or None for one in here.get_json()["projects"]]
    assert shown == [one["industry_tags"] for one in found]


def test_filter_holds_beside_the_other_parameters(filled):
    assert names(asked(filled, "viewer", filter=TEXT, q="乙")) == ["样例乙"]
    assert names(asked(filled, "viewer", filter="CASEI(name_zh) LIKE '样例%'")) == [
        "样例甲", "样例乙", "样例丙",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "field", "column"),
    [
        ({"filter": "pledged_cny_1e8 >"}, "filter", 18),
        ({"filter": "stage = 'signed' AND nothing > 1"}, "filter", 22),
        ({"filter": "TRUE AND name_zh > 5"}, "filter", 18),
        ({"filter": "TRUE AND officer = '张三'"}, "filter", 10),
        ({"filter": "S_WITHIN(geometry,POINT(40 111))"}, "filter", 19),
        ({"filter": "distance_km(geometry,40,111) < 1"}, "filter", 25),
        ({"filter": "stage = 'x' AND nofunction(1) = 1"}, "filter", 17),
        ({"filter": TEXT, "filter_lang": "cql2-json"}, "filter", None),
        ({"filter": TEXT, "filter_lang": "ecql"}, "filter-lang", None),
        ({"filter_lang": "cql2-text"}, "filter-lang", None),
        ({"filter": "x" * 8_001}, "filter", None),
        ({"filter": "(" * 7_000}, "filter", None),
        ({"filter": ""}, "filter", None),
    ],
)
def test_filter_that_is_wrong_is_refused_with_its_place(filled, query, field, column):
    answer = asked(filled, **query)

    assert answer.status_code == 400
    assert fields(answer) == {field}
    (problem,) = answer.get_json(force=True)["problems"]
    assert column is None or (problem["line"], problem["column"]) == (1, column)


def test_fault_of_json_is_told_by_its_pointer(filled):
    wrong = {"op": ">", "args": [{"property": "nothing"}, 5]}

    answer = asked(filled, filter=json.dumps(wrong))

    (problem,) = answer.get_json(force=True)["problems"]
    assert problem["pointer"].startswith("/args/0")


def test_officer_can_be_asked_for_only_by_those_who_see_it(filled):
    assert len(names(asked(filled, "viewer", filter="officer = '张三'"))) == 3
    for name in ("officer", "created_by", "updated_by", "batch_id", "deleted_at"):
        answer = asked(filled, filter=f"{name} IS NOT NULL")

        assert answer.status_code == 400
        assert "no property" in answer.get_json(force=True)["problems"][0]["message"]
    shown = asked(filled, filter="officer = 1").get_json(force=True)
    assert "updated_by" not in shown["problems"][0]["message"].partition("known")[2]


PROBES = (
    "TRUE", f"name_zh LIKE '%{HIDDEN}%'", "pledged_cny_1e8 > 100",
    "pledged_cny_1e8 IS NULL", "NOT visibility = 'public'", "land_ha = 500",
    "1 / (land_ha - 500) > 0", "(land_ha - 500) ^ (0 - 1) > 0",
    "pledged_cny_1e8 * 1e308 > 1", "land_ha ^ 999 > 0",
    "S_INTERSECTS(geometry, BBOX(97, 37, 126, 54))",
    "NOT S_INTERSECTS(geometry, BBOX(109, 40, 111, 41))", "area_km2(geometry) > 0",
    "CASEI(notes) LIKE CASEI('%同名%')", "project_id > 'R-000000'", "version > 0",
    "supersedes_id IS NOT NULL", "signed_date > DATE('2020-01-01')",
    "A_CONTAINS(industry_tags, ('pv_wafer'))", "length(name_zh) > 3", "name_zh > 5",
)  # fmt: skip


@pytest.mark.parametrize("probe", PROBES)
@pytest.mark.parametrize("name", [None, "baotou"])
def test_filter_tells_nothing_of_hidden_rows(twins, name, probe):
    answers = []
    for one in (twins.bare, twins.full):
        headers = one.bearer(name) if name else {}
        query = {"filter": probe, "per_page": 500}
        found = one.client().get(PROJECTS, query_string=query, headers=headers)
        assert found.status_code in (200, 400)
        said = found.get_json(force=True)
        said.pop("request_id", None)
        answers.append((found.status_code, said))

    assert answers[0] == answers[1]
