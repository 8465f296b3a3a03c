"""A line of the log of changes as people read it: field, before, after."""

from __future__ import annotations

import json
from typing import Any, Final

from geo_zs.register.changes import ChangeLine
from geo_zs.register.fields import fields_by_name
from geo_zs.register.undo import undoable_tables
from webapp.accounts.change_links import field_link, record_link, table_link
from webapp.accounts.change_values import SCHEMAS, field_title, value_words
from webapp.accounts.words import moment
from webapp.phrases import TEXTS, Lang, phrases

_ACTIONS: Final = frozenset({"create", "update", "delete", "undo"})
_MAX_SHOWN: Final = 400
#: Fields that come first where no schema gives an order.
_FIRST: Final = ("name", "name_zh", "name_en", "display_name", "role", "meaning")
#: Table of the log → column of its keys.
_KEYS: Final = {
    "project": "project_id",
    "ledger_entry": "entry_id",
    "project_step": "step_id",
    "target_company": "company_id",
    "target": "target_id",
    "park_fact": "fact_id",
    "constraint_layer": "layer_id",
    "circular_template": "template_id",
    "ledger_attachment": "attachment_id",
    "closed_month": "month",
}


def field_rows(line: ChangeLine) -> list[tuple[str, str, str]]:
    """Return each field that a change touched, with its text before and after.

    For files: names and values as the log holds them.

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


def change_row(
    line: ChangeLine, lang: Lang, *, is_latest: bool = False
) -> dict[str, Any]:
    """Return what the page shows of one line.

    Parameters
    ----------
    line : ChangeLine
    lang : {"zh", "en"}
        Language of the page.
    is_latest : bool
        Whether the record was not changed since: only then it can be taken back.
    """
    t = phrases(lang)
    via_key = f"changes_via_{line.via}"
    return {
        "id": line.change_id,
        "at": moment(line.at),
        "by": line.by,
        "via": t(via_key) if via_key in TEXTS else line.via,
        "action": t(f"changes_{line.action}") if line.action in _ACTIONS else "",
        "tone": {"create": "badge-accent", "delete": "badge-bad"}.get(line.action, ""),
        "table": table_word(line.table, lang),
        "table_name": line.table,
        "key": line.key,
        "href": record_link(line, lang, is_latest=is_latest),
        "can_undo": is_latest
        and line.after is not None
        and line.table in undoable_tables(),
        "batch": line.batch_id or "",
        "batch_href": table_link("import_batch", line.batch_id or "", lang),
        "undoes": line.undoes,
        "has_before": line.before is not None,
        "has_after": line.after is not None,
        "fields": _fields(line, lang),
    }


def table_word(table: str, lang: Lang) -> str:
    """Return what people call a table of the log."""
    key = f"changes_table_{table}"
    return phrases(lang)(key) if key in TEXTS else table


def _fields(line: ChangeLine, lang: Lang) -> list[dict[str, Any]]:
    """Return each field that a change touched, in words and in the order of forms.

    The key of the record is left out: it stands beside the change.
    """
    before, after = line.before or {}, line.after or {}
    names = before.keys() | after.keys()
    schema = SCHEMAS.get(line.table)
    order = list(_FIRST if schema is None else fields_by_name(schema))
    rows = []
    for name in sorted(names, key=lambda one: (_place_in(order, one), one)):
        old, new = before.get(name), after.get(name)
        texts = [value_words(line.table, name, one, lang) for one in (old, new)]
        is_key = name == _KEYS.get(line.table) and line.key in (old, new)
        if is_key or not any(texts):
            continue
        rows.append(
            {
                "name": name,
                "title": field_title(line.table, name, lang),
                "before": _cut(texts[0]),
                "after": _cut(texts[1]),
                "before_href": field_link(name, old, lang),
                "after_href": field_link(name, new, lang),
                "is_same": texts[0] == texts[1] and old == new,
            }
        )
    return rows


def _place_in(order: list[str], name: str) -> int:
    """Return where a field stands in the forms; behind all where it is in none."""
    return order.index(name) if name in order else len(order)


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
