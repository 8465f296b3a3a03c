"""Adding, changing, deleting a project, and taking a change back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Response, request

from geo_zs.errors import ConflictError, RecordError, UnknownRecordError
from geo_zs.register.access import require_edit
from geo_zs.register.changes import changes
from geo_zs.register.fields import fields_by_name
from geo_zs.register.project_page import may_bring_back
from geo_zs.register.projects import (
    check_values,
    create_project,
    delete_project,
    read_project,
    update_project,
)
from geo_zs.register.store import Writer
from webapp.accounts import current
from webapp.planner import frames
from webapp.planner.blueprint import (
    go_to,
    last_change,
    offer_undo,
    page_lang,
    planner,
    planner_page,
    say,
    take_back,
    tell,
)
from webapp.planner.board import today
from webapp.planner.form_place import point_fault
from webapp.planner.forms import differences, read_form, record_faults
from webapp.planner.place import place_map
from webapp.planner.project_form import (
    SHOWN,
    form_parts,
    is_same_shape,
    read_shape,
    typed_record,
)
from webapp.present import record

SECTION: Final = "planner.projects"
_KIND: Final = "project"
#: The log of changes, for admins.
_LOG: Final = "accounts.change_log"
#: Where undoing may lead back to.
_LISTS: Final = frozenset(
    {
        "planner.circular_templates",
        "planner.companies",
        "planner.ledger",
        "planner.parks",
        "planner.targets",
    }
)


@planner.get("/projects/new")
@current.requires("planner")
def new_project() -> Response:
    """Show an empty form, or one filled from a shipped project to be corrected."""
    source = request.args.get("from", "")
    frame = frames.projects()
    typed: dict[str, str] = {"visibility": "internal"}
    if source in frame.index and frame.loc[source, "origin"] == "shipped":
        typed = typed_record(record(frame, source)) | {
            "supersedes_id": source,
            "visibility": "public",
        }
    return _form(typed, {}, project_id="", version=0)


@planner.post("/projects/new")
@current.requires("planner")
def add_project() -> Response:
    """Add a project, or show the form again with every fault."""

    def save(writer: Writer, values: Mapping[str, Any]) -> str:
        return create_project(writer, values)

    return _save(save, project_id="", version=0)


@planner.get("/projects/<project_id>/edit")
@current.requires("planner")
def edit_project(project_id: str) -> Response:
    """Show the form of a project."""
    with current.register().read() as session:
        found = read_project(session, project_id, current.viewer())
    require_edit(current.viewer(), [found["league"]])
    return _form(
        typed_record(found), {}, project_id=project_id, version=found["version"]
    )


@planner.post("/projects/<project_id>/edit")
@current.requires("planner")
def change_project(project_id: str) -> Response:
    """Change a project, or show the form again with every fault."""
    version = _version()

    def save(writer: Writer, values: Mapping[str, Any]) -> str:
        update_project(writer, project_id, values, version=version)
        return project_id

    return _save(save, project_id=project_id, version=version)


@planner.post("/projects/<project_id>/delete")
@current.requires("planner")
def remove_project(project_id: str) -> Response:
    """Hide a project; the change log keeps it, and it can be taken back."""
    try:
        with current.register().write(current.viewer()) as writer:
            delete_project(writer, project_id, version=_version())
    except ConflictError:
        tell("form_conflict_delete", kind="bad")
        return go_to("planner.project", project_id=project_id)
    except RecordError as error:
        for text in record_faults(error.problems, page_lang()).values():
            tell("form_warning", kind="bad", text=text)
        return go_to("planner.project", project_id=project_id)
    tell("form_deleted", name=project_id)
    return go_to("planner.removed_project", project_id=project_id)


@planner.get("/projects/<project_id>/removed")
@current.requires("planner")
def removed_project(project_id: str) -> Response:
    """Offer to take the removal back, to who may edit the project."""
    with current.register().read() as session:
        lines = changes(session, table=_KIND, key=project_id[:20], limit=1)
        can_return = may_bring_back(session, project_id[:20], current.viewer())
    if not lines or not can_return:
        raise UnknownRecordError(_KIND, project_id[:40])
    return planner_page(
        "planner/project_removed.html",
        section=SECTION,
        key=project_id,
        change_id=lines[0].change_id,
    )


@planner.post("/changes/<int:change_id>/undo")
@current.requires("planner")
def undo(change_id: int) -> Response:
    """Take one change back."""
    project_id, back = request.form.get("project_id", ""), request.form.get("back", "")
    try:
        take_back(change_id)
    except ConflictError as error:
        tell("form_conflict_undo_of", kind="bad", record=error.key)
        project_id = error.key  # to the record itself, if it is a project
    except RecordError as error:
        for text in record_faults(error.problems, page_lang()).values():
            tell("form_warning", kind="bad", text=text)
    else:
        tell("form_undone")
    if back == _LOG and current.viewer().has_role("admin"):
        return go_to(_LOG)
    if project_id in frames.projects().index:
        return go_to("planner.project", project_id=project_id)
    return go_to(back if back in _LISTS else SECTION)


def _version() -> int:
    """Return the version that the form was made from; 0 if it says none."""
    text = request.form.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _save(
    save: Callable[[Writer, Mapping[str, Any]], str], *, project_id: str, version: int
) -> Response:
    """Read the form and save it; show it again where it has faults."""
    register, lang = current.register(), page_lang()
    typed = {name: request.form.get(name, "") for name in SHOWN}
    shape_text = request.form.get("shape", "")
    reading = read_form("projects", typed, lang=lang, today=today())
    faults = dict(reading.faults)
    shape, is_read = read_shape(shape_text)
    if not is_read:
        faults["shape"] = say("form_bad_shape")
    values = dict(reading.values)
    if shape is not None:
        values |= {"geometry": shape, "lon": None, "lat": None}
    elif project_id:
        # The outline is gone: longitude and latitude make a point, or there is none.
        values["geometry"] = None
    shown = typed | {"shape": shape_text}
    if faults:
        also = check_values(values, known=register.names)
        errors = [one for one in also if one.severity == "error"]
        told = record_faults(errors, lang) | point_fault(values, errors, lang)
        faults = _of_outline(told) | faults
        return _form(shown, faults, project_id=project_id, version=version)
    try:
        with register.write(current.viewer()) as writer:
            key = save(writer, values)
    except RecordError as error:
        found = record_faults(error.problems, lang)
        found |= point_fault(values, error.problems, lang)
        found = _of_outline(found)
        return _form(shown, found, project_id=project_id, version=version)
    except ConflictError as error:
        return _form(shown, {}, project_id=project_id, version=version, conflict=error)
    tell("form_saved")
    offer_undo(last_change(_KIND, key), project_id=key)
    for text in reading.warnings:
        tell("form_warning", kind="warn", text=text)
    return go_to("planner.project", project_id=key)


def _of_outline(faults: Mapping[str, str]) -> dict[str, str]:
    """Return faults with that of the shape at the control it was drawn in."""
    return {
        "shape" if name == "geometry" else name: text for name, text in faults.items()
    }


def _form(
    typed: Mapping[str, str],
    faults: Mapping[str, str],
    *,
    project_id: str,
    version: int,
    conflict: ConflictError | None = None,
) -> Response:
    """Show the form; 422 with faults, 409 after somebody else's change."""
    lang = page_lang()
    specs = fields_by_name()
    labels = {name: specs[name].title(lang) for name in SHOWN} | {
        "shape": say("form_shape")
    }
    parts = form_parts(typed, faults, lang)
    theirs: list[tuple[str, str, str]] = []
    if conflict is not None:
        now = typed_record(conflict.current)
        controls = [one for part in parts for one in part.fields]
        theirs = differences("projects", controls, now, lang=lang, today=today())
        shape = typed.get("shape", "")
        if not is_same_shape(shape, now["shape"]):
            theirs.append((labels["shape"], shape, now["shape"]))
        version = int(str(conflict.current.get("version", version)))
    status = 422 if faults else 409 if conflict is not None else 200
    map_ = place_map(lang)
    return planner_page(
        "planner/project_form.html",
        section=SECTION,
        status=status,
        script_hashes=map_.script_hashes,
        map=map_,
        parts=parts,
        faults=faults,
        labels=labels,
        shape=typed.get("shape", ""),
        key=project_id,
        version=version,
        conflict=conflict.current if conflict is not None else None,
        theirs=theirs,
    )
