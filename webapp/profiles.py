"""What the pages about one park and one league show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from webapp.cells import Cell, CellMaker, name_of, own_text, row_link
from webapp.phrases import Lang, phrases
from webapp.present import number_text, plain, record, records

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.layers.spec import Layer
    from geo_zs.tables import Field

PARK_GROUPS: Final = (
    (
        "facts_identity",
        [
            "level",
            "kind",
            "status",
            "established_year",
            "parent_park_id",
            "aliases",
            "website",
            "contact",
        ],
    ),
    (
        "facts_place",
        [
            "league",
            "banner",
            "lon",
            "lat",
            "location_precision",
            "location_radius_km",
            "location_source_ids",
            "location_note",
        ],
    ),
    (
        "facts_land",
        [
            "approved_area_ha",
            "usable_area_ha",
            "available_area_ha",
            "smallest_plot_ha",
            "largest_plot_ha",
            "planned_area_ha",
            "land_price_cny_per_mu",
        ],
    ),
    (
        "facts_standard_land",
        [
            "standard_investment_1e4_cny_per_mu",
            "standard_floor_area_ratio",
            "standard_tax_1e4_cny_per_mu",
            "standard_energy_tce_per_1e4_cny",
        ],
    ),
    (
        "facts_supply",
        [
            "electricity_price_cny_per_kwh",
            "available_power_mw",
            "green_power_share",
            "water_price_cny_per_m3",
            "water_supply_m3_per_day",
            "gas_price_cny_per_m3",
            "steam_price_cny_per_t",
            "has_rail_access",
        ],
    ),
    (
        "facts_industry",
        [
            "industry_tags",
            "industries_zh",
            "industries_basis",
            "is_chemical_park",
            "chemical_park_batch",
            "accepts_factories",
            "is_data_center_cluster",
        ],
    ),
)
"""Groups of facts of a park: phrase, columns."""

NOT_A_FACT: Final = frozenset(
    {
        "parent_park_id",
        "aliases",
        "website",
        "contact",
        "chemical_park_batch",
        "location_radius_km",
        "location_source_ids",
        "location_note",
        "industries_basis",
    }
)
"""Columns whose absence tells nothing about a park."""


@dataclass(frozen=True)
class Facts:
    """Some facts of a place: those that are known, and the names of the others."""

    title: str
    known: tuple[tuple[str, Cell], ...]
    unknown: tuple[str, ...]


def facts(
    title: str,
    maker: CellMaker,
    fields: Mapping[str, Field],
    row: Mapping[str, Any],
    names: Sequence[str],
) -> Facts:
    """Return titles and values of some columns, and which of them are not known."""
    columns = [(name, maker.own(fields, name)) for name in names if name in fields]
    pairs = [
        (name, maker.title(field), maker.cell(field, row[field.name]))
        for name, field in columns
    ]
    return Facts(
        title=title,
        known=tuple((text, cell) for _, text, cell in pairs if not cell.is_unknown),
        unknown=tuple(
            text
            for name, text, cell in pairs
            if cell.is_unknown and name not in NOT_A_FACT
        ),
    )


def fields_of(layer: Layer) -> dict[str, Field]:
    """Return the columns of a layer by name."""
    return {field.name: field for field in layer.spec.columns}


@dataclass(frozen=True)
class ProjectLine:
    """A project in a short list."""

    key: str
    name: str
    printed: str
    stage: str
    stage_badge: str
    industries: str
    pledged: str
    arrived: str
    date: str
    place: str
    note: str
    href: str


def project_lines(
    catalog: Catalog, rows: pd.DataFrame, lang: Lang
) -> list[ProjectLine]:
    """Return projects for a short list, in the order of `rows`."""
    maker = CellMaker(catalog, "projects", lang)
    fields = fields_of(catalog.layers["projects"])

    def text(row: Mapping[str, Any], column: str) -> str:
        cell = maker.cell(fields[column], row[column])
        return phrases(lang).join([part.text for part in cell.parts])

    lines = []
    for key, row in records(rows):
        stage = maker.cell(fields["stage"], row["stage"])
        lines.append(
            ProjectLine(
                key=str(key),
                name=name_of(row, lang) or str(key),
                printed=plain(row.get("name_printed")) or "",
                stage=stage.text,
                stage_badge=stage.badge or "",
                industries=text(row, "industry_tags"),
                pledged=text(row, "pledged_cny_1e8"),
                arrived=text(row, "arrived_cny_1e8"),
                date=text(row, "date"),
                place=text(row, "banner") or text(row, "league"),
                note=own_text(row, "notes", lang),
                href=row_link("projects", str(key), lang),
            )
        )
    return lines


def park_projects(catalog: Catalog, park_ids: Sequence[str]) -> pd.DataFrame:
    """Return the projects whose park is one of `park_ids`."""
    frame = catalog.layers["projects"].frame
    return frame[frame["park_id"].isin(list(park_ids)).fillna(value=False)]


def sub_parks(catalog: Catalog, park_id: str) -> pd.DataFrame:
    """Return the parks that belong to an umbrella park."""
    frame = catalog.layers["parks"].frame
    return frame[(frame["parent_park_id"] == park_id).fillna(value=False)]


def near_places(
    catalog: Catalog, lon: float, lat: float, lang: Lang, *, leave_out: str = ""
) -> list[dict[str, Any]]:
    """Return what lies near a point, by layer, with straight-line distances.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.
    lon, lat : float
        The point, EPSG:4326.
    lang : {"zh", "en"}
        Language of the names.
    leave_out : str
        Key of the place itself.

    Returns
    -------
    list of dict
        ``title`` of the layer and ``places`` with name, distance in km and link.
    """
    groups = []
    for layer_id in ("ports", "airports", "rail_nodes", "energy_bases", "parks"):
        layer = catalog.layers[layer_id]
        hits = [
            near
            for near in catalog.index.nearest(lon, lat, layer_id, 4)
            if near.key != leave_out
        ][:3]
        places = [
            {
                "name": name_of(record(layer.frame, hit.key), lang),
                "distance": distance_text(hit.distance_km, lang),
                "href": row_link(layer_id, hit.key, lang),
            }
            for hit in hits
        ]
        if places:
            groups.append({"title": layer.spec.title(lang), "places": places})
    return groups


def distance_text(distance_km: float, lang: Lang) -> str:
    """Return a distance for reading; two places held at one point have none."""
    t = phrases(lang)
    if distance_km < 0.05:
        return t("same_point")
    digits = 1 if distance_km < 10 else 0
    return t("km_value", km=number_text(distance_km, digits=digits))
