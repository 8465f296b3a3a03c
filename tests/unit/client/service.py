"""A made-up service that answers as it is told, and notes what it was sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from geo_zs.client import Client, Retry
from geo_zs.client.library import httpx

BASE = "http://geo.example"
TOKEN = "gzs_secret-of-the-bureau"

PLACES = {
    "data_version": "v1",
    "query": "包头",
    "places": [
        {
            "kind": "league",
            "id": "150200",
            "name_zh": "包头市",
            "name_en": "Baotou",
            "league": "150200",
            "banner": None,
            "lon": None,
            "lat": None,
            "matched_name": "包头",
            "name_kind": "short",
            "score": 1.0,
            "is_garbled": False,
        }
    ],
}


class Service:
    """Answers one request after another from a list; the last answer stays."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []
        self.waits: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def client(self, token: str | None = TOKEN, **retry: Any) -> Client:
        patience = Retry(**{"sleep": self.waits.append, **retry})
        return Client(BASE, token, retry=patience, transport=httpx.MockTransport(self))


def answer(
    document: object = PLACES, status: int = 200, **headers: str
) -> httpx.Response:
    """Return an answer with JSON; names of headers with ``_`` for ``-``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, content=json.dumps(document), headers=named)


def problem(status: int, *problems: dict[str, str], **headers: str) -> httpx.Response:
    """Return a problem document."""
    document = {
        "type": "about:blank",
        "title": "A title",
        "status": status,
        "detail": "A detail.",
        "problems": list(problems),
    }
    return answer(document, status, **headers)


def routed(routes: dict[str, Callable[[httpx.Request], httpx.Response]]) -> Client:
    """Return a client of a service that answers by path."""

    def serve(request: httpx.Request) -> httpx.Response:
        return routes[request.url.path](request)

    return Client(BASE, transport=httpx.MockTransport(serve))
