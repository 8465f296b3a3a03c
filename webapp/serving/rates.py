"""Limits of rate (限流) on requests: by account where a token is sent, else by address.

The headers are ``RateLimit`` and ``RateLimit-Policy`` of the draft of the IETF
(draft-ietf-httpapi-ratelimit-headers); what is refused says ``Retry-After`` too. The
counts lie in the storage of Flask-Limiter, in fixed windows: one addition a request.
"""

from __future__ import annotations

import logging
import re
import time
from dataclasses import dataclass
from typing import Final

from flask import Flask, Response, g, request
from limits import RateLimitItem
from limits.errors import StorageError
from limits.strategies import FixedWindowRateLimiter

from webapp.accounts import current, limits
from webapp.contract import operation_of
from webapp.errors import TooFastError
from webapp.serving.rate_text import read_rate

_log = logging.getLogger(__name__)
#: Beginnings of the addresses that are not counted.
_FREE: Final = ("/static/", "/healthz", "/metrics", "/favicon")
#: Beginnings of the addresses where a token is looked at.
_WITH_TOKEN: Final = ("/api/", "/ogc")
#: Pages that rank sites, and files that are made when they are asked for.
_COSTLY_PAGES: Final = re.compile(
    r"/(?:match|compare)(?:[/.-].*)?|/.*\.(?:csv|docx|geojson|pdf|xlsx|zip)"
)
#: Values of the parameter ``f`` that ask for a file.
_FILES: Final = frozenset({"csv", "gpkg", "fgb"})


@dataclass(frozen=True)
class Policy:
    """One limit, with the name it has in the headers."""

    name: str
    rate: RateLimitItem

    @property
    def header(self) -> str:
        """The limit as ``RateLimit-Policy`` says it."""
        return f'"{self.name}";q={self.rate.amount};w={self.rate.get_expiry()}'


def install(app: Flask, *, ordinary: str, costly: str) -> None:
    """Limit the requests that `app` answers; to be called before roles are asked for.

    Parameters
    ----------
    app : Flask
        With the limits on failures installed, whose storage is used.
    ordinary, costly : str
        Limits as ``600/minute``; ``0`` is off.
    """
    policies = {
        name: Policy(name, rate)
        for name, text in (("ordinary", ordinary), ("costly", costly))
        if (rate := read_rate(text)) is not None
    }
    if not policies:
        return
    counter = FixedWindowRateLimiter(limits.storage(app))

    @app.before_request
    def count() -> None:
        if request.path.startswith(_FREE) or request.method == "OPTIONS":
            return
        policy = policies.get("costly" if _is_costly() else "ordinary")
        if policy is not None:
            _count(counter, policy)

    @app.after_request
    def tell(response: Response) -> Response:
        response.headers.extend(g.get("rate_headers", {}))
        return response


def _count(counter: FixedWindowRateLimiter, policy: Policy) -> None:
    """Count the present request; raises `TooFastError` if it is one too many."""
    key = _key()
    try:
        is_allowed = counter.hit(policy.rate, policy.name, key)
        window = counter.get_window_stats(policy.rate, policy.name, key)
    except StorageError:
        # Who asks is not to suffer from counters that are away.
        _log.exception("requests cannot be counted; they are let through")
        return
    seconds = max(1, round(window.reset_time - time.time()))
    g.rate_headers = {
        "RateLimit-Policy": policy.header,
        "RateLimit": f'"{policy.name}";r={max(0, window.remaining)};t={seconds}',
    }
    if not is_allowed:
        raise TooFastError(seconds)


def _key() -> str:
    """Return who is counted: the account of a token, else the network."""
    is_for_programs = request.path.startswith(_WITH_TOKEN)
    if is_for_programs and "Authorization" in request.headers:
        account = current.identity().account
        if account is not None:
            return f"account-{account.account_id}"
    return limits.network()


def _is_costly() -> bool:
    """Tell whether the present request asks for what costs much."""
    operation = operation_of(request.endpoint)
    if operation is not None:
        return operation.is_costly or request.args.get("f") in _FILES
    return _COSTLY_PAGES.fullmatch(request.path) is not None
