"""A line of the log of changes as people read it: field, before, after."""

from __future__ import annotations

import json
from typing import Any, Final

from geo_zs.register.changes import ChangeLine
from geo_zs.register.fields import fields_by_name
from webapp.accounts.words import moment
from webapp.phrases import TEXTS, Lang, phrases

_ACTIONS: Final = frozenset({"create", "update", "delete", "undo"})
_MAX_SHOWN: Final = 400
#: Table of the log → schema of its fields.
_SCHEMAS: Final = {
    "project": "projects",
    "ledger_entry": "ledger",
    "target_company": "companies",
    "project_step": "steps",
    "park_fact": "park_facts",
    "target": "targets",
}


def field_rows(line: ChangeLine) -> list[tuple[str, str, str]]:
    """Return each field that a change touched, with its text before and after.

    Parameters
    ----------
    line : ChangeLine

    Returns
    -------
    list of (str, str, str)
        Sorted by field; a field that was not known is the empty text. Fields that
        are empty before and after are left out.
    """
    before, after = line.before or {}, line.after or {}
    rows = [
        (name, _text(before.get(name)), _text(after.get(name)))
        for name in sorted(before.keys() | after.keys())
    ]
    return [row for row in rows if row[1] or row[2]]


def change_row(line: ChangeLine, lang: Lang) -> dict[str, Any]:
    """Return what the page shows of one line."""
    t = phrases(lang)
    table_key = f"changes_table_{line.table}"
    return {
        "id": line.change_id,
        "at": moment(line.at),
        "by": line.by,
        "via": line.via,
        "action": t(f"changes_{line.action}") if line.action in _ACTIONS else "",
        "tone": {"create": "badge-accent", "delete": "badge-bad"}.get(line.action, ""),
        "table": t(table_key) if table_key in TEXTS else line.table,
        "table_name": line.table,
        "key": line.key,
        "batch": line.batch_id or "",
        "undoes": line.undoes,
        "has_before": line.before is not None,
        "has_after": line.after is not None,
        "fields": [
            {
                "name": name,
                "title": _title(line.table, name, lang),
                "before": _cut(before),
                "after": _cut(after),
                "is_same": before == after,
            }
            for name, before, after in field_rows(line)
        ],
    }


def _title(table: str, name: str, lang: Lang) -> str:
    """Return what people call a field; its name where there is no word for it."""
    schema = _SCHEMAS.get(table)
    field = None if schema is None else fields_by_name(schema).get(name)
    if field is not None:
        return field.title(lang)
    key = f"changes_field_{name}"
    return phrases(lang)(key) if key in TEXTS else name


def _text(value: object) -> str:
    """Return a value of the log as text; empty for one that is not known."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _cut(text: str) -> str:
    """Return a text as the page shows it; the file has it whole."""
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"
