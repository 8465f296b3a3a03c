"""Rows of sites by id, with near misses for ids that are not known."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from geo_zs.errors import Problem, RequirementError, UnknownPlaceError
from geo_zs.matching.table import SiteTable

#: Longest piece of an unknown id that is looked at and repeated.
MAX_ECHO = 80


def row_of(sites: SiteTable, site_id: str) -> int:
    """Return the row of a site.

    Parameters
    ----------
    sites : SiteTable
        All sites.
    site_id : str
        Id, as answers give it.

    Raises
    ------
    UnknownPlaceError
        If no site has this id; ``near`` lists ids that are spelled alike or whose
        Chinese or English name holds the text.
    """
    if site_id in sites.ids:
        return sites.ids.index(site_id)
    raise UnknownPlaceError(site_id[:MAX_ECHO], near=near_sites(sites, site_id))


def rows_of(sites: SiteTable, site_ids: Sequence[str], *, field: str) -> list[int]:
    """Return the rows of several sites.

    Parameters
    ----------
    sites : SiteTable
        All sites.
    site_ids : sequence of str
        Ids.
    field : str
        Path of the list in the request, for messages.

    Raises
    ------
    RequirementError
        With every id that is not known, each with its near misses.
    """
    rows = {one: row for row, one in enumerate(sites.ids)}
    problems = [
        Problem(f"{field}.{index}", no_site(sites, one))
        for index, one in enumerate(site_ids)
        if one not in rows
    ]
    if problems:
        raise RequirementError(problems)
    return [rows[one] for one in site_ids]


def no_site(sites: SiteTable, site_id: str) -> str:
    """Return the message that an id is no site, with near misses if there are any."""
    near = near_sites(sites, site_id)
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    return f"is {site_id[: MAX_ECHO // 2]!r}, no candidate site{hint}"


def tag_problems(sites: SiteTable, industry: str | None) -> list[Problem]:
    """Return a problem if an industry is given that is no tag of the vocabulary."""
    if industry is None or industry in sites.tag_index:
        return []
    message = f"is {industry[: MAX_ECHO // 2]!r}, no tag of the vocabulary"
    return [Problem("industry", message)]


def near_sites(sites: SiteTable, word: str, *, most: int = 3) -> tuple[str, ...]:
    """Return ids of sites whose id or name is like `word`, best first."""
    text = word.strip()[:MAX_ECHO]
    if not text:
        return ()
    by_name = [
        one
        for one, *names in zip(sites.ids, sites.names_zh, sites.names_en, strict=True)
        if any(text.casefold() in name.casefold() for name in names)
    ]
    by_id = difflib.get_close_matches(text, sites.ids, n=most, cutoff=0.6)
    return tuple(dict.fromkeys((*by_id, *by_name)))[:most]
