"""``/projects``: the investment projects on a map and in a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
from flask import Response, request

from geo_zs.maps.compose import projects_map
from geo_zs.maps.links import site_links
from geo_zs.projects.totals import GROUPINGS, By
from webapp.cells import api_link, name_of, own_text
from webapp.delivery import Body
from webapp.mapview import embed
from webapp.pages.blueprint import kept_page, pages, render
from webapp.pages.context import link
from webapp.pages.layer_tables import industry_options, league_options, stage_options
from webapp.phrases import Lang, phrases
from webapp.present import records
from webapp.profiles import project_lines
from webapp.project_totals import totals_chart, totals_of
from webapp.state import get_catalog, get_state
from webapp.table_query import (
    DEFAULT_BY,
    TableQuery,
    filtered,
    read_query,
    years,
)
from webapp.tables import build_table


@pages.get("/projects")
def projects() -> Response:
    """Show the projects that pass the filters."""
    state = get_state()
    layer = state.catalog.layers["projects"]
    query = read_query(
        request.args, layer, state.catalog, state.settings, has_totals=True
    )
    by = query.by or DEFAULT_BY
    rows = state.settings.page_rows

    def make(lang: Lang) -> Body:
        found = filtered(layer.frame, query)
        map_ = projects_map(
            state.catalog,
            lang=lang,
            links=site_links(lang),
            league=query.league or None,
            keys=[str(key) for key in found.index]
            if len(found) < len(layer.frame)
            else None,
        )
        view = embed(map_, lang)
        return render(
            "pages/projects.html",
            {
                "query": query,
                "view": build_table(
                    state.catalog,
                    layer,
                    query,
                    lang,
                    endpoint="pages.projects",
                    default_rows=rows,
                ),
                "totals": totals_of(found),
                "chart": totals_chart(
                    state.catalog, found, by, lang, href=_group_href(query, by, lang)
                ),
                "by": by,
                "groupings_default": DEFAULT_BY,
                "groupings": [
                    (key, phrases(lang)(key), totals_href(query, key, lang))
                    for key in GROUPINGS
                ],
                "leagues": league_options(lang),
                "stages": stage_options("projects", lang),
                "industries": industry_options(lang),
                "years": [(year, year) for year in years(layer.frame)],
                "is_filtered": len(found) < len(layer.frame),
                "article": article_projects(layer.frame, lang),
                "unlocated": unlocated(lang),
                "completeness": layer.spec.completeness_note(lang),
                "geojson": api_link("projects"),
                "map": view,
            },
            script_hashes=view.script_hashes,
        )

    return kept_page(query.values(rows), make)


def totals_href(query: TableQuery, by: By, lang: Lang) -> str:
    """Return the address of the same projects with other totals."""
    values = replace(query, by=by, page=1).values(get_state().settings.page_rows)
    return link("pages.projects", lang, **values) + "#totals"


def _group_href(query: TableQuery, by: By, lang: Lang) -> Callable[[str], str] | None:
    """Return what makes the address of the projects of one group, if they can be had.

    Banners and parks are no filters of this page: their lines lead to their own.
    """
    if by in ("banner", "park"):
        return None
    rows = get_state().settings.page_rows

    def href(key: str) -> str:
        values = replace(query, page=1).values(rows) | {by: key}
        return link("pages.projects", lang, **values)

    return href


def article_projects(frame: pd.DataFrame, lang: Lang) -> list[dict[str, Any]]:
    """Return the projects of the founding article: as printed, and as read."""
    catalog = get_catalog()
    own = frame[frame.index.astype(str).str.match(r"S\d+$")]
    lines = project_lines(catalog, own, lang)
    return [
        {
            "line": line,
            "printed": line.printed,
            "is_read_otherwise": bool(line.printed) and line.printed != row["name_zh"],
            "name": name_of(row, lang),
            "evidence": own_text(row, "place_evidence", lang),
            "notes": own_text(row, "notes", lang),
        }
        for line, (_, row) in zip(lines, records(own), strict=True)
    ]


def unlocated(lang: Lang) -> list[dict[str, str]]:
    """Return the projects that could not be located, with the reason."""
    frame = get_catalog().layers["projects"].frame
    rows = frame[frame["located_by"] == "none"]
    return [
        {
            "id": str(key),
            "name": name_of(row, lang),
            "reason": own_text(row, "unlocated_reason", lang),
        }
        for key, row in records(rows)
    ]
