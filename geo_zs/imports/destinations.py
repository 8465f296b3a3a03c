"""What the register holds already, and how rows of each table are written to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

import pandas as pd
from sqlalchemy import Table, select

from geo_zs.register import companies, ledger, park_facts, projects, steps
from geo_zs.register.combined import shipped_frame
from geo_zs.register.ledger_frame import ledger_frame
from geo_zs.register.models.project import Project
from geo_zs.register.project_frame import project_where

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.catalog import Catalog
    from geo_zs.register.access import Actor
    from geo_zs.register.store import Writer

Row = dict[str, Any]
Add = Callable[["Writer", Sequence[Mapping[str, object]]], object]
Change = Callable[["Writer", Sequence[Mapping[str, object]]], object]

_PROJECT: Final = cast("Table", Project.__table__)
#: Columns that rows are compared by before single records are read whole.
_LIGHT: Final = (
    *("project_id", "project_code", "credit_code", "name_zh", "investor_zh"),
    *("league", "banner", "park_id", "lon", "lat", "supersedes_id"),
)
_MOST_BOUND: Final = 5_000


@dataclass(eq=False)
class Existing:
    """Records that rows are compared with: those that the account may see.

    Parameters
    ----------
    columns : dict of str to list
        Values that all of them have, by field; ``key`` holds their ids.
    read_only : frozenset of str
        Ids of shipped records, which cannot be changed.
    whole : callable
        Ids → their whole records, with ``version``.
    """

    columns: dict[str, list[Any]]
    read_only: frozenset[str]
    whole: Callable[[Sequence[str]], dict[str, Row]]
    _places: dict[str, dict[Any, list[int]]] = field(default_factory=dict)

    @property
    def keys(self) -> list[str]:
        """Ids of the records."""
        return self.columns["key"]

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self.keys)

    def positions(self, name: str) -> dict[Any, list[int]]:
        """Return value of a column → positions of the records that have it."""
        if name not in self._places:
            found: dict[Any, list[int]] = {}
            for at, value in enumerate(self.columns.get(name, ())):
                if value is not None:
                    found.setdefault(value, []).append(at)
            self._places[name] = found
        return self._places[name]


@dataclass(frozen=True)
class Destination:
    """One table that files may be imported into.

    Parameters
    ----------
    table : str
        Name of its schema.
    key : str
        Field of the register's own key.
    same : tuple of str
        Fields that together tell a record, where the key is not given.
    add, change : callable
        Write many rows: all of them, or none. A table whose rows are only ever
        added has no `change`.
    has_places : bool
        Whether its rows have a point or a polygon.
    """

    table: str
    key: str
    same: tuple[str, ...]
    add: Add
    change: Change | None
    has_places: bool = False


DESTINATIONS: Final[Mapping[str, Destination]] = {
    one.table: one
    for one in (
        Destination(
            "projects",
            "project_id",
            ("project_code",),
            projects.bulk_create,
            projects.bulk_update,
            has_places=True,
        ),
        Destination(
            "ledger",
            "entry_id",
            ("project_id", "month", "scope", "currency", "corrects_month"),
            ledger.bulk_add,
            ledger.bulk_update,
        ),
        Destination(
            "companies",
            "company_id",
            ("credit_code",),
            companies.bulk_add,
            companies.bulk_update,
        ),
        Destination(
            "steps",
            "step_id",
            ("project_id", "name"),
            steps.bulk_add,
            steps.bulk_update,
        ),
        Destination("park_facts", "", (), park_facts.bulk_add, None),
    )
}


def existing(
    table: str, *, session: Session, viewer: Actor, catalog: Catalog
) -> Existing:
    """Return the records of a table that an account may see.

    Parameters
    ----------
    table : str
        One of `DESTINATIONS`.
    session : Session
        From ``Register.read``.
    viewer : Actor
        Who imports.
    catalog : Catalog
        For the shipped projects.
    """
    if table == "projects":
        return _projects(session, viewer, catalog)
    frames: dict[str, Callable[[], pd.DataFrame]] = {
        "ledger": lambda: ledger_frame(session, viewer),
        "companies": lambda: companies.company_frame(session, viewer),
        "steps": lambda: steps.step_frame(session, viewer),
    }
    if table not in frames:
        return Existing({"key": []}, frozenset(), lambda _: {})
    frame = frames[table]()
    return _of_frame(frame, DESTINATIONS[table].key)


def _of_frame(frame: pd.DataFrame, key: str) -> Existing:
    """Return the records of a frame, held whole."""
    plain = frame.reset_index() if key not in frame.columns else frame
    columns = {str(name): _plain_list(plain[name]) for name in plain.columns}
    columns["key"] = columns[key]

    def whole(ids: Sequence[str]) -> dict[str, Row]:
        places = {name: at for at, name in enumerate(columns["key"])}
        return {
            name: {column: cells[places[name]] for column, cells in columns.items()}
            for name in ids
            if name in places
        }

    return Existing(columns, frozenset(), whole)


def _plain_list(column: pd.Series[Any]) -> list[Any]:
    """Return a column as plain values; None where nothing is known."""
    return [
        ";".join(value) or None
        if isinstance(value, tuple)
        else None
        if pd.isna(value)
        else value
        for value in column.tolist()
    ]


def _projects(session: Session, viewer: Actor, catalog: Catalog) -> Existing:
    """Return the projects of the register and the shipped ones."""
    query = select(*(_PROJECT.c[name] for name in _LIGHT))
    rows = session.execute(
        query.where(project_where(viewer)).order_by(_PROJECT.c.id)
    ).all()
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(_LIGHT)
    columns = {name: list(column) for name, column in zip(_LIGHT, cells, strict=True)}
    columns["key"] = list(columns["project_id"])
    shipped = _shipped(catalog, hidden=set(columns.pop("supersedes_id")))
    for name, column in columns.items():
        column.extend(
            row.get("project_id" if name == "key" else name) for row in shipped
        )
    by_id = {str(row["project_id"]): row for row in shipped}

    def whole(ids: Sequence[str]) -> dict[str, Row]:
        answer = {key: dict(by_id[key]) for key in ids if key in by_id}
        wanted = [key for key in ids if key not in by_id]
        for start in range(0, len(wanted), _MOST_BOUND):
            part = wanted[start : start + _MOST_BOUND]
            query = select(_PROJECT).where(
                project_where(viewer), _PROJECT.c.project_id.in_(part)
            )
            for row in session.execute(query).mappings():
                answer[row["project_id"]] = dict(row)
        return answer

    return Existing(columns, frozenset(by_id), whole)


def _shipped(catalog: Catalog, *, hidden: set[Any]) -> list[Row]:
    """Return the shipped projects by the fields of the register."""
    frame = shipped_frame(catalog)
    columns = {str(name): _plain_list(frame[name]) for name in frame.columns}
    columns["project_id"] = [str(key) for key in frame.index]
    return [
        {name: cells[at] for name, cells in columns.items()}
        for at, key in enumerate(columns["project_id"])
        if key not in hidden
    ]
