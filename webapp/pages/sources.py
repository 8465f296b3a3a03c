"""``/data``: sources, credits, completeness, terms and the version of the data."""

from __future__ import annotations

from typing import Any

from flask import Response

from geo_zs.open_data.package import sites_of
from geo_zs.vocab import words
from webapp.cells import CellMaker, own_text
from webapp.delivery import Body
from webapp.pages.blueprint import kept_page, pages, render
from webapp.pages.context import link
from webapp.phrases import Lang, phrases
from webapp.present import rows_of
from webapp.state import get_catalog


@pages.get("/data")
def sources() -> Response:
    """Show where the data comes from."""
    return kept_page({}, _page)


def _page(lang: Lang) -> Body:
    """Return the page of sources."""
    catalog = get_catalog()
    kinds = words("address_kind") or {}
    pair = phrases(lang).pair
    maker = CellMaker(catalog, "garbles", lang)
    rows: list[dict[str, Any]] = []
    for source in catalog.sources.values():
        kind = str(source.address_kind)
        rows.append(
            {
                "id": source.source_id,
                "title": source.title,
                "publisher": source.publisher,
                "date": source.date,
                "address": source.address,
                "link": source.link,
                "kind": pair(*kinds[kind]) if kind in kinds else kind,
                "terms": source.terms_zh if lang == "zh" else source.terms,
                "notes": source.notes,
            }
        )
    layers = [
        {
            "title": layer.spec.title(lang),
            "count": len(layer),
            "located": layer.n_located,
            "is_partial": layer.spec.completeness == "partial",
            "note": layer.spec.completeness_note(lang),
            "href": link("pages.layer_table", lang, layer_id=layer.spec.id),
        }
        for layer in catalog.layers.values()
    ]
    cnig = sites_of(catalog)
    return render(
        "pages/data.html",
        {
            "cnig_complete": cnig.n_complete,
            "cnig_count": len(cnig.rows),
            "sources": rows,
            "credits": catalog.boundaries.credits_of(catalog.sources.values()),
            "is_own_boundary": catalog.boundaries.is_own_file,
            "layers": layers,
            "garbles": [
                {name: own_text(row, name, lang) for name in row}
                | {"confidence_word": maker.word("confidence", row["confidence"])}
                for row in rows_of(catalog.tables["garbles"])
            ],
        },
    )
