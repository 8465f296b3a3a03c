"""The description of the API, linted by Spectral with the rules of the OWASP."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise

import pytest

from tests.node_tools import ROOM, run_node

#: Severities as Spectral counts them.
ERROR, WARNING = 0, 1
SPECTRAL = "node_modules/@stoplight/spectral-cli/dist/index.js"


def lint(document, folder):
    file = folder / "openapi.json"
    file.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    done = run_node(SPECTRAL, "lint", str(file), "-r", ".spectral.yaml", "-f", "json")
    assert done.returncode in (0, 1), done.stderr
    # Words for people may follow the findings.
    return json.JSONDecoder().raw_decode(done.stdout.lstrip())[0]


@pytest.fixture(scope="module")
def document(app):
    return app.test_client().get("/api/v1/openapi.json").get_json()


@pytest.fixture(scope="module")
def findings(document, tmp_path_factory):
    return lint(document, tmp_path_factory.mktemp("spectral"))


def test_description_has_no_errors(findings):
    errors = [
        f"{one['code']} at {'/'.join(map(str, one['path']))}: {one['message']}"
        for one in findings
        if one["severity"] == ERROR
    ]

    assert errors == []


def test_description_has_no_warnings(findings):
    warnings = Counter(one["code"] for one in findings if one["severity"] == WARNING)

    assert warnings == {}


@pytest.mark.parametrize("form", ["json", "json31"])
def test_description_of_the_features_alone_has_no_faults(app, tmp_path, form):
    alone = app.test_client().get(f"/ogc/api?f={form}").get_json(force=True)
    assert alone["servers"][0]["url"] == "http://localhost/ogc"
    # The address is that of the request, here one without TLS.
    alone["servers"][0]["url"] = "https://example.org/ogc"

    found = [
        f"{one['code']} {one['path']}"
        for one in lint(alone, tmp_path)
        if one["severity"] <= WARNING
    ]
    assert found == []


def test_rules_find_what_is_planted(document, tmp_path):
    operation = document["paths"]["/api/v1/places"]["get"]
    planted = {
        **document,
        "paths": {
            "/api/v1/places/": {"get": {**operation, "responses": {}, "tags": ["no"]}}
        },
        "servers": [{"url": "http://example.org"}],
    }

    codes = {one["code"] for one in lint(planted, tmp_path)}

    assert "path-keys-no-trailing-slash" in codes
    assert "owasp:api8:2023-no-server-http" in codes
    assert "operation-success-response" in codes


def test_each_rule_that_is_switched_off_says_why():
    lines = (ROOM / ".spectral.yaml").read_text("utf-8").splitlines()

    for before, line in pairwise(lines):
        if line.rstrip().endswith(": off"):
            assert before.strip().startswith("#"), line
