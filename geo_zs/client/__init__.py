"""A client of the service, for programs.

With the optional group ``client`` (docs/clients.md says how to install it)::

    from geo_zs.client import Client

    with Client("http://127.0.0.1:8000") as client:
        answer = client.match(text="硅片厂，用地300亩，距铁路30公里内")
        print(answer.ranked[0].site.name_zh, answer.ranked[0].reasons_zh)
        parks = client.layer("parks")  # a GeoDataFrame

The names are loaded when they are first asked for, so that nothing of the package
costs what it does not use; GeoPandas is loaded by `layer` and `items` alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo_zs.client.client import Client
    from geo_zs.client.errors import (
        AnswerError,
        ApiError,
        ClientError,
        NoAnswerError,
        UnknownSiteError,
    )
    from geo_zs.client.match_result import Match
    from geo_zs.client.results import ExcludedSite, Place, RankedSite, Refusal, Site
    from geo_zs.client.retry import Retry

__all__ = [
    "AnswerError",
    "ApiError",
    "Client",
    "ClientError",
    "ExcludedSite",
    "Match",
    "NoAnswerError",
    "Place",
    "RankedSite",
    "Refusal",
    "Retry",
    "Site",
    "UnknownSiteError",
]

_ROOMS = {
    "client": ("Client",),
    "errors": (
        *("AnswerError", "ApiError", "ClientError", "NoAnswerError"),
        "UnknownSiteError",
    ),
    "match_result": ("Match",),
    "results": ("ExcludedSite", "Place", "RankedSite", "Refusal", "Site"),
    "retry": ("Retry",),
}


def __getattr__(name: str) -> object:
    """Load a name of the package when it is first asked for."""
    for room, names in _ROOMS.items():
        if name in names:
            return getattr(import_module(f"geo_zs.client.{room}"), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """List the public names too, loaded or not."""
    return sorted({*globals(), *__all__})
