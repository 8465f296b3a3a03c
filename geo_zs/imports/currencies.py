"""The currencies that cells and headings of money name, against that of the row.

Nothing is converted. An amount in another currency than the record is in is a fault
that names both: neither is believed over the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from geo_zs.imports.cells import ColumnReading
from geo_zs.imports.fault_book import Remark
from geo_zs.imports.mapping import Mapped
from geo_zs.imports.quantities import Foreign, InCurrency
from geo_zs.units import currency_of

if TYPE_CHECKING:
    from geo_zs.imports.sheet_values import SheetValues

#: Field of yuan → fields that take currency and amount of foreign money.
FOREIGN: Final[Mapping[str, tuple[str, str]]] = {
    "pledged_cny_1e8": ("pledged_currency", "pledged_foreign_1e4"),
    "value_cny_1e8": ("currency", "value_foreign_1e4"),
}
#: Field of money in any currency → field that takes its currency.
_CURRENCY: Final[Mapping[str, str]] = {
    "pledged_foreign_1e4": "pledged_currency",
    "value_foreign_1e4": "currency",
    "reported_1e4": "currency",
    "verified_1e4": "currency",
    "reduced_1e4": "currency",
}


class Stated(NamedTuple):
    """The currency that one amount names, and the amount where it has to move."""

    field: str
    row: int
    currency: str
    amount_1e4: float | None = None


def stated_in(mapped: Mapped, reading: ColumnReading) -> list[Stated]:
    """Return the currencies that a column names: its cells, else its heading.

    Parameters
    ----------
    mapped : Mapped
        The column.
    reading : ColumnReading
        What its cells mean.
    """
    name = mapped.field or ""
    found: dict[int, Stated] = {}
    general = currency_of(mapped.unit) if mapped.unit and name in _CURRENCY else None
    if general is not None:
        known = [row for row, value in enumerate(reading.values) if value is not None]
        found = {row: Stated(name, row, general) for row in known}
    for row, extra in reading.extras:
        if isinstance(extra, Foreign):
            found[row] = Stated(name, row, extra.currency, extra.amount_1e4)
        elif isinstance(extra, InCurrency) and name in _CURRENCY:
            found[row] = Stated(name, row, extra.currency)
    return list(found.values())


def settle_currencies(sheet: SheetValues, stated: Sequence[Stated]) -> None:
    """Take the currencies that amounts name, and refuse those against their row.

    Parameters
    ----------
    sheet : SheetValues
        All columns read; changed in place.
    stated : sequence of Stated
        What the amounts name; the first of a row counts where the row names none.
    """
    for one in stated:
        currency, amount = FOREIGN.get(one.field, (_CURRENCY.get(one.field, ""), ""))
        known = sheet.column(currency)[one.row]
        if known not in (None, one.currency):
            sheet.book.add(one.row, _remark(sheet, "currency_differs", one, known))
            sheet.values[one.field][one.row] = None
            continue
        sheet.column(currency)[one.row] = one.currency
        if one.amount_1e4 is None:
            continue
        sheet.book.add(one.row, _remark(sheet, "foreign_money", one, known))
        if sheet.column(amount)[one.row] is None:
            sheet.column(amount)[one.row] = one.amount_1e4


def _remark(sheet: SheetValues, key: str, one: Stated, known: str | None) -> Remark:
    """Return what is said of one amount that names its currency."""
    column = sheet.header(one.field)
    mapped = sheet.mapping.fields[one.field]
    cell = sheet.raw.columns[mapped.column][one.row]
    if key == "foreign_money":
        return Remark.of(
            key,
            column=column,
            cell=cell,
            amount=one.amount_1e4,
            currency=one.currency,
        )
    return Remark.of(key, column=column, cell=cell, stated=one.currency, other=known)
