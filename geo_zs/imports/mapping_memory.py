"""What an account settled the columns of a kind of file to be, for the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select

from geo_zs.imports.mapping import ColumnMapping, signature
from geo_zs.register.models.import_batch import ImportMapping

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor
    from geo_zs.register.store import Writer

#: Mappings that are remembered for one account.
_MOST_MAPPINGS: Final = 200


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
