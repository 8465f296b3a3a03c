"""The log of changes (审计日志): appended to, never altered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from geo_zs.register.models.base import Base, BigKey, Json, UtcTime


class Change(Base):
    """One change of one row: who, when, what before and after.

    ``before`` and ``after`` hold the columns that changed, as JSON; a new row has no
    before. Triggers of the database refuse to alter or delete a line.
    """

    __tablename__ = "change"
    __key_column__ = "change_id"

    change_id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcTime())
    by: Mapped[str] = mapped_column(String(100), index=True)
    via: Mapped[str] = mapped_column(String(10))
    table: Mapped[str] = mapped_column("table_name", String(60))
    key: Mapped[str] = mapped_column(String(100))
    action: Mapped[str] = mapped_column(String(10))
    before: Mapped[dict[str, Any] | None] = mapped_column(Json)
    after: Mapped[dict[str, Any] | None] = mapped_column(Json)
    batch_id: Mapped[str | None] = mapped_column(String(40), index=True)
    undoes: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("change.change_id"), index=True
    )

    __table_args__ = (Index("ix_change_table_name_key", "table_name", "key"),)
