"""Read the CSV tables as their schema describes them, and list every fault.

Cells are turned into typed columns here; their values are then checked by pandera,
built from the schema. Faults are collected, never raised one by one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo_zs.errors import DataError, Problem
from geo_zs.table_schema import (
    SCHEMA_SUFFIX,
    Field,
    FieldType,
    Reference,
    TableSchema,
    column_for,
    fields_for,
    file_name,
    is_chinese_wording,
    load_schema,
    problem_in,
)

if TYPE_CHECKING:
    from pandera.pandas import Check, DataFrameSchema

__all__ = [
    "SCHEMA_SUFFIX",
    "Field",
    "FieldType",
    "Reference",
    "TableSchema",
    "check_table",
    "column_for",
    "fields_for",
    "file_name",
    "is_chinese_wording",
    "load_schema",
    "read_table",
    "sort_problems",
]

_SEPARATOR: Final = ";"
_BOOLEANS: Final = {"true": True, "false": False}
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_INTEGER: Final = re.compile(r"[+-]?\d+")
_DTYPES: Final = {"number": "float64", "integer": "Int64", "boolean": "boolean"}
_EXPECTED: Final = {
    "number": "a number, without a unit, or an empty cell if it is not known",
    "integer": "a whole number, or an empty cell if it is not known",
    "boolean": "true, false, or an empty cell if it is not known",
}


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
                problems.append(problem_in(path, message, row=number))
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
        raise DataError([problem_in(path, message)]) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = f"is not UTF-8 (byte {error.start}); save the file as UTF-8"
        raise DataError([problem_in(path, message, row=line)]) from error
    except csv.Error as error:
        message = f"is not CSV ({error}); the file may be cut off or a quote missing"
        raise DataError([problem_in(path, message)]) from error
    if not rows:
        message = "is empty; expected a header row"
        raise DataError([problem_in(path, message, row=1)])
    return rows


def _header_problems(
    path: Path, header: Sequence[str], schema: TableSchema
) -> Iterator[Problem]:
    """Yield what is wrong with the names of the columns."""
    expected = [field.name for field in schema.fields]
    for name in dict.fromkeys(header):
        if name not in expected:
            message = "is not a column of the schema; remove it or describe it there"
            yield problem_in(path, message, field=name, row=1)
        elif header.count(name) > 1:
            yield problem_in(path, "stands twice in the header", field=name, row=1)
    missing = [name for name in expected if name not in header]
    for name in missing:
        yield problem_in(path, "is missing from the header", field=name, row=1)
    if sorted(header) == sorted(expected) and list(header) != expected:
        at = next(i for i, name in enumerate(header) if name != expected[i])
        message = f"stands where the schema has {expected[at]!r}; keep its order"
        yield problem_in(path, message, field=header[at], row=1)


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
            problems.append(problem_in(path, message, field=field.name, row=number))
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
            problems.append(problem_in(path, message, field=field.name, row=number))
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
            problems.append(problem_in(path, message, field=field.name, row=number))
        elif len(set(items)) < len(items):
            twice = next(item for item in items if items.count(item) > 1)
            message = f"names {twice!r} twice; keep it once"
            problems.append(problem_in(path, message, field=field.name, row=number))
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
        problems.append(problem_in(path, message, field="+".join(names), row=row + 2))
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
