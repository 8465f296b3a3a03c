"""Imports that are being worked on: in a thread, with progress that any worker tells.

What came of the work stands in the register; how far it is, in ``import_notes``.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from geo_zs.errors import (
    ConflictError,
    ForbiddenError,
    GeoZsError,
    Problem,
    UnknownRecordError,
)
from geo_zs.imports import batch as batches
from geo_zs.imports.accept import accept
from geo_zs.imports.check import dry_run
from geo_zs.imports.limits import limits_from_environment
from geo_zs.imports.progress import Meter
from geo_zs.imports.propose import propose_for_file
from geo_zs.imports.source import read_table_file
from geo_zs.imports.undo import undo_batch
from geo_zs.register.ledger import day_of
from webapp.phrases import TEXTS
from webapp.planner.import_notes import (
    drop_note,
    file_of,
    keep_fault,
    write_note,
)
from webapp.planner.import_view import problem_words

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.imports.mapping import ColumnMapping
    from geo_zs.imports.raw_table import RawTable
    from geo_zs.imports.rows import Decision, TwinChoice
    from geo_zs.register.access import Actor
    from geo_zs.register.store import Register

_log = logging.getLogger(__name__)
#: Files that are worked on at the same time; others wait.
_SLOTS: Final = threading.BoundedSemaphore(2)
#: Seconds between two notes of progress, and between two signs of life.
_EVERY: Final = 0.3
_HEARTBEAT: Final = 4.0
_INTERNAL: Final = Problem("", "Internal error; nothing was changed")


@dataclass(frozen=True)
class Job:
    """What is asked of an import.

    Parameters
    ----------
    register, catalog : Register, Catalog
        Where to, and the data it is compared with.
    actor : Actor
        Who imports.
    batch_id, table : str
        The import.
    datum : str or None
        System of its points, as the user says.
    encoding, sheet : str or None
        As the user says.
    visibility : str
        Of new rows that state none.
    erases : bool
        Whether empty cells empty fields.
    """

    register: Register
    catalog: Catalog
    actor: Actor
    batch_id: str
    table: str
    datum: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    visibility: str = "internal"
    erases: bool = False


class _Progress:
    """Notes how far a job is, not too often, and now and then that it goes on."""

    def __init__(self, job: Job, *, beats: bool) -> None:
        self._job = job
        self._beats = beats
        self._meter = Meter()
        self._written = 0.0
        self._lock = threading.Lock()
        self._is_over = threading.Event()
        self._pulse = threading.Thread(target=self._beat, daemon=True)
        self._write()
        self._pulse.start()

    def __call__(self, phase: str, done: int, total: int) -> None:
        self._meter(phase, done, total)
        now = time.monotonic()
        if now - self._written < _EVERY and done < total:
            return
        self._written = now
        self._write()

    def _write(self) -> None:
        """Note it; the work goes on if that fails."""
        try:
            with self._lock:
                write_note(self._job.batch_id, self._meter.standing())
        except OSError:
            _log.warning("import %s: progress cannot be noted", self._job.batch_id)

    def _beat(self) -> None:
        """Tell every few seconds that somebody works on it, until it is over."""
        while not self._is_over.wait(_HEARTBEAT):
            self._write()
            if not self._beats:
                continue
            try:
                self._tell_register()
            except GeoZsError:
                _log.warning("import %s: no sign of life", self._job.batch_id)

    def _tell_register(self) -> None:
        """Tell pages of other machines."""
        now = self._meter.standing()
        with self._job.register.write(self._job.actor, counts=False) as writer:
            batches.tell_progress(
                writer,
                self._job.batch_id,
                phase=now.phase or "reading",
                done=now.done,
                total=now.total,
            )

    def hush(self) -> None:
        """Tell no more: what comes now ends the work."""
        self._is_over.set()
        self._pulse.join()

    def end(self) -> None:
        """Say that nothing is being done any more."""
        self.hush()
        drop_note(self._job.batch_id)


def start_reading(job: Job, mapping: ColumnMapping | None = None) -> threading.Thread:
    """Read the file of an import and try it, in a thread.

    Parameters
    ----------
    job : Job
    mapping : ColumnMapping or None
        What the columns stand for, as the user settled it; proposed when None.
    """
    told = _Progress(job, beats=True)
    return _start(lambda: _read(job, mapping, told), job, told)


def start_accepting(
    job: Job,
    *,
    only_good: bool,
    decisions: dict[int, Decision],
    twins: TwinChoice = "leave",
) -> threading.Thread:
    """Write the rows of an import to the register, in a thread."""
    told = _Progress(job, beats=False)
    return _start(
        lambda: _accept(
            job, told, only_good=only_good, decisions=decisions, twins=twins
        ),
        job,
        told,
    )


def start_undoing(job: Job, *, keeps_changed: bool) -> threading.Thread:
    """Take an import back, in a thread."""
    told = _Progress(job, beats=False)
    return _start(lambda: _undo(job, told, keeps_changed=keeps_changed), job, told)


def _start(work: Callable[[], None], job: Job, told: _Progress) -> threading.Thread:
    """Do the work in a thread; note why it failed."""

    def run() -> None:
        try:
            with _SLOTS:
                work()
        except GeoZsError as error:
            keep_fault(job.batch_id, _words_of(error))
        except Exception:  # noqa: BLE001  nobody stands above a thread
            _log.exception("import %s failed", job.batch_id)
            keep_fault(job.batch_id, [TEXTS["imp_internal_error"]])
        finally:
            told.end()

    thread = threading.Thread(target=run, name=f"import {job.batch_id}", daemon=True)
    thread.start()
    return thread


def _words_of(error: GeoZsError) -> list[tuple[str, str]]:
    """Return why a job failed, in Chinese and in English."""
    if isinstance(error, ConflictError):
        zh, en = TEXTS["imp_conflict"]
        return [(zh.format(key=error.key), en.format(key=error.key))]
    if isinstance(error, UnknownRecordError):
        zh, en = TEXTS["imp_gone"]
        return [(zh.format(key=error.key), en.format(key=error.key))]
    if isinstance(error, ForbiddenError):
        return [TEXTS["imp_forbidden"]]
    problems = getattr(error, "problems", ())
    return [problem_words(one) for one in problems] or [(str(error), str(error))]


def _read(job: Job, settled: ColumnMapping | None, told: _Progress) -> None:
    """Read, propose what columns mean, try every row, keep what came of it."""
    register, actor = job.register, job.actor
    try:
        raw = _raw(job, told)
        mapping = settled or _proposed(job, raw)
        if job.datum:
            mapping = replace(mapping, datum=job.datum)
        run = dry_run(
            raw,
            mapping,
            catalog=job.catalog,
            register=register,
            viewer=actor,
            today=dt.date.fromisoformat(day_of(register.clock())),
            datum=job.datum,
            visibility=job.visibility,
            erases=job.erases,
            progress=told,
        )
    except Exception as error:
        problems = getattr(error, "problems", None)
        if problems is None and isinstance(error, GeoZsError):
            problems = [Problem("", str(error))]
        told.hush()
        with register.write(actor, counts=False) as writer:
            batches.fail_batch(writer, job.batch_id, problems or [_INTERNAL])
        if problems is None:
            raise
        return
    told("storing", 0, 1)
    told.hush()
    with register.write(actor, counts=False) as writer:
        batches.store_dry_run(writer, job.batch_id, run)
        if settled is not None:
            batches.remember_mapping(writer, mapping)


def _proposed(job: Job, raw: RawTable) -> ColumnMapping:
    """Return what the columns stand for, as it was settled before or proposed."""
    with job.register.read() as session:
        known = batches.recall_mapping(session, job.actor, job.table, raw.headers)
    return propose_for_file(raw, table=job.table, remembered=known)


def _raw(job: Job, told: _Progress) -> RawTable:
    """Read the file in a child process."""
    with job.register.read() as session:
        name = batches.read_batch(
            session, job.batch_id, job.actor, now=job.register.clock()
        ).file_name
    return read_table_file(
        file_of(job.batch_id),
        name=name,
        limits=limits_from_environment(),
        encoding=job.encoding,
        sheet=job.sheet,
        progress=lambda share: told("reading", round(100 * share), 100),
    )


def _accept(
    job: Job,
    told: _Progress,
    *,
    only_good: bool,
    decisions: dict[int, Decision],
    twins: TwinChoice,
) -> None:
    """Write the rows of a dry run."""
    with job.register.read() as session:
        run = batches.load_dry_run(session, job.batch_id, job.actor)
    with job.register.write(job.actor, batch_id=job.batch_id) as writer:
        accept(
            writer,
            job.batch_id,
            run,
            only_good=only_good,
            decisions=decisions,
            twins=twins,
            progress=told,
        )
        told("committing", 0, 1)
    file_of(job.batch_id).unlink(missing_ok=True)


def _undo(job: Job, told: _Progress, *, keeps_changed: bool) -> None:
    """Take an import back."""
    with job.register.write(job.actor, batch_id=job.batch_id) as writer:
        undo_batch(writer, job.batch_id, keeps_changed=keeps_changed, progress=told)
        told("committing", 0, 1)
