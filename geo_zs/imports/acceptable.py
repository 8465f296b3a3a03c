"""Ask the register itself what it would not keep, before anything is accepted.

Projects are checked value by value with the register's own rules. The rows of the
smaller tables hang together (months, slots, projects): they are written in a
transaction that is always undone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NoReturn

import numpy as np
from numpy.typing import NDArray

from geo_zs.errors import ConflictError, RecordError, UnknownRecordError
from geo_zs.imports.destinations import Destination
from geo_zs.imports.fault_book import ROW_LOST, SOUND, Remark
from geo_zs.imports.matching_rows import Compared
from geo_zs.imports.rows import CHANGED, DUPLICATE, NEW
from geo_zs.imports.sheet_values import SheetValues
from geo_zs.register.column_checks import suspect_rows
from geo_zs.register.faults import RecordFault
from geo_zs.register.values import check_fields

if TYPE_CHECKING:
    from geo_zs.register.access import Actor
    from geo_zs.register.names import Names
    from geo_zs.register.store import Register

#: Code and language → name of a place, the code itself if it has none.
PlaceName = Callable[[str, str], str]
#: What is the code of a league or banner, or the id of a park.
_CODE: Final = re.compile(r"15\d{4}|[a-z]+(?:-[a-z0-9]+)+", re.ASCII)
#: Most times that rows are tried, each time without those that were refused.
_MOST_TRIALS: Final = 3


class _OverError(Exception):
    """Ends a trial, so that nothing of it is kept."""


def refuse_unkept(
    sheet: SheetValues,
    destination: Destination,
    *,
    register: Register,
    viewer: Actor,
    names: Names,
    compared: Compared,
    shapes: Sequence[Any] | None,
    place_name: PlaceName,
) -> None:
    """Add a fault for every value that the register would not keep.

    Parameters
    ----------
    sheet : SheetValues
        The rows.
    destination : Destination
        Their table.
    register : Register
        The register.
    viewer : Actor
        Who imports.
    names : Names
        Keys that records may name.
    compared : Compared
        What each row would be; unchanged ones are not asked about.
    shapes : sequence or None
        Polygons of the rows.
    place_name : callable
        Code and language → name of a league, banner or park.
    """
    harm = sheet.book.damage()
    if destination.table == "projects":
        rows = np.flatnonzero(harm < ROW_LOST)
        _check_values(sheet, names, rows, shapes, place_name)
    elif viewer.has_role("planner"):
        trial = _Trial(sheet, destination, register, viewer, compared, place_name)
        would_be = compared.would_be
        is_sound = harm == SOUND
        trial.run(np.flatnonzero(is_sound & np.isin(would_be, (NEW, DUPLICATE))), NEW)
        if destination.change is not None:
            trial.run(np.flatnonzero(is_sound & (would_be == CHANGED)), CHANGED)


def _check_values(
    sheet: SheetValues,
    names: Names,
    rows: NDArray[np.int64],
    shapes: Sequence[Any] | None,
    place_name: PlaceName,
) -> None:
    """Check the values of projects, each row by itself."""
    columns = {
        name: column for name, column in sheet.values.items() if name != "project_id"
    }
    if shapes is not None:
        columns["geometry"] = list(shapes)
    wanted = rows.tolist()
    asked = {name: [column[row] for row in wanted] for name, column in columns.items()}
    for row in (wanted[at] for at in suspect_rows(asked, names)):
        values = {name: column[row] for name, column in columns.items()}
        _, faults = check_fields(values, names)
        for fault in faults:
            _refuse(sheet, row, fault, place_name)


def _refuse(
    sheet: SheetValues, row: int, fault: RecordFault, place_name: PlaceName
) -> None:
    """Add a fault of the register to a row, and leave the value out."""
    column = sheet.values.get(fault.field)
    value = None if column is None else column[row]
    header = sheet.header(fault.field) if fault.field in sheet.specs else ""
    remark = Remark.of(
        "refused_value",
        column=header,
        cell=value,
        reason=named(fault, "en", place_name),
        reason_zh=named(fault, "zh", place_name),
    )
    sheet.book.add(row, remark)
    if column is not None:
        column[row] = None


def named(fault: RecordFault, lang: str, place_name: PlaceName) -> str:
    """Return a fault of the register in words, its places by their names."""
    values = {
        name: place_name(value.strip("'"), lang)
        if _CODE.fullmatch(value.strip("'"))
        else value
        for name, value in fault.values.items()
    }
    return replace(fault, values=values).text(lang)


@dataclass(frozen=True)
class _Trial:
    """Writes rows in a transaction that is undone, and refuses those with faults."""

    sheet: SheetValues
    destination: Destination
    register: Register
    viewer: Actor
    compared: Compared
    place_name: PlaceName

    def run(self, positions: NDArray[np.int64], kind: int) -> None:
        """Try rows that would be added, or would change a record."""
        rows = positions.tolist()
        for _ in range(_MOST_TRIALS):
            if not rows:
                return
            faults = self._faults([self._values(row, kind) for row in rows], kind)
            if not faults:
                return
            refused = set()
            for fault in faults:
                row = rows[fault.row or 0]
                refused.add(row)
                _refuse(self.sheet, row, fault, self.place_name)
            rows = [row for row in rows if row not in refused]

    def _values(self, row: int, kind: int) -> dict[str, Any]:
        """Return the values of a row as they would be written."""
        columns = self.sheet.values
        if kind == NEW:
            return {
                name: column[row]
                for name, column in columns.items()
                if column[row] is not None and name != self.destination.key
            }
        values = {name: columns[name][row] for name in self.compared.changed[row]}
        key = {self.destination.key: self.compared.targets[row]}
        return {**values, **key, "version": self.compared.versions[row]}

    def _faults(self, values: list[dict[str, Any]], kind: int) -> list[RecordFault]:
        """Return the faults of rows that are written and undone."""
        faults: list[RecordFault] = []
        write = self.destination.add if kind == NEW else self.destination.change
        with (
            suppress(_OverError),
            self.register.write(self.viewer, counts=False) as writer,
        ):
            try:
                if write is not None:
                    write(writer, values)
            except RecordError as error:
                faults = [one for one in error.problems if isinstance(one, RecordFault)]
            except (ConflictError, UnknownRecordError):
                faults = []  # changed a moment ago: told when it is accepted
            _end()
        return faults


def _end() -> NoReturn:
    """Leave a transaction without keeping anything."""
    raise _OverError
