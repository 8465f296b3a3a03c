"""A dry run: what every row of a file would do to the register, and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo_zs.imports.fault_book import ROW_LOST, FaultBook
from geo_zs.imports.faults import Fault
from geo_zs.imports.mapping import ColumnMapping
from geo_zs.imports.row_views import (
    CHANGED,
    DUPLICATE,
    MAX_PAGE,
    NEW,
    REFUSED,
    STATUS_WORDS,
    STATUSES,
    UNCHANGED,
    Decision,
    FileFacts,
    Merge,
    RowView,
    Status,
    Twin,
    TwinChoice,
)

__all__ = [
    "CHANGED",
    "DUPLICATE",
    "MAX_PAGE",
    "NEW",
    "REFUSED",
    "STATUSES",
    "STATUS_WORDS",
    "UNCHANGED",
    "Decision",
    "DryRun",
    "FileFacts",
    "Merge",
    "RowView",
    "Status",
    "Twin",
    "TwinChoice",
]


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
    merges : dict of int to Merge
        Position → the record that a possible duplicate certainly is.
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
    merges: dict[int, Merge] = field(default_factory=dict)
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
            merge=self.merges.get(at),
        )

    def takeable(self) -> NDArray[np.bool_]:
        """Return for each row whether it can be taken, if the user says so.

        Rows that are lost as a whole (without a name, of another's league) cannot,
        nor can those that would change nothing.
        """
        return np.asarray(
            (self.would_be != UNCHANGED) & (self.book.damage() < ROW_LOST), dtype=bool
        )

    def settle(
        self, decisions: Mapping[int, Decision], *, twins: TwinChoice = "leave"
    ) -> None:
        """Make rows that shall change the record that they are, rows that change it.

        Parameters
        ----------
        decisions : mapping of int to {"take", "change", "skip"}
            Row as a spreadsheet counts → what the user decided for it.
        twins : {"change", "leave", "add"}
            What is done with the rows without a decision.
        """
        for at, merge in self.merges.items():
            decision = decisions.get(int(self.row_numbers[at]))
            if decision is None and twins == "change":
                decision = "change"
            if decision != "change":
                continue
            if self.status[at] == DUPLICATE:
                self.status[at] = CHANGED
            self.would_be[at] = CHANGED
            self.targets[at], self.versions[at] = merge.key, merge.version
            self.changed[at] = merge.changed

    def taken(
        self,
        *,
        only_good: bool = True,
        twins: TwinChoice = "leave",
        decisions: Mapping[int, Decision] | None = None,
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the rows that would be added, and those that would change a record.

        Parameters
        ----------
        only_good : bool
            True: rows without errors alone. False: also rows that lost single cells,
            with these empty. Rows that are lost as a whole are never taken.
        twins : {"change", "leave", "add"}
            What is done with possible duplicates: those that certainly are one record
            change it, or all are left out, or all are added as records of their own.
        decisions : mapping of int to {"take", "change", "skip"}, optional
            Row as a spreadsheet counts → what the user decided for it, which goes
            before the other two.

        Returns
        -------
        (array, array)
            Positions. Rows are settled as decided: see `settle`.
        """
        decided = decisions or {}
        self.settle(decided, twins=twins)
        is_twin = self.would_be == DUPLICATE
        wanted = np.isin(self.status, (NEW, CHANGED, DUPLICATE))
        if not only_good:
            wanted |= self.status == REFUSED
        if twins != "add":
            wanted &= ~is_twin
        if decided:
            order = np.argsort(self.row_numbers, kind="stable")
            sorted_rows = self.row_numbers[order]
            for row, decision in decided.items():
                at = int(np.searchsorted(sorted_rows, row))
                if at < self.n_rows and sorted_rows[at] == row:
                    is_change = self.would_be[order[at]] == CHANGED
                    wanted[order[at]] = decision == "take" or (
                        decision == "change" and is_change
                    )
        taken = wanted & self.takeable()
        changes = taken & (self.would_be == CHANGED)
        added = taken & np.isin(self.would_be, (NEW, DUPLICATE))
        return np.flatnonzero(added), np.flatnonzero(changes)

    def second_copies(self, *, only_good: bool = False) -> int:
        """Return how many rows that may be there already could be taken, too."""
        found = (self.would_be == DUPLICATE) & self.takeable()
        if only_good:
            found &= self.status == DUPLICATE
        return int(found.sum())

    def record(self, at: int, *, fields: Sequence[str] | None = None) -> dict[str, Any]:
        """Return what is known of a row, by field, as the register takes it."""
        names = self.values if fields is None else fields
        row = {
            name: value
            for name in names
            if name in self.values and (value := self.values[name][at]) is not None
        }
        has_shape = self.shapes is not None and self.shapes[at] is not None
        if has_shape and (fields is None or "geometry" in fields):
            row["geometry"] = self.shapes[at]  # type: ignore[index]  # not None
        return row
