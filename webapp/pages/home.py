"""``/``: the map of everything."""

from __future__ import annotations

from flask import Response

from geo_zs.maps.compose import home_map
from geo_zs.maps.links import site_links
from webapp.delivery import Body
from webapp.mapview import embed
from webapp.pages.blueprint import kept_page, pages, render
from webapp.phrases import Lang
from webapp.state import get_catalog


@pages.get("/")
def home() -> Response:
    """Show the map with all layers."""
    return kept_page({}, _page)


def _page(lang: Lang) -> Body:
    """Return the home page."""
    view = embed(home_map(get_catalog(), lang=lang, links=site_links(lang)), lang)
    return render("pages/home.html", {"map": view}, script_hashes=view.script_hashes)
