"""``/match``: the form, the answer on a map and in a table."""

from __future__ import annotations

import json
from typing import Any, Final

from flask import Response, request

from geo_zs.errors import Problem, RequirementError
from geo_zs.maps.compose import match_map
from geo_zs.maps.links import site_links
from webapp.cells import industry_name
from webapp.delivery import Body
from webapp.mapview import embed
from webapp.match.faults import told_in_form
from webapp.match.form import MatchForm, asked_texts, preset_rows
from webapp.match.reader import read_form
from webapp.match.view import AnswerView
from webapp.matcher import Answered, run
from webapp.pages.blueprint import kept_page, pages, refused_page, render
from webapp.pages.context import link
from webapp.pages.layer_tables import league_options
from webapp.params import read_lang
from webapp.phrases import Lang, phrases
from webapp.present import rows_of
from webapp.state import get_catalog, get_state

EXAMPLES: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    (
        "example_wafer",
        {
            "industry": "pv_wafer",
            "land": "300",
            "land_unit": "mu",
            "power": "55",
            "rail": "30",
        },
    ),
    (
        "example_coal",
        {"industry": "coal_chemical", "chemical": "1", "unverified": "keep"},
    ),
    (
        "example_border",
        {
            "industry": "import_processing",
            "port": "60",
            "neighbour": "Mongolia",
            "mode": "road",
        },
    ),
)
"""Requirements that a visitor can try: phrase and parameters of the link."""


@pages.get("/match")
def match() -> Response:
    """Show the form and, if something is asked, the answer."""
    form = read_form(request.args, get_catalog(), read_lang(request.args))
    problems = list(form.problems)
    answered = None
    if form.is_asked and not problems:
        try:
            answered = run(get_state(), form.to_request())
        except RequirementError as error:
            lang = read_lang(request.args)
            problems = [told_in_form(fault, form, lang) for fault in error.problems]
    if problems:
        return refused_page(
            form.values(), lambda lang: _page(form, None, problems, lang), status=422
        )
    if form.ignored:
        return refused_page(
            form.values(), lambda lang: _page(form, answered, [], lang), status=200
        )
    return kept_page(form.values(), lambda lang: _page(form, answered, [], lang))


def _page(
    form: MatchForm, answered: Answered | None, problems: list[Problem], lang: Lang
) -> Body:
    """Return the page."""
    catalog = get_catalog()
    known = form.industry in set(catalog.tables["industries"]["tag"])
    preset = catalog.criteria.preset_for(form.industry) if known else None
    values: dict[str, Any] = {
        "form": form,
        "problems": problems,
        "faults": {fault.field: fault.message for fault in problems if fault.field},
        "industry_groups": industry_groups(lang),
        "industry_words": industry_words(lang),
        "leagues": league_options(lang),
        "sliders": preset_rows(preset, form, lang) if preset else [],
        "preset_name": phrases(lang).pair(preset.name_zh, preset.name_en)
        if preset
        else "",
        "examples": [
            (phrases(lang)(key), link("pages.match", lang, **parameters))
            for key, parameters in EXAMPLES
        ],
        "answer": None,
        "map": None,
    }
    if answered is None:
        return render("pages/match.html", values)
    view = AnswerView(catalog, answered, lang)
    map_ = match_map(catalog, view.map_answer, lang=lang, links=site_links(lang))
    embedded = embed(map_, lang)
    values |= {
        "answer": view,
        "map": embedded,
        "industry": industry_name(catalog, form.industry, lang),
        "asked": asked_texts(form, catalog, lang),
        "request_json": json.dumps(form.to_request(), ensure_ascii=False, indent=2),
        "json_href": link("pages.match_json", lang, **form.values()),
        "geojson_href": link("pages.match_geojson", lang, **form.values()),
    }
    return render("pages/match.html", values, script_hashes=embedded.script_hashes)


def industry_groups(lang: Lang) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the industries by value chain, for a choice."""
    t = phrases(lang)
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in rows_of(get_catalog().tables["industries"]):
        name = t.pair(row["name_zh"], row["name_en"])
        groups.setdefault(str(row["value_chain"]), []).append((row["tag"], name))
    return [(t.chain(chain), items) for chain, items in groups.items()]


def industry_words(lang: Lang) -> list[tuple[str, str]]:
    """Return words that find an industry, with its name, for the search field."""
    t = phrases(lang)
    found: list[tuple[str, str]] = []
    for row in rows_of(get_catalog().tables["industries"]):
        name = t.pair(row["name_zh"], row["name_en"])
        found.append((name, row["tag"]))
        if lang == "zh":
            found.extend((word, row["tag"]) for word in row["synonyms_zh"])
    return found
