"""``/layers`` and ``/layers/<id>``: the layers as lists and tables."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from geo_zs.errors import UnknownPlaceError
from geo_zs.layers.spec import GROUPS
from geo_zs.vocab import label
from webapp.cells import api_link, industry_name, name_of
from webapp.delivery import Body
from webapp.pages.blueprint import kept_page, pages, render
from webapp.pages.context import link
from webapp.phrases import Lang, phrases
from webapp.present import records
from webapp.state import get_catalog, get_state
from webapp.table_query import read_query, stages
from webapp.tables import build_table


@pages.get("/layers")
def layer_list() -> Response:
    """Show what layers there are and how complete they are."""
    return kept_page({}, _layer_list)


@pages.get("/layers/<layer_id>")
def layer_table(layer_id: str) -> Response:
    """Show one layer as a table."""
    state = get_state()
    layer = state.catalog.layers.get(layer_id)
    if layer is None:
        raise UnknownPlaceError(layer_id[:80], tuple(state.catalog.layers))
    query = read_query(request.args, layer, state.catalog, state.settings)
    rows = state.settings.page_rows

    def make(lang: Lang) -> Body:
        view = build_table(
            state.catalog,
            layer,
            query,
            lang,
            endpoint="pages.layer_table",
            default_rows=rows,
        )
        columns = layer.frame.columns
        return render(
            "pages/layer.html",
            {
                "title": layer.spec.title(lang),
                "completeness": layer.spec.completeness_note(lang),
                "is_partial": layer.spec.completeness == "partial",
                "query": query,
                "view": view,
                "has_league": "league" in columns,
                "leagues": league_options(lang),
                "stages": stage_options(layer_id, lang),
                "has_industries": "industry_tags" in columns,
                "industries": industry_options(lang),
                "is_filtered": bool(
                    query.text or query.league or query.stage or query.industry
                ),
                "geojson": api_link(layer_id),
            },
        )

    return kept_page(query.values(rows), make)


def _layer_list(lang: Lang) -> Body:
    """Return the page of all layers."""
    catalog = get_catalog()
    pair = phrases(lang).pair
    groups = [
        {
            "title": pair(*titles),
            "layers": [
                {
                    "title": layer.spec.title(lang),
                    "count": len(layer),
                    "located": layer.n_located,
                    "is_partial": layer.spec.completeness == "partial",
                    "note": layer.spec.completeness_note(lang),
                    "href": link("pages.layer_table", lang, layer_id=layer.spec.id),
                    "geojson": api_link(layer.spec.id),
                }
                for layer in catalog.layers.values()
                if layer.spec.group == group
            ],
        }
        for group, titles in GROUPS.items()
    ]
    return render("pages/layers.html", {"groups": groups})


def league_options(lang: Lang) -> list[tuple[str, str]]:
    """Return adcodes and names of the leagues, for a choice."""
    frame = get_catalog().layers["leagues"].frame
    return [(str(key), name_of(row, lang)) for key, row in records(frame)]


def stage_options(layer_id: str, lang: Lang) -> list[tuple[str, str]]:
    """Return the stages that occur in a layer, for a choice."""
    found = stages(get_catalog().layers[layer_id].frame)
    return [(stage, label("stage", stage, lang)) for stage in found]


def industry_options(lang: Lang) -> list[tuple[str, str]]:
    """Return tags and names of the industries, for a choice."""
    catalog = get_catalog()
    tags: list[Any] = list(catalog.tables["industries"]["tag"])
    return [(str(tag), industry_name(catalog, str(tag), lang)) for tag in tags]
