"""``/projects``: the investment projects on a map and in a table."""

from __future__ import annotations

from typing import Any

import pandas as pd
from flask import Response, request

from geo_zs.maps.compose import projects_map
from geo_zs.maps.links import site_links
from webapp.cells import api_link, name_of
from webapp.delivery import Body
from webapp.mapview import embed
from webapp.pages.blueprint import kept_page, pages, render
from webapp.pages.layer_tables import industry_options, league_options, stage_options
from webapp.phrases import Lang, phrases
from webapp.present import plain, records
from webapp.profiles import project_lines
from webapp.project_totals import stage_chart, totals_of
from webapp.state import get_catalog, get_state
from webapp.table_query import filtered, read_query, years
from webapp.tables import build_table


@pages.get("/projects")
def projects() -> Response:
    """Show the projects that pass the filters."""
    state = get_state()
    layer = state.catalog.layers["projects"]
    query = read_query(request.args, layer, state.catalog, state.settings)
    rows = state.settings.page_rows

    def make(lang: Lang) -> Body:
        found = filtered(layer.frame, query)
        map_ = projects_map(
            state.catalog,
            lang=lang,
            links=site_links(lang),
            league=query.league or None,
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
                "chart": stage_chart(found, lang),
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
            "evidence": plain(row.get("place_evidence")) or "",
            "notes": plain(row.get("notes")) or "",
        }
        for line, (_, row) in zip(lines, records(own), strict=True)
    ]


def unlocated(lang: Lang) -> list[dict[str, str]]:
    """Return the projects that could not be located, with the reason."""
    frame = get_catalog().layers["projects"].frame
    rows = frame[frame["located_by"] == "none"]
    pair = phrases(lang).pair
    return [
        {
            "id": str(key),
            "name": name_of(row, lang),
            "reason": pair(
                plain(row["unlocated_reason"]), plain(row["unlocated_reason_en"])
            ),
        }
        for key, row in records(rows)
    ]
