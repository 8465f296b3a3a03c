"""Scripts of other web sites (CORS): off unless the settings name their origins.

Only the addresses for programs are opened, and never with cookies: who may see more
sends a token, which no foreign page has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from flask import Flask, Response, request
from flask_cors import CORS

_FOR_PROGRAMS: Final = r"/(?:api|ogc)(?:/.*)?$"
#: Headers of an answer that a script may read beside the simple ones.
EXPOSED: Final = (
    "Content-Crs",
    "Content-Disposition",
    "Deprecation",
    "ETag",
    "Link",
    "Location",
    "OGC-NumberMatched",
    "OGC-NumberReturned",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "Sunset",
    "X-Data-Version",
    "X-Request-ID",
)
_TAKEN: Final = ("Authorization", "Content-Type", "If-Match", "If-None-Match")
#: Seconds that a browser may keep the answer to what it asks before a request.
_KEPT_SECONDS: Final = 3_600


def install(app: Flask, origins: Sequence[str]) -> None:
    """Open the addresses for programs to the scripts of `origins`.

    Parameters
    ----------
    app : Flask
    origins : sequence of str
        As ``https://map.example.org``; ``*`` is everybody; none keeps it shut.
    """
    if not origins:
        return
    CORS(
        app,
        resources={_FOR_PROGRAMS: {"origins": "*" if "*" in origins else origins}},
        methods=["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"],
        allow_headers=list(_TAKEN),
        expose_headers=list(EXPOSED),
        supports_credentials=False,
        send_wildcard="*" in origins,
        # It says so of some answers only; a cache must know it of all of them.
        vary_header=False,
        max_age=_KEPT_SECONDS,
    )

    @app.after_request
    def tell_caches(response: Response) -> Response:
        if re.match(_FOR_PROGRAMS, request.path):
            response.vary.add("Origin")
        return response
