"""Restore the register from a backup: verified, all or nothing."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from shapely.errors import ShapelyError
from sqlalchemy import Connection, Table, delete, text, update
from sqlalchemy.exc import (
    DataError,
    IntegrityError,
    OperationalError,
)
from sqlalchemy.orm import Session

from geo_zs.errors import RegisterError, SettingError, UnreadableFileError
from geo_zs.register import engines, schema, state
from geo_zs.register.archive import Archive, ArchivedTable, Manifest, open_archive
from geo_zs.register.bulk import insert_rows
from geo_zs.register.codec import decoder
from geo_zs.register.full_disk import is_full_disk
from geo_zs.register.models.base import Counter
from geo_zs.register.store import Register, Revision, database_url
from geo_zs.register.told import reason_of, told, told_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL

#: Rows, and characters of their text, that go to the database at a time.
_AT_ONCE: Final = 2_000
_LETTERS_AT_ONCE: Final = 16_000_000


@dataclass(frozen=True)
class Restored:
    """What a restore put back.

    Parameters
    ----------
    label : str
        Address of the register, without a password.
    manifest : Manifest
        What the archive says of itself.
    """

    label: str
    manifest: Manifest


def restore(
    file: Path, url: str | None = None, *, is_replacing: bool = False
) -> Restored:
    """Put the state of an archive into a register.

    Everything is checked before, and again when it is in; until then, and whenever
    something fails, the register stays as it was.

    Parameters
    ----------
    file : Path
        An archive of either database.
    url : str or None
        Address of the register, as for ``Register.open``; made if it is not there.
    is_replacing : bool
        Whether a register that holds something may be replaced.

    Raises
    ------
    UnreadableFileError
        If the archive is damaged or foreign; with every fault.
    RegisterError
        If the register holds something and may not be replaced, or is in use.
    SettingError
        If the database cannot be reached.
    """
    archive = open_archive(file)
    archive.check()
    address = database_url(url)
    label = engines.label(address)
    old = _current(url, is_replacing=is_replacing)
    try:
        if address.get_backend_name() == "sqlite":
            _restore_sqlite(archive, address, old)
        else:
            _restore_postgresql(archive, address, old, is_replacing=is_replacing)
    except (IntegrityError, DataError) as error:
        raise UnreadableFileError([told_problem("rows_do_not_fit")]) from error
    except (OperationalError, sqlite3.OperationalError, OSError) as error:
        if is_full_disk(error):
            raise told(RegisterError, "disk_full", label=label) from error
        if isinstance(error, OSError):
            reason = reason_of(error)
            raise told(
                RegisterError, "not_writable", label=label, reason=reason
            ) from error
        raise told(RegisterError, "not_replaced", label=label) from error
    return Restored(label, archive.manifest)


def _current(url: str | None, *, is_replacing: bool) -> Revision:
    """Return the counters of the register that is there; refuse to lose what it holds.

    Raises
    ------
    RegisterError
        If it holds something and may not be replaced.
    """
    try:
        register = Register.open(url)
    except SettingError:
        return Revision(0, 0)  # none there, or one whose schema is of another release
    try:
        with register.read() as session:
            if not (is_replacing or state.is_empty(session)):
                count = state.count_rows(session)["project"]
                raise told(
                    RegisterError, "not_empty", label=register.label, count=count
                )
        return register.revision()
    finally:
        register.close()


def _restore_sqlite(archive: Archive, address: URL, old: Revision) -> None:
    """Fill a new file, check it, and copy it over the register in one transaction."""
    engines.prepare(address)
    target = Path(str(address.database))
    handle, name = tempfile.mkstemp(prefix=".restore_", suffix=".db", dir=target.parent)
    os.close(handle)
    draft = Path(name)
    try:
        engine = engines.writer(engines.sqlite_url(draft))
        with engine.begin() as connection:
            schema.upgrade(connection)
            _fill(connection, archive, old)
            with Session(connection) as session:
                problems = state.integrity_problems(session)
        engine.dispose()
        if problems:
            raise UnreadableFileError(problems)
        with (
            closing(sqlite3.connect(draft)) as source,
            closing(sqlite3.connect(target, timeout=engines.BUSY_MS / 1000)) as kept,
        ):
            kept.execute("PRAGMA journal_mode=WAL")
            kept.execute("PRAGMA synchronous=FULL")
            source.backup(kept)
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def _restore_postgresql(
    archive: Archive, address: URL, old: Revision, *, is_replacing: bool
) -> None:
    """Make the tables anew and fill them, in one transaction."""
    engine = engines.writer(address)
    try:
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL lock_timeout = '20s'"))
            has_tables = schema.current_revision(connection) is not None
            if has_tables and is_replacing:
                schema.downgrade(connection)
            schema.upgrade(connection)
            _fill(connection, archive, old)
            _set_keys(connection)
    finally:
        engine.dispose()


def _fill(connection: Connection, archive: Archive, old: Revision) -> None:
    """Put the rows of an archive into empty tables, and count them."""
    with Session(connection, join_transaction_mode="rollback_only") as session:
        session.execute(delete(Counter))
        by_name = {table.name: table for table in state.tables()}
        for archived in archive.manifest.tables:
            for chunk in _chunks(archive, archived, by_name[archived.name]):
                insert_rows(session, by_name[archived.name], chunk)
        counted = state.count_rows(session)
        problems = [
            told_problem(
                "other_count", one.name, found=counted[one.name], rows=one.rows
            )
            for one in archive.manifest.tables
            if counted[one.name] != one.rows
        ]
        if problems:
            raise UnreadableFileError(problems)
        # Whoever remembers the register by its counters must see that it changed.
        for name, before in (("all", old.all), ("published", old.published)):
            session.execute(
                update(Counter)
                .where(Counter.name == name, Counter.value <= before)
                .values(value=before)
            )
        session.execute(update(Counter).values(value=Counter.value + 1))
        session.flush()


def _chunks(
    archive: Archive, archived: ArchivedTable, table: Table
) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of a table in pieces that fit into memory."""
    decoders = [decoder(table.c[name]) for name in archived.columns]
    chunk: list[dict[str, Any]] = []
    letters = 0
    for number, values in enumerate(archive.rows(archived), start=1):
        try:
            plain = [
                value if decode is None or value is None else decode(value)
                for decode, value in zip(decoders, values, strict=True)
            ]
        except (ValueError, TypeError, AttributeError, ShapelyError) as error:
            problem = told_problem("other_value", archived.member, line=number)
            raise UnreadableFileError([problem]) from error
        chunk.append(dict(zip(archived.columns, plain, strict=True)))
        letters += sum(len(value) for value in values if isinstance(value, str))
        if len(chunk) >= _AT_ONCE or letters >= _LETTERS_AT_ONCE:
            yield chunk
            chunk, letters = [], 0
    if chunk:
        yield chunk


def _set_keys(connection: Connection) -> None:
    """Let PostgreSQL count keys on from the highest one of each table."""
    for table in state.tables():
        for column in table.primary_key.columns:
            if table.autoincrement_column is not column:
                continue
            connection.execute(
                # Names come from the models.
                text(
                    "SELECT setval(pg_get_serial_sequence(:table, :key), "  # noqa: S608  models
                    f'(SELECT max("{column.name}") FROM "{table.name}"))'
                ),
                {"table": f'"{table.name}"', "key": column.name},
            )
