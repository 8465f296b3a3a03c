"""The table of projects: which rows and columns a link shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo_zs.board.words import CURRENCIES
from geo_zs.maps.unit_words import unit_text
from geo_zs.register.fields import fields_by_name
from webapp.pages.context import link
from webapp.paging import paging
from webapp.planner.words import value_text
from webapp.present import is_unknown, number_text, records

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from webapp.phrases import Lang

#: Columns beside the name, in their order.
COLUMNS: Final = (
    "stage",
    "league",
    "banner",
    "park_id",
    "industry_tags",
    "pledged_cny_1e8",
    "arrived_cny_1e8",
    "land_ha",
    "signed_date",
    "officer",
    "visibility",
)
SORTS: Final = ("name_zh", *COLUMNS, "updated_at")
ROWS: Final = 50
#: More of a number is not read in a list; its page has all of it.
_DECIMALS: Final = 4


@dataclass(frozen=True)
class Head:
    """Head of a column: title, unit, link that sorts by it."""

    title: str
    unit: str | None
    is_number: bool
    sorted: str | None
    href: str


@dataclass(frozen=True)
class Line:
    """One project: where its page is, and its cells (text, whether a number)."""

    key: str
    name: str
    investor: str
    href: str
    is_shipped: bool
    cells: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class TablePage:
    """One page of the table.

    Parameters
    ----------
    heads : tuple of Head
        The first is that of the name.
    lines : tuple of Line
        Projects on this page.
    total, first, last, page, pages : int
        How many there are, and which are shown.
    links : tuple of (text, address)
        Pages; no address for a gap.
    """

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    total: int
    first: int
    last: int
    page: int
    pages: int
    links: tuple[tuple[str, str | None], ...]


def sorted_rows(frame: pd.DataFrame, sort: str, *, is_descending: bool) -> pd.DataFrame:
    """Return the rows by a column; what is not known comes last, ties as they were."""
    if not sort:
        return frame
    column = frame[sort]
    is_list = sort == "industry_tags"
    keys = (
        column.map(lambda cell: ";".join(cell) if cell else None) if is_list else column
    )
    order = keys.reset_index(drop=True).sort_values(
        ascending=not is_descending, kind="stable", na_position="last"
    )
    return frame.iloc[np.asarray(order.index)]


def table_page(
    catalog: Catalog,
    frame: pd.DataFrame,
    *,
    lang: Lang,
    values: Mapping[str, Any],
    sort: str,
    is_descending: bool,
    page: int,
) -> TablePage:
    """Return one page of the table of projects.

    Parameters
    ----------
    catalog : Catalog
        Names of places and industries.
    frame : DataFrame, (n,)
        Projects that pass the filter.
    lang : {"zh", "en"}
        Language of the page.
    values : mapping
        The filter, as links carry it.
    sort : str
        Column of `SORTS`, or empty.
    is_descending : bool
        Whether the largest come first.
    page : int
        From 1; a later one than the last shows the last.
    """
    fields = fields_by_name()
    at = paging(len(frame), page, ROWS)
    ordered = sorted_rows(frame, sort, is_descending=is_descending)
    shown = ordered.iloc[at.start :][:ROWS]

    def address(**more: Any) -> str:  # noqa: ANN401  parts of a link
        kept = {"sort": sort, "order": "desc" if is_descending else ""}
        return link("planner.projects", lang, **{**values, **kept, **more})

    def head(name: str) -> Head:
        field = fields[name]
        is_now = name == sort
        direction = "descending" if is_descending else "ascending"
        turned = "desc" if is_now and not is_descending else ""
        return Head(
            title=field.title(lang),
            unit=unit_text(field.unit, lang),
            is_number=field.type == "number",
            sorted=direction if is_now else None,
            href=address(sort=name, order=turned),
        )

    lines = tuple(
        Line(
            key=key,
            name=str(row["name_zh"]),
            investor=value_text(
                catalog, fields["investor_zh"], row["investor_zh"], lang
            ),
            href=link("planner.project", lang, project_id=key),
            is_shipped=row["origin"] == "shipped",
            cells=tuple(
                (
                    name,
                    _cell(catalog, name, row, lang),
                    fields[name].type == "number",
                )
                for name in COLUMNS
            ),
        )
        for key, row in records(shown)
    )
    return TablePage(
        heads=tuple(head(name) for name in ("name_zh", *COLUMNS)),
        lines=lines,
        total=len(frame),
        first=at.first,
        last=at.last,
        page=at.page,
        pages=at.pages,
        links=_page_links(at.page, at.pages, address),
    )


def _cell(catalog: Catalog, name: str, row: Mapping[str, Any], lang: Lang) -> str:
    """Return a cell of the list: numbers rounded, a pledge in its own currency."""
    value = row[name]
    if name == "pledged_cny_1e8" and is_unknown(value):
        amount, currency = row["pledged_foreign_1e4"], row["pledged_currency"]
        if is_unknown(amount) or is_unknown(currency):
            return ""
        number = number_text(float(amount), digits=2).removesuffix(".00")
        known = CURRENCIES.get(str(currency), str(currency))
        return f"{number}万{known}" if lang == "zh" else f"{number} × 10,000 {currency}"
    if isinstance(value, float) and not is_unknown(value):
        value = round(value, _DECIMALS)
    return value_text(catalog, fields_by_name()[name], value, lang)


def _page_links(
    page: int, pages: int, address: Callable[..., str]
) -> tuple[tuple[str, str | None], ...]:
    """Return the numbers of pages near this one, the first and the last."""
    near = sorted(
        {1, 2, page - 1, page, page + 1, pages - 1, pages} & set(range(1, pages + 1))
    )
    found: list[tuple[str, str | None]] = []
    for before, number in zip([0, *near], near, strict=False):
        if number - before > 1:
            found.append(("…", None))
        found.append((str(number), address(page=number if number > 1 else "")))
    return tuple(found)
