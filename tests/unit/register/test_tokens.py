"""API tokens: shown once, kept as a hash, never more than their account."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from datetime import UTC, datetime, timedelta

import pytest

from geo_zs.errors import ForbiddenError, RecordError, UnknownRecordError
from geo_zs.register import tokens
from geo_zs.register.access import Actor, cli_actor
from geo_zs.register.accounts import create_account, set_disabled, set_password
from geo_zs.register.changes import changes
from geo_zs.register.models.token import Token

WORDS = "camel river 1947"
MORNING = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture
def book(register):
    """Return a register at a fixed time with one planner and one admin."""
    fixed = dataclasses.replace(register, clock=lambda: MORNING)
    with fixed.write(cli_actor()) as writer:
        create_account(writer, "boss", password=WORDS, role="admin")
        create_account(writer, "li", password=WORDS, role="planner")
    return fixed


def make(book, account="li", *, by=None, **values):
    given = {"label": "report", "scope": "read", "days": 30, **values}
    with book.write(by or Actor(account, "planner")) as writer:
        return tokens.create_token(writer, account, **given)


def find(book, text, *, after=timedelta(0)):
    with book.read() as session:
        return tokens.find_token(session, text, now=MORNING + after)


def faults(error):
    return {one.field: one.key for one in error.value.problems}


def test_token_is_random_and_only_its_hash_is_kept(book):
    text, record = make(book)
    other, _ = make(book)

    assert re.fullmatch(r"gzs_[\w-]{43}", text)
    assert other != text
    assert record.prefix == text[:10]
    with book.read() as session:
        kept = session.get(Token, record.token_id)
        assert kept.digest == hashlib.sha256(text.encode()).hexdigest()
        assert text not in repr(vars(kept))
        assert text not in repr(changes(session))
        assert kept.digest not in repr(changes(session))


def test_token_is_found_by_its_text(book):
    text, record = make(book, scope="write")

    assert find(book, text) == record
    assert record.account == "li"
    assert record.scope == "write"


@pytest.mark.parametrize(
    "text", ["", "gzs_", "gzs_x", "x" * 10_000, "gzs_é", "Bearer gzs_", "gzs_\x00", "%"]
)
def test_hostile_token_is_only_unknown(book, text):
    make(book)

    assert find(book, text) is None


def test_token_in_other_case_or_with_more_is_unknown(book):
    text, _ = make(book)

    assert find(book, text.upper()) is None
    assert find(book, text + "A") is None
    assert find(book, text[:-1]) is None


def test_token_works_until_the_moment_it_expires(book):
    text, record = make(book, days=1)

    assert record.expires_at == MORNING + timedelta(days=1)
    assert find(book, text, after=timedelta(days=1, seconds=-1))
    assert find(book, text, after=timedelta(days=1)) is None


def test_revoked_token_is_unknown_and_stays_so(book):
    text, record = make(book)
    for _ in range(2):
        with book.write(Actor("li", "planner")) as writer:
            revoked = tokens.revoke_token(writer, record.token_id)

    assert revoked.revoked_at == MORNING
    assert find(book, text) is None
    with book.read() as session:
        actions = [one.action for one in changes(session, table="api_token")]
    assert actions == ["update", "create"]


def test_token_of_a_disabled_account_is_unknown_and_does_not_come_back(book):
    text, _ = make(book)
    for is_disabled in (True, False):
        with book.write(cli_actor()) as writer:
            set_disabled(writer, "li", is_disabled=is_disabled)
        assert find(book, text) is None


def test_token_waits_while_its_account_has_to_change_its_password(book):
    text, _ = make(book)
    with book.write(cli_actor()) as writer:
        set_password(writer, "li", "steppe wind 2008", must_change_password=True)

    assert find(book, text) is None


@pytest.mark.parametrize("days", [0, -1, 367, 10**9])
def test_token_works_for_a_year_at_most(book, days):
    with pytest.raises(RecordError) as raised:
        make(book, days=days)

    assert faults(raised) == {"days": "days_range"}
    assert "expected 1 to 366 days" in str(raised.value)


def test_all_faults_of_a_token_are_named(book):
    with pytest.raises(RecordError) as raised:
        make(book, label=" ", scope="all", days=0)

    assert faults(raised) == {
        "label": "label_form",
        "scope": "scope_unknown",
        "days": "days_range",
    }


def test_account_has_a_bounded_number_of_tokens(book):
    for _ in range(20):
        _, record = make(book)

    with pytest.raises(RecordError, match="has 20 usable tokens"):
        make(book)
    with book.write(cli_actor()) as writer:
        tokens.revoke_token(writer, record.token_id)
    assert make(book)


def test_token_is_made_for_oneself_or_by_an_admin(book):
    with pytest.raises(ForbiddenError, match="tokens for itself only"):
        make(book, "boss", by=Actor("li", "planner"))

    _, record = make(book, "li", by=Actor("boss", "admin"))
    assert record.account == "li"
    with pytest.raises(UnknownRecordError, match="no account 'nobody'"):
        make(book, "nobody", by=cli_actor())


def test_token_of_another_cannot_be_revoked_nor_found_out(book):
    _, record = make(book, "boss", by=cli_actor())

    for token_id in (record.token_id, 999):
        with (
            pytest.raises(UnknownRecordError, match=f"no token '{token_id}'"),
            book.write(Actor("li", "planner")) as writer,
        ):
            tokens.revoke_token(writer, token_id)


def test_token_for_a_disabled_account_is_not_made(book):
    with book.write(cli_actor()) as writer:
        set_disabled(writer, "li", is_disabled=True)

    with pytest.raises(RecordError, match="the account is disabled"):
        make(book, "li", by=cli_actor())


def test_use_is_noted_to_five_minutes_and_is_no_change(book):
    _, record = make(book)
    before = book.revision()

    assert tokens.needs_note(record, now=MORNING)
    with book.write(Actor("li", "planner"), counts=False) as writer:
        tokens.note_use(writer, record.token_id)
        tokens.note_use(writer, 999)
    with book.read() as session:
        (used,) = tokens.list_tokens(session, account="li")
    assert used.last_used_at == MORNING
    assert not tokens.needs_note(used, now=MORNING + timedelta(minutes=4))
    assert tokens.needs_note(used, now=MORNING + timedelta(minutes=5))
    assert book.revision() == before


def test_tokens_are_listed_by_account_the_newest_first(book):
    make(book, label="one")
    make(book, label="two")
    make(book, "boss", by=cli_actor(), label="three")

    with book.read() as session:
        labels = [one.label for one in tokens.list_tokens(session, account="li")]
        everything = [one.label for one in tokens.list_tokens(session)]
    assert labels == ["two", "one"]
    assert everything == ["three", "two", "one"]
