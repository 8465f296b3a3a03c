"""The form of an answer: by the parameter ``f``, else by the header Accept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from flask import request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable
from werkzeug.http import parse_accept_header

from webapp.errors import Fault, ParameterError

JSON: Final = "application/json"
GEOJSON: Final = "application/geo+json"
SCHEMA_JSON: Final = "application/schema+json"
OPENAPI_30: Final = "application/vnd.oai.openapi+json;version=3.0"
OPENAPI_31: Final = "application/vnd.oai.openapi+json;version=3.1"
HTML: Final = "text/html"
_LONGEST_ACCEPT: Final = 1000


@dataclass(frozen=True)
class Form:
    """One form of a resource.

    Parameters
    ----------
    name : str
        Value of ``f``.
    media_type : str
        Its media type, with which it is sent unless another is asked for.
    also : tuple of str
        Further media types under which the same bytes may be asked for and sent.
    title_zh, title_en : str
        What a link calls it.
    """

    name: str
    media_type: str
    also: tuple[str, ...] = ()
    title_zh: str = ""
    title_en: str = ""


_HTML: Final = Form("html", HTML, title_zh="网页", title_en="HTML")
DOCUMENT: Final = (Form("json", JSON, title_zh="JSON", title_en="JSON"), _HTML)
"""Forms of a document."""
SCHEMA: Final = (
    Form("json", SCHEMA_JSON, (JSON,), title_zh="JSON Schema", title_en="JSON Schema"),
    _HTML,
)
"""Forms of a schema."""
GEOJSON_SCHEMA: Final = SCHEMA[:1]
"""The form of the schema of a feature in GeoJSON, which only programs read."""
DEFINITION: Final = (
    Form(
        "json",
        OPENAPI_30,
        ("application/vnd.oai.openapi+json", JSON),
        title_zh="OpenAPI 3.0",
        title_en="OpenAPI 3.0",
    ),
    _HTML,
    Form("json31", OPENAPI_31, title_zh="OpenAPI 3.1", title_en="OpenAPI 3.1"),
)
"""Forms of the definition of the API."""
FEATURE: Final = (
    Form("json", GEOJSON, (JSON,), title_zh="GeoJSON", title_en="GeoJSON"),
    _HTML,
)
"""Forms of one feature."""
FILES: Final = (
    Form("csv", "text/csv", title_zh="CSV", title_en="CSV"),
    Form(
        "gpkg",
        "application/geopackage+sqlite3",
        title_zh="GeoPackage",
        title_en="GeoPackage",
    ),
    Form("fgb", "application/flatgeobuf", title_zh="FlatGeobuf", title_en="FlatGeobuf"),
)
"""Forms of features that are files to be kept."""
FEATURES: Final = (*FEATURE, *FILES)
"""Forms of a list of features."""


def choose(forms: tuple[Form, ...], asked: str | None, accept: str) -> tuple[Form, str]:
    """Return the form of the answer and the media type that it is sent with.

    Parameters
    ----------
    forms : tuple of Form
        What there is, the preferred one first.
    asked : str or None
        Value of ``f``, which goes before the header.
    accept : str
        Value of the header Accept; empty if none was sent.

    Raises
    ------
    ParameterError
        If there is no form called `asked`.
    NotAcceptable
        If nothing that there is, is accepted.
    """
    if asked is None:
        return _accepted(forms, accept[:_LONGEST_ACCEPT])
    for form in forms:
        if form.name == asked:
            return form, form.media_type
    names = ", ".join(form.name for form in forms)
    message = f"is {asked[:40]!r}; expected one of: {names}"
    fault = Fault(
        "f", message, key="fault_choice", values={"value": asked[:40], "allowed": names}
    )
    raise ParameterError([fault])


@lru_cache(maxsize=512)
def _accepted(forms: tuple[Form, ...], accept: str) -> tuple[Form, str]:
    """Return what the header Accept prefers."""
    if not accept:
        return forms[0], forms[0].media_type
    offers = {media: form for form in forms for media in (form.media_type, *form.also)}
    known = {_plain(media) for media in offers}
    # A parameter by which nothing is told apart (charset, say) refuses nothing.
    accepted = MIMEAccept(
        (media if _plain(media) in known else media.partition(";")[0], quality)
        for media, quality in parse_accept_header(accept, MIMEAccept)
    )
    best = accepted.best_match(list(offers))
    if best is None:
        raise NotAcceptable

    return offers[best], best


def _plain(media_type: str) -> str:
    """Return a media type as it is compared: without spaces, in small letters."""
    return media_type.replace(" ", "").lower()


def is_page_wanted() -> bool:
    """Tell whether an error of the service is to be shown as a page for people."""
    if not request.path.startswith("/ogc"):
        return False
    asked = request.args.get("f")
    if asked is not None:
        return asked == "html"
    try:
        form, _ = choose(DOCUMENT, None, request.headers.get("Accept", ""))
    except NotAcceptable:
        return False
    return form.name == "html"
