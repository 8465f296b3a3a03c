"""The public cannot tell whether the register holds internal records.

Every public address, found in the routes of the app, answers byte for byte the same
over two registers of which one holds more internal records; and what somebody who is
logged in was shown is kept for nobody.
"""

from __future__ import annotations

import re

import pytest

from tests.web.hidden_twins import SHIPPED, said
from tests.web.planner_samples import HIDDEN
from tests.web.test_permissions import LEAST

VALUES = {
    "project_id": ("hidden hidden", "hidden instead", "R-000002", SHIPPED),
    "layer_id": ("parks", "projects", "leagues"),
    "site_id": ("ordos-hitech", "baotou-xitu-hitech"),
    "park_id": ("ordos-hitech", "baotou-xitu-hitech"),
    "adcode": ("150200", "150600"),
    "path": ("css/site.css",),
    "collectionId": ("register_projects", "projects", "sites"),
    "featureId": ("hidden hidden", "R-000002", "ordos-hitech"),
}
ITEMS = "/ogc/collections/<collectionId>/items"
QUERIES = {
    ITEMS: (
        "?limit=1000", "?limit=1&offset=1", "?f=csv", "?f=html&lang=en",
        "?bbox=97,37,126,54", "?datetime=2020-01-01/..", "?filter=pledged_cny_1e8>0",
        f"?filter=name_zh+LIKE+'%25{HIDDEN}%25'", f"?name_zh={HIDDEN}",
        "?filter=officer='x'", "?filter=officer+IS+NULL", "?crs=x",
    ),
    "/": ("?lang=en",),
    "/projects": (
        f"?q={HIDDEN}", "?league=150600", "?stage=signed&by=league", "?by=year",
    ),
    "/layers/<layer_id>": (f"?q={HIDDEN}", "?cols=all", "?sort=name_zh&order=desc"),
    "/match": (
        "?industry=dairy", f"?text={HIDDEN}甲项目", "?industry=dairy&area=150600",
    ),
    "/match.json": ("?industry=dairy", "?industry=pv_wafer&land_ha=20"),
    "/match.csv": ("?industry=dairy",),
    "/match.geojson": ("?industry=dairy",),
    "/match.xlsx": ("?industry=dairy",),
    "/match-excluded.csv": ("?industry=pv_wafer&land_ha=20",),
    "/compare": ("?sites=ordos-hitech,baotou-xitu-hitech",),
    "/login": ("?next=/planner/projects/@hidden",),
    "/api/v1/places": (f"?q={HIDDEN}", "?q=样例"),
    "/api/v1/here": ("?lon=109.99&lat=39.81", "?lon=109.84&lat=40.66"),
    "/api/v1/layers/<layer_id>.geojson": ("?league=150600&place=label",),
    "/api/v1/register/projects": (
        "?per_page=500", f"?q={HIDDEN}", "?league=150600", "?bbox=97,37,126,54",
        "?page=2&per_page=1", "?bogus=1",
    ),
    "/api/v1/register/companies": ("?league=150600",),
    "/api/v1/register/park-facts": ("?park_id=ordos-hitech",),
}  # fmt: skip
WAFER = {"industry": "pv_wafer", "land_ha": 20}
BODIES = {
    "/api/v1/match": (WAFER, {"text": f"{HIDDEN}甲项目，单晶硅片，用地300亩"}, {}),
    "/api/v1/match/batch": ([WAFER, {"industry": "dairy"}],),
    "/api/v1/compare": (
        {"requirement": WAFER, "sites": ["ordos-hitech", "baotou-xitu-hitech"]},
    ),
    "/api/v1/allocate": (
        {
            "projects": [{"id": "wafer", "requirement": WAFER}],
            "sites": ["ordos-hitech", "baotou-xitu-hitech"],
            "unknown_capacity": "unlimited",
        },
    ),
}
#: Every public address that is read. The counters of the process are for its own host
#: alone, and differ with the requests that either site was sent.
RULES = sorted(
    rule
    for (method, rule), who in LEAST.items()
    if (method, who) == ("GET", "public") and rule != "/metrics"
)


def paths_of(twins, rule):
    """Return addresses of a route, with keys of what is there and what is hidden."""
    paths = [rule]
    for name in re.findall(r"<(?:\w+:)?(\w+)>", rule):
        paths = [
            re.sub(rf"<(?:\w+:)?{name}>", value, path)
            for path in paths
            for value in VALUES[name]
        ]
    queries = ("", *QUERIES.get(rule, ()))
    found = [path + query for path in paths for query in queries]
    found = [one.replace("@hidden", twins.hidden["hidden"]) for one in found]
    return [
        re.sub(r"hidden (\w+)", lambda at: twins.hidden[at[1]], one) for one in found
    ]


@pytest.mark.parametrize("rule", RULES)
def test_public_reads_the_same_whatever_is_internal(twins, rule):
    for path in paths_of(twins, rule):
        bare, full = (
            said(site.client().get(path)) for site in (twins.bare, twins.full)
        )
        assert bare == full, path
        assert full[0] < 500


@pytest.mark.parametrize("rule", BODIES)
def test_public_is_answered_the_same_whatever_is_internal(twins, rule):
    for body in BODIES[rule]:
        bare, full = (
            said(site.client().post(rule, json=body))
            for site in (twins.bare, twins.full)
        )
        assert bare == full
        assert full[0] == (200 if body else 422)


def test_what_is_public_is_published_so_that_the_test_looks_in_the_right_places(twins):
    shown = twins.full.client().get("/api/v1/layers/projects.geojson").text

    assert "样例公开二号项目" in shown
    assert "样例硅片一号项目" not in shown


def private_paths(twins):
    """Return the addresses of the workbench that are read and need no key."""
    rules = [rule for (method, rule) in LEAST if method == "GET" and "<" not in rule]
    begins = ("/planner", "/account", "/admin")
    paths = [one for one in rules if one.startswith(begins)]
    keys = [f"/planner/projects/{twins.hidden['hidden']}", "/planner/projects.csv"]
    files = [f"/planner/files/{twins.own['file']}", "/planner/layers/C-000001.geojson"]
    return sorted(paths) + keys + files


def test_page_of_the_workbench_is_kept_by_nobody_and_answered_to_nobody_else(twins):
    inside, outside = twins.full.client("viewer"), twins.full.client()
    boss = twins.full.client("admin")
    for path in private_paths(twins):
        client = boss if path.startswith(("/admin", "/planner/import")) else inside
        asked = {"Accept-Encoding": "gzip, br"}
        shown = client.get(path, headers=asked, buffered=True)  # one is streamed
        refused_one = shown.status_code == 403
        assert shown.status_code == 200 or refused_one, path
        assert shown.headers["Cache-Control"] == "no-store", path
        assert "Cookie" in shown.headers["Vary"], path
        assert "Last-Modified" not in shown.headers, path
        tag = shown.headers.get("ETag", '"x"')
        refused = outside.get(path, headers={"If-None-Match": f"{tag}, *"})
        assert refused.status_code == 303, path
        assert refused.headers["Location"].startswith("/login?next="), path
        assert refused.headers["Cache-Control"] == "no-store", path
        assert HIDDEN not in refused.text


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
def test_tag_of_what_a_token_is_shown_makes_no_304_for_others(twins, encoding):
    path = "/api/v1/register/projects?per_page=500"
    asked = {"Accept-Encoding": encoding}
    before = twins.full.client().get(path, headers=asked)
    inside = twins.full.client().get(path, headers=asked | twins.full.bearer("viewer"))
    tag = inside.headers.get("ETag", '"none"')
    after = twins.full.client().get(path, headers=asked | {"If-None-Match": tag})

    assert inside.data != before.data
    assert inside.headers["Cache-Control"] == "no-store"
    assert (after.status_code, after.data) == (200, before.data)
    assert after.headers["Content-Length"] == before.headers["Content-Length"]
    again = {"If-None-Match": before.headers["ETag"]}
    back = twins.full.client().get(
        path, headers=asked | again | twins.full.bearer("viewer")
    )
    assert (back.status_code, back.data) == (200, inside.data)
