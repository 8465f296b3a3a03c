"""Files that prove entries of the ledger (附件), kept in the database."""

from __future__ import annotations

import hashlib
import io
import math
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select
from sqlalchemy.orm import undefer

from geo_zs.errors import RecordError, UnknownRecordError
from geo_zs.register.changes import record_row
from geo_zs.register.codec import image
from geo_zs.register.ledger import LEDGER, closed_months, visible_entries
from geo_zs.register.models.ledger import (
    Attachment,
    LedgerEntry,
    wait_for_months,
)
from geo_zs.register.models.project import Project
from geo_zs.register.table_faults import table_fault
from geo_zs.register.table_reads import found, load_rows, reserve_numbers

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor
    from geo_zs.register.store import Writer

#: Most bytes of a file, and most files of an entry.
MOST_BYTES: Final = 10 * 1024 * 1024
MOST_FILES: Final = 20
#: Kinds that are taken: ending → media type.
MEDIA_TYPES: Final = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ofd": "application/ofd",
}
_STARTS: Final = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
)
#: Member that only files of a kind have.
_MEMBERS: Final = {
    "xl/workbook.xml": "xlsx",
    "word/document.xml": "docx",
    "OFD.xml": "ofd",
}
_KIND: Final = "attachment"
_MOST_MEMBERS: Final = 5_000
_LONGEST_NAME: Final = 120
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|;%\x00-\x1f\x7f]')


@dataclass(frozen=True)
class FileKept:
    """A file that proves an entry.

    Parameters
    ----------
    attachment_id, entry_id : str
        Keys.
    name : str
        Safe as the name of a download; its ending is that of the content.
    media_type : str
        Told by the content. Send it as a download with ``nosniff``, never inline.
    size_bytes : int
    sha256 : str
        Of the content, hexadecimal.
    content : bytes
        Empty in lists.
    """

    attachment_id: str
    entry_id: str
    name: str
    media_type: str
    size_bytes: int
    sha256: str
    content: bytes = b""


def attach(writer: Writer, entry_id: str, name: str, content: bytes) -> str:
    """Keep a file with an entry of an open month.

    Parameters
    ----------
    writer : Writer
        From ``Register.write``.
    entry_id : str
        Which entry.
    name : str
        As the sender called it; paths and signs that systems forbid are taken out.
    content : bytes
        At most `MOST_BYTES`, of one of `MEDIA_TYPES` by its content.

    Returns
    -------
    str
        The id of the attachment, ``A-000001``. The same content twice with one
        entry is kept once.

    Raises
    ------
    RecordError
        If the file is empty, too large or of another kind, or the month is closed.
    UnknownRecordError, ForbiddenError
        As for ``ledger.update_entry``.
    """
    _open_entry(writer, entry_id)
    ending = _checked_kind(content)
    digest = hashlib.sha256(content).hexdigest()
    files = {one.sha256: one.attachment_id for one in _files(writer.session, entry_id)}
    if digest in files:
        return files[digest]
    if len(files) >= MOST_FILES:
        told = {"count": len(files), "most": MOST_FILES}
        raise RecordError([table_fault("entry_id", "attachment_many", told)])
    number = reserve_numbers(writer, Attachment.__tablename__, 1)[0]
    row = Attachment(
        id=number,
        attachment_id=f"A-{number:06d}",
        entry_id=entry_id,
        name=safe_name(name, ending),
        media_type=MEDIA_TYPES[ending],
        size_bytes=len(content),
        sha256=digest,
        content=content,
        batch_id=writer.batch_id,
        created_at=writer.now,
        created_by=writer.actor.name,
        updated_at=writer.now,
        updated_by=writer.actor.name,
    )
    writer.session.add(row)
    writer.session.flush()
    record_row(writer, row, action="create")
    return row.attachment_id


def detach(writer: Writer, attachment_id: str) -> None:
    """Hide a file of an entry of an open month; it is kept, and can be brought back.

    Raises
    ------
    UnknownRecordError
        If there is no such file, or none of an entry that the account may see.
    RecordError, ForbiddenError
        As `attach`.
    """
    query = select(Attachment).filter_by(attachment_id=attachment_id, deleted_at=None)
    row = writer.session.scalars(query).first()
    if row is None:
        raise UnknownRecordError(_KIND, attachment_id)
    try:
        _open_entry(writer, row.entry_id)
    except UnknownRecordError:  # which entry it proves is not for who cannot see it
        raise UnknownRecordError(_KIND, attachment_id) from None
    before = image(row)
    row.deleted_at = writer.now
    row.updated_at, row.updated_by = writer.now, writer.actor.name
    writer.session.flush()
    record_row(writer, row, action="delete", before=before)


def attachments(session: Session, entry_id: str, viewer: Actor) -> list[FileKept]:
    """Return the files of an entry, without their content.

    Raises
    ------
    UnknownRecordError
        If there is no such entry, or none that the viewer may see.
    """
    _visible_entry(session, entry_id, viewer)
    return _files(session, entry_id)


def read_attachment(session: Session, attachment_id: str, viewer: Actor) -> FileKept:
    """Return a file with its content.

    Raises
    ------
    UnknownRecordError
        If there is no such file, or none that the viewer may see.
    RecordError
        If the content is not what was kept.
    """
    query = (
        select(Attachment)
        .filter_by(attachment_id=attachment_id, deleted_at=None)
        .options(undefer(Attachment.content))
    )
    row = session.scalars(query).first()
    try:
        if row is not None:
            _visible_entry(session, row.entry_id, viewer)
    except UnknownRecordError:
        row = None
    if row is None:
        raise UnknownRecordError(_KIND, attachment_id)
    if hashlib.sha256(row.content).hexdigest() != row.sha256:
        raise RecordError([table_fault("content", "attachment_damaged")])
    return _kept(row, row.content)


def kind_of(content: bytes) -> str | None:
    """Return the ending of a kind that is taken, by the content; None for others.

    A workbook or document with macros is of no kind that is taken.
    """
    for start, ending in _STARTS:
        if content.startswith(start):
            return ending
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None
    if len(names) > _MOST_MEMBERS or any("vbaproject" in one.lower() for one in names):
        return None
    kinds = [kind for member, kind in _MEMBERS.items() if member in names]
    return kinds[0] if len(kinds) == 1 else None


def safe_name(name: str, ending: str) -> str:
    """Return a name that is safe for downloads, with the ending of the content."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last[1:] else last
    shown = "".join(char for char in stem if char.isprintable() and not _turns(char))
    clean = _UNSAFE.sub("_", shown).strip(" ._")[:_LONGEST_NAME]
    return f"{clean or 'attachment'}.{ending}"


def _turns(char: str) -> bool:
    """Tell whether a sign turns the direction of writing."""
    return unicodedata.bidirectional(char) in {
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
    }  # fmt: skip


def _checked_kind(content: bytes) -> str:
    """Return the ending of a file that may be kept, or refuse it."""
    if not content:
        raise RecordError([table_fault("content", "attachment_empty")])
    if len(content) > MOST_BYTES:
        megabytes = 1024 * 1024
        told = {
            "size": f"{math.ceil(len(content) / megabytes * 10) / 10}",  # never 10.0
            "most": MOST_BYTES // megabytes,
        }
        raise RecordError([table_fault("content", "attachment_large", told)])
    ending = kind_of(content)
    if ending is None:
        told = {"allowed": ", ".join(MEDIA_TYPES)}
        raise RecordError([table_fault("content", "attachment_kind", told)])
    return ending


def _open_entry(writer: Writer, entry_id: str) -> None:
    """Refuse an entry that is not there, not the account's, or of a closed month."""
    wait_for_months(writer.session, is_closing=False)
    rows = load_rows(LEDGER, writer, [entry_id])
    (row,) = found(LEDGER, writer, rows, [entry_id])
    if row["month"] in closed_months(writer.session):
        told = {"month": row["month"]}
        raise RecordError([table_fault("entry_id", "month_closed", told)])


def _visible_entry(session: Session, entry_id: str, viewer: Actor) -> None:
    """Refuse an entry that the viewer may not see."""
    query = (
        select(LedgerEntry.id)
        .join(Project, Project.project_id == LedgerEntry.project_id)
        .where(visible_entries(viewer), LedgerEntry.entry_id == entry_id)
    )
    if session.scalar(query) is None:
        raise UnknownRecordError(LEDGER.kind, entry_id)


def _files(session: Session, entry_id: str) -> list[FileKept]:
    """Return the files of an entry in the order in which they came."""
    query = select(Attachment).filter_by(entry_id=entry_id, deleted_at=None)
    return [_kept(row, b"") for row in session.scalars(query.order_by(Attachment.id))]


def _kept(row: Any, content: bytes) -> FileKept:  # noqa: ANN401  a row of the model
    """Return a row as a record."""
    return FileKept(
        attachment_id=row.attachment_id,
        entry_id=row.entry_id,
        name=row.name,
        media_type=row.media_type,
        size_bytes=row.size_bytes,
        sha256=row.sha256,
        content=content,
    )
