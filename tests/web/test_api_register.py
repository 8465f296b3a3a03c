"""The register by API: read as far as one may, written with token and version."""

from __future__ import annotations

from base64 import b64encode

import jsonschema
import pytest

from geo_zs.register import tokens
from geo_zs.register.access import cli_actor
from geo_zs.register.accounts import set_disabled
from geo_zs.register.changes import changes
from tests.web.register_site import PUBLIC_NAME, SECRET_BAOTOU, fill

PROJECTS = "/api/v1/register/projects"
POINT = {"type": "Point", "coordinates": [109.84, 40.66]}
WHOLE = {
    "name_zh": "年产5GW单晶硅片项目",
    "league": "150200",
    "industry_tags": ["pv_wafer"],
    "pledged_cny_1e8": 15.5,
    "stage": "signed",
    "signed_date": "2026-02",
    "geometry": POINT,
}


@pytest.fixture
def document(site):
    return site.client().get("/api/v1/openapi.json").get_json()


def check(document, name, value):
    schema = {
        "$ref": f"#/components/schemas/{name}",
        "components": document["components"],
    }
    jsonschema.Draft202012Validator(schema).validate(value)


def add(site, name="planner", **values):
    return site.client().post(
        PROJECTS, json={**WHOLE, **values}, headers=site.bearer(name)
    )


def change(site, path, values, version, name="planner"):
    headers = {**site.bearer(name), "If-Match": f'"{version}"'}
    return site.client().patch(path, json=values, headers=headers)


def fields(answer):
    return {one["field"] for one in answer.get_json(force=True)["problems"]}


def test_project_is_added_read_changed_and_deleted(site, document):
    made = add(site)
    assert made.status_code == 201
    path = made.headers["Location"]
    assert path == f"{PROJECTS}/R-000001"
    assert made.headers["ETag"] == '"1"'
    check(document, "RegisterProject", made.get_json())
    headers = site.bearer("planner")

    read = site.client().get(path, headers=headers)
    assert read.get_json() == made.get_json()
    assert read.get_json()["geometry"] == POINT
    assert read.get_json()["created_by"] == "planner"
    assert read.get_json()["notes"] is None

    changed = change(site, path, {"land_ha": 20, "stage": None}, 1)
    assert changed.status_code == 200
    assert changed.headers["ETag"] == '"2"'
    assert changed.get_json()["land_ha"] == 20
    assert changed.get_json()["stage"] is None
    assert changed.get_json()["pledged_cny_1e8"] == 15.5

    gone = site.client().delete(f"{path}?version=2", headers=headers)
    assert gone.status_code == 204
    assert gone.data == b""
    assert site.client().get(path, headers=headers).status_code == 404


def test_tag_that_came_with_a_compressed_answer_is_a_version(site):
    path = add(site).headers["Location"]
    headers = {**site.bearer("planner"), "Accept-Encoding": "gzip"}
    tag = site.client().get(path, headers=headers).headers["ETag"]
    assert tag == '"1:gzip"'

    headers = {**site.bearer("planner"), "If-Match": tag}
    done = site.client().patch(path, json={"land_ha": 1}, headers=headers)
    assert done.status_code == 200


def test_second_editor_is_told_and_nothing_is_overwritten(site, document):
    path = add(site).headers["Location"]
    assert change(site, path, {"land_ha": 20}, 1).status_code == 200

    late = change(site, path, {"land_ha": 30}, 1, name="boss")

    assert late.status_code == 409
    body = late.get_json(force=True)
    check(document, "Problem", body)
    assert body["current"]["land_ha"] == 20
    assert body["current"]["version"] == 2
    assert body["current"]["updated_by"] == "planner"
    assert body["current"]["geometry"] == POINT
    assert late.headers["Cache-Control"] == "no-store"
    read = site.client().get(path, headers=site.bearer("boss")).get_json()
    assert read["land_ha"] == 20


@pytest.mark.parametrize(
    ("headers", "body", "field"),
    [
        ({}, {"land_ha": 1}, "If-Match"),
        ({"If-Match": "*"}, {"land_ha": 1}, "If-Match"),
        ({"If-Match": '"x"'}, {"land_ha": 1}, "If-Match"),
        ({"If-Match": '"1", "2"'}, {"land_ha": 1}, "If-Match"),
        ({"If-Match": '"' + "9" * 99 + '"'}, {"land_ha": 1}, "If-Match"),
        ({"If-Match": '"1"'}, {"version": 2}, "version"),
        ({}, {"version": "1"}, "version"),
        ({}, {"version": True}, "version"),
        ({}, {"version": 0}, "version"),
    ],
)
def test_version_that_is_missing_or_none_is_refused(site, headers, body, field):
    path = add(site).headers["Location"]

    answer = site.client().patch(
        path, json=body, headers={**site.bearer("planner"), **headers}
    )

    assert answer.status_code == 400
    assert fields(answer) == {field}


def test_all_faults_of_a_project_are_listed(site):
    answer = add(
        site, stage="dreaming", signed_date="2026-02-30", league="150999", bogus=1
    )

    assert answer.status_code == 422
    assert {"stage", "signed_date", "league", "bogus"} <= fields(answer)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": ["a", "b"]},
        {"type": "Nothing"},
        {"type": "Point", "coordinates": [1000, 40]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 1], [1, 0], [0, 0]]]},
        {},
        "POINT (1 2)",
        5,
    ],
)
def test_hostile_geometry_is_refused(site, geometry):
    answer = add(site, geometry=geometry)

    assert answer.status_code == 422
    assert fields(answer) == {"geometry"}


@pytest.mark.parametrize("body", ["[]", '"x"', "1", "null", "true"])
def test_body_that_is_no_object_is_refused(site, body):
    headers = {**site.bearer("planner"), "Content-Type": "application/json"}
    answer = site.client().post(PROJECTS, data=body, headers=headers)

    assert answer.status_code == 422


@pytest.mark.parametrize(
    "key", ["nobody", "R-1", "R-000001x", "%00", "R-" + "1" * 500, "R-000002'--", "é"]
)
def test_id_that_is_none_is_not_found(site, key):
    add(site)
    headers = site.bearer("planner")
    for suffix in ("", "/history"):
        answer = site.client().get(f"{PROJECTS}/{key}{suffix}", headers=headers)
        assert answer.status_code == 404


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"land_ha": 1e300}, "land_ha", "at most 200000"),
        ({"pledged_cny_1e8": 3001}, "pledged_cny_1e8", "at most 3000 亿元"),
        ({"water_m3_per_day": 2_000_001}, "water_m3_per_day", "at most 2000000"),
        ({"signed_date": "9999-12-31"}, "signed_date", "a year from 1949 to 2100"),
        ({"source_date": "0001"}, "source_date", "a year from 1949 to 2100"),
        ({"name_zh": "\u200b"}, "name_zh", "do not show"),
        (
            {"geometry": {"type": "Point", "coordinates": [116.4, 39.9]}},
            "lon",
            "outside the region",
        ),
    ],
)
def test_what_a_form_would_not_take_is_refused(site, values, field, words):
    answer = add(site, **values)
    problems = answer.get_json(force=True)["problems"]

    assert answer.status_code == 422
    assert [one["field"] for one in problems] == [field]
    assert words in problems[0]["message"]


@pytest.mark.parametrize(
    ("path", "query", "allowed"),
    [
        (PROJECTS, "stage=dreaming", "signed"),
        (PROJECTS, "league=999999", "150200"),
        ("/api/v1/register/companies", "league=999999", "150200"),
    ],
)
def test_unknown_value_of_a_filter_is_400_and_lists_those_there_are(
    site, path, query, allowed
):
    answer = site.client().get(f"{path}?{query}", headers=site.bearer("viewer"))

    assert answer.status_code == 400
    assert allowed in answer.get_json(force=True)["problems"][0]["message"]


def test_list_is_paged_and_filtered(site, document):
    for number in range(5):
        place = {"type": "Point", "coordinates": [109.0 + number / 10, 40.5]}
        add(
            site,
            name_zh=f"样例{number}号",
            geometry=place,
            league=None,
            stage="signed" if number % 2 else "operating",
        )
    client, headers = site.client(), site.bearer("viewer")

    def listed(query):
        body = client.get(f"{PROJECTS}?{query}", headers=headers).get_json()
        check(document, "RegisterProjectPage", body)
        return body["total"], [one["name_zh"] for one in body["projects"]]

    assert listed("per_page=2") == (5, ["样例0号", "样例1号"])
    assert listed("per_page=2&page=3") == (5, ["样例4号"])
    assert listed("per_page=2&page=4") == (5, [])
    assert listed("q=样例3") == (1, ["样例3号"])
    assert listed("q=%25") == (0, [])
    assert listed("stage=operating&q=样例") == (3, ["样例0号", "样例2号", "样例4号"])
    assert listed("bbox=109.05,40,109.25,41") == (2, ["样例1号", "样例2号"])
    assert listed("league=150100")[0] == 0


@pytest.mark.parametrize(
    "query",
    ["page=0", "per_page=501", "bbox=1,2,3", "bogus=1", "league=%00", "q=" + "x" * 201],
)
def test_parameter_that_is_unusable_is_named(site, query):
    answer = site.client().get(f"{PROJECTS}?{query}")

    assert answer.status_code == 400
    assert fields(answer) == {query.split("=")[0]}


def test_history_tells_planners_who_changed_what(site, document):
    path = add(site).headers["Location"]
    change(site, path, {"land_ha": 20}, 1, name="boss")

    answer = site.client().get(f"{path}/history", headers=site.bearer("planner"))

    body = answer.get_json()
    check(document, "RegisterChanges", body)
    assert [one["action"] for one in body["changes"]] == ["update", "create"]
    assert body["changes"][0]["by"] == "boss"
    assert body["changes"][0]["via"] == "api"
    assert body["changes"][0]["after"] == {"land_ha": 20}
    first = body["changes"][0]["change_id"]
    older = site.client().get(
        f"{path}/history?limit=1&before={first}", headers=site.bearer("planner")
    )
    assert [one["action"] for one in older.get_json()["changes"]] == ["create"]


def test_smaller_tables_are_written_and_read(site, document):
    project = add(site).get_json()["project_id"]
    client, headers = site.client(), site.bearer("planner")
    new = {
        "ledger": (
            {
                "project_id": project,
                "month": "2026-01",
                "scope": "domestic",
                "currency": "CNY",
                "is_continued": False,
                "reported_1e4": 800,
            },
            {"reported_1e4": 900},
            "ledger_entries",
            "LedgerEntryPage",
        ),
        "companies": (
            {"name_zh": "样例目标企业", "league": "150200"},
            {"league": "150600"},
            "companies",
            "CompanyPage",
        ),
        "steps": (
            {"project_id": project, "name": "办理用地", "due_date": "2026-05-01"},
            {"done_date": "2026-02-20"},
            "steps",
            "StepPage",
        ),
        "park-facts": (
            {
                "park_id": "hohhot-jingkai",
                "date": "2026-01",
                "source": "管委会来函",
                "confidence": "official",
                "available_area_ha": 12,
            },
            {"value": 13},
            "park_facts",
            "ParkFactPage",
        ),
    }
    for table, (values, changed, many, schema) in new.items():
        path = f"/api/v1/register/{table}"
        made = client.post(path, json=values, headers=headers)
        assert made.status_code == 201, (table, made.text)
        check(document, "RegisterKeys", made.get_json())
        (key,) = made.get_json()["ids"]
        done = client.patch(
            f"{path}/{key}", json={**changed, "version": 1}, headers=headers
        )
        assert done.get_json() == {"id": key, "version": 2}, done.text
        late = client.patch(
            f"{path}/{key}", json={**changed, "version": 1}, headers=headers
        )
        assert late.status_code == 409
        assert late.get_json(force=True)["current"]["version"] == 2
        listed = client.get(path, headers=headers).get_json()
        check(document, schema, listed)
        assert listed["total"] == 1
        assert listed[many][0]["version"] == 2
        refused = client.post(path, json={"bogus": 1}, headers=headers)
        assert refused.status_code == 422
        gone = client.delete(f"{path}/{key}", headers={**headers, "If-Match": '"2"'})
        assert gone.status_code == 204
        assert client.get(path, headers=headers).get_json()["total"] == 0
    with site.register.read() as session:
        assert {line.via for line in changes(session, by="planner")} == {"api"}


def test_smaller_tables_are_filtered_and_paged(site):
    keys = fill(site)
    client, headers = site.client(), site.bearer("viewer")
    path = "/api/v1/register/ledger"

    def total(query):
        return client.get(f"{path}?{query}", headers=headers).get_json()["total"]

    assert total("") == 2
    assert total(f"project_id={keys[PUBLIC_NAME]}") == 1
    assert total("month=2026-01") == 2
    assert total("month=2026-02") == 0
    page = client.get(f"{path}?per_page=1&page=2", headers=headers).get_json()
    assert page["ledger_entries"][0]["project_id"] == keys[SECRET_BAOTOU]


@pytest.mark.parametrize(
    ("header", "status", "said"),
    [
        ({}, 401, 'Bearer realm="geo_zs"'),
        ({"Authorization": "Basic Ym9zczp4"}, 401, 'Bearer realm="geo_zs"'),
        ({"Authorization": "Bearer "}, 401, 'error="invalid_token"'),
        ({"Authorization": "Bearer gzs_nothing"}, 401, 'error="invalid_token"'),
        ({"Authorization": "bearer \x00"}, 401, 'error="invalid_token"'),
    ],
)
def test_request_without_a_usable_token_is_told_what_to_send(
    site, header, status, said
):
    answer = site.client().post(PROJECTS, json=WHOLE, headers=header)

    assert answer.status_code == status
    assert said in answer.headers["WWW-Authenticate"]
    assert answer.content_type == "application/problem+json"


def test_token_that_opens_nothing_is_not_taken_for_nobody(site):
    answer = site.client().get(PROJECTS, headers={"Authorization": "Bearer gzs_x"})

    assert answer.status_code == 401


@pytest.mark.parametrize("path", [PROJECTS, "/ogc/collections", "/api/v1/layers"])
@pytest.mark.parametrize(
    "form",
    ["{token}", "Token {token}", "token={token}", "Bearer{token}", "ApiKey x", " "],
)
def test_token_that_is_not_sent_as_bearer_is_told_how_to_write_it(site, path, form):
    token = site.bearer("boss")["Authorization"].removeprefix("Bearer ")
    headers = {"Authorization": form.format(token=token)}

    answer = site.client().get(path, headers=headers)

    if not form.strip():
        assert answer.status_code == 200  # An empty header is none.
        return
    assert answer.status_code == 401
    assert 'error="invalid_request"' in answer.headers["WWW-Authenticate"]
    (problem,) = answer.get_json()["problems"]
    assert "write Authorization: Bearer gzs_…" in problem["message"]
    assert token not in answer.text


@pytest.mark.parametrize("form", ["{token}:", "boss:{token}"])
def test_token_as_a_password_is_told_how_to_write_it(site, form):
    token = site.bearer("boss")["Authorization"].removeprefix("Bearer ")
    words = b64encode(form.format(token=token).encode()).decode()

    answer = site.client().get(PROJECTS, headers={"Authorization": f"Basic {words}"})

    assert answer.status_code == 401
    assert "Bearer" in answer.get_json()["problems"][0]["message"]


@pytest.mark.parametrize("header", ["Basic Ym9zczp4", "basic ###", "Negotiate YII="])
def test_proof_for_a_proxy_in_front_stays_that_of_the_public(site, header):
    answer = site.client().get(PROJECTS, headers={"Authorization": header})

    assert answer.status_code == 200


def test_token_for_reading_reads_and_does_not_write(site):
    with site.register.write(cli_actor()) as writer:
        text, _ = tokens.create_token(writer, "boss", label="x", scope="read")
    headers = {"Authorization": f"Bearer {text}"}
    path = add(site).headers["Location"]
    client = site.client()

    assert client.get(path, headers=headers).status_code == 200
    assert client.get(f"{path}/history", headers=headers).status_code == 200
    refused = [
        client.post(PROJECTS, json=WHOLE, headers=headers),
        client.patch(path, json={"version": 1}, headers=headers),
        client.delete(f"{path}?version=1", headers=headers),
        client.post("/api/v1/register/ledger", json={}, headers=headers),
    ]
    for answer in refused:
        assert answer.status_code == 403
        assert 'scope="write"' in answer.headers["WWW-Authenticate"]
        assert "for reading" in answer.text


def test_token_is_worth_what_its_account_is_worth_now(site):
    client = site.client()
    assert add(site, "viewer").status_code == 403
    assert add(site, "baotou", league="150600", geometry=None).status_code == 403
    assert add(site, "baotou").status_code == 201
    with site.register.write(cli_actor()) as writer:
        set_disabled(writer, "planner", is_disabled=True)

    assert add(site, "planner").status_code == 401
    headers = site.bearer("planner")
    assert client.get(PROJECTS, headers=headers).status_code == 401


def test_token_expires_by_the_clock(site):
    site.clock.turn(days=90, seconds=-1)
    assert add(site).status_code == 201
    site.clock.turn(seconds=1)

    assert add(site).status_code == 401


def test_good_token_passes_while_bad_ones_of_its_network_have_to_wait(site):
    client = site.client()
    answers = [
        client.get(PROJECTS, headers={"Authorization": f"Bearer gzs_{number}"})
        for number in range(31)
    ]

    assert {one.status_code for one in answers[:30]} == {401}
    assert answers[30].status_code == 429
    assert int(answers[30].headers["Retry-After"]) >= 1
    right = client.get(PROJECTS, headers=site.bearer("boss"))
    assert right.status_code == 200
    bad = {"Authorization": "Bearer gzs_again"}
    assert client.get(PROJECTS, headers=bad).status_code == 429
    elsewhere = {"REMOTE_ADDR": "127.0.0.9"}
    other = client.get(PROJECTS, headers=bad, environ_base=elsewhere)
    assert other.status_code == 401
    assert client.get(PROJECTS).status_code == 200


def test_use_of_a_token_is_noted(site):
    add(site)
    with site.register.read() as session:
        (used,) = tokens.list_tokens(session, account="planner")

    assert used.last_used_at == site.clock.now


def test_site_without_a_register_says_so(client):
    for method, path in [("GET", PROJECTS), ("POST", PROJECTS), ("GET", "ledger")]:
        address = path if path.startswith("/") else f"/api/v1/register/{path}"
        answer = client.open(
            address, method=method, json={} if method == "POST" else None
        )
        assert answer.status_code == 404
        assert "geo-zs register init" in answer.text


def test_routes_that_need_a_token_say_so_in_the_document(site, document):
    scheme = document["components"]["securitySchemes"]["bearer"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    methods = document["paths"]["/api/v1/register/projects"]
    assert methods["post"]["security"] == [{"bearer": []}]
    assert methods["get"]["security"] == [{}, {"bearer": []}]
    assert (
        document["paths"]["/api/v1/match"]["post"]["security"]
        == methods["get"]["security"]
    )


@pytest.mark.parametrize(
    "name", [" ", "\t", "\u3000", "  \n", "\u200b", "\u00a0\u3164"]
)
@pytest.mark.parametrize(
    ("path", "field", "values"),
    [
        ("projects", "name_zh", WHOLE),
        ("companies", "name_zh", {"league": "150200"}),
        ("steps", "name", {"project_id": "R-000001"}),
    ],
)
def test_name_that_shows_nothing_is_none(site, path, field, values, name):
    add(site)
    headers = site.bearer("boss")
    address = f"/api/v1/register/{path}"

    answer = site.client().post(address, json={**values, field: name}, headers=headers)

    assert answer.status_code == 422, answer.text
    assert field in fields(answer)


def test_name_is_not_changed_into_one_that_shows_nothing(site):
    headers = site.bearer("planner")
    made = site.client().post(
        "/api/v1/register/companies",
        json={"name_zh": "某公司", "league": "150200"},
        headers=headers,
    )

    assert made.status_code == 201, made.text
    path = f"/api/v1/register/companies/{made.get_json()['ids'][0]}"
    answer = change(site, path, {"name_zh": "\u3000"}, 1)

    assert answer.status_code == 422
    assert fields(answer) == {"name_zh"}
