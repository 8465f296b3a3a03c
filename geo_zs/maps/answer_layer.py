"""The sites of an answer as layers of a map: ranked ones numbered, others grey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from geo_zs.maps import style
from geo_zs.maps.links import MapLinks
from geo_zs.maps.wording import wording

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog

Values = dict[str, object]

#: What a feature carries of its entry in the answer.
_CARRIED = (
    "rank",
    "rank_best",
    "rank_worst",
    "score",
    "score_low",
    "score_high",
    "verified",
    "reason",
)


def answer_features(
    entries: Sequence[Mapping[str, object]], catalog: Catalog
) -> list[Values]:
    """Return the sites of an answer as GeoJSON features.

    Parameters
    ----------
    entries : sequence of mapping
        ``ranked`` or ``excluded`` of an answer.
    catalog : Catalog
        For the label points of banners: a site without a known point is drawn
        there, marked as approximate.

    Returns
    -------
    list of dict
        ``geometry`` is null where not even the banner is known.
    """
    banners = catalog.layer("banners").frame
    label_lon, label_lat = (
        banners[name].to_numpy(dtype=float).tolist()
        for name in ("label_lon", "label_lat")
    )
    features: list[Values] = []
    for entry in entries:
        site = entry["site"]
        assert isinstance(site, Mapping)  # noqa: S101  shape of the answer
        properties: Values = {
            name: site.get(name)
            for name in ("id", "kind", "name_zh", "name_en", "league", "banner")
        }
        for name in _CARRIED:
            if entry.get(name) is not None:
                properties[name] = entry[name]
        lon, lat = site.get("lon"), site.get("lat")
        if lon is None and site.get("banner") in banners.index:
            at = int(np.flatnonzero(banners.index == site["banner"])[0])
            lon, lat = label_lon[at], label_lat[at]
            properties |= {"approximate": True, "located_by": "banner"}
        geometry = None if lon is None else {"type": "Point", "coordinates": [lon, lat]}
        features.append(
            {"type": "Feature", "geometry": geometry, "properties": properties}
        )
    return features


def _with_ranges(feature: Values) -> Values:
    """Add the intervals as texts for the popup: ``0.62–0.85``, ``1–22``."""
    properties = feature["properties"]
    assert isinstance(properties, Mapping)  # noqa: S101  made by answer_features
    texts: Values = {}
    for name, low, high, pattern in (
        ("score_range", "score_low", "score_high", "{:.2f}–{:.2f}"),
        ("rank_range", "rank_best", "rank_worst", "{}–{}"),
    ):
        if low in properties and high in properties:
            texts[name] = pattern.format(properties[low], properties[high])
    if "score" in properties:
        texts["score"] = f"{properties['score']:.2f}"
    return feature | {"properties": {**properties, **texts}}


def answer_layer(
    layer_id: str,
    features: Sequence[Values],
    *,
    lang: str,
    links: MapLinks,
    symbol: style.Symbol,
    columns: Sequence[str],
) -> Values:
    """Return a layer of sites that the page itself carries.

    Parameters
    ----------
    layer_id : str
        ``ranked`` or ``excluded``; its title stands in the wording.
    features : sequence of dict
        From `answer_features`.
    lang, links
        As for `describe.layer_values`.
    symbol : Symbol
        Sign of its sites; a ranked site shows its number in it.
    columns : sequence of str
        Properties that the popup shows.
    """
    words = wording(lang)
    title = words[layer_id]
    return {
        "id": layer_id,
        "title": title,
        "source": {
            "collection": {
                "type": "FeatureCollection",
                "features": [_with_ranges(feature) for feature in features],
            }
        },
        "shown": True,
        "name": {"zh": "name_zh", "en": "name_en"},
        "symbols": {
            "field": None,
            "items": [],
            "other": symbol.to_dict(lang) | {"label": title},
        },
        "columns": [{"name": name, "title": words[name]} for name in columns],
        "size": 16,
        "cluster": 0,
        "tint": symbol.color,
        "ranked": layer_id == "ranked",
        "count": len(features),
        "link": links.park,
        "ranked_kinds": ["park", "port_zone"],
        "raise": -500 if layer_id == "excluded" else 0,
    }
