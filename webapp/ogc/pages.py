"""The pages of the service itself: landing page, lists, the definition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from geo_zs.cql2.standard_functions import STANDARD
from geo_zs.features.reference_systems import SYSTEMS
from webapp.ogc.answers import Asked, Made
from webapp.ogc.conformance import CLASSES
from webapp.ogc.definition_zh import SENTENCES, TAGS
from webapp.ogc.documents import DESCRIPTION, TITLE
from webapp.ogc.functions import signature
from webapp.ogc.links import address, own_links
from webapp.ogc.page_parts import form_links, here, render
from webapp.ogc.sources import described_collections
from webapp.phrases import Lang, phrases
from webapp.present import to_json

if TYPE_CHECKING:
    from geo_zs.features.collection import Collection

#: Part of the address of a conformance class → phrase that names its standard.
_STANDARDS = (
    ("ogcapi-common-", "ogc_standard_common"),
    ("ogcapi-features-1/", "ogc_standard_part1"),
    ("ogcapi-features-2/", "ogc_standard_part2"),
    ("ogcapi-features-3/", "ogc_standard_part3"),
    ("ogcapi-features-5/", "ogc_standard_part5"),
    ("/cql2/", "ogc_standard_cql2"),
)


def landing(asked: Asked, found: Mapping[str, Collection]) -> Made:
    """Return the landing page."""
    asked.reader().finish()
    links = own_links(asked.base, (), asked.forms, asked.form, lang=asked.lang)
    return render(
        asked,
        "landing",
        description=phrases(asked.lang).pair(*DESCRIPTION),
        rows=[_row(one, asked.lang) for one in found.values()],
        examples=_examples(asked.base),
        forms=form_links(links),
        systems=[(one.uri, _title(one, asked.lang)) for one in SYSTEMS],
        has_register="register_projects" in found,
    )


def _title(system: Any, lang: Lang) -> str:  # noqa: ANN401 - of two languages
    return str(system.title_zh if lang == "zh" else system.title_en)


def _examples(base: str) -> list[tuple[str, str]]:
    """Return phrase and text of the examples to copy."""
    items = f"{base}/collections/parks/items"
    return [
        (
            "ogc_example_gdal",
            f"ogrinfo -so OAPIF:{base} parks\n"
            f"ogr2ogr -f GPKG parks.gpkg OAPIF:{base} parks",
        ),
        (
            "ogc_example_python",
            "import geopandas\n\n"
            "parks = geopandas.read_file(\n"
            f'    "OAPIF:{base}", layer="parks",\n'
            "    where=\"league = '150200'\",\n)",
        ),
        (
            "ogc_example_filter",
            f"curl -G {items} \\\n"
            "  --data-urlencode \"filter=level = 'national' AND "
            'distance_km(geometry, 111.7, 40.8) < 100"',
        ),
        ("ogc_example_file", f"curl -OJ '{items}?f=gpkg&league=150200'"),
    ]


def _row(found: Collection, lang: Lang) -> dict[str, Any]:
    """Return what lists say of a collection."""
    items = here(lang, "items", collectionId=found.id, limit=20)
    return {
        "id": found.id,
        "title": found.title(lang),
        "description": found.description(lang),
        "count": len(found),
        "href": here(lang, "collection", collectionId=found.id),
        "items": items,
        "files": [
            (name.upper(), here("zh", "items", collectionId=found.id, f=name))
            for name in ("csv", "gpkg", "fgb")
        ],
    }


def collections(asked: Asked, found: Mapping[str, Collection]) -> Made:
    """Return the page of all collections."""
    asked.reader().finish()
    links = own_links(
        asked.base, ("collections",), asked.forms, asked.form, lang=asked.lang
    )
    rows = [_row(one, asked.lang) for one in found.values()]
    return render(asked, "collections", rows=rows, forms=form_links(links))


def conformance(asked: Asked) -> Made:
    """Return the page of the conformance classes, by standard."""
    asked.reader().finish()
    links = own_links(
        asked.base, ("conformance",), asked.forms, asked.form, lang=asked.lang
    )
    t = phrases(asked.lang)
    groups = [
        (t(key), [one for one in CLASSES if part in one]) for part, key in _STANDARDS
    ]
    return render(asked, "conformance", groups=groups, forms=form_links(links))


def functions(asked: Asked) -> Made:
    """Return the page of the functions of filters."""
    asked.reader().finish()
    links = own_links(
        asked.base, ("functions",), asked.forms, asked.form, lang=asked.lang
    )
    pair = phrases(asked.lang).pair
    rows = [
        (signature(one), pair(one.title_zh, one.title_en)) for one in STANDARD.values()
    ]
    return render(asked, "functions", rows=rows, forms=form_links(links))


def api(asked: Asked) -> Made:
    """Return the page that shows the definition of the API."""
    asked.reader().finish()
    document = address(asked.base, "api", query=[("f", "json")])
    return render(
        asked,
        "api",
        document=document.removeprefix(asked.site),
        words=to_json(_definition_words(asked.lang)),
    )


def _definition_words(lang: Lang) -> dict[str, Any]:
    """Return what the page says otherwise than the document, in its language."""
    t = phrases(lang)
    is_chinese = lang == "zh"
    return {
        "tags": TAGS if is_chinese else {},
        "sentences": SENTENCES if is_chinese else {},
        "info": {"title": t.pair(*TITLE), "description": t.pair(*DESCRIPTION)},
        "operations": {
            f"/collections/{one.id}/items": {
                "summary": one.title(lang),
                "description": one.description(lang),
                "parameters": {
                    each.name: t("ogc_equal_only", title=each.title(lang))
                    for each in one.properties
                },
            }
            for one in described_collections().values()
        },
    }
