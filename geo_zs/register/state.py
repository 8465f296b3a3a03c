"""How a register stands: where it is, how much it holds, whether it is sound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Table, func, select, text
from sqlalchemy.exc import DatabaseError

from geo_zs.register import schema
from geo_zs.register.models.base import Base
from geo_zs.register.models.change import Change
from geo_zs.register.told import ToldProblem, told_problem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.store import Register

#: Tables that every register has rows in, from the start.
_ALWAYS_FILLED: Final = ("counter",)


@dataclass(frozen=True)
class RegisterState:
    """How a register stands.

    Parameters
    ----------
    label : str
        Its address, without a password.
    dialect : str
        ``sqlite`` or ``postgresql``.
    schema : str or None
        Revision of its schema.
    bytes : int
        Space that it takes.
    rows : mapping of str to int
        Rows of each table.
    last_change : datetime or None
        When it was last written to by an account, UTC.
    problems : tuple of ToldProblem
        What the database found wrong with itself; empty if nothing.
    """

    label: str
    dialect: str
    schema: str | None
    bytes: int
    rows: dict[str, int]
    last_change: datetime | None
    problems: tuple[ToldProblem, ...]


def register_state(register: Register) -> RegisterState:
    """Look how a register stands, in one snapshot; checks all of an SQLite file."""
    with register.read() as session:
        problems = integrity_problems(session)
        rows: dict[str, int] = {}
        last_change = None
        try:
            rows = count_rows(session)
            last_change = session.scalar(select(func.max(Change.at)))
        except DatabaseError as error:
            problems.append(told_problem("tables_not_read", reason=error.orig))
        return RegisterState(
            label=register.label,
            dialect=register.dialect,
            schema=schema.current_revision(session.connection()),
            bytes=_bytes(session, register),
            rows=rows,
            last_change=last_change,
            problems=tuple(problems),
        )


def tables() -> list[Table]:
    """Return all tables of the register, those that others point to first."""
    return list(Base.metadata.sorted_tables)


def count_rows(session: Session) -> dict[str, int]:
    """Return the number of rows of each table."""
    return {
        table.name: int(session.scalar(select(func.count()).select_from(table)) or 0)
        for table in tables()
    }


def is_empty(session: Session) -> bool:
    """Tell whether nothing was ever entered."""
    return all(
        session.execute(select(table).limit(1)).first() is None
        for table in tables()
        if table.name not in _ALWAYS_FILLED
    )


def integrity_problems(session: Session) -> list[ToldProblem]:
    """Return what an SQLite file finds wrong with itself; PostgreSQL minds its own."""
    if session.get_bind().dialect.name != "sqlite":
        return []
    try:
        found = session.execute(text("PRAGMA integrity_check(20)")).scalars().all()
        problems = [
            told_problem("database_says", line=line) for line in found if line != "ok"
        ]
        for table, row, other, *_ in session.execute(
            text("PRAGMA foreign_key_check")
        ).all():
            problems.append(
                told_problem("points_nowhere", table=table, row=row, other=other)
            )
    except DatabaseError as error:
        problems = [told_problem("file_not_read", reason=error.orig)]
    return problems


def _bytes(session: Session, register: Register) -> int:
    """Return the space that a register takes."""
    if register.dialect == "postgresql":
        query = text("SELECT pg_database_size(current_database())")
        return int(session.scalar(query) or 0)
    file = Path(str(register.reader.url.database))
    parts = (file, file.with_name(file.name + "-wal"))
    return sum(part.stat().st_size for part in parts if part.is_file())
