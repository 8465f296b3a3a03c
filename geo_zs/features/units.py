"""Units of the tables as UCUM writes them, for schemas that programs read."""

from __future__ import annotations

from typing import Final

#: Unit of the tables → case-sensitive code of the Unified Code for Units of Measure.
#: Money and mu (亩) have no code there; curly braces hold words that do not scale.
UCUM: Final = {
    "°": "deg",
    "°C": "Cel",
    "%": "%",
    "g": "[g]",
    "ha": "har",
    "公顷": "har",
    "km": "km",
    "m": "m",
    "m/s": "m/s",
    "m³/d": "m3/d",
    "立方米": "m3/d",  # one field has it, and that is by the day
    "MW": "MW",
    "MWh": "MW.h",
    "万千瓦时": "10*4.kW.h",
    "kWh/m²·d": "kW.h/m2/d",
    "t/a": "t/a",
    "万吨": "10*4.t",
    "吨标准煤": "t{coal_equivalent}",
    "人": "{person}",
    "亿元": "10*8{CNY}",
    "万": "10*4{currency}",
    "元/亩": "{CNY}/{mu}",
    "元/kWh": "{CNY}/kW/h",
}


def ucum(unit: str | None) -> str | None:
    """Return the code of a unit; None where there is none (a year is no measure)."""
    return UCUM.get(unit or "")
