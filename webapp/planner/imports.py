"""``/planner/import``: bring a file in, look at every row, accept, take back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from flask import Response, abort, request

from geo_zs.errors import CrsError, Problem, RecordError
from geo_zs.imports import batch as batches
from geo_zs.imports.datum.systems import parse_datum
from geo_zs.imports.limits import limits_from_environment
from geo_zs.imports.mapping import change_mapping
from geo_zs.imports.progress import Standing, detail_of, percent_of, phase_name
from geo_zs.imports.source import shown_name
from geo_zs.register.fields import fields
from geo_zs.reports.faulty_rows import faulty_rows_xlsx
from webapp.accounts import current
from webapp.paging import paging
from webapp.params import Reader
from webapp.planner import import_jobs, import_notes
from webapp.planner.blueprint import go_to, page_lang, planner, planner_page, say, tell
from webapp.planner.import_choices import keep_typed
from webapp.planner.import_rows import pieces, row_views, tick_words
from webapp.planner.import_view import (
    DATUMS,
    TABLES,
    BatchWords,
    field_options,
    mapping_rows,
    note_texts,
    problem_words,
    reading_rows,
    statuses,
    words_of,
)
from webapp.present import to_json
from webapp.state import get_catalog

if TYPE_CHECKING:
    from geo_zs.imports.batch import BatchRecord
    from geo_zs.imports.mapping import ColumnMapping
    from geo_zs.imports.rows import DryRun

SECTION: Final = "planner.imports"
_ROWS: Final = 50
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Largest upload, whatever the configuration says of files.
_MOST_BYTES: Final = 1 << 30
#: Filter of rows: whether they are ticked.
_ONLY: Final = {"ticked": True, "unticked": False}


@planner.get("/import")
@current.requires("planner")
def imports() -> Response:
    """Show how to bring a file in, and the imports so far."""
    return _start_page(_batches())


def _batches() -> list[BatchRecord]:
    """Return the imports of the present account, the latest first."""
    register = current.register()
    with register.read() as session:
        found = batches.list_batches(session, current.viewer(), now=register.clock())
    return [import_notes.as_it_is(one) for one in found]


def _start_page(
    found: list[BatchRecord], *, faults: dict[str, str] | None = None
) -> Response:
    """Show the page, with what is wrong with an upload."""
    return planner_page(
        "planner/imports.html",
        section=SECTION,
        status=422 if faults else 200,
        batches=[(one, words_of(one, page_lang())) for one in found],
        tables=TABLES,
        datums=DATUMS,
        faults=faults or {},
        max_rows=limits_from_environment().max_rows,
        max_mb=_most_mb(),
        typed=request.form,
    )


@planner.post("/import")
@current.requires("planner", max_body_bytes=_MOST_BYTES)
def upload() -> Response:
    """Keep an uploaded file and begin to read it."""
    register = current.register()
    given = request.files.get("file")
    table = request.form.get("table", "projects")
    faults: dict[str, str] = {}
    if given is None or not given.filename:
        faults["file"] = say("import_no_file")
    elif _too_large():
        faults["file"] = say("import_too_large", mb=_most_mb())
    if table not in TABLES:
        faults["table"] = say("import_bad_table")
    datum = _asked_datum(faults)
    if faults or given is None:
        return _start_page(_batches(), faults=faults)
    with register.write(current.viewer(), counts=False) as writer:
        batch_id = batches.open_batch(
            writer, table=table, file_name=shown_name(given.filename or "")
        )
    import_notes.keep_upload(batch_id, given)
    import_jobs.start_reading(_job(batch_id, table, datum=datum))
    return go_to("planner.import_batch", batch_id=batch_id)


def _most_mb() -> int:
    """Return how large a file may be, in MB."""
    return limits_from_environment().max_bytes // 1_000_000


def _too_large() -> bool:
    """Tell whether the body is larger than a file may be."""
    most = limits_from_environment().max_bytes
    return (request.content_length or 0) > most + 1_000_000


def _asked_datum(faults: dict[str, str], *, now: str = "") -> str | None:
    """Return the system of points that the form says, None if it says none or `now`."""
    key = request.form.get("datum", "").strip()
    if not key or key == now:
        return None
    try:
        return _typed_datum(key)
    except CrsError:
        is_old = any(old in key.lower() for old in ("beijing", "xian"))
        faults["datum"] = say("import_old_datum" if is_old else "import_bad_datum")
    return None


def _typed_datum(key: str) -> str:
    """Return the key of a datum that may be typed; those of files are not.

    Raises
    ------
    CrsError
        If it is none.
    """
    found = parse_datum(key)
    if found.kind == "stated":
        raise CrsError(key)
    return found.key


def _job(batch_id: str, table: str, *, datum: str | None) -> import_jobs.Job:
    """Return what the form asks of an import."""
    visibility = request.form.get("visibility", "internal")
    catalog = get_catalog()
    return import_jobs.Job(
        register=current.register(),
        catalog=catalog.base or catalog,  # what the register publishes is not shipped
        actor=replace(current.viewer(), via="import"),
        batch_id=batch_id,
        table=table,
        datum=datum,
        encoding=request.form.get("encoding") or None,
        sheet=request.form.get("sheet") or None,
        visibility=visibility if visibility in ("internal", "public") else "internal",
        erases=request.form.get("erases") == "yes",
    )


def _batch(batch_id: str) -> BatchRecord:
    """Return an import of the present account."""
    register = current.register()
    with register.read() as session:
        found = batches.read_batch(
            session, batch_id[:20], current.viewer(), now=register.clock()
        )
    return import_notes.as_it_is(found)


@planner.get("/import/<batch_id>")
@current.requires("planner")
def import_batch(batch_id: str) -> Response:
    """Show one import: its progress, its columns, its rows, what can be done."""
    found = _batch(batch_id)
    standing = _standing(found)
    if standing is not None:
        return planner_page(
            "planner/import_progress.html",
            section=SECTION,
            batch=found,
            percent=standing.percent if standing.phase else None,
            phase=_phase(standing),
            detail=detail_of(standing, page_lang()),
        )
    lang = page_lang()
    view = words_of(found, lang)
    if not found.counts:
        return planner_page(
            "planner/import_failed.html", section=SECTION, batch=found, view=view
        )
    return _checked(found, view, import_notes.fault_of(batch_id, lang))


def _checked(
    found: BatchRecord,
    view: BatchWords,
    problems: list[str],
    *,
    faults: list[str] | None = None,
) -> Response:
    """Show an import whose rows were tried."""
    reader = Reader(request.args)
    status = reader.choice("status", statuses(), "")
    key = reader.text("fault")
    page = reader.whole("page", default=1, minimum=1, maximum=100_000)
    lang = page_lang()
    only = reader.choice("only", tuple(_ONLY), "")
    asked = {"status": status, "fault": key, "only": only}
    with current.register().read() as session:
        rows = batches.batch_rows(
            session,
            found.batch_id,
            current.viewer(),
            status=status or None,  # type: ignore[arg-type]
            fault_key=key or None,
            is_taken=_ONLY.get(only),
            offset=(page - 1) * _ROWS,
            limit=_ROWS,
        )
    at = paging(rows.total, page, _ROWS)
    # Rows that shall change a record count as such.
    counted = replace(found, counts={str(k): n for k, n in rows.run.counts.items()})
    return planner_page(
        "planner/import_rows.html",
        section=SECTION,
        status=422 if faults or problems else 200,
        link_values={
            **asked,
            "page": at.page if at.page > 1 else None,
        },
        batch=found,
        view=replace(view, counts=words_of(counted, lang).counts),
        columns=mapping_rows(rows.run, lang),
        rows=row_views(rows, lang),
        ticks=tick_words(rows),
        readings=reading_rows(rows.run, lang),
        run=rows.run,
        notes=note_texts(rows.run, lang),
        asked=asked,
        options=field_options(found.table, lang),
        page=at.page,
        pages=at.pages,
        total=rows.total,
        first=at.first,
        last=at.last,
        problems=[pieces(one, lang) for one in problems],
        stayed=[pieces(one, lang) for one in view.faults],
        faults=faults or [],
        datums=DATUMS,
        can_remap=found.state == "checked"
        and import_notes.file_of(found.batch_id).is_file(),
    )


def _standing(found: BatchRecord) -> Standing | None:
    """Return how far an import is, None if nothing is being done to it.

    Of one that another machine works on the register says less.
    """
    standing = import_notes.progress_of(found.batch_id)
    if standing is None and found.state == "reading":
        percent = percent_of(found.phase, found.done, found.total)
        return Standing(found.phase, found.done, found.total, int(percent))
    return standing


def _phase(standing: Standing) -> str:
    """Return what a job is doing, in words."""
    if not standing.phase:
        return say("import_waiting")
    return phase_name(standing.phase, page_lang())


@planner.get("/import/<batch_id>/progress.json")
@current.requires("planner")
def import_progress(batch_id: str) -> Response:
    """Tell how far an import is, for the page that shows it."""
    found = _batch(batch_id)
    working = _standing(found)
    standing = working or Standing()
    told = {
        "is_done": working is None,
        "percent": standing.percent if standing.phase else None,
        "phase": _phase(standing),
        "detail": detail_of(standing, page_lang()),
    }
    response = Response(to_json(told), content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


@planner.post("/import/<batch_id>/mapping")
@current.requires("planner")
def remap(batch_id: str) -> Response:
    """Try the rows again with what the user says of columns, names and points."""
    found = _batch(batch_id)
    if found.state != "checked" or not import_notes.file_of(found.batch_id).is_file():
        tell("import_cannot_remap", kind="bad")
        return go_to("planner.import_batch", batch_id=batch_id)
    with current.register().read() as session:
        run = batches.batch_rows(session, batch_id, current.viewer(), limit=0).run
    try:
        mapping = _asked_mapping(run)
    except RecordError as error:
        at = 0 if page_lang() == "zh" else 1
        faults = [problem_words(one)[at] for one in error.problems]
        return _checked(found, words_of(found, page_lang()), [], faults=faults)
    job = _job(batch_id, run.table, datum=mapping.datum)
    import_jobs.start_reading(
        replace(job, encoding=run.file.encoding, sheet=run.file.sheet), mapping
    )
    return go_to("planner.import_batch", batch_id=batch_id)


def _asked_mapping(run: DryRun) -> ColumnMapping:
    """Return what the form says of columns, units, names and points.

    Raises
    ------
    RecordError
        With every fault.
    """
    form = request.form
    columns: dict[str, str | None] = {}
    units: dict[str, str | None] = {}
    for at, mapped in enumerate(run.mapping.columns):
        field, unit = form.get(f"field-{at}"), form.get(f"unit-{at}", "").strip()
        if field is not None and (field or None) != mapped.field:
            columns[mapped.header] = field or None
        if unit != (mapped.unit or ""):
            units[mapped.header] = unit or None
    readings = []
    for name, value in form.items():
        if name.startswith("reading-") and value:
            field, _, text = name.removeprefix("reading-").partition(":")
            readings.append((field, text, value))
    asked: dict[str, str] = {}
    datum = _asked_datum(asked, now=run.datum or "")
    mapping = change_mapping(
        run.mapping,
        columns,
        fields(run.table),
        units=units,
        datum=datum,
        readings=readings,
    )
    if asked:
        raise RecordError([Problem(say("imp_datum"), text) for text in asked.values()])
    return mapping


@planner.post("/import/<batch_id>/accept")
@current.requires("planner")
def accept_import(batch_id: str) -> Response:
    """Write the good rows, or all that can be, to the register."""
    found = _batch(batch_id)
    decisions = keep_typed(batch_id) if found.state == "checked" else {}
    takes_all = request.form.get("which") == "all"
    takes_copies = takes_all and request.form.get("second_copies") == "yes"
    thread = import_jobs.start_accepting(
        _job(found.batch_id, found.table, datum=None),
        only_good=not takes_all,
        twins="add" if takes_copies else "leave",
        decisions=decisions,
    )
    # A small import is done at once; for a large one the page shows progress.
    thread.join(timeout=2)
    return go_to("planner.import_batch", batch_id=batch_id)


@planner.post("/import/<batch_id>/undo")
@current.requires("planner")
def undo_import(batch_id: str) -> Response:
    """Take an import back."""
    found = _batch(batch_id)
    thread = import_jobs.start_undoing(
        _job(found.batch_id, found.table, datum=None),
        keeps_changed=request.form.get("keeps_changed") == "yes",
    )
    thread.join(timeout=2)
    return go_to("planner.import_batch", batch_id=batch_id)


@planner.get("/import/<batch_id>/faults.xlsx")
@current.requires("planner")
def import_faults(batch_id: str) -> Response:
    """Send the rows that were not taken, with the reasons."""
    found = _batch(batch_id)
    if not found.counts:
        abort(404)
    with current.register().read() as session:
        run = batches.load_dry_run(session, found.batch_id, current.viewer())
    response = Response(faulty_rows_xlsx(run, lang=page_lang()), content_type=_XLSX)
    name = f"attachment; filename={found.batch_id}-faults.xlsx"
    response.headers["Content-Disposition"] = name
    return response
