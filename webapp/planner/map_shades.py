"""Leagues or banners in shades of a figure (分级设色), and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, cast

import numpy as np
import pandas as pd

from geo_zs.board.label import Label
from geo_zs.board.money import sums_by_project, view
from geo_zs.board.pipeline import pipeline
from geo_zs.board.progress import target_progress
from geo_zs.board.table import Cell, Column, Table
from geo_zs.board.targets import read_targets
from geo_zs.board.words import COLUMNS
from geo_zs.crs import FloatArray
from geo_zs.reports.classes import Classes, classify
from webapp.phrases import TEXTS
from webapp.planner import frames
from webapp.planner.board import places_of
from webapp.planner.board_month import months_closed
from webapp.state import get_catalog

if TYPE_CHECKING:
    from geo_zs.board.places import Unit
    from geo_zs.reports.drawing import Paint
    from webapp.phrases import Lang

Level = Literal["league", "banner"]
LEVELS: Final[tuple[Level, ...]] = ("league", "banner")
_SHARES: Final = ("verified_share", "published_share")
_SUMS: Final = ("land_ha", "power_mw")
#: Figures that a place may be shaded by, in the order of the form.
FIGURES: Final = (
    "projects",
    "pledged_cny_1e8",
    "arrived_cny_1e8",
    "reported_cny_1e8",
    "verified_cny_1e8",
    *_SUMS,
    *_SHARES,
)
_PERCENT: Final = Label("%", "%")
#: With fewer classes than this a map tells nothing, if there is more to tell.
_LEAST_CLASSES: Final = 3


@dataclass(frozen=True, eq=False)
class Shading:
    """Places in shades.

    Parameters
    ----------
    figure, level : str
        What is shown of which units.
    codes : tuple of str
        The units.
    classes : Classes
        Class of each.
    values : tuple of float
        Figure of each; NaN where it is not known.
    table : Table
        The same as a table, the largest first.
    """

    figure: str
    level: Level
    codes: tuple[str, ...]
    classes: Classes
    values: tuple[float, ...]
    table: Table

    def unknown(self, lang: Lang) -> list[str]:
        """Return the names of the units without a figure."""
        return [row[0].of(lang) for row in self.table.rows if row[1] is None]  # type: ignore[union-attr]  # names are labels

    def texts(self, lang: Lang) -> dict[str, str]:
        """Return the figure of each unit as a reader sees it, by its code."""
        column = self.table.columns[1]
        cells = [column.text(one, lang) for one in self.values]
        return dict(zip(self.codes, cells, strict=True))

    def fills(self) -> dict[str, Paint]:
        """Return the look of each unit by its code."""
        paints = [self.classes.paint(int(one)) for one in self.classes.members]
        return dict(zip(self.codes, paints, strict=True))


def figure_column(figure: str) -> Column:
    """Return title, unit and decimals of a figure."""
    if figure in _SUMS or figure in _SHARES:
        title = Label(*TEXTS[f"pmap_figure_{figure}"])
        if figure in _SHARES:
            return Column(figure, title, _PERCENT, 1)
        unit = Label("公顷", "ha") if figure == "land_ha" else Label("MW", "MW")
        return Column(figure, title, unit, 1)
    title, unit_, decimals = COLUMNS[figure]
    return Column(figure, title, unit_, decimals)


def known_of(projects: pd.DataFrame, figure: str) -> tuple[int, int] | None:
    """Return how many projects give a figure, of how many that can be counted.

    Returns
    -------
    tuple of (known, all), or None
        None for figures that are not of single projects.
    """
    if figure not in ("pledged_cny_1e8", "arrived_cny_1e8", *_SUMS):
        return None
    is_open = ~projects["stage"].eq("cancelled").fillna(value=False)
    rows = projects[is_open.to_numpy(dtype=bool)]
    return int(rows[figure].notna().sum()), len(rows)


def shade(projects: pd.DataFrame, *, figure: str, level: Level, month: str) -> Shading:
    """Sort leagues or banners by a figure of the projects.

    Parameters
    ----------
    projects : DataFrame
        Projects that pass the filter.
    figure : str
        One of `FIGURES`.
    level : {"league", "banner"}
        Which units.
    month : str
        Last month of the shares of targets, which speak of all projects.

    Returns
    -------
    Shading
        A unit without a project has 0 projects, and no figure in anything else.
    """
    places = places_of(get_catalog())
    units = places.leagues if level == "league" else places.banners()
    made = pipeline(projects, by=level)
    own = _figures(projects, made.table, figure, level=level, month=month)
    values = np.array([own.get(unit.adcode, np.nan) for unit in units], dtype=float)
    counts = made.table["projects"].to_dict()
    if figure == "projects":
        values = np.nan_to_num(values)
    column = figure_column(figure)
    classes = _classes(values, column.decimals or 0)
    table = _table(units, column, classes, values=values, counts=counts, level=level)
    return Shading(
        figure,
        level,
        tuple(one.adcode for one in units),
        classes,
        tuple(values.tolist()),
        table,
    )


def _classes(values: FloatArray, decimals: int) -> Classes:
    """Return classes of as many units each; where most are alike, of one width."""
    found = classify(values, decimals=decimals)
    n_different = len(np.unique(values[np.isfinite(values)]))
    if found.n >= min(_LEAST_CLASSES, n_different):
        return found
    return classify(values, method="equal", decimals=decimals)


def _figures(
    projects: pd.DataFrame,
    counted: pd.DataFrame,
    figure: str,
    *,
    level: Level,
    month: str,
) -> dict[str, float]:
    """Return the figure of each unit that has one."""
    if figure in _SHARES:
        return _shares(figure, month)
    if figure in _SUMS:
        is_open = ~projects["stage"].eq("cancelled").fillna(value=False)
        rows = projects[is_open.to_numpy(dtype=bool)]
        sums = rows.groupby(level)[figure].sum(min_count=1)
        return {str(code): float(value) for code, value in sums.items()}
    if figure in ("reported_cny_1e8", "verified_cny_1e8"):
        domestic = view(frames.ledger(), projects, scope="domestic")
        money = sums_by_project(domestic, projects)
        counted = pipeline(projects, by=level, money=money).table
    return {str(code): float(value) for code, value in counted[figure].items()}


def _shares(figure: str, month: str) -> dict[str, float]:
    """Return the share of the domestic target of each unit, percent."""
    catalog = get_catalog()
    found = target_progress(
        read_targets(catalog.tables["targets"], frames.targets()),
        frames.projects(),
        frames.ledger(),
        places_of(catalog),
        month=month,
        closed=months_closed(),
    ).table
    rows = found[found["scope"].eq("domestic")]
    return {
        str(code): float(value) * 100
        for code, value in zip(rows["adcode"], rows[figure], strict=True)
    }


def _table(
    units: tuple[Unit, ...],
    column: Column,
    classes: Classes,
    *,
    values: FloatArray,
    counts: dict[object, object],
    level: Level,
) -> Table:
    """Return the figures as a table, the largest first, unknown ones last."""
    order = np.lexsort((np.arange(len(values)), -np.nan_to_num(values, nan=-np.inf)))
    rows: list[tuple[Cell, ...]] = []
    for at in order.tolist():
        value = None if np.isnan(values[at]) else float(values[at])
        count = int(float(cast("float", counts.get(units[at].adcode, 0))))
        member = int(classes.members[at])
        label: Cell = member + 1 if member >= 0 else None
        cells: tuple[Cell, ...] = (units[at].name, value, label)
        rows.append(cells if column.key == "projects" else (*cells, count))
    heads = (
        Column("key", Label(*TEXTS[f"pmap_level_{level}"])),
        column,
        Column("class", Label(*TEXTS["pmap_class"])),
    )
    projects = Column("projects", COLUMNS["projects"][0])
    return Table(
        title=Label(
            f"{heads[0].title.zh}：{column.title.zh}",
            f"{column.title.en} by {heads[0].title.en}",
        ),
        columns=heads if column.key == "projects" else (*heads, projects),
        rows=tuple(rows),
    )
