"""Rows that are hidden when deleted, and of which no two live ones are the same."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column, object_session, validates

from geo_zs.errors import ConflictError
from geo_zs.register.codec import utc_text
from geo_zs.register.models.base import UtcTime


class Slotted:
    """A row that is about something no other live row of its table is about.

    ``slot`` says what that is; a deleted row has none, and makes room.
    """

    slot: Mapped[str | None] = mapped_column(String(300), unique=True)
    batch_id: Mapped[str | None] = mapped_column(String(40), index=True)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcTime())

    def slot_text(self) -> str | None:
        """Return what the row is about; None where that cannot be told."""
        raise NotImplementedError

    @validates("deleted_at")
    def _make_room(self, _: str, value: datetime | None) -> datetime | None:
        """Give up the slot of a row that is deleted."""
        if value is not None:
            self.slot = None
        return value

    def derive(self) -> None:
        """Take the slot again after an undo.

        Raises
        ------
        ConflictError
            If another row is about the same by now.
        """
        self.slot = None if self.deleted_at is not None else self.slot_text()
        session = object_session(self)
        if self.slot is None or session is None:
            return
        model: Any = type(self)
        with session.no_autoflush:
            query = select(model).where(model.slot == self.slot)
            other = session.scalars(query).first()
        if other is not None and other is not self:
            current = {
                "version": other.version,
                "updated_by": other.updated_by,
                "updated_at": utc_text(other.updated_at),
            }
            key = str(getattr(other, model.__key_column__))
            raise ConflictError(model.__tablename__, key, current)

    def is_published(self) -> bool:
        """Tell that the public catalog shows nothing of the table."""
        return False
