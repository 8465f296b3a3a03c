"""The table of API tokens (接口令牌)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from geo_zs.register.models.base import Base, Keyed, UtcTime
from geo_zs.register.refusals import refuse

if TYPE_CHECKING:
    from geo_zs.register.access import Actor


class Token(Keyed, Base):
    """One token of an account; only its SHA-256 is kept, and how it begins."""

    __tablename__ = "api_token"
    __key_column__ = "id"

    account_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("account.id"), index=True
    )
    label: Mapped[str] = mapped_column(String(100))
    prefix: Mapped[str] = mapped_column(String(12))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    scope: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(UtcTime())
    expires_at: Mapped[datetime] = mapped_column(UtcTime())
    last_used_at: Mapped[datetime | None] = mapped_column(UtcTime())
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime())

    __table_args__ = (CheckConstraint("scope IN ('read', 'write')", name="scope"),)

    def check_edit(self, actor: Actor) -> None:
        """Refuse to undo a change of a token: one that was revoked stays so.

        Raises
        ------
        ForbiddenError
            Always; names the way.
        """
        refuse("token_undo", name=actor.name)
