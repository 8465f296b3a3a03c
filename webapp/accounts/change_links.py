"""Where a record that the log of changes speaks of can be looked at."""

from __future__ import annotations

from typing import Any, Final

from geo_zs.register.changes import ChangeLine
from webapp.pages.context import link
from webapp.phrases import Lang

#: Table of the log → page of one of its records, and the part of the address.
_PAGES: Final = {
    "project": ("planner.project", "project_id"),
    "constraint_layer": ("planner.layer", "layer_id"),
    "circular_template": ("planner.circular_template", "template_id"),
    "import_batch": ("planner.import_batch", "batch_id"),
    "closed_month": ("planner.ledger", "month"),
    "account": ("accounts.user", "name"),
}
#: Table of the log → kind of record in addresses of forms.
_FORMS: Final = {
    "ledger_entry": "entry",
    "project_step": "step",
    "target_company": "company",
    "target": "target",
}
#: Field that names another record → its table.
_FIELDS: Final = {
    "project_id": "project",
    "entry_id": "ledger_entry",
    "layer_id": "constraint_layer",
    "batch_id": "import_batch",
}


def record_link(line: ChangeLine, lang: Lang, *, is_latest: bool = False) -> str:
    """Return the address of the record of a line; empty if it has no page.

    A project that its latest change hid is led to where it can be brought back.
    """
    is_hidden = line.action == "delete" or (line.after or {}).get("deleted_at")
    if is_latest and is_hidden and line.table == "project":
        return link("planner.removed_project", lang, project_id=line.key)
    told: dict[str, Any] = {**(line.before or {}), **(line.after or {})}
    if line.table == "park_fact":
        park = told.get("park_id")
        return link("planner.park", lang, park_id=park) if park else ""
    if line.table == "ledger_attachment":
        return table_link("ledger_entry", str(told.get("entry_id") or ""), lang)
    return table_link(line.table, line.key, lang)


def field_link(name: str, value: object, lang: Lang) -> str:
    """Return the address of the record that a field names; empty if it names none."""
    table = _FIELDS.get(name)
    return table_link(table, value, lang) if table and isinstance(value, str) else ""


def table_link(table: str, key: str, lang: Lang) -> str:
    """Return the address of a record; empty if records of its table have no page."""
    if not key:
        return ""
    if table in _FORMS:
        return link("planner.edit_record", lang, kind=_FORMS[table], key=key)
    if table not in _PAGES:
        return ""
    endpoint, part = _PAGES[table]
    return link(endpoint, lang, **{part: key})
