"""``/region``: what the founding article says of the region, and totals by league."""

from __future__ import annotations

from typing import Final

from flask import Response

from webapp.article import fact_groups, target_rows
from webapp.cells import CellMaker
from webapp.delivery import Body
from webapp.pages.blueprint import kept_page, pages, render
from webapp.phrases import Lang
from webapp.project_totals import totals_chart, totals_of
from webapp.state import get_catalog

REGION: Final = "150000"
"""Adcode of the autonomous region."""

_FIGURES: Final = [
    "statistic",
    "target",
    "delegation",
    "event_count",
    "signing",
    "capacity",
    "count",
    "external",
]
_OTHERS: Final = ["policy", "event", "institution", "mechanism", "outreach"]


@pages.get("/region")
def region() -> Response:
    """Show the region."""
    return kept_page({}, _page)


def _page(lang: Lang) -> Body:
    """Return the page of the region."""
    catalog = get_catalog()
    facts = catalog.tables["region_facts"]
    maker = CellMaker(catalog, "region_facts", lang)
    ids = dict.fromkeys(source for row in facts["source_ids"] for source in row)
    return render(
        "pages/region.html",
        {
            "figures": fact_groups(facts, "region_facts", lang, _FIGURES),
            "others": fact_groups(facts, "region_facts", lang, _OTHERS),
            "targets": target_rows(catalog, REGION, lang),
            "chart": totals_chart(
                catalog, catalog.layers["projects"].frame, "league", lang
            ),
            "totals": totals_of(catalog.layers["projects"].frame),
            "sources": maker.sources(tuple(ids)),
        },
    )
