"""No page of the workbench shows what only a program says, or the other language.

Every page is visited, found in the routes of the app, so that a new one is too.
"""

from __future__ import annotations

import re

import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.attachments import attach
from geo_zs.register.ledger_months import close_month
from tests.web.page_words import faults
from tests.web.planner_samples import bring, fill

#: Name of a part of an address → values to try.
VALUES = {
    "project_id": ("R-000001", "R-000002", "P-0001"),
    "kind": ("entry", "step", "company", "target"),
    "layer_id": ("@layer 150200",),
    "park_id": ("ordos-hitech", "baotou-xitu-hitech"),
    "template_id": ("@template",),
    "batch_id": ("@checked", "@failed", "@reading"),
    "name": ("admin", "baotou"),
}
QUERIES = {
    "/planner/projects": ("?sort=pledged_cny_1e8", "?text=none-has-this"),
    "/planner/board": ("?month=2023-06", "?by=banner", "?origin=register"),
    "/planner/circular": ("?month=2023-06", "?month=2023-06&money=reported"),
    "/planner/map": ("?shade=pledged_cny_1e8", "?shade=verified_cny_1e8&level=banner"),
    "/planner/ledger": ("?month=2023-06",),
    "/planner/audit": ("?origin=register",),
    "/admin/changes": ("?table=project", "?page=2"),
}


@pytest.fixture
def keys(planner_register, catalog, tmp_path):
    """Fill the register; return the keys of what is in it."""
    found = fill(planner_register, catalog) | bring(planner_register, catalog, tmp_path)
    with planner_register.write(cli_actor()) as writer:
        attach(writer, found["entry"], "凭证.pdf", b"%PDF-1.7\n")
        close_month(writer, "2023-06")
    return found


def addresses(app, keys):
    """Return the addresses of the pages of the workbench and of accounts."""
    found = []
    for rule in app.url_map.iter_rules():
        begins = rule.rule.startswith(("/planner", "/account", "/admin", "/login"))
        if not begins or "GET" not in rule.methods:
            continue
        paths = [rule.rule]
        for name in re.findall(r"<(?:\w+:)?(\w+)>", rule.rule):
            values = VALUES.get(name, ())
            paths = [
                re.sub(rf"<(?:\w+:)?{name}>", value, path)
                for path in paths
                for value in values
            ]
        if rule.rule == "/planner/records/<kind>/<key>/edit":
            kinds = VALUES["kind"]
            paths = [f"/planner/records/{kind}/@{kind}/edit" for kind in kinds]
        queries = ("", *QUERIES.get(rule.rule, ()))
        found += [path + query for path in paths for query in queries]
    return [re.sub(r"@([a-z0-9 ]+)", lambda at: keys[at[1]], one) for one in found]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_speak_to_people_in_their_language(planner_app, admin_client, keys, lang):
    found, n_pages = {}, 0
    for path in addresses(planner_app, keys):
        mark = "&" if "?" in path else "?"
        answer = admin_client.get(f"{path}{mark}lang={lang}")
        if not answer.content_type.startswith("text/html"):
            continue
        n_pages += answer.status_code == 200
        if told := faults(lang, answer.get_data(as_text=True)):
            found[path] = told

    assert n_pages > 45
    assert found == {}
