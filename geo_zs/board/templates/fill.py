"""Propose a mapping for a template, and fill the template with circulars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo_zs.board.circular_record import Circular, CircularRow
from geo_zs.board.places import Places
from geo_zs.board.templates.check import template_fault
from geo_zs.board.templates.child import run_child
from geo_zs.board.templates.grid import SheetGrid
from geo_zs.board.templates.mapping import TOTAL, ColumnUse, TemplateMapping
from geo_zs.board.templates.propose import propose
from geo_zs.errors import UnreadableFileError
from geo_zs.imports.faults import Fault
from geo_zs.imports.refusal import read_fault


@dataclass(frozen=True)
class TemplateProposal:
    """What the cells of a template seem to mean.

    Parameters
    ----------
    mapping : TemplateMapping
        To be looked at and corrected.
    notes : tuple of Fault
        What filling the template will not give back as it was.
    """

    mapping: TemplateMapping
    notes: tuple[Fault, ...]


@dataclass(frozen=True)
class FilledTemplate:
    """A template filled with figures.

    Parameters
    ----------
    content : bytes
        The workbook.
    n_written : int
        Cells that hold a figure now.
    n_emptied : int
        Cells that are empty because the figure is not known.
    kept_formulas : tuple of str
        Mapped cells that hold a formula of the template; it was kept.
    shared_cells : tuple of str
        Merged cells that several figures were meant for; the first stands there.
    missing_scopes : tuple of str
        Scopes of columns without a circular; their cells are empty.
    notes : tuple of Fault
        What was lost.
    """

    content: bytes
    n_written: int
    n_emptied: int
    kept_formulas: tuple[str, ...]
    shared_cells: tuple[str, ...]
    missing_scopes: tuple[str, ...]
    notes: tuple[Fault, ...]


def propose_template_mapping(
    content: bytes, places: Places, *, name: str = "template.xlsx"
) -> TemplateProposal:
    """Read a template and propose what its cells mean.

    Parameters
    ----------
    content : bytes
        An .xlsx workbook.
    places : Places
        Names of leagues and banners.
    name : str
        Name of the file as the user gave it; for messages only.

    Returns
    -------
    TemplateProposal

    Raises
    ------
    UnreadableFileError
        If the workbook is refused or names no places, with every fault.
    """
    answer, _, notes = run_child(content, {"values": None}, name=name)
    try:
        grids = [SheetGrid.from_dict(sheet) for sheet in answer["sheets"]]
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise UnreadableFileError([read_fault("reader_stopped")]) from error
    mapping = propose(grids, places)
    if mapping is None:
        raise UnreadableFileError([template_fault("template_no_names")])
    return TemplateProposal(mapping, notes)


def fill_template(
    content: bytes,
    mapping: TemplateMapping,
    circulars: Sequence[Circular],
    *,
    name: str = "template.xlsx",
) -> FilledTemplate:
    """Fill a template; styles, merged cells, formulas and other sheets stay.

    Parameters
    ----------
    content : bytes
        The workbook that the mapping was made for, or its copy of another month.
    mapping : TemplateMapping
        What its cells mean.
    circulars : sequence of Circular
        One for each scope that a column speaks of, all of one month; columns without
        scope take the first.
    name : str
        Name of the file as the user gave it; for messages only.

    Returns
    -------
    FilledTemplate

    Raises
    ------
    UnreadableFileError
        If the workbook is refused, has no such sheet, or its names have moved.
    ValueError
        If no circular is given, or they are of different months.

    Notes
    -----
    Mapped cells whose figure is not known are emptied, so that no figure of an
    earlier month stays. Names of places are never written.
    """
    months = {one.month for one in circulars}
    if len(months) != 1:
        message = f"circulars are of the months {sorted(months)}; expected one month"
        raise ValueError(message)
    by_scope: dict[str, Circular] = {one.scope: one for one in reversed(circulars)}
    columns = [one for one in mapping.columns if one.figure is not None]
    values = _values(mapping, columns, circulars[0], by_scope)
    job = {
        "sheet": mapping.sheet,
        "names": [
            [one.row, mapping.name_column, one.text]
            for one in mapping.rows
            if one.place
        ],
        "values": values,
        "period_cells": list(mapping.period_cells),
        "month": circulars[0].month,
    }
    answer, filled, notes = run_child(content, job, name=name)
    if not filled:
        raise UnreadableFileError([read_fault("reader_stopped")])
    kept = tuple(str(one) for one in answer["kept_formulas"])
    shared = tuple(str(one) for one in answer["shared"])
    missing = {one.scope for one in columns if one.scope not in {None, *by_scope}}
    n_written = int(answer["written"])
    return FilledTemplate(
        content=filled,
        n_written=n_written,
        n_emptied=len(values) - n_written - len(kept) - len(shared),
        kept_formulas=kept,
        shared_cells=shared,
        missing_scopes=tuple(sorted(str(scope) for scope in missing)),
        notes=notes,
    )


def _values(
    mapping: TemplateMapping,
    columns: Sequence[ColumnUse],
    first: Circular,
    by_scope: Mapping[str, Circular],
) -> list[list[Any]]:
    """Return row, column and number (None where not known) of each mapped cell."""
    values: list[list[Any]] = []
    for column in columns:
        circular = first if column.scope is None else by_scope.get(column.scope)
        rows = {} if circular is None else {row.adcode: row for row in circular.rows}
        for use in mapping.rows:
            if use.place is None:
                continue
            row = rows.get(use.place)
            if circular is not None and use.place in (TOTAL, circular.total.adcode):
                row = circular.total
            number = None if row is None else number_of(row, column)
            values.append([use.row, column.column, number])
    return values


def number_of(row: CircularRow, column: ColumnUse) -> float | int | None:
    """Return the number that a cell gets, in the unit of its column.

    Parameters
    ----------
    row : CircularRow
        Figures of the place.
    column : ColumnUse
        Figure and unit.
    """
    if column.figure == "left":
        known = row.target is not None and row.done is not None
        value = max((row.target or 0.0) - (row.done or 0.0), 0.0) if known else None
    else:
        value = getattr(row, str(column.figure))
    if value is None or column.unit == "count":
        return value
    factor = {"1e4": 1e4, "percent": 100.0}.get(str(column.unit), 1.0)
    # What a multiplication adds behind the tenth digit is no knowledge.
    return float(f"{value * factor:.10g}")
