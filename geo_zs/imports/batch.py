"""Imports kept in the register: tried, shown page by page, accepted as one batch.

What is needed to go on stands in the database, so that any host can. A batch is
accepted in one transaction; a process that dies on the way leaves it as it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from sqlalchemy import Table, delete, func, insert, select
from sqlalchemy.orm import undefer

from geo_zs.errors import Problem, RecordError, UnknownRecordError
from geo_zs.imports.fault_book import fault_from, fault_to
from geo_zs.imports.fault_words_batch import BATCH_WORDS
from geo_zs.imports.faults import Fault, make_fault
from geo_zs.imports.mapping import ColumnMapping, signature
from geo_zs.imports.rows import DryRun, RowView, Status
from geo_zs.imports.staged import pack_head, pack_pages, unpack_part, unpack_run
from geo_zs.register.access import require_role
from geo_zs.register.models.import_batch import (
    ImportBatch,
    ImportMapping,
    ImportPage,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor
    from geo_zs.register.store import Register, Writer

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
SILENCE: Final = dt.timedelta(seconds=120)
#: States from which an import can be accepted.
ACCEPTABLE: Final[tuple[State, ...]] = ("checked", "accepting")
_STEP: Final = dt.timedelta(seconds=1)
#: Mappings that are remembered for one account.
_MOST_MAPPINGS: Final = 200
_PAGES: Final = cast("Table", ImportPage.__table__)


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


@dataclass(frozen=True)
class RowPage:
    """Some rows of an import.

    Parameters
    ----------
    run : DryRun
        The dry run; only the cells of these rows are filled in.
    rows : tuple of RowView
        The rows.
    total : int
        How many rows have the status that was asked for.
    """

    run: DryRun
    rows: tuple[RowView, ...]
    total: int


def open_batch(writer: Writer, *, table: str, file_name: str) -> str:
    """Begin an import; return its key.

    Parameters
    ----------
    writer : Writer
        From ``Register.write(actor, counts=False)``.
    table : str
        Table of the register.
    file_name : str
        Name of the file, for people.

    Raises
    ------
    ForbiddenError
        If the account may not import.
    """
    require_role(writer.actor, "planner")
    last = writer.session.scalar(select(func.max(ImportBatch.id))) or 0
    batch = ImportBatch(
        batch_id=f"B-{last + 1:06d}",
        table_name=table,
        file_name=file_name[:200],
        state="reading",
        phase="reading",
        done=0,
        total=0,
        made_at=writer.now,
        made_by=writer.actor.name,
        heartbeat_at=writer.now,
    )
    writer.session.add(batch)
    writer.session.flush()
    return batch.batch_id


def tell_progress(
    writer: Writer, batch_id: str, *, phase: str, done: int, total: int
) -> None:
    """Note how far an import is, and that somebody works on it."""
    batch = _batch(writer.session, batch_id, writer.actor)
    batch.phase, batch.done, batch.total = phase, done, total
    batch.heartbeat_at = writer.now


def begin_accepting(writer: Writer, batch_id: str) -> None:
    """Note that an import is being accepted, for pages that wait for it.

    In a transaction of its own, before that of ``accept.accept``. If the process
    dies, the import is shown as interrupted and can be accepted again.

    Raises
    ------
    RecordError
        If it is not checked, or accepted already.
    """
    batch = require_batch(writer.session, batch_id, writer.actor, *ACCEPTABLE)
    batch.state, batch.phase = "accepting", "accepting"
    batch.heartbeat_at = writer.now


class KeptProgress:
    """Tells pages on any host how far an import is; a `progress.Progress`.

    Parameters
    ----------
    register : Register
        Where it is kept.
    actor : Actor
        Who imports.
    batch_id : str
        The import.

    Notes
    -----
    Writes at most once a second, and not while the same process writes to the
    register: SQLite has one writer. Accepting is one transaction: pages see it begun
    (`begin_accepting`) and done.
    """

    def __init__(self, register: Register, actor: Actor, batch_id: str) -> None:
        self._register = register
        self._actor = actor
        self._batch_id = batch_id
        self._told: dt.datetime | None = None

    def __call__(self, phase: str, done: int, total: int) -> None:
        """Keep how far it is, if a second has passed."""
        now = self._register.clock()
        if self._told is not None and now - self._told < _STEP:
            return
        self._told = now
        with self._register.write(self._actor, counts=False) as writer:
            tell_progress(writer, self._batch_id, phase=phase, done=done, total=total)


def fail_batch(writer: Writer, batch_id: str, faults: Sequence[Problem]) -> None:
    """Note why the file of an import could not be read."""
    batch = _batch(writer.session, batch_id, writer.actor)
    batch.state, batch.phase = "failed", ""
    batch.faults = [
        fault_to(one)
        if isinstance(one, Fault)
        else fault_to(Fault(field=one.field, message=one.message, key=""))
        for one in faults
    ]


def store_dry_run(writer: Writer, batch_id: str, run: DryRun) -> None:
    """Keep a dry run, in place of an earlier one of the same import.

    Raises
    ------
    RecordError
        If the import was accepted already.
    """
    batch = _batch(writer.session, batch_id, writer.actor)
    _require_state(batch, "reading", "checked", "failed", "interrupted")
    session = writer.session
    session.execute(delete(ImportPage).where(ImportPage.batch_id == batch_id))
    for number, content in enumerate(pack_pages(run)):
        page = {"batch_id": batch_id, "number": number, "content": content}
        session.execute(insert(_PAGES), page)
    batch.head = pack_head(run)
    batch.state, batch.phase = "checked", ""
    batch.table_name = run.table
    batch.counts = {str(name): count for name, count in run.counts.items()}
    batch.fault_counts = run.fault_counts
    batch.faults = None
    batch.done = batch.total = run.n_rows
    batch.heartbeat_at = writer.now


def load_dry_run(session: Session, batch_id: str, viewer: Actor) -> DryRun:
    """Return the whole dry run of an import.

    Raises
    ------
    UnknownRecordError
        If there is no such import, it is another account's, or it has no dry run.
    """
    batch = _batch(session, batch_id, viewer, with_head=True)
    if batch.head is None:
        kind = "dry run"
        raise UnknownRecordError(kind, batch_id)
    query = select(ImportPage.content).where(ImportPage.batch_id == batch_id)
    pages = session.scalars(query.order_by(ImportPage.number)).all()
    return unpack_run(batch.head, pages)


def batch_rows(
    session: Session,
    batch_id: str,
    viewer: Actor,
    *,
    status: Status | None = None,
    fault_key: str | None = None,
    offset: int = 0,
    limit: int = 100,
) -> RowPage:
    """Return a page of the rows of an import; only their part of it is read.

    Parameters
    ----------
    session : Session
        From ``Register.read``.
    batch_id : str
        The import.
    viewer : Actor
        Who looks.
    status : str or None
        Rows of this status; all if None.
    fault_key : str or None
        Only rows with a fault of this kind.
    offset, limit : int
        Which of them.

    Raises
    ------
    UnknownRecordError
        As `load_dry_run`.
    """
    batch = _batch(session, batch_id, viewer, with_head=True)
    if batch.head is None:
        kind = "dry run"
        raise UnknownRecordError(kind, batch_id)
    total = 0

    def wanted(run: DryRun) -> NDArray[Any]:
        nonlocal total
        found = run.positions(status, fault_key=fault_key)
        total = len(found)
        return found[max(0, offset) :][: max(0, min(limit, 1_000))]

    def read(numbers: Sequence[int]) -> dict[int, bytes]:
        query = select(ImportPage.number, ImportPage.content).where(
            ImportPage.batch_id == batch_id, ImportPage.number.in_(numbers)
        )
        return {row.number: row.content for row in session.execute(query)}

    run, positions = unpack_part(batch.head, wanted, read)
    return RowPage(run, tuple(run.views(positions)), total)


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
    return _record(_batch(session, batch_id, viewer), now)


def list_batches(
    session: Session, viewer: Actor, *, now: dt.datetime, limit: int = 50
) -> list[BatchRecord]:
    """Return the imports of an account, of all for an admin; the latest first."""
    query = select(ImportBatch).order_by(ImportBatch.id.desc())
    if not viewer.has_role("admin"):
        query = query.where(ImportBatch.made_by == viewer.name)
    rows = session.scalars(query.limit(max(1, min(limit, 500))))
    return [_record(row, now) for row in rows]


def remember_mapping(writer: Writer, mapping: ColumnMapping) -> None:
    """Keep what an account settled the columns of a kind of file to be."""
    headers = [one.header for one in mapping.columns]
    key = signature(mapping.table, headers)
    session, account = writer.session, writer.actor.name
    row = session.scalar(
        select(ImportMapping).where(
            ImportMapping.account == account, ImportMapping.signature == key
        )
    )
    if row is None:
        row = ImportMapping(account=account, signature=key)
        session.add(row)
    row.mapping, row.used_at = mapping.to_dict(), writer.now
    session.flush()
    old = select(ImportMapping.id).where(ImportMapping.account == account)
    old = old.order_by(ImportMapping.used_at.desc()).offset(_MOST_MAPPINGS)
    ids = session.scalars(old).all()
    if ids:
        session.execute(delete(ImportMapping).where(ImportMapping.id.in_(ids)))


def recall_mapping(
    session: Session, viewer: Actor, table: str, headers: Sequence[str]
) -> ColumnMapping | None:
    """Return what an account settled for the same headers before, None if nothing."""
    found = session.scalar(
        select(ImportMapping.mapping).where(
            ImportMapping.account == viewer.name,
            ImportMapping.signature == signature(table, headers),
        )
    )
    return None if found is None else ColumnMapping.from_dict(found)


def _batch(
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
    batch = _batch(session, batch_id, actor)
    session.refresh(batch)
    _require_state(batch, *states)
    return batch


def _require_state(batch: ImportBatch, *states: State) -> None:
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
    fault = make_fault(BATCH_WORDS, "batch_state", values=told, column="batch_id")
    raise RecordError([fault])


def _record(row: ImportBatch, now: dt.datetime) -> BatchRecord:
    """Return a row of the table as a record."""
    state = cast("State", row.state)
    is_working = state in ("reading", "accepting")
    if is_working and now - row.heartbeat_at > SILENCE:
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
