"""The values of the log of changes in words: names for codes, local times for UTC."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from geo_zs.register.fields import RecordField, fields_by_name
from geo_zs.register.words import label
from webapp.accounts.words import league_words, moment_of
from webapp.phrases import TEXTS, Lang, phrases
from webapp.planner.words import place_name, value_text
from webapp.present import given_text
from webapp.state import get_catalog

#: Table of the log → schema of its fields.
SCHEMAS: Final = {
    "project": "projects",
    "ledger_entry": "ledger",
    "target_company": "companies",
    "project_step": "steps",
    "park_fact": "park_facts",
    "target": "targets",
}
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
#: Field of any table → beginning of the phrases of its words.
_PHRASES: Final = {
    "role": "account_role_",
    "scope": "token_scope_",
    "meaning": "player_",
}


def record_field(table: str, name: str) -> RecordField | None:
    """Return the field of a schema that a column of the log is, if there is one."""
    schema = SCHEMAS.get(table)
    return None if schema is None else fields_by_name(schema).get(name)


def field_title(table: str, name: str, lang: Lang) -> str:
    """Return what people call a field; its name where there is no word for it."""
    field = record_field(table, name)
    if field is not None:
        return field.title(lang)
    key = f"changes_field_{name}"
    return phrases(lang)(key) if key in TEXTS else name


def value_words(table: str, name: str, value: object, lang: Lang) -> str:
    """Return a value of the log as people read it; empty for one that is not known.

    Parameters
    ----------
    table, name : str
        Table of the log, and field.
    value : object
        As the log holds it.
    lang : {"zh", "en"}
    """
    if value is None or value == "":
        return ""
    field = record_field(table, name)
    if field is not None:
        if field.is_list and isinstance(value, str):
            value = [one for one in value.split(";") if one]
        return value_text(get_catalog(), field, value, lang, table=SCHEMAS[table])
    special = _SPECIAL.get(name)
    if special is not None:
        return special(value, lang)
    return _plain(name, value, lang)


def _plain(name: str, value: object, lang: Lang) -> str:
    """Return a value of a field that no schema describes."""
    t = phrases(lang)
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, int | float):
        return given_text(value)
    if isinstance(value, dict | list):
        return t("changes_parts", count=len(value))
    text = str(value)
    if _TIME.match(text):
        return moment_of(text)
    key = f"{_PHRASES.get(name, '?')}{text}"
    return t(key) if key in TEXTS else text


def _mapping(value: Any, lang: Lang) -> str:  # noqa: ANN401  plain values of JSON
    """Return how much of a template is mapped."""
    columns, rows = mapped_counts(value)
    return phrases(lang)("changes_mapping", columns=columns, rows=rows)


def mapped_counts(mapping: Any) -> tuple[int, int]:  # noqa: ANN401  as above
    """Return how many columns and rows of a template are filled."""
    found = mapping if isinstance(mapping, dict) else {}
    columns = [one for one in found.get("columns", ()) if one.get("figure")]
    return len(columns), sum(bool(one.get("place")) for one in found.get("rows", ()))


def _shape(value: object, lang: Lang) -> str:
    """Return what a geometry is: a point by its numbers, others by their size."""
    text = str(value)
    numbers = re.findall(r"-?\d+(?:\.\d+)?", text)
    if text.startswith("POINT"):
        return ", ".join(numbers)
    return phrases(lang)("changes_shape", count=len(numbers) // 2)


def _fact(value: object, lang: Lang) -> str:
    """Return what a figure of a park is called."""
    field = fields_by_name("park_facts").get(str(value))
    return str(value) if field is None else field.title(lang)


def _place(layer: str) -> Callable[[object, Lang], str]:
    """Return what gives the name of a place of a layer."""
    return lambda value, lang: place_name(get_catalog(), layer, str(value), lang)


_SPECIAL: Final[dict[str, Callable[[Any, Lang], str]]] = {
    "geometry": _shape,
    "mapping": _mapping,
    "fact": _fact,
    "league": _place("league"),
    "located_league": _place("league"),
    "located_banner": _place("banner"),
    "leagues": lambda value, _: league_words(value),
    "visibility": lambda value, lang: label("visibility", str(value), lang),
}
