"""The table of circular templates (通报模板): workbooks and what their cells mean."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from geo_zs.register.access import may_edit, require_role
from geo_zs.register.models.base import (
    Base,
    Json,
    Keyed,
    Stamped,
    UtcTime,
    Versioned,
)
from geo_zs.register.refusals import refuse

if TYPE_CHECKING:
    from geo_zs.register.access import Actor


class CircularTemplate(Keyed, Versioned, Stamped, Base):
    """One workbook that circulars are filled into.

    The log of changes holds name, mapping and checksum, never the content.
    """

    __tablename__ = "circular_template"
    __key_column__ = "template_id"
    __untracked__ = Base.__untracked__ | {"id", "created_at", "created_by", "content"}

    template_id: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    signature: Mapped[str] = mapped_column(String(64), index=True)
    mapping: Mapped[dict[str, Any]] = mapped_column(Json)
    size_bytes: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    deleted_at: Mapped[datetime | None] = mapped_column(UtcTime())

    def is_published(self) -> bool:
        """Tell that the public never sees a template."""
        return False

    def check_edit(self, actor: Actor) -> None:
        """Refuse an account that may not change this template.

        A planner changes own templates; one of all leagues, and an admin, all.

        Raises
        ------
        ForbiddenError
            With what would be needed.
        """
        require_role(actor, "planner")
        if self.created_by != actor.name and not may_edit(actor, None):
            refuse(
                "template_maker",
                template=self.template_id,
                maker=self.created_by,
                name=actor.name,
            )
