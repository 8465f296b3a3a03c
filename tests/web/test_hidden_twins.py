"""An account of one league cannot tell whether another holds internal records."""

from __future__ import annotations

import re

import pytest

from geo_zs.register.changes import changes
from tests.web.hidden_twins import CREDIT, SHIPPED, make_twins, said
from tests.web.planner_samples import HIDDEN
from tests.web.register_site import form_token
from tests.web.test_planner_imports import ONE, act, done, upload
from webapp.planner.import_view import statuses

#: Name of a part of an address → the keys to try; ``own`` and ``hidden`` name lists of
#: `Twins`. A key of `hidden` is asked of both sites, and there is none on one of them.
VALUES = {
    "project_id": ("R-000001", "R-000002", "own area", *(
        f"hidden {one}" for one in ("hidden", "same", "shape", "instead", "gone")
    ), SHIPPED, "R-999999"),
    "layer_id": ("own layer 150200", "hidden layer 150600"),
    "park_id": ("ordos-hitech", "baotou-xitu-hitech"),
    "template_id": ("own template",),
    "batch_id": ("hidden checked", "hidden failed", "hidden reading"),
    "attachment_id": ("own file", "hidden file"),
    "table": ("projects", "ledger"),
    "fmt": ("xlsx", "csv", "geojson", "gpkg", "pdf", "png"),
    "entry_id": ("own entry", f"hidden entry{HIDDEN}", "hidden entry of public"),
    "month": ("2023-06",),
    "change_id": ("1", "2", "40", "60"),
    "fact_id": ("1", "2", "3"),
    "token_id": ("1", "2"),
}  # fmt: skip
KINDS = {
    "entry": ("own entry", f"hidden entry{HIDDEN}", "hidden entry of public"),
    "step": ("own step", f"hidden step{HIDDEN}", "hidden step of public"),
    "company": ("own company", f"hidden company{HIDDEN}", "hidden company of none"),
    "target": ("own target", f"hidden target{HIDDEN}"),
}
QUERIES = {
    "/planner/projects": (
        f"?text={HIDDEN}", "?text=样例", "?league=150600", "?origin=register",
        "?origin=register&sort=pledged_cny_1e8&order=desc", "?size=50&page=2",
        "?show=changed",
    ),
    "/planner/board": (
        "?month=2023-06", "?month=2023-06&by=banner", "?month=2023-06&by=stage",
        "?month=2023-06&league=150600", "?month=2023-06&league=150200",
        "?month=2023-06&origin=register",
    ),
    "/planner/circular": (
        "?month=2023-06", "?month=2023-06&money=reported",
        "?month=2023-06&within=150600", "?month=2023-06&level=banner",
        "?month=2023-05",
    ),
    "/planner/circular.<fmt>": (
        "?month=2023-06&money=reported", "?month=2023-06&within=150600",
        "?month=2023-05",
    ),
    "/planner/circular/templates/<template_id>.xlsx": ("?month=2023-06",),
    "/planner/map": (
        "?shade=pledged_cny_1e8", "?shade=verified_cny_1e8&level=banner",
        "?shade=reported_cny_1e8", "?origin=register", f"?text={HIDDEN}",
    ),
    "/planner/projects-map.geojson": ("?origin=register", f"?text={HIDDEN}"),
    "/planner/projects.<fmt>": ("?origin=register", f"?text={HIDDEN}"),
    "/planner/audit": ("?origin=register", "?origin=register&show=all"),
    "/planner/audit.xlsx": ("?origin=register",),
    "/planner/ledger": ("?month=2023-06", "?league=150600"),
    "/planner/companies": (f"?text={HIDDEN}",),
    "/planner/projects/new": ("?from=@hidden hidden", "?from=@hidden instead"),
    "/planner/records/<kind>/new": (
        "?project=@hidden hidden", "?project_id=@hidden hidden",
    ),
    "/planner/report.pdf": ("?origin=register",),
    "/planner/layers/match": ("?industry=dairy",),
    "/api/v1/register/projects": (
        "?per_page=500", f"?q={HIDDEN}", "?league=150600", "?stage=signed",
        "?bbox=97,37,126,54", "?page=2&per_page=1", "?bogus=1",
    ),
    "/api/v1/register/companies": ("?league=150600",),
    "/api/v1/register/park-facts": ("?park_id=ordos-hitech",),
    "/api/v1/register/ledger": (
        "?month=2023-06", "?project_id=@hidden hidden", "?project_id=R-000002",
    ),
    "/api/v1/register/steps": ("?project_id=@hidden hidden", "?project_id=R-000002"),
}  # fmt: skip
PRIVATE = ("/planner", "/account", "/login", "/api/v1/register")


@pytest.fixture
def own_twins(catalog, sqlite_template, tmp_path, monkeypatch, quick_hashes):
    """Return both sites, for one test that writes."""
    monkeypatch.setenv("GEO_ZS_STATE_DIR", str(tmp_path / "state"))
    made = make_twins(catalog, sqlite_template, tmp_path, with_imports=False)
    yield made
    made.close()


def key_of(twins, value):
    """Return the key that a value of `VALUES` names."""
    whose, _, name = value.partition(" ")
    if whose == "own":
        return twins.own[name]
    # Without imports among what is hidden there is none by that name.
    return twins.hidden.get(name, "B-000009") if whose == "hidden" else value


def addresses(twins, method, begins):
    """Return the addresses of the routes of a method, with the keys of both sites."""
    found = []
    for rule in twins.bare.app.url_map.iter_rules():
        if method not in rule.methods or not rule.rule.startswith(begins):
            continue
        paths = [rule.rule]
        if "<kind>/<key>" in rule.rule:
            paths = [
                rule.rule.replace("<kind>", kind).replace("<key>", key_of(twins, value))
                for kind, values in KINDS.items()
                for value in values
            ]
        for name in re.findall(r"<(?:\w+:)?(\w+)>", paths[0]):
            values = tuple(KINDS) if name == "kind" else VALUES[name]
            paths = [
                re.sub(rf"<(?:\w+:)?{name}>", key_of(twins, value), path)
                for path in paths
                for value in values
            ]
        queries = [
            re.sub(r"@([\w ]+)", lambda at: key_of(twins, at[1]), one)
            for one in ("", *QUERIES.get(rule.rule, ()))
        ]
        found += [path + query for path in paths for query in queries]
    return found


def asked(site, client, who, ask):
    """Ask one site: pages by the session of an account, the API by its token."""
    method, path, body = ask
    if not path.startswith("/api"):
        return client.open(path, method=method, data=body)
    headers = site.bearer(who)
    if method in ("PATCH", "DELETE"):
        headers |= {"If-Match": '"1"'}
    return client.open(path, method=method, json=body, headers=headers)


def differing(twins, asks, *, who="baotou", hides_ids=False):
    """Return of which questions the answers of both sites differ, with the answers.

    Parameters
    ----------
    twins : Twins
    asks : list of (str, str, dict or None)
        Method, address and form or document.
    who : str, optional
        Which account asks.
    hides_ids : bool, optional
        Whether ids that are given anew are left out: they count on.
    """
    clients = [site.client(who) for site in (twins.bare, twins.full)]
    found = []
    for method, path, body in asks:
        answers = []
        for site, client in zip((twins.bare, twins.full), clients, strict=True):
            sent = body
            if method == "POST" and not path.startswith("/api"):
                token = form_token(client.get("/account").text)
                sent = {**(body or {}), "csrf_token": token}
            given = said(asked(site, client, who, (method, path, sent)))
            text = repr(given)
            if hides_ids:
                text = re.sub(r"\b[A-Z]-\d{6}\b", "ID", text)
            answers.append((given[0], text))
        if answers[0] != answers[1] or answers[1][0] >= 500:
            found.append((method, path, body, *answers))
    return found


def told(found):
    """Return which questions were answered differently, and where they part."""
    lines = []
    for method, path, body, (_, one), (_, other) in found:
        pairs = enumerate(zip(one, other, strict=False))
        at = next((at for at, (a, b) in pairs if a != b), 0)
        begin = max(0, at - 60)
        lines.append(
            (method, path, body, one[begin : at + 140], other[begin : at + 140])
        )
    return lines


@pytest.mark.parametrize("who", ["baotou", "onlooker"])
def test_account_of_a_league_reads_the_same_whether_others_hold_records(twins, who):
    paths = addresses(twins, "GET", PRIVATE)
    asks = [("GET", path, None) for path in paths]

    assert len(paths) > 150
    assert told(differing(twins, asks, who=who)) == []


def test_account_without_limit_reads_the_difference_so_that_the_test_can_fail(twins):
    paths = [one for one in addresses(twins, "GET", PRIVATE) if "/api" not in one]
    asks = [("GET", path, None) for path in paths]
    found = {
        path.partition("?")[0] for _, path, *_ in differing(twins, asks, who="viewer")
    }

    own = {f"/planner/projects/{key}" for key in ("R-000001", twins.own["area"])}
    assert found >= own | {
        "/planner",
        "/planner/audit",
        "/planner/audit.xlsx",
        "/planner/board",
        "/planner/circular",
        "/planner/circular.xlsx",
        "/planner/circular/templates/F-000001.xlsx",
        "/planner/companies",
        "/planner/layers",
        "/planner/ledger",
        "/planner/map",
        "/planner/parks",
        "/planner/parks/baotou-xitu-hitech",
        "/planner/parks/ordos-hitech",
        "/planner/projects",
        "/planner/projects-map.geojson",
        "/planner/projects.csv",
        "/planner/projects.geojson",
        "/planner/projects.gpkg",
        "/planner/projects.xlsx",
        "/planner/report.pdf",
        "/planner/targets",
        "/planner/projects/R-000002",
    }


#: A form or a document that most routes can use, with the names of what is hidden.
ENTRY = {
    "month": "2023-07", "scope": "domestic", "currency": "CNY", "is_continued": False,
    "reported_1e4": 5.0,
}  # fmt: skip
COMPANY = {"name_zh": f"{HIDDEN}目标企业", "credit_code": CREDIT, "league": "150200"}
SAME = {
    "name_zh": "样例硅片一号项目", "investor_zh": f"{HIDDEN}集团", "league": "150200",
    "stage": "signed", "supersedes_id": SHIPPED, "credit_code": CREDIT,
}  # fmt: skip
FACT = {
    "park_id": "ordos-hitech", "date": "2026-01", "source": f"{HIDDEN}口径",
    "confidence": "reported", "available_area_ha": 99.0,
}  # fmt: skip


def writes_of_pages(twins):
    """Return forms that name hidden records, or would run into them."""
    hidden = twins.hidden
    form = {"version": "1", "name_zh": "样例", "project_id": hidden["hidden"]}
    asks = [
        ("POST", path, form | {"month": "2023-07"})
        for path in addresses(twins, "POST", ("/planner",))
        if any(key in path for key in hidden.values() if key not in twins.own.values())
    ]
    assert len(asks) > 30
    new = "/planner/records"
    off = {key: str(value) for key, value in ENTRY.items()} | {"is_continued": "no"}
    for key in (hidden["hidden"], "R-000002", "R-999999"):
        asks += [
            ("POST", f"{new}/entry/new", off | {"project_id": key}),
            *(
                ("POST", f"{new}/entry/new", off | {"project_id": key} | more)
                for more in (
                    {"month": "2023-05"},
                    {"month": "2023-06"},
                    {"corrects_month": "2023-06"},
                )
            ),
            ("POST", f"{new}/step/new", {"project_id": key, "name": f"{HIDDEN}催办"}),
            ("POST", f"{new}/company/new", COMPANY | {"project_id": key}),
        ]
    own_records = (
        f"entry/{twins.own['entry']}",
        f"step/{twins.own['step']}",
        f"company/{twins.own['company']}",
    )
    target = {"year": "2023", "scope": "domestic", "value_cny_1e8": "1", "source": "样"}
    asks += [
        ("POST", f"{new}/target/new", target | {"adcode": "150600"}),
        ("POST", f"{new}/target/new", target | {"adcode": "150602"}),
        ("POST", f"{new}/company/new", COMPANY),
        ("POST", f"{new}/company/new", COMPANY | {"league": "150600"}),
        ("POST", f"{new}/company/new", COMPANY | {"league": ""}),
        *(("POST", f"{new}/{kind}/edit", form) for kind in own_records),
        ("POST", "/planner/projects/new", SAME),
        ("POST", "/planner/projects/new", SAME | {"league": "150600"}),
        ("POST", "/planner/parks/ordos-hitech", FACT),
        ("POST", "/planner/ledger/2023-06/reopen", {}),
        ("GET", "/planner/projects", None),
        ("GET", "/planner/companies", None),
        ("GET", "/planner/ledger", None),
    ]
    return asks


def writes_of_api(twins):
    """Return documents that name hidden records, or would run into them."""
    hidden = twins.hidden
    keys = {
        "projects": ("hidden", "same", "shape", "instead", "gone"),
        "ledger": (f"entry{HIDDEN}", "entry of public"),
        "steps": (f"step{HIDDEN}", "step of public"),
        "companies": (f"company{HIDDEN}", "company of none"),
    }
    begin = "/api/v1/register"
    asks = [
        (method, f"{begin}/{table}/{hidden[name]}", body)
        for table, names in keys.items()
        for name in names
        for method, body in (
            ("PATCH", {"version": 1, "notes": "x"}),
            ("PATCH", {"version": 9, "notes": "x"}),
            ("PATCH", {"version": 1, "bogus": "x"}),
            ("DELETE", None),
        )
    ]
    for key in (hidden["hidden"], "R-000002", "R-999999"):
        asks += [
            ("POST", f"{begin}/ledger", ENTRY | {"project_id": key}),
            (
                "POST",
                f"{begin}/ledger",
                ENTRY | {"project_id": key, "month": "2023-05"},
            ),
            (
                "POST",
                f"{begin}/ledger",
                ENTRY | {"project_id": key, "corrects_month": "2023-06"},
            ),
            ("POST", f"{begin}/steps", {"project_id": key, "name": f"{HIDDEN}催办"}),
            ("POST", f"{begin}/companies", COMPANY | {"project_id": key}),
        ]
    own_entry = f"{begin}/ledger/{twins.own['entry']}"
    asks += [
        ("PATCH", own_entry, {"version": 1, "project_id": hidden["hidden"]}),
        ("PATCH", own_entry, {"version": 1, "project_id": "R-000002"}),
        ("POST", f"{begin}/companies", COMPANY),
        ("POST", f"{begin}/companies", COMPANY | {"league": "150600"}),
        ("POST", f"{begin}/companies", {**COMPANY, "league": None}),
        ("POST", f"{begin}/projects", SAME),
        ("POST", f"{begin}/projects", SAME | {"league": "150600"}),
        ("POST", f"{begin}/park-facts", FACT),
        ("DELETE", f"{begin}/park-facts/F-000002", None),
        ("DELETE", f"{begin}/park-facts/F-000003", None),
        ("GET", f"{begin}/projects", None),
    ]
    return asks


@pytest.mark.parametrize("writes", [writes_of_pages, writes_of_api])
def test_who_writes_learns_nothing_of_what_others_hold(own_twins, writes):
    before = own_twins.full.register.revision()
    asks = writes(own_twins)

    assert told(differing(own_twins, asks, hides_ids=True)) == []
    assert own_twins.full.register.revision() != before  # some of them did write


def test_undoing_a_hidden_change_is_like_undoing_none(own_twins):
    site = own_twins.full
    keys = set(own_twins.hidden.values()) - set(own_twins.own.values())
    with site.register.read() as session:
        log = changes(session, limit=500)
    numbers = [one.change_id for one in log if one.key in keys]
    assert len(numbers) > 12
    said_number = re.compile(r"(changes/|&#39;|“)\d+".encode())
    client, answers = site.client("baotou"), set()
    for number in [*numbers, 999_999]:
        path = f"/planner/changes/{number}/undo"
        for extra in ({}, {"project_id": own_twins.hidden["hidden"]}):
            body = extra | {"csrf_token": form_token(client.get("/account").text)}
            code, _, text = said(client.post(path, data=body))
            answers.add((code, said_number.sub(b"", text)))

    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_undoing_a_hidden_layer_is_like_undoing_none(own_twins):
    site, key = own_twins.full, own_twins.hidden["layer 150600"]
    with site.register.read() as session:
        (line,) = changes(session, table="constraint_layer", key=key)
    client, answers = site.client("baotou"), set()
    for one, number in [(key, line.change_id), (key, 999_999), ("C-000999", 1)]:
        token = form_token(client.get("/account").text)
        data = {"change_id": str(number), "csrf_token": token}
        path = f"/planner/layers/{one}/undo"
        code, _, text = said(client.post(path, data=data, follow_redirects=True))
        answers.add((code, text))

    assert len(answers) == 1


FILE = (
    "项目名称,投资方,总投资（亿元）,旗县区\n"
    f"{HIDDEN}甲项目,{HIDDEN}集团,5,昆都仑区\n"
    "样例硅片一号项目,样例甲公司,15,昆都仑区\n"
    f"{HIDDEN}跨界项目,,3,昆都仑区\n"
)


@pytest.mark.parametrize("ids", [False, True])
def test_import_names_no_record_of_another_league(own_twins, tmp_path, ids):
    content = FILE
    if ids:  # as if one had guessed the numbers of records
        head, *rows = FILE.splitlines()
        keys = [own_twins.hidden[one] for one in ("hidden", "gone", "instead")]
        lines = [f"{key},{row}" for key, row in zip(keys, rows, strict=True)]
        content = "\n".join([f"项目编号,{head}", *lines]) + "\n"
    pages = []
    for site in (own_twins.bare, own_twins.full):
        client = site.client("baotou")
        with pytest.MonkeyPatch.context() as patch:
            folder = tmp_path / ("full" if pages else "bare")
            patch.setenv("GEO_ZS_STATE_DIR", str(folder))
            assert upload(client, content).location == ONE
            found = [done(client)]
            found += [client.get(f"{ONE}?status={one}").text for one in statuses()]
            found.append(act(client, "accept", which="all"))
            found.append(client.get(f"{ONE}/faults.xlsx").status_code)
        pages.append(
            [re.sub(r'(csrf_token" [^>]*value=")[^"]+', "", str(one)) for one in found]
        )

    assert HIDDEN in pages[0][0]  # the file itself says it
    for bare, full in zip(*pages, strict=True):
        assert re.sub(r"\bR-\d{6}\b", "", bare) == re.sub(r"\bR-\d{6}\b", "", full)
