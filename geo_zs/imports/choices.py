"""What a user decided for single rows of an import, kept with it until it is accepted.

Choices stand beside the pages of the dry run, so that they last over paging, over
another day and over another machine.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, cast, get_args

from sqlalchemy import Table, delete, insert, select

from geo_zs.imports.row_views import Decision
from geo_zs.register.models.import_batch import ImportPage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from geo_zs.register.store import Writer

#: Pages of rows count from 0; what was decided is the page before them.
CHOICES_PAGE: Final = -1
_PAGES: Final = cast("Table", ImportPage.__table__)
_DECISIONS: Final[tuple[Decision, ...]] = get_args(Decision)


def kept_choices(session: Session, batch_id: str) -> dict[int, Decision]:
    """Return what was decided for rows of an import.

    Parameters
    ----------
    session : Session
        Of a reader or writer that may see the import.
    batch_id : str
        The import.

    Returns
    -------
    dict of int to {"take", "change", "skip"}
        By the row as a spreadsheet counts; rows that are left as proposed are not in
        it.
    """
    query = select(ImportPage.content).filter_by(batch_id=batch_id, number=CHOICES_PAGE)
    packed = session.scalar(query)
    if packed is None:
        return {}
    plain = json.loads(zlib.decompress(packed))
    return {row: name for name in _DECISIONS for row in plain.get(name, ())}


def keep_choices(
    writer: Writer, batch_id: str, choices: Mapping[int, Decision]
) -> None:
    """Keep what was decided for rows of an import, in place of what was before.

    Parameters
    ----------
    writer : Writer
        From ``Register.write(actor, counts=False)``, whose account may see the import
        (``batch.require_batch`` asks).
    batch_id : str
        The import.
    choices : mapping
        As `kept_choices` returns them.
    """
    session = writer.session
    session.execute(
        delete(ImportPage).filter_by(batch_id=batch_id, number=CHOICES_PAGE)
    )
    if not choices:
        return
    plain = {
        name: sorted(row for row, one in choices.items() if one == name)
        for name in _DECISIONS
    }
    content = zlib.compress(json.dumps(plain, separators=(",", ":")).encode("ascii"))
    page = {"batch_id": batch_id, "number": CHOICES_PAGE, "content": content}
    session.execute(insert(_PAGES), page)


def forget_merges(writer: Writer, batch_id: str) -> None:
    """Forget which rows shall change a record: a new trial may propose another one."""
    kept = kept_choices(writer.session, batch_id)
    left = {row: one for row, one in kept.items() if one != "change"}
    if left != kept:
        keep_choices(writer, batch_id, left)
