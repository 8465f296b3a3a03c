"""Sessions, tokens, forms and redirects, over every address that the app has."""

from __future__ import annotations

import re
import shutil

import pytest

from geo_zs.register import tokens
from geo_zs.register.access import cli_actor
from geo_zs.register.accounts import set_disabled, set_password, update_account
from geo_zs.register.changes import changes
from tests.web.register_site import WORDS, fill, form_token, log_in, make_site, post
from tests.web.test_permissions import LEAST

EVIL = "evil.example"
PRIVATE = ("/planner", "/account", "/admin", "/login", "/logout")
READ = sorted(rule for method, rule in LEAST if method == "GET")
#: Forms of private pages.
FORMS = sorted(
    rule for method, rule in LEAST if method == "POST" and rule.startswith(PRIVATE)
)
#: Requests of the API that write, or need an account.
CALLS = sorted(
    (method, rule)
    for (method, rule), least in LEAST.items()
    if rule.startswith("/api/v1/register") and least != "public"
)
PROJECTS = "/api/v1/register/projects"


@pytest.fixture(scope="module")
def shared(catalog, sqlite_template, tmp_path_factory, quick_hashes):
    """Return one site with records, for what must change nothing."""
    file = tmp_path_factory.mktemp("everywhere") / "register.db"
    shutil.copyfile(sqlite_template, file)
    made = make_site(catalog, f"sqlite:///{file}")
    made.keys = fill(made)
    yield made
    made.register.close()


@pytest.fixture(scope="module")
def boss(shared):
    """Return a client of the admin."""
    return shared.client("boss")


@pytest.fixture(scope="module")
def other_token(shared):
    """Return the token of the forms of another session of the same account."""
    return form_token(shared.client("boss").get("/account").text)


def address(rule, *, key="R-000001"):
    """Return an address of a route that names something that is there."""
    path = rule.replace("<name>", "viewer").replace("<kind>", "step")
    path = path.replace("<key>", "T-000001").replace("<month>", "2026-01")
    path = path.replace("<park_id>", "hohhot-jingkai").replace("<layer_id>", "parks")
    path = path.replace("<adcode>", "150200").replace("<fmt>", "csv")
    path = re.sub(r"<path:\w+>", "css/site.css", path)
    path = path.replace("<entry_id>", "E-000001").replace("<step_id>", "T-000001")
    path = path.replace("<company_id>", "C-000001").replace("<fact_id>", "F-000001")
    path = path.replace("<site_id>", "hohhot-jingkai")
    return re.sub(r"<\w+>", key, re.sub(r"<int:\w+>", "1", path))


@pytest.mark.parametrize("rule", FORMS)
def test_form_without_the_token_of_its_session_changes_nothing(
    shared, boss, other_token, rule
):
    before = shared.register.revision()
    given = {"version": "1", "name": "mallory", "role": "admin", "password": WORDS}
    for more in (
        {},
        {"csrf_token": ""},
        {"csrf_token": "x"},
        {"csrf_token": other_token},
    ):
        answer = boss.post(address(rule), data=given | more)
        assert answer.status_code == 400, more
        header = boss.post(address(rule), data=given, headers={"X-CSRFToken": "x"})
        assert header.status_code == 400
    assert shared.register.revision() == before
    assert boss.get("/account").status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/json"])
def test_body_of_another_kind_is_no_way_round_the_token(shared, boss, kind):
    answer = boss.post(
        "/planner/projects/R-000001/delete", data='{"version": 1}', content_type=kind
    )

    assert answer.status_code == 400


@pytest.mark.parametrize("rule", FORMS)
def test_where_to_go_on_after_a_form_is_on_this_site(site, rule):
    fill(site)
    client = site.client("boss")
    ways = dict.fromkeys(
        ("next", "back", "url", "return", "target", "redirect"), f"//{EVIL}/x"
    )
    token = form_token(client.get("/account").text)
    with site.register.read() as session:
        change = changes(session, table="project", limit=1)[0].change_id
    path = address(rule).replace("/changes/1/", f"/changes/{change}/")
    path += f"?next=//{EVIL}&back=https://{EVIL}/"
    answer = client.post(
        path,
        data=ways | {"csrf_token": token, "version": "1"},
        headers={"Referer": f"https://{EVIL}/"},
    )

    assert answer.status_code < 500
    assert EVIL not in answer.headers.get("Location", "")
    assert answer.headers.get("Location", "/").startswith("/")
    assert not answer.headers.get("Location", "/").startswith("//")


@pytest.mark.parametrize("rule", READ)
def test_host_that_a_request_names_is_written_nowhere(shared, boss, rule):
    path = address(rule)
    sent = {"X-Forwarded-Host": EVIL, "X-Forwarded-Proto": "https", "Forwarded": EVIL}
    clients = {"127.0.0.1": boss, EVIL: shared.client()}
    for host, client in clients.items():
        answer = client.get(path, headers=sent | {"Host": host}, buffered=True)
        assert answer.status_code < 500
        assert EVIL not in answer.headers.get("Location", "")
        # The standard asks for whole addresses under /ogc: those of the host that the
        # request itself went to, not of one that it tells of, and for that one alone.
        if host != EVIL or not path.startswith("/ogc"):
            assert EVIL.encode() not in answer.data
    if not path.startswith(PRIVATE):  # nor was it kept for the next reader
        assert EVIL.encode() not in shared.client().get(path).data


@pytest.mark.parametrize(
    "rule",
    [
        rule
        for rule in READ
        if LEAST["GET", rule] != "public" and rule.startswith(PRIVATE)
    ],
)
def test_session_that_is_over_opens_no_page(shared, over, rule):
    answer = over.get(address(rule))

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/login?next=")


@pytest.fixture(scope="module")
def over(shared):
    """Return a client whose session has ended; its cookie is sent on and on."""
    client = shared.client("boss")
    value = client.get_cookie("geo_zs").value
    post(client, "/logout")

    class Stubborn:
        def get(self, path):
            fresh = shared.client()
            fresh.set_cookie("geo_zs", value)
            return fresh.get(path)

    return Stubborn()


def test_account_that_is_disabled_ends_its_sessions_and_tokens_at_once(site):
    fill(site)
    client = site.client("planner")
    token = form_token(client.get("/account").text)
    assert client.get("/planner/projects").status_code == 200
    with site.register.write(cli_actor()) as writer:
        set_disabled(writer, "planner", is_disabled=True)
    before = site.register.revision()

    form = {"csrf_token": token, "version": "1"}
    written = client.post("/planner/projects/R-000001/delete", data=form)
    assert written.status_code in (303, 400)
    assert client.get("/planner/projects.csv").status_code == 303
    for method in ("GET", "POST"):
        answer = site.client().open(
            PROJECTS, method=method, json={}, headers=site.bearer("planner")
        )
        assert answer.status_code == 401
    assert site.register.revision() == before
    with site.register.write(cli_actor()) as writer:
        set_disabled(writer, "planner", is_disabled=False)
    assert client.get("/planner/projects").status_code == 303  # and it stays over


@pytest.mark.parametrize("by", ["admin", "command line"])
def test_password_that_another_sets_ends_every_session(site, by):
    clients = [site.client("planner"), site.client("planner")]
    if by == "admin":
        boss = site.client("boss")
        done = post(
            boss,
            "/admin/users/planner/password",
            password="steppe wind 2008",
            password_again="steppe wind 2008",
        )
        assert done.status_code == 303
    else:
        with site.register.write(cli_actor()) as writer:
            set_password(
                writer, "planner", "steppe wind 2008", must_change_password=True
            )

    for client in clients:
        location = client.get("/planner/projects").headers["Location"]
        assert location.startswith("/login?next=")
    assert log_in(site.client(), "planner").status_code == 401
    held = site.client().get(PROJECTS, headers=site.bearer("planner"))
    assert held.status_code == 401  # until its owner has chosen another


def test_league_that_was_taken_away_is_gone_with_the_next_request(site):
    keys = fill(site)
    hidden = next(key for name, key in keys.items() if "包头内部" in name)
    client = site.client("viewer")
    page, call = f"/planner/projects/{hidden}", f"{PROJECTS}/{hidden}"
    assert client.get(page).status_code == 200
    assert site.client().get(call, headers=site.bearer("viewer")).status_code == 200
    with site.register.write(cli_actor()) as writer:
        update_account(
            writer, "viewer", display_name="", role="viewer", leagues=["150600"]
        )

    assert client.get(page).status_code == 404
    assert hidden not in client.get("/planner/projects?origin=register").text
    assert site.client().get(call, headers=site.bearer("viewer")).status_code == 404


def dead_tokens(site):
    """Return tokens that open nothing, each for another reason."""
    with site.register.write(cli_actor()) as writer:
        kinds = ("expired", "revoked", "disabled", "reset")
        owner = {"disabled": "ordos", "reset": "viewer"}
        made = {
            kind: tokens.create_token(
                writer, owner.get(kind, "planner"), label=kind, scope="write", days=1
            )
            for kind in kinds
        }
        tokens.revoke_token(writer, made["revoked"][1].token_id)
        set_disabled(writer, "ordos", is_disabled=True)
        set_password(writer, "viewer", "chosen by boss 1", must_change_password=True)
    found = {kind: text for kind, (text, _) in made.items()}
    good = found["expired"]
    found |= {
        "unknown": good[:-1] + ("A" if good[-1] != "A" else "B"),
        "cut": good[:-3],
    }
    site.clock.turn(days=1)
    return found


@pytest.mark.parametrize(("method", "path"), [("GET", PROJECTS), ("POST", PROJECTS)])
def test_token_that_opens_nothing_is_answered_the_same_whatever_the_reason(
    site, method, path
):
    answers = {}
    for kind, text in dead_tokens(site).items():
        answer = site.client().open(
            path,
            method=method,
            json={} if method == "POST" else None,
            headers={"Authorization": f"Bearer {text}"},
        )
        assert text not in answer.text
        own = answer.headers["X-Request-ID"]
        of_one = ("Date", "X-Request-ID")
        headers = sorted(one for one in answer.headers if one[0] not in of_one)
        answers[kind] = (
            answer.status_code,
            answer.text.replace(own, ""),
            str(headers),
        )

    assert {one[0] for one in answers.values()} == {401}
    assert len(set(answers.values())) == 1, answers


@pytest.fixture(scope="module")
def reading(shared):
    """Return the header with a token of the admin that is for reading."""
    with shared.register.write(cli_actor()) as writer:
        text, _ = tokens.create_token(writer, "boss", label="read", scope="read")
    return {"Authorization": f"Bearer {text}"}


@pytest.mark.parametrize(("method", "rule"), CALLS)
def test_token_for_reading_writes_nowhere(shared, reading, method, rule):
    before = shared.register.revision()
    body = {"version": 1} if method in ("POST", "PATCH") else None
    headers = reading | {"If-Match": '"1"'}
    key = shared.keys["公开的乳品项目"]
    answer = shared.client().open(
        address(rule, key=key), method=method, json=body, headers=headers
    )

    assert (answer.status_code == 403) == (method != "GET")
    assert answer.status_code in (200, 403)
    assert shared.register.revision() == before


def test_every_cookie_of_every_page_has_its_flags(site):
    client = site.client("boss")
    site.clock.turn(minutes=5)  # so that the session is noted again
    seen = 0
    for rule in READ:
        answer = client.get(address(rule), base_url="http://127.0.0.1", buffered=True)
        for cookie in answer.headers.getlist("Set-Cookie"):
            name, *flags = cookie.split("; ")
            assert name.startswith("geo_zs=")
            assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(flags)
            assert not any(flag.startswith("Domain") for flag in flags)
            assert rule.startswith(PRIVATE)
            seen += 1
    assert seen
