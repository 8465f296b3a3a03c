"""Parse and convert money, power, energy, area, water; one canonical unit each.

Chinese practice writes 亿元, 万千瓦, 亩; the tables hold 10⁸ CNY (``cny_1e8``), MW, MWh
and ha. A quantity without a unit is refused: a bare number may mean anything. Foreign
money stays in its currency, water by the day is never made of water by the year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from geo_zs.errors import DataError, Problem

Quantity = Literal[
    "money",
    "power",
    "energy",
    "area",
    "electricity",
    "coal_equivalent",
    "water",
    "foreign_money",
]

#: Canonical unit of each quantity, as it ends the names of columns.
CANONICAL: Final[Mapping[Quantity, str]] = MappingProxyType(
    {
        "money": "cny_1e8",
        "power": "mw",
        "energy": "mwh",
        "area": "ha",
        "electricity": "1e4_kwh",
        "coal_equivalent": "tce",
        "water": "m3_per_day",
        "foreign_money": "1e4",
    }
)

#: Names of currencies other than the yuan → ISO 4217.
CURRENCIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "美元": "USD",
        "美金": "USD",
        "usd": "USD",
        "欧元": "EUR",
        "eur": "EUR",
        "港元": "HKD",
        "港币": "HKD",
        "hkd": "HKD",
        "日元": "JPY",
        "jpy": "JPY",
        "英镑": "GBP",
        "gbp": "GBP",
        "卢布": "RUB",
        "rub": "RUB",
        "韩元": "KRW",
        "krw": "KRW",
        "新加坡元": "SGD",
        "新元": "SGD",
        "sgd": "SGD",
        "澳元": "AUD",
        "aud": "AUD",
        "加元": "CAD",
        "cad": "CAD",
        "图格里克": "MNT",
        "mnt": "MNT",
    }
)

#: The codes that begin with X and are of money: francs and dollars of unions.
_MONEY_IN_X: Final = frozenset(("XAF", "XOF", "XPF", "XCD", "XCG"))
_MU_PER_HA: Final = 15.0
_MONEY: Final = {
    "亿元": 1.0,
    "亿": 1.0,
    "万元": 1e-4,
    "千万元": 0.1,
    "百万元": 0.01,
    "十万元": 1e-3,
    "千元": 1e-5,
    "万": 1e-4,
    "元": 1e-8,
    "亿元人民币": 1.0,
    "亿人民币": 1.0,
    "万元人民币": 1e-4,
    "万人民币": 1e-4,
    "元人民币": 1e-8,
    "人民币亿元": 1.0,
    "人民币万元": 1e-4,
    "人民币元": 1e-8,
    "cny_1e8": 1.0,
    "billion cny": 10.0,
    "billion yuan": 10.0,
    "million cny": 0.01,
    "million yuan": 0.01,
    "cny": 1e-8,
    "yuan": 1e-8,
}
_POWER: Final = {
    "亿千瓦": 1e5,
    "万千瓦": 10.0,
    "兆瓦": 1.0,
    "吉瓦": 1000.0,
    "千瓦": 1e-3,
    "gw": 1000.0,
    "mw": 1.0,
    "kw": 1e-3,
    "gwp": 1000.0,
    "mwp": 1.0,
}
_ENERGY: Final = {
    "亿千瓦时": 1e5,
    "万千瓦时": 10.0,
    "兆瓦时": 1.0,
    "吉瓦时": 1000.0,
    "千瓦时": 1e-3,
    "亿度": 1e5,
    "万度": 10.0,
    "gwh": 1000.0,
    "mwh": 1.0,
    "kwh": 1e-3,
}
_AREA: Final = {
    "亩": 1.0 / _MU_PER_HA,
    "万亩": 1e4 / _MU_PER_HA,
    "mu": 1.0 / _MU_PER_HA,
    "公顷": 1.0,
    "万公顷": 1e4,
    "ha": 1.0,
    "平方公里": 100.0,
    "平方千米": 100.0,
    "km²": 100.0,
    "km2": 100.0,
    "平方米": 1e-4,
    "㎡": 1e-4,
    "m²": 1e-4,
    "m2": 1e-4,
    "万平方米": 1.0,
    "万平米": 1.0,
    "平米": 1e-4,
    "市亩": 1.0 / _MU_PER_HA,
    "hm2": 1.0,
    "hm²": 1.0,
}
#: Electricity a year in 10⁴ kWh, which is 10 MWh.
_ELECTRICITY: Final = {
    unit + end: factor / 10.0
    for unit, factor in _ENERGY.items()
    for end in ("", "/年", "/a")
} | {"1e4_kwh": 1.0, "度": 1e-4, "万kwh": 1.0, "亿kwh": 1e4, "万kw·h": 1.0}
_COAL_EQUIVALENT: Final = {
    times + unit + end: factor
    for times, factor in (("", 1.0), ("万", 1e4), ("千", 1e3))
    for unit in ("吨标准煤", "吨标煤", "tce", "吨煤当量")
    for end in ("", "/年", "/a")
}
#: Water by the day only: how many days of a year a plant works is not ours to say.
_WATER: Final = {
    times + unit + end: factor
    for times, factor in (("", 1.0), ("万", 1e4), ("千", 1e3))
    for unit in ("立方米", "立方", "方", "m³", "m3", "吨")
    for end in ("/日", "/天", "/d", "/day", "每日", "每天")
} | {"m3_per_day": 1.0}
_FOREIGN_MONEY: Final = {
    times + name: factor
    for times, factor in (
        *(("", 1e-4), ("万", 1.0), ("百万", 100.0), ("千万", 1e3), ("亿", 1e4)),
        *(("million ", 100.0), ("billion ", 1e5)),
        *(("million", 100.0), ("billion", 1e5)),
    )
    for name in CURRENCIES
} | {"万": 1.0, "1e4": 1.0}
_FACTORS: Final[Mapping[Quantity, Mapping[str, float]]] = {
    "money": _MONEY,
    "power": _POWER,
    "energy": _ENERGY,
    "area": _AREA,
    "electricity": _ELECTRICITY,
    "coal_equivalent": _COAL_EQUIVALENT,
    "water": _WATER,
    "foreign_money": _FOREIGN_MONEY,
}
_TEXT: Final = re.compile(
    r"\s*(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>[^\d\s.,].*?)\s*"
)
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


def parse_money(text: str) -> float:
    """Return an amount of money in 10⁸ CNY (亿元).

    Parameters
    ----------
    text : str
        Number and unit: ``15亿元``, ``8000 万元``, ``1.5 billion CNY``. Other
        currencies are refused: a rate is a decision of the reader.

    Raises
    ------
    DataError
        If the text is no number with a unit of money.
    """
    return _parse("money", text)


def parse_power(text: str) -> float:
    """Return a power in MW.

    Parameters
    ----------
    text : str
        Number and unit: ``100万千瓦`` (1000 MW), ``5 GW``, ``30MWp``.

    Raises
    ------
    DataError
        If the text is no number with a unit of power.
    """
    return _parse("power", text)


def parse_energy(text: str) -> float:
    """Return an energy in MWh.

    Parameters
    ----------
    text : str
        Number and unit: ``400万千瓦时`` (4000 MWh), ``12.8 GWh``.

    Raises
    ------
    DataError
        If the text is no number with a unit of energy.
    """
    return _parse("energy", text)


def parse_area(text: str) -> float:
    """Return an area in ha.

    Parameters
    ----------
    text : str
        Number and unit: ``300亩`` (20 ha), ``20 公顷``, ``2.5 km²`` (250 ha).

    Raises
    ------
    DataError
        If the text is no number with a unit of area.
    """
    return _parse("area", text)


def convert(value: float, quantity: Quantity, *, unit_from: str, unit_to: str) -> float:
    """Return `value` in another unit of the same quantity.

    Parameters
    ----------
    value : float
        Number in `unit_from`; NaN stays NaN.
    quantity : str
        What is measured: a key of `CANONICAL`.
    unit_from, unit_to : str
        Units as `parse_money` and its sisters take them.

    Raises
    ------
    DataError
        If a unit does not belong to the quantity.
    """
    return value * _factor(quantity, unit_from) / _factor(quantity, unit_to)


def unit_names(quantity: Quantity) -> tuple[str, ...]:
    """Return the units of a quantity as they may be written, longest first."""
    return tuple(sorted(_FACTORS[quantity], key=lambda unit: (-len(unit), unit)))


def factor(quantity: Quantity, unit: str) -> float | None:
    """Return what one `unit` is in the canonical unit, None if it is no such unit.

    Parameters
    ----------
    quantity : str
        A key of `CANONICAL`.
    unit : str
        As somebody wrote it; case and blanks at the ends do not count.
    """
    return _FACTORS[quantity].get(unit.strip().casefold())


def currency_of(unit: str) -> str | None:
    """Return the currency (ISO 4217) of a unit such as ``万美元``, or None."""
    wanted = unit.strip().casefold()
    for name, code in CURRENCIES.items():
        if wanted.endswith(name):
            return code
    return None


def is_money(code: str) -> bool:
    """Tell whether a code of ISO 4217 may be of money: XAU is gold, XXX is nothing."""
    return not code.startswith("X") or code in _MONEY_IN_X


def stated_currency(unit: str) -> str | None:
    """Return the currency that a unit names, the yuan too; None for a mere 万元."""
    wanted = unit.strip().casefold()
    is_yuan = any(name in wanted for name in ("人民币", "rmb", "cny", "yuan"))
    return currency_of(unit) or ("CNY" if is_yuan else None)


def mu_from_ha(area_ha: float) -> float:
    """Return an area in mu (亩); 1 ha is 15 mu, NaN stays NaN."""
    return area_ha * _MU_PER_HA


def ha_from_mu(area_mu: float) -> float:
    """Return an area in ha; 15 mu (亩) are 1 ha, NaN stays NaN."""
    return area_mu / _MU_PER_HA


def _factor(quantity: Quantity, unit: str) -> float:
    """Return what one `unit` is in the canonical unit of the quantity."""
    known_factor = factor(quantity, unit)
    if known_factor is None:
        known = ", ".join(_FACTORS[quantity])
        message = f"has the unit {unit!r}; expected one of {known}"
        raise DataError([Problem(quantity, message)])
    return known_factor


def _parse(quantity: Quantity, text: str) -> float:
    """Return the quantity that `text` names, in the canonical unit."""
    match = _TEXT.fullmatch(text.translate(_FULL_WIDTH))
    if match is None:
        message = (
            f"is {text!r}; expected a number of 0 or more with its unit, "
            f"such as {_EXAMPLES[quantity]}"
        )
        raise DataError([Problem(quantity, message)])
    number = float(match["number"].replace(",", ""))
    return number * _factor(quantity, match["unit"])


_EXAMPLES: Final[Mapping[Quantity, str]] = {
    "money": "15亿元",
    "power": "100万千瓦",
    "energy": "400万千瓦时",
    "area": "300亩",
    "electricity": "400万千瓦时",
    "coal_equivalent": "5万吨标准煤",
    "water": "2000立方米/日",
    "foreign_money": "500万美元",
}
