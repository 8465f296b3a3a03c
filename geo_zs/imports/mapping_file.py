"""A mapping as a user writes it into a file: columns, units, datum, settled names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from geo_zs.errors import Problem, RecordError

_KINDS: Final = {"columns": dict, "units": dict, "datum": str, "readings": list}


def read_mapping_file(file: Path) -> dict[str, Any]:
    """Return the content of a mapping file.

    Parameters
    ----------
    file : Path
        JSON: ``{"columns": {"header": "field" or null}, "units": {"header": "万元"},
        "datum": "gcj02", "readings": [["banner", "as written", "150203"]]}``; every
        part may be missing.

    Raises
    ------
    RecordError
        With every fault of the file.
    """
    try:
        given = json.loads(file.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        message = f"is not JSON: {error}"
        raise RecordError([Problem("", message, file=file.name)]) from error
    if not isinstance(given, dict):
        message = 'is no object; send {"columns": {"header": "field"}}'
        raise RecordError([Problem("", message, file=file.name)])
    problems = []
    for name, value in given.items():
        kind = _KINDS.get(name)
        if kind is None:
            message = f"is unknown; expected one of {', '.join(_KINDS)}"
            problems.append(Problem(name, message, file=file.name))
        elif not isinstance(value, kind):
            message = f"is {json.dumps(value)[:80]}; expected a {kind.__name__}"
            problems.append(Problem(name, message, file=file.name))
    problems += _wrong_texts(file.name, given)
    if problems:
        raise RecordError(problems)
    return given


def _wrong_texts(name: str, given: dict[str, Any]) -> list[Problem]:
    """Return the parts that are no texts."""
    problems = []
    for part in ("columns", "units"):
        values = given.get(part, {})
        if isinstance(values, dict):
            problems += [
                Problem(part, f"{header!r} is {value!r}; expected text or null", name)
                for header, value in values.items()
                if not isinstance(value, str | None)
            ]
    readings = given.get("readings", [])
    if isinstance(readings, list):
        problems += [
            Problem("readings", f"{one!r} is no [field, text, key]", file=name)
            for one in readings
            if not _is_reading(one)
        ]
    return problems


def _is_reading(one: object) -> bool:
    """Tell whether a value is three texts."""
    is_three = isinstance(one, list) and len(one) == 3
    return is_three and all(isinstance(part, str) for part in one)  # type: ignore[attr-defined]  # a list
