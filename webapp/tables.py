"""Layers as tables for people: filtered, sorted and paged on the server."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from webapp.cells import Cell, CellMaker, map_link, name_of, row_link
from webapp.pages.context import link
from webapp.params import Reader
from webapp.phrases import Lang, phrases
from webapp.present import records

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.layers.spec import Layer
    from geo_zs.tables import Field
    from webapp.settings import Settings

SHOWN: Final[Mapping[str, Sequence[str]]] = {
    "leagues": ("adcode", "population_2020"),
    "banners": ("adcode", "league", "name_mn", "seat_zh"),
    "parks": [
        "level",
        "kind",
        "status",
        "league",
        "banner",
        "industry_tags",
        "approved_area_ha",
        "planned_area_ha",
        "is_chemical_park",
        "location_precision",
    ],
    "ports": [
        "mode",
        "neighbour",
        "opposite_port",
        "is_open",
        "regime",
        "cargo_1e4t",
        "cargo_period",
        "goods",
        "league",
        "banner",
    ],
    "energy_bases": [
        "kind",
        "stage",
        "wind_mw",
        "solar_mw",
        "storage_mwh",
        "hydrogen_t_per_year",
        "developer",
        "league",
        "banner",
        "location_precision",
    ],
    "power_plants": ("fuel", "capacity_mw", "year", "owner", "league", "banner"),
    "airports": ("icao", "iata", "city_en", "elevation_m", "league", "banner"),
    "rail_nodes": ("kind", "league", "banner", "location_precision"),
    "rail_lines": (),
    "projects": [
        "stage",
        "industry_tags",
        "investor_zh",
        "pledged_cny_1e8",
        "arrived_cny_1e8",
        "power_mw",
        "date",
        "league",
        "banner",
        "park_id",
    ],
}
"""Columns of a table unless all are asked for; name, sources and confidence beside."""

_HIDDEN: Final = frozenset(
    {"name_zh", "name_en", "source_ids", "confidence", "geometry"}
)
_SEARCHED: Final = (
    "name_zh",
    "name_en",
    "name_printed",
    "aliases",
    "investor_zh",
    "investor_printed",
    "owner",
    "developer",
    "goods",
    "industries_zh",
    "industry_text",
    "opposite_port",
    "seat_zh",
    "park_name_printed",
)


@dataclass(frozen=True)
class TableQuery:
    """What a link asks of a table.

    Parameters
    ----------
    sort : str
        Column; empty keeps the order of the table.
    is_descending : bool
        Whether the largest come first; unknown values are always last.
    league, stage, industry, year, text : str
        Filters; empty is off.
    page, rows : int
        Page number from 1, and rows on a page.
    has_all_columns : bool
        Whether all columns are shown.
    """

    sort: str = ""
    is_descending: bool = False
    league: str = ""
    stage: str = ""
    industry: str = ""
    year: str = ""
    text: str = ""
    page: int = 1
    rows: int = 50
    has_all_columns: bool = False

    def values(self, default_rows: int) -> dict[str, str]:
        """Return the parameters of the link; those at their default are left out."""
        given = {
            "league": self.league,
            "stage": self.stage,
            "industry": self.industry,
            "year": self.year,
            "q": self.text,
            "sort": self.sort,
            "order": "desc" if self.is_descending else "",
            "page": str(self.page) if self.page > 1 else "",
            "rows": str(self.rows) if self.rows != default_rows else "",
            "columns": "all" if self.has_all_columns else "",
        }
        return {name: value for name, value in given.items() if value}


def read_query(
    args: Mapping[str, str], layer: Layer, catalog: Catalog, settings: Settings
) -> TableQuery:
    """Read what a link asks of the table of `layer`.

    Raises
    ------
    ParameterError
        With all parameters that have unusable values.
    """
    reader = Reader(args)
    frame = layer.frame
    columns = tuple(field.name for field in layer.spec.columns)
    industries = tuple(catalog.tables["industries"]["tag"])
    query = TableQuery(
        sort=reader.choice("sort", columns, ""),
        is_descending=reader.choice("order", ("asc", "desc"), "asc") == "desc",
        league=reader.choice(
            "league", tuple(catalog.layers["leagues"].frame.index), ""
        ),
        stage=reader.choice("stage", stages(frame), ""),
        industry=reader.choice("industry", industries, ""),
        year=reader.choice("year", years(frame), ""),
        text=reader.text("q"),
        page=reader.whole("page", default=1, minimum=1, maximum=100_000),
        rows=reader.whole(
            "rows",
            default=settings.page_rows,
            minimum=1,
            maximum=settings.max_page_rows,
        ),
        has_all_columns=reader.choice("columns", ("all", "main"), "main") == "all",
    )
    reader.finish()
    return query


def stages(frame: pd.DataFrame) -> tuple[str, ...]:
    """Return the stages that occur, if the table has any."""
    if "stage" not in frame.columns:
        return ()
    return tuple(sorted(str(value) for value in frame["stage"].dropna().unique()))


def years(frame: pd.DataFrame) -> tuple[str, ...]:
    """Return the years of the dates that occur, newest first."""
    if "date" not in frame.columns:
        return ()
    found = {str(value)[:4] for value in frame["date"].dropna()}
    return tuple(sorted((year for year in found if year.isdigit()), reverse=True))


def filtered(frame: pd.DataFrame, query: TableQuery) -> pd.DataFrame:
    """Return the rows that pass all filters of `query`.

    Parameters
    ----------
    frame : (n,) DataFrame
        Rows of a layer.
    query : TableQuery
        The filters; a filter on a column that the table has not is ignored.

    Returns
    -------
    (m,) DataFrame, m ≤ n
    """
    keep = pd.Series(data=True, index=frame.index)
    if query.league and "league" in frame.columns:
        keep &= (frame["league"] == query.league).fillna(value=False)
    elif query.league and frame.index.name is not None and "adcode" in frame.columns:
        keep &= frame["adcode"] == query.league
    if query.stage and "stage" in frame.columns:
        keep &= (frame["stage"] == query.stage).fillna(value=False)
    if query.year and "date" in frame.columns:
        keep &= frame["date"].map(lambda value: str(value)[:4] == query.year)
    if query.industry and "industry_tags" in frame.columns:
        keep &= frame["industry_tags"].map(lambda tags: query.industry in tags)
    if query.text:
        keep &= _haystack(frame).str.contains(
            query.text.casefold(), regex=False, na=False
        )
    return frame[keep.astype(bool)]


def _haystack(frame: pd.DataFrame) -> pd.Series[str]:
    """Return the text that a search looks through, for each row."""
    joined = pd.Series(frame.index.astype(str), index=frame.index, dtype=object)
    for column in _SEARCHED:
        if column in frame.columns:
            texts = frame[column].map(
                lambda value: (
                    " ".join(value)
                    if isinstance(value, tuple)
                    else ""
                    if pd.isna(value)
                    else str(value)
                )
            )
            joined = joined + "\n" + texts
    return joined.str.casefold()


def ordered(frame: pd.DataFrame, query: TableQuery) -> pd.DataFrame:
    """Return the rows in the order that `query` asks for; unknown ones last."""
    if not query.sort or query.sort not in frame.columns:
        return frame
    keys = frame[query.sort]
    if keys.map(lambda value: isinstance(value, tuple)).any():
        keys = keys.map(lambda value: ";".join(value) or None)
    order = keys.sort_values(
        ascending=not query.is_descending, kind="stable", na_position="last"
    ).index
    return frame.loc[order]


@dataclass(frozen=True)
class Head:
    """Head of a column: title, unit, where a click sorts, how it is sorted now."""

    name: str
    title: str
    unit: str
    href: str
    sorted: str
    is_number: bool


@dataclass(frozen=True)
class Row:
    """A row: its key, name, pages about it, and the cells."""

    key: str
    name: str
    second_name: str
    href: str | None
    map_href: str | None
    cells: tuple[Cell, ...]
    sources: Cell
    confidence: Cell


@dataclass(frozen=True)
class TableView:
    """A page of a table, ready for its template."""

    layer_id: str
    heads: tuple[Head, ...]
    name_head: Head
    confidence_head: Head
    rows: tuple[Row, ...]
    total: int
    total_all: int
    first: int
    last: int
    page: int
    pages: int
    links: tuple[tuple[str, str | None], ...]
    has_all_columns: bool
    columns_href: str


def build_table(
    catalog: Catalog,
    layer: Layer,
    query: TableQuery,
    lang: Lang,
    *,
    endpoint: str,
    default_rows: int,
) -> TableView:
    """Return one page of the table of a layer.

    Parameters
    ----------
    catalog, layer : Catalog, Layer
        The data.
    query : TableQuery
        Filters, order and page.
    lang : {"zh", "en"}
        Language of the page.
    endpoint : str
        View that the links lead to.
    default_rows : int
        Rows on a page when the link does not say.

    Returns
    -------
    TableView
        A page beyond the last one is empty and still has the links back.
    """
    builder = _Builder(
        catalog,
        layer,
        query,
        lang=lang,
        endpoint=endpoint,
        default_rows=default_rows,
    )
    return builder.view()


class _Builder:
    """Holds what the parts of one table share."""

    def __init__(
        self,
        catalog: Catalog,
        layer: Layer,
        query: TableQuery,
        *,
        lang: Lang,
        endpoint: str,
        default_rows: int,
    ) -> None:
        self._catalog = catalog
        self._layer = layer
        self._query = query
        self._lang: Lang = lang
        self._endpoint = endpoint
        self._default_rows = default_rows
        self._cells = CellMaker(catalog, layer.spec.id, lang)
        self._fields = {field.name: field for field in layer.spec.columns}

    def view(self) -> TableView:
        """Return the page."""
        query = self._query
        found = filtered(self._layer.frame, query)
        first = (query.page - 1) * query.rows
        part = ordered(found, query).iloc[first : first + query.rows]
        fields = self._shown()
        name_column = "name_zh" if "name_zh" in self._fields else "name_en"
        pages = max(1, math.ceil(len(found) / query.rows))
        return TableView(
            layer_id=self._layer.spec.id,
            heads=tuple(self._head(field) for field in fields),
            name_head=replace(
                self._head(self._fields[name_column]),
                title=phrases(self._lang)("name_word"),
            ),
            confidence_head=self._head(self._fields["confidence"]),
            rows=tuple(self._row(key, row, fields) for key, row in records(part)),
            total=len(found),
            total_all=len(self._layer.frame),
            first=first + 1 if len(part) else 0,
            last=first + len(part),
            page=query.page,
            pages=pages,
            links=self._page_links(pages),
            has_all_columns=query.has_all_columns,
            columns_href=self._link(
                columns="" if query.has_all_columns else "all", page=""
            ),
        )

    def _shown(self) -> list[Field]:
        """Return the columns of this page."""
        if self._query.has_all_columns:
            return [f for f in self._layer.spec.columns if f.name not in _HIDDEN]
        names = SHOWN.get(self._layer.spec.id, ())
        return [self._fields[name] for name in names if name in self._fields]

    def _link(self, **changes: str) -> str:
        """Return the link to this table with some parameters changed."""
        values: dict[str, Any] = self._query.values(self._default_rows)
        values.update(changes)
        if self._endpoint == "pages.layer_table":
            values["layer_id"] = self._layer.spec.id
        return link(self._endpoint, self._lang, **values)

    def _head(self, field: Field) -> Head:
        """Return the head of a column."""
        query = self._query
        is_sorted = query.sort == field.name
        now = (
            ("descending" if query.is_descending else "ascending") if is_sorted else ""
        )
        turn = "desc" if is_sorted and not query.is_descending else ""
        return Head(
            name=field.name,
            title=self._cells.title(field),
            unit=phrases(self._lang).unit(field.unit),
            href=self._link(sort=field.name, order=turn, page=""),
            sorted=now,
            is_number=field.type in ("number", "integer"),
        )

    def _row(self, key: object, row: Mapping[str, Any], fields: list[Field]) -> Row:
        """Return one row."""
        layer_id = self._layer.spec.id
        name = name_of(row, self._lang)
        other = name_of(row, "en" if self._lang == "zh" else "zh")
        has_page = layer_id in ("parks", "leagues")
        return Row(
            key=str(key),
            name=name or str(key),
            second_name=other if other != name else "",
            href=row_link(layer_id, str(key), self._lang) if has_page else None,
            map_href=map_link(self._lang, layer_id, str(key)),
            cells=tuple(self._cells.cell(f, row[f.name]) for f in fields),
            sources=self._cells.cell(self._fields["source_ids"], row["source_ids"]),
            confidence=self._cells.cell(self._fields["confidence"], row["confidence"]),
        )

    def _page_links(self, pages: int) -> tuple[tuple[str, str | None], ...]:
        """Return the links to the pages; None in place of a page is a gap."""
        near = {1, pages, *range(self._query.page - 2, self._query.page + 3)}
        links: list[tuple[str, str | None]] = []
        last = 0
        for number in sorted(page for page in near if 1 <= page <= pages):
            if number > last + 1:
                links.append(("…", None))
            links.append(
                (str(number), self._link(page=str(number) if number > 1 else ""))
            )
            last = number
        return tuple(links)
