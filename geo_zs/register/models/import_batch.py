"""The tables of imports (批次): what was tried, what came of it, how columns map."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from geo_zs.register.models.base import Base, BigKey, Json, Keyed, UtcTime


class ImportBatch(Keyed, Base):
    """One import of one file: a dry run that may be accepted, and undone.

    Notes
    -----
    ``head`` is the dry run without its rows, compressed; the rows stand in
    ``ImportPage``, so that any host can show them and go on. ``heartbeat_at`` is when
    the process that works on it was last seen.
    """

    __tablename__ = "import_batch"
    __key_column__ = "batch_id"

    batch_id: Mapped[str] = mapped_column(String(40), unique=True)
    table_name: Mapped[str] = mapped_column(String(40))
    file_name: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(20), index=True)
    phase: Mapped[str] = mapped_column(String(20))
    done: Mapped[int] = mapped_column(Integer)
    total: Mapped[int] = mapped_column(Integer)
    counts: Mapped[dict[str, Any] | None] = mapped_column(Json)
    fault_counts: Mapped[dict[str, Any] | None] = mapped_column(Json)
    faults: Mapped[list[Any] | None] = mapped_column(Json)
    made_at: Mapped[datetime] = mapped_column(UtcTime())
    made_by: Mapped[str] = mapped_column(String(100), index=True)
    heartbeat_at: Mapped[datetime] = mapped_column(UtcTime())
    accepted_at: Mapped[datetime | None] = mapped_column(UtcTime())
    accepted_by: Mapped[str | None] = mapped_column(String(100))
    added: Mapped[int | None] = mapped_column(Integer)
    changed: Mapped[int | None] = mapped_column(Integer)
    undone_at: Mapped[datetime | None] = mapped_column(UtcTime())
    undone_by: Mapped[str | None] = mapped_column(String(100))
    head: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))


class ImportPage(Base):
    """Some rows of a dry run, compressed."""

    __tablename__ = "import_page"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    batch_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("import_batch.batch_id"), index=True
    )
    number: Mapped[int] = mapped_column(Integer)
    content: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (UniqueConstraint("batch_id", "number"),)


class ImportMapping(Keyed, Base):
    """What an account settled the columns of a kind of file to be."""

    __tablename__ = "import_mapping"

    account: Mapped[str] = mapped_column(String(100))
    signature: Mapped[str] = mapped_column(String(32))
    mapping: Mapped[dict[str, Any]] = mapped_column(Json)
    used_at: Mapped[datetime] = mapped_column(UtcTime())

    __table_args__ = (UniqueConstraint("account", "signature"),)
