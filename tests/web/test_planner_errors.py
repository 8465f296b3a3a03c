"""Errors of the workbench and of accounts: in one's language, with the bar in place."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.exc import OperationalError

from tests.web.page_words import faults
from tests.web.planner_fixtures import csrf
from tests.web.planner_forms import forms_of

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
#: What refuses, by status: who asks, method, address, what is sent.
REFUSED = [
    (400, "admin", "GET", "/admin/changes?since=soon&page=x", {}),
    (403, "viewer", "GET", "/admin/users", {}),
    (403, "viewer", "POST", "/planner/projects/R-000002/edit", {}),
    (403, "baotou", "POST", "/planner/projects/R-000002/delete", {"version": "1"}),
    (403, "planner", "POST", "/planner/changes/1/undo", {}),
    (404, "planner", "GET", "/planner/projects/R-999999", {}),
    (404, "planner", "GET", "/planner/nothing", {}),
    (404, "admin", "GET", "/admin/users/nobody", {}),
    (405, "planner", "GET", "/planner/import/B-000001/accept", {}),
    (413, "planner", "POST", "/planner/projects/new", {"notes": "x" * 3_000_000}),
    (413, "planner", "POST", "/account/tokens", {"label": "x" * 3_000_000}),
]


def send(client, method, address, data, lang):
    """Ask for an address in a language, with the token of a form."""
    mark = "&" if "?" in address else "?"
    if method == "POST":
        data = {"csrf_token": csrf(client.get("/account").text), **data}
    return client.open(f"{address}{mark}lang={lang}", method=method, data=data)


def check_frame(html, address, lang):
    """Look for the bar of the part, its log-out, and words of one language."""
    bar = "subnav" if address.startswith("/planner") else "account-nav"
    assert f'<nav class="{bar} ' in html
    assert any(action.startswith("/logout") for action in forms_of(html))
    assert re.search(r'<header class="page-head" role="alert">', html)
    assert faults(lang, html) == []


@LANGS
@pytest.mark.parametrize("asked", REFUSED, ids=lambda one: f"{one[0]} {one[3]}")
def test_error_is_told_in_the_language_of_the_page_below_its_bar(log_in, asked, lang):
    status, name, method, address, data = asked
    answer = send(log_in(name), method, address, data, lang)

    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == "no-store"
    check_frame(answer.text, address, lang)


@LANGS
def test_refusal_names_leagues_of_the_account_and_of_the_record(league_client, lang):
    path = "/planner/projects/R-000002/delete"
    answer = send(league_client, "POST", path, {"version": "1"}, lang)

    for word in {"zh": ("包头市", "鄂尔多斯市"), "en": ("Baotou", "Ordos")}[lang]:
        assert word in answer.text


@LANGS
def test_database_that_is_away_is_told_with_503(
    planner_app, planner_client, monkeypatch, lang, caplog
):
    gone = OperationalError("SELECT secret", {}, Exception("gone"))

    def broken() -> None:
        raise gone

    monkeypatch.setitem(planner_app.view_functions, "planner.home", broken)
    answer = planner_client.get(f"/planner?lang={lang}")

    assert answer.status_code == 503
    assert "secret" not in answer.text
    check_frame(answer.text, "/planner", lang)
    assert {"zh": "登记库暂时无法使用", "en": "cannot be reached"}[lang] in answer.text


@LANGS
def test_unexpected_error_keeps_the_bar_and_says_nothing_internal(
    planner_app, planner_client, monkeypatch, lang, caplog
):
    def boom() -> None:
        message = "secret /srv"
        raise RuntimeError(message)

    monkeypatch.setitem(planner_app.view_functions, "planner.home", boom)
    answer = planner_client.get(f"/planner?lang={lang}")

    assert answer.status_code == 500
    assert "secret" not in answer.text
    check_frame(answer.text, "/planner", lang)


@LANGS
def test_form_that_is_too_old_is_refused_below_the_bar(planner_client, lang):
    answer = planner_client.post(f"/planner/projects/new?lang={lang}", data={})

    assert answer.status_code == 400
    assert '<nav class="subnav ' in answer.text
    assert faults(lang, answer.text) == []


def test_error_for_nobody_shows_no_bar(public_client):
    answer = public_client.get("/planner/nothing")

    assert answer.status_code == 404
    assert "subnav" not in answer.text


def test_other_language_of_what_takes_only_forms_is_a_page(planner_client):
    answer = send(planner_client, "POST", "/planner/changes/1/undo", {}, "zh")

    (switch,) = re.findall(r'class="lang-switch" href="([^"]+)"', answer.text)
    assert planner_client.get(switch.replace("&amp;", "&")).status_code == 200
