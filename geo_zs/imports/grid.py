"""Cells as they stand in a file, before any of them is a header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geo_zs.imports.faults import FaultValue
from geo_zs.imports.header_names import Span
from geo_zs.imports.raw_table import Cell


@dataclass(frozen=True, kw_only=True)
class CellMark:
    """Something known of one cell beside its value.

    Parameters
    ----------
    key : str
        Key of the fault, such as ``error_cell``.
    value : str
        What is shown of the cell.
    """

    key: str
    value: str | None = None


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Cells as they stand in the file, before any of them is a header.

    Parameters
    ----------
    rows : sequence of sequences of cells
        From the first row of the sheet on; rows may differ in length.
    numbers : sequence of int
        Row of each as a spreadsheet counts it.
    merged : sequence of Span
        Merged blocks, rows counted as in `rows`.
    marks : mapping of (row number, column) to CellMark
        Cells that cannot be taken as they are.
    row_faults : mapping of row number to (key, values)
        Rows that cannot be taken as they are, or want a look.
    """

    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int]
    merged: Sequence[Span] = ()
    marks: Mapping[tuple[int, int], CellMark] = field(default_factory=dict)
    row_faults: Mapping[int, tuple[str, dict[str, FaultValue]]] = field(
        default_factory=dict
    )


def column_letter(at: int) -> str:
    """Return the letters of a column, ``A`` for 0."""
    letters = ""
    rest = at + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters
