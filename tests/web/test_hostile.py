"""Hostile text in data, links and forms is shown, and never runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tests.web.conftest import HOSTILE, HOSTILE_PARK

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "${alert(1)}",
    "{{7*7}}",
    "\\u003cscript\\u003e",
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "\u202egnp.exe",
]


class Running(HTMLParser):
    """Collects what of a page a browser would run."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            is_link = name in ("href", "src", "action", "formaction")
            if name.startswith("on") or (
                is_link and "javascript:" in (value or "")[:12]
            ):
                self.found.append((tag, name, value))
        if tag == "img" or (tag == "svg" and dict(attrs).get("onload")):
            self.found.append((tag, attrs))


def check_harmless(text):
    """Check that no handler, image or script of a payload became markup."""
    assert Running(text).found == []
    assert "<script>alert" not in text


@pytest.mark.parametrize(
    "path",
    [
        f"/parks/{HOSTILE_PARK}",
        "/layers/parks",
        "/layers/parks?columns=all",
        "/layers/projects",
        "/projects",
        "/leagues/150100",
        "/match?industry=pv_wafer",
        "/",
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_names_in_the_data_are_escaped_on_every_page(
    hostile_client, path, lang
):
    glue = "&" if "?" in path else "?"
    answer = hostile_client.get(f"{path}{glue}lang={lang}")

    assert answer.status_code == 200
    check_harmless(answer.text)
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", answer.text, re.S)
    for text in scripts:
        assert "<img" not in text
        assert "<script" not in text
        assert "${alert" not in text


def test_hostile_name_stays_as_it_is_in_the_api(hostile_client):
    body = hostile_client.get("/api/v1/layers/parks.geojson").get_json(force=True)

    names = {
        f["properties"]["id"]: f["properties"]["name_zh"] for f in body["features"]
    }
    assert names[HOSTILE_PARK] == HOSTILE


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/layers/parks", "q"),
        ("/layers/parks", "sort"),
        ("/projects", "q"),
        ("/projects", "league"),
        ("/match", "industry"),
        ("/match", "industry_name"),
        ("/match", "land"),
        ("/match", "league"),
        ("/match", "unverified"),
        ("/match", "kind"),
        ("/match", "w_industry_fit"),
        ("/", "lang"),
        ("/nothing", "q"),
    ],
)
def test_hostile_parameter_is_escaped(client, payload, path, name):
    values = (
        {"industry": "pv_wafer", name: payload} if path == "/match" else {name: payload}
    )
    answer = client.get(path, query_string=values)

    assert answer.status_code in (200, 400, 404, 422)
    check_harmless(answer.text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_path_is_a_404_that_does_not_run(client, payload):
    for prefix in ("/parks/", "/leagues/", "/layers/", "/"):
        answer = client.get(prefix + payload)
        assert answer.status_code == 404
        check_harmless(answer.text)


def test_names_with_turned_writing_are_isolated(hostile_client):
    text = hostile_client.get(f"/parks/{HOSTILE_PARK}").text

    assert re.search(r"<h1><bdi>[^<]*\u202e", text)
