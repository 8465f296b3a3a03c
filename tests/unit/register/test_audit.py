"""Reading the log of changes: filters, pages, and only for admins."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest

from geo_zs.errors import ForbiddenError
from geo_zs.register import audit
from geo_zs.register.access import PUBLIC, Actor, cli_actor
from geo_zs.register.audit import AuditQuery
from geo_zs.register.changes import record_change

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADMIN = cli_actor()


@pytest.fixture
def book(register):
    """Return a register with five changes, one an hour, by two accounts."""
    lines = [
        ("li", "project", "R-000001"),
        ("wang", "project", "R-000002"),
        ("li", "ledger_entry", "7"),
        ("li", "project", "R-000001"),
        ("wang", "project", "R-000001"),
    ]
    for hour, (by, table, key) in enumerate(lines):
        moment = NOON + timedelta(hours=hour)
        fixed = dataclasses.replace(register, clock=lambda moment=moment: moment)
        with fixed.write(Actor(by, "planner")) as writer:
            record_change(
                writer,
                table=table,
                key=key,
                action="update",
                before={"stage": None},
                after={"stage": "签约"},
            )
    return register


def ids(book, *, skip=0, limit=10, before_id=None, **wanted):
    with book.read() as session:
        query = AuditQuery(**wanted)
        lines = audit.read_lines(
            session, ADMIN, query, limit=limit, skip=skip, before_id=before_id
        )
        assert audit.count_lines(session, ADMIN, query) >= len(lines)
    return [line.change_id for line in lines]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [5, 4, 3, 2, 1]),
        ({"by": "li"}, [4, 3, 1]),
        ({"table": "project"}, [5, 4, 2, 1]),
        ({"table": "project", "key": "R-000001", "by": "wang"}, [5]),
        ({"key": "R-00000"}, []),
        ({"since": NOON + timedelta(hours=3)}, [5, 4]),
        ({"until": NOON + timedelta(hours=1)}, [1]),
        ({"since": NOON, "until": NOON}, []),
        ({"by": "' OR 1=1 --"}, []),
        ({"key": "\x00"}, []),
    ],
)
def test_lines_are_filtered_exactly_the_latest_first(book, wanted, found):
    assert ids(book, **wanted) == found


def test_pages_do_not_overlap(book):
    assert ids(book, limit=2) == [5, 4]
    assert ids(book, limit=2, skip=2) == [3, 2]
    assert ids(book, limit=2, skip=4) == [1]
    assert ids(book, limit=2, skip=6) == []
    assert ids(book, before_id=3) == [2, 1]


def test_all_lines_come_in_chunks_without_gaps(book, monkeypatch):
    monkeypatch.setattr(audit, "_CHUNK", 2)

    lines = list(audit.all_lines(book, ADMIN, AuditQuery(table="project")))

    assert [line.change_id for line in lines] == [5, 4, 2, 1]


def test_tables_of_the_log_are_listed_once(book):
    with book.read() as session:
        assert audit.logged_tables(session, ADMIN) == ["ledger_entry", "project"]


@pytest.mark.parametrize(
    "viewer", [PUBLIC, Actor("v", "viewer"), Actor("p", "planner")]
)
def test_only_admins_read_the_log(book, viewer):
    query = AuditQuery()
    with book.read() as session:
        for read in (
            lambda: audit.read_lines(session, viewer, query, limit=1),
            lambda: audit.count_lines(session, viewer, query),
            lambda: audit.logged_tables(session, viewer),
            lambda: list(audit.all_lines(book, viewer, query)),
        ):
            with pytest.raises(ForbiddenError, match="this needs 'admin'"):
                read()
