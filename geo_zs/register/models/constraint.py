"""The tables of constraint layers (约束图层) and their features."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from shapely.geometry.base import BaseGeometry
from sqlalchemy import Float, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from geo_zs.register.access import require_edit
from geo_zs.register.geometry import Geom
from geo_zs.register.models.base import Base, Keyed, Stamped, UtcTime, Versioned

if TYPE_CHECKING:
    from geo_zs.register.access import Actor


class ConstraintLayerRow(Keyed, Versioned, Stamped, Base):
    """One layer: what it means and where its features stand.

    ``feature_set`` numbers the features that are the layer's now. A set is written
    once and never altered, so that undoing a change of the layer brings back the
    features it had.
    """

    __tablename__ = "constraint_layer"
    __key_column__ = "layer_id"
    __untracked__ = Base.__untracked__ | {"id", "created_at", "created_by"}

    layer_id: Mapped[str] = mapped_column(String(20), unique=True)
    name_zh: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100))
    meaning: Mapped[str] = mapped_column(String(20))
    buffer_m: Mapped[float] = mapped_column(Float(53))
    condition: Mapped[str] = mapped_column("condition_text", String(1000))
    source: Mapped[str] = mapped_column(String(500))
    date: Mapped[str] = mapped_column("source_date", String(10))
    visibility: Mapped[str] = mapped_column(String(10))
    league: Mapped[str | None] = mapped_column(String(6), index=True)
    covers: Mapped[str] = mapped_column(String(1000))
    feature_set: Mapped[int] = mapped_column(Integer)
    n_features: Mapped[int] = mapped_column(Integer)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcTime())

    def check_edit(self, actor: Actor) -> None:
        """Refuse an account that may not change layers of this league."""
        require_edit(actor, [self.league])

    def is_published(self) -> bool:
        """Tell that the public catalog shows no constraint layer."""
        return False


class ConstraintFeature(Keyed, Base):
    """One feature of one set of features of a layer; never altered."""

    __tablename__ = "constraint_feature"
    __undoable__ = False
    __table_args__ = (UniqueConstraint("layer_key", "feature_set", "position"),)

    layer_key: Mapped[int] = mapped_column(ForeignKey("constraint_layer.id"))
    feature_set: Mapped[int] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer)
    label: Mapped[str] = mapped_column(String(200))
    geometry: Mapped[BaseGeometry] = mapped_column(Geom())
