"""The map of a page of features: the features of the page over land and borders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import shapely
from shapely.geometry import shape

from geo_zs.maps import style
from geo_zs.maps.compose import base_map
from geo_zs.maps.links import site_links
from geo_zs.maps.url_layer import RegionPart, UrlLayer
from webapp.mapview import EmbeddedMap, embed
from webapp.ogc.page_parts import name_of
from webapp.phrases import Lang
from webapp.state import get_catalog

if TYPE_CHECKING:
    from geo_zs.features.collection import Collection

_LAYER: Final = "features"
#: Most features that a map of a page draws.
MOST_DRAWN: Final = 500
#: Pixels within which signs are drawn as one, where there are many.
_CLUSTER: Final = 40
_FEW: Final = 30
_SIGN: Final = style.Symbol("circle", style.ACCENT)
_LINE: Final = {
    "color": style.ACCENT,
    "weight": 2.5,
    "fillColor": style.ACCENT,
    "fillOpacity": 0.15,
}
#: Share of the region's width or height from which features lie all over it.
_WIDE: Final = 0.4
#: Collections whose shapes the map has already, too large to be sent again.
_AREAS: Final = ("leagues", "banners")


def has_own_shapes(found: Collection) -> bool:
    """Tell whether a map needs the shapes of a collection to draw it."""
    return found.id not in _AREAS


def place_map(
    found: Collection, features: Sequence[dict[str, Any]], lang: Lang
) -> EmbeddedMap | None:
    """Return the map of some features; None where none has a place.

    Parameters
    ----------
    found : Collection
        Their collection.
    features : sequence of dict
        From `page_parts.feature_dicts`; the first `MOST_DRAWN` are drawn.
    lang : {"zh", "en"}
        Language of the page.
    """
    map_ = base_map(
        get_catalog(), lang=lang, links=site_links(lang), notice_at="topleft"
    )
    if not has_own_shapes(found):
        if len(features) == 1:
            map_.add_child(RegionPart("showArea", found.id, features[0]["id"]))
        else:
            map_.add_child(RegionPart("fit", style.REGION_BOUNDS))
        return embed(map_, lang) if features else None
    placed = placed_of(features)
    if not placed:
        return None
    map_.add_child(UrlLayer(_layer(found, placed, lang)))
    if _is_wide(placed):
        map_.add_child(RegionPart("fit", style.REGION_BOUNDS))
    else:
        map_.add_child(RegionPart("fitLayer", _LAYER))
    return embed(map_, lang)


def placed_of(features: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the features that a map draws: the first ones, if they have a place."""
    return [one for one in features[:MOST_DRAWN] if one["geometry"] is not None]


def _is_wide(placed: Sequence[dict[str, Any]]) -> bool:
    """Tell whether features lie all over the region, which is then shown whole."""
    west, south, east, north = shapely.total_bounds(
        [shape(one["geometry"]) for one in placed]
    )
    (least_lat, least_lon), (most_lat, most_lon) = style.REGION_BOUNDS
    width, height = most_lon - least_lon, most_lat - least_lat
    return bool(east - west > width * _WIDE or north - south > height * _WIDE)


def _layer(
    found: Collection, placed: Sequence[dict[str, Any]], lang: Lang
) -> dict[str, Any]:
    """Return what the browser must know to draw the features."""
    drawn = [
        {
            "type": "Feature",
            "geometry": one["geometry"],
            "properties": {
                "id": one["id"],
                "name": name_of(one["properties"], lang) or one["id"],
                "href": f"/ogc/collections/{found.id}/items/{one['id']}",
            },
        }
        for one in placed
    ]
    return {
        "id": _LAYER,
        "title": found.title(lang),
        "source": {"collection": {"type": "FeatureCollection", "features": drawn}},
        "shown": True,
        "name": {"zh": "name", "en": "name"},
        "symbols": {
            "field": None,
            "items": [],
            "other": _SIGN.to_dict(lang) | {"label": found.title(lang)},
        },
        "columns": [],
        "size": 14,
        "cluster": _CLUSTER if len(drawn) > _FEW else 0,
        "tint": style.ACCENT,
        "note": "",
        "line": _LINE,
        "count": len(drawn),
    }
