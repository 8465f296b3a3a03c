"""The addresses that a map may use: of its layers, its questions and its links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode


def add_query(address: str, **parameters: str | None) -> str:
    """Return `address` with parameters added; those that are None are left out."""
    given = {name: value for name, value in parameters.items() if value is not None}
    if not given:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode(given)}"


@dataclass(frozen=True)
class MapLinks:
    """Addresses on this site, made for one language.

    Parameters
    ----------
    layer : callable
        Layer id → address of its GeoJSON.
    table : callable
        Layer id → address of its table page.
    places, here : str
        The search over names, and the question what lies at a point.
    park, league : str
        Pages of one park and one league; ``{id}`` stands for the key.
    """

    layer: Callable[[str], str]
    table: Callable[[str], str]
    places: str
    here: str
    park: str
    league: str


def site_links(lang: str, *, layer_url: Callable[[str], str] | None = None) -> MapLinks:
    """Return the addresses of the site's own pages, with the language kept.

    Parameters
    ----------
    lang : str
        ``zh`` (the default of the site, not written) or ``en``.
    layer_url : callable or None
        Layer id → address of its GeoJSON, if not the usual one (with a version,
        say, so that a browser may keep it).
    """
    kept = "en" if lang == "en" else None

    def layer_address(layer_id: str) -> str:
        return f"/api/v1/layers/{layer_id}.geojson"

    return MapLinks(
        layer=layer_url or layer_address,
        table=lambda layer_id: add_query(f"/layers/{layer_id}", lang=kept),
        places="/api/v1/places",
        here="/api/v1/here",
        park=add_query("/parks/{id}", lang=kept),
        league=add_query("/leagues/{id}", lang=kept),
    )
