"""The rows of a kept dry run: all of them, or a page with only its part read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import select

from geo_zs.errors import UnknownRecordError
from geo_zs.imports.batch_state import batch_of
from geo_zs.imports.choices import CHOICES_PAGE, kept_choices
from geo_zs.imports.row_views import Decision, RowView, Status
from geo_zs.imports.rows import DryRun
from geo_zs.imports.staged import unpack_part, unpack_run
from geo_zs.register.models.import_batch import ImportPage

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sqlalchemy.orm import Session

    from geo_zs.register.access import Actor


@dataclass(frozen=True)
class RowPage:
    """Some rows of an import.

    Parameters
    ----------
    run : DryRun
        The dry run; only the cells of these rows are filled in.
    rows : tuple of RowView
        The rows.
    total : int
        How many rows were asked for, on all pages.
    choices : mapping of int to decision
        What was decided for rows, as ``choices.kept_choices`` gives it.
    added, changes : array of int
        Positions of the rows that would be taken as it stands: added, or changing a
        record.
    """

    run: DryRun
    rows: tuple[RowView, ...]
    total: int
    choices: Mapping[int, Decision]
    added: NDArray[np.int64]
    changes: NDArray[np.int64]


def load_dry_run(session: Session, batch_id: str, viewer: Actor) -> DryRun:
    """Return the whole dry run of an import.

    Raises
    ------
    UnknownRecordError
        If there is no such import, it is another account's, or it has no dry run.
    """
    head = _head(session, batch_id, viewer)
    query = select(ImportPage.content).where(
        ImportPage.batch_id == batch_id, ImportPage.number > CHOICES_PAGE
    )
    pages = session.scalars(query.order_by(ImportPage.number)).all()
    return unpack_run(head, pages)


def batch_rows(
    session: Session,
    batch_id: str,
    viewer: Actor,
    *,
    status: Status | None = None,
    fault_key: str | None = None,
    is_taken: bool | None = None,
    offset: int = 0,
    limit: int = 100,
) -> RowPage:
    """Return a page of the rows of an import; only their part of it is read.

    Parameters
    ----------
    session : Session
        From ``Register.read``.
    batch_id : str
        The import.
    viewer : Actor
        Who looks.
    status : str or None
        Rows of this status; all if None.
    fault_key : str or None
        Only rows with a fault of this kind.
    is_taken : bool or None
        Only rows that would be taken, as it was decided; only the others; all if None.
    offset, limit : int
        Which of them; the last part of them where they end before.

    Raises
    ------
    UnknownRecordError
        As `load_dry_run`.
    """
    head = _head(session, batch_id, viewer)
    choices = kept_choices(session, batch_id)
    total, taken = 0, (np.empty(0, np.int64),) * 2

    def wanted(run: DryRun) -> NDArray[Any]:
        nonlocal total, taken
        taken = run.taken(decisions=choices)
        found = run.positions(status, fault_key=fault_key)
        if is_taken is not None:
            found = found[np.isin(found, np.concatenate(taken)) == is_taken]
        total = len(found)
        size = max(0, min(limit, 1_000))
        start = max(0, offset)
        if size and start >= total:  # rows were ticked: the list is shorter now
            start = max(0, total - 1) // size * size
        return found[start:][:size]

    def read(numbers: Sequence[int]) -> dict[int, bytes]:
        query = select(ImportPage.number, ImportPage.content).where(
            ImportPage.batch_id == batch_id, ImportPage.number.in_(numbers)
        )
        return {row.number: row.content for row in session.execute(query)}

    run, positions = unpack_part(head, wanted, read)
    run.settle(choices)  # the pages that were read hold what was before
    return RowPage(run, tuple(run.views(positions)), total, choices, *taken)


def _head(session: Session, batch_id: str, viewer: Actor) -> bytes:
    """Return a dry run without its rows, as it is kept."""
    head = batch_of(session, batch_id, viewer, with_head=True).head
    if head is None:
        kind = "dry run"
        raise UnknownRecordError(kind, batch_id)
    return head
