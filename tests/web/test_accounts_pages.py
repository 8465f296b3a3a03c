"""The pages of accounts: one's own password and tokens, users, the log of changes."""

from __future__ import annotations

import csv
import io
import re

import pytest

from geo_zs.register import projects
from geo_zs.register.access import Actor, cli_actor
from geo_zs.register.account_records import list_accounts, read_account
from geo_zs.register.accounts import create_account, set_disabled
from geo_zs.register.changes import changes, record_change
from tests.web.register_site import WORDS, log_in, post

HOSTILE = "<img src=x onerror=alert(1)>\"'&{{7*7}}"
NEW = {"password": "steppe wind 2008", "password_again": "steppe wind 2008"}


def account(site, name):
    with site.register.read() as session:
        return read_account(session, name)


def test_account_page_says_who_one_is(site):
    text = site.client("baotou").get("/account").text

    assert "包头市" in text
    assert "编辑" in text
    assert "2026-03-02 09:00" in text
    assert 'href="/admin/users"' not in text


def test_admin_finds_the_pages_of_admins(site):
    text = site.client("boss").get("/account").text

    assert 'href="/admin/users"' in text
    assert 'href="/admin/changes"' in text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({**NEW, "old_password": "wrong"}, "不是您现在的口令"),
        ({"old_password": WORDS, "password": WORDS, "password_again": WORDS}, "相同"),
        ({**NEW, "old_password": WORDS, "password_again": "other"}, "两次输入不一致"),
        (
            {"old_password": WORDS, "password": "short", "password_again": "short"},
            "有 5 个字符；应为 12–256 个",
        ),
        ({}, "有 0 个字符"),
    ],
)
def test_password_that_cannot_be_taken_is_refused_with_the_reason(site, data, said):
    client = site.client("viewer")
    answer = post(client, "/account/password", **data)

    assert answer.status_code == 422
    assert said in answer.text
    for value in data.values():
        assert f'value="{value}"' not in answer.text
    assert account(site, "viewer").session_epoch == 1


def test_token_is_shown_once_and_works(site):
    client = site.client("viewer")
    made = post(client, "/account/tokens", label="每日报表", scope="read", days="30")
    (token,) = re.findall(r"gzs_[\w-]{43}", made.text)

    assert made.status_code == 201
    again = client.get("/account").text
    assert token not in again
    assert token[:10] in again
    assert "每日报表" in again
    assert "2026-04-01 09:00" in again
    answer = site.client().get(
        "/api/v1/register/ledger", headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("days", ["", "0", "367", "-1", "x", "9" * 4000, "３０"])
def test_token_for_an_unusable_time_is_refused(site, days):
    answer = post(
        site.client("viewer"), "/account/tokens", label="x", scope="read", days=days
    )

    assert answer.status_code in (201, 422)
    assert (answer.status_code == 201) == (days == "３０")


def test_token_is_revoked_by_its_owner_only(site):
    client = site.client("viewer")
    mine = site.register
    with mine.read() as session:
        from_log = changes(session, table="api_token")
    keys = {one.after["account"]: one.key for one in from_log}

    other = post(client, f"/account/tokens/{keys['boss']}/revoke")
    own = post(client, f"/account/tokens/{keys['viewer']}/revoke")

    assert other.status_code == 404
    assert own.status_code == 303
    headers = site.bearer("viewer")
    asked = site.client().get("/api/v1/register/ledger", headers=headers)
    assert asked.status_code == 401
    boss = site.client().get("/api/v1/register/ledger", headers=site.bearer("boss"))
    assert boss.status_code == 200
    assert "已撤销" in client.get("/account").text


def test_user_is_made_and_has_to_choose_a_password(site):
    client = site.client("boss")
    done = post(
        client,
        "/admin/users",
        name="Li.Na",
        display_name="李娜",
        role="planner",
        reach="some",
        leagues=["150200", "150600"],
        **NEW,
    )

    assert done.status_code == 303
    listed = client.get("/admin/users").text
    assert "已新建账号 li.na。" in listed
    assert "李娜" in listed
    assert "待换口令" in listed
    made = account(site, "li.na")
    assert made.leagues == ("150200", "150600")
    assert made.must_change_password
    assert made.created_by == "boss"
    own = site.client()
    assert log_in(own, "LI.NA", NEW["password"]).status_code == 303
    assert own.get("/planner").headers["Location"] == "/account"


def test_faults_of_a_new_user_are_named_and_what_was_typed_stays(site):
    client = site.client("boss")
    answer = post(
        client,
        "/admin/users",
        name="viewer",
        display_name=HOSTILE,
        role="admin",
        reach="some",
        leagues="150999",
        password="short",
        password_again="short",
    )

    assert answer.status_code == 422
    assert "已有账号 &#39;viewer&#39;" in answer.text
    assert "管理员不受盟市限制" in answer.text
    assert "不是盟市代码" in answer.text
    assert "有 5 个字符" in answer.text
    assert "<img" not in answer.text
    assert "{{7*7}}" in answer.text
    assert 'value="short"' not in answer.text


@pytest.mark.parametrize(
    ("reach", "told"),
    [("all", "请只取其一"), ("", "没有选定"), ("ALL", "没有选定")],
)
@pytest.mark.parametrize("path", ["/admin/users", "/admin/users/viewer"])
def test_leagues_that_are_ticked_are_never_dropped(site, path, reach, told):
    client = site.client("boss")
    version = str(account(site, "viewer").version)

    answer = post(
        client,
        path,
        name="erdos",
        display_name="鄂尔多斯",
        role="viewer",
        reach=reach,
        leagues=["150600"],
        version=version,
        **NEW,
    )

    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="鄂尔多斯"' in answer.text
    assert 'value="150600" checked' in answer.text
    assert ('value="all" required checked' in answer.text) == (reach == "all")
    assert "erdos" not in client.get("/admin/users").text
    assert account(site, "viewer").display_name != "鄂尔多斯"


def test_reach_of_a_new_account_is_not_chosen_beforehand(site):
    page = site.client("boss").get("/admin/users").text

    assert page.count('name="reach"') == 2
    assert " checked" not in page


def test_user_is_changed_and_a_stale_form_is_told(site):
    client = site.client("boss")
    form = {"display_name": "新名", "role": "viewer", "reach": "all", "version": "1"}

    first = post(client, "/admin/users/baotou", **form)
    second = post(client, "/admin/users/baotou", **{**form, "display_name": "又名"})

    assert first.status_code == 303
    assert second.status_code == 409
    assert "有人在您打开此页之后更改了这个账号" in second.text
    assert 'value="又名"' in second.text
    kept = account(site, "baotou")
    assert (kept.display_name, kept.role, kept.leagues) == ("新名", "viewer", None)


def test_last_admin_stays_an_admin(site):
    client = site.client("boss")
    for path, data in [
        ("/admin/users/boss", {"role": "viewer", "reach": "all"}),
        ("/admin/users/boss/disable", {}),
    ]:
        answer = post(client, path, **data)
        assert answer.status_code == 422
        assert "这是最后一个能登录的管理员" in answer.text
    assert account(site, "boss").role == "admin"


def test_user_is_disabled_enabled_and_given_a_password(site):
    client = site.client("boss")

    assert post(client, "/admin/users/viewer/disable").status_code == 303
    assert "已停用" in client.get("/admin/users").text
    assert post(client, "/admin/users/viewer/enable").status_code == 303
    assert post(client, "/admin/users/viewer/password", **NEW).status_code == 303
    assert log_in(site.client(), "viewer", NEW["password"]).status_code == 303
    assert account(site, "viewer").must_change_password


@pytest.mark.parametrize("name", ["nobody", "%00", "..%2f..", "<script>", "' OR 1=1"])
def test_unknown_user_is_no_page(site, name):
    client = site.client("boss")
    answer = client.get(f"/admin/users/{name}")

    assert answer.status_code == 404
    assert "<script>" not in answer.text.split("<main")[1]
    assert post(client, f"/admin/users/{name}/disable").status_code == 404


def test_name_with_marks_of_html_is_text_on_every_page(site):
    with site.register.write(cli_actor()) as writer:
        create_account(
            writer, "odd", password=WORDS, role="admin", display_name=HOSTILE
        )
    client = site.client("odd")
    for path in ("/account", "/admin/users", "/admin/users/odd", "/admin/changes"):
        text = client.get(path).text
        assert "<img src=x" not in text
        assert "{{7*7}}" in text or path == "/admin/changes"


@pytest.fixture
def logged(site):
    """Return a site with a project that was made, changed and named like a formula."""
    planner = Actor("planner", "planner")
    with site.register.write(planner) as writer:
        key = projects.create_project(
            writer, {"name_zh": '=HYPERLINK("http://x")', "land_ha": 3}
        )
    site.clock.turn(days=1)
    with site.register.write(planner) as writer:
        projects.update_project(
            writer, key, {"land_ha": 4.5, "notes": HOSTILE}, version=1
        )
    return site, key


def test_log_shows_who_changed_what_before_and_after(logged):
    site, key = logged
    text = site.client("boss").get(f"/admin/changes?table=project&key={key}").text

    assert text.index("2026-03-03 09:00") < text.index("2026-03-02 09:00")
    assert re.search(r"用地</th><td><del><bdi>3</bdi></del></td>", text)
    assert re.search(r"<ins>.*?4\.5.*?</ins>", text)
    assert "<img" not in text
    assert "第 1–2 条，共 2 条" in text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 12),
        ("?by=planner", 2),
        ("?by=PLANNER", 2),
        ("?by=plan", 0),
        ("?table=account", 5),
        ("?table=project&since=2026-03-03", 1),
        ("?table=project&until=2026-03-02", 1),
        ("?table=project&since=2026-03-02&until=2026-03-03", 2),
        ("?since=2026-03-04", 0),
        ("?key=%00", 0),
        ("?key=%27+OR+1%3D1", 0),
    ],
)
def test_log_is_filtered(logged, query, count):
    site, _ = logged
    answer = site.client("boss").get(f"/admin/changes{query}")

    assert answer.status_code == 200
    assert f"共 {count} 条" in answer.text


@pytest.mark.parametrize(
    "query", ["?since=yesterday", "?until=2026-02-30", "?page=0", "?page=x"]
)
def test_log_names_a_value_that_it_cannot_use(logged, query):
    site, _ = logged

    assert site.client("boss").get(f"/admin/changes{query}").status_code == 400


def test_log_is_read_page_by_page(site):
    with site.register.write(cli_actor()) as writer:
        for count in range(120):
            record_change(
                writer,
                table="project",
                key=f"R-{count:06}",
                action="update",
                before={"land_ha": count},
                after={"land_ha": count + 1},
            )
    client = site.client("boss")
    seen = []
    path = "/admin/changes?table=project"
    while path:
        text = client.get(path).text
        seen += re.findall(r'id="change-(\d+)"', text)
        older = re.search(r'href="([^"]+)" rel="next"', text)
        path = older[1].replace("&amp;", "&") if older else None

    assert len(seen) == len(set(seen)) == 120
    assert seen == sorted(seen, key=int, reverse=True)


def test_log_as_csv_has_one_row_for_each_field_and_no_formula(logged):
    site, key = logged
    answer = site.client("boss").get(f"/admin/changes.csv?key={key}")
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))

    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    update = [row for row in rows if row["action"] == "update"]
    assert {row["field"] for row in update} == {"land_ha", "notes"}
    land = next(row for row in update if row["field"] == "land_ha")
    assert (land["before"], land["after"]) == ("3.0", "4.5")
    assert land["at"] == "2026-03-03T09:00:00+08:00"
    assert (land["by"], land["via"], land["key"]) == ("planner", "web", key)
    for row in rows:
        for value in row.values():
            assert not value.startswith(("=", "+", "-", "@"))
    assert any(row["after"] == '\'=HYPERLINK("http://x")' for row in rows)


def test_log_holds_no_secret(site):
    client = site.client("boss")
    post(client, "/admin/users/viewer/password", **NEW)
    post(client, "/account/tokens", label="x", scope="write", days="30")
    text = client.get("/admin/changes.csv").text

    assert "argon2" not in text
    assert NEW["password"] not in text
    assert not re.search(r"gzs_[\w-]{20}", text)


def test_disabled_account_stays_in_the_list(site):
    with site.register.write(cli_actor()) as writer:
        set_disabled(writer, "viewer", is_disabled=True)
    with site.register.read() as session:
        names = [one.name for one in list_accounts(session)]

    text = site.client("boss").get("/admin/users").text
    assert names[-1] == "viewer"
    assert 'class="is-off"' in text


@pytest.mark.parametrize("name", ["x\r\nSet-Cookie: a=b", "x\nX-Evil: 1"])
def test_what_is_typed_reaches_no_header(site, name):
    client = site.client()
    answers = [
        log_in(client, name),
        client.get("/login", query_string={"next": f"/{name}", "lang": name}),
        client.get("/account", query_string={"q": name}),
    ]

    for answer in answers:
        assert "X-Evil" not in answer.headers
        assert not any("a=b" in one for one in answer.headers.getlist("Set-Cookie"))
