"""Capacities in the unit that suits the industry they belong to."""

from __future__ import annotations

from typing import Final

from geo_zs.understanding.lexicon import Lexicon
from geo_zs.understanding.quantity import Reading
from geo_zs.understanding.result import Capacity

_STATION: Final = "power_station"
#: Canonical unit of `Measure.kind` → (divisor, unit) for a maker.
_MADE: Final = {"power": (1e3, "GW/a"), "energy": (1e3, "GWh/a")}
#: A month counts twelve times a year; how many days or hours are worked is not known.
_MONTHS: Final = {"month": 12.0}
_TIMES: Final = {"d": "d", "h": "h"}


def read_capacity(reading: Reading, text: str, main: str, lexicon: Lexicon) -> Capacity:
    """Return the capacity that a reading stands for.

    Parameters
    ----------
    reading : Reading
        With the field ``capacity``.
    text : str
        The phrase as written.
    main : str
        Main industry, for a figure that stands beside none; may be empty.
    lexicon : Lexicon
        For the kind of the industry.

    Returns
    -------
    Capacity
        The upper end of a range. A rate per month is taken times 12; one per day or
        hour keeps its time.
    """
    measure, mention = reading.measure, reading.mention
    tag = (mention.tag if mention and mention.tag else main) or None
    word = mention.word if mention else ""
    rate = reading.rate or measure.rate
    value = measure.high * _MONTHS.get(rate, 1.0)
    time = _TIMES.get(rate, "a")
    is_maker = tag is not None and lexicon.kinds.get(tag) != _STATION
    made = tag not in ("electrolytic_hydrogen", "data_center")
    if measure.kind in _MADE and is_maker and made:
        divisor, unit = _MADE[measure.kind]
        return Capacity(_round(value / divisor), unit[:-1] + time, tag, word, text)
    plain = {
        "power": "MW",
        "energy": "MWh",
        "mass": f"t/{time}",
        "area": "ha",
        "volume": f"m3/{time}",
    }.get(measure.kind)
    if measure.kind == "count":
        plain = measure.name if measure.name == "racks" else f"{measure.name}/{time}"
    if measure.kind == "area" and is_maker:
        return Capacity(_round(value * 1e4), f"m2/{time}", tag, word, text)
    return Capacity(_round(value), plain or "", tag, word, text)


def _round(value: float) -> float:
    return float(f"{value:.10g}")
