"""One id for each request: in its answer, in problem documents and in the logs.

A reporter of a fault names it, and the operator finds the traceback by it. The id of
a proxy is taken over only from a proxy that the settings trust, and only if it is
plain, so that nobody can write lines of their own into the log.
"""

from __future__ import annotations

import os
import re
from typing import Final, cast

from flask import Flask, Response, g, has_request_context, request

HEADER: Final = "X-Request-ID"
_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


def install(app: Flask, *, is_behind_proxy: bool) -> None:
    """Give each request of `app` an id; to be called before all other functions.

    Parameters
    ----------
    app : Flask
    is_behind_proxy : bool
        Whether the settings trust a proxy, which may have made an id.
    """

    @app.before_request
    def name_request() -> None:
        given = request.headers.get(HEADER, "") if is_behind_proxy else ""
        g.request_id = given if _PLAIN.fullmatch(given) else os.urandom(12).hex()

    @app.after_request
    def tell(response: Response) -> Response:
        response.headers[HEADER] = request_id()
        return response


def request_id() -> str:
    """Return the id of the present request; empty outside of one."""
    if not has_request_context():
        return ""
    return cast("str", g.get("request_id", ""))
