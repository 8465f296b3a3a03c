"""All that the template of ``/match`` shows."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from flask import current_app
from markupsafe import Markup

from geo_zs.maps import style
from geo_zs.maps.compose import base_map, match_map
from geo_zs.maps.links import site_links
from geo_zs.maps.popup import data_block
from geo_zs.maps.url_layer import RegionPart
from webapp.cells import industry_name
from webapp.mapview import embed
from webapp.match import choices
from webapp.match.asked import asked_texts, slider_rows
from webapp.match.examples import examples
from webapp.match.live import live_criteria, live_values, plain_weights
from webapp.match.reading import Reading, filled, reading_of, understand
from webapp.match.sent import shown_text
from webapp.match.understanding import Understanding
from webapp.match.view import AnswerView
from webapp.pages.context import link
from webapp.pages.layer_tables import league_options
from webapp.phrases import Lang, phrases
from webapp.present import plain, to_json
from webapp.state import get_catalog

if TYPE_CHECKING:
    from geo_zs.errors import Problem
    from webapp.match.form import MatchForm
    from webapp.matcher import Answered

DEFAULT_TOP: Final = 10
"""Places with a card, unless the link says how many."""

FILES: Final = (
    "pages.match_xlsx",
    "pages.match_csv",
    "pages.match_excluded_csv",
    "pages.match_geojson",
    "pages.match_json",
)
"""Views that send an answer as a file."""


@dataclass(frozen=True)
class Shown:
    """What a page is about.

    Parameters
    ----------
    form : MatchForm
        What the link holds.
    answered : Answered or None
        The answer with all ranked places; None if there is none.
    problems : tuple of Problem
        Why there is none.
    is_long : bool
        Whether the requirement is too long for a link.
    """

    form: MatchForm
    answered: Answered | None
    problems: tuple[Problem, ...]
    is_long: bool = False


def page_values(shown: Shown, lang: Lang) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the values of the template, and the hashes of its scripts.

    Parameters
    ----------
    shown : Shown
        What the page is about.
    lang : {"zh", "en"}
        Language of the page.
    """
    catalog = get_catalog()
    form, problems = shown.form, shown.problems
    said = understand(form.text, catalog)
    counted = understand(form.sent, catalog) if form.sent else said
    read = reading_of(counted, form.kept) if counted or form.kept else Reading()
    full = filled(form, read)
    sliders = _sliders(shown, full, lang)
    values: dict[str, Any] = {
        "form": full,
        "link_form": form,
        "from_text": read.fields - set(form.values()),
        "shown": shown_text(read, sliders),
        "understanding": Understanding(
            catalog, said, form, lang, has_links=not shown.is_long
        )
        if said
        else None,
        "problems": problems,
        "is_long": shown.is_long,
        "switch_fields": _fields(form.values()) if shown.is_long else [],
        "faults": {fault.field: fault.message for fault in problems if fault.field},
        "industry_groups": choices.industry_groups(lang),
        "industry_words": choices.industry_words(lang),
        "leagues": league_options(lang),
        "ports": choices.port_options(lang),
        "presets": choices.preset_options(lang),
        "away_layers": choices.away_options(lang),
        "sliders": sliders,
        "examples": examples(lang),
        "answer": None,
        "ranked_any": False,
        "preset_name": "",
        "map": None,
    }
    if shown.answered is None:
        map_ = base_map(catalog, lang=lang, links=site_links(lang))
        map_.add_child(RegionPart("fit", style.REGION_BOUNDS))
        embedded = embed(map_, lang)
        return {**values, "map": embedded}, embedded.script_hashes
    more, script_hashes = _answer_values(shown.answered, shown, full, lang)
    return {**values, **more}, script_hashes


def _sliders(shown: Shown, full: MatchForm, lang: Lang) -> list[dict[str, Any]]:
    """Return the sliders of an answer; none where nothing is answered."""
    if shown.answered is None:
        return []
    result, book = shown.answered.result, get_catalog().criteria
    scored = plain_weights(result, book)
    left_out = {one.id for one in result.preset.criteria if one.id not in scored}
    return slider_rows(
        live_criteria(result, book), result.preset, full, lang, left_out=left_out
    )


def _answer_values(
    answered: Answered, shown: Shown, full: MatchForm, lang: Lang
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return what the template shows of an answer, and the hashes of its scripts."""
    catalog = get_catalog()
    form, t = shown.form, phrases(lang)
    top = int(float(form.texts.get("top", DEFAULT_TOP)))
    view = AnswerView(catalog, answered, lang, top=top)
    map_ = match_map(catalog, view.map_answer, lang=lang, links=site_links(lang))
    embedded = embed(map_, lang)
    live = live_values(answered.result, catalog.criteria, top=top)
    texts = {
        name: t(f"live_{name}") for name in ("first", "moved", "same", "failed", "zero")
    }
    texts |= {
        "comma": t("live_comma"),
        "share": t("weight_share", value="{value}"),
    }
    given = form.values()
    tags = answered.answer["understood"]["industry_tags"]
    names = [industry_name(catalog, tag, lang) for tag in tags]
    values: dict[str, Any] = {
        "answer": view,
        "ranked_any": bool(answered.answer["ranked"]),
        "top": top,
        "map": embedded,
        "preset_name": view.preset_name,
        "industry": t.join(names),
        "asked": asked_texts(replace(full, text=""), catalog, lang),
        "live": Markup(  # noqa: S704 - made by geo_zs.maps for a data block
            data_block(
                "match-live", to_json({**live, "texts": texts, "names": view.names})
            )
        ),
        "request_json": json.dumps(form.to_request(), ensure_ascii=False, indent=2),
        "here_href": link("pages.match", lang, **given),
        "reset_href": link("pages.match", lang, **replace(form, weights={}).values()),
        "downloads": [] if shown.is_long else _downloads(given, lang),
        "compare": None if shown.is_long else _compare(given),
    }
    return values, embedded.script_hashes


def _downloads(given: dict[str, Any], lang: Lang) -> list[tuple[str, str]]:
    """Return the files of an answer: name, and link."""
    t = phrases(lang)
    return [
        (t(f"file_{endpoint.removeprefix('pages.')}"), link(endpoint, lang, **given))
        for endpoint in FILES
        if endpoint in current_app.view_functions
    ]


def _compare(given: dict[str, Any]) -> list[tuple[str, str]] | None:
    """Return the fields that the form of the comparison carries; None without it."""
    if "pages.compare" not in current_app.view_functions:
        return None
    return _fields(given)


def _fields(given: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the parameters of a link as the fields of a form."""
    fields: list[tuple[str, str]] = []
    for name, value in plain(given).items():
        values = value if isinstance(value, list) else [value]
        fields.extend((name, str(one)) for one in values)
    return fields
