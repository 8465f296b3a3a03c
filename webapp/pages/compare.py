"""``/compare``: two to four sites side by side for one requirement."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response, request

from geo_zs.comparison.compare import MOST, compare
from geo_zs.errors import Problem, RequirementError
from geo_zs.maps.compare import compare_map
from geo_zs.maps.links import site_links
from geo_zs.matching.requirement_schema import MAX_TOP
from webapp.cells import industry_name
from webapp.compare.reader import IDS, CompareForm, read_compare, site_label
from webapp.compare.view import CompareView
from webapp.delivery import Body
from webapp.mapview import embed
from webapp.match.asked import asked_texts
from webapp.match.choices import industry_groups
from webapp.match.faults import told_in_form
from webapp.match.reading import Reading, filled, reading_of, understand
from webapp.matcher import Answered, run
from webapp.pages.blueprint import kept_page, pages, refused_page, render
from webapp.pages.context import link
from webapp.params import read_lang
from webapp.phrases import Lang, phrases
from webapp.state import get_catalog, get_state


@pages.get("/compare", endpoint="compare")
def compare_sites() -> Response:
    """Show the form and, if sites and an industry are given, the comparison."""
    lang = read_lang(request.args)
    form = read_compare(request.args, get_catalog(), lang)
    problems = list(form.problems)
    answered = None
    if form.is_asked and not problems:
        try:
            wanted = form.match.to_request() | {"top": MAX_TOP}
            answered = run(get_state(), wanted)
        except RequirementError as error:
            problems = [told_in_form(one, form.match, lang) for one in error.problems]
    if problems:
        return refused_page(
            form.values(), lambda lang: _page(form, None, problems, lang), status=422
        )
    return kept_page(form.values(), lambda lang: _page(form, answered, [], lang))


def _page(
    form: CompareForm, answered: Answered | None, problems: list[Problem], lang: Lang
) -> Body:
    """Return the page."""
    catalog = get_catalog()
    sites = catalog.sites
    labels = [site_label(sites, key, lang) for key in form.sites] or list(form.typed)
    hidden = {
        name: value
        for name, value in form.match.values().items()
        if name not in ("industry", "industry_name", "weights_of")
    }
    values: dict[str, Any] = {
        "form": form,
        "problems": problems,
        "typed": [*labels, *[""] * MOST][:MOST],
        "site_words": [site_label(sites, key, lang) for key in sites.ids],
        "industry_groups": industry_groups(lang),
        "industry": form.match.industry,
        "hidden": [
            (name, text)
            for name, given in hidden.items()
            for text in ([given] if isinstance(given, str) else given)
        ],
        "view": None,
        "map": None,
    }
    if answered is None:
        return render("pages/compare.html", values)
    found = compare(answered.result, catalog.criteria, form.sites)
    view = CompareView(catalog, answered, found, lang)
    map_ = compare_map(catalog, view.map_entries, lang=lang, links=site_links(lang))
    embedded = embed(map_, lang)
    tags = answered.answer["understood"]["industry_tags"]
    names = [industry_name(catalog, tag, lang) for tag in tags]
    own = {name: given for name, given in form.values().items() if name != IDS}
    values |= {
        "view": view,
        "map": embedded,
        "industry_name": phrases(lang).join(names),
        "asked": _asked(form, lang),
        "match_href": link("pages.match", lang, **own),
    }
    return render("pages/compare.html", values, script_hashes=embedded.script_hashes)


def _asked(form: CompareForm, lang: Lang) -> list[str]:
    """Return what the requirement asks for, one short text for each part."""
    catalog, given = get_catalog(), form.match
    said = understand(given.sent or given.text, catalog)
    full = filled(given, reading_of(said) if said else Reading())
    return asked_texts(replace(full, text=""), catalog, lang)
