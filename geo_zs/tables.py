"""Read the CSV tables as their schema describes them, and list every fault.

Beside each table ``X.csv`` stands ``X.schema.json``, a Frictionless Table Schema: the
one description of its columns, with Chinese and English titles, units and allowed
values. Cells are turned into typed columns here; their values are then checked by
pandera, built from the schema. Faults are collected, never raised one by one.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd

from geo_zs.errors import DataError, Problem

if TYPE_CHECKING:
    from pandera.pandas import Check, DataFrameSchema

FieldType = Literal["string", "number", "integer", "boolean"]
Reference = tuple[str, str]

#: Ending of the file that describes a table.
SCHEMA_SUFFIX: Final = ".schema.json"
_SEPARATOR: Final = ";"
_BOOLEANS: Final = {"true": True, "false": False}
_TYPES: Final = ("string", "number", "integer", "boolean")
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_INTEGER: Final = re.compile(r"[+-]?\d+")
_DTYPES: Final = {"number": "float64", "integer": "Int64", "boolean": "boolean"}
_EXPECTED: Final = {
    "number": "a number, without a unit, or an empty cell if it is not known",
    "integer": "a whole number, or an empty cell if it is not known",
    "boolean": "true, false, or an empty cell if it is not known",
}


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
        raise DataError([_problem(file, message)]) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        message = f"is not JSON in UTF-8 ({error}); mend the file"
        raise DataError([_problem(file, message)]) from error
    try:
        return _schema_from(raw, file.name.removesuffix(SCHEMA_SUFFIX).lower())
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"is not a table schema: {error!r}; see the Frictionless Table Schema"
        raise DataError([_problem(file, message)]) from error


def read_table(path: Path) -> pd.DataFrame:
    """Read a table with the types of its schema.

    Parameters
    ----------
    path : Path
        The CSV file; its schema stands beside it.

    Returns
    -------
    DataFrame
        Strings as `str`, numbers as ``float64``, whole numbers as ``Int64``,
        booleans as ``boolean``, lists as tuples of `str` (empty if there is
        nothing). What is not known is NaN or NA. The index counts rows from 0.

    Raises
    ------
    DataError
        With all faults of the table, if there is any.
    """
    frame, problems = _read(path)
    if problems or frame is None:
        raise DataError(problems)
    return frame


def check_table(path: Path) -> list[Problem]:
    """Return all faults of a table, sorted by row and column.

    Parameters
    ----------
    path : Path
        The CSV file; its schema stands beside it.

    Returns
    -------
    list of Problem
        Empty if the table is as its schema says.
    """
    try:
        return _read(path)[1]
    except DataError as error:
        return list(error.problems)


def sort_problems(problems: Sequence[Problem]) -> list[Problem]:
    """Return faults in the order of file, row and column, each one once."""
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda p: (p.file or "", p.row or 0, p.field, p.message))


def file_name(path: Path) -> str:
    """Return the name of a table for messages: its folder and file, no more."""
    folder = path.parent.name
    return path.name if folder in {"", "data"} else f"{folder}/{path.name}"


def _problem(
    path: Path, message: str, *, field: str = "", row: int | None = None
) -> Problem:
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


def _read(path: Path) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Return the typed table (None if it has no shape) and all its faults."""
    schema = load_schema(path)
    columns, problems = _read_columns(path, schema)
    if columns is None:
        return None, sort_problems(problems)
    typed: dict[str, Any] = {}
    for field in schema.fields:
        typed[field.name], faults = _typed(columns[field.name], field, path)
        problems += faults
    frame = pd.DataFrame(typed)
    known = {(problem.row, problem.field) for problem in problems}
    problems += [
        problem
        for problem in _value_problems(frame, schema, path)
        if (problem.row, problem.field) not in known
    ]
    return frame, sort_problems(problems)


def _read_columns(
    path: Path, schema: TableSchema
) -> tuple[dict[str, list[str]] | None, list[Problem]]:
    """Return the cells of a table by column, or None if it has no shape."""
    try:
        rows = _read_rows(path)
    except DataError as error:
        return None, list(error.problems)
    width = len(schema.fields)
    problems = list(_header_problems(path, rows[0], schema))
    if not problems:
        for number, row in enumerate(rows[1:], start=2):
            if len(row) != width:
                message = (
                    f"has {len(row)} cells; expected {width}; the row may be cut off "
                    "or a comma not quoted"
                )
                problems.append(_problem(path, message, row=number))
    if problems:
        return None, problems
    columns = zip(*rows[1:], strict=True) if len(rows) > 1 else [()] * width
    return {
        field.name: list(cells)
        for field, cells in zip(schema.fields, columns, strict=True)
    }, []


def _read_rows(path: Path) -> list[list[str]]:
    """Return the rows of a CSV file, the header first."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    except FileNotFoundError as error:
        message = "is missing; restore the file"
        raise DataError([_problem(path, message)]) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = f"is not UTF-8 (byte {error.start}); save the file as UTF-8"
        raise DataError([_problem(path, message, row=line)]) from error
    except csv.Error as error:
        message = f"is not CSV ({error}); the file may be cut off or a quote missing"
        raise DataError([_problem(path, message)]) from error
    if not rows:
        message = "is empty; expected a header row"
        raise DataError([_problem(path, message, row=1)])
    return rows


def _header_problems(
    path: Path, header: Sequence[str], schema: TableSchema
) -> Iterator[Problem]:
    """Yield what is wrong with the names of the columns."""
    expected = [field.name for field in schema.fields]
    for name in dict.fromkeys(header):
        if name not in expected:
            message = "is not a column of the schema; remove it or describe it there"
            yield _problem(path, message, field=name, row=1)
        elif header.count(name) > 1:
            yield _problem(path, "stands twice in the header", field=name, row=1)
    missing = [name for name in expected if name not in header]
    for name in missing:
        yield _problem(path, "is missing from the header", field=name, row=1)
    if sorted(header) == sorted(expected) and list(header) != expected:
        at = next(i for i, name in enumerate(header) if name != expected[i])
        message = f"stands where the schema has {expected[at]!r}; keep its order"
        yield _problem(path, message, field=header[at], row=1)


def _typed(cells: Sequence[str], field: Field, path: Path) -> tuple[Any, list[Problem]]:
    """Return one column with the type of its field, and the cells that do not fit."""
    if field.is_list:
        return _list_column(cells, field, path)
    if field.type == "string":
        return _string_column(cells, field, path)
    problems: list[Problem] = []
    values: list[float | int | bool | None] = []
    for number, cell in enumerate(cells, start=2):
        value: float | int | bool | None = None
        if field.type == "boolean":
            value = _BOOLEANS.get(cell)
        elif field.type == "integer" and _INTEGER.fullmatch(cell):
            value = int(cell)
        elif field.type == "number" and _NUMBER.fullmatch(cell):
            value = float(cell)
        if value is None and cell:
            message = f"is {cell!r}; expected {_EXPECTED[field.type]}"
            problems.append(_problem(path, message, field=field.name, row=number))
        values.append(value)
    return pd.Series(values, dtype=_DTYPES[field.type]), problems


def _string_column(
    cells: Sequence[str], field: Field, path: Path
) -> tuple[pd.Series[Any], list[Problem]]:
    """Return a column of text; NaN where a cell is empty."""
    problems = []
    for number, cell in enumerate(cells, start=2):
        if cell != cell.strip() or cell.casefold() in {"nan", "null", "none", "n/a"}:
            if field.allowed and cell in field.allowed:
                continue
            message = f"is {cell!r}; leave the cell empty if it is not known"
            if cell != cell.strip():
                message = f"is {cell!r}; remove the space around it"
            problems.append(_problem(path, message, field=field.name, row=number))
    values = [cell or np.nan for cell in cells]
    return pd.Series(values, dtype=object), problems


def _list_column(
    cells: Sequence[str], field: Field, path: Path
) -> tuple[pd.Series[Any], list[Problem]]:
    """Return a column of tuples."""
    problems = []
    values = []
    for number, cell in enumerate(cells, start=2):
        items = tuple(cell.split(_SEPARATOR)) if cell else ()
        if any(not item or item != item.strip() for item in items):
            message = f"is {cell!r}; part items by ';' alone, and leave none empty"
            problems.append(_problem(path, message, field=field.name, row=number))
        elif len(set(items)) < len(items):
            twice = next(item for item in items if items.count(item) > 1)
            message = f"names {twice!r} twice; keep it once"
            problems.append(_problem(path, message, field=field.name, row=number))
        values.append(items)
    column = pd.Series([None] * len(values), dtype=object)
    column[:] = values
    return column, problems


def _value_problems(
    frame: pd.DataFrame, schema: TableSchema, path: Path
) -> list[Problem]:
    """Return the values that the schema does not allow, found by pandera."""
    from pandera.errors import SchemaErrors  # noqa: PLC0415  imported late: 0.3 s

    try:
        _pandera_schema(schema).validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases
    else:
        return []
    problems = []
    for column, check, index in zip(
        cases["column"], cases["check"], cases["index"], strict=True
    ):
        row = int(index)
        if check == "multiple_fields_uniqueness":
            names = schema.primary_key
        else:
            names = (str(column),)
        value = ", ".join(_shown(frame[name].iloc[row]) for name in names)
        message = _message(schema.field(names[0]), str(check), value)
        problems.append(_problem(path, message, field="+".join(names), row=row + 2))
    return problems


def _shown(value: object) -> str:
    """Return a value as it stands in its cell."""
    if isinstance(value, tuple):
        return _SEPARATOR.join(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _message(field: Field, check: str, value: str) -> str:
    """Return what came and what was expected, for a check that failed."""
    unit = f" {field.unit}" if field.unit else ""
    each = "each item " if field.is_list else ""
    if check == "not_nullable":
        return "is empty; the column must be filled in every row"
    expected = {
        "allowed": f"expected {each}one of {', '.join(map(str, field.allowed))}",
        "pattern": f"expected {each}of the form {field.pattern}",
        "minimum": f"expected at least {field.minimum}{unit}",
        "maximum": f"expected at most {field.maximum}{unit}",
    }.get(check, "another row has it already; give each row its own")
    return f"is {value!r}; {expected}"


@lru_cache(maxsize=64)
def _pandera_schema(schema: TableSchema) -> DataFrameSchema:
    """Return the pandera schema that checks the values of a table."""
    import pandera.pandas as pa  # noqa: PLC0415  imported late: 0.3 s

    columns = {}
    for field in schema.fields:
        checks = _list_checks(field) if field.is_list else _cell_checks(field)
        is_unique = field.is_unique or schema.primary_key == (field.name,)
        is_required = field.is_required and not field.is_list
        if checks or is_required or is_unique:
            columns[field.name] = pa.Column(
                checks=checks,
                nullable=not is_required,
                unique=is_unique,
                report_duplicates="exclude_first",
            )
    together = list(schema.primary_key) if len(schema.primary_key) > 1 else None
    return pa.DataFrameSchema(
        columns, unique=together, report_duplicates="exclude_first"
    )


def _cell_checks(field: Field) -> list[Check]:
    """Return the checks of a column of single values."""
    from pandera.pandas import Check  # noqa: PLC0415  imported late: 0.3 s

    checks = []
    if field.allowed:
        checks.append(Check.isin(field.allowed, error="allowed"))
    if field.pattern:
        pattern = f"(?:{field.pattern})$"
        checks.append(Check.str_matches(pattern, error="pattern"))
    if field.minimum is not None:
        checks.append(Check.ge(field.minimum, error="minimum"))
    if field.maximum is not None:
        checks.append(Check.le(field.maximum, error="maximum"))
    return checks


def _list_checks(field: Field) -> list[Check]:
    """Return the checks of a column of lists."""
    from pandera.pandas import Check  # noqa: PLC0415  imported late: 0.3 s

    checks = []
    if field.is_required:
        checks.append(Check(lambda cells: cells.map(bool), name="not_nullable"))
    if field.allowed:
        allowed = set(field.allowed)
        checks.append(
            Check(lambda cells: cells.map(allowed.issuperset), name="allowed")
        )
    if field.pattern:
        matches = re.compile(field.pattern).fullmatch
        checks.append(
            Check(
                lambda cells: cells.map(lambda items: all(map(matches, items))),
                name="pattern",
            )
        )
    return checks
