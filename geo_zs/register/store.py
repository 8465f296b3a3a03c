"""The database of the register: SQLite by default, PostgreSQL with PostGIS for teams.

SQLite is written by one engine that begins IMMEDIATE (a writer never upgrades a
read lock) and read by another that cannot write. PostgreSQL is read in snapshots
(REPEATABLE READ). Every committed write moves a counter, by which caches know.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import Engine, select, update
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from geo_zs import paths
from geo_zs.errors import RegisterError, SettingError
from geo_zs.register import engines, schema
from geo_zs.register.access import Actor
from geo_zs.register.full_disk import is_full_disk
from geo_zs.register.models import registry
from geo_zs.register.models.base import Counter
from geo_zs.register.names import Names
from geo_zs.register.told import told

if TYPE_CHECKING:
    from sqlalchemy import URL

__all__ = ["Register", "Revision", "Writer", "init_register", "registry"]

#: Setting that names the database.
URL_SETTING: Final = "GEO_ZS_DATABASE_URL"


class Revision(NamedTuple):
    """How often the register was written to.

    Parameters
    ----------
    all : int
        Counts every committed write that a page could show.
    published : int
        Counts only those that the public catalog could show.
    """

    all: int
    published: int


def utc_now() -> datetime:
    """Return the time of the machine in UTC."""
    return datetime.now(UTC)


@dataclass
class Writer:
    """One transaction that writes.

    Parameters
    ----------
    session : Session
        Where the changes go; committed when the block ends.
    actor : Actor
        Who writes.
    now : datetime
        Time of the changes, UTC.
    names : Names
        Keys that records may name.
    batch_id : str or None
        The import that the changes belong to.
    """

    session: Session
    actor: Actor
    now: datetime
    names: Names
    batch_id: str | None = None
    is_published: bool = field(default=False, init=False)

    @property
    def dialect(self) -> str:
        """Name of the database: ``sqlite`` or ``postgresql``."""
        return self.session.get_bind().dialect.name

    def mark_published(self) -> None:
        """Say that what the public may see was changed."""
        self.is_published = True


@dataclass(frozen=True, eq=False)
class Register:
    """The opened register.

    Parameters
    ----------
    reader, writer : Engine
        For reading only, and for writing.
    label : str
        Address without its password, for people.
    names : Names
        Keys that records may name.
    clock : callable
        Returns the time now, UTC.
    """

    reader: Engine
    writer: Engine
    label: str
    names: Names = field(default_factory=Names)
    clock: Callable[[], datetime] = utc_now

    @classmethod
    def open(cls, url: str | None = None, *, names: Names | None = None) -> Register:
        """Open a register that is there.

        Parameters
        ----------
        url : str or None
            ``sqlite:///…`` or ``postgresql://…``; when None, that of
            ``GEO_ZS_DATABASE_URL``, else ``register.db`` in the folder of state.
        names : Names or None
            Keys that records may name, as ``names.names_of(catalog)`` gives them.

        Raises
        ------
        SettingError
            If the address is not usable, no register is there, or its schema is of
            another release; with what to do.
        """
        address = database_url(url)
        engines.check_exists(address)
        register = cls(
            reader=engines.reader(address),
            writer=engines.writer(address),
            label=engines.label(address),
            names=names or Names(),
        )
        try:
            with register.reader.connect() as connection:
                schema.check_revision(connection, register.label)
        except DatabaseError as error:
            register.close()
            raise told(
                SettingError, "not_opened", label=register.label, setting=URL_SETTING
            ) from error
        except SettingError:
            register.close()
            raise
        return register

    @property
    def dialect(self) -> str:
        """Name of the database: ``sqlite`` or ``postgresql``."""
        return self.reader.dialect.name

    def with_names(self, names: Names) -> Register:
        """Return the same register with other known keys."""
        return replace(self, names=names)

    def close(self) -> None:
        """Close all connections."""
        self.reader.dispose()
        self.writer.dispose()

    def forget_connections(self) -> None:
        """Leave the connections to the process that opened them, after a fork."""
        self.reader.dispose(close=False)
        self.writer.dispose(close=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one state of the register and cannot write."""
        with Session(self.reader) as session:
            yield session

    @contextmanager
    def write(
        self,
        actor: Actor,
        *,
        batch_id: str | None = None,
        counts: bool = True,
    ) -> Iterator[Writer]:
        """Give one transaction: committed when the block ends, else undone.

        Parameters
        ----------
        actor : Actor
            Who writes.
        batch_id : str or None
            The import that the changes belong to.
        counts : bool
            False for bookkeeping that no page shows (a heartbeat): the counter of
            :meth:`revision` stays.

        Raises
        ------
        RegisterError
            If the database is held by another writer for too long, or cannot be
            reached; nothing was changed then.
        """
        try:
            with Session(self.writer, expire_on_commit=False) as session:
                session.connection()
                writer = Writer(session, actor, self.clock(), self.names, batch_id)
                yield writer
                session.flush()
                if counts:
                    _count_up(session, is_published=writer.is_published)
                session.commit()
        except StaleDataError as error:
            raise told(RegisterError, "changed_meanwhile") from error
        except OperationalError as error:
            if is_full_disk(error):
                raise told(RegisterError, "disk_full", label=self.label) from error
            raise told(RegisterError, "busy") from error

    def revision(self) -> Revision:
        """Return how often the register was written to."""
        with self.read() as session:
            rows = session.execute(select(Counter.name, Counter.value)).all()
        counts = {name: int(value) for name, value in rows}
        return Revision(all=counts["all"], published=counts["published"])


def _count_up(session: Session, *, is_published: bool) -> None:
    """Move the counters, as the last statement before the commit."""
    names = ["all", "published"] if is_published else ["all"]
    session.execute(
        update(Counter)
        .where(Counter.name.in_(names))
        .values(value=Counter.value + 1)
        .execution_options(synchronize_session=False)
    )


def database_url(url: str | None = None) -> URL:
    """Return the address of the database.

    Raises
    ------
    SettingError
        If it is neither a file of SQLite nor a database of PostgreSQL.
    """
    given = url or os.environ.get(URL_SETTING)
    if not given:
        return engines.sqlite_url(default_file())
    return engines.parse_url(given)


def default_file() -> Path:
    """Return the file of the register where no address is set."""
    return paths.state_dir() / "register.db"


def init_register(url: str | None = None, *, names: Names | None = None) -> Register:
    """Make the register, or bring its schema up to this release; then open it.

    Parameters
    ----------
    url, names
        As for :meth:`Register.open`.

    Raises
    ------
    SettingError
        If the database cannot be reached or made, or is of a newer release.
    """
    address = database_url(url)
    engines.prepare(address)
    engine = engines.writer(address)
    try:
        with engine.begin() as connection:
            schema.upgrade(connection)
    except DatabaseError as error:
        label = engines.label(address)
        if is_full_disk(error):
            raise told(SettingError, "disk_full", label=label) from error
        reason = str(error.orig).strip().partition("\n")[0]
        raise told(
            *(SettingError, "not_set_up"),
            label=label,
            reason=reason,
            setting=URL_SETTING,
        ) from error
    finally:
        engine.dispose()
    return Register.open(url, names=names)
