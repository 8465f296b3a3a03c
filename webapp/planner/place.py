"""Maps of one project: in its form, to place it, and on its page, to see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo_zs.maps import style
from geo_zs.maps.compose import base_map
from geo_zs.maps.links import site_links
from geo_zs.maps.url_layer import RegionPart
from geo_zs.register.constraints import list_layers
from webapp.accounts import current
from webapp.mapview import EmbeddedMap, embed
from webapp.pages.context import link
from webapp.planner import frames
from webapp.planner.map_layers import (
    PROJECTS,
    constraint_layers,
    outlines_layer,
    projects_layer,
    workbench_map,
)
from webapp.planner.map_places import drawn_places, outline_features, point_features
from webapp.state import get_catalog

if TYPE_CHECKING:
    from webapp.phrases import Lang

#: How near the map of a project is drawn, by how well its place is known.
_ZOOMS = {"own": 10, "park": 9, "banner": 7.5, "league": 6.5}


def place_map(lang: Lang) -> EmbeddedMap:
    """Return the map of the form, on which a project is placed."""
    catalog = get_catalog()
    map_ = base_map(catalog, lang=lang, links=site_links(lang), name="place")
    map_.add_child(RegionPart("fit", style.REGION_BOUNDS))
    return embed(map_, lang)


def project_map(project_id: str, lang: Lang) -> EmbeddedMap | None:
    """Return the small map of one project; None if its place is not known.

    Parameters
    ----------
    project_id : str
        A project that the reader may see.
    lang : {"zh", "en"}
        Language of the page.
    """
    frame = frames.projects().loc[[project_id]]
    drawn = drawn_places(frame, get_catalog())
    basis = str(drawn.basis[0])
    if basis == "none":
        return None
    href = {project_id: link("planner.project", lang, project_id=project_id)}
    features = point_features(frame, drawn, href)
    stages = {str(one["properties"]["stage"]) for one in features}
    first = [
        projects_layer(_inline(features), stages=stages, count=1, lang=lang, cluster=0)
    ]
    outlines = outline_features(frame, href)
    if outlines:
        first.append(outlines_layer(_inline(outlines), count=1, lang=lang))
    with current.register().read() as session:
        notes = list_layers(session, current.viewer())
    first += constraint_layers(notes, lang, shown=True)
    map_ = workbench_map(first, lang, shown=["parks"])
    map_.add_child(RegionPart("focusOn", PROJECTS, project_id, _ZOOMS[basis]))
    return embed(map_, lang)


def _inline(features: list[dict[str, Any]]) -> dict[str, Any]:
    """Return features as a source that the page itself carries."""
    return {"collection": {"type": "FeatureCollection", "features": features}}
