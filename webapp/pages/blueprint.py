"""The blueprint of the pages, and how a page is made and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from flask import Blueprint, Response, g, render_template, request

from webapp.delivery import Body, kept, make_body, send
from webapp.params import read_lang
from webapp.phrases import Lang
from webapp.state import get_state

pages: Final = Blueprint("pages", __name__)

HTML: Final = "text/html; charset=utf-8"


def kept_page(
    values: Mapping[str, str | Sequence[str]], make: Callable[[Lang], Body]
) -> Response:
    """Send a page, made only when the same one is not kept.

    Parameters
    ----------
    values : mapping of str to str or sequence of str
        The parameters read from the link: all that the page depends on, besides
        the data version, the path and the language.
    make : callable
        Takes the language, returns the page.

    Returns
    -------
    Response
    """
    state = get_state()
    lang = read_lang(request.args)
    g.link_values = dict(values)
    known = tuple(
        (name, value if isinstance(value, str) else tuple(value))
        for name, value in sorted(values.items())
    )
    key = (state.catalog.data_version, request.path, known, lang)
    return send(kept(state.pages, key, lambda: make(lang)))


def refused_page(
    values: Mapping[str, str | Sequence[str]],
    make: Callable[[Lang], Body],
    *,
    status: int,
) -> Response:
    """Send a page that names what is wrong with the link; it is never kept.

    Parameters
    ----------
    values, make
        As for `kept_page`; the values that could be read.
    status : int
        HTTP status.

    Returns
    -------
    Response
    """
    g.link_values = dict(values)
    body = make(read_lang(request.args))
    return send(body, status=status, cache_control="no-store")


def render(
    template: str,
    values: Mapping[str, Any],
    *,
    script_hashes: tuple[str, ...] = (),
) -> Body:
    """Render a template to a page.

    Parameters
    ----------
    template : str
        Name below ``templates/``.
    values : mapping
        What the template shows.
    script_hashes : tuple of str
        Hashes of the inline scripts that the page may run.

    Returns
    -------
    Body
    """
    html = render_template(template, **values)
    return make_body(html.encode(), HTML, script_hashes=script_hashes)
