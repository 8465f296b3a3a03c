"""The JSON documents: landing page, conformance, collections, schemas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from geo_zs.features.reference_systems import CRS84, STORAGE, SYSTEMS
from webapp.ogc.answers import Asked, Made
from webapp.ogc.conformance import CLASSES, FUNCTIONS, QUERYABLES, SCHEMA
from webapp.ogc.formats import (
    DEFINITION,
    FEATURES,
    GEOJSON,
    HTML,
    JSON,
    SCHEMA_JSON,
)
from webapp.ogc.links import Link, address, header, link, own_links
from webapp.present import to_json
from webapp.state import get_catalog

if TYPE_CHECKING:
    from geo_zs.features.collection import Collection

TITLE: Final = ("内蒙古投资选址图层", "Inner Mongolia site finder: layers")
DESCRIPTION: Final = (
    "内蒙古的盟市、旗县区、园区、口岸、能源、交通与招商项目图层，以及候选园区的指标。"
    "每条记录都标明来源与可信度；未知为空。地图均为示意图。",
    "Leagues, banners, parks, ports, energy, transport and investment projects of "
    "Inner Mongolia, and the figures of the candidate sites. Every row names its "
    "sources and how far it can be trusted; unknown is null. All maps are sketch "
    "maps.",
)
_GREGORIAN: Final = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
URIS: Final = [system.uri for system in SYSTEMS]


def both(chinese: str, english: str) -> str:
    """Return a text in both languages, for documents that are read in either."""
    return chinese if chinese == english else f"{chinese} {english}".strip()


def made(document: Mapping[str, Any], links: Sequence[Link] = ()) -> Made:
    """Return a document as bytes, with its links in the header too."""
    return Made(to_json(document).encode(), header(links))


def landing(asked: Asked) -> Made:
    """Return the landing page."""
    asked.reader().finish()
    base, site = asked.base, asked.site
    links = [
        *own_links(base, (), asked.forms, asked.form),
        *(
            link(
                "service-doc" if form.media_type == HTML else "service-desc",
                address(base, "api", query=[("f", form.name)]),
                form.media_type,
                f"The definition of the API as {form.title_en}",
            )
            for form in DEFINITION
        ),
        link("conformance", address(base, "conformance"), JSON, "Conformance classes"),
        link("data", address(base, "collections"), JSON, "The collections"),
        link(FUNCTIONS, address(base, "functions"), JSON, "Functions of filters"),
        link("license", f"{site}/data", HTML, "Sources, credits and terms"),
        link("root", address(base), JSON, "This service"),
    ]
    catalog = get_catalog()
    document = {
        "title": both(*TITLE),
        "description": both(*DESCRIPTION),
        "attribution": catalog.boundaries.attribution_zh,
        "data_version": catalog.data_version,
        "links": links,
    }
    return made(document, links)


def conformance(asked: Asked) -> Made:
    """Return the conformance classes."""
    asked.reader().finish()
    links = own_links(asked.base, ("conformance",), asked.forms, asked.form)
    return made({"conformsTo": list(CLASSES), "links": links}, links)


def collections(asked: Asked, found: Mapping[str, Collection]) -> Made:
    """Return the list of collections."""
    asked.reader().finish()
    base = asked.base
    links = [
        *own_links(base, ("collections",), asked.forms, asked.form),
        link("root", address(base), JSON, "This service"),
        link("license", f"{asked.site}/data", HTML, "Sources, credits and terms"),
    ]
    document = {
        "collections": [describe(one, asked) for one in found.values()],
        "crs": URIS,
        "numberMatched": len(found),
        "numberReturned": len(found),
        "links": links,
    }
    return made(document, links)


def collection(asked: Asked, found: Collection) -> Made:
    """Return what a collection is."""
    asked.reader().finish()
    document = describe(found, asked, is_own=True)
    return made(document, document["links"])


def describe(
    found: Collection, asked: Asked, *, is_own: bool = False
) -> dict[str, Any]:
    """Return a collection as documents describe it.

    Parameters
    ----------
    found : Collection
    asked : Asked
    is_own : bool
        Whether the document is about this collection alone.
    """
    extent: dict[str, Any] = {
        "temporal": {"interval": [list(found.interval)], "trs": _GREGORIAN}
    }
    if found.bounds is not None:
        extent = {
            "spatial": {"bbox": [list(found.bounds)], "crs": CRS84.uri},
            **extent,
        }
    return {
        "id": found.id,
        "title": both(found.title_zh, found.title_en),
        "description": both(found.description_zh, found.description_en),
        **({"attribution": found.attribution} if found.attribution else {}),
        "itemType": "feature",
        "itemCount": len(found),
        "extent": extent,
        "crs": URIS,
        "storageCrs": STORAGE.uri,
        "links": _collection_links(found, asked, is_own=is_own),
    }


def _collection_links(found: Collection, asked: Asked, *, is_own: bool) -> list[Link]:
    """Return where to go from a collection."""
    base, parts = asked.base, ("collections", found.id)
    here = address(base, *parts)
    own = (
        own_links(base, parts, asked.forms, asked.form)
        if is_own
        else [link("self", here, JSON, found.title_en)]
    )
    items = address(base, *parts, "items")
    return [
        *own,
        *(
            link(
                "items",
                items if form.media_type == GEOJSON else f"{items}?f={form.name}",
                form.media_type,
                f"The features as {form.title_en}",
            )
            for form in FEATURES
        ),
        link(QUERYABLES, f"{here}/queryables", SCHEMA_JSON, "What filters may name"),
        link(SCHEMA, f"{here}/schema", SCHEMA_JSON, "What the features hold"),
        # GDAL reads this relation in this case only; the names of relations have none.
        link(
            "describedBy",
            f"{here}/geojson-schema",
            SCHEMA_JSON,
            "What a feature is in GeoJSON",
        ),
        link("license", f"{asked.site}/data", HTML, "Sources, credits and terms"),
        *([link("root", address(base), JSON, "This service")] if is_own else ()),
    ]


def schema(asked: Asked, found: Collection, part: str) -> Made:
    """Return the schema of a collection, or what filters may name of it.

    Parameters
    ----------
    asked : Asked
    found : Collection
    part : {"schema", "queryables"}
        Last part of the address, which is the identity of the document.
    """
    asked.reader().finish()
    parts = ("collections", found.id, part)
    links = own_links(
        asked.base, parts, asked.forms, asked.form, media_type=asked.media_type
    )
    content = found.queryables("zh") if part == "queryables" else found.schema("zh")
    return made(_identified(content, asked, parts), links)


def geojson_schema(asked: Asked, found: Collection) -> Made:
    """Return the schema of one feature as GeoJSON.

    Parameters
    ----------
    asked : Asked
    found : Collection
    """
    asked.reader().finish()
    parts = ("collections", found.id, "geojson-schema")
    links = own_links(
        asked.base, parts, asked.forms, asked.form, media_type=asked.media_type
    )
    return made(_identified(found.geojson_schema("zh"), asked, parts), links)


def _identified(
    content: Mapping[str, Any], asked: Asked, parts: Sequence[str]
) -> dict[str, Any]:
    """Return a schema with its address as its identity, after its dialect."""
    dialect = {"$schema": content["$schema"], "$id": address(asked.base, *parts)}
    return {**dialect, **content}
