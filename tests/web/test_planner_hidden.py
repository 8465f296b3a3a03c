"""Rows of other leagues appear nowhere in the workbench of an account of one league.

Every address that is read is tried, found in the routes of the app, so that a new
one is tried too.
"""

from __future__ import annotations

import io
import re
import zipfile

import pypdfium2
import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.attachments import attach
from geo_zs.register.ledger_months import close_month
from tests.web.planner_samples import HIDDEN, HIDDEN_AMOUNT, bring, fill

#: Words that only an account of 鄂尔多斯, or of no limit, may read. The amounts are
#: those of the hidden project, and sums that hold it.
WORDS = (
    HIDDEN,
    "样例内部三号",
    "2,771",
    "2771",
    "2,786",  # with the 15 of 包头
    "2,794",  # and the 8 of 鄂尔多斯, public
    "654,321",
    "654321",
    "65.43",  # 654,321.5 万元 in 亿元
    "31415",
    "31,415",
)
#: Name of a part of an address → values to try: own, hidden, public.
VALUES = {
    "project_id": ("R-000001", "R-000002", "R-000003", "@hidden", "P-0001"),
    "kind": ("entry", "step", "company", "target"),
    "key": ("@entry密样", "@step密样", "@company密样", "@target密样"),
    "layer_id": ("@layer 150200", "@layer 150600"),
    "park_id": ("ordos-hitech", "baotou-xitu-hitech"),
    "template_id": ("@template",),
    "batch_id": ("@checked", "@failed", "@reading"),
    "attachment_id": ("@file",),
    "table": ("projects", "ledger"),
    "fmt": ("xlsx", "csv", "geojson", "gpkg", "pdf"),
}
QUERIES = {
    "/planner/projects": ("?text=密样", "?league=150600", "?sort=pledged_cny_1e8"),
    "/planner/board": ("?month=2023-06", "?by=banner", "?league=150600"),
    "/planner/circular": ("?month=2023-06", "?month=2023-06&money=reported"),
    "/planner/circular.<fmt>": ("?month=2023-06&money=reported",),
    "/planner/circular/templates/<template_id>.xlsx": ("?month=2023-06",),
    "/planner/map": ("?shade=pledged_cny_1e8", "?shade=verified_cny_1e8&level=banner"),
    "/planner/ledger": ("?month=2023-06",),
    "/planner/companies": ("?text=密样",),
    "/planner/projects/new": ("?from=@hidden",),
}


@pytest.fixture
def keys(planner_register, catalog, tmp_path):
    """Fill the register; return the keys of what is in it."""
    found = fill(planner_register, catalog) | bring(planner_register, catalog, tmp_path)
    with planner_register.write(cli_actor()) as writer:
        content = f"%PDF-1.7\n{HIDDEN}".encode()
        found["file"] = attach(writer, found[f"entry{HIDDEN}"], "凭证.pdf", content)
        close_month(writer, "2023-06")
    return found


def addresses(app, keys):
    """Return the addresses of the workbench that are read."""
    found = []
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/planner") or "GET" not in rule.methods:
            continue
        paths = [rule.rule]
        for name in re.findall(r"<(?:\w+:)?(\w+)>", rule.rule):
            paths = [
                re.sub(rf"<(?:\w+:)?{name}>", value, path)
                for path in paths
                for value in VALUES[name]
            ]
        queries = ("", *QUERIES.get(rule.rule, ()))
        found += [path + query for path in paths for query in queries]
    return [re.sub(r"@([a-z0-9密样 ]+)", lambda at: keys[at[1]], one) for one in found]


def text_of(answer):
    """Return all that an answer says: headers, and the body unpacked."""
    body = answer.get_data()
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    elif body.startswith(b"%PDF-") and len(body) > 200:
        document = pypdfium2.PdfDocument(body)
        text = "".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        body = text.encode()
    return f"{answer.headers}\n{body.decode('utf-8', 'replace')}"


def leaks(client, paths):
    """Return which answers hold words that the reader may not see."""
    found = []
    for path in paths:
        answer = client.get(path)
        text = text_of(answer)
        asked = path.partition("?")[2]
        told = [word for word in WORDS if word in text and word not in asked]
        if HIDDEN in asked:  # an answer may repeat the question
            text = text.replace(asked.partition("=")[2], "").replace(HIDDEN, "", 2)
            told = [word for word in WORDS if word in text]
        if told or answer.status_code >= 500:
            found.append((path, answer.status_code, told))
    return found


def test_account_of_a_league_reads_nothing_of_another(planner_app, league_client, keys):
    paths = addresses(planner_app, keys)

    assert len(paths) > 60
    assert leaks(league_client, paths) == []


def test_account_without_limit_reads_it_so_that_the_test_looks_in_the_right_places(
    viewer_client, planner_client, keys
):
    for path in (
        "/planner/projects?sort=pledged_cny_1e8",
        "/planner/projects.csv",
        "/planner/projects.xlsx",
        "/planner/projects.gpkg",
        "/planner/report.pdf?origin=register",
        f"/planner/projects/{keys['hidden']}",
        "/planner/board?origin=register",
        "/planner/ledger?month=2023-06",
        "/planner/companies",
        "/planner/targets",
        "/planner/parks/ordos-hitech",
        "/planner/layers",
        "/planner/projects-map.geojson",
    ):
        assert leaks(viewer_client, [path]) != [], path
    assert leaks(planner_client, ["/planner/import"]) != []
    assert HIDDEN_AMOUNT == 2771.5
