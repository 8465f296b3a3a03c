"""The rows of an import in words: what each is, would change, and is ticked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo_zs.imports.all_words import say
from geo_zs.imports.batch import RowPage
from geo_zs.imports.cells import as_text
from geo_zs.imports.row_views import DUPLICATE, STATUS_WORDS, Merge, RowView, Twin
from geo_zs.register.fields import fields_by_name
from geo_zs.register.project_frame import project_frame
from webapp.accounts import current
from webapp.pages.context import link
from webapp.phrases import phrases
from webapp.planner.words import value_text
from webapp.state import get_catalog

if TYPE_CHECKING:
    from geo_zs.imports.row_views import Decision
    from webapp.phrases import Lang

#: Longest cell that a row shows.
_MOST: Final = 60
_ID: Final = re.compile(r"(?<![\w-])([RECTG]-\d{6,9})(?![\w-])", re.ASCII)
#: First letter of an id → kind of record whose form shows it.
_KINDS: Final = {"E": "entry", "C": "company", "T": "step", "G": "target"}


@dataclass(frozen=True)
class ChangeWords:
    """One field that changes: its title, what stands there, what the row says."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class RowWords:
    """One row in words.

    Parameters
    ----------
    control : str
        How it is chosen: ``tick``, ``twin`` (change the record, add, leave out), or
        empty where it cannot be taken.
    merge_key : str
        Id of the record that it certainly is.
    decision : str
        What would be done with it as it stands: take, change, skip.
    """

    row: int
    status: str
    status_word: str
    name: str
    target: str | None
    changed: list[ChangeWords]
    faults: list[tuple[str, list[tuple[str, str]]]]
    twins: list[tuple[str, str, str]]
    control: str
    merge_key: str
    decision: Decision
    cells: list[tuple[str, str]]


@dataclass(frozen=True)
class TickWords:
    """How many rows are ticked, and what would come of them."""

    ticked: int
    total: int
    added: int
    changed: int
    copies: int
    merges: int


def tick_words(page: RowPage) -> TickWords:
    """Return how many rows of an import are ticked."""
    run, added, changed = page.run, len(page.added), len(page.changes)
    ticked_copies = int((run.would_be[page.added] == DUPLICATE).sum())
    return TickWords(
        ticked=added + changed,
        total=run.n_rows,
        added=added,
        changed=changed,
        copies=run.second_copies() - ticked_copies,
        merges=len(run.merges),
    )


def pieces(text: str, lang: Lang) -> list[tuple[str, str]]:
    """Return a text in pieces, the ids of records with the address of their page."""
    return [
        (one, _address(one, lang) if at % 2 else "")
        for at, one in enumerate(_ID.split(text))
        if one
    ]


def _address(key: str, lang: Lang) -> str:
    """Return the page of a record."""
    if key.startswith("R"):
        return link("planner.project", lang, project_id=key)
    return link("planner.edit_record", lang, kind=_KINDS[key[0]], key=key)


def row_views(page: RowPage, lang: Lang) -> list[RowWords]:
    """Return the rows of a page in words."""
    views = page.rows
    before = _before(page.run.table, [_target(one) for one in views])
    return [_row(page, one, before.get(_target(one) or "", {}), lang) for one in views]


def _target(view: RowView) -> str | None:
    """Return the record that a row changes, or would change if one says so."""
    return view.target or (view.merge.key if view.merge else None)


def _row(
    page: RowPage, view: RowView, before: Mapping[str, Any], lang: Lang
) -> RowWords:
    """Return one row in words."""
    run, at = page.run, 0 if lang == "zh" else 1
    specs = fields_by_name(run.table)
    name: Any = view.values.get("name_zh") or view.values.get("name")
    is_named = "name_zh" in specs or "name" in specs
    first = next((as_text(cell) for cell in view.cells.values() if cell), "")
    can_take = bool(run.takeable()[view.position])
    return RowWords(
        row=view.row,
        status=view.status,
        status_word=STATUS_WORDS[view.status][at],
        name=short(str(name or ("" if is_named else first))),
        target=view.target,
        changed=_changed(run.table, view, before, lang),
        faults=[(one.severity, pieces(say(one, lang), lang)) for one in view.faults],
        twins=[_twin(one, at) for one in view.twins],
        control="" if not can_take else "twin" if view.merge else "tick",
        merge_key=view.merge.key if view.merge else "",
        decision=decision_of(page, view.position, view.merge),
        cells=[
            (header, short(as_text(cell)))
            for header, cell in view.cells.items()
            if cell is not None and cell != ""
        ],
    )


def decision_of(page: RowPage, position: int, merge: Merge | None) -> Decision:
    """Return what would be done with a row as it stands."""
    if position in page.changes:
        return "change" if merge is not None else "take"
    return "take" if position in page.added else "skip"


def _twin(twin: Twin, at: int) -> tuple[str, str, str]:
    """Return what a row may be the same as: id, name, reason."""
    return twin.key, twin.name, (twin.why_zh, twin.why_en)[at]


def _before(table: str, keys: Sequence[str | None]) -> dict[str, dict[str, Any]]:
    """Return the records of the register as they are, of projects alone."""
    wanted = sorted({one for one in keys if one is not None})
    if table != "projects" or not wanted:
        return {}
    with current.register().read() as session:
        frame = project_frame(session, current.viewer(), ids=wanted)
    return {str(key): dict(row) for key, row in frame.iterrows()}


def _changed(
    table: str, view: RowView, before: Mapping[str, Any], lang: Lang
) -> list[ChangeWords]:
    """Return the fields that a row would change."""
    specs, catalog = fields_by_name(table), get_catalog()
    names = view.changed or (view.merge.changed if view.merge else ())

    def text(name: str, value: Any) -> str:  # noqa: ANN401  any cell
        spec = specs[name]
        if spec.is_list and isinstance(value, str):
            value = tuple(value.split(";"))
        return short(value_text(catalog, spec, value, lang, table=table))

    found = [
        ChangeWords(
            title=specs[name].title(lang),
            before=text(name, before.get(name)),
            after=text(name, view.values.get(name)),
        )
        for name in names
        if name in specs
    ]
    if "geometry" in names:
        found.append(ChangeWords(phrases(lang)("form_shape"), "", ""))
    return found


def short(text: str) -> str:
    """Return a text, cut."""
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"
