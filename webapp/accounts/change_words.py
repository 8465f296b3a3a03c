"""A line of the log of changes as people read it: field, before, after."""

from __future__ import annotations

import json
from typing import Any, Final

from geo_zs.register.changes import ChangeLine
from webapp.accounts.words import moment
from webapp.phrases import TEXTS, Lang, phrases

_ACTIONS: Final = frozenset({"create", "update", "delete", "undo"})
_MAX_SHOWN: Final = 400


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
        "fields": [
            (name, _cut(before), _cut(after))
            for name, before, after in field_rows(line)
        ],
    }


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
