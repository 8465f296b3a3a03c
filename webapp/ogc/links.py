"""Absolute links between the resources, as documents and headers hold them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlencode

from flask import request
from werkzeug.sansio.utils import get_current_url

from geo_zs.errors import Problem
from webapp.errors import ParameterError
from webapp.ogc.formats import Form
from webapp.phrases import Lang

Link = dict[str, str]
Pairs = Sequence[tuple[str, str]]

#: Relations of links that the header Link repeats, the most needed first.
_IN_HEADER: Final = ("next", "prev", "self", "collection", "alternate")

#: The most that this header may hold; Node's fetch takes 16 kB of all headers.
_MOST_BYTES: Final = 4000


def site_address() -> str:
    """Return the address of the site as the caller sees it, without a slash at the end.

    Forwarded headers count only as far as ``GEO_ZS_TRUSTED_PROXIES`` says.

    Raises
    ------
    ParameterError
        If the header Host is missing or is no name of a host.
    """
    if not request.host:
        message = "is missing or no name of a host; send the one of the address"
        raise ParameterError([Problem("Host", message)])
    return _site_address(request.scheme, request.host, request.root_path)


@lru_cache(maxsize=64)
def _site_address(scheme: str, host: str, root_path: str) -> str:
    """Return the address of the site, in the characters that people read."""
    return get_current_url(scheme, host, root_path).rstrip("/")


def address(base: str, *parts: str, query: Pairs = ()) -> str:
    """Return the address of a resource.

    Parameters
    ----------
    base : str
        Address of the service.
    *parts : str
        Parts of the path below it, as they are: they are quoted here.
    query : sequence of (name, value), optional
        Parameters.
    """
    path = "".join(f"/{quote(part, safe='')}" for part in parts)
    asked = f"?{urlencode(list(query), safe=',:/', quote_via=quote)}" if query else ""
    return f"{base}{path or '/'}{asked}"


def link(rel: str, href: str, media_type: str, title: str, **more: str) -> Link:
    """Return a link as documents hold it."""
    return {"rel": rel, "type": media_type, "title": title, "href": href, **more}


def own_links(
    base: str,
    parts: Sequence[str],
    forms: Sequence[Form],
    sent: Form,
    *,
    lang: Lang = "zh",
    query: Pairs = (),
    media_type: str = "",
) -> list[Link]:
    """Return the link to a document itself, and those to its other forms.

    Parameters
    ----------
    base, parts, query
        As for `address`; `query` without ``f``.
    forms : sequence of Form
        All forms of the resource.
    sent : Form
        The form of this answer.
    lang : {"zh", "en"}
        Language of the titles.
    media_type : str, optional
        Media type of this answer, where it is another than the form's own.
    """
    found = []
    for form in forms:
        is_own = form is sent
        title = form.title_zh if lang == "zh" else form.title_en
        named = [*query, ("f", form.name)]
        if form.name == "html" and lang == "en":
            named.append(("lang", "en"))
        found.append(
            link(
                "self" if is_own else "alternate",
                address(base, *parts, query=named),
                (media_type if is_own else "") or form.media_type,
                title,
            )
        )
    return sorted(found, key=lambda one: one["rel"] != "self")


def header(links: Sequence[Link]) -> tuple[tuple[str, str], ...]:
    """Return links as the header Link (RFC 8288), or nothing if none has room.

    Titles are left out, which a header could not hold in Chinese as they are. Each link
    repeats the whole address, and clients take few bytes of headers: the most needed
    come first, and those that have no room in `_MOST_BYTES` are in the document only.
    """
    named = (one for one in links if one["rel"] in _IN_HEADER)
    kept: list[str] = []
    size = 0
    for one in sorted(named, key=lambda one: _IN_HEADER.index(one["rel"])):
        value = f'<{one["href"]}>; rel="{one["rel"]}"; type="{one["type"]}"'
        size += len(value.encode()) + 2
        if size > _MOST_BYTES:
            break
        kept.append(value)
    return (("Link", ", ".join(kept)),) if kept else ()
