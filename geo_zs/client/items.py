"""Features of ``/ogc`` page by page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from geo_zs.client.answers import Answer
from geo_zs.client.errors import AnswerError
from geo_zs.client.frames import CRS84, frame_of
from geo_zs.client.reading import read, read_many

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_zs.client.addresses import Parameter
    from geo_zs.client.connection import Connection

GEOJSON: Final = "application/geo+json"
#: Features of one page; the service may send fewer.
PAGE: Final = 1000
_MOST_PAGES: Final = 10_000


@dataclass(frozen=True)
class CollectionSummary:
    """A collection of ``/ogc``.

    Parameters
    ----------
    id, title, description : str
        Key, title and what it is.
    crs : tuple of str
        URIs of the reference systems that its items can be asked in.
    bbox : tuple of float or None
        West, south, east, north of its features; None if the service says none.
    raw : mapping
        What came.
    """

    id: str
    title: str
    description: str
    crs: tuple[str, ...]
    bbox: tuple[float, ...] | None
    raw: Mapping[str, Any]


def collection_of(one: Mapping[str, Any]) -> CollectionSummary:
    """Return an entry of the list of collections as a record."""
    boxes = one.get("extent", {}).get("spatial", {}).get("bbox", [])
    return CollectionSummary(
        id=one["id"],
        title=one.get("title", one["id"]),
        description=one.get("description", ""),
        crs=tuple(one.get("crs", ())),
        bbox=tuple(float(edge) for edge in boxes[0]) if boxes else None,
        raw=one,
    )


def items_frame(
    connection: Connection,
    collection: str,
    *,
    parameters: Mapping[str, Parameter],
    condition: str | Mapping[str, Any] | None,
    most: int | None,
) -> gpd.GeoDataFrame:
    """Return the items of a collection, of all pages.

    Parameters
    ----------
    connection : Connection
        To the service.
    collection : str
        Id of the collection.
    parameters : mapping
        Of the query.
    condition : str or mapping or None
        A filter as CQL2 text or JSON.
    most : int or None
        Most features to fetch; all if None.

    Returns
    -------
    (n_features,) GeoDataFrame
        See `geo_zs.client.frames.frame_of`.

    Raises
    ------
    AnswerError
        If the pages lead in a circle or elsewhere.
    """
    root = f"/ogc/collections/{quote(collection, safe='')}"
    query: dict[str, Parameter] = {
        **parameters,
        "limit": PAGE if most is None else min(PAGE, most),
        **_condition(condition),
    }
    features: list[Mapping[str, Any]] = []
    crs, notes = CRS84, dict[str, object]()
    for answer in _pages(connection, f"{root}/items", query):
        document = answer.json()
        features += read_many("features", dict, document)
        crs = answer.headers.get("content-crs", CRS84).strip("<> ")
        notes = {
            "data_version": answer.headers.get("x-data-version"),
            "number_matched": document.get("numberMatched"),
            "attribution": document.get("attribution"),
        }
        if most is not None and len(features) >= most:
            break
    columns = [] if features else _columns(connection, root)
    return frame_of(features[:most], crs=crs, columns=columns, notes=notes)


def _condition(condition: str | Mapping[str, Any] | None) -> dict[str, Parameter]:
    """Return the parameters of a filter."""
    if condition is None:
        return {}
    if isinstance(condition, str):
        return {"filter": condition, "filter-lang": "cql2-text"}
    words = json.dumps(condition, ensure_ascii=False, separators=(",", ":"))
    return {"filter": words, "filter-lang": "cql2-json"}


def _pages(
    connection: Connection, path: str, query: Mapping[str, Parameter]
) -> Iterator[Answer]:
    """Yield the pages of a list, following ``next``."""
    answer = connection.get(path, query, accept=GEOJSON)
    seen = set()
    for _ in range(_MOST_PAGES):
        yield answer
        following = read("links", _next, answer.json())
        if following is None:
            return
        if following in seen:
            break
        seen.add(following)
        answer = connection.get(following, accept=GEOJSON)
    message = f"the pages of {path} lead in a circle"
    raise AnswerError(message)


def _next(document: Mapping[str, Any]) -> str | None:
    """Return the address of the next page; None on the last one."""
    links = document.get("links", [])
    return next((one["href"] for one in links if one["rel"] == "next"), None)


def _columns(connection: Connection, root: str) -> list[str]:
    """Return the names of the properties of a collection."""
    accept = "application/schema+json"
    schema = connection.get(f"{root}/schema", accept=accept).json()
    return [
        name
        for name, one in schema.get("properties", {}).items()
        if "x-ogc-role" not in one or "geometry" not in str(one["x-ogc-role"])
    ]
