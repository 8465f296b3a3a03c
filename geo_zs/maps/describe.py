"""What the browser must know to draw a layer: one plain dict for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geo_zs import vocab
from geo_zs.maps import style
from geo_zs.maps.links import MapLinks, add_query
from geo_zs.maps.unit_words import unit_text
from geo_zs.tables import column_for

if TYPE_CHECKING:
    from geo_zs.layers.spec import Layer
    from geo_zs.tables import Field

Values = dict[str, object]

#: Columns whose numbers are names (years, codes) and take no thousands separator.
_PLAIN = ("year", "established_year")
KIND_OF = {
    "leagues": "league",
    "banners": "banner",
    "parks": "park",
    "ports": "port",
    "energy_bases": "energy_base",
    "power_plants": "power_plant",
    "airports": "airport",
    "rail_nodes": "rail_node",
    "projects": "project",
}
KIND_WORDS = {
    "seat": ("驻地", "seat"),
    "league": ("盟市", "league"),
    "banner": ("旗县区", "banner"),
    "park": ("园区", "park"),
    "port": ("口岸", "port of entry"),
    "energy_base": ("能源基地", "energy base"),
    "power_plant": ("电厂", "power plant"),
    "airport": ("机场", "airport"),
    "rail_node": ("铁路车站", "railway node"),
    "project": ("项目", "project"),
}


def block_id(layer_id: str) -> str:
    """Return the id of the data block that holds a layer in a single file."""
    return f"gz-data-{layer_id}"


def pick(lang: str, zh: str | None, en: str | None) -> str:
    """Return the text of the reader's language, or the other if that is empty."""
    return (en or zh or "") if lang == "en" else (zh or en or "")


def at_lang(lang: str) -> int:
    """Return which of a (zh, en) pair the reader wants."""
    return 1 if lang == "en" else 0


def source_of(
    layer_id: str, links: MapLinks | None, *, place: bool = False, **query: str | None
) -> Values:
    """Return where the browser finds a layer: an address, or a block of the page."""
    if links is None:
        return {"block": block_id(layer_id)}
    label = "label" if place else None
    return {"url": add_query(links.layer(layer_id), place=label, **query)}


def _column(layer_id: str, field: Field, *, lang: str, ask: Sequence[str]) -> Values:
    values: Values = {
        "name": field.name,
        "title": pick(lang, field.title_zh, field.title_en),
    }
    unit = unit_text(field.unit, lang)
    if unit:
        values["unit"] = unit
    words = vocab.words(f"{layer_id}.{field.name}")
    if words:
        values["labels"] = {word: pair[at_lang(lang)] for word, pair in words.items()}
    if field.name in _PLAIN:
        values["plain"] = True
    if field.name in ask:
        values["ask"] = True
    return values


def symbol_values(layer: Layer, look: style.LayerStyle, lang: str) -> Values:
    """Return the signs of a layer's categories, those that occur in it."""
    title = layer.spec.title(lang)
    if look.field is None or look.field not in layer.frame:
        return {
            "field": None,
            "items": [],
            "other": look.other.to_dict(lang) | {"label": title},
        }
    words = vocab.words(f"{layer.spec.id}.{look.field}") or {}
    present = set(layer.frame[look.field].dropna())
    items = [
        symbol.to_dict(lang)
        | {"value": value, "label": words.get(value, (value, value))[at_lang(lang)]}
        for value, symbol in look.items.items()
        if value in present
    ]
    has_others = bool(present - set(look.items))
    other = look.other.to_dict(lang)
    if has_others:
        other["label"] = ("其他", "other")[at_lang(lang)]
    return {"field": look.field, "items": items, "other": other}


def layer_values(
    layer: Layer,
    *,
    lang: str,
    links: MapLinks | None,
    shown: bool | None = None,
    league: str | None = None,
    only: Sequence[str] | None = None,
) -> Values:
    """Return what the browser must know to draw a layer.

    Parameters
    ----------
    layer : Layer
        The layer; only its spec and its counts are used.
    lang : str
        ``zh`` or ``en``.
    links : MapLinks or None
        Addresses; None for a single file.
    shown : bool or None
        Drawn when the page opens; as its style says if None.
    league : str or None
        Only the rows of this league.
    only : sequence of str or None
        Only the rows with these keys, which the browser picks from the whole layer;
        `league` is then not asked for.
    """
    spec, look = layer.spec, style.STYLES[layer.spec.id]
    is_point = spec.geometry == "Point"
    if only is not None:
        league = None
    by_name = {field.name: field for field in spec.columns}
    columns = [
        _column(
            spec.id, by_name[column_for(name, by_name, lang)], lang=lang, ask=look.ask
        )
        for name in look.popup
        if name in by_name
    ]
    values: Values = {
        "id": spec.id,
        "title": spec.title(lang),
        "source": source_of(spec.id, links, place=is_point, league=league),
        "shown": look.is_shown if shown is None else shown,
        "name": {"zh": spec.name_zh, "en": spec.name_en},
        "symbols": symbol_values(layer, look, lang),
        "columns": columns,
        "size": look.size_px,
        "cluster": look.cluster_px,
        "tint": look.tint,
        "note": spec.completeness_note(lang),
    }
    if only is not None:
        values |= {"only": list(only), "count": len(only)}
    elif league is None:
        values["count"] = len(layer)
    if spec.geometry == "LineString":
        values["line"] = style.RAIL_LINE
    if links is not None:
        values["table"] = links.table(spec.id)
        if spec.id == "parks":
            values["link"] = links.park
    return values
