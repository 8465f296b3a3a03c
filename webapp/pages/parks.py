"""``/parks/<id>``: one park."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from flask import Response, request

from geo_zs.errors import UnknownPlaceError
from geo_zs.maps.compose import park_map
from geo_zs.maps.links import site_links
from webapp.cells import CellMaker, industry_name, name_of, own_text, row_link
from webapp.delivery import Body
from webapp.mapview import embed
from webapp.pages.blueprint import kept_page, pages, render
from webapp.pages.context import link
from webapp.params import Reader
from webapp.phrases import Lang, phrases
from webapp.present import plain, record
from webapp.profiles import (
    PARK_GROUPS,
    facts,
    fields_of,
    near_places,
    park_projects,
    project_lines,
    sub_parks,
)
from webapp.standing import like_lines, standing_rows
from webapp.state import get_catalog
from webapp.statements import statement_lines
from webapp.supply_lists import supply_lists

if TYPE_CHECKING:
    import pandas as pd

Choices = list[tuple[str, str]]


@pages.get("/parks/<park_id>")
def park(park_id: str) -> Response:
    """Show one park."""
    known = [str(key) for key in get_catalog().layers["parks"].frame.index]
    if park_id not in known:
        near = difflib.get_close_matches(park_id[:80], known)
        raise UnknownPlaceError(park_id[:80], near)
    industry = _industry(park_id)
    return kept_page(
        {"industry": request.args.get("industry", "") and industry},
        lambda lang: _page(park_id, industry, lang),
    )


def _industry(park_id: str) -> str:
    """Return the industry asked for, else the main one of the park, else none."""
    catalog = get_catalog()
    asked = request.args.get("industry", "").strip()
    if asked:
        reader = Reader(request.args)
        known = [str(tag) for tag in catalog.tables["industries"]["tag"]]
        found: str = reader.choice("industry", known, "")
        reader.finish()
        return found
    tags = record(catalog.layers["parks"].frame, park_id)["industry_tags"]
    return str(tags[0]) if len(tags) else ""


def _page(park_id: str, industry: str, lang: Lang) -> Body:
    """Return the page of one park."""
    catalog = get_catalog()
    layer = catalog.layers["parks"]
    row = record(layer.frame, park_id)
    fields = fields_of(layer)
    maker = CellMaker(catalog, "parks", lang)
    lon, lat = plain(row["lon"]), plain(row["lat"])
    parts = sub_parks(catalog, park_id)
    members = [park_id, *(str(key) for key in parts.index)]
    parent = plain(row["parent_park_id"])
    view = embed(park_map(catalog, park_id, lang=lang, links=site_links(lang)), lang)
    return render(
        "pages/park.html",
        {
            "name": name_of(row, lang),
            "other_name": name_of(row, "en" if lang == "zh" else "zh"),
            "badges": [
                maker.cell(fields[name], row[name])
                for name in ("level", "kind", "status")
            ],
            "groups": [
                facts(phrases(lang)(title), maker, fields, row, names)
                for title, names in PARK_GROUPS
                if not fields.keys().isdisjoint(names)
            ],
            "statements": statement_lines(catalog, park_id, lang),
            "sources": maker.cell(fields["source_ids"], row["source_ids"]),
            "confidence": maker.cell(fields["confidence"], row["confidence"]),
            "notes": own_text(row, "notes", lang),
            "league": maker.cell(fields["league"], row["league"]),
            "parent": _named(parent, lang) if parent else None,
            "parts": [_named(str(key), lang) for key in parts.index],
            "has_point": lon is not None,
            "near": near_places(catalog, lon, lat, lang, leave_out=park_id)
            if lon is not None
            else [],
            "projects": project_lines(catalog, park_projects(catalog, members), lang),
            "map": view,
            **_as_site(park_id, industry, lang),
        },
        script_hashes=view.script_hashes,
    )


def _as_site(park_id: str, industry: str, lang: Lang) -> dict[str, Any]:
    """Return what the page shows of a park as a candidate site."""
    catalog = get_catalog()
    is_site = park_id in catalog.sites.ids
    values: dict[str, Any] = {
        "is_site": is_site,
        "industry": industry,
        "industry_name": industry_name(catalog, industry, lang),
        "industry_choices": _industry_choices(park_id, lang),
        "supply": [],
        "like": [],
        "standing": [],
        "compare_href": link("pages.compare", lang, ids=park_id, industry=industry),
    }
    if not is_site:
        return values
    values["standing"] = standing_rows(catalog, park_id, lang, industry=industry)
    if industry:
        values["supply"] = supply_lists(catalog, park_id, industry, lang)
        values["like"] = like_lines(catalog, park_id, lang, industry=industry)
    return values


def _industry_choices(park_id: str, lang: Lang) -> list[tuple[str, Choices]]:
    """Return the industries of a park, then all others, for a choice."""
    catalog, t = get_catalog(), phrases(lang)
    own = [str(tag) for tag in record(_frame(), park_id)["industry_tags"]]
    every = [str(tag) for tag in catalog.tables["industries"]["tag"]]
    groups = (
        ("park_main_industry", own),
        ("park_other_industries", [tag for tag in every if tag not in own]),
    )
    return [
        (t(title), [(tag, industry_name(catalog, tag, lang)) for tag in tags])
        for title, tags in groups
        if tags
    ]


def _frame() -> pd.DataFrame:
    """Return the table of parks."""
    return get_catalog().layers["parks"].frame


def _named(park_id: str, lang: Lang) -> dict[str, str]:
    """Return name and address of a park."""
    row = record(get_catalog().layers["parks"].frame, park_id)
    return {"name": name_of(row, lang), "href": row_link("parks", park_id, lang)}
