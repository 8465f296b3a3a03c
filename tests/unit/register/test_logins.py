"""Logging in: one answer for every failure, a pause after too many."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from geo_zs.register import logins
from geo_zs.register.access import cli_actor
from geo_zs.register.account_records import read_account
from geo_zs.register.accounts import create_account, set_disabled
from geo_zs.register.models.account import Account, FailedLogin
from geo_zs.register.passwords import Verdict

WORDS = "camel river 1947"
MORNING = datetime(2026, 3, 1, 8, tzinfo=UTC)


class Clock:
    """A clock that is set by hand."""

    def __init__(self):
        self.now = MORNING

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def book(register, clock):
    fixed = dataclasses.replace(register, clock=clock)
    with fixed.write(cli_actor()) as writer:
        create_account(writer, "Bayan", password=WORDS, role="admin")
    return fixed


@pytest.fixture
def quick(monkeypatch):
    """Compare passwords as they are, so that many attempts take no time."""
    monkeypatch.setattr(
        logins, "verify_password", lambda _, typed: Verdict(is_right=typed == WORDS)
    )


def attempt(book, name="bayan", typed="wrong", *, address="192.0.2.1"):
    try:
        return logins.log_in(book, name, typed, address=address)
    except logins.LoginRefusedError:
        return "refused"
    except logins.LoginPausedError as error:
        return error.seconds


def test_right_password_lets_in_and_is_noted_without_a_new_version(book, clock):
    clock.now += timedelta(hours=1)

    found = attempt(book, "ＢＡＹＡＮ ", WORDS)

    assert found.name == "bayan"
    assert found.last_login_at == MORNING + timedelta(hours=1)
    with book.read() as session:
        assert read_account(session, "bayan").version == 1


def test_every_failure_gives_the_same_answer(book):
    with book.write(cli_actor()) as writer:
        create_account(writer, "off", password=WORDS, role="viewer")
        set_disabled(writer, "off", is_disabled=True)
    told = set()
    for name, typed in [("bayan", "wrong"), ("nobody", WORDS), ("off", WORDS)]:
        with pytest.raises(logins.LoginRefusedError) as raised:
            logins.log_in(book, name, typed, address="192.0.2.1")
        told.add(str(raised.value))

    assert told == {"the name or the password is wrong, or the account disabled"}


@pytest.mark.parametrize("name", ["", "\ud800", "x" * 100_000, "a\x00b", "' OR 1=1 --"])
def test_hostile_name_is_only_refused(book, name):
    assert attempt(book, name, WORDS) == "refused"


def test_unknown_name_takes_the_same_work(book, monkeypatch):
    asked = []
    monkeypatch.setattr(
        logins,
        "verify_password",
        lambda kept, _: asked.append(kept) or Verdict(is_right=False),
    )
    attempt(book, "nobody")
    attempt(book, "bayan")

    assert asked[0] is None
    assert asked[1].startswith("$argon2id$")


def test_five_failures_at_one_network_pause_it_for_that_name_only(book, quick):
    with book.write(cli_actor()) as writer:
        create_account(writer, "other", password=WORDS, role="viewer")

    assert [attempt(book) for _ in range(6)] == [*["refused"] * 5, 900]
    assert attempt(book, typed=WORDS) == 900
    assert attempt(book, typed=WORDS, address="192.0.2.2").name == "bayan"
    assert attempt(book, "other", WORDS).name == "other"


def test_twenty_failures_from_anywhere_pause_a_name(book, quick):
    answers = [attempt(book, address=f"192.0.2.{count}") for count in range(21)]

    assert answers == [*["refused"] * 20, 900]
    assert attempt(book, typed=WORDS, address="198.51.100.1") == 900


def test_unknown_name_is_paused_alike(book, quick):
    assert [attempt(book, "nobody") for _ in range(6)] == [*["refused"] * 5, 900]


def test_pause_ends_when_its_window_does(book, quick, clock):
    for _ in range(5):
        attempt(book)
    clock.now += timedelta(minutes=14, seconds=30)
    assert attempt(book, typed=WORDS) == 30
    clock.now += timedelta(seconds=30)

    assert attempt(book, typed=WORDS).name == "bayan"


def test_success_sets_the_count_back(book, quick):
    for _ in range(3):
        assert [attempt(book) for _ in range(4)] == ["refused"] * 4
        assert attempt(book, typed=WORDS).name == "bayan"


def test_attempts_during_a_pause_do_not_prolong_it(book, quick, clock):
    for _ in range(5):
        attempt(book)
    for _ in range(10):
        clock.now += timedelta(minutes=1)
        attempt(book)
    clock.now = MORNING + timedelta(minutes=15)

    assert attempt(book, typed=WORDS).name == "bayan"


def test_guesses_at_the_same_moment_all_count(book, quick):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: attempt(book), range(16)))

    assert answers.count("refused") == 5
    assert answers.count(900) == 11


def test_neither_names_nor_addresses_are_kept_and_old_counts_go(book, quick, clock):
    attempt(book, "my secret password", address="192.0.2.7")
    with book.read() as session:
        kept = [vars(row) for row in session.scalars(select(FailedLogin))]
    assert len(kept) == 2
    assert "secret" not in repr(kept)
    assert "192.0.2" not in repr(kept)

    clock.now += timedelta(minutes=15)
    attempt(book, "another")
    with book.read() as session:
        assert len(session.scalars(select(FailedLogin)).all()) == 2


def test_old_hash_is_made_anew_at_log_in(book):
    old = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(WORDS)
    with book.write(cli_actor()) as writer:
        writer.session.execute(update(Account).values(password_hash=old))

    assert attempt(book, typed=WORDS).name == "bayan"
    with book.read() as session:
        kept = session.scalars(select(Account.password_hash)).one()
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert attempt(book, typed=WORDS).name == "bayan"


def test_account_that_is_disabled_meanwhile_is_not_let_in(book, monkeypatch):
    def slow(kept, typed):
        with book.write(cli_actor()) as writer:
            create_account(writer, "second", password=WORDS, role="admin")
            set_disabled(writer, "bayan", is_disabled=True)
        return Verdict(is_right=True)

    monkeypatch.setattr(logins, "verify_password", slow)

    assert attempt(book, typed=WORDS) == "refused"


def test_log_ins_do_not_move_the_counter_of_changes(book, quick):
    before = book.revision()
    attempt(book)
    attempt(book, typed=WORDS)

    assert book.revision() == before


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("unix:/socket", "unknown"),
    ],
)
def test_network_of_an_address(address, network):
    assert logins.network_of(address) == network


def test_ended_session_is_known_until_its_cookie_would_end(book, clock):
    logins.end_session(book, "one", until=MORNING + timedelta(hours=8))
    with book.read() as session:
        assert logins.is_ended(session, "one")
        assert not logins.is_ended(session, "two")

    clock.now += timedelta(hours=9)
    logins.end_session(book, "two", until=clock.now + timedelta(hours=8))
    logins.end_session(book, "two", until=clock.now + timedelta(hours=8))
    with book.read() as session:
        assert not logins.is_ended(session, "one")
        assert logins.is_ended(session, "two")
