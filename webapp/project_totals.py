"""Sums over projects as figures and bars; pledged and arrived money stand apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geo_zs.projects.totals import totals
from geo_zs.vocab import words
from webapp.cells import name_of, row_link
from webapp.charts import BarChart, BarRow, Item, Series, widths
from webapp.phrases import Lang, phrases
from webapp.present import number_text, plain, record

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog


def league_totals_chart(catalog: Catalog, lang: Lang) -> BarChart:
    """Return projects, pledged and arrived money by league, as bars.

    Money that is not known adds nothing and is counted as unknown beside the sum.
    """
    t = phrases(lang)
    table = totals(catalog.layers["projects"].frame, by="league")
    leagues = catalog.layers["leagues"].frame
    keys = [str(key) for key in leagues.index] + [
        key for key in table.index if key not in leagues.index
    ]
    pledged = [_at(table, key, "pledged_cny_1e8") for key in keys]
    arrived = [_at(table, key, "arrived_cny_1e8") for key in keys]
    counts = [_at(table, key, "projects") or 0.0 for key in keys]
    bars = {"c": widths(counts), "a": widths(pledged), "b": widths(arrived)}
    rows = []
    for index, key in enumerate(keys):
        known = key in leagues.index
        rows.append(
            BarRow(
                name=name_of(record(leagues, key), lang)
                if known
                else t("place_unknown"),
                href=row_link("leagues", key, lang) if known else None,
                items=(
                    Item(
                        str(int(counts[index])),
                        has_bar=True,
                        width=bars["c"][index],
                        tone="c",
                    ),
                    Item(
                        _money(pledged[index]),
                        has_bar=True,
                        width=bars["a"][index],
                        tone="a",
                    ),
                    Item(
                        _money(arrived[index]),
                        has_bar=True,
                        width=bars["b"][index],
                        tone="b",
                    ),
                    Item(str(int(_at(table, key, "rows_left_out") or 0))),
                ),
            )
        )
    return BarChart(
        caption=t("totals_caption"),
        row_title=t("league"),
        series=(
            Series(t("projects_count"), has_bar=True),
            Series(t("pledged"), t("unit_cny_1e8"), has_bar=True),
            Series(t("arrived"), t("unit_cny_1e8"), has_bar=True),
            Series(t("rows_left_out")),
        ),
        rows=tuple(rows),
    )


def stage_chart(frame: pd.DataFrame, lang: Lang) -> BarChart:
    """Return projects and money of some projects by stage, as bars."""
    t = phrases(lang)
    labels = words("stage") or {}
    table = totals(frame, by="stage")
    keys = [key for key in labels if key in table.index]
    keys += [key for key in table.index if key not in labels]
    pledged = [_at(table, key, "pledged_cny_1e8") for key in keys]
    arrived = [_at(table, key, "arrived_cny_1e8") for key in keys]
    counts = [_at(table, key, "projects") or 0.0 for key in keys]
    rows = tuple(
        BarRow(
            name=t.pair(*labels[key]) if key in labels else t("unknown"),
            href=None,
            items=(
                Item(str(int(count)), has_bar=True, width=width, tone="c"),
                Item(_money(pledged_sum)),
                Item(_money(arrived_sum)),
            ),
        )
        for key, count, width, pledged_sum, arrived_sum in zip(
            keys, counts, widths(counts), pledged, arrived, strict=True
        )
    )
    return BarChart(
        caption=t("stages_caption"),
        row_title=t("stage"),
        series=(
            Series(t("projects_count"), has_bar=True),
            Series(t("pledged"), t("unit_cny_1e8")),
            Series(t("arrived"), t("unit_cny_1e8")),
        ),
        rows=rows,
    )


def _at(table: pd.DataFrame, key: str, column: str) -> float | None:
    """Return one number of a table of totals; None where it is not known."""
    if key not in table.index or column not in table.columns:
        return None
    value = plain(table.loc[key, column])
    return None if value is None else float(value)


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
