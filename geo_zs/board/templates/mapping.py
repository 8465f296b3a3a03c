"""What the cells of a template mean: proposed, corrected by the user, remembered."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

from geo_zs.board.fault_words import BOARD_WORDS
from geo_zs.board.money import SCOPES
from geo_zs.errors import RecordError
from geo_zs.imports.faults import Fault, FaultValue, make_fault

Figure = Literal[
    "rank",
    "target",
    "done",
    "done_in_month",
    "last_year",
    "share",
    "growth",
    "rank_change",
    "reported",
    "verified",
    "left",
]
Unit = Literal["1e8", "1e4", "percent", "ratio", "count"]

#: Figures of a circular that a column may hold, with the units that fit.
FIGURE_UNITS: Final[Mapping[str, tuple[str, ...]]] = {
    "rank": ("count",),
    "rank_change": ("count",),
    "target": ("1e8", "1e4"),
    "done": ("1e8", "1e4"),
    "done_in_month": ("1e8", "1e4"),
    "last_year": ("1e8", "1e4"),
    "reported": ("1e8", "1e4"),
    "verified": ("1e8", "1e4"),
    "left": ("1e8", "1e4"),
    "share": ("percent", "ratio"),
    "growth": ("percent", "ratio"),
}
#: Stands for the line of all places together.
TOTAL: Final = "total"
MAX_ROW: Final = 2_000
MAX_COLUMN: Final = 200
_CELL: Final = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")


@dataclass(frozen=True)
class ColumnUse:
    """What one column of a template holds.

    Parameters
    ----------
    column : int
        Its number; A is 1.
    header : str
        Its headings from top to bottom, with `` / `` between them.
    figure : str or None
        A key of `FIGURE_UNITS`; None is left alone.
    unit : str or None
        Unit of the numbers: 10⁸ or 10⁴ of the currency, percent, a ratio that the
        cell's format shows as percent, or a count.
    scope : str or None
        Money that it speaks of; None is the scope of the first circular.
    is_sure : bool
        Whether heading and unit say so; otherwise the user should look at it.
    """

    column: int
    header: str
    figure: str | None = None
    unit: str | None = None
    scope: str | None = None
    is_sure: bool = True


@dataclass(frozen=True)
class RowUse:
    """Which place one row of a template is for.

    Parameters
    ----------
    row : int
        Its number.
    text : str
        What stands in the column of names.
    place : str or None
        Code of the place, ``total``, or None: left alone.
    """

    row: int
    text: str
    place: str | None = None


@dataclass(frozen=True)
class TemplateMapping:
    """What the cells of a template mean.

    Parameters
    ----------
    sheet : str
        The sheet that is filled; all others stay as they are.
    name_column : int
        The column of the names.
    header_rows : (int, int) or None
        First and last row of the headings.
    columns : tuple of ColumnUse
        From left to right.
    rows : tuple of RowUse
        From top to bottom.
    period_cells : tuple of str
        Cells with a text that names the months (``2024年1—5月…``), which is brought
        up to date.
    """

    sheet: str
    name_column: int
    header_rows: tuple[int, int] | None
    columns: tuple[ColumnUse, ...]
    rows: tuple[RowUse, ...]
    period_cells: tuple[str, ...] = ()

    @property
    def signature(self) -> str:
        """A checksum of sheet, headings and names: the same for each month's copy."""
        parts = [self.sheet, str(self.name_column)]
        parts += [f"{one.column}={one.header}" for one in self.columns]
        parts += [f"{one.row}={one.text}" for one in self.rows]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def to_dict(self) -> dict[str, Any]:
        """Return the mapping as plain values, for a form and for keeping."""
        return asdict(self)

    @classmethod
    def parse(cls, given: object) -> TemplateMapping:
        """Read a mapping as `to_dict` gives it and a user may have changed it.

        Raises
        ------
        RecordError
            With every fault.
        """
        reader = _Reader()
        mapping = reader.read(given)
        if reader.faults or mapping is None:
            raise RecordError(reader.faults)
        return mapping

    def with_uses_of(self, other: TemplateMapping) -> TemplateMapping:
        """Return this mapping with what was decided for the same cells before.

        Parameters
        ----------
        other : TemplateMapping
            A remembered mapping; columns count by heading, rows by text.
        """
        columns = {(one.column, one.header): one for one in other.columns}
        rows = {(one.row, one.text): one for one in other.rows}
        return TemplateMapping(
            sheet=self.sheet,
            name_column=self.name_column,
            header_rows=self.header_rows,
            columns=tuple(columns.get((o.column, o.header), o) for o in self.columns),
            rows=tuple(rows.get((one.row, one.text), one) for one in self.rows),
            period_cells=self.period_cells,
        )


@dataclass
class _Reader:
    """Reads a mapping and collects its faults."""

    faults: list[Fault] = field(default_factory=list)

    def read(self, given: object) -> TemplateMapping | None:
        """Return the mapping, None if it has not even the shape of one."""
        if not isinstance(given, Mapping):
            self._fault("template_bad_value", "mapping", given, expected="an object")
            return None
        columns = tuple(self._column(one) for one in self._list(given, "columns"))
        rows = tuple(self._row(one) for one in self._list(given, "rows"))
        cells = [str(one) for one in self._list(given, "period_cells")]
        for cell in cells:
            if not _CELL.fullmatch(cell):
                self._bad("period_cells", cell, "cells such as A1")
        self._check_twice([one.column for one in columns if one.figure], "columns")
        self._check_twice([one.row for one in rows if one.place], "rows")
        header = given.get("header_rows")
        rows_of_header = None
        if isinstance(header, Sequence) and len(header) == 2:
            first, last = (self._number(one, "header_rows", MAX_ROW) for one in header)
            rows_of_header = (first, last)
        elif header is not None:
            self._bad("header_rows", header, "first and last row")
        return TemplateMapping(
            sheet=self._text(given, "sheet"),
            name_column=self._number(
                given.get("name_column"), "name_column", MAX_COLUMN
            ),
            header_rows=rows_of_header,
            columns=columns,
            rows=rows,
            period_cells=tuple(cells),
        )

    def _fault(
        self, key: str, column: str, value: object, **values: FaultValue
    ) -> None:
        self.faults.append(
            make_fault(BOARD_WORDS, key, column=column, value=value, values=values)
        )

    def _bad(self, column: str, value: object, expected: str) -> None:
        self._fault("template_bad_value", column, value, expected=expected)

    def _list(self, given: Mapping[str, Any], name: str) -> list[Any]:
        """Return a list of a mapping, empty if it is none."""
        value = given.get(name, ())
        if isinstance(value, str) or not isinstance(value, Sequence):
            self._bad(name, value, "a list")
            return []
        if len(value) > MAX_ROW:
            self._bad(name, len(value), f"at most {MAX_ROW} items")
            return []
        return list(value)

    def _text(self, given: Mapping[str, Any], name: str) -> str:
        value = given.get(name, "")
        if not isinstance(value, str) or len(value) > 1_000:
            self._bad(name, value, "a text of at most 1000 characters")
            return ""
        return value

    def _number(self, value: object, name: str, most: int) -> int:
        if (
            isinstance(value, int)
            and not isinstance(value, bool)
            and 1 <= value <= most
        ):
            return value
        self._bad(name, value, f"a whole number from 1 to {most}")
        return 1

    def _check_twice(self, numbers: Sequence[int], name: str) -> None:
        for number in dict.fromkeys(one for one in numbers if numbers.count(one) > 1):
            self._bad(name, number, "each number once")

    def _column(self, one: object) -> ColumnUse:
        """Return one column."""
        if not isinstance(one, Mapping):
            self._bad("columns", one, "an object")
            return ColumnUse(1, "")
        figure, unit, scope = (one.get(name) or None for name in _WORDS)
        number = self._number(one.get("column"), "columns", MAX_COLUMN)
        if figure is not None and figure not in FIGURE_UNITS:
            self._bad("columns", figure, ", ".join(FIGURE_UNITS))
            figure = None
        if figure is not None and unit not in FIGURE_UNITS[figure]:
            self._bad("columns", unit, ", ".join(FIGURE_UNITS[figure]))
        if scope is not None and scope not in SCOPES:
            self._bad("columns", scope, ", ".join(SCOPES))
        header = self._text(one, "header")
        sure = bool(one.get("is_sure", True))
        return ColumnUse(number, header, figure, unit, scope, is_sure=sure)

    def _row(self, one: object) -> RowUse:
        """Return one row."""
        if not isinstance(one, Mapping):
            self._bad("rows", one, "an object")
            return RowUse(1, "")
        place = one.get("place") or None
        if place is not None and not re.fullmatch(rf"\d{{6}}|{TOTAL}", str(place)):
            self._bad("rows", place, "the code of a place, or total")
            place = None
        number = self._number(one.get("row"), "rows", MAX_ROW)
        return RowUse(number, self._text(one, "text"), place)


_WORDS: Final = ("figure", "unit", "scope")
