"""The tables of the ledger of arrived money (到位资金台账)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Float, ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, object_session

from geo_zs.errors import ForbiddenError
from geo_zs.register.access import require_edit
from geo_zs.register.models.base import Base, Keyed, Stamped, UtcTime, Versioned
from geo_zs.register.models.project import Project

if TYPE_CHECKING:
    from geo_zs.register.access import Actor


class LedgerEntry(Keyed, Versioned, Stamped, Base):
    """Money that arrived for one project, in one month, from one kind of source.

    Notes
    -----
    ``slot`` says what a live entry is about; two live ones never share it. When a
    month is closed, the place and the size of the project are kept in ``kept_*``:
    figures of a closed month stay, wherever the project goes later.
    """

    __tablename__ = "ledger_entry"
    __key_column__ = "entry_id"
    __untracked__ = Base.__untracked__ | {
        "id", "created_at", "created_by", "batch_id", "slot", "kept_league",
        "kept_banner", "kept_park_id", "kept_size_class",
    }  # fmt: skip

    entry_id: Mapped[str] = mapped_column(String(20), unique=True)
    project_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("project.project_id"), index=True
    )
    month: Mapped[str] = mapped_column(String(7), index=True)
    scope: Mapped[str] = mapped_column(String(20))
    currency: Mapped[str] = mapped_column(String(3))
    is_continued: Mapped[bool]
    reported_1e4: Mapped[float | None] = mapped_column(Float(53))
    verified_1e4: Mapped[float | None] = mapped_column(Float(53))
    reduced_1e4: Mapped[float | None] = mapped_column(Float(53))
    reduced_reason: Mapped[str | None] = mapped_column(String(500))
    corrects_month: Mapped[str | None] = mapped_column(String(7))
    state: Mapped[str] = mapped_column(String(10))
    source: Mapped[str | None] = mapped_column(String(500))
    notes: Mapped[str | None] = mapped_column(String(4000))

    slot: Mapped[str | None] = mapped_column(String(100), unique=True)
    kept_league: Mapped[str | None] = mapped_column(String(6))
    kept_banner: Mapped[str | None] = mapped_column(String(6))
    kept_park_id: Mapped[str | None] = mapped_column(String(100))
    kept_size_class: Mapped[str | None] = mapped_column(String(10))
    batch_id: Mapped[str | None] = mapped_column(String(40), index=True)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcTime())

    def check_edit(self, actor: Actor) -> None:
        """Refuse an account that may not change money of this project or month."""
        session = object_session(self)
        if session is None:  # pragma: no cover  an undo has a session
            require_edit(actor, [None])
            return
        query = session.query(Project.league).filter_by(project_id=self.project_id)
        require_edit(actor, [query.scalar()])
        if session.query(ClosedMonth).filter_by(month=self.month).first() is not None:
            message = f"{self.month} is closed; let an admin reopen it first"
            raise ForbiddenError(message)

    def derive(self) -> None:
        """Compute again what the entry is about."""
        about = (self.project_id, self.month, self.scope, self.currency)
        live = self.deleted_at is None
        self.slot = entry_slot(about, self.corrects_month) if live else None


def entry_slot(about: Iterable[object], corrects_month: str | None) -> str:
    """Return what an entry is about, as one text.

    Parameters
    ----------
    about : iterable of str
        Project, month, scope and currency.
    corrects_month : str or None
    """
    return "|".join((*map(str, about), corrects_month or ""))


class ClosedMonth(Stamped, Base):
    """A month whose entries are locked."""

    __tablename__ = "closed_month"
    __key_column__ = "month"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)

    def check_edit(self, actor: Actor) -> None:  # noqa: ARG002  nobody may
        """Refuse an undo: closing and reopening do more than the row says."""
        message = "a month is closed or reopened again, never undone"
        raise ForbiddenError(message)


class Attachment(Keyed, Stamped, Base):
    """A file that proves an entry: report, voucher, bank slip.

    The log of changes holds name, size and checksum, never the content.
    """

    __tablename__ = "ledger_attachment"
    __key_column__ = "attachment_id"
    __untracked__ = Base.__untracked__ | {
        "id", "created_at", "created_by", "content", "batch_id",
    }  # fmt: skip

    attachment_id: Mapped[str] = mapped_column(String(20), unique=True)
    entry_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("ledger_entry.entry_id"), index=True
    )
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size_bytes: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    batch_id: Mapped[str | None] = mapped_column(String(40))
    deleted_at: Mapped[datetime | None] = mapped_column(UtcTime())
