"""``/leagues/<adcode>``: one league."""

from __future__ import annotations

import difflib
from typing import Any, Final

from flask import Response

from geo_zs.errors import UnknownPlaceError
from geo_zs.maps.compose import league_map
from geo_zs.maps.links import site_links
from webapp.article import fact_groups, target_rows
from webapp.cells import CellMaker, Part, name_of, row_link
from webapp.delivery import Body
from webapp.mapview import embed
from webapp.pages.blueprint import kept_page, pages, render
from webapp.phrases import Lang
from webapp.present import given_text, plain, record, records
from webapp.profiles import fields_of, project_lines
from webapp.project_totals import totals_of
from webapp.state import get_catalog

_RESOURCE: Final = (
    ("wind_speed_50m_ms", "wind_at_50m", "m/s"),
    ("ghi_kwh_m2_day", "sun_per_day", "kWh/m²·d"),
    ("elevation_mean_m", "elevation", "m"),
    ("temp_mean_c", "temperature", "°C"),
)
"""Natural conditions of banners: column, phrase of its title, unit."""


@pages.get("/leagues/<adcode>")
def league(adcode: str) -> Response:
    """Show one league."""
    frame = get_catalog().layers["leagues"].frame
    if adcode not in frame.index:
        known = [str(key) for key in frame.index]
        near = difflib.get_close_matches(adcode[:80], known)
        raise UnknownPlaceError(adcode[:80], near)
    return kept_page({}, lambda lang: _page(adcode, lang))


def _page(adcode: str, lang: Lang) -> Body:
    """Return the page of one league."""
    catalog = get_catalog()
    layer = catalog.layers["leagues"]
    row = record(layer.frame, adcode)
    fields = fields_of(layer)
    maker = CellMaker(catalog, "leagues", lang)
    projects = catalog.layers["projects"].frame
    here = projects[(projects["located_league"] == adcode).fillna(value=False)]
    article = catalog.tables["league_facts"]
    view = embed(league_map(catalog, adcode, lang=lang, links=site_links(lang)), lang)
    return render(
        "pages/league.html",
        {
            "adcode": adcode,
            "name": name_of(row, lang),
            "other_name": name_of(row, "en" if lang == "zh" else "zh"),
            "population": maker.cell(fields["population_2020"], row["population_2020"]),
            "totals": totals_of(here),
            "parks": _parks(adcode, lang),
            "ports": _ports(adcode, lang),
            "banners": _banners(adcode, lang),
            "banner_heads": _RESOURCE,
            "groups": fact_groups(
                article[article["league"] == adcode], "league_facts", lang
            ),
            "targets": target_rows(catalog, adcode, lang),
            "projects": project_lines(catalog, here, lang),
            "sources": maker.cell(fields["source_ids"], row["source_ids"]),
            "map": view,
        },
        script_hashes=view.script_hashes,
    )


def _parks(adcode: str, lang: Lang) -> list[dict[str, Any]]:
    """Return the stand-alone parks of a league, with the number of their parts."""
    catalog = get_catalog()
    layer = catalog.layers["parks"]
    fields = fields_of(layer)
    maker = CellMaker(catalog, "parks", lang)
    frame = layer.frame
    own = frame[(frame["league"] == adcode).fillna(value=False)]
    parts = own["parent_park_id"].dropna().value_counts()
    return [
        {
            "name": name_of(row, lang),
            "href": row_link("parks", str(key), lang),
            "level": maker.cell(fields["level"], row["level"]),
            "status": maker.cell(fields["status"], row["status"]),
            "industries": maker.cell(fields["industry_tags"], row["industry_tags"]),
            "parts": int(parts.get(key, 0)),
        }
        for key, row in records(own)
        if plain(row["parent_park_id"]) is None
    ]


def _ports(adcode: str, lang: Lang) -> list[Part]:
    """Return the ports of a league."""
    frame = get_catalog().layers["ports"].frame
    own = frame[(frame["league"] == adcode).fillna(value=False)]
    return [
        Part(name_of(row, lang), row_link("ports", str(key), lang))
        for key, row in records(own)
    ]


def _banners(adcode: str, lang: Lang) -> list[dict[str, Any]]:
    """Return the banners of a league with seat and natural conditions."""
    catalog = get_catalog()
    frame = catalog.layers["banners"].frame
    resource = catalog.tables["resource"].set_index("adcode")
    rows = []
    for key, row in records(frame[frame["league"] == adcode]):
        known = record(resource, key) if key in resource.index else {}
        values = [plain(known.get(name)) for name, _, _ in _RESOURCE]
        rows.append(
            {
                "href": row_link("banners", str(key), lang),
                "name": name_of(row, lang),
                "other": name_of(row, "en" if lang == "zh" else "zh"),
                "values": [
                    "" if value is None else given_text(float(value))
                    for value in values
                ],
            }
        )
    return rows
