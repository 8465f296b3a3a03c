"""Bytes to the client: entity tags, conditional answers, a bounded cache.

The tag of an answer that depends on data version and address alone is made from
these (`webapp.serving.settled`); that of any other is the hash of its bytes.

The bytes of a page are a function of the data version, the path, the known
parameters and the language, so a rendered page is kept under that key. Its
entity tag is the hash of its bytes, and its Content-Security-Policy names the
hashes of the scripts in those bytes: both stay the same on a 304, so that the
page a browser has kept runs under the policy the browser is sent.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import Flask, Response, g, has_app_context, request

from webapp.security import is_private, policy
from webapp.serving import metrics

REVALIDATE: Final = "no-cache"
"""Cache-Control of all that may change with the data: keep, but ask each time."""


@dataclass(frozen=True)
class Body:
    """Bytes ready to be sent.

    Parameters
    ----------
    content : bytes
        The bytes, not compressed.
    media_type : str
        Value of Content-Type.
    script_hashes : tuple of str
        ``sha256-…`` of the inline scripts that the policy allows.
    etag : str
        Hash of the content, without quotes.
    """

    content: bytes
    media_type: str
    script_hashes: tuple[str, ...]
    etag: str


def make_body(
    content: bytes, media_type: str, *, script_hashes: tuple[str, ...] = ()
) -> Body:
    """Return `content` with its entity tag."""
    return Body(content, media_type, script_hashes, content_tag(content))


def content_tag(content: bytes) -> str:
    """Return the entity tag of `content`: 128 bits of its SHA-256, as hex."""
    return hashlib.sha256(content).hexdigest()[:32]


class BodyCache:
    """Least recently used bytes, bounded by their total size.

    Safe for threads. A value larger than a quarter of the bound is not kept.

    Parameters
    ----------
    max_bytes : int
        Bound of the sum of the sizes; 0 keeps nothing.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._size = 0
        self._lock = threading.Lock()
        self._entries: OrderedDict[object, tuple[object, int]] = OrderedDict()

    def get(self, key: object) -> object | None:
        """Return the value kept under `key`, or None."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            self._entries.move_to_end(key)
            return entry[0]

    def put(self, key: object, value: object, size: int) -> None:
        """Keep `value` of `size` bytes under `key`; drop the oldest beyond the bound.

        Parameters
        ----------
        key : hashable
            What `get` will ask for.
        value : object
            Bytes or a `Body`.
        size : int
            Bytes that the value takes.
        """
        if size * 4 > self._max_bytes:
            return
        with self._lock:
            old = self._entries.pop(key, None)
            if old is not None:
                self._size -= old[1]
            self._entries[key] = (value, size)
            self._size += size
            while self._size > self._max_bytes:
                _, (_, dropped) = self._entries.popitem(last=False)
                self._size -= dropped

    @property
    def size(self) -> int:
        """Sum of the sizes of the values kept, in bytes."""
        return self._size

    def __len__(self) -> int:
        """Return the number of values kept."""
        return len(self._entries)


def kept(cache: BodyCache, key: object, make: Callable[[], Body]) -> Body:
    """Return the body under `key`, making and keeping it when it is not there."""
    found = cache.get(key)
    is_hit = isinstance(found, Body)
    if has_app_context():
        metrics.count_cache(is_hit=is_hit)
    if isinstance(found, Body):
        return found
    body = make()
    cache.put(key, body, len(body.content) + 500)
    return body


def send(body: Body, *, status: int = 200, cache_control: str = REVALIDATE) -> Response:
    """Turn `body` into a response with its tag, policy and caching rule.

    Parameters
    ----------
    body : Body
        What to send.
    status : int, optional
        HTTP status; entity tags are set on 200 only.
    cache_control : str, optional
        Value of Cache-Control.

    Returns
    -------
    Response
    """
    response = Response(body.content, status, content_type=body.media_type)
    if status == 200:
        response.set_etag(body.etag)
    response.headers["Cache-Control"] = cache_control
    response.headers["Content-Security-Policy"] = policy(body.script_hashes)
    return response


class CompressedCache:
    """Compressed bytes by content hash, in the form Flask-Compress asks for."""

    def __init__(self, cache: BodyCache) -> None:
        self._cache = cache

    def get(self, key: str) -> bytes | None:
        """Return the compressed bytes kept under `key`, or None."""
        if g.get("is_private_answer"):
            return None
        found = self._cache.get(key)
        return found if isinstance(found, bytes) else None

    def set(self, key: str, value: bytes) -> None:
        """Keep compressed bytes; those of a private answer are not kept."""
        if g.get("is_private_answer"):
            return
        self._cache.put(key, value, len(value))


ENCODINGS: Final = ("zstd", "br", "gzip")
"""Encodings that answers are compressed with, the preferred one first."""

COMPRESSED_TYPES: Final = (
    "application/geo+json",
    "application/json",
    "application/problem+json",
    "application/schema+json",
    "application/vnd.oai.openapi+json",
    "application/x-ndjson",
    "image/svg+xml",
    "text/css",
    "text/csv",
    "text/html",
    "text/javascript",
    "text/plain",
)
"""Media types of text, which is worth compressing."""


def install_choice(app: Flask) -> None:
    """Leave of Accept-Encoding what is acceptable, before compression reads it.

    Compression takes an encoding with the quality 0 for one that may be sent.
    """

    @app.before_request
    def keep_acceptable() -> None:
        wanted = request.accept_encodings
        named = {name.lower() for name, _ in wanted}
        known = [*ENCODINGS, *({"identity"} & named)]
        qualities = {name: wanted.quality(name) for name in known}
        kept = [f"{name};q={value}" for name, value in qualities.items() if value > 0]
        request.environ["HTTP_ACCEPT_ENCODING"] = ", ".join(kept)


#: What of a request makes its answer conditional or partial.
_CONDITIONS: Final = frozenset(
    {
        "HTTP_IF_MATCH",
        "HTTP_IF_MODIFIED_SINCE",
        "HTTP_IF_NONE_MATCH",
        "HTTP_IF_RANGE",
        "HTTP_IF_UNMODIFIED_SINCE",
        "HTTP_RANGE",
    }
)


def install_tags(app: Flask) -> None:
    """Answer conditional requests; must be called before compression is set up.

    Flask runs the functions after a request in reverse order: `_name_content`
    (registered by `install_content_names`) first, then compression, then this.
    """

    @app.after_request
    def answer_conditional(response: Response) -> Response:
        if (
            request.method in ("GET", "HEAD")
            and response.status_code == 200
            and not response.is_streamed
            and not _CONDITIONS.isdisjoint(request.environ)
        ):
            response.make_conditional(request)
        return response


def install_content_names(app: Flask) -> None:
    """Give each whole answer a content name; must be called after compression.

    The name is the key of the compressed copy, so a copy can never be sent for
    other content, whatever the address or the method of the request. A private answer
    gets none and is not kept. A private page is not even compressed, since the length
    of a compressed page with a secret (the token of a form) in it tells of the secret.
    """

    @app.after_request
    def name_content(response: Response) -> Response:
        if is_private(request.path) or g.get("is_private_answer"):
            g.is_private_answer = True
            g.content_name = ""
            if response.mimetype == "text/html":
                request.environ["HTTP_ACCEPT_ENCODING"] = ""
            return response
        if response.is_streamed or not 200 <= response.status_code < 300:
            return response
        tag = g.get("settled_tag")
        if tag is not None and response.status_code == 200:
            response.set_etag(tag)
        else:
            tag, _ = response.get_etag()
        if tag is None:
            tag = content_tag(response.get_data())
            if request.method in ("GET", "HEAD"):
                response.set_etag(tag)
        g.content_name = tag
        return response


def content_name(_request: object) -> str:
    """Return the content name of the answer in hand, for the cache of copies."""
    return str(g.content_name)
