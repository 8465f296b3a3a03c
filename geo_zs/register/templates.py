"""Templates of circulars (通报模板): kept with what their cells mean."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select
from sqlalchemy.orm import undefer

from geo_zs.errors import ConflictError, RecordError, UnknownRecordError
from geo_zs.register.access import require_role
from geo_zs.register.attachments import safe_name
from geo_zs.register.changes import record_row
from geo_zs.register.codec import image, utc_text
from geo_zs.register.models.template import CircularTemplate
from geo_zs.register.table_faults import TableFault, table_fault
from geo_zs.register.table_reads import reserve_numbers
from geo_zs.text_guard import is_seen

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor
    from geo_zs.register.store import Writer

#: Most bytes of a template, as for reading one.
MOST_BYTES: Final = 5 << 20
_KIND: Final = "template"
_LONGEST_NAME: Final = 100


@dataclass(frozen=True)
class TemplateKept:
    """A template of circulars.

    Parameters
    ----------
    template_id : str
        Its key, ``F-000001``.
    name : str
        Safe as the name of a download.
    signature : str
        Checksum of its layout, as the mapping gives it.
    mapping : mapping
        What its cells mean, as plain values.
    version : int
        Counts up with each change.
    updated_by, updated_at : str
        Who changed it last, and when (UTC).
    size_bytes : int
        Of the workbook.
    content : bytes
        The workbook; empty in lists.
    """

    template_id: str
    name: str
    signature: str
    mapping: Mapping[str, Any]
    version: int
    updated_by: str
    updated_at: str
    size_bytes: int
    content: bytes = b""


def keep_template(
    writer: Writer,
    *,
    name: str,
    content: bytes,
    mapping: Mapping[str, Any],
    signature: str,
) -> str:
    """Keep a workbook and what its cells mean.

    Parameters
    ----------
    writer : Writer
        From ``Register.write``; a planner at least.
    name : str
        As the user calls it; numbered if another template has the name.
    content : bytes
        A workbook that was read without being refused; at most `MOST_BYTES`.
    mapping : mapping
        As plain values.
    signature : str
        Checksum of its layout.

    Returns
    -------
    str
        The id of the template, ``F-000001``.

    Raises
    ------
    RecordError
        With every fault.
    ForbiddenError
        If the account is no planner.
    """
    require_role(writer.actor, "planner")
    faults = [*_name_faults(name), *_content_faults(content)]
    if faults:
        raise RecordError(faults)
    number = reserve_numbers(writer, CircularTemplate.__tablename__, 1)[0]
    row = CircularTemplate(
        id=number,
        template_id=f"F-{number:06d}",
        name=_own_name(writer.session, safe_name(name, "xlsx")),
        signature=signature,
        mapping=dict(mapping),
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        created_at=writer.now,
        created_by=writer.actor.name,
        updated_at=writer.now,
        updated_by=writer.actor.name,
    )
    writer.session.add(row)
    writer.session.flush()
    record_row(writer, row, action="create")
    return row.template_id


def update_template(
    writer: Writer,
    template_id: str,
    *,
    version: int,
    mapping: Mapping[str, Any] | None = None,
    name: str | None = None,
) -> int:
    """Change the mapping or the name of a template; return its new version.

    Raises
    ------
    RecordError
        If the name is empty or too long.
    ConflictError
        If somebody changed it since; ``current`` holds it as it is now.
    UnknownRecordError, ForbiddenError
        If there is no such template, or the account may not change it.
    """
    row = _to_change(writer, template_id, version)
    faults = _name_faults(name) if name is not None else []
    if faults:
        raise RecordError(faults)
    before = image(row)
    if mapping is not None:
        row.mapping = dict(mapping)
    if name is not None:
        row.name = safe_name(name, "xlsx")
    if image(row) != before:
        _write(writer, row, before, action="update")
    return row.version


def delete_template(writer: Writer, template_id: str, *, version: int) -> None:
    """Hide a template; it is kept, and the change can be undone.

    Raises
    ------
    ConflictError, UnknownRecordError, ForbiddenError
        As `update_template`.
    """
    row = _to_change(writer, template_id, version)
    before = image(row)
    row.deleted_at = writer.now
    _write(writer, row, before, action="delete")


def templates(session: Session, viewer: Actor) -> list[TemplateKept]:
    """Return all templates without their content, by name: none without an account."""
    if not viewer.has_role("viewer"):
        return []
    query = select(CircularTemplate).filter_by(deleted_at=None)
    order = query.order_by(CircularTemplate.name, CircularTemplate.id)
    return [_kept(row) for row in session.scalars(order)]


def read_template(session: Session, template_id: str, viewer: Actor) -> TemplateKept:
    """Return a template with its content.

    Raises
    ------
    UnknownRecordError
        If there is no such template, or the viewer has no account.
    RecordError
        If the content is not what was kept.
    """
    row = _live(session, template_id) if viewer.has_role("viewer") else None
    if row is None:
        raise UnknownRecordError(_KIND, template_id)
    if hashlib.sha256(row.content).hexdigest() != row.sha256:
        raise RecordError([table_fault("content", "attachment_damaged")])
    return _kept(row, row.content)


def remembered_mapping(
    session: Session, signature: str, viewer: Actor
) -> Mapping[str, Any] | None:
    """Return what was decided last for a workbook of the same layout, if anything.

    Parameters
    ----------
    session : Session
        From ``Register.read``.
    signature : str
        Checksum of the layout.
    viewer : Actor
        Who looks; a mapping of the viewer goes before those of others.
    """
    same = [one for one in templates(session, viewer) if one.signature == signature]
    best = max(
        same,
        key=lambda one: (one.updated_by == viewer.name, one.updated_at),
        default=None,
    )
    return None if best is None else best.mapping


def _own_name(session: Session, name: str) -> str:
    """Return a name that no other template has: ``通报 (2).xlsx``."""
    query = select(CircularTemplate.name).filter_by(deleted_at=None)
    taken = {one.casefold() for one in session.scalars(query)}
    stem, dot, ending = name.rpartition(".")
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{stem} ({number}){dot}{ending}"
    return found


def _live(session: Session, template_id: str) -> CircularTemplate | None:
    """Return a template that is not deleted, with its content."""
    query = select(CircularTemplate).filter_by(template_id=template_id, deleted_at=None)
    return session.scalars(query.options(undefer(CircularTemplate.content))).first()


def _to_change(writer: Writer, template_id: str, version: int) -> CircularTemplate:
    """Return a template that the account may change from this version."""
    query = select(CircularTemplate).filter_by(template_id=template_id, deleted_at=None)
    row = writer.session.scalars(query.with_for_update()).first()
    if row is None or not writer.actor.has_role("viewer"):
        raise UnknownRecordError(_KIND, template_id)
    row.check_edit(writer.actor)
    if row.version != version:
        raise ConflictError(_KIND, template_id, vars(_kept(row)))
    return row


def _write(
    writer: Writer,
    row: CircularTemplate,
    before: Mapping[str, Any],
    *,
    action: Any,  # noqa: ANN401  update or delete
) -> None:
    """Write a changed template and its line of the log."""
    row.updated_at, row.updated_by = writer.now, writer.actor.name
    writer.session.flush()
    record_row(writer, row, action=action, before=before)


def _name_faults(name: str) -> list[TableFault]:
    """Return what is wrong with a name."""
    if not is_seen(name):
        return [table_fault("name", "needed")]
    if len(name) > _LONGEST_NAME:
        told = {"length": len(name), "most": _LONGEST_NAME}
        return [table_fault("name", "too_long", told)]
    return []


def _content_faults(content: bytes) -> list[TableFault]:
    """Return what is wrong with the size of a workbook."""
    if not content:
        return [table_fault("content", "attachment_empty")]
    if len(content) > MOST_BYTES:
        told = {"size": f"{len(content) / (1 << 20):.1f}", "most": MOST_BYTES >> 20}
        return [table_fault("content", "attachment_large", told)]
    return []


def _kept(row: CircularTemplate, content: bytes = b"") -> TemplateKept:
    """Return a row as a record."""
    return TemplateKept(
        template_id=row.template_id,
        name=row.name,
        signature=row.signature,
        mapping=row.mapping,
        version=row.version,
        updated_by=row.updated_by,
        updated_at=utc_text(row.updated_at),
        size_bytes=row.size_bytes,
        content=content,
    )
