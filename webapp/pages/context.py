"""What every template can use: words, links that keep the language, assets."""

from __future__ import annotations

from typing import Any, Final

from flask import Flask, current_app, g, request, url_for

import geo_zs
from webapp.params import read_lang
from webapp.phrases import Lang, phrases
from webapp.present import number_text, percent_text
from webapp.state import get_state

NAVIGATION: Final = (
    ("pages.home", "nav_map"),
    ("pages.match", "nav_match"),
    ("pages.projects", "nav_projects"),
    ("planner.home", "nav_planner"),
    ("pages.region", "nav_region"),
    ("pages.layer_list", "nav_layers"),
    ("pages.sources", "nav_data"),
    ("pages.method", "nav_method"),
)
"""Pages of the main navigation: endpoint and phrase."""


def link(endpoint: str, lang: Lang, **values: Any) -> str:  # noqa: ANN401 - url parts
    """Return the address of a page, keeping the language.

    Parameters
    ----------
    endpoint : str
        Name of the view.
    lang : {"zh", "en"}
        Language to keep; Chinese needs no parameter.
    **values
        Parts of the path and parameters; None and empty ones are left out.
    """
    kept = {key: value for key, value in values.items() if value not in (None, "", ())}
    if lang != "zh":
        kept["lang"] = lang
    return url_for(endpoint, **kept)


def switch_link(lang: Lang) -> str:
    """Return the address of the present page in `lang`.

    Only parameters that the page was made from are kept (`kept_page` names them):
    a page that is kept must not carry what one visitor added to its address.
    """
    routes = current_app.create_url_adapter(request)
    is_page = routes is not None and routes.test(method="GET")
    if request.endpoint is None or not is_page:
        at_work = request.path.startswith("/planner")
        return link("planner.home" if at_work else "pages.home", lang)
    known: dict[str, Any] = g.get("link_values", {})
    return link(request.endpoint, lang, **{**known, **(request.view_args or {})})


def install_context(app: Flask) -> None:
    """Give the words, links and assets to all templates of `app`."""

    @app.context_processor
    def common() -> dict[str, Any]:
        state = get_state()
        lang = read_lang(request.args)
        other: Lang = "en" if lang == "zh" else "zh"
        return {
            "t": phrases(lang),
            "lang": lang,
            "other_lang": other,
            "asset": state.assets.address,
            "link": lambda endpoint, **values: link(endpoint, lang, **values),
            "switch": switch_link(other),
            "navigation": NAVIGATION,
            "here": request.endpoint,
            "data_version": state.catalog.data_version,
            "boundary_credit": state.catalog.boundaries.attribution(lang),
            "is_credit_chinese": lang != "zh"
            and not state.catalog.boundaries.is_own_file,
            "app_version": geo_zs.__version__,
            "number_text": number_text,
            "percent_text": percent_text,
        }
