"""A mapping as a user writes it into a file: columns, units, datum, settled names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from geo_zs.errors import RecordError
from geo_zs.imports.fault_words_batch import BATCH_WORDS
from geo_zs.imports.faults import Fault, FaultValue, make_fault

_KINDS: Final = {"columns": dict, "units": dict, "datum": str, "readings": list}
#: What a part has to be, Chinese and English.
_KIND_WORDS: Final = {
    dict: ("一个对象", "an object"),
    str: ("文字", "text"),
    list: ("一个列表", "a list"),
}


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
        line = getattr(error, "lineno", 1)
        fault = _fault(file.name, "mapping_not_json", line=line)
        raise RecordError([fault]) from error
    if not isinstance(given, dict):
        raise RecordError([_fault(file.name, "mapping_no_object")])
    faults = []
    for name, value in given.items():
        kind = _KINDS.get(name)
        if kind is None:
            known = ", ".join(_KINDS)
            faults.append(_fault(file.name, "mapping_part", name, known=known))
        elif not isinstance(value, kind):
            zh, en = _KIND_WORDS[kind]
            shown = _shown(value)
            faults.append(
                _fault(
                    file.name, "mapping_kind", name, given=shown, kind=en, kind_zh=zh
                )
            )
    faults += _wrong_texts(file.name, given)
    if faults:
        raise RecordError(faults)
    return given


def _fault(file: str, key: str, part: str = "", **values: FaultValue) -> Fault:
    """Return a fault of a part of the file."""
    return make_fault(BATCH_WORDS, key, values=values, column=part, file=file)


def _shown(value: object) -> str:
    """Return a value as the file writes it, cut."""
    return json.dumps(value, ensure_ascii=False)[:80]


def _wrong_texts(name: str, given: dict[str, Any]) -> list[Fault]:
    """Return the parts that are no texts."""
    faults = []
    for part in ("columns", "units"):
        values = given.get(part, {})
        if isinstance(values, dict):
            faults += [
                _fault(name, "mapping_text", part, header=header, given=_shown(value))
                for header, value in values.items()
                if not isinstance(value, str | None)
            ]
    readings = given.get("readings", [])
    if isinstance(readings, list):
        faults += [
            _fault(name, "mapping_reading", "readings", given=_shown(one))
            for one in readings
            if not _is_reading(one)
        ]
    return faults


def _is_reading(one: object) -> bool:
    """Tell whether a value is three texts."""
    is_three = isinstance(one, list) and len(one) == 3
    return is_three and all(isinstance(part, str) for part in one)  # type: ignore[attr-defined]  # a list
