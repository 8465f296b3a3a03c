"""The table of steps (推进事项): what is to be done for a project, by whom and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, object_session

from geo_zs.register.access import require_edit
from geo_zs.register.models.base import Base, Keyed, Stamped, Versioned
from geo_zs.register.models.project import Project
from geo_zs.register.models.slot import Slotted

if TYPE_CHECKING:
    from geo_zs.register.access import Actor


class Step(Slotted, Keyed, Versioned, Stamped, Base):
    """One step of one project."""

    __tablename__ = "project_step"
    __key_column__ = "step_id"
    __untracked__ = Base.__untracked__ | {
        "id", "created_at", "created_by", "batch_id", "slot",
    }  # fmt: skip

    step_id: Mapped[str] = mapped_column(String(20), unique=True)
    project_id: Mapped[str] = mapped_column(
        String(20), ForeignKey("project.project_id"), index=True
    )
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(300))
    due_date: Mapped[str | None] = mapped_column(String(10))
    done_date: Mapped[str | None] = mapped_column(String(10))
    officer: Mapped[str | None] = mapped_column(String(100))
    officer_role: Mapped[str | None] = mapped_column(String(100))
    notes: Mapped[str | None] = mapped_column(String(4000))

    def check_edit(self, actor: Actor) -> None:
        """Refuse an account that may not change steps of this project."""
        session = object_session(self)
        if session is None:
            require_edit(actor, [None])
            return
        with session.no_autoflush:
            query = session.query(Project.league).filter_by(project_id=self.project_id)
            league = query.scalar()
        require_edit(actor, [league])

    def slot_text(self) -> str:
        """Return which place a step takes."""
        return f"{self.project_id}|{self.position}"
