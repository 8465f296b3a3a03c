"""An answer as GeoJSON for a desktop GIS: flat properties, sources beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from geo_zs.maps.answer_layer import answer_features
from webapp.exports.sheets import STABILITY

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog

MEDIA_TYPE: Final = "application/geo+json"

_GROUPS: Final = ("ranked", "excluded")


def answer_geojson(catalog: Catalog, answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return the ranked and excluded sites of an answer.

    Parameters
    ----------
    catalog : Catalog
        For sources, credits and the label points of banners.
    answer : mapping
        As the API gives it.

    Returns
    -------
    dict
        A FeatureCollection. ``group`` tells ranked from excluded sites; values,
        utilities and contributions stand in columns named after their criterion.
        Foreign members: data version, weights, stability, sources, credit.
    """
    features = []
    used: set[str] = set()
    for group in _GROUPS:
        entries = answer[group]
        found = answer_features(entries, catalog)
        for entry, feature in zip(entries, found, strict=True):
            own = feature["properties"]
            assert isinstance(own, Mapping)  # noqa: S101 - made by geo_zs.maps
            more = _ranked(entry) if group == "ranked" else _excluded(entry)
            used.update(more["source_ids"])
            features.append(
                {
                    **feature,
                    "id": own["id"],
                    "properties": {**own, "group": group, **more},
                }
            )
    return {
        "type": "FeatureCollection",
        "data_version": catalog.data_version,
        "weights": answer["weights"],
        "stability": answer.get("stability"),
        "counts": answer["counts"],
        "credit": catalog.boundaries.attribution("zh"),
        "sources": _sources(catalog, used),
        "features": features,
    }


def _ranked(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties of a ranked site that its map does not need."""
    found: dict[str, Any] = {}
    ids: set[str] = set()
    for one in entry["contributions"]:
        name = one["criterion"]
        found[name] = one["value"]
        found[f"{name}_utility"] = one["utility"]
        found[f"{name}_contribution"] = one["contribution"]
        ids.update(one["source_ids"])
    stability = entry.get("stability") or {}
    return {
        **{name: stability.get(name) for name in STABILITY},
        **found,
        "unknown": entry["unknown"],
        "not_verified": entry["not_verified"],
        "flags": [one["rule"] for one in entry.get("flags", ())],
        "source_ids": sorted(ids),
    }


def _excluded(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return why a site is excluded."""
    limits: Sequence[Mapping[str, Any]] = entry["limits"]
    rules = sorted({one["rule"] for one in limits if one.get("rule")})
    return {
        "limits": [one["limit"] for one in limits],
        "rules": rules,
        "source_ids": [],
    }


def _sources(catalog: Catalog, ids: set[str]) -> list[dict[str, str]]:
    """Return the register entries of some sources."""
    found = (catalog.sources.get(key) for key in sorted(ids))
    return [
        {
            "id": source.source_id,
            "title": source.title,
            "publisher": source.publisher,
            "date": source.date,
            "address": source.address,
            "terms": source.terms,
        }
        for source in found
        if source is not None
    ]
