"""The cells of a file as values of fields, before rows are looked at as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from geo_zs import text
from geo_zs.imports.cells import (
    CellReader,
    Parsed,
    as_text,
    is_blank,
    pattern_reader,
    read_column,
    text_reader,
)
from geo_zs.imports.codes import credit_code_reader, industry_code_reader
from geo_zs.imports.coordinates import coordinate_reader
from geo_zs.imports.currencies import FOREIGN, Stated, settle_currencies, stated_in
from geo_zs.imports.dates import date_reader, month_reader
from geo_zs.imports.enum_words import enum_reader, yes_no_reader
from geo_zs.imports.fault_book import FaultBook, Remark
from geo_zs.imports.faults import Fault
from geo_zs.imports.header_words import fold_header
from geo_zs.imports.mapping import ColumnMapping, Mapped, mapping_faults
from geo_zs.imports.progress import Progress, no_progress
from geo_zs.imports.quantities import NumberReader, number_reader
from geo_zs.imports.raw_table import RawTable
from geo_zs.register.fields import RecordField, fields

#: Quantities whose cells are names, looked up row by row later.
NAMES: Final = frozenset(("league", "banner", "park", "project", "league_or_region"))
#: Fields that the register gives itself; their columns are not read.
DERIVED: Final = frozenset(("located_by",))
#: Columns that only number the rows, and how many unmapped ones are named.
_NUMBERED: Final = frozenset(("序号", "no", "no.", "#"))
_SHOWN_NAMES: Final = 20
#: Dates that say when something happened.
_HAPPENED: Final = (
    *("reserve_date", "negotiating_date", "framework_date", "signed_date"),
    *("filed_date", "construction_date", "operating_date", "stopped_date"),
    *("cancelled_date", "arrived_date", "source_date", "done_date", "pledged_date"),
)


@dataclass
class SheetValues:
    """What the cells of a file mean, field by field.

    Parameters
    ----------
    table : str
        Table of the register.
    raw : RawTable
        The file.
    mapping : ColumnMapping
        What its columns stand for.
    values : dict of str to list
        One value for each row, by field; None where nothing is known. Fields whose
        quantity is one of `NAMES` still hold their cells.
    book : FaultBook
        What is to be said of rows.
    notes : list of Fault
        What is to be said of columns and the file.
    """

    table: str
    raw: RawTable
    mapping: ColumnMapping
    values: dict[str, list[Any]]
    book: FaultBook
    notes: list[Fault] = field(default_factory=list)

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return self.raw.n_rows

    @property
    def specs(self) -> dict[str, RecordField]:
        """The fields of the table, by name."""
        return {one.name: one for one in fields(self.table)}

    def column(self, name: str) -> list[Any]:
        """Return the values of a field; all unknown if no column stands for it."""
        if name not in self.values:
            self.values[name] = [None] * self.n_rows
        return self.values[name]

    def header(self, name: str) -> str:
        """Return the header of the column that stands for a field, else its title."""
        mapped = self.mapping.fields.get(name)
        return mapped.header if mapped else self.specs[name].title_zh

    def note(self, remark: Remark) -> None:
        """Say something of a column or of the file."""
        self.notes.append(remark.fault(None))


def read_values(
    raw: RawTable,
    mapping: ColumnMapping,
    *,
    today: dt.date,
    progress: Progress = no_progress,
) -> SheetValues:
    """Read the cells of all columns that are taken.

    Parameters
    ----------
    raw : RawTable
        The file.
    mapping : ColumnMapping
        What its columns stand for.
    today : date
        Stages dated after it are told.
    progress : callable
        Told of each column.
    """
    specs = fields(mapping.table)
    sheet = SheetValues(
        table=mapping.table,
        raw=raw,
        mapping=mapping,
        values={},
        book=FaultBook(raw.n_rows),
        notes=[*raw.notes, *mapping_faults(mapping, specs)],
    )
    _say_unmapped(sheet)
    _take_reader_faults(sheet)
    taken = [one for one in mapping.columns if one.field and one.field not in DERIVED]
    stated: list[Stated] = []
    for done, mapped in enumerate(taken):
        progress("cells", done, len(taken))
        stated += _read_mapped(sheet, mapped, today)
    settle_currencies(sheet, stated)
    progress("cells", len(taken), len(taken))
    return sheet


def _say_unmapped(sheet: SheetValues) -> None:
    """Name the columns that hold something and are not taken, together."""
    names = [
        one.header
        for one in sheet.mapping.columns
        if one.field is None
        and fold_header(one.header) not in _NUMBERED
        and not all(is_blank(cell) for cell in sheet.raw.columns[one.column])
    ]
    if names:
        shown = "、".join(names[:_SHOWN_NAMES]) + "…" * (len(names) > _SHOWN_NAMES)
        sheet.note(Remark.of("unmapped_columns", count=len(names), names=shown))


def _take_reader_faults(sheet: SheetValues) -> None:
    """Add what the reader of the file said of its rows."""
    numbers = sheet.raw.row_numbers
    order = np.argsort(numbers, kind="stable")
    for fault in sheet.raw.faults:
        at = int(np.searchsorted(numbers[order], fault.row or 0))
        if fault.row is None or at >= len(order) or numbers[order[at]] != fault.row:
            sheet.notes.append(fault)
        else:
            sheet.book.add_fault(int(order[at]), fault)


def _read_mapped(sheet: SheetValues, mapped: Mapped, today: dt.date) -> list[Stated]:
    """Read one column into its field; return the currencies that it names."""
    spec = sheet.specs[mapped.field or ""]
    cells = sheet.raw.columns[mapped.column]
    if spec.quantity in NAMES:
        sheet.values[spec.name] = list(cells)
        return []
    reader = _reader(sheet.table, spec, mapped, today)
    settled = {
        name: key for field, name, key in sheet.mapping.readings if field == spec.name
    }
    asked = _settled(reader, settled) if settled else reader
    reading = read_column(cells, asked, sheet.book)
    sheet.values[spec.name] = reading.values
    if isinstance(reader, NumberReader):
        _say_units(sheet, mapped, reader)
        return stated_in(mapped, reading)
    return []


def _reader(
    table: str, spec: RecordField, mapped: Mapped, today: dt.date
) -> CellReader:
    """Return the reader of a column."""
    column = mapped.header
    makers: tuple[tuple[bool, Callable[[], CellReader]], ...] = (
        (spec.quantity in ("lon", "lat"), lambda: coordinate_reader(column)),
        (spec.quantity == "month", lambda: month_reader(column, today=today)),
        (
            spec.quantity == "date" or spec.name.endswith("_date"),
            lambda: date_reader(column, today=today, is_stage=spec.name in _HAPPENED),
        ),
        (
            spec.type in ("number", "integer"),
            lambda: number_reader(
                spec, column, unit=mapped.unit, takes_foreign=spec.name in FOREIGN
            ),
        ),
        (spec.type == "boolean", lambda: yes_no_reader(spec, column)),
        (bool(spec.allowed), lambda: enum_reader(spec, column, table=table)),
        (spec.name == "credit_code", lambda: credit_code_reader(spec, column)),
        (spec.name == "gb_t_4754", lambda: industry_code_reader(spec, column)),
        (spec.pattern is not None, lambda: pattern_reader(spec, column)),
    )
    for fits, make in makers:
        if fits:
            return make()
    return text_reader(spec, column)


def _settled(reader: CellReader, known: Mapping[str, str]) -> CellReader:
    """Return a reader that takes what the user settled for single cells."""

    def read(cell: Any) -> Parsed:  # noqa: ANN401  any cell
        value = known.get(text.clean(as_text(cell)))
        return Parsed(value) if value is not None else reader(cell)

    return read


def _say_units(sheet: SheetValues, mapped: Mapped, reader: NumberReader) -> None:
    """Say which units a column holds, and which was taken where none is stated."""
    spec = reader.spec
    if reader.has_assumed and spec.unit:
        unit = "立方米/日" if spec.quantity == "water" else spec.unit
        sheet.note(Remark.of("unit_not_stated", column=mapped.header, unit=unit))
    seen = list(reader.units_seen)
    own = mapped.unit or (spec.unit if reader.has_assumed else None)
    if own and own not in seen:
        seen.insert(0, own)
    if len(seen) > 1:
        units = "、".join(seen)
        sheet.note(Remark.of("mixed_units", column=mapped.header, units=units))
