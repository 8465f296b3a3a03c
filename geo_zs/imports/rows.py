"""A dry run: what every row of a file would do to the register, and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from geo_zs.imports.fault_book import ROW_LOST, FaultBook
from geo_zs.imports.faults import Fault
from geo_zs.imports.mapping import ColumnMapping

Status = Literal["new", "changed", "unchanged", "duplicate", "refused"]

#: Statuses in the order in which they are counted.
STATUSES: Final[tuple[Status, ...]] = (
    "new",
    "changed",
    "unchanged",
    "duplicate",
    "refused",
)
NEW, CHANGED, UNCHANGED, DUPLICATE, REFUSED = range(5)
#: Status → its name, Chinese and English.
STATUS_WORDS: Final[Mapping[Status, tuple[str, str]]] = {
    "new": ("新增", "new"),
    "changed": ("有变化", "changed"),
    "unchanged": ("无变化", "unchanged"),
    "duplicate": ("疑似重复", "possible duplicate"),
    "refused": ("不能录入", "refused"),
}
#: What a user decides for single rows: to take it, or to leave it out.
Decision = Literal["take", "skip"]
#: Most rows of one page.
MAX_PAGE: Final = 1_000


@dataclass(frozen=True)
class FileFacts:
    """What was read, for people.

    Parameters
    ----------
    name, format : str
        Of the file.
    encoding, delimiter, sheet, crs : str or None
        As in `RawTable`.
    header_row : int or None
        Row of the header.
    """

    name: str
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    crs: str | None = None
    header_row: int | None = None


@dataclass(frozen=True)
class Twin:
    """A record or row that a row may be the same as.

    Parameters
    ----------
    key : str
        Id of the record; empty for a row of the file.
    row : int or None
        Row of the file.
    name : str
        Its name.
    score : float
        0 to 100.
    why_zh, why_en : str
        The reason.
    """

    key: str
    row: int | None
    name: str
    score: float
    why_zh: str
    why_en: str


@dataclass(frozen=True)
class RowView:
    """One row, for people.

    Parameters
    ----------
    position : int
        0 first.
    row : int
        As a spreadsheet counts.
    status, would_be : str
        What it is, and what it would be without its faults.
    cells : mapping of header to cell
        As in the file.
    values : mapping of field to value
        As they were understood; only what is known.
    faults : tuple of Fault
        Errors first.
    target : str or None
        Id of the record that it changes, or equals.
    changed : tuple of str
        Fields that would change.
    twins : tuple of Twin
        Records or rows that it may be the same as.
    """

    position: int
    row: int
    status: Status
    would_be: Status
    cells: Mapping[str, Any]
    values: Mapping[str, Any]
    faults: tuple[Fault, ...]
    target: str | None
    changed: tuple[str, ...]
    twins: tuple[Twin, ...]


@dataclass(kw_only=True, eq=False)
class DryRun:
    """What every row of a file would do to the register.

    Parameters
    ----------
    table : str
        Table of the register.
    file : FileFacts
        What was read.
    headers : tuple of str
        Columns of the file.
    cells : sequence of sequences
        The cells as they came, column by column.
    row_numbers : (n,) int array
        Row of each record, as a spreadsheet counts.
    mapping : ColumnMapping
        What the columns stand for.
    values : dict of str to list
        By field; None where nothing is known.
    shapes : list or None
        Polygons, lon and lat; None for a file without.
    status, would_be : (n,) int8 array
        Positions in `STATUSES`.
    targets : list of (str or None)
        Records that rows change or equal.
    versions : list of (int or None)
        Versions of these records when they were compared.
    changed : dict of int to tuple of str
        Position → fields that would change.
    twins : dict of int to tuple of Twin
        Position → what it may be the same as.
    book : FaultBook
        Faults of rows.
    notes : tuple of Fault
        What is to be said of the file and its columns.
    readings : dict of (column, text) to list
        Candidate readings of names that no place has.
    datum : str or None
        Reference system that the points were read in.
    visibility : str
        Of rows that state none.
    erases : bool
        Whether an empty cell empties the field of a record that is changed.
    data_version : str
        Of the catalog.
    revision : int
        Counter of the register when rows were compared with it.
    compared_at : str
        When that was (UTC, ISO 8601); empty where it is not known.
    """

    table: str
    file: FileFacts
    headers: tuple[str, ...]
    cells: Sequence[Sequence[Any] | NDArray[np.object_]]
    row_numbers: NDArray[np.int64]
    mapping: ColumnMapping
    values: dict[str, list[Any]]
    shapes: list[Any] | None
    status: NDArray[np.int8]
    would_be: NDArray[np.int8]
    targets: list[str | None]
    versions: list[int | None]
    changed: dict[int, tuple[str, ...]]
    twins: dict[int, tuple[Twin, ...]]
    book: FaultBook
    notes: tuple[Fault, ...] = ()
    readings: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    datum: str | None = None
    visibility: str = "internal"
    erases: bool = False
    data_version: str = ""
    revision: int = 0
    compared_at: str = ""

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.row_numbers)

    @property
    def counts(self) -> dict[Status, int]:
        """How many rows have each status."""
        found = np.bincount(self.status, minlength=len(STATUSES))
        return {name: int(found[at]) for at, name in enumerate(STATUSES)}

    @property
    def fault_counts(self) -> dict[str, int]:
        """How often each kind of fault was found in rows."""
        return self.book.counts()

    def positions(
        self, status: Status | None = None, *, fault_key: str | None = None
    ) -> NDArray[np.int64]:
        """Return the positions of rows.

        Parameters
        ----------
        status : str or None
            Of this status; of any if None.
        fault_key : str or None
            With a fault of this kind.
        """
        wanted = np.ones(self.n_rows, dtype=bool)
        if status is not None:
            wanted &= self.status == STATUSES.index(status)
        if fault_key is not None:
            wanted &= self.book.has(fault_key)
        return np.flatnonzero(wanted).astype(np.int64)

    def rows(
        self, status: Status | None = None, *, offset: int = 0, limit: int = 100
    ) -> list[RowView]:
        """Return a page of the rows of a status.

        Parameters
        ----------
        status : str or None
            All rows if None.
        offset, limit : int
            Which of them; at most `MAX_PAGE`.
        """
        return self.views(
            self.positions(status)[max(0, offset) :][: min(limit, MAX_PAGE)]
        )

    def views(self, positions: Sequence[int] | NDArray[np.int64]) -> list[RowView]:
        """Return rows by their positions."""
        wanted = [int(at) for at in positions]
        faults = self.book.of_rows(wanted, self.row_numbers)
        return [self._view(at, faults[at]) for at in wanted]

    def _view(self, at: int, faults: Sequence[Fault]) -> RowView:
        """Return one row."""
        known = {
            name: column[at]
            for name, column in self.values.items()
            if column[at] is not None
        }
        if self.shapes is not None and self.shapes[at] is not None:
            known["geometry"] = self.shapes[at]
        return RowView(
            position=at,
            row=int(self.row_numbers[at]),
            status=STATUSES[self.status[at]],
            would_be=STATUSES[self.would_be[at]],
            cells={
                header: column[at]
                for header, column in zip(self.headers, self.cells, strict=True)
            },
            values=known,
            faults=tuple(faults),
            target=self.targets[at],
            changed=self.changed.get(at, ()),
            twins=self.twins.get(at, ()),
        )

    def takeable(self) -> NDArray[np.bool_]:
        """Return for each row whether it can be taken, if the user says so.

        Rows that are lost as a whole (without a name, of another's league) cannot,
        nor can those that would change nothing.
        """
        return np.asarray(
            (self.would_be != UNCHANGED) & (self.book.damage() < ROW_LOST), dtype=bool
        )

    def taken(
        self,
        *,
        only_good: bool = True,
        decisions: Mapping[int, Decision] | None = None,
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the rows that would be added, and those that would change a record.

        Parameters
        ----------
        only_good : bool
            True: new and changed rows alone. False: also rows that may be
            duplicates, as records of their own, and rows that lost single cells,
            with these empty. Rows that are lost as a whole are never taken.
        decisions : mapping of int to {"take", "skip"}, optional
            Row as a spreadsheet counts → what the user decided for it.

        Returns
        -------
        (array, array)
            Positions.
        """
        wanted = np.isin(self.status, (NEW, CHANGED))
        if not only_good:
            wanted = wanted | (self.status == DUPLICATE) | (self.status == REFUSED)
        for row, decision in (decisions or {}).items():
            wanted[self.row_numbers == row] = decision == "take"
        taken = wanted & self.takeable()
        changes = taken & (self.would_be == CHANGED)
        added = taken & np.isin(self.would_be, (NEW, DUPLICATE))
        return np.flatnonzero(added), np.flatnonzero(changes)

    def record(self, at: int, *, fields: Sequence[str] | None = None) -> dict[str, Any]:
        """Return what is known of a row, by field, as the register takes it."""
        names = self.values if fields is None else fields
        row = {
            name: self.values[name][at]
            for name in names
            if name in self.values and self.values[name][at] is not None
        }
        has_shape = self.shapes is not None and self.shapes[at] is not None
        if has_shape and (fields is None or "geometry" in fields):
            row["geometry"] = self.shapes[at]  # type: ignore[index]  # not None
        return row
