"""What the pages about one park and one league show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geo_zs.projects.totals import totals
from geo_zs.vocab import words
from webapp.cells import Cell, CellMaker, Part, name_of, row_link
from webapp.charts import BarChart, BarRow, Item, Series, widths
from webapp.phrases import Lang, phrases
from webapp.present import is_unknown, number_text, plain, record, records, rows_of

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
        ["approved_area_ha", "planned_area_ha", "land_price_cny_per_mu"],
    ),
    (
        "facts_supply",
        ["electricity_price_cny_per_kwh", "water_supply_m3_per_day", "has_rail_access"],
    ),
    (
        "facts_industry",
        [
            "industry_tags",
            "industries_zh",
            "industries_basis",
            "is_chemical_park",
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
    pairs = [
        (name, maker.title(fields[name]), maker.cell(fields[name], row[name]))
        for name in names
        if name in fields
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
                note=plain(row.get("notes")) or "",
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
                "distance": number_text(
                    hit.distance_km, digits=1 if hit.distance_km < 10 else 0
                ),
                "href": row_link(layer_id, hit.key, lang),
            }
            for hit in hits
        ]
        if places:
            groups.append({"title": layer.spec.title(lang), "places": places})
    return groups


def fact_groups(
    table: pd.DataFrame, name: str, lang: Lang, kinds: Sequence[str] | None = None
) -> list[dict[str, Any]]:
    """Return the facts of the article, grouped by kind.

    Parameters
    ----------
    table : DataFrame
        Rows with fact_type, subject, value, unit and what stands beside them.
    name : str
        Name of the table, for the labels of the kinds.
    lang : {"zh", "en"}
        Language of the labels.
    kinds : sequence of str, optional
        Kinds to return, in this order; all that occur when not given.

    Returns
    -------
    list of dict
        ``title`` and ``rows``; a row has subject, value, growth, period, note,
        check and whether the check raises a doubt.
    """
    labels = words(f"{name}.fact_type") or {}
    pair = phrases(lang).pair
    groups = []
    for kind in kinds or list(dict.fromkeys(table["fact_type"])):
        rows = table[table["fact_type"] == kind]
        if not len(rows):
            continue
        groups.append(
            {
                "kind": kind,
                "title": pair(*labels[kind]) if kind in labels else kind,
                "rows": [_fact(row) for row in rows_of(rows)],
            }
        )
    return groups


def _fact(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return one fact for its template."""
    value = plain(row.get("value"))
    text = plain(row.get("value_text"))
    if value is not None:
        text = number_text(float(value))
    check = plain(row.get("consistency_check")) or ""
    growth = plain(row.get("growth_pct"))
    return {
        "id": row["fact_id"],
        "subject": row["subject"],
        "value": text or "",
        "unit": plain(row.get("unit")) or "",
        "value_note": plain(row.get("value_note")) or "",
        "growth": None if growth is None else number_text(float(growth)),
        "period": plain(row.get("date_range")) or "",
        "organiser": plain(row.get("organiser")) or "",
        "quote": plain(row.get("quote_context")) or "",
        "check": check,
        "is_doubt": check.startswith("doubt"),
        "source_ids": row.get("source_ids", ()),
    }


def target_rows(
    catalog: Catalog, adcode: str, lang: Lang
) -> list[tuple[str, str, Cell, Cell]]:
    """Return targets and results of a league or the region.

    Returns
    -------
    list of (period, measure, value, sources)
    """
    table = catalog.tables["targets"]
    maker = CellMaker(catalog, "targets", lang)
    pair = phrases(lang).pair
    measures, scopes = words("targets.measure") or {}, words("targets.scope") or {}
    rows = []
    for row in rows_of(table[table["adcode"] == adcode]):
        measure = pair(*measures.get(row["measure"], (row["measure"], row["measure"])))
        scope = plain(row["scope"])
        if scope in scopes:
            measure += f" · {pair(*scopes[scope])}"
        unit = phrases(lang).unit(row["unit"])
        text = f"{number_text(float(row['value']))} {unit}".strip()
        if not is_unknown(row["growth_pct"]):
            text += f" (+{number_text(float(row['growth_pct']))}%)"
        rows.append(
            (
                row["period"],
                measure,
                Cell((Part(text),)),
                maker.sources(row["source_ids"]),
            )
        )
    return rows


def league_totals_chart(catalog: Catalog, lang: Lang) -> BarChart:
    """Return projects, pledged and arrived money by league, as bars.

    Money that is not known adds nothing and is counted as unknown beside the sum.
    """
    t = phrases(lang)
    table = totals(catalog.layers["projects"].frame, by="league")
    leagues = catalog.layers["leagues"].frame
    keys = [str(key) for key in leagues.index] + [
        key for key in table.index if key not in leagues.index
    ]
    pledged = [_at(table, key, "pledged_cny_1e8") for key in keys]
    arrived = [_at(table, key, "arrived_cny_1e8") for key in keys]
    counts = [_at(table, key, "projects") or 0.0 for key in keys]
    bars = {"c": widths(counts), "a": widths(pledged), "b": widths(arrived)}
    rows = []
    for index, key in enumerate(keys):
        known = key in leagues.index
        rows.append(
            BarRow(
                name=name_of(record(leagues, key), lang)
                if known
                else t("place_unknown"),
                href=row_link("leagues", key, lang) if known else None,
                items=(
                    Item(
                        str(int(counts[index])),
                        has_bar=True,
                        width=bars["c"][index],
                        tone="c",
                    ),
                    Item(
                        _money(pledged[index]),
                        has_bar=True,
                        width=bars["a"][index],
                        tone="a",
                    ),
                    Item(
                        _money(arrived[index]),
                        has_bar=True,
                        width=bars["b"][index],
                        tone="b",
                    ),
                    Item(str(int(_at(table, key, "rows_left_out") or 0))),
                ),
            )
        )
    return BarChart(
        caption=t("totals_caption"),
        row_title=t("league"),
        series=(
            Series(t("projects_count"), has_bar=True),
            Series(t("pledged"), t("unit_cny_1e8"), has_bar=True),
            Series(t("arrived"), t("unit_cny_1e8"), has_bar=True),
            Series(t("rows_left_out")),
        ),
        rows=tuple(rows),
    )


def stage_chart(frame: pd.DataFrame, lang: Lang) -> BarChart:
    """Return projects and money of some projects by stage, as bars."""
    t = phrases(lang)
    labels = words("stage") or {}
    table = totals(frame, by="stage")
    keys = [key for key in labels if key in table.index]
    keys += [key for key in table.index if key not in labels]
    pledged = [_at(table, key, "pledged_cny_1e8") for key in keys]
    arrived = [_at(table, key, "arrived_cny_1e8") for key in keys]
    counts = [_at(table, key, "projects") or 0.0 for key in keys]
    rows = tuple(
        BarRow(
            name=t.pair(*labels[key]) if key in labels else t("unknown"),
            href=None,
            items=(
                Item(str(int(count)), has_bar=True, width=width, tone="c"),
                Item(_money(pledged_sum)),
                Item(_money(arrived_sum)),
            ),
        )
        for key, count, width, pledged_sum, arrived_sum in zip(
            keys, counts, widths(counts), pledged, arrived, strict=True
        )
    )
    return BarChart(
        caption=t("stages_caption"),
        row_title=t("stage"),
        series=(
            Series(t("projects_count"), has_bar=True),
            Series(t("pledged"), t("unit_cny_1e8")),
            Series(t("arrived"), t("unit_cny_1e8")),
        ),
        rows=rows,
    )


def _at(table: pd.DataFrame, key: str, column: str) -> float | None:
    """Return one number of a table of totals; None where it is not known."""
    if key not in table.index or column not in table.columns:
        return None
    value = plain(table.loc[key, column])
    return None if value is None else float(value)


def _money(value: float | None) -> str:
    """Return a sum of money for reading; empty where nothing is known."""
    return "" if value is None else number_text(value)


def totals_of(frame: pd.DataFrame) -> dict[str, str]:
    """Return the totals of some projects, for the figures at the top of a page.

    Pledged and arrived money stand apart. Rows that are part of another row, and
    cancelled ones, are left out and counted.
    """
    by_stage = totals(frame, by="stage")
    kept = by_stage.drop(index="cancelled", errors="ignore")
    pledged = kept["pledged_cny_1e8"].dropna()
    arrived = kept["arrived_cny_1e8"].dropna()
    count = int(kept["projects"].sum())
    return {
        "projects": str(count),
        "pledged": number_text(float(pledged.sum())) if len(pledged) else "",
        "arrived": number_text(float(arrived.sum())) if len(arrived) else "",
        "pledged_unknown": str(int(kept["pledged_unknown"].sum())),
        "arrived_unknown": str(int(kept["arrived_unknown"].sum())),
        "left_out": str(len(frame) - count),
    }
