"""``/planner/parks``: what the projects of each park come to, and its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from flask import Response, request

from geo_zs.board.label import Label
from geo_zs.errors import ConflictError, RecordError, UnknownRecordError
from geo_zs.overlay.park_accounts import account_statements, park_accounts
from geo_zs.publication.park_columns import class_label, park_facts
from geo_zs.register import park_facts as facts
from geo_zs.register.fields import fields, fields_by_name
from geo_zs.register.words import label
from geo_zs.reports.park_table import park_table
from webapp.accounts import current
from webapp.planner import frames
from webapp.planner.blueprint import (
    go_to,
    last_change,
    offer_undo,
    page_lang,
    planner,
    planner_page,
    tell,
)
from webapp.planner.board import today
from webapp.planner.forms import form_field, read_form, record_faults, typed_value
from webapp.planner.words import place_name
from webapp.present import given_text, is_unknown, records
from webapp.state import get_catalog

if TYPE_CHECKING:
    import pandas as pd

    from webapp.phrases import Lang

SECTION: Final = "planner.parks"
#: The worst first.
_ORDER: Final = ("over", "over_if_all", "open", "within", "no_area", "no_projects")
_TABLE: Final = "park_facts"


def accounts() -> pd.DataFrame:
    """Return the accounts of the parks of the present reader, the worst first."""
    found = park_accounts(frames.projects(), get_catalog(), frames.ledger())
    rank = found["status"].map({name: at for at, name in enumerate(_ORDER)})
    order = np.lexsort((-found["n_projects"].to_numpy(), rank.to_numpy()))
    return found.iloc[order]


@planner.get("/parks")
def parks() -> Response:
    """Show the accounts of all parks."""
    catalog = get_catalog()
    found = accounts()
    names = {
        key: Label(
            place_name(catalog, "park_id", key, "zh"),
            place_name(catalog, "park_id", key, "en"),
        )
        for key in map(str, found.index)
    }
    return planner_page(
        "planner/parks.html",
        section=SECTION,
        table=park_table(found, names),
        keys=[str(key) for key in found.index],
        statuses=[str(one) for one in found["status"]],
        n_over=int(found["status"].eq("over").sum()),
    )


@planner.get("/parks/<park_id>")
def park(park_id: str) -> Response:
    """Show what is stated of a park, and its projects."""
    return _page(park_id, {}, {})


@planner.post("/parks/<park_id>")
@current.requires("planner")
def add_facts(park_id: str) -> Response:
    """Keep what an operator states, or show the form again with every fault."""
    _known(park_id)
    register, lang = current.register(), page_lang()
    typed = {one.name: request.form.get(one.name, "") for one in fields(_TABLE)}
    typed["park_id"] = park_id
    reading = read_form(_TABLE, typed, lang=lang, today=today())
    if reading.faults:
        return _page(park_id, typed, reading.faults)
    values = {key: one for key, one in reading.values.items() if one is not None}
    try:
        with register.write(current.viewer()) as writer:
            facts.add_facts(writer, values)
    except RecordError as error:
        return _page(park_id, typed, record_faults(error.problems, lang))
    is_public = values.get("visibility") == "public"
    tell("ppark_saved_public" if is_public else "ppark_saved")
    for text in reading.warnings:
        tell("form_warning", kind="warn", text=text)
    return go_to("planner.park", park_id=park_id)


@planner.post("/parks/<park_id>/facts/<fact_id>/delete")
@current.requires("planner")
def delete_fact(park_id: str, fact_id: str) -> Response:
    """Delete a statement, and offer to take that back."""
    text = request.form.get("version", "")
    version = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    try:
        with current.register().write(current.viewer()) as writer:
            facts.delete_fact(writer, fact_id, version=version)
    except ConflictError:
        tell("form_conflict_delete", kind="bad")
    else:
        tell("form_deleted", name=fact_id)
        offer_undo(last_change("park_fact", fact_id), back=SECTION)
    return go_to("planner.park", park_id=park_id)


def _known(park_id: str) -> None:
    """Refuse what is no park."""
    if park_id not in get_catalog().layers["parks"].frame.index:
        kind = "park"
        raise UnknownRecordError(kind, park_id[:60])


def _page(park_id: str, typed: dict[str, str], faults: dict[str, str]) -> Response:
    """Show a park; 422 with faults."""
    _known(park_id)
    catalog, lang = get_catalog(), page_lang()
    specs = fields_by_name(_TABLE)
    names = [one.name for one in fields(_TABLE) if one.name != "park_id"]
    found = accounts()
    own = frames.projects()
    own = own[own["park_id"].eq(park_id)]
    shown = {"visibility": "internal", **typed}
    return planner_page(
        "planner/park.html",
        section=SECTION,
        status=422 if faults else 200,
        key=park_id,
        name=place_name(catalog, "park_id", park_id, lang),
        statements=[
            one.text(lang)
            for _, account in found[found.index == park_id].iterrows()
            for one in account_statements(account)
        ],
        stated=_stated(park_id),
        projects=[
            (str(key), str(row["name_zh"]), _stage(row["stage"], lang))
            for key, row in records(own.head(200))
        ],
        n_projects=len(own),
        fields=[
            form_field(
                specs[name],
                value=shown.get(name, ""),
                lang=lang,
                fault=faults.get(name, ""),
                table=_TABLE,
            )
            for name in names
        ],
        faults=faults,
        labels={name: specs[name].title(lang) for name in names},
    )


def _stage(stage: Any, lang: Lang) -> str:  # noqa: ANN401  any cell
    """Return the label of a stage, also of none."""
    return label("stage", "unknown" if is_unknown(stage) else str(stage), lang)


def _stated(park_id: str) -> list[dict[str, Any]]:
    """Return what was stated of a park, one line each."""
    lang = page_lang()
    at = 0 if lang == "zh" else 1
    known = park_facts()
    specs = fields_by_name(_TABLE)
    frame = frames.park_facts()
    found = []
    for _, row in records(frame[frame["park_id"].eq(park_id)]):
        name = str(row["fact"])
        value = facts.plain_value(
            {key: None if is_unknown(one) else one for key, one in row.items()}
        )
        if isinstance(value, bool):
            text = (("否", "no"), ("是", "yes"))[value][at]
        else:
            text = given_text(value) if isinstance(value, float) else typed_value(value)
        spec = specs.get(name)
        found.append(
            {
                "fact_id": str(row["fact_id"]),
                "title": spec.title(lang) if spec else name,
                "unit": spec.unit if spec and name in known else None,
                "value": text,
                "fact_class": class_label(str(row["fact_class"]))[at]
                if not is_unknown(row["fact_class"])
                else "",
                "date": typed_value(row["date"]),
                "source": typed_value(row["source"]),
                "confidence": label("confidence", str(row["confidence"]), lang),
                "visibility": label("visibility", str(row["visibility"]), lang),
                "version": int(row["version"]),
            }
        )
    return found
