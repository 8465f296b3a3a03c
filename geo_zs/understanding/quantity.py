"""One quantity of a text: a number, and the field that it was read as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geo_zs.understanding.measures import Measure
from geo_zs.understanding.mentions import Mention

#: Layer that a setback may be asked from → its name.
SETBACK_LAYERS: Final = {
    "ports": ("口岸", "ports"),
    "airports": ("机场", "airports"),
    "power_plants": ("电厂", "power plants"),
    "energy_bases": ("风光大基地", "energy bases"),
    "rail_nodes": ("铁路站点", "rail stations"),
    "rail_lines": ("铁路线", "rail lines"),
}
#: Field → its unit, as printed.
UNITS: Final = {
    "land_ha": "ha",
    "power_mw": "MW",
    "water_m3_per_day": "m3/d",
    "investment_cny_1e8": "1e8 CNY",
    "investment_usd_1e8": "1e8 USD",
    "green_power_share_min": "1",
    "energy_tce_per_year": "tce/a",
    "output_cny_1e8_per_year": "1e8 CNY/a",
    "limits.rail_km_max": "km",
    "limits.land_port_km_max": "km",
    "limits.airport_km_max": "km",
    **{f"limits.setbacks.{layer}": "km" for layer in SETBACK_LAYERS},
}
#: Figures that only rules ask for: no fields of a request, read there once more.
RULE_FIGURES: Final = frozenset(
    {"pue", "own_use_share", "feed_in_share", "storage_share"}
)
#: Days of a year.
_DAYS: Final = 365.0
#: Hours of a day.
_HOURS: Final = 24.0


@dataclass(frozen=True)
class Reading:
    """A number and what it was read as.

    Parameters
    ----------
    field : str
        Field of the request; ``capacity``; empty if it was not understood.
    measure : Measure
        The number.
    relation : str
        As in `Phrase`.
    start, end : int
        Slice of the folded text: the number with the words that explain it.
    is_phase : bool
        Whether it is of one phase of the project only.
    mention : Mention or None
        Industry that a capacity belongs to.
    note : str
        Code of a remark (``yearly_average``, ``yearly_electricity``); empty if none.
    is_wish : bool
        Whether it is only wished for (最好, 优先, preferably).
    rate : str
        Time that words give it (月产, 日处理), as `Measure.rate`; empty if none.
    """

    field: str
    measure: Measure
    relation: str
    start: int
    end: int
    is_phase: bool = False
    mention: Mention | None = None
    note: str = ""
    is_wish: bool = False
    rate: str = ""


def canonical(reading: Reading) -> tuple[float, float]:
    """Return both ends of a reading in the unit of its field."""
    measure = reading.measure
    low, high = measure.low, measure.high
    if reading.field == "investment_cny_1e8" and measure.kind == "bare":
        low, high = low / 1e8, high / 1e8
    if reading.note == "yearly_average":
        low, high = low / _DAYS, high / _DAYS
    if reading.note == "hourly_24":
        low, high = low * _HOURS, high * _HOURS
    return float(f"{low:.10g}"), float(f"{high:.10g}")
