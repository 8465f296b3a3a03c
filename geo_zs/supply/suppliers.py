"""Projects, energy bases and power plants as suppliers of an industry.

A park that names a trade is no supplier: it is listed apart, as a place to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo_zs.sites.candidates import candidate_sites
from geo_zs.sites.distances import Intervals, distance_intervals
from geo_zs.sites.extents import administrative_units
from geo_zs.sites.neighbours import place_extents

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_zs.layers.spec import Layer

BoolArray = NDArray[np.bool_]

#: What a supplier may be; ``park`` only names the trade.
PROJECT: Final = "project"
BASE: Final = "base"
PLANT: Final = "plant"
PARK: Final = "park"

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
#: Precisions that are no better than a league.
_TOO_ROUGH: Final = ("league", "none")


@dataclass(frozen=True)
class Supplier:
    """One named works, or one park that names a trade.

    Parameters
    ----------
    kind : str
        ``project``, ``base``, ``plant`` or ``park``.
    id : str
        Key in its layer.
    name_zh, name_en : str
        As its source prints it; a name that no source gives is empty.
    tags : tuple of str
        Industries.
    owner : str
        Investor, developer or owner; empty if not known.
    stage : str
        Word of the vocabulary of stages; empty for parks.
    capacity_zh, capacity_en : str
        Capacity as its source gives it, or made of its figures; empty if not known.
    date : str
        Date of the record, or year of a plant; empty if not known.
    league, banner, park_id : str
        Where it is; empty if not known.
    precision : str
        ``site``, ``town``, ``banner``, ``league`` or ``none``.
    part_of : str
        Key of the project or base that it belongs to, or empty.
    group : str
        Umbrella zone of a park; else its own key.
    source_ids : tuple of str
        Sources of the record.
    confidence : str
        Of the record.
    """

    kind: str
    id: str
    name_zh: str
    name_en: str
    tags: tuple[str, ...]
    owner: str
    stage: str
    capacity_zh: str
    capacity_en: str
    date: str
    league: str
    banner: str
    park_id: str
    precision: str
    part_of: str
    group: str
    source_ids: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, eq=False)
class Suppliers:
    """All suppliers with their distances from every candidate site.

    Parameters
    ----------
    site_ids : tuple of n_sites str
        Candidate sites.
    site_is_rough : (n_sites,) bool array
        True for sites known by their banner only.
    records : tuple of m Supplier
        Suppliers and parks.
    distances : Intervals, (n_sites, m)
        Kilometres; NaN where the place of one of the two is not known.
    upstream : mapping of str to tuple of str
        Industry → industries that it buys from.
    steps : mapping of str to frozenset of str
        Group tag → itself and the steps under it.
    names : mapping of str to (str, str)
        Industry → name in Chinese and English.
    """

    site_ids: tuple[str, ...]
    site_is_rough: BoolArray
    records: tuple[Supplier, ...]
    distances: Intervals
    upstream: Mapping[str, tuple[str, ...]]
    steps: Mapping[str, frozenset[str]]
    names: Mapping[str, tuple[str, str]]

    @classmethod
    def of(
        cls, layers: Mapping[str, Layer], tables: Mapping[str, pd.DataFrame]
    ) -> Suppliers:
        """Gather the suppliers of the layers and measure to all sites, once.

        Parameters
        ----------
        layers : mapping of id to Layer
            ``parks``, ``projects``, ``energy_bases``, ``power_plants``,
            ``banners`` and ``leagues``; frames indexed by their key.
        tables : mapping of name to DataFrame
            ``industries``.
        """
        frames = {name: layer.frame for name, layer in layers.items()}
        parks = frames["parks"]
        units = administrative_units(frames["banners"], frames["leagues"])
        sites = candidate_sites(parks, frames["banners"])
        parts = [
            _projects(frames["projects"], parks),
            _bases(frames["energy_bases"]),
            _plants(frames["power_plants"]),
            _parks(parks),
        ]
        places = pd.concat([place for _, place in parts], ignore_index=True)
        industries = tables["industries"]
        return cls(
            site_ids=tuple(sites.index),
            site_is_rough=sites["lon"].isna().to_numpy(),
            records=tuple(one for records, _ in parts for one in records),
            distances=distance_intervals(
                place_extents(sites, units), place_extents(places, units)
            ),
            upstream=dict(
                zip(industries["tag"], industries["upstream_tags"], strict=True)
            ),
            steps=_steps(industries),
            names={
                tag: (zh, en)
                for tag, zh, en in zip(
                    industries["tag"],
                    industries["name_zh"],
                    industries["name_en"],
                    strict=True,
                )
            },
        )


def _steps(industries: pd.DataFrame) -> dict[str, frozenset[str]]:
    """Return each tag with the steps that have it as their group tag."""
    found = {str(tag): {str(tag)} for tag in industries["tag"]}
    for tag, parent in zip(industries["tag"], industries["parent_tag"], strict=True):
        if text(parent):
            found[text(parent)].add(str(tag))
    return {tag: frozenset(steps) for tag, steps in found.items()}


def text(cell: object) -> str:
    """Return a cell as text; empty where it is missing."""
    return "" if cell is None or pd.isna(cell) else str(cell)  # type: ignore[call-overload]


_PLACE: Final = ("lon", "lat", "location_radius_km", "banner", "league")
_Rows = tuple[list[Supplier], pd.DataFrame]


def _records(
    frame: pd.DataFrame, make: Callable[[str, Mapping[str, Any]], Supplier | None]
) -> _Rows:
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


def _projects(projects: gpd.GeoDataFrame, parks: gpd.GeoDataFrame) -> _Rows:
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


def _bases(bases: gpd.GeoDataFrame) -> _Rows:
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


def _plants(plants: gpd.GeoDataFrame) -> _Rows:
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


def _parks(parks: gpd.GeoDataFrame) -> _Rows:
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


def is_placed(supplier: Supplier) -> bool:
    """Tell whether a supplier is known to better than its league."""
    return supplier.precision not in _TOO_ROUGH
