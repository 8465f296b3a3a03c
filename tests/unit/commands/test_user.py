"""``geo-zs user`` and ``geo-zs token`` as an administrator types them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from geo_zs.commands.token import token
from geo_zs.commands.user import user
from geo_zs.errors import RecordError, SettingError, UnknownRecordError
from geo_zs.register import logins, tokens
from geo_zs.register.store import Register

WORDS = "camel river 1947"


@pytest.fixture
def book(new_sqlite, monkeypatch):
    """Return the register that the commands find in their environment."""
    url = new_sqlite()
    monkeypatch.setenv("GEO_ZS_DATABASE_URL", url)
    monkeypatch.setenv("GEO_ZS_LANG", "en")
    opened = Register.open(url)
    yield opened
    opened.close()


@pytest.fixture
def run(runner, book):
    def invoke(group, *words, typed=None):
        done = runner.invoke(group, words, input=typed)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return invoke


def add(run, name, role, *more, typed=WORDS):
    return run(
        user, "add", name, "--role", role, "--password-stdin", *more, typed=typed
    )


def test_first_admin_is_made_and_can_log_in(run, book):
    done = run(user, "add", "Bayan", "--role", "admin", typed=f"{WORDS}\n{WORDS}\n")

    assert done.exit_code == 0
    assert "made bayan · admin · all leagues · Bayan" in done.output
    assert WORDS not in done.output
    assert logins.log_in(book, "bayan", WORDS, address="").role == "admin"


def test_password_that_is_typed_otherwise_the_second_time_is_asked_again(run, book):
    typed = f"{WORDS}\nother words 1\n{WORDS}\n{WORDS}\n"
    done = run(user, "add", "bayan", "--role", "admin", typed=typed)

    assert done.exit_code == 0
    assert logins.log_in(book, "bayan", WORDS, address="")


def test_password_comes_from_standard_input(run, book):
    done = add(run, "bayan", "admin", typed=f"{WORDS}\r\nnot this line\n")

    assert done.exit_code == 0
    assert logins.log_in(book, "bayan", WORDS, address="")


def test_password_with_nul_is_refused(run):
    with pytest.raises(RecordError, match="control character"):
        add(run, "bayan", "admin", typed="camel\0river 1947\n")


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "没有终端"), ("en", "there is no terminal")]
)
def test_without_a_terminal_the_way_by_standard_input_is_told(book, lang, words):
    command = ("user", "add", "bayan", "--role", "admin", "--lang", lang)
    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", "from geo_zs.cli import main; main()", *command],
        env={**os.environ, "PYTHONWARNINGS": "default"},
        input=f"{WORDS}\n{WORDS}\n",
        capture_output=True,
        text=True,
        start_new_session=True,  # without a terminal of its own
        check=False,
    )

    assert done.returncode == 2
    assert words in done.stderr
    assert "--password-stdin" in done.stderr
    assert "Warning" not in done.stderr
    assert WORDS not in done.stdout + done.stderr


def test_planner_is_limited_to_leagues_that_exist(run):
    done = add(run, "li", "planner", "--leagues", "150600, 150200")
    assert "made li · planner · 150200, 150600" in done.output

    with pytest.raises(RecordError, match="'150999' is no league"):
        add(run, "wang", "planner", "--leagues", "150200,150999")


def test_weak_password_is_refused_without_being_shown(run):
    with pytest.raises(RecordError, match="commonest") as raised:
        add(run, "bayan", "admin", typed="password1234\n")

    assert "password1234" not in str(raised.value)


def test_accounts_are_listed_for_people_and_programs(run):
    assert "no accounts yet" in run(user, "list").output
    add(run, "bayan", "admin")
    add(run, "li", "planner", "--leagues", "150200", "--must-change")

    lines = run(user, "list").output.splitlines()
    found = json.loads(run(user, "list", "--json").output)

    assert lines == [
        "bayan · admin · all leagues",
        "li · planner · 150200 · has to choose a password",
    ]
    assert [one["name"] for one in found] == ["bayan", "li"]
    assert found[1]["leagues"] == ["150200"]
    assert "password_hash" not in found[0]


def test_role_is_changed_and_the_last_admin_stays(run):
    add(run, "bayan", "admin")
    add(run, "li", "viewer")

    assert "li · admin" in run(user, "role", "li", "admin").output
    assert (
        "li · planner · 150200"
        in run(user, "role", "LI", "planner", "--leagues", "150200").output
    )
    with pytest.raises(RecordError, match="the last admin"):
        run(user, "role", "bayan", "viewer")


def test_limit_of_an_account_is_lifted_only_by_saying_so(run):
    add(run, "bayan", "admin")
    add(run, "li", "viewer")
    run(user, "role", "li", "planner", "--leagues", "150200")

    assert "li · viewer · 150200" in run(user, "role", "li", "viewer").output
    lifted = run(user, "role", "li", "viewer", "--leagues", "all").output
    assert "li · viewer · all leagues" in lifted


def test_account_is_disabled_and_enabled(run, book):
    add(run, "bayan", "admin")
    add(run, "li", "viewer")

    assert (
        "disabled li · viewer · all leagues · disabled"
        in run(user, "disable", "li").output
    )
    with pytest.raises(logins.LoginRefusedError):
        logins.log_in(book, "li", WORDS, address="")
    assert run(user, "enable", "li").output == "enabled li · viewer · all leagues\n"
    assert logins.log_in(book, "li", WORDS, address="")


def test_password_is_set_anew(run, book):
    add(run, "bayan", "admin")
    run(user, "password", "bayan", "--password-stdin", typed="steppe wind 2008\n")

    assert logins.log_in(book, "bayan", "steppe wind 2008", address="")


def test_unknown_account_is_named_before_a_password_is_asked_for(run):
    with pytest.raises(UnknownRecordError, match="no account 'nobody'"):
        run(user, "password", "nobody")


def test_without_a_register_the_way_to_one_is_said(runner, tmp_path, monkeypatch):
    monkeypatch.setenv("GEO_ZS_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")

    done = runner.invoke(user, ["list"])

    assert isinstance(done.exception, SettingError)
    assert "run: geo-zs register init" in str(done.exception)


def test_token_is_printed_alone_on_standard_output(run, book):
    add(run, "li", "planner")

    done = run(token, "add", "LI", "--label", "nightly", "--scope", "write")

    text = done.stdout.strip()
    assert re.fullmatch(r"gzs_[\w-]{43}", text)
    assert "keep it, it is not shown again" in done.stderr
    assert text not in done.stderr
    with book.read() as session:
        assert tokens.find_token(session, text, now=book.clock()).scope == "write"


def test_tokens_are_listed_and_revoked_by_number(run):
    add(run, "li", "planner")
    assert run(token, "list").output == "no tokens\n"
    text = run(token, "add", "li", "--label", "nightly").stdout.strip()

    listed = run(token, "list", "LI").output
    revoked = run(token, "revoke", "1").output

    assert f"1 · li · nightly · {text[:10]}… · read · until " in listed
    assert "never used" in listed
    assert text not in listed
    assert revoked.startswith("revoked 1 · li")
    assert "revoked or expired" in run(token, "list").output


def test_token_works_for_a_year_at_most(run):
    add(run, "li", "planner")

    done = run(token, "add", "li", "--label", "x", "--days", "367")

    assert done.exit_code == 2
    assert "1<=x<=366" in done.output
