"""``/parks/<id>``: one park."""

from __future__ import annotations

import difflib

from flask import Response

from geo_zs.errors import UnknownPlaceError
from geo_zs.maps.compose import park_map
from geo_zs.maps.links import site_links
from webapp.cells import CellMaker, name_of, own_text, row_link
from webapp.delivery import Body
from webapp.mapview import embed
from webapp.pages.blueprint import kept_page, pages, render
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
from webapp.state import get_catalog


@pages.get("/parks/<park_id>")
def park(park_id: str) -> Response:
    """Show one park."""
    known = [str(key) for key in get_catalog().layers["parks"].frame.index]
    if park_id not in known:
        near = difflib.get_close_matches(park_id[:80], known)
        raise UnknownPlaceError(park_id[:80], near)
    return kept_page({}, lambda lang: _page(park_id, lang))


def _page(park_id: str, lang: Lang) -> Body:
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
            ],
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
        },
        script_hashes=view.script_hashes,
    )


def _named(park_id: str, lang: Lang) -> dict[str, str]:
    """Return name and address of a park."""
    row = record(get_catalog().layers["parks"].frame, park_id)
    return {"name": name_of(row, lang), "href": row_link("parks", park_id, lang)}
