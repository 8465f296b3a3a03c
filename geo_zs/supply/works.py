"""The projects, energy bases, power plants and parks of the layers as suppliers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo_zs.supply.supplier import BASE, PARK, PLANT, PROJECT, Supplier

if TYPE_CHECKING:
    import geopandas as gpd

#: Power plants by fuel, and energy bases by kind → industries. Other fuels and
#: kinds (programmes, lines, storage, parks of several trades) are no supplier.
_FUEL_TAGS: Final[Mapping[str, tuple[str, ...]]] = {
    "wind": ("new_energy_power",),
    "solar": ("new_energy_power",),
    "coal": ("coal_power",),
}
_BASE_TAGS: Final[Mapping[str, tuple[str, ...]]] = {
    "wind_solar_base": ("new_energy_power",),
    "wind_base": ("new_energy_power",),
    "solar_base": ("new_energy_power",),
    "wind_hydrogen": ("electrolytic_hydrogen", "new_energy_power"),
    "solar_hydrogen": ("electrolytic_hydrogen", "new_energy_power"),
}
_NO_PARKS: Final = ("legacy", "planned")


def text(cell: object) -> str:
    """Return a cell as text; empty where it is missing."""
    return "" if cell is None or pd.isna(cell) else str(cell)  # type: ignore[call-overload]  # a cell


#: Columns of where something is.
_PLACE: Final = ("lon", "lat", "location_radius_km", "banner", "league")
#: Suppliers, and where they are, in the same order.
SupplierRows = tuple[list[Supplier], pd.DataFrame]


def _records(
    frame: pd.DataFrame, make: Callable[[str, Mapping[str, Any]], Supplier | None]
) -> SupplierRows:
    """Return the suppliers of a layer, and where they are, in the same order."""
    found: list[Supplier] = []
    kept: list[int] = []
    names = [str(name) for name in frame.columns if name != "geometry"]
    cells: Iterable[tuple[Any, ...]] = zip(
        *(frame[name] for name in names), strict=True
    )
    for position, (key, values) in enumerate(zip(frame.index, cells, strict=True)):
        one = make(str(key), dict(zip(names, values, strict=True)))
        if one is not None:
            found.append(one)
            kept.append(position)
    return found, pd.DataFrame(frame.iloc[kept][list(_PLACE)])


def projects_of(projects: gpd.GeoDataFrame, parks: gpd.GeoDataFrame) -> SupplierRows:
    """Return the projects; one in a park lies where the park lies."""
    park_id = projects["park_id"].where(projects["park_id"].isin(parks.index))
    has_own = projects["lon"].notna()
    place = pd.DataFrame(projects.drop(columns="geometry")).assign(
        location_radius_km=np.nan
    )
    for column in ("lon", "lat", "location_radius_km"):
        place[column] = place[column].where(
            has_own, park_id.map(parks[column].to_dict())
        )
    place["banner"] = place["located_banner"].fillna("")
    place["league"] = place["located_league"].fillna("")

    def make(key: str, row: Mapping[str, Any]) -> Supplier | None:
        if not row["industry_tags"]:
            return None
        return Supplier(
            kind=PROJECT,
            id=key,
            name_zh=text(row["name_zh"]),
            name_en="",
            tags=tuple(row["industry_tags"]),
            owner=text(row["investor_zh"]),
            stage=text(row["stage"]) or "unknown",
            capacity_zh=text(row["capacity_text"]),
            capacity_en=text(row["capacity_text"]),
            date=text(row["date"]),
            league=row["league"],
            banner=row["banner"],
            park_id=text(row["park_id"]),
            precision=text(row["location_precision"]) or "none",
            part_of=text(row["parent_project_id"]) or text(row["base_id"]),
            group=key,
            source_ids=tuple(row["source_ids"]),
            confidence=text(row["confidence"]),
        )

    return _records(place, make)


def bases_of(bases: gpd.GeoDataFrame) -> SupplierRows:
    """Return the wind, solar and hydrogen bases."""

    def make(key: str, row: Mapping[str, Any]) -> Supplier | None:
        if row["kind"] not in _BASE_TAGS:
            return None
        capacity_zh, capacity_en = _base_capacity(row)
        return Supplier(
            kind=BASE,
            id=key,
            name_zh=text(row["name_zh"]),
            name_en=text(row["name_en"]),
            tags=_BASE_TAGS[row["kind"]],
            owner=text(row["developer"]),
            stage=text(row["stage"]) or "unknown",
            capacity_zh=capacity_zh,
            capacity_en=capacity_en,
            date="",
            league=text(row["league"]),
            banner=text(row["banner"]),
            park_id="",
            precision=text(row["location_precision"]) or "none",
            part_of=text(row["counted_in"]),
            group=key,
            source_ids=tuple(row["source_ids"]),
            confidence=text(row["confidence"]),
        )

    return _records(bases, make)


def _base_capacity(row: Mapping[str, Any]) -> tuple[str, str]:
    """Return the stated figures of a base in Chinese and English."""
    parts = [
        (f"{zh} {row[name]:,g} {unit_zh}", f"{en} {row[name]:,g} {unit_en}")
        for name, zh, en, unit_zh, unit_en in (
            ("wind_mw", "风电", "wind", "兆瓦", "MW"),
            ("solar_mw", "光伏", "solar", "兆瓦", "MW"),
            ("hydrogen_t_per_year", "制氢", "hydrogen", "吨/年", "t/year"),
        )
        if pd.notna(row[name])
    ]
    return "，".join(zh for zh, _ in parts), ", ".join(en for _, en in parts)


def plants_of(plants: gpd.GeoDataFrame) -> SupplierRows:
    """Return the power plants that are not known to be shut down."""

    def make(key: str, row: Mapping[str, Any]) -> Supplier | None:
        runs = row["is_operating"]
        if row["fuel"] not in _FUEL_TAGS or (pd.notna(runs) and not runs):
            return None
        megawatts = f"{row['capacity_mw']:,g}" if pd.notna(row["capacity_mw"]) else ""
        return Supplier(
            kind=PLANT,
            id=key,
            name_zh="",
            name_en=text(row["name_en"]),
            tags=_FUEL_TAGS[row["fuel"]],
            owner=text(row["owner"]),
            stage="operating" if pd.notna(runs) else "unknown",
            capacity_zh=f"{megawatts} 兆瓦" if megawatts else "",
            capacity_en=f"{megawatts} MW" if megawatts else "",
            date="" if pd.isna(row["year"]) else str(int(row["year"])),
            league=text(row["league"]),
            banner=text(row["banner"]),
            park_id="",
            precision=text(row["location_precision"]) or "none",
            part_of="",
            group=key,
            source_ids=tuple(row["source_ids"]),
            confidence=text(row["confidence"]),
        )

    return _records(plants, make)


def parks_of(parks: gpd.GeoDataFrame) -> SupplierRows:
    """Return the current parks with the trades that they name."""

    def make(key: str, row: Mapping[str, Any]) -> Supplier | None:
        if row["status"] in _NO_PARKS or not row["industry_tags"]:
            return None
        return Supplier(
            kind=PARK,
            id=key,
            name_zh=text(row["name_zh"]),
            name_en=text(row["name_en"]),
            tags=tuple(row["industry_tags"]),
            owner="",
            stage="",
            capacity_zh="",
            capacity_en="",
            date="",
            league=text(row["league"]),
            banner=text(row["banner"]),
            park_id=key,
            precision=text(row["location_precision"]) or "none",
            part_of="",
            group=text(row["parent_park_id"]) or key,
            source_ids=tuple(row["source_ids"]),
            confidence=text(row["confidence"]),
        )

    return _records(parks, make)
