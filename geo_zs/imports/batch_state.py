"""Imports as they stand in the register: found for their account, by their state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, cast

from sqlalchemy import select
from sqlalchemy.orm import undefer

from geo_zs.errors import RecordError, UnknownRecordError
from geo_zs.imports.fault_book import fault_from
from geo_zs.imports.fault_words_batch import BATCH_WORDS
from geo_zs.imports.faults import Fault, make_fault
from geo_zs.register.models.import_batch import ImportBatch

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor

State = Literal[
    "reading", "checked", "accepting", "accepted", "undone", "failed", "interrupted"
]

#: State → its name, Chinese and English.
STATE_WORDS: Final[Mapping[State, tuple[str, str]]] = {
    "reading": ("读取中", "being read"),
    "checked": ("已试导，待确认", "checked, not accepted yet"),
    "accepting": ("写入中", "being accepted"),
    "accepted": ("已录入", "accepted"),
    "undone": ("已撤销", "undone"),
    "failed": ("失败", "failed"),
    "interrupted": ("已中断", "interrupted"),
}
#: A process that was not seen for so long is taken for dead.
SILENCE: Final = dt.timedelta(seconds=30)
#: States from which an import can be accepted.
ACCEPTABLE: Final[tuple[State, ...]] = ("checked", "accepting")
#: States in which somebody works on an import.
WORKING: Final[tuple[State, ...]] = ("reading", "accepting")
#: Fault of a file whose reading something else ended.
KILLED: Final = "reader_killed"


@dataclass(frozen=True)
class BatchRecord:
    """One import, for lists and pages.

    Parameters
    ----------
    batch_id : str
        Its key.
    table, file_name : str
        Where to, and from what.
    state : str
        See `STATE_WORDS`.
    phase : str
        What is being done, as in ``progress.PHASES``; empty if nothing is.
    done, total : int
        How far it is.
    counts : mapping of status to int
        Of the dry run; empty before.
    fault_counts : mapping of key to int
        Of the rows.
    faults : tuple of Fault
        Why it failed.
    made_at, heartbeat_at : datetime
        When it was begun, and last seen.
    made_by : str
        Account.
    accepted_at, undone_at : datetime or None
    added, changed : int or None
        Records that it made and changed.
    """

    batch_id: str
    table: str
    file_name: str
    state: State
    phase: str
    done: int
    total: int
    counts: Mapping[str, int]
    fault_counts: Mapping[str, int]
    faults: tuple[Fault, ...]
    made_at: dt.datetime
    made_by: str
    heartbeat_at: dt.datetime
    accepted_at: dt.datetime | None
    undone_at: dt.datetime | None
    added: int | None
    changed: int | None


def read_batch(
    session: Session, batch_id: str, viewer: Actor, *, now: dt.datetime
) -> BatchRecord:
    """Return one import.

    Parameters
    ----------
    session : Session
        From ``Register.read``.
    batch_id : str
        The import.
    viewer : Actor
        Who looks: accounts see their own imports, admins all.
    now : datetime
        An import that nobody works on since `SILENCE` is shown as interrupted.

    Raises
    ------
    UnknownRecordError
        If there is no such import, or it is another account's.
    """
    return _record(batch_of(session, batch_id, viewer), now)


def list_batches(
    session: Session, viewer: Actor, *, now: dt.datetime, limit: int = 50
) -> list[BatchRecord]:
    """Return the imports of an account, of all for an admin; the latest first."""
    query = select(ImportBatch).order_by(ImportBatch.id.desc())
    if not viewer.has_role("admin"):
        query = query.where(ImportBatch.made_by == viewer.name)
    rows = session.scalars(query.limit(max(1, min(limit, 500))))
    return [_record(row, now) for row in rows]


def batch_of(
    session: Session, batch_id: str, viewer: Actor, *, with_head: bool = False
) -> ImportBatch:
    """Return an import of an account.

    Raises
    ------
    UnknownRecordError
        If there is none, or it is another account's.
    """
    query = select(ImportBatch).where(ImportBatch.batch_id == batch_id)
    if with_head:
        query = query.options(undefer(ImportBatch.head))
    batch = session.scalar(query)
    is_own = batch is not None and batch.made_by == viewer.name
    may = viewer.has_role("planner") and (is_own or viewer.has_role("admin"))
    if batch is None or not may:
        kind = "import"
        raise UnknownRecordError(kind, batch_id)
    return batch


def require_batch(
    session: Session, batch_id: str, actor: Actor, *states: State
) -> ImportBatch:
    """Return an import that is in one of some states, held until the end.

    Raises
    ------
    UnknownRecordError
        If there is none, or it is another account's.
    RecordError
        If it is in another state.
    """
    session.execute(
        select(ImportBatch.id).where(ImportBatch.batch_id == batch_id).with_for_update()
    )
    batch = batch_of(session, batch_id, actor)
    session.refresh(batch)
    require_state(batch, *states)
    return batch


def require_state(batch: ImportBatch, *states: State) -> None:
    """Refuse an import that is in another state."""
    if batch.state in states:
        return
    told = {
        "batch": batch.batch_id,
        "state": batch.state,
        "state_zh": STATE_WORDS[cast("State", batch.state)][0],
        "wanted": " or ".join(states),
        "wanted_zh": "或".join(STATE_WORDS[one][0] for one in states),
    }
    fault = make_fault(BATCH_WORDS, "batch_state", values=told)
    raise RecordError([fault])


def _record(row: ImportBatch, now: dt.datetime) -> BatchRecord:
    """Return a row of the table as a record."""
    state = cast("State", row.state)
    if state in WORKING and now - row.heartbeat_at > SILENCE:
        state = "interrupted"
    return BatchRecord(
        batch_id=row.batch_id,
        table=row.table_name,
        file_name=row.file_name,
        state=state,
        phase=row.phase,
        done=row.done,
        total=row.total,
        counts=row.counts or {},
        fault_counts=row.fault_counts or {},
        faults=tuple(fault_from(one) for one in row.faults or ()),
        made_at=row.made_at,
        made_by=row.made_by,
        heartbeat_at=row.heartbeat_at,
        accepted_at=row.accepted_at,
        undone_at=row.undone_at,
        added=row.added,
        changed=row.changed,
    )
