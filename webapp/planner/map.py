"""``/planner/map``: the projects that pass the filter, on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import Response, abort, request

from geo_zs.register.constraints import list_layers
from webapp.accounts import current
from webapp.mapview import embed
from webapp.pages.context import link
from webapp.params import Reader
from webapp.planner import frames
from webapp.planner.blueprint import page_lang, planner, planner_page, say
from webapp.planner.board import today
from webapp.planner.board_month import shown_month
from webapp.planner.filters import FilterView, filter_words, link_values, read_filter
from webapp.planner.map_layers import (
    constraint_layers,
    counts_layer,
    outlines_layer,
    projects_layer,
    workbench_map,
)
from webapp.planner.map_places import (
    MOST_DRAWN,
    Drawn,
    count_features,
    drawn_places,
    has_outline,
    outline_features,
    point_features,
)
from webapp.planner.map_shades import (
    FIGURES,
    LEVELS,
    Shading,
    figure_column,
    known_of,
    shade,
)
from webapp.present import is_unknown, to_json
from webapp.state import get_catalog

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_zs.maps.url_layer import RegionMap
    from webapp.phrases import Lang

SECTION: Final = "planner.map_page"
_CLUSTER: Final = 46
#: Which part of the map a link of data asks for.
_PARTS: Final = ("projects", "outlines")


@planner.get("/map")
def map_page() -> Response:
    """Show the projects that pass the filter on the map, and a figure in shades."""
    view, lang = read_filter(), page_lang()
    reader = Reader(request.args)
    figure = reader.choice("shade", FIGURES, "")
    level = reader.choice("level", LEVELS, "league")
    month = shown_month(reader).month if figure.endswith("_share") else ""
    reader.finish()
    found = frames.filtered(view.chosen)
    drawn = drawn_places(found, get_catalog())
    shading = None
    if figure:
        shading = shade(found, figure=figure, level=level, month=month)
    map_ = embed(_map(view, found, drawn, lang), lang)
    keep = {"shade": figure, "level": level if figure else ""}
    return planner_page(
        "planner/map.html",
        section=SECTION,
        status=400 if view.faults else 200,
        script_hashes=map_.script_hashes,
        link_values=link_values(view, **keep),
        filter=view,
        keep=keep,
        map=map_,
        total=len(found),
        n_drawn=drawn.n_drawn,
        n_approximate=drawn.n_approximate,
        is_counted=drawn.n_drawn > MOST_DRAWN,
        most=MOST_DRAWN,
        shading=shading,
        shade_data=_shade_data(shading, lang) if shading else None,
        month=month,
        known=known_of(found, figure),
        today=today().isoformat(),
        words=filter_words(view),
        figures=[(key, _figure_name(key, lang)) for key in FIGURES],
        levels=[(key, say(f"pmap_level_{key}")) for key in LEVELS],
    )


def _figure_name(key: str, lang: Lang) -> str:
    """Return a figure with its unit."""
    return figure_column(key).heading(lang)


def _map(
    view: FilterView, found: gpd.GeoDataFrame, drawn: Drawn, lang: Lang
) -> RegionMap:
    """Return the map of the projects that pass the filter."""
    source = {"url": link("planner.projects_map", lang, **view.query)}
    if drawn.n_drawn > MOST_DRAWN:
        first = [counts_layer(source, count=len(found), lang=lang)]
    else:
        stages = {
            "unknown" if is_unknown(one) else str(one) for one in set(found["stage"])
        }
        first = [
            projects_layer(
                source, stages=stages, count=len(found), lang=lang, cluster=_CLUSTER
            )
        ]
        n_outlines = int(has_outline(found).sum())
        if n_outlines:
            values = {**view.query, "part": "outlines"}
            outlines = {"url": link("planner.projects_map", lang, **values)}
            first.append(outlines_layer(outlines, count=n_outlines, lang=lang))
    with current.register().read() as session:
        notes = list_layers(session, current.viewer())
    chosen = view.chosen
    area = None
    for name in ("banner", "league"):
        codes = getattr(chosen, name)
        if area is None and len(codes) == 1 and codes[0] != "unknown":
            area = (f"{name}s", codes[0])
    return workbench_map([*first, *constraint_layers(notes, lang)], lang, area=area)


def _shade_data(shading: Shading, lang: Lang) -> str:
    """Return what the browser must know to paint the units."""
    texts = shading.texts(lang)
    column = shading.table.columns[1]
    layer = get_catalog().layers[f"{shading.level}s"].frame
    names = layer["name_zh" if lang == "zh" else "name_en"].to_dict()
    items = {
        code: {
            "fill": "url(#gz-hatch)" if paint.hatch else paint.fill,
            "text": f"{names[code]} · {column.heading(lang)}"
            f"{say('colon')}{texts[code]}",
        }
        for code, paint in shading.fills().items()
    }
    return to_json({"level": f"{shading.level}s", "items": items}).replace(
        "<", "\\u003c"
    )


@planner.get("/projects-map.geojson")
def projects_map() -> Response:
    """Send the projects that pass the filter as the map draws them."""
    view, lang = read_filter(), page_lang()
    if view.faults:
        abort(400)
    reader = Reader(request.args)
    part = reader.choice("part", _PARTS, "projects")
    reader.finish()
    found = frames.filtered(view.chosen)
    drawn = drawn_places(found, get_catalog())
    kind = "projects"
    if drawn.n_drawn > MOST_DRAWN:
        kind, features = "counts", []
        if part == "projects":
            features = count_features(
                found, drawn, get_catalog(), _unit_links(view, drawn, lang)
            )
    elif part == "outlines":
        kind, features = "outlines", outline_features(found, _links(found, lang))
    else:
        features = point_features(found, drawn, _links(found, lang))
    return geojson(features, drawn_as=kind, n_projects=len(found))


def geojson(features: list[dict[str, Any]], **members: object) -> Response:
    """Send features that nobody keeps."""
    collection = {"type": "FeatureCollection", **members, "features": features}
    response = Response(to_json(collection), content_type="application/geo+json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _links(found: gpd.GeoDataFrame, lang: Lang) -> dict[str, str]:
    """Return the address of the page of each project."""
    pattern = link("planner.project", lang, project_id="PROJECT")
    return {str(key): pattern.replace("PROJECT", str(key)) for key in found.index}


def _unit_links(
    view: FilterView, drawn: Drawn, lang: Lang
) -> dict[str, dict[str, str]]:
    """Return the address of this map for one banner or league alone."""
    found: dict[str, dict[str, str]] = {}
    for name, codes in (("banner", drawn.banner), ("league", drawn.league)):
        query = {key: one for key, one in view.query.items() if key != name}
        found[f"{name}s"] = {
            str(code): link(SECTION, lang, **{**query, name: str(code)})
            for code in {one for one in codes if one is not None}
        }
    return found
