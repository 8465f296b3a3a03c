"""Layers as tables for people: filtered, sorted and paged on the server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from geo_zs.tables import fields_for
from webapp.cells import Cell, CellMaker, map_link, name_of, row_link
from webapp.pages.context import link
from webapp.paging import paging
from webapp.phrases import Lang, phrases
from webapp.present import records
from webapp.table_query import TableQuery, filtered, ordered

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.layers.spec import Layer
    from geo_zs.tables import Field

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
        at = paging(len(found), query.page, query.rows)
        part = ordered(found, query).iloc[at.start : at.last]
        fields = self._shown()
        name_column = "name_zh" if "name_zh" in self._fields else "name_en"
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
            first=at.first,
            last=at.last,
            page=at.page,
            pages=at.pages,
            links=self._page_links(at.page, at.pages),
            has_all_columns=query.has_all_columns,
            columns_href=self._link(
                columns="" if query.has_all_columns else "all", page=""
            ),
        )

    def _shown(self) -> list[Field]:
        """Return the columns of this page."""
        if self._query.has_all_columns:
            columns = fields_for(self._layer.spec.columns, self._lang)
            return [field for field in columns if field.name not in _HIDDEN]
        names = SHOWN.get(self._layer.spec.id, ())
        return [self._cells.own(self._fields, n) for n in names if n in self._fields]

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

    def _page_links(self, page: int, pages: int) -> tuple[tuple[str, str | None], ...]:
        """Return the links to the pages; None in place of a page is a gap."""
        near = {1, pages, *range(page - 2, page + 3)}
        links: list[tuple[str, str | None]] = []
        last = 0
        for number in sorted(one for one in near if 1 <= one <= pages):
            if number > last + 1:
                links.append(("…", None))
            links.append(
                (str(number), self._link(page=str(number) if number > 1 else ""))
            )
            last = number
        return tuple(links)
