"""The bureau's own workbook for circulars: its cells are mapped once, then filled."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from flask import Response, request

from geo_zs.board.fault_words import BOARD_WORDS
from geo_zs.board.templates.fill import fill_template, propose_template_mapping
from geo_zs.board.templates.mapping import FIGURE_UNITS, TemplateMapping
from geo_zs.errors import (
    ConflictError,
    Problem,
    RecordError,
    RequirementError,
    UnreadableFileError,
)
from geo_zs.imports.all_words import ALL_WORDS
from geo_zs.imports.faults import Fault, fault_text
from geo_zs.register import templates as kept
from webapp.accounts import current
from webapp.accounts.change_values import mapped_counts
from webapp.accounts.words import moment_of
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
from webapp.planner.board import SECTION, places_of
from webapp.planner.board_month import months_closed
from webapp.planner.circular import currencies, make_circular, read_wish
from webapp.present import number_text
from webapp.state import get_catalog

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_BODY: Final = kept.MOST_BYTES + 100_000
_UNITS: Final = tuple(
    dict.fromkeys(unit for units in FIGURE_UNITS.values() for unit in units)
)
_SCOPES: Final = ("domestic", "outside_region", "foreign")
_WORDS: Final = {**ALL_WORDS, **BOARD_WORDS}


def texts_of(problems: tuple[Problem, ...]) -> list[str]:
    """Return faults in the language of the page."""
    lang = page_lang()
    return [
        " ".join(filter(None, fault_text(one, _WORDS, lang)))
        if isinstance(one, Fault)
        else one.message
        for one in problems
    ]


def kept_templates() -> list[kept.TemplateKept]:
    """Return the templates that were kept."""
    with current.register().read() as session:
        return kept.templates(session, current.viewer())


@planner.get("/circular/templates")
def circular_templates() -> Response:
    """Show the templates, and how to bring one in."""
    return _list([])


def _list(faults: list[str]) -> Response:
    """Show the list, with what is wrong with an upload."""
    return planner_page(
        "planner/circular_templates.html",
        section=SECTION,
        status=422 if faults else 200,
        templates=[_line(one) for one in kept_templates()],
        faults=faults,
        closed=sorted(months_closed(), reverse=True),
    )


def _line(found: kept.TemplateKept) -> dict[str, Any]:
    """Return what the list shows of a template, to tell it from others."""
    columns, rows = mapped_counts(found.mapping)
    return {
        "kept": found,
        "size": number_text(found.size_bytes / 1000, digits=1),
        "cells": columns * rows,
        "when": moment_of(found.updated_at),
    }


@planner.post("/circular/templates")
@current.requires("planner", max_body_bytes=_MOST_BODY)
def add_template() -> Response:
    """Keep a workbook with what its cells seem to mean."""
    given = request.files.get("file")
    if given is None or not given.filename:
        return _list([say("import_no_file")])
    content, viewer = given.read(), current.viewer()
    register = current.register()
    try:
        proposed = propose_template_mapping(
            content, places_of(get_catalog()), name=given.filename
        )
        mapping = proposed.mapping
        with register.read() as session:
            known = kept.remembered_mapping(session, mapping.signature, viewer)
        with register.write(viewer) as writer:
            key = kept.keep_template(
                writer,
                name=given.filename,
                content=content,
                mapping=known or mapping.to_dict(),
                signature=mapping.signature,
            )
    except (UnreadableFileError, RecordError) as error:
        return _list(texts_of(error.problems))
    for text in texts_of(proposed.notes):
        tell("form_warning", kind="warn", text=text)
    return go_to("planner.circular_template", template_id=key)


@planner.get("/circular/templates/<template_id>")
def circular_template(template_id: str) -> Response:
    """Show what the cells of a template mean, to be corrected."""
    return _page(_read(template_id), [])


def _read(template_id: str) -> kept.TemplateKept:
    """Return a template with its content."""
    with current.register().read() as session:
        return kept.read_template(session, template_id[:20], current.viewer())


def _page(found: kept.TemplateKept, faults: list[str]) -> Response:
    """Show a template."""
    lang = page_lang()
    mapping = TemplateMapping.parse(found.mapping)
    places = places_of(get_catalog())
    return planner_page(
        "planner/circular_template.html",
        section=SECTION,
        status=422 if faults else 200,
        kept=found,
        mapping=mapping,
        faults=faults,
        figures=[(key, say(f"ct_{key}")) for key in FIGURE_UNITS],
        units=[(key, say(f"ct_unit_{key}")) for key in _UNITS],
        scopes=_SCOPES,
        places=[
            ("total", say("ct_total")),
            *((unit.adcode, unit.name.of(lang)) for unit in places.units.values()),
        ],
        closed=sorted(months_closed(), reverse=True),
        currency_note=_currency_note(mapping, max(months_closed(), default="")),
    )


@planner.post("/circular/templates/<template_id>")
@current.requires("planner")
def change_template(template_id: str) -> Response:
    """Keep what the user says of the cells."""
    found = _read(template_id)
    mapping = TemplateMapping.parse(found.mapping)
    form = request.form
    columns = tuple(
        replace(
            one,
            figure=form.get(f"figure-{one.column}") or None,
            unit=form.get(f"unit-{one.column}") or None,
            scope=form.get(f"scope-{one.column}") or None,
            is_sure=True,
        )
        for one in mapping.columns
    )
    rows = tuple(
        replace(one, place=form.get(f"place-{one.row}") or None) for one in mapping.rows
    )
    changed = replace(mapping, columns=columns, rows=rows)
    version = form.get("version", "")
    try:
        checked = TemplateMapping.parse(changed.to_dict())
        with current.register().write(current.viewer()) as writer:
            kept.update_template(
                writer,
                found.template_id,
                version=int(version) if version.isdigit() and len(version) < 10 else 0,
                mapping=checked.to_dict(),
            )
    except (RecordError, RequirementError) as error:
        return _page(found, texts_of(error.problems))
    except ConflictError:
        tell("form_conflict_delete", kind="bad")
        return go_to("planner.circular_template", template_id=template_id)
    tell("form_saved")
    return go_to("planner.circular_template", template_id=template_id)


@planner.post("/circular/templates/<template_id>/delete")
@current.requires("planner")
def remove_template(template_id: str) -> Response:
    """Delete a template, and offer to take that back."""
    found = _read(template_id)
    with current.register().write(current.viewer()) as writer:
        kept.delete_template(writer, found.template_id, version=found.version)
    tell("form_deleted", name=found.name)
    change_id = last_change("circular_template", found.template_id)
    offer_undo(change_id, back="planner.circular_templates")
    return go_to("planner.circular_templates")


def _of_scope(wish: dict[str, Any], scope: str) -> dict[str, Any]:
    """Return a wish for another scope, in the currency that it begins with."""
    if scope == wish["scope"]:
        return wish
    known = currencies(wish["month"]) if scope == "foreign" else ()
    return {**wish, "scope": scope, "currency": known[0] if known else "CNY"}


def _currency_note(mapping: TemplateMapping, month: str) -> str:
    """Return in which currency foreign money is filled in, and what is left out."""
    if not month or all(one.scope != "foreign" for one in mapping.columns):
        return ""
    wish = {"month": month, "scope": ""}
    made = make_circular(_of_scope(wish, "foreign"))
    return say("ct_currency", month=month, currency=made.currency,
               count=made.n_other_currency)  # fmt: skip


@planner.get("/circular/templates/<template_id>.xlsx")
def filled_template(template_id: str) -> Response:
    """Send the template, filled for a closed month."""
    found, wish = _read(template_id), read_wish()
    mapping = TemplateMapping.parse(found.mapping)
    wanted = {wish["scope"], *(one.scope for one in mapping.columns if one.scope)}
    made = [
        make_circular(_of_scope(wish, scope))
        for scope in sorted(wanted, key=lambda one: one != wish["scope"])
    ]
    try:
        filled = fill_template(found.content, mapping, made)
    except (RequirementError, RecordError, UnreadableFileError) as error:
        return _page(found, texts_of(error.problems))
    response = Response(filled.content, content_type=_XLSX)
    response.headers.set("Content-Disposition", "attachment", filename=found.name)
    return response
