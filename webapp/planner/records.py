"""Adding, changing and deleting entries, companies, steps and targets in a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from flask import Response, abort, request

from geo_zs.errors import ConflictError, RecordError, UnknownRecordError
from geo_zs.maps.unit_words import unit_text
from geo_zs.register.attachments import attachments
from geo_zs.register.fields import fields_by_name
from webapp.accounts import current
from webapp.pages.context import link
from webapp.planner import frames
from webapp.planner.blueprint import (
    go_to,
    last_change,
    offer_undo,
    page_lang,
    planner,
    planner_page,
    say,
    tell,
)
from webapp.planner.board import today
from webapp.planner.forms import (
    FormField,
    differences,
    form_field,
    read_form,
    record_faults,
    typed_value,
)
from webapp.planner.money import money_warnings, project_name
from webapp.planner.record_kinds import KINDS, Kind
from webapp.planner.words import Option, league_options, value_text
from webapp.present import records
from webapp.state import get_catalog

if TYPE_CHECKING:
    import pandas as pd

#: Projects that a form offers in a list; more are named by their id.
_MOST_OFFERED: Final = 2_000


def record_rows(
    kind: Kind, frame: pd.DataFrame
) -> list[tuple[str, int, list[tuple[str, str, bool]]]]:
    """Return the rows of a list: key, version, cells (name, text, whether a number)."""
    catalog, lang = get_catalog(), page_lang()
    specs = fields_by_name(kind.table)
    names = frames.projects()["name_zh"]
    found = []
    for _, row in records(frame):
        cells = []
        for name in kind.columns:
            if name == "project_id":
                other = say("ledger_moved") if kind.name == "entry" else row[name]
                text = str(names.get(row[name], other))
            else:
                text = value_text(
                    catalog, specs[name], row[name], lang, table=kind.table
                )
            cells.append((name, text, specs[name].type == "number"))
        found.append((str(row[kind.key]), int(row["version"]), cells))
    return found


def record_heads(kind: Kind) -> list[tuple[str, str | None, bool]]:
    """Return the heads of a list: title, unit, whether numbers."""
    specs, lang = fields_by_name(kind.table), page_lang()
    # A project stands in a list by its name, so that is what the column is headed.
    titles = {"project_id": fields_by_name()["name_zh"]}
    return [
        (
            titles.get(name, specs[name]).title(lang),
            unit_text(specs[name].unit, lang),
            specs[name].type == "number",
        )
        for name in kind.columns
    ]


def _kind(name: str) -> Kind:
    """Return a kind of record by its name in addresses."""
    if name not in KINDS:
        abort(404)
    return KINDS[name]


def _one(kind: Kind, key: str) -> dict[str, Any]:
    """Return a record that the reader may see."""
    frame = kind.frame()
    found = frame[frame[kind.key].astype(str).eq(key)]
    if found.empty:
        raise UnknownRecordError(kind.name, key[:40])
    return next(row for _, row in records(found))


@planner.get("/records/<kind>/new")
@current.requires("planner")
def new_record(kind: str) -> Response:
    """Show an empty form; the link may fill in single fields."""
    wanted = _kind(kind)
    typed = {
        name: request.args[name][:300] for name in wanted.fields if name in request.args
    }
    return _form(wanted, typed, {}, key="", version=0)


@planner.get("/records/<kind>/<key>/edit")
@current.requires("planner")
def edit_record(kind: str, key: str) -> Response:
    """Show the form of a record."""
    wanted = _kind(kind)
    row = _one(wanted, key)
    typed = {name: typed_value(row[name]) for name in wanted.fields}
    return _form(wanted, typed, {}, key=key, version=int(row["version"]))


@planner.post("/records/<kind>/new")
@current.requires("planner")
def add_record(kind: str) -> Response:
    """Add a record, or show the form again with every fault."""
    return _save(_kind(kind), key="", version=0)


@planner.post("/records/<kind>/<key>/edit")
@current.requires("planner")
def change_record(kind: str, key: str) -> Response:
    """Change a record, or show the form again with every fault."""
    wanted = _kind(kind)
    _one(wanted, key)  # of a record that is not seen, no form either
    return _save(wanted, key=key, version=_version())


@planner.post("/records/<kind>/<key>/delete")
@current.requires("planner")
def delete_record(kind: str, key: str) -> Response:
    """Delete a record; the change can be undone."""
    wanted = _kind(kind)
    row = _one(wanted, key)
    register = current.register()
    try:
        with register.write(current.viewer()) as writer:
            wanted.delete(writer, key, version=_version())
    except ConflictError:
        tell("form_conflict_delete", kind="bad")
    except RecordError as error:
        for text in record_faults(error.problems, page_lang()).values():
            tell("form_warning", kind="bad", text=text)
    else:
        tell("form_deleted", name=key)
        _offer(wanted, key, row)
    return _back(wanted, row)


def _offer(kind: Kind, key: str, values: Mapping[str, Any]) -> None:
    """Offer to take the last change of a record back."""
    project = str(values.get("project_id") or "") if kind.name == "step" else ""
    back = "planner.targets" if kind.name == "target" else kind.section
    offer_undo(last_change(kind.logged, key), back=back, project_id=project)


def _version() -> int:
    """Return the version that the form was made from; 0 if it says none."""
    text = request.form.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _back(kind: Kind, values: Mapping[str, Any]) -> Response:
    """Return the way back to where the record is listed."""
    if kind.name == "step" and values.get("project_id"):
        return go_to("planner.project", project_id=values["project_id"])
    if kind.name == "target":
        return go_to("planner.targets")
    return go_to(kind.section)


def _save(kind: Kind, *, key: str, version: int) -> Response:
    """Read the form and save it; show it again where it has faults."""
    register, lang = current.register(), page_lang()
    typed = {name: request.form.get(name, "") for name in kind.fields}
    reading = read_form(kind.table, typed, lang=lang, today=today())
    faults = dict(reading.faults)
    if faults:
        return _form(kind, typed, faults, key=key, version=version)
    values = {
        name: value
        for name, value in reading.values.items()
        if key or value not in (None, ())
    }
    try:
        with register.write(current.viewer()) as writer:
            if key:
                kind.update(writer, key, values, version=version)
                saved = key
            else:
                saved = kind.add(writer, values)
    except RecordError as error:
        found = record_faults(error.problems, lang)
        return _form(kind, typed, found, key=key, version=version)
    except ConflictError as error:
        return _form(kind, typed, {}, key=key, version=version, conflict=error)
    tell("form_saved")
    _offer(kind, saved, values)
    for text in reading.warnings:
        tell("form_warning", kind="warn", text=text)
    if kind.name == "entry":
        _tell_of_money(str(values.get("project_id") or ""))
    return _back(kind, values)


def _tell_of_money(project_id: str) -> None:
    """Tell where a project has more money in the ledger than was pledged."""
    name = project_name(project_id)
    for text in money_warnings(project_id):
        colon = say("colon")
        tell("form_warning", kind="warn", text=f"{name}{colon}{text}")


def _project_options() -> list[Option]:
    """Return projects to choose from; none if there are too many for a list."""
    frame = frames.projects()
    own = frame[frame["origin"].eq("register")]
    if len(own) > _MOST_OFFERED:
        return []
    return [(str(key), f"{name} · {key}") for key, name in own["name_zh"].items()]


def _fields(
    kind: Kind, typed: Mapping[str, str], faults: Mapping[str, str]
) -> list[FormField]:
    """Return the controls of the form."""
    catalog, lang = get_catalog(), page_lang()
    specs = fields_by_name(kind.table)
    leagues = league_options(catalog, lang)
    region = ("150000", "全区" if lang == "zh" else "the region")
    options: dict[str, list[Option]] = {
        "league": leagues,
        "adcode": [region, *leagues],
        "project_id": _project_options(),
    }
    return [
        form_field(
            specs[name],
            value=typed.get(name, ""),
            lang=lang,
            fault=faults.get(name, ""),
            table=kind.table,
            options=options.get(name, ()),
        )
        for name in kind.fields
    ]


def _form(
    kind: Kind,
    typed: Mapping[str, str],
    faults: Mapping[str, str],
    *,
    key: str,
    version: int,
    conflict: ConflictError | None = None,
) -> Response:
    """Show the form; 422 with faults, 409 after somebody else's change."""
    lang = page_lang()
    specs = fields_by_name(kind.table)
    controls = _fields(kind, typed, faults)
    theirs: list[tuple[str, str, str]] = []
    if conflict is not None:
        now = {name: typed_value(conflict.current.get(name)) for name in kind.fields}
        theirs = differences(kind.table, controls, now, lang=lang, today=today())
        version = int(str(conflict.current.get("version", version)))
    undo = last_change(kind.logged, key) if key else 0
    files: list[Any] = []
    if key and kind.name == "entry":
        with current.register().read() as session:
            files = attachments(session, key, current.viewer())
    action = (
        link("planner.change_record", lang, kind=kind.name, key=key)
        if key
        else link("planner.add_record", lang, kind=kind.name)
    )
    return planner_page(
        "planner/record_form.html",
        section=kind.section,
        status=422 if faults else 409 if conflict is not None else 200,
        kind=kind,
        key=key,
        version=version,
        action=action,
        fields=controls,
        faults=faults,
        labels={name: specs[name].title(lang) for name in kind.fields},
        conflict=conflict.current if conflict is not None else None,
        theirs=theirs,
        change_id=undo,
        files=files,
    )
