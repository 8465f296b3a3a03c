"""The table of facts of parks (园区实况)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import Float, String
from sqlalchemy.orm import Mapped, mapped_column

from geo_zs.register.access import require_edit
from geo_zs.register.models.base import Base, Keyed, Stamped, Versioned
from geo_zs.register.models.slot import Slotted

if TYPE_CHECKING:
    from geo_zs.register.access import Actor


class ParkFact(Slotted, Keyed, Versioned, Stamped, Base):
    """One statement: one fact of one park, of one class, as of one date, by one source.

    Notes
    -----
    A fact that is yes or no holds 1 or 0 in ``value_number``. ``league`` is that of
    the park, for the question who may see and change it.
    """

    __tablename__ = "park_fact"
    __key_column__ = "fact_id"
    __untracked__ = Base.__untracked__ | {
        "id", "created_at", "created_by", "batch_id", "slot",
    }  # fmt: skip

    fact_id: Mapped[str] = mapped_column(String(20), unique=True)
    park_id: Mapped[str] = mapped_column(String(100), index=True)
    league: Mapped[str | None] = mapped_column(String(6), index=True)
    fact: Mapped[str] = mapped_column(String(60))
    fact_class: Mapped[str] = mapped_column(String(50))
    date: Mapped[str] = mapped_column(String(10))
    value_number: Mapped[float | None] = mapped_column(Float(53))
    value_text: Mapped[str | None] = mapped_column(String(500))
    source: Mapped[str] = mapped_column(String(500))
    confidence: Mapped[str] = mapped_column(String(10))
    visibility: Mapped[str] = mapped_column(String(10))
    notes: Mapped[str | None] = mapped_column(String(2000))

    def check_edit(self, actor: Actor) -> None:
        """Refuse an account that may not change facts of parks of this league."""
        require_edit(actor, [self.league])

    def is_published(self) -> bool:
        """Tell whether the public catalog shows the fact."""
        return self.visibility == "public"

    def slot_text(self) -> str:
        """Return what a fact speaks of, and who says so."""
        return fact_slot(
            self.park_id, self.fact, self.fact_class, self.date, self.source
        )


def fact_slot(park_id: str, fact: str, fact_class: str, date: str, source: str) -> str:
    """Return what a fact speaks of, and who says so, as one text."""
    digest = hashlib.sha256(source.encode()).hexdigest()[:16]
    return "|".join((park_id, fact, fact_class, date, digest))
