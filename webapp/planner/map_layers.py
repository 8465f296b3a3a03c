"""The map of the workbench: signs of projects, their outlines, constraint layers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Final

from geo_zs import vocab
from geo_zs.maps import style
from geo_zs.maps.compose import add_layers, base_map
from geo_zs.maps.links import site_links
from geo_zs.maps.unit_words import unit_text
from geo_zs.maps.url_layer import RegionPart
from geo_zs.register.fields import fields_by_name
from geo_zs.register.words import labels
from webapp.pages.context import link
from webapp.phrases import phrases
from webapp.state import get_catalog

if TYPE_CHECKING:
    from geo_zs.maps.url_layer import RegionMap
    from geo_zs.register.constraints import LayerNote
    from webapp.phrases import Lang

Values = dict[str, Any]

#: Id of the layer of projects, by which the page shows one.
PROJECTS: Final = "register"
_NAME: Final = {"zh": "name", "en": "name_en"}
#: Meaning of a constraint layer → colour; the name of the layer says it in words.
MEANING_COLORS: Final = {
    "forbidden": "#a63a00",
    "conditional": "#b07a00",
    "informative": "#0072b2",
}
_OUTLINE: Final = {
    "color": "#7a3300",
    "weight": 2,
    "fillColor": "#e69f00",
    "fillOpacity": 0.25,
}


def columns(names: Sequence[str], lang: Lang) -> list[Values]:
    """Return what a popup shows of projects: title, unit, words of each field."""
    specs, at = fields_by_name(), 0 if lang == "zh" else 1
    found: list[Values] = []
    for name in names:
        if name == "count":
            found.append({"name": name, "title": phrases(lang)("pmap_projects")})
            continue
        spec = specs[name]
        values: Values = {"name": name, "title": spec.title(lang)}
        unit = unit_text(spec.unit, lang)
        if unit:
            values["unit"] = unit
        if spec.allowed:
            values["labels"] = {
                word: pair[at] for word, pair in labels(name).items() if word
            }
        found.append(values)
    return found


def stage_symbols(stages: Collection[str], lang: Lang) -> Values:
    """Return the signs of the stages that occur, with their words."""
    words, at = vocab.words("projects.stage") or {}, 0 if lang == "zh" else 1
    look = style.STYLES["projects"]
    items = [
        symbol.to_dict(lang)
        | {"value": stage, "label": words.get(stage, (stage, stage))[at]}
        for stage, symbol in look.items.items()
        if stage in stages
    ]
    return {"field": "stage", "items": items, "other": look.other.to_dict(lang)}


def projects_layer(
    source: Values, *, stages: Collection[str], count: int, lang: Lang, cluster: int
) -> Values:
    """Return the layer of single projects, a sign each.

    Parameters
    ----------
    source : dict
        Where the browser finds the features: ``url`` or ``collection``.
    stages : collection of str
        Stages that occur; the legend shows these.
    count : int
        How many there are.
    lang : {"zh", "en"}
        Language of the page.
    cluster : int
        Signs nearer than this, in pixels, are drawn as one; 0 for never.
    """
    look = style.STYLES["projects"]
    return {
        "id": PROJECTS,
        "title": phrases(lang)("pmap_projects"),
        "source": source,
        "shown": True,
        "name": _NAME,
        "symbols": stage_symbols(stages, lang),
        "columns": columns(
            ("stage", "pledged_cny_1e8", "arrived_cny_1e8", "visibility"), lang
        ),
        "size": look.size_px,
        "cluster": cluster,
        "tint": look.tint,
        "note": "",
        "count": count,
    }


def counts_layer(source: Values, *, count: int, lang: Lang) -> Values:
    """Return the layer of numbers, one for each banner."""
    t = phrases(lang)
    look = style.STYLES["projects"]
    return {
        "id": PROJECTS,
        "title": t("pmap_counts"),
        "source": source,
        "shown": True,
        "name": {"zh": "name", "en": "name_en"},
        "symbols": {
            "field": None,
            "items": [],
            "other": look.other.to_dict(lang) | {"label": t("pmap_counts")},
        },
        "columns": columns(("count", "pledged_cny_1e8", "arrived_cny_1e8"), lang),
        "size": 40,
        "cluster": 50,
        "counted": True,
        "tint": look.tint,
        "note": t("pmap_counts_note"),
        "count": count,
    }


def area_layer(
    layer_id: str, title: str, source: Values, *, line: Values, shown: bool
) -> Values:
    """Return a layer of shapes with one look."""
    color = str(line["color"])
    symbol = style.Symbol("square", color).to_dict("zh") | {"label": title}
    return {
        "id": layer_id,
        "title": title,
        "source": source,
        "shown": shown,
        "name": _NAME,
        "symbols": {"field": None, "items": [], "other": symbol},
        "columns": [],
        "size": 12,
        "cluster": 0,
        "tint": color,
        "note": "",
        "line": line,
    }


def outlines_layer(source: Values, *, count: int, lang: Lang) -> Values:
    """Return the layer of the outlines of projects."""
    title = phrases(lang)("pmap_outlines")
    layer = area_layer("outlines", title, source, line=_OUTLINE, shown=True)
    return layer | {"count": count}


def constraint_layers(
    notes: Sequence[LayerNote], lang: Lang, *, shown: bool = False
) -> list[Values]:
    """Return constraint layers, each in the colour of its meaning."""
    t = phrases(lang)
    found = []
    for note in notes:
        color = MEANING_COLORS[note.meaning]
        name = note.name_zh if lang == "zh" else note.name_en or note.name_zh
        title = t("player_titled", name=name, meaning=t(f"player_{note.meaning}"))
        line = {"color": color, "weight": 1.5, "fillColor": color, "fillOpacity": 0.2}
        source = {"url": link("planner.layer_shapes", "zh", layer_id=note.layer_id)}
        layer = area_layer(note.layer_id, title, source, line=line, shown=shown)
        found.append(layer | {"count": note.n_features})
    return found


def workbench_map(
    first: Sequence[Values],
    lang: Lang,
    *,
    area: tuple[str, str] | None = None,
    focus: bool = False,
    shown: Sequence[str] = (),
    title: str | None = None,
    name: str = "gz",
) -> RegionMap:
    """Return a map with layers of the workbench before those of the data.

    Parameters
    ----------
    first : sequence of dict
        Layers of the page, in the order of the panel.
    lang : {"zh", "en"}
        Language of the page.
    area : (str, str) or None
        Level (``leagues``, ``banners``) and code of the unit that the map is fitted
        to.
    focus : bool
        Whether the map is fitted to its first layer.
    shown : sequence of str
        Layers of the data that are drawn at once.
    title : str or None
        Title of the page's own layers in the panel.
    name : str
        Suffix of the id of the map.
    """
    catalog = get_catalog()
    links = site_links(lang)
    map_ = base_map(catalog, lang=lang, links=links, name=name)
    add_layers(
        map_,
        catalog,
        lang=lang,
        links=links,
        shown=shown,
        first=first,
        first_title=title or phrases(lang)("pmap_group"),
        without=("projects",),
    )
    if area is not None:
        map_.add_child(RegionPart("showArea", *area))
    elif focus and first:
        map_.add_child(RegionPart("fitLayer", first[0]["id"]))
    return map_
