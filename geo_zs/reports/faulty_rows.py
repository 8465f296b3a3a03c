"""The rows that were not taken, as a workbook to correct and bring again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from geo_zs.imports.all_words import say
from geo_zs.imports.rows import MAX_PAGE, STATUS_WORDS, DryRun, RowView, Status
from geo_zs.reports.sheet_writer import Book, Sheet
from geo_zs.vocab import Lang

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("未能录入的行", "Rows that were not taken"),
    "row": ("原行号", "Row in the file"),
    "status": ("状态", "Status"),
    "reasons": ("原因", "Reasons"),
}
_WIDTHS: Final = (8.0, 12.0, 60.0)


def faulty_rows_xlsx(
    run: DryRun,
    *,
    lang: Lang = "zh",
    statuses: Sequence[Status] = ("refused", "duplicate"),
) -> bytes:
    """Return the rows of some statuses with the reasons, as a workbook.

    Parameters
    ----------
    run : DryRun
        The dry run.
    lang : {"zh", "en"}
        Language of the reasons.
    statuses : sequence of str
        Which rows.

    Returns
    -------
    bytes
        One sheet: the columns of the file as they came, then the row in the file,
        the status and the reasons. The header is in row 1, so that the corrected
        workbook can be imported; nothing in it is a formula.
    """
    which = 0 if lang == "zh" else 1
    positions = np.sort(np.concatenate([run.positions(one) for one in statuses]))
    book = Book(
        _WORDS["title"][which], cells=len(positions) * (len(run.headers) + len(_WIDTHS))
    )
    sheet = book.sheet(_WORDS["title"][which])
    heads = [
        *run.headers,
        *(_WORDS[name][which] for name in ("row", "status", "reasons")),
    ]
    sheet.widths([16.0] * len(run.headers) + list(_WIDTHS))
    sheet.head(0, heads, n_rows=len(positions))
    at = 1
    for start in range(0, len(positions), MAX_PAGE):
        for view in run.views(positions[start : start + MAX_PAGE]):
            _write(sheet, at, view, lang)
            at += 1
    return book.close()


def _write(sheet: Sheet, at: int, view: RowView, lang: Lang) -> None:
    """Write one row."""
    for column, cell in enumerate(view.cells.values()):
        sheet.value(at, column, _plain(cell), decimals=_decimals(cell))
    end = len(view.cells)
    sheet.value(at, end, view.row)
    sheet.text(at, end + 1, STATUS_WORDS[view.status][0 if lang == "zh" else 1])
    reasons = [say(one, lang) for one in view.faults if one.severity != "note"]
    sheet.text(at, end + 2, "\n".join(reasons), look="wrap")


def _plain(cell: Any) -> str | int | float | None:  # noqa: ANN401  any cell
    """Return a cell as a workbook takes it: dates as text that is read again."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ").removesuffix(" 00:00:00")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    if isinstance(cell, int) and abs(cell) >= 10**15:
        return str(cell)
    return cell  # type: ignore[no-any-return]  # text, a number or nothing


def _decimals(cell: Any) -> int:  # noqa: ANN401  any cell
    """Return how many decimals of a number are shown."""
    if not isinstance(cell, float) or cell.is_integer():
        return 0
    return min(8, len(repr(cell).partition(".")[2]))
