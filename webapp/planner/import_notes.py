"""Files of an import in the folder of state: what was uploaded, how far it is.

An uploaded file stays until its import is accepted or too old, so that it can be
read again when the user corrects what a column means. How far the work on it is
stands in a small file beside it, with the process that works, so that any worker of
the site can tell it, and see at once when that process is gone.
"""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geo_zs import paths
from geo_zs.imports.batch import SILENCE
from geo_zs.imports.progress import Standing
from webapp.phrases import TEXTS
from webapp.planner.import_process import is_alive, this_process

if TYPE_CHECKING:
    from werkzeug.datastructures import FileStorage

    from geo_zs.imports.batch import BatchRecord
    from webapp.phrases import Lang

#: Days that an uploaded file is kept.
_KEEP_DAYS: Final = 7
_KEY: Final = re.compile(r"B-\d{6,12}")
_MOST_FAULTS: Final = 200


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


def write_note(batch_id: str, standing: Standing) -> None:
    """Tell how far the work on an import is, and that this process does it."""
    path = _note_path(batch_id)
    part = path.with_suffix(".part")
    told = {**asdict(standing), "at": time.time(), "process": this_process()}
    part.write_text(json.dumps(told), "utf-8")
    part.replace(path)


def drop_note(batch_id: str) -> None:
    """Tell that nothing is being done to an import any more."""
    _note_path(batch_id).unlink(missing_ok=True)


def progress_of(batch_id: str) -> Standing | None:
    """Return what is being done to an import; None if nothing is."""
    told = _told(batch_id)
    if told is None or not _is_worked_on(told):
        return None
    return Standing(**{one.name: told[one.name] for one in fields(Standing)})


def as_it_is(found: BatchRecord) -> BatchRecord:
    """Return an import, interrupted if the process that reads it is gone."""
    if found.state == "reading" and is_broken_off(found.batch_id):
        return replace(found, state="interrupted")
    return found


def is_broken_off(batch_id: str) -> bool:
    """Tell whether work on an import was begun here and its process is gone."""
    told = _told(batch_id)
    return told is not None and not _is_worked_on(told)


def keep_fault(batch_id: str, faults: list[tuple[str, str]]) -> None:
    """Note why a job failed, Chinese and English, for the next look at its page."""
    path = file_of(batch_id).with_suffix(".fault")
    path.write_text(json.dumps(faults[:_MOST_FAULTS], ensure_ascii=False), "utf-8")


def fault_of(batch_id: str, lang: Lang) -> list[str]:
    """Return why accepting or undoing an import failed, in words; once."""
    at = 0 if lang == "zh" else 1
    if is_broken_off(batch_id):
        drop_note(batch_id)
        return [TEXTS["imp_broken_off"][at]]
    path = file_of(batch_id).with_suffix(".fault")
    try:
        faults: list[tuple[str, str]] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    path.unlink(missing_ok=True)
    return [both[at] for both in faults]


def _note_path(batch_id: str) -> Path:
    """Return where it is told how far an import is."""
    return file_of(batch_id).with_suffix(".json")


def _told(batch_id: str) -> dict[str, Any] | None:
    """Return what was told last, None if nothing was."""
    try:
        told: dict[str, Any] = json.loads(_note_path(batch_id).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return told


def _is_worked_on(told: dict[str, Any]) -> bool:
    """Tell whether the process that told it lives; elsewhere, if it told just now."""
    lives = is_alive(told["process"])
    if lives is None:
        lives = time.time() - told["at"] <= SILENCE.total_seconds()
    return lives
