"""Nobody learns of internal records by any way of the site that is open to them.

A register is filled with records whose names stand nowhere else; then every public
address is asked, with filters, searches and wrong values, and so is the API for an
account that is limited to another league.
"""

from __future__ import annotations

import io
import re
import shutil
import zipfile

import pypdfium2
import pytest

from geo_zs.register.published import read_published
from tests.web.register_site import (
    PUBLIC_NAME,
    SECRET_BAOTOU,
    SECRET_COMPANY,
    SECRET_FACT,
    SECRET_NOWHERE,
    SECRET_ORDOS,
    SECRET_STEP,
    SECRETS,
    fill,
    make_site,
)

#: Figures that only internal records hold.
FIGURES = ("31.5",)
#: Names of accounts and of people, which the public does not need.
PEOPLE = ("专员", '"planner"', "created_by", "updated_by", '"officer"')

PAGES = [
    "/",
    "/?lang=en",
    "/projects",
    "/projects?league=150200",
    "/projects?q=密",
    f"/projects?q={SECRET_BAOTOU}",
    "/projects?stage=signed&by=league",
    "/projects?by=industry",
    "/projects?by=year",
    "/region",
    "/layers",
    "/layers/projects",
    "/layers/projects?cols=all",
    "/layers/projects?q=密",
    "/layers/projects?sort=name_zh&order=desc",
    "/layers/parks?q=hohhot-jingkai&cols=all",
    "/leagues/150200",
    "/leagues/150600",
    "/parks/hohhot-jingkai",
    "/parks/hohhot-jingkai?lang=en",
    "/data",
    "/match?industry=dairy",
    f"/match?text={SECRET_BAOTOU}",
    "/match.json?industry=dairy",
    "/match.csv?industry=dairy",
    "/match.geojson?industry=dairy",
    "/compare?sites=hohhot-jingkai,baotou-xitu-hitech",
    "/api/docs",
    "/api/v1/openapi.json",
    "/api/v1/layers",
    "/api/v1/layers/projects.geojson",
    "/api/v1/layers/projects.geojson?league=150200&place=label",
    "/api/v1/layers/parks.geojson",
    "/api/v1/places?q=密",
    f"/api/v1/places?q={SECRET_ORDOS}",
    "/api/v1/here?lon=109.84&lat=40.66",
    "/api/v1/sites/hohhot-jingkai/supply",
    "/api/v1/sites/hohhot-jingkai/similar",
    "/api/v1/sites/hohhot-jingkai/benchmark",
    "/api/v1/register/projects",
    "/api/v1/register/projects?per_page=500",
    "/api/v1/register/projects?q=密",
    f"/api/v1/register/projects?q={SECRET_NOWHERE}",
    "/api/v1/register/projects?league=150600",
    "/api/v1/register/projects?stage=signed",
    "/api/v1/register/projects?bbox=97,37,126,54",
    "/api/v1/register/projects?page=2&per_page=1",
    "/api/v1/register/projects?bogus=1",
    "/api/v1/register/companies",
    "/api/v1/register/companies?league=150200",
    "/api/v1/register/park-facts",
    "/api/v1/register/park-facts?park_id=hohhot-jingkai",
    "/api/v1/register/ledger",
    "/api/v1/register/steps",
    "/healthz",
    "/healthz/ready",
    "/login",
    "/account",
    "/planner",
    "/admin/changes",
    "/admin/changes.csv",
    "/admin/users",
    "/no-such-page",
]


@pytest.fixture(scope="module")
def filled(catalog, sqlite_template, tmp_path_factory, quick_hashes):
    """Return a site over a filled register, with what it publishes laid over."""
    file = tmp_path_factory.mktemp("internal") / "register.db"
    shutil.copyfile(sqlite_template, file)
    first = make_site(catalog, f"sqlite:///{file}")
    keys = fill(first)
    with first.register.read() as session:
        published = read_published(session)
    site = make_site(
        catalog.with_published(published), f"sqlite:///{file}", with_people=False
    )
    site.tokens = first.tokens
    yield site, keys
    site.register.close()
    first.register.close()


def text_of(answer):
    """Return all that an answer says: its headers and its body, unpacked."""
    body = answer.get_data()
    if body[:5] == b"%PDF-":
        body = pdf_text(body).encode()
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    return f"{answer.headers}\n{body.decode('utf-8', 'replace')}"


def pdf_text(content):
    """Return the text of all pages of a PDF."""
    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def told(text, words):
    """Return which of the words a text repeats although nobody typed them."""
    return [word for word in words if word in text]


def without_echo(path, text):
    """Return a text without what the address itself said."""
    for part in re.findall(r"=([^&]*密[^&]*)", path):
        text = text.replace(part, "")
    return text


@pytest.mark.parametrize("path", PAGES)
def test_public_sees_no_internal_record(filled, path):
    site, _ = filled
    answer = site.client().get(path, follow_redirects=True)
    text = without_echo(path, text_of(answer))

    assert answer.status_code < 500
    assert told(text, SECRETS) == []
    assert told(text, [word[:3] for word in SECRETS]) == []
    if path.startswith(("/api/v1/register", "/parks", "/layers/parks")):
        assert told(text, FIGURES) == []
    if path.startswith("/api/v1/register"):
        assert told(text, PEOPLE) == []


def test_public_record_is_there_so_that_the_test_looks_in_the_right_places(filled):
    site, keys = filled
    client = site.client()

    listed = client.get("/api/v1/register/projects").get_json()
    assert [one["name_zh"] for one in listed["projects"]] == [PUBLIC_NAME]
    assert listed["total"] == 1
    one = client.get(f"/api/v1/register/projects/{keys[PUBLIC_NAME]}").get_json()
    assert one["name_zh"] == PUBLIC_NAME
    assert PUBLIC_NAME in client.get("/layers/projects?q=公开的乳品").text
    assert PUBLIC_NAME in client.get("/api/v1/layers/projects.geojson").text


def test_search_tells_a_hidden_record_from_none_by_nothing(filled):
    site, _ = filled
    client = site.client()
    there = client.get(f"/api/v1/places?q={SECRET_BAOTOU}").get_json()
    nowhere = client.get("/api/v1/places?q=密甲包头内部顷目").get_json()

    assert [one["id"] for one in there["places"]] == [
        one["id"] for one in nowhere["places"]
    ]


@pytest.mark.parametrize("name", [None, "ordos"])
@pytest.mark.parametrize("suffix", ["", "?x=1", "/history"])
def test_hidden_project_is_answered_like_one_that_is_not_there(filled, name, suffix):
    site, keys = filled
    client = site.client()
    headers = site.bearer(name)
    answers = [
        client.get(f"/api/v1/register/projects/{key}{suffix}", headers=headers)
        for key in (keys[SECRET_BAOTOU], "R-999999")
    ]

    texts = [
        one.text.replace(keys[SECRET_BAOTOU], "R")
        .replace("R-999999", "R")
        .replace(one.headers["X-Request-ID"], "")
        for one in answers
    ]
    assert answers[0].status_code == answers[1].status_code
    assert texts[0] == texts[1]
    assert "密" not in texts[0]


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/register/projects?per_page=500",
        "/api/v1/register/projects?q=密",
        "/api/v1/register/projects?league=150200",
        "/api/v1/register/companies",
        "/api/v1/register/ledger",
        "/api/v1/register/steps",
        "/api/v1/register/park-facts",
    ],
)
def test_account_of_another_league_sees_only_its_own(filled, path):
    site, _ = filled
    text = text_of(site.client().get(path, headers=site.bearer("ordos")))

    hidden = (
        SECRET_BAOTOU,
        SECRET_NOWHERE,
        SECRET_COMPANY,
        SECRET_FACT,
        SECRET_STEP,
    )
    assert told(text, hidden) == []


def test_account_of_a_league_sees_its_own_and_the_public_ones(filled):
    site, _ = filled

    def names(who):
        path = "/api/v1/register/projects"
        listed = site.client().get(path, headers=site.bearer(who)).get_json()
        assert listed["total"] == len(listed["projects"])
        return {one["name_zh"] for one in listed["projects"]}

    assert names("ordos") == {PUBLIC_NAME, SECRET_ORDOS}
    assert names("baotou") == {PUBLIC_NAME, SECRET_BAOTOU}
    assert names("viewer") == {
        PUBLIC_NAME,
        SECRET_BAOTOU,
        SECRET_ORDOS,
        SECRET_NOWHERE,
    }


@pytest.mark.parametrize(
    ("method", "body"),
    [("PATCH", {"land_ha": 3, "version": 1}), ("DELETE", None)],
)
def test_writing_to_a_hidden_project_tells_nothing_of_it(filled, method, body):
    site, keys = filled
    before = site.register.revision()
    for version in (1, 2):
        path = f"/api/v1/register/projects/{keys[SECRET_ORDOS]}"
        headers = {**site.bearer("baotou"), "If-Match": f'"{version}"'}
        sent = None if body is None else {**body, "version": version}
        answer = site.client().open(path, method=method, json=sent, headers=headers)
        assert answer.status_code == 404
        assert "密" not in answer.text
    assert site.register.revision() == before


def test_account_of_a_league_does_not_change_the_public_project_of_another(filled):
    site, keys = filled
    client = site.client()
    path = f"/api/v1/register/projects/{keys[PUBLIC_NAME]}"
    headers = {**site.bearer("ordos"), "If-Match": '"1"'}

    assert client.patch(path, json={"land_ha": 3}, headers=headers).status_code == 403


def test_steps_of_a_public_project_are_not_public(filled):
    site, _ = filled
    client = site.client()

    assert client.get("/api/v1/register/steps").status_code == 401
    listed = client.get("/api/v1/register/steps", headers=site.bearer("viewer"))
    assert SECRET_STEP in listed.text


def test_page_that_was_shown_to_an_account_is_not_shown_to_the_next(filled):
    site, _ = filled
    path = "/api/v1/register/projects"
    inside = site.client().get(
        path, headers={**site.bearer("viewer"), "Accept-Encoding": "gzip"}
    )
    outside = site.client().get(path, headers={"Accept-Encoding": "gzip"})

    assert inside.headers["Cache-Control"] == "no-store"
    assert "Authorization" in inside.headers["Vary"]
    assert inside.data != outside.data
    assert "Authorization" in outside.headers["Vary"]


#: Pages of the workbench; {hidden} is a project of another league.
WORKBENCH = [
    "/planner",
    "/planner/board",
    "/planner/board?month=2026-01",
    "/planner/circular?month=2026-01",
    "/planner/circular.xlsx?month=2026-01",
    "/planner/companies",
    "/planner/ledger",
    "/planner/ledger?month=2026-01",
    "/planner/map",
    "/planner/parks",
    "/planner/parks/hohhot-jingkai",
    "/planner/projects",
    "/planner/projects?q=密",
    "/planner/projects?league=150200",
    "/planner/projects-map.geojson",
    "/planner/projects.csv",
    "/planner/projects.geojson",
    "/planner/projects.gpkg",
    "/planner/projects.xlsx",
    "/planner/projects/{hidden}",
    "/planner/projects/{hidden}/edit",
    "/planner/records/ledger/new",
    "/planner/report.pdf",
    "/planner/targets",
    "/admin/changes",
    "/account",
]


@pytest.mark.parametrize("path", WORKBENCH)
def test_workbench_shows_nothing_of_another_league(filled, path):
    site, keys = filled
    client = site.client("ordos")
    answer = client.get(path.format(hidden=keys[SECRET_BAOTOU]))
    hidden = (SECRET_BAOTOU, SECRET_NOWHERE, SECRET_COMPANY, SECRET_FACT, SECRET_STEP)

    assert answer.status_code < 500
    assert told(without_echo(path, text_of(answer)), hidden) == []


@pytest.mark.parametrize(
    "path",
    [path for path in WORKBENCH if path.startswith("/planner/projects.")]
    + ["/planner/projects", "/planner/report.pdf"],
)
def test_workbench_shows_ones_own_league_so_that_the_test_can_fail(filled, path):
    site, _ = filled
    text = text_of(site.client("ordos").get(path))

    assert SECRET_ORDOS in text
    assert PUBLIC_NAME in text
