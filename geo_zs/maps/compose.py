"""Maps of the site, composed of layers: one function for each kind of page.

A map is made anew for each rendering and holds no data of the layers: the browser
fetches those. Where `links` is None the map is for a single file: its layers are
data blocks of the page, and search and "what is here" work on them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import folium
from folium.plugins import Fullscreen

from geo_zs import vocab
from geo_zs.errors import UnknownPlaceError
from geo_zs.maps import style
from geo_zs.maps.answer_layer import answer_features, answer_layer
from geo_zs.maps.describe import (
    KIND_OF,
    KIND_WORDS,
    Values,
    at_lang,
    layer_values,
    pick,
    source_of,
)
from geo_zs.maps.geojson import layer_features
from geo_zs.maps.links import MapLinks
from geo_zs.maps.popup import safe_text
from geo_zs.maps.url_layer import RegionMap, RegionPart, UrlLayer
from geo_zs.maps.wording import NEAR_LAYERS, wording

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.layers.spec import Layer


def _settings(catalog: Catalog, lang: str) -> Values:
    leagues = catalog.layer("leagues").frame
    confidence = vocab.words("confidence") or {}
    words = wording(lang)
    return {
        "lang": lang,
        "html_lang": "en" if lang == "en" else "zh-CN",
        "text": words,
        "name": {"zh": "name_zh", "en": "name_en"},
        "places": {
            str(code): pick(lang, zh, en)
            for code, zh, en in zip(
                leagues.index, leagues["name_zh"], leagues["name_en"], strict=True
            )
        },
        "confidence": {word: pair[at_lang(lang)] for word, pair in confidence.items()},
        "prefix": "Leaflet",
        "credits": [safe_text(catalog.boundaries.attribution(lang))],
        "notice": words["notice"],
        "outline": style.OUTLINE,
    }


def base_map(
    catalog: Catalog,
    *,
    lang: str,
    links: MapLinks | None,
    name: str = "gz",
    tiles: str | None = None,
    tiles_credit: str = "",
    is_embedded: bool = True,
    notice_at: str = "bottomleft",
) -> RegionMap:
    """Return the map with land, borders and names, and nothing on it yet.

    Parameters
    ----------
    catalog : Catalog
        For the names of the leagues and the credit of the boundaries.
    lang : str
        ``zh`` or ``en``.
    links : MapLinks or None
        Addresses; None for a single file.
    name : str
        Suffix of the element's id.
    tiles : str or None
        Address of the operator's own base map (``…/{z}/{x}/{y}…``). Without it the
        page asks no other host for anything.
    tiles_credit : str
        Credit of that base map.
    is_embedded : bool
        The map is one box of a longer page, which wheel and finger go on scrolling.
    notice_at : str
        Leaflet's name of the corner where the map says that it is a sketch.
    """
    words = wording(lang)
    settings = _settings(catalog, lang) | {
        "embedded": is_embedded,
        "notice_at": notice_at,
    }
    map_ = RegionMap(
        name=name,
        label=words["map_of"],
        settings=settings,
        tables=[
            (layer.spec.title(lang), links.table(layer_id))
            for layer_id, layer in catalog.layers.items()
            if links is not None
        ],
    )
    if tiles:
        folium.TileLayer(tiles, attr=safe_text(tiles_credit), control=False).add_to(
            map_
        )
    fill = 0.0 if tiles else 1.0
    base: Values = {
        "leagues": source_of("leagues", links, simplify="map"),
        "banners": source_of("banners", links, simplify="map"),
        "land": style.LAND | {"fillOpacity": fill},
        "league": style.LEAGUE_BORDER,
        "banner": style.BANNER_BORDER,
    }
    map_.add_child(RegionPart("addBase", base))
    Fullscreen(  # type: ignore[no-untyped-call]
        position="bottomright",
        title=words["full_screen"],
        title_cancel=words["full_screen_off"],
    ).add_to(map_)
    return map_


def add_layers(
    map_: RegionMap,
    catalog: Catalog,
    *,
    lang: str,
    links: MapLinks | None,
    shown: Sequence[str] | None = None,
    league: str | None = None,
    only: Mapping[str, Sequence[str]] | None = None,
    first: Sequence[Values] = (),
    first_title: str | None = None,
    without: Collection[str] = (),
) -> None:
    """Add all layers, the panel, the search box and "what is here".

    Parameters
    ----------
    map_ : RegionMap
        Map made by `base_map`.
    catalog, lang, links, league
        As for `layer_values`.
    shown : sequence of str or None
        Ids of the layers drawn at once; as their styles say if None.
    only : mapping of str to sequence of str or None
        Layer id → keys of the rows that are drawn; the others of that layer are not.
    first : sequence of dict
        Layers of this page alone (ranked sites, say), first in the panel.
    first_title : str or None
        Title of their group in the panel, where it is not that of an answer or a park.
    without : collection of str
        Ids of layers that the map does not offer.
    """
    layers = [
        catalog.layer(layer_id) for layer_id in style.STYLES if layer_id not in without
    ]
    for values in first:
        map_.add_child(UrlLayer(values))
    for layer in layers:
        is_shown = None if shown is None else layer.spec.id in shown
        values = layer_values(
            layer,
            lang=lang,
            links=links,
            shown=is_shown,
            league=league,
            only=(only or {}).get(layer.spec.id),
        )
        map_.add_child(UrlLayer(values))
    map_.add_child(RegionPart("addSearch", _search_values(catalog, map_, lang, links)))
    panel = _panel_values(map_, layers, first, lang, first_title=first_title)
    map_.add_child(RegionPart("addPanel", panel))
    map_.add_child(RegionPart("fit", style.REGION_BOUNDS))
    near = [catalog.layer(layer_id) for layer_id in NEAR_LAYERS]
    here: Values = {
        "layers": [
            {"id": layer.spec.id, "title": layer.spec.title(lang)} for layer in near
        ]
    }
    if links is None:
        here["sources"] = [
            {"id": layer.spec.id, "source": source_of(layer.spec.id, None)}
            for layer in near
        ]
    else:
        here |= {"url": links.here, "league_link": links.league}
    map_.add_child(RegionPart("addHere", here))


def _search_values(
    catalog: Catalog, map_: RegionMap, lang: str, links: MapLinks | None
) -> Values:
    values: Values = {
        "id": f"{map_.get_name()}-search",
        "kinds": {kind: pair[at_lang(lang)] for kind, pair in KIND_WORDS.items()},
    }
    if links is None:
        values["sources"] = [
            {"kind": kind, "source": source_of(layer_id, None)}
            for layer_id, kind in KIND_OF.items()
        ]
        values["garbled"] = _garbled_names(catalog, lang)
    else:
        values["url"] = links.places
    return values


def _garbled_names(catalog: Catalog, lang: str) -> list[Values]:
    """Return the garbled names that may be places, as the file searches them."""
    return [
        {
            "printed": garbled.name,
            "readings": [
                {
                    **{
                        name: getattr(reading.place, name) or None
                        for name in ("kind", "id", "name_zh", "name_en", "league")
                    },
                    "reading": reading.in_language("en" if lang == "en" else "zh"),
                }
                for reading in garbled.readings
                if reading.place
            ],
        }
        for garbled in catalog.gazetteer.garbled_names()
    ]


def _panel_values(
    map_: RegionMap,
    layers: Sequence[Layer],
    first: Sequence[Values],
    lang: str,
    *,
    first_title: str | None,
) -> Values:
    from geo_zs.layers.spec import GROUPS  # noqa: PLC0415  loads GeoPandas

    groups: list[Values] = []
    if first:
        is_answer = any(values.get("ranked") for values in first)
        title = first_title or wording(lang)["matching" if is_answer else "this_park"]
        groups.append({"title": title, "layers": [values["id"] for values in first]})
    for group, pair in GROUPS.items():
        ids = [layer.spec.id for layer in layers if layer.spec.group == group]
        if ids:
            groups.append({"title": pair[at_lang(lang)], "layers": ids})
    return {
        "id": f"{map_.get_name()}-panel",
        "groups": groups,
        "note": wording(lang)["panel_note"],
    }


def home_map(
    catalog: Catalog,
    *,
    lang: str,
    links: MapLinks | None,
    tiles: str | None = None,
    tiles_credit: str = "",
) -> RegionMap:
    """Return the map of the home page: every layer, parks and ports drawn at once."""
    map_ = base_map(
        catalog,
        lang=lang,
        links=links,
        tiles=tiles,
        tiles_credit=tiles_credit,
        is_embedded=False,
    )
    add_layers(map_, catalog, lang=lang, links=links)
    return map_


def projects_map(
    catalog: Catalog,
    *,
    lang: str,
    links: MapLinks,
    league: str | None = None,
    keys: Sequence[str] | None = None,
) -> RegionMap:
    """Return the map of the projects page.

    Parameters
    ----------
    catalog, lang, links
        As for `base_map`.
    league : str or None
        League that the map is fitted to and whose parks and ports it offers.
    keys : sequence of str or None
        Ids of the projects that are drawn; all if None.
    """
    map_ = base_map(catalog, lang=lang, links=links)
    add_layers(
        map_,
        catalog,
        lang=lang,
        links=links,
        shown=["projects"],
        league=league,
        only=None if keys is None else {"projects": keys},
    )
    if league is not None:
        map_.add_child(RegionPart("showArea", "leagues", league))
    return map_


def league_map(
    catalog: Catalog, adcode: str, *, lang: str, links: MapLinks
) -> RegionMap:
    """Return the map of one league, with its parks, ports and bases drawn."""
    map_ = base_map(catalog, lang=lang, links=links)
    shown = ["parks", "ports", "energy_bases"]
    add_layers(map_, catalog, lang=lang, links=links, shown=shown, league=adcode)
    map_.add_child(RegionPart("showArea", "leagues", adcode))
    return map_


def park_map(
    catalog: Catalog, park_id: str, *, lang: str, links: MapLinks
) -> RegionMap:
    """Return the map of one park: its own sign, and what lies round it.

    Raises
    ------
    UnknownPlaceError
        If there is no such park.
    """
    parks = catalog.layer("parks")
    own = layer_features(parks, place_label=True, keys=[park_id])
    if not own:
        raise UnknownPlaceError(park_id)
    values = own[0]["properties"]
    assert isinstance(values, dict)  # noqa: S101  made by layer_features
    this = answer_layer(
        "this_park", own, lang=lang, links=links, symbol=style.THIS_SITE, columns=()
    ) | {"size": 30, "raise": 1000, "link": None}
    map_ = base_map(catalog, lang=lang, links=links)
    shown = ["parks", "ports", "rail_lines", "airports"]
    add_layers(map_, catalog, lang=lang, links=links, shown=shown, first=[this])
    for level in ("banner", "league"):
        if values.get(level):
            map_.add_child(RegionPart("showArea", f"{level}s", values[level]))
            break
    if own[0]["geometry"] is not None:
        zoom = 7 if values.get("approximate") else 8
        map_.add_child(RegionPart("focusOn", "this_park", park_id, zoom))
    return map_


def match_map(
    catalog: Catalog, answer: Mapping[str, object], *, lang: str, links: MapLinks
) -> RegionMap:
    """Return the map of an answer: ranked sites numbered, excluded ones grey.

    Parameters
    ----------
    catalog : Catalog
        The data.
    answer : mapping
        Answer of the matching, as the API returns it. An entry may carry
        ``reason``, a text for its popup.
    lang : str
        ``zh`` or ``en``.
    links : MapLinks
        Addresses.
    """
    ranked, excluded = answer.get("ranked") or [], answer.get("excluded") or []
    assert isinstance(ranked, Sequence)  # noqa: S101  shape of the answer
    assert isinstance(excluded, Sequence)  # noqa: S101  shape of the answer
    first = [
        answer_layer(
            "ranked",
            answer_features(ranked, catalog),
            lang=lang,
            links=links,
            symbol=style.RANKED,
            columns=("score", "score_range", "rank_range", "verified"),
        ),
        answer_layer(
            "excluded",
            answer_features(excluded, catalog),
            lang=lang,
            links=links,
            symbol=style.EXCLUDED,
            columns=("reason",),
        ),
    ]
    map_ = base_map(catalog, lang=lang, links=links)
    add_layers(map_, catalog, lang=lang, links=links, shown=[], first=first)
    map_.add_child(RegionPart("fitLayer", "ranked"))
    return map_
