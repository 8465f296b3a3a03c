"""An answer of the service: its form, its tag, and whether it is kept.

The bytes of a public answer are a function of the data version, the program, the
address of the site, path, query and media type. The entity tag is the hash of these,
so that a 304 is sent before anything is read or written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from flask import Response, g, request

import geo_zs
import geo_zs.features
from webapp.accounts import current
from webapp.delivery import REVALIDATE
from webapp.ogc.formats import Form, choose
from webapp.ogc.links import site_address
from webapp.ogc.sources import register_count
from webapp.params import Reader, read_lang
from webapp.phrases import Lang
from webapp.security import policy
from webapp.state import get_state

#: What the service says of itself to caches; the register shows more with a token.
_VARY: Final = "Accept, Authorization"
_OVERHEAD: Final = 1000


@dataclass(frozen=True)
class Asked:
    """What every answer depends on.

    Parameters
    ----------
    forms : tuple of Form
        Forms of the resource.
    form : Form
        Form of the answer.
    media_type : str
        Media type that it is sent with.
    site : str
        Address of the site, without a slash at the end.
    lang : {"zh", "en"}
        Language of a page; documents hold both.
    """

    forms: tuple[Form, ...]
    form: Form
    media_type: str
    site: str
    lang: Lang

    @property
    def base(self) -> str:
        """Address of the service."""
        return f"{self.site}/ogc"

    @property
    def is_page(self) -> bool:
        """Whether a page for people is asked for."""
        return self.form.name == "html"

    @property
    def args(self) -> list[tuple[str, str]]:
        """The parameters of the link in their order, without empty fields."""
        pairs = request.args.items(multi=True)
        return [(name, value) for name, value in pairs if value.strip()]

    def reader(self, known: tuple[str, ...] = ()) -> Reader:
        """Return a reader of the query, faults of its names noted.

        Parameters
        ----------
        known : tuple of str
            Parameters of the resource beside ``f``, and ``lang`` of a page.
        """
        names = ("f", *known, *(("lang",) if self.is_page else ()))
        reader = Reader(request.args)
        reader.only(names, needed=names if self.is_page else ())
        lang = request.args.get("lang", "zh")
        if self.is_page and lang not in ("zh", "en"):
            reader.fail(
                "lang",
                f"is {lang[:20]!r}; expected zh or en",
                key="fault_choice",
                value=lang[:20],
                allowed="zh, en",
            )
        return reader


@dataclass(frozen=True)
class Made:
    """Bytes of an answer.

    Parameters
    ----------
    content : bytes
        The bytes, not compressed.
    headers : tuple of (name, value)
        Headers of this answer.
    script_hashes : tuple of str
        ``sha256-…`` of the inline scripts of a page.
    status : int
        HTTP status; only 200 is kept and tagged.
    """

    content: bytes
    headers: tuple[tuple[str, str], ...] = ()
    script_hashes: tuple[str, ...] = ()
    status: int = 200


def answer(
    forms: tuple[Form, ...],
    make: Callable[[Asked], Made],
    *,
    is_personal: bool = False,
) -> Response:
    """Send what `make` makes of the present request.

    Parameters
    ----------
    forms : tuple of Form
        What the resource can be sent as.
    make : callable
        Takes what is asked, returns the bytes; raises what is wrong with the request.
    is_personal : bool
        Whether an account may see more than the public. Its answer is then neither
        kept nor tagged.
    """
    viewer = current.identity()
    form, media_type = choose(
        forms, request.args.get("f"), request.headers.get("Accept", "")
    )
    asked = Asked(forms, form, media_type, site_address(), read_lang(request.args))
    if is_personal and viewer.account is not None:
        g.is_private_answer = True
        response = _response(make(asked), asked)
        response.headers["Cache-Control"] = "no-store"
        return response
    state = get_state()
    version = state.catalog.data_version
    key = (
        version,
        register_count() if is_personal else 0,
        _program(),
        asked.site,
        request.path,
        request.query_string,
        media_type,
    )
    tag = hashlib.sha256(repr(key).encode()).hexdigest()[:32]
    theirs = _their_tag(tag)
    if theirs is not None:
        response = Response(status=304)
        response.set_etag(theirs)
    else:
        kept = state.pages.get(key)
        made = kept if isinstance(kept, Made) else make(asked)
        response = _response(made, asked)
        if made.status != 200:
            response.headers["Cache-Control"] = "no-store"
            return response
        if made is not kept:
            state.pages.put(key, made, len(made.content) + _OVERHEAD)
        response.set_etag(tag)
    response.headers["Cache-Control"] = REVALIDATE
    response.headers["Vary"] = _VARY
    return response


def _response(made: Made, asked: Asked) -> Response:
    """Return the bytes with their headers."""
    text = "; charset=utf-8" if asked.media_type.startswith("text/") else ""
    response = Response(made.content, made.status, content_type=asked.media_type + text)
    response.headers.extend(made.headers)
    response.headers["Vary"] = _VARY
    if asked.is_page:
        response.headers["Content-Security-Policy"] = policy(made.script_hashes)
    return response


def _their_tag(tag: str) -> str | None:
    """Return the tag of the copy that the caller has, if it is of this answer.

    The tag of a compressed copy carries the encoding: ``…:gzip``.
    """
    if "HTTP_IF_NONE_MATCH" not in request.environ:
        return None
    sent = request.if_none_match.as_set(include_weak=True)
    return next((one for one in sent if one.partition(":")[0] == tag), None)


@lru_cache(maxsize=1)
def _program() -> str:
    """Return the hash of the program that writes the answers."""
    folders = (
        Path(geo_zs.features.__file__).parent,
        Path(__file__).parent,
        Path(__file__).parents[1] / "templates" / "ogc",
    )
    files = sorted(
        path
        for folder in folders
        for path in folder.iterdir()
        if path.suffix in {".py", ".html"}
    )
    joined = b"".join(path.read_bytes() for path in files)
    return hashlib.sha256(geo_zs.__version__.encode() + joined).hexdigest()
