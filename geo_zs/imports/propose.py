"""Propose what the columns of a file stand for, from their headers.

A header is compared with the names of the fields: letter for letter, then without
width, blanks, brackets, units and traditional characters, then by likeness. A
likeness is a proposal that is told, and no field is taken from two columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from geo_zs import text
from geo_zs.imports.cells import code_text, is_blank
from geo_zs.imports.currencies import FOREIGN
from geo_zs.imports.datum.stated import without_datum
from geo_zs.imports.field_units import is_foreign_unit
from geo_zs.imports.header_units import HeaderParts, split_header, unit_of
from geo_zs.imports.mapping import ColumnMapping, Mapped
from geo_zs.imports.raw_table import RawTable
from geo_zs.imports.title_units import with_title_units
from geo_zs.register.fields import RecordField, fields

#: Least likeness of a proposed header, percent, and its lead over the next field.
_LIKE: Final = 78.0
_LEAD: Final = 4.0
#: Table → the field of the key that the register gives its records.
_KEYS: Final[Mapping[str, str]] = {
    "projects": "project_id",
    "ledger": "entry_id",
    "companies": "company_id",
    "steps": "step_id",
}
#: Words that make another thing of a header: 到位资金比例 is no 到位资金, the planned
#: start is no start. A likeness must have the same ones.
_QUALIFIERS: Final = (
    *("率", "比例", "占比", "比重", "增速", "增长", "同比", "排名", "序号", "电话"),
    *("年", "月", "季", "本", "当", "上", "去", "计划", "预计", "拟", "目标", "新增"),
    *("个数", "数量", "是否", "方式", "依据", "原因", "单位", "链接", "编码", "代码"),
    *("planned", "expected", "share", "rate", "%", "code", "phone"),
)
_DIGITS: Final = re.compile(r"\d+")


def propose_mapping(
    headers: Sequence[str],
    specs: Sequence[RecordField],
    *,
    table: str = "projects",
    remembered: ColumnMapping | None = None,
    titles: Sequence[str] = (),
    cells: Sequence[NDArray[np.object_]] = (),
) -> ColumnMapping:
    """Propose what each column stands for.

    Parameters
    ----------
    headers : sequence of str
        As in the file, each once.
    specs : sequence of RecordField
        Fields of the table.
    table : str
        Name of the table.
    remembered : ColumnMapping, optional
        What the user settled for the same headers before.
    titles : sequence of str
        Texts above the header; units that they state (单位：万元、亩) are those of
        the columns that they measure and that state none.
    cells : sequence of (n_rows,) object arrays
        Of the columns. One whose cells are mostly no ids of the register is not
        taken as its key, whatever its header. Empty: headers alone count.

    Returns
    -------
    ColumnMapping
        A column that may be several fields, or that would be a second one for a
        field, has none; its `reason` and `alternatives` say so.
    """
    if remembered is not None and [one.header for one in remembered.columns] == list(
        headers
    ):
        known = {field.name: field for field in specs}
        kept = [
            replace(one, reason="remembered", confidence=1.0)
            if one.field in known
            else replace(one, field=None)
            for one in remembered.columns
        ]
        kept = [
            replace(one, unit=None, is_title_unit=False) if one.is_title_unit else one
            for one in kept
        ]
        kept = [_as_key(one, known, table, cells) for one in kept]
        columns = with_title_units(kept, known, titles)
        return replace(remembered, table=table, columns=tuple(columns))
    names = _Names(specs)
    found = [
        _as_key(names.find(at, header), names.fields, table, cells)
        for at, header in enumerate(headers)
    ]
    columns = with_title_units(_each_once(found, names), names.fields, titles)
    return ColumnMapping(table, tuple(columns))


def propose_for_file(
    raw: RawTable, *, table: str = "projects", remembered: ColumnMapping | None = None
) -> ColumnMapping:
    """Propose what each column of a file stands for; see `propose_mapping`."""
    titles = raw.preamble or tuple(
        str(note.values.get("text", ""))
        for note in raw.notes
        if note.key == "title_rows"
    )
    return propose_mapping(
        raw.headers,
        fields(table),
        table=table,
        remembered=remembered,
        titles=titles,
        cells=raw.columns,
    )


def _as_key(
    one: Mapped,
    specs: Mapping[str, RecordField],
    table: str,
    cells: Sequence[NDArray[np.object_]],
) -> Mapped:
    """Leave out a column of the register's key whose cells are mostly no such ids."""
    key = _KEYS.get(table)
    if one.field is None or one.field != key or one.column >= len(cells):
        return one
    spec = specs[key]
    form = re.compile(spec.pattern or ".*", re.ASCII)
    filled = [code_text(cell, spec) for cell in cells[one.column] if not is_blank(cell)]
    n_ids = sum(form.fullmatch(text) is not None for text in filled)
    if 2 * n_ids >= len(filled):
        return one
    return replace(
        one, field=None, unit=None, reason="not_a_key", alternatives=(one.field,)
    )


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
        point = self._keys.get(split_header(without_datum(header)).key)
        if point is not None and self.fields[point[0]].quantity in ("lon", "lat"):
            return self._mapped(at, header, parts, found=point, reason="alike")
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
        name = self._in_currency(name, parts)
        return Mapped(
            at,
            header,
            name,
            unit=unit_of(parts, self.fields[name]),
            confidence=1.0 if reason == "exact" else 0.98,
            reason=reason,
            alias=self.fields[name].title_zh,
        )

    def _in_currency(self, name: str, parts: HeaderParts) -> str:
        """Return the field of foreign money for a header that names a currency."""
        unit = parts.units[0] if parts.units else ""
        is_foreign = name in FOREIGN and is_foreign_unit(self.fields[name], unit)
        return FOREIGN[name][1] if is_foreign else name

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
        field = self._in_currency(field, parts)
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
