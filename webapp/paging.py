"""Which page of a list is shown: never one behind the last."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paging:
    """One page of a list.

    Parameters
    ----------
    page, pages : int
        Number of the page, from 1, and of all pages; an empty list has one.
    start : int
        Position of its first row.
    first, last : int
        Numbers of its first and last row, from 1; 0 if there is none.
    """

    page: int
    pages: int
    start: int
    first: int
    last: int


def paging(total: int, page: int, size: int) -> Paging:
    """Return the page that was asked for, or the last one where the list ends before.

    A list may have become shorter since its page was linked.

    Parameters
    ----------
    total : int
        Number of rows.
    page : int
        Which page, from 1.
    size : int
        Rows of a page.
    """
    pages = max(1, -(-total // size))
    page = min(page, pages)
    start = (page - 1) * size
    return Paging(
        page=page,
        pages=pages,
        start=start,
        first=start + 1 if total else 0,
        last=min(start + size, total),
    )
