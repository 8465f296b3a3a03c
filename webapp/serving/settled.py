"""Entity tags of answers that are settled by data version, address and Accept.

The tag is known before the answer is made, so whoever has it already is answered 304
without any work. The tag also names the program and its settings, which decide the
answer as the data does.
"""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flask import Flask, Response, current_app, g, request

from webapp.contract import operation_of
from webapp.state import get_catalog

if TYPE_CHECKING:
    from webapp.settings import Settings

_KEY: Final = "geo_zs_program"
_ROOTS: Final = ("geo_zs", "webapp")
_KINDS: Final = (".py", ".html", ".lark")
#: Where the headers of the client decide the form of the answer.
_NEGOTIATED: Final = "/ogc"


def install(app: Flask, settings: Settings) -> None:
    """Answer at once who has the settled answer already; after limits of rate."""
    app.extensions[_KEY] = _name_program() + repr(settings)

    @app.before_request
    def answer_unchanged() -> Response | None:
        tag = g.settled_tag = _make_tag()
        if tag is None or not request.if_none_match:
            return None
        for known in request.if_none_match.as_set(include_weak=True):
            # The encoding stands behind the colon.
            if known.partition(":")[0] == tag:
                response = Response(status=304)
                response.set_etag(known)
                response.headers["Cache-Control"] = "no-cache"
                response.vary.add("Accept-Encoding")
                if request.path.startswith(_NEGOTIATED):
                    response.vary.update(("Accept", "Accept-Language"))
                return response
        return None


def _make_tag() -> str | None:
    """Return the tag of the present request, if its answer is settled."""
    operation = operation_of(request.endpoint)
    if operation is None or not operation.has_settled_answer:
        return None
    if request.method not in ("GET", "HEAD") or "Authorization" in request.headers:
        return None
    parts = [
        current_app.extensions[_KEY],
        get_catalog().data_version,
        request.full_path,
    ]
    if request.path.startswith(_NEGOTIATED):
        names = ("Accept", "Accept-Language")
        parts += [request.host_url, *(request.headers.get(name, "") for name in names)]
    whole = "\n".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:32]


@functools.cache
def _name_program() -> str:
    """Return the hash of the program's own text, the same on every host."""
    base = Path(__file__).resolve().parents[2]
    found = hashlib.sha256()
    for root in _ROOTS:
        for path in sorted((base / root).rglob("*")):
            if path.suffix in _KINDS:
                found.update(path.relative_to(base).as_posix().encode())
                found.update(path.read_bytes())
    return found.hexdigest()
