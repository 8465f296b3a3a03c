"""Cells of numbers: 亿元 beside 万元, 亩 beside 公顷, each in the unit it states.

A cell's own unit stands above that of its column. What is not plainly one number, or
is not believed, is a fault; the unit that would make it believable is named, and is
not taken.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from geo_zs import text_guard, units
from geo_zs.imports.cells import NOTHING, Parsed, as_text, is_blank
from geo_zs.imports.fault_book import Remark
from geo_zs.imports.field_units import (
    is_foreign_unit,
    is_measured,
    is_yearly,
    known_units,
    looks_like_unit,
    size_in_field,
    unit_key,
)
from geo_zs.imports.numbers import Written, read_number
from geo_zs.register.fields import RecordField

_FOLDER: Final = Path(__file__).resolve().parent / "words"
#: Quantity → units a number is often meant in when it is far too large.
_SMALLER: Final[Mapping[str, tuple[str, ...]]] = {
    "money": ("万元", "元"),
    "ledger_money": ("元",),
    "foreign_money": ("美元",),
    "area": ("亩", "平方米"),
    "power": ("kW",),
    "electricity": ("千瓦时",),
    "share": ("%",),
    "land_price": (),
    "power_price": ("分/kWh", "元/MWh"),
}


class Foreign(NamedTuple):
    """Money in another currency: its code, and the amount in 10⁴."""

    currency: str
    amount_1e4: float


class InCurrency(NamedTuple):
    """The currency that a cell names beside its amount."""

    currency: str


@lru_cache(maxsize=1)
def least_believed() -> Mapping[str, float | None]:
    """Return what less of a field is remarked on, from plausible.csv.

    The file also says why the schema of the register gives a field its maximum.
    """
    with (_FOLDER / "plausible.csv").open(encoding="utf-8", newline="") as stream:
        return {
            row["field"]: float(row["least"]) if row["least"] else None
            for row in csv.DictReader(stream)
        }


def number_reader(
    spec: RecordField, column: str, *, unit: str | None, takes_foreign: bool = False
) -> NumberReader:
    """Return the reader of a field of numbers.

    Parameters
    ----------
    spec : RecordField
        The field.
    column : str
        Header of the column, for what is said.
    unit : str or None
        Unit of the column; None if nobody stated one: numbers without their own are
        then taken in the unit of the field, and `NumberReader.has_assumed` says so.
    takes_foreign : bool
        Whether money in another currency has a field of its own to go to.
    """
    return NumberReader(spec, column, unit, takes_foreign=takes_foreign)


class NumberReader:
    """Reads the cells of one column of numbers; see `number_reader`."""

    def __init__(
        self, spec: RecordField, column: str, unit: str | None, *, takes_foreign: bool
    ) -> None:
        self.spec = spec
        self.column = column
        self.unit = unit
        self.has_assumed = False
        self.units_seen: dict[str, None] = {}
        self._takes_foreign = takes_foreign
        self._names_currency = spec.quantity in ("ledger_money", "foreign_money")
        self._own = spec.unit or ""
        self._size = 1.0 if unit is None else size_in_field(spec, unit)
        self._most = spec.maximum
        self._least = least_believed().get(spec.name)
        self._example = spec.example or "15"

    def __call__(self, cell: Any) -> Parsed:  # noqa: ANN401  any cell
        """Return the number that a cell means, in the unit of the field."""
        if is_blank(cell):
            return NOTHING
        if isinstance(cell, str):
            return self._text(text_guard.unguard_text(cell))
        is_number = isinstance(cell, float | int) and not isinstance(cell, bool)
        if is_number and math.isfinite(cell):
            return self._bare(float(cell), cell, is_about=False)
        return self._refused("not_a_number", as_text(cell), example=self._example)

    def _text(self, cell: str) -> Parsed:
        """Return the number that a text means."""
        written = read_number(cell, self._knows)
        if written.kind not in ("plain", "approximate"):
            return self._wrong(written, cell)
        currency = _currency(written)
        if currency == "CNY" and self.spec.quantity == "foreign_money":
            known = known_units(self.spec)
            return self._refused("unknown_unit", cell, unit="人民币", known=known)
        is_about = written.kind == "approximate"
        parsed = (
            self._measured(written, cell)
            if written.unit
            else self._bare(written.number, cell, is_about=is_about)
        )
        if currency and parsed.value is not None and self._names_currency:
            return parsed._replace(extra=InCurrency(currency))
        return parsed

    def _knows(self, unit: str) -> bool:
        """Tell whether a text is a unit, of this field or of another quantity."""
        return size_in_field(self.spec, unit) is not None or looks_like_unit(unit)

    def _refused(self, key: str, cell: object, **values: Any) -> Parsed:  # noqa: ANN401  of any kind
        return Parsed(None, (Remark.of(key, column=self.column, cell=cell, **values),))

    def _wrong(self, written: Written, cell: str) -> Parsed:
        """Say why a text is no number."""
        if written.kind == "range":
            low, high = written.parts
            return self._refused("number_range", cell, low=low, high=high)
        key = {
            "bound": "number_bound",
            "several": "several_numbers",
            "commas": "ambiguous_separator",
        }.get(written.kind, "not_a_number")
        if key == "not_a_number":
            return self._refused(key, cell, example=self._example)
        return self._refused(key, cell)

    def _bare(self, number: float, cell: object, *, is_about: bool) -> Parsed:
        """Return a number without a unit of its own."""
        if self._size is None:
            unit = self.unit or ""
            if is_foreign_unit(self.spec, unit):
                return self._foreign(number, unit, cell)
            if is_yearly(unit) and self.spec.quantity == "water":
                return self._refused("yearly_amount", cell)
            known = known_units(self.spec)
            return self._refused("unknown_unit", cell, unit=unit, known=known)
        if self.unit is None and is_measured(self.spec):
            self.has_assumed = True
        return self._checked(number * self._size, cell, is_about=is_about)

    def _measured(self, written: Written, cell: str) -> Parsed:
        """Return a number with a unit of its own."""
        size = size_in_field(self.spec, written.unit)
        if size is None and unit_key(self.unit or "").endswith("/日"):
            size = size_in_field(self.spec, f"{written.unit}/日")
        if size is None:
            return self._other_unit(written, cell)
        self.units_seen[written.unit] = None
        remarks: tuple[Remark, ...] = ()
        own = self.unit or self._own
        if size != self._size and self._size is not None and unit_key(own):
            remarks = (
                Remark.of(
                    "other_unit_in_cell",
                    column=self.column,
                    cell=cell,
                    unit=written.unit,
                    column_unit=own,
                ),
            )
        is_about = written.kind == "approximate"
        return self._checked(
            written.number * size, cell, remarks=remarks, is_about=is_about
        )

    def _other_unit(self, written: Written, cell: str) -> Parsed:
        """Return foreign money for its own field, or refuse the unit."""
        if is_foreign_unit(self.spec, written.unit):
            return self._foreign(written.number, written.unit, cell)
        if self.spec.quantity == "water" and is_yearly(written.unit):
            return self._refused("yearly_amount", cell)
        return self._refused(
            "unknown_unit", cell, unit=written.unit, known=known_units(self.spec)
        )

    def _foreign(self, number: float, unit: str, cell: object) -> Parsed:
        """Return foreign money for its own field, or refuse it."""
        currency = units.currency_of(unit) or ""
        amount = _rounded(number * (units.factor("foreign_money", unit) or 0.0))
        if not self._takes_foreign or amount < 0:
            return self._refused("foreign_money_lost", cell, currency=currency)
        return Parsed(None, (), Foreign(currency, amount))

    def _checked(
        self,
        value: float,
        cell: object,
        *,
        remarks: tuple[Remark, ...] = (),
        is_about: bool,
    ) -> Parsed:
        """Return a number in the unit of the field, if it is believed."""
        least = self.spec.minimum
        if least == 0 and value < 0:
            return self._refused("negative_number", cell)
        number = _rounded(value)
        is_below = least is not None and number < least
        if is_below or (self._most is not None and number > self._most):
            return self._implausible(value, cell)
        if self.spec.type == "integer":
            if not number.is_integer():
                return self._refused("not_a_number", cell, example=self._example)
            return Parsed(int(number), remarks)
        if is_about:
            taken = f"{number:g} {self._own}".strip()
            told = Remark.of(
                "approximate_number", column=self.column, cell=cell, taken=taken
            )
            remarks = (*remarks, told)
        if self._least is not None and 0 < number < self._least:
            remarks = (*remarks, self._small(number, cell))
        return Parsed(number, remarks)

    def _small(self, number: float, cell: object) -> Remark:
        """Say that a number is very small."""
        return Remark.of(
            "implausibly_small",
            column=self.column,
            cell=cell,
            number=number,
            unit=self._own,
            least=self._least,
        )

    def _implausible(self, value: float, cell: object) -> Parsed:
        """Refuse a number that is not believed; name the unit in which it would be."""
        number, shown = _rounded(value), value / (self._size or 1.0)
        for unit in _SMALLER.get(self.spec.quantity or "", ()):
            size = size_in_field(self.spec, unit)
            if size is None:
                continue
            other = _rounded(shown * size)
            if abs(other) <= (self._most or 0.0) and other != number:
                return self._refused(
                    "implausible_unit",
                    cell,
                    number=number,
                    unit=self._own,
                    most=self._most,
                    shown=_rounded(shown),
                    other_unit=unit,
                    other_number=other,
                )
        return self._refused(
            "implausible_number", cell, number=number, unit=self._own, most=self._most
        )


def _currency(written: Written) -> str | None:
    """Return the currency that a number names: by a word, by 元 alone, or by ¥."""
    if written.is_yuan:
        return "CNY"
    is_yuan = written.has_sign or written.unit.strip().endswith("元")
    return units.stated_currency(written.unit) or ("CNY" if is_yuan else None)


def _rounded(value: float) -> float:
    """Return a number without the last digits that a change of units leaves."""
    return float(f"{value:.12g}")
