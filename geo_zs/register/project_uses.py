"""What stands on a project: money and steps that would be lost if it were hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, or_, select

from geo_zs.errors import RecordError
from geo_zs.register.bulk import in_many
from geo_zs.register.models.ledger import ClosedMonth, LedgerEntry, wait_for_months
from geo_zs.register.models.project import Project
from geo_zs.register.models.step import Step
from geo_zs.register.table_faults import TableFault, table_fault

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.store import Writer

_ENTRY = LedgerEntry.__table__
_STEP = Step.__table__
#: Months that are told one by one.
_MOST: Final = 12


def let_no_money_in(session: Session) -> None:
    """Let no entry be written until the transaction ends, so that none is orphaned.

    To be called before any project is locked: writers of entries wait the other way.
    """
    wait_for_months(session, is_closing=True)


def money_of(session: Session, ids: Collection[str]) -> dict[str, list[str]]:
    """Return the months of the live entries of projects, by project.

    Parameters
    ----------
    session : Session
        Of the writer.
    ids : collection of str
        Projects; those without an entry are not in the answer.
    """
    query = (
        select(_ENTRY.c.project_id, _ENTRY.c.month)
        .where(
            in_many(session, _ENTRY.c.project_id, ids),
            _ENTRY.c.deleted_at.is_(None),
        )
        .order_by(_ENTRY.c.month)
    )
    answer: dict[str, list[str]] = {}
    for project_id, month in session.execute(query):
        answer.setdefault(str(project_id), []).append(str(month))
    return answer


def steps_of_others(
    writer: Writer, ids: Collection[str], batch_id: str | None
) -> dict[str, int]:
    """Return how many live steps other accounts entered for projects.

    Parameters
    ----------
    writer : Writer
        Whose own steps do not count.
    ids : collection of str
        Projects; those without such a step are not in the answer.
    batch_id : str or None
        An import whose steps do not count.
    """
    is_other = _STEP.c.created_by != writer.actor.name
    if batch_id is not None:
        own = or_(_STEP.c.batch_id.is_(None), _STEP.c.batch_id != batch_id)
        is_other = is_other & own
    query = (
        select(_STEP.c.project_id, func.count())
        .where(
            in_many(writer.session, _STEP.c.project_id, ids),
            _STEP.c.deleted_at.is_(None),
            is_other,
        )
        .group_by(_STEP.c.project_id)
    )
    return {str(key): int(count) for key, count in writer.session.execute(query)}


def money_words(session: Session, months: Sequence[str]) -> dict[str, str]:
    """Return how many entries are in which months, in Chinese and in English."""
    closed = frozenset(session.scalars(select(ClosedMonth.month)))
    counts = Counter(months)
    zh, en = [], []
    for month in sorted(counts)[:_MOST]:
        count, is_closed = counts[month], month in closed
        zh.append(f"{month} {count} 条" + "（已锁定）" * is_closed)
        en.append(f"{month}: {count}" + " (closed)" * is_closed)
    more = "…" * (len(counts) > _MOST)
    return {
        "count": str(len(months)),
        "months_zh": "、".join(zh) + more,
        "months": ", ".join(en) + more,
    }


def refuse_orphans(writer: Writer, project_id: str) -> None:
    """Refuse to hide a project that holds money.

    Raises
    ------
    RecordError
        If it has live entries, with how many in which months.
    """
    _refuse(_money_faults(writer, project_id))


def refuse_undo(writer: Writer, project_id: str, batch_id: str | None) -> None:
    """Refuse to take back a project for which something was entered since.

    Parameters
    ----------
    writer : Writer
    project_id : str
    batch_id : str or None
        The import that made the project, if one did.

    Raises
    ------
    RecordError
        If it has live entries, or steps that others entered.
    """
    faults = _money_faults(writer, project_id)
    steps = steps_of_others(writer, [project_id], batch_id)
    if project_id in steps:
        told = {"key": project_id, "count": steps[project_id]}
        faults.append(table_fault("project_id", "holds_steps", told))
    _refuse(faults)


def refuse_homeless(writer: Writer, project_id: str) -> None:
    """Refuse to bring back money of a project that is hidden.

    Raises
    ------
    RecordError
        If the project is not there any more.
    """
    query = select(Project.deleted_at).where(Project.project_id == project_id)
    if writer.session.scalar(query) is not None:
        told = {"value": project_id}
        _refuse([table_fault("project_id", "unknown_project", told)])


def _money_faults(writer: Writer, project_id: str) -> list[TableFault]:
    """Return that a project holds money, if it does."""
    months = money_of(writer.session, [project_id]).get(project_id)
    if not months:
        return []
    told = {"key": project_id, **money_words(writer.session, months)}
    return [table_fault("project_id", "holds_money", told)]


def _refuse(faults: Sequence[TableFault]) -> None:
    """Raise if anything stands on the project."""
    if faults:
        raise RecordError(faults)
