"""``/planner/audit``: what is wrong with the projects, and the audit of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from flask import Response, abort, request

from geo_zs.overlay.audit import audit_projects
from geo_zs.register.constraint_layer import MEANINGS
from geo_zs.register.constraints import list_layers, read_layers
from geo_zs.reports.table_book import tables_xlsx
from webapp.accounts import current
from webapp.pages.context import link
from webapp.paging import paging
from webapp.params import Reader
from webapp.planner import frames
from webapp.planner.audit_rows import (
    DISTANCES,
    KINDS,
    audit_table,
    distance_text,
    findings,
    found_of,
    named,
    worst_first,
)
from webapp.planner.blueprint import page_lang, planner, planner_page, say
from webapp.planner.exports import about
from webapp.planner.filters import FilterView, link_values, read_filter
from webapp.present import records
from webapp.state import get_catalog

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from webapp.phrases import Lang

SECTION: Final = "planner.projects"
_ROWS: Final = 50
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What the page may be limited to.
SHOWN: Final = ("wrong", "all", *KINDS)
_ORDER: Final = ("failed", "untested", "met", "exempt")


@dataclass(frozen=True)
class AuditLine:
    """One project in the table: its page, what was found, distances, rules."""

    href: str
    name: str
    place: str
    placed_by: str
    findings: list[Any]
    distances: list[tuple[str, str]]
    rules: str


@dataclass(frozen=True, eq=False)
class AuditView:
    """What the page shows of an audit.

    Parameters
    ----------
    projects : GeoDataFrame
        The projects, the gravest first.
    columns : DataFrame
        What was found of them, in the same order.
    counts : dict of str to int
        Kind of finding, ``wrong`` and ``all`` → projects.
    """

    projects: gpd.GeoDataFrame
    columns: pd.DataFrame
    counts: dict[str, int]


def audit_columns_of(view: FilterView) -> pd.DataFrame:
    """Return what the audit found of the projects that pass the filter; kept."""

    def make() -> pd.DataFrame:
        everybody = frames.projects()
        found = frames.filtered(view.chosen)
        with current.register().read() as session:
            layers = read_layers(session, current.viewer())
        result = audit_projects(found, get_catalog(), layers=layers, among=everybody)
        return result.columns()

    return frames.derived(("audit", view.chosen), make)


def read_audit(view: FilterView, show: str) -> AuditView:
    """Return the audit of the projects that pass the filter.

    Parameters
    ----------
    view : FilterView
        Which projects.
    show : str
        One of `SHOWN`.
    """
    columns = audit_columns_of(view)
    found = found_of(columns)
    wrong = np.zeros(len(columns), dtype=bool)
    for rows in found.values():
        wrong |= rows
    chosen = {"all": np.ones(len(columns), dtype=bool), "wrong": wrong, **found}
    order = worst_first(columns)
    order = order[chosen[show][order]]
    projects = frames.projects().loc[columns.index[order]]
    counts = {name: int(rows.sum()) for name, rows in chosen.items()}
    return AuditView(projects, columns.iloc[order], counts)


@planner.get("/audit")
def audit() -> Response:
    """Show what was found of the projects that pass the filter."""
    view, lang = read_filter(), page_lang()
    reader = Reader(request.args)
    show = reader.choice("show", SHOWN, "wrong")
    page = reader.whole("page", default=1, minimum=1, maximum=1_000_000)
    reader.finish()
    made = read_audit(view, show)
    shown = paging(len(made.columns), page, _ROWS)
    keep = {"show": show if show != "wrong" else ""}
    return planner_page(
        "planner/audit_list.html",
        section=SECTION,
        status=400 if view.faults else 200,
        link_values=link_values(view, **keep),
        filter=view,
        keep=keep,
        show=show,
        shown=[(key, _kind_word(key), made.counts[key]) for key in SHOWN],
        counts=made.counts,
        lines=_lines(made, shown.start, lang),
        first=shown.first,
        last=shown.last,
        total=len(made.columns),
        page=shown.page,
        pages=shown.pages,
        untested=untested_meanings(),
    )


@planner.get("/audit.xlsx")
def audit_file() -> Response:
    """Send what was found as a workbook."""
    view, lang = read_filter(), page_lang()
    if view.faults:
        abort(400)
    reader = Reader(request.args)
    show = reader.choice("show", SHOWN, "wrong")
    reader.finish()
    made = read_audit(view, show)
    table = audit_table(get_catalog(), made.projects, made.columns)
    content = tables_xlsx(
        [table], lang=lang, about=about(say("paudit_title"), view, made.projects)
    )
    response = Response(content, content_type=_XLSX)
    response.headers["Content-Disposition"] = "attachment; filename=geo_zs-audit.xlsx"
    return response


def _kind_word(key: str) -> str:
    """Return what a choice of the page is called."""
    return say(f"paudit_{key}" if key in ("all", "wrong") else f"paudit_kind_{key}")


def untested_meanings() -> list[str]:
    """Return the meanings of which the reader sees no layer, in words."""
    with current.register().read() as session:
        notes = list_layers(session, current.viewer())
    there = {note.meaning for note in notes}
    return [say(f"player_{one}") for one in MEANINGS if one not in there]


def _lines(made: AuditView, start: int, lang: Lang) -> list[AuditLine]:
    """Return the lines of one page."""
    catalog = get_catalog()
    names = made.projects["name_zh"].iloc[start : start + _ROWS].tolist()
    found = []
    shown = made.columns.iloc[start : start + _ROWS]
    for name, (key, row) in zip(names, records(shown), strict=True):
        unit = row["found_banner"] or row["found_league"]
        level = "banners" if row["found_banner"] else "leagues"
        found.append(
            AuditLine(
                href=link("planner.project", lang, project_id=key),
                name=str(name),
                place=named(catalog, level, unit, lang),
                placed_by=say(f"paudit_by_{row['placed_by']}"),
                findings=findings(row, lang),
                distances=[
                    (distance_text(row, km), named(catalog, layer, row[key_], lang))
                    for key_, km, layer in DISTANCES
                ],
                rules=f"{row['n_rules_failed']} / {row['n_rules_untested']} / "
                f"{row['n_rules_met']}",
            )
        )
    return found


def project_audit(project_id: str) -> dict[str, Any]:
    """Return what the audit says of one project, for its page.

    Parameters
    ----------
    project_id : str
        A project that the reader may see.
    """
    everybody = frames.projects()
    with current.register().read() as session:
        layers = read_layers(session, current.viewer())
    result = audit_projects(
        everybody.loc[[project_id]], get_catalog(), layers=layers, among=everybody
    )
    told = result.to_dict(project_id, page_lang())
    rules = {
        name: [one for one in told["rules"] if one["outcome"] == name]
        for name in _ORDER
    }
    raised = [one for one in rules["untested"] if one["is_raised"]]
    rules["untested"] = [one for one in rules["untested"] if not one["is_raised"]]
    return told | {
        "rule_groups": rules,
        "raised": raised,
        "n_rules": {
            name: len(found) + (len(raised) if name == "untested" else 0)
            for name, found in rules.items()
        },
        "meanings": [(name, told["constraints"][name]) for name in MEANINGS],
    }
