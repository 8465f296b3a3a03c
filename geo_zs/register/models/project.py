"""The table of projects (招商项目)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Float, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from geo_zs.register.access import require_edit
from geo_zs.register.geometry import Geom
from geo_zs.register.models.base import Base, Keyed, Stamped, UtcTime, Versioned

if TYPE_CHECKING:
    from geo_zs.register.access import Actor


#: Columns of the box round the shape, as ``shapely.bounds`` orders them.
BOX: Final = ("min_lon", "min_lat", "max_lon", "max_lat")
#: Columns that a search looks through.
SEARCHED: Final = (
    "project_id",
    "name_zh",
    "investor_zh",
    "project_code",
    "credit_code",
)


def search_key(text: str) -> str:
    """Return a text as searches compare it: one width, one case, no blanks."""
    if text.isascii():
        return "".join(text.lower().split())
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def search_text(row: Mapping[str, object]) -> str:
    """Return what searches look through of one row."""
    return "\n".join(search_key(str(row[name])) for name in SEARCHED if row.get(name))


def _text(length: int) -> Mapped[str | None]:
    """Return a column of text that may be unknown."""
    return mapped_column(String(length))


def _number() -> Mapped[float | None]:
    """Return a column of numbers that may be unknown."""
    return mapped_column(Float(53))


class Project(Keyed, Versioned, Stamped, Base):
    """One project. The columns down to ``notes`` are those of the schema of projects.

    Notes
    -----
    ``league`` and ``banner`` are what the record says; ``located_league`` and
    ``located_banner`` are where its shape, park, banner or league puts it. They
    differ only where the record contradicts itself. ``min_lon`` to ``max_lat`` box
    the shape; the R*Tree of SQLite follows them by triggers.
    """

    __tablename__ = "project"
    __key_column__ = "project_id"
    __untracked__ = Base.__untracked__ | {
        "id",
        "created_at",
        "created_by",
        "batch_id",
        "search_text",
        *BOX,
    }

    project_id: Mapped[str] = mapped_column(String(20), unique=True)
    name_zh: Mapped[str] = mapped_column(String(300))
    name_printed: Mapped[str | None] = _text(300)
    project_code: Mapped[str | None] = mapped_column(String(30), index=True)
    investor_zh: Mapped[str | None] = _text(300)
    investor_printed: Mapped[str | None] = _text(300)
    credit_code: Mapped[str | None] = mapped_column(String(18), index=True)
    investor_origin: Mapped[str | None] = _text(20)
    investor_origin_place: Mapped[str | None] = _text(100)
    gb_t_4754: Mapped[str | None] = _text(10)
    industry_text: Mapped[str | None] = _text(300)
    industry_tags: Mapped[str | None] = _text(1000)
    cluster: Mapped[str | None] = _text(20)
    chain: Mapped[str | None] = _text(20)
    pledged_cny_1e8: Mapped[float | None] = _number()
    pledged_currency: Mapped[str | None] = _text(3)
    pledged_foreign_1e4: Mapped[float | None] = _number()
    pledged_date: Mapped[str | None] = _text(10)
    arrived_cny_1e8: Mapped[float | None] = _number()
    arrived_date: Mapped[str | None] = _text(10)
    land_ha: Mapped[float | None] = _number()
    power_mw: Mapped[float | None] = _number()
    electricity_1e4_kwh_per_year: Mapped[float | None] = _number()
    energy_tce_per_year: Mapped[float | None] = _number()
    water_m3_per_day: Mapped[float | None] = _number()
    capacity_text: Mapped[str | None] = _text(2000)
    stage: Mapped[str | None] = mapped_column(String(20), index=True)
    stage_text: Mapped[str | None] = _text(2000)
    officer: Mapped[str | None] = _text(100)
    reserve_date: Mapped[str | None] = _text(10)
    negotiating_date: Mapped[str | None] = _text(10)
    framework_date: Mapped[str | None] = _text(10)
    signed_date: Mapped[str | None] = _text(10)
    filed_date: Mapped[str | None] = _text(10)
    construction_date: Mapped[str | None] = _text(10)
    operating_date: Mapped[str | None] = _text(10)
    stopped_date: Mapped[str | None] = _text(10)
    cancelled_date: Mapped[str | None] = _text(10)
    league: Mapped[str | None] = mapped_column(String(6), index=True)
    banner: Mapped[str | None] = _text(6)
    park_id: Mapped[str | None] = _text(100)
    place_text: Mapped[str | None] = _text(500)
    lon: Mapped[float | None] = _number()
    lat: Mapped[float | None] = _number()
    location_precision: Mapped[str | None] = _text(10)
    located_by: Mapped[str] = mapped_column(String(10))
    place_confidence: Mapped[str | None] = _text(10)
    supersedes_id: Mapped[str | None] = _text(20)
    source: Mapped[str | None] = _text(500)
    source_date: Mapped[str | None] = _text(10)
    confidence: Mapped[str | None] = _text(10)
    visibility: Mapped[str] = mapped_column(String(10))
    notes: Mapped[str | None] = _text(4000)

    geometry: Mapped[BaseGeometry | None] = mapped_column(Geom())
    located_league: Mapped[str | None] = _text(6)
    located_banner: Mapped[str | None] = _text(6)
    min_lon: Mapped[float | None] = _number()
    min_lat: Mapped[float | None] = _number()
    max_lon: Mapped[float | None] = _number()
    max_lat: Mapped[float | None] = _number()
    search_text: Mapped[str] = mapped_column(Text)
    batch_id: Mapped[str | None] = mapped_column(String(40), index=True)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcTime())

    __table_args__ = (
        Index("ix_project_geometry", "geometry", postgresql_using="gist").ddl_if(
            dialect="postgresql"
        ),
    )

    def check_edit(self, actor: Actor) -> None:
        """Refuse an account that may not change projects of this league."""
        require_edit(actor, [self.league])

    def derive(self) -> None:
        """Compute the box and the searched text again."""
        self.search_text = search_text({name: getattr(self, name) for name in SEARCHED})
        box = None if self.geometry is None else shapely.bounds(self.geometry)
        for name, value in zip(
            BOX, box if box is not None else [None] * 4, strict=True
        ):
            setattr(self, name, None if value is None else float(value))
