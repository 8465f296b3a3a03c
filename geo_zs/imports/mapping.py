"""Which column of a file stands for which field: proposed, shown, corrected, kept.

A header is compared with the names of the fields: letter for letter, then without
width, blanks, brackets, units and traditional characters, then by likeness. A
likeness is a proposal that is told, and no field is taken from two columns.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Literal

from rapidfuzz import fuzz, process

from geo_zs import text
from geo_zs.errors import Problem, RecordError
from geo_zs.imports.fault_book import Remark
from geo_zs.imports.faults import Fault
from geo_zs.imports.header_units import HeaderParts, split_header, unit_of
from geo_zs.register.fields import RecordField

Reason = Literal[
    "exact", "alike", "likeness", "remembered", "user", "taken", "ambiguous", "unknown"
]

#: Least likeness of a proposed header, percent, and its lead over the next field.
_LIKE: Final = 78.0
_LEAD: Final = 4.0
#: Words that make another thing of a header: 到位资金比例 is no 到位资金, the planned
#: start is no start. A likeness must have the same ones.
_QUALIFIERS: Final = (
    *("率", "比例", "占比", "比重", "增速", "增长", "同比", "排名", "序号", "电话"),
    *("年", "月", "季", "本", "当", "上", "去", "计划", "预计", "拟", "目标", "新增"),
    *("个数", "数量", "是否", "方式", "依据", "原因", "单位", "链接", "编码", "代码"),
    *("planned", "expected", "share", "rate", "%", "code", "phone"),
)
_DIGITS: Final = re.compile(r"\d+")


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
    """

    column: int
    header: str
    field: str | None
    unit: str | None = None
    confidence: float = 0.0
    reason: Reason = "unknown"
    alias: str = ""
    alternatives: tuple[str, ...] = ()


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


def propose_mapping(
    headers: Sequence[str],
    fields: Sequence[RecordField],
    *,
    table: str = "projects",
    remembered: ColumnMapping | None = None,
) -> ColumnMapping:
    """Propose what each column stands for.

    Parameters
    ----------
    headers : sequence of str
        As in the file, each once.
    fields : sequence of RecordField
        Fields of the table.
    table : str
        Name of the table.
    remembered : ColumnMapping, optional
        What the user settled for the same headers before.

    Returns
    -------
    ColumnMapping
        A column that may be several fields, or that would be a second one for a
        field, has none; its `reason` and `alternatives` say so.
    """
    if remembered is not None and [one.header for one in remembered.columns] == list(
        headers
    ):
        known = {field.name for field in fields}
        kept = tuple(
            replace(one, reason="remembered", confidence=1.0)
            if one.field in known
            else replace(one, field=None)
            for one in remembered.columns
        )
        return replace(remembered, table=table, columns=kept)
    names = _Names(fields)
    found = [names.find(at, header) for at, header in enumerate(headers)]
    return ColumnMapping(table, tuple(_each_once(found, names)))


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
            message = f"is no column of the file; expected one of {sorted(headers)}"
            problems.append(Problem(header, message))
    columns = []
    for one in mapping.columns:
        changed = one
        if one.header in changes:
            field = changes[one.header]
            if field is not None and field not in by_name:
                message = f"field is {field!r}; expected one of {', '.join(by_name)}"
                problems.append(Problem(one.header, message))
                continue
            changed = replace(one, field=field, reason="user", confidence=1.0)
            if field is not None and field != one.field:
                parts = split_header(one.header)
                changed = replace(changed, unit=unit_of(parts, by_name[field]))
        if one.header in given_units:
            changed = replace(changed, unit=given_units[one.header], reason="user")
            problems += _unit_problems(changed, by_name)
        columns.append(changed)
    problems += _twice(columns)
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
        elif one.field is None:
            remarks.append(Remark.of("column_ignored", column=one.header))
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


class _Names:
    """The names of the fields, in the forms that headers are compared in."""

    def __init__(self, fields: Sequence[RecordField]) -> None:
        self.fields = {field.name: field for field in fields}
        self._exact: dict[str, tuple[str, int]] = {}
        self._keys: dict[str, tuple[str, int]] = {}
        self._shown: dict[str, str] = {}
        for field in fields:
            names = (field.title_zh, field.title_en, field.name, *field.aliases)
            for rank, name in enumerate(names):
                key = split_header(name).key
                self._exact.setdefault(text.clean(name).casefold(), (field.name, rank))
                self._keys.setdefault(key, (field.name, rank))
                self._shown.setdefault(key, name)
        self.ranks: dict[int, int] = {}

    def find(self, at: int, header: str) -> Mapped:
        """Return what a column stands for by its header alone."""
        parts = split_header(header)
        exact = self._exact.get(text.clean(header).casefold())
        if exact is not None:
            return self._mapped(at, header, parts, found=exact, reason="exact")
        for key in parts.keys:
            if key in self._keys:
                found = self._keys[key]
                return self._mapped(at, header, parts, found=found, reason="alike")
        return self._like(at, header, parts)

    def _mapped(
        self,
        at: int,
        header: str,
        parts: HeaderParts,
        *,
        found: tuple[str, int],
        reason: Literal["exact", "alike"],
    ) -> Mapped:
        """Return a column that stands for a field."""
        name, self.ranks[at] = found
        return Mapped(
            at,
            header,
            name,
            unit=unit_of(parts, self.fields[name]),
            confidence=1.0 if reason == "exact" else 0.98,
            reason=reason,
            alias=self.fields[name].title_zh,
        )

    def _like(self, at: int, header: str, parts: HeaderParts) -> Mapped:
        """Return the field whose name is most like a header, if one stands out."""
        best: dict[str, tuple[float, str]] = {}
        for key in parts.keys:
            for name, score, _ in process.extract(
                key, self._keys.keys(), scorer=fuzz.ratio, limit=8, score_cutoff=_LIKE
            ):
                field = self._keys[name][0]
                if _qualifiers(key) == _qualifiers(name):
                    best[field] = max(best.get(field, (0.0, "")), (score, name))
        ranked = sorted(best.items(), key=lambda item: -item[1][0])
        others = tuple(field for field, _ in ranked)
        if not ranked:
            return Mapped(at, header, None)
        field, (score, name) = ranked[0]
        if len(ranked) > 1 and score - ranked[1][1][0] < _LEAD:
            return Mapped(at, header, None, reason="ambiguous", alternatives=others)
        self.ranks[at] = 99
        return Mapped(
            at,
            header,
            field,
            unit=unit_of(parts, self.fields[field]),
            confidence=score / 100.0,
            reason="likeness",
            alias=self._shown[name],
            alternatives=others[1:],
        )


def _qualifiers(key: str) -> frozenset[str]:
    """Return the words in a header that make another thing of it."""
    return frozenset(
        [word for word in _QUALIFIERS if word in key] + _DIGITS.findall(key)
    )


def _each_once(found: Sequence[Mapped], names: _Names) -> list[Mapped]:
    """Leave each field to the column that is its best, and say so of the others."""
    best: dict[str, Mapped] = {}
    for one in found:
        if one.field is None:
            continue
        rival = best.get(one.field)
        if rival is None or _strength(one, names) > _strength(rival, names):
            best[one.field] = one
    return [
        one
        if one.field is None or best[one.field] is one
        else replace(
            one, field=None, unit=None, reason="taken", alternatives=(one.field,)
        )
        for one in found
    ]


def _strength(one: Mapped, names: _Names) -> tuple[float, int, int]:
    """Return how good a column is for its field; the first of equals wins."""
    return (one.confidence, -names.ranks.get(one.column, 99), -one.column)


def _twice(columns: Sequence[Mapped]) -> list[Problem]:
    """Return a fault for each field that two columns stand for."""
    seen: dict[str, str] = {}
    problems = []
    for one in columns:
        if one.field is None:
            continue
        if one.field in seen:
            message = (
                f"is taken as {one.field!r}, and so is {seen[one.field]!r}; "
                "a field takes one column: leave one of them out"
            )
            problems.append(Problem(one.header, message))
        seen.setdefault(one.field, one.header)
    return problems


def _unit_problems(one: Mapped, fields: Mapping[str, RecordField]) -> list[Problem]:
    """Return a fault if the unit of a column does not measure its field."""
    if one.unit is None or one.field is None:
        return []
    if unit_of(HeaderParts.of_unit(one.unit), fields[one.field]) is not None:
        return []
    message = f"unit is {one.unit!r}, which does not measure {one.field!r}"
    return [Problem(one.header, message)]
