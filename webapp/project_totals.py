"""Sums over projects as figures and bars; pledged and arrived money stand apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geo_zs.projects.totals import UNKNOWN, By, totals
from geo_zs.vocab import words
from webapp.cells import industry_name, name_of, row_link
from webapp.charts import BarChart, BarRow, Item, Series, widths
from webapp.phrases import Lang, Phrases, phrases
from webapp.present import number_text, plain, record, records

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog


def totals_chart(
    catalog: Catalog,
    frame: pd.DataFrame,
    by: By,
    lang: Lang,
    *,
    href: Callable[[str], str] | None = None,
) -> BarChart:
    """Return projects, pledged and arrived money of some projects, as bars.

    Money that is not known adds nothing and is counted beside the sum. The group of
    what is not known has no bar: it would dwarf the others.

    Parameters
    ----------
    catalog : Catalog
        For the names of the groups.
    frame : DataFrame
        Rows of the layer of projects.
    by : str
        One of `geo_zs.projects.totals.GROUPINGS`.
    lang : {"zh", "en"}
        Language of the words.
    href : callable, optional
        Key of a group → address of its projects; the page of its place if not given.

    Returns
    -------
    BarChart
        Leagues and stages in their usual order, years newest first, the others by
        number of projects; what is not known comes last.
    """
    t = phrases(lang)
    table = totals(frame, by=by)
    lines = list(records(table.loc[_order(catalog, table, by)]))
    bars = {
        name: widths(
            [None if key == UNKNOWN else _number(line[name]) for key, line in lines]
        )
        for name in ("projects", *_MONEY)
    }
    has_bar = {name: any(bars[name]) for name in _MONEY}
    rows = []
    for at, (group, line) in enumerate(lines):
        rows.append(
            BarRow(
                name=_group_name(catalog, group, by, lang),
                href=_group_link(group, by, lang, href),
                items=(
                    Item(
                        str(line["projects"]),
                        has_bar=True,
                        width=bars["projects"][at],
                        tone="c",
                    ),
                    *(
                        Item(
                            _money(_number(line[name])),
                            has_bar=has_bar[name],
                            width=bars[name][at],
                            tone=tone,
                            note=_unknown_note(line, name, t),
                        )
                        for name, tone in _MONEY.items()
                    ),
                    Item(str(line["rows_left_out"])),
                ),
            )
        )
    return BarChart(
        caption=t("totals_caption", by=t(f"by_{by}")),
        row_title=t(by),
        series=(
            Series(t("projects_count"), has_bar=True),
            *(
                Series(
                    t(name.removesuffix("_cny_1e8")),
                    t("unit_cny_1e8"),
                    has_bar=has_bar[name],
                )
                for name in _MONEY
            ),
            Series(t("rows_left_out")),
        ),
        rows=tuple(rows),
    )


_MONEY: Final = {"pledged_cny_1e8": "a", "arrived_cny_1e8": "b"}
"""Columns of money and the tones of their bars."""

_LAYER_OF: Final[Mapping[str, str]] = {
    "league": "leagues",
    "banner": "banners",
    "park": "parks",
}


def _order(catalog: Catalog, table: pd.DataFrame, by: By) -> list[str]:
    """Return the keys of a table of totals in the order of reading."""
    keys = [str(key) for key in table.index if key != UNKNOWN]
    if by == "stage":
        known = list(words("stage") or {})
        keys.sort(key=lambda key: known.index(key) if key in known else len(known))
    elif by == "league":
        known = [str(key) for key in catalog.layers["leagues"].frame.index]
        keys.sort(key=known.index)
    elif by == "year":
        keys.sort(reverse=True)
    else:
        counts = dict(zip(table.index, table["projects"].tolist(), strict=True))
        keys.sort(key=lambda key: (-counts[key], key))
    return keys + ([UNKNOWN] if UNKNOWN in table.index else [])


def _group_name(catalog: Catalog, key: str, by: By, lang: Lang) -> str:
    """Return the name of a group of projects."""
    t = phrases(lang)
    if key == UNKNOWN:
        return t(f"ungrouped_{by}")
    if by in _LAYER_OF:
        return name_of(record(catalog.layers[_LAYER_OF[by]].frame, key), lang)
    if by == "industry":
        return industry_name(catalog, key, lang)
    labels = words("stage") or {}
    return t.pair(*labels[key]) if by == "stage" and key in labels else key


def _group_link(
    key: str, by: By, lang: Lang, href: Callable[[str], str] | None
) -> str | None:
    """Return the address that a group leads to, if there is one."""
    if key == UNKNOWN:
        return None
    if href is not None:
        return href(key)
    return row_link(_LAYER_OF[by], key, lang) if by in _LAYER_OF else None


def _unknown_note(line: Mapping[str, Any], name: str, t: Phrases) -> str:
    """Return how many amounts are not known, where a sum needs to say so."""
    count = int(line[name.replace("_cny_1e8", "_unknown")])
    if not count or _number(line[name]) is None:
        return ""
    return t("and_unknown", count=count)


def _number(value: object) -> float | None:
    """Return a number of a table of totals; None where it is not known."""
    known = plain(value)
    return None if known is None else float(known)


def _money(value: float | None) -> str:
    """Return a sum of money to one decimal; empty where nothing is known."""
    return "" if value is None else f"{value:,.1f}"


def totals_of(frame: pd.DataFrame) -> dict[str, str]:
    """Return the totals of some projects, for the figures at the top of a page.

    Pledged and arrived money stand apart. Rows that are part of another row, and
    cancelled ones, are left out and counted.
    """
    by_stage = totals(frame, by="stage")
    kept = by_stage.drop(index="cancelled", errors="ignore")
    pledged = kept["pledged_cny_1e8"].dropna()
    arrived = kept["arrived_cny_1e8"].dropna()
    count = int(kept["projects"].sum())
    return {
        "projects": str(count),
        "pledged": number_text(float(pledged.sum())) if len(pledged) else "",
        "arrived": number_text(float(arrived.sum())) if len(arrived) else "",
        "pledged_unknown": str(int(kept["pledged_unknown"].sum())),
        "arrived_unknown": str(int(kept["arrived_unknown"].sum())),
        "left_out": str(len(frame) - count),
    }
