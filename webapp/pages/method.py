"""``/method``: how the score comes about, with live figures."""

from __future__ import annotations

from typing import Final

from flask import Response

from geo_zs.matching.notices import KNOWN_SHARE
from webapp.delivery import Body
from webapp.matcher import run
from webapp.method import figures
from webapp.method.backtest import backtest_view
from webapp.method.curves import HEIGHT, WIDTH
from webapp.method.example import LINK, REQUEST, Example
from webapp.pages.blueprint import kept_page, pages, render
from webapp.pages.context import link
from webapp.phrases import Lang
from webapp.present import percent_text
from webapp.state import get_catalog, get_state

SECTIONS: Final = (
    "sites",
    "limits",
    "rules",
    "criteria",
    "weights",
    "unknown",
    "interval",
    "stability",
    "backtest",
    "not",
)
"""The ten sections, by the key of their phrases and anchors."""


@pages.get("/method")
def method() -> Response:
    """Show how the score comes about."""
    return kept_page({}, _page)


def _page(lang: Lang) -> Body:
    """Return the page."""
    catalog = get_catalog()
    example = Example(catalog, run(get_state(), REQUEST), lang)
    rules = figures.rule_rows(catalog, lang)
    return render(
        "pages/method.html",
        {
            "sections": SECTIONS,
            "sites": figures.site_figures(catalog),
            "partial": [
                layer.spec.title(lang)
                for layer in catalog.layers.values()
                if layer.spec.completeness == "partial"
            ],
            "rules": rules,
            "n_excluding": sum(rule["effect"] == "exclude" for rule in rules),
            "presets": figures.preset_views(catalog, lang),
            "known": figures.known_rows(catalog, lang),
            "known_share": percent_text(KNOWN_SHARE),
            "example": example,
            "frame": (WIDTH, HEIGHT),
            "backtest": backtest_view(lang),
            "match_href": link("pages.match", lang, **LINK),
        },
    )
