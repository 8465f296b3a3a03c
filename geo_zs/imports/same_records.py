"""Rows without a key that say just what a record of the register says already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapely.geometry.base import BaseGeometry

from geo_zs.imports.destinations import Existing, Row
from geo_zs.imports.duplicates import name_keys
from geo_zs.imports.matching_rows import changed_fields
from geo_zs.imports.sheet_values import SheetValues

#: Compared by their normal forms.
_NAMES = ("name_zh", "investor_zh")
#: Polygons are compared to 1 cm.
_SAME_DEGREES = 1e-7


def find_same(
    sheet: SheetValues,
    known: Existing,
    targets: Sequence[str | None],
    *,
    names: Sequence[str],
    shapes: Sequence[BaseGeometry | None] | None,
) -> dict[int, str]:
    """Return the record that a row without a key repeats.

    Parameters
    ----------
    sheet : SheetValues
        The rows.
    known : Existing
        Records of the register; shipped ones count as no own record.
    targets : sequence of (str or None)
        Records that rows mean by their keys.
    names : sequence of str
        Fields that the file states.
    shapes : sequence or None
        Polygons of the rows.

    Returns
    -------
    dict of int to str
        Position → id. Name and investor are the same but for marks and width, and
        all that the row states stands in the record. Each record is repeated once;
        one that a row means by its key is not repeated by another row.
    """
    free = [row for row, target in enumerate(targets) if target is None]
    if not free or not len(known) or "name_zh" not in sheet.values:
        return {}
    own = [at for at, key in enumerate(known.keys) if key not in known.read_only]
    stored = _keys({one: known.columns.get(one) for one in _NAMES}, own)
    places: dict[tuple[str, str], list[str]] = {}
    for at, name in zip(own, stored, strict=True):
        if name[0]:
            places.setdefault(name, []).append(known.keys[at])
    given = _keys({one: sheet.values.get(one) for one in _NAMES}, free)
    found = {
        row: places[name]
        for row, name in zip(free, given, strict=True)
        if name in places
    }
    whole = known.whole(list({key for keys in found.values() for key in keys}))
    used = {target for target in targets if target is not None}
    same: dict[int, str] = {}
    stated = [name for name in names if name not in _NAMES]
    for row, keys in found.items():
        shape = None if shapes is None else shapes[row]
        for key in keys:
            if key not in used and _is_same(sheet, row, whole.get(key), stated, shape):
                same[row] = key
                used.add(key)
                break
    return same


def _keys(
    columns: dict[str, list[Any] | None], rows: Sequence[int]
) -> list[tuple[str, str]]:
    """Return name and investor of some rows as they are compared."""
    forms = []
    for name in _NAMES:
        cells = columns[name]
        texts = [None if cells is None else cells[row] for row in rows]
        forms.append(
            name_keys(text if isinstance(text, str) else None for text in texts)
        )
    return list(zip(*forms, strict=True))


def _is_same(
    sheet: SheetValues,
    row: int,
    record: Row | None,
    stated: Sequence[str],
    shape: BaseGeometry | None,
) -> bool:
    """Tell whether all that a row states stands in a record."""
    if record is None:
        return False
    if shape is not None:
        old = record.get("geometry")
        if old is None or not shape.equals_exact(old, _SAME_DEGREES):
            return False
    return not changed_fields(sheet, row, record, names=stated, erases=False)
