"""The schema of the database and its revision."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, inspect, text

from geo_zs.errors import SettingError
from geo_zs.register import ddl
from geo_zs.register.models import registry
from geo_zs.register.models.base import Base

__all__ = ["HEAD", "check_revision", "current_revision", "ddl", "registry", "upgrade"]

#: Revision of the schema that this release works with.
HEAD: Final = "0001_register"


def current_revision(connection: Connection) -> str | None:
    """Return the revision of the schema in a database, None if it holds none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version"))
    return found.scalar()


def check_revision(connection: Connection, label: str) -> None:
    """Refuse a database whose schema is not that of this release.

    Raises
    ------
    SettingError
        If there is no register, or one of another release; with what to do.
    """
    found = current_revision(connection)
    if found == HEAD:
        return
    if found is None:
        message = f"there is no register at {label}; run: geo-zs register init"
    else:
        message = (
            f"the register {label} has the schema {found!r}, this release needs "
            f"{HEAD!r}; back it up, then run: geo-zs register init"
        )
    raise SettingError(message)


def create_all(connection: Connection) -> None:
    """Make all tables from the models, as a fresh register has them."""
    Base.metadata.create_all(connection)
    connection.execute(
        text(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(
        text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": HEAD}
    )


def upgrade(connection: Connection) -> None:
    """Bring a database to the schema of this release; makes it if there is none."""
    if current_revision(connection) is None:
        create_all(connection)
