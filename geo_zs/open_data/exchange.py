"""The published exchange schemas, and rows written as they say.

They are Frictionless Table Schemas for parks and projects of any region of China;
``docs/open-data.md`` tells their rules. A row is a mapping of column to plain value;
what is not known is None and becomes an empty cell.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import pandas as pd

from geo_zs.text_guard import guard_text, whole_text

SchemaName = Literal["industrial-park", "investment-project"]
Row = Mapping[str, Any]

SCHEMAS: Final[tuple[SchemaName, ...]] = ("industrial-park", "investment-project")
#: Between the items of a list.
_LIST: Final = ";"
#: Ends of the columns that speak of a group of facts.
SOURCES, AS_OF, CONFIDENCE = "_source_ids", "_as_of", "_confidence"
_FOLDER: Final = Path(__file__).parent / "schemas"


def schema_bytes(name: SchemaName) -> bytes:
    """Return a schema as it is published: JSON in UTF-8."""
    return (_FOLDER / f"{name}.schema.json").read_bytes()


@lru_cache(maxsize=len(SCHEMAS))
def columns(name: SchemaName) -> dict[str, dict[str, Any]]:
    """Return the columns of a schema by name, in its order."""
    fields = json.loads(schema_bytes(name))["fields"]
    return {field["name"]: field for field in fields}


@lru_cache(maxsize=len(SCHEMAS))
def groups(name: SchemaName) -> dict[str, tuple[str, ...]]:
    """Return the facts of each group, without its sources, date and confidence."""
    found: dict[str, list[str]] = {}
    for column, field in columns(name).items():
        found.setdefault(field["geo_zs:group"], []).append(column)
    return {
        group: tuple(
            one
            for one in listed
            if one not in {group + SOURCES, group + AS_OF, group + CONFIDENCE}
        )
        for group, listed in found.items()
    }


def plain(value: Any) -> Any:  # noqa: ANN401  a cell of any type
    """Return a cell of a frame as a plain value; None where nothing is known."""
    if isinstance(value, tuple | list):
        return tuple(str(item) for item in value) or None
    if isinstance(value, str):
        return str(value) or None
    if value is None or bool(pd.isna(value)):
        return None
    return value.item() if hasattr(value, "item") else value


def cell_text(value: object) -> str:
    """Return a plain value as a cell.

    Text that a spreadsheet would run carries an apostrophe; a number is written as
    short as it can be read back, a mapping as JSON.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, tuple):
        value = _LIST.join(str(item).replace(_LIST, "；") for item in value)
    return guard_text(whole_text(str(value)))


def csv_bytes(
    names: Sequence[str], rows: Iterable[Row], *, delimiter: str = ","
) -> bytes:
    """Return rows as CSV: UTF-8 without a mark, LF; the same bytes for the same rows.

    Parameters
    ----------
    names : sequence of str
        Columns, in order.
    rows : iterable of mapping
        A column that a row lacks is empty.
    delimiter : str
        Between two cells.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([cell_text(row.get(name)) for name in names])
    return stream.getvalue().encode()


def table_bytes(name: SchemaName, rows: Iterable[Row]) -> bytes:
    """Return rows as the CSV file that a schema describes."""
    return csv_bytes(tuple(columns(name)), rows)
