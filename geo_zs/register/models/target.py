"""The table of targets (招商目标)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Float, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from geo_zs.register.access import require_edit
from geo_zs.register.models.base import Base, Keyed, Stamped, Versioned
from geo_zs.register.models.slot import Slotted

if TYPE_CHECKING:
    from geo_zs.register.access import Actor


class Target(Slotted, Keyed, Versioned, Stamped, Base):
    """What is to arrive in one league (or the region), in one year, of one scope."""

    __tablename__ = "target"
    __key_column__ = "target_id"
    __untracked__ = Base.__untracked__ | {
        "id", "created_at", "created_by", "batch_id", "slot",
    }  # fmt: skip

    target_id: Mapped[str] = mapped_column(String(20), unique=True)
    adcode: Mapped[str] = mapped_column(String(6), index=True)
    year: Mapped[int] = mapped_column(Integer)
    scope: Mapped[str] = mapped_column(String(20))
    value_cny_1e8: Mapped[float | None] = mapped_column(Float(53))
    currency: Mapped[str | None] = mapped_column(String(3))
    value_foreign_1e4: Mapped[float | None] = mapped_column(Float(53))
    growth_pct: Mapped[float | None] = mapped_column(Float(53))
    source: Mapped[str] = mapped_column(String(500))
    source_date: Mapped[str | None] = mapped_column(String(10))
    confidence: Mapped[str | None] = mapped_column(String(10))
    visibility: Mapped[str] = mapped_column(String(10))
    notes: Mapped[str | None] = mapped_column(String(4000))

    def check_edit(self, actor: Actor) -> None:
        """Refuse an account that may not change targets of this league."""
        require_edit(actor, [self.adcode])

    def slot_text(self) -> str:
        """Return what a target is set for."""
        return f"{self.adcode}|{self.year}|{self.scope}"
