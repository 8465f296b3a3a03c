"""Accounts: what they may be, who may change them, what the log keeps of them."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest

from geo_zs.errors import (
    ConflictError,
    ForbiddenError,
    RecordError,
    UnknownRecordError,
)
from geo_zs.register import tokens
from geo_zs.register.access import Actor, cli_actor
from geo_zs.register.account_records import (
    account_of_id,
    count_accounts,
    list_accounts,
    read_account,
)
from geo_zs.register.accounts import (
    change_own_password,
    create_account,
    set_disabled,
    set_password,
    update_account,
)
from geo_zs.register.changes import changes
from geo_zs.register.models.account import Account
from geo_zs.register.names import Names

WORDS = "camel river 1947"
OTHER_WORDS = "steppe wind 2008"
TOO_SHORT = "short"


def make(register, name="bayan", *, by=None, **values):
    given = {"password": WORDS, "role": "admin", **values}
    with register.write(by or cli_actor()) as writer:
        return create_account(writer, name, **given)


def faults(error):
    return {one.field: one.key for one in error.value.problems}


def test_account_is_kept_as_it_was_made(register):
    made = make(register, "planner1", role="planner", leagues=["150600", "150200"])

    with register.read() as session:
        assert read_account(session, "planner1") == made
        assert account_of_id(session, made.account_id) == made
    assert made.leagues == ("150200", "150600")
    assert made.display_name == "planner1"
    assert made.created_by == "cli"
    assert not made.must_change_password
    assert made.actor("api") == Actor(
        "planner1", "planner", frozenset({"150200", "150600"}), "api"
    )


@pytest.mark.parametrize("again", ["bayan", "BAYAN", "Ｂａｙａｎ", "  bayan "])
def test_names_that_differ_in_case_or_width_are_one(register, again):
    make(register, "Bayan")

    with pytest.raises(RecordError) as raised:
        make(register, again)
    assert faults(raised) == {"name": "name_taken"}
    assert "there is an account 'bayan' already" in str(raised.value)
    with register.read() as session:
        assert read_account(session, again).display_name == "Bayan"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "x",
        "a b",
        "a/b",
        "-a",
        "n" * 61,
        "a\x00b",
        "\ud800\ud800",
        "<b>",
        "a\u202eb",
    ],
)
def test_name_that_cannot_be_told_apart_or_shown_is_refused(sqlite_register, name):
    with pytest.raises(RecordError) as raised:
        make(sqlite_register, name)

    assert faults(raised) == {"name": "name_form"}


@pytest.mark.parametrize("name", ["cli", "IMPORT", "public", "system"])
def test_names_of_the_log_are_kept_from_accounts(sqlite_register, name):
    with pytest.raises(RecordError) as raised:
        make(sqlite_register, name)

    assert faults(raised) == {"name": "name_reserved"}


def test_chinese_name_is_taken(register):
    assert make(register, "巴雅尔").name == "巴雅尔"


def test_all_faults_of_a_new_account_are_named_at_once(register):
    with pytest.raises(RecordError) as raised:
        make(register, "?", role="boss", leagues=[], password=TOO_SHORT)

    assert faults(raised) == {
        "name": "name_form",
        "role": "role_unknown",
        "leagues": "leagues_empty",
        "password": "password_length",
    }
    assert TOO_SHORT not in str(raised.value)
    for one in raised.value.problems:
        assert one.text("zh") != one.text("en") == one.message


def test_league_has_to_be_one_that_is_known(sqlite_register):
    known = sqlite_register.with_names(Names(leagues=frozenset({"150200"})))

    with pytest.raises(RecordError) as raised:
        make(known, role="planner", leagues=["150200", "150999"])
    assert faults(raised) == {"leagues": "league_unknown"}
    assert "'150999' is no league" in str(raised.value)


def test_admin_is_not_limited_to_leagues(register):
    with pytest.raises(RecordError) as raised:
        make(register, role="admin", leagues=["150200"])

    assert faults(raised) == {"leagues": "admin_limited"}


@pytest.mark.parametrize("role", ["public", "viewer", "planner"])
def test_only_admins_touch_accounts(register, role):
    make(register)
    actor = Actor("mallory", role)
    acts = [
        lambda writer: create_account(writer, "x1", password=WORDS, role="admin"),
        lambda writer: update_account(
            writer, "bayan", display_name="", role="viewer", leagues=None
        ),
        lambda writer: set_disabled(writer, "bayan", is_disabled=True),
        lambda writer: set_password(
            writer, "bayan", OTHER_WORDS, must_change_password=False
        ),
    ]
    for act in acts:
        with (
            pytest.raises(ForbiddenError, match="this needs 'admin'"),
            register.write(actor) as writer,
        ):
            act(writer)
    with register.read() as session:
        assert count_accounts(session) == 1
        assert read_account(session, "bayan").version == 1


def test_last_admin_can_neither_be_demoted_nor_disabled(register):
    make(register)
    make(register, "off", role="admin")
    with register.write(cli_actor()) as writer:
        set_disabled(writer, "off", is_disabled=True)

    last = pytest.raises(RecordError, match="the last admin")
    with last, register.write(cli_actor()) as writer:
        update_account(writer, "bayan", display_name="", role="planner", leagues=None)
    last = pytest.raises(RecordError, match="the last admin")
    with last, register.write(cli_actor()) as writer:
        set_disabled(writer, "bayan", is_disabled=True)

    with register.write(cli_actor()) as writer:
        set_disabled(writer, "off", is_disabled=False)
        update_account(writer, "bayan", display_name="", role="planner", leagues=None)
    with register.read() as session:
        assert read_account(session, "bayan").role == "planner"


def test_disabling_ends_sessions_and_revokes_tokens(register):
    made = make(register, "planner1", role="planner")
    with register.write(cli_actor()) as writer:
        tokens.create_token(writer, "planner1", label="report", scope="read")

    with register.write(cli_actor()) as writer:
        off = set_disabled(writer, "planner1", is_disabled=True)
    with register.write(cli_actor()) as writer:
        on = set_disabled(writer, "planner1", is_disabled=False)

    assert off.is_disabled
    assert off.session_epoch == made.session_epoch + 1
    assert not on.is_disabled
    assert on.session_epoch == off.session_epoch
    with register.read() as session:
        (token,) = tokens.list_tokens(session)
    assert token.revoked_at is not None


def test_new_password_ends_sessions(register):
    made = make(register)

    with register.write(cli_actor()) as writer:
        changed = set_password(writer, "bayan", OTHER_WORDS, must_change_password=True)

    assert changed.session_epoch == made.session_epoch + 1
    assert changed.must_change_password


def test_own_password_needs_the_old_one_and_another_new_one(register):
    made = make(register, role="viewer")
    own = made.actor("web")

    def change(old, new):
        with register.write(own) as writer:
            return change_own_password(writer, old=old, new=new)

    with pytest.raises(RecordError) as raised:
        change("wrong", TOO_SHORT)
    assert faults(raised) == {
        "password": "password_length",
        "old_password": "old_password_wrong",
    }
    with pytest.raises(RecordError) as raised:
        change(WORDS, WORDS)
    assert faults(raised) == {"password": "password_same"}
    changed = change(WORDS, OTHER_WORDS)
    assert changed.session_epoch == 2
    assert not changed.must_change_password
    with pytest.raises(RecordError):
        change(WORDS, "yet another one")


@pytest.mark.parametrize("name", ["", "nobody", "off"])
def test_password_of_nobody_is_not_changed(register, name):
    make(register)
    make(register, "off", role="viewer")
    with register.write(cli_actor()) as writer:
        set_disabled(writer, "off", is_disabled=True)

    with (
        pytest.raises(ForbiddenError, match="an account that can log in"),
        register.write(Actor(name, "viewer")) as writer,
    ):
        change_own_password(writer, old=WORDS, new=OTHER_WORDS)


def test_stale_change_of_an_account_is_told_with_its_present_values(register):
    made = make(register, "planner1", role="planner")
    with register.write(cli_actor("first")) as writer:
        update_account(
            writer,
            "planner1",
            display_name="Li",
            role="viewer",
            leagues=None,
            version=1,
        )

    with pytest.raises(ConflictError) as raised, register.write(cli_actor()) as writer:
        update_account(
            writer,
            "planner1",
            display_name="",
            role="admin",
            leagues=None,
            version=made.version,
        )

    assert raised.value.current["role"] == "viewer"
    assert raised.value.current["updated_by"] == "first"
    assert raised.value.current["version"] == 2
    assert "password_hash" not in raised.value.current


def test_unknown_account_is_named(register):
    with (
        pytest.raises(UnknownRecordError, match="no account 'nobody'"),
        register.read() as session,
    ):
        read_account(session, "Nobody")


def test_log_keeps_each_change_and_nothing_secret(register):
    make(register)
    make(register, "planner1", role="planner", leagues=["150200"])
    with register.write(cli_actor()) as writer:
        update_account(
            writer, "planner1", display_name="Li", role="viewer", leagues=None
        )
        set_password(writer, "planner1", OTHER_WORDS, must_change_password=False)
        set_disabled(writer, "planner1", is_disabled=True)
        set_disabled(writer, "planner1", is_disabled=True)
    with register.read() as session:
        lines = changes(session, key="planner1", table="account")
        kept = session.get(Account, 2)
        assert kept is not None
        secret = kept.password_hash

    assert [line.action for line in lines] == ["update", "update", "update", "create"]
    disabled, password, rights, created = lines
    assert disabled.before == {"is_disabled": False}
    assert disabled.after == {"is_disabled": True}
    assert set(password.after) == {"password_changed_at"}
    assert rights.before == {
        "display_name": "planner1",
        "role": "planner",
        "leagues": ["150200"],
    }
    assert rights.after == {"display_name": "Li", "role": "viewer", "leagues": None}
    assert created.before is None
    text = repr(lines)
    assert secret not in text
    assert WORDS not in text
    assert "argon2" not in text


def test_change_of_an_account_is_not_undone_by_way_of_the_log(register):
    make(register)
    with (
        pytest.raises(ForbiddenError, match="changes of accounts are not undone"),
        register.read() as session,
    ):
        session.get(Account, 1).check_edit(cli_actor())


def test_accounts_are_listed_by_name_the_disabled_last(register):
    for name in ("delger", "altan", "bayan"):
        make(register, name)
    with register.write(cli_actor()) as writer:
        set_disabled(writer, "altan", is_disabled=True)

    with register.read() as session:
        assert [one.name for one in list_accounts(session)] == [
            "bayan",
            "delger",
            "altan",
        ]


def test_times_of_an_account_are_those_of_the_register(sqlite_register):
    moment = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    at = dataclasses.replace(sqlite_register, clock=lambda: moment)
    made = make(at)
    later = dataclasses.replace(at, clock=lambda: moment + timedelta(days=1))

    with later.write(cli_actor()) as writer:
        changed = set_password(writer, "bayan", OTHER_WORDS, must_change_password=False)

    assert made.created_at == moment
    assert changed.created_at == moment
    assert changed.password_changed_at == moment + timedelta(days=1)
