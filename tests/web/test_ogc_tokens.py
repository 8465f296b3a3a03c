"""The register as a collection: what a token shows, and that nothing else leaks."""

from __future__ import annotations

import re

import pytest

from geo_zs.register import projects as book
from geo_zs.register.access import OF_PEOPLE, Actor
from tests.web.register_site import (
    PUBLIC_NAME,
    SECRET_BAOTOU,
    SECRET_NOWHERE,
    SECRET_ORDOS,
    SECRETS,
    fill,
    log_in,
)

REGISTER = "/ogc/collections/register_projects"
ITEMS = f"{REGISTER}/items"
PATHS = [
    "/ogc/collections",
    REGISTER,
    f"{REGISTER}/schema",
    f"{REGISTER}/queryables",
    ITEMS,
    f"{ITEMS}?f=csv",
    f"{ITEMS}?f=html",
    f"{REGISTER}?f=html",
    "/ogc?f=html",
    "/ogc/collections?f=html",
]


@pytest.fixture
def filled(site):
    site.keys = fill(site)
    return site


def names(answer):
    assert answer.status_code == 200, answer.text
    return {
        one["properties"]["name_zh"] for one in answer.get_json(force=True)["features"]
    }


def test_definition_names_the_register_as_the_public_sees_it(filled, client):
    path = "/collections/register_projects/items"
    token = {"Authorization": f"Bearer {filled.tokens['viewer']}"}
    # The account asks first: what it sees must not be kept for everybody.
    known, public = (
        filled.client().get("/ogc/api?f=json", headers=sent).get_json(force=True)
        for sent in (token, {})
    )
    names = {one["name"] for one in public["paths"][path]["get"]["parameters"]}
    held = filled.client().get("/ogc/collections/register_projects/queryables")
    properties = held.get_json(force=True)["properties"]

    assert known == public
    assert {"bbox", "stage", "league"} <= names
    assert names & set(properties)
    assert not names & OF_PEOPLE
    page = filled.client().get("/ogc/api?f=html").text
    assert path in page
    assert "登记项目" in page
    assert path not in client.get("/ogc/api?f=json").get_json(force=True)["paths"]


def test_without_a_register_there_is_no_collection(client):
    listed = client.get("/ogc/collections").get_json()["collections"]

    assert "register_projects" not in [one["id"] for one in listed]
    refused = client.get(REGISTER)
    assert refused.status_code == 404
    assert "register_projects" not in refused.text.split("near:")[1]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        (None, {PUBLIC_NAME}),
        ("viewer", {PUBLIC_NAME, SECRET_BAOTOU, SECRET_ORDOS, SECRET_NOWHERE}),
        ("ordos", {PUBLIC_NAME, SECRET_ORDOS}),
        ("baotou", {PUBLIC_NAME, SECRET_BAOTOU}),
        ("boss", {PUBLIC_NAME, SECRET_BAOTOU, SECRET_ORDOS, SECRET_NOWHERE}),
    ],
)
def test_everybody_sees_what_they_may(filled, who, seen):
    client, headers = filled.client(), filled.bearer(who)

    assert names(client.get(ITEMS, headers=headers)) == seen
    described = client.get(REGISTER, headers=headers).get_json()
    assert described["itemCount"] == len(seen)
    matched = client.get(ITEMS, headers=headers).get_json(force=True)["numberMatched"]
    assert matched == len(seen)
    for name, key in filled.keys.items():
        answer = client.get(f"{ITEMS}/{key}", headers=headers)
        assert answer.status_code == (200 if name in seen else 404)
        assert (name in answer.text) == (name in seen)


@pytest.mark.parametrize("path", PATHS)
def test_public_sees_nothing_internal_anywhere(filled, path):
    client = filled.client()
    with_token = client.get(path, headers=filled.bearer("boss"))
    answer = client.get(path)

    assert with_token.status_code == answer.status_code == 200
    assert PUBLIC_NAME in client.get(ITEMS).text
    for secret in SECRETS:
        assert secret not in answer.text
    assert "专员" not in answer.text
    assert "officer" not in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_answer_to_an_account_is_kept_by_nobody(filled, path):
    client = filled.client()
    answer = client.get(path, headers=filled.bearer("boss"))

    assert answer.headers["Cache-Control"] == "no-store"
    assert "Authorization" in answer.headers["Vary"]
    assert "ETag" not in answer.headers
    public = client.get(path)
    assert public.headers["Cache-Control"] == "no-cache"
    assert "Authorization" in public.headers["Vary"]


@pytest.mark.parametrize("path", PATHS)
def test_hidden_rows_change_no_byte_of_the_public_answer(filled, path):
    client = filled.client()
    before = client.get(path)
    with filled.register.write(Actor("planner", "planner")) as writer:
        book.create_project(
            writer,
            {"name_zh": "密庚", "visibility": "internal", "stage": "reserve"},
        )
    after = client.get(path)

    assert after.data == before.data
    assert after.headers["ETag"] == before.headers["ETag"]


def test_file_holds_all_that_match_and_a_page_says_that_there_are_more(site):
    rows = [{"name_zh": f"甲{n}", "visibility": "public"} for n in range(10_003)]
    with site.register.write(Actor("planner", "planner")) as writer:
        keys = book.bulk_create(writer, rows)
    client = site.client()

    whole = client.get(f"{ITEMS}?f=csv")
    page = client.get(f"{ITEMS}?limit=20000").get_json(force=True)

    assert whole.headers["OGC-NumberReturned"] == "10003"
    assert [line.split(",")[0] for line in whole.text.splitlines()[1:]] == keys
    assert (page["numberMatched"], page["numberReturned"]) == (10_003, 10_000)
    assert "offset=10000" in next(
        one["href"] for one in page["links"] if one["rel"] == "next"
    )
    few = client.get(f"{ITEMS}?f=csv&limit=7&offset=10000")
    assert few.headers["OGC-NumberReturned"] == "3"


def test_public_rows_are_seen_at_once_and_under_a_new_tag(filled):
    client = filled.client()
    tag = client.get(ITEMS).headers["ETag"]
    with filled.register.write(Actor("planner", "planner")) as writer:
        book.create_project(
            writer, {"name_zh": "新公开", "visibility": "public", "stage": "reserve"}
        )
    answer = client.get(ITEMS, headers={"If-None-Match": tag})

    assert names(answer) == {PUBLIC_NAME, "新公开"}


@pytest.mark.parametrize(
    "text",
    [
        f"name_zh = '{SECRET_ORDOS}'",
        "visibility = 'internal'",
        "officer IS NOT NULL",
        "1 / (pledged_cny_1e8 - 12.5) > 0",
        "name_zh LIKE '密%'",
    ],
)
def test_filter_tells_nothing_of_hidden_rows(filled, text):
    client = filled.client()
    found = client.get(ITEMS, query_string={"filter": text})

    assert found.status_code in (200, 400)
    if found.status_code == 200:
        assert found.get_json(force=True)["numberMatched"] in (0, 1)
        assert "密" not in re.sub(r"filter=[^\"]*", "", found.text)
    else:
        assert SECRET_ORDOS not in found.text


def test_token_that_opens_nothing_is_refused_everywhere(filled):
    client = filled.client()
    headers = {"Authorization": "Bearer gzs_nothing"}

    for path in (*PATHS, "/ogc", "/ogc/conformance", "/ogc/collections/parks/items"):
        answer = client.get(path, headers=headers)
        assert answer.status_code == 401, path
        assert "WWW-Authenticate" in answer.headers


def test_session_is_not_looked_at(filled):
    client = filled.client()
    assert log_in(client, "boss").status_code == 303

    assert names(client.get(ITEMS)) == {PUBLIC_NAME}


def test_data_for_all_stays_kept_for_an_account(filled):
    answer = filled.client().get(
        "/ogc/collections/parks/items", headers=filled.bearer("boss")
    )

    assert answer.headers["ETag"]
