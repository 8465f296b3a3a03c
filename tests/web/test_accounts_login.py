"""Logging in and out: cookies, fixation, expiry, forged forms, too many attempts."""

from __future__ import annotations

import re

import pytest
from flask import session

from geo_zs.register.access import cli_actor
from geo_zs.register.accounts import set_disabled, set_password, update_account
from tests.web.register_site import (
    PEOPLE,
    WORDS,
    form_token,
    log_in,
    make_site,
    post,
)
from webapp.accounts.next_page import local_path

HTTPS = {"base_url": "https://zs.example"}


def cookie_of(answer):
    (found,) = answer.headers.getlist("Set-Cookie")
    return found


def is_in(client, **more):
    return client.get("/account", **more).status_code == 200


def test_person_without_session_is_sent_to_log_in_and_back(site):
    client = site.client()
    asked = client.get("/admin/changes?table=project&lang=en")

    assert asked.status_code == 303
    assert asked.headers["Location"] == (
        "/login?next=/admin/changes?table%3Dproject%26lang%3Den&lang=en"
    )
    page = client.get(asked.headers["Location"])
    data = {"name": "boss", "password": WORDS, "csrf_token": form_token(page.text)}
    wanted = re.search(r'name="next" value="([^"]+)"', page.text)[1]
    assert wanted == "/admin/changes?table=project&amp;lang=en"
    done = client.post(
        "/login", data={**data, "next": "/admin/changes?table=project&lang=en"}
    )
    assert done.headers["Location"] == "/admin/changes?table=project&lang=en"
    assert client.get(done.headers["Location"]).status_code == 200


def test_wrong_name_and_wrong_password_look_alike(site):
    client = site.client()
    pages = []
    for name, words in [("boss", "wrong"), ("nobody", WORDS)]:
        answer = log_in(client, name, words)
        assert answer.status_code == 401
        assert words not in answer.text
        text = answer.text.replace(f'value="{name}"', "")
        pages.append(re.sub(r'name="csrf_token" value="[^"]+"', "", text))

    assert pages[0] == pages[1]
    assert "账号名或口令不对" in pages[0]
    assert not is_in(client)


def test_cookie_over_https_is_bound_to_the_host_and_kept_from_scripts(site):
    cookie = cookie_of(log_in(site.client(), "boss", **HTTPS_WITH_REFERRER))

    name, *attributes = cookie.split("; ")
    assert name.startswith("__Host-geo_zs=")
    assert set(attributes) == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


HTTPS_WITH_REFERRER = {**HTTPS, "headers": {"Referer": "https://zs.example/login"}}


def test_cookie_on_the_machine_itself_may_be_plain(site):
    cookie = cookie_of(log_in(site.client(), "boss"))

    assert cookie.startswith("geo_zs=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


@pytest.mark.parametrize(
    "more",
    [
        {"base_url": "http://zs.example"},
        {"base_url": "http://127.0.0.1", "environ_base": {"REMOTE_ADDR": "192.0.2.1"}},
        {"base_url": "http://zs.example", "headers": {"X-Forwarded-Proto": "https"}},
        {"base_url": "http://localhost.evil.example"},
    ],
)
def test_nobody_logs_in_over_an_open_line(site, more):
    client = site.client()
    page = client.get("/login", **more)

    assert page.status_code == 403
    assert "此连接未加密" in page.text
    assert "<form" not in page.text
    data = {"name": "boss", "password": WORDS}
    assert client.post("/login", data=data, **more).status_code == 400


def test_operator_may_allow_an_open_line(catalog, new_sqlite, quick_hashes):
    site = make_site(catalog, new_sqlite(), insecure_cookies=1)

    done = log_in(site.client(), "boss", base_url="http://zs.example")

    assert done.status_code == 303
    assert cookie_of(done).startswith("geo_zs=")


def test_proxy_that_is_trusted_says_that_the_line_is_encrypted(
    catalog, new_sqlite, quick_hashes
):
    site = make_site(catalog, new_sqlite(), trusted_proxies=1)
    through = {
        "base_url": "http://10.0.0.5:8000",
        "headers": {
            "X-Forwarded-Proto": "https",
            "X-Forwarded-Host": "zs.example",
            "X-Forwarded-For": "192.0.2.9",
            "Referer": "https://zs.example/login",
        },
    }

    done = log_in(site.client(), "boss", **through)

    assert done.status_code == 303
    assert cookie_of(done).startswith("__Host-geo_zs=")


def test_loopback_behind_a_trusted_proxy_is_no_reason_for_a_plain_cookie(
    catalog, new_sqlite, quick_hashes
):
    site = make_site(catalog, new_sqlite(), trusted_proxies=1)

    assert site.client().get("/login").status_code == 403


def test_session_that_was_there_before_logging_in_is_not_taken_over(site):
    client = site.client()
    before = cookie_of(client.get("/login"))
    old_token = form_token(client.get("/login").text)
    after = cookie_of(log_in(client, "boss"))

    planted = site.client()
    planted.set_cookie("geo_zs", before.split("=", 1)[1].split(";")[0])
    assert not is_in(planted)
    assert before.split(";")[0] != after.split(";")[0]
    forged = client.post("/logout", data={"csrf_token": old_token})
    assert forged.status_code == 400
    assert is_in(client)


def test_session_id_given_by_an_intruder_is_nothing(site):
    client = site.client()
    client.set_cookie("geo_zs", "eyJfdXNlcl9pZCI6IjEifQ.aaaaaa.bbbbbb")

    assert not is_in(client)


@pytest.mark.parametrize("idle_minutes", [59, 60])
def test_session_ends_after_an_hour_without_a_request(site, idle_minutes):
    client = site.client("viewer")
    site.clock.turn(minutes=50)
    assert is_in(client)
    site.clock.turn(minutes=idle_minutes)

    assert is_in(client) == (idle_minutes == 59)


def test_session_ends_after_eight_hours_whatever_one_does(site):
    client = site.client("viewer")
    for _ in range(15):
        site.clock.turn(minutes=31)
        assert is_in(client)
    site.clock.turn(minutes=15)

    answer = client.get("/account")
    assert answer.status_code == 303
    assert "Expires=Thu, 01 Jan 1970" in answer.headers["Set-Cookie"]


def test_logging_out_ends_the_session_and_every_copy_of_its_cookie(site):
    client = site.client("viewer")
    copy = site.client()
    copy.set_cookie("geo_zs", client.get_cookie("geo_zs").value)
    assert is_in(copy)

    done = post(client, "/logout")

    assert done.headers["Location"] == "/login?done=1"
    assert "已退出登录" in client.get(done.headers["Location"]).text
    assert not is_in(client)
    assert not is_in(copy)


def test_logging_out_needs_the_form(site):
    client = site.client("viewer")

    assert client.get("/logout").status_code == 405
    assert client.post("/logout").status_code == 400
    assert is_in(client)


def test_new_password_ends_the_sessions_elsewhere_and_keeps_this_one(site):
    here, elsewhere = site.client("viewer"), site.client("viewer")
    new = "steppe wind 2008"

    done = post(
        here,
        "/account/password",
        old_password=WORDS,
        password=new,
        password_again=new,
    )

    assert done.status_code == 303
    assert "口令已更改" in here.get("/account").text
    assert not is_in(elsewhere)
    assert log_in(site.client(), "viewer", new).status_code == 303


def test_disabling_ends_a_session_at_once(site):
    client = site.client("viewer")
    with site.register.write(cli_actor()) as writer:
        set_disabled(writer, "viewer", is_disabled=True)

    assert not is_in(client)
    assert log_in(client, "viewer").status_code == 401


def test_role_that_was_taken_away_is_gone_with_the_next_request(site):
    client = site.client("boss")
    assert client.get("/admin/users").status_code == 200
    with site.register.write(cli_actor()) as writer:
        update_account(writer, "planner", display_name="", role="admin", leagues=None)
        update_account(writer, "boss", display_name="", role="viewer", leagues=None)

    assert client.get("/admin/users").status_code == 403
    assert is_in(client)


def test_password_that_somebody_else_chose_has_to_be_changed_first(site):
    with site.register.write(cli_actor()) as writer:
        set_password(writer, "planner", "chosen by boss 1", must_change_password=True)
    client = site.client()
    assert log_in(client, "planner", "chosen by boss 1").status_code == 303

    page = client.get("/account")
    assert "请先换成只有您知道的口令" in page.text
    assert 'action="/account/tokens"' not in page.text
    refused = post(client, "/account/tokens", label="x", scope="read", days="30")
    assert refused.headers["Location"] == "/account"
    done = post(
        client,
        "/account/password",
        old_password="chosen by boss 1",
        password="steppe wind 2008",
        password_again="steppe wind 2008",
    )
    assert done.status_code == 303
    assert 'action="/account/tokens"' in client.get("/account").text


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/login", {"name": "boss", "password": WORDS}),
        ("/logout", {}),
        ("/account/password", {"old_password": WORDS}),
        ("/account/tokens", {"label": "x", "scope": "write", "days": "30"}),
        ("/account/tokens/1/revoke", {}),
        ("/admin/users", {"name": "mallory", "role": "admin"}),
        ("/admin/users/viewer", {"role": "admin"}),
        ("/admin/users/viewer/password", {"password": WORDS}),
        ("/admin/users/viewer/disable", {}),
        ("/admin/users/viewer/enable", {}),
    ],
)
def test_form_that_this_session_did_not_get_is_refused(site, path, data):
    client = site.client("boss")
    other = form_token(site.client("boss").get("/account").text)

    for sent in (
        data,
        {**data, "csrf_token": ""},
        {**data, "csrf_token": "wrong"},
        {**data, "csrf_token": other},
    ):
        answer = client.post(path, data=sent)
        assert answer.status_code == 400
        assert "没有保存" in answer.text


def test_form_over_https_needs_a_page_of_this_host(site):
    client = site.client()
    page = client.get("/login", **HTTPS)
    data = {"name": "boss", "password": WORDS, "csrf_token": form_token(page.text)}

    for referrer in (None, "https://evil.example/", "http://zs.example/login"):
        headers = {} if referrer is None else {"Referer": referrer}
        refused = client.post("/login", data=data, headers=headers, **HTTPS)
        assert refused.status_code == 400


def test_sixth_attempt_at_one_account_is_refused_with_the_time_to_wait(site):
    client = site.client()
    answers = [log_in(client, "boss", f"wrong {count}") for count in range(6)]

    assert [one.status_code for one in answers] == [401] * 5 + [429]
    assert answers[5].headers["Retry-After"] == "900"
    assert "约 15 分钟" in answers[5].text
    assert log_in(client, "boss").status_code == 429
    assert log_in(client, "viewer").status_code == 303
    site.clock.turn(minutes=15)
    assert log_in(site.client(), "boss").status_code == 303


def test_eleventh_failure_from_one_network_is_refused_whatever_the_name(site):
    client = site.client()
    answers = [log_in(client, f"name{count}", "wrong") for count in range(11)]

    assert [one.status_code for one in answers] == [401] * 10 + [429]
    assert 0 < int(answers[10].headers["Retry-After"]) <= 60
    assert log_in(client, "boss").status_code == 429
    elsewhere = {"environ_base": {"REMOTE_ADDR": "127.0.0.2"}}
    assert log_in(site.client(), "boss", **elsewhere).status_code == 303


def test_success_does_not_count_against_a_network(site):
    for _ in range(3):
        for name in PEOPLE:
            assert log_in(site.client(), name).status_code == 303


def test_forged_address_of_a_client_is_not_believed(site):
    client = site.client()
    answers = [
        log_in(client, f"name{count}", headers={"X-Forwarded-For": f"192.0.2.{count}"})
        for count in range(11)
    ]

    assert answers[10].status_code == 429


def test_failures_are_counted_by_the_address_that_a_trusted_proxy_gives(
    catalog, new_sqlite, quick_hashes
):
    site = make_site(catalog, new_sqlite(), trusted_proxies=1, insecure_cookies=1)
    client = site.client()

    def fail(address):
        headers = {"X-Forwarded-For": f"203.0.113.66, {address}"}
        return log_in(client, "nobody", "wrong", headers=headers).status_code

    assert [fail("192.0.2.1") for _ in range(6)] == [401] * 5 + [429]
    assert fail("192.0.2.2") == 401


@pytest.mark.parametrize(
    "target",
    ["/", "/planner", "/planner?x=1&y=%2F", "/账号", "/a//b", "/a?next=//evil.example"],
)
def test_path_of_this_site_is_a_next_page(target):
    assert local_path(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "planner",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/\n/evil.example",
        "/x\r\nSet-Cookie: a=b",
        "https:evil.example",
        "https://evil.example",
        "https:/evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "%2F%2Fevil.example",
        "/\u2028/evil.example",
        "/\x00",
        "/%5Cevil.example",
        "/%2Fevil.example",
        "/%09/evil.example",
        "/%0d%0aX-Evil: 1",
        "/x" * 2000,
        "?next=/",
        "//[::1",
    ],
)
def test_anything_else_is_no_next_page(target):
    assert local_path(target) is None


@pytest.mark.parametrize(
    "query",
    [
        "//evil.example",
        "%2F%2Fevil.example",
        "/%5Cevil.example",
        "https:evil.example",
        "%252F%252Fevil.example",
        "/%09/evil.example",
        "/%0d%0aX-Evil:%201",
    ],
)
def test_log_in_leads_to_no_other_site(site, query):
    client = site.client()
    page = client.get(f"/login?next={query}")
    assert "evil" not in page.text.lower()
    form = {"name": "boss", "password": WORDS, "csrf_token": form_token(page.text)}
    done = client.post("/login", data={**form, "next": query})

    assert done.headers["Location"] in ("/account", "/planner", "/planner/")
    assert "X-Evil" not in done.headers
    again = client.get(f"/login?next={query}")
    assert again.headers["Location"] in ("/account", "/planner", "/planner/")


def test_private_pages_are_kept_by_nobody_and_not_compressed(site):
    client = site.client("boss")
    for path in ("/login", "/account", "/admin/users", "/admin/changes"):
        answer = client.get(path, headers={"Accept-Encoding": "gzip, br"})
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Content-Encoding" not in answer.headers
        assert "Cookie" in answer.headers["Vary"]


def test_public_page_is_the_same_with_a_session_and_without(site):
    paths = ["/", "/match", "/projects", "/layers/parks", "/data", "/api/v1/layers"]
    inside, outside = site.client("boss"), site.client()
    for path in paths:
        first, second = inside.get(path), outside.get(path)
        assert first.data == second.data
        assert first.headers["ETag"] == second.headers["ETag"]
        for answer in (first, second):
            assert "Set-Cookie" not in answer.headers
            assert "Cookie" not in answer.headers["Vary"]
    assert is_in(inside)


@pytest.mark.parametrize(
    ("path", "is_opened"),
    [
        ("/account", True),
        ("/planner/x", True),
        ("/", False),
        ("/api/v1/register/projects", False),
        ("/accounts-of-others", False),
        ("/plannerx", False),
    ],
)
def test_cookie_is_read_on_private_addresses_only(site, path, is_opened):
    value = site.client("boss").get_cookie("geo_zs").value
    headers = {"Cookie": f"geo_zs={value}"}

    here = {"REMOTE_ADDR": "127.0.0.1"}
    with site.app.test_request_context(path, headers=headers, environ_base=here):
        assert ("_user_id" in session) == is_opened


def test_pages_of_accounts_say_how_to_make_a_register(client):
    for path in ("/login", "/account", "/admin/users", "/admin/changes"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "geo-zs register init" in answer.text
        assert "geo-zs user add NAME --role admin" in answer.text
        assert "Set-Cookie" not in answer.headers
    assert client.post("/login", data={}).status_code == 503


def test_pages_of_accounts_are_there_in_english(site):
    client = site.client("boss")
    for path, said in [
        ("/account?lang=en", "API tokens"),
        ("/admin/users?lang=en", "never deleted"),
        ("/admin/changes?lang=en", "never altered"),
    ]:
        assert said in client.get(path).text
    assert "Log in" in site.client().get("/login?lang=en").text
