"""Which facts of a park there are, and the columns of the layer they fill."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from geo_zs.table_schema import Field, TableSchema, load_schema

_SCHEMA: Final = (
    Path(__file__).parent.parent / "register" / "schemas" / "park_facts.schema.json"
)
#: Columns of the schema that are no facts.
_BESIDE: Final = frozenset(
    {
        "park_id", "date", "source", "confidence", "visibility", "notes",
        "land_class", "voltage_class", "water_class", "gas_class", "steam_class",
    }
)  # fmt: skip
#: Fact → the column of the schema that holds its class.
CLASS_COLUMNS: Final = {
    "land_price_cny_per_mu": "land_class",
    "electricity_price_cny_per_kwh": "voltage_class",
    "water_price_cny_per_m3": "water_class",
    "gas_price_cny_per_m3": "gas_class",
    "steam_price_cny_per_t": "steam_class",
}
#: Unit of forms → the same unit as the shipped tables write it.
_UNITS: Final = {"公顷": "ha"}
#: Voltage class → its label in Chinese and English.
VOLTAGES: Final = {
    "lt1kv": ("不满 1 千伏", "below 1 kV"),
    "1_10kv": ("1–10 千伏", "1 to 10 kV"),
    "10kv": ("10 千伏", "10 kV"),
    "20kv": ("20 千伏", "20 kV"),
    "35kv": ("35 千伏", "35 kV"),
    "66kv": ("66 千伏", "66 kV"),
    "110kv": ("110 千伏", "110 kV"),
    "220kv": ("220 千伏", "220 kV"),
    "500kv": ("500 千伏", "500 kV"),
}
#: Fact → column of the layer of parks, where the two are called differently.
_RENAMED: Final = {"has_rail_siding": "has_rail_access"}
#: Column of the sites → columns of the layer of parks, the first known one counts.
SITE_COLUMNS: Final = {
    "chemical_park": ("is_chemical_park",),
    "land_available_ha": ("available_area_ha", "approved_area_ha"),
    "water_supply_m3_per_day": ("water_supply_m3_per_day",),
    "electricity_price_cny_per_kwh": ("electricity_price_cny_per_kwh",),
    "land_price_cny_per_mu": ("land_price_cny_per_mu",),
    "available_power_mw": ("available_power_mw",),
    "green_power_share": ("green_power_share",),
    "has_rail_access": ("has_rail_access",),
}


@dataclass(frozen=True)
class ParkFact:
    """One fact that may be stated of a park.

    Parameters
    ----------
    name : str
        As the register calls it.
    column : str
        Column of the layer of parks.
    kind : {"number", "boolean", "string"}
        What its values are.
    field : Field
        Titles, unit and bounds, named like the column.
    """

    name: str
    column: str
    kind: Literal["number", "boolean", "string"]
    field: Field


def class_label(fact_class: str) -> tuple[str, str]:
    """Return what a statement holds for, in Chinese and English."""
    return VOLTAGES.get(fact_class, (fact_class, fact_class))


@lru_cache(maxsize=1)
def park_schema() -> TableSchema:
    """Return the description of the facts of parks, as forms and imports use it."""
    return load_schema(_SCHEMA)


@lru_cache(maxsize=1)
def park_facts() -> dict[str, ParkFact]:
    """Return all facts by name, in the order of the schema."""
    found: dict[str, ParkFact] = {}
    for field in park_schema().fields:
        if field.name in _BESIDE:
            continue
        column = _RENAMED.get(field.name, field.name)
        kind = field.type
        if kind == "integer":  # pragma: no cover  the schema has none
            message = f"{field.name} is a whole number; facts of parks are not"
            raise ValueError(message)
        unit = _UNITS.get(field.unit or "", field.unit)
        shown = replace(field, name=column, unit=unit)
        found[field.name] = ParkFact(field.name, column, kind, shown)
    return found
