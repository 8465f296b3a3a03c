"""The units that the numbers of a field may come in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, get_args

from geo_zs import text, units
from geo_zs.register.fields import RecordField

#: Quantities of fields that `geo_zs.units` measures under the same name.
_MEASURED: Final = frozenset(get_args(units.Quantity))
#: Other quantities: unit as written → size in the unit of the field.
_OTHERS: Final[Mapping[str, Mapping[str, float]]] = {
    "land_price": {
        "元/亩": 1.0,
        "万元/亩": 1e4,
        "元/平方米": 10_000.0 / 15.0,
        "元/㎡": 10_000.0 / 15.0,
        "元/m2": 10_000.0 / 15.0,
        "元/m²": 10_000.0 / 15.0,
        "万元/公顷": 1e4 / 15.0,
    },
    "power_price": {
        "元/kwh": 1.0,
        "元/千瓦时": 1.0,
        "元/度": 1.0,
        "分/kwh": 0.01,
        "分/千瓦时": 0.01,
        "分/度": 0.01,
        "元/mwh": 1e-3,
        "元/兆瓦时": 1e-3,
    },
    "water_price": {
        "元/m³": 1.0,
        "元/m3": 1.0,
        "元/立方米": 1.0,
        "元/方": 1.0,
        "元/吨": 1.0,
    },
    "gas_price": {"元/m³": 1.0, "元/m3": 1.0, "元/立方米": 1.0, "元/方": 1.0},
    "steam_price": {"元/t": 1.0, "元/吨": 1.0},
    "share": {"%": 0.01, "1": 1.0},
    "lon": {"°": 1.0, "度": 1.0},
    "lat": {"°": 1.0, "度": 1.0},
}
#: How the heads of English files write the units of the fields.
_IN_ENGLISH: Final = {
    "亿元": "× 100m CNY",
    "万": "× 10,000",
    "万千瓦时": "× 10 MWh",
    "公顷": "ha",
    "吨标准煤": "tce",
    "元/亩": "CNY/mu",
    "元/kWh": "CNY/kWh",
    "元/m³": "CNY/m³",
    "元/t": "CNY/t",
    "万元/亩": "10,000 CNY/mu",
}
#: Quantity → the units that people are told of.
_USUAL: Final = {
    "money": "亿元、万元、元",
    "ledger_money": "万元、亿元、元、万美元",
    "foreign_money": "万美元、万欧元、万港元",
    "power": "MW、万千瓦、kW",
    "electricity": "万千瓦时、亿千瓦时、MWh",
    "area": "公顷、亩、平方米、平方公里",
    "coal_equivalent": "吨标准煤、万吨标准煤",
    "water": "立方米/日、万立方米/日",
}
#: What looks like a unit though no field is measured in it.
_LIKE_A_UNIT: Final = re.compile(
    r"(?:十|百|千|万|亿)*(?:立方米|立方|m3|m³|吨|t|方|人|个|户|套|台|公里|千米|km|米|m|度"
    r"|%|％|℃|小时|h|天|日|元|亩|公顷|瓦)(?:[/每].{1,6})?|[万亿]|.{1,8}/(?:年|a|月)"
)
_BY_THE_YEAR: Final = re.compile(r"(?:/(?:年|a|year)|每年)$")


@lru_cache(maxsize=64)
def _table(quantity: str | None, own: str | None) -> dict[str, float]:
    """Return unit → size for a quantity, with the unit of the field itself."""
    table: dict[str, float] = {}
    if quantity == "ledger_money":
        for name in units.unit_names("money"):
            table[unit_key(name)] = (units.factor("money", name) or 0.0) * 1e4
        for name in units.unit_names("foreign_money"):
            table[unit_key(name)] = units.factor("foreign_money", name) or 0.0
        table["万"] = 1.0
    elif quantity in _MEASURED:
        measured: units.Quantity = quantity  # type: ignore[assignment]  # one of them
        for name in units.unit_names(measured):
            table[unit_key(name)] = units.factor(measured, name) or 0.0
    else:
        table |= _OTHERS.get(quantity or "", {})
    if own and quantity != "water":  # 立方米 alone may be by the year
        table.setdefault(unit_key(own), 1.0)
        table.setdefault(unit_key(_IN_ENGLISH.get(own, own)), 1.0)
    return table


@lru_cache(maxsize=1024)
def unit_key(unit: str) -> str:
    """Return a unit as units are compared: half width, no blanks, small letters."""
    return text.to_simplified(text.clean(unit)).casefold().replace(" ", "")


def is_measured(field: RecordField) -> bool:
    """Tell whether the numbers of a field have a unit."""
    return field.type in ("number", "integer") and field.unit is not None


def size_in_field(field: RecordField, unit: str) -> float | None:
    """Return what one `unit` is in the unit of a field, None if it measures no such.

    Parameters
    ----------
    field : RecordField
        A field of numbers.
    unit : str
        As somebody wrote it (``万元``, ``㎡``, ``MW``).
    """
    return _table(field.quantity, field.unit).get(unit_key(unit))


def is_foreign_unit(field: RecordField, unit: str) -> bool:
    """Tell whether a unit is of money that is not yuan, beside a field of yuan."""
    if field.quantity != "money" or units.currency_of(unit) is None:
        return False
    return units.factor("foreign_money", unit) is not None


def known_units(field: RecordField) -> str:
    """Return the usual units of a field, as a list to be shown."""
    usual = _USUAL.get(field.quantity or "")
    return usual or "、".join(_table(field.quantity, field.unit))


def all_unit_keys() -> tuple[str, ...]:
    """Return every unit of every quantity, longest first."""
    return _all_unit_keys()


@lru_cache(maxsize=1)
def _all_unit_keys() -> tuple[str, ...]:
    names = {
        unit_key(name)
        for quantity in get_args(units.Quantity)
        for name in units.unit_names(quantity)
    }
    names |= {unit for table in _OTHERS.values() for unit in table}
    names |= {unit_key(unit) for unit in _IN_ENGLISH.values()}
    return tuple(sorted(names, key=lambda one: (-len(one), one)))


def looks_like_unit(written: str) -> bool:
    """Tell whether a text in the brackets of a header is meant as a unit."""
    key = unit_key(written)
    return key in _all_unit_keys() or _LIKE_A_UNIT.fullmatch(key) is not None


def is_yearly(unit: str) -> bool:
    """Tell whether a unit is an amount by the year."""
    return _BY_THE_YEAR.search(unit_key(unit)) is not None
