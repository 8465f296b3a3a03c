"""Which record a row means, and what it would change there."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.imports.destinations import Destination, Existing
from geo_zs.imports.fault_book import Remark
from geo_zs.imports.sheet_values import SheetValues

#: Nearer numbers are one number; degrees of lon and lat are compared to 1 cm.
_SAME: Final = 1e-9
_SAME_DEGREES: Final = 1e-7


@dataclass(frozen=True, eq=False)
class Compared:
    """How rows compare with the register.

    Parameters
    ----------
    would_be : (n,) int8 array
        What each row would be without its faults: a position in `rows.STATUSES`.
    targets : list of (str or None)
        Records that rows mean.
    versions : list of (int or None)
        Versions of these records.
    changed : dict of int to tuple of str
        Position → fields that would change.
    """

    would_be: NDArray[np.int8]
    targets: list[str | None]
    versions: list[int | None]
    changed: dict[int, tuple[str, ...]]


def match_keys(
    sheet: SheetValues, destination: Destination, known: Existing
) -> list[str | None]:
    """Return the record that each row means by its first keys.

    Parameters
    ----------
    sheet : SheetValues
        The rows.
    destination : Destination
        The table, with its keys.
    known : Existing
        The records.

    Returns
    -------
    list of (str or None)
        Ids; None for a row that means no record of the register. Ids that nobody
        knows, codes of several records, and records that two rows mean are faults.
    """
    targets: list[str | None] = [None] * sheet.n_rows
    ids = sheet.values.get(destination.key)
    if ids is not None:
        _by_id(sheet, destination.key, ids, known, targets)
    if destination.same:
        _by_fields(sheet, destination.same, known, targets)
    _each_once(sheet, destination, targets)
    return targets


def _by_id(
    sheet: SheetValues,
    key: str,
    ids: list[Any],
    known: Existing,
    targets: list[str | None],
) -> None:
    """Find the records of given ids; an unknown id is told and left out."""
    here = known.positions("key")
    column = sheet.header(key)
    for row, given in enumerate(ids):
        if given is None:
            continue
        if given in here:
            targets[row] = given
            continue
        sheet.book.add(row, Remark.of("unknown_id", column=column, cell=given))
        ids[row] = None


def _by_fields(
    sheet: SheetValues,
    names: Sequence[str],
    known: Existing,
    targets: list[str | None],
) -> None:
    """Find the records that have the same values in some fields."""
    columns = [sheet.values.get(name) for name in names]
    if columns[0] is None:
        return
    stored = [known.columns.get(name, [None] * len(known)) for name in names]
    places: dict[tuple[Any, ...], list[int]] = {}
    for at, values in enumerate(zip(*stored, strict=True)):
        if values[0] is not None:
            places.setdefault(values, []).append(at)
    blank = [None] * sheet.n_rows
    given = zip(*(blank if one is None else one for one in columns), strict=True)
    for row, values in enumerate(given):
        found = places.get(values) if values[0] is not None else None
        if found is None or targets[row] is not None:
            continue
        if len(found) == 1:
            targets[row] = known.keys[found[0]]
            continue
        ids = "、".join(known.keys[at] for at in found[:5])
        sheet.book.add(
            row,
            Remark.of(
                "several_records",
                column=sheet.header(names[0]),
                cell=values[0],
                count=len(found),
                ids=ids,
            ),
        )


def _each_once(
    sheet: SheetValues, destination: Destination, targets: list[str | None]
) -> None:
    """Refuse rows that mean a record which an earlier row means."""
    first: dict[str, int] = {}
    for row, target in enumerate(targets):
        if target is None:
            continue
        other = first.setdefault(target, row)
        if other != row:
            name = destination.key
            ids = sheet.values.get(name)
            if (ids is None or ids[row] is None) and destination.same:
                name = destination.same[0]
            sheet.book.add(
                row,
                Remark.of(
                    "same_key_in_file",
                    column=sheet.header(name),
                    cell=target,
                    other=int(sheet.raw.row_numbers[other]),
                ),
            )


def changed_fields(
    sheet: SheetValues,
    row: int,
    current: Mapping[str, Any],
    *,
    names: Sequence[str],
    erases: bool,
) -> tuple[str, ...]:
    """Return the fields that a row would change in a record.

    Parameters
    ----------
    sheet : SheetValues
        The rows.
    row : int
        Position of the row.
    current : mapping
        The record as it is.
    names : sequence of str
        Fields to compare.
    erases : bool
        Whether an empty cell empties the field. A cell that could not be read
        never does.
    """
    changed = []
    for name in names:
        value = sheet.values[name][row]
        if value is None and not (erases and _is_empty(sheet, name, row)):
            continue
        if not same_value(name, value, current.get(name)):
            changed.append(name)
    return tuple(changed)


def _is_empty(sheet: SheetValues, name: str, row: int) -> bool:
    """Tell whether the cell of a field is empty in the file."""
    mapped = sheet.mapping.fields.get(name)
    return mapped is not None and sheet.raw.columns[mapped.column][row] is None


def same_value(name: str, one: Any, other: Any) -> bool:  # noqa: ANN401  any values
    """Tell whether two values of a field are the same."""
    if one is None or other is None:
        return one is other
    if name == "industry_tags":
        return set(str(one).split(";")) == set(str(other).split(";"))
    if isinstance(one, float) or isinstance(other, float):
        tolerance = _SAME_DEGREES if name in ("lon", "lat") else 0.0
        try:
            return math.isclose(one, other, rel_tol=_SAME, abs_tol=tolerance)
        except TypeError:
            return False
    if hasattr(one, "equals_exact"):
        return bool(
            other is not None
            and hasattr(other, "equals_exact")
            and one.equals_exact(other, _SAME_DEGREES)
        )
    return bool(one == other)
