"""The tables of the ledger of arrived money (到位资金台账)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import Float, ForeignKey, Integer, LargeBinary, String, text
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session

from geo_zs.register.access import require_edit
from geo_zs.register.models.base import Base, Keyed, Stamped, UtcTime, Versioned
from geo_zs.register.models.project import Project
from geo_zs.register.models.slot import Slotted
from geo_zs.register.refusals import refuse

if TYPE_CHECKING:
    from geo_zs.register.access import Actor


#: Number by which PostgreSQL lets writers of entries and closers of months wait.
LOCK: Final = 412_001


class LedgerEntry(Slotted, Keyed, Versioned, Stamped, Base):
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

    kept_league: Mapped[str | None] = mapped_column(String(6))
    kept_banner: Mapped[str | None] = mapped_column(String(6))
    kept_park_id: Mapped[str | None] = mapped_column(String(100))
    kept_size_class: Mapped[str | None] = mapped_column(String(10))

    def check_edit(self, actor: Actor) -> None:
        """Refuse an account that may not change money of this project or month."""
        _check_entry(object_session(self), actor, self.project_id, self.month)

    def slot_text(self) -> str:
        """Return what the entry is about."""
        about = (self.project_id, self.month, self.scope, self.currency)
        return entry_slot(about, self.corrects_month)


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

    # Closing and reopening do more than the row says.
    __undoable__ = False

    month: Mapped[str] = mapped_column(String(7), primary_key=True)


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

    def check_edit(self, actor: Actor) -> None:
        """Refuse an account that may not change the entry."""
        session = object_session(self)
        if session is None:
            require_edit(actor, [None])
            return
        query = session.query(LedgerEntry.project_id, LedgerEntry.month)
        project_id, month = query.filter_by(entry_id=self.entry_id).one()
        _check_entry(session, actor, project_id, month)

    def is_published(self) -> bool:
        """Tell that the public catalog shows no files."""
        return False


def wait_for_months(session: Session, *, is_closing: bool) -> None:
    """Let no month be closed while entries are written, and the other way round.

    SQLite has one writer at a time; PostgreSQL waits here until the other is done.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    kind = "" if is_closing else "_shared"
    lock = text(f"SELECT pg_advisory_xact_lock{kind}(:lock)")
    with session.no_autoflush:
        session.execute(lock, {"lock": LOCK})


def _check_entry(
    session: Session | None, actor: Actor, project_id: str, month: str
) -> None:
    """Refuse an account that may not change money of a project or month."""
    if session is None:
        require_edit(actor, [None])
        return
    wait_for_months(session, is_closing=False)
    with session.no_autoflush:
        league = session.query(Project.league).filter_by(project_id=project_id)
        require_edit(actor, [league.scalar()])
        closed = session.query(ClosedMonth).filter_by(month=month).first()
    if closed is not None:
        refuse("month_closed", month=month)
