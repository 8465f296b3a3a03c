"""A service of OGC API – Features as a client sees it: over HTTP and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import httpx
import shapely
from shapely.geometry import shape

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GEOJSON = "application/geo+json"
JSON = "application/json"
HTML = "text/html"
CONF = "http://www.opengis.net/spec/ogcapi-features-{part}/1.0/conf/{name}"
#: More pages than any walk needs: a service that never ends its list is caught.
MOST_PAGES = 400
#: Features of one page when a whole list is walked.
WALKED_BY = 1000

Links = list[dict[str, Any]]


@dataclass(frozen=True)
class Answer:
    """An answer, with its body as text."""

    url: str
    status: int
    headers: httpx.Headers
    content: bytes
    version: str

    @cached_property
    def text(self) -> str:
        return self.content.decode("utf-8")

    @cached_property
    def json(self) -> Any:
        try:
            return json.loads(self.content)
        except ValueError as error:
            message = f"{self.url} answers no JSON: {self.text[:200]!r}"
            raise AssertionError(message) from error

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0].strip()

    def of(self, status: int) -> Answer:
        """Return the answer, which must have this status."""
        assert self.status == status, (
            f"{self.url} answers {self.status}, expected {status}: {self.text[:300]}"
        )
        return self


@dataclass
class Service:
    """A service at an address; answers to the same request are kept.

    Parameters
    ----------
    root : str
        Address of the landing page.
    token : str, optional
        Token that is sent as Bearer.
    """

    root: str
    token: str | None = None
    _kept: dict[Any, Answer] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.root = self.root.rstrip("/")
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        self._http = httpx.Client(headers=headers, timeout=60, http2=False)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def get(
        self,
        address: str,
        params: Mapping[str, Any] | None = None,
        *,
        accept: str | None = None,
    ) -> Answer:
        """Answer a GET; `address` is absolute or begins at the landing page."""
        url = address if "://" in address else self.root + address
        if params:
            parted = httpx.URL(url)
            url = str(parted.copy_merge_params({k: str(v) for k, v in params.items()}))
        key = (url, accept)
        if key not in self._kept:
            headers = {"Accept": accept} if accept else {}
            got = self._http.get(url, headers=headers)
            self._kept[key] = Answer(
                url, got.status_code, got.headers, got.content, got.http_version
            )
        return self._kept[key]

    @cached_property
    def landing(self) -> Any:
        return self.get("/", accept=JSON).of(200).json

    @cached_property
    def conforms_to(self) -> list[str]:
        return self.get("/conformance", accept=JSON).of(200).json["conformsTo"]

    def conforms(self, part: int, name: str) -> bool:
        """Tell whether a class of a part of the standard is declared."""
        return CONF.format(part=part, name=name) in self.conforms_to

    @cached_property
    def listing(self) -> Any:
        return self.get("/collections", accept=JSON).of(200).json

    @property
    def collections(self) -> list[dict[str, Any]]:
        """Collections of features, as the list describes them."""
        found = [
            one
            for one in self.listing["collections"]
            if one.get("itemType", "feature") == "feature"
            and find_link(one["links"], "items")
        ]
        assert found, f"{self.root}/collections lists no collection of features"
        return found

    def described(self, collection: Mapping[str, Any]) -> Any:
        """Return what the address of one collection says of it."""
        path = f"/collections/{quote(collection['id'], safe='')}"
        return self.get(path, accept=JSON).of(200).json

    def items_url(self, collection: Mapping[str, Any]) -> str:
        """Return where the features of a collection are, as its links say."""
        for link in find_links(collection["links"], "items"):
            if link.get("type", GEOJSON) == GEOJSON:
                return urljoin(self.root + "/", link["href"])
        message = f"collection {collection['id']} links no items as {GEOJSON}"
        raise AssertionError(message)

    def items(self, collection: Mapping[str, Any], **params: Any) -> Answer:
        """Answer the features of a collection."""
        return self.get(self.items_url(collection), params, accept=GEOJSON)

    def feature_url(self, collection: Mapping[str, Any], feature_id: object) -> str:
        """Return where a feature is."""
        there = urlsplit(self.items_url(collection))
        path = f"{there.path}/{quote(str(feature_id), safe='')}"
        return there._replace(path=path, query="").geturl()

    def feature(
        self, collection: Mapping[str, Any], feature_id: object, **params: Any
    ) -> Answer:
        """Answer one feature."""
        return self.get(
            self.feature_url(collection, feature_id), params, accept=GEOJSON
        )

    def pages(self, first: Answer) -> Iterator[Any]:
        """Walk the pages of a list by their links."""
        seen = set()
        answer = first.of(200)
        while True:
            assert answer.url not in seen, f"{answer.url} links itself as next"
            assert len(seen) < MOST_PAGES, f"{first.url} has no last page"
            seen.add(answer.url)
            page = answer.json
            yield page
            following = find_link(page.get("links", []), "next")
            if following is None:
                return
            url = urljoin(answer.url, following["href"])
            answer = self.get(url, accept=GEOJSON).of(200)
            assert answer.json["features"], f"{url} is linked as next and is empty"

    def walk(self, collection: Mapping[str, Any], **params: Any) -> list[Any]:
        """Return all features that match, over all pages."""
        first = self.items(collection, **{"limit": WALKED_BY, **params})
        return [one for page in self.pages(first) for one in page["features"]]

    @cached_property
    def definition(self) -> Any:
        """The definition of the API, as the landing page links it."""
        link = definition_link(self.landing["links"])
        assert link, "the landing page links no definition of the API in OpenAPI"
        url = urljoin(self.root + "/", link["href"])
        return self.get(url, accept=link["type"]).of(200).json

    def operation(self, collection: Mapping[str, Any], rest: str = "/items") -> Any:
        """Return the GET of a path of a collection in the definition."""
        base = urlsplit(self.root).path
        wanted = f"/collections/{collection['id']}{rest}"
        for path, item in self.definition["paths"].items():
            for whole in (path, path.removeprefix(base)):
                if _fits(whole, wanted):
                    return item["get"]
        message = f"the definition of the API has no path for {wanted}"
        raise AssertionError(message)

    def resolve(self, value: Any) -> Any:
        """Follow references of the definition."""
        while isinstance(value, dict) and "$ref" in value:
            assert value["$ref"].startswith("#/"), f"{value['$ref']} leads outside"
            found = self.definition
            for part in value["$ref"][2:].split("/"):
                found = found[part.replace("~1", "/").replace("~0", "~")]
            value = found
        return value

    def parameter(self, operation: Any, name: str) -> Any:
        """Return a parameter of an operation, which must have it."""
        found = [
            self.resolve(one)
            for one in operation.get("parameters", [])
            if one.get("$ref", "#").startswith("#")
        ]
        named = [one for one in found if one["name"] == name]
        assert named, f"the definition has no parameter {name}"
        assert len(named) == 1, f"the definition has {name} {len(named)} times"
        return named[0]


def _fits(template: str, path: str) -> bool:
    """Tell whether a path follows a template."""
    parts, wanted = template.split("/"), path.split("/")
    return len(parts) == len(wanted) and all(
        part.startswith("{") or part == want
        for part, want in zip(parts, wanted, strict=True)
    )


def find_links(links: Links, rel: str) -> Links:
    """Return the links of a relation."""
    return [link for link in links if link.get("rel") == rel]


def find_link(links: Links, rel: str) -> dict[str, Any] | None:
    """Return the first link of a relation."""
    return next(iter(find_links(links, rel)), None)


def definition_link(links: Links) -> dict[str, Any] | None:
    """Return the link to the definition of the API as OpenAPI in JSON."""
    for link in find_links(links, "service-desc"):
        if link.get("type", "").startswith("application/vnd.oai.openapi+json"):
            return link
    return None


def ids(features: list[Any]) -> list[str]:
    """Return the ids of features, in order."""
    return [str(one["id"]) for one in features]


def geometry(feature: Mapping[str, Any]) -> shapely.Geometry | None:
    """Return the geometry of a feature."""
    return shape(feature["geometry"]) if feature["geometry"] else None


def bounds(collection: Mapping[str, Any]) -> tuple[float, float, float, float] | None:
    """Return the box of a collection: west, south, east, north."""
    boxes = collection.get("extent", {}).get("spatial", {}).get("bbox")
    if not boxes:
        return None
    box = boxes[0]
    half = len(box) // 2
    return box[0], box[1], box[half], box[half + 1]


def interval(collection: Mapping[str, Any]) -> tuple[str | None, str | None] | None:
    """Return the first and last time of a collection."""
    found = collection.get("extent", {}).get("temporal", {}).get("interval")
    return (found[0][0], found[0][1]) if found else None
