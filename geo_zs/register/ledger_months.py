"""Closed months (锁定月份): entries locked, and where their money counts kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import Table, func, select, update

from geo_zs.errors import RecordError
from geo_zs.register.access import require_role
from geo_zs.register.changes import record_row
from geo_zs.register.faults import shown
from geo_zs.register.ledger import closed_months, month_of
from geo_zs.register.ledger_frame import size_class_of
from geo_zs.register.models.ledger import (
    ClosedMonth,
    LedgerEntry,
    wait_for_months,
)
from geo_zs.register.models.project import Project
from geo_zs.register.table_faults import table_fault

if TYPE_CHECKING:
    from geo_zs.register.store import Writer

_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
#: What looks like a month and is none.
_NO_MONTH: Final = re.compile(r"\d{4}-\d\d(?<!-0[1-9])(?<!-1[0-2])", re.ASCII)
#: No money of a project of today arrived earlier.
_FIRST: Final = "2000-01"
_ENTRY = cast("Table", LedgerEntry.__table__)
_PROJECT = Project.__table__


def close_month(writer: Writer, month: str) -> int:
    """Lock all entries of a month, and keep where their money counts.

    Parameters
    ----------
    writer : Writer
        Of an admin.
    month : str
        ``2026-10``; it must be over.

    Returns
    -------
    int
        How many entries the month has.

    Raises
    ------
    ForbiddenError
        If the account is no admin.
    RecordError
        If `month` is no month, not over, or closed already.
    """
    _check(writer, month)
    if month in closed_months(writer.session):
        raise RecordError([table_fault("month", "already_closed", {"month": month})])
    if month < _FIRST:
        raise RecordError([table_fault("month", "month_too_early", {"month": month})])
    if month >= month_of(writer.now):
        raise RecordError([table_fault("month", "month_not_over", {"month": month})])
    row = ClosedMonth(
        month=month,
        created_at=writer.now,
        created_by=writer.actor.name,
        updated_at=writer.now,
        updated_by=writer.actor.name,
    )
    writer.session.add(row)
    writer.session.flush()
    record_row(writer, row, action="create")
    return _keep(writer, month)


def reopen_month(writer: Writer, month: str) -> None:
    """Unlock the entries of a month; their money counts where the projects are now.

    Raises
    ------
    ForbiddenError
        If the account is no admin.
    RecordError
        If `month` is no month, or is not closed.
    """
    _check(writer, month)
    row = writer.session.get(ClosedMonth, month)
    if row is None:
        raise RecordError([table_fault("month", "not_closed", {"month": month})])
    record_row(writer, row, action="delete")
    writer.session.delete(row)
    nothing = dict.fromkeys(_kept())
    statement = update(_ENTRY).where(_ENTRY.c.month == month).values(nothing)
    writer.session.execute(statement)
    writer.session.flush()


def _keep(writer: Writer, month: str) -> int:
    """Keep where the money of a month counts; return how many entries it has."""
    kept = {
        name: select(value)
        .where(_PROJECT.c.project_id == _ENTRY.c.project_id)
        .scalar_subquery()
        for name, value in _kept().items()
    }
    is_of_month = (_ENTRY.c.month == month) & _ENTRY.c.deleted_at.is_(None)
    live = select(_PROJECT.c.project_id).where(_PROJECT.c.deleted_at.is_(None))
    is_counted = is_of_month & _ENTRY.c.project_id.in_(live)
    writer.session.execute(update(_ENTRY).where(is_counted).values(kept))
    count = select(func.count()).select_from(_ENTRY).where(is_counted)
    return int(writer.session.scalar(count) or 0)


def _kept() -> dict[str, Any]:
    """Return what is kept of the project: column of the entry → expression."""
    return {
        "kept_league": func.coalesce(_PROJECT.c.league, ""),
        "kept_banner": _PROJECT.c.banner,
        "kept_park_id": _PROJECT.c.park_id,
        "kept_size_class": size_class_of(_PROJECT.c.pledged_cny_1e8),
    }


def _check(writer: Writer, month: str) -> None:
    """Refuse what is no month, and accounts that may not close one."""
    require_role(writer.actor, "admin")
    wait_for_months(writer.session, is_closing=True)
    if _NO_MONTH.fullmatch(month):
        told = {"value": shown(month)}
        raise RecordError([table_fault("month", "no_such_month", told)])
    if not _MONTH.fullmatch(month):
        told = {"value": shown(month), "form": "2026-10"}
        raise RecordError([table_fault("month", "bad_pattern", told)])
