"""``/match``: a requirement in words and in a form, and its answer."""

from __future__ import annotations

from flask import Response, redirect, request

from geo_zs.errors import Problem, RequirementError
from geo_zs.matching.requirement_schema import MAX_TOP
from webapp.delivery import Body
from webapp.match.faults import told_in_form
from webapp.match.form import MatchForm
from webapp.match.page import Shown, page_values
from webapp.match.reader import read_form
from webapp.match.sent import MAX_LINK, tidy
from webapp.matcher import run
from webapp.pages.blueprint import kept_page, pages, refused_page, render
from webapp.pages.context import link
from webapp.params import read_lang
from webapp.phrases import Lang
from webapp.state import get_catalog, get_state


@pages.get("/match")
def match() -> Response:
    """Show the form and, if something is asked, the answer."""
    form = read_form(request.args, get_catalog(), read_lang(request.args))
    return _answer(form)


@pages.post("/match")
def match_sent() -> Response:
    """Take the form and lead to the link that stands for it.

    A requirement too long for a link is answered at once.
    """
    lang = read_lang(request.args)
    form = read_form(tidy(request.form), get_catalog(), lang)
    if form.problems or form.ignored or _is_long(form):
        return _answer(form)
    response = redirect(link("pages.match", lang, **form.values()), 303)
    response.headers["Cache-Control"] = "no-store"
    return Response(status=303, headers=response.headers)


def _answer(form: MatchForm) -> Response:
    """Return the page about a form: its answer, or what is wrong with it."""
    is_long = _is_long(form)
    if form.problems:
        return _refused(form, form.problems)

    def make(lang: Lang) -> Body:
        answered = run(get_state(), _with_all(form)) if form.is_asked else None
        return _page(Shown(form, answered, (), is_long), lang)

    try:
        if form.ignored or is_long:
            return refused_page({} if is_long else form.values(), make, status=200)
        return kept_page(form.values(), make)
    except RequirementError as error:
        lang = read_lang(request.args)
        faults = [told_in_form(fault, form, lang) for fault in error.problems]
        return _refused(form, tuple(faults))


def _refused(form: MatchForm, problems: tuple[Problem, ...]) -> Response:
    """Return the form with what is wrong with it."""
    is_long = _is_long(form)

    def make(lang: Lang) -> Body:
        return _page(Shown(form, None, problems, is_long), lang)

    return refused_page({} if is_long else form.values(), make, status=422)


def _is_long(form: MatchForm) -> bool:
    """Tell whether the requirement is too long for a link."""
    return len(link("pages.match", "en", **form.values())) > MAX_LINK


def _with_all(form: MatchForm) -> dict[str, object]:
    """Return the requirement with all places listed: weights may move them up.

    A number of places that cannot be used is left as it is, to be refused.
    """
    asked = form.to_request()
    top = asked.get("top", 1)
    is_usable = isinstance(top, int) and 1 <= top <= MAX_TOP
    return {**asked, "top": MAX_TOP} if is_usable else asked


def _page(shown: Shown, lang: Lang) -> Body:
    """Return the page."""
    values, script_hashes = page_values(shown, lang)
    return render("pages/match.html", values, script_hashes=script_hashes)
