"""The pages of one collection: what it is, and what its features hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo_zs.features.reference_systems import STORAGE, SYSTEMS
from webapp.ogc.answers import Asked, Made
from webapp.ogc.formats import FEATURES
from webapp.ogc.links import own_links
from webapp.ogc.page_parts import feature_dicts, form_links, here, render
from webapp.ogc.place_map import MOST_DRAWN, has_own_shapes, place_map, placed_of
from webapp.phrases import Lang, phrases

if TYPE_CHECKING:
    from geo_zs.features.collection import Collection


def collection(asked: Asked, found: Collection) -> Made:
    """Return the page of a collection."""
    asked.reader().finish()
    lang = asked.lang
    links = own_links(
        asked.base, ("collections", found.id), asked.forms, asked.form, lang=lang
    )
    rows = np.arange(min(len(found), MOST_DRAWN))
    first = feature_dicts(found, rows, has_shapes=has_own_shapes(found))
    view = place_map(found, first, lang)
    return render(
        asked,
        "collection",
        script_hashes=view.script_hashes if view else (),
        found=found,
        title=found.title(lang),
        other_title=found.title("en" if lang == "zh" else "zh"),
        description=found.description(lang),
        geometry=geometry_word(found, lang),
        bounds=_degrees(found.bounds),
        interval=found.interval if found.interval[0] else None,
        systems=[
            (one.uri, one.title_zh if lang == "zh" else one.title_en) for one in SYSTEMS
        ],
        storage=STORAGE.uri,
        forms=form_links(links),
        files=[
            (form.title_en, here("zh", "items", collectionId=found.id, f=form.name))
            for form in FEATURES
            if form.name != "html"
        ],
        properties=property_rows(found, lang),
        map=view,
        drawn=len(placed_of(first)) if has_own_shapes(found) else None,
        query={},
        example=filter_example(found),
        faults=[],
    )


def schema(asked: Asked, found: Collection, part: str) -> Made:
    """Return the page of a schema: a table of the properties."""
    asked.reader().finish()
    lang = asked.lang
    links = own_links(
        asked.base, ("collections", found.id, part), asked.forms, asked.form, lang=lang
    )
    return render(
        asked,
        "schema",
        found=found,
        title=found.title(lang),
        part=part,
        properties=property_rows(found, lang),
        geometry=geometry_word(found, lang),
        forms=form_links(links),
    )


def property_rows(found: Collection, lang: Lang) -> list[dict[str, Any]]:
    """Return the properties of a collection as rows of a table."""
    t = phrases(lang)
    return [
        {
            "name": one.name,
            "title": t.pair(one.title_zh, one.title_en),
            "description": one.description(lang),
            "type": t(f"ogc_type_{one.type}"),
            "unit": t.unit(one.unit) if one.unit else "",
            "words": list(one.enum),
        }
        for one in found.properties
    ]


def geometry_word(found: Collection, lang: Lang) -> str:
    """Return what the places of the features are."""
    return phrases(lang)(f"ogc_geometry_{found.geometry.replace('-', '_')}")


def filter_example(found: Collection) -> str:
    """Return a filter that works on a collection."""
    if found.property("confidence"):
        return "confidence = 'official'"
    named = next((one for one in found.properties if one.type == "string"), None)
    return f"{named.name} IS NOT NULL" if named else "geometry IS NOT NULL"


def _degrees(bounds: tuple[float, float, float, float] | None) -> str:
    """Return west, south, east, north for reading; empty where there is no place."""
    return "" if bounds is None else ", ".join(f"{value:.4f}°" for value in bounds)
