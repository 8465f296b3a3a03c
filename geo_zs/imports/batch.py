"""Imports kept in the register: begun, tried, accepted as one batch.

What is needed to go on stands in the database, so that any host can. A batch is
accepted in one transaction; a process that dies on the way leaves it as it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast

from sqlalchemy import Table, delete, func, insert, select

from geo_zs.errors import Problem
from geo_zs.imports.batch_rows import RowPage, batch_rows, load_dry_run
from geo_zs.imports.batch_state import (
    ACCEPTABLE,
    KILLED,
    SILENCE,
    STATE_WORDS,
    WORKING,
    BatchRecord,
    State,
    batch_of,
    list_batches,
    read_batch,
    require_batch,
    require_state,
)
from geo_zs.imports.choices import CHOICES_PAGE, forget_merges, keep_choices
from geo_zs.imports.fault_book import fault_to
from geo_zs.imports.faults import Fault
from geo_zs.imports.mapping_memory import recall_mapping, remember_mapping
from geo_zs.imports.rows import DryRun
from geo_zs.imports.staged import pack_head, pack_pages
from geo_zs.register.access import require_role
from geo_zs.register.models.import_batch import ImportBatch, ImportPage

if TYPE_CHECKING:
    from geo_zs.register.access import Actor
    from geo_zs.register.store import Register, Writer

__all__ = [
    "ACCEPTABLE",
    "SILENCE",
    "STATE_WORDS",
    "BatchRecord",
    "KeptProgress",
    "RowPage",
    "State",
    "batch_rows",
    "begin_accepting",
    "fail_batch",
    "keep_choices",
    "list_batches",
    "load_dry_run",
    "open_batch",
    "read_batch",
    "recall_mapping",
    "remember_mapping",
    "require_batch",
    "store_dry_run",
    "tell_progress",
]

_STEP: Final = dt.timedelta(seconds=1)
_PAGES: Final = cast("Table", ImportPage.__table__)


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
    batch = batch_of(writer.session, batch_id, writer.actor)
    if batch.state in WORKING:  # else it is tried again, and stays as it is till then
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
    """Note why the file of an import could not be read.

    An import whose reading was killed from outside is interrupted, not failed.
    """
    batch = batch_of(writer.session, batch_id, writer.actor)
    is_killed = any(isinstance(one, Fault) and one.key == KILLED for one in faults)
    batch.state, batch.phase = "interrupted" if is_killed else "failed", ""
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
    batch = batch_of(writer.session, batch_id, writer.actor)
    require_state(batch, "reading", "checked", "failed", "interrupted")
    session = writer.session
    session.execute(
        delete(ImportPage).where(
            ImportPage.batch_id == batch_id, ImportPage.number > CHOICES_PAGE
        )
    )
    forget_merges(writer, batch_id)
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
