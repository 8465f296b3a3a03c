"""Which column of a file stands for which field: shown, corrected, remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from geo_zs import text
from geo_zs.errors import Problem, RecordError
from geo_zs.imports.fault_book import Remark
from geo_zs.imports.fault_words_batch import BATCH_WORDS
from geo_zs.imports.faults import Fault, make_fault
from geo_zs.imports.field_units import is_foreign_unit, size_in_field
from geo_zs.imports.header_units import split_header, unit_of
from geo_zs.register.fields import RecordField

Reason = Literal[
    "exact",
    "alike",
    "likeness",
    "remembered",
    "user",
    "taken",
    "ambiguous",
    "not_a_key",
    "unknown",
]


@dataclass(frozen=True)
class Mapped:
    """What one column of a file is taken as.

    Parameters
    ----------
    column : int
        Position in the file, 0 first.
    header : str
        As in the file.
    field : str or None
        Name of the field; None if the column is not taken.
    unit : str or None
        Unit of its numbers as the header or the user says; None if not stated.
    confidence : float
        0 to 1; 1 for a name that is equal.
    reason : str
        How the field was found, or why none was.
    alias : str
        The name of the field that the header was compared with.
    alternatives : tuple of str
        Other fields it may be, best first.
    is_title_unit : bool
        Whether the unit stands above the table, not in the header.
    """

    column: int
    header: str
    field: str | None
    unit: str | None = None
    confidence: float = 0.0
    reason: Reason = "unknown"
    alias: str = ""
    alternatives: tuple[str, ...] = ()
    is_title_unit: bool = False


@dataclass(frozen=True)
class ColumnMapping:
    """What all columns of a file are taken as.

    Parameters
    ----------
    table : str
        Table of the register: ``projects``, ``ledger``, ….
    columns : tuple of Mapped
        One for each column, in their order.
    datum : str or None
        Key of the reference system of points that the user chose; None: what file
        and headers state counts.
    readings : tuple of (field, text, key)
        Names that the user has settled: field, name as in the file, key meant.
    """

    table: str
    columns: tuple[Mapped, ...]
    datum: str | None = None
    readings: tuple[tuple[str, str, str], ...] = ()

    @property
    def fields(self) -> dict[str, Mapped]:
        """The columns that are taken, by field."""
        return {one.field: one for one in self.columns if one.field is not None}

    def to_dict(self) -> dict[str, Any]:
        """Return the mapping as plain values, fit for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> ColumnMapping:
        """Return the mapping that `to_dict` wrote."""
        columns = tuple(
            Mapped(**{**one, "alternatives": tuple(one.get("alternatives", ()))})
            for one in plain["columns"]
        )
        readings = tuple((a, b, c) for a, b, c in plain.get("readings", ()))
        return cls(plain["table"], columns, plain.get("datum"), readings)


def signature(table: str, headers: Sequence[str]) -> str:
    """Return a key of a table and the headers of a file, to remember a mapping by."""
    joined = "\x1f".join([table, *(text.clean(one) for one in headers)])
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:32]


def change_mapping(
    mapping: ColumnMapping,
    changes: Mapping[str, str | None],
    fields: Sequence[RecordField],
    *,
    units: Mapping[str, str | None] | None = None,
    datum: str | None = None,
    readings: Iterable[tuple[str, str, str]] = (),
) -> ColumnMapping:
    """Return a mapping with what the user corrected.

    Parameters
    ----------
    mapping : ColumnMapping
        As proposed.
    changes : mapping of header to field or None
        None leaves the column out.
    fields : sequence of RecordField
        Fields of the table.
    units : mapping of header to unit, optional
        Units of columns whose headers state none, or another.
    datum : str, optional
        Reference system of the points.
    readings : iterable of (field, text, key), optional
        Names that the user settled, added to those of the mapping.

    Raises
    ------
    RecordError
        If a header or field is unknown, a unit does not measure the field, or two
        columns would be one field; with every fault.
    """
    by_name = {field.name: field for field in fields}
    given_units = dict(units or {})
    problems: list[Problem] = []
    headers = {one.header for one in mapping.columns}
    for header in (*changes, *given_units):
        if header not in headers:
            known = {"known": ", ".join(sorted(headers))}
            fault = make_fault(
                BATCH_WORDS, "no_such_column", values=known, column=header
            )
            problems.append(fault)
    columns = []
    for one in mapping.columns:
        changed = one
        if one.header in changes:
            field = changes[one.header]
            if field is not None and field not in by_name:
                told = {"given": field, "known": ", ".join(by_name)}
                fault = make_fault(
                    BATCH_WORDS, "no_such_field", values=told, column=one.header
                )
                problems.append(fault)
                continue
            changed = replace(one, field=field, reason="user", confidence=1.0)
            if field is not None and field != one.field:
                parts = split_header(one.header)
                changed = replace(changed, unit=unit_of(parts, by_name[field]))
        if one.header in given_units:
            unit = given_units[one.header]
            changed = replace(changed, unit=unit, reason="user", is_title_unit=False)
            problems += _unit_problems(changed, by_name)
        columns.append(changed)
    problems += _twice(columns, by_name)
    if problems:
        raise RecordError(problems)
    settled = {(field, name): key for field, name, key in mapping.readings}
    settled.update({(field, name): key for field, name, key in readings})
    return ColumnMapping(
        mapping.table,
        tuple(columns),
        datum or mapping.datum,
        tuple((field, name, key) for (field, name), key in settled.items()),
    )


def mapping_faults(
    mapping: ColumnMapping, fields: Sequence[RecordField]
) -> list[Fault]:
    """Return what the user should know of a mapping.

    Returns
    -------
    list of Fault
        Columns left out, columns found by likeness, required fields without one.
    """
    by_name = {field.name: field for field in fields}
    taken = mapping.fields
    remarks = []
    for one in mapping.columns:
        if one.reason == "taken" and one.alternatives:
            field = by_name[one.alternatives[0]]
            other = taken.get(field.name)
            remarks.append(
                Remark.of(
                    "field_taken",
                    column=one.header,
                    title=field.title_zh,
                    title_en=field.title_en,
                    other=other.header if other else "",
                )
            )
        elif one.field is None and one.reason == "not_a_key":
            spec = by_name[one.alternatives[0]]
            remarks.append(Remark.of("not_a_key", column=one.header, form=spec.form))
        elif one.field is None:
            remarks.append(Remark.of("column_ignored", column=one.header))
        elif one.is_title_unit:
            is_one = _measures(by_name[one.field], one.unit or "")
            key = "unit_from_title" if is_one else "units_in_title"
            remarks.append(Remark.of(key, column=one.header, unit=one.unit))
        elif one.reason == "likeness":
            field = by_name[one.field]
            remarks.append(
                Remark.of(
                    "mapping_guessed",
                    column=one.header,
                    title=field.title_zh,
                    title_en=field.title_en,
                    alias=one.alias,
                    percent=round(100 * one.confidence),
                )
            )
    remarks += [
        Remark.of("column_missing", title=field.title_zh, title_en=field.title_en)
        for field in fields
        if field.is_required and field.name not in taken
    ]
    return [remark.fault(None) for remark in remarks]


def _twice(
    columns: Sequence[Mapped], fields: Mapping[str, RecordField]
) -> list[Problem]:
    """Return a fault for each field that two columns stand for."""
    seen: dict[str, str] = {}
    problems: list[Problem] = []
    for one in columns:
        if one.field is None:
            continue
        if one.field in seen:
            values = {
                "field": one.field,
                "field_zh": fields[one.field].title_zh,
                "other": seen[one.field],
            }
            problems.append(
                make_fault(BATCH_WORDS, "field_twice", values=values, column=one.header)
            )
        seen.setdefault(one.field, one.header)
    return problems


def _measures(spec: RecordField, unit: str) -> bool:
    """Tell whether a unit measures a field, or is of foreign money beside it."""
    return size_in_field(spec, unit) is not None or is_foreign_unit(spec, unit)


def _unit_problems(one: Mapped, fields: Mapping[str, RecordField]) -> list[Problem]:
    """Return a fault if the unit of a column does not measure its field."""
    if one.unit is None or one.field is None:
        return []
    if _measures(fields[one.field], one.unit):
        return []
    values = {
        "unit": one.unit,
        "field": one.field,
        "field_zh": fields[one.field].title_zh,
    }
    return [make_fault(BATCH_WORDS, "unit_unfit", values=values, column=one.header)]
