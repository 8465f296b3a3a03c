"""Rows that belong to a project: its id, its code, or its name if only one has it."""

from __future__ import annotations

from typing import Final

from geo_zs.imports.cells import as_text, is_blank
from geo_zs.imports.destinations import Existing
from geo_zs.imports.duplicates import name_keys
from geo_zs.imports.fault_book import Remark
from geo_zs.imports.sheet_values import SheetValues

_MOST_SHOWN: Final = 5


def link_projects(sheet: SheetValues, projects: Existing) -> None:
    """Turn what rows say of their project into its id, in place.

    Parameters
    ----------
    sheet : SheetValues
        Rows of a table whose records belong to projects.
    projects : Existing
        The projects that the account may see. Shipped ones cannot have money or
        steps; a name that they share with one of the register means that one.
    """
    cells = sheet.values.get("project_id")
    if cells is None or sheet.specs["project_id"].quantity != "project":
        return
    column = sheet.header("project_id")
    own = [key not in projects.read_only for key in projects.keys]
    by_name: dict[str, list[int]] = {}
    for at, key in enumerate(name_keys(projects.columns["name_zh"])):
        if own[at] and key:
            by_name.setdefault(key, []).append(at)
    written = ["" if is_blank(cell) else as_text(cell).strip() for cell in cells]
    for row, (text, key) in enumerate(zip(written, name_keys(written), strict=True)):
        cells[row] = None
        if not text:
            continue
        found = [
            at
            for at in (
                projects.positions("key").get(text)
                or projects.positions("project_code").get(text)
                or by_name.get(key, [])
            )
            if own[at]
        ]
        if len(found) == 1:
            cells[row] = projects.keys[found[0]]
        else:
            sheet.book.add(
                row, _not_one(column, text, [projects.keys[a] for a in found])
            )


def default_currency(sheet: SheetValues) -> None:
    """Fill in the yuan for money from inside the country that states no currency."""
    currencies, scopes = sheet.column("currency"), sheet.column("scope")
    for row, (currency, scope) in enumerate(zip(currencies, scopes, strict=True)):
        if currency is None and scope in ("domestic", "outside_region"):
            currencies[row] = "CNY"


def _not_one(column: str, text: str, ids: list[str]) -> Remark:
    """Return what is said of a project that is none, or several."""
    if not ids:
        return Remark.of(
            "unknown_record", column=column, cell=text, kind="project", kind_zh="项目"
        )
    shown = "、".join(ids[:_MOST_SHOWN])
    return Remark.of(
        "several_records", column=column, cell=text, count=len(ids), ids=shown
    )
