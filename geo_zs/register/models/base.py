"""What all tables of the register share: names of keys, times, versions, writers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from geo_zs.register.access import require_role

if TYPE_CHECKING:
    from geo_zs.register.access import Actor

#: Names of keys and indexes, alike in every database.
NAMING: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

#: Whole numbers that the database counts up itself (SQLite: only ``INTEGER``).
BigKey: Final = BigInteger().with_variant(Integer, "sqlite")
#: JSON values, as ``jsonb`` on PostgreSQL.
Json: Final = JSON(none_as_null=True).with_variant(
    JSONB(none_as_null=True), "postgresql"
)


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC; aware in Python, in every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Return a moment as the database takes it."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"{value!r} has no time zone; give an aware time"
            raise ValueError(message)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002  as SQLAlchemy calls it
    ) -> datetime | None:
        """Return what the database holds as an aware moment in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of all tables of the register.

    Attributes
    ----------
    __key_column__ : str
        The column by which people and the log of changes name a row.
    __untracked__ : frozenset of str
        Columns that the log of changes leaves out: counted up, or derived from others.
    """

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcTime()}

    __key_column__: ClassVar[str] = "id"
    __untracked__: ClassVar[frozenset[str]] = frozenset(
        {"version", "updated_at", "updated_by"}
    )

    #: Whether single changes of the table can be undone.
    __undoable__: ClassVar[bool] = True

    def derive(self) -> None:
        """Compute again what follows from the other columns (after an undo)."""

    def is_published(self) -> bool:
        """Tell whether the public may see the row; overridden where there is more."""
        return getattr(self, "visibility", "public") == "public"

    def check_edit(self, actor: Actor) -> None:
        """Refuse an account that may not change this row (asked before an undo).

        Raises
        ------
        ForbiddenError
            With what would be needed.
        """
        require_role(actor, "admin")


class Keyed:
    """A whole number as key, counted up by the database."""

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)


class Stamped:
    """Who made a row and who changed it last, and when."""

    created_at: Mapped[datetime] = mapped_column(UtcTime())
    created_by: Mapped[str] = mapped_column(String(100))
    updated_at: Mapped[datetime] = mapped_column(UtcTime())
    updated_by: Mapped[str] = mapped_column(String(100))


class Versioned:
    """A version that counts up with each change; a stale one is refused."""

    version: Mapped[int] = mapped_column(Integer, nullable=False)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]  # of the model


class Counter(Base):
    """Counters that go up with every committed write."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(String(30), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)
