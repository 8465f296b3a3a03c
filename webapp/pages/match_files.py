"""``/match.json``, ``.geojson``, ``.csv``, ``.xlsx``: an answer as files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from flask import Response, request

from geo_zs.matching.requirement_schema import MAX_TOP
from webapp.delivery import Body, kept, make_body, send
from webapp.errors import ParameterError
from webapp.exports import csv_table, geojson, workbook
from webapp.exports.answer_words import FileWords
from webapp.match.form import MatchForm
from webapp.match.reader import read_form
from webapp.matcher import Answered, run
from webapp.pages.blueprint import pages
from webapp.params import read_lang
from webapp.phrases import Lang, phrases
from webapp.present import to_json
from webapp.state import get_catalog, get_state

Whole = Literal["never", "unless_asked", "always"]


@pages.get("/match.json")
def match_json() -> Response:
    """Send the answer as the API gives it."""

    def make(answered: Answered, _words: FileWords, _lang: Lang) -> bytes:
        return to_json(answered.answer).encode()

    return _file("match.json", "application/json", make, whole="never")


@pages.get("/match.geojson")
def match_geojson() -> Response:
    """Send the ranked and excluded sites as GeoJSON."""

    def make(answered: Answered, _words: FileWords, _lang: Lang) -> bytes:
        collection = geojson.answer_geojson(get_catalog(), answered.answer)
        return to_json(collection).encode()

    return _file("match.geojson", geojson.MEDIA_TYPE, make)


@pages.get("/match.csv")
def match_csv() -> Response:
    """Send the ranked sites as a table."""

    def make(_answered: Answered, words: FileWords, lang: Lang) -> bytes:
        return csv_table.ranked_csv(words, phrases(lang))

    return _file("match.csv", csv_table.MEDIA_TYPE, make)


@pages.get("/match-excluded.csv")
def match_excluded_csv() -> Response:
    """Send the excluded sites as a table."""

    def make(_answered: Answered, words: FileWords, lang: Lang) -> bytes:
        return csv_table.excluded_csv(words, phrases(lang))

    return _file("match-excluded.csv", csv_table.MEDIA_TYPE, make)


@pages.get("/match.xlsx")
def match_xlsx() -> Response:
    """Send a workbook that goes on ranking when its weights are changed."""

    def make(answered: Answered, words: FileWords, lang: Lang) -> bytes:
        return workbook.match_workbook(get_catalog(), answered, words, lang)

    return _file("match.xlsx", workbook.MEDIA_TYPE, make, whole="always")


def _form() -> MatchForm:
    """Return what the link asks for; raises what is wrong with it."""
    form = read_form(request.args, get_catalog(), read_lang(request.args))
    if form.problems or form.ignored:
        raise ParameterError((*form.problems, *form.ignored))
    return form


def _file(
    name: str,
    media_type: str,
    make: Callable[[Answered, FileWords, Lang], bytes],
    *,
    whole: Whole = "unless_asked",
) -> Response:
    """Send a file to be saved, made only when the same one is not kept.

    Parameters
    ----------
    name : str
        Name of the file.
    media_type : str
        Value of Content-Type.
    make : callable
        Takes the answer, its words and the language; returns the bytes.
    whole : {"never", "unless_asked", "always"}
        List all ranked places: never, unless the link says how many, or always.
    """
    state = get_state()
    lang = read_lang(request.args)
    wanted = _form().to_request()
    top = wanted.get("top", 1)
    is_usable = isinstance(top, int) and 1 <= top <= MAX_TOP  # else it is refused
    if whole == "unless_asked":
        wanted.setdefault("top", MAX_TOP)
    elif whole == "always" and is_usable:
        wanted["top"] = MAX_TOP
    key = (state.catalog.data_version, request.path, to_json(wanted), lang)

    def body() -> Body:
        answered = run(state, wanted)
        words = FileWords(state.catalog, answered, lang, wanted)
        return make_body(make(answered, words, lang), media_type)

    response = send(kept(state.pages, key, body))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
