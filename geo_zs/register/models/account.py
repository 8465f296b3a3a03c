"""The tables of accounts (账号) and of what keeps their sessions honest."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from geo_zs.register.models.base import Base, Json, Keyed, Stamped, UtcTime, Versioned
from geo_zs.register.refusals import refuse

if TYPE_CHECKING:
    from geo_zs.register.access import Actor


class Account(Keyed, Versioned, Stamped, Base):
    """One account. ``name`` is kept folded (NFKC, case), so that it is unique.

    ``leagues`` limits the account to some leagues; None is all of them. A session
    carries the ``session_epoch`` it began with and ends when that moves on.
    """

    __tablename__ = "account"
    __key_column__ = "name"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    display_name: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(10))
    leagues: Mapped[list[str] | None] = mapped_column(Json)
    is_disabled: Mapped[bool] = mapped_column(default=False)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    session_epoch: Mapped[int] = mapped_column(Integer, default=1)
    password_hash: Mapped[str] = mapped_column(String(200))
    password_changed_at: Mapped[datetime] = mapped_column(UtcTime())
    last_login_at: Mapped[datetime | None] = mapped_column(UtcTime())

    __table_args__ = (
        CheckConstraint("role IN ('viewer', 'planner', 'admin')", name="role"),
    )

    def check_edit(self, actor: Actor) -> None:
        """Refuse to undo a change of an account: that would pass by its rules.

        Raises
        ------
        ForbiddenError
            Always; names the way.
        """
        refuse("account_undo", name=actor.name)


class FailedLogin(Base):
    """How often logging in failed of late for one name, or one name at one address.

    ``subject`` is a SHA-256: neither what was typed nor an address is kept.
    """

    __tablename__ = "failed_login"
    __key_column__ = "subject"

    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)
    first_at: Mapped[datetime] = mapped_column(UtcTime(), index=True)


class EndedSession(Base):
    """A session that was logged out before its time; its cookie opens nothing."""

    __tablename__ = "ended_session"
    __key_column__ = "digest"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(UtcTime(), index=True)
