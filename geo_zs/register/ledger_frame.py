"""The ledger as one frame, for figures, board, reports and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
from sqlalchemy import Subquery, case, func, select

from geo_zs.register.ledger import closed_months, counted, visible_entries
from geo_zs.register.models.ledger import Attachment, LedgerEntry
from geo_zs.register.models.project import Project
from geo_zs.register.sizes import SIZE_CLASSES, SIZE_LIMITS_CNY_1E8
from geo_zs.register.table_frames import times

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor

_ENTRY = LedgerEntry.__table__
_PROJECT = Project.__table__
_ATTACHMENT = Attachment.__table__
_OWN: Final = (
    "entry_id", "project_id", "month", "scope", "currency", "is_continued",
    "reported_1e4", "verified_1e4", "reduced_1e4", "reduced_reason",
    "corrects_month", "state", "source", "notes", "version", "created_at",
    "created_by", "updated_at", "updated_by", "batch_id",
)  # fmt: skip
#: Where the money counts, and how large its project is.
PLACES: Final = ("league", "banner", "park_id", "size_class")
_TEXTS: Final = frozenset(
    {
        "entry_id", "project_id", "month", "scope", "currency", "reduced_reason",
        "corrects_month", "state", "source", "notes", "created_at", "created_by",
        "updated_at", "updated_by", "batch_id", *PLACES,
    }
)  # fmt: skip


def ledger_frame(
    session: Session,
    viewer: Actor,
    *,
    month: str | None = None,
    project_id: str | None = None,
) -> pd.DataFrame:
    """Return the entries that somebody may see.

    Parameters
    ----------
    session : Session
        From ``Register.read``.
    viewer : Actor
        Who looks; without an account nothing is seen.
    month, project_id : str or None
        Only entries of this month, of this project.

    Returns
    -------
    DataFrame, (n,)
        The fields of the schema ``ledger``, in the order of months, then ids:
        texts as ``str`` (NaN where not known), amounts as ``float64`` in ten
        thousands of the currency, ``is_continued`` as ``bool``. Beside them
        ``league``, ``banner``, ``park_id`` and ``size_class``, where the money
        counts (as they were when its month was closed, else as the project says),
        ``is_closed``, ``attachments`` (how many), ``version``, who and when.
    """
    files = _files()
    query = (
        select(*(_ENTRY.c[name] for name in _OWN), *_places(), files.c.number)
        .join(_PROJECT, _PROJECT.c.project_id == _ENTRY.c.project_id)
        .outerjoin(files, files.c.entry_id == _ENTRY.c.entry_id)
        .where(visible_entries(viewer))
        .order_by(_ENTRY.c.month, _ENTRY.c.id)
    )
    if month is not None:
        query = query.where(_ENTRY.c.month == month)
    if project_id is not None:
        query = query.where(_ENTRY.c.project_id == project_id)
    rows = session.execute(query).all()
    names = [*_OWN, *PLACES, "attachments"]
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    frame = pd.DataFrame({name: _column(name, columns.get(name, ())) for name in names})
    frame["is_closed"] = frame["month"].isin(closed_months(session)).astype(bool)
    return frame


def size_class_of(pledged: Any) -> Any:  # noqa: ANN401  expressions of SQLAlchemy
    """Return the class of a pledged total, as an expression of the database."""
    limits = SIZE_LIMITS_CNY_1E8.items()
    whens = [(pledged >= limit, name) for name, limit in reversed(limits)]
    return case((pledged.is_(None), "unknown"), *whens, else_=SIZE_CLASSES[-2])


def _places() -> list[Any]:
    """Return the expressions of ``PLACES``."""
    size = case(
        (_ENTRY.c.kept_league.is_not(None), _ENTRY.c.kept_size_class),
        else_=size_class_of(_PROJECT.c.pledged_cny_1e8),
    )
    return [*(counted(name) for name in PLACES[:-1]), size]


def _files() -> Subquery:
    """Return how many files prove each entry that has any."""
    entry = _ATTACHMENT.c.entry_id
    query = select(entry, func.count().label("number"))
    return query.where(_ATTACHMENT.c.deleted_at.is_(None)).group_by(entry).subquery()


def _column(name: str, values: tuple[Any, ...]) -> pd.Series[Any]:
    """Return one column in its type."""
    if name in ("created_at", "updated_at"):
        return times(values)
    if name in _TEXTS:
        return pd.Series([value or None for value in values], dtype="str")
    if name == "is_continued":
        return pd.Series(values, dtype=bool)
    if name == "attachments":
        return pd.Series([value or 0 for value in values], dtype="Int64")
    if name == "version":
        return pd.Series(values, dtype="Int64")
    return pd.Series(values, dtype="float64")
