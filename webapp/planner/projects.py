"""``/planner/projects``: the table of projects, and the page of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
from flask import Response, request

from geo_zs.errors import UnknownRecordError
from geo_zs.maps.unit_words import unit_text
from geo_zs.register.access import may_edit
from geo_zs.register.changes import changes
from geo_zs.register.fields import fields_by_name
from geo_zs.register.words import label
from webapp.accounts import current
from webapp.accounts.change_words import change_row
from webapp.params import Reader
from webapp.planner import frames
from webapp.planner.audit import project_audit
from webapp.planner.audit_rows import share_text
from webapp.planner.blueprint import page_lang, planner, planner_page
from webapp.planner.filters import read_filter
from webapp.planner.money import money_warnings
from webapp.planner.place import project_map
from webapp.planner.project_form import PARTS
from webapp.planner.project_table import SORTS, table_page
from webapp.planner.record_kinds import KINDS
from webapp.planner.records import record_heads, record_rows
from webapp.planner.words import value_text
from webapp.present import is_unknown, record
from webapp.state import get_catalog

if TYPE_CHECKING:
    from webapp.phrases import Lang

SECTION: Final = "planner.projects"
_KIND: Final = "project"
#: Lines of its history that the page of a project shows.
_HISTORY: Final = 20


@planner.get("/projects")
def projects() -> Response:
    """Show the table of projects that pass the filter."""
    view = read_filter()
    reader = Reader(request.args)
    sort = reader.choice("sort", SORTS, "")
    is_descending = reader.choice("order", ("asc", "desc"), "asc") == "desc"
    page = reader.whole("page", default=1, minimum=1, maximum=1_000_000)
    found = _own_first(view.chosen.apply(frames.projects()))
    table = table_page(
        get_catalog(),
        found,
        lang=page_lang(),
        values=view.query,
        sort=sort,
        is_descending=is_descending,
        page=page,
    )
    order = {"sort": sort, "order": "desc" if is_descending else ""}
    return planner_page(
        "planner/projects.html",
        section=SECTION,
        status=400 if view.faults else 200,
        link_values={
            **view.query,
            "sort": sort,
            "order": "desc" if is_descending else "",
        },
        filter=view,
        table=table,
        keep=order,
        n_own=int((frames.projects()["origin"] == "register").sum()),
    )


def _own_first(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the register's own projects, the latest first, before the shipped ones."""
    is_own = frame["origin"].eq("register").to_numpy()
    return pd.concat([frame[is_own].iloc[::-1], frame[~is_own]])


@planner.get("/projects/<project_id>")
def project(project_id: str) -> Response:
    """Show one project: what is known, where it lies, what was done to it."""
    frame = frames.projects()
    if project_id not in frame.index:
        raise UnknownRecordError(_KIND, project_id[:40])
    row = record(frame, project_id)
    lang = page_lang()
    is_own = row["origin"] == "register"
    league = row["league"] if isinstance(row["league"], str) else None
    map_ = project_map(project_id, lang)
    return planner_page(
        "planner/project.html",
        section=SECTION,
        script_hashes=map_.script_hashes if map_ is not None else (),
        audit=project_audit(project_id),
        project_map=map_,
        share_text=share_text,
        key=project_id,
        row=row,
        name=str(row["name_zh"]),
        stage=_word(row, "stage", "unknown", lang),
        visibility=_word(row, "visibility", "internal", lang),
        is_own=is_own,
        can_edit=may_edit(current.viewer(), league),
        parts=_parts(row, lang),
        history=_history(project_id, lang) if is_own else [],
        warnings=money_warnings(project_id),
        steps=_rows_of("step", project_id),
        entries=_rows_of("entry", project_id),
        step_heads=record_heads(KINDS["step"]),
        entry_heads=record_heads(KINDS["entry"]),
        kinds=KINDS,
    )


def _word(row: dict[str, Any], name: str, without: str, lang: Lang) -> str:
    """Return the label of a word; that of another one where it is not known."""
    value = row[name]
    return label(name, without if is_unknown(value) else str(value), lang)


def _parts(row: dict[str, Any], lang: Lang) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what is known of a project, part by part: title, value with unit."""
    catalog, specs = get_catalog(), fields_by_name()
    found = []
    for key, names in PARTS.items():
        lines = []
        for name in names:
            text = value_text(catalog, specs[name], row.get(name), lang)
            unit = unit_text(specs[name].unit, lang)
            if text and unit:
                text = f"{text} {unit}"
            lines.append((specs[name].title(lang), text))
        found.append((key, [line for line in lines if line[1]]))
    return found


def _rows_of(name: str, project_id: str) -> list[Any]:
    """Return the steps or the entries of the ledger of a project."""
    kind = KINDS[name]
    frame = kind.frame()
    return record_rows(kind, frame[frame["project_id"].eq(project_id)])


def _history(project_id: str, lang: Lang) -> list[Any]:
    """Return the latest changes of a project, in words."""
    with current.register().read() as session:
        lines = changes(session, table="project", key=project_id, limit=_HISTORY)
    return [change_row(line, lang) for line in lines]
