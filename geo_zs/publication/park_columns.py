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
        found[field.name] = ParkFact(
            field.name, column, kind, replace(field, name=column)
        )
    return found
