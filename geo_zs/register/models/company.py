"""The table of target companies (目标企业)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from geo_zs.register.access import require_edit
from geo_zs.register.models.base import Base, Keyed, Stamped, Versioned
from geo_zs.register.models.slot import Slotted

if TYPE_CHECKING:
    from geo_zs.register.access import Actor


class Company(Slotted, Keyed, Versioned, Stamped, Base):
    """One company that a bureau wants to win."""

    __tablename__ = "target_company"
    __key_column__ = "company_id"
    __untracked__ = Base.__untracked__ | {
        "id", "created_at", "created_by", "batch_id", "slot",
    }  # fmt: skip

    company_id: Mapped[str] = mapped_column(String(20), unique=True)
    name_zh: Mapped[str] = mapped_column(String(300))
    credit_code: Mapped[str | None] = mapped_column(String(18))
    gb_t_4754: Mapped[str | None] = mapped_column(String(10))
    industry_text: Mapped[str | None] = mapped_column(String(300))
    industry_tags: Mapped[str | None] = mapped_column(String(1000))
    origin_place: Mapped[str | None] = mapped_column(String(100))
    league: Mapped[str | None] = mapped_column(String(6), index=True)
    contact_state: Mapped[str | None] = mapped_column(String(20))
    contact_date: Mapped[str | None] = mapped_column(String(10))
    officer: Mapped[str | None] = mapped_column(String(100))
    project_id: Mapped[str | None] = mapped_column(
        String(20), ForeignKey("project.project_id"), index=True
    )
    source: Mapped[str | None] = mapped_column(String(500))
    visibility: Mapped[str] = mapped_column(String(10))
    notes: Mapped[str | None] = mapped_column(String(4000))

    def check_edit(self, actor: Actor) -> None:
        """Refuse an account that may not change companies of this league."""
        require_edit(actor, [self.league])

    def slot_text(self) -> str | None:
        """Return by what a company is known: its code and league."""
        return company_slot(self.credit_code, self.league)


def company_slot(credit_code: str | None, league: str | None) -> str | None:
    """Return by what two companies would be one; None where it cannot be told."""
    return f"{credit_code}|{league or ''}" if credit_code else None
