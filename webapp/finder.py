"""The search box: the gazetteer first, then the names of all other layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import url_for

from webapp.phrases import Lang
from webapp.present import plain, records

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.layers.spec import Layer

OTHER_LAYERS: Final = (
    ("power_plant", "power_plants"),
    ("airport", "airports"),
    ("rail_node", "rail_nodes"),
    ("project", "projects"),
)
"""Kinds of places that the gazetteer does not know, and their layers."""


def find_places(
    catalog: Catalog, query: str, *, limit: int, lang: Lang = "zh"
) -> list[dict[str, Any]]:
    """Return the places that `query` may mean, best first.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.
    query : str
        Name or part of a name.
    limit : int
        Most places to return.
    lang : {"zh", "en"}
        Language of the evidence for a reading.

    Returns
    -------
    list of dict
        Each with kind, id, names, league, banner, point and how it was found; a
        reading of a garbled name with what speaks for and against it.
    """
    hits = catalog.gazetteer.search(query, limit=limit)
    readings = {}
    if any(hit.name_kind == "garbled" for hit in hits):
        readings = {
            reading.place: reading.in_language(lang)
            for reading in catalog.gazetteer.read(query).readings
        }
    found = [
        {
            "kind": str(hit.place.kind),
            "id": hit.place.id,
            "name_zh": hit.place.name_zh,
            "name_en": hit.place.name_en,
            "league": plain(hit.place.league) or None,
            "banner": plain(hit.place.banner) or None,
            "lon": plain(hit.place.lon),
            "lat": plain(hit.place.lat),
            "location_precision": plain(hit.place.location_precision) or None,
            "matched": hit.matched_name,
            "matched_name": hit.matched_name,
            "name_kind": str(hit.name_kind),
            "name_printed": None,
            "is_garbled": hit.name_kind == "garbled",
            "reading": readings.get(hit.place) if hit.name_kind == "garbled" else None,
            "score": plain(hit.score),
            "page": page_of(str(hit.place.kind), hit.place.id),
        }
        for hit in hits
    ]
    wanted = _folded(query)
    for kind, layer_id in OTHER_LAYERS:
        found.extend(_in_layer(catalog.layers[layer_id], kind, wanted))
    exact = [place for place in found if place["score"] >= _CONTAINED]
    near = [place for place in found if place["score"] < _CONTAINED]
    return [*exact, *near][:limit]


_CONTAINED: Final = 0.8
"""Score of a name that contains the text; below are names that only look alike."""


def _folded(text: str) -> str:
    """Return `text` without spaces and case."""
    return "".join(text.split()).casefold()


def _in_layer(layer: Layer, kind: str, wanted: str) -> list[dict[str, Any]]:
    """Return the rows of a layer whose name contains `wanted`."""
    found = []
    for key, values in records(layer.frame):
        texts = [
            str(values[column])
            for column in ("name_zh", "name_en", "name_printed")
            if plain(values.get(column))
        ]
        hit = next((text for text in texts if wanted in _folded(text)), None)
        if hit is not None:
            printed = plain(values.get("name_printed"))
            is_printed = hit == printed and hit != plain(values.get("name_zh"))
            found.append(
                {
                    "kind": kind,
                    "id": str(key),
                    "name_zh": plain(values.get("name_zh")) or texts[0],
                    "name_en": plain(values.get("name_en")) or texts[0],
                    **{
                        name: plain(values.get(name)) or None
                        for name in ("league", "banner", "lon", "lat")
                    },
                    "location_precision": plain(values.get("location_precision")),
                    "matched": hit,
                    "matched_name": hit,
                    "name_kind": "printed" if is_printed else "name",
                    "name_printed": printed if is_printed else None,
                    "is_garbled": False,
                    "reading": None,
                    "score": 1.0 if _folded(hit) == wanted else 0.85,
                    "page": None,
                }
            )
    return found


def place_here(catalog: Catalog, lon: float, lat: float, lang: Lang) -> dict[str, Any]:
    """Return what is at a point, as the API sends it.

    Parameters
    ----------
    catalog : Catalog
        The loaded data.
    lon, lat : float
        The point, EPSG:4326.
    lang : {"zh", "en"}
        Language of the names.

    Returns
    -------
    dict
        League and banner with id and names, whether the point is outside or on a
        border, and ``near``: for each layer its id, title and places with distances.
    """
    found = catalog.here(lon, lat)
    answer = found.to_dict(lang)
    for level in ("league", "banner", "nearest_banner"):
        if answer[level] is not None:
            zh, en = found.names[answer[level]["adcode"]]
            answer[level] |= {
                "id": answer[level]["adcode"],
                "name_zh": zh,
                "name_en": en,
            }
    near = {
        layer_id: {feature.key: feature for feature in features}
        for layer_id, features in found.near.items()
    }
    answer["outside"] = answer["is_outside"]
    answer["near"] = [
        {
            "id": layer_id,
            "title": catalog.layers[layer_id].spec.title(lang),
            "places": [
                {
                    **place,
                    "name_zh": near[layer_id][place["id"]].name_zh,
                    "name_en": near[layer_id][place["id"]].name_en,
                }
                for place in places
            ],
        }
        for layer_id, places in answer["near"].items()
    ]
    return answer


def page_of(kind: str, place_id: str) -> str | None:
    """Return the address of the page about a place, if it has one."""
    if kind == "park":
        return url_for("pages.park", park_id=place_id)
    if kind == "league":
        return url_for("pages.league", adcode=place_id)
    return None
