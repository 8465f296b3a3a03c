"""``/planner/layers``: the planner's own constraint layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from flask import Response, request

from geo_zs.errors import ConflictError, RecordError, UnknownRecordError
from geo_zs.imports.limits import limits_from_environment
from geo_zs.register.access import may_edit
from geo_zs.register.changes import changes
from geo_zs.register.constraint_layer import (
    MEANINGS,
    MOST_FEATURES,
    ConstraintLayer,
)
from geo_zs.register.constraints import (
    LayerNote,
    add_layer,
    delete_layer,
    list_layers,
    read_layer,
    update_layer,
)
from webapp.accounts import current
from webapp.accounts.change_words import change_row
from webapp.accounts.words import moment_of
from webapp.mapview import embed
from webapp.pages.context import link
from webapp.planner import frames
from webapp.planner.blueprint import (
    go_to,
    page_lang,
    planner,
    planner_page,
    say,
    take_back,
    tell,
)
from webapp.planner.import_view import DATUMS
from webapp.planner.layers_effects import (
    MOST_LISTED,
    Effects,
    effects_on_sites,
    project_effects,
)
from webapp.planner.layers_file import FileReading, read_upload
from webapp.planner.layers_form import (
    REGION,
    LayerForm,
    empty_form,
    form_of,
    labels,
    read_form,
)
from webapp.planner.map import geojson
from webapp.planner.map_layers import (
    constraint_layers,
    projects_layer,
    workbench_map,
)
from webapp.planner.map_places import drawn_places, point_features, rounded
from webapp.planner.words import grouped_options, league_options, place_name
from webapp.state import get_catalog

if TYPE_CHECKING:
    from webapp.phrases import Lang

SECTION: Final = "planner.layers"
_TABLE: Final = "constraint_layer"
#: Largest upload, whatever the configuration says of files.
_MOST_BYTES: Final = 1 << 30
#: More corners than this are thinned out before they are drawn.
_MOST_CORNERS: Final = 60_000
_THINNED_DEG: Final = (0.0005, 0.002, 0.01)
_HISTORY: Final = 10
_CLUSTER: Final = 34


@planner.get("/layers")
def layers() -> Response:
    """List the constraint layers, and offer to add one."""
    return _list(empty_form())


@planner.post("/layers")
@current.requires("planner", max_body_bytes=_MOST_BYTES)
def upload_layer() -> Response:
    """Add a layer from a file, or show the form again with every fault."""
    form = read_form(request.form)
    found = _upload(form, is_needed=True)
    if form.faults or found is None or found.features is None:
        return _list(form)
    layer = ConstraintLayer(layer_id="", features=found.features, **form.values)
    try:
        with current.register().write(current.viewer()) as writer:
            layer_id = add_layer(writer, layer)
    except RecordError as error:
        form.faults |= {one.field: one.message for one in error.problems}
        return _list(form)
    _say_saved(form, found)
    return go_to("planner.layer", layer_id=layer_id)


def _upload(form: LayerForm, *, is_needed: bool) -> FileReading | None:
    """Read the file of the form; its faults join those of the form."""
    given = request.files.get("file")
    most = limits_from_environment().max_bytes
    if given is None or not given.filename:
        if is_needed:
            form.faults["file"] = say("player_fault_file")
        return None
    if (request.content_length or 0) > most + 1_000_000:
        form.faults["file"] = say("player_fault_large", mb=most // 1_000_000)
        return None
    typed = form.typed
    found = read_upload(
        given,
        datum=typed["datum"],
        sheet=typed["sheet"],
        label_column=typed["label_column"],
    )
    form.faults |= found.faults
    if found.has_flat and not form.values.get("buffer_m"):
        form.faults.setdefault("buffer_m", say("player_fault_flat"))
    return found


def _say_saved(form: LayerForm, found: FileReading | None) -> None:
    """Say on the next page what was kept, and how the file was read."""
    tell("player_saved", name=form.values["name_zh"])
    for text in found.notes if found is not None else ():
        tell("form_warning", kind="warn", text=text)


def _list(form: LayerForm) -> Response:
    """Show the list with the form; 422 with faults."""
    notes = _notes()
    lang = page_lang()
    there = {note.meaning for note in notes}
    return planner_page(
        "planner/layers.html",
        section=SECTION,
        status=422 if form.faults else 200,
        rows=[(note, _note_words(note, lang)) for note in notes],
        untested=[say(f"player_{one}") for one in MEANINGS if one not in there],
        **_form_values(form, lang),
    )


def _form_values(form: LayerForm, lang: Lang) -> dict[str, Any]:
    """Return what the form shows."""
    catalog, own = get_catalog(), current.viewer().leagues
    leagues = league_options(catalog, lang)
    return {
        "form": form,
        "labels": labels(),
        "meanings": MEANINGS,
        "datums": DATUMS,
        "leagues": [one for one in leagues if own is None or one[0] in own],
        "is_limited": own is not None,
        "region": REGION,
        "covers": [
            (say("pmap_level_league"), leagues),
            *grouped_options(catalog, "banners", lang),
        ],
        "max_features": MOST_FEATURES,
        "max_mb": limits_from_environment().max_bytes // 1_000_000,
    }


def _notes() -> list[LayerNote]:
    """Return the layers that the reader may see."""
    with current.register().read() as session:
        return list_layers(session, current.viewer())


def _layer(layer_id: str) -> ConstraintLayer:
    """Return one layer that the reader may see."""
    with current.register().read() as session:
        return read_layer(session, current.viewer(), layer_id[:20])


def _note_words(one: LayerNote | ConstraintLayer, lang: Lang) -> dict[str, str]:
    """Return a layer in words."""
    catalog = get_catalog()
    names = [
        say("player_region")
        if code == REGION
        else place_name(
            catalog, "league" if code.endswith("00") else "banner", code, lang
        )
        for code in one.covers
    ]
    return {
        "name": one.name_zh if lang == "zh" else one.name_en or one.name_zh,
        "meaning": say(f"player_{one.meaning}"),
        "buffer": say("player_metres", metres=f"{one.buffer_m:g}"),
        "visibility": say(f"imp_{one.visibility}"),
        "league": place_name(catalog, "league", one.league, lang)
        if one.league
        else say("player_region"),
        "covers": say("list_separator").join(names) or say("player_everywhere"),
    }


@planner.get("/layers/<layer_id>")
def layer(layer_id: str) -> Response:
    """Show one layer: its map, and which projects and sites it touches."""
    lang = page_lang()
    found = _layer(layer_id)
    note = next(one for one in _notes() if one.layer_id == found.layer_id)
    projects = project_effects(found, lang)
    sites = effects_on_sites(found, lang)
    map_ = embed(
        workbench_map(
            [
                *constraint_layers([note], lang, shown=True),
                _touched_layer(projects, lang),
            ],
            lang,
            focus=True,
        ),
        lang,
    )
    return planner_page(
        "planner/layer.html",
        section=SECTION,
        script_hashes=map_.script_hashes,
        layer=found,
        note=note,
        updated=moment_of(note.updated_at),
        words=_note_words(found, lang),
        can_edit=may_edit(current.viewer(), found.league or None),
        map=map_,
        tested=[("projects", projects), ("sites", sites)],
        most=MOST_LISTED,
        history=_history(found.layer_id, lang),
    )


def _touched_layer(found: Effects, lang: Lang) -> dict[str, Any]:
    """Return the projects that are touched as a layer of the map."""
    keys = [one.key for one in found.rows]
    frame = frames.projects().loc[keys]
    href = {one.key: one.href for one in found.rows}
    features = point_features(frame, drawn_places(frame, get_catalog()), href)
    source = {"collection": {"type": "FeatureCollection", "features": features}}
    stages = {str(one["properties"]["stage"]) for one in features}
    values = projects_layer(
        source, stages=stages, count=len(keys), lang=lang, cluster=_CLUSTER
    )
    return values | {"title": say("player_touched_projects")}


def _history(layer_id: str, lang: Lang) -> list[dict[str, Any]]:
    """Return the latest changes of a layer, in words."""
    with current.register().read() as session:
        lines = changes(session, table=_TABLE, key=layer_id, limit=_HISTORY)
    return [change_row(line, lang) for line in lines]


@planner.get("/layers/<layer_id>.geojson")
def layer_shapes(layer_id: str) -> Response:
    """Send the shapes of a layer as the map draws them."""
    found = _layer(layer_id)
    shapes = np.asarray(found.features.geometry.to_numpy(), dtype=object)
    for step in _THINNED_DEG:
        if shapely.get_num_coordinates(shapes).sum() <= _MOST_CORNERS:
            break
        shapes = shapely.simplify(shapes, step)
    names = found.labels()
    features = [
        {
            "type": "Feature",
            "geometry": rounded(shape),
            "properties": {
                "id": str(at + 1),
                "name": names[at] or f"{found.name_zh} {at + 1}",
                "href": link("planner.layer", page_lang(), layer_id=found.layer_id),
            },
        }
        for at, shape in enumerate(shapes)
    ]
    return geojson(features, layer_id=found.layer_id)


@planner.get("/layers/<layer_id>/edit")
@current.requires("planner")
def edit_layer(layer_id: str) -> Response:
    """Show the form of a layer."""
    found = _layer(layer_id)
    return _edit_page(found, form_of(found), found.version)


@planner.post("/layers/<layer_id>/edit")
@current.requires("planner", max_body_bytes=_MOST_BYTES)
def change_layer(layer_id: str) -> Response:
    """Change a layer, or show the form again with every fault."""
    found = _layer(layer_id)
    form = read_form(request.form)
    upload = _upload(form, is_needed=False)
    features = upload.features if upload is not None else None
    is_flat = (shapely.get_dimensions(found.features.geometry.to_numpy()) < 2).any()
    if upload is None and is_flat and not form.values["buffer_m"]:
        form.faults.setdefault("buffer_m", say("player_fault_flat"))
    if form.faults:
        return _edit_page(found, form, _version())
    try:
        with current.register().write(current.viewer()) as writer:
            update_layer(
                writer,
                found.layer_id,
                form.values,
                version=_version(),
                features=features,
            )
    except RecordError as error:
        form.faults |= {one.field: one.message for one in error.problems}
        return _edit_page(found, form, _version())
    except ConflictError:
        now = _layer(layer_id)
        return _edit_page(now, form, now.version, is_conflict=True)
    _say_saved(form, upload)
    return go_to("planner.layer", layer_id=found.layer_id)


def _version() -> int:
    """Return the version that the form was made from; 0 if it says none."""
    text = request.form.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _edit_page(
    found: ConstraintLayer, form: LayerForm, version: int, *, is_conflict: bool = False
) -> Response:
    """Show the form of a layer; 422 with faults, 409 after another's change."""
    lang = page_lang()
    return planner_page(
        "planner/layer_form.html",
        section=SECTION,
        status=422 if form.faults else 409 if is_conflict else 200,
        layer=found,
        version=version,
        words=_note_words(found, lang),
        is_conflict=is_conflict,
        **_form_values(form, lang),
    )


@planner.post("/layers/<layer_id>/delete")
@current.requires("planner")
def remove_layer(layer_id: str) -> Response:
    """Hide a layer; the change log keeps it, and it can be taken back."""
    found = _layer(layer_id)
    try:
        with current.register().write(current.viewer()) as writer:
            delete_layer(writer, found.layer_id, version=_version())
    except ConflictError:
        tell("player_conflict", kind="bad")
        return go_to("planner.layer", layer_id=found.layer_id)
    tell("player_deleted", name=found.name_zh)
    return go_to("planner.removed_layer", layer_id=found.layer_id)


@planner.get("/layers/<layer_id>/removed")
@current.requires("planner")
def removed_layer(layer_id: str) -> Response:
    """Offer to take the removal back."""
    with current.register().read() as session:
        lines = changes(session, table=_TABLE, key=layer_id[:20], limit=1)
    is_removed = bool(lines) and lines[0].action == "delete"
    if is_removed:
        league = (lines[0].before or {}).get("league")
        is_removed = may_edit(current.viewer(), league)
    return planner_page(
        "planner/layer_removed.html",
        section=SECTION,
        key=layer_id[:20],
        change_id=lines[0].change_id if is_removed else 0,
    )


@planner.post("/layers/<layer_id>/undo")
@current.requires("planner")
def undo_layer(layer_id: str) -> Response:
    """Take the latest change of a layer back."""
    text = request.form.get("change_id", "")
    change_id = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    with current.register().read() as session:
        lines = changes(session, table=_TABLE, key=layer_id[:20], limit=1)
    if not lines or lines[0].change_id != change_id:
        tell("form_conflict_undo", kind="bad")
        return go_to("planner.layers")
    try:
        take_back(change_id)
    except (ConflictError, UnknownRecordError):
        tell("form_conflict_undo", kind="bad")
    else:
        tell("form_undone")
    if any(note.layer_id == layer_id for note in _notes()):
        return go_to("planner.layer", layer_id=layer_id)
    return go_to("planner.layers")
