"""Who may do what: every address of the site against every role.

A new address without a line in `LEAST` fails; so does a line without an address.
"""

from __future__ import annotations

import re
import shutil

import pytest

from tests.web.register_site import Site, form_token, make_site

#: Method and address → the least role. ``public`` is anybody.
LEAST: dict[tuple[str, str], str] = {}
LEAST |= dict.fromkeys(
    [
        ("GET", rule)
        for rule in (
            "/",
            "/api/docs",
            "/api/v1/here",
            "/api/v1/layers",
            "/api/v1/layers/<layer_id>.geojson",
            "/api/v1/openapi.json",
            "/api/v1/places",
            "/api/v1/register/companies",
            "/api/v1/register/park-facts",
            "/api/v1/register/projects",
            "/api/v1/register/projects/<project_id>",
            "/api/v1/sites/<site_id>/benchmark",
            "/api/v1/sites/<site_id>/similar",
            "/api/v1/sites/<site_id>/supply",
            "/compare",
            "/data",
            "/data/industrial-park.schema.json",
            "/data/investment-project.schema.json",
            "/data/open-data.zip",
            "/data/site-eco-left-out.csv",
            "/data/site-eco.csv",
            "/healthz",
            "/healthz/ready",
            "/metrics",
            "/layers",
            "/layers/<layer_id>",
            "/leagues/<adcode>",
            "/login",
            "/match",
            "/match-excluded.csv",
            "/match.csv",
            "/match.geojson",
            "/match.json",
            "/match.xlsx",
            "/method",
            "/parks/<park_id>",
            "/projects",
            "/region",
            "/static/<path:path>",
        )
    ],
    "public",
)
#: The service of OGC: every address with a slash at its end, and without.
LEAST |= dict.fromkeys(
    [
        ("GET", f"/ogc{rule}{slash}")
        for slash in ("", "/")
        for rule in (
            "",
            "/api",
            "/collections",
            "/collections/<collectionId>",
            "/collections/<collectionId>/geojson-schema",
            "/collections/<collectionId>/items",
            "/collections/<collectionId>/items/<featureId>",
            "/collections/<collectionId>/queryables",
            "/collections/<collectionId>/schema",
            "/conformance",
            "/functions",
        )
    ],
    "public",
)
#: Sent by anybody, and changing nothing but the session of who sends it.
LEAST |= dict.fromkeys(
    [
        ("POST", rule)
        for rule in (
            "/api/v1/allocate",
            "/api/v1/compare",
            "/api/v1/match",
            "/api/v1/match/batch",
            "/match",
            "/login",
            "/logout",
        )
    ],
    "public",
)
LEAST |= {
    ("GET", "/account"): "viewer",
    ("POST", "/account/password"): "viewer",
    ("POST", "/account/tokens"): "viewer",
    ("POST", "/account/tokens/<int:token_id>/revoke"): "viewer",
    ("GET", "/admin/changes"): "admin",
    ("GET", "/admin/changes.csv"): "admin",
    ("GET", "/admin/users"): "admin",
    ("POST", "/admin/users"): "admin",
    ("GET", "/admin/users/<name>"): "admin",
    ("POST", "/admin/users/<name>"): "admin",
    ("POST", "/admin/users/<name>/disable"): "admin",
    ("POST", "/admin/users/<name>/enable"): "admin",
    ("POST", "/admin/users/<name>/password"): "admin",
    ("GET", "/api/v1/register/ledger"): "viewer",
    ("GET", "/api/v1/register/steps"): "viewer",
    ("GET", "/api/v1/register/projects/<project_id>/history"): "planner",
}
for _table, _key in (
    ("companies", "company_id"),
    ("ledger", "entry_id"),
    ("park-facts", "fact_id"),
    ("projects", "project_id"),
    ("steps", "step_id"),
):
    LEAST["POST", f"/api/v1/register/{_table}"] = "planner"
    LEAST["PATCH", f"/api/v1/register/{_table}/<{_key}>"] = "planner"
    LEAST["DELETE", f"/api/v1/register/{_table}/<{_key}>"] = "planner"
#: The workbench: reading, and writing.
LEAST |= dict.fromkeys(
    [
        ("GET", f"/planner{rule}")
        for rule in (
            "",
            "/audit",
            "/audit.xlsx",
            "/board",
            "/circular",
            "/circular.<fmt>",
            "/circular/templates",
            "/circular/templates/<template_id>",
            "/circular/templates/<template_id>.xlsx",
            "/companies",
            "/files/<attachment_id>",
            "/layers",
            "/layers/<layer_id>",
            "/layers/<layer_id>.geojson",
            "/layers/match",
            "/ledger",
            "/map",
            "/parks",
            "/parks/<park_id>",
            "/projects",
            "/projects-map.geojson",
            "/projects.<fmt>",
            "/projects/<project_id>",
            "/report.pdf",
            "/targets",
            "/template/<table>.xlsx",
        )
    ],
    "viewer",
)
LEAST |= dict.fromkeys(
    [
        *(
            ("GET", f"/planner{rule}")
            for rule in (
                "/import",
                "/import/<batch_id>",
                "/import/<batch_id>/faults.xlsx",
                "/import/<batch_id>/progress.json",
                "/layers/<layer_id>/edit",
                "/layers/<layer_id>/removed",
                "/projects/<project_id>/edit",
                "/projects/<project_id>/removed",
                "/projects/new",
                "/records/<kind>/<key>/edit",
                "/records/<kind>/new",
            )
        ),
        *(
            ("POST", f"/planner{rule}")
            for rule in (
                "/changes/<int:change_id>/undo",
                "/circular/templates",
                "/circular/templates/<template_id>",
                "/circular/templates/<template_id>/delete",
                "/files/<attachment_id>/remove",
                "/import",
                "/import/<batch_id>/accept",
                "/import/<batch_id>/choices",
                "/import/<batch_id>/mapping",
                "/import/<batch_id>/undo",
                "/layers",
                "/layers/<layer_id>/delete",
                "/layers/<layer_id>/edit",
                "/layers/<layer_id>/undo",
                "/ledger/<entry_id>/files",
                "/parks/<park_id>",
                "/parks/<park_id>/facts/<fact_id>/delete",
                "/projects/<project_id>/delete",
                "/projects/<project_id>/edit",
                "/projects/new",
                "/records/<kind>/<key>/delete",
                "/records/<kind>/<key>/edit",
                "/records/<kind>/new",
            )
        ),
    ],
    "planner",
)
LEAST |= dict.fromkeys(
    [
        ("POST", "/planner/ledger/<month>/close"),
        ("POST", "/planner/ledger/<month>/reopen"),
    ],
    "admin",
)

ROLES = ("public", "viewer", "planner", "admin")
#: Who tries: name of the account, and its role.
TRIED = (
    (None, "public"),
    ("viewer", "viewer"),
    ("ordos", "viewer"),
    ("planner", "planner"),
    ("baotou", "planner"),
    ("boss", "admin"),
)


def served(app):
    """Return method and address of every route."""
    return {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


@pytest.fixture(scope="module")
def site(catalog, sqlite_template, tmp_path_factory, quick_hashes):
    """Return one site for all lines; nothing that is tried here changes it."""
    file = tmp_path_factory.mktemp("permissions") / "register.db"
    shutil.copyfile(sqlite_template, file)
    made = make_site(catalog, f"sqlite:///{file}")
    yield made
    made.register.close()


@pytest.fixture(scope="module")
def cookies(site):
    """Return the cookie of a session of each account."""
    return {
        name: site.client(name).get_cookie("geo_zs").value
        for name, _ in TRIED
        if name is not None
    }


def client_of(site: Site, cookies, name):
    client = site.client()
    if name is not None:
        client.set_cookie("geo_zs", cookies[name])
    return client


def ask(site: Site, cookies, name, method, rule):
    """Send a request that names nothing that is there, so that it changes nothing."""
    path = re.sub(r"<int:\w+>", "999999", rule)
    path = re.sub(r"<\w+:\w+>", "css/site.css", path)
    path = re.sub(r"<\w+>", "nobody", path)
    if rule.startswith("/api"):
        header = site.bearer(name)
        body = {} if method in ("POST", "PATCH") else None
        return site.client().open(path, method=method, json=body, headers=header)
    client = client_of(site, cookies, name)
    data = None
    if method == "POST":
        page = client.get("/account" if name else "/login")
        data = {"csrf_token": form_token(page.text)}
    return client.open(path, method=method, data=data)


def is_refused(answer):
    """Tell whether an answer says that one has to be somebody else."""
    place = answer.headers.get("Location", "")
    is_sent_to_log_in = answer.status_code == 303 and place.startswith("/login?next=")
    return answer.status_code in (401, 403) or is_sent_to_log_in or place == "/login"


def test_every_address_has_a_line_and_every_line_an_address(app):
    assert served(app) == set(LEAST)


@pytest.mark.parametrize("who", TRIED, ids=lambda who: who[0] or "public")
@pytest.mark.parametrize(
    ("method", "rule"), [key for key in LEAST if key != ("POST", "/logout")]
)
def test_role_opens_what_it_may_and_nothing_more(site, cookies, who, method, rule):
    name, role = who
    answer = ask(site, cookies, name, method, rule)
    may = ROLES.index(role) >= ROLES.index(LEAST[method, rule])

    assert answer.status_code < 500
    assert answer.status_code != 405
    if rule == "/login" and method == "POST":
        assert answer.status_code in (401, 429)
        return
    assert is_refused(answer) != may
    if not may and rule.startswith("/api"):
        assert answer.status_code == (401 if name is None else 403)
        assert answer.content_type == "application/problem+json"
        if name is None:
            assert answer.headers["WWW-Authenticate"] == 'Bearer realm="geo_zs"'
    elif not may:
        assert answer.status_code == (303 if name is None else 403)


@pytest.mark.parametrize(
    ("method", "rule"),
    [key for key in LEAST if key[1].startswith("/api") and LEAST[key] != "public"],
)
def test_session_opens_nothing_below_api(site, cookies, method, rule):
    path = re.sub(r"<\w+>", "nobody", rule)
    client = client_of(site, cookies, "boss")
    token = form_token(client.get("/account").text)
    headers = {"X-CSRFToken": token}
    body = {} if method in ("POST", "PATCH") else None

    answer = client.open(path, method=method, json=body, headers=headers)

    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("method", "rule"),
    [key for key in LEAST if not key[1].startswith("/api") and LEAST[key] != "public"],
)
def test_token_opens_no_page(site, method, rule):
    path = re.sub(r"<int:\w+>", "1", rule)
    path = re.sub(r"<\w+>", "nobody", path)

    answer = site.client().open(path, method=method, headers=site.bearer("boss"))

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/login")


def test_writing_route_is_the_api_or_private_or_known_to_change_nothing(app):
    harmless = {"/match"}
    private = ("/login", "/logout", "/account", "/admin", "/planner")
    for method, rule in served(app):
        if method == "GET" or rule.startswith("/api") or rule in harmless:
            continue
        assert rule.startswith(private), rule


def test_matrix_can_fail(site, cookies):
    answer = ask(site, cookies, "viewer", "GET", "/admin/users")

    assert is_refused(answer)
    assert not is_refused(ask(site, cookies, "boss", "GET", "/admin/users"))
