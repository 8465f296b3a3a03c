"""Parse and convert money, power, energy and area; one canonical unit each.

Chinese practice writes 亿元, 万千瓦, 亩; the tables hold 10⁸ CNY (``cny_1e8``), MW, MWh
and ha. A quantity without a unit is refused: a bare number may mean anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from geo_zs.errors import DataError, Problem

Quantity = Literal["money", "power", "energy", "area"]

#: Canonical unit of each quantity, as it ends the names of columns.
CANONICAL: Final[Mapping[Quantity, str]] = MappingProxyType(
    {"money": "cny_1e8", "power": "mw", "energy": "mwh", "area": "ha"}
)

_MU_PER_HA: Final = 15.0
_MONEY: Final = {
    "亿元": 1.0,
    "亿": 1.0,
    "万元": 1e-4,
    "千万元": 0.1,
    "百万元": 0.01,
    "元": 1e-8,
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
}
_FACTORS: Final[Mapping[Quantity, Mapping[str, float]]] = {
    "money": _MONEY,
    "power": _POWER,
    "energy": _ENERGY,
    "area": _AREA,
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
    quantity : {"money", "power", "energy", "area"}
        What is measured.
    unit_from, unit_to : str
        Units as `parse_money` and its sisters take them.

    Raises
    ------
    DataError
        If a unit does not belong to the quantity.
    """
    return value * _factor(quantity, unit_from) / _factor(quantity, unit_to)


def mu_from_ha(area_ha: float) -> float:
    """Return an area in mu (亩); 1 ha is 15 mu, NaN stays NaN."""
    return area_ha * _MU_PER_HA


def ha_from_mu(area_mu: float) -> float:
    """Return an area in ha; 15 mu (亩) are 1 ha, NaN stays NaN."""
    return area_mu / _MU_PER_HA


def _factor(quantity: Quantity, unit: str) -> float:
    """Return what one `unit` is in the canonical unit of the quantity."""
    factor = _FACTORS[quantity].get(unit.strip().casefold())
    if factor is None:
        known = ", ".join(_FACTORS[quantity])
        message = f"has the unit {unit!r}; expected one of {known}"
        raise DataError([Problem(quantity, message)])
    return factor


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
}
