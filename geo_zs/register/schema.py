"""The schema of the database: its revision, making it, bringing it up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, inspect, text

from geo_zs.errors import SettingError
from geo_zs.register import ddl
from geo_zs.register.models import registry
from geo_zs.register.models.base import Base
from geo_zs.register.told import told

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = [
    "HEAD",
    "check_revision",
    "create_all",
    "current_revision",
    "ddl",
    "downgrade",
    "registry",
    "upgrade",
]

#: Revision of the schema that this release works with.
HEAD: Final = "0001_register"
_SCRIPTS: Final = "geo_zs.register:migrations"
#: Number of the lock by which two processes do not migrate at once (any number).
_LOCK: Final = 4_815_162_342


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
        raise told(SettingError, "no_register", label=label)
    raise told(SettingError, "old_schema", label=label, found=found, needed=HEAD)


def create_all(connection: Connection) -> None:
    """Make all tables from the models, as a fresh register has them.

    Parameters
    ----------
    connection : Connection
        To an empty database, in a transaction.
    """
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


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring a database to the schema of this release; makes it if there is none.

    Parameters
    ----------
    connection : Connection
        In a transaction, which the caller commits.
    revision : str
        The revision to go to.

    Raises
    ------
    SettingError
        If the schema is of a newer release.
    """
    from alembic import command  # noqa: PLC0415  0.2 s, only when needed
    from alembic.util import CommandError  # noqa: PLC0415  as above

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
    try:
        command.upgrade(_config(connection), revision)
    except CommandError as error:
        found = current_revision(connection)
        raise told(SettingError, "new_schema", found=found) from error


def downgrade(connection: Connection, revision: str = "base") -> None:
    """Take a database back to an older schema; ``base`` removes every table.

    Parameters
    ----------
    connection : Connection
        In a transaction, which the caller commits.
    revision : str
        The revision to go back to.
    """
    from alembic import command  # noqa: PLC0415  as above

    command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    """Return what alembic needs to know."""
    from alembic.config import Config  # noqa: PLC0415  as above

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", _SCRIPTS)
    return config
