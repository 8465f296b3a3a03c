"""The fields of the records: one description for forms, imports, exports, checks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from geo_zs.table_schema import SCHEMA_SUFFIX, FieldType

_FOLDER: Final = Path(__file__).resolve().parent / "schemas"


#: Fields whose template has no example, and a value as theirs are written.
_FORMS: Final = {
    "project_id": "R-000001",
    "supersedes_id": "P-0001",
    "company_id": "C-000001",
    "entry_id": "E-000001",
    "step_id": "T-000001",
    "target_id": "G-000001",
    "credit_code": "91150206MA0AAAAAAX",
    "website": "https://www.example.cn",
    "corrects_month": "2023-06",
    "currency": "CNY",
    "pledged_currency": "CNY",
}


@dataclass(frozen=True)
class RecordField:
    """One field of a record of the register.

    Parameters
    ----------
    name : str
        Identifier, as in exports and in the API.
    title_zh, title_en : str
        Names for people.
    unit : str or None
        Unit of the numbers; None where there is none.
    type : {"string", "number", "integer", "boolean"}
        Type of the value (of the items, where `is_list`).
    is_list : bool
        Whether the value is a list, its items parted by ``;`` in a cell.
    description, description_zh : str
        What the field means.
    aliases : tuple of str
        Other headers under which bureaus keep it, Chinese and English.
    quantity : str or None
        What kind of quantity it is (``money``, ``area``, ``date``, ``league``, …).
    example : str or None
        For the template, as a cell shows it.
    is_required : bool
        Whether a record must have it.
    allowed : tuple of str
        The closed set of values; empty if it is open.
    pattern : str or None
        Regular expression that the whole value matches.
    minimum, maximum : float or None
        Bounds of numbers, both included.
    max_length : int or None
        Most characters.
    """

    name: str
    title_zh: str
    title_en: str
    unit: str | None
    type: FieldType
    is_list: bool
    description: str
    description_zh: str
    aliases: tuple[str, ...]
    quantity: str | None
    example: str | None
    is_required: bool
    allowed: tuple[str, ...]
    pattern: str | None
    minimum: float | None
    maximum: float | None
    max_length: int | None

    @property
    def form(self) -> str:
        """A value of the form that `pattern` asks for, to be shown to people."""
        return self.example or _FORMS.get(self.name, "")

    def title(self, lang: str) -> str:
        """Return the title in Chinese (``zh``) or English."""
        return self.title_zh if lang == "zh" else self.title_en


@lru_cache(maxsize=16)
def fields(table: str = "projects") -> tuple[RecordField, ...]:
    """Return the fields of a table in the order of its schema.

    Parameters
    ----------
    table : str
        ``projects``, ``ledger``, ``companies``, ``steps``, ``park_facts`` or
        ``targets``.

    Raises
    ------
    KeyError
        If there is no such table.
    """
    path = _FOLDER / f"{table}{SCHEMA_SUFFIX}"
    if not table.isidentifier() or not path.is_file():
        raise KeyError(table)
    raw = json.loads(path.read_text("utf-8"))
    return tuple(_field(one) for one in raw["fields"])


@lru_cache(maxsize=16)
def fields_by_name(table: str = "projects") -> dict[str, RecordField]:
    """Return the fields of a table by their names."""
    return {field.name: field for field in fields(table)}


def _field(raw: dict[str, Any]) -> RecordField:
    """Return one field of a Frictionless descriptor."""
    constraints = raw.get("constraints", {})
    example = raw.get("geo_zs:example")
    return RecordField(
        name=raw["name"],
        title_zh=raw["title"],
        title_en=raw["title_en"],
        unit=raw.get("unit"),
        type=raw["type"],
        is_list=bool(raw.get("geo_zs:list", False)),
        description=raw.get("description", ""),
        description_zh=raw.get("geo_zs:description_zh", ""),
        aliases=tuple(raw.get("geo_zs:aliases", ())),
        quantity=raw.get("geo_zs:quantity"),
        example=None if example in (None, "") else str(example),
        is_required=bool(constraints.get("required", False)),
        allowed=tuple(constraints.get("enum", ())),
        pattern=constraints.get("pattern"),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        max_length=constraints.get("maxLength"),
    )
