"""The map of a few sites side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from geo_zs.maps import style
from geo_zs.maps.answer_layer import answer_features, answer_layer
from geo_zs.maps.compose import add_layers, base_map
from geo_zs.maps.links import MapLinks
from geo_zs.maps.url_layer import RegionMap, RegionPart

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog


def compare_map(
    catalog: Catalog,
    entries: Sequence[Mapping[str, object]],
    *,
    lang: str,
    links: MapLinks,
) -> RegionMap:
    """Return a map on which the sites compared bear their numbers.

    Parameters
    ----------
    catalog : Catalog
        The data.
    entries : sequence of mapping
        For each site ``site`` as in an answer, ``rank`` (its number here) and
        ``score`` with its interval.
    lang : str
        ``zh`` or ``en``.
    links : MapLinks
        Addresses.
    """
    layer = answer_layer(
        "compared",
        answer_features(entries, catalog),
        lang=lang,
        links=links,
        symbol=style.RANKED,
        columns=("score", "score_range"),
    )
    map_ = base_map(catalog, lang=lang, links=links)
    shown = ["rail_lines", "ports"]
    add_layers(
        map_,
        catalog,
        lang=lang,
        links=links,
        shown=shown,
        first=[layer | {"ranked": True}],
    )
    map_.add_child(RegionPart("fitLayer", "compared"))
    return map_
