"""What opens a template: in a child process, with limits, and never in the service.

It reads ``template.xlsx`` of its folder and writes ``answer.json``; when it fills,
``filled.xlsx`` too. Only numbers, and texts that are marked as text, go into cells.
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import Any, Final

from geo_zs.board.templates.check import LIMITS, check_template, template_fault
from geo_zs.board.templates.periods import with_month
from geo_zs.imports.child_main import set_limits
from geo_zs.imports.exchange import fault_to_dict
from geo_zs.imports.refusal import RefusedFileError, refusal

TEMPLATE: Final = "template.xlsx"
FILLED: Final = "filled.xlsx"
ANSWER: Final = "answer.json"
#: What openpyxl raises for parts that contradict each other or are cut off.
_DAMAGE: Final = (
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
)
#: So many sheets are looked into, and so many cells in all of them.
MOST_SHEETS: Final = 30
MOST_CELLS: Final = 50_000


def main(folder_name: str) -> int:
    """Do the job of a folder; return the exit status."""
    folder = Path(folder_name)
    set_limits(LIMITS.max_memory_bytes, LIMITS.max_seconds)
    job = json.loads((folder / "job.json").read_text("utf-8"))
    try:
        notes = check_template(folder / TEMPLATE)
        answer = _fill(folder, job) if job["values"] is not None else _read(folder)
        answer["notes"] = [fault_to_dict(fault) for fault in notes]
    except RefusedFileError as error:
        answer = {"refused": [fault_to_dict(fault) for fault in error.faults]}
    (folder / ANSWER).write_text(json.dumps(answer), "utf-8")
    return 0


def _load(folder: Path) -> Any:  # noqa: ANN401  openpyxl has no types
    """Open the workbook."""
    import openpyxl  # noqa: PLC0415  only in the child

    try:
        return openpyxl.load_workbook(folder / TEMPLATE, rich_text=True)
    except _DAMAGE as error:
        raise refusal(key="workbook_damaged", values={"part": "workbook"}) from error


def _read(folder: Path) -> dict[str, Any]:
    """Return the cells of the sheets as plain values."""
    book = _load(folder)
    sheets: list[dict[str, Any]] = []
    left = MOST_CELLS
    for sheet in book.worksheets[:MOST_SHEETS]:
        cells: list[list[object]] = []
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None and "%" not in str(cell.number_format):
                    continue
                left -= 1
                if left < 0:
                    limit = template_fault("template_too_many_cells", limit=MOST_CELLS)
                    raise RefusedFileError([limit])
                cells.append(_told(cell))
        sheets.append(
            {
                "name": sheet.title,
                "is_hidden": sheet.sheet_state != "visible",
                "cells": cells,
                "merged": [
                    [one.min_row, one.min_col, one.max_row, one.max_col]
                    for one in sheet.merged_cells.ranges
                ],
            }
        )
    return {"sheets": sheets}


def _told(cell: Any) -> list[object]:  # noqa: ANN401  a cell of openpyxl
    """Return row, column, kind, text and whether a cell shows percent."""
    kind = {"s": "s", "inlineStr": "s", "f": "f"}.get(cell.data_type, "n")
    text = "" if cell.value is None else str(cell.value)[:500]
    return [cell.row, cell.column, kind, text, "%" in str(cell.number_format)]


def _fill(folder: Path, job: dict[str, Any]) -> dict[str, Any]:
    """Write values into the sheet and save the workbook under another name."""
    book = _load(folder)
    name = job["sheet"]
    if name not in book.sheetnames or not hasattr(book[name], "merged_cells"):
        raise RefusedFileError([template_fault("template_no_sheet", value=name)])
    sheet = book[name]
    _check_names(sheet, job["names"])
    anchors = {
        (row, column): (one.min_row, one.min_col)
        for one in sheet.merged_cells.ranges
        for row in range(one.min_row, min(one.max_row, one.min_row + 500) + 1)
        for column in range(one.min_col, min(one.max_col, one.min_col + 500) + 1)
    }
    written, kept, shared = 0, [], []
    used: set[tuple[int, int]] = set()
    for row, column, value in job["values"]:
        place = anchors.get((row, column), (row, column))
        cell = sheet.cell(*place)
        if place in used:
            shared.append(cell.coordinate)
        elif cell.data_type == "f":
            kept.append(cell.coordinate)
        else:
            cell.value = value
            written += value is not None
        used.add(place)
    for coordinate in job["period_cells"]:
        cell = sheet[coordinate]
        if cell.data_type in ("s", "inlineStr") and cell.value:
            cell.value = with_month(str(cell.value), job["month"])
            cell.data_type = "s"  # whatever it begins with
    book.calculation.fullCalcOnLoad = True
    book.save(folder / FILLED)
    return {"written": written, "kept_formulas": kept, "shared": shared}


def _check_names(sheet: Any, names: list[list[Any]]) -> None:  # noqa: ANN401
    """Refuse a template whose names no longer stand where they stood."""
    faults = []
    for row, column, text in names:
        found = str(sheet.cell(row, column).value or "").strip()
        if found != text:
            key = "template_changed"
            faults.append(template_fault(key, value=text, found=found[:50], row=row))
    if faults:
        raise RefusedFileError(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
