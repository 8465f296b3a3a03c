"""Describe a table: its columns, their titles, units and allowed values.

The description stands beside each table as a Frictionless Table Schema
(``parks.csv``, ``parks.schema.json``). Three properties are our own: ``geo_zs:list``
for cells that hold a list, ``geo_zs:item`` for the constraints of its items, and
``geo_zs:references`` for the key that the items point to.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from geo_zs.errors import DataError, Problem

FieldType = Literal["string", "number", "integer", "boolean"]
Reference = tuple[str, str]

#: Ending of the file that describes a table.
SCHEMA_SUFFIX: Final = ".schema.json"
#: Ending of the column that holds the Chinese wording of another one.
CHINESE_SUFFIX: Final = "_zh"
_TYPES: Final = ("string", "number", "integer", "boolean")


@dataclass(frozen=True)
class Field:
    """One column of a table.

    Parameters
    ----------
    name : str
        Identifier, as in the header of the file.
    title_zh, title_en : str
        Names for people.
    unit : str or None
        Unit of the numbers; None where there is none.
    type : {"string", "number", "integer", "boolean"}
        Type of the cells (of the items, where `is_list`).
    is_list : bool
        Whether a cell holds a list, its items parted by ``;``.
    description : str
        What the column means and what an empty cell means.
    is_required, is_unique : bool
        Whether cells may be empty, and whether they may repeat.
    allowed : tuple
        The closed set of values (of items, for a list); empty if it is open.
    pattern : str or None
        Regular expression that the whole cell (each item, for a list) matches.
    minimum, maximum : float or None
        Bounds of numbers, both included.
    reference : (resource, field) or None
        The key of another table (or of this one) that the cells point to.
    also : tuple of str
        Words that may stand in place of such a key (``*`` for all).
    """

    name: str
    title_zh: str
    title_en: str
    unit: str | None
    type: FieldType
    is_list: bool
    description: str = ""
    is_required: bool = False
    is_unique: bool = False
    allowed: tuple[Any, ...] = ()
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    reference: Reference | None = None
    also: tuple[str, ...] = ()

    def title(self, lang: str) -> str:
        """Return the title in Chinese (``zh``) or English."""
        return self.title_zh if lang == "zh" else self.title_en


@dataclass(frozen=True)
class TableSchema:
    """Description of one table.

    Parameters
    ----------
    name : str
        Name of the resource: the stem of the file in lower case.
    title_zh, title_en, description : str
        What the table holds.
    fields : tuple of Field
        Columns in the order of the file.
    primary_key : tuple of str
        Columns that together name a row.
    """

    name: str
    title_zh: str
    title_en: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]

    def field(self, name: str) -> Field:
        """Return the column called `name`.

        Raises
        ------
        KeyError
            If the table has no such column.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


def column_for(name: str, columns: Container[str], lang: str) -> str:
    """Return the column that holds `name` in the words of a reader.

    A column whose text is English may have a sibling with the Chinese wording:
    ``notes`` and ``notes_zh``. A reader is shown one of them.

    Parameters
    ----------
    name : str
        A column, without the ending.
    columns : container of str
        The columns that there are.
    lang : str
        ``zh`` or ``en``.
    """
    chinese = name + CHINESE_SUFFIX
    return chinese if lang == "zh" and chinese in columns else name


def fields_for(fields: Iterable[Field], lang: str) -> tuple[Field, ...]:
    """Return the columns to show in a language: of two siblings only one."""
    by_name = {field.name: field for field in fields}
    return tuple(
        by_name[column_for(name, by_name, lang)]
        for name in by_name
        if not is_chinese_wording(name, by_name)
    )


def is_chinese_wording(name: str, columns: Container[str]) -> bool:
    """Say whether a column is the Chinese sibling of another one."""
    base = name.removesuffix(CHINESE_SUFFIX)
    return base != name and base in columns


def schema_path(path: Path) -> Path:
    """Return the path of the schema that stands beside a table."""
    return path.with_name(path.stem + SCHEMA_SUFFIX)


def load_schema(path: Path) -> TableSchema:
    """Read the schema of a table.

    Parameters
    ----------
    path : Path
        The table (``parks.csv``) or its schema (``parks.schema.json``).

    Raises
    ------
    DataError
        If the schema is missing, is not JSON or is not a table schema.
    """
    file = path if path.name.endswith(SCHEMA_SUFFIX) else schema_path(path)
    try:
        raw = json.loads(file.read_bytes().decode("utf-8"))
    except FileNotFoundError as error:
        message = "is missing: the schema of the table stands beside it"
        raise DataError([problem_in(file, message)]) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        message = f"is not JSON in UTF-8 ({error}); mend the file"
        raise DataError([problem_in(file, message)]) from error
    try:
        return _schema_from(raw, file.name.removesuffix(SCHEMA_SUFFIX).lower())
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"is not a table schema: {error!r}; see the Frictionless Table Schema"
        raise DataError([problem_in(file, message)]) from error


def file_name(path: Path) -> str:
    """Return the name of a table for messages: its folder and file, no more."""
    folder = path.parent.name
    return path.name if folder in {"", "data"} else f"{folder}/{path.name}"


def problem_in(
    path: Path, message: str, *, field: str = "", row: int | None = None
) -> Problem:
    """Return a fault of the table (or of its schema) at `path`."""
    return Problem(field=field, message=message, file=file_name(path), row=row)


def _schema_from(raw: Mapping[str, Any], stem: str) -> TableSchema:
    """Return the schema of a Frictionless descriptor; `stem` names the resource."""
    references: dict[str, Reference] = {}
    for key in raw.get("foreignKeys", []):
        target = key["reference"]
        resource = target["resource"] or stem
        references[_only(key["fields"])] = (resource, _only(target["fields"]))
    fields = tuple(_field_from(item, references) for item in raw["fields"])
    key = raw["primaryKey"]
    names = {field.name for field in fields}
    primary = (key,) if isinstance(key, str) else tuple(key)
    if not primary or not set(primary) <= names:
        message = f"primaryKey {primary} names columns that are not there"
        raise ValueError(message)
    return TableSchema(
        name=stem,
        title_zh=raw["title"],
        title_en=raw["title_en"],
        description=raw.get("description", ""),
        fields=fields,
        primary_key=primary,
    )


def _only(value: str | Sequence[str]) -> str:
    """Return the one field of a foreign key."""
    (only,) = [value] if isinstance(value, str) else value
    return only


def _field_from(raw: Mapping[str, Any], references: Mapping[str, Reference]) -> Field:
    """Return one column of a Frictionless descriptor."""
    kind = raw["type"]
    if kind not in _TYPES:
        message = f"type {kind!r} of {raw['name']}; expected one of {', '.join(_TYPES)}"
        raise ValueError(message)
    constraints = raw.get("constraints", {})
    is_list = bool(raw.get("geo_zs:list", False))
    words = raw.get("geo_zs:item", {}) if is_list else constraints
    reference = references.get(raw["name"])
    if "geo_zs:references" in raw:
        resource, column = raw["geo_zs:references"].split(".")
        reference = (resource, column)
    return Field(
        name=raw["name"],
        title_zh=raw["title"],
        title_en=raw["title_en"],
        unit=raw.get("unit"),
        type=kind,
        is_list=is_list,
        description=raw.get("description", ""),
        is_required=bool(constraints.get("required", False)),
        is_unique=bool(constraints.get("unique", False)),
        allowed=tuple(words.get("enum", ())),
        pattern=words.get("pattern"),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        reference=reference,
        also=tuple(raw.get("geo_zs:also", ())),
    )
