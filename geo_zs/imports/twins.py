"""Rows that may be a record of the register, or another row: proposed, not merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geo_zs.imports.destinations import Existing
from geo_zs.imports.duplicates import Index, Records
from geo_zs.imports.fault_book import Remark
from geo_zs.imports.progress import Progress, no_progress
from geo_zs.imports.rows import Twin
from geo_zs.imports.sheet_values import SheetValues


def find_twins(
    sheet: SheetValues,
    known: Existing,
    rows: Sequence[int],
    *,
    progress: Progress = no_progress,
) -> dict[int, tuple[Twin, ...]]:
    """Return what rows may be the same as; each is told as a fault, too.

    Parameters
    ----------
    sheet : SheetValues
        The rows.
    known : Existing
        Records of the register.
    rows : sequence of int
        Positions of the rows that mean no record by their keys, rising.
    progress : callable
        Told how far it is.

    Returns
    -------
    dict
        Position → records and earlier rows, likeliest first.
    """
    found: dict[int, list[Twin]] = {}
    progress("duplicates", 0, 3)
    columns = {
        name: [cells[row] for row in rows] for name, cells in sheet.values.items()
    }
    own = Index(_records(sheet.table, columns, len(rows)))
    progress("duplicates", 1, 3)
    if len(known):
        names = known.columns["name_zh"]
        there = Index(_records(sheet.table, known.columns, len(known)))
        for at, alike in there.pairs(own, is_same=False):
            twin = Twin(
                key=known.keys[alike.other],
                row=None,
                name=str(names[alike.other]),
                score=round(alike.score, 1),
                why_zh=alike.why,
                why_en=alike.why_en,
                is_certain=alike.is_certain,
            )
            found.setdefault(rows[at], []).append(twin)
    progress("duplicates", 2, 3)
    for at, alike in own.pairs(own, is_same=True):
        other = rows[alike.other]
        twin = _row_twin(sheet, other, alike.score, alike.why, alike.why_en)
        found.setdefault(rows[at], []).append(twin)
    _same_codes(sheet, rows, found)
    progress("duplicates", 3, 3)
    for row, twins in found.items():
        for twin in twins:
            sheet.book.add(row, _told(twin))
    return {row: tuple(twins) for row, twins in found.items()}


def _records(table: str, columns: Mapping[str, list[Any]], n_rows: int) -> Records:
    """Return what is compared; a company is known by its name alone."""
    if table == "companies":
        columns = {**columns, "investor_zh": columns["name_zh"]}
    return Records.of(columns, n_rows)


def _row_twin(
    sheet: SheetValues, other: int, score: float, why_zh: str, why_en: str
) -> Twin:
    """Return another row of the file as a twin."""
    return Twin(
        key="",
        row=int(sheet.raw.row_numbers[other]),
        name=str(sheet.column("name_zh")[other]),
        score=round(score, 1),
        why_zh=why_zh,
        why_en=why_en,
    )


def _same_codes(
    sheet: SheetValues, rows: Sequence[int], found: dict[int, list[Twin]]
) -> None:
    """Add rows that have the project code of an earlier row."""
    codes = sheet.values.get("project_code")
    if codes is None:
        return
    first: dict[str, int] = {}
    for row in rows:
        code = codes[row]
        if code is None:
            continue
        other = first.setdefault(code, row)
        if other != row:
            twin = _row_twin(sheet, other, 100.0, "项目代码相同", "same project code")
            told = found.setdefault(row, [])
            told[:] = [twin, *(one for one in told if one.row != twin.row)]


def _told(twin: Twin) -> Remark:
    """Return what is said of a twin."""
    if twin.row is None:
        return Remark.of(
            "duplicate_of_record",
            id=twin.key,
            name=twin.name,
            why=twin.why_zh,
            why_en=twin.why_en,
        )
    return Remark.of(
        "duplicate_of_row",
        other=twin.row,
        name=twin.name,
        why=twin.why_zh,
        why_en=twin.why_en,
    )
