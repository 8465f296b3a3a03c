"""Which rows of an import are taken: ticked row by row or many at once, and kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np
from flask import Response, request

from geo_zs.imports import batch as batches
from webapp.accounts import current
from webapp.planner.blueprint import go_to, planner
from webapp.planner.import_rows import decision_of

if TYPE_CHECKING:
    from geo_zs.imports.batch import RowPage
    from geo_zs.imports.row_views import Decision

_ROW: Final = re.compile(r"\d{1,9}", re.ASCII)
_DECISIONS: Final[tuple[Decision, ...]] = ("take", "change", "skip")
#: What is said of all rows at once.
_ALL: Final = ("change", "add", "leave", "none", "reset")
#: Rows of one page, at most.
_MOST_SHOWN: Final = 1_000


@planner.post("/import/<batch_id>/choices")
@current.requires("planner")
def choose_rows(batch_id: str) -> Response:
    """Keep what is ticked, and go on to the page that was asked for."""
    keep_typed(batch_id)
    asked = {
        name: request.form.get(name) for name in ("status", "fault", "only", "page")
    }
    return go_to("planner.import_batch", batch_id=batch_id, _anchor="rows", **asked)


def keep_typed(batch_id: str) -> dict[int, Decision]:
    """Keep what the form says of rows; return all that is decided of the import."""
    with current.register().read() as session:
        page = batches.batch_rows(session, batch_id, current.viewer(), limit=0)
    choices = dict(page.choices)
    for row, decision in _typed(page).items():
        choices[row] = decision
    choices = _all(page, choices, request.form.get("all", ""))
    if choices != page.choices:
        with current.register().write(current.viewer(), counts=False) as writer:
            batches.require_batch(writer.session, batch_id, writer.actor, "checked")
            batches.keep_choices(writer, batch_id, choices)
    return choices


def _typed(page: RowPage) -> dict[int, Decision]:
    """Return the rows for which the form says something else than stands."""
    form = request.form
    shown = [one for one in form.get("shown", "").split(",") if _ROW.fullmatch(one)]
    typed: dict[int, Decision] = {int(row): "skip" for row in shown[:_MOST_SHOWN]}
    for name, value in form.items():
        row = name.removeprefix("row-")
        if name.startswith("row-") and _ROW.fullmatch(row) and value in _DECISIONS:
            typed[int(row)] = value
    found: dict[int, Decision] = {}
    numbers = page.run.row_numbers
    for number, decision in typed.items():
        for at in np.flatnonzero(numbers == number).tolist():
            merge = page.run.merges.get(at)
            if decision == "change" and merge is None:
                continue
            if decision != decision_of(page, at, merge):
                found[number] = decision
    return found


def _all(page: RowPage, choices: dict[int, Decision], what: str) -> dict[int, Decision]:
    """Return the choices after what is said of all rows at once."""
    run = page.run
    if what not in _ALL:
        return choices
    if what == "reset":
        return {}
    if what == "none":
        rows = run.row_numbers[run.takeable()].tolist()
        return dict.fromkeys(rows, "skip")
    merged = [int(run.row_numbers[at]) for at in run.merges]
    decisions: dict[str, Decision] = {"change": "change", "add": "take"}
    return choices | dict.fromkeys(merged, decisions.get(what, "skip"))
