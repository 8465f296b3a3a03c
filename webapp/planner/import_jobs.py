"""Imports that are being worked on: in a thread, with progress that any worker tells.

A file that was uploaded stays in the folder of state until its import is accepted or
too old, so that it can be read again when the user corrects what a column means.
What came of it stands in the register; how far it is, in a small file beside it.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geo_zs import paths
from geo_zs.errors import ConflictError, ForbiddenError, GeoZsError, Problem
from geo_zs.imports import batch as batches
from geo_zs.imports.accept import accept
from geo_zs.imports.check import dry_run
from geo_zs.imports.limits import limits_from_environment
from geo_zs.imports.propose import propose_for_file
from geo_zs.imports.source import read_table_file
from geo_zs.imports.undo import undo_batch
from geo_zs.register.ledger import day_of
from webapp.phrases import TEXTS
from webapp.planner.import_view import problem_words

if TYPE_CHECKING:
    from werkzeug.datastructures import FileStorage

    from geo_zs.catalog import Catalog
    from geo_zs.imports.mapping import ColumnMapping
    from geo_zs.imports.raw_table import RawTable
    from geo_zs.imports.rows import Decision
    from geo_zs.register.access import Actor
    from geo_zs.register.store import Register
    from webapp.phrases import Lang

_log = logging.getLogger(__name__)
#: Files that are worked on at the same time; others wait.
_SLOTS: Final = threading.BoundedSemaphore(2)
#: Seconds between two notes of progress, in the file and in the register.
_EVERY: Final = 0.3
_HEARTBEAT: Final = 10.0
#: Days that an uploaded file is kept.
_KEEP_DAYS: Final = 7
_INTERNAL: Final = Problem("", "Internal error; nothing was changed")
_KEY: Final = re.compile(r"B-\d{6,12}")


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


def _folder() -> Path:
    """Return the folder of uploaded files, readable by this user alone."""
    folder = paths.state_dir() / "uploads"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def file_of(batch_id: str) -> Path:
    """Return where the file of an import is.

    Raises
    ------
    ValueError
        If this is no key of an import.
    """
    if not _KEY.fullmatch(batch_id):
        message = f"{batch_id[:20]!r} is no import"
        raise ValueError(message)
    return _folder() / f"{batch_id}.bin"


def keep_upload(batch_id: str, upload: FileStorage) -> None:
    """Keep an uploaded file until its import is accepted; drop old ones."""
    oldest = time.time() - _KEEP_DAYS * 86_400
    for path in _folder().glob("B-*"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
    target = file_of(batch_id)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        upload.save(stream)


def progress_of(batch_id: str) -> dict[str, Any] | None:
    """Return what is being done to an import; None if nothing is."""
    path = file_of(batch_id).with_suffix(".json")
    try:
        told: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return None if time.time() - told["at"] > _HEARTBEAT * 12 else told


class _Progress:
    """Notes how far a job is, not too often."""

    def __init__(self, job: Job, *, beats: bool) -> None:
        self._job = job
        self._path = file_of(job.batch_id).with_suffix(".json")
        self._beats = beats
        self._last = 0.0
        self._beat = time.monotonic()

    def __call__(self, phase: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last < _EVERY and done < total:
            return
        self._last = now
        told = {"phase": phase, "done": done, "total": total, "at": time.time()}
        part = self._path.with_suffix(".part")
        part.write_text(json.dumps(told), "utf-8")
        part.replace(self._path)
        if self._beats and now - self._beat > _HEARTBEAT:
            self._beat = now
            with self._job.register.write(self._job.actor, counts=False) as writer:
                batches.tell_progress(
                    writer, self._job.batch_id, phase=phase, done=done, total=total
                )

    def end(self) -> None:
        """Say that nothing is being done any more."""
        self._path.unlink(missing_ok=True)


def start_reading(job: Job, mapping: ColumnMapping | None = None) -> threading.Thread:
    """Read the file of an import and try it, in a thread.

    Parameters
    ----------
    job : Job
    mapping : ColumnMapping or None
        What the columns stand for, as the user settled it; proposed when None.
    """
    told = _Progress(job, beats=True)
    told("reading", 0, 100)
    return _start(lambda: _read(job, mapping, told), job, told)


def start_accepting(
    job: Job, *, only_good: bool, decisions: dict[int, Decision]
) -> threading.Thread:
    """Write the rows of an import to the register, in a thread."""
    told = _Progress(job, beats=False)
    told("accepting", 0, 1)
    return _start(
        lambda: _accept(job, told, only_good=only_good, decisions=decisions), job, told
    )


def start_undoing(job: Job, *, keeps_changed: bool) -> threading.Thread:
    """Take an import back, in a thread."""
    told = _Progress(job, beats=False)
    told("undoing", 0, 1)
    return _start(lambda: _undo(job, told, keeps_changed=keeps_changed), job, told)


def fault_of(batch_id: str, lang: Lang) -> list[str]:
    """Return why accepting or undoing an import failed, in words; once."""
    path = file_of(batch_id).with_suffix(".fault")
    try:
        faults: list[tuple[str, str]] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    path.unlink(missing_ok=True)
    return [both[0 if lang == "zh" else 1] for both in faults]


def _start(work: Callable[[], None], job: Job, told: _Progress) -> threading.Thread:
    """Do the work in a thread; note why it failed."""

    def run() -> None:
        try:
            with _SLOTS:
                work()
        except GeoZsError as error:
            _keep_fault(job.batch_id, _words_of(error))
        except Exception:  # noqa: BLE001  nobody stands above a thread
            _log.exception("import %s failed", job.batch_id)
            _keep_fault(job.batch_id, [TEXTS["imp_internal_error"]])
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
    if isinstance(error, ForbiddenError):
        return [TEXTS["imp_forbidden"]]
    problems = getattr(error, "problems", ())
    return [problem_words(one) for one in problems] or [(str(error), str(error))]


def _keep_fault(batch_id: str, faults: list[tuple[str, str]]) -> None:
    """Note why a job failed, for the next look at its page."""
    path = file_of(batch_id).with_suffix(".fault")
    path.write_text(json.dumps(faults[:200], ensure_ascii=False), "utf-8")


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
        with register.write(actor, counts=False) as writer:
            batches.fail_batch(writer, job.batch_id, problems or [_INTERNAL])
        if problems is None:
            raise
        return
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
    job: Job, told: _Progress, *, only_good: bool, decisions: dict[int, Decision]
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
            progress=told,
        )
    file_of(job.batch_id).unlink(missing_ok=True)


def _undo(job: Job, told: _Progress, *, keeps_changed: bool) -> None:
    """Take an import back."""
    with job.register.write(job.actor, batch_id=job.batch_id) as writer:
        undo_batch(writer, job.batch_id, keeps_changed=keeps_changed, progress=told)
