"""What a link asks of a table: filters, order and page, and the rows they give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from geo_zs.projects.totals import GROUPINGS, By
from webapp.params import Reader

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from geo_zs.layers.spec import Layer
    from webapp.settings import Settings


DEFAULT_BY: Final[By] = "stage"
"""How projects are totalled when a link does not say."""

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
    "goods_zh",
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
    by : str or None
        What the totals beside a table are grouped by; None where there are none.
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
    by: By | None = None

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
            "by": self.by if self.by and self.by != DEFAULT_BY else "",
        }
        return {name: value for name, value in given.items() if value}


def read_query(
    args: Mapping[str, str],
    layer: Layer,
    catalog: Catalog,
    settings: Settings,
    *,
    has_totals: bool = False,
) -> TableQuery:
    """Read what a link asks of the table of `layer`.

    Parameters
    ----------
    args : mapping of str to str
        The parameters of the link.
    layer, catalog, settings
        What the values are checked against.
    has_totals : bool
        Whether the page shows totals, grouped as the link asks.

    Returns
    -------
    TableQuery

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
        by=reader.choice("by", GROUPINGS, DEFAULT_BY) if has_totals else None,
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
