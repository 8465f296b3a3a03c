"""A service that breaks the standard in one way is caught by the test of that way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from tests.ogc.every import TESTS
from tests.ogc.suite import run_all

pytestmark = pytest.mark.xdist_group("ogc-spoilt")


class Spoilt:
    """A wrapper of a WSGI application that spoils requests, headers or documents.

    Parameters
    ----------
    app : WSGI application
        What is spoilt.
    leave_out : tuple of str
        Parameters that never reach it.
    without : str
        Header that never leaves it.
    document : callable, optional
        Changes the document of a JSON answer, in place.
    status : mapping of int to int, optional
        Status of an answer → status that is sent instead.
    """

    def __init__(
        self,
        app: Any,
        *,
        leave_out: tuple[str, ...] = (),
        without: str = "",
        document: Callable[[Any, str], None] | None = None,
        status: dict[int, int] | None = None,
    ) -> None:
        self._app = app
        self._leave_out = leave_out
        self._without = without.lower()
        self._document = document
        self._status = status or {}

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        query = parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)
        kept = [(name, value) for name, value in query if name not in self._leave_out]
        environ["QUERY_STRING"] = urlencode(kept)
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        sent: dict[str, Any] = {}

        def remember(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
            sent["status"], sent["headers"] = status, headers

        parts = self._app(environ, remember)
        body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        headers = dict(sent["headers"])
        if self._document and "json" in headers.get("Content-Type", ""):
            document = json.loads(body)
            self._document(document, environ["PATH_INFO"])
            body = json.dumps(document, ensure_ascii=False).encode()
        code = int(sent["status"].split()[0])
        status = self._status.get(code, code)
        headers = [
            (name, value)
            for name, value in sent["headers"]
            if name.lower() not in (self._without, "content-length")
        ]
        start(f"{status} X", [*headers, ("Content-Length", str(len(body)))])
        return [body]


def number_too_great(document: Any, path: str) -> None:
    """Say that one feature more came than did."""
    if "numberReturned" in document:
        document["numberReturned"] += 1


def matched_too_great(document: Any, path: str) -> None:
    """Say that one feature more is there than is."""
    if "numberMatched" in document:
        document["numberMatched"] += 1


def endless(document: Any, path: str) -> None:
    """Link a next page on the last one too."""
    if path.endswith("/items") and "features" in document:
        links = document["links"]
        if not any(link["rel"] == "next" for link in links):
            own = next(link for link in links if link["rel"] == "self")
            links.append({**own, "rel": "next"})


def without_self(document: Any, path: str) -> None:
    """Leave out the link of a document to itself."""
    if "links" in document:
        document["links"] = [one for one in document["links"] if one["rel"] != "self"]


def turned_round(document: Any, path: str) -> None:
    """Write the latitude before the longitude."""
    for feature in document.get("features", []):
        found = feature["geometry"]
        if found and found["type"] == "Point":
            found["coordinates"].reverse()


def first_left_out(document: Any, path: str) -> None:
    """Lose the first feature of every list."""
    if document.get("features"):
        del document["features"][0]
        if "numberReturned" in document:
            document["numberReturned"] -= 1


def small_extent(document: Any, path: str) -> None:
    """Say of every collection that it lies in a corner."""
    for one in document.get("collections", [document]):
        if "extent" in one:
            one["extent"]["spatial"]["bbox"] = [[100.0, 40.0, 100.1, 40.1]]


def without_data_link(document: Any, path: str) -> None:
    """Leave the collections out of the landing page."""
    if path.rstrip("/").endswith("/ogc"):
        document["links"] = [one for one in document["links"] if one["rel"] != "data"]


def other_value(document: Any, path: str) -> None:
    """Hold numbers as text."""
    for feature in document.get("features", []):
        for name, value in feature["properties"].items():
            if isinstance(value, float):
                feature["properties"][name] = str(value)


def without_core(document: Any, path: str) -> None:
    """Declare no Core."""
    if "conformsTo" in document:
        document["conformsTo"] = [
            one
            for one in document["conformsTo"]
            if not one.endswith("-1/1.0/conf/core")
        ]


#: What is spoilt → how, and the abstract tests of which each must fail.
FAULTS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "Content-Crs is dropped": (
        {"without": "Content-Crs"},
        ("crs-parameter", "crs-parameter-default"),
    ),
    "bbox is ignored": ({"leave_out": ("bbox",)}, ("fc-bbox-response",)),
    "bbox-crs is ignored": ({"leave_out": ("bbox-crs",)}, ("bbox-crs-parameter",)),
    "datetime is ignored": ({"leave_out": ("datetime",)}, ("fc-time-response",)),
    "limit is ignored": ({"leave_out": ("limit",)}, ("fc-limit-response",)),
    "crs is ignored": ({"leave_out": ("crs",)}, ("crs-parameter",)),
    "filter is ignored": (
        {"leave_out": ("filter", "filter-lang")},
        ("features-filter-text", "features-filter-json", "filter-invalid"),
    ),
    "filter-crs is ignored": ({"leave_out": ("filter-crs",)}, ("filter-crs",)),
    "unknown parameters are taken": (
        {"leave_out": ("unknownQueryParameter17947", "BBOX")},
        ("query-param-unknown",),
    ),
    "faults are answered as found": (
        {"status": {400: 200}},
        ("query-param-invalid", "query-param-unknown", "crs-parameter-invalid",
         "bbox-crs-parameter-invalid", "filter-invalid", "filter-crs-invalid"),
    ),
    "missing things are answered as found": ({"status": {404: 200}}, ("sfc-md-op",)),
    "numberReturned is wrong": ({"document": number_too_great}, ("fc-numberReturned",)),
    "numberMatched is wrong": ({"document": matched_too_great}, ("fc-numberMatched",)),
    "the last page has a next one": ({"document": endless}, ("fc-numberMatched",)),
    "links to self are missing": (
        {"document": without_self},
        ("fc-md-links", "fc-links", "f-links", "root-success"),
    ),
    "latitude comes first": ({"document": turned_round}, ("crs84", "fc-md-extent")),
    "a feature is lost": ({"document": first_left_out}, ("fc-numberMatched",)),
    "the extent is too small": ({"document": small_extent}, ("fc-md-extent",)),
    "no link to the data": ({"document": without_data_link}, ("root-success",)),
    "numbers are text": ({"document": other_value}, ("features-fit",)),
    "Core is not declared": ({"document": without_core}, ("conformance-success",)),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_caught_by_its_abstract_tests(spoilt, fault):
    spoiling, caught_by = FAULTS[fault]
    service = spoilt(lambda app: Spoilt(app, **spoiling))
    chosen = [test for test in TESTS if test.id in caught_by]

    failed = {
        one.test.id for one in run_all(service, chosen) if one.verdict == "FAILED"
    }

    assert failed == set(caught_by)


def test_wrapper_that_spoils_nothing_fails_nothing(spoilt):
    service = spoilt(Spoilt)
    ids = {name for _, caught_by in FAULTS.values() for name in caught_by}
    chosen = [test for test in TESTS if test.id in ids and not test.id.startswith("f")]

    results = run_all(service, chosen)

    assert [one for one in results if one.verdict != "passed"] == []
