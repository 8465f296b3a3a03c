"""The pages of features: a table of many, and one with all its values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from geo_zs.features.reference_systems import CRS84
from webapp.errors import Fault, ParameterError, PlacedFault
from webapp.ogc.answers import Asked, Made
from webapp.ogc.asking import LIMIT, Page, read_crs, read_page
from webapp.ogc.collection_pages import filter_example, property_rows
from webapp.ogc.formats import FILES
from webapp.ogc.items import feature_links, page_links, row_of
from webapp.ogc.links import Link, header
from webapp.ogc.page_parts import (
    ValueMaker,
    feature_dicts,
    form_links,
    here,
    name_of,
    render,
)
from webapp.ogc.place_map import has_own_shapes, place_map, placed_of
from webapp.phrases import Lang, phrases

if TYPE_CHECKING:
    from geo_zs.errors import Problem
    from geo_zs.features.collection import Collection


def features(asked: Asked, found: Collection) -> Made:
    """Return a page of features; one that says what is wrong with the link, if so."""
    lang = asked.lang
    try:
        page, faults = read_page(asked, found), []
    except ParameterError as error:
        nothing = np.empty(0, dtype=np.intp)
        page = Page(nothing, 0, LIMIT, CRS84, has_limit=False)
        faults = [_fault(one, lang) for one in error.problems]
    links = page_links(asked, found, page) if not faults else []
    shown = feature_dicts(found, page.shown, has_shapes=has_own_shapes(found))
    view = place_map(found, shown, lang)
    maker = ValueMaker(found, lang)
    made = render(
        asked,
        "items",
        script_hashes=view.script_hashes if view else (),
        status=400 if faults else 200,
        found=found,
        title=found.title(lang),
        heads=[one for one in found.properties if one.role != "id"],
        units=[
            phrases(lang).unit(one.unit) if one.unit else ""
            for one in found.properties
            if one.role != "id"
        ],
        rows=[_row(one, found, maker, lang) for one in shown],
        total=len(page.rows),
        first=page.offset + 1 if len(page.shown) else 0,
        last=page.offset + len(page.shown),
        next=_target(links, "next", asked),
        prev=_target(links, "prev", asked),
        forms=[one for one in form_links(links) if one["type"] != "text/html"],
        files=_whole(links),
        query=dict(asked.args),
        limit=page.limit,
        example=filter_example(found),
        faults=faults,
        map=view,
        drawn=len(placed_of(shown)) if has_own_shapes(found) else None,
    )
    if faults:
        return made
    return replace(made, headers=header(links))


def _fault(problem: Problem, lang: Lang) -> dict[str, Any]:
    """Return a fault in the words of the page, as far as there are such words."""
    if isinstance(problem, PlacedFault):
        text = problem.zh if lang == "zh" else problem.message
        return {"field": problem.field, "text": text, "snippet": problem.snippet}
    t = phrases(lang)
    if isinstance(problem, Fault) and t.knows(problem.key):
        text = t(problem.key, **problem.values)
    else:
        text = (problem.zh if lang == "zh" else "") or problem.message
    return {"field": problem.field, "text": text, "snippet": ""}


def _row(
    one: dict[str, Any], found: Collection, maker: ValueMaker, lang: Lang
) -> dict[str, Any]:
    """Return a feature as a row of the table."""
    values = one["properties"]
    return {
        "id": one["id"],
        "href": here(lang, "item", collectionId=found.id, featureId=one["id"]),
        "cells": [
            maker.value(each, values[each.name])
            for each in found.properties
            if each.role != "id"
        ],
    }


def _target(links: list[Link], rel: str, asked: Asked) -> str:
    """Return the address of a relation on this site; empty if there is none."""
    href = next((one["href"] for one in links if one["rel"] == rel), "")
    return href.removeprefix(asked.site)


def _whole(links: list[Link]) -> list[tuple[str, str]]:
    """Return name and address of the files of all features that match."""
    names = {form.media_type: form.title_en for form in FILES}
    whole = [one for one in links if one["rel"] == "enclosure"]
    whole = whole or [
        one for one in links if one["rel"] == "alternate" and one["type"] in names
    ]
    return [(names[one["type"]], one["href"]) for one in whole]


def feature(asked: Asked, found: Collection, feature_id: str) -> Made:
    """Return the page of one feature."""
    lang = asked.lang
    read_crs(asked)
    at = row_of(found, feature_id)
    (one,) = feature_dicts(found, np.array([at]), has_shapes=has_own_shapes(found))
    links = feature_links(asked, found, feature_id)
    view = place_map(found, [one], lang)
    values = one["properties"]
    maker = ValueMaker(found, lang)
    facts = [
        {**row, "value": maker.value(each, values[each.name])}
        for each, row in zip(found.properties, property_rows(found, lang), strict=True)
    ]
    return replace(
        render(
            asked,
            "item",
            script_hashes=view.script_hashes if view else (),
            found=found,
            title=found.title(lang),
            name=name_of(values, lang) or feature_id,
            feature_id=feature_id,
            facts=[each for each in facts if each["value"].text],
            unknown=[each["title"] for each in facts if not each["value"].text],
            forms=form_links(links),
            map=view,
        ),
        headers=header(links),
    )
