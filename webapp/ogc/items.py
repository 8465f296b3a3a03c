"""The features of a collection, and one of them, as JSON and as files."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from geo_zs.features import encode, files
from webapp.errors import UnknownFeatureError
from webapp.ogc.answers import Asked, Made
from webapp.ogc.asking import Page, read_crs, read_page
from webapp.ogc.formats import FILES, JSON
from webapp.ogc.links import Link, address, header, link, own_links
from webapp.present import to_json

if TYPE_CHECKING:
    from geo_zs.features.collection import Collection

#: Parameters that say which page of the features is meant, and its form.
_OF_PAGE: Final = frozenset({"f", "lang", "offset", "limit"})


def features(asked: Asked, found: Collection) -> Made:
    """Return a page of features, or a file of all that match."""
    page = read_page(asked, found)
    links = page_links(asked, found, page)
    headers = (
        ("Content-Crs", f"<{page.system.uri}>"),
        *header(links),
        ("OGC-NumberMatched", str(len(page.rows))),
        ("OGC-NumberReturned", str(len(page.shown))),
    )
    if asked.form in FILES:
        return _file(asked, found, page, headers)
    members = {
        "numberMatched": len(page.rows),
        "numberReturned": len(page.shown),
        **({"attribution": found.attribution} if found.attribution else {}),
        "links": links,
    }
    content = b"".join(
        (
            b'{"type":"FeatureCollection","features":[',
            encode.features(found, page.shown, page.system),
            b"],",
            to_json(members).encode()[1:],
        )
    )
    return Made(content, headers)


def _file(
    asked: Asked,
    found: Collection,
    page: Page,
    headers: tuple[tuple[str, str], ...],
) -> Made:
    """Return features as a file to be kept."""
    write = {"csv": files.csv, "gpkg": files.geopackage, "fgb": files.flatgeobuf}
    content = write[asked.form.name](found, page.shown, page.system)
    name = f'attachment; filename="{found.id}.{asked.form.name}"'
    return Made(content, (*headers, ("Content-Disposition", name)))


def page_links(asked: Asked, found: Collection, page: Page) -> list[Link]:
    """Return the links of a page of features.

    A file holds all that match unless the link says how many: links to the other
    forms of this page say it, and links to whole files are called ``enclosure``.
    """
    base, parts = asked.base, ("collections", found.id, "items")
    kept = [pair for pair in asked.args if pair[0] not in _OF_PAGE]
    offset = [("offset", str(page.offset))] if page.offset else []
    limit = ("limit", str(page.limit))
    links = [
        link(
            "self",
            address(base, *parts, query=asked.args),
            asked.media_type,
            asked.form.title_en,
        )
    ]
    is_file = asked.form in FILES
    for form in asked.forms:
        if form is not asked.form:
            has_limit = page.has_limit or is_file or form in FILES
            query = [("f", form.name), *kept, *([limit] if has_limit else []), *offset]
            href = address(base, *parts, query=query)
            links.append(link("alternate", href, form.media_type, form.title_en))
    own = [pair for pair in asked.args if pair[0] in ("f", "lang")]
    for rel, start, count, title in (
        ("next", page.next_offset, page.limit, "The next features"),
        ("prev", page.previous_offset, page.previous_limit, "The features before"),
    ):
        if start is not None:
            at = [("offset", str(start))] if start else []
            query = [*own, *kept, ("limit", str(count)), *at]
            href = address(base, *parts, query=query)
            links.append(link(rel, href, asked.media_type, title))
    if page.previous_offset is not None or page.next_offset is not None:
        for form in FILES:
            href = address(base, *parts, query=[("f", form.name), *kept])
            title = f"All that match as {form.title_en}"
            links.append(link("enclosure", href, form.media_type, title))
    return [
        *links,
        link("collection", address(base, *parts[:-1]), JSON, found.title_en),
        link("root", address(base), JSON, "This service"),
    ]


def feature(asked: Asked, found: Collection, feature_id: str) -> Made:
    """Return one feature.

    Raises
    ------
    UnknownFeatureError
        If the collection has none of this id.
    """
    system = read_crs(asked)
    row = row_of(found, feature_id)
    links = feature_links(asked, found, feature_id)
    content = encode.feature(found, row, system, members={"links": links})
    headers = (("Content-Crs", f"<{system.uri}>"), *header(links))
    return Made(content, headers)


def row_of(found: Collection, feature_id: str) -> int:
    """Return the row of a feature.

    Raises
    ------
    UnknownFeatureError
        If the collection has none of this id; names the like of it.
    """
    row = found.position(feature_id)
    if row is None:
        near = difflib.get_close_matches(feature_id[:80], found.ids, n=5)
        raise UnknownFeatureError(feature_id[:80], near)
    return row


def feature_links(asked: Asked, found: Collection, feature_id: str) -> list[Link]:
    """Return the links of one feature."""
    base, parts = asked.base, ("collections", found.id)
    kept = [pair for pair in asked.args if pair[0] not in _OF_PAGE]
    return [
        *own_links(
            base,
            (*parts, "items", feature_id),
            asked.forms,
            asked.form,
            query=kept,
            media_type=asked.media_type,
        ),
        link("collection", address(base, *parts), JSON, found.title_en),
        link("root", address(base), JSON, "This service"),
    ]
